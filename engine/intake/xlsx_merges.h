/*
 * The merged ranges of a sheet, gone through row by row.
 */
#ifndef RI_XLSX_MERGES_H
#define RI_XLSX_MERGES_H

#include <stdint.h>

#include "base/text.h"
#include "intake/xlsx_package.h"

#define RI_XLSX_MERGES_MAX 262144

typedef struct ri_xlsx_merge {
    uint32_t top;
    uint32_t left;
    uint32_t bottom;
    uint32_t right;
} ri_xlsx_merge;

/* A range that the current row has a part of. */
typedef struct ri_xlsx_standing {
    ri_xlsx_merge range;
    ri_text text; /* of its first cell */
} ri_xlsx_standing;

/* A zeroed one has none. */
typedef struct ri_xlsx_merges {
    ri_xlsx_merge *all; /* by top, then left */
    size_t n;
    size_t capacity;
    size_t upcoming; /* the first in `all` whose top was not reached */

    ri_xlsx_standing *standing; /* by left; none overlaps another */
    size_t n_standing;
    size_t standing_capacity;
    size_t at; /* in standing: where the last search ended */
} ri_xlsx_merges;

/* Reads the ranges of a sheet's part. What is no range, or one cell, is left out. */
raci_status ri_xlsx_merges_read(ri_xlsx_merges *merges, ri_xlsx_package *package, const char *part,
                                raci_error *err);
/* Goes before the first row. */
void ri_xlsx_merges_begin(ri_xlsx_merges *merges);
/* Goes to a row below the last one; false when memory is exhausted. Of ranges that overlap the
   later one is left out. */
bool ri_xlsx_merges_row(ri_xlsx_merges *merges, uint32_t row);
/* The range that covers a column of the row, or NULL; asked from left to right. */
ri_xlsx_standing *ri_xlsx_merges_at(ri_xlsx_merges *merges, uint32_t column);
/* The last column that any range of the row covers, or 0. */
uint32_t ri_xlsx_merges_right(const ri_xlsx_merges *merges);
void ri_xlsx_merges_free(ri_xlsx_merges *merges);

/* Reads a cell's address as "AB12": gives where it ends, NULL when it is none. A dollar sign may
   stand before either. */
const char *ri_xlsx_address(const char *at, uint32_t *row, uint32_t *column);

#endif
