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
    out_has '"settled":{"holders":["position:director-customer-service"],"by":"position:cxo","reason":'
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

# ---- one of them ----

# shellcheck disable=SC2086
test_tells_all_about_one() {
    have_halvenny
    raci $day check --record --summary
    raci $day escalations "call about a bill"
    exits 0
    err_empty
    out_is_fine text
    out_has "many-accountable: A of Call about a bill"
    out_has "Open since 2026-12-01, for 0 days; due on 2026-12-31."
    out_has "Who claims it"
    out_has "Chief Executive Officer (Rosalind Achterberg) is the lowest above all of them."
    out_has "passing on: Director of Billing (Agnieszka Wójcik)"
    out_has "found by run 1 (2026-12-01)"
    out_has "  1. Director of Billing (Agnieszka Wójcik) has A alone."
    mv ../out ../by_name
    raci $day escalations 02acd652
    cmp -s ../out ../by_name || fail "by its key it is told otherwise"
    raci $day escalations touchpoint:bill-explained
    cmp -s ../out ../by_name || fail "by its reference it is told otherwise"
}

# An option's effect is that of a what-if, byte for byte: of a step in a scenario; of a ruling, and
# of disputes that it ends, in a folder. Their lists are one after the other in both documents.
# shellcheck disable=SC2086
compare_option() {
    step=$(sed -n 's/.*"step":"\(.*}\)","by":.*/\1/p' ../option | sed 's/\\"/"/g')
    if [ -n "$step" ]; then
        printf 'scenario "an option" { because = "so", %s }\n' "$step" >option.lua
        raci $day --format json whatif option.lua
    else
        mkdir -p option && printf 'subject,letter,holder,by,reason,from,joint\n' >option/rulings.csv
        grep -q '"kind":"joint"' ../option && joint=yes || joint=
        sed 's/.*"subject":"\([^"]*\)","letter":"\([^"]*\)",.*"by":"\([^"]*\)","reason":"\([^"]*\)".*/\1,\2,HOLDER,\3,\4/' \
            ../option >../ruling
        sed 's/.*"holders":\[\([^]]*\)\].*/\1/' ../option | tr -d '"' | tr ',' '\n' |
            while read -r holder; do
                sed "s/HOLDER/$holder/; s/\$/,2026-12-01,$joint/" ../ruling
            done >>option/rulings.csv
        printf 'subject,letter,by,from,to\ntouchpoint:bill-dispute,A,position:cxo,2026-10-05,%s\n' \
            "$(grep -q '"subject":"touchpoint:bill-dispute"' ../option && echo 2026-12-01)" \
            >option/disputes.csv
        raci $day --format json whatif --org option
    fi
    [ "$status" -lt 2 ] || fail "the option cannot be asked about"
    sed 's/.*\("summary":{.*\),"load":.*/\1/' ../out >../effect
    [ "$(wc -c <../effect)" -gt 60 ] || fail "the what-if has no effect"
    grep -q -F -f ../effect ../packet || fail "the packet has not the effect of $(cat ../option)"
}

# shellcheck disable=SC2086
test_options_are_whatifs() {
    have_halvenny
    : >../kinds
    # Two who have it; an empty seat; what is forbidden; a passage; a dispute.
    for key in bill-explained position:head-public-replies d39da869 2f52ddda d329605c; do
        raci $day --format json escalations $key
        exits 0
        mv ../out ../packet
        raci $day --format jsonl escalations $key
        mv ../out ../options
        [ -s ../options ] || fail "$key has no options"
        while read -r option; do
            printf '%s\n' "$option" >../option
            compare_option
            sed 's/.*"kind":"\([a-z]*\)".*/\1/' ../option >>../kinds
        done <../options
    done
    [ "$(LC_ALL=C sort -u ../kinds | tr '\n' ' ')" = "acting claimant joint superior " ] ||
        fail "not every kind of option was tried: $(sort -u ../kinds)"
}

# shellcheck disable=SC2086
test_says_which() {
    have_acme
    raci --at 2026-03-01 escalations delivery
    exits 1
    out_has "It could be any of 2"
    out_has "many-accountable"
    out_has "vacant-accountable"
    raci --at 2026-03-01 --format json escalations delivery
    exits 1
    out_has '{"candidates":[{"key":"'
    raci --at 2026-03-01 escalations re
    exits 2
    err_has "'re' fits "
}

# shellcheck disable=SC2086
test_says_what_is_not_there() {
    have_halvenny
    raci $day escalations 02acd65220c55f18
    exits 2
    err_has "on 2026-12-01 there is no finding '02acd65220c55f18'; did you mean '02acd65220c55f19'?"
    out_empty
    raci $day escalations quote-request
    exits 2
    raci $day escalations ""
    exits 2
    raci $day escalations bill-explained --all
    exits 2
    err_has "list what waits; 'bill-explained' is one of it"
}

# shellcheck disable=SC2086
test_formats_of_one() {
    have_halvenny
    for key in bill-explained position:head-public-replies d329605c 28b6ac41; do
        for format in text json jsonl csv md; do
            raci $day --format "$format" escalations $key
            exits 0
            out_is_fine "$format"
        done
    done
}

# Below all else, so that nobody who has read to the end relies on it.
# shellcheck disable=SC2086
test_says_that_a_rule_failed() {
    have_halvenny
    echo 'rule "fails" { because = "x", when = function() error("no") end, assign = { I = "unit:billing" } }' \
        >>policy/policy.lua
    for format in text md; do
        raci $day --format $format escalations bill-explained
        exits 3
        out_is_fine $format
        tr '\n' ' ' <../out >../told
        grep -qF "This answer is not to be relied on: a rule failed. policy/policy.lua:" ../told ||
            fail "no word of it in $format"
    done
}

# What is told of an option is not done.
# shellcheck disable=SC2086
test_writes_nothing() {
    have_halvenny
    cp raci.db before.db
    chmod 444 raci.db
    raci $day escalations bill-explained
    exits 0
    cmp -s raci.db before.db || fail "the model was written"
}
