# The governance models that the program carries, by their names.

# Their names, one a line; there may be none of them yet.
models() {
    for file in "$source_root"/rules/models/*.lua; do
        case $file in *_test.lua | *'*'*) continue ;; esac
        basename "$file" .lua
    done | LC_ALL=C sort
}

# One of them, in $model.
have_model() {
    model=$(models | head -n 1)
    [ -n "$model" ] || skip "there is no governance model"
}

test_list() {
    raci models
    exits 0
    err_empty
    out_is_fine text
    if [ -z "$(models)" ]; then
        out_has "This raci carries no governance models."
        return
    fi
    raci models --format csv
    exits 0
    sed '1d; s/,.*//' ../out >../listed
    models | cmp -s - ../listed || fail "not the models of rules/models: $(cat ../listed)"
    raci models --format jsonl
    exits 0
    ! grep -F '"idea":""' ../out || fail "a model without an idea"
}

# What a model says of itself is the comment that its file begins with.
test_describe() {
    have_model
    for name in $(models); do
        raci models "$name"
        exits 0
        err_empty
        out_is_fine text
        out_has "raci --policy $name check"
        word=$(sed -n '1s/^-- *[^ ]* *\([^ ]*\).*/\1/p' "$source_root/rules/models/$name.lua")
        out_has "$word"
        raci models "$name" --print
        exits 0
        cmp -s ../out "$source_root/rules/models/$name.lua" || fail "not the text of $name"
    done
}

test_formats() {
    for format in json jsonl csv md; do
        raci models --format "$format"
        exits 0
        [ -z "$(models)" ] || out_is_fine "$format"
    done
    have_model
    for format in json jsonl csv md; do
        raci models "$model" --format "$format"
        exits 0
        out_is_fine "$format"
        raci models "$model" --print --format "$format"
        exits 0
        out_is_fine "$format"
    done
}

test_unknown() {
    raci models xyzzy-plugh
    exits 2
    out_empty
    err_has "there is no governance model 'xyzzy-plugh'"
    raci models xyzzy-plugh --format json
    exits 2
    out_has '{"error":{"message":"there is no governance model'
    raci models --print
    exits 2
    err_has "--print goes with the name of a model"
    raci models one two
    exits 2
    have_model
    raci models "${model}x"
    exits 2
    err_has "did you mean '$model'?"
}

test_policy_by_name() {
    have_model
    have_acme
    raci --policy "$model" --at 2026-03-01 matrix --format json
    exits 0
    mv ../out ../by_name
    raci models "$model" --print
    mkdir copy
    cp ../out copy/policy.lua
    raci --policy copy --at 2026-03-01 matrix --format json
    exits 0
    cmp -s ../by_name ../out || fail "its name and its text say different things"
    RACI_POLICY=$model
    export RACI_POLICY
    raci --at 2026-03-01 matrix --format json
    unset RACI_POLICY
    exits 0
    cmp -s ../by_name ../out || fail "RACI_POLICY and --policy say different things"
    raci --policy "${model}x" check
    exits 3
    err_has "${model}x: there is no such file; did you mean the governance model '$model'?"
}

# A file or a folder of that name goes before the model.
test_files_go_first() {
    have_model
    have_acme
    echo 'policy { name = "mine" }' >"$model"
    raci --policy "$model" --format json check --summary
    out_has '"policy":{"name":"mine"'
    rm "$model"
    mkdir "$model"
    echo 'policy { name = "folder" }' >"$model/any.lua"
    raci --policy "$model" --format json check --summary
    out_has '"policy":{"name":"folder"'
}

test_included() {
    have_model
    have_acme
    cat >own.lua <<END
policy { name = "own", version = "1" }
include "models/$model"
exception "checkout is the COO's" {
  because = "it was agreed",
  match   = { key = "checkout" },
  assign  = { A = "position:coo" },
}
END
    raci --policy own.lua --at 2026-03-01 who checkout --letter A
    exits 0
    out_has "checkout is the COO's"
    echo "include \"models/${model}x\"" >>own.lua
    raci --policy own.lua check
    exits 3
    err_has "did you mean \"models/$model\"?"
}

# What a recorded run keeps is enough to say why again.
test_recorded() {
    have_model
    have_acme
    raci --policy "$model" --at 2026-03-01 check --summary --record
    [ "$status" -le 1 ] || fail "not recorded"
    raci --at 2026-03-01 who checkout --as-recorded --format json
    exits 0
    out_has '"file":"rules/' # the model's, or a part that models share
}

test_completed() {
    raci complete -- models ''
    exits 0
    cut -f1 ../out >../offered
    models | cmp -s - ../offered || fail "offered: $(cat ../offered)"
    have_model
    raci complete -- check --policy "$(echo "$model" | cut -c1-3)"
    exits 0
    out_has "$model"
    out_has ":file"
}
