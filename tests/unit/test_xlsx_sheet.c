#define _POSIX_C_SOURCE 200809L

#include "workbooks.h"

struct reading {
    const char *name;
    const char *sheet; /* what is in its sheetData and behind */
    const char *expected;
    const char *strings;
    const char *styles;
    const char *workbook;
};

#define TEXT(cell, text) "<c r='" cell "' t='inlineStr'><is><t>" text "</t></is></c>"

static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/>"
    "<numFmt numFmtId='165' formatCode='[h]:mm'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='164'/>"
    "<xf numFmtId='165'/><xf numFmtId='20'/></cellXfs></styleSheet>";

static const struct reading readings[] = {
    {"nothing", "<sheetData/>", "[S]\n", NULL, NULL, NULL},
    {"inline texts",
     "<sheetData><row r='2'>" TEXT("B2", "a") TEXT("C2", " b &amp; c ") "</row></sheetData>",
     "[S]\n2:1= | 2:2=a | 2:3=b & c\n", NULL, NULL, NULL},
    {"shared texts",
     "<sheetData><row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' t='s'><v>0</v></c>"
     "<c r='C1' t='s'><v>2</v></c></row></sheetData>",
     "[S]\n1:1=b\xc3\xa9 bold | 1:2=a | 1:3=x\ny_x\n",
     "<sst><si><t>a</t></si><si><r><t>b\xc3\xa9 </t></r><r><rPr><b/></rPr><t>bold</t></r>"
     "<rPh sb='0' eb='1'><t>spoken</t></rPh></si><si><t>x_x000D__x000a_y_x005F_x</t></si></sst>",
     NULL, NULL},
    {"a shared text that is not there",
     "<sheetData><row r='1'><c r='A1' t='s'><v>7</v></c><c r='B1' t='s'><v>-1</v></c>"
     "<c r='C1'><v>1</v></c></row></sheetData>",
     "[S]\n!1:1 S!A1: the workbook has no text of the number '7'\n"
     "!1:2 S!B1: the workbook has no text of the number '-1'\n1:1= | 1:2= | 1:3=1\n",
     NULL, NULL, NULL},
    {"numbers, booleans, errors",
     "<sheetData><row r='1'><c r='A1'><v>12</v></c><c r='B1' t='n'><v>0.30000000000000004</v></c>"
     "<c r='C1' t='b'><v>1</v></c><c r='D1' t='b'><v>0</v></c><c r='E1' t='e'><v>#REF!</v></c>"
     "</row></sheetData>",
     "[S]\n1:1=12 | 1:2=0.3 | 1:3=TRUE | 1:4=FALSE | 1:5=#REF!\n", NULL, NULL, NULL},
    {"formulas",
     "<sheetData><row r='1'><c r='A1' t='str'><f>B1</f><v>A</v></c><c r='B1'><f>1+1</f><v>2</v></c>"
     "<c r='C1'><f>D1</f></c><c r='D1'><f>E1</f></c><c r='E1' t='str'><f>\"\"</f><v></v></c>"
     "<c r='F1'><v>3</v></c></row></sheetData>",
     "[S]\n!1:3 S!C1: the formula here was never computed, and there may be more: open the "
     "workbook in a spreadsheet program and save it\n"
     "1:1:=A | 1:2:=2 | 1:3:= | 1:4:= | 1:5:= | 1:6=3\n",
     NULL, NULL, NULL},
    {"dates",
     "<sheetData><row r='1'><c r='A1' s='1'><v>45413</v></c><c r='B1' s='2'><v>45413.5</v></c>"
     "<c r='C1' s='3'><v>1</v></c><c r='D1' s='4'><v>1.5</v></c><c r='E1' s='5'><v>0.75</v></c>"
     "<c r='F1' s='1'><v>x</v></c><c r='G1' t='d'><v>2024-05-01</v></c></row></sheetData>",
     "[S]\n1:1=2024-05-01 | 1:2=2024-05-01T12:00:00 | 1:3=1900-01-01 | 1:4=1.5 | 1:5=18:00:00 | "
     "1:6=x | 1:7=2024-05-01\n",
     NULL, styles, NULL},
    {"dates from 1904", "<sheetData><row><c s='1'><v>43951</v></c></row></sheetData>",
     "[S]\n1:1=2024-05-01\n", NULL, styles,
     "<workbook><workbookPr date1904='1'/><sheets><sheet name='S' r:id='r1'/></sheets></workbook>"},
    {"without addresses",
     "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row>"
     "<c><v>4</v></c></row></sheetData>",
     "[S]\n1:1=1 | 1:2= | 1:3=3\n2:1=4\n", NULL, NULL, NULL},
    {"prefixes", "<x:sheetData><x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row></x:sheetData>",
     "[S]\n1:1=1\n", NULL, NULL, NULL},
    {"merged ranges",
     "<sheetData><row r='1'>" TEXT("A1", "title") TEXT(
         "D1",
         "d") "</row>"
              "<row r='2'>" TEXT("A2", "phase") TEXT(
                  "B2",
                  "x") "</row>"
                       "<row r='3'><c r='A3' s='1'/>" TEXT(
                           "B3",
                           "y") "</row>"
                                "<row r='4'><c r='A4'/></row>"
                                "<row r='6'>" TEXT(
                                    "A6",
                                    "z") "</row></sheetData>"
                                         "<mergeCells><mergeCell ref='A2:A4'/><mergeCell ref='A1:C1'/></mergeCells>",
     "[S]\n1:1=title | 1:2^title | 1:3^title | 1:4=d\n2:1=phase | 2:2=x\n3:1^phase | 3:2=y\n6:1=z\n",
     NULL, NULL, NULL},
    {"a merged range of rows and columns",
     "<sheetData><row r='2'>" TEXT("B2", "m") TEXT(
         "C2",
         "lost") "</row>"
                 "<row r='3'>" TEXT(
                     "E3",
                     "e") "</row></sheetData>"
                          "<mergeCells><mergeCell ref='$B$2:$C$3'/><mergeCell ref='C3:D4'/><mergeCell ref='x'/>"
                          "<mergeCell ref='A1'/><mergeCell ref='B9:A1'/></mergeCells>",
     "[S]\n2:1= | 2:2=m | 2:3^m\n3:1= | 3:2^m | 3:3^m | 3:4= | 3:5=e\n", NULL, NULL, NULL},
    {"a merged range whose first cell is empty",
     "<sheetData><row r='1'>" TEXT("C1", "c") "</row></sheetData>"
                                              "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>",
     "[S]\n1:1= | 1:2^ | 1:3=c\n", NULL, NULL, NULL},
    {"rows and cells out of order",
     "<sheetData><row r='5'>" TEXT("B5", "b") TEXT("A5", "a") TEXT("5", "x")
         TEXT("XFE5", "y") "</row><row r='4'>" TEXT(
             "A4", "z") "</row><row r='9999999'/><row r='6'>" TEXT("A6", "c") "</row></sheetData>",
     "[S]\n!5:3 S!C5: expected a cell further right, found 'A5': it is not read\n"
     "!5:3 S!C5: expected a cell further right, found '5': it is not read\n"
     "!5:3 S!C5: expected a cell further right, found 'XFE5': it is not read\n"
     "5:1= | 5:2=b\n"
     "!4:1 S!A4: the row stands after row 5, or beyond the last: it is not read\n"
     "!9999999:1 S!A9999999: the row stands after row 5, or beyond the last: it is not read\n"
     "6:1=c\n",
     NULL, NULL, NULL},
    {"far right",
     "<sheetData><row r='1'>" TEXT("BZT1", "last") TEXT("BZU1", "no") "</row><row r='2'>" TEXT(
         "XFD2", "no") "</row><row r='3'>" TEXT("XFD3", " ") TEXT("A4", "x") "</row></sheetData>",
     NULL, NULL, NULL, NULL},
    {"several sheets, hidden ones, charts", "<sheetData><row>" TEXT("A1", "a") "</row></sheetData>",
     "[One]\n1:1=a\n[Two] hidden\n1:1=a\n[] hidden\n1:1=a\n", NULL, NULL,
     "<workbook><sheets><sheet name='One' r:id='r1'/><sheet name='Chart' r:id='r9'/>"
     "<sheet name='Two' r:id='r1' state='hidden'/><sheet r:id='r1' state='veryHidden'/></sheets>"
     "</workbook>"},
};

static void make(const char *path, const struct reading *row)
{
    ri_text sheet = RI_TEXT_INIT;
    ri_text_add(&sheet, "<?xml version='1.0' encoding='UTF-8'?><worksheet>");
    ri_text_add(&sheet, row->sheet);
    ri_text_add(&sheet, "</worksheet>");
    workbook_part parts[4] = {{"xl/worksheets/sheet1.xml", ri_text_string(&sheet), 0}};
    size_t n = 1;
    if (row->strings != NULL) {
        parts[n++] = (workbook_part){"xl/sharedStrings.xml", row->strings, 0};
    }
    if (row->styles != NULL) {
        parts[n++] = (workbook_part){"xl/styles.xml", row->styles, 0};
    }
    if (row->workbook != NULL) {
        parts[n++] = (workbook_part){"xl/workbook.xml", row->workbook, 0};
    }
    workbook_make(path, parts, n);
    ri_text_free(&sheet);
}

static void reads(void **state)
{
    const struct reading *row = *state;
    scratch s;
    char path[SCRATCH_PATH];
    ri_text out = RI_TEXT_INIT;
    scratch_make_small(&s);
    make(scratch_path(&s, "a.xlsx", path), row);
    assert_int_equal(books_read(path, NULL, &out), RACI_OK);
    if (row->expected != NULL) {
        assert_string_equal(ri_text_string(&out), row->expected);
    } else {
        assert_non_null(strstr(ri_text_string(&out),
                               "!1:2049 S!BZU1: a row has more than 2048 cells: what stands "
                               "further right is not read\n1:1= | 1:2= | "));
        assert_non_null(strstr(ri_text_string(&out), " | 1:2048=last\n"));
        assert_null(strstr(ri_text_string(&out), "\n2:"));
    }
    ri_text_free(&out);
    scratch_remove(&s);
}

static void is_read_as_often_as_wanted(void **state)
{
    static const struct reading row = {
        .sheet = "<sheetData><row r='1'>" TEXT("A1", "a") "</row><row r='2'>" TEXT(
            "B2", "b") "</row></sheetData><mergeCells><mergeCell ref='A1:A2'/></mergeCells>",
        .workbook = "<workbook><sheets><sheet name='One' r:id='r1'/><sheet name='Two' r:id='r1'/>"
                    "</sheets></workbook>"};
    scratch s;
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    ri_book_row cells;
    bool more = false;
    ri_text out = RI_TEXT_INIT;
    (void)state;
    scratch_make_small(&s);
    make(scratch_path(&s, "a.csv", path), &row); /* the bytes say what it is */
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(ri_book_form_of(book), RI_BOOK_WORKBOOK);
    assert_int_equal(ri_book_delimiter(book), '\0');
    for (size_t pass = 0; pass < 4; pass++) {
        assert_int_equal(ri_book_begin(book, pass / 2, NULL), RACI_OK);
        for (size_t i = 0; i <= pass % 2; i++) {
            assert_int_equal(ri_book_next(book, &cells, &more, NULL), RACI_OK);
            assert_true(more);
        }
        ri_text_clear(&out);
        ri_book_place(book, &cells.cells[cells.n - 1], &out);
        const char *place = strstr(ri_text_string(&out), "a.csv: ");
        static const char *const places[] = {"One!A1", "One!B2", "Two!A1", "Two!B2"};
        assert_string_equal(place + 7, places[pass]);
    }
    ri_text_free(&out);
    ri_book_close(book);
    scratch_remove(&s);
}

/* However long a sheet is: behind its first rows no more memory is asked for. */
static void reads_in_bounded_memory(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    ri_book_row row;
    bool more = true;
    size_t rows = 0;
    ri_text sheet = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    ri_text_add(&sheet, "<sheetData>");
    for (int i = 1; i <= 50000; i++) {
        ri_text_format(&sheet,
                       "<row r='%d'><c r='A%d'><v>%d</v></c><c r='C%d' s='1'/>"
                       "<c r='D%d' t='str'><v>text</v></c></row>",
                       i, i, i, i, i);
    }
    ri_text_add(&sheet, "</sheetData>");
    const struct reading made = {.sheet = sheet.bytes};
    make(scratch_path(&s, "a.xlsx", path), &made);
    ri_text_free(&sheet);
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(ri_book_begin(book, 0, NULL), RACI_OK);
    for (; more; rows += more) {
        assert_int_equal(ri_book_next(book, &row, &more, NULL), RACI_OK);
        if (rows == 5000) {
            (void)ri_alloc_fail_from(0);
        }
    }
    assert_int_equal(ri_alloc_fail_from(SIZE_MAX), 0);
    assert_int_equal(rows, 50000);
    ri_book_close(book);
    scratch_remove(&s);
}

static void survives_exhaustion(void **state)
{
    static const struct reading row = {
        .sheet =
            "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='H1' s='1'><v>3</v></c>"
            "</row><row r='2'>" TEXT(
                "B2", "b") "</row></sheetData><mergeCells><mergeCell ref='A1:A2'/></mergeCells>",
        .strings = "<sst><si><t>a_x000a_b</t></si></sst>",
        .styles = styles};
    scratch s;
    char path[SCRATCH_PATH];
    size_t n = 0;
    (void)state;
    scratch_make_small(&s);
    make(scratch_path(&s, "a.xlsx", path), &row);
    char *bytes = scratch_read(&s, "a.xlsx", &n);
    books_exhaust("a.xlsx", bytes, n);
    free(bytes);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read_as_often_as_wanted),
        cmocka_unit_test(reads_in_bounded_memory),
        cmocka_unit_test(survives_exhaustion),
    };
    return RUN_ROWS("reads", readings, reads) +
           cmocka_run_group_tests_name("xlsx_sheet", tests, NULL, NULL);
}
