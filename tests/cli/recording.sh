# Recorded runs: check --record, log, diff, who --as-recorded, --new-since.

day="--at 2026-07-01"
stamp="--recorded-at 2026-07-01T10:30:00Z"

# shellcheck disable=SC2086
record() {
    raci "$@" check --record $stamp
    [ "$status" -lt 2 ] || fail "it was not recorded"
}

test_reports_as_usual() {
    have_acme
    # shellcheck disable=SC2086
    for format in text json csv; do
        raci $day check --format $format && cp ../out ../before
        raci $day check --format $format --record $stamp
        cmp -s ../out ../before || fail "the report differs when it is recorded ($format)"
        err_has "recorded as run"
        raci $day check --format $format
        cmp -s ../out ../before || fail "the report differs once it was recorded ($format)"
        err_empty
    done
}

test_logs() {
    have_acme
    raci log && exits 0
    out_has "No run is recorded yet"
    # shellcheck disable=SC2086
    record $day
    record --at 2026-07-02
    raci log && exits 0
    out_has "Run 2  2026-07-02"
    out_has "Run 1  2026-07-01  recorded 2026-07-01T10:30:00Z"
    out_has "The first run."
    for format in json jsonl csv md; do
        raci log --format $format && exits 0
        out_has "2026-07-02"
        out_has "moves"
    done
    raci log --format json
    out_has '"run":1,"date":"2026-07-01","recorded_at":"2026-07-01T10:30:00Z","policy":{"name":'
    out_has '"new":null,"changed":null,"gone":null,"moves":null'
    out_has '"new":0,"changed":0,"gone":0,"moves":0'
}

test_compares_runs() {
    have_acme
    # shellcheck disable=SC2086
    record $day
    printf 'rule "one more" { because = "so", assign = { A = "position:ceo" } }\n' >>policy/policy.lua
    record --at 2026-07-02
    raci diff 1 2
    exits 1
    out_has "From run 1 of 2026-07-01"
    out_has "Letters with other holders"
    raci diff last-1 last --format json
    exits 1
    out_has '{"from":1,"to":2,"summary":{"new":'
    out_has '"status":"new"}'
    out_has '"moves":[{"subject":"'
    out_lacks '"status":"existing"'
    raci diff 1 2 --all --format json
    out_has '"status":"existing"'
    raci diff 2 2 && exits 0
    out_has "0 findings new"
    for format in jsonl csv md; do
        raci diff 1 2 --format $format
        exits 1
        out_has "position:ceo"
    done
    raci diff 1 3
    exits 2
    err_has "there is no recorded run '3'"
    out_empty
    raci diff 1 lost
    exits 2
    err_has "'last' or 'last-1'"
}

# In the form of a what-if, with the names that things have in the model.
test_compares_runs_as_a_whatif() {
    have_small
    echo 'scenario "s" { move_unit { unit = "billing", parent = "sales" },
      set_head { unit = "billing", position = "cso" } }' >s.lua
    # shellcheck disable=SC2086
    raci whatif s.lua $day --format json
    mv ../out ../told
    # shellcheck disable=SC2086
    record $day
    # shellcheck disable=SC2086
    raci apply s.lua $day && exits 0
    # shellcheck disable=SC2086
    record $day
    raci diff 1 2 --format json
    for part in '"summary":{[^}]*}' '"moves":\[.*\],"load"' '"earlier":\[.*\]' \
        '"load":\[.*\],"escalations":{"from":{[^}]*},"to":{[^}]*}}'; do
        grep -o "$part" ../told >../one
        grep -o "$part" ../out >../two
        [ -s ../one ] || fail "the what-if has no $part"
        cmp -s ../one ../two || fail "the diff has another $part: $(cat ../one ../two)"
    done
    raci diff 1 2
    out_is_fine text
    [ "$(head -n 1 ../out)" = "1 finding new, 1 changed, 1 gone, 0 as before; 2 letters with other holders." ] ||
        fail "it does not begin with the sums"
    out_has "Before: 1 error, 1 warning, 0 infos. After: 1 error, 1 warning, 0 infos."
    out_has "Escalated: 1 to the CXO."
    out_has "  warning silent-handoff  The first invoice → A call"
    out_has "     → Chief Experience (Xia Wu): the CXO decides"
    out_has "     before: Head of Billing and Head of Care are accountable for the touchpoint"
    out_has "  A  Head of Sales (Sam Roe) instead of Head of Billing (Bo Low)"
    out_has "       The first invoice"
    out_has "  Head of Sales    A       1       3"
    out_lacks "position:"
    out_lacks "touchpoint:"
    raci diff 1 2 --list load --format csv
    out_has "position:cso,A,1,3"
}

test_shows_what_is_new() {
    have_acme
    # shellcheck disable=SC2086
    record $day
    raci --at 2026-07-01 check --new-since last && exits 0
    out_has "Nothing new was found"
    printf 'rule "one more" { because = "so", assign = { A = "position:ceo" } }\n' >>policy/policy.lua
    raci --at 2026-07-01 check --new-since 1
    exits 1
    out_has "many-accountable"
    raci --at 2026-07-01 check --new-since 1 --summary --format json
    exits 1
    out_lacks '"errors":0'
    raci check --new-since 2
    exits 2
}

test_asks_of_the_record() {
    have_acme
    raci --at 2026-07-01 who refund --as-recorded
    exits 2
    err_has "no run is recorded for 2026-07-01"
    out_empty
    # shellcheck disable=SC2086
    record $day
    raci --at 2026-07-01 who refund --format json && cp ../out ../before
    printf 'rule "one more" { because = "so", assign = { A = "position:ceo" } }\n' >>policy/policy.lua
    raci --at 2026-12-31 who refund --as-recorded && exits 0
    out_has "as recorded on 2026-07-01"
    out_has "Answered from run 1 of 2026-07-01"
    raci --at 2026-12-31 who refund --as-recorded --format json && exits 0
    out_has '"recorded":{"run":1,"date":"2026-07-01","recorded_at":"2026-07-01T10:30:00Z"'
    out_has '"model_altered_since":false'
    letters() { sed 's/.*"letters":{\(.*\)},"findings".*/\1/' "$1"; }
    [ "$(letters ../out)" = "$(letters ../before)" ] || fail "the letters differ"
    raci --at 2026-06-30 who refund --as-recorded
    exits 2
}

test_refuses() {
    have_acme
    raci check --record --code no-ceo
    exits 2
    err_has "recorded whole"
    raci check --recorded-at 2026-07-01T10:30:00Z
    exits 2
    raci check --record --recorded-at yesterday
    exits 2
    err_has "expected a time"
    printf 'rule "breaks" { because = "so", when = function(t) return t.no.such end, assign = { I = "position:ceo" } }\n' \
        >>policy/policy.lua
    raci --at 2026-07-01 check --record
    exits 3
    err_has "not recorded, because a rule failed"
    raci log
    out_has "No run is recorded yet"
}

test_wants_to_write() {
    have_acme
    chmod 555 .
    chmod 444 raci.db
    without_privileges
    raci check --record
    exits 4
    out_empty
}

# A record is no content: what goes out, and comes in again, is the organization.
test_is_no_content() {
    have_acme
    raci export before && exits 0
    record --at 2026-07-01
    raci export after && exits 0
    diff -r before after >/dev/null || fail "the export differs once a run was recorded"
    raci import after && exits 0
    out_has "0 added, 0 updated"
    raci log
    out_has "Run 1"
    cp raci.db copy.db
    raci --model copy.db --at 2026-07-01 check --format json && cp ../out ../copied
    raci --at 2026-07-01 check --format json
    cmp -s ../out ../copied || fail "a copy of the file says something else"
}
