/*
 * The rows of a canonical file, as text, in canonical order: what is exported
 * and what the digest is taken of.
 */
#ifndef RI_CANONICAL_H
#define RI_CANONICAL_H

#include <stdbool.h>
#include <stddef.h>

#include "raci/error.h"
#include "store/store.h"

typedef struct ri_canonical ri_canonical;

/* A value, borrowed until the next row; NULL where unset. */
typedef struct ri_canonical_cell {
    const char *bytes;
    size_t length;
} ri_canonical_cell;

/* Begins to read the file numbered `tab` in ri_tables. */
raci_status ri_canonical_open(ri_canonical **out, ri_store *store, int tab, raci_error *err);
void ri_canonical_close(ri_canonical *rows); /* NULL is allowed */

/* The columns: those of the table, then the attributes in byte order. */
size_t ri_canonical_columns(const ri_canonical *rows);
const char *ri_canonical_name(const ri_canonical *rows, size_t i);

/* Gives the next row's cells, as many as there are columns; *more is false at
   the end. */
raci_status ri_canonical_next(const ri_canonical_cell **out, ri_canonical *rows, bool *more,
                              raci_error *err);

#endif
