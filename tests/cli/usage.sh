# How commands and options are read.

test_no_command() {
    raci
    exits 2
    out_empty
    err_has "raci: which command? 'raci help' lists them"
}

test_unknown_command() {
    raci chekc
    exits 2
    out_empty
    err_has "there is no command 'chekc'; did you mean 'check'?"
    raci sing x
    exits 2
    err_has "there is no command 'sing'"
    raci '' x
    exits 2
}

test_unknown_option() {
    raci check --sumary
    exits 2
    out_empty
    err_has "there is no option '--sumary'; did you mean '--summary'?"
    raci --modle x check
    exits 2
    err_has "did you mean '--model'?"
    raci check --json
    exits 2
    err_has "there is no option '--json'; did you mean '--format json'?"
    raci check --sideways
    exits 2
    err_has "there is no option '--sideways'"
    raci check -x
    exits 2
    err_has "there is no option '-x'"
}

test_option_of_another_command() {
    raci who --summary x
    exits 2
    err_has "there is no option '--summary'"
    raci --summary check
    exits 2
    err_has "the option '--summary' stands after its command, as in 'raci check --summary'"
}

test_options_before_and_after() {
    have_acme
    raci --at 2026-03-01 --format json check --code contested
    exits 1
    mv ../out ../first
    raci check --code=contested --format=json --at=2026-03-01
    exits 1
    cmp -s ../first ../out || fail "the place of options changes the answer"
    raci --format csv --at 2026-03-01 check --format json --code contested
    cmp -s ../first ../out || fail "the last of two does not hold"
}

test_values_of_options() {
    raci check --at
    exits 2
    err_has "--at needs a value: --at DATE"
    raci check --at=
    exits 2
    raci check --summary=yes
    exits 2
    err_has "--summary takes no value"
    raci check --at tomorrow
    exits 2
    err_has "expected a date as YYYY-MM-DD, found 'tomorrow'"
    raci check --fail-on fatal
    exits 2
    err_has "--fail-on takes info, warning or error, not 'fatal'"
    raci matrix --by team
    exits 2
    err_has "--by takes unit, position or person, not 'team'"
    raci check --format jsno
    exits 2
    err_has "there is no format 'jsno'; did you mean 'json'?"
}

test_dates_that_are_none() {
    have_acme
    for date in 2026-13-01 2026-02-30 0000-01-01 2026-1-1 20260101; do
        raci check --at "$date"
        exits 2
        out_empty
    done
}

test_too_many_options_of_a_kind() {
    set --
    i=0
    while [ $i -lt 65 ]; do
        set -- "$@" --code contested
        i=$((i + 1))
    done
    raci check "$@"
    exits 2
    err_has "more than 64 times"
}

test_operands() {
    raci who
    exits 2
    err_has "too little is said: raci who SUBJECT"
    raci who one two
    exits 2
    err_has "'two' is one too many: raci who SUBJECT (a name with blanks wants quotes)"
    raci check everything
    exits 2
}

test_two_dashes_end_options() {
    have_acme
    raci who -- --letter
    exits 2
    err_has "--letter"
    raci --at 2026-03-01 who -- refund
    exits 0
}

test_help() {
    raci help
    exits 0
    err_empty
    out_has "who SUBJECT"
    out_is_fine text
    raci --help
    exits 0
    out_has "who SUBJECT"
    for command in init import export check who what why matrix help completion complete; do
        raci help $command
        exits 0
        out_has "raci $command"
        out_is_fine text
        raci $command --help
        exits 0
        out_has "raci $command"
        raci $command -h
        exits 0
    done
    raci help chekc
    exits 2
    out_empty
    err_has "there is no command 'chekc'; did you mean 'raci help check'?"
    raci help polisy
    exits 2
    err_has "did you mean 'raci help policy'?"
    raci help nothing-of-the-kind
    exits 2
    err_has "'raci help' lists those that there are"
}

test_version() {
    raci --version
    exits 0
    grep -qx 'raci [0-9]*\.[0-9]*\.[0-9]*' ../out || fail "expected a version"
}

test_environment() {
    have_acme
    mkdir ../elsewhere
    mv raci.db ../elsewhere/m.db
    mv policy/policy.lua ../elsewhere/p.lua
    RACI_MODEL=../elsewhere/m.db RACI_POLICY=../elsewhere/p.lua
    export RACI_MODEL RACI_POLICY
    raci who refund --at 2026-03-01
    exits 0
    out_has "disputes have two parents"
    RACI_MODEL=nowhere.db
    raci --model ../elsewhere/m.db who refund --at 2026-03-01
    exits 0
    raci who refund
    exits 3
    err_has "there is no model 'nowhere.db' here"
}
