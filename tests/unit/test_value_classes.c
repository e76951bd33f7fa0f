/* Values are one class exactly where they are on the same lists. */
#include "rows.h"

#include "resolve/value_classes.h"

enum { VALUES = 40, LISTS = 12, CASES = 200 };

static uint64_t state = 20261130;

static uint32_t random_below(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 16) % n);
}

static void tells_apart_what_lists_do(void **unused)
{
    (void)unused;
    for (int i = 0; i < CASES; i++) {
        ri_value_classes classes;
        uint32_t on[VALUES] = {0};
        ri_arena *arena = ri_arena_new();
        const uint32_t lists = random_below(LISTS);
        assert_true(ri_value_classes_begin(&classes, arena, VALUES));
        for (uint32_t list = 0; list < lists; list++) {
            ri_value_classes_list(&classes);
            for (uint32_t k = random_below(VALUES); k > 0; k--) { /* some twice */
                const uint32_t value = random_below(VALUES);
                ri_value_classes_put(&classes, value);
                on[value] |= 1u << list;
            }
        }
        ri_value_classes_number(&classes);
        uint32_t met = 0;
        for (uint32_t a = 0; a < VALUES; a++) {
            assert_true(classes.of[a] <= met && classes.of[a] < classes.n);
            met += classes.of[a] == met ? 1 : 0;
            for (uint32_t b = 0; b < a; b++) {
                assert_int_equal(classes.of[a] == classes.of[b], on[a] == on[b]);
            }
        }
        assert_int_equal(met, classes.n);
        ri_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_apart_what_lists_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
