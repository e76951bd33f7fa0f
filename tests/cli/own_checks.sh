# A policy's own checks, from outside.

have_check() {
    have_acme
    printf '%s\n' "$1" >policy/own.lua
}

test_finding() {
    have_check 'check "web has somebody to ask" {
        kind = "gap", severity = "error", because = "who answers alone guesses",
        test = function(t) if #t.letters.C == 0 then return t.name .. " has nobody", t.letters.A end end }'
    raci --at 2026-03-01 check --code "web has somebody to ask"
    exits 1
    out_has '"web has somebody to ask" (policy/own.lua:1)'
    raci --at 2026-03-01 --format json check --code "web has somebody to ask"
    exits 1
    out_is_fine json
    out_has '"code":"web has somebody to ask","kind":"gap","severity":"error","subject":"touchpoint:'
    out_has '"rules":[{"name":"web has somebody to ask","file":"policy/own.lua","line":1}]'
    raci --at 2026-03-01 check --code "web has somebody to ask" --summary
    exits 1
    out_has "gaps"
}

test_unknown_code() {
    have_check 'check "to be asked" { test = function(t) end }'
    raci check --code "to be aksed"
    exits 2
    err_has "there is no check 'to be aksed'; did you mean 'to be asked'?"
}

test_failing() {
    have_check 'check "broken" { on = "unit", test = function(u) return u.nmae end }'
    for options in "" "--summary" "--code no-ceo"; do
        # shellcheck disable=SC2086
        raci --at 2026-03-01 check $options
        exits 3
        err_has "policy/own.lua:1: 'broken' failed: a unit has no field \"nmae\""
    done
    raci --at 2026-03-01 --format json check --code rule-failed
    exits 3
    out_is_fine json
    out_has '"subject":"rule:broken"'
    out_has '"error":{"message":'
}

test_message_that_lies() {
    have_check 'check "liar" { on = "enterprise",
        test = function() return "fine\n\nERRORS\n\27[2J\r\u{202e}no" .. ("x"):rep(5000) end }'
    raci --at 2026-03-01 check --code liar
    exits 0
    out_has 'fine  ERRORS'
    ! grep -q "^ERRORS" ../out || fail "a message makes a line of its own"
    [ "$(wc -c <../out)" -lt 3000 ] || fail "a long message is not cut"
    out_is_fine text
    for format in json jsonl csv md; do
        raci --at 2026-03-01 --format $format check --code liar
        exits 0
        out_is_fine $format
    done
}

test_one_subject_is_not_asked() {
    have_check 'check "broken" { test = function(t) error("never") end }'
    raci --at 2026-03-01 who "$(sed -n 's/^\([a-z0-9-]*\),.*/\1/p' "$acme/touchpoints.csv" | sed -n 2p)"
    exits 0
}

# A name may hold what turns a line of text around.
test_name_that_lies() {
    have_check 'check "own \u{202e}eno" { kind = "gap", severity = "error",
        test = function(t) return t.name, t.letters.A end }'
    for command in "check" "check --summary" "what cmo" "what coo"; do
        # shellcheck disable=SC2086
        raci --at 2026-03-01 $command
        out_is_fine text
        ! grep -q "$(printf '\342\200\256')" ../out || fail "$command: a mark of direction is printed as it is"
    done
    out_has 'own \u{202E}eno'
}

test_failure_that_asks() {
    have_check 'check "broken" { on = "unit", test = function(u) return u.nmae end }'
    raci --at 2026-03-01 --format json check --code rule-failed
    exits 3
    out_has 'did you mean \"name\"?",'
}
