# Help and manual pages, which are made of one table.

# The names that have a page, one a line: commands, and what else is explained.
pages() {
    raci complete -- help ''
    exits 0
    { cut -f1 ../out; echo complete; } >../pages
}

test_help_of_everything() {
    pages
    [ "$(wc -l <../pages)" -gt 10 ] || fail "expected more pages"
    while read -r page; do
        raci help "$page"
        exits 0
        err_empty
        out_is_fine text
    done <../pages
}

test_every_command_has_examples() {
    pages
    while read -r page; do
        raci help "$page"
        case $page in policy | model | scenario) continue ;; esac
        out_has "Examples:"
        out_has "Exit status:"
        grep -q "^  raci $page\|^  raci help\|^  raci --" ../out || fail "no example of $page itself"
    done <../pages
}

# What operands and values are called says what completion offers for them.
test_every_place_is_known() {
    pages
    while read -r page; do
        case $page in policy | model | scenario) continue ;; esac
        for before in '' 'one' 'one two'; do
            # shellcheck disable=SC2086
            raci complete -- "$page" $before ''
            exits 0
            out_lacks :unknown
        done
        raci help "$page"
        sed -n 's/^  --\([a-z-]*\) \([^ ].*\)/\1/p' ../out | sort -u >../options
        while read -r option; do
            raci complete -- "$page" "--$option="
            exits 0
            out_lacks :unknown
        done <../options
    done <../pages
}

# A word that help shows as one to choose is taken, and no other.
test_values_are_taken() {
    pages
    while read -r page; do
        case $page in policy | model | scenario) continue ;; esac
        raci help "$page"
        sed -n 's/^  --\([a-z-]*\) \([a-z|]*\)\( .*\)*$/\1 \2/p' ../out | grep '|' >../choices
        while read -r option values; do
            for value in $(echo "$values" | tr '|' ' '); do
                raci "$page" "--$option" "$value" --help
                exits 0
            done
            raci "$page" "--$option" "x$values" --help
            exits 2
        done <../choices
    done <../pages
    raci complete -- --format ''
    cut -f1 ../out >../formats
    while read -r format; do
        raci help --format "$format"
        exits 0
    done <../formats
}

test_pages_are_plain() {
    pages
    echo '' >>../pages # the overview
    while read -r page; do
        # shellcheck disable=SC2086
        raci help --man $page
        exits 0
        err_empty
        ! LC_ALL=C grep -q '[^ -~]' ../out || fail "$page: expected ASCII"
        head -1 ../out | grep -q '^\.TH RACI' || fail "$page: expected a title"
        mv ../out ../first
        # shellcheck disable=SC2086
        TZ=Asia/Tokyo raci help --man $page
        cmp -s ../first ../out || fail "$page: differs from one time to the next"
    done <../pages
}

test_pages_are_well_formed() {
    command -v groff >/dev/null || command -v mandoc >/dev/null || skip "there is no groff and no mandoc"
    pages
    echo '' >>../pages
    while read -r page; do
        # shellcheck disable=SC2086
        raci help --man $page
        if command -v groff >/dev/null; then
            groff -man -ww -z ../out >../complaints 2>&1
            [ ! -s ../complaints ] || fail "$page: $(cat ../complaints)"
        fi
        if command -v mandoc >/dev/null; then
            # What is not released has no date.
            mandoc -Tlint ../out 2>&1 | grep -v 'missing date' >../complaints
            [ ! -s ../complaints ] || fail "$page: $(cat ../complaints)"
        fi
    done <../pages
}

# raci-model(5) names the files that are exported, with their columns.
test_files_of_the_model() {
    raci init
    raci export ../files
    exits 0
    raci help --man model
    tr -d '\\' <../out | sed 's/^fB\(.*\)fR$/\1/' >../page
    for file in ../files/*.csv; do
        name=$(basename "$file")
        # The page's line or lines after the name, without what stands in brackets.
        awk -v name="$name" '$0 == name { on = 1; next } on && /^[.](TP|SH)/ { exit } on' ../page |
            tr '\n' ' ' | sed 's/([^)]*)//g; s/ //g' >../told
        [ "$(cat ../told)" = "$(head -1 "$file" | tr -d '\r')" ] ||
            fail "$name: the page says $(cat ../told), the file $(head -1 "$file")"
    done
    [ "$(grep -c '\.csv$' ../page)" = "$(ls ../files | wc -l)" ] || fail "the page names other files"
}

# And the views that anybody may ask, with their columns.
test_views_of_the_model() {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    raci init
    sqlite3 -readonly raci.db "SELECT v.name || ' ' || (SELECT group_concat(name, ', ') FROM
        (SELECT name FROM pragma_table_info(v.name) ORDER BY cid)) FROM sqlite_schema AS v
        WHERE type = 'view' ORDER BY v.name" >../views
    raci help --man model
    tr -d '\\' <../out >../page
    while read -r view columns; do
        awk -v name="fB${view}fR" '$0 == name { on = 1; next } on && /^\.(TP|SH|PP)/ { exit } on' ../page |
            tr '\n' ' ' | sed 's/ $//' >../told
        case $(cat ../told) in
            "$columns" | "$columns:"* | *": $columns") ;;
            *) fail "$view: the page says '$(cat ../told)', the model '$columns'" ;;
        esac
    done <../views
    for view in $(sed -n 's/^fB\(v_.*\)fR$/\1/p' ../page); do
        grep -q "^$view " ../views || fail "the page names $view, which the model has not"
    done
}

# The table of commands in the README is complete, and names nothing else.
test_commands_of_the_readme() {
    raci complete -- ''
    cut -f1 ../out | sort >../commands
    sed -n '/^## Commands/,/^## /p' "$source_root/README.md" | grep '^| `' | cut -d'|' -f2 |
        grep -o '`[a-z][a-z-]*' | tr -d '`' | sort -u >../told
    cmp -s ../commands ../told || fail "$(diff ../commands ../told)"
    ! LC_ALL=C.UTF-8 grep -n '.\{121,\}' "$source_root/README.md" >../long || fail "a long line: $(cat ../long)"
}
