# What keeps a letter from somebody, as it is asked for.

test_operands() {
    raci why-not a b
    exits 2
    out_empty
    err_has "why-not"
    raci why-not a b c d
    exits 2
    out_empty
}

test_unknown_names() {
    have_acme
    raci --at 2026-03-01 why-not nowhere-at-all A coo
    exits 2
    out_empty
    err_has "no touchpoint or journey is called 'nowhere-at-all'"
    raci --at 2026-03-01 why-not checkout X coo
    exits 2
    out_empty
    err_has "the scheme RACI has no letter 'X'; it has A, C, I, R"
    raci --at 2026-03-01 why-not checkout A zzzzzzzz
    exits 2
    out_empty
    err_has "there is no position, unit, team or person 'zzzzzzzz' on the date"
    raci --at 2026-03-01 why-not checkout A position:cao
    exits 2
    err_has "did you mean"
    raci --at 2026-03-01 why-not checkout A office:cio
    exits 2
    err_has "no position has the office 'cio'"
    raci --at 2026-03-01 why-not checkout A touchpoint:refund
    exits 2
    err_has "a touchpoint holds no letters"
    raci --at 2026-03-01 --format json why-not checkout A zzzzzzzz
    exits 2
    out_has '{"error":{"message":'
}

test_several_subjects() {
    have_acme
    raci --at 2026-03-01 why-not re A coo
    exits 1
    out_has "touchpoint:refund"
    raci --at 2026-03-01 --format json why-not re A coo
    exits 1
    out_has '{"candidates":['
}

test_several_holders() {
    have_acme
    raci --at 2026-03-01 why-not checkout A chief
    exits 1
    out_has "position:coo"
    raci --at 2026-03-01 --format json why-not checkout A chief
    exits 1
    out_has '{"candidates":['
}

test_held() {
    have_acme
    raci --at 2026-03-01 --format json why-not first-call A office:coo
    exits 0
    out_has '"held":true'
    out_has '"outcome":"won"'
    raci --at 2026-03-01 why-not first-call A office:coo
    exits 0
    out_has "is accountable for"
    out_lacks "What could have given it"
}

test_not_held() {
    have_acme
    raci --at 2026-03-01 --format json why-not first-call A support-head
    exits 0
    out_has '"held":false'
    out_has '"closest":"the head of the delivering unit answers"'
    raci --at 2026-03-01 why-not first-call A "Head of Support"
    exits 0
    out_has "is not accountable for"
}

# A rule that names several, none of whom has a head, is worth telling of to each.
test_named_without_a_head() {
    have_small
    raci --at 2026-07-01 change 'create_unit { key = "lab", name = "Lab", parent = "acme" }' \
        'create_unit { key = "den", name = "Den", parent = "acme" }'
    exits 0
    cat >mine.lua <<'END'
policy { name = "mine" }
rule "labs" { because = "x", assign = { A = { "unit:lab", "unit:den" } } }
END
    for unit in lab den; do
        raci --policy mine.lua --at 2026-07-01 why-not call A "unit:$unit"
        out_has 'names nobody: the rule "labs" (mine.lua:2)'
    done
    raci --policy mine.lua --at 2026-07-01 why-not call A unit:care
    out_has "No rule could have given it to Customer Care here"
}

# A rule that fails makes the answer unreliable here, too; explaining it again does not
# count twice.
test_failed_rule() {
    have_acme
    cat >>policy/policy.lua <<'END'
rule "broken" {
  match = { stage = "support" },
  when = function(t) return t.nothing end,
  assign = { A = "position:cmo" },
}
rule "broken holder, beaten" {
  match = { stage = "purchase" },
  assign = { C = function(t) return t.nothing end },
}
exception "beats it" {
  because = "so that its function is not asked",
  match = { stage = "purchase" },
  assign = { C = "unit:support" },
}
END
    raci --at 2026-03-01 why-not first-call A cmo
    exits 3
    out_has "its \`when\` failed"
    out_has "This answer is not to be relied on"
    raci --at 2026-03-01 why-not checkout C cmo
    exits 0
    err_empty
}

# A ruling that has ended still is the answer.
test_ended_ruling() {
    have_acme
    mkdir decided
    cat >decided/rulings.csv <<'END'
subject,letter,holder,by,reason,from,to
touchpoint:checkout,A,position:coo,position:ceo,until marketing has a plan,2025-01-01,2026-01-01
END
    raci import decided
    exits 0
    raci --at 2026-03-01 why-not checkout A coo
    exits 0
    out_has "does not apply: the ruling of Chief Executive Officer"
    out_has "it held until 2026-01-01 only"
    raci --at 2025-06-01 why-not checkout A coo
    exits 0
    out_has "is accountable for"
    raci --at 2024-06-01 --format json why-not checkout A coo
    exits 0
    out_has '"condition":"from","except":false,"wanted":["2025-01-01"],"found":["2024-06-01"]'
}

test_every_format() {
    have_acme
    for format in text json jsonl csv md; do
        raci --at 2026-03-01 --format $format why-not checkout A cmo
        exits 0
        out_is_fine $format
        err_empty
    done
}
