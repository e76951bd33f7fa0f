#include "model/canonical.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/csv.h"
#include "model/tables.h"

struct ri_canonical {
    ri_store *store;
    const ri_table *table;
    ri_stmt *stmt;
    ri_arena *arena; /* names and cells */
    const char **names;
    size_t columns;
    ri_canonical_cell *cells;
    ri_text list;
    ri_text values; /* of attributes, one after the other */
};

/* Appends the names of attributes in use to those of the table. */
static raci_status load_names(ri_canonical *rows, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    const char **names = NULL;
    size_t n = 0;
    size_t capacity = 0;
    raci_status status = ri_store_stmt(&stmt, rows->store, STMT_ATTRIBUTE_NAMES, err);
    if (status != RACI_OK) {
        return status;
    }
    for (size_t i = 0; i < rows->table->n && status == RACI_OK; i++) {
        if (!RI_PUSH(names, n, capacity, rows->table->columns[i].name)) {
            status = ri_fail_nomem(err);
        }
    }
    ri_bind_text(stmt, 1, rows->table->owner);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const char *text = ri_column_needed(stmt, 0, NULL);
        const char *name = text != NULL ? ri_arena_string(rows->arena, text) : NULL;
        if (name == NULL || !RI_PUSH(names, n, capacity, name)) {
            status = ri_fail_nomem(err);
        }
    }
    ri_reset(stmt);
    if (status == RACI_OK && n > RI_CSV_COLUMNS_MAX) {
        status = ri_fail(err, RACI_LIMIT,
                         "%s.csv would have %zu columns with all attributes, of at most %d",
                         rows->table->name, n, RI_CSV_COLUMNS_MAX);
    }
    if (status == RACI_OK) {
        rows->names = ri_arena_array(rows->arena, n, sizeof *names);
        rows->cells = ri_arena_array(rows->arena, n, sizeof *rows->cells);
        rows->columns = n;
        if (names == NULL || rows->names == NULL || rows->cells == NULL) {
            status = ri_fail_nomem(err);
        } else {
            memcpy(rows->names, names, n * sizeof *names);
        }
    }
    ri_free((void *)names);
    return status;
}

raci_status ri_canonical_open(ri_canonical **out, ri_store *store, int tab, raci_error *err)
{
    ri_canonical *rows = ri_alloc(sizeof *rows);
    if (rows == NULL) {
        return ri_fail_nomem(err);
    }
    *rows = (ri_canonical){.store = store, .table = &ri_tables[tab]};
    rows->arena = ri_arena_new();
    raci_status status = rows->arena != NULL ? load_names(rows, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = ri_store_stmt(&rows->stmt, store, rows->table->rows, err);
    }
    if (status != RACI_OK) {
        ri_canonical_close(rows);
        return status;
    }
    *out = rows;
    return RACI_OK;
}

void ri_canonical_close(ri_canonical *rows)
{
    if (rows == NULL) {
        return;
    }
    if (rows->stmt != NULL) {
        ri_reset(rows->stmt);
    }
    ri_arena_free(rows->arena);
    ri_text_free(&rows->list);
    ri_text_free(&rows->values);
    ri_free(rows);
}

size_t ri_canonical_columns(const ri_canonical *rows)
{
    return rows->columns;
}

const char *ri_canonical_name(const ri_canonical *rows, size_t i)
{
    return rows->names[i];
}

/* The keys of a row's list, joined by ';'. */
static raci_status read_list(ri_canonical *rows, int64_t id, ri_canonical_cell *out,
                             raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, rows->store, rows->table->items, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_text_clear(&rows->list);
    ri_bind_int(stmt, 1, id);
    while ((status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        size_t length = 0;
        const char *key = ri_column_text(stmt, 1, &length);
        if (rows->list.length > 0) {
            ri_text_char(&rows->list, ';');
        }
        ri_text_bytes(&rows->list, key, length);
    }
    if (status == RACI_OK && rows->list.failed) {
        return ri_fail_nomem(err);
    }
    if (status == RACI_OK && rows->list.length > 0) {
        *out = (ri_canonical_cell){rows->list.bytes, rows->list.length};
    }
    return status;
}

/* Values and names both come in byte order, so that one pass pairs them. The
   values move while they are collected: cells get offsets first, from 1. */
static raci_status read_attributes(ri_canonical *rows, int64_t id, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    size_t at = rows->table->n;
    raci_status status = ri_store_stmt(&stmt, rows->store, STMT_ATTRIBUTES_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_text_clear(&rows->values);
    ri_bind_text(stmt, 1, rows->table->owner);
    ri_bind_int(stmt, 2, id);
    while ((status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const char *name = ri_column_needed(stmt, 0, NULL);
        while (at < rows->columns && strcmp(rows->names[at], name) < 0) {
            at++;
        }
        if (at < rows->columns && strcmp(rows->names[at], name) == 0) {
            size_t length = 0;
            const char *value = ri_column_needed(stmt, 1, &length);
            ri_text_bytes(&rows->values, value, length);
            rows->cells[at].bytes = "";
            rows->cells[at].length = length;
        }
    }
    if (status == RACI_OK && rows->values.failed) {
        return ri_fail_nomem(err);
    }
    const char *value = rows->values.bytes;
    for (at = rows->table->n; status == RACI_OK && at < rows->columns; at++) {
        if (rows->cells[at].bytes != NULL) {
            rows->cells[at].bytes = value;
            value += rows->cells[at].length;
        }
    }
    return status;
}

raci_status ri_canonical_next(const ri_canonical_cell **out, ri_canonical *rows, bool *more,
                              raci_error *err)
{
    raci_status status = ri_step(rows->stmt, more, err);
    if (status != RACI_OK || !*more) {
        return status;
    }
    int64_t id = ri_column_int(rows->stmt, 0);
    for (size_t i = 0; i < rows->columns; i++) {
        rows->cells[i] = (ri_canonical_cell){NULL, 0};
    }
    for (size_t i = 0; i < rows->table->n && status == RACI_OK; i++) {
        ri_canonical_cell *cell = &rows->cells[i];
        if (rows->table->columns[i].type == RI_CELL_LINKS) {
            status = read_list(rows, id, cell, err);
        } else {
            cell->bytes = ri_column_text(rows->stmt, (int)i + 1, &cell->length);
        }
    }
    if (status == RACI_OK && rows->columns > rows->table->n) {
        status = read_attributes(rows, id, err);
    }
    *out = rows->cells;
    return status;
}
