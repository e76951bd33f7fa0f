#include "rows.h"

#include "base/fingerprint.h"

/* As the reference implementation of SipHash-2-4 has them, with a key of zeros. */
static void is_the_same_everywhere(void **state)
{
    (void)state;
    assert_int_equal(ri_fingerprint(0, "", 0), UINT64_C(0x1e924b9d737700d7));
    assert_int_equal(ri_fingerprint(0, NULL, 0), ri_fingerprint(0, "", 0));
}

static void tells_texts_and_ways_apart(void **state)
{
    (void)state;
    assert_true(ri_fingerprint(1, "dana ruiz", 9) == ri_fingerprint(1, "dana ruiz", 9));
    assert_true(ri_fingerprint(1, "dana ruiz", 9) != ri_fingerprint(2, "dana ruiz", 9));
    assert_true(ri_fingerprint(1, "dana ruiz", 9) != ri_fingerprint(1, "dana ruiz", 8));
    assert_true(ri_fingerprint(1, "a\0b", 3) != ri_fingerprint(1, "a\0c", 3));
}

/* Of a hundred thousand numbers none is taken for another. */
static void hardly_ever_collides(void **state)
{
    enum { N = 100000 };
    static uint64_t slots[N * 4];
    (void)state;
    for (unsigned i = 0; i < N; i++) {
        const uint64_t print = ri_fingerprint(3, &i, sizeof i);
        size_t at = (size_t)(print % (N * 4));
        while (slots[at] != 0) {
            assert_true(slots[at] != print);
            at = (at + 1) % (N * 4);
        }
        slots[at] = print;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same_everywhere),
        cmocka_unit_test(tells_texts_and_ways_apart),
        cmocka_unit_test(hardly_ever_collides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
