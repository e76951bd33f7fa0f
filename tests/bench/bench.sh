#!/bin/sh
# Measures raci against a hand-written SQLite script on the same data, in one run, and its
# growth with the number of touchpoints; then many scenarios against a full check. Needs sqlite3
# and lua5.4.
#
#     bench.sh RACI MEASURE [TOUCHPOINTS…]
#
# What is compared is written beside each figure; ratios are medians over rounds.
set -eu
raci=$1
measure=$2
many=$(dirname -- "$measure")/many
shift 2
[ $# -gt 0 ] || set -- 10000 100000 1000000
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rules=1000

# The counts that both must agree on: conflicts and gaps of the letter A.
agree() {
    "$raci" --model "$1/raci.db" --policy "$1/policy.lua" --format json check --summary \
        --code many-accountable --code no-accountable >"$1/raci.json" || [ $? -eq 1 ]
    sqlite3 "$1/peer.db" <"$1/ask.sql" >"$1/peer.txt"
    conflicts=$(sed -n 's/^conflicts|//p' "$1/peer.txt")
    gaps=$(sed -n 's/^gaps|//p' "$1/peer.txt")
    grep -q "\"conflicts\":$conflicts,\"gaps\":$gaps," "$1/raci.json" || {
        echo "raci and the SQLite script disagree:" >&2
        cat "$1/peer.txt" "$1/raci.json" >&2
        exit 1
    }
    echo "both find $conflicts conflicts and $gaps gaps"
}

for touchpoints in "$@"; do
    dir=$work/$touchpoints
    mkdir -p "$dir"
    lua5.4 "$here/workload.lua" "$dir" "$touchpoints" $rules
    "$raci" init "$dir/model" >/dev/null
    mv "$dir/model/raci.db" "$dir/raci.db"
    "$raci" --model "$dir/raci.db" import "$dir/org" >/dev/null
    sqlite3 "$dir/peer.db" <"$dir/load.sql"
    rounds=7
    [ "$touchpoints" -lt 1000000 ] || rounds=3
    printf '\n== check --summary, %s touchpoints, %s rules, against the SQLite script\n' \
        "$touchpoints" "$rules"
    agree "$dir"
    "$measure" -n $rounds "sqlite3 '$dir/peer.db' <'$dir/ask.sql'" \
        --vs "'$raci' --model '$dir/raci.db' --policy '$dir/policy.lua' check --summary"
    last=$dir
done

# Rules that random dimensions and values pin meet very often.
for lint_rules in 1000 10000; do
    dir=$work/lint-$lint_rules
    mkdir -p "$dir"
    lua5.4 "$here/workload.lua" "$dir" 10000 $lint_rules
    "$raci" init "$dir/model" >/dev/null
    "$raci" --model "$dir/model/raci.db" import "$dir/org" >/dev/null
    printf '\n== lint, 10000 touchpoints, %s rules, against check --summary\n' $lint_rules
    "$measure" -n 3 "'$raci' --model '$dir/model/raci.db' --policy '$dir/policy.lua' check --summary" \
        --vs "'$raci' --model '$dir/model/raci.db' --policy '$dir/policy.lua' lint"
done

printf '\n== who by key, cold, on %s touchpoints, against starting true (wall time)\n' "$touchpoints"
"$measure" -n 15 "true" \
    --vs "'$raci' --model '$last/raci.db' --policy '$last/policy.lua' who touchpoint:t0004711" \
    --vs "'$raci' --model '$last/raci.db' --policy '$here/../../rules/default.lua' who t0004711"

printf '\n== who by name, by a mistyped one, by a word that all share, by that word mistyped, likewise\n'
"$measure" -n 15 "true" \
    --vs "'$raci' --model '$last/raci.db' --policy '$here/../../rules/default.lua' who 'touchpoint 4711'" \
    --vs "'$raci' --model '$last/raci.db' --policy '$here/../../rules/default.lua' who '4711 tuochpiont'" \
    --vs "'$raci' --model '$last/raci.db' --policy '$here/../../rules/default.lua' who touchpoint" \
    --vs "'$raci' --model '$last/raci.db' --policy '$here/../../rules/default.lua' who tuochpiont"

touchpoints=100000
printf '\n== 1,000 scenarios, each touching 1 %%, in one process: a realistic organization of %s touchpoints, %s rules\n' \
    "$touchpoints" "$rules"
dir=$work/realistic
lua5.4 "$here/realistic.lua" "$dir" "$touchpoints" "$rules" 1000
"$raci" init "$dir/model" >/dev/null
"$raci" --model "$dir/model/raci.db" import "$dir/org" >/dev/null
"$many" "$dir/model/raci.db" "$dir/policy.lua" 2026-06-01 "$dir"/scenarios/*.lua

printf '\n== whatif of one of them against check, whole processes\n'
set -- "$dir"/scenarios/*.lua
"$measure" -n 7 "'$raci' --model '$dir/model/raci.db' --policy '$dir/policy.lua' --at 2026-06-01 check --summary" \
    --vs "'$raci' --model '$dir/model/raci.db' --policy '$dir/policy.lua' --at 2026-06-01 whatif '$1'"
