# raci import of CODEOWNERS and OWNERS files.

have_code() {
    raci init .
    [ "$status" = 0 ] || fail "no model"
    printf '*        @all\n/docs/   @acme/docs\n*.md     @ann bo@x.example\n/gen/\n' >CODEOWNERS
    printf 'a.c\ndocs/b.c\ndocs/c.md\ngen/d.c\n' >files
    printf '' >empty.map
}

# Each pattern is a touchpoint; nothing is written before it was shown.
test_patterns() {
    have_code
    note_model
    raci import CODEOWNERS
    exits 0
    err_empty
    out_is_fine text
    out_has "CODEOWNERS: CODEOWNERS, utf-8."
    out_has "the last pattern that matches"
    out_has "4 rows: 4 used, 0 refused"
    out_has "--letters Owner=A"
    out_has "A dry run: nothing was kept."
    model_is_as_noted
    for format in json jsonl csv md; do
        raci import CODEOWNERS --format $format && exits 0
        out_is_fine $format
    done
    raci import CODEOWNERS --map empty.map && exits 0
    out_has "Gave 4 positions, 3 people, 3 seats, 1 team, 1 team member, 4 touchpoints and 4"
    raci import CODEOWNERS --map empty.map --policy nowhere.lua && exits 0
    err_has "the checks were not run: nowhere.lua: there is no such file"
    raci who /docs/ --at 2026-12-01 && exits 0
    out_has 'Lead of acme/docs (vacant) is accountable for "/docs/".'
    raci who '*.md' --letter A --at 2026-12-01 && exits 0
    out_has "ann (ann) and bo@x.example (bo@x.example) are accountable"
}

# With paths each of these is one, and what nobody owns is a gap; a map keeps where they are.
test_paths() {
    have_code
    raci import CODEOWNERS --paths files --letters Owner=R --save-map a.map && exits 0
    out_has "The sheet files is read as: paths, each a touchpoint."
    out_has "1 of 4 paths has no owner"
    grep -qx 'paths = files' a.map || fail "the map has $(cat a.map)"
    raci import CODEOWNERS --map a.map && exits 0
    out_has "4 touchpoints and 4"
    raci import CODEOWNERS --map a.map && exits 0
    out_has "0 added, 0 updated, 8 unchanged"
    raci export out && exits 0
    [ "$(sed 1d out/stated.csv)" = "a.c,R,position:all,by the pattern *
docs-b.c,R,team:acme-docs,by the pattern /docs/
docs-c.md,R,position:ann,by the pattern *.md
docs-c.md,R,position:bo-x.example,by the pattern *.md" ] || fail "stated: $(cat out/stated.csv)"
    grep -q '^gen-d.c,gen/d.c,' out/touchpoints.csv || fail "a path without owner is missing"
    raci why docs-c.md R --at 2026-12-01 && exits 0
    out_has "by the pattern *.md"
}

have_tree() {
    raci init .
    [ "$status" = 0 ] || fail "no model"
    mkdir -p repo/pkg/api repo/cmd
    printf 'aliases:\n  sig-api: [cy, di]\n' >repo/OWNERS_ALIASES
    printf 'approvers: [ann]\nreviewers: [bo]\n' >repo/OWNERS
    printf 'approvers: [sig-api]\n' >repo/pkg/api/OWNERS
    printf 'approvers: [eli]\noptions: {no_parent_owners: true}\n' >repo/cmd/OWNERS
    printf 'OWNERS\ncmd/OWNERS\ncmd/m.go\npkg/api/OWNERS\npkg/api/x.go\npkg/y.go\n' >files
    printf 'paths = files\n' >a.map
    printf '' >empty.map
}

# The nearest folder is accountable, those above and reviewers are asked.
test_folders() {
    have_tree
    raci import repo/OWNERS --paths files && exits 0
    out_is_fine text
    out_has "owners as Kubernetes reads them: the nearest folder holds"
    out_has "7 rows: 7 used, 0 refused"
    raci import repo/pkg/api/OWNERS --map a.map && exits 0
    raci export out && exits 0
    [ "$(grep -E '^(pkg-api-x|cmd-m|pkg-y)' out/stated.csv)" = "cmd-m.go,A,position:eli,approver in cmd/OWNERS
pkg-api-x.go,A,position:cy,\"approver in pkg/api/OWNERS, through sig-api\"
pkg-api-x.go,A,position:di,\"approver in pkg/api/OWNERS, through sig-api\"
pkg-api-x.go,C,position:ann,approver in OWNERS
pkg-api-x.go,C,position:bo,reviewer in OWNERS
pkg-y.go,A,position:ann,approver in OWNERS
pkg-y.go,C,position:bo,reviewer in OWNERS" ] || fail "stated: $(cat out/stated.csv)"
    # Both ways to name a file of the tree say the same.
    raci import repo/OWNERS --map a.map && exits 0
    out_has "0 added, 0 updated"
    raci import repo/OWNERS --paths files --letters "Parent=-, Reviewer=-" --format json && exits 0
    out_has '"stated":8'
}

# Alone a file stands for its folder.
test_one_folder() {
    have_tree
    raci import ./repo//pkg/./api/OWNERS --map empty.map && exits 0
    out_has "3 rows: 3 used"
    raci import repo/OWNERS --map empty.map && exits 0
    cp repo/OWNERS .
    raci import OWNERS --map empty.map && exits 0
    raci export out && exits 0
    [ "$(sed 1d out/touchpoints.csv | cut -d, -f1,2)" = "path,/
repo,repo
repo-pkg-api,repo/pkg/api" ] || fail "touchpoints: $(cat out/touchpoints.csv)"
    raci import repo/OWNERS_ALIASES
    exits 3
    err_has "it says who is in groups, not what they own"
}

# What several files have is one: a pattern, a person, a team, and a letter of one on the other.
test_several_files() {
    have_code
    mkdir one two
    printf 'src @ann @acme/docs\n' >one/CODEOWNERS
    printf 'src @Ann bo@x.example\nlib @acme/docs @ann\n' >two/CODEOWNERS
    printf 'approvers: [ann, cy]\n' >two/OWNERS
    raci import one/CODEOWNERS two/CODEOWNERS two/OWNERS --map empty.map && exits 0
    out_has "Gave 4 positions, 3 people, 3 seats, 1 team, 1 team member, 3 touchpoints and 7"
    raci export out && exits 0
    [ "$(sed 1d out/touchpoints.csv | cut -d, -f1,2)" = "lib,lib
src,src
two,two" ] || fail "touchpoints: $(cat out/touchpoints.csv)"
    [ "$(sed 1d out/stated.csv)" = "lib,A,position:ann,by the pattern lib
lib,A,team:acme-docs,by the pattern lib
src,A,position:ann,by the pattern src
src,A,position:bo-x.example,by the pattern src
src,A,team:acme-docs,by the pattern src
two,A,position:ann,approver in two/OWNERS
two,A,position:cy,approver in two/OWNERS" ] || fail "stated: $(cat out/stated.csv)"
    raci import one/CODEOWNERS two/CODEOWNERS two/OWNERS --map empty.map && exits 0
    out_has "0 added, 0 updated"
}

# What else lies in the tree does no harm, and is told.
test_further_files() {
    have_tree
    printf 'approvers: [a\n' >repo/cmd/OWNERS
    rm repo/pkg/api/OWNERS
    ln -s /etc/passwd repo/pkg/api/OWNERS
    printf 'no/OWNERS\n' >>files
    raci import repo/OWNERS --paths files && exits 0
    out_has "refused 1:1: repo/cmd/OWNERS: this is no YAML"
    out_has "refused 1:1: repo/pkg/api/OWNERS: expected a plain file"
    out_has "refused 1:1: repo/no/OWNERS: the list names this file, and it is not there"
    ! grep -q root: ../out || fail "what is outside was read"
}

test_refuses() {
    have_code
    printf '/etc/x\n../y\na.c\na.c\n' >files
    raci import CODEOWNERS --paths files && exits 0
    out_has "4 rows: 1 used, 3 refused"
    out_has "refused 1:1: expected a path from the root of the repository"
    raci import CODEOWNERS --paths none
    exits 2
    out_empty
    err_has "none"
    printf '/a @ann\n!/b @bo\n/c cy\n[x] @z\n' >CODEOWNERS
    raci import CODEOWNERS && exits 0
    out_has "as GitLab reads them"
    printf 'ann@x.example\nset noparent\n' >OWNERS
    raci import OWNERS
    exits 3
    err_has "OWNERS:1:1: expected keys such as 'approvers:'"
}

# Much of everything: lines, patterns, depth, names that would act on a terminal.
test_hostile() {
    have_code
    awk 'BEGIN { for (i = 0; i < 100000; i++) printf "/p%d/**/x* @o%d\n", i, i % 7 }' >CODEOWNERS
    awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "/a"; print " @a" }' >>CODEOWNERS
    printf '/\033[31m\342\200\256 @b\n/\377\376 @c\n' >>CODEOWNERS
    awk 'BEGIN { for (i = 0; i < 100000; i++) printf "p%d/a/b/xy\n", i
                 for (i = 0; i < 2000; i++) printf "d/"; print "x" }' >files
    raci import CODEOWNERS --paths files && exits 0
    out_has "100001 used, 0 refused"
    out_has "refused 100001:1: expected a pattern, found a text of more than 4096 bytes"
    ! grep -q "$(printf '\033')" ../out || fail "an escape sequence"
}
