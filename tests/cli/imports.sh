# raci import of files that are not canonical: what is told, asked, and kept.

have_export() {
    raci init .
    [ "$status" = 0 ] || fail "no model"
    printf 'PersonID;SupervisorID;Name;Title;Department;Start date\n' >hr.csv
    printf '1001;;Ann It\366;Chief;Board;01.02.2020\n1002;1001;Bo Ruiz;Head;Sales;13.05.2021\n' >>hr.csv
    printf '1003;9999;Cy Moss;Rep;Sales;01.06.2022\n' >>hr.csv
    printf 'Activity,Head,Care\nSign,A,C (if large)\nCall,I,TBD\n' >raci.csv
}

test_first_a_dry_run() {
    have_export
    note_model
    raci import raci.csv
    exits 0
    err_empty
    out_is_fine text
    out_has "raci.csv: delimited text, utf-8, parted by commas."
    out_has "3 rows: 2 used, 0 refused, 1 passed over as headings and the like."
    out_has "A dry run: nothing was kept."
    model_is_as_noted
    for format in json jsonl csv md; do
        raci import raci.csv --format $format && exits 0
        out_is_fine $format
    done
    model_is_as_noted
}

# What is open is asked, with the option that answers it; nothing is guessed.
test_questions() {
    have_export
    raci import hr.csv
    exits 1
    out_has "cp1252, parted by semicolons."
    out_has "to be answered: "
    out_has "--lines"
    out_has "Nothing was written: what is to be answered comes first."
    printf '' >empty.map
    raci import hr.csv --map empty.map
    exits 2
    out_empty
    err_has "nothing was written: something must be answered first"
    err_has "say --lines keep|strict"
    raci import hr.csv --lines keep --save-map hr.map && exits 0
    [ "$(sed 1d hr.map)" = "lines = keep" ] || fail "the map has $(cat hr.map)"
    raci import hr.csv --lines keep --save-map hr.map
    exits 2
    err_has "the map 'hr.map' cannot be made"
    raci import hr.csv --map hr.map && exits 0
    out_has "Gave 2 units, 3 positions, 3 people and 3 seats: 11 added, 0 updated, 0"
    raci import hr.csv --map hr.map && exits 0
    out_has "0 added, 0 updated, 11"
    raci what person:1001 --at 2026-12-01 && exits 0
    out_has "Ann Itö"
}

# Parties are whom the model knows by that name; what is kept is what was shown.
test_matrix_after_an_export() {
    have_export
    raci import hr.csv --lines keep --save-map a.map && exits 0
    raci import hr.csv --map a.map && exits 0
    printf '' >b.map
    raci import raci.csv --map b.map && exits 0
    out_has "Gave 1 position, 2 touchpoints and 3 stated rows: 6 added, 0 updated, 0"
    raci matrix --at 2026-12-01 --format json && exits 0
    out_has '{"subject":"touchpoint:sign","letters":{"A":["position:1002"],"C":["position:care"]'
    out_has '{"subject":"touchpoint:call","letters":{"I":["position:1002"]'
    raci why sign C --at 2026-12-01 && exits 0
    out_has "if large"
}

test_refuses() {
    have_export
    raci import raci.csv hr.csv
    exits 2
    err_has "folders go together, a file goes alone"
    raci import raci.csv --dates us
    exits 2
    err_has "dates is one of day-first|month-first, found 'us'"
    raci import raci.csv --column Nowhere=title
    exits 2
    err_has "Nowhere"
    raci import raci.csv --map no.map
    exits 2
    err_has "the map 'no.map' cannot be read"
    printf 'key\nx\n' >units.csv
    raci import units.csv
    exits 2
    err_has "of canonical CSV files (units.csv, positions.csv, ...) name the folder"
    printf 'a,b\n1,2\n' >other.csv
    raci import other.csv
    exits 1
    out_has "not read: nothing in it was recognized."
    printf '\0\1\2\3' >bytes
    raci import bytes
    [ "$status" -ge 1 ] || fail "bytes were read"
    printf 'PK\3\4 and no more' >broken.xlsx
    raci import broken.xlsx
    exits 3
    out_empty
}

# Names do no harm, wherever they come from.
test_hostile() {
    have_export
    printf 'Activity,=cmd|x,"<b>&\033[31m",\342\200\256evil\n=SUM(A1),A,R,"C, I"\n"a\tb ""q""\nc",R,A,\n' >raci.csv
    raci import raci.csv
    exits 0
    ! grep -q "$(printf '\033')" ../out || fail "an escape sequence"
    printf '' >a.map
    raci import raci.csv --map a.map && exits 0
    raci export out && exits 0
    ! grep -qE '(^|,)"?[=+@-]' out/positions.csv out/touchpoints.csv || fail "a formula"
    raci init copy
    raci --model copy/raci.db import out && exits 0
    raci --model copy/raci.db export again && exits 0
    diff -r out again >../told || fail "it does not read back: $(cat ../told)"
}
