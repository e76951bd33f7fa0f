#define _POSIX_C_SOURCE 200809L

#include "books.h"

struct reading {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct reading readings[] = {
    {"nothing", "", ""},
    {"no table", "# Title\n\na | b\n\ntext\n", ""},
    {"a table", "| a | b |\n|---|---|\n| c | d |\n", "1:3=a | 1:7=b\n3:3=c | 3:7=d\n"},
    {"without pipes around", "a | b\n:-- | --:\nc | d\n\ne | f\n",
     "1:1=a | 1:5=b\n3:1=c | 3:5=d\n"},
    {"empty cells", "| a | b | c |\n|---|---|---|\n| | d | |\n| e |\n|  |  |\n",
     "1:3=a | 1:7=b | 1:11=c\n3:2= | 3:5=d\n4:3=e\n"},
    {"named after the heading above",
     "# One #\n\n## A **bold** `one`\n\n|a|\n|-|\n|b|\n\ntext\n\n|c|\n|-|\n\nBelow\n=====\n|d|\n|-|\n",
     "[A bold one]\n5:2=a\n7:2=b\n[A bold one]\n11:2=c\n[Below]\n16:2=d\n"},
    {"named after a heading below dashes", "Under *it*\n---\n|a|b|\n|-|-|\n",
     "[Under it]\n3:2=a | 3:4=b\n"},
    {"a heading of blanks", "# One\n#  \n|a|b|\n|-|-|\n", "3:2=a | 3:4=b\n"},
    {"in a fence", "```md\n|a|b|\n|-|-|\n```\n~~~~\n|c|\n|-|\n~~~\n|d|\n|-|\n~~~~\n|e|f|\n|-|-|\n",
     "12:2=e | 12:4=f\n"},
    {"in a fence that is never closed", "|a|b|\n|-|-|\n```\n|c|d|\n|-|-|\n", "1:2=a | 1:4=b\n"},
    {"in a comment", "<!-- old\n|a|b|\n|-|-|\n-->\n|c|d|\n|-|-|\n", "5:2=c | 5:4=d\n"},
    {"front matter", "---\ntitle: a | b\n---\n|c|d|\n|-|-|\n", "4:2=c | 4:4=d\n"},
    {"in a quotation, in a list", "> |a|b|\n> |-|-|\n> |c|d|\n\n* x\n\n    |e|f|\n    |-|-|\n",
     "[]\n1:4=a | 1:6=b\n3:4=c | 3:6=d\n[]\n7:6=e | 7:8=f\n"},
    {"escaped pipes", "|a\\|b|`c\\|d`|\n|-|-|\n", "1:2=a|b | 1:7=c|d\n"},
    {"no rule, no table", "|a|b|\n|c|d|\n|-|x|\n|-:-|\n|::|\n", ""},
    {"a text ends it", "|a|b|\n|-|-|\n|c|d|\nthen\n|e|f|\n", "1:2=a | 1:4=b\n3:2=c | 3:4=d\n"},
    {"CRLF", "|a|b|\r\n|-|-|\r\n|c|d|\r\n", "1:2=a | 1:4=b\n3:2=c | 3:4=d\n"},
    {"longer rows", "|a|b|\n|-|-|\n|c|d|e|\n", "1:2=a | 1:4=b\n3:2=c | 3:4=d | 3:6=e\n"},
};

static void reads(void **state)
{
    const struct reading *row = *state;
    ri_text out = RI_TEXT_INIT;
    const raci_status status = books_read_bytes("a.md", row->given, strlen(row->given), NULL, &out);
    assert_int_equal(status, RACI_OK);
    /* Without headings the name of the one table is empty, and is not written. */
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static void is_known_without_a_name(void **state)
{
    static const char text[] = "Title\n\n| a | b |\n| :-- | --- |\n| c | d |\n";
    ri_text out = RI_TEXT_INIT;
    (void)state;
    assert_int_equal(books_read_bytes("a.txt", text, sizeof text - 1, NULL, &out), RACI_OK);
    assert_string_equal(ri_text_string(&out), "3:3=a | 3:7=b\n5:3=c | 5:7=d\n");
    ri_text_free(&out);
}

static void limits(void **state)
{
    ri_text text = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    (void)state;
    for (int i = 0; i < 4097; i++) {
        ri_text_add(&text, "|a|\n|-|\n\n");
    }
    assert_int_equal(books_read_bytes("a.md", text.bytes, text.length, NULL, &out), RACI_LIMIT);
    assert_non_null(strstr(out.bytes, "there are more than 4096 tables"));
    ri_text_clear(&text);
    ri_text_clear(&out);
    while (text.length <= 16777216) {
        ri_text_add(&text, "sixteen megabytes of text without any table\n");
    }
    assert_int_equal(books_read_bytes("a.md", text.bytes, text.length, NULL, &out), RACI_LIMIT);
    assert_non_null(strstr(out.bytes, "the file has more than 16 MB"));
    ri_text_clear(&text);
    ri_text_clear(&out);
    ri_text_add(&text, "|a|b|\n|-|-|\n|");
    for (int i = 0; i < 100000; i++) {
        ri_text_add(&text, "c*");
    }
    ri_text_add(&text, "|d|\n|");
    for (int i = 0; i < 3000; i++) {
        ri_text_add(&text, "e|");
    }
    assert_int_equal(books_read_bytes("a.md", text.bytes, text.length, NULL, &out), RACI_OK);
    assert_non_null(strstr(out.bytes, "!3:2 the cell has more than 65536 bytes"));
    assert_non_null(strstr(out.bytes, " | 3:200003=d\n"));
    assert_non_null(strstr(out.bytes, "!4:4098 the row has more than 2048 cells"));
    ri_text_free(&text);
    ri_text_free(&out);
}

static void survives_exhaustion(void **state)
{
    static const char text[] = "# **One**\n|a|[b](c)|\n|-|-|\n|`c`|d&amp;|\n";
    (void)state;
    books_exhaust("a.md", text, sizeof text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_known_without_a_name),
        cmocka_unit_test(limits),
        cmocka_unit_test(survives_exhaustion),
    };
    return RUN_ROWS("reads", readings, reads) +
           cmocka_run_group_tests_name("markdown_table", tests, NULL, NULL);
}
