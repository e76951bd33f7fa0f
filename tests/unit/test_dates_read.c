#include "rows.h"

#include "base/day.h"
#include "intake/dates_read.h"

struct reading {
    const char *name;
    const char *given;
    const char *day_first; /* "" for no day */
    const char *month_first;
    ri_date_fault fault;
};

#define SAME(day) (day), (day), RI_DATE_READ
#define NOT(fault) "", "", (fault)

static const struct reading readings[] = {
    {"ISO", "2024-01-31", SAME("2024-01-31")},
    {"ISO of one digit", "2024-1-5", SAME("2024-01-05")},
    {"ISO with a time", "2024-01-31T23:59:59Z", SAME("2024-01-31")},
    {"ISO with a zone", "2024-01-31T00:00:00.000+02:00", SAME("2024-01-31")},
    {"a spreadsheet's time", "2024-01-31 00:00:00", SAME("2024-01-31")},
    {"American with a time", "1/31/2024 12:00:00 AM", "", "2024-01-31", RI_DATE_READ},
    {"blanks around", "  2024-01-31  ", SAME("2024-01-31")},
    {"day first", "31/01/2024", "2024-01-31", "", RI_DATE_READ},
    {"month first", "01/31/2024", "", "2024-01-31", RI_DATE_READ},
    {"either", "02/01/2024", "2024-01-02", "2024-02-01", RI_DATE_READ},
    {"either, equal", "03/03/2024", SAME("2024-03-03")},
    {"either, with dashes", "02-01-2024", "2024-01-02", "2024-02-01", RI_DATE_READ},
    {"dots", "31.01.2024", SAME("2024-01-31")},
    {"dots mean day first", "02.01.2024", SAME("2024-01-02")},
    {"dots and blanks", "31. 1. 2024", SAME("2024-01-31")},
    {"dots, no such month", "01.31.2024", NOT(RI_DATE_NO_DAY)},
    {"year first with slashes", "2024/01/31", SAME("2024-01-31")},
    {"year first with dots", "2024.01.31", SAME("2024-01-31")},
    {"year first knows no other order", "2024/31/01", NOT(RI_DATE_NO_DAY)},
    {"a month's name", "31-Jan-2024", SAME("2024-01-31")},
    {"a month's name, upper case", "31 JANUARY 2024", SAME("2024-01-31")},
    {"a month's name first", "Jan 31, 2024", SAME("2024-01-31")},
    {"four letters of September", "1 Sept 2024", SAME("2024-09-01")},
    {"no month's name", "31-Jax-2024", NOT(RI_DATE_NONE)},
    {"two months' names", "Jan-Feb-2024", NOT(RI_DATE_NONE)},
    {"eight digits", "20240131", SAME("2024-01-31")},
    {"eight digits, no day", "20241331", NOT(RI_DATE_NO_DAY)},
    {"a spreadsheet's day", "45322", SAME("2024-01-31")},
    {"a spreadsheet's day and time", "45322.75", SAME("2024-01-31")},
    {"the first of five digits", "10000", SAME("1927-05-18")},
    {"five digits with a zero first", "01234", NOT(RI_DATE_NONE)},
    {"a year alone", "2024", NOT(RI_DATE_NONE)},
    {"six digits", "453220", NOT(RI_DATE_NONE)},
    {"two digits of a year", "31/01/24", NOT(RI_DATE_SHORT_YEAR)},
    {"two digits after a name", "31-Jan-24", NOT(RI_DATE_SHORT_YEAR)},
    {"two digits with dots", "31.01.24", NOT(RI_DATE_SHORT_YEAR)},
    {"three digits", "31/01/024", NOT(RI_DATE_NONE)},
    {"leap day", "29/02/2024", "2024-02-29", "", RI_DATE_READ},
    {"no leap day", "2023-02-29", NOT(RI_DATE_NO_DAY)},
    {"no day in either order", "31/31/2024", NOT(RI_DATE_NO_DAY)},
    {"month and day zero", "00/00/2024", NOT(RI_DATE_NO_DAY)},
    {"the end of time", "9999-12-31", SAME("9999-12-31")},
    {"nothing", "", NOT(RI_DATE_BLANK)},
    {"blanks", "   ", NOT(RI_DATE_BLANK)},
    {"words", "immediately", NOT(RI_DATE_NONE)},
    {"two parts", "01/2024", NOT(RI_DATE_NONE)},
    {"four parts", "1/1/2024/1", NOT(RI_DATE_NONE)},
    {"unequal marks", "31/01-2024", NOT(RI_DATE_NONE)},
    {"text behind", "2024-01-31 (planned)", NOT(RI_DATE_NONE)},
    {"a lone T behind", "2024-01-31T", NOT(RI_DATE_NONE)},
    {"numbers with blanks", "31 01 2024", NOT(RI_DATE_NONE)},
    {"negative", "-45322", NOT(RI_DATE_NONE)},
    {"very long", "111111111111111111111111111111", NOT(RI_DATE_NONE)},
};

static void reads(void **state)
{
    const struct reading *row = *state;
    char buffer[11];
    ri_date date = ri_date_read(row->given, strlen(row->given));
    assert_int_equal(date.fault, row->fault);
    assert_string_equal(ri_day_format(date.day_first, buffer), row->day_first);
    assert_string_equal(ri_day_format(date.month_first, buffer), row->month_first);
    assert_string_equal(ri_day_format(ri_date_in(&date, RI_DATES_OPEN), buffer),
                        strcmp(row->day_first, row->month_first) == 0 ? row->day_first : "");
    assert_int_equal(ri_date_in(&date, RI_DATES_DAY_FIRST), date.day_first);
    assert_int_equal(ri_date_in(&date, RI_DATES_MONTH_FIRST), date.month_first);
    bool complains = row->fault != RI_DATE_READ && row->fault != RI_DATE_BLANK;
    assert_int_equal(*ri_date_complaint(row->fault) != '\0', complains);
}

struct column {
    const char *name;
    const char *dates[4];
    ri_date_order order;
    bool ambiguous;
};

static const struct column columns[] = {
    {"nothing", {NULL}, RI_DATES_OPEN, false},
    {"ISO asks nothing", {"2024-01-02", "2024-02-01"}, RI_DATES_OPEN, false},
    {"one day above twelve decides", {"01/02/2024", "13/02/2024"}, RI_DATES_DAY_FIRST, false},
    {"a month first decides", {"01/02/2024", "02/13/2024"}, RI_DATES_MONTH_FIRST, false},
    {"all days up to twelve", {"01/02/2024", "12/11/2024"}, RI_DATES_OPEN, true},
    {"equal days and months", {"01/01/2024", "02/02/2024"}, RI_DATES_OPEN, false},
    {"contradiction", {"13/02/2024", "02/13/2024"}, RI_DATES_OPEN, true},
    {"what is no date decides nothing", {"01/02/2024", "13/02/24"}, RI_DATES_OPEN, true},
    {"dots decide nothing for slashes", {"01/02/2024", "13.02.2024"}, RI_DATES_OPEN, true},
};

static void decides(void **state)
{
    const struct column *row = *state;
    ri_dates column = {0, 0, 0, 0};
    for (size_t i = 0; i < COUNT(row->dates) && row->dates[i] != NULL; i++) {
        ri_date date = ri_date_read(row->dates[i], strlen(row->dates[i]));
        ri_dates_add(&column, &date);
    }
    assert_int_equal(ri_dates_order(&column), row->order);
    assert_int_equal(ri_dates_ambiguous(&column), row->ambiguous);
}

/* Any bytes are some answer, and no day but a day. */
static void takes_any_bytes(void **state)
{
    static const char alphabet[] = "0123456789/-. :,TJanZ\xc3\x80";
    uint32_t seed = 1;
    (void)state;
    for (size_t round = 0; round < 200000; round++) {
        char bytes[24];
        size_t length = round % sizeof bytes;
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = alphabet[(seed >> 16) % sizeof alphabet];
        }
        ri_date date = ri_date_read(bytes, length);
        bool any = date.day_first != RI_DAY_MIN || date.month_first != RI_DAY_MIN;
        assert_int_equal(any, date.fault == RI_DATE_READ);
    }
}

static void names_orders(void **state)
{
    (void)state;
    assert_string_equal(ri_date_order_name(RI_DATES_OPEN), "");
    assert_string_equal(ri_date_order_name(RI_DATES_DAY_FIRST), "day-first");
    assert_string_equal(ri_date_order_name(RI_DATES_MONTH_FIRST), "month-first");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_any_bytes),
        cmocka_unit_test(names_orders),
    };
    int failed = RUN_ROWS("dates", readings, reads);
    failed += RUN_ROWS("columns of dates", columns, decides);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
