#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "base/text.h"
#include "intake/csv.h"

/* Bytes handed out in pieces, and what the reader told of them. */
typedef struct source {
    const char *bytes;
    size_t length;
    size_t at;
    size_t piece;   /* at most so many at a time */
    size_t fail_at; /* reading fails from here on */
    ri_text *out;
} source;

static ptrdiff_t read_source(char *buffer, size_t size, void *payload)
{
    source *from = payload;
    size_t n = from->length - from->at;
    n = n < from->piece ? n : from->piece;
    n = n < size ? n : size;
    if (from->at >= from->fail_at) {
        errno = EIO;
        return -1;
    }
    memcpy(buffer, from->bytes + from->at, n);
    from->at += n;
    return (ptrdiff_t)n;
}

static void tell(int line, int column, const char *message, void *payload)
{
    source *from = payload;
    ri_text_format(from->out, "!%d:%d %s\n", line, column, message);
}

static void write_row(ri_text *out, const ri_csv_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const ri_csv_cell *cell = &row->cells[i];
        assert_int_equal(cell->bytes[cell->length], '\0');
        ri_text_format(out, "%s%d:%d=", i > 0 ? " | " : "", cell->line, cell->column);
        ri_text_add(out, cell->bad ? "bad" : cell->bytes);
    }
    ri_text_add(out, row->ragged ? " (ragged)\n" : "\n");
}

/* Reads all rows into `out`, the first as a header when asked to. */
static raci_status read_all(source *from, bool header, raci_error *err)
{
    ri_csv *csv = NULL;
    ri_csv_row row;
    bool more = false;
    raci_status status = ri_csv_open(&csv, read_source, tell, from, err);
    if (status == RACI_OK && header) {
        status = ri_csv_header(csv, &more, err);
        for (size_t i = 0; status == RACI_OK && i < ri_csv_columns(csv); i++) {
            ri_text_format(from->out, "%s[%s]", i > 0 ? " " : "", ri_csv_name(csv, i)->bytes);
        }
        ri_text_add(from->out, "\n");
    }
    while (status == RACI_OK && (status = ri_csv_next(csv, &row, &more, err)) == RACI_OK && more) {
        write_row(from->out, &row);
    }
    if (csv != NULL && ri_csv_torn(csv)) {
        ri_text_add(from->out, "torn\n");
    }
    ri_csv_close(csv);
    return status;
}

struct reading {
    const char *name;
    const char *given;
    size_t length; /* 0: of the string */
    bool header;
    const char *expected;
};

static const struct reading readings[] = {
    {"nothing", "", 0, false, ""},
    {"one cell", "a", 0, false, "1:1=a\n"},
    {"rows", "a,b\nc,d\n", 0, false, "1:1=a | 1:3=b\n2:1=c | 2:3=d\n"},
    {"no last line end", "a\nb", 0, false, "1:1=a\n2:1=b\n"},
    {"CRLF", "a,b\r\nc,d\r\n", 0, false, "1:1=a | 1:3=b\n2:1=c | 2:3=d\n"},
    {"CR at the end", "a,b\r", 0, false, "1:1=a | 1:3=b\n"},
    {"empty cells", "a,,c,\n", 0, false, "1:1=a | 1:3= | 1:4=c | 1:6=\n"},
    {"blank lines", "\n\na\n\r\n,,\nb\n", 0, false, "3:1=a\n6:1=b\n"},
    {"blanks are kept", " a , b\n", 0, false, "1:1= a  | 1:5= b\n"},
    {"quotes", "\"a,b\",\"c\"\"d\",\"\"\n", 0, false, "1:1=a,b | 1:7=c\"d | 1:14=\n"},
    {"line ends in quotes", "\"a\nb\",c\nd\n", 0, false, "1:1=a\nb | 2:4=c\n3:1=d\n"},
    {"CRLF in quotes is kept", "\"a\r\nb\",c\n", 0, false, "1:1=a\r\nb | 2:4=c\n"},
    {"columns count bytes", "\xc3\xa9,b\n", 0, false, "1:1=\xc3\xa9 | 1:4=b\n"},
    {"byte order mark",
     "\xef\xbb\xbf"
     "a,b\n",
     0, false, "1:1=a | 1:3=b\n"},
    {"mark is skipped once",
     "\xef\xbb\xbf\xef\xbb\xbf"
     "a\n",
     0, false,
     "1:1=\xef\xbb\xbf"
     "a\n"},
    {"UTF-16",
     "\xff\xfe"
     "a\0",
     4, false, "!1:1 expected UTF-8, found UTF-16: save the file as UTF-8\ntorn\n"},
    {"quote inside", "a\"b,c\nd,e\n", 0, false,
     "!1:2 a quote inside a cell: put the whole cell in quotes, and this one twice\n"
     "1:1=bad | 1:5=c\n2:1=d | 2:3=e\n"},
    {"blank before a quote", "a, \"b\"\n", 0, false,
     "!1:4 a quote inside a cell: put the whole cell in quotes, and this one twice\n"
     "1:1=a | 1:3=bad\n"},
    {"text after a quote", "\"a\"b,c\n", 0, false,
     "!1:4 expected a comma or the end of the line after the closing quote\n1:1=bad | 1:6=c\n"},
    {"lone CR", "a\rb,c\n", 0, false,
     "!1:2 a carriage return that ends no line: put the cell in quotes\n1:1=bad | 1:5=c\n"},
    {"unclosed quote", "a,b\nc,\"d\ne,f\n", 0, false,
     "1:1=a | 1:3=b\n!2:3 the quote that opens here is never closed\ntorn\n"},
    {"unclosed quote at the end", "\"", 0, false,
     "!1:1 the quote that opens here is never closed\ntorn\n"},
    {"NUL", "a,b\0c\nd,e\n", 10, false,
     "!1:4 expected text, found a NUL byte\n1:1=a | 1:3=bad\n2:1=d | 2:3=e\n"},
    {"Latin-1", "caf\xe9,b\n", 0, false,
     "!1:4 expected UTF-8, found the byte 0xE9: save the file as UTF-8\n1:1=bad | 1:6=b\n"},
    {"overlong form", "\xc0\xaf\n", 0, false,
     "!1:1 expected UTF-8, found the byte 0xC0: save the file as UTF-8\n1:1=bad\n"},
    {"surrogate", "\xed\xa0\x80\n", 0, false,
     "!1:1 expected UTF-8, found the byte 0xED: save the file as UTF-8\n1:1=bad\n"},
    {"cut character", "a,\xe2\x82\n", 0, false,
     "!1:3 expected UTF-8, found the byte 0xE2: save the file as UTF-8\n1:1=a | 1:3=bad\n"},
    {"bad byte in quotes", "\"a\"\"\n\xff\",b\n", 0, false,
     "!2:1 expected UTF-8, found the byte 0xFF: save the file as UTF-8\n1:1=bad | 2:4=b\n"},
    {"bad byte after a doubled quote", "\"\"\"\xff\"\n", 0, false,
     "!1:4 expected UTF-8, found the byte 0xFF: save the file as UTF-8\n1:1=bad\n"},
    {"header", " a ,\"b c\"\n1,2\n", 0, true, "[a] [b c]\n2:1=1 | 2:3=2\n"},
    {"no header", "\n\n", 0, true, "\n"},
    {"header twice the same", "a,b,a\n", 0, true,
     "!1:5 a column of this name is there already\n[a] [b] [a]\n"},
    {"header the same when trimmed", "a, a\n", 0, true,
     "!1:3 a column of this name is there already\n[a] [a]\n"},
    {"header case matters", "a,A\n", 0, true, "[a] [A]\n"},
    {"header without a name", "a,,b\n", 0, true, "!1:3 the column has no name\n[a] [] [b]\n"},
    {"too few cells", "a,b,c\n1\n2,3,4\n", 0, true,
     "[a] [b] [c]\n!2:1 the row has 1 cell, the header has 3\n"
     "2:1=1 | 2:1=bad | 2:1=bad (ragged)\n3:1=2 | 3:3=3 | 3:5=4\n"},
    {"too many cells", "a,b\n1,2,3\n", 0, true,
     "[a] [b]\n!2:5 the row has 3 cells, the header has 2\n2:1=1 | 2:3=2 (ragged)\n"},
};

/* However the bytes come, the rows are the same. */
static void reads(void **state)
{
    static const size_t pieces[] = {1, 2, 3, 7, 65536};
    const struct reading *row = *state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        ri_text out = RI_TEXT_INIT;
        source from = {.bytes = row->given,
                       .length = row->length > 0 ? row->length : strlen(row->given),
                       .piece = pieces[i],
                       .fail_at = SIZE_MAX,
                       .out = &out};
        raci_error err = {0};
        assert_int_equal(read_all(&from, row->header, &err), RACI_OK);
        assert_string_equal(ri_text_string(&out), row->expected);
        ri_text_free(&out);
    }
}

/* Reads text that `build` makes, and gives the problems and the count of rows. */
static size_t read_built(const ri_text *text, ri_text *problems)
{
    source from = {.bytes = text->bytes,
                   .length = text->length,
                   .piece = 65536,
                   .fail_at = SIZE_MAX,
                   .out = problems};
    raci_error err = {0};
    ri_csv *csv = NULL;
    ri_csv_row row;
    bool more = true;
    size_t n = 0;
    assert_int_equal(ri_csv_open(&csv, read_source, tell, &from, &err), RACI_OK);
    while (more) {
        assert_int_equal(ri_csv_next(csv, &row, &more, &err), RACI_OK);
        n += more ? 1 : 0;
    }
    ri_csv_close(csv);
    return n;
}

static void repeat(ri_text *text, const char *string, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        ri_text_add(text, string);
    }
}

static void limits_cells(void **state)
{
    ri_text text = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    repeat(&text, "x", 65536);
    ri_text_add(&text, ",b\na,");
    repeat(&text, "x", 65537);
    ri_text_add(&text, "\nc,d\n");
    assert_int_equal(read_built(&text, &problems), 3);
    assert_string_equal(ri_text_string(&problems), "!2:3 the cell has more than 65536 bytes\n");
    ri_text_free(&text);
    ri_text_free(&problems);
}

static void limits_rows(void **state)
{
    ri_text text = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&text, "a\n");
    for (int i = 0; i < 20; i++) {
        repeat(&text, "x", 60000);
        ri_text_add(&text, ",");
    }
    ri_text_add(&text, "\nb\n");
    assert_int_equal(read_built(&text, &problems), 2);
    assert_string_equal(ri_text_string(&problems), "!2:1 the row has more than 1048576 bytes\n");
    ri_text_free(&text);
    ri_text_free(&problems);
}

static void limits_columns(void **state)
{
    ri_text text = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    repeat(&text, "x,", 255);
    ri_text_add(&text, "x\n");
    repeat(&text, "x,", 256);
    ri_text_add(&text, "x\ny\n");
    assert_int_equal(read_built(&text, &problems), 3);
    assert_string_equal(ri_text_string(&problems), "!2:513 the row has more than 256 cells\n");
    ri_text_free(&text);
    ri_text_free(&problems);
}

/* A quote that is never closed swallows the file, but not the memory. */
static void bounds_memory(void **state)
{
    ri_text text = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&text, "a\nb,\"");
    repeat(&text, "0123456789abcde\n", 500000);
    assert_int_equal(read_built(&text, &problems), 1);
    assert_string_equal(ri_text_string(&problems),
                        "!2:3 the quote that opens here is never closed\n");
    ri_text_free(&text);
    ri_text_free(&problems);
}

static void tells_failed_reads(void **state)
{
    ri_text out = RI_TEXT_INIT;
    source from = {.bytes = "a,b\nc,d\n", .length = 8, .piece = 1, .fail_at = 6, .out = &out};
    raci_error err = {0};
    (void)state;
    assert_int_equal(read_all(&from, false, &err), RACI_IO);
    assert_non_null(strstr(err.message, "reading failed: "));
    ri_text_free(&out);
}

static void resumes(void **state)
{
    static const char bytes[] = "k\n\"a\nb\"\nc\n";
    ri_text out = RI_TEXT_INIT;
    source from = {
        .bytes = bytes, .length = strlen(bytes), .piece = 3, .fail_at = SIZE_MAX, .out = &out};
    raci_error err = {0};
    ri_csv *csv = NULL;
    ri_csv_row row;
    bool more = false;
    (void)state;
    assert_int_equal(ri_csv_open(&csv, read_source, tell, &from, &err), RACI_OK);
    assert_int_equal(ri_csv_header(csv, &more, &err), RACI_OK);
    assert_int_equal(ri_csv_next(csv, &row, &more, &err), RACI_OK);
    uint64_t place = row.place;
    int line = row.line;
    do {
        assert_int_equal(ri_csv_next(csv, &row, &more, &err), RACI_OK);
    } while (more);
    from.at = (size_t)place;
    ri_csv_resume(csv, place, line);
    assert_int_equal(ri_csv_next(csv, &row, &more, &err), RACI_OK);
    assert_true(more);
    assert_string_equal(row.cells[0].bytes, "a\nb");
    assert_int_equal(row.line, 2);
    assert_int_equal(ri_csv_next(csv, &row, &more, &err), RACI_OK);
    assert_string_equal(row.cells[0].bytes, "c");
    assert_int_equal(row.line, 4);
    ri_csv_close(csv);
    ri_text_free(&out);
}

static bool attempt(void *payload)
{
    static const char bytes[] = "a,b\n\"1\n\",2\n3,4\n";
    ri_text out = RI_TEXT_INIT;
    source from = {
        .bytes = bytes, .length = strlen(bytes), .piece = 5, .fail_at = SIZE_MAX, .out = &out};
    raci_error err = {0};
    (void)payload;
    raci_status status = read_all(&from, true, &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    bool done = status == RACI_OK && !out.failed;
    ri_text_free(&out);
    return done;
}

static void survives_exhaustion(void **state)
{
    (void)state;
    assert_true(with_all_failures(attempt, NULL) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_cells),        cmocka_unit_test(limits_rows),
        cmocka_unit_test(limits_columns),      cmocka_unit_test(bounds_memory),
        cmocka_unit_test(tells_failed_reads),  cmocka_unit_test(resumes),
        cmocka_unit_test(survives_exhaustion),
    };
    return RUN_ROWS("reads", readings, reads) +
           cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
