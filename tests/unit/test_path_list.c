/* Lists of paths, as git prints them and as people write them. */
#define _POSIX_C_SOURCE 200809L

#include "scratch.h"

#include "base/text.h"
#include "intake/path_list.h"
#include "intake/path_pattern.h"

struct list {
    const char *name;
    const char *text;
    const char *expected;
};

static const struct list lists[] = {
    {"nothing", "\n\n", ""},
    {"paths", "a\nb/c.d\r\n./e/f\n", "a\nb/c.d\ne/f\n"},
    {"without a line end", "a\nb", "a\nb\n"},
    {"signs and blanks", " a b \n'c'\n#d\n*\n", " a b \n'c'\n#d\n*\n"},
    {"what git quotes", "\"\\303\\244/\\\"b\\\\\\t.c\"\n", "\xc3\xa4/\"b\\\t.c\n"},
    {"quotes that git does not write", "\"a\\x\"\n\"\\9\"\n\"b\"c\"\n\"\\000\"\n\"\\777\"\n\"\n",
     "!1 expected a path in quotes as git writes them\n"
     "!2 expected a path in quotes as git writes them\n"
     "!3 expected a path in quotes as git writes them\n"
     "!4 expected a path in quotes as git writes them\n"
     "!5 expected a path in quotes as git writes them\n\"\n"},
    {"bytes in quotes that are no text", "\"\\303\"\n",
     "!1 expected a path in UTF-8, found other bytes\n"},
    {"what is outside", "/etc/passwd\n../a\na/../b\na/..\n./../c\na/./b\n..a/b..\n",
     "!1 expected a path from the root of the repository, found an absolute one\n"
     "!2 expected a path from the root of the repository, found one with '.' or '..'\n"
     "!3 expected a path from the root of the repository, found one with '.' or '..'\n"
     "!4 expected a path from the root of the repository, found one with '.' or '..'\n"
     "!5 expected a path from the root of the repository, found one with '.' or '..'\n"
     "!6 expected a path from the root of the repository, found one with '.' or '..'\n"
     "..a/b..\n"},
    {"folders and empty parts", "a/\na//b\n.\n",
     "!1 expected the path of a file, found a folder\n"
     "!2 expected a path, found one with nothing between its slashes\n"
     "!3 expected a path from the root of the repository, found one with '.' or '..'\n"},
    {"a path again", "a\nb\n./a\n", "a\nb\n!3 this path stands in the list before\n"},
    {"other encodings", "\xff\xfe\x61\x00\x0a\x00", "a\n"},
};

static int say_refused(uint32_t line, const char *why, void *payload)
{
    ri_text_format(payload, "!%u %s\n", line, why);
    return 0;
}

static void reads(void **state)
{
    const struct list *row = *state;
    scratch s;
    char path[SCRATCH_PATH];
    ri_text refused = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    ri_path_list list = {.n = 0};
    ri_arena *arena = ri_arena_new();
    const size_t n = row->text[0] == '\xff' ? 6 : strlen(row->text);
    scratch_make_small(&s);
    scratch_write(&s, "files", row->text, n);
    scratch_path(&s, "files", path);
    assert_int_equal(ri_path_list_read(&list, arena, path, say_refused, &refused, NULL), RACI_OK);
    size_t told = 0;
    for (const char *at = ri_text_string(&refused); *at != '\0'; at++) {
        told += *at == '\n';
    }
    assert_int_equal(told, list.refused);
    /* Refusals and paths in the order in which they are expected: refusals come first but where a
       path stands before them. */
    const bool later = row->expected[0] != '!';
    ri_text_add(&out, later ? "" : ri_text_string(&refused));
    for (size_t i = 0; i < list.n; i++) {
        ri_text_format(&out, "%s\n", list.paths[i]);
    }
    ri_text_add(&out, later ? ri_text_string(&refused) : "");
    assert_string_equal(ri_text_string(&out), row->expected);
    free((void *)list.paths);
    ri_text_free(&refused);
    ri_text_free(&out);
    ri_arena_free(arena);
    scratch_remove(&s);
}

/* A line of ten megabytes is refused, and what follows is read. */
static void refuses_long_lines(void **state)
{
    (void)state;
    scratch s;
    char path[SCRATCH_PATH];
    ri_text text = RI_TEXT_INIT;
    ri_text refused = RI_TEXT_INIT;
    ri_path_list list = {.n = 0};
    ri_arena *arena = ri_arena_new();
    for (size_t i = 0; i < 10485760 / 16; i++) {
        ri_text_add(&text, "0123456789abcd/x");
    }
    ri_text_add(&text, "\na\n");
    scratch_make(&s);
    scratch_write(&s, "files", text.bytes, text.length);
    scratch_path(&s, "files", path);
    assert_int_equal(ri_path_list_read(&list, arena, path, say_refused, &refused, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&refused),
                        "!1 expected a path, found a text of more than 4096 bytes\n");
    assert_int_equal(list.n, 1);
    assert_string_equal(list.paths[0], "a");
    assert_true(ri_arena_size(arena) < 1000000);
    free((void *)list.paths);
    ri_text_free(&text);
    ri_text_free(&refused);
    ri_arena_free(arena);
    scratch_remove(&s);
}

static int stop(uint32_t line, const char *why, void *payload)
{
    (void)line;
    (void)why;
    (void)payload;
    return 1;
}

static bool try_memory(void *payload)
{
    ri_path_list list = {.n = 0};
    raci_error err = {0};
    raci_status status = RACI_NOMEM;
    ri_arena *arena = ri_arena_new();
    if (arena != NULL) {
        status = ri_path_list_read(&list, arena, payload, stop, NULL, &err);
        assert_true(status == RACI_OK || err.status == RACI_NOMEM);
    }
    ri_free((void *)list.paths);
    ri_arena_free(arena);
    return status == RACI_OK;
}

static void fails(void **state)
{
    (void)state;
    scratch s;
    char path[SCRATCH_PATH];
    ri_path_list list = {.n = 0};
    raci_error err = {0};
    ri_arena *arena = ri_arena_new();
    scratch_make_small(&s);
    scratch_write(&s, "files", "a\n\"b\"\n", 6);
    scratch_write(&s, "wrong", "/a\n", 3);
    assert_true(with_all_failures(try_memory, (void *)scratch_path(&s, "files", path)) > 5);
    scratch_path(&s, "wrong", path);
    assert_int_equal(ri_path_list_read(&list, arena, path, stop, NULL, &err), RACI_STOPPED);
    scratch_path(&s, "none", path);
    assert_int_equal(ri_path_list_read(&list, arena, path, stop, NULL, NULL), RACI_NOTFOUND);
    ri_arena_free(arena);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_long_lines),
        cmocka_unit_test(fails),
    };
    int failed = RUN_ROWS("lists of paths", lists, reads);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
