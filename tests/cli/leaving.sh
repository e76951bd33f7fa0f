# raci whatif --leave HOLDER, and raci impact: who leaves, and what they leave behind.

day="--at 2026-12-01"

test_a_person() {
    have_small
    for who in bo person:bo "Bo Low"; do
        # shellcheck disable=SC2086
        raci whatif --leave "$who" $day --on 2027-02-01
        exits 1
        err_empty
        out_is <<'EOF'
What if: Bo Low leaves on 2027-02-01
5 findings new, 0 changed, 0 gone, 2 as before; every letter stays where it is.
Before: 1 error, 1 warning, 0 infos. After: 4 errors, 2 warnings, 1 info.
Escalated: 4 to the CXO (1 before).

New
  info vacant-seat  Head of Billing
     Nobody sits in the seat of Head of Billing on 2027-02-01, though it holds
     letters.
     from it follows moment-of-truth-unprotected: The first invoice
     from it follows vacant-accountable (2): The first invoice; A letter
     from it follows vacant-head: Billing

Nothing was written. Before and after are as of 2027-02-01, by the policy small
1.
EOF
    done
    # shellcheck disable=SC2086
    raci whatif --leave bo $day --format json
    exits 1
    out_has '"date":"2026-12-01","because":null,"steps":1,"not_applicable":0,"earlier":[],"read":null}'
}

# All that sit in a position, in a unit or below it, in a team: their seats end.
test_other_holders() {
    have_small
    while read -r holder seats; do
        # shellcheck disable=SC2086
        raci whatif --leave "$holder" $day --format json --fail-on info
        exits 1
        found=$(grep -o '"code":"vacant-seat"[^}]*"subject":"position:[a-z-]*"' ../out |
            sed 's/.*position:\(.*\)"/\1/' | tr '\n' ' ')
        [ "$found" = "$seats " ] || fail "$holder leaves vacant: $found"
        # shellcheck disable=SC2086
        raci impact "$holder" $day --format json --fail-on info
        exits 1
    done <<'EOF'
position:billing-head billing-head
unit:care billing-head coo
unit:billing billing-head
unit:sales cso
team:front billing-head cso
EOF
    # shellcheck disable=SC2086
    raci whatif --leave office:cxo $day && exits 0
    out_has "Escalated: 0 to the CXO (1 before), 1 to the CEO (0 before)."
}

test_impact() {
    have_small
    # shellcheck disable=SC2086
    raci impact bo $day
    exits 1
    err_empty
    out_is <<'EOF'
If Bo Low leaves:

Positions that become vacant (1)
  Head of Billing (Bo Low)
Touchpoints left without anybody accountable (1)
  The first invoice
Critical among them (1)
  The first invoice

5 findings new, 0 changed, 0 gone, 2 as before; every letter stays where it is.
Before: 1 error, 1 warning, 0 infos. After: 4 errors, 2 warnings, 1 info.
Escalated: 4 to the CXO (1 before).

New
  info vacant-seat  Head of Billing
     Nobody sits in the seat of Head of Billing on 2026-12-01, though it holds
     letters.
     from it follows moment-of-truth-unprotected: The first invoice
     from it follows vacant-accountable (2): The first invoice; A letter
     from it follows vacant-head: Billing

Nothing was written. Before and after are as of 2026-12-01, by the policy small
1.
EOF
    while IFS='|' read -r holder begins; do
        # shellcheck disable=SC2086
        raci impact "$holder" $day --format json
        exits 1
        out_is_fine json
        out_has "$begins"
    done <<'EOF'
bo|{"holder":"person:bo","vacant":["position:billing-head"],"unowned":["touchpoint:invoice"],"critical":["touchpoint:invoice"],"scenario":"person:bo leaves",
coo|{"holder":"position:coo","vacant":["position:coo"],"unowned":["touchpoint:call"],"critical":[],
unit:care|{"holder":"unit:care","vacant":["position:billing-head","position:coo"],"unowned":["touchpoint:call","touchpoint:invoice","touchpoint:letter"],"critical":["touchpoint:invoice"],
front team|{"holder":"team:front","vacant":["position:billing-head","position:cso"],"unowned":["touchpoint:invoice","touchpoint:offer"],"critical":["touchpoint:invoice"],
EOF
    for format in jsonl csv md; do
        # shellcheck disable=SC2086
        raci impact bo $day --format $format
        exits 1
        out_is_fine $format
        out_has "vacant"
    done
    # Somebody whom another one replaces is missed by nobody.
    # shellcheck disable=SC2086
    raci change 'appoint { position = "billing-head", person = "bea" }' $day && exits 0
    # shellcheck disable=SC2086
    raci impact bo $day --fail-on warning && exits 0
    out_has "Positions that become vacant (0)"
    out_has "  none"
    out_has "Touchpoints left without anybody accountable (0)"
    out_has "0 findings new, 0 changed, 0 gone"
}

# Long lists are folded, and what is no touchpoint is told apart; --all names everything.
test_impact_of_many() {
    raci init --sample halvenny && exits 0
    # shellcheck disable=SC2086
    raci impact unit:operations $day
    exits 1
    out_is_fine text
    out_has "If everybody in Operations leaves:"
    out_has "Positions that become vacant (31)"
    out_has "and 11 more,"
    out_has "Chief Operating Officer (Siobhán Kearney)"
    # shellcheck disable=SC2086
    raci impact unit:operations $day --all
    exits 1
    out_lacks "which --all"
    out_has "Workforce Planner (Arjun Nair)"
    # shellcheck disable=SC2086
    raci impact cxo $day
    exits 1
    out_has "besides, 6 passages and 1 journey: see vacant-accountable"
    # shellcheck disable=SC2086
    raci impact cxo $day --list left --format csv
    out_is_fine csv
    out_has "vacant,position:cxo"
}

test_a_name_that_fits_several() {
    have_small
    for command in "impact" "whatif --leave"; do
        # shellcheck disable=SC2086
        raci $command low $day
        exits 1
        err_empty
        out_has "It could be any of 2; ask again with one of these:"
        out_has "person:bea"
        out_has "person:bo"
        out_lacks "Nothing was written"
        for format in json jsonl csv md; do
            # shellcheck disable=SC2086
            raci $command low $day --format $format
            exits 1
            out_is_fine $format
            out_has "person:bo"
        done
    done
    # shellcheck disable=SC2086
    raci impact low $day --format json
    out_has '{"candidates":[{"ref":"person:bea",'
}

test_nobody() {
    have_small
    printf '%s\n' "xyzzy|there is no position, unit, team or person 'xyzzy' on the date" \
        "person:x|there is no person 'x' on the date" "touchpoint:call|a touchpoint holds no letters" \
        "journey:buy|a journey" "office:cmo|cmo" >../nobodies
    while IFS='|' read -r holder message; do
        for command in "impact" "whatif --leave"; do
            # shellcheck disable=SC2086
            raci $command "$holder" $day
            exits 2
            out_empty
            # A journey cannot leave, whatever the message.
            case $holder in journey:*) continue ;; esac
            err_has "$message"
        done
    done <../nobodies
    # shellcheck disable=SC2086
    raci change 'vacate { position = "cso" }' $day && exits 0
    # shellcheck disable=SC2086
    raci impact cso $day
    exits 2
    out_empty
    # shellcheck disable=SC2086
    raci impact person:sam $day
    exits 2
    out_empty
    err_has "Sam Roe ('person:sam') has no seat to leave on 2026-12-01"
    # shellcheck disable=SC2086
    raci impact cso $day
    exits 2
    out_empty
    err_has "nobody sits in Head of Sales ('position:cso') on 2026-12-01, so nobody can leave"
}

test_days() {
    have_small
    # shellcheck disable=SC2086
    raci whatif --leave bo $day --on 2026-11-30
    exits 2
    out_empty
    err_has "2026-11-30, the day of leaving (--on), is before 2026-12-01, the day that is asked"
    # shellcheck disable=SC2086
    raci whatif --leave bo $day --on soon
    exits 2
    out_empty
    err_has "expected a date as YYYY-MM-DD, found 'soon'"
    # Who is there on that day: nobody is asked about who comes later.
    # shellcheck disable=SC2086
    raci change 'appoint { position = "cso", person = { key = "zoe", name = "Zoe Ox" } }' \
        --at 2027-01-01 && exits 0
    # shellcheck disable=SC2086
    raci whatif --leave zoe $day
    exits 2
    # shellcheck disable=SC2086
    raci whatif --leave zoe $day --on 2027-01-01 && exits 0
    out_has "as of 2027-01-01"
}

# It breaks nothing else: as a scenario of the same step.
test_as_a_scenario() {
    have_small
    echo 'scenario "person:bo leaves" { leave { person = "bo", on = "2027-01-01" } }' >s.lua
    for format in text json csv md; do
        # shellcheck disable=SC2086
        raci whatif s.lua $day --all --format $format
        exits 1
        sed '/^What if: /d' ../out >../scenario
        # shellcheck disable=SC2086
        raci whatif --leave bo --on 2027-01-01 $day --all --format $format
        exits 1
        sed -i '/^What if: /d' ../out
        cmp -s ../scenario ../out || fail "a scenario of the same step says something else"
    done
}
