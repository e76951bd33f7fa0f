/*
 * The inside of staging: staged_rows.c writes the rows of one table into its file, staged.c finds
 * the tables, and gives them to the import. For these two files only.
 */
#ifndef RI_STAGED_ROWS_H
#define RI_STAGED_ROWS_H

#include <stdio.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/staged.h"

/* Of a row: the line of the table's file at which it begins, the header not counted, and where it
   came from. These, too, wait in a file, and are only looked for when something is wrong. */
typedef struct ri_staged_origin {
    uint32_t line;
    uint32_t from;   /* line */
    uint32_t source; /* number of its name */
    uint32_t first;  /* of its places: the number of the first one, from 1; 0: it has none */
} ri_staged_origin;

/* From which row on the file's rows have so many cells. */
typedef struct ri_staged_width {
    size_t row;
    size_t n;
} ri_staged_width;

typedef struct ri_staged_table {
    FILE *file; /* NULL: there is none yet */
    bool small; /* it, and the others, may lie in memory */
    ri_sink sink;
    uint64_t written; /* bytes that the sink passed on */
    const char *columns[RI_CSV_COLUMNS_MAX];
    size_t n;
    const char *named[RI_CSV_COLUMNS_MAX]; /* what the next rows have: kept names */
    size_t n_named;
    int cell_of[RI_CSV_COLUMNS_MAX]; /* by column: which of these cells; -1: it stays */
    ri_staged_width *widths;
    size_t n_widths;
    size_t widths_capacity;
    uint32_t line;   /* of the next row */
    uint32_t header; /* its lines, once the file is finished */
    FILE *origins;   /* a ri_staged_origin for each row */
    size_t n_rows;
    FILE *places; /* of cells, see staged_rows.c; NULL: none are known */
    uint32_t n_places;
} ri_staged_table;

/* As ri_staged_columns and ri_staged_placed; `places` may be NULL. */
raci_status ri_staged_table_columns(ri_staged_table *table, ri_arena *arena,
                                    const char *const *columns, size_t n, raci_error *err);
raci_status ri_staged_table_row(ri_staged_table *table, const char *const *cells,
                                const ri_staged_place *places, uint32_t line, uint32_t source,
                                raci_error *err);
/* Makes the file one that the import can read: every row has all columns. */
raci_status ri_staged_table_finish(ri_staged_table *table, raci_error *err);
/* Where what stands at a line and column of the finished file came from: the row's origin, zeroed
   for the header, and the cell's place, zeroed where it is not known. */
ri_staged_origin ri_staged_table_origin(const ri_staged_table *table, uint32_t line,
                                        uint32_t column, ri_staged_place *place);
void ri_staged_table_free(ri_staged_table *table);

#endif
