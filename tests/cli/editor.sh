# What editors read: meta, and what init puts down for them.

compiles() {
    if command -v luac5.4 >/dev/null; then
        luac5.4 -p "$1" || fail "$1 is no Lua"
    else
        "$lua" -e "assert(loadfile('$1'))" || fail "$1 is no Lua"
    fi
}

# The values of an alias, without their quotes.
values() {
    awk -v alias="---@alias raci.$1" '$0 == alias { inside = 1; next }
        inside && /^---\|/ { sub(/^---\|/, ""); sub(/ # .*/, ""); print; next }
        { inside = 0 }' "${2:-../out}" | tr -d '"'
}

test_names() {
    have_acme
    raci --at 2026-03-01 meta
    exits 0
    err_empty
    compiles ../out
    [ "$(values StageKey | tr '\n' ' ')" = "awareness purchase support usage " ] || fail "stages: $(values StageKey)"
    [ "$(values Letter | tr '\n' ' ')" = "A C I R " ] || fail "letters: $(values Letter)"
    values Reference | grep -qx position:coo || fail "no position:coo"
    values Reference | grep -qx office:cxo || fail "no office:cxo"
    values Reference | grep -qx unit:support || fail "no unit:support"
    values Reference | grep -qx team:onboarding || fail "no team:onboarding"
    ! values Reference | grep -q '^person:' || fail "people were not asked for"
    values UnitKey | grep -qx support || fail "no unit support"
    values UnitKey | grep -qx unit:support || fail "no unit:support"
    values TouchpointKey | grep -qx checkout || fail "no touchpoint"
    values TouchpointKey | grep -qx string || fail "globs will not do"
    values RuleName | grep -qx "marketing answers for the purchase" || fail "no rule"
    values Check | grep -qx no-accountable || fail "no check"
    ! values Check | grep -qx string || fail "any check will do"
    values Tag | grep -qx dispute || fail "no tag"
    out_has '# Chief Operations Officer'
    out_has '---@class (exact) raci.Granted'
    out_has '---@field A? raci.HolderExpression # Accountable'
    out_has '---@field ["no-accountable"]? "on"|"off"|raci.CheckFields'
    raci --at 2026-03-01 meta --people
    values Reference | grep -qx person:dana-ruiz || fail "no people"
}

test_attributes() {
    have_acme
    mkdir more
    printf 'key,region,two words,"a ""quoted"" one"\nreview,eu,x,y\n' >more/touchpoints.csv
    raci import more
    exits 0
    raci meta
    compiles ../out
    out_has '---@field region? raci.AttributeValue'
    out_has '---@field ["two words"]? raci.AttributeValue'
    out_lacks 'quoted" one'
}

# Of very many no editor wants a list.
test_many() {
    raci init
    mkdir many
    echo key,name >many/channels.csv
    i=0
    while [ "$i" -lt 2001 ]; do
        echo "c$i,x"
        i=$((i + 1))
    done >>many/channels.csv
    printf 'key\nbuy\n' >many/stages.csv
    raci import many
    exits 0
    raci meta
    [ "$(values ChannelKey)" = string ] || fail "they are listed"
    out_has "-- Of more than 2000 none is listed, and any text will do: channel, 2001."
    [ "$(values StageKey)" = buy ] || fail "stages: $(values StageKey)"
    [ "$(values JourneyKey)" = string ] || fail "there are no journeys: any will do"
}

# The files of rules/meta as one: of those behind the first without their first line.
language() {
    cat "$1/rules/meta/raci.lua"
    for file in raci_case raci_scenario; do
        sed 1s/.*// "$1/rules/meta/$file.lua"
    done
}

# Whatever is not between the marks is the file that comes with raci.
test_the_language_alone() {
    mkdir empty && cd empty || fail "no folder"
    "$program" meta >../../out 2>../../err || fail "expected the language"
    language "$source_root" | cmp -s - ../../out || fail "it is not what rules/meta has"
    cd ..
    have_acme
    raci meta
    outside='/^-- names begin/,/^-- names end/d'
    sed "$outside" ../out >../mine
    language "$source_root" | sed "$outside" | cmp -s - ../mine || fail "the language differs"
    raci --model nowhere.db meta
    exits 3
    out_empty
}

# A policy that is being written may be wrong.
test_a_broken_policy() {
    have_acme
    echo 'rule "x" { becaus = "y" }' >>policy/policy.lua
    raci meta
    exits 0
    err_has "the policy cannot be loaded"
    err_has "policy/policy.lua:$(wc -l <policy/policy.lua): rule \"x\": "
    compiles ../out
    out_has '---@alias raci.Letter "R"|"A"|"C"|"I"|string'
    values StageKey | grep -qx usage || fail "no stages"
    raci --policy nowhere.lua meta
    exits 0
    err_has "its own checks are left out: nowhere.lua: there is no such file"
}

test_hostile() {
    "$lua" "$here/hostile_names.lua" org || fail "no organization"
    raci init
    raci import org
    exits 0
    cat >policy/policy.lua <<'END'
policy { name = "x" }
scheme "x" { letters = { A = { name = "A\nos.exit()" }, R = {} } }
rule "\"|string # x" { because = "so", assign = { A = "position:p1" } }
rule "a \\" { because = "so", assign = { A = "position:p1" } }
rule "plain # --[[" { because = "so", assign = { A = "position:p1" } }
check "in \"quotes\"" { test = function() end }
END
    raci --policy policy/policy.lua meta --people
    exits 0
    err_empty
    compiles ../out
    values Check | grep -qx string || fail "a check that is left out is underlined"
    out_has "---@class raci.CheckSettings: {"
    [ "$(values RuleName | tr '\n' ';')" = "plain;string;" ] || fail "rules: $(values RuleName)"
    sed '/^-- names begin/,/^-- names end/!d' ../out | grep -v '^--' && fail "a line that is no remark"
    for format in json jsonl csv md; do
        raci --format "$format" meta
        exits 0
        out_is_fine "$format"
    done
}

# Beside a new model, and never a policy.
test_init() {
    raci init --sample halvenny
    exits 0
    out_has .luarc.json
    out_has meta/raci.lua
    compiles meta/raci.lua
    for word in 'rule(name)' 'case(name)' 'expect.moves(subject, letter, from, to)' 'leave(fields)' 'scenario(name)'; do
        grep -qFx -e "function $word end" meta/raci.lua || fail "an editor does not know $word"
    done
    [ "$(grep -c '^---@meta' meta/raci.lua)" = 1 ] || fail "it is not one file"
    values Reference meta/raci.lua | grep -qx position:coo || fail "no names"
    LUA_PATH="$source_root/tests/reference/?.lua" "$lua" -e 'local text = io.open(".luarc.json"):read("a")
        assert(require("json").read(text)["workspace.library"][1] == "meta")' ||
        fail ".luarc.json is not right"
    raci check --summary
    exits 1
    raci --policy . check --summary
    exits 3
    err_has "the folder has no policy"
    echo 'include "meta/raci"' >outside.lua
    rm -r meta
    raci --policy outside.lua check
    exits 3
    err_has "there is neither meta/raci.lua nor a shipped"
}

test_init_leaves_what_is_there() {
    mkdir meta
    echo mine >.luarc.json
    echo mine >meta/raci.lua
    raci init
    exits 0
    [ "$(cat .luarc.json meta/raci.lua | sort -u)" = mine ] || fail "something was overwritten"
}
