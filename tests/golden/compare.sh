# sh compare.sh PROGRAM NAME: runs one line of cases.txt in every format and
# compares what is printed with expected/NAME.FORMAT, byte for byte. With
# UPDATE_GOLDEN=1 the files are rewritten instead: read the difference.

program=$1
name=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset RACI_MODEL RACI_POLICY NO_COLOR COLUMNS

line=$(grep "^$name " "$here/cases.txt") || { echo "cases.txt has no $name"; exit 1; }
set -f # the words of a command are no patterns
# shellcheck disable=SC2086
set -- ${line#"$name "}
expected_status=$1
shift

cd "$here" || exit 1
"$program" --model "$work/acme.db" init >"$work/log" 2>&1 &&
    "$program" --model "$work/acme.db" import acme >>"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }

formats="text json jsonl csv md"
case $name in
check | check-diff) formats="$formats sarif github junit" ;;
test) formats="$formats junit tap lcov" ;;
esac
failed=0
for format in $formats; do
    "$program" --model "$work/acme.db" --policy acme/policy.lua --at 2026-03-01 \
        --format "$format" "$@" >"$work/raw" 2>"$work/err"
    status=$?
    sed -e 's/^{"raci":"[^"]*"/{"raci":"VERSION"/' -e 's/"name":"raci","version":"[^"]*"/"name":"raci","version":"VERSION"/' \
        "$work/raw" >"$work/out"
    file=expected/$name.$format
    if [ "$status" != "$expected_status" ]; then
        echo "$name as $format: exit status $status, expected $expected_status"
        cat "$work/err"
        failed=1
    elif [ -n "${UPDATE_GOLDEN:-}" ]; then
        mkdir -p expected && cp "$work/out" "$file"
    elif ! cmp -s "$file" "$work/out"; then
        echo "$name as $format is not as expected:"
        diff -u "$file" "$work/out"
        failed=1
    fi
done
exit $failed
