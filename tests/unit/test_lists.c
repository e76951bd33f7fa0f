#include "rows.h"

#include "model/lists.h"

#define MOST 8

struct row {
    const char *name;
    uint32_t n;
    ri_pair pairs[MOST];
    size_t n_pairs;
    const char *built;      /* rows by '|' */
    const char *unrepeated; /* the first of each */
    const char *sorted;     /* sorted too */
};

static const struct row rows[] = {
    {"no rows", 0, {{0}}, 0, "", "", ""},
    {"rows without items", 3, {{0}}, 0, "||", "||", "||"},
    {"items keep their order",
     3,
     {{2, 9}, {0, 5}, {2, 1}, {0, 7}},
     4,
     "5 7||9 1",
     "5 7||9 1",
     "5 7||1 9"},
    {"repetitions; what is behind moves up",
     4,
     {{0, 3}, {0, 2}, {0, 3}, {2, 1}, {2, 1}, {3, 8}, {3, 4}},
     7,
     "3 2 3||1 1|8 4",
     "3 2||1|8 4",
     "2 3||1|4 8"},
};

static void expect(const ri_lists *lists, uint32_t n, const char *expected)
{
    ri_text text = RI_TEXT_INIT;
    for (uint32_t row = 0; row < n; row++) {
        ri_text_add(&text, row > 0 ? "|" : "");
        for (uint32_t i = lists->first[row]; i < lists->first[row + 1]; i++) {
            ri_text_format(&text, i > lists->first[row] ? " %u" : "%u", lists->items[i]);
        }
    }
    assert_string_equal(ri_text_string(&text), expected);
    ri_text_free(&text);
}

static void lists(void **state)
{
    const struct row *row = *state;
    ri_arena *arena = ri_arena_new();
    ri_pairs pairs = {0};
    ri_lists built = {0};
    for (size_t i = 0; i < row->n_pairs; i++) {
        assert_true(ri_pairs_add(&pairs, row->pairs[i].row, row->pairs[i].item));
    }
    assert_true(ri_lists_build(&built, arena, row->n, &pairs));
    expect(&built, row->n, row->built);
    assert_true(ri_lists_unrepeat(&built, row->n));
    expect(&built, row->n, row->unrepeated);
    assert_true(ri_lists_build(&built, arena, row->n, &pairs));
    ri_lists_sort(&built, row->n);
    expect(&built, row->n, row->sorted);
    ri_pairs_free(&pairs);
    ri_arena_free(arena);
}

int main(void)
{
    return RUN_ROWS("lists", rows, lists);
}
