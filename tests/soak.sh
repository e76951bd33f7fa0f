#!/bin/sh
# What takes hours: `./run soak [SECONDS] [PART...]`, from the repository's root. SECONDS are for
# each fuzzer; without a PART all of them run, and those that failed are named at the end.

set -eu
raci=$PWD/build/release/raci
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
parts='analyzer power kills neighbours threads reference altered sheets flips'
parts="$parts memory output files fuzz mutation"

say() {
    printf '%s\n' "$*" >&2
}

# clang-tidy with all that it knows, along every path.
part_analyzer() {
    sh tests/lint/tidy.sh build/release whole
}

# Processes that end within a write, and the power that fails.
part_power() {
    RACI_KILLS=200 build/release/unit_acts_killed
    for test in forget_killed apply_killed power_cut; do
        RACI_KILLS=1000 "build/release/unit_$test"
    done
}

# The program, killed at up to a thousand of its calls.
part_kills() {
    for test in init import apply decide record migrate report workbook export; do
        say "-- $test"
        RACI_KILLS=1000 sh tests/cli/run.sh "$raci" killed "test_$test" || [ $? -eq 77 ]
    done
}

# Processes, and commands, that share a model for a minute.
part_neighbours() {
    RACI_SECONDS=60 build/release/unit_concurrency
    RACI_SECONDS=60 sh tests/cli/run.sh "$raci" sharing test_each_command_with_neighbours
}

part_threads() {
    ./run build threads
    build/threads/api_threads
}

part_reference() {
    lua5.4 tests/reference/compare.lua --raci "$raci" --from 1001 --count 1000 --policies 8 \
        --jobs "$jobs" --shrink 1
}

part_altered() {
    lua5.4 tests/reference/compare_altered.lua --raci "$raci" --from 1000 --count 200
    for sample in halvenny tindale; do
        lua5.4 tests/reference/compare_altered.lua --raci "$raci" --count 5 \
            --sample "db/samples/$sample"
    done
}

part_sheets() {
    lua5.4 tests/reference/compare_sheets.lua --raci "$raci" --from 1000 --count 1000
}

# Calls that the system fails at every point; of more than 500 at as many.
faults() {
    RACI_FAULTS=500 build/release/tests/faults/run_faults "$1"
}

part_memory() {
    faults memory
}

part_output() {
    faults output
}

# 17 ways, each once and from a point on: hours by itself.
part_files() {
    faults files
}

part_flips() {
    RACI_FLIPS=10000 build/release/unit_flips
}

# All of them, whichever finds something.
part_fuzz() {
    ./run build fuzz
    failed=
    for fuzzer in $(find build/fuzz -type f -name 'fuzz_*' -perm -u+x | sort); do
        name=$(basename "$fuzzer")
        found=build/fuzz/found/$name
        mkdir -p "$found"
        say "-- $name"
        words=
        case $name in
            fuzz_policy | fuzz_scenario | fuzz_cases) words=-dict=tests/fuzz/words.dict ;;
        esac
        ASAN_OPTIONS=intercept_strstr=0 "$fuzzer" -max_total_time="$seconds" -timeout=60 \
            ${words:+"$words"} -artifact_prefix="$found/" "$found" \
            "tests/fuzz/corpus/${name#fuzz_}" || failed="$failed $name"
    done
    [ -z "$failed" ] || {
        say "found something:$failed"
        return 1
    }
}

# 200 changes of the resolver and the checks, which tests have to notice.
part_mutation() {
    lua5.4 tests/mutation/mutate.lua
}

seconds=60
case ${1:-} in
    '' | *[!0-9]*) ;;
    *)
        seconds=$1
        shift
        ;;
esac
for part in "$@"; do
    case " $parts " in
        *" $part "*) ;;
        *)
            # shellcheck disable=SC2086
            say "there is no part '$part' of ./run soak; there are:" $parts
            exit 2
            ;;
    esac
done
if [ $# -eq 1 ]; then
    "part_$1"
    exit
fi
# shellcheck disable=SC2086
[ $# -gt 0 ] || set -- $parts
failed=
for part in "$@"; do
    say "== $part"
    begun=$(date +%s)
    sh "$0" "$seconds" "$part" || failed="$failed $part"
    say "== $part took $(($(date +%s) - begun)) seconds"
done
[ -z "$failed" ] || {
    say "failed:$failed"
    exit 1
}
