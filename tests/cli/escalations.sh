# What waits for a decision.

day="--at 2026-12-01"

have_halvenny() {
    raci init --sample halvenny
    exits 0
}

# shellcheck disable=SC2086
test_lists() {
    have_halvenny
    raci $day escalations
    exits 1
    err_empty
    out_is_fine text
    out_has "For Chief Customer Experience Officer (Nkechi Adeyemi), the CXO: "
    out_has "For Chief Executive Officer (Rosalind Achterberg), the CEO: "
    out_has "Not recorded yet, so it has no age."
    out_has "moment of truth, on the journey"
    out_has "raci escalations "
    raci $day escalations --to cxo
    exits 1
    out_lacks "the CEO: "
    raci $day escalations --overdue
    exits 0
    out_has "Nothing waits past its day."
}

# Whatever escalates in a check is in one item, and nothing else is.
# shellcheck disable=SC2086
test_has_what_a_check_escalates() {
    have_halvenny
    raci $day --format jsonl check
    sed -n 's/^{"key":"\([0-9a-f]*\)".*"escalate":{"to":.*/\1/p' ../out | LC_ALL=C sort >../checked
    raci $day --format jsonl escalations
    exits 1
    sed 's/.*"findings":\[\([^]]*\)\].*/\1/' ../out | tr -d '"' | tr ',' '\n' |
        LC_ALL=C sort >../listed
    [ -s ../checked ] || fail "expected escalations"
    cmp -s ../checked ../listed || fail "other findings: $(diff ../checked ../listed)"
    # One item for an empty seat, however much follows.
    [ "$(grep -c '"code":"vacant-seat","severity":"error","subject":"position:head-public-replies"' \
        ../out)" = 1 ] || fail "not one item for the seat"
}

# The CXO's until its days are over, then the CEO's, who is told so.
# shellcheck disable=SC2086
test_moves_to_the_ceo() {
    have_halvenny
    raci --at 2026-10-20 check --record --summary
    raci --at 2026-11-19 escalations --to cxo --format jsonl
    exits 1
    out_has '"to":"position:cxo","office":"cxo","reason":"the CXO decides","since":"2026-10-20","age_days":30,"due":"2026-11-19","overdue":false'
    raci --at 2026-11-20 escalations --overdue --to ceo
    exits 1
    out_has "→ the CXO has left it open too long, so the CEO decides."
    out_has "was due on 2026-11-19, 1 day ago."
    raci --at 2026-11-20 escalations --overdue --to cxo
    exits 0
    out_has "Nothing waits for the CXO past its day."
}

test_settled() {
    have_halvenny
    # shellcheck disable=SC2086
    raci $day escalations --all
    exits 1
    out_has "Settled: 1"
    out_has "goes to Director of Customer Service"
    out_has "ruled by Chief Customer Experience Officer until 2027-06-01: the customer"
    # shellcheck disable=SC2086
    raci $day escalations --all --format jsonl
    out_has '"state":"ruled","key":null,"code":null,"severity":null,"subject":"touchpoint:move-notice"'
    out_has '"settled":{"by":"position:cxo","holders":["position:director-customer-service"],"reason":'
}

test_nothing_waits() {
    raci init
    raci escalations
    exits 0
    out_has "Nothing waits."
    raci --at 2026-07-01 --format json escalations
    exits 0
    out_is <<'END'
{"date":"2026-07-01","summary":{"waiting":0,"overdue":0,"cxo":0,"ceo":0,"other":0,"none":0,"settled":0},"escalations":[]}
END
}

test_usage() {
    have_acme
    raci escalations --to cfo
    exits 2
    err_has "--to takes cxo or ceo, not 'cfo'"
    out_empty
    raci escalations --open --all
    exits 2
    err_has "--open and --all are two answers to one question"
    raci escalations --overdue --overdue --at 2026-03-01
    exits 0
}

test_formats() {
    have_acme
    for format in text json jsonl csv md; do
        raci --at 2026-03-01 --format "$format" escalations --all
        exits 1
        out_is_fine "$format"
    done
}
