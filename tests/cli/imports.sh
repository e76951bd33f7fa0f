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

# A letter that the scheme lacks may mean nobody; the question says so, and help what exit 1 is.
test_letters_that_are_nobody() {
    raci init .
    printf 'Activity,Head,Care,Law\nSign,A,R,N\nCall,N,A,R\n' >n.csv
    raci import n.csv
    exits 1
    out_has "'N' stands in 2 cells, first in row 2, and is none of the"
    out_has "letters of the scheme (- is nobody, ? undecided); say --letters N=R"
    raci import n.csv --letters N=-
    exits 0
    out_has "Would give 3 positions, 2 touchpoints and 4 stated rows"
    raci help import
    exits 0
    out_has "When something must be answered first, or nothing in the"
}

# What is open is asked, with the option that answers it; nothing is guessed.
test_questions() {
    have_export
    raci import hr.csv
    exits 1
    out_has "cp1252, parted by semicolons."
    out_has "to be answered: "
    out_has "--lines"
    out_has ", 3 waiting"
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

# Lines that lead nowhere are told with their places: when it is asked, and when they stop.
test_tells_broken_lines() {
    raci init .
    printf 'Employee ID,Name,Manager ID\n1,Ann,NO_MANAGER\n2,Bo,9\n3,Cy,4\n4,Di,3\n' >lines.csv
    raci import lines.csv
    exits 1
    out_has "reporting lines: 1 to nobody in the file, 2 in a circle"
    out_has "noticed 3:6: reports to '9', who is nowhere in the file"
    out_has "noticed 4:6: the line goes in a circle: 3, 4, 3"
    out_lacks "left without a superior"
    out_lacks "NO_MANAGER"
    raci import lines.csv --lines strict
    exits 3
    err_has "lines.csv:3:6: reports to '9', who is nowhere in the file"
    err_has "lines.csv:4:6: the line goes in a circle: 3, 4, 3"
    raci import lines.csv --lines keep
    exits 0
    out_has "reports to '9', who is nowhere in the file: left without a"
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
    raci import raci.csv .
    exits 2
    err_has "folders go together, and files"
    raci import raci.csv --dates us
    exits 2
    err_has "dates is one of day-first|month-first, found 'us'"
    raci import raci.csv --column Nowhere=title
    exits 2
    err_has "Nowhere"
    raci import raci.csv --map no.map
    exits 2
    err_has "the map 'no.map' cannot be read"
    printf 'a,b\n1,2\n' >other.csv
    raci import other.csv
    exits 1
    out_has "not read: nothing in it was recognized."
    out_has "2 rows: 0 used, 2 refused"
    out_has "refused all rows: no columns say who reports to whom"
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

# Files that are given together name each other, and come in together or not at all.
test_several_files() {
    have_export
    raci import hr.csv raci.csv
    exits 1
    out_has "hr.csv: delimited text"
    out_has "raci.csv: delimited text"
    printf 'lines = keep\n' >a.map
    raci import hr.csv raci.csv --map a.map && exits 0
    out_has "Gave 2 units, 4 positions, 3 people, 3 seats, 2 touchpoints and 3 stated rows:"
    raci matrix --at 2026-12-01 --format json && exits 0
    out_has '{"subject":"touchpoint:sign","letters":{"A":["position:1002"],"C":["position:care"]'
    printf 'PK\3\4 and no more' >broken.xlsx
    note_model
    raci import hr.csv broken.xlsx --map a.map
    exits 3
    model_is_as_noted
}

# What a file has no more is told, and ends where the file is said to be the whole.
test_absent_rows() {
    have_export
    printf 'lines = keep\n' >a.map
    raci import hr.csv --map a.map --at 2026-11-01 && exits 0
    sed -i '/^1003/d' hr.csv
    raci import hr.csv --map a.map --at 2026-12-01 && exits 0
    out_has "3 rows of the model are absent from what was read, and stay as they are"
    out_has "positions 1003: Rep"
    out_has "seats 1003 1003 holder"
    raci import hr.csv --full --dry-run --at 2026-12-01 && exits 0
    out_has "3 rows of the model are absent from what was read, and would end:"
    raci import hr.csv --map a.map --full --at 2026-12-01 && exits 0
    out_has "unchanged, 3 ended."
    raci export out && exits 0
    grep -q '^1003,Rep,.*,2026-12-01' out/positions.csv || fail "$(cat out/positions.csv)"
    raci what person:1003 --at 2026-11-30 && exits 0
    out_has "Rep"
    raci import hr.csv --map a.map --full --at 2026-12-01 && exits 0
    out_has "unchanged, 0 ended."
    # Of a matrix only what its own touchpoints have counts.
    raci import raci.csv --map a.map --at 2026-12-01 && exits 0
    printf 'Activity,Head,Care\nSign,A,\n' >raci.csv
    raci import raci.csv --map a.map --full --at 2026-12-01 && exits 0
    out_has "stated sign C position:care"
    out_lacks "stated call"
    out_has "1 ended."
}

# The seats of the model; `hr_of KEY…` is an export in which Bo, Cy, … sit in p2, p3, ….
seats_are() {
    rm -rf out
    raci export out && exits 0
    sed 1d out/seats.csv >../found
    cat >../wanted
    diff ../wanted ../found >../told || fail "seats: $(cat ../told)"
}

hr_of() {
    head=$1 cells=$2 post=2
    shift 2
    printf 'Employee ID,Name,Job Title,Position ID,Department,Manager ID,Email%s\n' "$head" >hr.csv
    for who; do
        printf '%s,Person %s,Head %s,p%s,Ops,,%s@x.example%s\n' $who $who $post $post $who "$cells" >>hr.csv
        post=$((post + 1))
    done
}

# An export without days says nothing of those that the model has.
test_seats_keep_their_days() {
    raci init .
    mkdir org
    printf 'key,title\np2,Head\np3,Head\n' >org/positions.csv
    printf 'key,name\n2,Person 2\n3,Person 3\n' >org/people.csv
    printf 'position,person,kind,from,to\np2,2,holder,2020-01-01,\np3,3,holder,2020-01-01,2027-01-01\n' >org/seats.csv
    raci import org && exits 0
    hr_of "" "" 2 3
    : >a.map
    for how in "" --full --full; do
        raci import hr.csv --map a.map $how --at 2026-01-01 && exits 0
        out_lacks absent
        seats_are <<EOF
p2,2,holder,2020-01-01,
p3,3,holder,2020-01-01,2027-01-01
EOF
    done
    # An end that it gives is one, as is that there is none any more.
    hr_of ",Termination Date" ",2026-03-31" 2 3
    raci import hr.csv --map a.map --full --at 2026-01-01 && exits 0
    hr_of ",Termination Date" ",2026-02-27" 2 3
    for day in 2026-01-01 2026-06-01 2026-06-01; do
        raci import hr.csv --map a.map --full --at $day && exits 0
        seats_are <<EOF
p2,2,holder,2020-01-01,2026-02-28
p3,3,holder,2020-01-01,2026-02-28
EOF
    done
    hr_of ",Termination Date" "," 2
    raci import hr.csv --map a.map --at 2026-01-01 && exits 0
    seats_are <<EOF
p2,2,holder,2020-01-01,
p3,3,holder,2020-01-01,2026-02-28
EOF
}

# Who changes seats and comes back sits there anew; what was before stays recorded.
test_seats_come_again() {
    raci init .
    : >a.map
    hr_of "" "" 2 3
    raci import hr.csv --map a.map --full --at 2026-01-01 && exits 0
    hr_of "" "" 3 2
    raci import hr.csv --map a.map --full --at 2026-06-01 && exits 0
    hr_of "" "" 2 3
    for day in 2026-09-01 2026-09-01 2026-10-01; do
        raci import hr.csv --map a.map --full --at $day && exits 0
        seats_are <<EOF
p2,2,holder,,2026-06-01
p2,2,holder,2026-09-01,
p2,3,holder,2026-06-01,2026-09-01
p3,2,holder,2026-06-01,2026-09-01
p3,3,holder,,2026-06-01
p3,3,holder,2026-09-01,
EOF
    done
}

# The same where each row has the day on which somebody came to the organization.
test_seats_come_again_with_days() {
    raci init .
    : >a.map
    head=",Hire Date,Termination Date"
    hr_of "$head" ",2020-01-01," 2
    raci import hr.csv --map a.map --full --at 2026-01-01 && exits 0
    hr_of "$head" ",2020-01-01," 3
    raci import hr.csv --map a.map --full --at 2026-06-01 && exits 0
    hr_of "$head" ",2020-01-01," 2
    for day in 2026-09-01 2026-09-01 2026-10-01; do
        raci import hr.csv --map a.map --full --at $day && exits 0
        seats_are <<EOF
p2,2,holder,2020-01-01,2026-06-01
p2,2,holder,2026-09-01,
p2,3,holder,2020-01-01,2026-09-01
EOF
    done
}

# Two exports that show a seat show one, whether or not they say since when.
test_seats_in_two_files() {
    raci init .
    : >a.map
    hr_of ",Hire Date" ",2020-01-01" 2
    mv hr.csv a.csv
    hr_of "" "" 2
    raci import a.csv hr.csv --map a.map --at 2026-01-01 && exits 0
    seats_are <<EOF
p2,2,holder,2020-01-01,
EOF
}

# Another system knows people by other keys: their addresses say who they are, names do not.
test_people_known_by_other_keys() {
    raci init .
    printf 'Employee ID,Manager ID,Full Name,Job Title,Work Email\n1,,Ann Ito,Chief,ann@x.example\n' >a.csv
    printf '2,1,Bo Ruiz,Head,bo@x.example\n3,1,Cy Moss,Rep,\n' >>a.csv
    : >a.map
    raci import a.csv --map a.map --at 2026-12-01 && exits 0
    printf 'Work email,First name,Last name,Job title,Start date,Manager\n' >b.csv
    printf 'ann@x.example,Ann,Ito,Chief,2020-01-13,\nbo@x.example,Bo,Ruiz,Head of Sales,2020-01-13,ann@x.example\n' >>b.csv
    printf 'cy@x.example,Cy,Moss,Rep,2020-01-13,ann@x.example\n' >>b.csv
    raci import b.csv --map a.map --at 2026-12-01 && exits 0
    out_has "'Bo Ruiz' is taken for person:2, who has the same e-mail address"
    out_has "'Cy Moss' is taken for somebody new; is person:3 meant?"
    raci export out && exits 0
    grep -q '^2,Head of Sales,.*,1,' out/positions.csv || fail "$(cat out/positions.csv)"
    printf "name = Cy Moss=person:3\n" >b.map
    raci init other
    raci --model other/raci.db import a.csv --map a.map --at 2026-12-01 && exits 0
    raci --model other/raci.db import b.csv --map b.map --at 2026-12-01 && exits 0
    raci --model other/raci.db export again && exits 0
    [ "$(grep -c . again/people.csv)" = 4 ] || fail "$(cat again/people.csv)"
}

# A name that several have is not guessed.
test_names_that_several_have() {
    raci init .
    mkdir org
    printf 'key,name\nsales,Sales\n' >org/units.csv
    printf 'key,title,unit\nhs,Sales,sales\n' >org/positions.csv
    raci import org && exits 0
    printf 'Activity,Sales\nSign,A\n' >raci.csv
    raci import raci.csv
    exits 1
    out_has "'Sales' may be position:hs or unit:sales; say --name"
    raci import raci.csv --name Sales=unit:sales --save-map a.map && exits 0
    raci import raci.csv --map a.map && exits 0
    out_has "stated sign A unit:sales"
    raci import raci.csv --name Sales=unit:none
    exits 2
    err_has "'Sales' is said to be 'unit:none', which there is not"
}

# On a terminal what is open is asked; what is answered is kept as the options are.
test_asks_on_a_terminal() {
    have_export
    wants_a_terminal
    printf '7\n1\n' | script -qec "'$program' import hr.csv --save-map a.map" /dev/null >../told || fail "$(cat ../told)"
    grep -q "Which, 1 to 2?" ../told || fail "$(cat ../told)"
    grep -q "lines is one of keep|strict, found '7'" ../told || fail "$(cat ../told)"
    [ "$(sed 1d a.map)" = "lines = keep" ] || fail "$(cat a.map)"
    printf '\n' | script -qec "'$program' import hr.csv" /dev/null >../told
    grep -q "Nothing was written" ../told || fail "$(cat ../told)"
}

# A matrix alone: checks that need no more run at once, the others say what they wait for.
test_a_matrix_alone() {
    raci init .
    printf 'Activity,Head,Care\nSign,A,A\nCall,I,\n' >raci.csv
    raci import raci.csv && exits 0
    out_has "The checks that have enough to go by find"
    out_has "1 many-accountable"
    out_has "1 no-accountable"
    out_has "who sits where (seats.csv): vacant-accountable"
    raci import raci.csv --format json && exits 0
    out_has '{"code":"many-accountable","findings":1}'
    out_lacks '"code":"vacant-accountable"'
    : >a.map
    raci import raci.csv --map a.map && exits 0
    raci check
    exits 1
    out_has "The model does not say who sits where (seats.csv); findings that say no more"
    mkdir org
    printf 'key,name\nann,Ann\n' >org/people.csv
    printf 'position,person\nhead,ann\n' >org/seats.csv
    raci import org && exits 0
    raci check
    exits 1
    out_lacks "who sits where"
}

# Columns that an export lacks stay as the model has them.
test_an_export_says_what_it_has() {
    raci init .
    mkdir org
    printf 'key,name,kind,parent\nacme,Acme,company,\ncare,Care,department,acme\n' >org/units.csv
    printf 'key,title,unit,reports_to,dotted_to,grade\nceo,Chief,acme,,,15\nhead,Head,care,ceo,,12\n' >org/positions.csv
    printf 'agent,Agent,care,head,ceo,5\n' >>org/positions.csv
    printf 'key,name,email\nann,Ann,ann@acme.example\n' >org/people.csv
    raci import org && exits 0
    printf 'Position ID,Job Title,Department,Reports To Position,Employee Name\n' >new.csv
    printf 'ceo,Chief,Acme,,\nhead,Head of care,Care,ceo,Ann\nagent,Agent,Care,head,\n' >>new.csv
    : >empty.map
    raci import new.csv --map empty.map && exits 0
    raci export back && exits 0
    grep -q '^head,Head of care,care,ceo,.*12' back/positions.csv || fail "$(cat back/positions.csv)"
    grep -q '^agent,Agent,care,head,,ceo,5' back/positions.csv || fail "$(cat back/positions.csv)"
    grep -q '^care,Care,.*acme' back/units.csv || fail "$(cat back/units.csv)"
    grep -q 'ann@acme.example' back/people.csv || fail "$(cat back/people.csv)"
}

# Standard input is a file like others.
test_standard_input() {
    have_export
    "$program" import - <raci.csv >../told || fail "it is not read"
    grep -q "3 rows: 2 used" ../told || fail "$(cat ../told)"
    "$program" import - hr.csv --lines keep <raci.csv >../told || fail "they are not read"
    grep -q "4 positions" ../told || fail "$(cat ../told)"
    # It is called the same, whatever else is open.
    printf 'a,b\n' | "$program" import - --format json >../told 2>&1
    (exec 3</dev/null 4</dev/null && printf 'a,b\n' | "$program" import - --format json) >../again 2>&1
    grep -q '"/dev/stdin' ../told || fail "$(cat ../told)"
    cmp -s ../told ../again || fail "$(cat ../again)"
    raci import - -
    exits 2
    err_has "'-' is standard input, and is there once"
}

# 30,000 people, which take some tenths of a second.
have_large_export() {
    raci init .
    awk 'BEGIN {
        print "Employee ID,Manager ID,Name,Job Title,Department,Work Email"
        for (i = 1; i <= 30000; i++)
            printf "%d,%s,First%d Last%d,Title %d,Department %d,p%d@company.example\n",
                i, (i > 1 ? int((i + 7) / 8) : ""), i, i, i % 50, i % 40, i
    }' >large.csv
    printf '' >empty.map
}

# On a terminal work that lasts says how far it is, in one line that goes; elsewhere it says nothing.
test_tells_how_far_it_is() {
    wants_a_terminal
    have_large_export
    # Held up now and then it takes longer than a second, however fast the machine.
    cat >../slowly <<'END'
"$@" & for _ in 1 2 3 4 5; do
    sleep 0.05
    kill -STOP $! 2>/dev/null || break
    sleep 0.5
    kill -CONT $!
done
wait $!
END
    script -qec "sh ../slowly '$program' import large.csv" /dev/null >../told </dev/null || fail "$(cat ../told)"
    LC_ALL=C tr '\r' '\n' <../told >../lines
    grep -q '^importing    \[##*-*\] *[0-9]* %.\[K$' ../lines || fail "$(cat ../lines)"
    shown=$(grep -c '%' ../lines)
    [ "$shown" -lt 400 ] || fail "$shown drawings"
    LC_ALL=C grep -q '^.\[Klarge.csv: delimited text' ../lines || fail "the line stays"
    grep -q 'Would give 40 units, 30000 positions' ../lines || fail "$(cat ../lines)"
    script -qec "TERM=dumb sh ../slowly '$program' import large.csv" /dev/null >../told </dev/null
    grep -q '%' ../told && fail "a terminal that cannot redraw: $(cat ../told)"
    script -qec "sh ../slowly '$program' import large.csv --format json" /dev/null >../told </dev/null
    LC_ALL=C grep -q 'importing' ../told && fail "for programs: $(cat ../told)"
    raci import large.csv && exits 0
    err_empty
}

# Ctrl-C in the middle leaves the model as it was, and ends the program as it ends any.
test_stops_in_the_middle() {
    wants_a_terminal
    have_large_export
    raci undo # whoever opens a new model for writing first completes it
    note_model
    for way in 'large.csv --map empty.map' 'large.csv'; do
        stopped=0
        (
            sleep 0.25
            printf '\003'
            sleep 1
        ) | script -qec "'$program' import $way; echo ended \$?" /dev/null >../told || stopped=$?
        grep -q 'ended 0' ../told && fail "it was not stopped: $(cat ../told)"
        model_is_as_noted
        [ ! -e raci.db-journal ] || fail "a journal is left"
    done
    raci import large.csv --map empty.map && exits 0
    out_has "Gave 40 units, 30000 positions"
}

# A heading on two lines is told, and answered, as if it stood on one.
test_headings_on_two_lines() {
    raci init .
    printf 'Activity,"Head\nof\nCare",Sales,Legal\nSign,A,R,\nCall,R,A,\nPay,I,A,C\nEnd,A,,xyz\nTry,,A,the law\n' >lines.csv
    raci import lines.csv
    exits 0
    out_has "Head of Care  cells: Head of Care"
    out_lacks 'u{000A}'
    raci import lines.csv --column 'head of care=cells:Care'
    exits 0
    out_has "Head of Care  cells: Care"
}

# A column is not another one mistyped; a name in a cell may be.
test_columns_with_near_names() {
    raci init .
    printf 'Activity,Product Manager,Project Manager\nSign,A,R\nCall,R,A\n' >near.csv
    raci import near.csv
    exits 0
    out_lacks "is taken for somebody new"
    printf 'Activity,R,A\nSign,Dana Reed,Eli Moss\nCall,Dana Reid,Eli Moss\n' >typed.csv
    raci import typed.csv
    exits 0
    out_has "'Dana Reid' is taken for somebody new"
}

# Activities of one name in several sections are several touchpoints, and next month the same ones.
test_one_name_in_several_sections() {
    raci init .
    printf 'Task,Dev,Ops\nPhase 1,,\nDeploy,A,R\nTest,R,A\nPhase 2,,\nDeploy,R,A\nTest,A,R\n' >two.csv
    raci import two.csv --save-map two.map && exits 0
    raci import two.csv --map two.map && exits 0
    out_has "Gave 2 positions, 4 touchpoints and 8 stated rows: 14 added, 0 updated, 0"
    raci import two.csv --map two.map
    exits 0
    out_has "Gave 4 touchpoints and 8 stated rows: 0 added, 0 updated, 12 unchanged."
    printf 'Phase 3,,\nDeploy,A,R\n' >>two.csv
    raci import two.csv --map two.map
    exits 0
    out_has "'Deploy' is taken for something new: touchpoint:deploy is in"
    out_has "3 added, 0 updated, 12"
    raci import two.csv --map two.map && exits 0
    out_has "0 added, 0 updated, 15 unchanged."
}

# Of somebody on several sheets the first one counts, and what the others say is told.
test_people_on_several_sheets() {
    raci init .
    printf '## All\n\n| ID | Name | Title | Manager ID |\n|---|---|---|---|\n' >staff.md
    printf '| 1 | Ann Lee | Director | |\n| 2 | Bo Ruiz | Analyst | 1 |\n\n' >>staff.md
    printf '## Berlin\n\n| ID | Name | Title | Manager ID |\n|---|---|---|---|\n' >>staff.md
    printf '| 2 | Bo Ruiz | Analyst | 1 |\n| 1 | Cy Moss | Director | |\n| 3 | Di Fox | Clerk | 1 |\n' >>staff.md
    raci import staff.md --save-map staff.map && exits 0
    raci import staff.md --map staff.map
    exits 0
    out_has "Gave 3 positions, 3 people and 3 seats: 9 added, 0 updated, 0 unchanged."
    out_has "noticed 13: person:1 is in a sheet before, with other data"
    out_lacks "person:2 is in a sheet"
}

# What of a file could not be read as it stands is told, once, though the rest comes in.
test_what_a_file_lost() {
    raci init .
    printf 'Task,Dev,Law\nBuild,A,R\nRun,"R,I\n' >open.csv
    raci import open.csv
    exits 0
    out_has "noticed 3:5: the quote that opens here is never closed"
    [ "$(grep -c 'never closed' ../out)" = 1 ] || fail "it is told more than once"
    raci import open.csv --format json && exits 0
    out_has '"notes":[{"place":"3:5","text":"the quote that opens here is never closed"}]'
    printf ',===\nTask,Dev\nBuild,A\n,===\n\n|===\n|Task |Dev\n\n|Run |A\n|===\n' >a.adoc
    raci import a.adoc
    exits 0
    out_has "noticed 1:1: a table whose cells are parted otherwise than with pipes"
}

# Tables of a document that stand below no heading are told apart by their numbers.
test_tables_without_a_name() {
    raci init .
    printf '| Task | Dev |\n|---|---|\n| Run | A |\n\ntext\n\n| Task | Ops |\n|---|---|\n| Mend | A |\n' >a.md
    raci import a.md
    exits 0
    out_has "Table 1 is read as: activities are rows"
    out_has "Table 2 is read as: activities are rows"
}
