# The record proved: raci log --verify, its head, and signatures.

day="--at 2026-12-01"
stamp="--recorded-at 2026-12-01T08:00:00Z"

# A run, a contest, a decision, an acceptance.
# shellcheck disable=SC2086
have_record() {
    raci init --sample halvenny --recorded-at 2026-11-01T08:00:00Z
    exits 0
    raci $day check --record --summary $stamp
    sed -n 's/^raci: its head: //p' ../err >../head_of_run
    raci $day contest bill-explained A --by director-billing --because "it is ours" $stamp
    exits 0
    raci $day decide 02acd652 --option 1 --by cxo --because "it is theirs" --until 2027-06-01 $stamp
    exits 0
    raci $day accept 5caf06f9 --by cxo --because "we merge" --until 2027-06-01 $stamp
    exits 0
}

head_of_log() {
    raci --format json log
    sed -n 's/.*"head":{"entry":[0-9]*,"digest":"\([0-9a-f]*\)"}}.*/\1/p' ../out
}

sql() {
    command -v sqlite3 >/dev/null || skip "there is no sqlite3"
    sqlite3 raci.db "PRAGMA foreign_keys = OFF; $1" || fail "the statement fails: $1"
}

# shellcheck disable=SC2086
test_proves_what_was_not_altered() {
    raci init
    raci log --verify
    exits 0
    out_is <<'EOF'
Nothing is recorded yet.
EOF
    rm -rf raci.db policy
    have_record
    note_model
    raci log --verify
    exits 0
    err_empty
    out_has "Proved: the record is as it was written, 5 entries. Its head is:"
    out_has "$(head_of_log)"
    raci log --verify --head "$(cat ../head_of_run)"
    exits 0
    out_has "The head that was asked about is that of entry 2: nothing up to it was cut off."
    for format in text json jsonl csv md; do
        raci --format $format log --verify --head "$(cat ../head_of_run)"
        exits 0
        out_is_fine $format
    done
    raci --format json log --verify
    out_has '{"proved":true,"entries":5,"head":"'
    out_has '"unrecorded":{"rulings":0,"acceptances":0,"disputes":0},"rewritten":{"entries":0,"since":0,"by":null},"broken":null}'
    model_is_as_noted
}

# shellcheck disable=SC2086
test_names_what_was_altered() {
    have_record
    cp raci.db ../kept.db
    while IFS='|' read -r statement entry table; do
        cp ../kept.db raci.db
        sql "$statement"
        raci log --verify
        exits 1
        err_empty
        out_is_fine text
        out_has "Not proved: the record was changed after it was written"
        raci --format json log --verify
        exits 1
        out_is_fine json
        grep -q "\"broken\":{\"entry\":$entry,\"table\":\"$table\",\"message\":\"" ../out ||
            fail "$statement: not entry $entry, table $table"
    done <<'EOF'
UPDATE rulings SET holder = 'position:cfo' WHERE subject = 'touchpoint:bill-explained'|4|rulings
UPDATE rulings SET valid_to = '2030-01-01' WHERE subject = 'touchpoint:bill-explained'|4|rulings
UPDATE rulings SET reason = 'x' WHERE subject = 'touchpoint:move-notice'|1|rulings
DELETE FROM rulings WHERE subject = 'touchpoint:bill-explained'|4|rulings
DELETE FROM acceptances WHERE finding LIKE '5caf06f9%'|5|acceptances
UPDATE acceptances SET accepted_by = 'position:ceo' WHERE finding LIKE '5caf06f9%'|5|acceptances
UPDATE disputes SET reason = NULL|1|disputes
INSERT INTO disputes (subject, letter, contested_by) VALUES ('touchpoint:bill-explained', 'R', 'position:cmo')|1|disputes
UPDATE acts SET done_by = 'position:ceo' WHERE entry = 4|4|acts
DELETE FROM acts WHERE entry = 4|4|changes
UPDATE changes SET reason = 'x' WHERE entry = 3|3|acts
DELETE FROM change_rows WHERE entry = 5|5|acts
DELETE FROM changes WHERE entry = 3|3|changes
UPDATE entries SET recorded_at = '2026-12-02T08:00:00Z' WHERE number = 4|4|entries
UPDATE entries SET body = previous WHERE number = 4|4|entries
DELETE FROM entries WHERE number = 3|3|entries
DELETE FROM entries WHERE number > 3|4|entries
UPDATE runs SET date = '2026-11-30'|2|runs
DELETE FROM runs|2|runs
UPDATE run_findings SET severity = 0|2|runs
UPDATE texts SET length = length + 1|2|runs
EOF
}

# Cut off and mended, so that it proves itself: a head that was noted tells, and a signature.
# shellcheck disable=SC2086
test_a_noted_head_tells_what_was_cut_off() {
    have_record
    head_of_log >../head
    raci log --new-key ../key
    exits 0
    raci log --sign ../key
    exits 0
    signer=$(sed -n 's/^public: //p' ../key)
    sql "DELETE FROM entries WHERE number = 5; DELETE FROM changes WHERE entry = 5;
        DELETE FROM acts WHERE entry = 5; DELETE FROM change_rows WHERE entry = 5;
        DELETE FROM acceptances WHERE finding LIKE '5caf06f9%';
        UPDATE meta SET value = (SELECT number || ' ' || digest FROM entries ORDER BY number DESC
            LIMIT 1) WHERE name = 'record'"
    raci log --verify
    exits 0
    out_has "4 entries"
    raci log --verify --head "$(cat ../head_of_run)"
    exits 0
    raci log --verify --head "$(cat ../head)"
    exits 1
    out_has "no entry has this head"
    raci log --verify --signed-by "$signer"
    exits 1
    out_has "signed that is not there"
}

# shellcheck disable=SC2086
test_signs() {
    have_record
    raci log --new-key ../key
    exits 0
    err_empty
    [ "$(ls -l ../key | cut -c1-10)" = "-rw-------" ] || fail "others may read the key"
    signer=$(sed -n 's/^public: //p' ../key)
    out_has "$signer"
    out_lacks "$(sed -n 's/^secret: //p' ../key)"
    cp ../key ../key_as_it_was
    raci log --new-key ../key
    exits 2
    cmp -s ../key ../key_as_it_was || fail "the key is another one"
    raci log --verify --signed-by "$signer"
    exits 1
    out_has "no entry is signed with"
    raci --format json log --sign ../key
    exits 0
    out_is <<EOF
{"entry":5,"signer":"$signer"}
EOF
    raci log --verify --signed-by "$signer"
    exits 0
    out_has "With this key entry 5 is signed, and so all up to it."
    raci $day withdraw bill-dispute A --by office:cxo
    exits 0
    raci --format json log --verify --signed-by "$signer"
    exits 0
    out_has "\"signatures\":{\"signer\":\"$signer\",\"count\":1,\"entry\":5}"
    raci log --verify --signed-by "$signer"
    out_has "nobody vouches with it for"
    # With another key nothing is.
    raci log --new-key ../other
    raci log --verify --signed-by "$(sed -n 's/^public: //p' ../other)"
    exits 1
    # A key that others may read, or that is none, signs nothing.
    chmod 644 ../key
    raci log --sign ../key
    exits 2
    err_has "may be read by others"
    chmod 600 ../key
    for bad in ../head_of_run raci.db .; do
        cp "$bad" ../bad 2>/dev/null || rm -f ../bad
        [ ! -e ../bad ] || chmod 600 ../bad
        raci log --sign ../bad
        [ "$status" = 2 ] || [ "$status" = 3 ] || [ "$status" = 4 ] || fail "$bad is no key"
        out_empty
    done
}

# A key is there whole or not at all, and it is said what is in the way.
test_a_key_that_does_not_fit() {
    command -v prlimit >/dev/null || skip "prlimit is not installed"
    status=0
    (
        trap '' XFSZ
        uncounted
        prlimit --fsize=100 "$program" log --new-key ../key >../out 2>../err
    ) || status=$?
    exits 4
    out_empty
    err_is <<'EOF'
raci: '../key' cannot be written: File too large
EOF
    [ ! -e ../key ] || fail "a part of it is left"
}

# shellcheck disable=SC2086
test_refuses() {
    have_record
    while IFS='|' read -r line expected; do
        raci log $line
        exits 2
        out_empty
        err_has "$expected"
    done <<'EOF'
--head 00|--head and --signed-by go with --verify
--signed-by 00|--head and --signed-by go with --verify
--verify --head 00|expected a head of 64 hex digits
--verify --signed-by 00|expected a public key of 64 hex digits
--verify --sign key|--verify, --sign and --new-key are asked for one at a time
--sign key --new-key key|--verify, --sign and --new-key are asked for one at a time
EOF
    raci init empty
    raci --model empty/raci.db log --new-key key
    raci --model empty/raci.db log --sign key
    exits 2
    err_has "nothing is recorded yet that could be signed"
}

# What comes in by files is recorded as well; what was there before is counted.
# shellcheck disable=SC2086
test_records_what_files_say() {
    have_record
    mkdir more
    printf 'subject,letter,by,reason\ntouchpoint:bill-explained,I,position:cmo,we want to know\n' \
        >more/disputes.csv
    raci import more $stamp
    exits 0
    raci log --verify
    exits 0
    out_has "6 entries"
    raci import more $stamp
    exits 0
    raci log --verify
    out_has "6 entries"
    raci undo 6
    exits 2
    err_has "entry 6 is what an import brought"
    sql "DELETE FROM disputes WHERE letter = 'I'"
    raci log --verify
    exits 1
    out_has "entry 6"
}
