#include "base/intern.h"

#include <stdio.h>

#include "rows.h"

static void numbers_in_order_of_meeting(void **state)
{
    (void)state;
    ri_intern *table = ri_intern_new();
    assert_int_equal(ri_intern_find(table, "cxo"), RI_NONE);
    assert_int_equal(ri_intern_string(table, "cxo"), 0);
    assert_int_equal(ri_intern_string(table, "ceo"), 1);
    assert_int_equal(ri_intern_string(table, "cxo"), 0);
    assert_int_equal(ri_intern_put(table, "ceo and more", 3), 1);
    assert_int_equal(ri_intern_string(table, ""), 2);
    assert_int_equal(ri_intern_put(table, NULL, 0), 2);
    assert_int_equal(ri_intern_count(table), 3);
    assert_string_equal(ri_intern_get(table, 1), "ceo");
    assert_string_equal(ri_intern_get(table, 2), "");
    assert_null(ri_intern_get(table, 3));
    assert_null(ri_intern_get(table, RI_NONE));
    assert_int_equal(ri_intern_find(table, "ceo"), 1);
    assert_int_equal(ri_intern_find(table, "coo"), RI_NONE);
    ri_intern_free(table);
    ri_intern_free(NULL);
}

static void bytes_after_a_nul_count(void **state)
{
    (void)state;
    ri_intern *table = ri_intern_new();
    assert_int_equal(ri_intern_put(table, "a\0b", 3), 0);
    assert_int_equal(ri_intern_put(table, "a\0c", 3), 1);
    assert_int_equal(ri_intern_put(table, "a", 1), 2);
    ri_intern_free(table);
}

static void many_stay_apart(void **state)
{
    (void)state;
    ri_intern *table = ri_intern_new();
    char name[32];
    const char *first = NULL;
    for (uint32_t i = 0; i < 20000; i++) {
        (void)snprintf(name, sizeof name, "touchpoint-%u", (unsigned)i);
        assert_int_equal(ri_intern_string(table, name), i);
        if (i == 0) {
            first = ri_intern_get(table, 0);
        }
    }
    assert_ptr_equal(ri_intern_get(table, 0), first); /* strings never move */
    for (uint32_t i = 0; i < 20000; i += 7) {
        (void)snprintf(name, sizeof name, "touchpoint-%u", (unsigned)i);
        assert_int_equal(ri_intern_find(table, name), i);
        assert_string_equal(ri_intern_get(table, i), name);
    }
    ri_intern_free(table);
}

/* A string's length is told apart however long it is. */
static void lengths_stay_apart(void **state)
{
    static char bytes[70000];
    static const size_t lengths[] = {0, 1, 253, 254, 255, 256, 257, 65535, 65536, 69999};
    ri_intern *table = ri_intern_new();
    (void)state;
    memset(bytes, 'x', sizeof bytes);
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < COUNT(lengths); i++) {
            assert_int_equal(ri_intern_put(table, bytes, lengths[i]), i);
        }
    }
    for (uint32_t i = 0; i < COUNT(lengths); i++) {
        assert_int_equal(strlen(ri_intern_get(table, i)), lengths[i]);
        assert_memory_equal(ri_intern_get(table, i), bytes, lengths[i]);
    }
    ri_intern_free(table);
}

static bool fill_table(void *payload)
{
    (void)payload;
    ri_intern *table = ri_intern_new();
    if (table == NULL) {
        return false;
    }
    char name[32];
    uint32_t met = 0;
    bool done = true;
    for (uint32_t i = 0; i < 400 && done; i++) {
        (void)snprintf(name, sizeof name, "position-%u", (unsigned)i);
        done = ri_intern_string(table, name) == i;
        met += done ? 1 : 0;
    }
    /* What was met before stays as it was. */
    assert_int_equal(ri_intern_count(table), met);
    for (uint32_t i = 0; i < met; i++) {
        (void)snprintf(name, sizeof name, "position-%u", (unsigned)i);
        assert_int_equal(ri_intern_find(table, name), i);
    }
    ri_intern_free(table);
    return done;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(fill_table, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_order_of_meeting),
        cmocka_unit_test(bytes_after_a_nul_count),
        cmocka_unit_test(many_stay_apart),
        cmocka_unit_test(lengths_stay_apart),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
