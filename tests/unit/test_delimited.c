#define _POSIX_C_SOURCE 200809L

#include "books.h"

#include "intake/gathered.h"

struct reading {
    const char *name;
    const char *file;
    const char *given;
    size_t length; /* 0: of the string */
    ri_book_options options;
    const char *expected;
};

#define UTF16_A                                                                                    \
    "\xff\xfe"                                                                                     \
    "a\0,\0b\0\n\0"

static const struct reading readings[] = {
    {"nothing", "a.csv", "", 0, {0}, ""},
    {"blanks only", "a.csv", " \n,,\n\t\n", 0, {0}, ""},
    {"rows of any length",
     "a.csv",
     "a,b\nc\nd,e,f,,\n",
     0,
     {0},
     "1:1=a | 1:3=b\n2:1=c\n3:1=d | 3:3=e | 3:5=f\n"},
    {"no last line end", "a.csv", "a,b\nc,d", 0, {0}, "1:1=a | 1:3=b\n2:1=c | 2:3=d\n"},
    {"CRLF", "a.csv", "a,b\r\n\r\nc,d\r\n", 0, {0}, "1:1=a | 1:3=b\n3:1=c | 3:3=d\n"},
    {"CR", "a.csv", "a,b\rc,d\r", 0, {0}, "1:1=a | 1:3=b\n2:1=c | 2:3=d\n"},
    {"blanks around",
     "a.csv",
     " a ,\t\"b\" , \xc2\xa0 c\xe2\x80\x89\n",
     0,
     {0},
     "1:1=a | 1:5=b | 1:11=c\n"},
    {"quotes",
     "a.csv",
     "\"a,b\",\"c\"\"d\",\"\"\ne\"f,\"g\"h,i\n",
     0,
     {0},
     "1:1=a,b | 1:7=c\"d\n2:1=e\"f | 2:5=gh | 2:10=i\n"},
    {"line ends in quotes",
     "a.csv",
     "\"a\r\nb\rc\nd\",e\nf,g\n",
     0,
     {0},
     "1:1=a\nb\nc\nd | 4:4=e\n5:1=f | 5:3=g\n"},
    {"a quote that is never closed",
     "a.csv",
     "a,b\nc,\"d\ne,f\n",
     0,
     {0},
     "1:1=a | 1:3=b\n!2:3 the quote that opens here is never closed\n2:1=c | 2:3=d\ne,f\n"},
    {"semicolons",
     "a.csv",
     "Task;Ann;Bob\nBuild, test;R,A;C\nRun;I;\n",
     0,
     {0},
     "1:1=Task | 1:6=Ann | 1:10=Bob\n2:1=Build, test | 2:13=R,A | 2:17=C\n3:1=Run | 3:5=I\n"},
    {"what programs write for nothing",
     "a.csv",
     "Unnamed: 0,a,Unnamed: 12\nNaN, NaN ,Nan\nUnnamed: x,NaN b,Unnamed: 123456\n",
     0,
     {0},
     "1:1= | 1:12=a\n2:1= | 2:5= | 2:11=Nan\n3:1=Unnamed: x | 3:12=NaN b | 3:18=Unnamed: 123456\n"},
    {"decimal commas", "a.csv", "a;b\n1,5;2,5\n", 0, {0}, "1:1=a | 1:3=b\n2:1=1,5 | 2:5=2,5\n"},
    {"tabs",
     "a.txt",
     "Name\tBoss\nDoe, Jo\tRoe, Al\n",
     0,
     {0},
     "1:1=Name | 1:6=Boss\n2:1=Doe, Jo | 2:9=Roe, Al\n"},
    {"pipes", "a.txt", "a|b|c\nd|e|f\n", 0, {0}, "1:1=a | 1:3=b | 1:5=c\n2:1=d | 2:3=e | 2:5=f\n"},
    {"Excel's first line", "a.csv", "sep=|\r\na,b|c\r\n", 0, {0}, "2:1=a,b | 2:5=c\n"},
    {"a delimiter that is said", "a.csv", "a;b,c\n", 0, {.delimiter = ';'}, "1:1=a | 1:3=b,c\n"},
    {"UTF-8 with its mark", "a.csv", "\xef\xbb\xbf\xc3\xa9,b\n", 0, {0}, "1:1=\xc3\xa9 | 1:4=b\n"},
    {"UTF-16 with its mark", "a.csv", UTF16_A, sizeof UTF16_A - 1, {0}, "1:1=a | 1:3=b\n"},
    {"UTF-16, the large end first",
     "a.csv",
     "\xfe\xff\0a\0,\x20\xac\xd8\x3d\xde\x00",
     12,
     {0},
     "1:1=a | 1:3=\xe2\x82\xac\xf0\x9f\x98\x80\n"},
    {"UTF-16 without a mark",
     "a.csv",
     "a\0,\0b\0\n\0c\0,\0d\0\n\0",
     16,
     {0},
     "1:1=a | 1:3=b\n2:1=c | 2:3=d\n"},
    {"UTF-16 that is said", "a.csv", "\0a\0;\0b", 6, {.encoding = "utf-16"}, "1:1=a | 1:3=b\n"},
    {"UTF-16 cut in a pair",
     "a.csv",
     "\xff\xfe"
     "a\0,\0\x3d\xd8",
     8,
     {0},
     "!1:3 expected text in utf-16, found what is none: \xef\xbf\xbd stands for it\n"
     "1:1=a | 1:3=\xef\xbf\xbd\n"},
    {"cp1252",
     "a.csv",
     "caf\xe9,\x80 5\n\x93q\x94,\x81\n",
     0,
     {0},
     "1:1=caf\xc3\xa9 | 1:7=\xe2\x82\xac 5\n"
     "!2:9 expected text in cp1252, found what is none: \xef\xbf\xbd stands for it\n"
     "2:1=\xe2\x80\x9cq\xe2\x80\x9d | 2:9=\xef\xbf\xbd\n"},
    {"Latin-1 that is said",
     "a.csv",
     "caf\xe9,b\n",
     0,
     {.encoding = "latin-1"},
     "1:1=caf\xc3\xa9 | 1:7=b\n"},
    {"one bad byte in UTF-8",
     "a.csv",
     "\xc3\xa9,\xc3\xa8\nb,\xff\n",
     0,
     {0},
     "1:1=\xc3\xa9 | 1:4=\xc3\xa8\n"
     "!2:3 expected text in utf-8, found what is none: \xef\xbf\xbd stands for it\n"
     "2:1=b | 2:3=\xef\xbf\xbd\n"},
    {"NUL",
     "a.csv",
     "a,b\0c\n",
     6,
     {0},
     "!1:3 expected text in utf-8, found what is none: \xef\xbf\xbd stands for it\n"
     "1:1=a | 1:3=b\xef\xbf\xbd"
     "c\n"},
    {"a program", "a.csv", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\3\0", 20, {0}, "found neither"},
    {"UTF-32", "a.csv", "\xff\xfe\0\0a\0\0\0", 8, {0}, "UTF-32"},
    {"an old workbook", "a.csv", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, {0}, "an old workbook"},
    {"a PDF", "a.csv", "%PDF-1.7\n", 0, {0}, "found a PDF"},
    {"a page", "a.xls", "\n<html><table>", 0, {0}, "found HTML or XML"},
    {"an encoding of no name", "a.csv", "a", 0, {.encoding = "ebcdic"}, "called 'ebcdic'"},
};

static void reads(void **state)
{
    const struct reading *row = *state;
    ri_text out = RI_TEXT_INIT;
    const size_t n = row->length > 0 ? row->length : strlen(row->given);
    const raci_status status = books_read_bytes(row->file, row->given, n, &row->options, &out);
    if (status == RACI_OK) {
        assert_string_equal(ri_text_string(&out), row->expected);
    } else {
        assert_non_null(strstr(ri_text_string(&out), row->expected));
    }
    ri_text_free(&out);
}

static void repeat(ri_text *text, const char *piece, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_add(text, piece);
    }
}

/* Reads what was built, which is then freed, and gives what came out. */
static char *read_built(ri_text *built)
{
    ri_text out = RI_TEXT_INIT;
    assert_int_equal(books_read_bytes("a.csv", built->bytes, built->length, NULL, &out), RACI_OK);
    ri_text_free(built);
    return out.bytes;
}

static void cuts_long_cells(void **state)
{
    ri_text text = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&text, "a,");
    repeat(&text, "0123456789abcde\xc3\xa9", 600000);
    ri_text_add(&text, ",b\nc,d\n");
    char *out = read_built(&text);
    const char *told = "!1:3 the cell has more than 65536 bytes: it is cut there\n1:1=a | 1:3=0123";
    assert_memory_equal(out, told, strlen(told));
    /* Cut before a character, not within. */
    const char *end = strstr(out, " | 1:10200004=b\n2:1=c | 2:3=d\n");
    assert_non_null(end);
    assert_in_range(end - strstr(out, "0123"), RI_BOOK_CELL_MAX - 1, RI_BOOK_CELL_MAX);
    ri_free(out);
}

static void cuts_wide_rows_and_says_so_once(void **state)
{
    ri_text text = RI_TEXT_INIT;
    (void)state;
    for (int row = 0; row < 3; row++) {
        repeat(&text, "a,", 16384);
        ri_text_char(&text, '\n');
    }
    char *out = read_built(&text);
    const char *told =
        "!1:4097 a row has more than 2048 cells: what stands further right is not read\n1:1=a | ";
    assert_memory_equal(out, told, strlen(told));
    assert_null(strchr(out + 1, '!'));
    assert_non_null(strstr(out, " | 1:4095=a\n2:1=a | "));
    assert_non_null(strstr(out, " | 3:4095=a\n"));
    ri_free(out);
}

static void empty_cells_far_right_are_no_loss(void **state)
{
    ri_text text = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&text, "a");
    repeat(&text, ", ", 16384);
    char *out = read_built(&text);
    assert_string_equal(out, "1:1=a\n");
    ri_free(out);
}

static void cuts_long_rows(void **state)
{
    ri_text text = RI_TEXT_INIT;
    (void)state;
    for (int cell = 0; cell < 100; cell++) {
        repeat(&text, "0123456789abcdef", RI_BOOK_CELL_MAX / 16);
        ri_text_char(&text, ',');
    }
    char *out = read_built(&text);
    const char *told = "!1:4128832";
    assert_memory_equal(out, told, strlen(told));
    assert_non_null(strstr(out, " the row has more than 4194304 bytes: it is cut there\n1:1=01"));
    assert_null(strchr(out + 1, '!'));
    assert_in_range(strlen(out), RI_GATHERED_ROW_MAX, RI_GATHERED_ROW_MAX + 2000);
    ri_free(out);
}

/* Characters, line ends and quotes that the pieces of a file cut in two. */
static void joins_pieces(void **state)
{
    static const char *const pieces[] = {"\xf0\x9f\x98\x80,\"a\"\"b\"\r\n", "x"};
    (void)state;
    for (size_t before = 65536 - 16; before <= 65536; before++) {
        ri_text text = RI_TEXT_INIT;
        for (size_t i = 0; i < before; i++) {
            ri_text_char(&text, i % 64 == 63 ? '\n' : 'y');
        }
        ri_text_char(&text, '\n');
        ri_text_add(&text, pieces[0]);
        ri_text_add(&text, pieces[1]);
        char *out = read_built(&text);
        const char *at = strstr(out, ":1=\xf0\x9f\x98\x80 | ");
        assert_non_null(at);
        assert_non_null(strstr(at, ":6=a\"b\n"));
        assert_non_null(strstr(at, ":1=x\n"));
        assert_null(strchr(out, '!'));
        ri_free(out);
    }
}

/* What is beyond ASCII stands far behind the beginning, where it decides nonetheless. */
static void looks_at_all_of_a_file(void **state)
{
    ri_text text = RI_TEXT_INIT;
    (void)state;
    repeat(&text, "plain,text\n", 20000);
    ri_text_add(&text, "caf\xe9,b\n");
    char *out = read_built(&text);
    assert_non_null(strstr(out, "20001:1=caf\xc3\xa9 | 20001:7=b\n"));
    ri_free(out);
}

static void tells_what_it_found(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    ri_book_row row;
    bool more = false;
    raci_error err = {0};
    ri_text place = RI_TEXT_INIT;
    (void)state;
    scratch_make_small(&s);
    scratch_write(&s, "a.csv", "a;caf\xe9\n", 7);
    scratch_path(&s, "a.csv", path);
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, &err), RACI_OK);
    assert_int_equal(ri_book_form_of(book), RI_BOOK_DELIMITED);
    assert_string_equal(ri_book_form_name(RI_BOOK_DELIMITED), "delimited text");
    assert_string_equal(ri_book_encoding(book), "cp1252");
    assert_int_equal(ri_book_delimiter(book), ';');
    assert_int_equal(ri_book_sheets(book), 1);
    assert_string_equal(ri_book_sheet_name(book, 0), "");
    assert_int_equal(ri_book_next(book, &row, &more, &err), RACI_INVALID);
    assert_int_equal(ri_book_begin(book, 1, NULL), RACI_INVALID);
    for (int pass = 0; pass < 2; pass++) {
        assert_int_equal(ri_book_begin(book, 0, NULL), RACI_OK);
        assert_int_equal(ri_book_next(book, &row, &more, NULL), RACI_OK);
        assert_true(more);
        assert_int_equal(row.n, 2);
        assert_int_equal(row.line, 1);
        ri_text_clear(&place);
        ri_book_place(book, &row.cells[1], &place);
        assert_non_null(strstr(ri_text_string(&place), "/a.csv:1:3"));
        assert_int_equal(ri_book_next(book, &row, &more, NULL), RACI_OK);
        assert_false(more);
    }
    ri_text_free(&place);
    ri_book_close(book);
    scratch_remove(&s);
}

static void says_what_is_not_there(void **state)
{
    ri_book *book = NULL;
    raci_error err = {0};
    (void)state;
    assert_int_equal(ri_book_open(&book, "/nowhere/a.csv", NULL, NULL, NULL, &err), RACI_NOTFOUND);
    assert_string_equal(err.file, "/nowhere/a.csv");
    raci_error folder = {0};
    assert_int_equal(ri_book_open(&book, "/", NULL, NULL, NULL, &folder), RACI_IO);
    assert_non_null(strstr(folder.message, "reading failed: "));
    assert_null(book);
}

/* However long a file is: behind its first rows no more memory is asked for. */
static void reads_in_bounded_memory(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    ri_book_row row;
    bool more = true;
    size_t rows = 0;
    ri_text text = RI_TEXT_INIT;
    (void)state;
    repeat(&text, "1,\"Unit, one\",caf\xc3\xa9,2024-01-01\n", 200000);
    scratch_make(&s);
    scratch_write(&s, "a.csv", text.bytes, text.length);
    ri_text_free(&text);
    assert_int_equal(ri_book_open(&book, scratch_path(&s, "a.csv", path), NULL, NULL, NULL, NULL),
                     RACI_OK);
    assert_int_equal(ri_book_begin(book, 0, NULL), RACI_OK);
    for (; more; rows += more) {
        assert_int_equal(ri_book_next(book, &row, &more, NULL), RACI_OK);
        if (rows == 0) {
            (void)ri_alloc_fail_from(0);
        }
    }
    assert_int_equal(ri_alloc_fail_from(SIZE_MAX), 0);
    assert_int_equal(rows, 200000);
    ri_book_close(book);
    scratch_remove(&s);
}

static void survives_exhaustion(void **state)
{
    static const char text[] = "a,\"b\",caf\xc3\xa9\n1,2,3,4,5,6,7,8,9,10\n";
    (void)state;
    books_exhaust("a.csv", text, sizeof text - 1);
    books_exhaust("a.txt", text, sizeof text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_long_cells),
        cmocka_unit_test(cuts_wide_rows_and_says_so_once),
        cmocka_unit_test(empty_cells_far_right_are_no_loss),
        cmocka_unit_test(cuts_long_rows),
        cmocka_unit_test(joins_pieces),
        cmocka_unit_test(looks_at_all_of_a_file),
        cmocka_unit_test(tells_what_it_found),
        cmocka_unit_test(says_what_is_not_there),
        cmocka_unit_test(reads_in_bounded_memory),
        cmocka_unit_test(survives_exhaustion),
    };
    return RUN_ROWS("reads", readings, reads) +
           cmocka_run_group_tests_name("delimited", tests, NULL, NULL);
}
