# Findings for other programs: SARIF, GitHub's workflow commands, JUnit.

# Standard output is SARIF as its schema has it.
out_is_sarif() {
    "$lua" "$here/check_sarif.lua" "$@" <../out >../told || fail "$(cat ../told)"
}

test_sarif() {
    have_acme
    raci --at 2026-03-01 --format json check
    mv ../out ../json
    raci --at 2026-03-01 --format sarif check
    exits 1
    err_empty
    out_is_fine json
    out_is_sarif ../json
    out_has '"ruleId":"contested"'
    out_has '"artifactLocation":{"uri":"policy/policy.lua"},"region":{"startLine":'
    out_has '"fullyQualifiedName":"touchpoint:'
    raci --at 2026-03-01 --format sarif check --code contested
    exits 1
    out_is_sarif
    out_has '"defaultConfiguration":{"enabled":false,"level":'
    raci --at 2026-03-01 --format sarif check --code no-ceo
    exits 0
    out_is_sarif
    out_has '"results":[]'
}

# The documents are SARIF by its schema and by the validator of its makers.
are_valid() {
    node "$source_root/tests/web/validate_sarif.js" "$web" "$@" >../told 2>&1 || fail "$(head -n 20 ../told)"
}

test_sarif_by_its_schema() {
    wants_web_packages
    have_acme
    raci --at 2026-03-01 --format sarif check
    mv ../out ../check.sarif
    raci --at 2026-03-01 --format sarif check --diff empowered-cxo --all
    mv ../out ../diff.sarif
    raci --at 2026-03-01 --policy shared-responsibility --format sarif lint
    mv ../out ../lint.sarif
    grep -q '"ruleId":"uncovered"' ../lint.sarif || fail "the analysis found nothing"
    cat >>policy/policy.lua <<'END'
rule "breaks" { because = "so", when = function(t) return t.name > 3 end, assign = { I = "unit:support" } }
END
    raci --at 2026-03-01 --format sarif check
    exits 3
    mv ../out ../failed.sarif
    are_valid ../check.sarif ../diff.sarif ../lint.sarif ../failed.sarif
}

# Names that are not like others: in titles, rules, paths, reasons; and very long.
test_sarif_of_hostile_names_by_its_schema() {
    wants_web_packages
    "$lua" "$here/hostile_names.lua" org || fail "no organization"
    long=$(printf '%10000s' | tr ' ' x)
    printf 't99,%s,j0,99,u1,,\n' "$long" >>org/touchpoints.csv
    raci init
    raci import org
    exits 0
    mkdir "a,b:c% [d] {e}"
    sed "s/LONG/$long/" >"a,b:c% [d] {e}/own.lua" <<'END'
policy { name = "evil ]]> <b>", version = "=1" }
default "all \"quoted\" \\ {0} [x](y) \u{202e}" { because = "\u{202e}\27]0;title\7\n",
  assign = { A = { "position:p1", "position:p2" }, R = "unit:company" } }
rule "one" { because = "x", match = { key = "t1" }, assign = { A = "position:p3" } }
rule "two" { because = "x", match = { key = "t1*" }, assign = { A = "position:p4" } }
-- raci: ignore dead-rule "quoted" \ {0} [x](y) LONG
rule "three" { because = "x", match = { key = "nowhere" }, assign = { C = "position:p4" } }
check "own" { on = "touchpoint", because = "{0} [x](y) \"\27\"",
  test = function(t) return t.name .. " {0} [x](y) \u{202e}" .. ("x"):rep(2000) end }
END
    raci --policy "a,b:c% [d] {e}" --format sarif check
    exits 1
    grep -q '"ruleId":"own"' ../out || fail "the check found nothing"
    grep -q 'x\{1000\}' ../out || fail "the long name is not told"
    mv ../out ../check.sarif
    raci --policy "a,b:c% [d] {e}" --format sarif lint
    exits 1
    grep -qF '"kind":"inSource"' ../out || fail "nothing is ignored"
    mv ../out ../lint.sarif
    are_valid ../check.sarif ../lint.sarif
}

# A document that is none is told so: by the schema, by the validator of its makers, by both.
test_sarif_that_is_none() {
    wants_web_packages
    have_acme
    raci --at 2026-03-01 --format sarif check
    cp ../out ../good.sarif
    mkdir ../none
    for change in 's/"startLine":[0-9]*/"startLine":"x"/' 's/"level":"warning"/"level":"warn"/' \
        's/"ruleId"/"ruleid"/' 's/"ruleIndex":[0-9]*/"ruleIndex":9999/'; do
        n=$(find ../none -type f | wc -l)
        sed "$change" ../good.sarif >"../none/$((n))none.sarif"
    done
    status=0
    node "$source_root/tests/web/validate_sarif.js" "$web" ../good.sarif ../none/* >../out 2>../err ||
        status=$?
    exits 1
    err_empty
    out_lacks "good.sarif"
    out_has "0none.sarif: /runs/0/results/"
    out_has "/region/startLine must be integer"
    out_has "0none.sarif: the validator of SARIF's makers did not look at it"
    out_has "1none.sarif: /runs/0/tool/driver/rules/0/defaultConfiguration/level must be equal to one of"
    out_has "2none.sarif: /runs/0/results/0 must NOT have additional properties"
    grep -qE '2none.sarif\([0-9,]*\): error JSON1005: ' ../out || fail "expected its makers' word"
    grep -qE '3none.sarif\([0-9,]*\): error SARIF1009: ' ../out || fail "expected its makers' word"
}

# What was accepted is there, and counts for nothing.
test_accepted() {
    have_acme
    key=$(raci --at 2026-03-01 --format jsonl check --code contested &&:; sed -n '1s/{"key":"\([0-9a-f]*\)".*/\1/p' ../out)
    raci --at 2026-03-01 accept "$key" --by cxo --because "we live with it" --until 2027-01-01
    exits 0
    raci --at 2026-03-01 --format sarif check --code contested
    out_is_sarif
    out_has '"suppressions":[{"kind":"external","status":"accepted"}]'
    raci --at 2026-03-01 --format github check --code contested
    ! grep -qF "$key" ../out || fail "an accepted finding is told"
}

test_diff() {
    have_acme
    raci --at 2026-03-01 --format sarif check --diff empowered-cxo --all
    out_is_sarif
    out_has '"baselineState":"new"'
    out_has '"baselineState":"absent"'
    out_has '"baselineState":"unchanged"'
    raci --at 2026-03-01 --format jsonl check --diff empowered-cxo
    expected=$(grep -c '"status":"\(new\|changed\)"' ../out)
    raci --at 2026-03-01 --format github check --diff empowered-cxo
    [ "$(wc -l <../out)" = "$expected" ] || fail "expected $expected commands"
    raci --at 2026-03-01 --format junit check --diff empowered-cxo
    out_has '<testsuites name="raci check-diff"'
}

test_github() {
    have_acme
    raci --at 2026-03-01 --format github check
    exits 1
    err_empty
    ! grep -vE '^::(error|warning|notice) (file=[^ ,:]+,line=[0-9]+,)?title=[a-z-]+::.' ../out ||
        fail "these are no commands"
    grep -qE '^::error file=policy/policy\.lua,line=[0-9]+,title=contested::' ../out ||
        fail "expected a place"
    commands=$(wc -l <../out)
    raci --at 2026-03-01 --format jsonl check
    [ "$(wc -l <../out)" = "$commands" ] || fail "not a command for each finding"
}

# What would end a property or a command is written otherwise.
test_github_escapes() {
    have_acme
    mkdir 'a,b:c%'
    cat >'a,b:c%/own.lua' <<'END'
policy { name = "x" }
check "own" { severity = "info", on = "enterprise", because = "so",
  test = function() return "50 % of it: one, two\n::error::three" end }
default "d" { because = "so", assign = { A = head_of_delivering_unit(), R = delivering_units() } }
END
    raci --at 2026-03-01 --policy 'a,b:c%/own.lua' --format github check --code own
    out_is <<'END'
::notice file=a%2Cb%3Ac%25/own.lua,line=2,title=own::50 %25 of it: one, two ::error::three
END
    raci --at 2026-03-01 --policy 'a,b:c%/own.lua' --format sarif check --code own
    out_is_sarif
    out_has '"uri":"a%2Cb%3Ac%25/own.lua"'
    out_has '"shortDescription":{"text":"so"}'
}

# Braces stand around arguments and brackets around links, unless they are escaped.
test_sarif_escapes() {
    have_acme
    cat >own.lua <<'END'
policy { name = "x" }
check "own" { on = "enterprise",
  test = function() return "see [here](https://example.org) {0} \\" end }
default "d" { because = "so", assign = { A = head_of_delivering_unit(), R = delivering_units() } }
END
    raci --at 2026-03-01 --policy "$PWD/own.lua" --format sarif check --code own
    out_is_sarif
    out_has '"message":{"text":"see \\[here\\](https://example.org) {{0}} \\\\"}'
    out_has '"uri":"file:///'
}

test_junit() {
    have_acme
    raci --at 2026-03-01 --format junit check
    exits 1
    err_empty
    out_is_xml
    out_has '<testsuite name="conflict" tests="'
    out_has '<testcase classname="raci.gap" name="no-ceo"/>'
    out_has '<failure type="error" message="'
    # Each check is a case, and those fail that found an error.
    raci --at 2026-03-01 --format jsonl check
    codes=$(sed -n 's/.*"code":"\([^"]*\)","kind":"[a-z]*","severity":"error".*/\1/p' ../out | sort -u | wc -l)
    raci --at 2026-03-01 --format junit check
    [ "$(grep -c '<failure ' ../out)" = "$codes" ] || fail "expected $codes failures"
    head -n 2 ../out | grep -q " failures=\"$codes\" errors=\"0\"" || fail "they are not counted"
    tests=$(sed -n '2s/.* tests="\([0-9]*\)".*/\1/p' ../out)
    [ "$(grep -c '<testcase ' ../out)" = "$tests" ] || fail "expected $tests cases"
    raci --at 2026-03-01 --format junit check --fail-on info
    [ "$(grep -c '<failure ' ../out)" -gt "$codes" ] || fail "infos are no failures"
    ! grep -q '<system-out>' ../out || fail "something is no failure"
    raci --at 2026-03-01 --format junit check --code no-ceo
    exits 0
    out_has '<skipped message="not asked"/>'
}

test_a_rule_that_fails() {
    have_acme
    cat >>policy/policy.lua <<'END'
rule "breaks" { because = "so", when = function(t) return t.name > 3 end, assign = { I = "unit:support" } }
END
    raci --at 2026-03-01 --format sarif check
    exits 3
    out_is_sarif
    out_has '"executionSuccessful":false,"toolExecutionNotifications":[{"level":"error","message":{"text":'
    raci --at 2026-03-01 --format github check
    exits 3
    tail -n 1 ../out | grep -q '^::error file=policy/policy.lua,line=[0-9]*,title=this answer is' ||
        fail "it is not told last"
    raci --at 2026-03-01 --format junit check
    exits 3
    out_has '<testsuite name="evaluation" tests="1" failures="0" errors="1"'
}

# ---- of the analysis ----

have_conflict() {
    have_small
    cat >mine.lua <<'END'
policy { name = "mine" }
default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }
rule "critical" { because = "x", match = { key = "invoice", unit = "care" }, assign = { A = "position:cxo" } }
rule "calls {x} [y]" {
  because = "x",
  match = { unit = "care" },
  assign = { A = "position:coo" },
}
rule "nothing there" { because = "x", match = { key = "xyzzy" }, assign = { C = "position:coo" } }
-- raci: ignore dead-rule it comes back
rule "ended" { because = "x", to = "2026-01-01", assign = { C = "position:coo" } }
END
}

test_lint_as_sarif() {
    have_conflict
    lint --format json lint
    mv ../out ../json
    lint --format sarif lint
    exits 1
    err_empty
    out_is_fine json
    out_is_sarif ../json
    out_has '"id":"raci/lint/"'
    out_has '"id":"subsumed-rule","shortDescription":{"text":"a rule says nothing that'
    out_has '"physicalLocation":{"artifactLocation":{"uri":"mine.lua"},"region":{"startLine":4}}'
    out_has '"region":{"startLine":3}},"message":{"text":"critical"}}]'
    out_has 'As on touchpoint:invoice. Add to '"'critical'"': overrides = \"calls {{x}} \\[y\\]\",'
    out_has '"certain":true,"witness":"touchpoint:invoice","mend":"overrides = \"calls {x} [y]\","}'
    out_has '"suppressions":[{"kind":"inSource","status":"accepted","justification":"it comes back"}]'
    lint --format sarif lint --code dead-rule
    out_has '"id":"conflicting-rules",'
    out_has '"defaultConfiguration":{"enabled":false,"level":"warning"}'
    lint --format sarif lint --no-model
    out_is_sarif
}

# Findings are known again where they moved, under whatever path.
test_lint_fingerprints() {
    have_conflict
    lint --format sarif lint
    grep -o '"primaryLocationLineHash":"[0-9a-f]*"' ../out >../before
    [ "$(sort -u ../before | wc -l)" = 3 ] || fail "expected three of them"
    { echo; echo; cat mine.lua; } >moved.lua
    raci --policy moved.lua --at 2026-07-01 --format sarif lint
    out_has '"startLine":6'
    grep -o '"primaryLocationLineHash":"[0-9a-f]*"' ../out | cmp -s - ../before || fail "they are other ones"
}

test_lint_as_github() {
    have_conflict
    lint --format github lint
    exits 1
    err_empty
    out_is <<'END'
::error file=mine.lua,line=4,title=conflicting-rules::The rule 'calls {x} [y]' and the rule 'critical' give A (Accountable) of one subject to different holders, and neither goes before the other. As on touchpoint:invoice. Add to 'critical': overrides = "calls {x} [y]",
::warning file=mine.lua,line=9,title=dead-rule::The rule 'nothing there' matches nothing that is there today. Take away: rule "nothing there" { … }
END
}

test_lint_as_junit() {
    have_conflict
    lint --format junit lint
    exits 1
    err_empty
    out_is_xml
    head -n 2 ../out | grep -qF '<testsuites name="raci lint" tests="9" failures="1" errors="0" skipped="0">' ||
        fail "they are not counted"
    [ "$(grep -c '<testsuite ' ../out)" = 1 ] || fail "expected one suite"
    out_has 'overrides = &quot;calls {x} [y]&quot;, (mine.lua:4)'
    lint --format junit lint --fail-on warning
    exits 1
    [ "$(grep -c '<failure ' ../out)" = 2 ] || fail "warnings are no failures"
    out_lacks '<system-out>'
    lint --format junit lint --code uncovered
    exits 0
    out_has 'tests="9" failures="0" errors="0" skipped="8"'
}

test_lint_wrongly() {
    have_conflict
    for format in sarif github junit md; do
        lint --format "$format" lint --emit-test
        exits 2
        out_empty
        err_has "it goes without --format $format"
    done
    lint --format tap lint
    exits 2
    err_has "of 'lint' there is text, json, jsonl, csv, md, sarif, github, junit, but not tap"
}

# Names that would act elsewhere.
test_hostile() {
    "$lua" "$here/hostile_names.lua" org || fail "no organization"
    raci init
    raci import org
    exits 0
    cat >policy/policy.lua <<'END'
policy { name = "evil ]]> <b>", version = "=1" }
rule "]]> & \"<x>\" '%0A::error::" {
  because = "\u{202e}\27]0;title\7",
  match = { key = "t1*" },
  assign = { A = { "position:p1", "position:p2" }, R = "unit:company" },
}
END
    raci --format sarif check
    out_is_fine json
    out_is_sarif
    raci --format github check
    ! grep -vE '^::(error|warning|notice) ' ../out || fail "these are no commands"
    raci --format junit check
    out_is_xml
    cat >>policy/policy.lua <<'END'
rule "\u{202e}%0A::error::<x>&]]>" { match = { key = "t1" }, assign = { A = "position:p3" } }
END
    for format in github junit sarif; do
        raci --format "$format" lint
        exits 1
        ! LC_ALL=C grep -q "$(printf '[\033\007]')" ../out || fail "$format has what acts on a terminal"
    done
    out_is_sarif
}

test_wrong_usage() {
    have_acme
    for format in sarif github junit; do
        raci --format "$format" check --summary
        exits 2
        out_empty
        err_has "it goes without --summary"
        raci --format "$format" matrix
        exits 2
        out_empty
        err_has "of 'matrix' there is text, json, jsonl, csv, md, but not $format"
        raci --format "$format" --policy nowhere.lua check
        exits 3
        out_empty
    done
    raci --format sariv check
    exits 2
    err_has "did you mean 'sarif'"
}
