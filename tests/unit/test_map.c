#include "base/map.h"

#include "rows.h"

static void puts_gets_and_replaces(void **state)
{
    (void)state;
    ri_map map = {0};
    uint32_t value = 77;
    assert_false(ri_map_get(&map, 1, &value));
    assert_int_equal(value, 77);
    assert_true(ri_map_put(&map, 1, 10));
    assert_true(ri_map_put(&map, 0, 20));
    assert_true(ri_map_put(&map, 1, 30));
    assert_true(ri_map_put(&map, UINT64_MAX - 1, 40));
    assert_int_equal(map.count, 3);
    assert_true(ri_map_get(&map, 1, &value));
    assert_int_equal(value, 30);
    assert_true(ri_map_get(&map, 0, &value));
    assert_int_equal(value, 20);
    assert_true(ri_map_get(&map, UINT64_MAX - 1, &value));
    assert_int_equal(value, 40);
    assert_false(ri_map_get(&map, 2, &value));
    ri_map_free(&map);
    assert_false(ri_map_get(&map, 1, &value));
}

struct row {
    const char *name;
    uint64_t step;
};

static const struct row rows[] = {
    {"neighbours", 1},
    {"high halves only", UINT64_C(1) << 32},
    {"pairs", (UINT64_C(1) << 32) + 1},
    {"powers of two apart", 4096},
};

static void many_stay_apart(void **state)
{
    const struct row *row = *state;
    ri_map map = {0};
    uint32_t value = 0;
    for (uint32_t i = 0; i < 20000; i++) {
        assert_true(ri_map_put(&map, i * row->step, i));
    }
    assert_int_equal(map.count, 20000);
    for (uint32_t i = 0; i < 20000; i++) {
        assert_true(ri_map_get(&map, i * row->step, &value));
        assert_int_equal(value, i);
    }
    assert_false(ri_map_get(&map, 20000 * row->step, &value));
    ri_map_free(&map);
}

static bool fill_map(void *payload)
{
    (void)payload;
    ri_map map = {0};
    uint32_t put = 0;
    bool done = true;
    for (uint32_t i = 0; i < 500 && done; i++) {
        done = ri_map_put(&map, i, i);
        put += done ? 1 : 0;
    }
    uint32_t value = 0;
    assert_int_equal(map.count, put);
    for (uint32_t i = 0; i < put; i++) {
        assert_true(ri_map_get(&map, i, &value) && value == i);
    }
    ri_map_free(&map);
    return done;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(fill_map, NULL) > 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_gets_and_replaces),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("many", rows, many_stay_apart);
}
