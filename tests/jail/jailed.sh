# sh jailed.sh PROGRAM loading|evaluating|working: policies with all of Lua's libraries try to get
# out, while they are loaded, in a `when`, and in a `when` that a worker calls.

program=$1
where=$2
here=$(cd "$(dirname "$0")" && pwd)
lua=${LUA:-lua5.4}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset RACI_MODEL RACI_POLICY
"$program" init --sample halvenny org >/dev/null || exit 1
mkdir there
kept=$work/there/kept
made=$work/there/made

fail() {
    echo "$where: $attack: $*"
    cat err
    exit 1
}

# What is to be tried: a name and a Lua expression.
attacks() {
    cat <<END
a command|os.execute("touch $made")
a pipe to a command|io.popen("touch $made"):read("a")
a new file|io.open("$made", "w"):close()
more in a file|io.open("$kept", "a"):write("more"):close()
another name|os.rename("$kept", "$made")
no file|os.remove("$kept")
a command from another function|load("return os.execute('touch $made')")()
a command from bytecode|load(standard_string.dump(load("return os.execute('touch $made')")))()
a command from a coroutine|coroutine.wrap(function() os.execute("touch $made") end)()
a command although errors are caught|pcall(os.execute, "touch $made")
END
}

# A library function of C that has no mark to leave: strace alone sees it.
unmarked() {
    cat <<END
a socket|package.loadlib("libc.so.6", "socket")()
a process|package.loadlib("libc.so.6", "fork")()
END
}

write_policy() {
    echo 'policy { name = "attack" }' >attack.lua
    case $where in
    loading) printf 'local _ = %s\n' "$1" ;;
    *) printf 'rule "r" { when = function(t) local _ = %s return true end,\n' "$1"
       printf '  assign = { A = "office:ceo" } }\n' ;;
    esac >>attack.lua
}

workers=
[ "$where" != working ] || workers="--workers 3"

# Gives the exit status; 159 is that of a program that was ended for a system call.
run() {
    printf kept >"$kept"
    rm -f "$made"
    status=0
    # shellcheck disable=SC2086
    "$@" "$program" --model org/raci.db --policy attack.lua --at 2026-12-01 check --summary $workers \
        >out 2>err </dev/null || status=$?
}

is_as_it_was() {
    [ "$(cat "$kept" 2>/dev/null)" = kept ] && [ "$(ls there)" = kept ]
}

traced=yes
strace -f -o trace true 2>/dev/null || traced=
while IFS='|' read -r attack expression; do
    write_policy "$expression"
    run env RACI_TEST_UNCONFINED=1
    if is_as_it_was; then fail "does nothing even where nothing is in its way"; fi
done <<END
$(attacks)
END
while IFS='|' read -r attack expression; do
    write_policy "$expression"
    run env
    is_as_it_was || fail "got out"
    if [ "$where" = working ]; then
        [ "$status" = 3 ] || fail "exit status $status, although a worker was ended"
        grep -q "the process that evaluated it was ended (signal 31)" err || fail "nobody says so"
    fi
    if [ -n "$traced" ]; then
        run strace -f -o trace
        "$lua" "$here/strace_outs.lua" trace >outs || fail "got out: $(cat outs)"
        is_as_it_was || fail "got out"
    fi
done <<END
$(attacks; unmarked)
END
if [ -z "$traced" ]; then
    echo "skipped: strace is not installed, or may trace nothing; the rest is as it should be"
    exit 77
fi
