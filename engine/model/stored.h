/*
 * Rows as they are stored: those of one key read into memory, and written back. Imports and
 * changes rest on it; nothing else knows how the columns of a table are bound.
 */
#ifndef RI_STORED_H
#define RI_STORED_H

#include "base/arena.h"
#include "model/tables.h"
#include "store/store.h"

typedef enum ri_datum_type { RI_DATUM_NONE, RI_DATUM_INT, RI_DATUM_TEXT } ri_datum_type;

/* What is stored of a cell. Text is borrowed. */
typedef struct ri_datum {
    ri_datum_type type;
    int64_t number;
    const char *bytes;
    size_t length;
} ri_datum;

bool ri_datum_same(const ri_datum *a, const ri_datum *b);
ri_datum ri_datum_text(const char *text); /* none for NULL and "" */
ri_datum ri_datum_number(int64_t number);
/* Whether a column is stored as a number. */
bool ri_column_is_number(const ri_table *table, int column);
/* Column i of a row that the table's `find` gives; text borrowed from the statement. */
ri_datum ri_datum_read(const ri_table *table, ri_stmt *stmt, int i);

/* Begins the statement that finds the rows of a key, from the columns that are grouping. */
raci_status ri_stored_find(ri_stmt **out, ri_store *store, const ri_table *table,
                           const ri_datum *values, raci_error *err);
/* Binds all columns for the table's `add` or `set`. */
void ri_stored_bind(ri_stmt *stmt, const ri_table *table, const ri_datum *values);
/* Empties the list of a row, of a table that has one; appends n ids to an empty one. */
raci_status ri_stored_clear(ri_store *store, const ri_table *table, int64_t id, raci_error *err);
raci_status ri_stored_items(ri_store *store, const ri_table *table, int64_t id,
                            const int64_t *items, size_t n, raci_error *err);
/* Sets an attribute of a row or, when the value is none, drops it. */
raci_status ri_stored_attribute(ri_store *store, const ri_table *table, int64_t id,
                                const char *name, const ri_datum *value, raci_error *err);

/* A row with all that belongs to it, in an arena. */
typedef struct ri_stored_row {
    int64_t id;
    ri_datum values[RI_TABLE_COLUMNS_MAX];
    int64_t *items; /* of its list */
    size_t n_items;
    const char **attributes; /* names, in order, and values in turn */
    size_t n_attributes;     /* pairs */
} ri_stored_row;

/* The rows of a key, by id. */
raci_status ri_stored_read(ri_stored_row **out, size_t *n, ri_store *store, const ri_table *table,
                           const ri_datum *group, ri_arena *arena, raci_error *err);
/* All rows of a table of which no column names anything by its identity. */
raci_status ri_stored_read_all(ri_stored_row **out, size_t *n, ri_store *store,
                               const ri_table *table, ri_arena *arena, raci_error *err);
/* Adds a row, and gives it its id. */
raci_status ri_stored_add(ri_store *store, const ri_table *table, ri_stored_row *row,
                          raci_error *err);
/* Writes the columns of a row that is stored, without its list and attributes. */
raci_status ri_stored_set(ri_store *store, const ri_table *table, const ri_stored_row *row,
                          raci_error *err);
raci_status ri_stored_drop(ri_store *store, const ri_table *table, int64_t id, raci_error *err);

#endif
