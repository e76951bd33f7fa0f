# What another policy decides differently: check --diff.

# The policy of acme, with one rule that says otherwise and one more.
have_other() {
    have_acme
    sed 's/assign  = { A = "position:cmo" }/assign  = { A = "position:coo" }/' policy/policy.lua >other.lua
    cmp -s policy/policy.lua other.lua && fail "other.lua is no other policy"
    cat >>other.lua <<'END'
rule "support hears of reviews" {
  because = "it answers them",
  match   = { key = "review" },
  assign  = { I = "unit:support" },
}
END
}

test_moves() {
    have_other
    raci --at 2026-03-01 --format jsonl check --diff other.lua --list moves
    err_empty
    # The CMO was banned there, which is told too.
    out_has '"letter":"A","from":[],"to":["position:coo"],"rules":{"from":[{"name":"marketing answers for the purchase","file":"policy/policy.lua","line":'
    out_has '{"name":"no marketing where money changes hands","file":"policy/policy.lua","line":'
    out_has '"to":[{"name":"marketing answers for the purchase","file":"other.lua","line":'
    grep '"subject":"touchpoint:review","letter":"I"' ../out >../line || fail "no move of review"
    grep -qF '"to":[{"name":"support hears of reviews","file":"other.lua","line":' ../line ||
        fail "not by its rule: $(cat ../line)"
    raci --at 2026-03-01 --format csv check --diff other.lua --list moves
    out_has "subject,letter,from,to,rules.from.name,rules.from.file,rules.from.line,rules.to.name,"
    raci --at 2026-03-01 check --diff other.lua
    out_is_fine text
    out_has "Letters with other holders"
    out_has 'now by "support hears of reviews" (other.lua:'
    out_has "From the policy acme 2026.2 (policy) to the policy acme 2026.2 (other.lua), both"
}

# What a ban takes away is told with the ban.
test_bans() {
    have_acme
    cp policy/policy.lua other.lua
    cat >>other.lua <<'END'
exception "the CMO answers for nothing" {
  because = "so",
  forbid  = { A = "position:cmo" },
}
END
    raci --at 2026-03-01 --format jsonl check --diff other.lua --list moves
    out_has '"from":["position:cmo"],"to":[],'
    out_has '"name":"the CMO answers for nothing","file":"other.lua"'
}

test_findings_and_exit_status() {
    have_other
    raci --at 2026-03-01 --format json check --diff policy/policy.lua
    exits 0
    out_has '"summary":{"new":0,"existing":'
    out_has '"changed":0,"gone":0},"findings":[],"moves":[],"load":[]'
    out_has '"from":{"name":"acme","version":"2026.2","digest":"'
    raci --at 2026-03-01 check --diff policy/policy.lua
    exits 0
    out_has "every letter stays where it is."
    printf 'policy { name = "none" }\n' >none.lua
    raci --at 2026-03-01 --format jsonl check --diff none.lua
    exits 1
    out_has '"code":"no-accountable"'
    out_has '"status":"new"'
    out_has '"status":"gone"'
    raci --at 2026-03-01 --policy none.lua --format jsonl check --diff policy --fail-on error
    new=$(grep -c '"severity":"error".*"status":"\(new\|changed\)"' ../out)
    [ "$((new > 0))" = "$status" ] || fail "$new errors are new or changed, and the exit status is $status"
    raci --at 2026-03-01 --format jsonl check --diff other.lua --all
    out_has '"status":"existing"'
}

# Forth and back are each other's opposite.
test_there_and_back() {
    have_other
    raci --at 2026-03-01 --format json check --diff other.lua
    sed 's/.*"summary":{"new":\([0-9]*\),"existing":\([0-9]*\),"changed":\([0-9]*\),"gone":\([0-9]*\)}.*/\1 \2 \3 \4/' \
        ../out >../forth
    raci --at 2026-03-01 --policy other.lua --format json check --diff policy
    sed 's/.*"summary":{"new":\([0-9]*\),"existing":\([0-9]*\),"changed":\([0-9]*\),"gone":\([0-9]*\)}.*/\4 \2 \3 \1/' \
        ../out >../back
    cmp -s ../forth ../back || fail "forth $(cat ../forth), back $(cat ../back)"
}

# Letters are compared by name where the schemes differ.
test_other_schemes() {
    have_acme
    sed 's/scheme = "RACI"/scheme = "RASCI"/' policy/policy.lua >other.lua
    raci --at 2026-03-01 --format json check --diff other.lua
    err_empty
    out_has '"moves":[],"load":[]'
    cat >>other.lua <<'END'
rule "support supports" { because = "so", match = { key = "review" }, assign = { S = "unit:support" } }
END
    raci --at 2026-03-01 --format jsonl check --diff other.lua --list moves
    [ "$(wc -l <../out)" = 1 ] || fail "expected one move"
    out_has '{"subject":"touchpoint:review","letter":"S","from":[],"to":["unit:support"],'
    raci --at 2026-03-01 --policy other.lua --format jsonl check --diff policy --list moves
    out_has '{"subject":"touchpoint:review","letter":"S","from":["unit:support"],"to":[],'
}

test_a_governance_model() {
    have_acme
    raci --at 2026-03-01 check --diff empowered-cxo
    [ "$status" -le 1 ] || fail "expected a comparison"
    out_has "to the policy empowered-cxo"
    rm policy/policy.lua
    raci --at 2026-03-01 check --diff empowered-cxo
    [ "$status" -le 1 ] || fail "expected a comparison with the shipped policy"
    out_has "From the policy default"
}

test_wrong_usage() {
    have_other
    for option in "--code contested" --summary "--new-since last" --record; do
        # shellcheck disable=SC2086
        raci --at 2026-03-01 check --diff other.lua $option
        exits 2
        out_empty
        err_has "it goes without ${option%% *}"
    done
    for option in --all "--list moves"; do
        # shellcheck disable=SC2086
        raci --at 2026-03-01 check $option
        exits 2
        out_empty
        err_has "${option%% *} goes with --diff"
    done
    raci --at 2026-03-01 check --diff nowhere.lua
    exits 3
    out_empty
    err_has "nowhere.lua"
    printf 'policy { nam = "x" }\n' >wrong.lua
    raci --at 2026-03-01 check --diff wrong.lua
    exits 3
    err_has "wrong.lua:1:"
}

# The same in other words: under other names, the other way round, cut up, in two files.
test_in_general_equivalent() {
    have_acme
    mkdir words
    cat >first.lua <<'END'
policy { name = "first" }
local least = 3
default "heads" { assign = { A = head_of_delivering_unit(), R = delivering_units() } }
rule "sale" { match = { stage = { "purchase", "usage" } }, assign = { A = "position:cmo" } }
exception "grave" {
  because = "so",
  match   = { tag = "payment" },
  when    = function(t) return t.criticality ~= nil and t.criticality >= least end,
  assign  = { A = "position:coo" },
}
END
    cat >words/a.lua <<'END'
local at_least = 3
exception "what is grave" {
  because = "another reason",
  match   = { tag = "payment" },
  when    = function(touchpoint)
    return touchpoint.criticality ~= nil and touchpoint.criticality >= at_least
  end,
  assign  = { A = "position:coo" },
}
END
    cat >words/b.lua <<'END'
rule "sale, the one" { match = { stage = "purchase" }, assign = { A = "position:cmo" } }
rule "sale, the other" { match = { stage = "usage" }, assign = { A = { "position:cmo" } } }
default "who works" { assign = { R = delivering_units() } }
default "who answers" { assign = { A = head_of_delivering_unit() } }
policy { name = "second" }
END
    raci --at 2026-03-01 --policy first.lua check --diff words
    out_is_fine text
    out_has "In general, whatever the subject, the two policies are equivalent."
    out_has "  A and R  equivalent: the same, whatever the subject"
    raci --at 2026-03-01 --policy words --format json check --diff first.lua
    out_has '"general":{"verdict":"equivalent","certain":true,'
    sed 's/at_least = 3/at_least = 4/' words/a.lua >../a.lua && mv ../a.lua words/a.lua
    raci --at 2026-03-01 --policy first.lua --format json check --diff words
    out_has '"general":{"verdict":"different","certain":false,'
}

# Letters that one scheme has and the other has not, between those that both have and behind them.
test_in_general_schemes() {
    have_acme
    cat >one.lua <<'END'
policy { name = "one", scheme = "RASCI" }
rule "helps" { because = "x", assign = { A = "position:ceo", S = "position:coo" } }
END
    cat >two.lua <<'END'
policy { name = "two", scheme = "CAIRO" }
rule "is left out" { because = "x", assign = { A = "position:ceo", O = "position:coo" } }
END
    raci --at 2026-03-01 --policy one.lua --format jsonl check --diff two.lua --list general
    out_has '{"letter":"A","aspect":"assign","verdict":"equivalent","certain":true,'
    out_has '{"letter":"O","aspect":"assign","verdict":"wider","certain":true,'
    out_has '{"letter":"S","aspect":"assign","verdict":"narrower","certain":true,'
    raci --at 2026-03-01 --policy two.lua --format jsonl check --diff one.lua --list general
    out_has '{"letter":"O","aspect":"assign","verdict":"narrower","certain":true,'
    out_has '{"letter":"S","aspect":"assign","verdict":"wider","certain":true,'
}

# Whom a function names can be the one whom the other policy names: that others have the letter is
# then certain of some subjects only.
test_in_general_vague() {
    have_acme
    cat >one.lua <<'END'
policy { name = "one", scheme = "RACI" }
rule "a" { because = "x", assign = { C = "position:ceo" } }
END
    cat >two.lua <<'END'
policy { name = "two", scheme = "RACI" }
rule "x" { because = "x", assign = { C = head_of_delivering_unit() } }
rule "y" { because = "x", assign = { C = "position:cmo" } }
END
    raci --at 2026-03-01 --policy one.lua --format jsonl check --diff two.lua --list general
    out_has '{"letter":"C","aspect":"assign","verdict":"different","certain":true,"witness":{"way":"others","subject":null,"match":"","on":"touchpoint","certain":false,'
    [ "$(grep -c '"subject":null,.*"on":"touchpoint","certain":false' ../out)" = 2 ] ||
        fail "another number of ways is uncertain"
}

# A ban makes a policy narrower; without it, it is wider; a rule more may do either.
test_in_general_narrower_and_wider() {
    have_acme
    cp policy/policy.lua other.lua
    cat >>other.lua <<'END'
law "nobody answers for what is secret" {
  because = "so",
  match   = { tag = "secret" },
  forbid  = { A = under("unit:acme") },
}
END
    raci --at 2026-03-01 --format json check --diff other.lua
    exits 0
    out_has '"moves":[]'
    out_has '"general":{"verdict":"narrower",'
    raci --at 2026-03-01 --format jsonl check --diff other.lua --list general
    out_has '{"letter":"A","aspect":"forbid","verdict":"wider","certain":true,"witness":{"way":"gained","subject":null,"match":"tag = \"secret\"","on":"touchpoint","certain":true,"from":{"holders":[],"rules":[]},"to":{"holders":["under(unit:acme)"],"rules":[{"name":"nobody answers for what is secret","file":"other.lua","line":'
    out_has '{"letter":"R","aspect":"assign","verdict":"equivalent","certain":true,"witness":null}'
    raci --at 2026-03-01 check --diff other.lua
    out_is_fine text
    out_has "On a touchpoint where tag = \"secret\":"
    raci --at 2026-03-01 --policy other.lua --format jsonl check --diff policy --list general
    out_has '{"letter":"A","aspect":"forbid","verdict":"narrower","certain":true,'
    # What differs nowhere here differs where nothing is yet.
    cp policy/policy.lua more.lua
    cat >>more.lua <<'END'
exception "the CEO hears of what is secret" { because = "so", match = { tag = "secret" }, assign = { I = "office:ceo" } }
END
    raci --at 2026-03-01 check --diff more.lua
    exits 0
    out_is_fine text
    out_has "every letter stays where it is."
    out_has "On a touchpoint where tag = \"secret\""
    out_has "now the CEO by \"the CEO hears of what is secret\" (more.lua:"
}

# A rule that fails in the other policy fails the whole.
test_a_rule_that_fails() {
    have_other
    cat >>other.lua <<'END'
rule "breaks" { because = "so", when = function(t) return t.name > 3 end, assign = { I = "unit:support" } }
END
    raci --at 2026-03-01 --format json check --diff other.lua
    exits 3
    err_has "a rule failed: other.lua:"
    out_has '"error":{"message":'
}

test_formats() {
    have_other
    for format in text json jsonl csv md; do
        for list in findings moves load escalations earlier general; do
            raci --at 2026-03-01 --format "$format" check --diff other.lua --list "$list"
            [ "$status" -le 1 ] || fail "$format of $list"
            [ "$format" = jsonl ] && [ ! -s ../out ] || out_is_fine "$format"
        done
    done
}
