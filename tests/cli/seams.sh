# The passages between departments.

# The references of what is listed, one a line.
subjects() {
    sed 's/^{[^{]*"subject":"\([^"]*\)".*/\1/' ../out | LC_ALL=C sort
}

test_list() {
    have_acme
    raci --at 2026-03-01 seams
    exits 0
    err_empty
    out_is_fine text
    out_has "3 passages between departments: 1 owned, 0 silent."
    raci init there --sample halvenny
    exits 0
    raci --model there/raci.db --at 2026-12-01 --format jsonl seams
    exits 0
    sed 's/.*"criticality":\([0-9]*\).*/\1/' ../out >../criticality
    sort -s -r -n ../criticality | cmp -s - ../criticality || fail "not the most critical first"
}

# Silent are those that the check finds; those that it finds unowned are listed, and not owned.
test_as_the_checks_say() {
    raci init --sample halvenny
    exits 0
    raci --at 2026-12-01 --format jsonl seams
    grep '"talk":false' ../out >../some
    mv ../out ../all
    cp ../some ../out
    subjects >../silent
    raci --at 2026-12-01 --format jsonl check --code silent-handoff
    subjects >../found
    cmp -s ../silent ../found || fail "silent: $(cat ../silent), found: $(cat ../found)"
    [ -s ../found ] || fail "expected silent passages"
    raci --at 2026-12-01 --format jsonl check --code unowned-handoff
    subjects >../found
    [ -s ../found ] || fail "expected unowned passages"
    while read -r handoff; do
        grep -F "{\"subject\":\"$handoff\"" ../all | grep -q '"owned":false' ||
            fail "$handoff is not listed as unowned"
    done <../found
}

test_journey() {
    have_acme
    raci --at 2026-03-01 --format jsonl seams --journey live
    exits 0
    [ "$(subjects)" = "handoff:first-call->refund" ] || fail "not the one of the journey"
    out_has '"journeys":["live"]'
    raci --at 2026-03-01 --format jsonl seams --journey journey:live
    exits 0
    [ "$(subjects)" = "handoff:first-call->refund" ] || fail "not the one of the journey"
    raci --at 2026-03-01 seams --journey liev
    exits 2
    out_empty
    err_has "did you mean 'live'?"
    raci seams live
    exits 2
}

test_nothing_there() {
    raci init
    raci seams
    exits 0
    out_has "0 passages between departments: 0 owned, 0 silent."
    raci --format json seams
    out_is <<'END'
{"summary":{"passages":0,"owned":0,"silent":0},"passages":[]}
END
}

test_formats() {
    have_acme
    for format in text json jsonl csv md; do
        raci --at 2026-03-01 --format "$format" seams
        exits 0
        out_is_fine "$format"
    done
}
