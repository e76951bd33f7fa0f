# One model, used by eight commands at the same time: two that write, one that records what it
# checked, five that ask. No answer is of two states, nothing that was acknowledged is lost, and
# whoever has to wait is let in or told so. (unit.concurrency does the same without the program.)
# shellcheck disable=SC2086

seconds=${RACI_SECONDS:-3}
at_most=40 # seconds that a command may take, whoever else there is

# An organization whose every name is the token.
write_files() {
    mkdir -p "$1"
    printf 'key,name,parent,head,kind\nacme,Acme,,ceo,company\nops,%s,acme,coo,department\n' "$2" >"$1/units.csv"
    printf 'key,title,unit,reports_to,office\nceo,Chief,acme,,ceo\ncoo,%s,ops,ceo,coo\n' "$2" >"$1/positions.csv"
    printf 'key,name,units\npay,%s,ops\n' "$2" >"$1/touchpoints.csv"
    printf 'subject,letter,holder,by,reason\ntouchpoint:pay,A,position:coo,office:ceo,%s\n' "$2" >"$1/rulings.csv"
}

# What went wrong is said where all can see it.
wrong() {
    printf '%s\n' "$*" >>../wrong
}

# Runs a command of a neighbour: its status; 75 where it was told that somebody else is there.
neighbour() {
    who=$1
    shift
    begun=$(date +%s)
    code=0
    "$program" "$@" >"../out-$who" 2>"../err-$who" </dev/null || code=$?
    took=$(($(date +%s) - begun))
    [ "$took" -le "$at_most" ] || wrong "$who: $took seconds for $*"
    if [ "$code" = 3 ] && grep -q 'another process is using' "../err-$who"; then
        [ "$took" -ge 4 ] || wrong "$who: gave up after $took seconds: $*"
        echo "$who" >>../busy
        code=75
    fi
    return "$code"
}

writes() {
    n=0
    while [ "$(date +%s)" -lt "$until" ]; do
        n=$((n + 1))
        write_files "in-$1" "w$1x$n"
        code=0
        neighbour "writer-$1" import "in-$1" || code=$?
        case $code in
            0) echo "w$1x$n" >>"../acknowledged-$1" ;;
            75) ;;
            *) wrong "writer $1: $code: $(cat "../err-writer-$1")" ;;
        esac
    done
}

checks() {
    while [ "$(date +%s)" -lt "$until" ]; do
        code=0
        neighbour checker check --record --summary || code=$?
        case $code in
            0 | 1) sed -n 's/^raci: recorded as run \([0-9]*\)$/\1/p' ../err-checker >>../runs ;;
            75) ;;
            *) grep -q 'written by somebody else during the evaluation' ../err-checker ||
                wrong "checker: $code: $(cat ../err-checker)" ;;
        esac
    done
}

# Asks something whose answer names tokens: all are the same.
asks() {
    asker=$1
    shift
    while [ "$(date +%s)" -lt "$until" ]; do
        code=0
        neighbour "$asker" "$@" || code=$?
        case $code in
            0 | 1) echo answered >>"../answers-$asker" ;;
            75) continue ;;
            *) wrong "$asker: $code: $(cat "../err-$asker")" ;;
        esac
        tokens=$(grep -o 'w[0-9]x[0-9]*' "../out-$asker" | sort -u | tr '\n' ' ')
        case $asker:$tokens in
            prover:) ;; # it names nobody
            *' '*' '*) wrong "$asker: an answer of several states: $tokens" ;;
            *:) wrong "$asker: an answer of none" ;;
        esac
    done
}

lines_of() {
    cat "$@" 2>/dev/null | wc -l
}

# Nobody was told what is not so, and what was acknowledged is there.
judge() {
    [ ! -e ../wrong ] || fail "$(head -n 5 ../wrong)"
    for asker in who why matrix checked prover; do
        [ "$(lines_of "../answers-$asker")" -gt 1 ] || fail "$asker was hardly ever answered"
    done
    raci doctor
    exits 0
    raci log --verify
    exits 0
    entries=$(($(lines_of ../acknowledged-0 ../acknowledged-1) + $(lines_of ../runs)))
    [ "$entries" -gt 3 ] || fail "hardly anything was written: $entries"
    out_has "as it was written, $entries entries"
    raci who pay
    last=$(grep -o 'w[0-9]x[0-9]*' ../out | sort -u)
    tail -qn 1 ../acknowledged-* | grep -qx "$last" || fail "'$last' was not acknowledged last"
    echo "$entries written and recorded, $(cat ../answers-* | wc -l) answers, $(lines_of ../busy) told that it is busy"
}

test_each_command_with_neighbours() {
    uncounted
    write_files first w0x0
    raci init .
    raci import first
    exits 0
    echo w0x0 >../acknowledged-0
    until=$(($(date +%s) + seconds))
    writes 0 &
    writes 1 &
    checks &
    asks who who pay &
    asks why why pay A &
    asks matrix matrix &
    asks checked check --format json &
    asks prover log --verify &
    wait
    judge
}
