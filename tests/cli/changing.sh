# raci apply, change, undo and log: the organization changed for good, and back again.

day="--at 2026-12-01"

have_merger() {
    have_small
    cat >merge.lua <<'EOF'
scenario "billing joins sales" {
  because   = "one department from the offer to the invoice",
  effective = "2027-01-01",
  move_unit      { unit = "billing", parent = "sales" },
  set_head       { unit = "billing", position = "cso", on = "2027-02-01" },
  close_position { position = "billing-head", reports_to = "cso", on = "2027-02-01" },
  hand_over      { from = "billing", to = "care", touchpoints = { "letter" } },
  appoint        { position = "cso", person = { key = "zoe", name = "Zoe Ox" }, kind = "delegate" },
}
EOF
}

# What differs between two exports: the lines of files that are gone and new.
export_differs_by() {
    cat >../expected
    diff -r "$1" "$2" | sed -n "s,^diff -r $1/\([a-z_]*\).csv .*,\1,p; s/^\([<>]\)/\1/p" >../told
    cmp -s ../expected ../told || fail "the exports differ otherwise: $(diff ../expected ../told)"
}

test_keeps_history() {
    have_merger
    raci export before && exits 0
    # shellcheck disable=SC2086
    raci apply merge.lua $day --recorded-at 2026-12-01T08:00:00Z && exits 0
    err_empty
    out_is <<'EOF'
billing joins sales
  2027-01-01  move_unit { unit = "billing", parent = "sales" }
  2027-02-01  set_head { unit = "billing", position = "cso" }
  2027-02-01  close_position { position = "billing-head", reports_to = "cso" }
  2027-01-01  hand_over { from = "billing", to = "care", touchpoints = {
              "letter" } }
  2027-01-01  appoint { position = "cso", person = { key = "zoe", name = "Zoe
              Ox" }, kind = "delegate" }
Changed: 1 unit, 1 position, 1 person, 2 seats and 1 touchpoint.
Recorded as entry 1; 'raci undo' takes it back.
EOF
    raci export after && exits 0
    export_differs_by before after <<'EOF'
people
> zoe,Zoe Ox,,2027-01-01,
positions
< billing-head,Head of Billing,billing,coo,,,,,
> billing-head,Head of Billing,billing,coo,,,,,2027-02-01
seats
< billing-head,bo,holder,,
> billing-head,bo,holder,,2027-02-01
> cso,zoe,delegate,2027-01-01,
touchpoints
< letter,A letter,,,,,4,billing;care,,,no,,,
> letter,A letter,,,,,4,billing;care,,,no,,,2027-01-01
> letter,A letter,,,,,4,care,,,no,,2027-01-01,
units
< billing,Billing,care,billing-head,team,,,,
> billing,Billing,care,billing-head,team,,,,2027-01-01
> billing,Billing,sales,billing-head,team,,,2027-01-01,2027-02-01
> billing,Billing,sales,cso,team,,,2027-02-01,
EOF
    # Yesterday answers as it did.
    # shellcheck disable=SC2086
    raci matrix $day --format json && mv ../out ../now
    raci --model old.db init && raci --model old.db import before && exits 0
    # shellcheck disable=SC2086
    raci --model old.db --policy policy matrix $day --format json && exits 0
    cmp -s ../now ../out || fail "the matrix of a day before the change is another one"
    raci undo && exits 0
    raci export again && exits 0
    diff -r before again >../told || fail "not as before: $(cat ../told)"
}

test_json() {
    have_merger
    # shellcheck disable=SC2086
    raci change $day --because "so | it is" --recorded-at 2026-12-01T08:00:00Z --format json \
        'set_head { unit = "billing", position = "coo" }' && exits 0
    sed 's/"\(before\|after\)":"[0-9a-f]\{64\}"/"\1":D/g' ../out >../short && cp ../short ../out
    tr -d '\n' >../one_line <<'EOF'
{"entry":1,"kind":"change","undoes":null,"undone":null,"title":"change","reason":"so | it is","date":"2026-12-01",
"recorded_at":"2026-12-01T08:00:00Z","model":{"before":D,"after":D},
"steps":[{"date":"2026-12-01","step":"set_head { unit = \"billing\", position = \"coo\" }","file":"step 1","line":1}],
"keys":[{"file":"units.csv","key":"billing",
"before":[{"key":"billing","name":"Billing","parent":"care","head":"billing-head","kind":"team"}],
"after":[{"key":"billing","name":"Billing","parent":"care","head":"billing-head","kind":"team","to":"2026-12-01"},
{"key":"billing","name":"Billing","parent":"care","head":"coo","kind":"team","from":"2026-12-01"}]}]}
EOF
    echo >>../one_line
    out_is <../one_line
    for format in jsonl csv md; do
        raci undo --format $format && exits 0
        out_is_fine $format
        # shellcheck disable=SC2086
        raci change $day --format $format 'set_head { unit = "billing", position = "coo" }' &&
            exits 0
        out_is_fine $format
    done
    out_has "| units.csv | billing | key=billing, name=Billing, parent=care, head=billing-head, kind=team |"
    out_has ", to=2026-12-01; key=billing, name=Billing, parent=care, head=coo, kind=team, from="
}

# What a row holds is told whole, whatever it is called.
test_rows_of_any_names() {
    have_small
    long=$(printf '%0190d' 7)
    mkdir more
    printf '%s\n' "key,name,parent,head,kind,a.b=c \\ d,x$long" \
        '"billing","Bill, =1+1; ""so""",care,billing-head,team,"e\n|",1' >more/units.csv
    raci import more && exits 0
    for format in json jsonl csv md; do
        # shellcheck disable=SC2086
        raci change $day --format $format 'set_head { unit = "billing", position = "coo" }' &&
            exits 0
        out_is_fine $format
        cp ../out ../$format
        raci undo --format $format && exits 0
        out_is_fine $format
    done
    mv ../json ../out
    out_has '"name":"Bill, =1+1; \"so\"","parent":"care"'
    out_has '"a.b=c \\ d":"e\\n|"'
}

test_several_steps() {
    have_small
    # shellcheck disable=SC2086
    raci change $day 'create_unit { key = "claims", parent = "care" }' \
        'hand_over { from = "care", to = "claims", journey = "buy" }, set_head {
           unit = "claims", position = "coo" }' && exits 0
    out_has "Changed: 1 unit and 1 touchpoint."
    # shellcheck disable=SC2086
    raci who call $day --format json && exits 0
    out_has '"position:coo"'
    # All of them, or none.
    note_model
    # shellcheck disable=SC2086
    raci change $day 'rename_unit { unit = "care", name = "Help" }' \
        'rename_unit { unit = "cares", name = "Help" }' 'leave { person = "nobody" }'
    exits 3
    out_empty
    err_has "step 2:1: rename_unit does not apply: there is no unit 'cares' on 2026-12-01; did you mean 'care'?"
    err_has "step 3:1: leave does not apply: there is no person 'nobody' on 2026-12-01"
    model_is_as_noted
    for step in 'mvoe_unit { unit = "care" }' 'rename_unit { unit = "care" }' 'rename_unit {' '3' \
        'os.exit()' 'scenario "x" {}'; do
        # shellcheck disable=SC2086
        raci change $day "$step"
        exits 3
        out_empty
        err_has "step 1:"
        model_is_as_noted
    done
}

test_refuses() {
    have_small
    cat >s.lua <<'EOF'
scenario "some of it" {
  effective = "2027-01-01",
  rename_unit { unit = "sales", name = "Trade" },
  move_unit { unit = "bilings", parent = "sales" },
  move_unit { unit = "acme", parent = "billing" },
  rename_unit { unit = "sales", name = "Trade" },
  state { touchpoint = "call", letter = "C", holder = "position:cso", on = "2026-12-01" },
}
EOF
    note_model
    # shellcheck disable=SC2086
    raci apply s.lua $day
    exits 3
    out_empty
    err_has "raci: s.lua:4: move_unit does not apply: there is no unit 'bilings' on 2027-01-01; did you mean 'billing'?"
    err_has "s.lua:5: move_unit does not apply: the unit 'billing' is below 'acme': they would go in a circle"
    err_has "s.lua:6: rename_unit does not apply: the unit 'sales' is called that already"
    [ "$(wc -l <../err)" = 3 ] || fail "not three lines"
    model_is_as_noted
    # shellcheck disable=SC2086
    raci apply s.lua $day --format json
    exits 3
    out_is_fine json
    for line in 4 5 6; do
        out_has "{\"file\":\"s.lua\",\"line\":$line,"
    done
    echo 'scenario "later" { state { touchpoint = "call", letter = "C", holder = "unit:sales", on = "2027-01-01" } }' >s.lua
    # shellcheck disable=SC2086
    raci apply s.lua $day
    exits 3
    err_has "s.lua:1: stated rows have no dates, so this would hold at once: take the step on its day"
    # shellcheck disable=SC2086
    raci whatif s.lua $day && exits 0
    raci apply s.lua --at 2027-01-01 --recorded-at tomorrow
    exits 2
    err_has "expected a time as 2026-11-22T10:30:00Z, found 'tomorrow'"
    raci apply
    exits 2
    raci change
    exits 2
    raci apply s.lua --because so
    exits 2
    model_is_as_noted
    raci log && exits 0
    out_has "No run is recorded yet"
}

test_undo() {
    have_merger
    raci undo
    exits 2
    err_has "there is no change that could be taken back"
    raci export zero && exits 0
    n=0
    for step in 'rename_unit { unit = "care", name = "Help" }' \
        'create_unit { key = "claims", parent = "care" }' \
        'move_unit { unit = "billing", parent = "claims" }'; do
        n=$((n + 1))
        # shellcheck disable=SC2086
        raci change $day "$step" && exits 0
        out_has "Recorded as entry $n; 'raci undo' takes it back."
        raci export $n && exits 0
    done
    note_model
    raci undo 2
    exits 3
    out_empty
    err_has "units.csv: 'billing' names 'unit:claims' since, which would be gone"
    err_has "nothing was written"
    model_is_as_noted
    raci undo --recorded-at 2026-12-02T08:00:00Z && exits 0
    out_is <<'EOF'
Taken back, entry 3: change
As before: 1 unit.
Recorded as entry 4.
EOF
    raci export now && exits 0
    diff -r now 2 >/dev/null || fail "not as it was after the second change"
    raci undo 1 && exits 0
    raci undo && exits 0 # the second: it is the newest that was not taken back
    raci export now && exits 0
    diff -r now zero >/dev/null || fail "not as it was at first"
    raci undo
    exits 2
    raci undo 1
    exits 2
    err_has "the change of entry 1 was taken back by entry 5"
    raci undo 4
    exits 2
    err_has "entry 4 took a change back itself; do that change again instead"
    for entry in 0 0x1 -1 one 1.5 99 999999999999; do
        raci undo -- $entry
        exits 2
        out_empty
    done
    raci undo 1 2
    exits 2
}

# What was done since stays: a row that is not as the change left it is told.
test_undo_of_what_was_changed_since() {
    have_small
    # shellcheck disable=SC2086
    raci change $day 'rename_unit { unit = "care", name = "Help" }' \
        'appoint { position = "cso", person = "bea" }' && exits 0
    # shellcheck disable=SC2086
    raci change $day 'vacate { position = "cso", person = "bea", on = "2027-01-01" }' && exits 0
    note_model
    raci undo 1
    exits 3
    out_empty
    err_has "nothing was written: the change of entry 1 cannot be taken back: seats.csv: 'cso, bea, holder' was changed since"
    model_is_as_noted
    raci undo 2 && exits 0
    mkdir in
    printf 'key,name,from\ncare,Service,2026-12-01\n' >in/units.csv
    raci import in && exits 0
    note_model
    raci undo --format json
    exits 3
    out_is_fine json
    out_has "units.csv: 'care' was changed since"
    model_is_as_noted
    printf 'key,name,from\ncare,Help,2026-12-01\n' >in/units.csv
    raci import in && exits 0
    raci undo && exits 0
    # shellcheck disable=SC2086
    raci who call $day && exits 0
}

test_log() {
    have_merger
    # shellcheck disable=SC2086
    raci check $day --record --recorded-at 2026-12-01T07:00:00Z
    # shellcheck disable=SC2086
    raci apply merge.lua $day --recorded-at 2026-12-01T08:00:00Z && exits 0
    # shellcheck disable=SC2086
    raci change $day --because "it was so" --recorded-at 2026-12-01T09:00:00Z \
        'set_head { unit = "care", position = "cso" }' && exits 0
    raci undo --recorded-at 2026-12-01T10:00:00Z && exits 0
    raci log && exits 0
    out_is_fine text
    for line in "Run 1  2026-12-01  recorded 2026-12-01T07:00:00Z" \
        "Change 2  billing joins sales  recorded 2026-12-01T08:00:00Z" \
        "  one department from the offer to the invoice" \
        '  2027-01-01  move_unit { unit = "billing", parent = "sales" }' \
        "Change 3  change  recorded 2026-12-01T09:00:00Z, taken back by 4" "  it was so" \
        "Undo 4  change (change 3) taken back  recorded 2026-12-01T10:00:00Z"; do
        out_has "$line"
    done
    raci log --format json && exits 0
    out_is_fine json
    out_has '"changes":[{"entry":4,"kind":"undo","undoes":3,"undone":null,"title":"change",'
    out_has '{"entry":3,"kind":"change","undoes":null,"undone":4,"title":"change","reason":"it was so",'
    out_has '{"entry":2,"kind":"change","undoes":null,"undone":null,"title":"billing joins sales","reason":"one department from the offer to the invoice",'
    out_has '{"date":"2027-02-01","step":"set_head { unit = \"billing\", position = \"cso\" }","file":"merge.lua","line":5}'
    # Lines and rows are of both, the newest first.
    for format in jsonl csv md; do
        raci log --format $format && exits 0
        out_is_fine $format
        mv ../out ../as_$format
    done
    sed 's/.*"kind":"\([a-z]*\)".*/\1/' ../as_jsonl | tr '\n' ' ' >../kinds
    [ "$(cat ../kinds)" = "undo change change run " ] || fail "they are $(cat ../kinds)"
    [ "$(grep -c ',run,\|,change,\|,undo,' ../as_csv)" = 4 ] || fail "not four rows"
    [ "$(grep -c '^| [0-9]*  *| 2026-12-01 |' ../as_md)" = 4 ] || fail "not four rows of md"
    raci log --format json && exits 0
    # Their digests chain: what one left the next one found.
    grep -o '"model":{"before":"[0-9a-f]*","after":"[0-9a-f]*"}' ../out |
        sed 's/.*"before":"\([0-9a-f]*\)","after":"\([0-9a-f]*\)".*/\1 \2/' >../digests
    awk 'NR > 1 && $2 != before { exit 1 } { before = $1 }' ../digests || fail "a gap between changes"
    [ "$(wc -l <../digests)" = 3 ] || fail "not three changes"
}

# The steps that are recorded are steps: they can be taken again.
test_recorded_steps() {
    have_merger
    # shellcheck disable=SC2086
    raci apply merge.lua $day && exits 0
    raci export after && exits 0
    raci undo && exits 0
    raci log --format json && exits 0
    cat >../steps.lua <<'EOF'
package.path = arg[1] .. "/?.lua;" .. package.path
local log = require "json".read(io.read("l"))
print 'scenario "again" {'
for _, step in ipairs(log.changes[2].steps) do
  print("  " .. step.step:gsub(" }$", ', on = "' .. step.date .. '" }') .. ",")
end
print "}"
EOF
    "$lua" ../steps.lua "$source_root/tests/reference" <../out >again.lua || fail "no steps"
    # shellcheck disable=SC2086
    raci apply again.lua $day && exits 0
    raci export again && exits 0
    diff -r after again >../told || fail "taken again they do something else: $(cat ../told)"
}

test_wants_to_write() {
    have_merger
    # shellcheck disable=SC2086
    raci change $day 'rename_unit { unit = "care", name = "Help" }' && exits 0
    note_model
    chmod 555 .
    chmod 444 raci.db
    without_privileges
    for command in "apply merge.lua" undo; do
        # shellcheck disable=SC2086
        raci $command $day
        exits 4
        out_empty
        model_is_as_noted
    done
    raci log && exits 0
}

# A diff of the file as it was with what it is now tells what a what-if told.
test_diff_of_models() {
    have_merger
    cp raci.db old.db
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --all --format json
    whatif=$status
    mv ../out ../told
    # shellcheck disable=SC2086
    raci apply merge.lua $day && exits 0
    raci diff old.db raci.db --at 2027-02-01 --all --format json
    exits "$whatif"
    for part in '"summary":{[^}]*}' '"findings":\[.*\],"moves"' '"moves":\[.*\],"load"' \
        '"load":\[.*\],"escalations":{"from":{[^}]*},"to":{[^}]*}}'; do
        grep -o "$part" ../told >../one
        grep -o "$part" ../out >../two
        [ -s ../one ] || fail "the what-if has no $part"
        cmp -s ../one ../two || fail "the diff has another $part"
    done
    raci diff raci.db old.db --at 2027-02-01
    out_is_fine text
    # shellcheck disable=SC2086
    raci diff old.db raci.db $day && exits 0
    out_has "0 findings new, 0 changed, 0 gone"
    raci diff old.db 1
    exits 2
    err_has "is a file and"
    echo "no model" >no.db
    # shellcheck disable=SC2086
    raci diff old.db no.db $day
    exits 3
    out_empty
}

# Killed at some moment the program leaves the model as it was, or as it is to be. (The test
# unit.apply_killed does that more often, killed.sh at exact calls.)
test_killed() {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    mkdir org
    awk 'BEGIN { print "key,name,parent"; print "top,Top,"
        for (i = 0; i < 150; i++) print "u" i ",Unit " i ",top" }' >org/units.csv
    awk 'BEGIN { print "key,name,units"
        for (i = 0; i < 150; i++) print "t" i ",Touchpoint " i ",u" i % 10 }' >org/touchpoints.csv
    awk 'BEGIN { print "scenario \"all of it\" {"
        for (i = 1; i < 150; i++) print "rename_unit { unit = \"u" i "\", name = \"Other " i "\" },"
        for (i = 1; i < 10; i++) print "hand_over { from = \"u" i "\", to = \"u0\" },"
        print "}" }' >s.lua
    raci init && raci import org && exits 0
    raci export before && exits 0
    cp raci.db ../first.db
    started=$(date +%s%N)
    # shellcheck disable=SC2086
    raci apply s.lua $day && exits 0
    took=$(($(date +%s%N) - started))
    raci export after && exits 0
    awk -v took="$took" 'BEGIN { srand(7)
        for (i = 0; i < 20; i++) printf "%.6f\n", rand() * 1.1 * took / 1e9 }' >../moments
    while read -r moment; do
        rm -f raci.db*
        cp ../first.db raci.db
        # What is killed must not leave half of what coverage is measured by.
        # shellcheck disable=SC2086
        GCOV_PREFIX=../counts "$program" apply s.lua $day >../out 2>../err </dev/null &
        sleep "$moment"
        kill -9 $! 2>/dev/null
        wait $! 2>/dev/null
        raci log && exits 0
        [ "$(sqlite3 raci.db 'PRAGMA integrity_check')" = ok ] || fail "the file is damaged"
        raci export now && exits 0
        diff -r now before >/dev/null || diff -r now after >/dev/null ||
            fail "half of it, after $moment seconds of $took nanoseconds"
    done <../moments
}

# While somebody else writes, nothing is changed, and what-ifs wait for nobody.
test_busy() {
    have_merger
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    # shellcheck disable=SC2086
    raci change $day 'rename_unit { unit = "care", name = "Help" }' && exits 0
    mkfifo ../hold
    sqlite3 raci.db >/dev/null 2>&1 <../hold &
    exec 3>../hold
    echo "BEGIN IMMEDIATE; CREATE TABLE held (x);" >&3
    sleep 1
    "$program" undo >../undone 2>&1 </dev/null & # both wait a while
    undoing=$!
    # shellcheck disable=SC2086
    raci apply merge.lua $day
    exits 4
    out_empty
    wait $undoing
    [ $? = 4 ] || fail "undo did not say that the model is busy: $(cat ../undone)"
    # shellcheck disable=SC2086
    raci whatif merge.lua $day && exits 0
    exec 3>&-
    wait
    raci undo && exits 0
}

# What would change nothing, or could not be read back, is not taken.
test_what_is_not_taken() {
    have_small
    printf 'scenario "empty" {}\n' >empty.lua
    long=$(awk 'BEGIN { while (n++ < 65001) printf "x" }')
    mkdir folder
    cp empty.lua folder
    note_model
    while read -r said; do
        # shellcheck disable=SC2086
        raci change $day "$said"
        [ "$status" -ne 0 ] || fail "taken: $said"
        out_empty
        read -r why
        err_has "$why"
    done <<'EOF'
include "merge"
include has no place in a single step; 'raci apply' takes the file
create_touchpoint { key = "t", attr = { key = "x" } }
attr.key is a column of touchpoints.csv, and no attribute
create_touchpoint { key = "t", attr = { from = "2027-01-01" } }
attr.from is a column of touchpoints.csv, and no attribute
create_touchpoint { key = "t", attr = { [" x"] = "1" } }
begins or ends with a blank
create_touchpoint { key = "t", attr = { [""] = "1" } }
attr needs names for its fields
create_touchpoint { key = "t", tags = { "a", "b " } }
tags has a tag that begins or ends with a blank
EOF
    raci change ''
    exits 2
    err_has "there is no step to take"
    raci apply folder
    exits 2
    err_has "folder: this is a folder, and a scenario is a file"
    raci change --because "$(printf 'a\377')" 'rename_unit { unit = "care", name = "Help" }'
    exits 2
    err_has "the reason is not UTF-8: byte 2"
    raci change --because "$long" 'rename_unit { unit = "care", name = "Help" }'
    exits 2
    err_has "the reason has 65001 bytes, and 65000 are the limit"
    raci change --because one --because two 'rename_unit { unit = "care", name = "Help" }'
    exits 2
    err_has "--because is given twice, with 'one' and 'two'"
    model_is_as_noted
}

# A change that is made is said to be, though its answer finds no room.
test_change_on_a_full_disk() {
    [ -c /dev/full ] || skip "there is no /dev/full"
    have_small
    status=0
    # shellcheck disable=SC2086
    "$program" change $day 'rename_unit { unit = "care", name = "Help" }' >/dev/full 2>../err ||
        status=$?
    exits 4
    err_has "raci: writing failed"
    err_has "only the answer could not be written: the change is made, and recorded as entry 1"
    raci undo 1 && exits 0
}
