#include "rows.h"

#include "base/typo.h"

static const struct row {
    const char *name;
    const char *wanted;
    const char *word;
    unsigned limit;
    unsigned errors;
} rows[] = {
    {"the same", "checkout", "checkout", 2, 0},
    {"a letter missing", "chekout", "checkout", 1, 1},
    {"one doubled", "checkkout", "checkout", 1, 1},
    {"one wrong", "chackout", "checkout", 1, 1},
    {"the first one wrong", "xheckout", "checkout", 1, 1},
    {"two swapped", "hceckout", "checkout", 1, 1},
    {"the last two swapped", "checkotu", "checkout", 1, 1},
    {"swapped and missing", "hcekout", "checkout", 2, 2},
    {"too many", "hcekotu", "checkout", 2, 3},
    {"beyond a limit of one", "hcekout", "checkout", 1, 2},
    {"letters, not bytes", "\xd0\xbf\xd0\xbb\xd0\xb0\xd1\x82", "\xd0\xbf\xd0\xbb\xd0\xb0\xd0\xb4",
     1, 1},
    {"nothing wanted", "", "ab", 2, 2},
    {"nothing met", "ab", "", 2, 2},
};

static void counts(void **state)
{
    const struct row *row = *state;
    ri_typo typo;
    ri_typo_begin(&typo, row->wanted, row->limit);
    assert_int_equal(ri_typo_of(&typo, row->word), row->errors);
    ri_typo_begin(&typo, row->word, row->limit);
    assert_int_equal(ri_typo_of(&typo, row->wanted), row->errors);
}

/* A beginning is only given up when no end can save it. */
static void gives_up_in_time(void **state)
{
    static const char letters[] = "abc";
    char word[7] = "";
    ri_typo typo;
    (void)state;
    for (unsigned n = 0; n < 729; n++) {
        unsigned rest = n;
        bool alive = true;
        for (size_t i = 0; i < 6; i++, rest /= 3) {
            word[i] = letters[rest % 3];
        }
        ri_typo_begin(&typo, "abcabc", 2);
        for (size_t i = 0; i < 6; i++) {
            alive = ri_typo_take(&typo, i, (unsigned char)word[i]) && alive;
        }
        if (!alive) {
            assert_true(ri_typo_errors(&typo, 6) > 2);
        }
    }
}

static const struct tolerated {
    const char *name;
    const char *word;
    unsigned errors;
} tolerated[] = {
    {"short", "pay", 0},
    {"four letters", "bill", 1},
    {"seven letters", "payment", 1},
    {"eight letters", "checkout", 2},
    {"letters that are two bytes", "\xd0\xbf\xd0\xbb\xd0\xb0", 0},
    {"a code", "t0004711", 1},
    {"a number", "20260701", 0},
};

static void tolerates(void **state)
{
    const struct tolerated *row = *state;
    assert_int_equal(ri_typo_tolerance(row->word), row->errors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_up_in_time)};
    int failed = RUN_ROWS("typos", rows, counts) + RUN_ROWS("tolerance", tolerated, tolerates);
    return failed + cmocka_run_group_tests_name("typo", tests, NULL, NULL);
}
