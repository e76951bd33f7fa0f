# Completion: what the program offers, and what the shells make of it.

# Says what `raci complete` offers for a line, without what it says of them.
offers() {
    raci complete -- "$@"
    exits 0
    err_empty
    cut -f1 ../out | tr '\n' ' ' >../offered
}

offered() {
    [ "$(cat ../offered)" = "$1" ] || fail "expected: $1, found: $(cat ../offered)"
}

test_commands() {
    offers w
    grep -q '^who what why ' ../offered || fail "expected who, what, why"
    offers ''
    for command in init import export check who what why matrix help completion; do
        grep -qw "$command" ../offered || fail "expected $command"
    done
    ! grep -qw complete ../offered || fail "what is for programs is offered to people"
    offers whi ''
    offered ''
    offers help co
    offered 'contest compare completion '
    offers help p
    offered 'power policy '
}

test_options_and_values() {
    offers --mo
    offered '--model '
    offers check --sum
    offered '--summary '
    offers who --sum
    offered ''
    offers check --fail-on ''
    offered 'info warning error '
    offers check --fail-on=w
    offered '--fail-on=warning '
    offers --format j
    offered 'json jsonl '
    offers check --code contes
    offered 'contested '
    offers init --sample ''
    offered 'halvenny nyc311 tindale '
    offers matrix --by p
    offered 'position person '
    offers completion ''
    offered 'bash zsh fish '
    offers check --summary=
    offered ''
    offers who -- --sum
    offered ''
}

test_names_of_files_are_the_shells() {
    offers --model r
    offered ':file '
    offers init ''
    offered ':folder '
    offers export ''
    offered ':file '
    offers export --format x
    offered 'xlsx '
    offers who --format x
    offered ''
    offers export one ''
    offered ''
    offers import one two ''
    offered ':file '
}

test_keys() {
    have_acme
    raci export ../acme
    first=$(sed -n 2p ../acme/touchpoints.csv | cut -d, -f1)
    offers who "$first"
    grep -qw -- "$first" ../offered || fail "expected $first"
    offers who "touchpoint:$first"
    grep -qw -- "touchpoint:$first" ../offered || fail "expected touchpoint:$first"
    offers who enter
    offered 'enterprise '
    offers who x --letter ''
    offered 'A C I R '
    offers why x ''
    offered 'A C I R '
    mkdir ../far
    mv raci.db policy ../far
    offers who "$first"
    offered ''
    offers --model ../far/raci.db who "$first"
    grep -qw -- "$first" ../offered || fail "expected $first"
    RACI_MODEL=../far/raci.db
    export RACI_MODEL
    offers who "$first"
    grep -qw -- "$first" ../offered || fail "expected $first"
}

test_letters_of_the_scheme() {
    have_acme
    echo 'policy { scheme = "DACI" }' >daci.lua
    offers --policy daci.lua why x ''
    offered 'A C D I '
    RACI_POLICY=daci.lua
    export RACI_POLICY
    offers why x ''
    offered 'A C D I '
    echo 'policy { scheme = "RASCI" }' >rasci.lua
    offers --policy=rasci.lua why x ''
    offered 'A C I R S '
}

# Of more keys than anybody reads, their beginnings.
test_many_keys() {
    raci init
    mkdir ../many
    { echo key; seq -f 'way-%04.0f' 0 999; echo other; } >../many/touchpoints.csv
    raci import ../many
    exits 0
    offers who ''
    offered 'enterprise other way-0 :more '
    offers who way
    offered 'way-00 way-01 way-02 way-03 way-04 way-05 way-06 way-07 way-08 way-09 :more '
    offers who way-012
    offered 'way-0120 way-0121 way-0122 way-0123 way-0124 way-0125 way-0126 way-0127 way-0128 way-0129 '
}

# Nothing that is typed or stands in a model is evaluated or complained of.
test_hostile_words() {
    have_acme
    # shellcheck disable=SC2016
    for word in "'" '"' '$(touch gone)' '`touch gone`' '; touch gone' '%s%n' '*' '--' '-' '--=' '=' ':' \
        "$(printf 'a\tb')" "$(printf '\377')" "$(printf 'x%.0s' $(seq 3000))"; do
        for command in who what why matrix help nonsense --model --at --journey; do
            raci complete -- $command "$word"
            exits 0
            err_empty
            raci complete -- check "$word" ''
            exits 0
            err_empty
        done
    done
    [ ! -e gone ] || fail "something was run"
    raci complete
    exits 0
    echo nonsense >raci.db
    raci complete -- who ''
    exits 0
    err_empty
}

# ---- the shells ----

# Bash as it completes a line that ends at the cursor; the words are those into which
# it cuts the line itself.
in_bash() {
    command -v bash >/dev/null || skip "bash is not installed"
    raci completion bash
    exits 0
    cp ../out ../raci.bash
    PATH=$(dirname "$program"):$PATH bash -c '
        set -f
        . ../raci.bash
        COMP_LINE=$1; shift; COMP_POINT=${#COMP_LINE}
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        _raci raci
        printf "%s " "${COMPREPLY[@]}"' bash "$@" >../offered 2>../err || fail "bash fails"
    err_empty
}

test_bash() {
    have_acme
    in_bash 'raci wh' raci wh
    grep -q '^who what why ' ../offered || fail "expected who, what, why, found $(cat ../offered)"
    in_bash 'raci check --fail-on=w' raci check --fail-on = w
    offered 'warning '
    in_bash 'raci check --fail-on=' raci check --fail-on =
    offered 'info warning error '
    in_bash 'raci check --fail-on ' raci check --fail-on ''
    offered 'info warning error '
    in_bash 'raci  --format  js' raci --format js
    offered 'json jsonl '
    in_bash 'raci who enterpri' raci who enterpri
    offered 'enterprise '
    in_bash "raci who 'enterpri" raci who "'enterpri"
    offered 'enterprise '
    raci export ../acme
    first=$(sed -n 2p ../acme/touchpoints.csv | cut -d, -f1)
    in_bash "raci who touchpoint:$first" raci who touchpoint : "$first"
    grep -qw -- "$first" ../offered || fail "expected $first, found $(cat ../offered)"
    ! grep -q touchpoint ../offered || fail "bash keeps what stands before the colon itself"
    mkdir 'a folder' 'plain'
    touch 'a file'
    in_bash 'raci init a' raci init a
    offered 'a folder '
    in_bash 'raci --model a' raci --model a
    offered 'a file a folder '
    in_bash 'raci --model=a' raci --model = a
    offered 'a file a folder '
}

test_bash_evaluates_nothing() {
    have_acme
    # shellcheck disable=SC2016
    for word in '$(touch gone)' '`touch gone`' "'\$(touch gone)" '"$(touch gone)' 'a\$(touch' '*'; do
        in_bash "raci who $word" raci who "$word"
        in_bash "raci --model $word" raci --model "$word"
    done
    in_bash 'raci who a->b' raci who a- '>' b
    offered ' '
    # A letter of a policy is a text of somebody's.
    mkdir odd
    # shellcheck disable=SC2016
    printf '%s\n' 'policy { scheme = "odd" }' 'scheme "odd" { accountable = "A", responsible = "R",' \
        '  letters = { A = {}, R = {} } }' >odd/policy.lua
    in_bash 'raci --policy odd why x ' raci --policy odd why x ''
    offered 'A R '
    [ ! -e gone ] || fail "something was run"
}

# What zsh would be given for a line of these words, without its line editor.
in_zsh() {
    # shellcheck disable=SC2016
    PATH=$(dirname "$program"):$PATH zsh -fc '
        compdef() { : }
        compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -rn -- "${(j: :)@} " }
        _files() { print -rn -- "files${*:+ $*} " }
        . ../_raci
        words=(raci "$@"); CURRENT=$#words; PREFIX=$words[-1]
        _raci' zsh "$@" >../offered 2>../err || fail "zsh fails"
    err_empty
}

test_zsh() {
    command -v zsh >/dev/null || skip "zsh is not installed"
    have_acme
    raci completion zsh
    cp ../out ../_raci
    zsh -fn ../_raci || fail "zsh does not read it"
    in_zsh chec
    offered 'check '
    in_zsh check --fail-on ''
    offered 'info warning error '
    in_zsh check --fail-on=w
    offered '--fail-on=warning '
    in_zsh --format "'csv'" who enterpri
    offered 'enterprise '
    in_zsh --model x
    offered 'files '
    in_zsh export x
    offered 'files -/ '
    # shellcheck disable=SC2016
    in_zsh who '$(touch gone)'
    offered ''
    [ ! -e gone ] || fail "something was run"
}

test_fish() {
    command -v fish >/dev/null || skip "fish is not installed"
    have_acme
    raci completion fish
    cp ../out ../raci.fish
    HOME=$work fish -n ../raci.fish || fail "fish does not read it"
    for line in 'raci check --fail-on ' 'raci check --fail-on w'; do
        HOME=$work PATH=$(dirname "$program"):$PATH fish -N -c '
            source ../raci.fish
            complete -C $argv[1]' "$line" >../out 2>../err || fail "fish fails"
        cut -f1 ../out | tr '\n' ' ' >../offered
        grep -qw warning ../offered || fail "expected warning, found $(cat ../offered)"
    done
}

test_no_other_shell() {
    raci completion csh
    exits 2
    out_empty
    err_has "there is a script for bash, zsh and fish, not for 'csh'"
}
