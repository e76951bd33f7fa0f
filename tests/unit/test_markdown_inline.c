#include "rows.h"

#include "base/text.h"
#include "intake/markdown_inline.h"

struct reading {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct reading readings[] = {
    {"plain", "A, R", "A, R"},
    {"bold", "**A** and __R__", "A and R"},
    {"emphasis", "*A* _R_ ***C***", "A R C"},
    {"struck out", "~~A~~ ~R~", "A ~R~"},
    {"a trailing star is a mark of its own", "A* R*", "A* R*"},
    {"bold with a star", "**A\\***", "A*"},
    {"stars that stand alone", "2 * 3 * 4", "2 * 3 * 4"},
    {"words with lines in them", "on_call_lead", "on_call_lead"},
    {"no partner", "**A", "**A"},
    {"nested", "**the *one* A**", "the one A"},
    {"code", "`A|R` ``a`b``", "A|R a`b"},
    {"code keeps its marks", "`**A**`", "**A**"},
    {"code without end", "`A", "`A"},
    {"links", "[Ann](mailto:ann) [Bob][b] ![Cy](c.png)", "Ann Bob Cy"},
    {"link in bold", "**[Ann](x)**", "Ann"},
    {"brackets", "R [if needed] [x", "R [if needed] [x"},
    {"brackets in links", "[a [b] c](d(e))", "a [b] c"},
    {"line ends", "A<br>R<BR/>C<br />I", "A\nR\nC\nI"},
    {"tags", "<b>A</b> <span class=\"x\">R</span>", "A R"},
    {"what is no tag", "R <if needed> a<b", "R <if needed> a<b"},
    {"addresses", "<https://a.example> <ann@a.example>", "https://a.example ann@a.example"},
    {"characters", "R&amp;D &lt;x&gt; &#177; &#xB1; &what; &#0; &",
     "R&D <x> \xc2\xb1 \xc2\xb1 &what; &#0; &"},
    {"escapes", "\\*A\\* a\\\\b \\q", "*A* a\\b \\q"},
};

static void reads(void **state)
{
    const struct reading *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_markdown_plain(&out, row->given, strlen(row->given));
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

/* Marks without partners, or within each other, by the ten thousands: in time, and on the stack. */
static void bears_many_marks(void **state)
{
    static const char *const pieces[] = {"*a ", "**",   "[a](", "[",  "`a``",
                                         "<b",  "&#x1", "_a",   "![a"};
    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        ri_text given = RI_TEXT_INIT;
        ri_text out = RI_TEXT_INIT;
        while (given.length < 60000) {
            ri_text_add(&given, pieces[i]);
        }
        ri_markdown_plain(&out, given.bytes, given.length);
        assert_false(out.failed);
        assert_true(out.length <= given.length);
        ri_text_free(&given);
        ri_text_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bears_many_marks)};
    return RUN_ROWS("reads", readings, reads) +
           cmocka_run_group_tests_name("markdown_inline", tests, NULL, NULL);
}
