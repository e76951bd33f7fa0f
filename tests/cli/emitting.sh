# Tests that `raci lint --emit-test` writes: they fail while it is so, and hold once it is mended.

# An organization in which all that a match can ask about is there.
have_all() {
    raci init && exits 0
    raci import "$small" && exits 0
    mkdir more
    printf '%s\n' key,name,order s,Before,1 s2,After,2 >more/stages.csv
    printf '%s\n' key,name web,Web shop,Shop >more/channels.csv
    printf '%s\n' key,name,lead,team other,Other,coo,front third,Third,, >more/journeys.csv
    printf '%s\n' key,name,journey,order,units,criticality,moment_of_truth,stage,channel,managed,tags,tier \
        'z1,Z one,buy,5,sales,5,yes,s,web,no,t;u,x' 'z2,Z two,third,1,,4,yes,s2,shop,yes,v,y' \
        >more/touchpoints.csv
    printf '%s\n' journey,touchpoint,order other,z1,1 third,z1,2 buy,z2,9 >more/journey_steps.csv
    raci import more
    exits 0
}

# goes_round COUNTS [--no-model]: of the policy in the folder try.
goes_round() {
    "$lua" "$here/round_trip.lua" "$program" 2026-07-01 try ${2:+"$2"} >../told 2>&1 || fail "$(cat ../told)"
    [ "$(cat ../told)" = "$1" ] || fail "expected '$1', found '$(cat ../told)'"
}

# Of a policy on standard input.
case_of() {
    rm -rf try
    mkdir try
    cat >try/policy.lua
    goes_round "$@"
}

heads='default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }'

test_dimensions() {
    have_all
    case_of 'conflicting-rules 6, certain 6' <<END
policy { name = "x" }
$heads
rule "a" { because = "x", match = { tag = { "t1", "t2" }, stage = "s", channel = except { "web" } },
  assign = { A = "position:coo" } }
rule "b" { because = "x", match = { attr = { region = "eu", tier = { "x", "y" } }, managed = false },
  assign = { A = "position:cxo" } }
rule "c" { because = "x", match = { criticality = { min = 4 }, moment_of_truth = true, journey = { "buy", "other" } },
  assign = { A = "unit:sales" } }
rule "d" { because = "x", match = { journey = "third", key = "x?z*" }, assign = { A = "office:ceo" } }
END
    case_of 'conflicting-rules 3, certain 3' <<END
policy { name = "x" }
$heads
rule "a" { because = "x", match = { key = "a*" }, assign = { A = "position:coo" } }
rule "b" { because = "x", match = { key = "*b", unit = "billing" }, assign = { A = "position:cxo" } }
rule "c" { because = "x", match = { key = except { "a*", "*b" }, unit = except { "care" } },
  assign = { A = "position:cso" } }
rule "d" { because = "x", match = { key = except { "another*" }, unit = except { "care" }, tag = "q" },
  assign = { A = "position:ceo" } }
END
}

# Two further journeys of one touchpoint, and a day on which both hold.
test_journeys_and_days() {
    have_all
    case_of 'conflicting-rules 1, certain 1' <<END
policy { name = "x" }
$heads
rule "a" { because = "x", match = { journey = "third", key = "z1" }, assign = { A = "position:coo" } }
rule "b" { because = "x", match = { journey = "other" }, assign = { A = "position:cxo" } }
END
    grep -qF '{ journey = "third", touchpoint = "z1", }' try/emitted_test.lua || fail "it is on one journey"
    case_of 'conflicting-rules 1, certain 1' <<END
policy { name = "x" }
$heads
rule "a" { because = "x", from = "2026-10-01", match = { key = "call" }, assign = { A = "position:coo" } }
rule "b" { because = "x", to = "2026-12-01", match = { unit = "care" }, assign = { A = "position:cxo" } }
END
    grep -qF 'at = "2026-10-01"' try/emitted_test.lua || fail "it is another day"
}

test_holders() {
    have_all
    case_of 'conflicting-rules 14, certain 3' <<END
policy { name = "x" }
$heads
rule "a" { because = "x", match = { tag = "t" }, assign = { A = manager_of("position:coo") } }
rule "b" { because = "x", match = { tag = "u" }, assign = { A = head_of("billing") } }
rule "c" { because = "x", match = { stage = "s" }, assign = { A = { "position:cso" } } }
rule "d" { because = "x", match = { stage = "s2" }, assign = { A = function(t) return "position:coo" end } }
rule "e" { because = "x", match = { channel = "web" }, assign = { A = journey_lead() } }
rule "f" { because = "x", match = { criticality = 5 }, assign = { A = "person:ann" } }
END
    # One that gives several by itself is not mended by going before the other.
    case_of none <<END
policy { name = "x" }
$heads
rule "a" { because = "x", match = { tag = "t" }, assign = { A = { "position:coo", "position:cxo" } } }
rule "b" { because = "x", match = { tag = "u" }, assign = { A = "position:ceo" } }
END
}

test_letters() {
    have_all
    case_of 'conflicting-rules 1, certain 1' <<END
policy { name = "x", scheme = "DACI" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit(), D = "unit:sales" } }
rule "a" { because = "x", match = { tag = "t" }, assign = { D = "position:coo" } }
rule "b" { because = "x", match = { tag = "u" }, assign = { D = "position:cxo" } }
END
    # Other letters than the accountable's are counted on touchpoints alone.
    case_of 'conflicting-rules 1, certain 1' <<END
policy { name = "x", scheme = "mine" }
scheme "mine" { accountable = "A", responsible = "R",
  letters = { A = { name = "Accountable", max = 1 }, R = { name = "Responsible" }, S = { name = "Signs", max = 1 } } }
$heads
rule "a" { because = "x", match = { tag = "t" }, assign = { S = "position:coo" } }
rule "b" { because = "x", match = { tag = "u" }, assign = { S = "position:cxo" } }
rule "c" { on = "handoff", because = "x", match = { from = { tag = "t" } }, assign = { S = "position:coo" } }
rule "d" { on = "handoff", because = "x", match = { from = { tag = "u" } }, assign = { S = "position:cxo" } }
END
    grep -qF 'expect.no_finding("letter-count", "z1")' try/emitted_test.lua || fail "expected letter-count"
}

test_handoffs() {
    have_all
    case_of 'conflicting-rules 7, certain 4' <<END
policy { name = "x" }
$heads
rule "a" { on = "handoff", because = "x", match = { crosses_departments = true, from = { stage = "s" } },
  assign = { A = "position:coo" } }
rule "b" { on = "handoff", because = "x", match = { crosses_departments = true, to = { tag = "q", unit = "billing" } },
  assign = { A = "position:cxo" } }
rule "c" { on = "handoff", because = "x", match = { crosses_departments = false, from = { stage = "s" } },
  assign = { A = "position:ceo" } }
rule "d" { on = "handoff", because = "x", match = { from = { key = "offer" }, to = { key = "invoice" } },
  assign = { A = "position:cso" } }
rule "e" { on = "handoff", because = "x", match = { from = { unit = "sales" }, to = { moment_of_truth = true } },
  assign = { A = journey_lead() } }
END
    grep -qF 'expect.no_finding("many-accountable", "offer->invoice")' try/emitted_test.lua ||
        fail "expected a passage that is there"
    # No passage leads from a touchpoint to itself.
    case_of none <<END
policy { name = "x" }
$heads
rule "a" { on = "handoff", because = "x", match = { from = { key = "k" } }, assign = { A = "position:coo" } }
rule "b" { on = "handoff", because = "x", match = { to = { key = "k" } }, assign = { A = "position:cxo" } }
END
}

test_journeys_and_enterprise() {
    have_all
    case_of 'conflicting-rules 4, certain 2' <<END
policy { name = "x" }
$heads
rule "a" { on = "journey", because = "x", match = { key = "*x" }, assign = { A = "position:coo" } }
rule "b" { on = "journey", because = "x", match = { key = "y*" }, assign = { A = "position:cxo" } }
rule "c" { on = "journey", because = "x", assign = { A = journey_lead() } }
rule "d" { on = "enterprise", because = "x", assign = { A = "office:ceo" } }
rule "e" { on = "enterprise", because = "x", assign = { A = "office:cxo" } }
END
    grep -qF 'expect.no_finding("many-accountable", "journey:yx")' try/emitted_test.lua || fail "expected a journey"
    grep -qF 'expect.no_finding("many-accountable", "enterprise")' try/emitted_test.lua ||
        fail "expected the enterprise"
}

# Somebody delivers one that is imagined; where nobody delivers one that is there, an office answers.
test_uncovered() {
    have_all
    case_of 'uncovered 1, certain 1' <<END
policy { name = "x" }
rule "a" { because = "x", match = { key = { "offer", "invoice", "call", "letter", "z1", "z2" } },
  assign = { A = "position:coo" } }
END
    grep -qF '["another-unit"] = { head = "head-of-another-unit", }' try/emitted_test.lua ||
        fail "nobody delivers it"
    case_of 'uncovered 1, certain 1' <<END
policy { name = "x" }
rule "a" { because = "x", match = { unit = "acme" }, assign = { A = "position:coo" } }
rule "b" { because = "x", match = { key = "letter" }, assign = { A = "position:coo" } }
END
    grep -qF 'assign = { A = "office:cxo" }' try/added.lua || fail "the head of nobody answers"
}

test_without_a_model() {
    case_of 'conflicting-rules 1, uncovered 1, certain 2' --no-model <<'END'
policy { name = "x" }
rule "a" { because = "x", match = { tag = "t", stage = "new" }, assign = { A = "position:coo" } }
rule "b" { because = "x", match = { attr = { tier = "x" } }, assign = { A = "position:cxo" } }
END
}

# What comes with the program.
test_shipped() {
    raci init --sample halvenny
    exits 0
    for policy in policy "$source_root/rules/models/journey-teams.lua"; do
        rm -rf try
        mkdir try
        find "$policy" -name '*.lua' ! -name '*_test.lua' -exec cp {} try \;
        "$lua" "$here/round_trip.lua" "$program" 2026-12-01 try >../told 2>&1 || fail "$(cat ../told)"
        grep -qE '^(conflicting-rules [0-9]+|uncovered 1|, )+, certain [0-9]+$' ../told || fail "$(cat ../told)"
    done
}

# Policies that nobody thought of.
test_random() {
    have_all
    cases=0
    for seed in 5 8 10 17 25 30 64 101 103; do
        rm -rf try
        mkdir try
        "$lua" "$here/random_policy.lua" $seed >try/policy.lua
        model=
        [ "$seed" -le 100 ] || model=--no-model
        "$lua" "$here/round_trip.lua" "$program" 2026-07-01 try $model >../told 2>&1 ||
            fail "seed $seed: $(cat ../told)"
        found=$(sed -n 's/.*certain //p' ../told)
        cases=$((cases + ${found:-0}))
    done
    [ $cases -gt 20 ] || fail "expected more cases than $cases"
}
