/* Which paths a pattern matches, alone and out of many. */
#include "rows.h"

#include <stdio.h>

#include "base/text.h"
#include "intake/path_index.h"

struct pattern {
    const char *name;
    ri_path_dialect dialect;
    const char *text;
    const char *yes[6];
    const char *no[6];
};

static const struct pattern patterns[] = {
    {"a name is anywhere, and a folder's has all below",
     RI_PATHS_GITHUB,
     "foo",
     {"foo", "foo/a", "a/foo", "a/foo/b/c"},
     {"foo.txt", "a/food", "fo"}},
    {"a slash in front binds it", RI_PATHS_GITHUB, "/foo", {"foo", "foo/a/b"}, {"a/foo", "foo2"}},
    {"a slash behind asks for a folder",
     RI_PATHS_GITHUB,
     "foo/",
     {"foo/a", "foo/a/b", "a/foo/b"},
     {"foo", "a/foo"}},
    {"both", RI_PATHS_GITHUB, "/foo/", {"foo/a", "foo/a/b"}, {"foo", "a/foo/b"}},
    {"a slash within binds it, too",
     RI_PATHS_GITHUB,
     "foo/bar",
     {"foo/bar", "foo/bar/a"},
     {"a/foo/bar", "foo/bart", "foo"}},
    {"a star in a name",
     RI_PATHS_GITHUB,
     "*.go",
     {"a.go", "x/y/b.go", ".go", "a.go/b"},
     {"a.goo", "go", "ago"}},
    {"a star alone is everything", RI_PATHS_GITHUB, "*", {"a", "a/b", "a/b/c.d"}, {NULL}},
    {"the root's own files", RI_PATHS_GITHUB, "/*", {"a", ".b"}, {"a/b"}},
    {"a folder's own files",
     RI_PATHS_GITHUB,
     "docs/*",
     {"docs/a.md", "docs/b"},
     {"docs/a/b.md", "docs", "x/docs/a.md"}},
    {"with an ending, folders too",
     RI_PATHS_GITHUB,
     "docs/*.d",
     {"docs/a.d", "docs/a.d/b"},
     {"docs/a/b.d"}},
    {"a star between", RI_PATHS_GITHUB, "/a/*/c", {"a/b/c", "a/b/c/d"}, {"a/c", "a/b/b/c"}},
    {"several stars",
     RI_PATHS_GITHUB,
     "a*b*c",
     {"abc", "axxbxbyc", "x/abc"},
     {"ab", "axc", "abcd"}},
    {"a question mark is one character",
     RI_PATHS_GITHUB,
     "a?c",
     {"abc", "a\xc3\xa9"
             "c"},
     {"ac", "abbc", "a/c"}},
    {"any depth in front", RI_PATHS_GITHUB, "**/logs", {"logs", "a/logs", "a/b/logs/c"}, {"log"}},
    {"any depth in front of folders",
     RI_PATHS_GITHUB,
     "**/a/b",
     {"a/b", "x/a/b", "a/a/b/c"},
     {"a/x/b", "b"}},
    {"any depth behind", RI_PATHS_GITHUB, "/a/**", {"a/b", "a/b/c"}, {"a", "x/a/b"}},
    {"any depth between",
     RI_PATHS_GITHUB,
     "/a/**/c",
     {"a/c", "a/b/c", "a/b/b/c", "a/c/d"},
     {"a", "ac", "x/a/c"}},
    {"twice", RI_PATHS_GITHUB, "/a/**/b/**/c", {"a/b/c", "a/x/b/b/y/c"}, {"a/c", "a/c/b"}},
    {"any depth alone", RI_PATHS_GITHUB, "**", {"a", "a/b"}, {NULL}},
    {"two stars in a name are one", RI_PATHS_GITHUB, "/a**c", {"abc", "ac"}, {"a/c"}},
    {"nothing but a slash", RI_PATHS_GITHUB, "/", {NULL}, {"a", "a/b"}},
    {"brackets are as they are", RI_PATHS_GITHUB, "/[id]/a", {"[id]/a"}, {"i/a", "d/a"}},
    {"what is escaped is as it is", RI_PATHS_GITHUB, "/a\\*b\\ c", {"a*b c"}, {"axb c"}},
    {"escaped beside a wildcard", RI_PATHS_GITHUB, "/\\**", {"*a", "*"}, {"a"}},
    {"case matters", RI_PATHS_GITHUB, "Foo", {"Foo"}, {"foo"}},
    {"slashes in a row", RI_PATHS_GITHUB, "//a//b", {"a/b"}, {"a"}},
    {"GitLab: a slash within binds nothing",
     RI_PATHS_GITLAB,
     "foo/bar",
     {"foo/bar", "a/foo/bar"},
     {"foo/bar/a"}},
    {"GitLab: a name is a file's", RI_PATHS_GITLAB, "/docs", {"docs"}, {"docs/a", "a/docs"}},
    {"GitLab: a folder", RI_PATHS_GITLAB, "/docs/", {"docs/a", "docs/a/b"}, {"docs", "a/docs/b"}},
    {"GitLab: a folder anywhere", RI_PATHS_GITLAB, "docs/", {"docs/a", "x/docs/a/b"}, {"docs"}},
    {"GitLab: everything", RI_PATHS_GITLAB, "*", {"a", "a/b"}, {NULL}},
    {"GitLab: any depth at the end is one folder's",
     RI_PATHS_GITLAB,
     "/a/**",
     {"a/b"},
     {"a/b/c", "a"}},
    {"GitLab: any depth between", RI_PATHS_GITLAB, "/a/**/*.md", {"a/b.md", "a/b/c.md"}, {"b.md"}},
    {"GitLab: the root is everything", RI_PATHS_GITLAB, "/", {"a", "a/b"}, {NULL}},
    {"GitLab: a class", RI_PATHS_GITLAB, "/[a-c]x", {"ax", "cx"}, {"dx", "[a-c]x"}},
    {"GitLab: none of a class", RI_PATHS_GITLAB, "/[^a]*", {"bx", "b"}, {"ax", "a"}},
    {"GitLab: a bracket that is not closed", RI_PATHS_GITLAB, "/[a*", {"[ab"}, {"ab"}},
};

static bool holds(const struct pattern *row, const char *path)
{
    ri_arena *arena = ri_arena_new();
    ri_path_index *index = ri_path_index_new(RI_PATH_INDEX_WORK);
    ri_path_pattern pattern;
    const uint32_t *found = NULL;
    size_t n = 0;
    uint64_t work = 0;
    assert_true(ri_path_pattern_read(&pattern, arena, row->text, row->dialect));
    assert_true(ri_path_index_add(index, &pattern, 0));
    assert_int_equal(ri_path_index_find(index, path, &found, &n, NULL), RACI_OK);
    /* Out of an index it is found where it is alone. */
    const bool alone = ri_path_pattern_matches(&pattern, path, &work);
    assert_int_equal(n, alone ? 1 : 0);
    ri_path_index_free(index);
    ri_arena_free(arena);
    return alone;
}

static void matches(void **state)
{
    const struct pattern *row = *state;
    for (size_t i = 0; i < COUNT(row->yes) && row->yes[i] != NULL; i++) {
        if (!holds(row, row->yes[i])) {
            fail_msg("'%s' does not match '%s'", row->text, row->yes[i]);
        }
    }
    for (size_t i = 0; i < COUNT(row->no) && row->no[i] != NULL; i++) {
        if (holds(row, row->no[i])) {
            fail_msg("'%s' matches '%s'", row->text, row->no[i]);
        }
    }
}

/* The last one of each group, against comparing with all of them. */
static void finds_the_last_of_each_group(void **state)
{
    static const char *const texts[] = {"*",      "/a/",      "*.c",  "/a/b.c", "b.c", "/a/*",
                                        "**/b.*", "/a/**/c.", "a/",   "*.b.c",  "/",   "[a]",
                                        "/*/b.c", "**",       "/a/b", "x*"};
    static const char *const paths[] = {"a", "a/b.c", "a/b/c", "b.c", "x/y.b.c", "a/x/c.", "xx"};
    (void)state;
    ri_path_pattern read[COUNT(texts)];
    uint64_t work = 0;
    ri_arena *arena = ri_arena_new();
    for (uint32_t groups = 1; groups <= 3; groups++) {
        ri_path_index *index = ri_path_index_new(RI_PATH_INDEX_WORK);
        for (size_t i = 0; i < COUNT(texts); i++) {
            assert_true(ri_path_pattern_read(&read[i], arena, texts[i], RI_PATHS_GITHUB));
            assert_true(ri_path_index_add(index, &read[i], (uint32_t)i % groups));
        }
        for (size_t p = 0; p < COUNT(paths); p++) {
            const uint32_t *found = NULL;
            size_t n = 0;
            assert_int_equal(ri_path_index_find(index, paths[p], &found, &n, NULL), RACI_OK);
            assert_true(n <= groups);
            for (uint32_t group = 0; group < groups; group++) {
                size_t expected = COUNT(texts);
                size_t given = COUNT(texts);
                for (size_t i = group; i < COUNT(texts); i += groups) {
                    expected = ri_path_pattern_matches(&read[i], paths[p], &work) ? i : expected;
                }
                for (size_t i = 0; i < n; i++) {
                    given = found[i] % groups == group ? found[i] : given;
                }
                assert_int_equal(given, expected);
            }
        }
        ri_path_index_free(index);
    }
    ri_arena_free(arena);
}

/* What would take a day ends, and says so. */
static void ends(void **state)
{
    enum { PATTERNS = 1000 };
    (void)state;
    ri_arena *arena = ri_arena_new();
    ri_path_index *index = ri_path_index_new(20000000);
    ri_path_pattern *read = calloc(PATTERNS, sizeof *read);
    char path[RI_PATH_MAX + 1];
    raci_error err = {0};
    raci_status status = RACI_OK;
    assert_non_null(read);
    for (size_t i = 0; i < PATTERNS; i++) {
        char text[32];
        (void)snprintf(text, sizeof text, "**/*%zu*/*", i);
        assert_true(ri_path_pattern_read(&read[i], arena, text, RI_PATHS_GITHUB));
        assert_true(ri_path_index_add(index, &read[i], 0));
    }
    memset(path, 'x', RI_PATH_MAX);
    path[RI_PATH_MAX] = '\0';
    for (size_t i = 0; i < 100 && status == RACI_OK; i++) {
        const uint32_t *found = NULL;
        size_t n = 0;
        status = ri_path_index_find(index, path, &found, &n, &err);
    }
    assert_int_equal(status, RACI_LIMIT);
    assert_non_null(strstr(err.message, "too long to compare"));
    free(read);
    ri_path_index_free(index);
    ri_arena_free(arena);
}

static bool try_memory(void *payload)
{
    (void)payload;
    ri_path_pattern read[3];
    const uint32_t *found = NULL;
    size_t n = 0;
    ri_arena *arena = ri_arena_new();
    ri_path_index *index = arena != NULL ? ri_path_index_new(RI_PATH_INDEX_WORK) : NULL;
    bool done = index != NULL && ri_path_pattern_read(&read[0], arena, "/a/b", RI_PATHS_GITHUB) &&
                ri_path_pattern_read(&read[1], arena, "*.c", RI_PATHS_GITLAB) &&
                ri_path_pattern_read(&read[2], arena, "d", RI_PATHS_GITHUB);
    for (uint32_t i = 0; done && i < 3; i++) {
        done = ri_path_index_add(index, &read[i], i);
    }
    done = done && ri_path_index_find(index, "a/b/d/x.c", &found, &n, NULL) == RACI_OK;
    assert_true(!done || n == 3);
    ri_path_index_free(index);
    ri_arena_free(arena);
    return done;
}

static void fails_without_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(try_memory, NULL) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_last_of_each_group),
        cmocka_unit_test(ends),
        cmocka_unit_test(fails_without_memory),
    };
    int failed = RUN_ROWS("path patterns", patterns, matches);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
