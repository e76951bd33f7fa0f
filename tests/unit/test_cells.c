#include "report/cells.h"

#include "rows.h"

static const char *const columns[] = {"key",        "parties",     "rules.name",
                                      "rules.line", "escalate.to", "escalate.path.to"};

/* A finding-like element; with or without its object. */
static void emit_element(const ri_emit *emit, bool escalated)
{
    ri_emit_open(emit, '{');
    ri_emit_field(emit, "key", "k");
    ri_emit_open_key(emit, "parties", '[');
    ri_emit_string(emit, "position:a");
    ri_emit_string(emit, "position:b");
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "rules", '[');
    for (int i = 0; i < 3; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "name", i == 0 ? "first" : i == 1 ? "second" : "third");
        if (i == 1) {
            ri_emit_null(emit, "line");
        } else {
            ri_emit_count(emit, "line", (size_t)i + 7);
        }
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    if (!escalated) {
        ri_emit_null(emit, "escalate");
    } else {
        ri_emit_open_key(emit, "escalate", '{');
        ri_emit_null(emit, "to");
        ri_emit_open_key(emit, "path", '[');
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "to", "office:cxo");
        ri_emit_close(emit, '}');
        ri_emit_close(emit, ']');
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, '}');
}

static void gathers(void **state)
{
    (void)state;
    ri_cells cells;
    assert_true(ri_cells_init(&cells, columns, COUNT(columns)));
    ri_emit emit = ri_cells_emit(&cells);
    for (int round = 0; round < 3; round++) { /* nothing stays from the element before */
        bool escalated = round == 1;
        ri_cells_clear(&cells);
        emit_element(&emit, escalated);
        assert_string_equal(ri_cells_get(&cells, 0), "k");
        assert_string_equal(ri_cells_get(&cells, 1), "position:a;position:b");
        assert_string_equal(ri_cells_get(&cells, 2), "first;second;third");
        assert_string_equal(ri_cells_get(&cells, 3), "7;;9");
        assert_string_equal(ri_cells_get(&cells, 4), "");
        assert_string_equal(ri_cells_get(&cells, 5), escalated ? "office:cxo" : "");
        assert_false(cells.lost);
    }
    assert_false(ri_cells_failed(&cells));
    ri_cells_free(&cells);
}

/* Keys of any names, however long, stand in the cell of their object. */
static void gathers_objects_of_any_keys(void **state)
{
    static const char *const free_columns[] = {"key", "rows"};
    char name[400];
    (void)state;
    ri_cells cells;
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_true(ri_cells_init(&cells, free_columns, COUNT(free_columns)));
    ri_emit emit = ri_cells_emit(&cells);
    for (int round = 0; round < 2; round++) {
        ri_cells_clear(&cells);
        ri_emit_open(&emit, '{');
        ri_emit_field(&emit, "key", "k");
        ri_emit_open_key(&emit, "rows", '[');
        for (int row = 0; row < 2; row++) {
            ri_emit_open(&emit, '{');
            ri_emit_field(&emit, "a.b", "1");
            ri_emit_field(&emit, row == 0 ? "c" : name, "2");
            ri_emit_close(&emit, '}');
        }
        ri_emit_close(&emit, ']');
        ri_emit_close(&emit, '}');
        assert_false(cells.lost);
        assert_string_equal(ri_cells_get(&cells, 0), "k");
        assert_memory_equal(ri_cells_get(&cells, 1), "a.b=1, c=2; a.b=1, nnn", 22);
    }
    ri_cells_free(&cells);
}

static void a_value_without_a_column_is_lost(void **state)
{
    (void)state;
    ri_cells cells;
    assert_true(ri_cells_init(&cells, columns, 2));
    ri_emit emit = ri_cells_emit(&cells);
    emit_element(&emit, false);
    assert_true(cells.lost);
    ri_cells_free(&cells);
}

static bool gather_once(void *payload)
{
    ri_cells cells;
    (void)payload;
    if (!ri_cells_init(&cells, columns, COUNT(columns))) {
        ri_cells_free(&cells);
        return false;
    }
    ri_emit emit = ri_cells_emit(&cells);
    emit_element(&emit, true);
    bool done = !ri_cells_failed(&cells);
    ri_cells_free(&cells);
    return done;
}

static void want_of_memory_is_told(void **state)
{
    (void)state;
    assert_true(with_all_failures(gather_once, NULL) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gathers),
        cmocka_unit_test(gathers_objects_of_any_keys),
        cmocka_unit_test(a_value_without_a_column_is_lost),
        cmocka_unit_test(want_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
