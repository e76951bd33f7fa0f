# raci export --format xlsx, and what was edited in such a workbook on its way back.

edit() {
    "$EDIT_WORKBOOK" "$@" || fail "the workbook cannot be edited"
}

have_halvenny() {
    raci init --sample halvenny . && exits 0
}

test_written_whole_or_not_at_all() {
    have_acme
    raci export --format xlsx a.xlsx && exits 0
    err_empty
    out_is <<'EOF'
wrote a.xlsx
EOF
    raci --format xlsx export - && exits 0
    cmp -s ../out a.xlsx || fail "standard output has other bytes"
    # A file that is there is replaced; anything else is not.
    echo old >b.xlsx
    raci export --format xlsx b.xlsx && exits 0
    cmp -s a.xlsx b.xlsx || fail "it was not replaced"
    mkdir folder
    raci export --format xlsx folder
    exits 2
    err_has "'folder' is there already and is no file"
    raci export --format xlsx nowhere/a.xlsx
    exits 4
    err_has "'nowhere/a.xlsx' cannot be made"
    [ "$(find . -name '.*xlsx*' | wc -l)" = 0 ] || fail "something is left: $(ls -A)"
    [ ! -e /dev/full ] || {
        status=0
        "$program" export --format xlsx - >/dev/full 2>../err || status=$?
        exits 4
    }
}

test_only_exports_are_workbooks() {
    have_acme
    raci check --format xlsx
    exits 2
    out_empty
    err_has "only 'raci export' and 'raci report' write workbooks; of 'check' there is text, json"
    raci export --format xlsy a
    exits 2
    raci help export && exits 0
    out_has "--format xlsx"
}

test_equal_bytes() {
    have_halvenny
    TZ=Asia/Tokyo LC_ALL=C raci --at 2026-12-01 export --format xlsx a.xlsx && exits 0
    sleep 2
    TZ=America/New_York LC_ALL=de_DE.UTF-8 raci --at 2026-12-01 export --format xlsx b.xlsx &&
        exits 0
    cmp a.xlsx b.xlsx || fail "other bytes"
}

# A rule that failed is told as ever, and stands in the workbook.
test_a_rule_that_fails() {
    have_acme
    cat >>policy/policy.lua <<'EOF'
rule "fails" { because = "x", when = function(t) return t.nothing.there end, assign = { I = "office:ceo" } }
EOF
    raci export --format xlsx a.xlsx
    exits 3
    err_has "a rule failed: "
    [ -s a.xlsx ] || fail "there is no workbook"
}

# A workbook that nobody touched changes nothing, whichever program saved it.
test_untouched() {
    for sample in halvenny nyc311 tindale; do
        raci init --sample $sample $sample && exits 0
        cd $sample || exit 1
        raci --at 2026-12-01 export --format xlsx a.xlsx && exits 0
        edit a.xlsx b.xlsx
        for book in a b; do
            note_model
            raci --at 2026-12-01 import $book.xlsx && exits 0
            out_is_fine text
            out_has "Nothing was written: no letter in it was edited."
            out_has "0 refused, 5 passed over"
            out_lacks noticed
            raci --at 2026-12-01 import $book.xlsx --format json && exits 0
            out_has '"counts":{"added":0,"updated":0,"unchanged":0,'
            model_is_as_noted
        done
        cd .. || exit 1
    done
}

# What was edited is told cell by cell, becomes stated rows, and is what the model then answers.
test_edited() {
    have_halvenny
    raci --at 2026-12-01 export --format xlsx a.xlsx && exits 0
    edit a.xlsx e.xlsx welcome-pack position:director-customer-service C \
        monthly-bill position:director-billing '' monthly-bill position:head-payments 'A (for now)'
    note_model
    raci --at 2026-12-01 import e.xlsx && exits 0
    out_is_fine text
    out_has "edited Matrix!"
    out_has "Would give 2 stated rows: 2 added, 0 updated, 0 unchanged."
    out_has "Not read back, because raci wrote them: Other subjects ("
    model_is_as_noted
    raci --at 2026-12-01 import e.xlsx --format json && exits 0
    out_has '"text":"Director of Billing had A on '"'Monthly bill'"', and has nothing"'
    out_has '"added":2,'
    raci --at 2026-12-01 import e.xlsx --save-map map && exits 0
    raci --at 2026-12-01 import e.xlsx --map map && exits 0
    out_has "Gave 2 stated rows: 2 added"
    raci --at 2026-12-01 who monthly-bill --letter A && exits 0
    out_has "Head of Payments (Solveig Aune) is accountable for \"Monthly bill\"."
    out_has "edited in e.xlsx: for now"
    # The next workbook has it, and the same edits are there already.
    raci --at 2026-12-01 export --format xlsx b.xlsx && exits 0
    raci --at 2026-12-01 import b.xlsx && exits 0
    out_has "no letter in it was edited."
    raci --at 2026-12-01 import e.xlsx && exits 0
    out_has "0 added, 0 updated, 2"
}

# What several files state is stated once: of copies of a workbook, and of a matrix, which says so.
test_edited_beside_others() {
    have_halvenny
    raci --at 2026-12-01 export --format xlsx a.xlsx && exits 0
    edit a.xlsx e.xlsx monthly-bill position:director-billing '' monthly-bill position:head-payments A
    cp e.xlsx f.xlsx
    printf 'Activity,Head of Payments,Head of Tariffs\nMonthly bill,A,C\n' >m.csv
    raci --at 2026-12-01 import e.xlsx f.xlsx && exits 0
    out_has "Would give 1 stated row: 1 added"
    out_lacks "said before"
    raci --at 2026-12-01 import m.csv e.xlsx && exits 0
    out_has "said before: monthly-bill A position:head-payments"
    out_has "2 stated rows"
}

test_real_organization() {
    org=$source_root/../shared/data/gitlab-2022-08/org
    [ -d "$org" ] || [ -z "${CI:-}" ] || fail "$org is not there"
    [ -d "$org" ] || skip "this needs the shared test data"
    raci init . && exits 0
    raci import "$org" && exits 0
    cp "$source_root/tests/samples/public/policy.lua" policy/
    raci --at 2026-12-01 export --format xlsx a.xlsx && exits 0
    edit a.xlsx b.xlsx
    raci --at 2026-12-01 import b.xlsx && exits 0
    out_has "Nothing was written: no letter in it was edited."
    out_has "134 rows: 129 used, 0 refused, 5 passed over"
}
