/*
 * A test file of sentences while it is read, line by line: case_lines.c goes through the lines,
 * case_lines_table.c takes the rows of tables.
 */
#ifndef RI_CASE_READING_H
#define RI_CASE_READING_H

#include "policy/cases_read.h"

#define RI_CASE_COLUMNS_MAX 32 /* of a table */

typedef struct ri_case_reading {
    ri_case_file *file;
    ri_faults faults;
    const char *bytes; /* what is left */
    size_t left;
    int line;      /* of the current one, from 1 */
    ri_case *now;  /* the case that is being read, or NULL */
    ri_case usual; /* what holds for all: organization and day */
    bool own;      /* whether the case has an organization of its own */
    ri_case_column columns[RI_CASE_COLUMNS_MAX];
    size_t n_columns; /* of the table that is being read; 0: of none */
    size_t subject;
    bool failed; /* memory is exhausted */
} ri_case_reading;

/* Of the current line. */
void ri_case_complain(ri_case_reading *r, const char *message);
/* Appends to the case that is being read. */
void ri_case_expects(ri_case_reading *r, const ri_expectation *expectation);

/* A line that begins with '|': of a table the headings, a rule between them and the rows, or a
   row. */
void ri_case_table_line(ri_case_reading *r, const char *row);

#endif
