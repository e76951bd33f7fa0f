#include "rows.h"

#include "intake/xlsx_number.h"

struct number {
    const char *name; /* as it stands */
    ri_xlsx_shown shown;
    bool from_1904;
    const char *expected;
};

static const struct number numbers[] = {
    {"0", RI_XLSX_NUMBER, false, "0"},
    {"-0", RI_XLSX_NUMBER, false, "0"},
    {"007", RI_XLSX_NUMBER, false, "7"},
    {"12.50", RI_XLSX_NUMBER, false, "12.5"},
    {"-3", RI_XLSX_NUMBER, false, "-3"},
    {"123456789012345", RI_XLSX_NUMBER, false, "123456789012345"},
    {"1234567890123456", RI_XLSX_NUMBER, false, "1234567890123460"},
    {"0.1", RI_XLSX_NUMBER, false, "0.1"},
    {"9.9999999999999996E-2", RI_XLSX_NUMBER, false, "0.1"},
    {"0.99999999999999999", RI_XLSX_NUMBER, false, "1"},
    {"1E+2", RI_XLSX_NUMBER, false, "100"},
    {"1.5e-7", RI_XLSX_NUMBER, false, "1.5E-7"},
    {"0.00001", RI_XLSX_NUMBER, false, "0.00001"},
    {"1e30", RI_XLSX_NUMBER, false, "1E+30"},
    {"1e999", RI_XLSX_NUMBER, false, "1e999"},
    {"1e", RI_XLSX_NUMBER, false, "1e"},
    {"", RI_XLSX_NUMBER, false, ""},
    {".", RI_XLSX_NUMBER, false, "."},
    {"1.2.3", RI_XLSX_NUMBER, false, "1.2.3"},
    {"NaN", RI_XLSX_DATE, false, "NaN"},
    {"1", RI_XLSX_DATE, false, "1900-01-01"},
    {"59", RI_XLSX_DATE, false, "1900-02-28"},
    {"60", RI_XLSX_DATE, false, "60"},
    {"61", RI_XLSX_DATE, false, "1900-03-01"},
    {"25569", RI_XLSX_DATE, false, "1970-01-01"},
    {"45413.99", RI_XLSX_DATE, false, "2024-05-01"},
    {"4.5413E4", RI_XLSX_DATE, false, "2024-05-01"},
    {"2958465", RI_XLSX_DATE, false, "9999-12-31"},
    {"2958466", RI_XLSX_DATE, false, "2958466"},
    {"-1", RI_XLSX_DATE, false, "-1"},
    {"0", RI_XLSX_DATE, false, "0"},
    {"0", RI_XLSX_DATE, true, "1904-01-01"},
    {"45413", RI_XLSX_DATE_TIME, false, "2024-05-01"},
    {"45413.0000001", RI_XLSX_DATE_TIME, false, "2024-05-01"},
    {"45413.25", RI_XLSX_DATE_TIME, false, "2024-05-01T06:00:00"},
    {"45412.9999999", RI_XLSX_DATE_TIME, false, "2024-05-01"},
    {"0.5", RI_XLSX_TIME, false, "12:00:00"},
    {"0", RI_XLSX_TIME, false, "00:00:00"},
    {"45413.5", RI_XLSX_TIME, false, "2024-05-01T12:00:00"},
};

static void writes(void **state)
{
    const struct number *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_xlsx_number_text(&out, row->name, strlen(row->name), row->shown, row->from_1904);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

struct format {
    const char *name;
    ri_xlsx_shown expected;
};

static const struct format formats[] = {
    {"General", RI_XLSX_NUMBER},
    {"0.00", RI_XLSX_NUMBER},
    {"0.00E+00", RI_XLSX_NUMBER},
    {"#,##0.00\\ \"days\"", RI_XLSX_NUMBER},
    {"[Red]0;[Blue]-0", RI_XLSX_NUMBER},
    {"0\\d", RI_XLSX_NUMBER},
    {"_d0*y", RI_XLSX_NUMBER},
    {"[h]:mm:ss", RI_XLSX_NUMBER},
    {"0;yyyy", RI_XLSX_NUMBER},
    {"yyyy-mm-dd", RI_XLSX_DATE},
    {"[$-409]d. mmmm yy;@", RI_XLSX_DATE},
    {"mmm", RI_XLSX_DATE},
    {"DD/MM/YYYY", RI_XLSX_DATE},
    {"h:mm AM/PM", RI_XLSX_TIME},
    {"mm:ss", RI_XLSX_TIME},
    {"m/d/yy h:mm", RI_XLSX_DATE_TIME},
    {"\"unclosed", RI_XLSX_NUMBER},
    {"[unclosed", RI_XLSX_NUMBER},
    {"\\", RI_XLSX_NUMBER},
};

static void recognizes(void **state)
{
    const struct format *row = *state;
    assert_int_equal(ri_xlsx_format(row->name), row->expected);
}

int main(void)
{
    return RUN_ROWS("writes", numbers, writes) + RUN_ROWS("recognizes", formats, recognizes);
}
