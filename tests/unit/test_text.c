#include "base/text.h"

#include "rows.h"

static void appends(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    assert_string_equal(ri_text_string(&text), "");
    ri_text_add(&text, "unit");
    ri_text_char(&text, ':');
    ri_text_bytes(&text, "opsxx", 3);
    ri_text_format(&text, " has %d of %s", 3, "4");
    assert_string_equal(ri_text_string(&text), "unit:ops has 3 of 4");
    assert_int_equal(text.length, 19);
    assert_false(text.failed);
    ri_text_free(&text);
    assert_string_equal(ri_text_string(&text), "");
}

static void keeps_bytes_of_any_value(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    ri_text_bytes(&text, "a\0b", 3);
    ri_text_bytes(&text, NULL, 0);
    assert_int_equal(text.length, 3);
    assert_memory_equal(text.bytes, "a\0b", 4);
    ri_text_free(&text);
}

static void formats_any_length(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    for (int width = 1; width < 300; width++) {
        ri_text_clear(&text);
        ri_text_add(&text, "x");
        ri_text_format(&text, "%0*d", width, 7);
        assert_int_equal(text.length, width + 1);
        assert_int_equal(strlen(text.bytes), width + 1);
        assert_int_equal(text.bytes[width], '7');
    }
    ri_text_free(&text);
}

static void clear_keeps_the_memory(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    ri_text_add(&text, "something long enough to grow");
    size_t capacity = text.capacity;
    ri_text_clear(&text);
    assert_string_equal(ri_text_string(&text), "");
    assert_int_equal(text.capacity, capacity);
    ri_text_free(&text);
}

static void stays_failed(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    ri_text_add(&text, "abc");
    ri_alloc_fail_from(0);
    ri_text_add(&text, "a run of bytes that needs more memory");
    ri_alloc_fail_from(SIZE_MAX);
    assert_true(text.failed);
    ri_text_char(&text, 'd');
    ri_text_format(&text, "%d", 1);
    assert_true(text.failed);
    assert_string_equal(ri_text_string(&text), "abc");
    ri_text_clear(&text);
    ri_text_add(&text, "again");
    assert_true(text.failed);
    assert_string_equal(ri_text_string(&text), "");
    ri_text_renew(&text);
    ri_text_add(&text, "again");
    assert_false(text.failed);
    assert_string_equal(ri_text_string(&text), "again");
    ri_text_free(&text);
}

static void refuses_impossible_lengths(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    ri_text_add(&text, "abc");
    ri_text_bytes(&text, "x", SIZE_MAX - 2);
    assert_true(text.failed);
    assert_string_equal(ri_text_string(&text), "abc");
    ri_text_free(&text);
}

static bool fill_text(void *payload)
{
    (void)payload;
    ri_text text = RI_TEXT_INIT;
    for (int i = 0; i < 200; i++) {
        ri_text_format(&text, "%d,%0100d;", i, i);
    }
    bool done = !text.failed;
    assert_int_equal(strlen(ri_text_string(&text)), text.length);
    ri_text_free(&text);
    return done;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(fill_text, NULL) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends),
        cmocka_unit_test(keeps_bytes_of_any_value),
        cmocka_unit_test(formats_any_length),
        cmocka_unit_test(clear_keeps_the_memory),
        cmocka_unit_test(stays_failed),
        cmocka_unit_test(refuses_impossible_lengths),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
