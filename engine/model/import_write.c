/* Rows on their way into the model: added, or compared with what is stored. */
#include <string.h>

#include "base/fail.h"
#include "model/import.h"
#include "model/known.h"

static void bind_value(ri_stmt *stmt, int at, const ri_value *value)
{
    switch (value->type) {
    case RI_VALUE_NONE:
        ri_bind_null(stmt, at);
        break;
    case RI_VALUE_INT:
        ri_bind_int(stmt, at, value->number);
        break;
    case RI_VALUE_TEXT:
        ri_bind_bytes(stmt, at, value->bytes, value->length);
        break;
    }
}

static bool is_integer(const ri_table *table, int i)
{
    switch (table->columns[i].type) {
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

ri_value ri_import_stored(const ri_table *table, ri_stmt *stmt, int i)
{
    ri_value value = {.type = RI_VALUE_NONE};
    if (ri_column_null(stmt, i + 1)) {
        return value;
    }
    if (is_integer(table, i)) {
        value.type = RI_VALUE_INT;
        value.number = ri_column_int(stmt, i + 1);
    } else {
        value.type = RI_VALUE_TEXT;
        value.bytes = ri_column_text(stmt, i + 1, &value.length);
    }
    return value;
}

static bool is_same(const ri_value *a, const ri_value *b)
{
    if (a->type != b->type) {
        return false;
    }
    return a->type == RI_VALUE_TEXT
               ? a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0
               : a->type == RI_VALUE_NONE || a->number == b->number;
}

raci_status ri_import_begin_find(ri_stmt **out, ri_import *import, const ri_value *values,
                                 raci_error *err)
{
    const ri_table *table = import->table;
    raci_status status = ri_store_stmt(out, import->store, table->find, err);
    for (int i = 0; status == RACI_OK && i < (int)table->n; i++) {
        if (table->columns[i].grouping) {
            bind_value(*out, i + 1, &values[i]);
        }
    }
    return status;
}

static raci_status append_items(ri_import *import, const ri_import_row *row, int64_t id,
                                raci_error *err)
{
    for (size_t i = 0; i < row->n_items; i++) {
        ri_stmt *stmt = NULL;
        raci_status status = ri_store_stmt(&stmt, import->store, import->table->append, err);
        if (status != RACI_OK) {
            return status;
        }
        ri_bind_int(stmt, 1, id);
        ri_bind_int(stmt, 2, (int64_t)i);
        ri_bind_int(stmt, 3, import->items[i]);
        status = ri_run(stmt, err);
        if (status != RACI_OK) {
            return status;
        }
    }
    return RACI_OK;
}

/* The items of a stored row against those of the file. */
static raci_status compare_items(bool *same, ri_import *import, const ri_import_row *row,
                                 int64_t id, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    size_t n = 0;
    *same = true;
    raci_status status = ri_store_stmt(&stmt, import->store, import->table->items, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, id);
    while ((status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        *same = *same && n < row->n_items && ri_column_int(stmt, 0) == import->items[n];
        n++;
    }
    *same = *same && n == row->n_items;
    return status;
}

static raci_status update_items(ri_import *import, const ri_import_row *row, int64_t id,
                                bool *changed, raci_error *err)
{
    int list = ri_table_column_of(import->table, RI_CELL_LINKS);
    bool same = true;
    raci_status status = RACI_OK;
    if (list < 0 || import->cell_of[list] < 0) {
        return RACI_OK;
    }
    status = compare_items(&same, import, row, id, err);
    if (status != RACI_OK || same) {
        return status;
    }
    *changed = true;
    ri_stmt *stmt = NULL;
    status = ri_store_stmt(&stmt, import->store, import->table->clear, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, id);
        status = ri_run(stmt, err);
    }
    return status == RACI_OK ? append_items(import, row, id, err) : status;
}

/* Binds the attribute of a row; the value too where there is one. */
static raci_status begin_attribute(ri_stmt **out, ri_import *import, enum ri_query query,
                                   int64_t id, const char *name, const ri_value *value,
                                   raci_error *err)
{
    raci_status status = ri_store_stmt(out, import->store, query, err);
    if (status == RACI_OK) {
        ri_bind_text(*out, 1, import->table->owner);
        ri_bind_int(*out, 2, id);
        ri_bind_text(*out, 3, name);
        if (value != NULL) {
            bind_value(*out, 4, value);
        }
    }
    return status;
}

/* Sets or, when the value is none, drops an attribute of a stored row. */
static raci_status update_attribute(ri_import *import, int64_t id, const char *name,
                                    const ri_value *value, bool *changed, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    bool same = false;
    raci_status status = begin_attribute(&stmt, import, STMT_ATTRIBUTE_GET, id, name, NULL, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    ri_value stored = {.type = RI_VALUE_NONE};
    if (row) {
        stored.type = RI_VALUE_TEXT;
        stored.bytes = ri_column_text(stmt, 0, &stored.length);
    }
    same = is_same(&stored, value);
    ri_reset(stmt);
    if (same) {
        return RACI_OK;
    }
    *changed = true;
    bool drop = value->type == RI_VALUE_NONE;
    status = begin_attribute(&stmt, import, drop ? STMT_ATTRIBUTE_DROP : STMT_ATTRIBUTE_SET, id,
                             name, drop ? NULL : value, err);
    return status == RACI_OK ? ri_run(stmt, err) : status;
}

static raci_status write_attributes(ri_import *import, const ri_import_row *row, int64_t id,
                                    bool added, bool *changed, raci_error *err)
{
    for (size_t i = 0; i < import->n_extra; i++) {
        const ri_csv_cell *cell = &row->csv->cells[import->extra[i]];
        ri_value value = {RI_VALUE_TEXT, 0, cell->bytes, cell->length};
        ri_import_unguard(&value.bytes, &value.length);
        if (cell->bad) {
            continue;
        }
        if (value.length >= RI_CSV_CELL_MAX) {
            ri_text_format(&import->message, "the cell has more than %d bytes",
                           RI_CSV_CELL_MAX - 1);
            ri_import_cell_problem(import, cell);
            continue;
        }
        value.type = value.length > 0 ? RI_VALUE_TEXT : RI_VALUE_NONE;
        if (added && value.type == RI_VALUE_NONE) {
            continue;
        }
        raci_status status =
            update_attribute(import, id, import->extra_name[i], &value, changed, err);
        if (status != RACI_OK) {
            return status;
        }
    }
    return RACI_OK;
}

/* The column that says how people call it, or -1: things of that table are not looked
   for by name. */
static int name_column(const ri_table *table)
{
    int name = table->periods ? ri_table_column(table, "name", strlen("name")) : -1;
    return table->periods && name < 0 ? ri_table_column(table, "title", strlen("title")) : name;
}

raci_status ri_import_add(ri_import *import, const ri_import_row *row, int64_t *id, raci_error *err)
{
    const ri_table *table = import->table;
    ri_stmt *stmt = NULL;
    bool changed = false;
    raci_status status = RACI_OK;
    if (name_column(table) >= 0) {
        status = ri_model_rename(import->model, table->kind, row->identity, row->fresh, err);
    }
    if (status == RACI_OK) {
        status = ri_store_stmt(&stmt, import->store, table->add, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    for (int i = 0; i < (int)table->n; i++) {
        if (table->columns[i].type != RI_CELL_LINKS) {
            bind_value(stmt, i + 1, &row->values[i]);
        }
    }
    status = ri_run(stmt, err);
    if (status != RACI_OK) {
        return status;
    }
    *id = ri_store_last_id(import->store);
    import->counts.added++;
    status = append_items(import, row, *id, err);
    return status == RACI_OK ? write_attributes(import, row, *id, true, &changed, err) : status;
}

/* The row as it will be: what the file has, and for columns that it lacks what
   is stored. *stmt stays at the stored row, from which text is borrowed. */
static raci_status overlay(ri_import *import, const ri_import_row *row, int64_t id,
                           ri_value values[RI_TABLE_COLUMNS_MAX], bool *changed, ri_stmt **stmt,
                           raci_error *err)
{
    const int name = name_column(import->table);
    bool more = false;
    bool renamed = false;
    raci_status status = ri_import_begin_find(stmt, import, row->values, err);
    if (status != RACI_OK) {
        return status;
    }
    do {
        status = ri_step(*stmt, &more, err);
    } while (status == RACI_OK && more && ri_column_int(*stmt, 0) != id);
    if (status != RACI_OK || !more) {
        return status != RACI_OK ? status : ri_fail(err, RACI_INTERNAL, "a row got lost");
    }
    for (int i = 0; i < (int)import->table->n; i++) {
        ri_value stored = ri_import_stored(import->table, *stmt, i);
        values[i] = import->cell_of[i] >= 0 ? row->values[i] : stored;
        if (import->table->columns[i].type != RI_CELL_LINKS) {
            *changed = *changed || !is_same(&values[i], &stored);
            renamed = renamed || (i == name && !is_same(&values[i], &stored));
        }
    }
    return renamed ? ri_model_rename(import->model, import->table->kind, row->identity, false, err)
                   : RACI_OK;
}

raci_status ri_import_update(ri_import *import, const ri_import_row *row, int64_t id,
                             raci_error *err)
{
    const ri_table *table = import->table;
    ri_value values[RI_TABLE_COLUMNS_MAX];
    ri_stmt *found = NULL;
    ri_stmt *stmt = NULL;
    bool changed = false;
    raci_status status = overlay(import, row, id, values, &changed, &found, err);
    if (status == RACI_OK && changed) {
        status = ri_store_stmt(&stmt, import->store, table->set, err);
    }
    if (status == RACI_OK && changed) {
        for (int i = 0; i < (int)table->n; i++) {
            if (table->columns[i].type != RI_CELL_LINKS) {
                bind_value(stmt, i + 1, &values[i]);
            }
        }
        ri_bind_int(stmt, (int)table->n + 1, id);
        status = ri_run(stmt, err);
    }
    if (found != NULL) {
        ri_reset(found);
    }
    if (status == RACI_OK) {
        status = update_items(import, row, id, &changed, err);
    }
    if (status == RACI_OK) {
        status = write_attributes(import, row, id, false, &changed, err);
    }
    if (status == RACI_OK && changed) {
        import->counts.updated++;
    } else if (status == RACI_OK) {
        import->counts.unchanged++;
    }
    return status;
}
