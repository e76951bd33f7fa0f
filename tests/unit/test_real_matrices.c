/* Published matrices, cell by cell against what people read in them. */
#include "rows.h"

#include <stdio.h>

#include "base/order.h"
#include "intake/matrix_read.h"

#define FOLDER "../shared/data/"

/* Skips where the published files are not there; where they have to be, that is a failure. */
static bool is_there(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
        (void)fclose(file);
        return true;
    }
    if (getenv("CI") != NULL) {
        fail_msg("%s is missing", path);
    }
    return false;
}

/* Lines of text, each a row of fields with "|" between them. */
typedef struct lines {
    ri_text bytes;
    const char **each;
    size_t n;
} lines;

static int compare_lines(const void *a, const void *b, const void *context)
{
    (void)context;
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void part_lines(lines *all, bool sorted)
{
    size_t room = 1;
    for (size_t i = 0; i < all->bytes.length; i++) {
        room += all->bytes.bytes[i] == '\n' ? 1 : 0;
    }
    all->each = calloc(room, sizeof *all->each);
    assert_non_null(all->each);
    for (char *at = all->bytes.bytes; at != NULL && *at != '\0';) {
        char *end = strchr(at, '\n');
        all->each[all->n++] = at;
        *end = '\0';
        at = end + 1;
    }
    assert_true(!sorted || ri_order(all->each, all->n, sizeof *all->each, compare_lines, NULL));
}

static void free_lines(lines *all)
{
    ri_text_free(&all->bytes);
    free(all->each);
}

static void compare(const lines *a, const lines *b)
{
    for (size_t i = 0; i < a->n && i < b->n; i++) {
        assert_string_equal(a->each[i], b->each[i]);
    }
    assert_int_equal(a->n, b->n);
}

static int write_line(const ri_matrix_assignment *given, void *payload)
{
    ri_text *out = payload;
    ri_text_format(out, "%s|%s|%s|", given->group, given->activity, given->party);
    for (size_t i = 0; i < given->n; i++) {
        assert_true(given->letters[i].known);
        ri_text_add(out, given->letters[i].name);
    }
    ri_text_add(out, "\n");
    return 0;
}

static int check_row(const ri_matrix_row *row, void *payload)
{
    const ri_cell_counts *cells = &row->cells;
    (void)payload;
    assert_int_equal(cells->all,
                     cells->labels + cells->read + cells->none + cells->refused + cells->others);
    assert_true(row->fate != RI_ROW_REFUSED || row->why != NULL);
    return 0;
}

/* Reads a sheet, or all of them where `sheet` is NULL, and adds up what became of it. */
static ri_matrix_counts read_file(const char *path, const char *sheet, const char *dictionary,
                                  ri_text *out)
{
    ri_matrix_counts sum = {.rows = 0};
    ri_book *book = NULL;
    ri_letters *letters = NULL;
    raci_error err = {.status = RACI_OK};
    const ri_matrix_calls calls = {.assignment = write_line, .row = check_row, .payload = out};
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, &err), RACI_OK);
    assert_int_equal(ri_letters_new(&letters, NULL, &err), RACI_OK);
    assert_int_equal(ri_letters_learn(letters, dictionary, &err), RACI_OK);
    for (size_t i = 0; i < ri_book_sheets(book); i++) {
        ri_matrix_layout *layout = NULL;
        ri_matrix_counts counts;
        if (sheet != NULL && strcmp(sheet, ri_book_sheet_name(book, i)) != 0) {
            continue;
        }
        assert_int_equal(ri_matrix_recognize(&layout, book, i, letters, NULL, &err), RACI_OK);
        assert_int_equal(ri_matrix_read(book, i, layout, letters, &calls, &counts, &err), RACI_OK);
        size_t fates = 0;
        for (size_t fate = 0; fate < RI_ROW_FATES; fate++) {
            fates += counts.fates[fate];
            sum.fates[fate] += counts.fates[fate];
        }
        assert_int_equal(fates, counts.rows);
        sum.rows += counts.rows;
        sum.assignments += counts.assignments;
        sum.cells.all += counts.cells.all;
        sum.cells.read += counts.cells.read;
        sum.cells.refused += counts.cells.refused;
        ri_matrix_layout_free(layout);
    }
    ri_letters_free(letters);
    ri_book_close(book);
    return sum;
}

/* The expected rows of one matrix that have letters. */
static void read_expected(const char *matrix, ri_text *out)
{
    ri_book *book = NULL;
    ri_book_row row;
    bool more = true;
    raci_error err = {.status = RACI_OK};
    assert_int_equal(ri_book_open(&book, FOLDER "matrices/expected.csv", NULL, NULL, NULL, &err),
                     RACI_OK);
    assert_int_equal(ri_book_begin(book, 0, &err), RACI_OK);
    while (ri_book_next(book, &row, &more, &err) == RACI_OK && more) {
        if (row.n == 7 && strcmp(row.cells[0].bytes, matrix) == 0) {
            ri_text_format(out, "%s|%s|%s|%s\n", row.cells[1].bytes, row.cells[3].bytes,
                           row.cells[4].bytes, row.cells[6].bytes);
        }
    }
    ri_book_close(book);
}

struct matrix {
    const char *name; /* in expected.csv */
    const char *file;
    const char *sheet;
    size_t expected;
};

static const struct matrix matrices[] = {
    {"ovh_web_hosting_en", FOLDER "matrices/web-hosting.en-gb.md", NULL, 67},
    {"ms_caf:MVP Best Practice", FOLDER "matrices/raci-template.xlsx", "MVP Best Practice", 16},
    {"ms_caf:Fully-staffed Best Practice", FOLDER "matrices/raci-template.xlsx",
     "Fully-staffed Best Practice", 48},
    {"ms_caf:Example Fully staffed BP", FOLDER "matrices/raci-template.xlsx",
     "Example Fully staffed BP", 48},
    {"packt", FOLDER "matrices/packt-RACI.xlsx", NULL, 48},
};

static void equals(void **state)
{
    const struct matrix *row = *state;
    lines read = {.n = 0};
    lines expected = {.n = 0};
    if (!is_there(row->file)) {
        skip();
    }
    (void)read_file(row->file, row->sheet, "", &read.bytes);
    read_expected(row->name, &expected.bytes);
    part_lines(&read, false);
    part_lines(&expected, false);
    compare(&read, &expected);
    assert_int_equal(read.n, row->expected);
    free_lines(&read);
    free_lines(&expected);
}

/* The sheet with teams as rows, and the one with teams as columns, say the same. */
static void turned_sheets_agree(void **state)
{
    const char *file = FOLDER "matrices/raci-template.xlsx";
    lines rows = {.n = 0};
    lines columns = {.n = 0};
    (void)state;
    if (!is_there(file)) {
        skip();
    }
    (void)read_file(file, "Fully-staffed Best Practice", "", &rows.bytes);
    (void)read_file(file, "Example Fully staffed BP", "", &columns.bytes);
    part_lines(&rows, true);
    part_lines(&columns, true);
    assert_int_equal(rows.n, 48);
    compare(&rows, &columns);
    free_lines(&rows);
    free_lines(&columns);
}

struct whole {
    const char *name; /* the file */
    const char *dictionary;
    size_t rows;
    size_t used;
    size_t refused;
    size_t assignments;
    const char *some; /* one of its assignments */
};

static const struct whole wholes[] = {
    {FOLDER "matrices/web-hosting.en-gb.md", "", 79, 57, 0, 67,
     "3.2.1. Incidents|Mitigate DDoS attacks|OVHcloud|RA"},
    {FOLDER "matrices/packt-TPM RACI.xlsx", "", 12, 11, 0, 11,
     "Stakeholder Management|Draft communication plan|Role|RA"},
    {FOLDER "matrices/asb-v1.0.xlsx", "Responsibility=R,Shared=@Customer+@Microsoft", 89, 88, 0, 94,
     "Penetration Tests and Red Team Exercises|Conduct regular penetration testing of your Azure "
     "resources and ensure remediation of allcritical security findings|Microsoft|R"},
    {FOLDER "touchpoints/cs-lifecycle.md", "", 19, 18, 0, 25, "Maturity|QBR|Leadership|A"},
};

static void reads_all(void **state)
{
    const struct whole *row = *state;
    lines read = {.n = 0};
    bool found = false;
    if (!is_there(row->name)) {
        skip();
    }
    ri_matrix_counts counts = read_file(row->name, NULL, row->dictionary, &read.bytes);
    part_lines(&read, false);
    assert_int_equal(counts.rows, row->rows);
    assert_int_equal(counts.fates[RI_ROW_USED], row->used);
    assert_int_equal(counts.fates[RI_ROW_REFUSED], row->refused);
    assert_int_equal(counts.assignments, row->assignments);
    for (size_t i = 0; i < read.n; i++) {
        found = found || strcmp(read.each[i], row->some) == 0;
    }
    assert_true(found);
    free_lines(&read);
}

/* Of the eighteen touchpoints of the life-cycle seven have two owners. */
static void seven_touchpoints_have_two_owners(void **state)
{
    const char *file = FOLDER "touchpoints/cs-lifecycle.md";
    lines read = {.n = 0};
    size_t touchpoints = 0;
    size_t twice = 0;
    (void)state;
    if (!is_there(file)) {
        skip();
    }
    (void)read_file(file, NULL, "", &read.bytes);
    part_lines(&read, false);
    for (size_t i = 0; i < read.n; i++) {
        size_t named = (size_t)(strchr(strchr(read.each[i], '|') + 1, '|') - read.each[i]);
        bool again = i > 0 && strncmp(read.each[i], read.each[i - 1], named + 1) == 0;
        touchpoints += again ? 0 : 1;
        twice += again ? 1 : 0;
    }
    assert_int_equal(touchpoints, 18);
    assert_int_equal(twice, 7);
    free_lines(&read);
}

/* Spellings of cells that were met, each with what it says. */
static void reads_cells_seen(void **state)
{
    const char *file = FOLDER "matrices/cells-seen.csv";
    ri_book *book = NULL;
    ri_letters *letters = NULL;
    ri_cell_reading cell = {.n = 0};
    ri_book_row row;
    bool more = true;
    size_t n = 0;
    (void)state;
    if (!is_there(file)) {
        skip();
    }
    assert_int_equal(ri_book_open(&book, file, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(ri_letters_new(&letters, NULL, NULL), RACI_OK);
    assert_int_equal(ri_book_begin(book, 0, NULL), RACI_OK);
    assert_int_equal(ri_book_next(book, &row, &more, NULL), RACI_OK); /* the header */
    while (ri_book_next(book, &row, &more, NULL) == RACI_OK && more) {
        ri_text said = RI_TEXT_INIT;
        assert_true(ri_cell_read(&cell, letters, row.cells[0].bytes, row.cells[0].length));
        for (size_t i = 0; i < cell.n; i++) {
            ri_text_format(&said, "%s%s", said.length > 0 && cell.letters[i].known ? " " : "",
                           cell.letters[i].known ? cell.letters[i].name : "");
        }
        assert_string_equal(ri_text_string(&said), row.n > 1 ? row.cells[1].bytes : "");
        const char *note = row.n > 2 ? strchr(row.cells[2].bytes, ':') : NULL;
        if (note != NULL && strncmp(row.cells[2].bytes, "Q ", 2) != 0) {
            assert_non_null(strstr(ri_text_string(&cell.note), note + 2));
        }
        if (row.n > 2 && strstr(row.cells[2].bytes, "explicit none") != NULL) {
            assert_int_equal(cell.kind, RI_READS_NONE);
        }
        n++;
        ri_text_free(&said);
    }
    assert_int_equal(n, 15);
    ri_cell_reading_free(&cell);
    ri_letters_free(letters);
    ri_book_close(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(turned_sheets_agree),
        cmocka_unit_test(seven_touchpoints_have_two_owners),
        cmocka_unit_test(reads_cells_seen),
    };
    int failed = RUN_ROWS("matrices", matrices, equals);
    failed += RUN_ROWS("whole files", wholes, reads_all);
    return failed + cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
