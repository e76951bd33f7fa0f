#include "rows.h"

#include "model/sets.h"

#define MOST 4

struct row {
    const char *name;
    uint32_t items[MOST];
    size_t n;
    uint32_t same_as[MOST]; /* the set it is the same as */
    size_t n_same;
    bool equal;
};

static const struct row rows[] = {
    {"nothing and nothing", {0}, 0, {0}, 0, true},
    {"nothing and something", {0}, 0, {0}, 1, false},
    {"the same", {5, 3}, 2, {5, 3}, 2, true},
    {"another order", {5, 3}, 2, {3, 5}, 2, false},
    {"one more", {5, 3, 4}, 3, {5, 3}, 2, false},
    {"repetitions", {5, 3, 5, 3}, 4, {5, 3}, 2, true},
    {"repetitions keep the first of each", {5, 3, 5}, 3, {3, 5}, 2, false},
};

static void is_same(void **state)
{
    const struct row *row = *state;
    uint32_t items[MOST];
    uint32_t others[MOST];
    size_t n = row->n;
    size_t n_others = row->n_same;
    ri_set_table table = {0};
    memcpy(items, row->items, sizeof items);
    memcpy(others, row->same_as, sizeof others);
    uint32_t a = ri_set_put(&table, items, &n);
    uint32_t b = ri_set_put(&table, others, &n_others);
    assert_int_equal(a == b, row->equal);
    assert_int_equal(a == 0, row->n == 0);
    ri_set_free(&table);
}

/* Long lists lose repetitions by a table rather than by looking at each pair. */
static void long_lists(void **state)
{
    uint32_t items[200];
    size_t n = COUNT(items);
    (void)state;
    for (uint32_t i = 0; i < n; i++) {
        items[i] = 1000 - i / 2;
    }
    assert_true(ri_set_unrepeat(items, &n));
    assert_int_equal(n, 100);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(items[i], 1000 - i);
    }
}

/* Every set of up to three of 30 items, put twice, then as a snapshot has them. */
static bool attempt(void *payload)
{
    ri_set_table table = {0};
    ri_sets sets = {0};
    ri_arena *arena = ri_arena_new();
    bool done = arena != NULL;
    for (uint32_t i = 0; i < 2 * 27000 && done; i++) {
        uint32_t items[] = {i % 30, i / 30 % 30, i / 900 % 30};
        size_t n = COUNT(items);
        uint32_t set = ri_set_put(&table, items, &n);
        done = set != RI_NONE;
        if (done) {
            size_t n_found = 0;
            const uint32_t *found = ri_set_get(&table, set, &n_found);
            assert_int_equal(n_found, n);
            assert_memory_equal(found, items, n * sizeof *items);
        }
    }
    done = done && ri_set_finish(&table, arena, &sets);
    if (done) {
        /* Of one item, of two, of three. */
        assert_int_equal(sets.n, 1 + 30 + 30 * 29 + 30 * 29 * 28);
        assert_int_equal(sets.of.first[0], 0);
        assert_int_equal(sets.of.first[1], 0);
        assert_int_equal(sets.of.first[sets.n], 30 + 2 * 30 * 29 + 3 * 30 * 29 * 28);
    }
    (void)payload;
    ri_set_free(&table);
    ri_arena_free(arena);
    return done;
}

static void exhausted_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(attempt, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_lists),
        cmocka_unit_test(exhausted_memory),
    };
    return RUN_ROWS("same", rows, is_same) + cmocka_run_group_tests(tests, NULL, NULL);
}
