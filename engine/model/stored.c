#include "model/stored.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

/* ---- single values ---- */

bool ri_datum_same(const ri_datum *a, const ri_datum *b)
{
    if (a->type != b->type) {
        return false;
    }
    return a->type == RI_DATUM_TEXT
               ? a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0
               : a->type == RI_DATUM_NONE || a->number == b->number;
}

ri_datum ri_datum_text(const char *text)
{
    return text == NULL || *text == '\0' ? (ri_datum){.type = RI_DATUM_NONE}
                                         : (ri_datum){RI_DATUM_TEXT, 0, text, strlen(text)};
}

ri_datum ri_datum_number(int64_t number)
{
    return (ri_datum){.type = RI_DATUM_INT, .number = number};
}

bool ri_column_is_number(const ri_table *table, int column)
{
    switch (table->columns[column].type) {
    case RI_CELL_KEY:
        return table->periods;
    case RI_CELL_LINK:
    case RI_CELL_ORDER:
    case RI_CELL_RATING:
    case RI_CELL_FLAG:
        return true;
    default:
        return false;
    }
}

ri_datum ri_datum_read(const ri_table *table, ri_stmt *stmt, int i)
{
    ri_datum value = {.type = RI_DATUM_NONE};
    if (ri_column_null(stmt, i + 1)) {
        return value;
    }
    if (ri_column_is_number(table, i)) {
        value.type = RI_DATUM_INT;
        value.number = ri_column_int(stmt, i + 1);
    } else {
        value.type = RI_DATUM_TEXT;
        value.bytes = ri_column_text(stmt, i + 1, &value.length);
    }
    return value;
}

static void bind(ri_stmt *stmt, int at, const ri_datum *value)
{
    switch (value->type) {
    case RI_DATUM_NONE:
        ri_bind_null(stmt, at);
        break;
    case RI_DATUM_INT:
        ri_bind_int(stmt, at, value->number);
        break;
    case RI_DATUM_TEXT:
        ri_bind_bytes(stmt, at, value->bytes, value->length);
        break;
    }
}

void ri_stored_bind(ri_stmt *stmt, const ri_table *table, const ri_datum *values)
{
    for (int i = 0; i < (int)table->n; i++) {
        if (table->columns[i].type != RI_CELL_LINKS) {
            bind(stmt, i + 1, &values[i]);
        }
    }
}

/* ---- reading ---- */

raci_status ri_stored_find(ri_stmt **out, ri_store *store, const ri_table *table,
                           const ri_datum *values, raci_error *err)
{
    raci_status status = ri_store_stmt(out, store, table->find, err);
    for (int i = 0; status == RACI_OK && i < (int)table->n; i++) {
        if (table->columns[i].grouping) {
            bind(*out, i + 1, &values[i]);
        }
    }
    return status;
}

/* Copies the row that the statement is at. */
static bool take_row(ri_stored_row *out, const ri_table *table, ri_stmt *stmt, ri_arena *arena)
{
    *out = (ri_stored_row){.id = ri_column_int(stmt, 0)};
    for (int i = 0; i < (int)table->n; i++) {
        ri_datum value = ri_datum_read(table, stmt, i);
        if (value.type == RI_DATUM_TEXT) {
            value.bytes =
                value.bytes != NULL ? ri_arena_copy(arena, value.bytes, value.length) : NULL;
            if (value.bytes == NULL) {
                return false;
            }
        }
        out->values[i] = value;
    }
    return true;
}

static raci_status read_items(ri_stored_row *row, ri_store *store, const ri_table *table,
                              ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    int64_t *items = NULL;
    size_t capacity = 0;
    raci_status status = ri_store_stmt(&stmt, store, table->items, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, row->id);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        if (!RI_PUSH(items, row->n_items, capacity, ri_column_int(stmt, 0))) {
            ri_reset(stmt);
            status = ri_fail_nomem(err);
        }
    }
    if (status == RACI_OK) {
        row->items = ri_arena_keep(arena, items, row->n_items, sizeof *items);
        status = row->items != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(items);
    return status;
}

static raci_status read_attributes(ri_stored_row *row, ri_store *store, const ri_table *table,
                                   ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    const char **texts = NULL;
    size_t n = 0;
    size_t capacity = 0;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ATTRIBUTES_OF, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, table->owner);
        ri_bind_int(stmt, 2, row->id);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        for (int i = 0; i < 2 && status == RACI_OK; i++) {
            const char *text = ri_column_needed(stmt, i, NULL);
            const char *kept = text != NULL ? ri_arena_string(arena, text) : NULL;
            if (kept == NULL || !RI_PUSH(texts, n, capacity, kept)) {
                ri_reset(stmt);
                status = ri_fail_nomem(err);
            }
        }
    }
    if (status == RACI_OK) {
        row->attributes = ri_arena_keep(arena, texts, n, sizeof *texts);
        row->n_attributes = n / 2;
        status = row->attributes != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free((void *)texts);
    return status;
}

/* The rows that a statement gives, which was begun in `status`. */
static raci_status take_rows(ri_stored_row **out, size_t *n, ri_store *store, const ri_table *table,
                             ri_stmt *stmt, raci_status status, ri_arena *arena, raci_error *err)
{
    ri_stored_row *rows = NULL;
    size_t capacity = 0;
    bool more = false;
    *n = 0;
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        ri_stored_row row;
        if (!take_row(&row, table, stmt, arena) || !RI_PUSH(rows, *n, capacity, row)) {
            ri_reset(stmt);
            status = ri_fail_nomem(err);
        }
    }
    for (size_t i = 0; status == RACI_OK && i < *n; i++) {
        if (table->items != RI_QUERY_COUNT) {
            status = read_items(&rows[i], store, table, arena, err);
        }
        if (status == RACI_OK) {
            status = read_attributes(&rows[i], store, table, arena, err);
        }
    }
    if (status == RACI_OK) {
        *out = ri_arena_keep(arena, rows, *n, sizeof *rows);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(rows);
    return status;
}

raci_status ri_stored_read(ri_stored_row **out, size_t *n, ri_store *store, const ri_table *table,
                           const ri_datum *group, ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_stored_find(&stmt, store, table, group, err);
    return take_rows(out, n, store, table, stmt, status, arena, err);
}

raci_status ri_stored_read_all(ri_stored_row **out, size_t *n, ri_store *store,
                               const ri_table *table, ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, table->rows, err);
    return take_rows(out, n, store, table, stmt, status, arena, err);
}

/* ---- writing ---- */

/* Runs a statement of which the first parameter is a row's id. */
static raci_status run_on(ri_store *store, enum ri_query query, int64_t id, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, query, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, id);
        status = ri_run(stmt, err);
    }
    return status;
}

raci_status ri_stored_clear(ri_store *store, const ri_table *table, int64_t id, raci_error *err)
{
    return run_on(store, table->clear, id, err);
}

raci_status ri_stored_items(ri_store *store, const ri_table *table, int64_t id,
                            const int64_t *items, size_t n, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, store, table->append, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, id);
            ri_bind_int(stmt, 2, (int64_t)i);
            ri_bind_int(stmt, 3, items[i]);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

raci_status ri_stored_attribute(ri_store *store, const ri_table *table, int64_t id,
                                const char *name, const ri_datum *value, raci_error *err)
{
    ri_stmt *stmt = NULL;
    const bool drop = value->type == RI_DATUM_NONE;
    raci_status status =
        ri_store_stmt(&stmt, store, drop ? STMT_ATTRIBUTE_DROP : STMT_ATTRIBUTE_SET, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, table->owner);
        ri_bind_int(stmt, 2, id);
        ri_bind_text(stmt, 3, name);
        if (!drop) {
            bind(stmt, 4, value);
        }
        status = ri_run(stmt, err);
    }
    return status;
}

raci_status ri_stored_add(ri_store *store, const ri_table *table, ri_stored_row *row,
                          raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, table->add, err);
    if (status == RACI_OK) {
        ri_stored_bind(stmt, table, row->values);
        status = ri_run(stmt, err);
    }
    if (status == RACI_OK) {
        row->id = ri_store_last_id(store);
        if (row->n_items > 0) {
            status = ri_stored_items(store, table, row->id, row->items, row->n_items, err);
        }
    }
    for (size_t i = 0; status == RACI_OK && i < row->n_attributes; i++) {
        const ri_datum value = ri_datum_text(row->attributes[2 * i + 1]);
        status = ri_stored_attribute(store, table, row->id, row->attributes[2 * i], &value, err);
    }
    return status;
}

raci_status ri_stored_set(ri_store *store, const ri_table *table, const ri_stored_row *row,
                          raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, table->set, err);
    if (status == RACI_OK) {
        ri_stored_bind(stmt, table, row->values);
        ri_bind_int(stmt, (int)table->n + 1, row->id);
        status = ri_run(stmt, err);
    }
    return status;
}

raci_status ri_stored_drop(ri_store *store, const ri_table *table, int64_t id, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = RACI_OK;
    if (table->clear != RI_QUERY_COUNT) {
        status = ri_stored_clear(store, table, id, err);
    }
    if (status == RACI_OK) {
        status = ri_store_stmt(&stmt, store, STMT_ATTRIBUTES_CLEAR, err);
    }
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, table->owner);
        ri_bind_int(stmt, 2, id);
        status = ri_run(stmt, err);
    }
    return status == RACI_OK ? run_on(store, table->drop, id, err) : status;
}
