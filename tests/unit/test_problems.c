#include "rows.h"

#include <stdio.h>

#include "model/problems.h"

static void add(ri_problems *problems, int tab, int line, int column)
{
    char message[64];
    (void)snprintf(message, sizeof message, "%d:%d:%d", tab, line, column);
    ri_problems_add(problems, tab, line, column, message, RI_KIND_COUNT, NULL);
}

/* Whatever the order of finding, the first hundred are kept in theirs. */
static void keeps_the_first(void **state)
{
    static ri_problems problems;
    (void)state;
    for (int i = 0; i < 1009; i++) {
        int place = i * 577 % 1009;
        add(&problems, place / 300, place / 10 % 30, place % 10);
    }
    assert_int_equal(problems.total, 1009);
    assert_int_equal(problems.count, RI_PROBLEMS_MAX);
    for (int i = 0; i < RI_PROBLEMS_MAX; i++) {
        char message[64];
        (void)snprintf(message, sizeof message, "0:%d:%d", i / 10, i % 10);
        assert_string_equal(problems.kept[i].message, message);
    }
    ri_problems_free(&problems);
    assert_int_equal(problems.count, 0);
}

/* Several at one place stay in the order of finding. */
static void is_stable(void **state)
{
    static ri_problems problems;
    (void)state;
    ri_problems_add(&problems, 1, 1, 1, "second", RI_KIND_COUNT, NULL);
    ri_problems_add(&problems, 1, 1, 1, "third", RI_UNIT, "x");
    ri_problems_add(&problems, 0, 9, 9, "first", RI_KIND_COUNT, NULL);
    assert_string_equal(problems.kept[0].message, "first");
    assert_string_equal(problems.kept[1].message, "second");
    assert_string_equal(problems.kept[2].message, "third");
    ri_problems_free(&problems);
}

struct quoting {
    const char *name;
    const char *expected;
};

static const struct quoting quotings[] = {
    {"", "''"},
    {"plain", "'plain'"},
    {"caf\xc3\xa9", "'caf\xc3\xa9'"},
    {"\x1b[31m", "'\\u{001B}[31m'"},
    {"line\nend", "'line\\u{000A}end'"},
    {"0123456789012345678901234567890123456789012345678901234567890123",
     "'012345678901234567890123456789012345678901234567890123456789\xe2\x80\xa6'"},
};

static void quotes(void **state)
{
    const struct quoting *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_quote(&out, row->name, strlen(row->name));
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static const struct quoting keys[] = {
    {"Ops", "ops"},       {"Customer Service (DACH)", "customer-service-dach"},
    {"  -- a --  ", "a"}, {"A.b_C", "a.b_c"},
    {"...x", "x"},        {"\xc3\x89quipe n\xc2\xba 5", "equipe-no-5"},
    {"\xe4\xbd\xa0", ""}, {"", ""},
};

static void suggests_keys(void **state)
{
    const struct quoting *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_suggest_key(&out, row->name, strlen(row->name));
    assert_string_equal(ri_text_string(&out), row->expected);
    if (out.length > 0) {
        assert_true(ri_key_valid(out.bytes, out.length));
    }
    ri_text_free(&out);
}

/* A text without end gives a key within its limit. */
static void limits_suggestions(void **state)
{
    static char text[5000];
    ri_text out = RI_TEXT_INIT;
    (void)state;
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = i % 2 == 0 ? 'a' : ' ';
    }
    ri_suggest_key(&out, text, sizeof text);
    assert_true(ri_key_valid(out.bytes, out.length));
    ri_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_first),
        cmocka_unit_test(is_stable),
        cmocka_unit_test(limits_suggestions),
    };
    return RUN_ROWS("quotes", quotings, quotes) + RUN_ROWS("keys", keys, suggests_keys) +
           cmocka_run_group_tests_name("problems", tests, NULL, NULL);
}
