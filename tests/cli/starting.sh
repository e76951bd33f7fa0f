# init, import and export.

test_init() {
    raci init
    exits 0
    err_empty
    out_has "wrote raci.db"
    [ -f raci.db ] && [ -d policy ] || fail "no raci.db or no policy/"
    raci check
    exits 1 # nobody is CEO
    raci --format json matrix
    exits 0
    out_has '{"letters":["A","C","I","R"],"rows":[]}'
    raci matrix
    exits 0
    out_has "The organization has no touchpoints on that date."
}

test_init_of_a_folder() {
    raci init new
    exits 0
    [ -f new/raci.db ] && [ -d new/policy ] || fail "no new/raci.db or no new/policy/"
    raci --model new/raci.db check --summary
    exits 1
    raci --model other.db init
    exits 0
    [ -f other.db ] || fail "no other.db"
    raci --model other.db init third
    exits 2
    [ ! -e third ] || fail "third was made"
}

test_init_overwrites_nothing() {
    raci init
    exits 0
    cksum raci.db policy/* >../before
    raci init
    exits 2
    out_empty
    err_has "'raci.db' is there already; nothing was done"
    raci init --sample halvenny
    exits 2
    cksum raci.db policy/* >../after
    cmp -s ../before ../after || fail "something changed"
    mkdir -p other/policy
    echo "-- mine" >other/policy/policy.lua
    raci init other --sample halvenny
    exits 2
    [ ! -e other/raci.db ] || fail "other/raci.db was made"
    [ "$(cat other/policy/policy.lua)" = "-- mine" ] || fail "a policy was overwritten"
    echo "no folder" >file
    raci init file
    exits 2
    [ "$(cat file)" = "no folder" ] || fail "a file was overwritten"
}

test_init_takes_back() {
    without_privileges
    mkdir locked
    chmod a-w locked
    raci init locked/new
    exits 4
    out_empty
    [ ! -e locked/new ] || fail "locked/new was made"
}

# Where the example has no room, though all else would have.
test_init_where_paths_are_long() {
    far=$(printf '%2034s' | sed 's,.,./,g')xxx
    raci init "$far"
    exits 2
    err_has "a path is longer than 4096 bytes"
    [ -z "$(ls)" ] || fail "something is left: $(ls)"
    raci init "${far#????????????????????????}"
    exits 0
    [ -e xxx/policy/policy.lua.example ] || fail "there is no example"
}

test_samples() {
    raci init --sample nowhere
    exits 2
    out_empty
    err_has "there is no sample 'nowhere'; there are: "
    err_has "halvenny"
    [ ! -e raci.db ] || fail "a model was made all the same"
    raci help init
    out_has "halvenny"
    raci init demo --sample halvenny
    exits 0
    [ "$(find demo -name '.*' ! -name . ! -name .luarc.json | wc -l)" = 0 ] || fail "something passing stayed"
    cd demo || fail "no demo"
    raci check
    exits 1
}

test_policy_beside_the_model() {
    have_acme
    raci --at 2026-03-01 who refund
    out_has "(policy/policy.lua:"
    mkdir ../cwd
    cd ../cwd || fail "no folder"
    raci --model ../there/raci.db --at 2026-03-01 who refund
    exits 0
    out_has "(../there/policy/policy.lua:"
}

test_shipped_policy_when_there_is_none() {
    have_acme
    rm policy/policy.lua
    raci --at 2026-03-01 check --summary
    out_has "by the policy default"
    rm -r policy
    raci --at 2026-03-01 check --summary
    out_has "by the policy default"
}

test_several_policies() {
    have_acme
    printf 'rule "more" { because = "x", match = { key = "review" }, assign = { I = "unit:acme" } }\n' \
        >more.lua
    raci --policy policy/policy.lua --policy more.lua --at 2026-03-01 who review
    exits 0
    out_has "(more.lua:1)"
    raci --policy more.lua --policy policy --at 2026-03-01 --format json check
    mv ../out ../first
    raci --policy policy --policy more.lua --at 2026-03-01 --format json check
    cmp -s ../first ../out || fail "the order of policies changes the answer"
}

test_import_and_export() {
    ln -s "$acme" acme # a short name, so that no line is broken
    raci init
    raci import --dry-run acme
    exits 0
    out_has "A dry run: nothing was kept."
    raci --format json matrix
    out_has '"rows":[]'
    raci import acme
    exits 0
    err_empty
    out_has " added, 0 updated, 0 unchanged, from 14 files."
    raci import acme acme
    exits 0
    out_has ": 0 added, 0 updated, "
    raci export one
    exits 0
    raci --model second.db init
    raci --model second.db import one
    exits 0
    raci --model second.db export two
    diff -r one two >../told || fail "export, import, export: $(cat ../told)"
    raci --format json --at 2026-03-01 check
    mv ../out ../first
    raci --model second.db --format json --at 2026-03-01 check
    cmp -s ../first ../out || fail "the same organization gives another answer"
}

test_fail_on() {
    have_acme
    raci --at 2026-03-01 check --code joint-accountable
    exits 0
    raci --at 2026-03-01 check --code joint-accountable --fail-on warning
    exits 0
    raci --at 2026-03-01 check --code joint-accountable --fail-on info
    exits 1
    raci --at 2026-03-01 check --code only-by-default --fail-on warning
    exits 1
    raci --at 2026-03-01 check --code only-by-default --fail-on error
    exits 0
    raci --at 2026-03-01 check --code only-by-default --fail-on warning --summary
    exits 1
    raci --at 2026-03-01 check --code no-ceo
    exits 0
    out_has "Nothing was found."
}

test_who_lists_what_fits() {
    have_acme
    raci --at 2026-03-01 --format json who re
    exits 1
    out_has '{"candidates":[{"ref":"'
    err_empty
    raci --at 2026-03-01 who "refund, or EXCHANGE"
    exits 0
    out_has "Refund, or exchange"
    raci --at 2026-03-01 who enterprise
    exits 0
    out_has 'Nobody is accountable for "the enterprise".'
    raci --at 2026-03-01 who buy
    exits 0
    out_has "journey:buy"
}

# `who` loads only what it needs, `what` everything: they name the same people.
test_who_knows_everybody_in_a_unit() {
    raci init --sample halvenny
    exits 0
    COLUMNS=400
    export COLUMNS
    for unit in insight billing customer-marketing; do
        raci --at 2026-03-01 what unit:$unit
        exits 0
        people=$(sed -n '1s/^[^(]*(\(.*\)) is .*/\1/p' ../out)
        [ -n "$people" ] || fail "nobody in unit:$unit"
        raci --at 2026-03-01 --format csv what unit:$unit
        subject=$(grep ",unit:$unit\$" ../out | head -n 1 | cut -d , -f 1)
        [ -n "$subject" ] || fail "unit:$unit has no letter"
        raci --at 2026-03-01 who "$subject"
        out_has "$people"
    done
}
