# The checks that come with raci to be included: what they say, word for word.

# have_checks FILES RULES: the smaller organization, and a policy in a folder elsewhere that
# includes the files of checks and has these rules.
have_checks() {
    raci init && exits 0
    raci import "$small" && exits 0
    mkdir elsewhere
    echo 'policy { name = "elsewhere" }' >elsewhere/policy.lua
    for file in $1; do
        echo "include \"checks/$file\"" >>elsewhere/policy.lua
    done
    printf '%s\n' "$2" >>elsewhere/policy.lua
}

# says CODE MESSAGE: that the check says it, once at least, and nothing failed.
says() {
    raci --policy elsewhere/policy.lua --at 2026-07-01 --format jsonl check --code "$1" --fail-on info
    exits 1
    out_has "\"message\":\"$2\""
}

# The steps hold on the day that is asked about.
changed() {
    raci --at 2026-06-01 change "$@"
    exits 0
}

test_grid() {
    have_checks grid 'params { informed_max = 1, holders_max = 2 }
        rule "offer" { match = { key = "offer" }, assign = { A = "position:cso", I = { "unit:care", "position:cxo" } } }
        rule "call" { match = { key = "call" }, assign = { A = "position:coo" } }'
    says many-informed "2 are informed about the touchpoint 'The offer', and 1 should do: Chief Experience and the unit 'Customer Care'."
    says every-box-filled "3 have letters on the touchpoint 'The offer', and 2 should do: Head of Sales, Chief Experience and the unit 'Customer Care'."
    says lone-accountable "Nobody else does the work of the touchpoint 'A call', is asked or is told: Head of Care answers for it alone."
    says no-letters "Nobody has a letter on 2 of 4 touchpoints (50 %): the touchpoint 'The first invoice' and the touchpoint 'A letter'."
}

test_load() {
    have_checks load 'params { load_touchpoints_min = 4, both_accountable_max = 3, both_responsible_max = 3 }
        rule "all" { assign = { A = "position:coo", R = "position:coo", I = "position:cxo" } }
        rule "offer" { match = { key = "offer" }, assign = { C = "position:ceo" } }'
    says no-empty-spaces "On every one of the 4 touchpoints Chief Experience has a letter."
    says only-asked-or-told "With one letter, Chief Executive neither answers nor does the work for anything."
    says only-asked-or-told "With 4 letters, Chief Experience neither answers nor does the work for anything."
    says answers-and-works "At once Head of Care answers for 4 touchpoints and does the work of 4."
}

test_load_of_people() {
    have_checks load 'params { load_touchpoints_min = 4 }
        rule "all" { match = { key = { "offer", "call" } }, assign = { A = "position:cso", R = "position:cso" } }
        rule "rest" { match = { key = { "invoice", "letter" } }, assign = { A = "position:coo", R = "position:coo" } }'
    changed "appoint { position = 'coo', person = 'sam' }"
    says overloaded-person "In the seats of Head of Care and Head of Sales together, Sam Roe answers for 4 and does the work of 4 of 4 touchpoints."
}

test_boundaries() {
    have_checks boundaries 'params { departments_min = 2 }
        rule "offer" { match = { key = "offer" }, assign = { A = "position:cso", R = "unit:billing" } }
        rule "call" { match = { key = "call" }, assign = { A = { "position:cso", "position:ceo" }, R = "person:cleo" } }'
    says accountable-from-elsewhere "The work of the touchpoint 'The offer' is done in the unit 'Customer Care', but Head of Sales, of the unit 'Sales', answers for it."
    says accountable-from-elsewhere "The work of the touchpoint 'A call' is done in the unit 'Customer Care', but Chief Executive and Head of Sales, of the unit 'Acme' and the unit 'Sales', answer for it."
    says all-departments "All 2 departments have letters on the touchpoint 'The offer'."
}

test_segregation() {
    have_checks segregation 'policy { scheme = "RACI-VS" }
        rule "all" { assign = { A = "position:coo", R = "position:coo", V = "unit:care" } }'
    sed -i 1d elsewhere/policy.lua
    says control-unmarked "No touchpoint has the tag 'control', so self-approval has nothing to look at: fill the column tags of touchpoints.csv."
    says own-verifier "Among those who do the work of the touchpoint 'A call' is Cleo Fox, who verifies it."
    changed "change_touchpoint { key = 'call', tags = 'control' }"
    says self-approval "Though it has the tag 'control', the touchpoint 'A call' is done and answered for by Cleo Fox alone."
}

test_moments() {
    have_checks moments 'rule "all" { assign = { A = head_of_delivering_unit(), R = delivering_units() } }'
    says moment-on-one-person "Nobody but Bo Low can do the work of the touchpoint 'The first invoice', which is a moment of truth."
    says moment-without-officer "No officer answers for the touchpoint 'The first invoice' or is asked about it, which is a moment of truth."
    changed "change_touchpoint { key = 'invoice', moment_of_truth = 'no' }"
    says moment-on-one-person "Nobody but Bo Low can do the work of the touchpoint 'The first invoice', which is of criticality 5."
}

test_fresh() {
    have_checks fresh 'rule "all" { assign = { A = "position:coo", C = "person:bea" } }'
    says never-reviewed "No touchpoint says when it was reviewed: fill the column reviewed_on of touchpoints.csv."
    changed "change_touchpoint { key = 'call', reviewed_on = '2026-06-01' }"
    says never-reviewed "3 of 4 touchpoints have never been reviewed: the touchpoint 'The first invoice', the touchpoint 'A letter' and the touchpoint 'The offer'."
    says letters-of-a-leaver "In no position any more, Bea Low still has letters on the touchpoint 'A call', the touchpoint 'The first invoice', the touchpoint 'A letter' and the touchpoint 'The offer'."
}

test_chart() {
    have_checks chart 'params { span_max = 2 }'
    changed "appoint { position = 'coo', person = 'bea' }" "create_unit { key = 'stray', head = 'coo' }" \
        "create_position { key = 'helper', unit = 'billing', reports_to = 'billing-head' }"
    changed "leave { person = 'ann' }"
    says shared-seat "The one seat of Head of Care is held by Bea Low and Cleo Fox."
    says person-without-seat "There is no position in which Ann Ito sits."
    says unit-without-parent "No unit contains the unit 'stray', which is not the company."
    says unit-without-name "The unit 'stray' has no name of its own: fill the column name of units.csv."
    says position-without-title "The position 'helper' has no title of its own: fill the column title of positions.csv."
    says wide-span "3 positions report to Chief Executive, more than 2."
    says narrow-span "Only one position reports to each of 2: Head of Billing and Head of Care."
}

test_skills() {
    have_checks skills 'rule "all" { assign = { A = "position:coo", R = delivering_units() } }'
    says skills-unknown "No touchpoint says what it needs: fill the column needs of touchpoints.csv."
    changed "change_touchpoint { key = 'call', attr = { needs = 'gas; French' } }"
    says skills-unknown "Nobody is said to have a skill: fill the column skills of people.csv or positions.csv."
    says skill-missing "None of those who do the work of the touchpoint 'A call' has what it needs, 'gas', 'French': the unit 'Customer Care'."
}

test_schemes() {
    have_checks schemes 'policy { scheme = "RACI-VS" }
        rule "all" { assign = { A = "position:coo", R = "unit:care", V = "unit:billing", C = "unit:sales", I = "unit:billing" } }
        rule "offer" { match = { key = "offer" }, assign = { S = "position:cso" } }'
    sed -i 1d elsewhere/policy.lua
    changed "change_touchpoint { key = 'call', attr = { decided_on = '2026-03-31', consulted_on = '2026-04-01', informed_on = '2026-03-30' } }"
    says consulted-too-late "Those who are consulted on the touchpoint 'A call' are asked on 2026-04-01, after the decision of 2026-03-31."
    says informed-too-early "Those who are informed about the touchpoint 'A call' are told on 2026-03-30, before the decision of 2026-03-31."
    says signatory-lets-go "Having signed off the touchpoint 'The offer', Head of Sales does not answer for what follows, the touchpoint 'The first invoice'."
}

test_agreement() {
    have_checks schemes 'policy { scheme = "RAPID" }
        rule "all" { assign = { D = "position:coo", P = "unit:care", R = "position:cso", A = { "unit:sales", "team:front", "person:bo" } } }'
    sed -i 1d elsewhere/policy.lua
    says agreement-of-nobody "The agreement of the team 'Front Team' and the unit 'Sales' is needed for the touchpoint 'A call': that is nobody in particular."
}
