# raci import of inventories of touchpoints, and of canonical tables that stand in other files.

have_model() {
    raci init .
    [ "$status" = 0 ] || fail "no model"
    printf '' >empty.map
}

# Rows of one touchpoint and channel are one; every row is accounted for.
test_told_first() {
    have_model
    printf 'complaint_type,descriptor,agency,channel,requests\n' >requests.csv
    printf 'Noise,Party,NYPD,PHONE,3\nNoise,Dog,NYPD,PHONE,4\nNoise,Dog,DEP,WEB,1\n,,,,8\n' >>requests.csv
    note_model
    raci import requests.csv && exits 0
    out_is_fine text
    out_has "It is read as: an inventory, its rows are touchpoints."
    out_has "5 rows: 3 used, 1 refused, 1 passed over as headings and the like."
    out_has "refused 5:5: it names no touchpoint"
    out_has "noticed 3 rows are of 2 touchpoints: rows of one are put together"
    model_is_as_noted
    for format in json jsonl csv md; do
        raci import requests.csv --format $format && exits 0
        out_is_fine $format
    done
    model_is_as_noted
    raci import requests.csv --map empty.map && exits 0
    out_has "Gave 2 units, 2 channels and 2 touchpoints: 6 added"
    raci export out && exits 0
    grep -q '^noise-phone,Noise (PHONE),,,phone,,,nypd,noise,.*,Party; Dog,7$' out/touchpoints.csv ||
        fail "$(cat out/touchpoints.csv)"
    raci import requests.csv --map empty.map && exits 0
    out_has "Gave 2 touchpoints: 0 added, 0 updated, 2 unchanged."
}

# What may be read in two ways is asked, with the option that answers it.
test_asks() {
    have_model
    printf 'Touchpoint,Channel,Team,Priority\nQuote,Web,Sales,1\nCall,Phone,Care,2\n' >list.csv
    raci import list.csv
    exits 1
    out_has "to be answered: the column 'Priority' has numbers"
    out_has "--column"
    out_has "'Priority=priority|criticality'"
    out_has "say --column 'Team=accountable'"
    raci import list.csv --map empty.map
    exits 2
    out_empty
    err_has "say --column 'Priority=priority|criticality'"
    raci import list.csv --column Priority=priority --column Team=accountable --save-map list.map &&
        exits 0
    grep -q '^column = Team=accountable$' list.map || fail "$(cat list.map)"
    raci import list.csv --map list.map && exits 0
    out_has "Gave 2 positions, 2 channels, 2 touchpoints and 2 stated rows: 8 added"
    raci matrix --at 2026-12-01 --format json && exits 0
    out_has '{"subject":"touchpoint:quote","letters":{"A":["position:sales"]'
    raci import list.csv --column Nowhere=units
    exits 2
    err_has "there is no column 'Nowhere'"
}

# A table of other words is one where that is said.
test_said_to_be_one() {
    have_model
    printf 'What,Where,Who\nQuote,Web,Sales\n' >list.csv
    raci import list.csv
    exits 1
    out_has "not read: nothing in it was recognized."
    raci import list.csv --layout inventory
    exits 1
    out_has "to be answered: no column says what the touchpoints are"
    raci import list.csv --column What=touchpoint --column Where=channel --column Who=units && exits 0
    out_has "Would give 1 unit, 1 channel and 1 touchpoint: 3 added"
    printf 'Activity,Sales,Care\nSign,A,C\n' >raci.csv
    raci import raci.csv --column Sales=attribute
    exits 2
    err_has "Sales"
}

# A canonical file alone is read as strictly as a folder of them; it needs no map.
test_a_canonical_file() {
    have_model
    printf 'key,name,parent\nops,Operations,\nit,IT,opps\n' >units.csv
    raci import units.csv
    exits 3
    err_has "units.csv:3:7: unknown unit 'opps'; did you mean 'ops'?"
    sed -i s/opps/ops/ units.csv
    note_model
    raci import units.csv --dry-run && exits 0
    model_is_as_noted
    raci import units.csv && exits 0
    out_has "units.csv: 2 added, 0 updated, 0 unchanged, from 1 file."
    printf 'name\nOperations\n' >teams.csv
    raci import teams.csv
    exits 1
    out_has "teams.csv is, which must have a"
    out_has "'key'"
    raci import units.csv teams.csv
    exits 2
    err_has "'teams.csv' is no folder"
}

# The same tables in one file of another form: told first, imported by a map.
test_canonical_tables() {
    have_model
    printf '# Units\n\n| key | name | head |\n|---|---|---|\n| ops | Operations | coo |\n\n' >org.md
    printf '# Positions\n\n| key | title | unit | floor |\n|---|---|---|---|\n' >>org.md
    printf '| coo | COO | ops | 3 |\n| cto | CTO | opps | |\n' >>org.md
    raci import org.md
    exits 3
    err_has "org.md: Positions:12:15: unknown unit 'opps'; did you mean 'ops'?"
    sed -i s/opps/ops/ org.md
    note_model
    raci import org.md && exits 0
    out_is_fine text
    out_has "The sheet Units is read as: what stands in the canonical file units.csv."
    out_has "2 rows: 1 used, 0 refused, 1 passed over as headings and the like."
    model_is_as_noted
    raci import org.md --map empty.map && exits 0
    out_has "Gave 1 unit and 2 positions: 3 added"
    raci export out && exits 0
    raci import out --dry-run && exits 0
    out_has "0 added, 0 updated"
}

test_hostile() {
    have_model
    printf 'Touchpoint,Channel,Department,"=cmd|x"\n' >list.csv
    printf '"<b>&\033[31m",=SUM(A1),"@x; +y",\342\200\256evil\n"a\tb ""q""\nc","\r\n",-,""\n' >>list.csv
    raci import list.csv --layout inventory
    exits 0
    ! grep -q "$(printf '\033')" ../out || fail "an escape sequence"
    printf "layout = inventory\n" >list.map && raci import list.csv --map list.map && exits 0
    raci export out && exits 0
    ! grep -qE '(^|,)"?[=+@-]' out/units.csv out/channels.csv out/touchpoints.csv || fail "a formula"
    raci init copy
    raci --model copy/raci.db import out && exits 0
    raci --model copy/raci.db export again && exits 0
    diff -r out again >../told || fail "it does not read back: $(cat ../told)"
}
