# raci compare: policies side by side, from outside.

day="--at 2026-12-01"

have_two() {
    have_small
    cat >heads.lua <<'EOF'
policy { name = "heads" }
default "heads" { because = "so", assign = { A = head_of_delivering_unit(), R = delivering_units() } }
EOF
    cat >coo.lua <<'EOF'
policy { name = "coo", version = "2" }
rule "one answers" { because = "so", assign = { A = "position:coo", R = delivering_units() } }
EOF
}

test_two() {
    have_two
    note_model
    # shellcheck disable=SC2086
    raci compare heads.lua coo.lua $day
    exits 0
    err_empty
    out_is_fine text
    out_has "heads.lua"
    out_has "nothing was written. As of 2026-12-01."
    model_is_as_noted
}

# What it says a step would leave is what is left once the steps are taken.
test_what_it_would_take_is_true() {
    have_two
    # shellcheck disable=SC2086
    raci compare coo.lua $day --format json && exits 0
    out_is_fine json
    left=$(sed 's/.*"left":{"errors":\([0-9]*\),"warnings":\([0-9]*\),.*/\1 \2/' ../out)
    grep -o '"step":"\([^"\\]\|\\.\)*"' ../out | sed 's/^"step":"//; s/"$//; s/\\"/"/g' >../steps
    set --
    while read -r step; do
        set -- "$@" "$step"
    done <../steps
    [ $# -gt 0 ] || fail "nothing would help"
    # shellcheck disable=SC2086
    raci change "$@" $day && exits 0
    # shellcheck disable=SC2086
    raci check --policy coo.lua $day --summary --format json
    is=$(sed 's/.*"errors":\([0-9]*\),"warnings":\([0-9]*\),.*/\1 \2/' ../out)
    [ "$left" = "$is" ] || fail "left were to be $left, and are $is"
}

test_all_models() {
    have_two
    # shellcheck disable=SC2086
    raci compare $day --format csv && exits 0
    out_is_fine csv
    sed '1d; s/,.*//' ../out >../listed
    raci models --format csv
    sed '1d; s/,.*//' ../out | cmp -s - ../listed || fail "not all models: $(cat ../listed)"
    for columns in 40 80 100 200; do
        # shellcheck disable=SC2086
        COLUMNS=$columns raci compare $day && exits 0
    done
}

test_after_a_scenario() {
    have_two
    cat >later.lua <<'EOF'
scenario "care leaves" {
  effective = "2027-01-01",
  set_head { unit = "care", position = "cso" },
  leave { person = "nobody-of-that-name" },
}
EOF
    # shellcheck disable=SC2086
    raci compare heads.lua coo.lua --scenario later.lua $day
    exits 0
    out_is_fine text
    out_has "After the scenario care leaves."
    out_has "left out: leave (later.lua:4) does not apply:"
    out_has "As of 2027-01-01."
    # shellcheck disable=SC2086
    raci compare heads.lua --scenario later.lua $day --format json && exits 0
    out_has '"scenario":"care leaves","steps":2,"not_applicable":1,'
}

test_explain() {
    have_two
    # shellcheck disable=SC2086
    raci compare heads.lua coo.lua --explain call $day
    exits 0
    out_is_fine text
    out_has "heads.lua"
    out_has 'by the rule "one answers" (coo.lua:2), because so'
    for format in json jsonl csv md; do
        # shellcheck disable=SC2086
        raci compare heads.lua coo.lua --explain call $day --format $format && exits 0
        out_is_fine $format
    done
    # shellcheck disable=SC2086
    raci compare heads.lua --explain nothing-of-the-kind $day
    exits 2
    out_empty
}

test_refuses() {
    have_two
    raci compare no-such-model
    exits 3
    out_empty
    raci compare strategic-giude
    exits 3
    err_has "did you mean the governance model 'strategic-guide'?"
    raci compare heads.lua --scenario missing.lua
    exits 2
    out_empty
    raci compare --explain a --explain b
    exits 2
    printf 'policy { name = "x" }\nrule "y" { when = function() error("no") end, assign = { A = "office:ceo" } }\n' >fails.lua
    # shellcheck disable=SC2086
    raci compare fails.lua heads.lua $day
    exits 3
    err_has "raci: a rule failed: "
    out_has "heads.lua"
}
