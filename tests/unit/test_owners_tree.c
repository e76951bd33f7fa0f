/* Who approves and reviews, in trees of OWNERS files. */
#define _POSIX_C_SOURCE 200809L

#include "scratch.h"

#include "base/text.h"
#include "intake/owners_tree.h"

struct tree {
    const char *name;
    const char *files[6]; /* a folder and what its file says, in turn; "=" is the groups' */
    const char *paths[4];
    const char *expected; /* rows that are not used, then owners */
};

#define BAD_FILTER                                                                                 \
    " the regular expression of these files is none that raci reads: it has no braces, no '(?', "  \
    "no classes such as \\d, no plus behind a group, and at most 256 bytes; and of a folder at "   \
    "most 1000 are read\n"

static const struct tree trees[] = {
    {"a folder and what is below it",
     {"", "approvers: [ann]\nreviewers: [bob, '@cy']\n"},
     {"a", "b/c"},
     "a: ann=A bob=R cy=R\nb/c: ann=A bob=R cy=R\n"},
    {"the nearest first, those above behind it",
     {"", "approvers: [ann]\nreviewers: [bob]\n", "pkg", "approvers: [cy]\n", "pkg/api",
      "reviewers: [di]\n"},
     {"pkg/api/x.go", "pkg/y", "z"},
     "pkg/api/x.go: cy=A ann=P di=R\npkg/y: cy=A ann=P bob=R\nz: ann=A bob=R\n"},
    {"no parent",
     {"", "approvers: [ann]\nreviewers: [bob]\n", "pkg",
      "options:\n  no_parent_owners: true\napprovers: [cy]\n"},
     {"pkg/a", "pkg/b/c", "d"},
     "pkg/a: cy=A\npkg/b/c: cy=A\nd: ann=A bob=R\n"},
    {"no parent, said not to be",
     {"", "approvers: [ann]\n", "p", "options: {no_parent_owners: false}\napprovers: [b]\n"},
     {"p/a"},
     "p/a: b=A ann=P\n"},
    {"filters, compared with the path below the folder",
     {"", "filters:\n  '.*': {approvers: [all]}\n  '\\.go$': {approvers: [go], reviewers: [r]}\n"
          "  '^docs/': {approvers: [d]}\n"},
     {"x.go", "docs/a", "a/docs/b.go", "y"},
     "x.go: all=A go=A r=R\ndocs/a: all=A d=A\na/docs/b.go: all=A go=A r=R\ny: all=A\n"},
    {"filters that fit nothing leave it to those above",
     {"", "approvers: [ann]\n", "p", "filters: {'\\.go$': {approvers: [go]}}\n"},
     {"p/a", "p/a.go"},
     "p/a: ann=A\np/a.go: go=A ann=P\n"},
    {"groups, whatever the case",
     {"=", "aliases:\n  Sig: [ann, bob]\n", "", "approvers: [sig, cy]\nreviewers: [SIG]\n"},
     {"a"},
     "a: ann(sig)=A bob(sig)=A cy=A ann(SIG)=R bob(SIG)=R\n"},
    {"required reviewers, and what is nobody",
     {"", "required_reviewers: [ann]\nemeritus_approvers: [bob]\nlabels: [x]\nnote: y\n"},
     {"a"},
     ".2:22\n.3:10\n.4:7\na: ann=R\n"},
    {"what cannot be read",
     {"", "approvers: ['', [x], ann]\nfilters:\n  '(?i)x': {approvers: [a]}\n"
          "  '\\d': {approvers: [a]}\n  'x{9}': {approvers: [a]}\n  '(a+)+': {approvers: [a]}\n"
          "  '(': {approvers: [a]}\n  '\\': {approvers: [a]}\n"},
     {"a"},
     "!1:13 expected the name of somebody, found none\n"
     "!1:17 expected the name of somebody, found none\n"
     "!3:25" BAD_FILTER "!4:22" BAD_FILTER "!5:24" BAD_FILTER "!6:25" BAD_FILTER "!7:21" BAD_FILTER
     "!8:21" BAD_FILTER "a: ann=A\n"},
    {"a group of nobody",
     {"=", "aliases: {none: []}\n", "", "approvers: [none, ann]\n"},
     {"a"},
     "!1:17 expected the name of somebody, found none\na: none=A ann=A\n"},
    {"groups without members",
     {"=", "aliases: [x]\n"},
     {"a"},
     "!1:11 expected a group and the list of its members\na:\n"},
    {"nothing", {"", ""}, {"a"}, "a:\n"},
};

static int take_row(ri_owner_fate fate, const ri_book_cell *cell, const char *why, void *payload)
{
    if (fate != RI_OWNER_USED) {
        ri_text_format(payload, "%s%u:%u", fate == RI_OWNER_PASSED ? "." : "!", cell->line,
                       cell->column);
        ri_text_format(payload, why != NULL ? " %s\n" : "\n", why);
    }
    return 0;
}

static raci_status add(ri_owners_tree *tree, const scratch *s, const char *folder, const char *text,
                       ri_text *out, raci_error *err)
{
    const ri_owner_calls calls = {take_row, NULL, out};
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    scratch_write(s, "OWNERS", text, strlen(text));
    raci_status status =
        ri_book_open(&book, scratch_path(s, "OWNERS", path), NULL, NULL, NULL, err);
    if (status == RACI_OK) {
        status = ri_owners_tree_add(tree, folder, book, &calls, err);
    }
    ri_book_close(book);
    return status;
}

static void say(ri_text *out, const ri_path_owners *owners)
{
    static const char *const roles[] = {
        [RI_APPROVER] = "A", [RI_PARENT_APPROVER] = "P", [RI_REVIEWER] = "R"};
    for (size_t i = 0; i < owners->n; i++) {
        const ri_path_owner *one = &owners->items[i];
        ri_text_format(out, one->through != NULL ? " %s(%s)" : " %s", one->name, one->through);
        ri_text_format(out, "=%s", roles[one->role]);
    }
    ri_text_char(out, '\n');
}

static void finds(void **state)
{
    const struct tree *row = *state;
    scratch s;
    ri_text out = RI_TEXT_INIT;
    ri_path_owners owners = {.n = 0};
    raci_error err = {0};
    ri_owners_tree *tree = ri_owners_tree_new();
    scratch_make_small(&s);
    for (size_t i = 0; i < COUNT(row->files) && row->files[i] != NULL; i += 2) {
        const char *folder = strcmp(row->files[i], "=") == 0 ? "" : row->files[i];
        assert_int_equal(add(tree, &s, folder, row->files[i + 1], &out, &err), RACI_OK);
    }
    for (size_t i = 0; i < COUNT(row->paths) && row->paths[i] != NULL; i++) {
        owners.n = 0;
        assert_true(ri_owners_tree_find(tree, row->paths[i], &owners));
        ri_text_format(&out, "%s:", row->paths[i]);
        say(&out, &owners);
    }
    assert_string_equal(ri_text_string(&out), row->expected);
    free(owners.items);
    ri_text_free(&out);
    ri_owners_tree_free(tree);
    scratch_remove(&s);
}

/* One folder by itself: for all of its files, and for those of each expression. */
static void lists_filters(void **state)
{
    (void)state;
    scratch s;
    ri_text out = RI_TEXT_INIT;
    ri_path_owners owners = {.n = 0};
    raci_error err = {0};
    const char *filter = NULL;
    ri_owners_tree *tree = ri_owners_tree_new();
    scratch_make_small(&s);
    assert_int_equal(add(tree, &s, "p",
                         "reviewers: [r]\napprovers: [a]\nfilters: {x: {approvers: [b]}}\n", &out,
                         &err),
                     RACI_OK);
    for (size_t i = 0; (filter = ri_owners_tree_filter(tree, "p", i)) != NULL; i++) {
        owners.n = 0;
        assert_true(ri_owners_tree_of(tree, "p", i, &owners));
        ri_text_format(&out, "%s:", filter);
        say(&out, &owners);
    }
    assert_string_equal(ri_text_string(&out), ": a=A r=R\nx: b=A\n");
    assert_null(ri_owners_tree_filter(tree, "q", 0));
    free(owners.items);
    ri_text_free(&out);
    ri_owners_tree_free(tree);
    scratch_remove(&s);
}

/* A large group that is named often is a bomb of its own kind. */
static void stops_bombs(void **state)
{
    (void)state;
    scratch s;
    ri_text text = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    raci_error err = {0};
    ri_owners_tree *tree = ri_owners_tree_new();
    scratch_make_small(&s);
    ri_text_add(&text, "aliases:\n  g: [");
    for (int i = 0; i < 3000; i++) {
        ri_text_format(&text, "n%d,", i);
    }
    ri_text_add(&text, "]\napprovers: [");
    for (int i = 0; i < 3000; i++) {
        ri_text_add(&text, "g,");
    }
    ri_text_add(&text, "]\n");
    assert_int_equal(add(tree, &s, "", ri_text_string(&text), &out, &err), RACI_LIMIT);
    ri_text_free(&text);
    ri_text_free(&out);
    ri_owners_tree_free(tree);
    scratch_remove(&s);
}

/* Each path is compared with each expression of a folder. */
static void reads_so_many_filters(void **state)
{
    (void)state;
    scratch s;
    ri_text text = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    raci_error err = {0};
    ri_owners_tree *tree = ri_owners_tree_new();
    scratch_make_small(&s);
    ri_text_add(&text, "approvers: [all]\nfilters:\n");
    for (int i = 0; i <= 1000; i++) {
        ri_text_format(&text, "  'x%d': {approvers: [a]}\n", i);
    }
    ri_text_add(&text, "  '.*': {approvers: [b]}\n");
    assert_int_equal(add(tree, &s, "", ri_text_string(&text), &out, &err), RACI_OK);
    assert_string_equal(ri_text_string(&out), "!1003:25" BAD_FILTER);
    assert_string_equal(ri_owners_tree_filter(tree, "", 1000), "x999");
    assert_null(ri_owners_tree_filter(tree, "", 1001));
    ri_text_free(&text);
    ri_text_free(&out);
    ri_owners_tree_free(tree);
    scratch_remove(&s);
}

static bool try_memory(void *payload)
{
    ri_text out = RI_TEXT_INIT;
    ri_path_owners owners = {.n = 0};
    raci_error err = {0};
    ri_owners_tree *tree = ri_owners_tree_new();
    raci_status status = tree != NULL ? RACI_OK : RACI_NOMEM;
    if (status == RACI_OK) {
        status = add(tree, payload, "p",
                     "aliases: {g: [a, b]}\napprovers: [g, c]\nfilters: {x: {reviewers: [d]}}\n",
                     &out, &err);
    }
    const bool found = status == RACI_OK && ri_owners_tree_find(tree, "p/x", &owners);
    assert_true(found ? owners.n == 4 : status == RACI_OK || status == RACI_NOMEM);
    ri_free(owners.items);
    ri_text_free(&out);
    ri_owners_tree_free(tree);
    return found;
}

static void fails_without_memory(void **state)
{
    (void)state;
    scratch s;
    scratch_make_small(&s);
    assert_true(with_all_failures(try_memory, &s) > 20);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_filters),
        cmocka_unit_test(stops_bombs),
        cmocka_unit_test(reads_so_many_filters),
        cmocka_unit_test(fails_without_memory),
    };
    int failed = RUN_ROWS("trees of owners", trees, finds);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
