/* Files of real organizations, which are not part of the repository, against their answers. */
#define _POSIX_C_SOURCE 200809L

#include "books.h"

#define DATA "../shared/data/"
#define GRID 128 /* rows and columns of a sheet that are compared */

static bool data_is_there(void)
{
    if (access(DATA "README.md", R_OK) == 0) {
        return true;
    }
    assert_null(getenv("CI"));
    print_message("skipped: there is no " DATA "\n");
    return false;
}

struct count {
    const char *name;
    ri_book_form form;
    size_t sheets;
    size_t rows; /* of all of them */
    size_t cells;
};

static const struct count counts[] = {
    {"touchpoints/nyc311.csv", RI_BOOK_DELIMITED, 1, 335, 2010},
    {"touchpoints/cs-lifecycle.md", RI_BOOK_MARKDOWN, 1, 19, 114},
    {"org-charts/ministry_of_defence-2011-09-30-senior.csv", RI_BOOK_DELIMITED, 1, 618, 13596},
    {"org-charts/ministry_of_defence-2012-09-30-senior.csv", RI_BOOK_DELIMITED, 1, 536, 11792},
    {"gitlab-2022-08/team.csv", RI_BOOK_DELIMITED, 1, 1369, 10412},
    {"gitlab-2022-08/raw/sections.yml", RI_BOOK_YAML, 1, 11, 146},
    {"gitlab-2022-08/raw/stages.yml", RI_BOOK_YAML, 1, 22, 16827},
    {"gitlab-2022-08/raw/categories.yml", RI_BOOK_YAML, 1, 130, 2733},
    {"matrices/asb-v1.0.xlsx", RI_BOOK_WORKBOOK, 1, 89, 534},
    {"matrices/web-hosting.en-gb.md", RI_BOOK_MARKDOWN, 18, 79, 195},
    {"matrices/packt-RACI.xlsx", RI_BOOK_WORKBOOK, 1, 9, 72},
    {"matrices/packt-TPM RACI.xlsx", RI_BOOK_WORKBOOK, 1, 12, 36},
    {"matrices/raci-template.xlsx", RI_BOOK_WORKBOOK, 4, 60, 430},
};

static void no_problem(const char *file, int line, int column, const char *message, void *payload)
{
    (void)payload;
    /* Lists of objects within objects are no cells, and are told. */
    if (strstr(file, ".yml") == NULL) {
        fail_msg("%s:%d:%d: %s", file, line, column, message);
    }
}

static void has_all_rows(void **state)
{
    const struct count *row = *state;
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    ri_book_row cells;
    bool more = false;
    size_t rows = 0;
    size_t n = 0;
    if (!data_is_there()) {
        skip();
    }
    (void)snprintf(path, sizeof path, DATA "%s", row->name);
    assert_int_equal(ri_book_open(&book, path, NULL, no_problem, NULL, NULL), RACI_OK);
    assert_int_equal(ri_book_form_of(book), row->form);
    assert_int_equal(ri_book_sheets(book), row->sheets);
    for (size_t sheet = 0; sheet < row->sheets; sheet++) {
        assert_int_equal(ri_book_begin(book, sheet, NULL), RACI_OK);
        while (ri_book_next(book, &cells, &more, NULL) == RACI_OK && more) {
            rows++;
            n += cells.n;
        }
        assert_false(more);
    }
    assert_int_equal(rows, row->rows);
    assert_int_equal(n, row->cells);
    ri_book_close(book);
}

/* The cells of a sheet, copied. */
typedef struct grid {
    ri_book *book;
    size_t sheet;
    char *cells[GRID][GRID];
    size_t rows;
} grid;

static void grid_clear(grid *g)
{
    for (size_t i = 0; i < g->rows; i++) {
        for (size_t j = 0; j < GRID; j++) {
            free(g->cells[i][j]);
            g->cells[i][j] = NULL;
        }
    }
    g->rows = 0;
}

static void grid_read(grid *g)
{
    ri_book_row row;
    bool more = false;
    grid_clear(g);
    assert_int_equal(ri_book_begin(g->book, g->sheet, NULL), RACI_OK);
    while (ri_book_next(g->book, &row, &more, NULL) == RACI_OK && more) {
        assert_true(g->rows < GRID && row.n < GRID);
        for (size_t j = 0; j < row.n; j++) {
            g->cells[g->rows][j] = strdup(row.cells[j].bytes);
        }
        g->rows++;
    }
}

static bool is(const grid *g, size_t i, size_t j, const char *text)
{
    return strcmp(g->cells[i][j] != NULL ? g->cells[i][j] : "", text) == 0;
}

/* Descriptions may follow a name. */
static bool begins(const grid *g, size_t i, size_t j, const char *name)
{
    return g->cells[i][j] != NULL && strncmp(g->cells[i][j], name, strlen(name)) == 0;
}

/* How often `raw` stands where a row that begins with one name crosses a column under the other. */
static size_t crossings(const grid *g, const char *left, const char *above, const char *raw)
{
    size_t n = 0;
    for (size_t i = 0; i < g->rows; i++) {
        for (size_t j = 1; j < GRID; j++) {
            bool named = false;
            for (size_t k = 0; k < j && !named; k++) {
                named = begins(g, i, k, left);
            }
            bool under = false;
            for (size_t k = 0; k < i && named && !under; k++) {
                under = begins(g, k, j, above);
            }
            n += under && is(g, i, j, raw);
        }
    }
    return n;
}

static size_t sheet_named(const ri_book *book, const char *name)
{
    for (size_t i = 0; i < ri_book_sheets(book); i++) {
        if (strcmp(ri_book_sheet_name(book, i), name) == 0) {
            return i;
        }
    }
    fail_msg("there is no sheet %s", name);
    return 0;
}

/* matrix,section,row,activity,party,raw,letters */
static void compare_row(grid grids[3], const ri_book_row *row)
{
    const char *matrix = row->cells[0].bytes;
    const char *section = row->cells[1].bytes;
    const size_t which = strncmp(matrix, "ms_caf:", 7) == 0 ? 0 : strcmp(matrix, "packt") == 0;
    grid *g = section[0] != '\0' ? &grids[2] : &grids[which];
    const char *name = section[0] != '\0' ? section : which == 0 ? matrix + 7 : "RACI";
    const size_t sheet = sheet_named(g->book, name);
    if (g->rows == 0 || g->sheet != sheet) {
        g->sheet = sheet;
        grid_read(g);
    }
    const char *activity = row->cells[3].bytes;
    const char *party = row->cells[4].bytes;
    const char *raw = row->n > 5 ? row->cells[5].bytes : "";
    if (crossings(g, activity, party, raw) + crossings(g, party, activity, raw) == 0) {
        fail_msg("%s: '%s' is not where '%s' and '%s' cross", name, raw, activity, party);
    }
}

static void matrices_are_as_expected(void **state)
{
    static const char *const files[] = {"raci-template.xlsx", "packt-RACI.xlsx",
                                        "web-hosting.en-gb.md"};
    static grid grids[3];
    ri_book *expected = NULL;
    ri_book_row row;
    bool more = false;
    size_t n = 0;
    (void)state;
    if (!data_is_there()) {
        skip();
    }
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[SCRATCH_PATH];
        (void)snprintf(path, sizeof path, DATA "matrices/%s", files[i]);
        assert_int_equal(ri_book_open(&grids[i].book, path, NULL, NULL, NULL, NULL), RACI_OK);
    }
    assert_int_equal(ri_book_open(&expected, DATA "matrices/expected.csv", NULL, NULL, NULL, NULL),
                     RACI_OK);
    assert_int_equal(ri_book_begin(expected, 0, NULL), RACI_OK);
    while (ri_book_next(expected, &row, &more, NULL) == RACI_OK && more) {
        if (n++ > 0) {
            compare_row(grids, &row);
        }
    }
    assert_int_equal(n, 275);
    for (size_t i = 0; i < COUNT(files); i++) {
        grid_clear(&grids[i]);
        ri_book_close(grids[i].book);
    }
    ri_book_close(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(matrices_are_as_expected)};
    return RUN_ROWS("has all rows", counts, has_all_rows) +
           cmocka_run_group_tests_name("book_data", tests, NULL, NULL);
}
