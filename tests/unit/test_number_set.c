#include "rows.h"

#include "base/number_set.h"

static void has_what_was_put(void **state)
{
    static const uint32_t numbers[] = {0, 63, 64, 1000, 100000};
    ri_number_set set = {0};
    (void)state;
    assert_false(ri_number_set_has(&set, 0));
    for (size_t i = 0; i < COUNT(numbers); i++) {
        assert_true(ri_number_set_put(&set, numbers[i]));
        assert_true(ri_number_set_put(&set, numbers[i]));
    }
    size_t n = 0;
    for (uint32_t i = 0; i < 200000; i++) {
        n += ri_number_set_has(&set, i) ? 1 : 0;
    }
    assert_int_equal(n, COUNT(numbers));
    for (size_t i = 0; i < COUNT(numbers); i++) {
        assert_true(ri_number_set_has(&set, numbers[i]));
    }
    assert_false(ri_number_set_has(&set, UINT32_MAX));
    ri_number_set_free(&set);
    assert_false(ri_number_set_has(&set, 0));
}

static bool attempt(void *payload)
{
    ri_number_set set = {0};
    (void)payload;
    bool done = true;
    for (uint32_t i = 0; done && i < 5000; i += 7) {
        done = ri_number_set_put(&set, i);
    }
    ri_number_set_free(&set);
    return done;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(attempt, NULL) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_what_was_put),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
