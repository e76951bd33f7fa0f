#define _POSIX_C_SOURCE 200809L

#include "books.h"

struct reading {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct reading readings[] = {
    {"nothing", "= Title\n\ntext | text\n", ""},
    {"a row a line", "|===\n|a |b\n\n|c |d\n|e |f\n|===\n",
     "2:2=a | 2:5=b\n4:2=c | 4:5=d\n5:2=e | 5:5=f\n"},
    {"a cell a line", "[cols=\"1,2\", options=\"header\"]\n|===\n|a\n|b\n\n|c\n|d\n|===\n",
     "3:2=a | 4:2=b\n6:2=c | 7:2=d\n"},
    {"columns as a number", "[%header,cols=3*]\n|===\n|a|b\n|c|d\n|e|f\n|===\n",
     "3:2=a | 3:4=b | 4:2=c\n4:4=d | 5:2=e | 5:4=f\n"},
    {"columns with styles", "[cols=\"2*^.^a,<1;e\"]\n|====\n|a|b|c|d|e\n|====\n",
     "3:2=a | 3:4=b | 3:6=c | 3:8=d\n3:10=e\n"},
    {"cells over lines",
     "|===\n|a |b\n|first\nsecond +\nthird\n\nfourth\n* item\n// no\n|x\n|===\n",
     "2:2=a | 2:5=b\n3:2=first second\nthird\nfourth\n* item | 10:2=x\n"},
    {"columns and rows that are spanned",
     "|===\n|a |b |c\n2+|d |e\n.2+|f |g |h\n|i |j\n2.2+|k |l\n|m\n|===\n",
     "2:2=a | 2:5=b | 2:8=c\n3:4=d | 3:4^d | 3:7=e\n4:5=f | 4:8=g | 4:11=h\n"
     "4:5^f | 5:2=i | 5:5=j\n6:6=k | 6:6^k | 6:9=l\n6:6^k | 6:6^k | 7:2=m\n"},
    {"equal cells", "|===\n|a |b |c\n3*|x\n|===\n",
     "2:2=a | 2:5=b | 2:8=c\n3:4=x | 3:4=x | 3:4=x\n"},
    {"styles of cells", "|===\n|a |b\nh|c ^.>s|d\n|R a|b c\n|===\n",
     "2:2=a | 2:5=b\n3:3=c | 3:10=d\n4:2=R | 4:6=b c\n"},
    {"escaped pipes", "|===\n|a\\|b |c\n|===\n", "2:2=a|b | 2:8=c\n"},
    {"another separator", "[separator=!]\n|===\n!a|b !c\n|===\n", "3:2=a|b | 3:7=c\n"},
    {"rows that are not full", "[cols=3*]\n|===\n|a |b |c\n|d\n|===\n",
     "3:2=a | 3:5=b | 3:8=c\n4:2=d\n"},
    {"rows of spanned cells only are passed over", "[cols=2*]\n|===\n2.4+|a\n|b |c\n|===\n",
     "3:6=a | 3:6^a\n4:2=b | 4:5=c\n"},
    {"marks", "|===\n|*A* and _b_ `c` |https://a.example[Ann] <<x,Bob>> A* on_call #x#\n|===\n",
     "2:2=A and b c | 2:19=Ann Bob A* on_call x\n"},
    {"names",
     "= Document\n\n== One *two*\n\n|===\n|a |b\n|===\n\n.Own title\n[cols=1]\n|===\n|c\n|===\n\n"
     "Below\n-----\n\ntext\n|===\n|d |e\n|===\n",
     "[One two]\n6:2=a | 6:5=b\n[Own title]\n12:2=c\n[Below]\n20:2=d | 20:5=e\n"},
    {"verbatim",
     "----\n|===\n|a\n|===\n----\n....\n|===\n....\n////\n|===\n////\n```\n|===\n```\n"
     "====\n|===\n|b |c\n|===\n====\n",
     "17:2=b | 17:5=c\n"},
    {"never closed", "|===\n|a |b\n|c\n", "2:2=a | 2:5=b\n3:2=c\n"},
    {"empty", "|===\n|===\n\n|===\n\n|===\n", "[]\n[]\n"},
    {"tables of another kind",
     ",===\na,b\n,===\n[format=csv]\n|===\nc,d\n|===\n|===\n|e |f\n|===\n",
     "!1:1 a table whose cells are parted otherwise than with pipes is not read\n"
     "!5:1 a table whose cells are parted otherwise than with pipes is not read\n"
     "9:2=e | 9:5=f\n"},
};

static void reads(void **state)
{
    const struct reading *row = *state;
    ri_text out = RI_TEXT_INIT;
    const raci_status status =
        books_read_bytes("a.adoc", row->given, strlen(row->given), NULL, &out);
    assert_int_equal(status, RACI_OK);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static void is_known_without_a_name(void **state)
{
    static const char text[] = "Title\n\n|===\n|a |b\n|===\n";
    ri_text out = RI_TEXT_INIT;
    (void)state;
    assert_int_equal(books_read_bytes("a.txt", text, sizeof text - 1, NULL, &out), RACI_OK);
    assert_string_equal(ri_text_string(&out), "4:2=a | 4:5=b\n");
    ri_text_free(&out);
}

/* A few bytes that say cells again and again. */
static void limits_what_is_repeated(void **state)
{
    ri_text text = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&text, "[cols=2048*]\n|===\n2000.65535+|");
    for (int i = 0; i < 60000; i++) {
        ri_text_char(&text, 'x');
    }
    ri_text_add(&text, "\n");
    for (int i = 0; i < 3000; i++) {
        ri_text_add(&text, "999999999999*|y\n");
    }
    scratch s;
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    ri_book_row row;
    bool more = true;
    raci_error err = {0};
    scratch_make_small(&s);
    scratch_write(&s, "a.adoc", text.bytes, text.length);
    assert_int_equal(
        ri_book_open(&book, scratch_path(&s, "a.adoc", path), NULL, books_tell, &out, &err),
        RACI_OK);
    assert_int_equal(ri_book_begin(book, 0, &err), RACI_OK);
    raci_status status = RACI_OK;
    while (status == RACI_OK && more) {
        status = ri_book_next(book, &row, &more, &err);
    }
    assert_int_equal(status, RACI_LIMIT);
    assert_non_null(strstr(err.message, "the table has more than 128 MB of text"));
    assert_non_null(strstr(ri_text_string(&out), "the row has more than 4194304 bytes"));
    ri_book_close(book);
    scratch_remove(&s);
    ri_text_free(&text);
    ri_text_free(&out);
}

static void survives_exhaustion(void **state)
{
    static const char text[] = "== *One*\n|===\n|a .2+|b +\nc\n\n2*|d &amp;|e\n|===\n";
    (void)state;
    books_exhaust("a.adoc", text, sizeof text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_known_without_a_name),
        cmocka_unit_test(limits_what_is_repeated),
        cmocka_unit_test(survives_exhaustion),
    };
    return RUN_ROWS("reads", readings, reads) +
           cmocka_run_group_tests_name("asciidoc_table", tests, NULL, NULL);
}
