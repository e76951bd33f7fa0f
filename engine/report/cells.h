/*
 * The events of one flat or nested element, gathered into the cells of a table:
 * a column is a path of keys joined by '.', values of lists are joined by ';'. Where an object
 * has keys of any names, the column of the object itself has them: "key=ops, name=Operations",
 * several objects joined by "; ".
 */
#ifndef RI_CELLS_H
#define RI_CELLS_H

#include <stdbool.h>

#include "base/text.h"
#include "report/emit.h"

#define RI_CELLS_DEPTH 8

typedef struct ri_cells {
    const char *const *columns; /* paths, in order; borrowed */
    size_t n;
    ri_text *cells;
    size_t *counts; /* values put into each cell */
    size_t last;    /* the column that was put into last */
    bool fresh;     /* an object has begun since */
    ri_text path;
    size_t lengths[RI_CELLS_DEPTH]; /* of the path where each object began */
    size_t depth;
    bool lost; /* a value had no column */
} ri_cells;

/* false when memory is exhausted. Freed with ri_cells_free either way. */
bool ri_cells_init(ri_cells *cells, const char *const *columns, size_t n);
void ri_cells_free(ri_cells *cells);
ri_emit ri_cells_emit(ri_cells *cells);
/* Empties all cells for the next element. */
void ri_cells_clear(ri_cells *cells);
const char *ri_cells_get(const ri_cells *cells, size_t i);
/* Whether a cell's memory could not be had. */
bool ri_cells_failed(const ri_cells *cells);

#endif
