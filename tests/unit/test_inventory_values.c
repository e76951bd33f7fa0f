#include "rows.h"

#include "base/text.h"
#include "intake/channel_in_cell.h"
#include "intake/inventory_values.h"

typedef struct rating {
    const char *name; /* the cell */
    int last;         /* where 5 is the most */
    int first;        /* where 1 is */
} rating;

static const rating ratings[] = {
    {"1", 1, 5},
    {"5", 5, 1},
    {"3.0", 3, 3},
    {"4/5", 4, 2},
    {"0", 0, 5},
    {"6", 0, 0},
    {"10", 0, 0},
    {"1.5", 0, 0},
    {"-1", 0, 0},
    {"", 0, 0},
    {"P1", 5, 5},
    {"Tier 2", 4, 4},
    {"sev-3", 3, 3},
    {"High", 4, 4},
    {"high (EU)", 4, 4},
    {"Very high", 5, 5},
    {"L", 2, 2},
    {"trivial", 1, 1},
    {"soon", 0, 0},
    {"5 - critical", 5, 1},
    {"critically important to all of our customers", 0, 0},
};

static void rates(void **state)
{
    const rating *x = *state;
    assert_int_equal(ri_criticality_read(x->name, false), x->last);
    assert_int_equal(ri_criticality_read(x->name, true), x->first);
}

typedef struct flag {
    const char *name;
    int expected;
} flag;

static const flag flags[] = {
    {"yes", 1},
    {"Y", 1},
    {"TRUE", 1},
    {"x", 1},
    {"1", 1},
    {"\xe2\x9c\x93", 1},
    {"no", 0},
    {"N", 0},
    {"false", 0},
    {"0", 0},
    {"-", 0},
    {"n/a", 0},
    {"\xe2\x9d\x8c", 0},
    {"yes (MoT)", 1},
    {"2", -1},
    {"maybe", -1},
    {"\xc3\xa9", -1},
    {"yes, on the day after the bill", -1},
};

static void says(void **state)
{
    const flag *x = *state;
    assert_int_equal(ri_yes_or_no(x->name), x->expected);
}

typedef struct number {
    const char *name;
    bool whole;
    int64_t expected;
} number;

static const number numbers[] = {
    {"0", true, 0},
    {"42", true, 42},
    {"1,234", true, 1234},
    {"1,234,567", true, 1234567},
    {"", false, 0},
    {"-1", false, 0},
    {"1.5", false, 0},
    {"1,23", false, 0},
    {"1234,567", false, 0},
    {"1,234,56", false, 0},
    {",123", false, 0},
    {"123456789012345", true, 123456789012345},
    {"1234567890123456", false, 0},
};

static void counts(void **state)
{
    const number *x = *state;
    int64_t read = 0;
    assert_int_equal(ri_whole_number(x->name, &read), x->whole);
    if (x->whole) {
        assert_int_equal(read, x->expected);
    }
}

typedef struct channel {
    const char *name; /* the cell */
    const char *expected;
    bool several;
} channel;

static const channel channels[] = {
    {"Phone", "Phone", false},
    {"E-mail (automated)", "E-mail", false},
    {"Video call or e-mail", "Video call", true},
    {"In-app or email (automated)", "In-app", true},
    {"Video call / LMS", "Video call", true},
    {"Web; App", "Web", true},
    {"Store [own] or web", "Store", true},
    {"(none yet)", "(none yet)", false},
    {"Click & collect", "Click & collect", false},
    {"", "", false},
    {" / ", "", false},
};

static void takes_the_first(void **state)
{
    const channel *x = *state;
    ri_text out = RI_TEXT_INIT;
    assert_int_equal(ri_channel_in_cell(&out, x->name), x->several);
    assert_string_equal(ri_text_string(&out), x->expected);
    ri_text_free(&out);
}

int main(void)
{
    int failed = RUN_ROWS("ratings", ratings, rates);
    failed += RUN_ROWS("flags", flags, says);
    failed += RUN_ROWS("numbers", numbers, counts);
    return failed + RUN_ROWS("channels", channels, takes_the_first);
}
