# What is contested, decided and accepted, and that taken back.

day="--at 2026-12-01"
stamp="--recorded-at 2026-12-01T08:00:00Z"
conflict=02acd65220c55f19 # two have A on bill-explained

have_halvenny() {
    raci init --sample halvenny --recorded-at 2026-11-01T08:00:00Z
    exits 0
}

# The findings of a day, a line each.
# shellcheck disable=SC2086
findings() {
    raci --at "$1" --format jsonl check
    [ "$status" -lt 2 ] || fail "the checks cannot be run"
    cp ../out ../findings
}

has_finding() {
    grep -q "$1" ../findings || fail "expected the finding $1"
}

lacks_finding() {
    ! grep "$1" ../findings >../out || fail "not expected: the finding $1"
}

# The rows of a table that are about a subject.
rows() {
    rm -rf ../exported
    raci export ../exported
    exits 0
    grep "^$2" "../exported/$1.csv" >../out || : >../out
}

# shellcheck disable=SC2086
test_contests_and_withdraws() {
    have_halvenny
    raci $day contest "call about a bill" A --by director-billing \
        --claims office:cfo --because "the bill is Finance's" $stamp
    exits 0
    err_empty
    out_is <<'EOF'
Director of Billing contests A of 'Call about a bill', and claims it for Chief
  Financial Officer
  Because: the bill is Finance's
Changed: 1 dispute.
Recorded as entry 2, as of 2026-12-01; 'raci undo' takes it back.
EOF
    findings 2026-12-01
    has_finding '"code":"disputed".*"subject":"touchpoint:bill-explained".*"to":"position:cxo"'
    raci $day contest bill-explained A --by director-billing --because "once more"
    exits 2
    err_has "contests A on touchpoint:bill-explained already"
    raci --at 2026-12-15 withdraw bill-explained A --by director-billing $stamp
    exits 0
    out_has "Director of Billing no longer contests A of 'Call about a bill'"
    findings 2026-12-14
    has_finding '"code":"disputed".*"subject":"touchpoint:bill-explained"'
    findings 2026-12-15
    lacks_finding '"code":"disputed".*"subject":"touchpoint:bill-explained"'
    rows disputes touchpoint:bill-explained
    out_is <<'EOF'
touchpoint:bill-explained,A,position:director-billing,position:cfo,the bill is Finance's,2026-12-01,2026-12-15
EOF
    raci --at 2026-12-15 withdraw bill-explained A --by director-billing
    exits 2
    err_has "Director of Billing contests no A on touchpoint:bill-explained on 2026-12-15"
}

# Between the CXO and an officer it is the CEO's.
# shellcheck disable=SC2086
test_a_contest_of_the_cxo_is_the_ceos() {
    have_halvenny
    raci $day contest bill-explained A --by office:cxo --because "nobody talks to customers"
    exits 0
    findings 2026-12-01
    has_finding '"code":"disputed".*"subject":"touchpoint:bill-explained".*"to":"position:ceo"'
    raci $day --format jsonl escalations --to ceo
    grep '"code":"disputed"' ../out | grep '"subject":"touchpoint:bill-explained"' >../item ||
        fail "the CEO has not got it"
    key=$(sed 's/.*"key":"\([0-9a-f]*\)".*/\1/' ../item)
    set -- decide "$key" --accountable director-billing --because "it is" --until 2027-06-01
    raci $day "$@" --by office:cxo
    exits 2
    err_has "cannot decide it: that is for Chief Executive Officer, or whoever is above"
    raci $day "$@" --by rosalind-achterberg
    exits 0
    findings 2026-12-01
    lacks_finding '"subject":"touchpoint:bill-explained".*"escalate":{'
}

# shellcheck disable=SC2086
test_decides() {
    have_halvenny
    raci $day decide $conflict --option 1 --by office:cxo --because "the bill is Billing's" \
        --until 2027-06-01 $stamp
    exits 0
    err_empty
    out_is <<'EOF'
Chief Customer Experience Officer decides: A of 'Call about a bill' for Director
  of Billing, until 2027-06-01
  Because: the bill is Billing's
Changed: 1 ruling.
Recorded as entry 2, as of 2026-12-01; 'raci undo' takes it back.
EOF
    raci $day --format jsonl who bill-explained --letter A
    out_has '"holder":"position:director-billing"'
    out_has "ruling:touchpoint:bill-explained:A:position:director-billing"
    out_has "the bill is Billing's"
    raci $day why bill-explained A
    out_has "the ruling of"
    findings 2026-12-01
    lacks_finding "$conflict"
    findings 2026-11-30
    has_finding "$conflict"
    # In scenarios too, until its end; then it reports itself, and the conflict is there again.
    raci $day --format jsonl whatif scenarios/cxo-leaves.lua
    out_lacks "$conflict"
    findings 2027-06-01
    has_finding "$conflict"
    has_finding '"code":"ruling-expired".*"subject":"touchpoint:bill-explained"'
    # A rule that it chose between is gone.
    sed 's/rule "several departments deliver, the lead/rule "several deliver, the lead/
        s/"several departments deliver, the lead/"several deliver, the lead/' \
        policy/policy.lua >../changed
    cp ../changed policy/policy.lua
    findings 2026-12-02
    has_finding "between rules of which 'several departments deliver, the lead of the journey answers' is gone"
}

# What was decided for later stays, whoever it names, and the answer says when the new ruling ends.
# shellcheck disable=SC2086
test_decides_until_a_later_ruling() {
    have_halvenny
    raci --at 2027-01-01 decide bill-explained --accountable position:director-billing --by office:ceo \
        --because "from next year" --until 2028-01-01
    exits 0
    raci $day decide bill-explained --accountable position:director-customer-service --by office:cxo \
        --because "for now" --until 2027-06-01 $stamp
    exits 0
    out_is <<'EOF'
Chief Customer Experience Officer decides: A of 'Call about a bill' for Director
  of Customer Service, until 2027-01-01 only, when what Chief Executive Officer
  decided begins
  Because: for now
Changed: 1 ruling.
Recorded as entry 3, as of 2026-12-01; 'raci undo' takes it back.
EOF
    for at in 2026-12-31=director-customer-service 2027-01-01=director-billing 2027-02-01=director-billing; do
        findings "${at%=*}"
        lacks_finding '"many-accountable".*"subject":"touchpoint:bill-explained"'
        raci --at "${at%=*}" --format jsonl who bill-explained --letter A
        [ "$(grep -c '"letter":"A"' ../out)" -eq 1 ] || fail "not one A: $(cat ../out)"
        out_has "\"holder\":\"position:${at#*=}\""
    done
}

# shellcheck disable=SC2086
test_decides_for_both_or_an_empty_seat() {
    have_halvenny
    raci $day decide $conflict --option 4 --by ceo --because "both, on purpose" --until 2027-06-01
    exits 0
    out_has "Director of Customer Service, until 2027-06-01"
    rows rulings touchpoint:bill-explained
    [ "$(wc -l <../out)" -eq 2 ] || fail "expected two rulings"
    findings 2026-12-01
    has_finding '"code":"joint-accountable".*"subject":"touchpoint:bill-explained"'
    # Somebody acts in a seat that is vacant.
    raci $day --format jsonl escalations position:head-public-replies
    exits 0
    sed -n '1s/.*"person":"person:\([^"]*\)".*/\1/p' ../out >../person
    [ -s ../person ] || fail "nobody could act: $(cat ../out)"
    raci $day decide position:head-public-replies --option 1 --by cxo --because "until we find one" \
        --until 2027-03-01
    exits 0
    out_has "acts as Head of"
    out_has "appoint { position = "
    rows seats "head-public-replies,$(cat ../person)"
    out_has "acting,2026-12-01,2027-03-01"
    raci undo
    exits 0
    rows seats "head-public-replies,$(cat ../person)"
    out_empty
    raci log --verify
    exits 0
}

# shellcheck disable=SC2086
test_only_who_may_decides() {
    have_halvenny
    note_model
    while IFS='|' read -r by expected; do
        raci $day decide $conflict --option 1 --because so --until 2027-06-01 --by "$by"
        exits 2
        out_empty
        err_has "$expected"
    done <<'EOF'
director-billing|Director of Billing (position:director-billing) cannot decide it: that is for Chief Customer Experience Officer, or whoever is above
coo|cannot decide it
person:folasade-oyelaran|cannot decide it
head-public-replies|nobody sits in
unit:billing|who does it is a position or a person
somebody|there is no position, unit, team or person 'somebody' on the date
EOF
    raci $day decide $conflict --option 9 --because so --until 2027-06-01 --by cxo
    exits 2
    err_has "has the options 1 to 4, not 9"
    raci $day decide $conflict --accountable unit:nowhere --because so --until 2027-06-01 --by cxo
    exits 2
    err_has "nowhere"
    model_is_as_noted
}

# shellcheck disable=SC2086
test_accepts_and_reopens() {
    have_halvenny
    raci $day accept $conflict --by office:cxo --because "it ends with the merger" \
        --until 2027-03-01 $stamp
    exits 0
    out_is <<'EOF'
Chief Customer Experience Officer accepts until 2027-03-01: Director of Billing
  and Director of Customer Service are accountable for the touchpoint 'Call
  about a bill', where one should be.
  Because: it ends with the merger
Changed: 1 acceptance.
Recorded as entry 2, as of 2026-12-01; 'raci undo' takes it back.
EOF
    findings 2026-12-01
    lacks_finding "$conflict"
    raci $day --format json check
    grep -q "\"accepted\":\[.*$conflict" ../out || fail "it is not shown apart"
    raci $day --format jsonl whatif scenarios/cxo-leaves.lua
    out_lacks "$conflict"
    raci $day accept $conflict --by office:cxo --because again --until 2027-03-01
    exits 2
    err_has "is accepted already, by position:cxo; 'raci reopen' ends that"
    # It ends, and says so; or somebody ends it.
    findings 2027-03-01
    has_finding "$conflict"
    has_finding '"code":"acceptance-expired"'
    raci --at 2026-12-20 reopen "$(printf %.6s $conflict)" --by director-billing
    exits 2
    err_has "cannot reopen it: that is for Chief Customer Experience Officer, or whoever is above"
    raci --at 2026-12-20 reopen "$(printf %.6s $conflict)" --by ceo --because "it does not"
    exits 0
    out_has "Chief Executive Officer reopens what was accepted: Director of Billing and"
    findings 2026-12-19
    lacks_finding "$conflict"
    findings 2026-12-20
    has_finding "$conflict"
    raci --at 2026-12-20 reopen $conflict --by ceo
    exits 2
    err_has "no finding '$conflict' is accepted or decided on the date"
}

# What somebody else is to decide, nobody else accepts; the rest anybody.
# shellcheck disable=SC2086
test_anybody_accepts_what_goes_to_nobody() {
    have_halvenny
    findings 2026-12-01
    key=$(sed -n '/"severity":"info"/{/"escalate":null/{s/^{"key":"\([0-9a-f]*\)".*/\1/p;q;};}' ../findings)
    [ -n "$key" ] || fail "everything escalates"
    raci $day accept "$key" --by person:folasade-oyelaran --because "we live with it" --until 2027-03-01
    exits 0
    findings 2026-12-01
    lacks_finding "\"key\":\"$key\""
    raci $day accept $conflict --by director-billing --because "we live with it" --until 2027-03-01
    exits 2
    err_has "cannot accept it: that is for Chief Customer Experience Officer, or whoever is above"
}

# shellcheck disable=SC2086
test_reopens_a_ruling() {
    have_halvenny
    raci $day decide $conflict --option 2 --by cxo --because so --until 2027-06-01
    exits 0
    raci --at 2026-12-20 reopen bill-explained --by cxo
    exits 0
    out_has "reopens what was decided: A of 'Call about a"
    findings 2026-12-20
    has_finding "$conflict"
    rows rulings touchpoint:bill-explained
    out_has "2026-12-01,2026-12-20"
}

# shellcheck disable=SC2086
test_says_what_is_missing() {
    have_halvenny
    note_model
    while IFS='|' read -r line expected; do
        raci $day $line
        exits 2
        out_empty
        err_has "$expected"
    done <<'EOF'
contest bill-explained A --because so|say who does it, with --by
contest bill-explained A --by cmo|say why, with --because
contest bill-explained Q --by cmo --because so|has no letter 'Q'
contest bill-explained --by cmo --because so|LETTER
contest nowhere-at-all A --by cmo --because so|no touchpoint or journey is called
withdraw bill-explained A|say who does it, with --by
withdraw bill-explained A --by cmo|contests no A on touchpoint:bill-explained
decide 02acd652 --option 1 --by cxo --until 2027-01-01|say why, with --because
decide 02acd652 --option 1 --by cxo --because so|say until when, with --until
decide 02acd652 --by cxo --because so --until 2027-01-01|say what is decided, with --accountable or with --option
decide 02acd652 --by cxo --because so --until 2027-01-01 --option 1 --accountable cxo|one of them
decide 02acd652 --by cxo --because so --until 2026-12-01 --option 1|it would end before it begins
decide 02acd652 --by cxo --because so --until 2027-13-01 --option 1|expected a date as YYYY-MM-DD
decide 02acd652 --by cxo --because so --until 2027-01-01 --option one|expected the number of an option, found 'one'
decide 02acd653 --by cxo --because so --until 2027-01-01 --option 1|did you mean '02acd65220c55f19'?
accept 02acd652 --by cxo --because so|say until when, with --until
accept 02acd65220c55f1 --because so --until 2027-01-01|say who does it, with --by
accept ffffffffffffffff --by cxo --because so --until 2027-01-01|there is no finding 'ffffffffffffffff'
reopen 02acd652|say who does it, with --by
reopen 02acd652 --by cxo|is accepted or decided on the date
EOF
    # Several subjects are listed, as by who.
    raci $day contest letter A --by cmo --because so
    exits 1
    raci $day --format json contest letter A --by cmo --because so
    exits 1
    out_has '{"candidates":[{"ref":"'
    model_is_as_noted
}

# Whatever is said of it, in every format.
# shellcheck disable=SC2086
test_tells_hostile_words_harmlessly() {
    have_halvenny
    words=$(printf '=1+1 \033[31m<script>"x" \342\200\256|y')
    raci $day contest bill-explained A --by director-billing --because "$words"
    exits 0
    out_is_fine text
    for format in text json jsonl csv md; do
        raci log --format $format
        exits 0
        out_is_fine $format
        raci $day --format $format withdraw bill-explained A --by director-billing --because "$words"
        exits 0
        out_is_fine $format
        raci undo
        exits 0
    done
    raci $day contest bill-dispute A --by director-billing --because "$(printf '\377')"
    exits 2
    err_has "is not UTF-8"
}

# shellcheck disable=SC2086
test_acts_where_it_cannot() {
    have_halvenny
    printf 'rule "breaks" { because = "so", when = function(t) return t.no.such end, assign = { I = "position:ceo" } }\n' \
        >>policy/policy.lua
    raci $day decide $conflict --option 1 --by cxo --because so --until 2027-06-01
    exits 3
    raci $day accept $conflict --by cxo --because so --until 2027-06-01
    exits 3
    raci log
    out_lacks "Decision"
    cp "$source_root/db/samples/halvenny/policy/policy.lua" policy/
    chmod 555 .
    chmod 444 raci.db
    without_privileges
    raci $day decide $conflict --option 1 --by cxo --because so --until 2027-06-01
    exits 4
    out_empty
}

# What findings say of rulings names whoever made them: a position, a person, an office.
test_findings_name_who_ruled() {
    raci init && exits 0
    cp -r "$acme" org
    cat >org/rulings.csv <<'ROWS'
subject,letter,holder,by,reason
touchpoint:first-call,A,position:coo,position:ceo,the seat below is empty
touchpoint:first-call,A,position:support-head,person:dana-ruiz,she knows
touchpoint:first-call,A,position:cmo,office:ceo,it is about the brand
ROWS
    raci import org && exits 0
    cp org/policy.lua policy/
    raci --at 2026-03-01 --format csv check && exits 1
    out_has "the ruling of the CEO, the ruling of Chief Executive Officer and the ruling of Dana Ruiz say so; end all but one of them."
}
