#define _POSIX_C_SOURCE 200809L

#include "workbooks.h"

#include "intake/xlsx_workbook.h"

#define SHEET "xl/worksheets/sheet1.xml"
#define EMPTY "<worksheet><sheetData/></worksheet>"
#define RELATED "<Relationships><Relationship Id='r1' Type='" RELATION_TYPE "worksheet' Target='"

struct refusal {
    const char *name;
    workbook_part parts[4];
    raci_status status;
    const char *message;
};

static const struct refusal refusals[] = {
    {"a name with ..",
     {{SHEET, EMPTY, 0}, {"xl/../../etc/passwd", "x", 0}},
     RACI_INPUT,
     "the part 'xl/../../etc/passwd', whose name leads out of it"},
    {"an absolute name", {{SHEET, EMPTY, 0}, {"/etc/passwd", "x", 0}}, RACI_INPUT, "leads out"},
    {"a name with backslashes",
     {{SHEET, EMPTY, 0}, {"xl\\..\\x", "x", 0}},
     RACI_INPUT,
     "leads out"},
    {"a drive", {{SHEET, EMPTY, 0}, {"c:x", "x", 0}}, RACI_INPUT, "leads out"},
    {"no sheet part",
     {{"x", "x", 0}},
     RACI_INPUT,
     "its part 'xl/worksheets/sheet1.xml' is missing"},
    {"no workbook",
     {{SHEET, EMPTY, 0}, {"xl/workbook.xml", "<document/>", 0}},
     RACI_INPUT,
     "found another document"},
    {"no sheets",
     {{SHEET, EMPTY, 0}, {"xl/workbook.xml", "<workbook/>", 0}},
     RACI_INPUT,
     "the workbook has no sheet of cells"},
    {"a sheet elsewhere",
     {{SHEET, EMPTY, 0},
      {"xl/_rels/workbook.xml.rels",
       RELATED "http://a.example/' TargetMode='External'/></Relationships>", 0}},
     RACI_INPUT,
     "the workbook has no sheet of cells"},
    {"a target that leads out",
     {{SHEET, EMPTY, 0}, {"xl/_rels/workbook.xml.rels", RELATED "../../x'/></Relationships>", 0}},
     RACI_INPUT,
     "the workbook has no sheet of cells"},
    {"an OpenDocument", {{"content.xml", "<x/>", 0}}, RACI_INPUT, "found an OpenDocument"},
    {"a binary workbook",
     {{"_rels/.rels",
       "<Relationships><Relationship Id='a' Type='" RELATION_TYPE
       "officeDocument' Target='xl/workbook.bin'/></Relationships>",
       0}},
     RACI_INPUT,
     "found a binary one (.xlsb)"},
    {"another archive", {{"_rels/.rels", "<Relationships/>", 0}}, RACI_INPUT, "another archive"},
    {"no XML",
     {{SHEET, "<worksheet><sheetData>", 0}},
     RACI_INPUT,
     "the workbook's part 'xl/worksheets/sheet1.xml' cannot be read: in its line 1, no element"},
    {"an entity from outside",
     {{SHEET, "<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><worksheet>&e;</worksheet>",
       0}},
     RACI_INPUT,
     "it has a document type"},
    {"a document type from outside",
     {{SHEET, "<!DOCTYPE worksheet SYSTEM 'http://a.example/x.dtd'><worksheet/>", 0}},
     RACI_INPUT,
     "it has a document type"},
    {"an XML bomb in the texts",
     {{SHEET, EMPTY, 0},
      {"xl/sharedStrings.xml",
       "<!DOCTYPE s [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><sst><si><t>&b;</t></si></sst>",
       0}},
     RACI_INPUT,
     "it has a document type"},
    {"an entity that nothing declares",
     {{SHEET, "<worksheet>&e;</worksheet>", 0}},
     RACI_INPUT,
     "undefined entity"},
    {"an encoding that is not known",
     {{SHEET, "<?xml version='1.0' encoding='x-other'?><worksheet/>", 0}},
     RACI_INPUT,
     "unknown encoding"},
};

static void refuses(void **state)
{
    const struct refusal *row = *state;
    scratch s;
    char path[SCRATCH_PATH];
    ri_text out = RI_TEXT_INIT;
    scratch_make_small(&s);
    workbook_make(scratch_path(&s, "a.xlsx", path), row->parts, COUNT(row->parts));
    assert_int_equal(books_read(path, NULL, &out), row->status);
    assert_non_null(strstr(ri_text_string(&out), row->message));
    ri_text_free(&out);
    scratch_remove(&s);
}

/* Reads a workbook whose sheet is `bytes`, and gives what came out, to be freed. */
static char *read_sheet(const char *part, const ri_text *bytes, raci_status expected)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_text out = RI_TEXT_INIT;
    const workbook_part parts[] = {{part, bytes->bytes, bytes->length}, {SHEET, EMPTY, 0}};
    scratch_make(&s);
    workbook_make(scratch_path(&s, "a.xlsx", path), parts, strcmp(part, SHEET) == 0 ? 1 : 2);
    assert_int_equal(books_read(path, NULL, &out), expected);
    ri_text_add(&out, "");
    scratch_remove(&s);
    return out.bytes;
}

static void repeat(ri_text *text, const char *piece, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_add(text, piece);
    }
}

struct bomb {
    const char *name;
    const char *part;
    const char *before;
    const char *piece;
    size_t n;
    const char *message;
};

static const struct bomb bombs[] = {
    {"blanks, packed a thousand times", SHEET, "<worksheet>", "                ", 1100000,
     "packed more than 400 times"},
    {"elements in elements", SHEET, "", "<a>", 200, "nested too deeply"},
    {"a long tag", SHEET, "<worksheet a='", "0123456789abcdef", 200000, "a tag is too long"},
    {"a long attribute of a cell", SHEET, "<worksheet><sheetData><row><c r='", "A", 3000000,
     "a tag is too long"},
    {"merged ranges", SHEET, "<worksheet><mergeCells>", "<mergeCell ref='A1:B2'/>", 262145,
     "too many merged ranges"},
};

static void limits(void **state)
{
    const struct bomb *row = *state;
    ri_text bytes = RI_TEXT_INIT;
    ri_text_add(&bytes, row->before);
    repeat(&bytes, row->piece, row->n);
    char *out = read_sheet(row->part, &bytes, RACI_LIMIT);
    assert_non_null(strstr(out, row->message));
    ri_free(out);
    ri_text_free(&bytes);
}

static void limits_names(void **state)
{
    ri_text bytes = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&bytes, "<worksheet>");
    for (int i = 0; i < 6000; i++) {
        ri_text_format(&bytes, "<a%d/>", i);
    }
    char *out = read_sheet(SHEET, &bytes, RACI_LIMIT);
    assert_non_null(strstr(out, "too many different names"));
    ri_free(out);
    ri_text_free(&bytes);
}

static void limits_parts_and_sheets(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_text out = RI_TEXT_INIT;
    ri_text sheets = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    zip_t *zip = zip_open(scratch_path(&s, "a.xlsx", path), ZIP_CREATE | ZIP_TRUNCATE, NULL);
    for (int i = 0; i < 10001; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "part%d", i);
        assert_true(zip_file_add(zip, name, zip_source_buffer(zip, "x", 1, 0), 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(books_read(path, NULL, &out), RACI_LIMIT);
    assert_non_null(strstr(ri_text_string(&out), "the workbook has more than 10000 parts"));
    ri_text_clear(&out);
    ri_text_add(&sheets, "<workbook><sheets>");
    repeat(&sheets, "<sheet name='S' r:id='r1'/>", 4097);
    ri_text_add(&sheets, "</sheets></workbook>");
    const workbook_part parts[] = {{SHEET, EMPTY, 0},
                                   {"xl/workbook.xml", sheets.bytes, sheets.length}};
    workbook_make(path, parts, 2);
    assert_int_equal(books_read(path, NULL, &out), RACI_LIMIT);
    assert_non_null(strstr(ri_text_string(&out), "there are more than 4096 sheets"));
    ri_text_free(&out);
    ri_text_free(&sheets);
    scratch_remove(&s);
}

static void passes_over_millions_of_empty_cells(void **state)
{
    ri_text bytes = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&bytes, "<worksheet><sheetData>");
    for (int row = 1; row <= 1000; row++) {
        ri_text_format(&bytes, "<row r='%d'>", row);
        repeat(&bytes, "<c s='7'/>", 1000);
        ri_text_add(&bytes, "</row>");
    }
    ri_text_add(&bytes, "<row><c><v>5</v></c></row></sheetData></worksheet>");
    char *out = read_sheet(SHEET, &bytes, RACI_OK);
    assert_string_equal(out, "[S]\n1001:1=5\n");
    ri_free(out);
    ri_text_free(&bytes);
}

static void cuts_long_cells(void **state)
{
    ri_text bytes = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&bytes, "<worksheet><sheetData><row><c t='str'><v>");
    repeat(&bytes, "0123456789abcdef", 655360);
    ri_text_add(&bytes, "</v></c><c><v>2</v></c></row></sheetData></worksheet>");
    char *out = read_sheet(SHEET, &bytes, RACI_OK);
    const char *told =
        "[S]\n!1:1 S!A1: the cell has more than 65536 bytes: it is cut there\n1:1=01";
    assert_memory_equal(out, told, strlen(told));
    assert_in_range(strlen(out), RI_BOOK_CELL_MAX, RI_BOOK_CELL_MAX + 200);
    assert_non_null(strstr(out, " | 1:2=2\n"));
    ri_free(out);
    ri_text_free(&bytes);
}

/* Every byte of a workbook changed, and every beginning of it: told, or read, never worse. */
static void bears_damage(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    size_t n = 0;
    size_t failures = 0;
    (void)state;
    scratch_make_small(&s);
    const workbook_part parts[] = {
        {SHEET, "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>", 0}};
    workbook_make(scratch_path(&s, "a.xlsx", path), parts, 1);
    char *bytes = scratch_read(&s, "a.xlsx", &n);
    for (size_t i = 0; i < n; i++) {
        ri_text out = RI_TEXT_INIT;
        bytes[i] = (char)~bytes[i];
        scratch_write(&s, "a.xlsx", bytes, n);
        failures += books_read(path, NULL, &out) != RACI_OK;
        bytes[i] = (char)~bytes[i];
        scratch_write(&s, "a.xlsx", bytes, i);
        (void)books_read(path, NULL, &out);
        ri_text_free(&out);
    }
    assert_true(failures > n / 3);
    free(bytes);
    scratch_remove(&s);
}

struct target {
    const char *name;
    const char *from;
    const char *expected;
};

static const struct target targets[] = {
    {"worksheets/a.xml", "xl/workbook.xml", "xl/worksheets/a.xml"},
    {"/xl/a.xml", "xl/workbook.xml", "xl/a.xml"},
    {"../a.xml", "xl/workbook.xml", "a.xml"},
    {"./b/../a.xml", "xl/workbook.xml", "xl/a.xml"},
    {"a.xml", "", "a.xml"},
    {"xl//a.xml", "", "xl/a.xml"},
    {"../../a.xml", "xl/workbook.xml", NULL},
    {"/../a.xml", "xl/workbook.xml", NULL},
};

static void resolves(void **state)
{
    const struct target *row = *state;
    ri_arena *arena = ri_arena_new();
    const char *out = NULL;
    (void)ri_alloc_fail_piece(0); /* that is not the same as leading nowhere */
    assert_false(ri_xlsx_target(&out, arena, row->from, row->name));
    (void)ri_alloc_fail_piece(SIZE_MAX);
    assert_true(ri_xlsx_target(&out, arena, row->from, row->name));
    if (row->expected == NULL) {
        assert_null(out);
    } else {
        assert_string_equal(out, row->expected);
    }
    ri_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_names),
        cmocka_unit_test(limits_parts_and_sheets),
        cmocka_unit_test(passes_over_millions_of_empty_cells),
        cmocka_unit_test(cuts_long_cells),
        cmocka_unit_test(bears_damage),
    };
    return RUN_ROWS("refuses", refusals, refuses) + RUN_ROWS("limits", bombs, limits) +
           RUN_ROWS("resolves", targets, resolves) +
           cmocka_run_group_tests_name("xlsx_package", tests, NULL, NULL);
}
