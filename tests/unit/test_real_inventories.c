/* Published inventories taken into a model, row by row against what is known of them. */
#define _POSIX_C_SOURCE 200809L

#include "folders.h"
#include "rows.h"

#include <raci.h>

#include "base/order.h"
#include "changing.h"
#include "intake/book.h"
#include "model/adopted.h"

#define FOLDER "../shared/data/touchpoints/"
#define SAMPLE "db/samples/nyc311/touchpoints.csv"
#define ROWS 400

/* Skips where the published files are not there; where they have to be, that is a failure. */
static void need(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
        (void)fclose(file);
        return;
    }
    if (getenv("CI") != NULL) {
        fail_msg("%s is missing", path);
    }
    skip();
}

/* Imports a file into an empty model; what became of its rows must add up. */
static raci_intake *take(const changing *c, const char *path, const raci_intake_answer *answers,
                         size_t n)
{
    raci_intake *intake = NULL;
    raci_error err = {0};
    const raci_intake_options how = {.date = "2026-12-01", .answers = answers, .n_answers = n};
    if (raci_intake_read(&intake, c->model, &path, 1, &how, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    assert_true(intake->imported);
    for (size_t i = 0; i < intake->n_sheets; i++) {
        const ri_read_sheet *sheet = &intake->sheets[i];
        assert_int_equal(sheet->rows, sheet->used + sheet->passed + sheet->refused);
    }
    return intake;
}

static int compare_lines(const void *a, const void *b, const void *context)
{
    (void)context;
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The rows of an exported or a shipped touchpoints.csv as "name|channel|units|requests|open", in
   lower case, sorted. To be freed. */
static size_t read_rows(const char *path, char *lines[ROWS])
{
    static const char *const wanted[] = {"name", "channel", "units", "requests", "open"};
    size_t at[COUNT(wanted)] = {0};
    size_t n = 0;
    ri_book *book = NULL;
    ri_book_row row;
    bool more = true;
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(ri_book_begin(book, 0, NULL), RACI_OK);
    assert_int_equal(ri_book_next(book, &row, &more, NULL), RACI_OK);
    for (size_t w = 0; w < COUNT(wanted); w++) {
        while (strcmp(row.cells[at[w]].bytes, wanted[w]) != 0) {
            assert_true(++at[w] < row.n);
        }
    }
    while (ri_book_next(book, &row, &more, NULL) == RACI_OK && more) {
        ri_text line = RI_TEXT_INIT;
        for (size_t w = 0; w < COUNT(wanted); w++) {
            ri_text_format(&line, "%s|", at[w] < row.n ? row.cells[at[w]].bytes : "");
        }
        for (char *c = line.bytes; *c != '\0'; c++) {
            *c = *c >= 'A' && *c <= 'Z' ? (char)(*c | 0x20) : *c;
        }
        assert_true(n < ROWS);
        lines[n++] = line.bytes;
    }
    ri_book_close(book);
    assert_true(ri_order(lines, n, sizeof lines[0], compare_lines, NULL));
    return n;
}

/* New York's requests give the touchpoints of the shipped sample, which another program made of
   them: names, channels, delivering units, and how often. */
static void equals_the_sample(void **state)
{
    char *made[ROWS];
    char *known[ROWS];
    char path[SCRATCH_PATH];
    raci_error err = {0};
    (void)state;
    need(FOLDER "nyc311.csv");
    const changing c = changing_begin("== teams.csv\nkey\nnobody\n");
    raci_intake *intake = take(&c, FOLDER "nyc311.csv", NULL, 0);
    assert_string_equal(intake->sheets[0].kind, "inventory");
    assert_int_equal(intake->sheets[0].rows, 335);
    assert_int_equal(intake->sheets[0].used, 334);
    assert_int_equal(intake->sheets[0].refused, 0);
    assert_int_equal(intake->sheets[0].n_questions, 0);
    assert_int_equal(intake->rows[RI_TABLE_TOUCHPOINTS], 163);
    assert_int_equal(intake->rows[RI_TABLE_UNITS], 16);
    assert_int_equal(intake->rows[RI_TABLE_CHANNELS], 5);
    raci_intake_free(intake);
    scratch_path(&c.s, "out", path);
    assert_int_equal(raci_model_export(c.model, path, &err), RACI_OK);
    scratch_path(&c.s, "out/touchpoints.csv", path);
    const size_t n = read_rows(path, made);
    assert_int_equal(n, 163);
    assert_int_equal(read_rows(SAMPLE, known), 163);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(made[i], known[i]);
        free(made[i]);
        free(known[i]);
    }
    changing_end(&c);
}

static size_t count_lines(const ri_text *rows, const char *beginning, const char *within)
{
    size_t n = 0;
    for (const char *at = ri_text_string(rows); *at != '\0'; at = strchr(at, '\n') + 1) {
        const char *found = strstr(at, within);
        n += strncmp(at, beginning, strlen(beginning)) == 0 && found != NULL &&
                     found < strchr(at, '\n')
                 ? 1
                 : 0;
    }
    return n;
}

/* A life-cycle: who owns what, in stages and channels; or, if that is said, who delivers it. */
static void reads_a_life_cycle(void **state)
{
    static const raci_intake_answer units[] = {{"column", "Owner=units"}};
    (void)state;
    need(FOLDER "cs-lifecycle.md");
    for (size_t told = 0; told < 2; told++) {
        const changing c = changing_begin("== teams.csv\nkey\nnobody\n");
        raci_intake *intake = take(&c, FOLDER "cs-lifecycle.md", units, told);
        const ri_text rows = changing_rows(c.model);
        assert_string_equal(intake->sheets[0].kind, told ? "inventory" : "matrix");
        assert_int_equal(intake->sheets[0].used, 18);
        assert_int_equal(intake->rows[RI_TABLE_STAGES], 8);
        assert_int_equal(intake->rows[RI_TABLE_CHANNELS], 3);
        assert_int_equal(intake->rows[RI_TABLE_TOUCHPOINTS], 18);
        assert_int_equal(intake->rows[RI_TABLE_STATED], told ? 0 : 25);
        assert_int_equal(count_lines(&rows, "touchpoints ", " stage="), 18);
        assert_int_equal(count_lines(&rows, "touchpoints ", " channel="), 18);
        assert_int_equal(count_lines(&rows, "touchpoints ", ";"), told ? 7 : 0);
        assert_int_equal(count_lines(&rows, "stages onboarding", " order=2"), 1);
        raci_intake_free(intake);
        ri_text rest = rows;
        ri_text_free(&rest);
        changing_end(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(equals_the_sample),
                                       cmocka_unit_test(reads_a_life_cycle)};
    return cmocka_run_group_tests_name("inventories", tests, NULL, NULL);
}
