# What rules say of each other.

test_conflict() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "care calls" { because = "x", match = { unit = "care" }, assign = { A = "position:coo" } }
rule "critical" {
  because = "x",
  match = { unit = "billing", criticality = { min = 5 } },
  assign = { A = "position:cxo" },
}
END
    lint lint
    exits 1
    err_empty
    out_is <<'END'
1 error, 0 warnings, 0 infos: 1 certain, 0 possible.

conflicting-rules (error, 1)
  The rule 'care calls' and the rule 'critical' give A (Accountable) of one
    subject to different holders, and neither goes before the other.
    'care calls' (mine.lua:3) and 'critical' (mine.lua:4)
    As on The first invoice  touchpoint:invoice
    Add to 'critical': overrides = "care calls",

3 rules, as of 2026-07-01, by the policy mine.
END
    out_is_fine text
    lint --format json lint
    exits 1
    out_is_fine json
    out_has '"severity":"error","subject":"rule:care calls","letter":null,"parties":[],"rules":[{'
    out_has '"certain":true,"witness":{"subject":"touchpoint:invoice","match":null}'
    out_has '"mend":{"action":"add","file":"mine.lua","line":4,"text":"overrides = \"care calls\",","named_by":[],"instead":[]}'
    key=$(printf '%s\n' conflicting-rules 'rule:care calls' '' 'rule:critical' | sha256sum | cut -c1-16)
    out_has "\"key\":\"$key\""
    for format in jsonl csv md; do
        lint --format $format lint
        exits 1
        out_is_fine $format
    done
    lint lint --code dead-rule
    exits 0
    lint lint --code deadrule
    exits 2
    err_has "did you mean 'dead-rule'?"
    lint lint --code no-ceo
    exits 2
    err_has "the check 'no-ceo' is one of 'raci check'"
    lint check --code dead-rule
    exits 2
    err_has "the check 'dead-rule' is one of 'raci lint'"
}

# The proposed line is all that it takes.
test_mended() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "care calls" { because = "x", match = { unit = "care" }, assign = { A = "position:coo" } }
rule "critical" {
  overrides = "care calls",
  because = "x",
  match = { unit = "billing", criticality = { min = 5 } },
  assign = { A = "position:cxo" },
}
END
    lint lint --fail-on info
    exits 0
    out_has "Nothing was found."
}

# Where a rule has overrides already, or has to go, it is said what becomes of these.
test_mending() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "care" { because = "x", match = { unit = "care" }, assign = { A = "position:coo" } }
rule "critical" {
  because = "x",
  match = { unit = "billing", criticality = 5 },
  assign = { A = "position:cxo" },
  overrides = { "told", "never met" },
}
rule "told" { because = "x", match = { criticality = 5 }, assign = { A = "position:ceo" } }
rule "never met" { because = "x", match = { criticality = 1 }, assign = { A = "position:ceo" } }
rule "gone" { because = "x", match = { key = "xyzzy" }, assign = { C = "position:ceo" } }
rule "after" { because = "x", assign = { C = "position:cxo" }, overrides = "gone" }
rule "kept" {
  because = "x",
  match = { key = "xyzzy" },
  assign = { C = "position:ceo" },
  require = { I = "position:cxo" },
}
law "council" { because = "x", match = { key = "x*" }, assign = { C = "position:coo" } }
rule "first" { because = "x", assign = { I = "position:ceo" }, overrides = "link" }
rule "link" { because = "x", assign = { I = "position:coo" }, overrides = "last" }
rule "last" { because = "x", assign = { I = "position:cso" } }
END
    lint lint
    exits 1
    out_is_fine text
    out_has "Change in 'critical' to: overrides = { \"never met\", \"told\", \"care\" },"
    out_has "Change in 'critical' to: overrides = \"told\","
    out_has "Take away: rule \"gone\" { … }; and its name from the overrides of 'after'"
    out_has "The rule 'kept' never gives anybody a letter: the law 'council' always goes"
    out_has "Take away from 'kept': assign = { … },"
    out_has "with what it overrides in its place"
    lint --format json lint
    out_has '"named_by":["first"],"instead":["last"]}'
    out_has '"mend":{"action":"replace","file":"mine.lua","line":4,"text":"overrides = \"told\",","named_by":[],"instead":[]}'
    out_has '"text":"rule \"gone\" { … }","named_by":["after"],"instead":[]}'
}

# A rule that never gives its letter may have an override that does something all the same.
test_mending_overrides_of_use() {
    have_small_stated
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "ask sales" { because = "x", match = { unit = "care" }, require = { C = "unit:sales" } }
rule "link" { because = "x", match = { key = "xyzzy" }, assign = { I = "office:ceo" }, overrides = "ask sales" }
rule "lifts" { because = "x", match = { unit = "care" }, assign = { A = "position:cxo" }, overrides = "link" }
rule "does not" { because = "x", match = { unit = "care" }, assign = { A = "position:cxo" }, overrides = "past" }
rule "past" { because = "x", to = "2026-01-01", assign = { A = "position:ceo" }, require = { I = "unit:sales" } }
exception "coo" { because = "x", match = { unit = "care" }, assign = { A = "position:coo" } }
exception "b" {
  because = "x",
  match = { key = "offer" },
  assign = { A = "position:cxo" },
  overrides = "stated:offer:A:position:ceo",
}
exception "a" { because = "x", match = { key = "offer" }, assign = { A = "office:cxo" }, overrides = "b" }
END
    lint lint --code shadowed-rule
    exits 0
    out_is_fine text
    out_has "The rule 'lifts' never gives anybody a letter: the exception 'coo' always"
    out_has "Take away from 'lifts': assign = { … },"
    out_has "The rule 'does not' never decides anything: the exception 'coo' always goes"
    out_has "Take away: rule \"does not\" { … }"
    out_has "with what it overrides in its place"
    lint --format json lint --code shadowed-rule
    out_is_fine json
    out_has '"text":"exception \"b\" { … }","named_by":["a"],"instead":["stated:offer:A:position:ceo"]}'
}

# Of very many overrides not all are said again for each of them.
test_many_overrides() {
    cat >mine.lua <<'END'
policy { name = "mine" }
local names = {}
for i = 1, 2000 do
  names[i] = "r" .. i
  rule(names[i]) { because = "x", match = { key = "k" .. i }, assign = { C = "position:p" } }
end
rule "all" { because = "x", assign = { C = "position:q" }, overrides = names }
END
    lint --format json lint --no-model --code general-beats-special
    exits 0
    out_has '"action":"remove","file":"mine.lua","line":7,"text":"\"r7\",","named_by":[],"instead":[]}'
    [ "$(wc -c <../out)" -lt 2000000 ] || fail "the document has $(wc -c <../out) bytes"
}

test_ignored() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "care" { because = "x", match = { unit = "care" }, assign = { A = "position:coo" } }
-- raci: ignore conflicting-rules the board knows
rule "critical" { because = "x", match = { unit = "billing" }, assign = { A = "position:cxo" } }
END
    lint lint
    exits 0
    out_has "1 finding left out, as comments in the policy say."
    lint --format json lint
    out_has '"ignored":[{"key":'
    out_has '"reason":"the board knows"'
    sed 's/ the board knows//' mine.lua >reasonless.lua
    raci --policy reasonless.lua --at 2026-07-01 lint
    exits 1
    sed 's/conflicting-rules/dead-rule/' mine.lua >other.lua
    raci --policy other.lua --at 2026-07-01 lint
    exits 1
}

# What is about no rule is left out by a comment at any.
test_ignored_of_no_rule() {
    for code in uncovered dead-rule; do
        cat >mine.lua <<END
policy { name = "mine" }
-- raci: ignore $code the rest is decided by hand
rule "a" { because = "x", match = { stage = "s" }, assign = { A = "position:p" } }
END
        lint --format json lint --no-model
        exits 0
        cp ../out "../out-$code"
    done
    grep -q '"ignored":\[{"key":.*"reason":"the rest is decided by hand"' ../out-uncovered ||
        fail "$(cat ../out-uncovered)"
    grep -q '"ignored":\[\]' ../out-dead-rule || fail "$(cat ../out-dead-rule)"
}

test_without_a_model() {
    cat >mine.lua <<'END'
policy { name = "mine" }
rule "a" { because = "x", match = { stage = "s" }, assign = { A = "position:p" } }
rule "b" { because = "x", match = { tag = "t" }, assign = { A = "position:q" } }
rule "c" { because = "x", match = { stage = "s", tag = "t" }, assign = { A = "position:q" } }
END
    lint lint --no-model
    exits 0
    out_has "As where stage = \"s\", tag = \"t\"."
    out_has "The rule 'c' says nothing that the rule 'b' does not say of more subjects."
    out_has "There can be touchpoints to which no rule gives A (Accountable)."
    out_has "0 errors, 3 warnings, 1 info: 4 certain, 0 possible."
    out_has "Take away: rule \"c\" { … }"
    raci --policy nowhere.lua lint --no-model
    exits 3
    err_has "nowhere.lua"
}

test_idle() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "nothing there" { because = "x", match = { key = "xyzzy" }, assign = { C = "position:coo" } }
rule "ended" { because = "x", to = "2026-01-01", assign = { C = "position:coo" } }
rule "general" {
  match     = { unit = "care" },
  assign    = { I = "position:coo" },
  overrides = { "special", "never met" },
}
rule "special" {
  because = "x",
  match = { unit = "care", criticality = 3 },
  assign = { I = "position:cxo" },
}
rule "never met" { because = "x", match = { unit = except { "care" } }, assign = { I = "position:ceo" } }
law "all" { because = "x", assign = { A = "position:ceo" } }
END
    lint lint
    exits 0
    out_has "The rule 'nothing there' matches nothing that is there today."
    out_has "The rule 'ended' ended on 2026-01-01 and holds no more."
    out_has "The rule 'general' overrides the rule 'special', whose match lies within"
    out_has "The rule 'general' overrides the rule 'never met', which it can never meet."
    out_has "and does not say why."
    out_has "The default 'heads' never decides anything: the law 'all' always goes before"
    out_has "Without a reason (because): 'general' (mine.lua:5)."
    lint lint --fail-on warning
    exits 1
}

# A stated row acts as a rule on its touchpoint, and its name may stand in overrides.
test_overriding_stated_rows() {
    have_small
    mkdir more
    printf '%s\n' touchpoint,letter,holder,reason invoice,A,position:coo,so \
        offer,C,position:cxo, fax,A,position:coo, >more/stated.csv
    printf '%s\n' key,name,journey,order,units,criticality,moment_of_truth,to \
        'fax,By fax,buy,9,sales,4,no,2026-01-01' >more/touchpoints.csv
    raci import more
    exits 0
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
exception "meets" {
  because = "x",
  match = { key = "inv*", criticality = 5 },
  assign = { A = "office:cxo" },
  overrides = "stated:invoice:A:position:coo",
}
rule "forbids" { because = "x", forbid = { C = "office:cxo" }, overrides = "stated:offer:C:position:cxo" }
rule "none of it" {
  because = "x",
  match = { key = "inv*", criticality = 4 },
  assign = { A = "office:cxo" },
  overrides = { "stated:invoice:A:position:coo", "stated:fax:A:position:coo" },
}
rule "other letter" { because = "x", assign = { I = "office:cxo" }, overrides = "stated:offer:C:position:cxo" }
rule "passages" {
  on = "handoff",
  because = "x",
  assign = { A = "office:cxo" },
  overrides = "stated:invoice:A:position:coo",
}
END
    lint lint --code unused-override --fail-on warning
    exits 1
    out_is <<'END'
0 errors, 4 warnings, 0 infos: 4 certain, 0 possible.

unused-override (warning, 4)
  The rule 'none of it' overrides the stated row 'stated:fax:A:position:coo',
    which is not there today.
    'none of it' (mine.lua:10)
    Change in 'none of it' to: overrides = "stated:invoice:A:position:coo",
    Likewise with 'stated:invoice:A:position:coo'.

  The rule 'other letter' overrides the stated row
    'stated:offer:C:position:cxo', with which it has no letter in common.
    'other letter' (mine.lua:16)
    Take away from 'other letter': overrides = "stated:offer:C:position:cxo",

  The rule 'passages' overrides the stated row 'stated:invoice:A:position:coo',
    which is about another kind of subject.
    'passages' (mine.lua:17)
    Take away from 'passages': overrides = "stated:invoice:A:position:coo",

6 rules, as of 2026-07-01, by the policy mine.
END
    lint --format json lint --code unused-override
    out_is_fine json
    out_has '"line":10},{"name":"stated:fax:A:position:coo","file":null,"line":null}],"message":'
    key=$(printf '%s\n' unused-override 'rule:none of it' '' 'rule:stated:fax:A:position:coo' | sha256sum | cut -c1-16)
    out_has "\"key\":\"$key\""
    lint --format sarif lint --code unused-override
    out_is_fine json
    lint lint --code unused-override --no-model
    exits 0
    out_has "3 certain"
}

# A case for each finding that shows on a subject, there or not.
test_emitted() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "care calls" { because = "x", match = { unit = "care" }, assign = { A = "position:coo" } }
exception "critical" { because = "x", match = { key = "invoice" }, assign = { A = "office:cxo" } }
exception "sales" { because = "x", match = { moment_of_truth = true }, assign = { A = "unit:sales" } }
rule "disputes" { because = "x", match = { tag = "dispute" }, assign = { A = "office:cxo" } }
END
    lint lint --emit-test
    exits 1
    err_empty
    out_is <<'END'
-- Written by raci lint --emit-test. Each case fails as long as what the
-- analysis found for certain is so.

case "conflicting-rules 8f00cbf86ba058ac" {
  because = "The rule 'care calls' and the rule 'disputes' give A (Accountable) of one subject to different holders, and neither goes before the other.",
  at = "2026-07-01",
  organization = {
    touchpoints = {
      ["0-a-key-that-no-rule-names"] = { moment_of_truth = false, units = { "billing", }, tags = { "dispute", }, },
    },
    units = {
      ["billing"] = { parent = "care", head = "billing-head", kind = "team", },
      ["care"] = { parent = "acme", head = "coo", kind = "department", },
      ["acme"] = { head = "ceo", kind = "company", },
    },
    positions = {
      ["billing-head"] = { },
      ["coo"] = { },
      ["ceo"] = { office = "ceo", },
      ["cxo"] = { office = "cxo", },
    },
  },
  expect.no_finding("many-accountable", "0-a-key-that-no-rule-names"),
}

case "conflicting-rules cd3f62ef0064f894" {
  because = "The exception 'critical' and the exception 'sales' give A (Accountable) of one subject to different holders, and neither goes before the other.",
  at = "2026-07-01",
  organization = {
    touchpoints = {
      ["invoice"] = { journey = "buy", criticality = 5, moment_of_truth = true, units = { "billing" }, },
    },
    units = {
      ["billing"] = { parent = "care", head = "billing-head", kind = "team", },
      ["care"] = { parent = "acme", head = "coo", kind = "department", },
      ["acme"] = { head = "ceo", kind = "company", },
      ["sales"] = { parent = "acme", head = "cso", kind = "department", },
    },
    positions = {
      ["cso"] = { },
      ["billing-head"] = { },
      ["coo"] = { },
      ["ceo"] = { office = "ceo", },
      ["cxo"] = { office = "cxo", },
    },
    journeys = {
      ["buy"] = { lead = "cso", },
    },
  },
  expect.no_finding("many-accountable", "invoice"),
}
END
}
