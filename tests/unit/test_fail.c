#include "base/fail.h"

#include "rows.h"

static void fills_and_gives_back(void **state)
{
    (void)state;
    raci_error err = {0};
    assert_int_equal(ri_fail(&err, RACI_NOTFOUND, "no unit '%s'", "opps"), RACI_NOTFOUND);
    assert_int_equal(err.status, RACI_NOTFOUND);
    assert_string_equal(err.message, "no unit 'opps'");
    assert_string_equal(err.file, "");
    assert_int_equal(err.line, 0);
    assert_int_equal(err.column, 0);
}

static void says_where(void **state)
{
    (void)state;
    raci_error err = {0};
    raci_status status = ri_fail_at(&err, RACI_INPUT, "units.csv", 3, 14, "expected a date");
    assert_int_equal(status, RACI_INPUT);
    assert_string_equal(err.file, "units.csv");
    assert_int_equal(err.line, 3);
    assert_int_equal(err.column, 14);
}

static void first_error_wins(void **state)
{
    (void)state;
    raci_error err = {0};
    ri_fail(&err, RACI_IO, "first");
    assert_int_equal(ri_fail(&err, RACI_BUSY, "second"), RACI_BUSY);
    assert_int_equal(err.status, RACI_IO);
    assert_string_equal(err.message, "first");
    ri_error_clear(&err);
    assert_int_equal(err.status, RACI_OK);
    assert_string_equal(err.message, "");
    assert_int_equal(ri_fail_nomem(&err), RACI_NOMEM);
    assert_int_equal(err.status, RACI_NOMEM);
}

static void needs_no_error(void **state)
{
    (void)state;
    assert_int_equal(ri_fail(NULL, RACI_IO, "lost"), RACI_IO);
    assert_int_equal(ri_fail_at(NULL, RACI_IO, "f", 1, 1, "lost"), RACI_IO);
    assert_int_equal(ri_fail_nomem(NULL), RACI_NOMEM);
    ri_error_clear(NULL);
}

struct row {
    const char *name;
    const char *character;
    size_t lead; /* single bytes before the characters */
    size_t expected;
};

static const struct row rows[] = {
    {"single bytes", "a", 0, 767},
    {"two bytes", "\xc3\xa9", 0, 766},
    {"two bytes, odd", "\xc3\xa9", 1, 767},
    {"three bytes", "\xe2\x82\xac", 0, 765},
    {"three, one over", "\xe2\x82\xac", 2, 767},
    {"four bytes", "\xf0\x9f\x98\x80", 0, 764},
    {"four, one over", "\xf0\x9f\x98\x80", 1, 765},
    {"no UTF-8", "\x80", 0, 767},
};

static void cuts_at_a_character(void **state)
{
    const struct row *row = *state;
    char text[2000] = "";
    memset(text, 'x', row->lead);
    size_t step = strlen(row->character);
    for (size_t i = row->lead; i + step < sizeof text; i += step) {
        memcpy(text + i, row->character, step);
    }
    raci_error err = {0};
    ri_fail_at(&err, RACI_INPUT, text, 1, 1, "%s", text);
    assert_int_equal(strlen(err.message), row->expected);
    assert_true(strlen(err.file) > 250);
}

static void statuses_have_names(void **state)
{
    (void)state;
    assert_string_equal(raci_status_name(RACI_OK), "ok");
    assert_string_equal(raci_status_name(RACI_NOTFOUND), "not found");
    for (int a = RACI_CHANGED; a <= RACI_OK; a++) {
        assert_string_not_equal(raci_status_name((raci_status)a), "unknown status");
        for (int b = RACI_CHANGED; b < a; b++) {
            assert_string_not_equal(raci_status_name((raci_status)a),
                                    raci_status_name((raci_status)b));
        }
    }
    assert_string_equal(raci_status_name((raci_status)(RACI_CHANGED - 1)), "unknown status");
    assert_non_null(strchr(raci_version(), '.'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_and_gives_back), cmocka_unit_test(says_where),
        cmocka_unit_test(first_error_wins),     cmocka_unit_test(needs_no_error),
        cmocka_unit_test(statuses_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("cut", rows, cuts_at_a_character);
}
