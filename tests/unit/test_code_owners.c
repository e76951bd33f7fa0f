/* What CODEOWNERS files say, rule by rule, and of paths; published ones against what others read. */
#define _POSIX_C_SOURCE 200809L

#include "scratch.h"

#include "base/text.h"
#include "intake/code_owners.h"
#include "intake/path_list.h"

#define FOLDER "../shared/data/codeowners/"

static int take_row(ri_owner_fate fate, const ri_book_cell *cell, const char *why, void *payload)
{
    ri_text_format(payload, "%s%u:%u",
                   fate == RI_OWNER_USED     ? "+"
                   : fate == RI_OWNER_PASSED ? "."
                                             : "!",
                   cell->line, cell->column);
    assert_true(fate != RI_OWNER_REFUSED || why != NULL);
    ri_text_format(payload, why != NULL ? " %s\n" : "\n", why);
    return 0;
}

static int take_refused(const ri_book_cell *cell, const char *why, void *payload)
{
    ri_text_format(payload, "?%u:%u %s\n", cell->line, cell->column, why);
    return 0;
}

/* Appends the owners of a path as "path: @a @b (optional)". */
static void say_owners(ri_text *out, const ri_path_owners *owners, const char *path)
{
    ri_text_format(out, "%s:", path);
    for (size_t i = 0; i < owners->n; i++) {
        ri_text_format(out, " %s%s", owners->items[i].name,
                       owners->items[i].role == RI_OPTIONAL_OWNER ? "?" : "");
    }
    ri_text_char(out, '\n');
}

struct file {
    const char *name;
    const char *folder; /* "" or ".gitlab/" */
    const char *text;
    const char *paths[6];
    const char *expected; /* rows, then owners */
};

static const struct file files[] = {
    {"the last one that matches",
     "",
     "* @all\n/docs/ @d\n*.md @m1 @m2\n",
     {"a", "docs/a", "docs/a.md"},
     "+1:1\n+2:1\n+3:1\na: @all\ndocs/a: @d\ndocs/a.md: @m1 @m2\n"},
    {"nobody, where a later pattern names none",
     "",
     "/apps/ @a\n/apps/github\n",
     {"apps/x", "apps/github/x", "y"},
     "+1:1\n+2:1\napps/x: @a\napps/github/x:\ny:\n"},
    {"comments and addresses",
     "",
     "# c\n/a b@x.example @o/t # why @z\n",
     {"a"},
     ".1:1\n+2:1\na: b@x.example @o/t\n"},
    {"a pattern again",
     "",
     "/a @a\n/b @b\n/a @c\n",
     {"a", "b"},
     "!1:1 line 3 has this pattern again, and the last one holds\n+2:1\n+3:1\na: @c\nb: @b\n"},
    {"what GitHub skips",
     "",
     "* @all\n!/a @a\n/b bob\n/c @\n/d @a,@b\n",
     {"a", "b", "c", "d"},
     "+1:1\n"
     "!2:1 expected a pattern, found an exception with '!', which GitHub does not have: the line "
     "says nothing there\n"
     "!3:1 expected an owner as @name, @org/team or an e-mail address, found 'bob'\n"
     "!4:1 expected an owner as @name, @org/team or an e-mail address, found '@'\n"
     "!5:1 expected an owner as @name, @org/team or an e-mail address, found '@a,@b'\n"
     "a: @all\nb: @all\nc: @all\nd: @all\n"},
    {"escapes",
     "",
     "\\#a @a\n/b\\ c @b\n",
     {"#a", "b c"},
     "+1:1 GitHub has no way to say a '#' that begins a pattern; it is read as one\n+2:1\n"
     "#a: @a\nb c: @b\n"},
    {"sections",
     "",
     "* @all\n[Docs] @d\n*.md\n/x/*.md @x\n[Code][2] @c\n*.c\n",
     {"a", "a.md", "x/a.md", "a.c"},
     "+1:1\n.2:1\n+3:1\n+4:1\n.5:1\n+6:1\n"
     "a: @all\na.md: @all @d\nx/a.md: @all @x\na.c: @all @c\n"},
    {"optional sections",
     "",
     "^[Docs] @d\n*.md\n[Code]\n*.md @c\n",
     {"a.md"},
     ".1:1\n+2:1\n.3:1\n+4:1\na.md: @c @d?\n"},
    {"a section again, whatever its case",
     "",
     "^[Docs] @d\n*.md\n[docs] @e\n/a.md\n",
     {"a.md", "b.md"},
     ".1:1\n+2:1\n.3:1\n+4:1\na.md: @e\nb.md: @d\n"},
    {"exceptions of GitLab",
     "",
     "* @all\n[Code]\n*.c @c\n!/gen/\n",
     {"a.c", "gen/a.c"},
     "+1:1\n.2:1\n+3:1\n+4:1\na.c: @all @c\ngen/a.c: @all\n"},
    {"owners that GitLab does not know",
     "",
     "[A]\n/a @a bob @@maintainer @g/h/i\n",
     {"a"},
     "?2:7 expected an owner as @name, @org/team or an e-mail address, found 'bob'\n"
     ".1:1\n+2:1\na: @a @@maintainer @g/h/i\n"},
    {"GitLab's folder",
     ".gitlab/",
     "docs/*.md @d\n\\#x @x\n",
     {"a/docs/b.md", "#x"},
     "+1:1\n+2:1\na/docs/b.md: @d\n#x: @x\n"},
    {"and not GitLab's", "", "docs/*.md @d\n", {"a/docs/b.md"}, "+1:1\na/docs/b.md:\n"},
};

static ri_code_owners *read_code(const char *path, ri_text *out)
{
    ri_book *book = NULL;
    ri_code_owners *code = NULL;
    raci_error err = {0};
    const ri_owner_calls calls = {take_row, take_refused, out};
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, &err), RACI_OK);
    assert_int_equal(ri_code_owners_read(&code, book, path, &calls, &err), RACI_OK);
    ri_book_close(book);
    return code;
}

static void reads(void **state)
{
    const struct file *row = *state;
    scratch s;
    char path[SCRATCH_PATH];
    char name[64];
    ri_text out = RI_TEXT_INIT;
    scratch_make_small(&s);
    (void)mkdir(scratch_path(&s, ".gitlab", path), 0700);
    (void)snprintf(name, sizeof name, "%sCODEOWNERS", row->folder);
    scratch_write(&s, name, row->text, strlen(row->text));
    ri_code_owners *code = read_code(scratch_path(&s, name, path), &out);
    for (size_t i = 0; i < COUNT(row->paths) && row->paths[i] != NULL; i++) {
        ri_path_owners owners = {.n = 0};
        assert_int_equal(ri_code_owners_find(code, row->paths[i], &owners, NULL), RACI_OK);
        say_owners(&out, &owners, row->paths[i]);
        free(owners.items);
    }
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
    ri_code_owners_free(code);
    scratch_remove(&s);
}

/* ---- published files ---- */

static int no_refusal(uint32_t line, const char *why, void *payload)
{
    (void)payload;
    fail_msg("line %u: %s", line, why);
    return 1;
}

/* Each path, its owners, and whether several readers agree, as the expected file has them. */
static void equals_published(void **state)
{
    const char *name = *state;
    char file[256];
    ri_text out = RI_TEXT_INIT;
    ri_text told = RI_TEXT_INIT;
    ri_path_list list = {.n = 0};
    ri_path_owners owners = {.n = 0};
    raci_error err = {0};
    size_t length = 0;
    (void)snprintf(file, sizeof file, FOLDER "%s/CODEOWNERS", name);
    if (access(file, R_OK) != 0) {
        if (getenv("CI") != NULL) {
            fail_msg("%s is missing", file);
        }
        skip();
    }
    ri_arena *arena = ri_arena_new();
    ri_code_owners *code = read_code(file, &told);
    (void)snprintf(file, sizeof file, FOLDER "%s/files.txt", name);
    assert_int_equal(ri_path_list_read(&list, arena, file, no_refusal, NULL, &err), RACI_OK);
    for (size_t i = 0; i < list.n; i++) {
        owners.n = 0;
        assert_int_equal(ri_code_owners_find(code, list.paths[i], &owners, &err), RACI_OK);
        ri_text_format(&out, "%s\t", list.paths[i]);
        for (size_t k = 0; k < owners.n; k++) {
            ri_text_format(&out, "%s%s", k > 0 ? " " : "", owners.items[k].name);
        }
        ri_text_add(&out, "\t1\n");
    }
    const scratch here = {FOLDER};
    (void)snprintf(file, sizeof file, "%s/expected.tsv", name);
    char *expected = scratch_read(&here, file, &length);
    assert_non_null(expected);
    assert_int_equal(out.length, length);
    assert_memory_equal(out.bytes, expected, length);
    assert_null(strstr(told.bytes, "\n?"));
    free(expected);
    free((void *)list.paths);
    free(owners.items);
    ri_text_free(&out);
    ri_text_free(&told);
    ri_code_owners_free(code);
    ri_arena_free(arena);
}

/* ---- much, and little memory ---- */

/* A hundred thousand patterns and as many paths: each is compared with few. */
static void is_quick(void **state)
{
    enum { MANY = 100000 };
    (void)state;
    scratch s;
    char path[SCRATCH_PATH];
    ri_text text = RI_TEXT_INIT;
    ri_text told = RI_TEXT_INIT;
    ri_path_owners owners = {.n = 0};
    ri_text_add(&text, "* @all\n*.md @docs\n");
    for (int i = 0; i < MANY; i++) {
        ri_text_format(&text, "/src/part%d/ @owner%d\n", i, i % 100);
    }
    scratch_make(&s);
    scratch_write(&s, "CODEOWNERS", text.bytes, text.length);
    ri_code_owners *code = read_code(scratch_path(&s, "CODEOWNERS", path), &told);
    for (int i = 0; i < MANY; i++) {
        char expected[32];
        (void)snprintf(path, sizeof path, "src/part%d/a/b/c.c", i);
        (void)snprintf(expected, sizeof expected, "@owner%d", i % 100);
        owners.n = 0;
        assert_int_equal(ri_code_owners_find(code, path, &owners, NULL), RACI_OK);
        assert_int_equal(owners.n, 1);
        assert_string_equal(owners.items[0].name, expected);
    }
    free(owners.items);
    ri_code_owners_free(code);
    ri_text_free(&text);
    ri_text_free(&told);
    scratch_remove(&s);
}

static int ignore_row(ri_owner_fate fate, const ri_book_cell *cell, const char *why, void *payload)
{
    (void)fate;
    (void)cell;
    (void)why;
    (void)payload;
    return 0;
}

static int ignore_refused(const ri_book_cell *cell, const char *why, void *payload)
{
    return ignore_row(RI_OWNER_REFUSED, cell, why, payload);
}

static bool try_memory(void *payload)
{
    static const ri_owner_calls calls = {ignore_row, ignore_refused, NULL};
    ri_book *book = NULL;
    ri_code_owners *code = NULL;
    ri_path_owners owners = {.n = 0};
    raci_error err = {0};
    raci_status status = ri_book_open(&book, payload, NULL, NULL, NULL, &err);
    if (status == RACI_OK) {
        status = ri_code_owners_read(&code, book, payload, &calls, &err);
    }
    if (status == RACI_OK) {
        status = ri_code_owners_find(code, "a/b.c", &owners, &err);
    }
    assert_true(status == RACI_OK || err.status == RACI_NOMEM);
    assert_true(status != RACI_OK || owners.n == 3);
    ri_code_owners_free(code);
    ri_book_close(book);
    ri_free(owners.items);
    return status == RACI_OK;
}

static void fails_without_memory(void **state)
{
    static const char text[] = "* @a\n[S] @s bob\n*.c\n/a/ @x\n/a/ @y\n^[T]\n*.c @t\n!*.d\n";
    (void)state;
    scratch s;
    char path[SCRATCH_PATH];
    scratch_make_small(&s);
    scratch_write(&s, "CODEOWNERS", text, sizeof text - 1);
    scratch_path(&s, "CODEOWNERS", path);
    assert_true(with_all_failures(try_memory, path) > 20);
    scratch_remove(&s);
}

static int stop(ri_owner_fate fate, const ri_book_cell *cell, const char *why, void *payload)
{
    (void)ignore_row(fate, cell, why, payload);
    return 1;
}

static void stops(void **state)
{
    static const ri_owner_calls calls = {stop, ignore_refused, NULL};
    (void)state;
    scratch s;
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    ri_code_owners *code = NULL;
    scratch_make_small(&s);
    scratch_write(&s, "CODEOWNERS", "* @a\n", 5);
    scratch_path(&s, "CODEOWNERS", path);
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(ri_code_owners_read(&code, book, path, &calls, NULL), RACI_STOPPED);
    assert_null(code);
    ri_book_close(book);
    scratch_remove(&s);
}

int main(void)
{
    static char of_home[] = "home-manager-2023";
    static char of_tensors[] = "tensorflow-addons";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(equals_published, of_home),
        cmocka_unit_test_prestate(equals_published, of_tensors),
        cmocka_unit_test(is_quick),
        cmocka_unit_test(fails_without_memory),
        cmocka_unit_test(stops),
    };
    int failed = RUN_ROWS("code owners", files, reads);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
