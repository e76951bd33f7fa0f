# Killed at one exact call of the system, the program leaves the model as it was, or as it is to be;
# and as it is to be once it has said so. (unit.power_cut looks at each operation on the file, and
# at power that fails.)
# shellcheck disable=SC2086

day="--at 2026-12-01"
stamp="--recorded-at 2026-12-01T08:00:00Z"
calls=write,writev,pwrite64,pwritev,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,link,linkat,mkdir,mkdirat
times=${RACI_KILLS:-20}

wants_to_kill() {
    uncounted
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    command -v strace >/dev/null || skip "strace is not installed"
    strace -qq -o ../traced true >../out 2>../err </dev/null || skip "no process can be traced here"
    # A sanitizer that looks for leaks ends what is traced.
    strace -qq -o ../traced "$program" help >../out 2>../err </dev/null || skip "the program cannot be traced"
}

# Which of those calls the program makes, a line each: its name, and how many of that name there were.
trace_calls() {
    strace -qq -o ../traced -e trace="$calls" "$program" "$@" >../out 2>../err </dev/null
    sed -n 's/^\([a-z0-9]*\)(.*/\1/p' ../traced | awk '{ print $1, ++n[$1] }' >../calls
    [ "$(wc -l <../calls)" -gt 5 ] || fail "it calls nothing that writes"
}

# Those at which it is to be killed: all, or the first, the last and some others.
choose_calls() {
    awk -v times="$times" '{ line[NR] = $0 }
        END { srand(11)
            if (times >= NR) { for (i = 1; i <= NR; i++) print line[i]; exit }
            print line[1]; print line[NR]
            for (i = 2; i < times; i++) print line[1 + int(rand() * NR)] }' ../calls >../moments
}

# Runs the program so that it is killed at a call; leaves its $status.
raci_killed_at() {
    name_of_call=$1
    number=$2
    shift 2
    status=0
    # In a shell of its own, so that nothing is said of how it ended.
    (exec 2>/dev/null
        strace -qq -o ../traced -e trace="$name_of_call" \
            -e inject="$name_of_call:signal=KILL:when=$number" "$program" "$@" \
            >../out 2>../err </dev/null
        exit $?) || status=$?
    [ "$status" = 137 ] || fail "it was not killed at $name_of_call $number"
}

# All that the model has, whatever raci makes of it.
dump() {
    { sqlite3 raci.db .dump && sqlite3 raci.db 'PRAGMA user_version'; } >"$1" ||
        fail "the model cannot be read"
}

said_so() {
    [ -s ../out ] || grep -q 'recorded as run' ../err
}

# Whether the model is as it may be half-way by design.
is_between() {
    for half in ../between_*; do
        cmp -s ../now "$half" && return 0
    done
    return 1
}

# The command, killed again and again; `../between_*` may have what it may leave half-way.
keeps_the_model() {
    cp raci.db ../first.db
    dump ../before
    trace_calls "$@"
    dump ../after
    ! cmp -s ../before ../after || fail "it changes nothing"
    choose_calls
    while read -r call number; do
        rm -f raci.db raci.db-*
        cp ../first.db raci.db
        raci_killed_at "$call" "$number" "$@"
        at="killed at $call $number"
        expected=../before
        ! said_so || expected=../after
        raci log --verify && exits 0
        [ "$(sqlite3 raci.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ] ||
            fail "the file is damaged, $at"
        dump ../now
        cmp -s ../now ../after && continue
        cmp -s ../now $expected || { [ $expected = ../before ] && is_between; } ||
            fail "it is neither as it was nor as it was to be, or not what it said, $at"
        raci "$@"
        [ "$status" -lt 2 ] || fail "it cannot be done any more, $at"
        dump ../now
        cmp -s ../now ../after || fail "done again it is not as it was to be, $at"
    done <../moments
}

# What is being made has its name once it is whole, with all that comes with it.
test_init() {
    wants_to_kill
    set -- init --sample halvenny $stamp
    trace_calls "$@"
    dump ../after
    find . ! -name '.*' | sort >../listed
    choose_calls
    named=0
    while read -r call number; do
        rm -rf ./* ./.[a-z]*
        raci_killed_at "$call" "$number" "$@"
        at="killed at $call $number"
        if [ ! -e raci.db ]; then
            ! said_so || fail "it said that there is a model, $at"
            raci check && exits 3
            err_has "there is no model 'raci.db' here"
            continue
        fi
        named=$((named + 1))
        dump ../now
        cmp -s ../now ../after || fail "the model is not whole, $at"
        find . ! -name '.*' | sort | cmp -s - ../listed || fail "files are missing, $at"
    done <../moments
    [ "$named" -gt 0 ] || fail "there never was a model"
}

test_import() {
    wants_to_kill
    have_small
    keeps_the_model import "$acme" $stamp
}

test_apply() {
    wants_to_kill
    raci init --sample halvenny $stamp && exits 0
    keeps_the_model $day apply scenarios/cxo-leaves.lua $stamp
}

test_decide() {
    wants_to_kill
    raci init --sample halvenny $stamp && exits 0
    keeps_the_model $day decide bill-explained --option 1 --by office:cxo --because "it is" \
        --until 2027-06-01 $stamp
}

test_record() {
    wants_to_kill
    raci init --sample halvenny $stamp && exits 0
    keeps_the_model $day check --record $stamp
}

# An older model is brought up to date first, then names are indexed: both stay.
test_migrate() {
    wants_to_kill
    sqlite3 raci.db <"$source_root/tests/unit/schemas/version-1.sql" || fail "no first version"
    cp raci.db ../old.db
    mkdir wrong
    echo nonsense >wrong/units.csv
    raci import wrong && exits 3
    dump ../between_indexed
    sqlite3 raci.db "DELETE FROM meta WHERE name = 'search'" || fail "it has no index"
    dump ../between_migrated
    ! cmp -s ../between_indexed ../between_migrated || fail "it has no index"
    cp ../old.db raci.db
    keeps_the_model import "$small" $stamp
}

# What a command writes, killed again and again: each file that has its name, first beside nothing and
# then in the place of another, is whole.
writes_whole_files() {
    folder=$1
    shift
    mkdir "$folder"
    trace_calls "$@"
    cp -r "$folder" ../whole
    choose_calls
    while read -r call number; do
        for replaced in no yes; do
            rm -rf "$folder"
            mkdir "$folder"
            [ $replaced = no ] || for file in ../whole/*; do
                echo earlier >"$folder/${file##*/}"
            done
            raci_killed_at "$call" "$number" "$@"
            for file in "$folder"/*; do
                [ -e "$file" ] || continue
                cmp -s "$file" "../whole/${file##*/}" && continue
                [ $replaced = yes ] && [ "$(cat "$file")" = earlier ] ||
                    fail "$file is half a file, killed at $call $number, replaced: $replaced"
            done
        done
    done <../moments
}

test_report() {
    wants_to_kill
    raci init --sample halvenny $stamp && exits 0
    writes_whole_files out $day report -o out/report.html
}

test_workbook() {
    wants_to_kill
    raci init --sample halvenny $stamp && exits 0
    writes_whole_files out $day export --format xlsx out/book.xlsx
}

test_export() {
    wants_to_kill
    raci init --sample halvenny $stamp && exits 0
    writes_whole_files out $day export out
}
