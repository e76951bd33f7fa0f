# Which rules stand in each other's way, and how that is said.

# Of what a rule says and forbids all that matters is that another one says and forbids it too.
test_subsumed() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
rule "wide" {
  because = "x",
  match = { unit = "care" },
  assign = { I = "position:coo", C = "position:cso" },
  forbid = { A = "position:coo", R = "position:ceo" },
}
rule "gives" { because = "x", match = { unit = "care", criticality = 1 }, assign = { I = "position:coo" } }
rule "bans" { because = "x", match = { unit = "care", criticality = 2 }, forbid = { R = "position:ceo" } }
rule "gives more" { because = "x", match = { unit = "care", criticality = 3 }, assign = { I = "position:ceo" } }
rule "bans more" { because = "x", match = { unit = "care", criticality = 4 }, forbid = { R = "position:coo" } }
END
    lint lint --code subsumed-rule
    exits 0
    out_has "0 errors, 0 warnings, 2 infos"
    out_has "The rule 'gives' says nothing that the rule 'wide' does not say of more"
    out_has "The rule 'bans' says nothing that the rule 'wide' does not say of more"
}

# Two rules are surely in conflict where nobody takes the letter from either, whichever of several
# a ban names.
test_conflicts_and_bans() {
    have_small
    for names in '"position:cso", "position:coo"' '"position:coo", "position:cso"' \
        '"position:cso", "office:cxo"' '"position:cso", "position:ceo"'; do
        cat >mine.lua <<END
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "calls" { because = "x", match = { unit = "care" }, assign = { A = "position:coo" } }
rule "all" { because = "x", assign = { A = "position:cxo" } }
law "neither" { because = "x", forbid = { A = { $names } } }
END
        lint lint --code conflicting-rules
        case $names in
            *ceo*) out_has "1 certain, 0 possible" ;;
            *) out_has "0 certain, 1 possible" ;;
        esac
    done
}

test_overrides_without_a_reason() {
    have_small_stated
    cat >mine.lua <<'END'
policy { name = "mine" }
rule "told" { because = "x", match = { unit = "care" }, assign = { I = "position:coo" } }
rule "first" { because = "x", match = { unit = "care" }, assign = { A = "position:ceo" } }
rule "second" { match = { unit = "care" }, assign = { A = "position:cxo" }, overrides = { "first", "told" } }
rule "third" { match = { unit = "sales" }, assign = { A = "position:cxo" }, overrides = "stated:offer:A:position:ceo" }
END
    lint lint --code override-without-reason
    exits 0
    out_has "The rule 'second' overrides the rule 'first' and does not say why."
    out_has "The rule 'third' overrides a stated row and does not say why."
    out_has "Add to 'second': because = \"…\","
    lint check --code override-without-reason
    out_has "The rule 'second' overrides others and gives no reason."
}

# Which of two goes first: the one that asks for more, of either end and of both.
test_the_more_special_goes_first() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
rule "one end" { on = "handoff", because = "x", match = { to = { channel = "phone" } }, assign = { A = "position:coo" } }
rule "both ends" {
  on = "handoff",
  because = "x",
  match = { from = { criticality = { min = 1 } }, to = { criticality = { min = 1 } } },
  assign = { A = "position:cxo" },
}
rule "one end, between departments" {
  on = "handoff",
  because = "x",
  match = { from = { criticality = { min = 1 } }, crosses_departments = true },
  assign = { A = "position:ceo" },
}
rule "one end, if" {
  on = "handoff",
  because = "x",
  match = { from = { tag = "x" } },
  when = function(s) return s.key ~= "x" end,
  assign = { A = "position:cso" },
}
END
    lint --format json lint --no-model --code conflicting-rules
    exits 0
    for line in 3 9 15; do
        out_has "\"file\":\"mine.lua\",\"line\":$line,\"text\":\"overrides = \\\"one end\\\",\""
    done
}

# A rule is in force until the day before the one it ends on.
test_ended() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
rule "yesterday" { because = "x", to = "2026-06-30", assign = { A = "position:coo" } }
rule "today" { because = "x", to = "2026-07-01", assign = { C = "position:coo" } }
rule "tomorrow" { because = "x", to = "2026-07-02", assign = { I = "position:coo" } }
END
    lint lint --code dead-rule
    exits 0
    out_has "0 errors, 2 warnings"
    out_has "'yesterday' (mine.lua:2)"
    out_has "'today' (mine.lua:3)"
    out_lacks "tomorrow"
}

# So many globs that which of them a key can fit together is not gone through as a whole.
test_more_globs_than_are_told_apart() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
local all = "abcdefghijklmnopqrstuvwxyz0123456789"
for i = 1, #all do
  local c = all:sub(i, i)
  rule("with " .. c) { because = "x", match = { key = "*" .. c .. "*" }, assign = { C = "position:coo" } }
end
rule "calls" { because = "x", match = { key = "*nv*c*" }, assign = { A = "position:coo" } }
rule "voices" { because = "x", match = { key = "i*o*e" }, assign = { A = "position:cxo" } }
rule "others" { because = "x", match = { key = "o*e" }, assign = { A = "position:cso" } }
END
    lint lint --code conflicting-rules
    exits 1
    out_has "2 certain, 0 possible"
    out_has "As on The first invoice  touchpoint:invoice"
    lint lint --no-model --code conflicting-rules
    exits 0
    out_has "2 certain, 0 possible"
    out_has 'As where key = "onvce".'
}

test_shadowed_by_many() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
local keys = {}
for i = 1, 11 do
  keys[i] = "k" .. i
  exception("not " .. i) { because = "x", match = { key = keys[i] }, assign = { A = "position:coo" } }
end
rule "those" { because = "x", match = { key = keys }, assign = { A = "position:cxo" } }
END
    lint lint --no-model --code shadowed-rule
    exits 0
    out_has "1 certain, 0 possible"
    out_has "The rule 'those' never decides anything:"
    out_has "3 more go before it wherever it applies."
}
