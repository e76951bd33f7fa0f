#include "base/nearest.h"

#include "rows.h"

struct row {
    const char *name;
    const char *wanted;
    const char *names[4];
    const char *expected;
};

#define LONG_NAME                                                                                      \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct row rows[] = {
    {"the name itself", "support", {"suport", "support"}, "support"},
    {"one missing", "suport", {"sales", "support"}, "support"},
    {"one more", "supportt", {"sales", "support"}, "support"},
    {"one other", "suppert", {"sales", "support"}, "support"},
    {"two swapped", "usgae", {"usage", "image"}, "usage"},
    {"two swapped in a short name", "ecx", {"ecxo", "exc"}, "ecxo"},
    {"first in byte order", "coo", {"cpo", "cfo", "ceo", "cto"}, "ceo"},
    {"nothing near", "support", {"billing", "onboarding"}, NULL},
    {"a third of the longer", "abcdef", {"abcxyz", "abcdxy"}, "abcdxy"},
    {"just beyond a third", "abcde", {"abcxy"}, NULL},
    {"never more than four", "aaaaaaaaaaaaaaaaaaaa", {"aaaaaaaaaaaaaaabbbbb"}, NULL},
    {"four of twenty", "aaaaaaaaaaaaaaaaaaaa", {"aaaaaaaaaaaaaaaabbbb"}, "aaaaaaaaaaaaaaaabbbb"},
    {"at least one", "ab", {"abc"}, "abc"},
    {"nothing wanted", "", {"a", "bc"}, "a"},
    {"128 bytes", LONG_NAME, {LONG_NAME}, LONG_NAME},
    {"129 bytes", LONG_NAME "a", {LONG_NAME}, NULL},
    {"no names", "support", {NULL}, NULL},
};

static void finds(void **state)
{
    const struct row *row = *state;
    size_t n = 0;
    while (n < COUNT(row->names) && row->names[n] != NULL) {
        n++;
    }
    const char *best = ri_nearest_of(row->wanted, row->names, n);
    if (row->expected == NULL) {
        assert_null(best);
    } else {
        assert_non_null(best);
        assert_string_equal(best, row->expected);
    }
}

static void gives_the_distance(void **state)
{
    (void)state;
    ri_nearest search;
    ri_nearest_begin(&search, "touchpiont");
    assert_null(search.best);
    ri_nearest_offer(&search, "touchpoints");
    assert_int_equal(search.distance, 2);
    ri_nearest_offer(&search, "touchpoint");
    assert_int_equal(search.distance, 1);
    assert_string_equal(search.best, "touchpoint");
}

/* Whoever typed so many digits meant the beginning. */
static void compares_beginnings(void **state)
{
    (void)state;
    ri_nearest search;
    ri_nearest_begin(&search, "5caf16f9");
    ri_nearest_offer_beginning(&search, "5caf06f97b4ab0bb");
    assert_string_equal(search.best, "5caf06f97b4ab0bb");
    assert_int_equal(search.distance, 1);
    ri_nearest_begin(&search, "5caf16f9");
    ri_nearest_offer(&search, "5caf06f97b4ab0bb");
    assert_null(search.best);
    ri_nearest_offer_beginning(&search, "5c"); /* shorter than what was typed */
    assert_null(search.best);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_the_distance),
                                       cmocka_unit_test(compares_beginnings)};
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("nearest", rows, finds);
}
