/*
 * Keys that tell globs apart, against all keys of few characters: for each set of globs that
 * some key fits there is one key that fits just these, and it is none of the names.
 */
#include "rows.h"

#include <stdio.h>
#include <string.h>

#include "policy/declared.h"
#include "resolve/key_classes.h"

enum { GLOBS = 5, LONGEST = 6, NAMED = 2, CASES = 300 };

static uint64_t state = 20261130;

static uint32_t random_below(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 16) % n);
}

/* The globs that a key fits, as bits. */
static uint32_t fitting(const ri_globs *globs, const char *key)
{
    uint32_t set = 0;
    for (size_t g = 0; g < globs->n; g++) {
        set |= ri_glob(globs->items[g], key) ? 1u << g : 0;
    }
    return set;
}

/* The sets that keys of a few characters fit; of globs as short as these it is all. */
static uint32_t sets_there_are(const ri_globs *globs, const char *const named[NAMED])
{
    static const char letters[] = "abx-";
    uint32_t sets = 0;
    char key[LONGEST + 1];
    for (uint32_t length = 1; length <= LONGEST; length++) {
        for (uint32_t number = 0; number < 1u << (2 * length); number++) {
            for (uint32_t i = 0; i < length; i++) {
                key[i] = letters[number >> (2 * i) & 3u];
            }
            key[length] = '\0';
            if (key[0] != '-' && strcmp(key, named[0]) != 0 && strcmp(key, named[1]) != 0) {
                sets |= 1u << fitting(globs, key);
            }
        }
    }
    return sets;
}

static bool shun_ax(const char *key, const void *context)
{
    (void)context;
    return strcmp(key, "ax") == 0;
}

static void tells_all_apart(void **unused)
{
    static const char *const named[NAMED] = {"a", "xb"};
    char text[GLOBS][4];
    const char *items[GLOBS];
    (void)unused;
    for (int i = 0; i < CASES; i++) {
        const ri_globs globs = {.items = items, .n = 1 + random_below(GLOBS)};
        uint32_t found = 0;
        bool all = false;
        for (uint32_t g = 0; g < globs.n; g++) {
            const uint32_t length = 1 + random_below(3);
            for (uint32_t c = 0; c < length; c++) {
                text[g][c] = "ab-**?"[random_below(6)];
            }
            text[g][length] = '\0';
            items[g] = text[g];
        }
        ri_intern *names = ri_intern_new();
        for (uint32_t k = 0; k < NAMED; k++) {
            (void)ri_intern_string(names, named[k]);
        }
        assert_true(ri_tell_globs_apart(names, NAMED, &globs, shun_ax, NULL, &all));
        assert_true(all);
        for (uint32_t k = NAMED; k < ri_intern_count(names); k++) {
            const uint32_t set = fitting(&globs, ri_intern_get(names, k));
            assert_int_equal(found >> set & 1u, 0);
            assert_true(set != 0 || k + 1 == ri_intern_count(names));
            found |= 1u << set;
        }
        assert_int_equal(found, sets_there_are(&globs, named));
        ri_intern_free(names);
    }
}

/* Of words that may stand anywhere there are too many sets; it is said, and soon. */
static void says_where_it_gives_up(void **unused)
{
    char text[40][8];
    const char *items[40];
    const ri_globs globs = {.items = items, .n = 40};
    bool all = true;
    (void)unused;
    for (uint32_t g = 0; g < 40; g++) {
        (void)snprintf(text[g], sizeof text[g], "*w%u*", (unsigned)g);
        items[g] = text[g];
    }
    ri_intern *names = ri_intern_new();
    assert_true(ri_tell_globs_apart(names, 0, &globs, NULL, NULL, &all));
    assert_false(all);
    ri_intern_free(names);
}

/* Of very many names not all are read along: where all keys that are tried are names, nobody
   knows whether there is another. */
static void says_where_all_that_is_tried_is_a_name(void **unused)
{
    static const char behind[] = "abcdefghijklmnopqrstuvwxyz0123456789-._";
    static const char *items[] = {"a?"};
    const ri_globs globs = {.items = items, .n = 1};
    (void)unused;
    for (int many = 0; many < 2; many++) {
        bool all = many == 0;
        ri_intern *names = ri_intern_new();
        for (const char *c = behind; *c != '\0'; c++) {
            const char key[] = {'a', *c, '\0'};
            assert_int_not_equal(ri_intern_string(names, key), RI_NONE);
        }
        for (unsigned i = 0; i < (many ? 10000U : 10U); i++) {
            char key[16];
            (void)snprintf(key, sizeof key, "name-%u", i);
            assert_int_not_equal(ri_intern_string(names, key), RI_NONE);
        }
        const uint32_t n = ri_intern_count(names);
        assert_true(ri_tell_globs_apart(names, n, &globs, NULL, NULL, &all));
        assert_int_equal(all, many == 0);
        assert_int_equal(ri_intern_count(names), n + 1); /* the one that fits nothing */
        ri_intern_free(names);
    }
}

/* Of keys that fit the same so many are tried, and no more, where all of them are names. */
static void tries_so_many_keys_of_one_set(void **unused)
{
    static const char word[] = "abcdefghijklmnopqrstuvw0123456789";
    static const char *items[] = {"*", word};
    const ri_globs globs = {.items = items, .n = 2};
    char key[64];
    bool all = true;
    (void)unused;
    ri_intern *names = ri_intern_new();
    assert_int_not_equal(ri_intern_string(names, "xx"), RI_NONE);
    for (int length = 0; length < 20; length++) { /* the keys that are tried first */
        (void)snprintf(key, sizeof key, "%.*sx", length, word);
        assert_int_not_equal(ri_intern_string(names, key), RI_NONE);
        (void)snprintf(key, sizeof key, "%.*s", length + 1, word);
        assert_int_not_equal(ri_intern_string(names, key), RI_NONE);
    }
    for (unsigned i = 0; i < 10000; i++) { /* more than are read along */
        (void)snprintf(key, sizeof key, "name-%u", i);
        assert_int_not_equal(ri_intern_string(names, key), RI_NONE);
    }
    const uint32_t n = ri_intern_count(names);
    assert_true(ri_tell_globs_apart(names, n, &globs, NULL, NULL, &all));
    assert_false(all);
    assert_int_equal(ri_intern_count(names), n + 1); /* the word itself, which fits both */
    ri_intern_free(names);
}

static bool attempt(void *payload)
{
    static const char *items[] = {"a*", "*b", "?c*"};
    const ri_globs globs = {.items = items, .n = 3};
    bool all = false;
    (void)payload;
    ri_intern *names = ri_intern_new();
    const bool done =
        names != NULL && ri_tell_globs_apart(names, 0, &globs, shun_ax, NULL, &all) && all;
    ri_intern_free(names);
    return done;
}

static void survives_want_of_memory(void **unused)
{
    (void)unused;
    assert_true(with_all_failures(attempt, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_all_apart),
        cmocka_unit_test(says_where_it_gives_up),
        cmocka_unit_test(says_where_all_that_is_tried_is_a_name),
        cmocka_unit_test(tries_so_many_keys_of_one_set),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
