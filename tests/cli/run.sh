# sh run.sh PROGRAM TOPIC TEST: runs one function of TOPIC.sh in a folder of its
# own. A test calls `raci`, which leaves $status, out and err, and says what it
# expects with the functions below; the first thing that is not so ends it.

program=$1
topic=$2
name=$3
here=$(cd "$(dirname "$0")" && pwd)
source_root=$(cd "$here/../.." && pwd)
acme=$source_root/tests/golden/acme # a small organization with a policy
small=$here/small                   # a smaller one, in which little is wrong
lua=${LUA:-lua5.4}
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
unset RACI_MODEL RACI_POLICY NO_COLOR COLUMNS

# What was printed stands beside the folder in which the program works.
mkdir there && cd there || exit 1

as= # what runs the program as somebody else
raci() {
    status=0
    $as "$program" "$@" >../out 2>../err </dev/null || status=$?
}

fail() {
    printf '%s\n' "$name: $*"
    printf -- '--- exit status %s\n--- standard output\n' "${status:-none}"
    head -c 2000 ../out 2>/dev/null
    printf -- '--- standard error\n'
    head -c 2000 ../err 2>/dev/null
    exit 1
}

skip() {
    echo "skipped: $*"
    exit 77
}

# From here on `script` gives commands a terminal.
wants_a_terminal() {
    command -v script >/dev/null || skip "script is not installed"
    script -qec true ../typed >/dev/null 2>&1 </dev/null || skip "there is no terminal to be had"
}

# From here on the program has no more rights than anybody: root's are not stopped
# by the permissions that a test is about.
without_privileges() {
    [ "$(id -u)" = 0 ] || return 0
    as="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chmod 755 "$work" .
    $as test -x "$program" 2>/dev/null || skip "root may do everything, and nobody cannot reach the program"
}

# Runs it in the background, again whenever something has changed: `watcher` is the process, what
# it prints goes to ../seen, what it notes to ../notes.
watches() {
    : >../notes
    "$program" "$@" >../seen 2>../notes </dev/null &
    watcher=$!
    trap 'kill "$watcher" 2>/dev/null; chmod -R u+w "$work"; rm -rf "$work"' EXIT
}

# Waits until so many of its runs have ended, at most for some ten seconds.
watched_runs() {
    i=0
    while [ "$(grep -c 'waiting for a change' ../notes)" -lt "$1" ]; do
        i=$((i + 1))
        [ "$i" -lt 100 ] || fail "no run number $1: $(cat ../notes)"
        sleep 0.1
    done
}

# Ends it by a signal, once more after a while, should that have come too early; leaves its $status.
stop_watching() {
    kill "-$1" "$watcher"
    (sleep 3 && kill "-$1" "$watcher") >/dev/null 2>&1 &
    again=$!
    status=0
    wait "$watcher" || status=$?
    kill "$again" 2>/dev/null
}

# From here on there are Node.js and the packages of tests/web, in $web.
web=$source_root/build/web
wants_web_packages() {
    [ ! -f "$web/unreachable" ] || skip "npm could not install what tests/web/package.json names"
    if ! command -v node >/dev/null || [ ! -f "$web/installed" ]; then
        [ -z "${CI:-}" ] || fail "Node.js or the packages of tests/web are missing"
        skip "Node.js or the packages of tests/web are missing; ./run test installs them"
    fi
}

# From here on what ./run coverage counts is thrown away: a process that may write little, or is
# killed, would cut off the counts, and those of all others with them.
uncounted() {
    export GCOV_PREFIX="$work/counts" GCOV_ERROR_FILE=/dev/null
}

exits() {
    [ "$status" = "$1" ] || fail "expected exit status $1"
}

out_empty() {
    [ ! -s ../out ] || fail "expected nothing on standard output"
}

err_empty() {
    [ ! -s ../err ] || fail "expected nothing on standard error"
}

out_has() {
    grep -qF -- "$1" ../out || fail "expected on standard output: $1"
}

err_has() {
    grep -qF -- "$1" ../err || fail "expected on standard error: $1"
}

out_lacks() {
    ! grep -qF -- "$1" ../out || fail "not expected on standard output: $1"
}

# Standard output is what stands on standard input, byte for byte.
out_is() {
    cat >../expected
    cmp -s ../expected ../out || fail "not as expected: $(diff ../expected ../out)"
}

# The same of standard error.
err_is() {
    cat >../expected
    cmp -s ../expected ../err || fail "not as expected: $(diff ../expected ../err)"
}

# Standard output is XML, where there is somebody to ask.
out_is_xml() {
    command -v xmllint >/dev/null || return 0
    xmllint --noout ../out 2>../told || fail "$(cat ../told)"
}

# Standard output is what check_output.lua expects of the format.
out_is_fine() {
    "$lua" "$here/check_output.lua" "$@" <../out >../told || fail "$(cat ../told)"
}

# A model with the small organization, its policy beside it.
have_acme() {
    raci init && exits 0
    raci import "$acme" && exits 0
    cp "$acme/policy.lua" policy/
}

# The same of the smaller one.
have_small() {
    raci init && exits 0
    raci import "$small" && exits 0
    cp "$small/policy.lua" policy/
}

# And a row that states who answers for the offer.
have_small_stated() {
    have_small
    mkdir more
    printf '%s\n' touchpoint,letter,holder,reason offer,A,position:ceo,so >more/stated.csv
    raci import more
    exits 0
}

# raci with the policy that a test wrote, on a day.
lint() {
    raci --policy mine.lua --at 2026-07-01 "$@"
}

# From here on the model must stay as it is, byte for byte.
note_model() {
    cksum raci.db >../noted
    find . | sort >../listed
}

model_is_as_noted() {
    cksum raci.db | cmp -s - ../noted || fail "the model's bytes are other ones"
    find . | sort | cmp -s - ../listed || fail "there are other files than before: $(find .)"
}

# shellcheck disable=SC1090
. "$here/$topic.sh"
"$name"
