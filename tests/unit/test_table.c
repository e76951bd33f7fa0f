#include "report/table.h"

#include "appended.h"
#include "base/utf8.h"
#include "rows.h"

struct row {
    const char *name;
    size_t columns;       /* of the page */
    const char *cells[9]; /* three rows of three; the first is the head */
    const char *expected;
};

static const struct row rows[] = {
    {"as wide as its content",
     40,
     {"Name", "A", "R", "Checkout", "yes", "no", "Pay", "", "maybe"},
     "Name      A    R\n"
     "────────  ───  ─────\n"
     "Checkout  yes  no\n"
     "Pay            maybe\n"},
    {"the widest gives way",
     40,
     {"Name", "A", "R", "one two three four five six seven", "alpha beta", "x", "y", "z", ""},
     "Name                       A           R\n"
     "─────────────────────────  ──────────  ─\n"
     "one two three four five    alpha beta  x\n"
     "six seven\n"
     "y                          z\n"},
    {"wide characters count two",
     40,
     {"名前", "A", "R", "漢字", "x", "y", "é", "z", "w"},
     "名前  A  R\n"
     "────  ─  ─\n"
     "漢字  x  y\n"
     "é     z  w\n"},
    {"long words break at signs",
     40,
     {"Ref", "A", "R", "handoff:a-very-long-touchpoint->another-one", "x", "y", "", "", ""},
     "Ref                                 A  R\n"
     "──────────────────────────────────  ─  ─\n"
     "handoff:a-very-long-touchpoint->    x  y\n"
     "another-one\n"
     "\n"},
    {"words without signs break anywhere",
     40,
     {"Ref", "A", "R", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "x", "y", "", "",
      ""},
     "Ref                                 A  R\n"
     "──────────────────────────────────  ─  ─\n"
     "abcdefghijklmnopqrstuvwxyzabcdefgh  x  y\n"
     "ijklmnopqrstuvwxyz\n"
     "\n"},
    {"lines after the first keep the indent",
     40,
     {"Name", "A", "R", "  one two three four five six", "alpha beta", "gamma", "", "", ""},
     "Name                   A           R\n"
     "─────────────────────  ──────────  ─────\n"
     "  one two three four   alpha beta  gamma\n"
     "  five six\n"
     "\n"},
};

static void writes(void **state)
{
    const struct row *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_sink sink;
    ri_table table = {0};
    ri_sink_init(&sink, append_text, &out);
    ri_page page = {&sink, row->columns, false, false, 0};
    ri_table_begin(&table, 3);
    for (size_t i = 0; i < COUNT(row->cells); i++) {
        ri_table_add(&table, row->cells[i]);
    }
    ri_table_write(&table, &page, 0);
    ri_table_free(&table);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_false(page.failed);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static void spans_all_columns(void **state)
{
    (void)state;
    static const char *const cells[] = {"Name", "A", "one", "x", "two", "y"};
    ri_text out = RI_TEXT_INIT;
    ri_text heading = RI_TEXT_INIT;
    ri_sink sink;
    ri_table table = {0};
    ri_sink_init(&sink, append_text, &out);
    ri_page page = {&sink, 20, false, false, 0};
    ri_table_begin(&table, 2);
    for (size_t i = 0; i < COUNT(cells); i++) {
        if (i == 2 || i == 4) {
            ri_text_add(&heading, i == 2 ? "a heading" : "one that is too long for a line");
            ri_table_span(&table, &heading);
        }
        ri_table_add(&table, cells[i]);
    }
    ri_table_write(&table, &page, 2);
    ri_table_free(&table);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&out), "  Name  A\n"
                                              "  ────  ─\n"
                                              "  a heading\n"
                                              "  one   x\n"
                                              "  one that is too\n"
                                              "  long for a line\n"
                                              "  two   y\n");
    ri_text_free(&heading);
    ri_text_free(&out);
}

/* No line of a text is wider than this, or ends in a blank. */
static void assert_fits(const char *text, size_t columns)
{
    while (*text != '\0') {
        char line[1024];
        size_t length = strcspn(text, "\n");
        assert_true(length < sizeof line);
        memcpy(line, text, length);
        line[length] = '\0';
        assert_true(ri_utf8_width(line) <= columns);
        assert_true(length == 0 || line[length - 1] != ' ');
        text += length + (text[length] == '\n');
    }
}

static void fits_any_page(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "Touchpoint",
        "A Accountable",
        "R Responsible",
        "C Consulted",
        "a name of words",
        "aVeryLongWordThatDoesNotEndForAVeryLongTime",
        "漢字漢字漢字漢字",
        "handoff:one-thing->another-thing-altogether",
        "",
        "x",
        "many many words that go on and on and on until there is nothing left to say",
        "z"};
    for (size_t columns = 42; columns < 200; columns++) {
        ri_text out = RI_TEXT_INIT;
        ri_sink sink;
        ri_table table = {0};
        ri_sink_init(&sink, append_text, &out);
        ri_page page = {&sink, columns, false, false, 0};
        ri_table_begin(&table, 4);
        for (size_t i = 0; i < COUNT(cells); i++) {
            ri_table_add(&table, cells[i]);
        }
        ri_table_write(&table, &page, 2);
        ri_table_free(&table);
        assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
        assert_fits(ri_text_string(&out), columns);
        ri_text_free(&out);
    }
}

static void paragraphs_fit(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "one",
        "one two three four five six seven eight nine ten eleven twelve thirteen",
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
        "a b  c   d    e     f      g       h        i         j          k           l",
        "https://example.org/a/very/long/address/that/goes/on/and/on?and=on&and=on#and-on"};
    for (size_t columns = 40; columns < 100; columns += 7) {
        for (size_t i = 0; i < COUNT(texts); i++) {
            ri_text out = RI_TEXT_INIT;
            ri_sink sink;
            ri_sink_init(&sink, append_text, &out);
            ri_page page = {&sink, columns, false, false, 0};
            ri_page_put(&page, "  - ", "    ", texts[i]);
            assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
            assert_fits(ri_text_string(&out), columns);
            ri_text_free(&out);
        }
    }
}

struct colour_row {
    const char *name;
    bool colour;
    const char *expected;
};

static const struct colour_row colour_rows[] = {
    {"without", false,
     "- bold words that go on and on, and\n"
     "  plain ones\n"},
    {"with", true,
     "- \033[1mbold words that go on and on,\033[0m and\n"
     "  plain \033[1;31mones\033[0m\n"},
};

static void colours(void **state)
{
    const struct colour_row *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_sink sink;
    ri_sink_init(&sink, append_text, &out);
    ri_page page = {&sink, 40, row->colour, false, 0};
    ri_page_put(&page, "- ", "  ",
                RI_BOLD "bold words that go on and on," RI_PLAIN " and plain " RI_RED
                        "ones" RI_PLAIN);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

/* A style that runs over the line's end is closed there and taken up again. */
static void styles_end_with_the_line(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    ri_sink sink;
    ri_sink_init(&sink, append_text, &out);
    ri_page page = {&sink, 40, true, false, 0};
    ri_page_put(&page, "", "",
                RI_BOLD "bold words that go on and on and on until the next line" RI_PLAIN ".");
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&out), "\033[1mbold words that go on and on and on\033[0m\n"
                                              "\033[1muntil the next line\033[0m.\n");
    ri_text_free(&out);
}

struct cut_row {
    const char *name;
    const char *given;
    size_t columns;
    const char *expected;
};

static const struct cut_row cut_rows[] = {
    {"fits", "Checkout", 8, "Checkout"},
    {"cut", "Checkout page", 8, "Checkou…"},
    {"no blank before the dots", "Check out page", 7, "Check…"},
    {"wide characters", "漢字漢字", 5, "漢字…"},
    {"shown first", "a\033b", 20, "a\\u{001B}b"},
    {"no blanks at the end", "a   ", 20, "a"},
    {"nothing", "", 5, ""},
};

static void cuts(void **state)
{
    const struct cut_row *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_page_cut(&out, row->given, row->columns);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static bool write_once(void *payload)
{
    ri_text *out = payload;
    ri_sink sink;
    ri_table table = {0};
    ri_text_renew(out);
    ri_sink_init(&sink, append_text, out);
    ri_page page = {&sink, 80, false, false, 0};
    ri_table_begin(&table, 2);
    for (int i = 0; i < 200; i++) {
        ri_table_add(&table, "a cell with some text in it, so that blocks run full");
    }
    ri_table_write(&table, &page, 0);
    ri_table_free(&table);
    return ri_sink_flush(&sink, NULL) == RACI_OK && !page.failed && !out->failed;
}

static void want_of_memory_is_told(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    assert_true(with_all_failures(write_once, &out) > 3);
    ri_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fits_any_page),          cmocka_unit_test(spans_all_columns),
        cmocka_unit_test(paragraphs_fit),         cmocka_unit_test(styles_end_with_the_line),
        cmocka_unit_test(want_of_memory_is_told),
    };
    return RUN_ROWS("table", rows, writes) + RUN_ROWS("colour", colour_rows, colours) +
           RUN_ROWS("cut", cut_rows, cuts) + cmocka_run_group_tests(tests, NULL, NULL);
}
