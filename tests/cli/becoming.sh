# raci whatif --org DIR: the organization as files say that it is to be.

day="--at 2026-12-01"

# The line of JSON from a key on, or that key's value.
part() {
    grep -o "$1" ../out || fail "expected: $1"
}

test_what_files_say() {
    have_small
    mkdir to-be
    echo "key,parent,head" >to-be/units.csv
    echo "billing,sales,cso" >>to-be/units.csv
    # shellcheck disable=SC2086
    raci whatif --org to-be $day --format json
    exits 1
    err_empty
    out_has '{"scenario":"to-be","summary":{"new":1,"existing":0,"changed":1,"gone":1}'
    part '"moves":.*' >../moves
    tr -d '\n' >../expected <<'EOF'
"moves":[{"subject":"touchpoint:invoice","letter":"A","from":["position:billing-head"],"to":["position:cso"]},
{"subject":"touchpoint:letter","letter":"A","from":["position:billing-head","position:coo"],"to":["position:coo","position:cso"]}],
"load":[{"holder":"position:billing-head","letter":"A","from":2,"to":0},{"holder":"position:cso","letter":"A","from":1,"to":3}],
"escalations":{"from":{"cxo":1,"ceo":0,"other":0,"none":0},"to":{"cxo":1,"ceo":0,"other":0,"none":0}},
"date":"2026-12-01","because":null,"steps":0,"not_applicable":0,
"earlier":[{"key":"fc79b99b830f8b48","fingerprint":"56039bb2a3fffbea","severity":"error",
"parties":["position:billing-head","position:coo"],"rules":[{"name":"heads answer","file":"policy/policy.lua","line":11}],
"message":"Head of Billing and Head of Care are accountable for the touchpoint 'A letter', where one should be."}],"read":{"files":1,"added":0,"updated":1,"unchanged":0}}
EOF
    echo >>../expected
    cmp -s ../expected ../moves || fail "not as expected: $(cat ../moves)"
    # shellcheck disable=SC2086
    raci whatif --org to-be $day
    out_is_fine text
    out_has "What if: the organization of to-be"
    out_has "Read from to-be: 1 unit (0 new, 1 changed, 0 as before). 17 canonical files are"
    out_has "absent: what they would tell of stays."
    out_has "  A  Head of Sales (Sam Roe) instead of Head of Billing (Bo Low), 2 times"
    out_has "     before: Head of Billing and Head of Care are accountable for the touchpoint"
    out_lacks "does not apply"
}

# Rows that are absent mean nothing, or with --full that they end.
test_rows_missing() {
    have_small
    mkdir to-be
    head -n 2 "$small/touchpoints.csv" >to-be/touchpoints.csv
    # shellcheck disable=SC2086
    raci whatif --org to-be $day --fail-on info && exits 0
    out_has "0 findings new, 0 changed, 0 gone, 2 as before; every letter stays where it is."
    # shellcheck disable=SC2086
    raci whatif --org to-be --full $day --format json
    part '"moves":.*,"load"' >../moves
    tr -d '\n' >../expected <<'EOF'
"moves":[{"subject":"touchpoint:call","letter":"A","from":["position:coo"],"to":[]},
{"subject":"touchpoint:call","letter":"R","from":["unit:care"],"to":[]},
{"subject":"touchpoint:invoice","letter":"A","from":["position:billing-head"],"to":[]},
{"subject":"touchpoint:invoice","letter":"R","from":["unit:billing"],"to":[]},
{"subject":"touchpoint:letter","letter":"A","from":["position:billing-head","position:coo"],"to":[]},
{"subject":"touchpoint:letter","letter":"R","from":["unit:billing","unit:care"],"to":[]}],"load"
EOF
    echo >>../expected
    cmp -s ../expected ../moves || fail "not as expected: $(cat ../moves)"
    # Files that are absent mean nothing, either way: the other tables are as they were.
    out_lacks '"code":"unit'
    out_lacks '"code":"vacant'
    head -n 1 "$small/seats.csv" >to-be/seats.csv
    # shellcheck disable=SC2086
    raci whatif --org to-be $day --format json
    out_has '"summary":{"new":0,'
    # shellcheck disable=SC2086
    raci whatif --org to-be --full $day
    exits 1
    out_has "Read from to-be: 1 touchpoint (0 new, 0 changed, 1 as before). Rows that these"
    out_has "files lack end."
    out_has "vacant-seat  Head of Sales"
}

# What is exported is what there is, on whichever day.
test_what_there_is() {
    have_acme
    raci export now && exits 0
    for date in 2020-01-01 2026-03-01 2026-07-01; do
        for full in "" --full; do
            # shellcheck disable=SC2086
            raci whatif --org now $full --at $date --fail-on info --format json && exits 0
            out_has '"new":0,'
            out_has '"changed":0,"gone":0},"findings":[],"moves":[],"load":[],'
        done
    done
    raci init all --sample halvenny && exits 0
    raci --model all/raci.db export all/now && exits 0
    for full in "" --full; do
        # shellcheck disable=SC2086
        raci --model all/raci.db whatif --org all/now $full $day --format json && exits 0
        out_has '"changed":0,"gone":0},"findings":[],"moves":[],"load":[],'
    done
}

# What is to be there may be named by the policy before it is.
test_what_is_new() {
    have_small
    mkdir to-be
    printf 'key,name,parent,head\nclaims,Claims,care,claims-head\n' >to-be/units.csv
    printf 'key,title,unit,reports_to\nclaims-head,Head of Claims,claims,coo\n' >to-be/positions.csv
    printf 'key,name\ncat,Cat Poe\n' >to-be/people.csv
    printf 'position,person\nclaims-head,cat\n' >to-be/seats.csv
    printf 'key,name,units\nclaim,A claim,claims\n' >to-be/touchpoints.csv
    cat >>policy/policy.lua <<'EOF'
rule "claims are asked" {
  because = "they know", match = { key = "letter" }, assign = { C = "position:claims-head" },
}
EOF
    # shellcheck disable=SC2086
    raci check $day
    exits 3
    err_has "claims-head"
    # shellcheck disable=SC2086
    raci whatif --org to-be $day --format json && exits 0
    out_has '"summary":{"new":0,"existing":2,"changed":0,"gone":1}'
    out_has '"code":"unresolved-holder"' # as it is, the rule gives the letter to nobody
    out_has '{"subject":"touchpoint:claim","letter":"A","from":[],"to":["position:claims-head"]}'
    out_has '{"subject":"touchpoint:letter","letter":"C","from":[],"to":["position:claims-head"]}'
    # shellcheck disable=SC2086
    raci check $day
    exits 3
}

# Every problem is told, as an import of the files would tell it.
test_wrong_rows() {
    have_small
    mkdir bad
    printf 'key,name,parent\nx,X,nowhere\nBad Key,B,\nacme,Acme,billing\n' >bad/units.csv
    printf 'key,title,reports_to\nceo,C,coo\n,no,\n' >bad/positions.csv
    printf 'position,person,kind\nceo,ann,boss\ncso,nobody,\n' >bad/seats.csv
    note_model
    for full in "" --full; do
        # shellcheck disable=SC2086
        raci whatif --org bad $full $day
        exits 3
        out_empty
        err_has "bad/units.csv:2:5: unknown unit 'nowhere'"
        err_has "bad/units.csv:3:1: expected a key"
        err_has "bad/units.csv:4:11: units that are parts of each other: acme -> billing"
        err_has "bad/positions.csv:2:7: positions that report to each other: ceo -> coo -> ceo"
        err_has "bad/positions.csv:3:1: 'key' must not be empty"
        err_has "bad/seats.csv:2:9: expected holder, acting or delegate, found 'boss'"
        err_has "bad/seats.csv:3:5: unknown person 'nobody'"
        model_is_as_noted
    done
    # shellcheck disable=SC2086
    raci whatif --org bad $day --format json
    exits 3
    out_is_fine json
    out_has '"file":"bad/units.csv","line":2,"column":5'
    mv ../err ../first
    raci import bad --format json
    exits 3
    cmp -s ../first ../err || fail "an import tells other problems: $(diff ../first ../err)"
    rm bad/positions.csv bad/seats.csv
    note_model
    for text in '' 'key,name\n"x' 'key\na\na\n' 'name\nx\n' 'key,from\na,soon\n'; do
        # shellcheck disable=SC2059
        printf "$text" >bad/units.csv
        # shellcheck disable=SC2086
        raci whatif --org bad $day
        exits 3
        out_empty
        err_has "bad/units.csv:"
        model_is_as_noted
    done
}

test_folders_that_are_none() {
    have_small
    mkdir empty other
    echo "key" >other/others.csv
    note_model
    printf '%s\n' "nowhere|'nowhere' cannot be read" "empty|'empty' has none of the files" \
        "other|'other' has none of the files" "raci.db|'raci.db' is not a folder" \
        "-|'-'" >../folders
    while IFS='|' read -r folder message; do
        for full in "" --full; do
            # shellcheck disable=SC2086
            raci whatif --org "$folder" $full $day
            exits 2
            out_empty
            err_has "$message"
            model_is_as_noted
        done
    done <../folders
}

test_names_of_folders() {
    have_small
    folder=$(printf '=1+1 <b>| \033[31m"x')
    mkdir "$folder"
    echo "key,head" >"$folder/units.csv"
    echo "billing,cso" >>"$folder/units.csv"
    for format in text json jsonl csv md; do
        # shellcheck disable=SC2086
        raci whatif --org "$folder" $day --format $format
        [ "$status" -le 1 ] || fail "$format"
        out_is_fine $format
    done
    echo "x,nobody" >>"$folder/units.csv"
    # shellcheck disable=SC2086
    raci whatif --org "$folder" $day --format json
    exits 3
    out_is_fine json
    ! grep -q "$(printf '\033')" ../err || fail "an escape sequence went to standard error"
}
