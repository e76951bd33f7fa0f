#include "rows.h"

#include "model/ids.h"

struct row {
    const char *name;
    size_t expected;
    int64_t id;
    bool kept;
};

static const struct row rows[] = {
    {"the first", 10, 1, true},
    {"none", 10, 0, true},
    {"beyond what was expected", 10, 100000, true},
    {"as large as can be", 10, INT64_MAX, true},
    {"with nothing expected", 0, 7, true},
    {"with everything expected", SIZE_MAX, 7, true},
    {"a negative one stands for nothing", 10, -1, false},
    {"the least", 10, INT64_MIN, false},
};

static void keeps(void **state)
{
    const struct row *row = *state;
    const uint32_t to[] = {3, RI_NONE, 0};
    ri_ids ids = {0};
    ri_ids_expect(&ids, row->expected);
    assert_int_equal(ri_ids_get(&ids, row->id), RI_NONE);
    assert_true(ri_ids_put(&ids, 3, 1));
    assert_true(ri_ids_put(&ids, row->id, 2));
    assert_int_equal(ri_ids_get(&ids, row->id), row->kept ? 2 : RI_NONE);
    assert_int_equal(ri_ids_get(&ids, 3), 1);
    assert_int_equal(ri_ids_get(&ids, 2), RI_NONE);
    assert_true(ids.n_dense < 100000);
    ri_ids_renumber(&ids, to);
    assert_int_equal(ri_ids_get(&ids, row->id), row->kept ? 0 : RI_NONE);
    assert_int_equal(ri_ids_get(&ids, 3), RI_NONE);
    assert_true(ri_ids_put(&ids, row->id, 0));
    ri_ids_renumber(&ids, to);
    assert_int_equal(ri_ids_get(&ids, row->id), row->kept ? 3 : RI_NONE);
    ri_ids_free(&ids);
}

/* Ids in any order, few of them sparse. */
static void many(void **state)
{
    ri_ids ids = {0};
    (void)state;
    ri_ids_expect(&ids, 10000);
    for (int64_t i = 0; i < 10000; i++) {
        int64_t id = i * 7919 % 10000 + (i % 100 == 0 ? INT64_C(1) << 40 : 0);
        assert_true(ri_ids_put(&ids, id, (uint32_t)i));
    }
    for (int64_t i = 0; i < 10000; i++) {
        int64_t id = i * 7919 % 10000 + (i % 100 == 0 ? INT64_C(1) << 40 : 0);
        assert_int_equal(ri_ids_get(&ids, id), i);
    }
    ri_ids_free(&ids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(many)};
    return RUN_ROWS("keeps", rows, keeps) + cmocka_run_group_tests(tests, NULL, NULL);
}
