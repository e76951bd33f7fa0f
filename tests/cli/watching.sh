# check --watch: again whenever something has changed.

# Begins to watch.
begin() {
    watches --at 2026-03-01 check --watch --summary
    runs 1
}

# Waits until so many runs have ended; `last` is what the last one counted.
runs() {
    watched_runs "$1"
    last=$(grep -E '^[0-9]+ errors?, ' ../seen | tail -n 1)
}

# And that there is not one more.
no_more_runs_than() {
    sleep 1
    [ "$(grep -c 'waiting for a change' ../notes)" = "$1" ] || fail "it ran without a change"
}

test_policy() {
    have_acme
    begin
    first=$last
    no_more_runs_than 1
    printf 'policy { name = "none" }\n' >policy/policy.lua
    runs 2
    [ "$first" != "$last" ] || fail "the same as before: $last"
    printf 'policy { nam = "none" }\n' >policy/policy.lua
    runs 3
    grep -q "policy/policy.lua:1: .*nam" ../notes || fail "the mistake is not told"
    printf 'policy { name = "none" }\n' >policy/new.lua && rm policy/policy.lua
    runs 4
    no_more_runs_than 4
    stop_watching INT
    exits 1
    ! grep -q "$(printf '\033')" ../seen || fail "what is no terminal was cleared"
}

# What the policy includes, also where it is wrong from the beginning.
test_included_files() {
    have_acme
    mkdir policy/parts
    echo 'include "parts/more"' >>policy/policy.lua
    echo 'rule "more" { becaus = "x" }' >policy/parts/more.lua
    begin
    grep -q "policy/parts/more.lua:1: " ../notes || fail "the mistake is not told"
    echo 'rule "more" { because = "x", match = { key = "review" }, assign = { I = "unit:acme" } }' \
        >policy/parts/more.lua
    runs 2
    echo 'rule "more" { because = "x", forbid = { A = under("unit:acme") } }' >policy/parts/more.lua
    before=$last
    runs 3
    [ "$before" != "$last" ] || fail "the same as before: $last"
    stop_watching INT
    exits 1
}

test_model() {
    have_acme
    begin
    first=$last
    raci --at 2026-03-01 change 'vacate { position = "coo" }'
    exits 0
    runs 2
    [ "$first" != "$last" ] || fail "the same as before: $last"
    stop_watching INT
}

test_other_policy() {
    have_acme
    cp policy/policy.lua other.lua
    watches --at 2026-03-01 --format json check --watch --diff other.lua
    runs 1
    printf 'policy { name = "none" }\n' >other.lua
    runs 2
    stop_watching INT
    [ "$(wc -l <../seen)" = 2 ] || fail "expected two documents"
    exits 1
}

# A terminal is cleared before each run, and Ctrl-C ends it between two. Without `exec` a shell
# that does not replace itself would be interrupted, too, and tell of that.
test_terminal() {
    have_acme
    wants_a_terminal
    status=0
    {
        i=0
        while ! grep -q 'waiting for a change' ../typed && [ "$i" -lt 100 ]; do
            i=$((i + 1))
            sleep 0.1
        done
        printf '\003'
        sleep 1
    } | TERM=xterm script -qefc "exec '$program' --at 2026-03-01 check --watch --summary" ../typed >/dev/null 2>&1 ||
        status=$?
    exits 1
    grep -q "$(printf '\033\\[H\033\\[2J')" ../typed || fail "it was not cleared"
    [ "$(grep -c 'waiting for a change' ../typed)" = 1 ] || fail "it did not end"
}

# While it evaluates, too: somebody else may say so, and to the parent alone.
test_ends_within_a_run() {
    have_acme
    cat >>policy/policy.lua <<'END'
rule "slow" {
  because = "so",
  when = function(t) local n = 0; for i = 1, 400000 do n = n + i end; return n < 0 end,
  assign = { I = "unit:acme" },
}
END
    watches --at 2026-03-01 check --watch
    sleep 0.3
    stop_watching INT
    [ "$status" -le 1 ] || fail "expected it to end"
    ! ps -o pid= --ppid "$watcher" 2>/dev/null | grep -q . || fail "the run goes on"
}

test_wrong_usage_ends_it() {
    have_acme
    raci check --watch --record
    exits 2
    err_has "--record writes what --watch looks at"
    raci check --watch --code nonsense
    exits 2
    err_has "nonsense"
}
