# The story of a conflict, by dates and commands alone: found, left open, gone to the CEO, decided.

# shellcheck disable=SC2086
record() {
    raci --at "$1" check --record --recorded-at "$1T08:00:00Z" --summary
    [ "$status" -lt 2 ] || fail "the run of $1 was not recorded"
}

conflict=02acd65220c55f19

test_waits_for_the_cxo_and_then_the_ceo() {
    raci init --sample halvenny
    exits 0
    # It is found: two answer for the same call.
    raci --at 2026-09-01 escalations bill-explained
    exits 0
    out_has "Not recorded yet, so it has no age."
    record 2026-09-01
    record 2026-09-15
    # It is the CXO's, who has thirty days.
    raci --at 2026-09-20 --format jsonl escalations --to cxo
    exits 1
    grep "\"key\":\"$conflict\"" ../out >../item || fail "the CXO has not got it"
    grep -q '"reason":"the CXO decides","since":"2026-09-01","age_days":19,"due":"2026-10-01","overdue":false' \
        ../item || fail "it does not wait as it should: $(cat ../item)"
    # Who leaves meanwhile changes nothing about its age.
    raci --at 2026-09-25 change 'vacate { position = "head-app" }'
    exits 0
    record 2026-09-30
    raci --at 2026-10-01 --format jsonl escalations --to cxo
    grep -q "\"key\":\"$conflict\"" ../out || fail "on its last day it is the CXO's"
    # The day after it is the CEO's, and says why.
    raci --at 2026-10-02 --format jsonl escalations --to cxo
    ! grep -q "\"key\":\"$conflict\"" ../out || fail "the CXO still has it"
    raci --at 2026-10-02 --format jsonl escalations --overdue --to ceo
    exits 1
    grep "\"key\":\"$conflict\"" ../out >../item || fail "the CEO has not got it"
    grep -q '"reason":"the CXO has left it open too long, so the CEO decides"' ../item ||
        fail "the CEO is not told why: $(cat ../item)"
    # What the CEO reads about it.
    raci --at 2026-10-02 escalations $conflict
    exits 0
    out_is_fine text
    out_has "found by run 1 (2026-09-01) to run 3 (2026-09-30)"
    out_has "was due on 2026-10-01, 1 day ago"
    out_has "has A alone."
}

# What an option says is what comes of it: the same between two runs as in the packet.
test_an_option_does_what_it_says() {
    raci init --sample halvenny
    exits 0
    record 2026-10-02
    raci --at 2026-10-02 --format json escalations $conflict
    mv ../out ../packet
    raci --at 2026-10-02 --format jsonl escalations $conflict
    sed -n '2s/.*"holders":\["\([^"]*\)"\].*"by":"\([^"]*\)","reason":"\([^"]*\)".*/\1,\2,\3/p' ../out |
        while IFS=, read -r holder by reason; do
            printf 'subject,letter,holder,by,reason,from,to\n%s,A,%s,%s,%s,2026-10-02,2027-06-01\n' \
                touchpoint:bill-explained "$holder" "$by" "$reason"
        done >../rulings.csv
    mkdir -p decided && mv ../rulings.csv decided/
    raci import decided
    exits 0
    record 2026-10-02
    raci --format json diff 1 2
    [ "$status" -lt 2 ] || fail "no difference is told"
    sed 's/.*\("summary":{.*\),"load":.*/\1/' ../out >../came
    [ "$(wc -c <../came)" -gt 60 ] || fail "nothing came of it"
    grep -q -F -f ../came ../packet || fail "something else came of it: $(cat ../came)"
    # It waits no more, is told as settled, and holds when the CXO leaves.
    raci --at 2026-10-03 escalations bill-explained
    exits 2
    err_has "nothing about touchpoint:bill-explained waits for a decision on 2026-10-03"
    raci --at 2026-10-03 --format jsonl escalations --all
    grep -q '"state":"ruled".*"subject":"touchpoint:bill-explained".*"until":"2027-06-01"' ../out ||
        fail "it is not told as settled"
    raci --at 2026-10-03 --format jsonl whatif scenarios/cxo-leaves.lua
    ! grep -q "\"key\":\"$conflict\"" ../out || fail "it comes back when the CXO leaves"
    # When the ruling has ended it is there again, as the same finding.
    raci --at 2027-06-01 --format jsonl escalations
    grep -q "\"key\":\"$conflict\"" ../out || fail "it does not come back when the ruling has ended"
}
