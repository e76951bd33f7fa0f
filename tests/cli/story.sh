# The story of a conflict, by dates and commands alone: found, contested, left open, gone to the CEO,
# decided, holding, and back when what it rested on is gone.

# shellcheck disable=SC2086
record() {
    raci --at "$1" check --record --recorded-at "$1T08:00:00Z" --summary
    [ "$status" -lt 2 ] || fail "the run of $1 was not recorded"
}

conflict=02acd65220c55f19
dispute=0dd6291ef3d0521c

# The line of the inbox that has the conflict, or another finding, in ../item; nothing: it has not.
item() {
    day=$1 of=$2
    shift 2
    raci --at "$day" --format jsonl escalations "$@"
    grep "\"key\":\"$of\"" ../out >../item
}

# Two answer for the same call.
is_found() {
    raci --at 2026-09-01 escalations bill-explained
    exits 0
    out_has "Not recorded yet, so it has no age."
    record 2026-09-01
    sed -n 's/^raci: its head: //p' ../err >../head_of_september
}

# One of the two says that it is theirs: that goes to the CXO, too.
is_contested() {
    raci --at 2026-09-05 contest "call about a bill" A --by director-billing \
        --claims position:director-billing --because "the bill is ours" \
        --recorded-at 2026-09-05T08:00:00Z
    exits 0
    out_has "Director of Billing contests A of 'Call about a bill', and claims it"
    record 2026-09-15
    item 2026-09-20 $dispute --to cxo || fail "the CXO has not got the dispute"
    grep -q "Director of Billing contests that Director of Billing and Director of Customer Service" \
        ../item || fail "the dispute is not told: $(cat ../item)"
    raci --at 2026-09-20 who bill-explained --letter A
    out_has "disputed"
}

# It is the CXO's, who has thirty days; then it is the CEO's, and says why.
is_left_open() {
    item 2026-09-20 $conflict --to cxo || fail "the CXO has not got it"
    exits 1
    grep -q '"reason":"the CXO decides","since":"2026-09-01","age_days":19,"due":"2026-10-01","overdue":false' \
        ../item || fail "it does not wait as it should: $(cat ../item)"
    # Who leaves meanwhile changes nothing about its age.
    raci --at 2026-09-25 change 'vacate { position = "head-app" }' --recorded-at 2026-09-25T08:00:00Z
    exits 0
    record 2026-09-30
    item 2026-10-01 $conflict --to cxo || fail "on its last day it is the CXO's"
    ! item 2026-10-02 $conflict --to cxo || fail "the CXO still has it"
    item 2026-10-02 $conflict --overdue --to ceo || fail "the CEO has not got it"
    exits 1
    grep -q '"reason":"the CXO has left it open too long, so the CEO decides"' ../item ||
        fail "the CEO is not told why: $(cat ../item)"
    raci --at 2026-10-02 escalations $conflict
    exits 0
    out_is_fine text
    out_has "found by run 1 (2026-09-01) to run 3 (2026-09-30)"
    out_has "was due on 2026-10-01, 1 day ago"
    out_has "  2. Director of Customer Service (Folasade Oyelaran) has A alone."
}

# By the CEO, whom it is for now, and by nobody below.
is_decided() {
    set -- decide $conflict --option 2 --because "who takes the call answers" --until 2027-12-01 \
        --recorded-at 2026-10-02T09:00:00Z
    for who in office:cxo "director of billing" nobody-at-all; do
        raci --at 2026-10-02 "$@" --by "$who"
        exits 2
        out_empty
    done
    raci --at 2026-10-02 "$@" --by office:ceo
    exits 0
    out_has "Chief Executive Officer decides: A of 'Call about a bill' for Director"
    for of in $conflict $dispute; do
        ! item 2026-10-02 $of || fail "$of still waits"
    done
    raci --at 2026-10-02 who bill-explained --letter A
    exits 0
    out_has "by the ruling of Chief Executive Officer"
    out_has "who takes the call answers"
    raci --at 2026-10-02 why bill-explained A
    out_has "the ruling of Chief"
    raci --at 2026-10-01 who bill-explained --letter A
    out_lacks "ruling" # the day before it was not decided
    record 2026-10-31
}

# Support joins customer success: in the what-if, and done.
holds() {
    raci --at 2026-11-01 --format jsonl whatif scenarios/customer-success.lua
    [ "$status" -lt 2 ] || fail "the scenario cannot be asked about"
    [ -s ../out ] || fail "the scenario does nothing"
    out_lacks "touchpoint:bill-explained"
    raci --at 2026-11-01 apply scenarios/customer-success.lua --recorded-at 2026-11-01T08:00:00Z
    exits 0
    raci --at 2027-02-01 --format jsonl check
    ! grep -q "\"key\":\"$conflict\"\|ruling-outdated" ../out || fail "it does not hold"
    raci --at 2027-02-01 --format jsonl who bill-explained --letter A
    out_has '"holder":"position:director-customer-service"'
}

# Others deliver it: the ruling says so. Whom it names is gone: nobody answers, which goes to the
# CXO. The CEO takes the ruling back, and the conflict is there again, between others.
comes_back() {
    raci --at 2027-02-01 --format jsonl whatif scenarios/others.lua
    exits 0 # a warning
    grep -q '"code":"ruling-outdated".*"subject":"touchpoint:bill-explained".*"status":"new"' ../out ||
        fail "that others deliver it does not show"
    raci --at 2027-03-01 apply scenarios/successor.lua --recorded-at 2027-03-01T08:00:00Z
    exits 0
    raci --at 2027-03-01 --format jsonl check
    grep -q '"code":"ruling-outdated".*"subject":"touchpoint:bill-explained"' ../out ||
        fail "the ruling does not tell that it is outdated"
    raci --at 2027-03-01 --format jsonl escalations --to cxo
    grep -q '"code":"unresolved-holder".*"subject":"touchpoint:bill-explained"' ../out ||
        fail "nobody is told that the ruling gives it to nobody"
    raci --at 2027-03-01 reopen bill-explained --by office:cxo
    exits 2 # it was the CEO who decided
    raci --at 2027-03-01 reopen bill-explained --by office:ceo --recorded-at 2027-03-01T09:00:00Z
    exits 0
    item 2027-03-01 $conflict --to cxo || fail "the conflict is not back"
    grep -q "Director of Billing and Director of Customer Success are accountable" ../item ||
        fail "it is not between those who are there now: $(cat ../item)"
    raci --at 2027-03-01 escalations $conflict
    exits 0
    out_has "was ruled from 2026-10-02 until 2027-03-01"
}

test_a_conflict_is_found_contested_decided_and_comes_back() {
    raci init --sample halvenny --recorded-at 2026-09-01T07:00:00Z
    exits 0
    printf 'scenario "others" { hand_over { from = "contact-centre", to = "billing",\n%s\n' \
        'touchpoints = { "bill-explained" } } }' >scenarios/others.lua
    cat >scenarios/successor.lua <<'END'
scenario "a successor" {
  create_position { key = "success", title = "Director of Customer Success",
    unit = "customer-success", reports_to = "cxo" },
  appoint { position = "success", person = "folasade-oyelaran" },
  set_head { unit = "customer-success", position = "success" },
  set_lead { journey = "help", position = "success" },
  close_position { position = "director-customer-service", reports_to = "success" },
}
END
    is_found
    is_contested
    is_left_open
    is_decided
    holds
    comes_back
    # All of it stands in one chain, which goes on from what was noted in September.
    raci log --verify --head "$(cat ../head_of_september)"
    exits 0
    out_has "The head that was asked about is that of entry 2"
    raci log
    grep -o '^[A-Z][a-z]* [0-9]*' ../out | cut -d' ' -f1 | tr '\n' ' ' >../kinds
    [ "$(cat ../kinds)" = "Reopening Change Change Run Decision Run Change Run Contest Run Import The " ] ||
        fail "the record tells something else: $(cat ../kinds)"
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
