# Names that would act where they are shown.

# An organization whose every name is one of these.
have_hostile() {
    "$lua" "$here/hostile_names.lua" org || fail "no organization"
    raci init
    raci import org
    exits 0
    cat >policy/policy.lua <<'END'
policy { name = "evil | <b>", version = "=1" }
default "the \"head\" | <i>answers</i>" {
  because = "=cmd|' /C calc'!A0",
  assign = { A = head_of_delivering_unit(), R = delivering_units() },
}
rule "-rule, with a comma" {
  because = "\u{202e}\27]0;title\7",
  match = { key = "t1*" },
  assign = { A = { "position:p1", "position:p2" }, I = "unit:company" },
}
rule "forbid <x>" {
  match = { key = "t1*" },
  forbid = { A = "position:p1" },
  require = { I = under("unit:u3") },
}
END
}

harmless_as() {
    have_hostile
    for command in check "check --summary" matrix "matrix --by unit" "matrix --by position" \
        "matrix --by person" "who t12" "who t3" "why t12" "why t7" "what p1" "what person:h2" \
        "what unit:u2" "who quoted" "why-not t12 A p1" "why-not t12 A p2" \
        "why-not t7 R unit:u3" "why-not t3 C person:h3" "why-not t1 I p4" "power p1" "power unit:u3" \
        "power person:h3" "power --officers" seams "seams --journey j1" "escalations --all" \
        "escalations t12" "escalations t1" "check --diff empowered-cxo" "brief p1" "brief unit:u3" "brief person:h3"; do
        # shellcheck disable=SC2086
        raci --format "$1" $command
        [ "$status" -le 1 ] || fail "$1 of $command"
        out_is_fine "$1"
        err_empty
    done
}

test_text() {
    harmless_as text
}

test_json() {
    harmless_as json
}

test_jsonl() {
    harmless_as jsonl
}

test_csv() {
    harmless_as csv
}

test_md() {
    harmless_as md
}

test_asked_by_name() {
    have_hostile
    raci who '=1+1'
    [ "$status" -le 1 ] || fail "not found by its name"
    raci who '<script>alert(1)</script>'
    [ "$status" -le 1 ] || fail "not found by its name"
    raci what "$(printf '\033[31mred\033[0m\007')"
    exits 1 # a position and a person have that name: which?
    out_lacks "$(printf '\033')"
    raci who "$(printf '%0200000d' 0 | head -c 100000)"
    exits 2
    out_empty
    err_has "the question has 100000 bytes, of at most 1000"
}
