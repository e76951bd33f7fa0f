#include "model/absent.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "model/met.h"

typedef struct absent_row {
    int64_t id;
    ri_datum key[RI_TABLE_COLUMNS_MAX];
} absent_row;

typedef struct searching {
    ri_absent *absent;
    ri_import *import;
    int tab;
    const ri_table *table;
    ri_map met;
    ri_arena *arena; /* keys lie in it */
    absent_row *found;
    size_t n;
    size_t capacity;
} searching;

/* The text of a cell of the row that the statement is at; "" for none. */
static const char *text_of(ri_stmt *stmt, int column)
{
    size_t length = 0;
    const char *text = column >= 0 ? ri_column_text(stmt, column + 1, &length) : NULL;
    return text != NULL ? text : "";
}

static bool is_in_force(const searching *x, ri_stmt *stmt)
{
    const char *from = text_of(stmt, ri_table_column_of(x->table, RI_CELL_FROM));
    const char *to = text_of(stmt, ri_table_column_of(x->table, RI_CELL_TO));
    return strcmp(from, x->absent->day) <= 0 && (to[0] == '\0' || strcmp(to, x->absent->day) > 0);
}

static bool counts(const searching *x, ri_stmt *stmt)
{
    const int64_t id = ri_column_int(stmt, 0);
    if (id > x->import->last_id[x->tab] || ri_met_has(&x->met, id) || !is_in_force(x, stmt)) {
        return false;
    }
    return x->tab != RI_TABLE_STATED || x->absent->touchpoints == NULL ||
           ri_intern_find(x->absent->touchpoints, text_of(stmt, 0)) != RI_NONE;
}

/* "coo: Chief operating officer", "coo dana-ruiz holder". */
static raci_status tell(searching *x, ri_stmt *stmt, raci_error *err)
{
    ri_absent *absent = x->absent;
    const bool named = x->table->kind != RI_KIND_COUNT;
    absent->totals[x->tab]++;
    absent->rows.total++;
    if (absent->rows.n == RI_TOLD_MAX) {
        return RACI_OK;
    }
    const char *third = x->table->n > 2 && x->table->columns[2].grouping ? text_of(stmt, 2) : "";
    const char *name = text_of(stmt, 1);
    ri_told told = {.place = x->table->name};
    told.text = ri_arena_format(absent->arena, "%s%s%s%s%s", text_of(stmt, 0),
                                name[0] == '\0' ? ""
                                : named         ? ": "
                                                : " ",
                                name, !named && third[0] != '\0' ? " " : "", named ? "" : third);
    return told.text != NULL &&
                   RI_PUSH(absent->rows.items, absent->rows.n, absent->rows.capacity, told)
               ? RACI_OK
               : ri_fail_nomem(err);
}

static raci_status find(searching *x, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, x->import->store, x->table->rows, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        if (!counts(x, stmt)) {
            continue;
        }
        absent_row row = {.id = ri_column_int(stmt, 0)};
        status = tell(x, stmt, err);
        if (status == RACI_OK && x->absent->full) {
            status = ri_stored_key(row.key, x->import->store, x->table, stmt, x->arena, err);
            if (status == RACI_OK && !RI_PUSH(x->found, x->n, x->capacity, row)) {
                status = ri_fail_nomem(err);
            }
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

/* Ends a row on the day; one that has not begun before it, or has no days, is dropped. */
static raci_status end_row(searching *x, const absent_row *row, raci_error *err)
{
    const int from = ri_table_column_of(x->table, RI_CELL_FROM);
    const int to = ri_table_column_of(x->table, RI_CELL_TO);
    ri_store *store = x->import->store;
    ri_stored_row *rows = NULL;
    size_t n = 0;
    raci_status status = ri_stored_read(&rows, &n, store, x->table, row->key, x->arena, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (rows[i].id != row->id) {
            continue;
        }
        if (x->table->periods) {
            status =
                ri_model_rename(x->import->model, x->table->kind, row->key[0].number, false, err);
        }
        const bool begun = from >= 0 && (rows[i].values[from].type == RI_DATUM_NONE ||
                                         strcmp(rows[i].values[from].bytes, x->absent->day) < 0);
        if (status == RACI_OK && begun) {
            rows[i].values[to] = ri_datum_text(x->absent->day);
            status = ri_stored_set(store, x->table, &rows[i], err);
        } else if (status == RACI_OK) {
            status = ri_stored_drop(store, x->table, row->id, err);
        }
    }
    return status;
}

static raci_status search_table(searching *x, raci_error *err)
{
    raci_status status = ri_import_met(&x->met, x->import, x->tab, err);
    if (status == RACI_OK) {
        status = find(x, err);
    }
    for (size_t i = 0; status == RACI_OK && i < x->n; i++) {
        status = end_row(x, &x->found[i], err);
    }
    x->import->counts.ended += status == RACI_OK ? x->n : 0;
    return status;
}

raci_status ri_absent_finish(ri_import *import, void *payload, raci_error *err)
{
    ri_absent *absent = payload;
    raci_status status = RACI_OK;
    for (int tab = 0; status == RACI_OK && tab < RI_TABLE_COUNT; tab++) {
        if (!absent->tables[tab] || !import->read[tab] || import->last_id[tab] == 0 ||
            ri_tables[tab].drop == RI_QUERY_COUNT) {
            continue;
        }
        searching x = {.absent = absent,
                       .import = import,
                       .tab = tab,
                       .table = &ri_tables[tab],
                       .arena = ri_arena_new()};
        status = x.arena != NULL ? search_table(&x, err) : ri_fail_nomem(err);
        ri_map_free(&x.met);
        ri_arena_free(x.arena);
        ri_free(x.found);
    }
    return status;
}
