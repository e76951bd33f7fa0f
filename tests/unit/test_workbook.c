/* The workbook of an evaluation: what stands in it, and that it does no harm. */
#define _POSIX_C_SOURCE 200809L

#include "evaluation.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include <zip.h>

#include "books.h"

#include "raci/report.h"

#include "intake/own_workbook.h"
#include "intake/xlsx_package.h"
#include "intake/xlsx_xml.h"

#define POLICY                                                                                     \
    "policy { name = 'small', version = '1' }\n"                                                   \
    "default 'whoever delivers answers' { because = 'somebody must',\n"                            \
    "  assign = { A = head_of_delivering_unit(), R = delivering_units() } }\n"                     \
    "rule 'two for an invoice' { because = 'both asked for it', match = { key = 'pay' },\n"        \
    "  assign = { A = { 'position:coo', 'position:cmo' }, C = 'team:panel' } }\n"                  \
    "rule 'passages' { on = 'handoff', assign = { A = 'office:cxo' } }\n"
#define TEAM                                                                                       \
    "== teams.csv\nkey,name,lead\npanel,Customer panel,cmo\n"                                      \
    "== team_members.csv\nteam,position\npanel,cmo\n"

/* ---- what stands in it ---- */

/* A sheet's rows as text, or all sheets' (NULL); problems too. */
static void read_sheet(ri_text *out, const char *path, const char *name)
{
    ri_book *book = NULL;
    raci_error err = {0};
    assert_int_equal(ri_book_open(&book, path, &(ri_book_options){0}, books_tell, out, &err),
                     RACI_OK);
    for (size_t i = 0; i < ri_book_sheets(book); i++) {
        ri_book_row row;
        bool more = false;
        if (name != NULL && strcmp(ri_book_sheet_name(book, i), name) != 0) {
            continue;
        }
        assert_int_equal(ri_book_sheet_hidden(book, i),
                         strcmp(ri_book_sheet_name(book, i), RI_OWN_KEPT) == 0);
        assert_int_equal(ri_book_begin(book, i, &err), RACI_OK);
        while (ri_book_next(book, &row, &more, &err) == RACI_OK && more) {
            for (size_t k = 0; k < row.n; k++) {
                ri_text_format(out, "%s%s", k > 0 ? "|" : "",
                               row.cells[k].covered ? "^" : row.cells[k].bytes);
                assert_false(row.cells[k].formula);
                assert_true(row.cells[k].length == 0 ||
                            strchr("=+@-", row.cells[k].bytes[0]) == NULL);
            }
            ri_text_char(out, '\n');
        }
        assert_int_equal(err.status, RACI_OK);
    }
    ri_book_close(book);
}

/* Takes the folder, which is another one each time, from the names of policies. */
static void name_files_alone(ri_text *text)
{
    static const char name[] = "policy.lua:";
    for (char *at = text->bytes; at != NULL && (at = strstr(at, name)) != NULL;) {
        char *from = at;
        while (from[-1] != '(') {
            from--;
        }
        memmove(from, at, strlen(at) + 1);
        at = from + 1;
    }
}

static const struct sheet {
    const char *name;
    const char *expected;
} sheets[] = {
    {RI_OWN_MATRIX,
     "Who answers for what, as of 2026-07-01, by the policy small 1.\n"
     "1 error, 1 warning, 4 infos. Escalated: 1 to the CXO, 0 to the CEO. What colours mean, and "
     "how to edit letters: the sheet Legend.\n"
     "|||||Marketing|^|Operations|^|Teams\n"
     "|||||Marketing|Chief Marketing Officer\nMia Roe|Chief Operations Officer\nDan Ruiz|Billing|"
     "Customer panel\n"
     "Journey|Stage|Touchpoint|Findings|Key|unit:marketing|position:cmo|position:coo|unit:billing|"
     "team:panel\n"
     "Buying||Look around|1 warning, 3 infos|look|R|A\n"
     "Buying||Pay an invoice|1 error, 1 info|pay||A|A|R|C\n"},
    {RI_OWN_OTHERS,
     "Who answers between touchpoints, and for journeys\n"
     "Handoff, journey or enterprise|Findings|Reference|Accountable\n"
     "Look around → Pay an invoice||handoff:look->pay|Chief Experience Officer (Xia Wu)\n"},
    {RI_OWN_LOAD,
     "How many touchpoints everybody has\n"
     "Holder|Who sits there|Department|Key|Accountable|Responsible|Consulted|Informed|On handoffs "
     "and journeys\n"
     "Chief Marketing Officer|Mia Roe|Marketing|position:cmo|2|0|0|0|0\n"
     "Chief Operations Officer|Dan Ruiz|Operations|position:coo|1|0|0|0|0\n"
     "Marketing||Marketing|unit:marketing|0|1|0|0|0\n"
     "Billing||Operations|unit:billing|0|1|0|0|0\n"
     "Customer panel||Teams|team:panel|0|0|1|0|0\n"
     "Chief Experience Officer|Xia Wu|Acme|position:cxo|0|0|0|0|1\n"},
    {RI_OWN_KEPT,
     "raci workbook|1\ndate|2026-07-01\nletters|A|R|C|I\n"
     "rule|1|the default \"whoever delivers answers\" (policy.lua:2)\n"
     "touchpoint|look|default position:cmo=1|default unit:marketing=1\n"
     "rule|2|the rule \"two for an invoice\" (policy.lua:4)\n"
     "touchpoint|pay|rule position:cmo=2 position:coo=2|default unit:billing=1|rule team:panel=2\n"},
};

static void has_sheets(void **state)
{
    const struct sheet *x = *state;
    char path[SCRATCH_PATH];
    scratch s;
    ri_text text = RI_TEXT_INIT;
    evaluation e = evaluate(EVALUATION_ORGANIZATION TEAM, POLICY);
    scratch_make_small(&s);
    evaluation_save(e.result, scratch_path(&s, "a.xlsx", path));
    read_sheet(&text, path, x->name);
    name_files_alone(&text);
    assert_string_equal(ri_text_string(&text), x->expected);
    ri_text_free(&text);
    scratch_remove(&s);
    evaluation_free(&e);
}

static void pass_element(ri_xlsx_xml *xml, const char *name, const char **attributes, void *payload)
{
    (void)xml;
    (void)name;
    (void)attributes;
    (void)payload;
}

static void end_element(ri_xlsx_xml *xml, const char *name, void *payload)
{
    (void)xml;
    (void)name;
    (void)payload;
}

static void add_text(ri_xlsx_xml *xml, const char *bytes, size_t n, void *payload)
{
    (void)xml;
    ri_text_bytes(payload, bytes, n);
}

/* Appends all text of a part, which must be well-formed. */
static void read_part(ri_text *out, const char *path, const char *name)
{
    static const ri_xlsx_handlers handlers = {pass_element, end_element, add_text};
    ri_xlsx_package *package = NULL;
    raci_error err = {0};
    assert_int_equal(ri_xlsx_package_open(&package, path, &err), RACI_OK);
    if (ri_xlsx_xml_read(package, name, &handlers, out, &err) != RACI_OK) {
        fail_msg("%s: %s", name, err.message);
    }
    ri_xlsx_package_close(package);
}

/* What comments, and the other lists, say. */
static void has_reasons(void **state)
{
    static const char *const parts[][2] = {
        {"xl/comments1.xml",
         "A Accountable, by the rule \"two for an invoice\" (policy.lua:4): both "
         "asked for it\n"
         "error many-accountable: Chief Marketing Officer and Chief Operations "
         "Officer are accountable for the touchpoint 'Pay an invoice', where "
         "one should be."},
        {"xl/worksheets/sheet3.xml", "many-accountable"},
        {"xl/worksheets/sheet4.xml", "Chief Experience Officer (Xia Wu)"},
        {"xl/worksheets/sheet6.xml", "small 1"},
    };
    char path[SCRATCH_PATH];
    scratch s;
    evaluation e = evaluate(EVALUATION_ORGANIZATION TEAM, POLICY);
    (void)state;
    scratch_make_small(&s);
    evaluation_save(e.result, scratch_path(&s, "a.xlsx", path));
    for (size_t i = 0; i < COUNT(parts); i++) {
        ri_text text = RI_TEXT_INIT;
        read_part(&text, path, parts[i][0]);
        name_files_alone(&text);
        if (strstr(ri_text_string(&text), parts[i][1]) == NULL) {
            fail_msg("%s has no '%s': %s", parts[i][0], parts[i][1], ri_text_string(&text));
        }
        ri_text_free(&text);
    }
    scratch_remove(&s);
    evaluation_free(&e);
}

/* ---- equal bytes ---- */

static void is_equal_whatever_the_clock_says(void **state)
{
    static const char *const zones[] = {"UTC", "Asia/Tokyo", "America/New_York"};
    scratch s;
    char *first = NULL;
    size_t first_length = 0;
    evaluation e = evaluate(EVALUATION_ORGANIZATION TEAM, POLICY);
    (void)state;
    scratch_make_small(&s);
    for (size_t i = 0; i < COUNT(zones); i++) {
        char path[SCRATCH_PATH];
        size_t length = 0;
        assert_int_equal(setenv("TZ", zones[i], 1), 0);
        tzset();
        evaluation_save(e.result, scratch_path(&s, "a.xlsx", path));
        char *bytes = scratch_read(&s, "a.xlsx", &length);
        assert_non_null(bytes);
        if (first == NULL) {
            first = bytes;
            first_length = length;
            const struct timespec pause = {.tv_sec = 1, .tv_nsec = 100000000};
            (void)nanosleep(&pause, NULL); /* the clock's seconds are other ones */
        } else {
            assert_int_equal(length, first_length);
            assert_memory_equal(bytes, first, length);
            free(bytes);
        }
    }
    evaluation_free(&e);
    free(first);
    scratch_remove(&s);
}

/* ---- what does no harm ---- */

#define HOSTILE                                                                                    \
    "== units.csv\nkey,name,head,kind\nu,'=1+1,p,department\n"                                     \
    "== positions.csv\nkey,title,unit\np,'+cmd|' /C calc'!A0,u\nq,<b>&]]>\xef\xbf\xbe\x07,u\n"     \
    "== people.csv\nkey,name\nh,\"a\nb\t_x0041_ \xe2\x80\xae\"\n"                                  \
    "== seats.csv\nposition,person\np,h\n"                                                         \
    "== stages.csv\nkey,name\ns,'@SUM(A1)\n"                                                       \
    "== journeys.csv\nkey,name,lead\nj,'-2+3,\n"                                                   \
    "== touchpoints.csv\nkey,name,journey,stage,units\nt,\"'=HYPERLINK(\"\"x\"\")\",j,s,u\n"       \
    "== stated.csv\ntouchpoint,letter,holder,reason\nt,C,position:q,'=2\n"
#define HOSTILE_POLICY                                                                             \
    "policy { name = '=evil', version = '-1' }\n"                                                  \
    "rule '=rule' { because = '@because \\27[31m', assign = { A = head_of_delivering_unit(),\n"    \
    "  R = delivering_units() } }\n"

static void all_is_well_formed(const char *path)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    assert_non_null(zip);
    assert_true(zip_get_num_entries(zip, 0) > 15);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        ri_text text = RI_TEXT_INIT;
        read_part(&text, path, zip_get_name(zip, (zip_uint64_t)i, 0));
        ri_text_free(&text);
    }
    zip_discard(zip);
}

static void keeps_texts_texts(void **state)
{
    char path[SCRATCH_PATH];
    scratch s;
    ri_text text = RI_TEXT_INIT;
    evaluation e = evaluate(HOSTILE, HOSTILE_POLICY);
    (void)state;
    scratch_make_small(&s);
    evaluation_save(e.result, scratch_path(&s, "a.xlsx", path));
    read_sheet(&text, path, NULL); /* none is computed, and all can be read */
    assert_non_null(strstr(ri_text_string(&text), "|'=HYPERLINK("));
    assert_null(strstr(ri_text_string(&text), "\xef\xbf\xbe"));
    ri_text_free(&text);
    all_is_well_formed(path);
    scratch_remove(&s);
    evaluation_free(&e);
}

/* ---- limits ---- */

/* Of more holders than columns those with most letters are shown, and the cut is told. */
static void has_room_for_so_many_holders(void **state)
{
    char path[SCRATCH_PATH];
    scratch s;
    ri_text files = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&files, "== positions.csv\nkey,title\n");
    for (int i = 0; i < 2005; i++) {
        ri_text_format(&files, "p%d,Position %d\n", i, i);
    }
    ri_text_add(&files, "== touchpoints.csv\nkey,name\na,First\nb,Second\n"
                        "== stated.csv\ntouchpoint,letter,holder,reason\n");
    for (int i = 0; i < 2005; i++) {
        ri_text_format(&files, "a,I,position:p%d,\n", i);
        ri_text_format(&files, i < 5 ? "" : "b,C,position:p%d,\n", i);
    }
    evaluation e = evaluate(ri_text_string(&files), "policy { name = 'x' }\n");
    scratch_make_small(&s);
    evaluation_save(e.result, scratch_path(&s, "a.xlsx", path));
    read_sheet(&text, path, RI_OWN_MATRIX);
    read_sheet(&text, path, RI_OWN_LEGEND);
    assert_null(strstr(ri_text_string(&text), "|position:p4|"));
    assert_non_null(strstr(ri_text_string(&text), "|position:p2004"));
    assert_non_null(strstr(ri_text_string(&text), "Left out|5 holders, those with the fewest"));
    assert_non_null(strstr(ri_text_string(&text), "5 holders with fewer letters have no room"));
    ri_text_free(&text);
    ri_text_free(&files);
    scratch_remove(&s);
    evaluation_free(&e);
}

/* A name of any length has a cell, and is cut there. */
static void cuts_long_names(void **state)
{
    char path[SCRATCH_PATH];
    scratch s;
    ri_text files = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&files, "== touchpoints.csv\nkey,name\na,\"");
    for (int i = 0; i < 9000; i++) {
        ri_text_add(&files, "\xc3\xa9\xf0\x9f\x98\x80");
    }
    ri_text_add(&files, "\"\n");
    evaluation e = evaluate(ri_text_string(&files), "policy { name = 'x' }\n");
    scratch_make_small(&s);
    evaluation_save(e.result, scratch_path(&s, "a.xlsx", path));
    read_sheet(&text, path, RI_OWN_MATRIX);
    assert_non_null(strstr(ri_text_string(&text), "\xc3\xa9…|"));
    ri_text_free(&text);
    ri_text_free(&files);
    scratch_remove(&s);
    evaluation_free(&e);
}

/* ---- what it cannot be of, and what fails ---- */

static int stop(const char *data, size_t length, void *payload)
{
    (void)data;
    (void)length;
    (void)payload;
    errno = 0;
    return 1;
}

static void fails(void **state)
{
    raci_error err = {0};
    evaluation e = evaluate(EVALUATION_ORGANIZATION TEAM, POLICY);
    raci_result *counts = evaluation_check(&e, 1);
    FILE *nowhere = fopen("/dev/null", "wb");
    (void)state;
    assert_non_null(nowhere);
    assert_int_equal(raci_report_workbook(counts, stop, NULL, &err), RACI_INVALID);
    err = (raci_error){0};
    assert_int_equal(raci_report_workbook(e.result, stop, NULL, &err), RACI_STOPPED);
    raci_status status = RACI_NOMEM;
    size_t failed = 0;
    for (size_t first = 0; status != RACI_OK; first += 1 + first / 16) {
        err = (raci_error){0};
        ri_alloc_fail_from(first);
        status = raci_report_workbook(e.result, evaluation_to_file, nowhere, &err);
        (void)ri_alloc_fail_from(SIZE_MAX);
        assert_true(status == RACI_OK || (status == RACI_NOMEM && err.status == RACI_NOMEM));
        failed += status != RACI_OK;
    }
    assert_true(failed > 5);
    assert_int_equal(fclose(nowhere), 0);
    raci_result_free(counts);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_reasons),       cmocka_unit_test(is_equal_whatever_the_clock_says),
        cmocka_unit_test(keeps_texts_texts), cmocka_unit_test(has_room_for_so_many_holders),
        cmocka_unit_test(cuts_long_names),   cmocka_unit_test(fails),
    };
    return RUN_ROWS("sheets", sheets, has_sheets) + cmocka_run_group_tests(tests, NULL, NULL);
}
