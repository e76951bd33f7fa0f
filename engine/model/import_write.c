/* Rows on their way into the model: added, or compared with what is stored. */
#include <string.h>

#include "base/fail.h"
#include "model/import.h"
#include "model/known.h"

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
    if (ri_import_cell(import, row->csv, list) == NULL) {
        return RACI_OK;
    }
    status = compare_items(&same, import, row, id, err);
    if (status != RACI_OK || same) {
        return status;
    }
    *changed = true;
    status = ri_stored_clear(import->store, import->table, id, err);
    return status != RACI_OK ? status
                             : ri_stored_items(import->store, import->table, id, import->items,
                                               row->n_items, err);
}

/* Sets or, when the value is none, drops an attribute of a stored row. */
static raci_status update_attribute(ri_import *import, int64_t id, const char *name,
                                    const ri_datum *value, bool *changed, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    bool same = false;
    raci_status status = ri_store_stmt(&stmt, import->store, STMT_ATTRIBUTE_GET, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, import->table->owner);
        ri_bind_int(stmt, 2, id);
        ri_bind_text(stmt, 3, name);
        status = ri_step(stmt, &row, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    ri_datum stored = {.type = RI_DATUM_NONE};
    if (row) {
        stored.type = RI_DATUM_TEXT;
        stored.bytes = ri_column_text(stmt, 0, &stored.length);
    }
    same = ri_datum_same(&stored, value);
    ri_reset(stmt);
    if (same) {
        return RACI_OK;
    }
    *changed = true;
    return ri_stored_attribute(import->store, import->table, id, name, value, err);
}

static raci_status write_attributes(ri_import *import, const ri_import_row *row, int64_t id,
                                    bool added, bool *changed, raci_error *err)
{
    for (size_t i = 0; i < import->n_extra; i++) {
        const ri_csv_cell *cell = &row->csv->cells[import->extra[i]];
        ri_datum value = {RI_DATUM_TEXT, 0, cell->bytes, cell->length};
        ri_import_unguard(&value.bytes, &value.length);
        if (cell->bad || !ri_import_says(import, cell)) {
            continue;
        }
        if (value.length >= RI_CSV_CELL_MAX) {
            ri_text_format(&import->message, "the cell has more than %d bytes",
                           RI_CSV_CELL_MAX - 1);
            ri_import_cell_problem(import, cell);
            continue;
        }
        value.type = value.length > 0 ? RI_DATUM_TEXT : RI_DATUM_NONE;
        if (added && value.type == RI_DATUM_NONE) {
            continue;
        }
        /* A new row has none to compare it with. */
        raci_status status =
            added ? ri_stored_attribute(import->store, import->table, id, import->extra_name[i],
                                        &value, err)
                  : update_attribute(import, id, import->extra_name[i], &value, changed, err);
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
    ri_stored_bind(stmt, table, row->values);
    status = ri_run(stmt, err);
    if (status != RACI_OK) {
        return status;
    }
    *id = ri_store_last_id(import->store);
    import->counts.added++;
    status = ri_stored_items(import->store, table, *id, import->items, row->n_items, err);
    return status == RACI_OK ? write_attributes(import, row, *id, true, &changed, err) : status;
}

/* The row as it will be: what the file has, and for columns that it lacks what
   is stored. *stmt stays at the stored row, from which text is borrowed. */
static raci_status overlay(ri_import *import, const ri_import_row *row, int64_t id,
                           ri_datum values[RI_TABLE_COLUMNS_MAX], bool *changed, ri_stmt **stmt,
                           raci_error *err)
{
    const int name = name_column(import->table);
    bool more = false;
    bool renamed = false;
    raci_status status = ri_stored_find(stmt, import->store, import->table, row->values, err);
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
        ri_datum stored = ri_datum_read(import->table, *stmt, i);
        values[i] = ri_import_cell(import, row->csv, i) != NULL ? row->values[i] : stored;
        if (import->table->columns[i].type != RI_CELL_LINKS) {
            *changed = *changed || !ri_datum_same(&values[i], &stored);
            renamed = renamed || (i == name && !ri_datum_same(&values[i], &stored));
        }
    }
    return renamed ? ri_model_rename(import->model, import->table->kind, row->identity, false, err)
                   : RACI_OK;
}

raci_status ri_import_update(ri_import *import, const ri_import_row *row, int64_t id,
                             raci_error *err)
{
    const ri_table *table = import->table;
    ri_datum values[RI_TABLE_COLUMNS_MAX];
    ri_stmt *found = NULL;
    ri_stmt *stmt = NULL;
    bool changed = false;
    raci_status status = overlay(import, row, id, values, &changed, &found, err);
    if (status == RACI_OK && changed) {
        status = ri_store_stmt(&stmt, import->store, table->set, err);
    }
    if (status == RACI_OK && changed) {
        ri_stored_bind(stmt, table, values);
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
