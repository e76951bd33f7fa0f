/* The classes on which two rules hold, one after the other, against every bit looked at. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "resolve/standing.h"

enum { RULES = 3, CLASSES = 260, WORDS = CLASSES / 64 + 1 };

static bool has(const uint64_t *bits, uint32_t i)
{
    return (bits[i / 64] >> (i % 64) & 1) != 0;
}

static uint32_t plainly(const ri_standing *s, uint32_t a, uint32_t b, uint32_t from)
{
    while (from < s->n && !(has(s->classes[a], from) && has(s->classes[b], from))) {
        from++;
    }
    return from < s->n ? from : s->n;
}

static void finds_each_class(void **state)
{
    uint64_t bits[RULES][WORDS];
    uint64_t *classes[RULES];
    uint64_t random = 88172645463325252U;
    const ri_standing standing = {.n = CLASSES, .words = WORDS, .classes = classes};
    (void)state;
    for (uint32_t times = 0; times < 200; times++) {
        memset(bits, 0, sizeof bits);
        for (uint32_t r = 0; r < RULES; r++) {
            classes[r] = bits[r];
            for (uint32_t c = 0; c < CLASSES; c++) {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                const bool set = random % (2 + times % 40) == 0;
                bits[r][c / 64] |= (uint64_t)set << (c % 64);
            }
        }
        for (uint32_t from = 0; from <= CLASSES; from++) {
            for (uint32_t r = 1; r < RULES; r++) {
                assert_int_equal(ri_standing_both(&standing, 0, r, from),
                                 plainly(&standing, 0, r, from));
            }
        }
    }
}

static void knows_rules_that_hold_nowhere(void **state)
{
    uint64_t some[1] = {1};
    uint64_t *classes[2] = {some, NULL};
    const ri_standing standing = {.n = 1, .words = 1, .classes = classes};
    const ri_standing nothing = {.n = 0};
    (void)state;
    assert_int_equal(ri_standing_both(&standing, 0, 0, 0), 0);
    assert_int_equal(ri_standing_both(&standing, 0, 1, 0), 1);
    assert_int_equal(ri_standing_both(&nothing, 0, 0, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_class),
        cmocka_unit_test(knows_rules_that_hold_nowhere),
    };
    return cmocka_run_group_tests_name("standing", tests, NULL, NULL);
}
