# raci whatif SCENARIO…: what is told, what it exits with, and what bad input gets.

day="--at 2026-12-01"

# Billing joins sales; the letter, which two departments answered for, goes to one of them.
have_merger() {
    have_small
    cat >merge.lua <<'EOF'
scenario "billing joins sales" {
  because   = "one department from the offer to the invoice",
  effective = "2027-01-01",
  move_unit      { unit = "billing", parent = "sales" },
  set_head       { unit = "billing", position = "cso" },
  close_position { position = "billing-head", reports_to = "cso" },
  hand_over      { from = "billing", to = "care", touchpoints = { "letter" } },
  appoint        { position = "cso", person = "bea", kind = "delegate" },
}
EOF
}

# A scenario of these steps, one a line from line 2 on.
scenario() {
    file=$1
    shift
    { echo "scenario \"${file%.lua}\" {"
      for step; do echo "  $step,"; done
      echo "}"; } >"$file"
}

# The document without what only digests tell.
without_digests() {
    sed 's/"key":"[0-9a-f]*","fingerprint":"[0-9a-f]*",//g; s/^[0-9a-f]\{16\},[0-9a-f]\{16\},//
         s/^| [0-9a-f]\{16\} | [0-9a-f]\{16\} //; s/^key,fingerprint,//
         s/^| key | fingerprint //; s/^| --- | --- //' ../out >../short && cp ../short ../out
}

test_text() {
    have_merger
    # shellcheck disable=SC2086
    raci whatif merge.lua $day && exits 0
    err_empty
    out_is <<'EOF'
What if: billing joins sales
  one department from the offer to the invoice
1 finding new, 0 changed, 2 gone, 0 as before; 3 letters with other holders.
Before: 1 error, 1 warning, 0 infos. After: 0 errors, 1 warning, 0 infos.
Escalated: 0 to the CXO (1 before).

New
  warning silent-handoff  The first invoice → A call
     The two sides of the passage 'The first invoice → A call' answer to
     different departments, and none of Head of Care and Head of Sales is asked
     or told on the other side.

Gone
  error many-accountable  A of A letter
     Head of Billing and Head of Care are accountable for the touchpoint 'A
     letter', where one should be.
     by "heads answer" (policy/policy.lua:11)
     → Chief Experience (Xia Wu): the CXO decides
  warning silent-handoff  The offer → The first invoice
     The two sides of the passage 'The offer → The first invoice' answer to
     different departments, and none of Head of Billing and Head of Sales is
     asked or told on the other side.

Letters with other holders
  A  Head of Sales (Bea Low (delegate) and Sam Roe) instead of Head of Billing
     (Bo Low)
       The first invoice
  A  no longer Head of Billing (Bo Low)
       A letter
  R  no longer Billing
       A letter

Load
  On touchpoints   Letter  Before  After
  ───────────────  ──────  ──────  ─────
  Head of Billing  A       2       0
  Head of Sales    A       1       2
  Billing          R       2       1

Nothing was written. Before and after are as of 2027-01-01, by the policy small
1.
EOF
}

silent="answer to different departments, and none of"
other="is asked or told on the other side."
two="Head of Billing and Head of Care are accountable for the touchpoint 'A letter', where one \
should be."

test_json() {
    have_merger
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --format json && exits 0
    err_empty
    without_digests
    tr -d '\n' >../one_line <<EOF
{"scenario":"billing joins sales","summary":{"new":1,"existing":0,"changed":0,"gone":2},
"findings":[
{"code":"silent-handoff","kind":"gap","severity":"warning","subject":"handoff:invoice->call",
"letter":null,"parties":["position:coo","position:cso"],"rules":[],
"message":"The two sides of the passage 'The first invoice → A call' $silent Head of Care and Head of Sales $other",
"cause":null,"escalate":null,"status":"new"},
{"code":"silent-handoff","kind":"gap","severity":"warning","subject":"handoff:offer->invoice",
"letter":null,"parties":["position:billing-head","position:cso"],"rules":[],
"message":"The two sides of the passage 'The offer → The first invoice' $silent Head of Billing and Head of Sales $other",
"cause":null,"escalate":null,"status":"gone"},
{"code":"many-accountable","kind":"conflict","severity":"error","subject":"touchpoint:letter",
"letter":"A","parties":["position:billing-head","position:coo"],
"rules":[{"name":"heads answer","file":"policy/policy.lua","line":11}],
"message":"$two","cause":null,
"escalate":{"to":"position:cxo","reason":"the CXO decides","path":[]},"status":"gone"}],
"moves":[
{"subject":"touchpoint:invoice","letter":"A","from":["position:billing-head"],"to":["position:cso"]},
{"subject":"touchpoint:letter","letter":"A","from":["position:billing-head","position:coo"],"to":["position:coo"]},
{"subject":"touchpoint:letter","letter":"R","from":["unit:billing","unit:care"],"to":["unit:care"]}],
"load":[
{"holder":"position:billing-head","letter":"A","from":2,"to":0},
{"holder":"position:cso","letter":"A","from":1,"to":2},
{"holder":"unit:billing","letter":"R","from":2,"to":1}],
"escalations":{"from":{"cxo":1,"ceo":0,"other":0,"none":0},"to":{"cxo":0,"ceo":0,"other":0,"none":0}},
"date":"2027-01-01","because":"one department from the offer to the invoice","steps":5,"not_applicable":0,"earlier":[],"read":null}
EOF
    echo >>../one_line
    out_is <../one_line
}

test_tables() {
    have_merger
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --format csv && exits 0
    without_digests
    out_is <<EOF
code,kind,severity,subject,letter,parties,rules.name,rules.file,rules.line,message,cause,escalate.to,escalate.reason,escalate.path.to,escalate.path.skipped,status
silent-handoff,gap,warning,handoff:invoice->call,,position:coo;position:cso,,,,"The two sides of the passage 'The first invoice → A call' $silent Head of Care and Head of Sales $other",,,,,,new
silent-handoff,gap,warning,handoff:offer->invoice,,position:billing-head;position:cso,,,,"The two sides of the passage 'The offer → The first invoice' $silent Head of Billing and Head of Sales $other",,,,,,gone
many-accountable,conflict,error,touchpoint:letter,A,position:billing-head;position:coo,heads answer,policy/policy.lua,11,"$two",,position:cxo,the CXO decides,,,gone
EOF
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --format md && exits 0
    out_is_fine md
    without_digests
    out_has "| code | kind | severity | subject | letter | parties | rules.name"
    out_has "| many-accountable | conflict | error | touchpoint:letter | A | position:billing-head;"
    [ "$(grep -c '| gone |$' ../out)" = 2 ] || fail "not two that are gone"
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --format jsonl && exits 0
    out_is_fine jsonl
    [ "$(wc -l <../out)" = 3 ] || fail "not three lines"
    [ "$(grep -c '"status":"gone"}$' ../out)" = 2 ] || fail "not two that are gone"
}

# The other lists of the document, as tables and lines.
test_lists() {
    have_merger
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --list moves --format csv && exits 0
    out_is_fine csv
    out_is <<'EOF'
subject,letter,from,to
touchpoint:invoice,A,position:billing-head,position:cso
touchpoint:letter,A,position:billing-head;position:coo,position:coo
touchpoint:letter,R,unit:billing;unit:care,unit:care
EOF
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --list load --format jsonl && exits 0
    out_is_fine jsonl
    [ "$(sed -n 3p ../out)" = '{"holder":"unit:billing","letter":"R","from":2,"to":1}' ] ||
        fail "not the third load"
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --list escalations --format md && exits 0
    out_is_fine md
    out_has "| 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    for format in text json; do
        # shellcheck disable=SC2086
        raci whatif merge.lua $day --format $format && cp ../out ../whole
        # shellcheck disable=SC2086
        raci whatif merge.lua $day --list moves --format $format && exits 0
        out_is <../whole
    done
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --list movs
    exits 2
    out_empty
    err_has "moves"
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --list left
    exits 2
}

# Two things of one kind that are called the same are told apart by their keys, no others.
test_equal_names() {
    have_merger
    mkdir named
    sed 's/^cso,[^,]*/cso,Head of Billing/' "$small/positions.csv" >named/positions.csv
    raci import named && exits 0
    # shellcheck disable=SC2086
    raci whatif merge.lua $day && exits 0
    out_is_fine text
    out_has "  A  Head of Billing (cso) (Bea Low (delegate) and Sam Roe) instead of Head of"
    out_has "     Billing (billing-head) (Bo Low)"
    out_has "  R  no longer Billing"
}

test_nothing_is_written() {
    have_merger
    scenario bad.lua 'rename_unit { unit = "nowhere", name = "x" }'
    note_model
    # shellcheck disable=SC2086
    for what in merge.lua "merge.lua --all --format json" "bad.lua" "nowhere.lua" "--leave bo" \
        "--org $small" "--org $small --full" "--org nowhere"; do
        raci whatif $what $day
        model_is_as_noted
    done
    # shellcheck disable=SC2086
    raci impact bo $day
    model_is_as_noted
    chmod 555 .
    chmod 444 raci.db
    without_privileges
    # shellcheck disable=SC2086
    raci whatif merge.lua $day && exits 0
}

test_exit_status() {
    have_small
    scenario none.lua 'rename_unit { unit = "billing", name = "Invoices" }'
    scenario warns.lua 'close_position { position = "billing-head" }' \
        'set_head { unit = "billing", position = "coo" }' \
        'move_position { position = "cso", unit = "acme" }' \
        'create_unit { key = "new", parent = "acme", kind = "department" }'
    scenario informs.lua 'create_position { key = "new", unit = "sales", reports_to = "cso" }' \
        'state { touchpoint = "offer", letter = "C", holder = "position:new" }'
    scenario breaks.lua 'close_position { position = "coo" }'
    printf '  informs.lua info\n  warns.lua warning\n  breaks.lua error\n  none.lua none\n' >../worst
    while read -r file worst; do
        for least in info warning error ""; do
            # shellcheck disable=SC2086
            raci whatif $file $day ${least:+--fail-on $least}
            case $worst-${least:-error} in
                info-info | warning-info | warning-warning | error-*) exits 1 ;;
                *) exits 0 ;;
            esac
        done
    done <../worst
}

# What is as before does not count, whatever it is.
test_all() {
    have_small
    scenario none.lua 'rename_unit { unit = "billing", name = "Invoices" }'
    # shellcheck disable=SC2086
    raci whatif none.lua $day --fail-on info && exits 0
    out_has "0 findings new, 0 changed, 0 gone, 2 as before; every letter stays where it is."
    out_lacks "many-accountable"
    # shellcheck disable=SC2086
    raci whatif none.lua $day --all --fail-on info && exits 0
    out_has "error many-accountable  A of A letter"
    out_is_fine text
    # shellcheck disable=SC2086
    raci whatif none.lua $day --all --format json && exits 0
    out_has '"summary":{"new":0,"existing":2,"changed":0,"gone":0}'
    [ "$(grep -o '"status":"existing"' ../out | wc -l)" = 2 ] || fail "not two"
    # shellcheck disable=SC2086
    raci whatif none.lua $day --format jsonl && exits 0
    out_empty
}

test_stacked() {
    have_merger
    COLUMNS=200
    export COLUMNS
    scenario after.lua 'hand_over { from = "billing", to = "sales" }' \
        'close_unit { unit = "billing" }'
    # shellcheck disable=SC2086
    raci whatif after.lua $day
    exits 1
    out_has "the unit 'billing' has the position 'billing-head', and the step names no \`into\`."
    sed 's/{$/{ effective = "2027-02-01",/' after.lua >later.lua
    # The merger closes that position.
    # shellcheck disable=SC2086
    raci whatif merge.lua later.lua $day && exits 0
    out_has "What if: billing joins sales; after"
    out_has "  one department from the offer to the invoice"
    out_has "  R  Sales instead of Billing"
    out_has "as of 2027-02-01"
    out_lacks "not-applicable"
    # shellcheck disable=SC2086
    raci whatif later.lua merge.lua $day
    exits 1
    out_has "What if: after; billing joins sales"
    out_has "1 step of 7 does not apply"
    # The same one twice.
    # shellcheck disable=SC2086
    raci whatif merge.lua merge.lua $day
    exits 1
    out_has "5 steps of 10 do not apply"
    # shellcheck disable=SC2086
    raci apply merge.lua later.lua $day && exits 0
    # shellcheck disable=SC2086
    raci whatif later.lua $day
    exits 1
    out_has "2 steps of 2 do not apply"
}

test_include() {
    have_merger
    mkdir parts parts/more
    cp merge.lua parts/
    echo 'scenario "rest" { rename_unit { unit = "care", name = "Help" } }' >parts/more/rest.lua
    cat >parts/all.lua <<'EOF'
scenario "all" {
  effective = "2027-03-01",
  include "merge.lua",
  include "more/rest",
  move_unit { unit = "nowhere", parent = "care" },
}
EOF
    # shellcheck disable=SC2086
    raci whatif parts/all.lua $day --format json
    exits 1
    out_has '"scenario":"all","summary":{"new":2,'
    out_has '"rules":[{"name":"move_unit","file":"parts/all.lua","line":5}]'
    out_has '"date":"2027-03-01","because":null,"steps":7,"not_applicable":1,"earlier":[],"read":null}'
    sed 's/"care" }/"cares" }/; s/bea/nobody/' merge.lua >parts/merge.lua
    # shellcheck disable=SC2086
    raci whatif parts/all.lua $day --format json
    out_has '"file":"parts/merge.lua","line":8'
}

test_step_not_applicable() {
    have_small
    scenario s.lua 'rename_unit { unit = "sales", name = "Trade" }' \
        'move_unit { unit = "bilings", parent = "sales" }' \
        'move_unit { unit = "acme", parent = "billing" }' \
        'rename_unit { unit = "sales", name = "Trade" }'
    # shellcheck disable=SC2086
    raci whatif s.lua $day
    exits 1
    err_empty
    out_is_fine text
    out_has "3 steps of 4 do not apply and were left out: see step-not-applicable."
    out_has 'by "move_unit" (s.lua:3)'
    # shellcheck disable=SC2086
    raci whatif s.lua $day --format jsonl
    exits 1
    for expected in \
        '"rules":[{"name":"move_unit","file":"s.lua","line":3}],"message":"The step move_unit does not apply: there is no unit '"'bilings' on 2026-12-01; did you mean 'billing'?" \
        '"rules":[{"name":"move_unit","file":"s.lua","line":4}],"message":"The step move_unit does not apply on 2026-12-01: the unit '"'billing' is below 'acme': they would go in a circle" \
        '"rules":[{"name":"rename_unit","file":"s.lua","line":5}],"message":"The step rename_unit does not apply on 2026-12-01: the unit '"'sales' is called that already" \
        '"code":"step-not-applicable","kind":"policy","severity":"error","subject":"scenario:s","letter":null'; do
        out_has "$expected"
    done
    echo 'checks { ["step-not-applicable"] = { severity = "warning" } }' >>policy/policy.lua
    # shellcheck disable=SC2086
    raci whatif s.lua $day && exits 0
    out_has "warning step-not-applicable"
    # shellcheck disable=SC2086
    raci whatif s.lua $day --fail-on warning
    exits 1
    echo 'checks { ["step-not-applicable"] = "off" }' >policy/more.lua
    sed -i '$d' policy/policy.lua
    # shellcheck disable=SC2086
    raci whatif s.lua $day --fail-on info && exits 0
    out_has "3 steps of 4 do not apply"
}

# As text they stand in the order of the steps, and each is told.
test_steps_in_order() {
    have_small
    set --
    for unit in nine eight seven six five four three two one; do
        set -- "$@" "close_unit { unit = \"$unit\" }"
    done
    scenario s.lua "$@" 'move_unit { unit = "billing", parent = "care" }'
    # shellcheck disable=SC2086
    raci whatif s.lua $day
    exits 1
    grep -o '(s.lua:[0-9]*)' ../out | tr -dc '0-9\n' | tr '\n' ' ' >../told
    [ "$(cat ../told)" = "2 3 4 5 6 7 8 9 10 11 " ] || fail "told are lines $(cat ../told)"
    out_has "The step close_unit does not apply: there is no unit 'nine' on 2026-12-01"
    out_has "The step move_unit does not apply on 2026-12-01: the unit 'care' is"
    out_lacks "?."
}

# Rulings and acceptances hold in what is to be, too.
test_decisions_hold() {
    have_merger
    scenario twice.lua 'hand_over { from = "care", to = "billing", touchpoints = { "call" } }' \
        'change_touchpoint { key = "call", units = { "care", "billing" } }'
    # shellcheck disable=SC2086
    raci whatif twice.lua $day --format json
    exits 1
    sed 's/.*"key":"\([0-9a-f]*\)","fingerprint":"\([0-9a-f]*\)","code":"many-accountable".*/\1,\2/' \
        ../out >../found
    mkdir decided
    { echo "key,fingerprint,by,reason"
      echo "$(cat ../found),office:cxo,for a while"; } >decided/acceptances.csv
    raci import decided && exits 0
    # shellcheck disable=SC2086
    raci whatif twice.lua $day && exits 0
    out_lacks "many-accountable  A of touchpoint:call"
    echo "subject,letter,holder,by" >decided/rulings.csv
    echo "touchpoint:invoice,A,position:ceo,office:cxo" >>decided/rulings.csv
    raci import decided && exits 0
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --format json
    out_lacks '{"subject":"touchpoint:invoice","letter":"A"'
}

# ---- bad input ----

test_days() {
    have_merger
    raci whatif merge.lua --at 2027-01-01 && exits 0
    note_model
    for command in whatif apply; do
        raci $command merge.lua --at 2027-01-02
        exits 3
        out_empty
        err_has "raci: merge.lua:4: the step is on 2027-01-01, before 2027-01-02, the day that is asked about (--at)"
        err_has "merge.lua:8: the step is on 2027-01-01"
        model_is_as_noted
    done
}

test_files_that_are_none() {
    have_small
    scenario misspelt.lua 'mvoe_unit { unit = "care" }'
    scenario field.lua 'move_unit { unit = "care", parnet = "sales" }' 'leave { person = 3 }'
    echo 'scenario "x" { ' >broken.lua
    echo 'scenario "x" { os.exit() }' >escape.lua
    scenario twice.lua 'move_unit { unit = "care", parent = "sales", unit = "ops" }'
    echo 'scenario "x" { include "x" }' >x.lua
    echo 'while true do end' >endless.lua
    cat >../expected_errors <<'EOF'
nowhere.lua 2 nowhere.lua: there is no such file
misspelt.lua 3 unknown name 'mvoe_unit'; did you mean 'move_unit'?
field.lua 3 field.lua:2: move_unit: unknown field "parnet"; did you mean "parent"?
field.lua 3 field.lua:3: leave: person must be
broken.lua 3 broken.lua:
escape.lua 3 escape.lua:1: 'os' is not available
twice.lua 3 twice.lua:2: "unit" is given twice in one table; the first is on line 2
x.lua 3 x.lua:1: include: "x" includes itself
endless.lua 3 endless.lua:1: stopped after
policy/policy.lua 3 policy/policy.lua:4: policy: this is no part of a scenario
- 2 '-' is standard input, and a scenario is a file
EOF
    note_model
    while read -r file expected message; do
        for command in whatif apply; do
            # shellcheck disable=SC2086
            raci $command $file $day
            exits "$expected"
            out_empty
            err_has "$message"
            model_is_as_noted
        done
    done <../expected_errors
}

test_usage() {
    have_merger
    scenario=merge.lua
    cat >../usages <<EOF
|what if what? Name scenario files, or --org DIR, or --leave HOLDER
$scenario --org $small|scenarios, --org and --leave each go alone
$scenario --leave bo|scenarios, --org and --leave each go alone
--org $small --leave bo|scenarios, --org and --leave each go alone
$scenario --full|--full goes with --org
--leave bo --full|--full goes with --org
$scenario --on 2027-01-01|--on goes with --leave
--org $small --on 2027-01-01|--on goes with --leave
--leave|--leave needs a value
--org|--org needs a value
$scenario --fail-on fatal|--fail-on takes info, warning or error, not 'fatal'
$scenario --because so|there is no option '--because'
EOF
    while IFS='|' read -r words message; do
        # shellcheck disable=SC2086
        raci whatif $words
        exits 2
        out_empty
        err_has "$message"
    done <../usages
}

test_a_rule_that_fails() {
    have_merger
    cat >>policy/policy.lua <<'END'
rule "breaks" {
  because = "so", match = { key = "letter" },
  when = function(t) return #t.units < 2 and t.name > 3 end,
  assign = { I = "unit:sales" },
}
END
    # shellcheck disable=SC2086
    raci check $day
    exits 1
    # shellcheck disable=SC2086
    raci whatif merge.lua $day
    exits 3
    err_has "raci: a rule failed: policy/policy.lua:"
    out_has "This answer is not to be relied on"
    # shellcheck disable=SC2086
    raci whatif merge.lua $day --format json
    exits 3
    out_is_fine json
    out_has '"error":{"message":'
}

# ---- how it looks ----

test_columns() {
    have_merger
    scenario s.lua 'close_position { position = "coo" }' \
        'move_unit { unit = "a-unit-of-a-long-name-that-does-not-fit", parent = "care" }' \
        'merge_units { units = { "billing", "care" }, into = "one", name = "One" }'
    for columns in 40 60 80 100 200; do
        COLUMNS=$columns
        export COLUMNS
        for command in "whatif merge.lua" "whatif s.lua" "whatif s.lua --all" \
            "whatif merge.lua s.lua" "whatif --leave care" "impact care" "whatif --org $small" \
            "whatif --org $small --full --all"; do
            # shellcheck disable=SC2086
            raci $command $day
            [ "$status" -le 1 ] || fail "$command"
            out_is_fine text $columns
        done
    done
}

test_a_real_one_in_80_columns() {
    raci init --sample halvenny
    exits 0
    for scenario in "$source_root"/db/samples/halvenny/scenarios/*.lua; do
        raci whatif "$scenario" --at 2026-12-01
        [ "$status" -le 1 ] || fail "$scenario"
        out_is_fine text
    done
    raci impact coo --at 2026-12-01
    out_is_fine text
}

# Names and reasons that would act where they are shown.
test_hostile() {
    have_small
    cat >s.lua <<'EOF'
scenario "=1+1 <b>\u{202e}'\"| `x` *y* \u{2066}" {
  because = "=cmd|' /C calc'!A0 \27]0;title\7 <script>\u{200f}\r\n| `x` *y*",
  create_unit { key = "evil", parent = "acme", head = "cso", name = "@SUM(A1)\27[2J\u{202e} | <i>\n" },
  rename_unit { unit = "billing", name = "-2+3,\"x\"\t\27[31mred\u{2066}" },
  create_position { key = "worse", unit = "evil", title = "=1+1\n+2 | `c`" },
  appoint { position = "worse", person = { key = "h", name = "\u{9b}31m\u{202e}<img src=x>", email = "=x" } },
  create_touchpoint { key = "t", name = "'=1 | \u{feff}\27[0m", units = { "evil", "billing" } },
  state { touchpoint = "t", letter = "C", holder = "position:worse", reason = "+1\27[31m|\n" },
  move_unit { unit = "no", parent = "acme" },
}
EOF
    for format in text json jsonl csv md; do
        for command in "whatif s.lua" "whatif s.lua --all" "whatif --leave billing-head"; do
            # shellcheck disable=SC2086
            raci $command $day --format $format
            [ "$status" -le 1 ] || fail "$command as $format"
            out_is_fine $format
            err_empty
        done
    done
    # shellcheck disable=SC2086
    raci apply s.lua $day
    exits 3
    ! grep -q "$(printf '\033')" ../err || fail "an escape sequence went to standard error"
    sed '/move_unit/d' s.lua >fits.lua
    # shellcheck disable=SC2086
    raci apply fits.lua $day && exits 0
    out_is_fine text
    for format in text json jsonl csv md; do
        for command in log "impact worse" "whatif --leave evil" "what position:worse" check; do
            # shellcheck disable=SC2086
            raci $command $day --format $format
            [ "$status" -le 1 ] || fail "$command as $format"
            [ ! -s ../out ] || out_is_fine $format
        done
    done
    for format in json csv md text; do
        raci undo --format $format
        out_is_fine $format
        # shellcheck disable=SC2086
        raci apply fits.lua $day --format $format && exits 0
        out_is_fine $format
    done
}

# What waits for the CEO, because the CXO left it open for too long, waits for the CEO before and after.
test_what_is_overdue_stays_so() {
    raci init . --sample halvenny
    raci --at 2026-12-01 check --record --summary
    printf 'scenario "r" { rename_unit { unit = "billing", name = "Invoices" } }\n' >r.lua
    raci --at 2027-01-01 whatif r.lua
    exits 0
    out_has "0 findings new, 0 changed, 0 gone, 125 as before"
    out_has "Escalated: 52 to the CEO."
    raci --at 2027-01-01 apply r.lua
    raci --at 2027-01-01 check --summary
    out_has "Escalated: 52 to the CEO."
}

test_a_step_that_does_not_apply_counts_after() {
    raci init . --sample halvenny
    printf 'scenario "r" { rename_unit { unit = "billing", name = "Invoices" } }\n' >r.lua
    raci --at 2026-12-01 whatif r.lua r.lua
    exits 1
    out_has "Before: 42 errors, 38 warnings, 45 infos. After: 43 errors, 38 warnings, 45"
    printf 'checks { ["step-not-applicable"] = { severity = "warning" } }\n' >>policy/policy.lua
    raci --at 2026-12-01 whatif r.lua r.lua
    exits 0
    out_has "Before: 42 errors, 38 warnings, 45 infos. After: 42 errors, 39 warnings, 45"
}
