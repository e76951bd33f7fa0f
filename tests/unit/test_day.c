#include "base/day.h"

#include "rows.h"

struct row {
    const char *name;
    const char *text;
    bool valid;
    int32_t day;
};

static const struct row rows[] = {
    {"the epoch", "1970-01-01", true, 0},
    {"the day before", "1969-12-31", true, -1},
    {"a leap day", "2024-02-29", true, 19782},
    {"a century's leap day", "2000-02-29", true, 11016},
    {"the first", "0001-01-01", true, -719162},
    {"the last", "9999-12-31", true, 2932896},
    {"no leap year", "2023-02-29", false, 0},
    {"no leap century", "1900-02-29", false, 0},
    {"month 0", "2024-00-10", false, 0},
    {"month 13", "2024-13-10", false, 0},
    {"day 0", "2024-01-00", false, 0},
    {"day 31 of April", "2024-04-31", false, 0},
    {"year 0", "0000-01-01", false, 0},
    {"short", "2024-1-01", false, 0},
    {"long", "2024-01-011", false, 0},
    {"slashes", "2024/01/01", false, 0},
    {"a sign", "-024-01-01", false, 0},
    {"a blank", "2024-01- 1", false, 0},
    {"empty", "", false, 0},
};

static void parses(void **state)
{
    const struct row *row = *state;
    int32_t day = 12345;
    assert_int_equal(ri_day_parse(row->text, strlen(row->text), &day), row->valid);
    assert_int_equal(day, row->valid ? row->day : 12345);
    if (row->valid) {
        char buffer[11];
        assert_string_equal(ri_day_format(day, buffer), row->text);
    }
}

static void every_day_comes_back(void **state)
{
    (void)state;
    char buffer[11];
    char before[11] = "";
    for (int32_t day = -719162; day <= 2932896; day++) {
        int32_t again = 0;
        ri_day_format(day, buffer);
        if (strcmp(before, buffer) >= 0 || !ri_day_parse(buffer, 10, &again) || again != day) {
            fail_msg("day %d is %s after %s and comes back as %d", day, buffer, before, again);
        }
        memcpy(before, buffer, sizeof before);
    }
}

static void unbounded_sides_are_empty(void **state)
{
    (void)state;
    char buffer[11];
    assert_string_equal(ri_day_format(RI_DAY_MIN, buffer), "");
    assert_string_equal(ri_day_format(RI_DAY_MAX, buffer), "");
    assert_string_equal(ri_day_format(2932897, buffer), "");
    assert_string_equal(ri_day_format(-719163, buffer), "");
}

static void periods_are_half_open(void **state)
{
    (void)state;
    assert_true(ri_day_within(5, 5, 6));
    assert_false(ri_day_within(6, 5, 6));
    assert_false(ri_day_within(4, 5, 6));
    assert_true(ri_day_within(5, RI_DAY_MIN, RI_DAY_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_comes_back),
        cmocka_unit_test(unbounded_sides_are_empty),
        cmocka_unit_test(periods_are_half_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("parse", rows, parses);
}
