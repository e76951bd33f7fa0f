/*
 * The tables of a test file of sentences, whose rows each begin with '|'.
 */
#include <string.h>

#include "policy/case_reading.h"

static const char *keep(ri_case_reading *r, const char *bytes, size_t length)
{
    return ri_case_keep(r->file->arena, bytes, length, &r->failed);
}

/* The next cell of a row, which is consumed; NULL when there is none left. */
static const char *next_cell(ri_case_reading *r, const char **row)
{
    if (**row != '|' || (*row)[1] == '\0') {
        return NULL;
    }
    const char *at = *row + 1;
    const size_t length = strcspn(at, "|");
    const size_t blanks = strspn(at, " \t");
    *row = at + length;
    return blanks >= length ? "" : keep(r, at + blanks, length - blanks);
}

static void read_headings(ri_case_reading *r, const char *row)
{
    const char *cell = NULL;
    r->subject = RI_CASE_COLUMNS_MAX;
    while (r->n_columns < RI_CASE_COLUMNS_MAX && (cell = next_cell(r, &row)) != NULL) {
        const char *near = NULL;
        if (!ri_case_heading(&r->columns[r->n_columns], cell, &near)) {
            ri_faults_add(&r->faults, r->file->file, r->line,
                          "nothing is known of a column \"%.40s\"%s%s%s", cell,
                          near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
                          near != NULL ? "\"?" : "");
        }
        if (r->columns[r->n_columns].verb == RI_EXPECT_STAYS) {
            r->subject = r->n_columns;
        }
        r->n_columns++;
    }
    if (next_cell(r, &row) != NULL) {
        ri_faults_add(&r->faults, r->file->file, r->line, "the table has more than %d columns",
                      RI_CASE_COLUMNS_MAX);
    }
    if (r->subject == RI_CASE_COLUMNS_MAX) {
        ri_case_complain(r, "the first row names the columns, and one of them is \"subject\"");
    }
}

static void read_table_row(ri_case_reading *r, const char *row)
{
    const char *cells[RI_CASE_COLUMNS_MAX];
    size_t n = 0;
    for (const char *cell = NULL; n < RI_CASE_COLUMNS_MAX && (cell = next_cell(r, &row)) != NULL;) {
        cells[n++] = cell;
    }
    if (n != r->n_columns || next_cell(r, &row) != NULL) {
        ri_case_complain(r, "the row has not as many places as the first one");
        return;
    }
    if (r->subject >= n) {
        return;
    }
    size_t length = strlen(cells[r->subject]);
    const char *subject = ri_case_unquoted(cells[r->subject], &length);
    subject = keep(r, subject, length);
    if (length == 0) {
        ri_case_complain(r, "the row names no subject");
        return;
    }
    const size_t before = r->now->n_expects;
    for (size_t i = 0; i < n && subject != NULL; i++) {
        ri_expectation out = {.file = r->file->file, .line = r->line};
        if (ri_case_cell_expects(&out, &r->columns[i], subject, cells[i], r->file->arena,
                                 &r->failed)) {
            ri_case_expects(r, &out);
        }
    }
    if (r->now->n_expects == before) {
        ri_case_complain(r, "the row asks nothing: no case can fail by it");
    }
}

void ri_case_table_line(ri_case_reading *r, const char *row)
{
    if (r->now == NULL) {
        ri_case_complain(r, "before a table stands a line 'case' with a name");
    } else if (r->n_columns == 0) {
        read_headings(r, row);
    } else if (strspn(row, "|-: ") != strlen(row)) {
        read_table_row(r, row);
    }
}
