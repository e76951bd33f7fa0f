#include "base/order.h"

#include "rows.h"

/* Items carry where they stood, so that stability can be seen. */
typedef struct item {
    uint32_t key;
    uint32_t place;
    char more[3];
} item;

static int by_key(const void *a, const void *b, const void *context)
{
    const item *left = a;
    const item *right = b;
    int sign = *(const int *)context;
    return left->key < right->key ? -sign : left->key > right->key ? sign : 0;
}

struct row {
    const char *name;
    uint32_t n;
    uint32_t factor; /* the i-th key is (i * factor) % modulus */
    uint32_t modulus;
    int sign;
};

static const struct row rows[] = {
    {"none", 0, 1, 1, 1},
    {"one", 1, 1, 1, 1},
    {"two, swapped", 2, 1, 2, -1},
    {"one run", 8, 5, 8, 1},
    {"a run and one", 9, 5, 9, 1},
    {"all equal", 100, 1, 1, 1},
    {"sorted already", 1000, 1, 1000, 1},
    {"backwards", 1000, 1, 1000, -1},
    {"shuffled", 4099, 2503, 4099, 1},
    {"many equal", 5000, 7919, 13, 1},
    {"many equal, backwards", 5000, 7919, 13, -1},
};

static void orders_stably(void **state)
{
    const struct row *row = *state;
    item *items = ri_alloc(row->n * sizeof *items);
    for (uint32_t i = 0; i < row->n; i++) {
        items[i] = (item){(i * row->factor) % row->modulus, i, "ab"};
    }
    assert_true(ri_order(items, row->n, sizeof *items, by_key, &row->sign));
    for (uint32_t i = 1; i < row->n; i++) {
        int order = by_key(&items[i - 1], &items[i], &row->sign);
        assert_true(order < 0 || (order == 0 && items[i - 1].place < items[i].place));
        assert_string_equal(items[i].more, "ab");
    }
    ri_free(items);
}

static void every_small_size_is_a_permutation(void **state)
{
    (void)state;
    const int sign = 1;
    for (uint32_t n = 0; n < 70; n++) {
        item items[70];
        bool seen[70] = {false};
        for (uint32_t i = 0; i < n; i++) {
            items[i] = (item){(i * 31) % 17, i, "x"};
        }
        assert_true(ri_order(items, n, sizeof items[0], by_key, &sign));
        for (uint32_t i = 0; i < n; i++) {
            assert_false(seen[items[i].place]);
            seen[items[i].place] = true;
            assert_true(i == 0 || items[i - 1].key <= items[i].key);
        }
    }
}

struct unique_row {
    const char *name;
    uint32_t numbers[24];
    size_t n;
    uint32_t expected[24];
    size_t kept;
};

static const struct unique_row unique_rows[] = {
    {"none", {0}, 0, {0}, 0},
    {"one", {7}, 1, {7}, 1},
    {"equal", {7, 7, 7}, 3, {7}, 1},
    {"ascending", {1, 2, 2, 3}, 4, {1, 2, 3}, 3},
    {"descending", {9, 5, 5, 1, 0}, 5, {0, 1, 5, 9}, 4},
    {"ends of the range", {UINT32_MAX, 0, UINT32_MAX, 1}, 4, {0, 1, UINT32_MAX}, 3},
    {"mixed",
     {12, 3, 9, 3, 1, 12, 0, 7, 8, 2, 2, 11, 10, 6, 5, 4, 0, 1, 23, 22},
     20,
     {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 22, 23},
     15},
};

static void drops_equal_ones(void **state)
{
    const struct unique_row *row = *state;
    uint32_t numbers[24];
    memcpy(numbers, row->numbers, sizeof numbers);
    assert_int_equal(ri_order_unique(numbers, row->n), row->kept);
    assert_memory_equal(numbers, row->expected, row->kept * sizeof numbers[0]);
}

/* Against a walk, for every number of numbers and every one that may be sought. */
static void finds_in_order(void **state)
{
    (void)state;
    const int sign = 1;
    item items[20];
    uint32_t numbers[20];
    for (uint32_t n = 0; n <= 20; n++) {
        for (uint32_t i = 0; i < n; i++) {
            numbers[i] = i / 3 * 2 + 1; /* each three times, and gaps between them */
            items[i] = (item){numbers[i], i, "x"};
        }
        for (uint32_t sought = 0; sought <= 16; sought++) {
            size_t at = 0;
            while (at < n && numbers[at] < sought) {
                at++;
            }
            const item key = {sought, 0, "x"};
            assert_int_equal(ri_order_place(items, n, sizeof key, by_key, &key, &sign), at);
            assert_int_equal(ri_order_number(numbers, n, sought), at);
            assert_int_equal(ri_order_has(numbers, n, sought), at < n && numbers[at] == sought);
        }
    }
}

static void want_of_memory_leaves_a_permutation(void **state)
{
    (void)state;
    const int sign = 1;
    item items[50];
    bool seen[50] = {false};
    for (uint32_t i = 0; i < 50; i++) {
        items[i] = (item){50 - i, i, "x"};
    }
    ri_alloc_fail_from(0);
    bool sorted = ri_order(items, 50, sizeof items[0], by_key, &sign);
    ri_alloc_fail_from(SIZE_MAX);
    assert_false(sorted);
    for (uint32_t i = 0; i < 50; i++) {
        assert_false(seen[items[i].place]);
        seen[items[i].place] = true;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_size_is_a_permutation),
        cmocka_unit_test(finds_in_order),
        cmocka_unit_test(want_of_memory_leaves_a_permutation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("order", rows, orders_stably) +
           RUN_ROWS("unique", unique_rows, drops_equal_ones);
}
