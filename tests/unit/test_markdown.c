#include "report/markdown.h"

#include "rows.h"

struct row {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct row rows[] = {
    {"plain", "position:coo, 2026-03-01", "position:coo, 2026-03-01"},
    {"empty", "", ""},
    {"the cell's end", "a|b", "a\\|b"},
    {"emphasis and code", "*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"},
    {"links and images", "![x](y) [z]", "\\!\\[x\\](y) \\[z\\]"},
    {"HTML", "<script>alert(1)</script> &amp;", "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;"},
    {"backslash", "a\\|", "a\\\\\\|"},
    {"mentions and issues", "@all #1", "\\@all \\#1"},
    {"mathematics", "$x$", "\\$x\\$"},
    {"line break", "a\nb", "a\\\\u{000A}b"},
    {"escape", "\033[1m", "\\\\u{001B}\\[1m"},
    {"right to left", "\xe2\x80\xaex", "\\\\u{202E}x"},
};

static void writes(void **state)
{
    const struct row *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_markdown_cell(&out, row->given);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static void rules(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    ri_markdown_rule(&out, 3);
    assert_string_equal(ri_text_string(&out), "| --- | --- | --- |\n");
    ri_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rules)};
    return RUN_ROWS("cell", rows, writes) + cmocka_run_group_tests(tests, NULL, NULL);
}
