/* The one place that writes '<'. */
#define _POSIX_C_SOURCE 200809L

#include "appended.h"
#include "html_reading.h"
#include "report/page.h"
#include "report/svg.h"

/* What a function writes. */
static const char *written(ri_text *out, void (*write)(ri_html *html, const char *text),
                           const char *text)
{
    ri_sink sink;
    ri_text_clear(out);
    ri_sink_init(&sink, append_text, out);
    ri_html html = ri_html_to(&sink);
    write(&html, text);
    assert_int_equal(html.depth, 0);
    assert_false(html.failed);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    ri_html_free(&html);
    html_is_fine(ri_text_string(out));
    return ri_text_string(out);
}

/* ---- what a text is ---- */

typedef struct row_of_text {
    const char *name;
    const char *text;
    const char *shown;
} row_of_text;

static const row_of_text rows[] = {
    {"words", "some words", "some words"},
    {"nothing", "", ""},
    {"markup", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"the end of an attribute", "\" onload=\"x' y=`", "&quot; onload=&quot;x&#39; y=`"},
    {"an entity", "&lt;&amp", "&amp;lt;&amp;amp"},
    {"the end of a comment", "--><!--", "--&gt;&lt;!--"},
    {"other letters", "Größe 大", "Größe 大"},
    {"controls", "a\tb\nc\r\x1b[0m\x7f", "a\\u{0009}b\\u{000A}c\\u{000D}\\u{001B}[0m\\u{007F}"},
    {"marks of direction", "a\u202eb\u2066c", "a\\u{202E}b\\u{2066}c"},
    {"what is not seen", "a\u200bb\ufeffc", "a\\u{200B}b\\u{FEFF}c"},
    {"no UTF-8", "a\xff<\xc3", "a\\x{FF}&lt;\\x{C3}"},
    {"marks of page.h are no marks", "\001a\006", "\\u{0001}a\\u{0006}"},
};

static void write_text(ri_html *html, const char *text)
{
    ri_html_open(html, "p");
    ri_html_text(html, text);
    ri_html_close(html, "p");
}

static void write_attribute(ri_html *html, const char *text)
{
    ri_html_open(html, "p");
    ri_html_attribute(html, "title", text);
    ri_html_close(html, "p");
}

static void texts(void **state)
{
    const row_of_text *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_text expected = RI_TEXT_INIT;
    ri_text_format(&expected, "<p>%s</p>", row->shown);
    assert_string_equal(written(&out, write_text, row->text), ri_text_string(&expected));
    ri_text_clear(&expected);
    ri_text_format(&expected, "<p title=\"%s\"></p>", row->shown);
    assert_string_equal(written(&out, write_attribute, row->text), ri_text_string(&expected));
    ri_text_free(&expected);
    ri_text_free(&out);
}

/* ---- the rest ---- */

static void write_place(ri_html *html, const char *text)
{
    ri_html_open(html, "a");
    ri_html_attribute(html, "id", text);
    ri_html_to_id(html, text);
    ri_html_close(html, "a");
}

/* A link leads to what was given the same text as its id. */
static void links(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    for (size_t i = 0; i < COUNT(rows); i++) {
        (void)written(&out, write_place, rows[i].text);
    }
    assert_string_equal(written(&out, write_place, "handoff:a->b"),
                        "<a id=\"handoff:a-&gt;b\" href=\"#handoff:a-%3Eb\"></a>");
    ri_text_free(&out);
}

static void write_foreign(ri_html *html, const char *text)
{
    ri_html_foreign(html, text);
}

/* A text whose direction may be another one stands for itself. */
static void foreign(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    assert_string_equal(written(&out, write_foreign, "Dana <b>"), "Dana &lt;b&gt;");
    assert_string_equal(written(&out, write_foreign, "דנה"), "<bdi>דנה</bdi>");
    ri_text_free(&out);
}

static void write_marked(ri_html *html, const char *text)
{
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, text);
    ri_html_take(html, &line);
    assert_int_equal(line.length, 0);
    ri_text_free(&line);
}

static void marks(void **state)
{
    static const row_of_text marked[] = {
        {"none", "a <b>", "a &lt;b&gt;"},
        {"bold", "a " RI_BOLD "b" RI_PLAIN " c", "a <strong>b</strong> c"},
        {"one after another", RI_RED "a" RI_DIM "b" RI_PLAIN,
         "<span class=\"error\">a</span><span class=\"dim\">b</span>"},
        {"without end", RI_YELLOW "a", "<span class=\"warning\">a</span>"},
        {"an end of nothing", "a" RI_PLAIN RI_PLAIN, "a"},
        {"of nothing", RI_CYAN RI_PLAIN, "<span class=\"info\"></span>"},
    };
    ri_text out = RI_TEXT_INIT;
    (void)state;
    for (size_t i = 0; i < COUNT(marked); i++) {
        assert_string_equal(written(&out, write_marked, marked[i].text), marked[i].shown);
    }
    ri_text_free(&out);
}

/* A name in a sentence that leads to its place, which holds the sentence; bold goes on around it. */
static void write_named_place(ri_html *html, const char *text)
{
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, "a " RI_BOLD RI_LINK);
    ri_text_add(&line, text);
    ri_text_add(&line, RI_LINK_NAME "b&" RI_LINK_END RI_PLAIN " c");
    ri_html_open(html, "p");
    ri_html_attribute(html, "id", text);
    ri_html_take(html, &line);
    ri_html_close(html, "p");
    ri_text_free(&line);
}

static void named_places(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    assert_string_equal(written(&out, write_named_place, "unit:x\"%"),
                        "<p id=\"unit:x&quot;%\">a <strong><a href=\"#unit:x%22%25\">b&amp;</a>"
                        "</strong> c</p>");
    ri_text_free(&out);
}

static void write_elements(ri_html *html, const char *text)
{
    ri_html_open_as(html, "ul", "list");
    ri_html_flag(html, "hidden");
    ri_html_number(html, "data-n", 12);
    ri_html_say(html, "data-of", "%s%u", "j", 3U);
    ri_html_leaf(html, "li", NULL, text);
    ri_html_leaf(html, "li", "dim", "");
    ri_html_open(html, "br");
    ri_html_end(html, "br");
    ri_html_format(html, "%u < %u", 1U, 2U);
    ri_html_close(html, "ul");
}

static void elements(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    assert_string_equal(written(&out, write_elements, "a"),
                        "<ul class=\"list\" hidden data-n=\"12\" data-of=\"j3\"><li>a</li>"
                        "<li class=\"dim\"></li><br>1 &lt; 2</ul>");
    ri_text_free(&out);
}

static void write_drawing(ri_html *html, const char *text)
{
    ri_svg_open(html, "chart", 100, 20, text);
    ri_svg_group(html, "g");
    ri_svg_rect(html, "r", 1, 2, -3, 4);
    ri_svg_box(html, "b", 1, 2, 3, 4, 5);
    ri_svg_line(html, "l", 1, 2, 3, 4);
    ri_svg_circle(html, "c", 1, 2, 3);
    ri_svg_path(html, "p", "M1 2Z");
    ri_svg_text(html, "t", 1, 2, "middle", text);
    ri_svg_group_end(html);
    ri_svg_close(html);
}

static void write_silent(ri_html *html, const char *text)
{
    (void)text;
    ri_svg_open(html, "bar", 10, 2, NULL);
    ri_svg_close(html);
}

static void drawings(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    assert_string_equal(
        written(&out, write_drawing, "<&"),
        "<svg class=\"chart\" viewBox=\"0 0 100 20\" role=\"img\" aria-label=\"&lt;&amp;\">"
        "<g class=\"g\"><rect class=\"r\" x=\"1\" y=\"2\" width=\"-3\" height=\"4\"></rect>"
        "<rect class=\"b\" x=\"1\" y=\"2\" width=\"3\" height=\"4\" rx=\"5\"></rect>"
        "<line class=\"l\" x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\"></line>"
        "<circle class=\"c\" cx=\"1\" cy=\"2\" r=\"3\"></circle>"
        "<path class=\"p\" d=\"M1 2Z\"></path>"
        "<text class=\"t\" x=\"1\" y=\"2\" text-anchor=\"middle\">&lt;&amp;</text></g></svg>");
    assert_string_equal(written(&out, write_silent, NULL),
                        "<svg class=\"bar\" viewBox=\"0 0 10 2\" aria-hidden=\"true\"></svg>");
    ri_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links),    cmocka_unit_test(foreign),  cmocka_unit_test(marks),
        cmocka_unit_test(elements), cmocka_unit_test(drawings), cmocka_unit_test(named_places),
    };
    const int failed = RUN_ROWS("texts", rows, texts);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
