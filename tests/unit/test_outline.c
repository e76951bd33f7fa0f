/* Headings, paragraphs and lists, as text, as Markdown and as elements. */
#define _POSIX_C_SOURCE 200809L

#include "appended.h"
#include "rows.h"

#include "report/outline.h"

static void write_all(ri_outline *outline, const char *text)
{
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, text);
    ri_outline_title(outline, &line);
    ri_text_add(&line, text);
    ri_outline_paragraph(outline, &line);
    ri_outline_paragraph(outline, &line); /* of nothing there is none */
    ri_outline_heading(outline, "Part");
    ri_text_add(&line, text);
    ri_outline_item(outline, 0, &line);
    ri_text_add(&line, text);
    ri_outline_detail(outline, &line);
    ri_text_add(&line, text);
    ri_outline_item(outline, 12, &line);
    ri_text_add(&line, text);
    ri_outline_paragraph(outline, &line);
    ri_text_free(&line);
}

typedef struct row {
    const char *name;
    const char *text;
    const char *shown;    /* with "%" for the text as people see it */
    const char *markdown; /* how Markdown has it at the beginning of a block */
    const char *elements;
} row;

static const row rows[] = {
    {"words", "some words", "some words", "some words", "some words"},
    {"bold", "a " RI_BOLD "b" RI_PLAIN " c", "a b c", "a **b** c", "a <strong>b</strong> c"},
    {"colours", RI_RED "a" RI_PLAIN " " RI_DIM "b" RI_PLAIN, "a b", "a b",
     "<span class=\"error\">a</span> <span class=\"dim\">b</span>"},
    {"bold that another mark ends", RI_BOLD "a" RI_RED "b" RI_PLAIN, "ab", "**a**b",
     "<strong>a</strong><span class=\"error\">b</span>"},
    {"bold that nothing ends", "x " RI_BOLD "a", "x a", "x **a**", "x <strong>a</strong>"},
    {"a verdict", RI_GREEN "a" RI_PLAIN, "a", "a", "<span class=\"good\">a</span>"},
    {"what would format", "a_b*c <i> |", "a_b*c <i> |", "a\\_b\\*c &lt;i&gt; \\|",
     "a_b*c &lt;i&gt; |"},
    {"what would be a list", "- a", "- a", "\\- a", "- a"},
    {"what would be a numbered list", "12. a", "12. a", "12\\. a", "12. a"},
    {"what would be a list after a mark", RI_RED "+ a" RI_PLAIN, "+ a", "\\+ a",
     "<span class=\"error\">+ a</span>"},
    {"a number", "12 a", "12 a", "12 a", "12 a"},
    {"a heading", "# a", "# a", "\\# a", "# a"},
};

static void expect(const char *format, const char *text, const ri_text *got)
{
    ri_text expected = RI_TEXT_INIT;
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '%') {
            ri_text_add(&expected, text);
        } else {
            ri_text_char(&expected, *at);
        }
    }
    assert_string_equal(ri_text_string(got), ri_text_string(&expected));
    ri_text_free(&expected);
}

static void outlines(void **state)
{
    const row *c = *state;
    ri_text out = RI_TEXT_INIT;
    ri_sink sink;
    ri_sink_init(&sink, append_text, &out);
    ri_page page = {.sink = &sink, .columns = 80};
    ri_outline text = ri_outline_text(&page);
    write_all(&text, c->text);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    expect("%\n\n  %\n\nPart\n  - %\n     %\n  12. %\n  %\n", c->shown, &out);
    ri_outline_free(&text);
    ri_text_clear(&out);
    ri_sink_init(&sink, append_text, &out);
    ri_outline markdown = ri_outline_markdown(&sink);
    write_all(&markdown, c->text);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    expect("# %\n\n%\n\n## Part\n\n- %\n    - %\n12. %\n\n%\n\n", c->markdown, &out);
    assert_false(markdown.failed);
    ri_outline_free(&markdown);
    ri_text_clear(&out);
    ri_sink_init(&sink, append_text, &out);
    ri_html html = ri_html_to(&sink);
    ri_outline elements = ri_outline_html(&html, "h4");
    write_all(&elements, c->text);
    ri_outline_basis(&elements, 0, NULL); /* the page has its own */
    ri_text_add(&elements.scratch, c->text);
    ri_outline_item(&elements, 0, &elements.scratch);
    assert_false(elements.failed || html.failed);
    ri_outline_free(&elements);
    assert_int_equal(html.depth, 0);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    expect("<p>%</p><h4>Part</h4><ul><li>%<p class=\"detail\">%</p></li></ul><ol><li>%</li></ol>"
           "<p>%</p><ul><li>%</li></ul>",
           c->elements, &out);
    ri_html_free(&html);
    ri_text_free(&out);
}

int main(void)
{
    return RUN_ROWS("outline", rows, outlines);
}
