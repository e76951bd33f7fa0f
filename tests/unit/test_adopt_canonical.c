/* Canonical tables in files of other forms, and canonical files that stand alone. */
#define _POSIX_C_SOURCE 200809L

#include "folders.h"
#include "rows.h"

#include <raci.h>

#include "changing.h"
#include "model/adopted.h"
#include "workbooks.h"

#define DAY "2026-12-01"

/* What is told of the sheets, and of what is wrong. */
static void describe(ri_text *out, const raci_intake *intake)
{
    for (size_t i = 0; i < intake->n_sheets; i++) {
        const ri_read_sheet *sheet = &intake->sheets[i];
        ri_text_format(out, "%s: %zu=%zu+%zu+%zu", sheet->kind != NULL ? sheet->kind : "unknown",
                       sheet->rows, sheet->used, sheet->passed, sheet->refused);
        assert_int_equal(sheet->rows, sheet->used + sheet->passed + sheet->refused);
        for (size_t k = 0; k < sheet->n_columns; k++) {
            ri_text_format(out, "%s%s", k > 0 ? ", " : " ", sheet->columns[k].as);
        }
        ri_text_char(out, '\n');
        for (size_t k = 0; k < sheet->notes.n; k++) {
            ri_text_format(out, "noted %s\n", sheet->notes.items[k].text);
        }
        for (size_t k = 0; k < sheet->refusals.n; k++) {
            ri_text_format(out, "refused %s\n", sheet->refusals.items[k].text);
        }
    }
}

static void tell(const char *file, int line, int column, const char *message, void *payload)
{
    const char *slash = strrchr(file, '/');
    ri_text_format(payload, "%s:%d:%d %s\n", slash != NULL ? slash + 1 : file, line, column,
                   message);
}

/* Reads a file that is there into a model; appends what is told, and what is new. */
static void take(const changing *c, const char *path, ri_text *told)
{
    raci_intake *intake = NULL;
    raci_error err = {0};
    const raci_intake_options how = {.date = DAY};
    ri_text before = changing_rows(c->model);
    const raci_status status =
        raci_intake_read(&intake, c->model, &path, 1, &how, tell, told, &err);
    ri_text after = changing_rows(c->model);
    if (status != RACI_OK) {
        ri_text_format(told, "failed: %d:%d %s\n", err.line, err.column, err.message);
        assert_string_equal(ri_text_string(&before), ri_text_string(&after));
    } else {
        describe(told, intake);
        changing_compare(told, &before, &after);
    }
    raci_intake_free(intake);
    ri_text_free(&before);
    ri_text_free(&after);
}

typedef struct row {
    const char *name;
    const char *organization;
    const char *file;
    const char *text;
    const char *expected;
} row;

#define EMPTY "== channels.csv\nkey\nweb\n"

static const row rows[] = {
    {"a list of objects, by the file's name", EMPTY, "units.yaml",
     "- key: ops\n  name: Operations\n  tags: [a, b]\n  cost: 12\n- key: it\n  parent: ops\n",
     "canonical: 3=2+1+0 key, name, tags, attribute, parent\n"
     "+ units it: parent=ops\n+ units ops: name=Operations tags=a;b cost=12\n"},
    {"lists by their names", EMPTY, "org.json",
     "{\"positions\": [{\"key\": \"coo\", \"title\": \"COO\", \"unit\": \"ops\"}],\n"
     " \"units\": {\"ops\": {\"name\": \"Operations\", \"head\": \"coo\"}, \"it\": {\"name\": "
     "\"IT\"}}}",
     "canonical: 2=1+1+0 key, title, unit\ncanonical: 3=2+1+0 key, name, head\n"
     "+ units it: name=IT\n+ units ops: name=Operations head=coo\n"
     "+ positions coo: title=COO unit=ops\n"},
    {"words of flags", EMPTY, "touchpoints.json",
     "[{\"key\": \"a\", \"managed\": true, \"moment_of_truth\": false},\n"
     " {\"key\": \"b\", \"managed\": \"no\"}]",
     "canonical: 3=2+1+0 key, managed, moment_of_truth\n"
     "+ touchpoints a: managed=yes moment_of_truth=no\n"
     "+ touchpoints b: managed=no\n"},
    {"tables by the headings above them", EMPTY, "org.md",
     "# Units\n\n| Key | Name |\n|---|---|\n| ops | Operations |\n\n# Team members\n\n"
     "| Team | Position |\n|---|---|\n| crew | coo |\n\n# Positions\n\n| Key | Reports to | Title |\n"
     "|---|---|---|\n| coo | | COO |\n\n# Teams\n\n| Key |\n|---|\n| crew |\n",
     "canonical: 2=1+1+0 key, name\ncanonical: 2=1+1+0 team, position\n"
     "canonical: 2=1+1+0 key, reports_to, title\ncanonical: 2=1+1+0 key\n"
     "+ units ops: name=Operations\n+ positions coo: title=COO\n+ teams crew\n"
     "+ team_members crew coo\n"},
    {"by its columns", EMPTY, "ours.csv",
     "key;title;unit;reports_to;floor\ncoo;COO;;;3\nrep;Rep;;coo;\n",
     "canonical: 3=2+1+0 key, title, unit, reports_to, attribute\n"
     "+ positions coo: title=COO floor=3\n+ positions rep: title=Rep reports_to=coo\n"},
    {"what keeps spreadsheets from running a cell", EMPTY, "ours.csv",
     "key,name,parent,head,note\nops,'=1+1,,,''-2\n",
     "canonical: 2=1+1+0 key, name, parent, head, attribute\n"
     "+ units ops: name==1+1 note='-2\n"},
    {"columns that several tables have", EMPTY, "ours.csv", "key,name\nops,Operations\n",
     "unknown: 2=0+0+2\nrefused all rows: no columns say who reports to whom, who has which letter, or where "
     "touchpoints are; --column and --layout say what it is\n"},
    {"few columns of a table among others", EMPTY, "ours.csv",
     "key,name,stage,mood,tone,size,floor\nx,Quote,buy,fine,low,big,none\n",
     "unknown: 2=0+0+2\nrefused all rows: no columns say who reports to whom, who has which letter, or where "
     "touchpoints are; --column and --layout say what it is\n"},
    {"columns of a table, and names in them", EMPTY, "ours.csv",
     "journey,touchpoint,order\nBuying a home,Quote,1\nBuying a home,Order,2\n",
     "inventory: 3=2+1+0 journey, touchpoint, order\n"
     "+ journeys buying-a-home: name=Buying a home\n"
     "+ touchpoints order: name=Order journey=buying-a-home order=2\n"
     "+ touchpoints quote: name=Quote journey=buying-a-home order=1\n"},
    {"an export that is named as a table is", EMPTY, "people.csv",
     "PersonID,SupervisorID,Name,Title\n1,,Ann,Chief\n",
     "hr: 2=1+1+0 person-id, superior-id, name, title\n"
     "+ positions 1: title=Chief\n+ people 1: name=Ann\n+ seats 1 1 holder\n"},
    {"a matrix beside a table", EMPTY, "org.md",
     "# RACI\n\n| Activity | Chief of operations | Care |\n|---|---|---|\n| Sign | A | C |\n\n"
     "# Positions\n\n| key | title |\n|---|---|\n| coo | Chief of operations |\n"
     "| care | Head of care |\n",
     "matrix: 2=1+1+0 activity, cells: Chief of operations, cells: Care\n"
     "canonical: 3=2+1+0 key, title\n"
     "+ positions care: title=Head of care\n+ positions coo: title=Chief of operations\n"
     "+ touchpoints sign: name=Sign section=RACI\n"
     "+ stated sign A position:coo\n+ stated sign C position:care\n"},
    {"problems, where they stand", EMPTY, "units.tsv",
     "key\tname\tparent\thead\n\nops\tOps\tnowhere\tcoo\nOps 2\t\"a\nb\"\tops\t\n",
     "units.tsv:3:9 unknown unit 'nowhere'\nunits.tsv:3:17 unknown position 'coo'\n"
     "units.tsv:4:1 expected a key of a-z, 0-9, '.', '_' and '-', found 'Ops 2'; did you mean "
     "'ops-2'?\nfailed: 3:9 unknown unit 'nowhere' (the first of 3 errors; nothing was written)\n"},
    {"a problem in a list", EMPTY, "units.json",
     "[{\"key\": \"ops\",\n  \"parent\": \"opps\"},\n {\"key\": \"it\", \"from\": \"soon\"}]",
     "units.json:2:13 unknown unit 'opps'; did you mean 'ops'?\n"
     "units.json:3:24 expected a date such as 2026-03-31, found 'soon'\n"
     "failed: 2:13 unknown unit 'opps'; did you mean 'ops'? (the first of 2 errors; nothing was "
     "written)\n"},
    {"a column without a name", EMPTY, "units.tsv", "key\t\tname\nops\t1\tOps\n",
     "failed: 2:5 the column has no name\n"},
    {"a column twice", EMPTY, "units.tsv", "key\tname\tName\nops\t1\tOps\n",
     "canonical: 2=1+1+0 key, name, attribute\n+ units ops: name=1 Name=Ops\n"},
    {"an attribute twice", EMPTY, "units.tsv", "key\tfloor\tfloor\nops\t1\t2\n",
     "failed: 1:11 a column of this name is there already\n"},
    {"a row that is too long", EMPTY, "units.tsv", "key\tname\nops\tOps\tmore\n",
     "failed: 2:9 the row has more cells than there are columns\n"},
    {"a column that is lacking", EMPTY, "units.tsv", "name\tkind\nOps\tcompany\n",
     "unknown: 2=0+0+2\n"
     "noted it is named as the canonical file units.csv is, which must have a column 'key'\n"},
};

static void takes_tables(void **state)
{
    const row *x = *state;
    char path[SCRATCH_PATH];
    ri_text told = RI_TEXT_INIT;
    const changing c = changing_begin(x->organization);
    scratch_write(&c.s, x->file, x->text, strlen(x->text));
    take(&c, scratch_path(&c.s, x->file, path), &told);
    assert_string_equal(ri_text_string(&told), x->expected);
    ri_text_free(&told);
    changing_end(&c);
}

/* ---- a workbook ---- */

#define CELL(at, text) "<c r='" at "' t='inlineStr'><is><t>" text "</t></is></c>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static const workbook_part book[] = {
    {"xl/workbook.xml",
     "<workbook><sheets><sheet name='Positions' r:id='r1'/><sheet name='Units' r:id='r4'/>"
     "</sheets></workbook>",
     0},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships>"
     "<Relationship Id='r1' Type='" RELATION_TYPE "worksheet' Target='worksheets/sheet1.xml'/>"
     "<Relationship Id='r4' Type='" RELATION_TYPE "worksheet' Target='worksheets/sheet2.xml'/>"
     "</Relationships>",
     0},
    {"xl/worksheets/sheet1.xml",
     SHEET("<row r='1'>" CELL("A1", "key") CELL("B1", "title") CELL("C1", "x")
               CELL("E1", "unit") "</row><row r='3'>" CELL("A3", "coo") CELL("B3", "COO")
                   CELL("E3", "ops") "</row>"),
     0},
    {"xl/worksheets/sheet2.xml",
     SHEET("<row r='1'>" CELL("A1", "Key") CELL("B1", "Head") "</row>"
                                                              "<row r='2'>" CELL("A2", "ops")
                                                                  CELL("B2", "coo") "</row>"),
     0},
};

static void takes_workbooks(void **state)
{
    char path[SCRATCH_PATH];
    ri_text told = RI_TEXT_INIT;
    const changing c = changing_begin(EMPTY);
    workbook_part wrong[COUNT(book)];
    (void)state;
    scratch_path(&c.s, "org.xlsx", path);
    workbook_make(path, book, COUNT(book));
    take(&c, path, &told);
    assert_string_equal(ri_text_string(&told), "canonical: 2=1+1+0 key, title, attribute, , unit\n"
                                               "canonical: 2=1+1+0 key, head\n"
                                               "+ units ops: head=coo\n"
                                               "+ positions coo: title=COO unit=ops\n");
    /* A problem is told with the sheet, the row and the column. */
    memcpy(wrong, book, sizeof book);
    wrong[2].bytes =
        SHEET("<row r='1'>" CELL("A1", "key") CELL("D1", "unit") "</row>"
                                                                 "<row r='3'>" CELL("A3", "coo")
                                                                     CELL("D3", "opps") "</row>");
    workbook_make(path, wrong, COUNT(wrong));
    ri_text_clear(&told);
    take(&c, path, &told);
    assert_string_equal(ri_text_string(&told),
                        "org.xlsx: Positions:3:4 unknown unit 'opps'; did you mean 'ops'?\n"
                        "failed: 3:4 unknown unit 'opps'; did you mean 'ops'?\n");
    ri_text_free(&told);
    changing_end(&c);
}

/* ---- canonical files that stand alone ---- */

static void takes_files(void **state)
{
    static const char units[] = "key,name,parent\nops,Operations,\nit,\"\",nowhere\n";
    char path[SCRATCH_PATH];
    char folder[SCRATCH_PATH];
    ri_text told = RI_TEXT_INIT;
    raci_error err = {0};
    raci_import_counts counts = {0};
    const changing c = changing_begin("== units.csv\nkey,name\nit,IT\n");
    (void)state;
    assert_int_equal(raci_model_takes(scratch_path(&c.s, "units.csv", path)), 0);
    scratch_write(&c.s, "units.csv", units, strlen(units));
    scratch_write(&c.s, "people.csv", "name\nAnn\n", 9); /* is left alone */
    assert_int_equal(raci_model_takes(path), 1);
    assert_int_equal(raci_model_takes(scratch_path(&c.s, "people.csv", folder)), 0);
    assert_int_equal(raci_model_takes(scratch_path(&c.s, "", folder)), 0);
    assert_int_equal(raci_model_import(c.model, path, 0, &counts, tell, &told, &err), RACI_INPUT);
    assert_string_equal(ri_text_string(&told), "units.csv:3:7 unknown unit 'nowhere'\n");
    scratch_write(&c.s, "units.csv", units, strlen(units) - strlen("nowhere\n"));
    err = (raci_error){0};
    assert_int_equal(raci_model_import(c.model, path, 1, &counts, tell, &told, &err), RACI_OK);
    assert_int_equal(raci_model_import(c.model, path, 0, &counts, tell, &told, &err), RACI_OK);
    assert_int_equal(counts.added, 1);
    assert_int_equal(counts.updated, 1); /* an empty cell is unset, quoted or not */
    assert_int_equal(counts.files, 1);
    ri_text_free(&told);
    changing_end(&c);
}

/* ---- memory ---- */

static void survives_want_of_memory(void **state)
{
    static const char file[] =
        "# Units\n\n| key | name |\n|---|---|\n| ops | Operations |\n\n"
        "# Positions\n\n| key | unit | x |\n|---|---|---|\n| coo | ops | 1 |\n";
    const changing c = changing_begin(EMPTY);
    (void)state;
    assert_true(changing_read_with_every_failure(&c, "a.md", file, DAY) > 100);
    changing_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(takes_workbooks),
                                       cmocka_unit_test(takes_files),
                                       cmocka_unit_test(survives_want_of_memory)};
    const int failed = RUN_ROWS("tables", rows, takes_tables);
    return failed + cmocka_run_group_tests_name("canonical", tests, NULL, NULL);
}
