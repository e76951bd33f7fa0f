/*
 * Rows of canonical tables that were read from somewhere else, on their way into the model. They
 * wait in files without a name, so that memory does not grow with them (unless they are few), and
 * each remembers where it came from; then they are imported as a folder's files are.
 */
#ifndef RI_STAGED_H
#define RI_STAGED_H

#include "model/import.h"

typedef struct ri_staged ri_staged;

/* Where a cell stands in what it was read from. */
typedef struct ri_staged_place {
    uint32_t line;
    uint32_t column;
} ri_staged_place;

/* Gives an owned object. Rows that are `few` wait in memory. */
raci_status ri_staged_new(ri_staged **out, bool few, raci_error *err);
void ri_staged_free(ri_staged *staged); /* NULL is allowed */

/* What further rows are read from, for messages: a file, a sheet of one. It is said before any
   row is given. */
raci_status ri_staged_source(ri_staged *staged, const char *source, raci_error *err);
/* Says which columns the next rows of a table have. What other rows of the table have beside them
   stays, in these, as the model has it. Fails with RACI_IO, RACI_LIMIT (more columns than a
   canonical file may have). */
raci_status ri_staged_columns(ri_staged *staged, int tab, const char *const *columns, size_t n,
                              raci_error *err);
/* Adds a row: as many cells as were named, NULL and "" for none; and the line that it came
   from. */
raci_status ri_staged_row(ri_staged *staged, int tab, const char *const *cells, uint32_t line,
                          raci_error *err);
/* The same of a row whose cells are told where they stood: a place for each. */
raci_status ri_staged_placed(ri_staged *staged, int tab, const char *const *cells,
                             const ri_staged_place *places, uint32_t line, raci_error *err);
/* How many rows a table has. */
size_t ri_staged_rows(const ri_staged *staged, int tab);

/* Imports them all in one transaction, as raci_model_import does, with `finish`, `as_of` and
   `shows_seats` of `more`; problems are told where rows came from. */
raci_status ri_staged_import(ri_staged *staged, raci_model *model, const ri_import_way *more,
                             raci_import_counts *counts, raci_problem_fn problem, void *payload,
                             raci_error *err);

#endif
