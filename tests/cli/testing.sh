# raci test, from outside.

# A policy of one rule, one exception and one law, in a folder with tests.
have_policy() {
    mkdir -p policy
    cat >policy/policy.lua <<'END'
policy { name = "bills", version = "1" }
rule "the lead answers" { because = "one speaks for all", assign = { A = "position:lead", R = delivering_units() } }
exception "disputes are the CFO's" {
  because = "audit", match = { tag = "dispute" },
  when = function(t) return t.criticality ~= nil and t.criticality >= 4 end,
  assign = { A = "position:cfo" },
}
law "not the clerk" { because = "statute", forbid = { A = "position:clerk" } }
END
    cat >policy/bills_test.lua <<'END'
local small = organization {
  units       = { billing = { head = "lead" } },
  positions   = { lead = "Head of Bills", cfo = { title = "Chief Financial Officer" }, clerk = {} },
  touchpoints = { bill = { name = "Monthly bill", units = { "billing" } },
                  dispute = { units = "billing", tags = { "dispute", "old" }, criticality = 4 } },
  seats       = { { position = "lead", person = "ann" } },
}
case "the lead answers for bills" {
  organization = small,
  expect.accountable("bill", "lead"),
  expect.responsible("Monthly bill", "unit:billing"),
  expect.decided_by("bill", "A", "the lead answers"),
  expect.has("bill", "R", "unit:billing"), expect.has_not("bill", "R", "lead"),
  expect.nobody("bill", "C"),
  expect.no_finding("vacant-accountable", "bill"),
}
case "disputes go to the CFO, who is not there" {
  organization = small,
  expect.accountable("dispute", "Chief Financial Officer"),
  expect.finding("vacant-accountable", "dispute", { letter = "A", severity = "error", parties = "cfo" }),
}
END
}

test_passes() {
    have_policy
    raci test
    exits 0
    out_has "2 cases, and all hold."
    err_empty
    raci --policy policy test policy/bills_test.lua --format json
    exits 0
    out_is_fine json
    out_has '"summary":{"cases":2,"failed":0}'
    out_has '"coverage":null'
}

test_failure_says_why() {
    have_policy
    cat >policy/wrong_test.lua <<'END'
tests { organization = { units = { billing = { head = "lead" } }, positions = { "lead", "cfo" },
  touchpoints = { bill = { units = "billing" } } } }
case "wrong" {
  because = "somebody said so",
  expect.accountable("bill", "cfo"),
  expect.accountable("bil", "cfo"),
  expect.finding("many-acountable", "bill"),
  expect.no_finding("vacant-accountable"),
}
END
    raci test policy/wrong_test.lua
    exits 1
    out_has "failed  wrong"
    out_has "because somebody said so"
    out_has "policy/wrong_test.lua:5"
    out_has "expected: accountable on 'bill' is with cfo"
    out_has "found: A on 'bill' is with lead"
    out_has "the rule 'the lead answers' (policy/policy.lua:2) gives it to lead"
    out_has "nothing is called 'bil'; did you mean 'bill'?"
    out_has "there is no check 'many-acountable'; did you mean 'many-accountable'?"
    out_has "1 case, 1 failed."
    for format in json jsonl csv md; do
        raci test policy/wrong_test.lua --format $format
        exits 1
        out_is_fine $format
    done
}

test_other_formats() {
    have_policy
    printf '%s\n' 'case "a <b> & \"c\" # d\u{fffe}\u{ffff}" { organization = { touchpoints = { "bill" } },' \
        'expect.finding("no-cxo", "bill") }' >policy/odd_test.lua
    raci test --format tap
    exits 1
    out_has "TAP version 13"
    out_has "1..3"
    out_has "ok 1 - the lead answers for bills"
    out_has 'not ok 3 - a <b> & "c" \# d'
    out_has "      line: 2"
    raci test --format junit
    exits 1
    out_has '<testsuites name="raci test" tests="3" failures="1">'
    out_has 'name="a &lt;b&gt; &amp; &quot;c&quot; # d\u{FFFE}\u{FFFF}"'
    out_is_xml
    raci test --format lcov
    exits 1
    out_has "SF:policy/policy.lua"
    out_has "BRDA:3,0,0,1"
    out_has "BRDA:3,0,1,0"
    out_has "end_of_record"
    raci check --format tap
    exits 2
    err_has "of 'check' there is text, json, jsonl, csv, md, sarif, github, junit, but not tap"
}

test_coverage() {
    have_policy
    raci test --coverage
    exits 0
    out_has "policy/policy.lua:3: 'disputes are the CFO's': its when was never false"
    raci test --coverage --format json
    out_is_fine json
    out_has '"never":["when-false"]'
    raci test --threshold 100
    exits 1
    err_has "--threshold:"
    raci test --threshold 50
    exits 0
    raci test --threshold 101
    exits 2
    raci test --run 'of no case' --threshold 1
    exits 1
    out_has "0 cases: nothing was tried."
    raci help test
    out_has "3                   A test file or the policy is invalid."
}

# What a rule keeps between calls is no fault of a line, but of the rule.
test_rule_that_keeps() {
    have_policy
    printf '%s\n' 'policy { name = "x" }' 'local n = 0' 'rule "counts" { because = "so",' \
        'when = function(t) n = n + 1 return n <= 1 end, assign = { C = "office:cxo" } }' >keeps.lua
    printf '%s\n' 'tests { policy = "keeps.lua" }' \
        'case "x" { organization = { touchpoints = { "bill" } }, expect.finding("no-ceo") }' >keeps_test.lua
    raci test keeps_test.lua
    exits 1
    out_has "(keeps.lua:3)"
    raci init
    raci import "$small"
    raci --policy keeps.lua --at 2026-12-01 check
    exits 3
    err_has "raci: a rule failed: keeps.lua:3: 'counts' failed: it keeps 'n' between calls"
}

test_rules_of_one_line() {
    have_policy
    printf '%s\n' 'for _, k in ipairs { "a", "b" } do rule("about " .. k) { because = "so", match = { key = k },' \
        'when = function(t) return true end, assign = { C = "unit:billing" } } end' >policy/many.lua
    printf '%s\n' 'units.csv' 'key' 'billing' '' 'positions.csv' 'key' 'lead' '' 'touchpoints.csv' 'key' 'a' '' \
        'case one' 'no-ceo is found' >policy/a.case
    raci test --format lcov
    exits 0
    sed -n '/many.lua/,/end_of_record/p' ../out >../lines && mv ../lines ../out
    out_is <<'END'
SF:policy/many.lua
BRDA:1,0,0,1
BRDA:1,0,1,0
BRDA:1,0,2,-
BRDA:1,0,3,-
BRF:4
BRH:1
DA:1,1
LF:1
LH:1
end_of_record
END
}

test_run_and_paths() {
    have_policy
    raci test --run '^disputes'
    exits 0
    out_has "1 case, and it holds."
    raci test --run 'nothing of that name'
    exits 0
    out_has "0 cases: nothing was tried."
    raci test --run '('
    exits 2
    raci test nowhere
    exits 3
    err_has "there is no such file or folder"
    raci test policy/policy.lua
    exits 2
    err_has "the name of a test file ends in _test.lua or .case"
}

test_mistakes_in_files() {
    have_policy
    cat >policy/bad_test.lua <<'END'
case "a" { organisation = sample "halvenny", at = "soon", 5 }
case "b" { organization = { unit = {}, units = { a = { haed = "b" } } }, expect.stays("x") }
cases "c" { organization = sample "halvenny", at = "2026-12-01", { "subject", "finding", "acountable" }, { "x", "y" } }
expect.nobody("x", "A")
case "d"
END
    raci test policy/bad_test.lua
    exits 3
    err_has 'policy/bad_test.lua:1: case "a": unknown field "organisation"; did you mean "organization"?'
    err_has 'policy/bad_test.lua:1: case "a": at must be a date'
    err_has 'unknown field "unit"; did you mean "units"?'
    err_has 'there is no column "haed"; did you mean "head"?'
    err_has 'by steps: say after = { … }'
    err_has 'nothing is known of a column "acountable"; did you mean "accountable"?'
    printf '%s\n' 'case "x" { expect.acountable("a", "b") }' >policy/bad_test.lua
    raci test policy/bad_test.lua
    exits 3
    err_has "there is no expect.acountable; did you mean expect.accountable?"
    printf '%s\n' 'rule "x" { assign = { A = "position:lead" } }' >policy/bad_test.lua
    raci test policy/bad_test.lua
    exits 3
    err_has "unknown name 'rule'"
    printf '%s\n' 'case "x" { at = "2026-12-01",' 'at = "2027-12-01" }' >policy/bad_test.lua
    raci test policy/bad_test.lua
    exits 3
    err_has 'policy/bad_test.lua:2: "at" is given twice in one table; the first is on line 1'
    printf '%s\n' 'case "x" { organization = { seats = { { position = "lead", person = "a" } } },' \
        'expect.no_finding("no-ceo") }' >policy/bad_test.lua
    raci test policy/bad_test.lua
    exits 3
    err_has "policy/bad_test.lua:1"
    err_has "lead"
    echo 'case "x" { }' >>policy/policy.lua
    raci test
    exits 3
    err_has "unknown name 'case'; it stands in tests, in a file whose name ends in _test.lua"
}

test_steps() {
    have_policy
    cat >policy/steps_test.lua <<'END'
tests { organization = {
  units = { billing = { head = "lead" } }, positions = { "lead", "cfo" },
  seats = { { position = "lead", person = "ann" } },
  touchpoints = { bill = { units = "billing" }, dispute = { units = "billing", tags = "dispute" } } } }
case "ann leaves" {
  after = { leave { person = "ann" } },
  expect.breaks("vacant-accountable", "bill"), expect.stays("bill"), expect.finding("vacant-seat", "lead"),
}
case "a dispute that matters more" {
  after = { change_touchpoint { key = "dispute", criticality = 5 } },
  expect.moves("dispute", "A", "lead", "cfo"),
  expect.heals("no-ceo"),
}
case "nobody of that name leaves" { after = { leave { person = "bob" } }, expect.stays("bill") }
END
    raci test policy/steps_test.lua
    exits 1
    out_has "expected: the steps heal no-ceo"
    out_has "expected: every step applies"
    out_has "3 cases, 2 failed."
}

test_tables() {
    have_policy
    cat >policy/table_test.lua <<'END'
cases "who answers" {
  organization = { units = { billing = {} }, positions = { "lead", "cfo" },
    touchpoints = { bill = { units = "billing" }, dispute = { units = "billing", tags = "dispute", criticality = 5 } } },
  { "subject", "A",      "C",      "finding" },
  { "bill",    "lead",   "nobody", "" },
  { "dispute", "cfo",    "",       "vacant-accountable" },
  { "dispute", "lead",   "",       "" },
}
END
    raci test policy/table_test.lua
    exits 1
    out_has "failed  who answers: dispute"
    out_has "3 cases, 1 failed."
}

test_sentences() {
    have_policy
    cat >policy/bills.case <<'END'
# For people who do not program.
units.csv
key,name,head
billing,Billing,lead

positions.csv:
key,title
lead,Head of Bills
cfo,Chief Financial Officer

touchpoints.csv
key,name,units,tags,criticality
bill,Monthly bill,billing,,
dispute,A bill in dispute,billing,dispute,5

case Bills
because one speaks for all
Head of Bills is accountable for Monthly bill
unit:billing has R on bill
nobody has C on bill
the rule the lead answers decides A of bill
vacant-accountable is found on bill
many-accountable is not found

case Disputes
| subject | accountable |
|---------|-------------|
| dispute | cfo         |
| bill    | cfo and lead |
END
    raci test policy/bills.case
    exits 1
    out_has "failed  Disputes"
    out_has "policy/bills.case:29"
    out_has "2 cases, 1 failed."
    printf '%s\n' 'case x' 'organization sample halveny' 'at 2026-12-01' 'a is b' >policy/bad.case
    raci test policy/bad.case
    exits 3
    err_has "policy/bad.case:4: this sentence is not understood"
    printf '%s\n' 'case x' 'organization sample halveny' 'at 2026-12-01' 'no-ceo is found' >policy/bad.case
    raci test policy/bad.case
    exits 3
    err_has "there is no sample 'halveny'; did you mean 'halvenny'?"
}

test_golden() {
    have_policy
    cat >policy/golden_test.lua <<'END'
tests { organization = { units = { billing = { head = "lead" } }, positions = { "lead" },
  journeys = { buy = {} }, touchpoints = { bill = { units = "billing", journey = "buy" } } } }
case "documents" {
  expect.golden("found", "check"), expect.golden("grid", "matrix buy"), expect.golden("lead", "what lead"),
}
END
    printf '%s\n' 'positions.csv' 'key' 'lead' '' 'touchpoints.csv' 'key' 'bill' '' \
        'case all' 'the matrix is as in grid.2' 'the findings are as in found.2' >policy/golden.case
    raci test policy/golden_test.lua
    exits 1
    out_has "there is no such file; 'raci test --update' writes it"
    [ ! -e policy/grid.jsonl ] || fail "a file is written without being asked for"
    raci test --update
    exits 0
    err_has "wrote policy/grid.jsonl"
    err_has "wrote policy/found.2.jsonl"
    [ "$(cat policy/grid.jsonl)" = '{"subject":"touchpoint:bill","letters":{"A":["position:lead"],"R":["unit:billing"]}}' ] ||
        fail "$(cat policy/grid.jsonl)"
    raci test --update
    exits 0
    err_empty
    raci test
    exits 0
    sed 's/billing/selling/' policy/grid.jsonl >../grid && mv ../grid policy/grid.jsonl
    head -n 1 policy/found.jsonl >../found && mv ../found policy/found.jsonl
    echo more >>policy/lead.jsonl
    raci test policy/golden_test.lua
    exits 1
    out_has "matrix buy is as the file policy/grid.jsonl has it"
    out_has "found: line 1 is"
    out_has "where the file has no more"
    out_has "it ends before line 2 of the file"
    printf '%s\n' 'case "x" { organization = { positions = { "lead" } }, expect.golden("../x", "check") }' >policy/golden_test.lua
    raci test policy/golden_test.lua
    exits 3
    err_has "the name must be of letters, digits"
    printf '%s\n' 'case "x" { organization = { positions = { "lead" } }, expect.golden("x", "who lead") }' >policy/golden_test.lua
    raci test policy/golden_test.lua
    exits 3
    err_has '"matrix JOURNEY" or "what HOLDER"'
    printf '%s\n' 'case "x" { organization = { positions = { "lead" } }, expect.golden("x", "what leed") }' >policy/golden_test.lua
    raci test policy/golden_test.lua
    exits 1
    out_has "leed"
}

# Of long lines the part is shown that is otherwise, whole characters only.
test_golden_lines() {
    have_policy
    long=$(printf 'äöüß%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30)
    printf '%s\n' "case \"x\" { organization = { units = { b = {} }, positions = { lead = \"$long\" }," \
        'touchpoints = { t = { units = "b" } } }, expect.golden("g", "check") }' >policy/g_test.lua
    raci test --update policy/g_test.lua
    exits 0
    sed 's/vacant-accountable/asleep/' policy/g.jsonl >../g && mv ../g policy/g.jsonl
    raci test policy/g_test.lua --format json
    exits 1
    out_is_fine json
    out_has ' is …'
    out_has '\"code\":\"vacant-accountable\"'
    out_has '\"code\":\"asleep\"'
    for n in 1 2 3; do # wherever the text is cut
        raci test --update policy/g_test.lua
        sed "0,/üßäöüß/s//üß$(printf '%.*s' "$n" xyz)äöüß/" policy/g.jsonl >../g && mv ../g policy/g.jsonl
        raci test policy/g_test.lua --format json
        exits 1
        out_has "ßx"
        out_lacks "�"
    done
    raci test --update policy/g_test.lua
    head -c -1 policy/g.jsonl >../g && mv ../g policy/g.jsonl
    raci test policy/g_test.lua --format json
    exits 1
    out_has "of the file has no end: …"
    rm -r policy
    raci test
    exits 3
    err_has "there is no folder 'policy' whose tests could be run"
}

# What --update may not write: it would never come to rest, or keep what is wrong.
test_golden_that_stays() {
    have_policy
    small='organization = { units = { billing = { head = "lead" } }, positions = { "lead" }, touchpoints = { "bill" } }'
    printf '%s\n' "case \"one\" { $small, expect.golden(\"g\", \"matrix\") }" \
        "case \"same\" { $small, expect.golden(\"g\", \"matrix\") }" \
        "case \"other\" { $small, expect.golden(\"g\", \"check\") }" >policy/g_test.lua
    raci test --update policy/g_test.lua
    exits 1
    err_has "wrote policy/g.jsonl"
    out_has "3 cases, 1 failed."
    out_has "failed  other"
    out_has "another case"
    cp policy/g.jsonl ../g
    raci test --update policy/g_test.lua
    exits 1
    err_empty
    cmp -s policy/g.jsonl ../g || fail "it is written twice"
    echo 'rule "fails" { because = "so", when = function(t) return t.nothing end, assign = { C = "unit:billing" } }' \
        >policy/more.lua
    rm policy/g.jsonl
    raci test --update policy/g_test.lua
    exits 1
    [ ! -e policy/g.jsonl ] || fail "a document of rules that failed is kept"
}

test_watch() {
    have_policy
    watches test --watch
    watched_runs 1
    grep -q "2 cases, and all hold." ../seen || fail "$(cat ../seen)"
    printf '%s\n' 'positions.csv' 'key' 'lead' '' 'case one' 'no-ceo is not found' >policy/new.case
    watched_runs 2
    grep -q "3 cases, 1 failed." ../seen || fail "$(cat ../seen)"
    echo 'nonsense' >>policy/new.case
    watched_runs 3
    grep -q "policy/new.case:7: this sentence is not understood" ../notes || fail "$(cat ../notes)"
    rm policy/new.case
    printf '%s\n' 'rule "all to the CFO" { assign = { A = "position:cfo" } }' >policy/more.lua
    watched_runs 4
    tail -n 1 ../seen | grep -q "2 cases, 1 failed." || fail "$(cat ../seen)"
    stop_watching INT
    exits 1
}

# A reader that has gone ends it; what is killed here after a while never would.
test_watch_unread() {
    have_policy
    PROGRAM=$program timeout 20 sh -c '"$PROGRAM" test --watch 2>../notes </dev/null | head -n 1 >../seen' ||
        fail "nobody reads, and it goes on"
    grep -q "2 cases, and all hold." ../seen || fail "$(cat ../seen)"
}

# A file that was none of the tests, and by its new name is one.
test_watch_renamed() {
    have_policy
    mkdir tests
    mv policy/bills_test.lua tests/a_test.lua
    sed 's/^case "/case "again: /' tests/a_test.lua >tests/b.lua
    watches --policy policy test --watch tests
    watched_runs 1
    mv tests/b.lua tests/b_test.lua
    watched_runs 2
    tail -n 1 ../seen | grep -q "4 cases, and all hold." || fail "$(cat ../seen)"
    stop_watching TERM
    exits 0
}

# What changes before the first run has ended is seen after it.
test_watch_changed_while_it_runs() {
    cat >slow.lua <<'END'
policy { name = "slow" }
rule "slow" {
  because = "so",
  when = function(t) local n = 0; for i = 1, 400000 do n = n + i end; return n < 0 end,
  assign = { I = "unit:a" },
}
END
    cat >slow_test.lua <<'END'
local many = {}
for i = 1, 100 do many[i] = "t" .. i end
case "slow" { organization = { units = { a = {} }, touchpoints = many }, expect.nobody("t1", "I") }
END
    watches --policy slow.lua test --watch slow_test.lua
    until grep -q 'waiting for a change' ../notes; do
        echo '-- more' >>slow_test.lua
        sleep 0.05
    done
    watched_runs 2
}
