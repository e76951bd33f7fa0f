/*
 * Aligned tables that fit the page: columns are as wide as their content, and
 * where that is too much the widest give way first; what then does not fit in a
 * cell goes on in the next line.
 */
#ifndef RI_TABLE_H
#define RI_TABLE_H

#include "base/arena.h"
#include "report/page.h"

#define RI_TABLE_COLUMNS 64

typedef struct ri_table {
    ri_arena *arena;
    size_t n;     /* columns */
    char ***rows; /* of shown text that may contain marks */
    size_t n_rows;
    size_t capacity;
    size_t filled; /* cells of the last row */
    bool headless; /* the first row is no head */
    bool failed;
} ri_table;

/* A zeroed table has no columns; this gives it some and forgets all rows. */
void ri_table_begin(ri_table *table, size_t columns);
void ri_table_free(ri_table *table);
/* Adds the next cell, row by row; the first row is the head unless `headless`. A
   text is taken as it is (it must have been shown), and emptied. */
void ri_table_add(ri_table *table, const char *shown);
void ri_table_take(ri_table *table, ri_text *shown);
/* Adds a row of one cell that goes over all columns. */
void ri_table_span(ri_table *table, ri_text *shown);
/* Writes it, each line indented by as many blanks. */
void ri_table_write(ri_table *table, ri_page *page, size_t indent);

#endif
