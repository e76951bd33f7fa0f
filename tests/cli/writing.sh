# Where output goes: pipes, full disks, terminals.

test_closed_pipe() {
    have_acme
    { sleep 1
      gone=0
      "$program" --at 2026-03-01 check 2>../err || gone=$?
      echo "$gone" >../gone; } | :
    sleep 1
    for _ in 1 2 3 4 5 6 7 8 9; do
        [ -s ../gone ] || sleep 1
    done
    status=$(cat ../gone)
    exits 4
    err_empty
}

test_head() {
    have_acme
    "$program" --at 2026-03-01 check 2>../err | head -n 1 >../out
    out_has "12 errors"
    err_empty
}

test_full_disk() {
    [ -c /dev/full ] || skip "there is no /dev/full"
    have_acme
    for arguments in "check" "--format json matrix" "help" "--version"; do
        status=0
        # shellcheck disable=SC2086
        "$program" $arguments >/dev/full 2>../err || status=$?
        exits 4
        err_has "raci: writing failed"
    done
}

test_closed_output() {
    have_acme
    status=0
    "$program" check >&- 2>../err || status=$?
    exits 4
}

test_no_colour_in_a_pipe() {
    have_acme
    for command in check matrix "who refund" "what coo" "why checkout" help; do
        # shellcheck disable=SC2086
        raci --at 2026-03-01 $command
        ! grep -q "$(printf '\033')" ../out || fail "colour in a pipe: $command"
    done
}

# Runs the program on a terminal of 80 columns; its output to ../out.
on_a_terminal() {
    wants_a_terminal
    script -qec "stty cols 80; $program --at 2026-03-01 $1" ../typed >/dev/null 2>../err </dev/null
    # Without what script itself says, and the empty line before its last word.
    grep -av '^Script ' ../typed | tr -d '\r' | sed '$ { /^$/d; }' >../out
    status=0
}

test_colour_on_a_terminal() {
    have_acme
    on_a_terminal check
    grep -q "$(printf '\033')" ../out || fail "no colour on a terminal"
    sed "s/$(printf '\033')\\[[0-9;]*m//g" ../out >../plain
    raci --at 2026-03-01 check
    cmp -s ../plain ../out || fail "colour changes more than colour"
}

test_no_color() {
    have_acme
    NO_COLOR=1
    export NO_COLOR
    on_a_terminal check
    out_has "ERRORS"
    ! grep -q "$(printf '\033')" ../out || fail "colour though NO_COLOR is set"
}

test_columns() {
    have_acme
    for columns in 40 60 80 100 200; do
        COLUMNS=$columns
        export COLUMNS
        for command in check matrix "matrix --by person" "matrix --by unit" "who refund" \
            "power coo" "power --officers" seams "who checkout" "what coo" "what person:cy-moss" "why checkout" "why refund" "who re"; do
            # shellcheck disable=SC2086
            raci --at 2026-03-01 $command
            out_is_fine text $columns
        done
    done
}

test_80_columns() {
    raci init --sample halvenny
    exits 0
    for command in check "check --summary" matrix "matrix --by unit" "matrix --by position" \
        "matrix --by person" "what unit:billing" "what team:board" "who survey" \
        "power cxo" "power unit:billing" "power --officers" seams "seams --journey repair"; do
        # shellcheck disable=SC2086
        raci --at 2026-03-01 $command
        out_is_fine text
    done
    raci --at 2026-03-01 --format jsonl matrix
    sed 's/^{"subject":"\([^"]*\)".*/\1/' ../out >../subjects
    [ -s ../subjects ] || fail "no subjects"
    # Every seventh of them; all would take a while under the sanitizers.
    awk 'NR % 7 == 1' ../subjects >../some
    while read -r subject; do
        for command in who why; do
            raci --at 2026-03-01 $command "$subject"
            exits 0
            out_is_fine text
        done
    done <../some
}

test_all_formats_are_fine() {
    have_acme
    for format in text json jsonl csv md; do
        for command in check "check --summary" matrix "who refund" "who re" "what coo" \
            "why checkout" "export out" "import $acme" "import --dry-run $acme"; do
            # shellcheck disable=SC2086
            raci --at 2026-03-01 --format $format $command
            [ "$status" -le 1 ] || fail "$format of $command"
            out_is_fine $format
            err_empty
        done
    done
}
