#include "rows.h"

#include "base/intern.h"
#include "model/lines.h"

#define NO RI_NONE
#define MOST 8

struct row {
    const char *name;
    uint32_t n;
    uint32_t parent[MOST];
    uint32_t up[MOST];
    bool looped;
    uint32_t loop[MOST];
    uint32_t enter[MOST];
    uint32_t leave[MOST];
};

static const struct row rows[] = {
    {.name = "nothing", .n = 0},
    {.name = "one root", .n = 1, .parent = {NO}, .up = {NO}, .enter = {0}, .leave = {1}},
    {.name = "roots and siblings in ascending order",
     .n = 5,
     .parent = {NO, 3, NO, NO, 3},
     .up = {NO, 3, NO, NO, 3},
     .enter = {0, 3, 1, 2, 4},
     .leave = {1, 4, 2, 5, 5}},
    {.name = "a chain downward",
     .n = 4,
     .parent = {1, 2, 3, NO},
     .up = {1, 2, 3, NO},
     .enter = {3, 2, 1, 0},
     .leave = {4, 4, 4, 4}},
    {.name = "a row that is its own parent",
     .n = 2,
     .parent = {0, 0},
     .up = {NO, 0},
     .looped = true,
     .loop = {0, NO},
     .enter = {0, 1},
     .leave = {2, 2}},
    {.name = "a cycle is cut at its smallest row, wherever one comes to it",
     .n = 5,
     .parent = {2, 3, 3, 4, 1},
     .up = {2, NO, 3, 4, 1},
     .looped = true,
     .loop = {NO, 1, NO, 1, 1},
     .enter = {4, 0, 3, 2, 1},
     .leave = {5, 5, 5, 5, 5}},
    {.name = "two cycles and a tree",
     .n = 6,
     .parent = {1, 0, NO, 5, 2, 3},
     .up = {NO, 0, NO, NO, 2, 3},
     .looped = true,
     .loop = {0, 0, NO, 3, NO, 3},
     .enter = {0, 1, 2, 4, 3, 5},
     .leave = {2, 2, 4, 6, 4, 6}},
};

static void shapes(void **state)
{
    const struct row *row = *state;
    ri_arena *arena = ri_arena_new();
    ri_lines lines = {0};
    assert_true(ri_lines_build(&lines, arena, row->n, row->parent));
    assert_int_equal(lines.loop != NULL, row->looped);
    for (uint32_t i = 0; i < row->n; i++) {
        assert_int_equal(lines.up[i], row->up[i]);
        assert_int_equal(lines.enter[i], row->enter[i]);
        assert_int_equal(lines.leave[i], row->leave[i]);
        if (row->looped) {
            assert_int_equal(lines.loop[i], row->loop[i]);
        }
    }
    ri_arena_free(arena);
}

/* The definition, step by step: u is met on the way up from v, or is v. */
static bool within(const uint32_t *parent, uint32_t n, uint32_t v, uint32_t u)
{
    for (uint32_t steps = 0; v != RI_NONE && steps <= n; steps++) {
        if (v == u) {
            return true;
        }
        v = parent[v];
    }
    return false;
}

static uint64_t random_state = 20240229;

static uint32_t random_below(uint32_t n)
{
    /* SplitMix64 */
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ (z >> 31)) % n);
}

/* Against the definition, on random shapes of which many have cycles. */
static void agrees_with_walking(void **state)
{
    uint32_t parent[12];
    (void)state;
    for (int round = 0; round < 2000; round++) {
        uint32_t n = 1 + random_below(12);
        for (uint32_t i = 0; i < n; i++) {
            parent[i] = random_below(4) == 0 ? RI_NONE : random_below(n);
        }
        ri_arena *arena = ri_arena_new();
        ri_lines lines = {0};
        assert_true(ri_lines_build(&lines, arena, n, parent));
        for (uint32_t v = 0; v < n; v++) {
            for (uint32_t u = 0; u < n; u++) {
                assert_int_equal(ri_lines_within(&lines, v, u), within(parent, n, v, u));
            }
        }
        ri_arena_free(arena);
    }
}

/* Jumps go up, never past the root, and few of them reach it. */
static void climbs(void **state)
{
    uint32_t parent[300];
    (void)state;
    for (int round = 0; round < 300; round++) {
        uint32_t n = 1 + random_below(300);
        uint32_t deep = 1 + random_below(8); /* from trees like chains to flat ones */
        for (uint32_t i = 0; i < n; i++) {
            uint32_t near = i < deep ? i : deep;
            parent[i] = near == 0 || random_below(40) == 0 ? RI_NONE : i - 1 - random_below(near);
        }
        ri_arena *arena = ri_arena_new();
        ri_lines lines = {0};
        uint32_t *depth = NULL;
        uint32_t *jump = NULL;
        assert_true(ri_lines_build(&lines, arena, n, parent));
        assert_true(ri_lines_climb(&depth, &jump, arena, n, &lines));
        for (uint32_t v = 0; v < n; v++) {
            uint32_t above = lines.up[v];
            assert_int_equal(depth[v], above != RI_NONE ? depth[above] + 1 : 0);
            assert_true(ri_lines_within(&lines, v, jump[v]));
            assert_int_equal(jump[v] == v, above == RI_NONE);
            uint32_t steps = 0;
            for (uint32_t at = v; jump[at] != at; at = jump[at]) {
                steps++;
            }
            assert_true(steps <= 16); /* twice the logarithm of 300 */
        }
        ri_arena_free(arena);
    }
}

/* A chain and a cycle of a million rows neither recurse nor take long. */
static void long_chains(void **state)
{
    const uint32_t n = 1000000;
    uint32_t *parent = malloc(n * sizeof *parent);
    (void)state;
    assert_non_null(parent);
    for (uint32_t i = 0; i < n; i++) {
        parent[i] = i + 1 < n ? i + 1 : RI_NONE;
    }
    ri_arena *arena = ri_arena_new();
    ri_lines lines = {0};
    assert_true(ri_lines_build(&lines, arena, n, parent));
    assert_true(ri_lines_within(&lines, 0, n - 1));
    assert_false(ri_lines_within(&lines, n - 1, 0));
    parent[n - 1] = 0;
    assert_true(ri_lines_build(&lines, arena, n, parent));
    assert_true(ri_lines_within(&lines, n - 1, 0));
    assert_true(ri_lines_within(&lines, 0, n - 1));
    assert_int_equal(lines.up[0], RI_NONE);
    ri_arena_free(arena);
    free(parent);
}

static bool attempt(void *payload)
{
    const uint32_t parent[] = {1, 0, 1};
    ri_arena *arena = ri_arena_new();
    ri_lines lines = {0};
    uint32_t *depth = NULL;
    uint32_t *jump = NULL;
    bool done = arena != NULL && ri_lines_build(&lines, arena, 3, parent) &&
                ri_lines_climb(&depth, &jump, arena, 3, &lines);
    (void)payload;
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
        cmocka_unit_test(agrees_with_walking),
        cmocka_unit_test(climbs),
        cmocka_unit_test(long_chains),
        cmocka_unit_test(exhausted_memory),
    };
    return RUN_ROWS("shapes", rows, shapes) + cmocka_run_group_tests(tests, NULL, NULL);
}
