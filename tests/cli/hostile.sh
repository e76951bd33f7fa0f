# Names that would act where they are shown.

# An organization whose every name is one of these.
have_hostile() {
    "$lua" "$here/hostile_names.lua" org || fail "no organization"
    raci init
    raci import org
    exits 0
    cat >policy/policy.lua <<'END'
policy { name = "evil | <b>", version = "=1" }
default "the \"head\" | <i>answers</i>" {
  because = "=cmd|' /C calc'!A0",
  assign = { A = head_of_delivering_unit(), R = delivering_units() },
}
rule "-rule, with a comma" {
  because = "\u{202e}\27]0;title\7",
  match = { key = "t1*" },
  assign = { A = { "position:p1", "position:p2" }, I = "unit:company" },
}
rule "forbid <x>" {
  match = { key = "t1*" },
  forbid = { A = "position:p1" },
  require = { I = under("unit:u3") },
}
END
}

# Every command, in one format or on a terminal: hostile_everywhere.lua.
everywhere() {
    "$lua" "$here/hostile_everywhere.lua" "$program" "$1" >../told 2>&1 || fail "$(cat ../told)"
}

# The table that the tests below go by has what the program has.
test_rows() {
    everywhere rows
}

test_each_text() {
    everywhere text
}

test_each_json() {
    everywhere json
}

test_each_jsonl() {
    everywhere jsonl
}

test_each_csv() {
    everywhere csv
}

test_each_md() {
    everywhere md
}

test_each_html() {
    everywhere html
}

test_each_xlsx() {
    command -v unzip >/dev/null || skip "unzip is not installed"
    everywhere xlsx
}

test_each_sarif() {
    everywhere sarif
}

test_each_github() {
    everywhere github
}

test_each_junit() {
    everywhere junit
}

test_each_tap() {
    everywhere tap
}

test_each_lcov() {
    everywhere lcov
}

test_each_terminal() {
    wants_a_terminal
    everywhere terminal
}

# The same under the sanitizers, where each call takes long: some of them.
test_sampled() {
    RACI_EVERY=16 everywhere "text json jsonl csv md html sarif github junit tap lcov"
}

test_asked_by_name() {
    have_hostile
    raci who '=1+1'
    [ "$status" -le 1 ] || fail "not found by its name"
    raci who '<script>alert(1)</script>'
    [ "$status" -le 1 ] || fail "not found by its name"
    raci what "$(printf '\033[31mred\033[0m\007')"
    exits 1 # a position and a person have that name: which?
    out_lacks "$(printf '\033')"
    raci who "$(printf '%0200000d' 0 | head -c 100000)"
    exits 2
    out_empty
    err_has "the question has 100000 bytes, of at most 1000"
}
