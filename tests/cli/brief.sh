# raci brief, raci acknowledge: role cards, and that they are known.

day=2026-12-01

test_of_the_sample() {
    raci init --sample halvenny && exits 0
    note_model
    raci brief head-surveys --at $day
    exits 0
    err_empty
    out_is <<'EOF'
Role card: Head of Home Surveys (Gulnara Akhmetova (delegate) and Thandiwe
  Mokoena)

  Home Surveys; reports to Director of Installation and Repair (Stefan
  Brandstätter). position:head-surveys

Accountable, A: what you answer for (4)
  - Getting a heat pump: Booking the home survey; Home survey; Heating design
    and price
  - Going solar: Roof check from the air

Responsible, R: what you do (5)
  - Getting a heat pump, through Home Surveys: Booking the home survey; Home
    survey; Heating design and price; Installation day
  - Going solar, through Home Surveys: Roof check from the air

Informed, I: what you are told about (24)
  - Getting a heat pump, through Heat Pump Circle: Heat pumps explained; Booking
    the home survey; Home survey; Help with the grant; Heating design and price;
    Planning permission; Agreeing the installation date; Delivery of the parts;
    Installation day; Installation day on the islands; Switching on and showing
    how; House left clean; Handover folder; Survey after the installation;
    First-winter check
  - Going solar, through Solar Circle: Solar explained; Roof check from the air;
    Solar quote; Notice of the scaffold; Solar installation day; Registration
    with the grid; Payment for exported power; Solar yield in the app; Call
    about the panels

What passes to and from you, and with whom
  - from Director of Installation and Repair (Stefan Brandstätter): Heat pumps
    explained → Booking the home survey
  - from Director of Warehouse and Delivery (Frédéric Marchand): Delivery of the
    parts → Installation day
  - from Head of Home Advisers (Aroha Tamihana): Adviser's visit at home →
    Booking the home survey; Help with the grant → Heating design and price
  - from Head of Website Content (Noémie Girard): Solar explained → Roof check
    from the air
  - to General Counsel (Zeynep Yıldırım): Heating design and price → Planning
    permission
  - to Head of Home Advisers (Aroha Tamihana): Home survey → Help with the
    grant; Roof check from the air → Solar quote
  - to Manager, Islands (Iseabail MacKinnon): Installation day → Installation
    day on the islands

Whom you turn to
  - Where you cannot agree: Chief Customer Experience Officer (Nkechi Adeyemi),
    then Chief Executive Officer (Rosalind Achterberg)
  - While you are away: Gulnara Akhmetova (delegate until 2027-04-01)

What is new
  - Nobody has acknowledged this card yet. Once it is read: raci acknowledge
    position:head-surveys --by PERSON

Answered as of 2026-12-01, by the policy halvenny 2026.4.
EOF
    model_is_as_noted
}

test_in_every_format() {
    raci init --sample halvenny && exits 0
    raci brief director-billing --at $day --format jsonl && exits 0
    lines=$(wc -l <../out)
    raci brief director-billing --at $day --format csv && exits 0
    out_has "subject,name,letter,journey,via"
    [ "$(wc -l <../out)" = $((lines + 1)) ] || fail "csv has other lines than jsonl"
    raci brief director-billing --at $day --format json && exits 0
    out_is_fine json
    for part in '"holder":{"ref":"position:director-billing"' '"items":[' '"handoffs":[' \
        '"escalates_to":["position:cxo","position:ceo"]' '"stand_ins":[]' \
        '"rulings":[{"subject":"touchpoint:' '"acknowledged":null' \
        '"changes":[]' '"digest":"'; do
        out_has "$part"
    done
    cp ../out ../first
    raci brief director-billing --at $day --format json && cmp -s ../first ../out ||
        fail "twice asked, two answers"
    raci brief director-billing --at $day --format md && exits 0
    out_has "# Role card: Director of Billing (Agnieszka Wójcik)"
    out_has "## Accountable, A: what you answer for (25)"
}

test_fits_80_columns() {
    raci init --sample halvenny && exits 0
    raci brief --all -o cards --format text --at $day
    exits 0
    [ "$(find cards -name '*.txt' | wc -l)" = 84 ] || fail "$(ls cards)"
    # Characters, not bytes.
    "$lua" -e 'for line in io.lines() do assert(utf8.len(line) <= 80, line) end' <<EOF ||
$(cat cards/*.txt)
EOF
        fail "a line is too long"
}

test_says_who_is_meant() {
    have_small
    raci brief bo --at $day
    exits 0
    out_has "Role card: Bo Low"
    out_has "Sits as Head of Billing. person:bo"
    raci brief low --at $day
    exits 1
    out_has "person:bea"
    raci brief nobody --at $day
    exits 2
    err_has "there is no position, unit, team or person 'nobody' on the date"
    raci brief
    exits 2
    err_has "whose card? raci brief HOLDER, or raci brief --all -o DIR"
    raci brief coo -o cards
    exits 2
    err_has "-o goes with --all; one card is printed"
    raci brief --all
    exits 2
    err_has "--all wants a folder: raci brief --all -o DIR"
    raci brief --all -o -
    exits 2
    err_has "'-' is standard output, and all cards are a folder of files: name one"
    [ ! -e - ] || fail "a folder is called -"
    raci brief --all coo -o cards
    exits 2
    raci brief --all -o cards --format json
    exits 2
    err_has "--all writes md or text"
    [ ! -e cards ] || fail "it was made"
}

# ---- a file for each ----

test_all_of_them() {
    have_small
    note_model
    raci brief --all -o cards --at $day
    exits 0
    err_empty
    out_is <<'EOF'
wrote 3 role cards into cards
EOF
    [ "$(ls -A cards | tr '\n' ' ')" = "billing-head.md coo.md cso.md " ] || fail "$(ls -A cards)"
    raci brief coo --at $day --format md && cmp -s ../out cards/coo.md || fail "another card"
    # Again: the same files, and nothing beside them.
    cp -r cards ../first
    raci brief --all --output cards --at $day && exits 0
    diff -r ../first cards >../out || fail "twice written, two answers"
    # The other format stands beside it.
    raci brief --all -o cards --at $day --format text && exits 0
    raci brief coo --at $day && cmp -s ../out cards/coo.txt || fail "another card"
    rm -r cards
    model_is_as_noted
}

test_only_its_own_are_replaced() {
    have_small
    mkdir cards
    echo "my notes" >cards/coo.md
    echo "my notes" >cards/other.md
    raci brief --all -o cards --at $day
    exits 2
    err_has "'cards/coo.md' is there already and is no role card; nothing was written"
    [ "$(ls -A cards | tr '\n' ' ')" = "coo.md other.md " ] || fail "$(ls -A cards)"
    rm cards/coo.md
    ln -s other.md cards/coo.md
    raci brief --all -o cards --at $day
    exits 2
    rm cards/coo.md && mkdir cards/coo.md
    raci brief --all -o cards --at $day
    exits 2
    rmdir cards/coo.md
    printf '# Role card: of an earlier day\n' >cards/cso.md
    printf '# Role card: of somebody who left\n' >cards/gone.md
    raci brief --all -o cards --at $day
    exits 0
    err_has "of positions that have no letter today 1 older card was left where it was: gone.md"
    grep -q "Head of Sales" cards/cso.md || fail "it was not replaced"
    [ "$(cat cards/other.md)" = "my notes" ] || fail "it was replaced"
    echo file >plain
    raci brief --all -o plain --at $day
    exits 2
    err_has "'plain' is there already and is no folder"
}

test_written_whole_or_not_at_all() {
    raci init --sample halvenny && exits 0
    raci brief --all -o cards --at $day && exits 0
    cp -r cards ../first
    raci change 'set_title { position = "head-payments", title = "Head of Money" }' \
        --at $day >/dev/null 2>&1 || :
    # So many bytes may a file have here: some cards are shorter.
    status=0
    (
        trap '' XFSZ
        uncounted
        ulimit -f 2
        "$program" brief --all -o cards --at $day >../out 2>../err
    ) || status=$?
    exits 4
    err_has "cannot be written"
    out_empty
    diff -r ../first cards >../out || fail "some were replaced"
    status=0
    (
        trap '' XFSZ
        uncounted
        ulimit -f 2
        "$program" brief --all -o fresh --at $day >../out 2>../err
    ) || status=$?
    exits 4
    [ ! -e fresh ] || fail "a folder is left: $(ls -A fresh)"
}

test_nothing_is_written_when_a_rule_fails() {
    have_small
    echo 'rule "fails" { because = "x", when = function() error("no") end, assign = { I = "unit:care" } }' \
        >>policy/policy.lua
    raci brief --all -o cards --at $day
    exits 3
    out_empty
    [ ! -e cards ] || fail "it was written"
    raci brief coo --at $day
    exits 3
    out_has "This answer is not to be relied on: a rule failed."
    raci brief coo --at $day --format md
    exits 3
    out_is_fine md
    out_has "This answer is not to be relied on: a rule failed. policy/policy.lua:"
}

test_where_nothing_may_be_written() {
    have_small
    without_privileges
    chmod 755 . && chmod 644 raci.db
    mkdir cards && chmod 555 cards
    raci brief --all -o cards --at $day
    exits 4
    err_has "cannot be made"
    raci brief --all -o cards/deeper --at $day
    exits 4
    [ -z "$(ls -A cards)" ] || fail "something was written"
}

test_hostile_names() {
    "$lua" "$here/hostile_names.lua" org || fail "no organization"
    raci init
    raci import org && exits 0
    printf 'policy { name = "p" }\ndefault "heads" { because = "=x", assign = { A = head_of_delivering_unit() } }\n' \
        >policy/policy.lua
    for format in md text; do
        raci brief --all -o cards --format $format
        exits 0
        out_is_fine text
    done
    for card in cards/*.md; do
        cp "$card" ../out
        out_is_fine md
        case $card in cards/*[!a-z0-9._-]*) fail "a file is called $card" ;; esac
    done
    for card in cards/*.txt; do
        cp "$card" ../out
        out_is_fine text
    done
}

# A key that no import takes leads out of no folder.
test_keys_written_past_the_program() {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    have_small
    for key in ../coo /coo .coo a/b; do
        sqlite3 raci.db "PRAGMA ignore_check_constraints = ON;
            UPDATE positions SET key = '$key' WHERE key = 'coo'"
        raci brief --all -o cards --at $day
        [ "$status" != 0 ] || fail "$key was written"
        [ ! -e cards ] && [ ! -e coo.md ] || fail "it was written: $(ls -A . cards)"
        sqlite3 raci.db "UPDATE positions SET key = 'coo' WHERE key = '$key'"
    done
}

# ---- acknowledged ----

have_asked() {
    have_small
    echo 'checks { unacknowledged = {} }' >>policy/policy.lua
}

test_acknowledged() {
    have_asked
    raci acknowledge coo --by cleo --at $day --recorded-at 2026-12-01T10:00:00Z
    exits 0
    err_empty
    out_is <<'EOF'
Cleo Fox has acknowledged the role card of Head of Care (Cleo Fox), as of
2026-12-01: entry 1 of the record.
EOF
    raci brief coo --at $day && exits 0
    out_has "Cleo Fox acknowledged this card as of 2026-12-01; nothing has changed since."
    raci brief coo --at 2026-11-30 && exits 0
    out_has "Nobody has acknowledged this card yet."
    raci log
    exits 0
    out_has "Card 1  position:coo, acknowledged by person:cleo as of 2026-12-01  recorded"
    out_has "The head is entry 1:"
    raci acknowledge "Head of Billing" --by "Bo Low" --at $day --format json \
        --recorded-at 2026-12-02T10:00:00Z && exits 0
    out_is_fine json
    out_has '{"entry":2,"kind":"acknowledge","holder":"position:billing-head","by":"person:bo","date":"2026-12-01","recorded_at":"2026-12-02T10:00:00Z","card":"'
    raci log --format json && exits 0
    out_is_fine json
    out_has '"acknowledgements":[{"entry":2,"kind":"acknowledge"'
    raci undo 1
    exits 2
    err_has "entry 1 is no change"
}

test_refused() {
    have_small
    raci acknowledge coo --at $day
    exits 2
    err_has "who acknowledges it? raci acknowledge HOLDER --by PERSON"
    raci acknowledge coo --by bo --at $day
    exits 2
    err_has "Bo Low does not sit in 'Head of Care': whose card it is acknowledges it, Cleo Fox"
    raci acknowledge coo --by nobody --at $day
    exits 2
    raci acknowledge coo --by cleo --at $day --recorded-at noon
    exits 2
    err_has "expected a time as 2026-11-22T10:30:00Z, found 'noon'"
    raci acknowledge low --by bo --at $day
    exits 1
    out_has "person:bo"
    raci log && exits 0
    out_has "No run is recorded yet"
    echo 'rule "fails" { because = "x", when = function() error("no") end, assign = { I = "unit:care" } }' \
        >>policy/policy.lua
    raci acknowledge coo --by cleo --at $day
    exits 3
    err_has "because a rule failed"
}

# What was not acknowledged is found where a policy asks for it.
test_found() {
    have_small
    raci check --code unacknowledged --at $day && exits 0
    out_lacks "unacknowledged"
    echo 'checks { unacknowledged = {} }' >>policy/policy.lua
    raci check --code unacknowledged --at $day --fail-on info
    exits 1
    out_has "Nobody has acknowledged the role card of Head of Care."
    for position in coo:cleo billing-head:bo cso:sam unit:sales:sam unit:billing:bo \
        unit:care:cleo; do
        raci acknowledge "${position%:*}" --by "${position##*:}" --at $day && exits 0
    done
    raci check --code unacknowledged --at $day --fail-on info
    exits 0
    # A letter more: the card has changed, and says what is new, before all else.
    echo 'rule "care knows" { because = "people call", match = { key = "offer" }, assign = { I = "position:coo" } }' \
        >>policy/policy.lua
    raci check --code unacknowledged --at $day --fail-on info
    exits 1
    out_has "The role card of Head of Care has changed since it was acknowledged, as of"
    raci brief coo --at $day && exits 0
    sed -n '4,8p' ../out >../top && cp ../top ../out
    out_is <<'EOF'

What is new
  - Cleo Fox acknowledged this card as of 2026-12-01. Since then:
     new: I on The offer

EOF
    raci acknowledge coo --by cleo --at $day && exits 0
    raci check --code unacknowledged --at $day --fail-on info
    exits 0
}

# In scenarios it holds what was acknowledged, until its card or who knew it is another.
test_in_scenarios() {
    have_asked
    for position in coo:cleo billing-head:bo cso:sam unit:sales:sam unit:billing:bo \
        unit:care:cleo; do
        raci acknowledge "${position%:*}" --by "${position##*:}" --at $day && exits 0
    done
    cat >deputy.lua <<'EOF'
scenario "care gets another head" {
  because = "she leaves",
  effective = "2027-01-01",

  vacate { position = "coo" },
  appoint { position = "coo", person = "bea" },
}
EOF
    raci whatif deputy.lua --at $day
    out_has "Who acknowledged the role card of Head of Care, as of 2026-12-01, does not"
    out_lacks "role card of Head of Sales"
    cat >passing.lua <<'EOF'
scenario "sales writes the first invoice" {
  because = "it knows what was sold",
  effective = "2027-01-01",

  change_touchpoint { key = "invoice", units = { "sales" } },
}
EOF
    raci whatif passing.lua --at $day
    for holder in "Head of Sales" "Head of Care" "Head of Billing"; do
        out_has "The role card of $holder has changed since it was acknowledged"
    done
}
