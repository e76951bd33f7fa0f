# What goes wrong, what is said, and the exit status.

test_no_model() {
    for command in check matrix "who x" "what x" "why x" "export d"; do
        # shellcheck disable=SC2086
        raci $command
        exits 3
        out_empty
        err_has "there is no model 'raci.db' here; make one with 'raci init'"
    done
    raci --model nowhere.db check
    exits 3
    out_empty
    err_has "nowhere.db"
}

test_errors_as_json() {
    for format in json jsonl; do
        raci --format $format check
        exits 3
        out_is_fine $format
        out_has '{"error":{"message":"there is no model '
        out_has '"where":['
        err_has "raci: there is no model"
    done
    raci check --bogus --format json
    exits 2
    out_is_fine json
    out_has '{"error":{"message":"there is no option '
    for format in text csv md; do
        raci --format $format check
        out_empty
    done
}

test_foreign_model() {
    echo "this is no model, but a text" >raci.db
    raci check
    exits 3
    out_empty
    : >empty.db
    raci --model empty.db check
    exits 3
    raci --model . check
    [ "$status" = 3 ] || [ "$status" = 4 ] || fail "a folder is no model"
    out_empty
}

test_newer_model() {
    raci init
    exits 0
    # The schema's version stands at byte 60 of an SQLite file.
    printf '\177\0\0\0' | dd of=raci.db bs=1 seek=60 conv=notrunc 2>/dev/null
    raci check
    exits 3
    out_empty
    err_has "newer"
}

test_damaged_model() {
    have_acme
    head -c 9000 raci.db >cut.db
    raci --model cut.db check
    exits 3
    out_empty
}

test_read_only_model() {
    have_acme
    chmod a-w raci.db
    raci --at 2026-03-01 check
    exits 1
    without_privileges
    mkdir more
    printf 'key,name\nmore,More\n' >more/units.csv
    raci import more
    exits 4
    out_empty
}

test_unreadable_model() {
    have_acme
    chmod a-r raci.db
    without_privileges
    raci check
    exits 4
    out_empty
}

# A policy that cannot be read is not as good as none.
test_unreadable_policy() {
    have_acme
    chmod a-rx policy
    without_privileges
    raci --at 2026-03-01 check
    exits 4
    out_empty
    err_has "policy: the folder cannot be read"
}

# A limit on what files may have is a disk that is full, and no signal that ends the program.
test_files_that_may_not_grow() {
    have_acme
    # shellcheck disable=SC2016
    echo 'ulimit -f 8 && exec "$@"' >../limited
    as="sh ../limited"
    raci --at 2026-03-01 report -o page.html
    exits 4
    out_empty
    err_has "'page.html' cannot be written: File too large"
    [ "$(echo *)" = "meta policy raci.db" ] || fail "something is left: $(echo *)"
    [ -z "$(find . -name '.page*')" ] || fail "half a page is left"
}

test_busy_model() {
    have_acme
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    mkfifo ../hold
    sqlite3 raci.db >/dev/null 2>&1 <../hold &
    exec 3>../hold
    echo "BEGIN EXCLUSIVE; CREATE TABLE held (x);" >&3
    sleep 1
    raci import "$acme"
    exec 3>&-
    wait
    exits 4
    out_empty
}

test_standard_streams() {
    have_acme
    raci import -
    exits 1
    out_has "nothing in it was recognized"
    raci import - .
    exits 2
    out_empty
    err_has "'-' is standard input, which goes with other files"
    raci export -
    exits 2
    err_has "'-' is standard output"
    test ! -e ./- || fail "a folder named '-' was made"
    raci --policy - check
    exits 2
    err_has "a policy is a file or folder"
}

test_unknown_names() {
    have_acme
    raci who "chekout xyzzy"
    exits 2
    out_empty
    err_has "did you mean 'touchpoint:checkout' (Checkout page)"
    raci who xyzzy
    exits 2
    err_has "no touchpoint or journey is called 'xyzzy'"
    raci who touchpoint:nowhere
    exits 2
    raci why journey:nowhere
    exits 2
    raci what position:cmoo
    exits 2
    err_has "there is no position 'cmoo' on the date; did you mean 'cmo'?"
    raci what "Chief Marketing Spaceman"
    exits 2
    err_has "did you mean 'position:cmo' (Chief Marketing Officer)"
    raci what touchpoint:refund
    exits 2
    err_has "a touchpoint holds no letters"
    raci what office:cfo
    exits 2
    raci matrix --journey byu
    exits 2
    err_has "there is no journey 'byu' on the date; did you mean 'buy'?"
    raci check --code contestd
    exits 2
    err_has "contested"
    raci who refund --letter X
    exits 2
    err_has "the scheme RACI has no letter 'X'; it has A, C, I, R"
    raci why refund X
    exits 2
    out_empty
}

test_what_may_be_several() {
    have_acme
    raci what chief
    exits 1
    err_empty
    out_has "It could be any of 4; ask again with one of these:"
    out_has "position:coo  Chief Operations Officer  operations"
    raci --format json what chief
    exits 1
    out_has '{"candidates":[{"ref":"position:ceo","name":"Chief Executive Officer","kind":"position","unit":"acme"}'
}

# Names as people type them: one that fits answers at once.
test_asked_as_typed() {
    have_acme
    raci who chekout
    exits 0
    out_has "touchpoint:checkout"
    raci why "PAGE checkuot"
    exits 0
    out_has "Checkout page"
    raci what "Chief Marketting Officer"
    exits 0
    out_has "position:cmo"
    raci --format json what "ruiz dana"
    exits 0
    out_has '"ref":"person:dana-ruiz"'
}

test_bad_policy() {
    have_acme
    printf 'policy { name = "x" }\nrule "a" { mach = {} }\n' >bad.lua
    raci --policy bad.lua check
    exits 3
    out_empty
    err_has "bad.lua:2"
    err_has "match"
    raci --policy bad.lua --format json check
    exits 3
    out_is_fine json
    out_has '"file":"bad.lua","line":2'
    raci --policy nowhere.lua check
    exits 3
    err_has "nowhere.lua"
    printf 'policy { name = "x" }\nrule "a" { mach = {} }\nrule "b" { mach = {} }\n' >bad.lua
    raci --policy bad.lua check
    exits 3
    [ -z "$(sed 's/^raci: //' ../err | sort | uniq -d)" ] || fail "a problem is told twice"
    err_has "bad.lua:2"
    err_has "bad.lua:3"
    cat >bad.lua <<'END'
policy { name = "x" }
rule "a" { match = { tag = "billing" }, assign = { A = "position:coo" } }
rule "b" {
  assign = { A = "position:coo" }, match = { tag = "billing",
    tag = "dispute" },
}
END
    raci --policy bad.lua check
    exits 3
    out_empty
    err_has 'bad.lua:5: "tag" is given twice in one table; the first is on line 4'
}

test_failing_rule() {
    have_acme
    cat >fails.lua <<'END'
policy { name = "fails", version = "1" }
rule "it fails" {
  because = "to see what happens",
  when = function(t) return t.criticality > "x" end,
  assign = { A = "position:coo" },
}
END
    for command in check matrix "who refund" "why refund" "what coo"; do
        # shellcheck disable=SC2086
        raci --policy fails.lua --format json $command
        exits 3
        out_is_fine json
        out_has ',"error":{"message":'
        out_has '"file":"fails.lua","line":4'
        err_has "raci: a rule failed: fails.lua:4"
    done
    raci --policy fails.lua check
    exits 3
    out_has "rule-failed"
    out_has "This answer is not to be relied on"
    raci --policy fails.lua --format jsonl check
    exits 3
    out_is_fine jsonl
}

test_import_with_errors() {
    raci init
    mkdir org
    printf 'key,name,parent\na,A,nowhere\nb,B,b\n' >org/units.csv
    printf 'key,title,unit\nBad Key,X,a\n' >org/positions.csv
    raci import org
    exits 3
    out_empty
    err_has "org/units.csv:2:5: "
    err_has "org/positions.csv:2:1: "
    raci --format json import org
    exits 3
    out_is_fine json
    out_has '"file":"org/units.csv","line":2,"column":5'
    raci --format json matrix
    exits 0
    out_has '"rows":[]'
}

test_import_of_what_is_no_folder() {
    have_acme
    raci import "$acme" "$acme/heads.txt"
    exits 2
    err_has "is no folder: folders go together, and files"
    raci import nowhere
    exits 2
    err_has "there is no file or folder 'nowhere' to import"
    mkdir nothing
    raci import nothing
    exits 2
}

test_several_imports() {
    raci init
    mkdir bad
    printf 'key,parent\nx,nowhere\n' >bad/units.csv
    raci import "$acme" bad
    exits 3
    out_empty
    err_has "imported before that, and kept: $acme"
    raci who refund --at 2026-03-01
    exits 0
}

test_messages_do_no_harm() {
    have_acme
    escape=$(printf '\033[31mred')
    raci who "$escape"
    exits 2
    err_has 'u{001B}[31mred'
    raci "$escape"
    exits 2
    err_has 'u{001B}[31mred'
    raci --model "$escape" check
    exits 3
    err_has 'u{001B}[31mred'
    raci --format "$escape" check
    exits 2
    ! grep -q "$(printf '\033')" ../err || fail "an escape sequence went to standard error"
}

# However short its name is, a file is told.
test_a_file_of_one_letter() {
    raci init .
    raci import "$acme"
    printf 'policy { name = "p" }\nrule "r" { because = "x", when = function(t) return t.name.x.y end,\n' >p
    printf '    assign = { A = "position:cxo" } }\n' >>p
    raci --policy p --at 2026-03-01 check
    exits 3
    out_has "first on the touchpoint 'Advertisement': p:2:"
}
