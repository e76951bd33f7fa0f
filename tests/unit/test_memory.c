#include "base/memory.h"

#include "rows.h"

static void size_zero_gives_a_block(void **state)
{
    (void)state;
    void *block = ri_alloc(0);
    assert_non_null(block);
    block = ri_realloc(block, 0);
    assert_non_null(block);
    ri_free(block);
}

static void push_appends(void **state)
{
    (void)state;
    struct pair {
        int a, b;
    } *pairs = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (int i = 0; i < 100; i++) {
        assert_true(RI_PUSH(pairs, count, capacity, (struct pair){i, -i}));
    }
    assert_int_equal(count, 100);
    assert_int_equal(pairs[99].b, -99);
    assert_int_equal(pairs[0].a, 0);
    ri_free(pairs);
}

struct row {
    const char *name;
    size_t capacity, need, size;
    bool grows;
    size_t expected;
};

static const struct row rows[] = {
    {"room is there", 8, 8, 4, true, 8},
    {"from nothing", 0, 1, 4, true, 4},
    {"doubles until it fits", 4, 33, 1, true, 64},
    {"size overflows", 0, SIZE_MAX / 4, 8, false, 0},
    {"doubling overflows", 0, SIZE_MAX, 1, false, 0},
};

static void grows(void **state)
{
    const struct row *row = *state;
    size_t capacity = row->capacity;
    void *items = capacity > 0 ? ri_alloc(capacity * row->size) : NULL;
    void *before = items;
    assert_int_equal(ri_grow(&items, &capacity, row->need, row->size), row->grows);
    assert_int_equal(capacity, row->expected);
    if (!row->grows) {
        assert_ptr_equal(items, before);
    }
    ri_free(items);
}

static void fails_from_the_nth_on(void **state)
{
    (void)state;
    ri_alloc_fail_from(2);
    void *first = ri_alloc(1);
    void *second = ri_alloc(1);
    void *third = ri_alloc(1);
    void *larger = ri_realloc(first, 100);
    assert_int_equal(ri_alloc_fail_from(SIZE_MAX), 4);
    assert_non_null(first);
    assert_non_null(second);
    assert_null(third);
    assert_null(larger);
    ri_free(first);
    ri_free(second);
}

static void growing_fails_unchanged(void **state)
{
    (void)state;
    int *numbers = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (int i = 0; i < 4; i++) {
        assert_true(RI_PUSH(numbers, count, capacity, i));
    }
    ri_alloc_fail_from(0);
    bool pushed = RI_PUSH(numbers, count, capacity, 4);
    ri_alloc_fail_from(SIZE_MAX);
    assert_false(pushed);
    assert_int_equal(count, 4);
    assert_int_equal(capacity, 4);
    assert_int_equal(numbers[3], 3);
    ri_free(numbers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(size_zero_gives_a_block),
        cmocka_unit_test(push_appends),
        cmocka_unit_test(fails_from_the_nth_on),
        cmocka_unit_test(growing_fails_unchanged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("grow", rows, grows);
}
