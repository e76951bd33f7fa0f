/*
 * An organization as files say that it is to be, from a day on. The files are imported as
 * ever; then what they changed is put together anew, key by key: until the day what the
 * model had, from it on what it has now.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/map.h"
#include "base/memory.h"
#include "model/files_read.h"
#include "model/import.h"
#include "model/known.h"
#include "model/met.h"
#include "model/rewriting.h"

typedef struct becoming {
    ri_files_read *read;
    ri_store *was; /* as it was; ids are the same */
    bool full;
    char day[11];
    ri_import *import;
    const ri_table *table;
    ri_map met; /* ids of stored rows that the file has */
    ri_arena *arena;
} becoming;

/* ---- one key ---- */

static bool same_row(const ri_table *table, const ri_stored_row *a, const ri_stored_row *b)
{
    for (size_t i = 0; i < table->n; i++) {
        const ri_cell_type type = table->columns[i].type;
        if (type != RI_CELL_FROM && type != RI_CELL_TO && type != RI_CELL_LINKS &&
            !ri_datum_same(&a->values[i], &b->values[i])) {
            return false;
        }
    }
    if (a->n_items != b->n_items || a->n_attributes != b->n_attributes ||
        (a->n_items > 0 && memcmp(a->items, b->items, a->n_items * sizeof *a->items) != 0)) {
        return false;
    }
    for (size_t i = 0; i < 2 * a->n_attributes; i++) {
        if (strcmp(a->attributes[i], b->attributes[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* The row of that id, or NULL. */
static const ri_stored_row *row_of_id(const ri_stored_row *rows, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++) {
        if (rows[i].id == id) {
            return &rows[i];
        }
    }
    return NULL;
}

/* Whether the file has a row. */
static bool is_met(const becoming *b, const ri_stored_row *row)
{
    return row->id > b->import->last_id[b->import->tab] || ri_met_has(&b->met, row->id);
}

/* Whether a row goes: the file has its table, and not it. */
static bool is_unmet(const becoming *b, const ri_stored_row *row)
{
    return b->full && !is_met(b, row);
}

static bool ends_by(const ri_datum *to, const ri_datum *from)
{
    return to->type != RI_DATUM_NONE && from->type != RI_DATUM_NONE &&
           strcmp(to->bytes, from->bytes) <= 0;
}

/* Whether a row goes because what the file says of the same days is other. */
static bool is_overtaken(const becoming *b, const ri_stored_row *row, const ri_stored_row *rows,
                         size_t n)
{
    const int from = ri_table_column_of(b->table, RI_CELL_FROM);
    const int to = ri_table_column_of(b->table, RI_CELL_TO);
    for (size_t i = 0; b->table->periods && !is_met(b, row) && i < n; i++) {
        if (is_met(b, &rows[i]) && !ends_by(&row->values[to], &rows[i].values[from]) &&
            !ends_by(&rows[i].values[to], &row->values[from])) {
            return true;
        }
    }
    return false;
}

/* A row as it is now, cut to the days from the day on. false: nothing of it is left. */
static bool cut_after(const becoming *b, ri_stored_row *row, const ri_stored_row *before)
{
    const int from = ri_table_column_of(b->table, RI_CELL_FROM);
    if (is_unmet(b, row)) {
        return false;
    }
    if (ri_stored_later(b->table, row, b->day)) {
        return true;
    }
    if (!ri_stored_in_force(b->table, row, b->day)) {
        return false;
    }
    if (before != NULL && same_row(b->table, row, before) &&
        ri_datum_same(&row->values[from], &before->values[from])) {
        return true; /* it goes on, perhaps longer or shorter */
    }
    row->values[from] = ri_datum_text(b->day);
    return true;
}

/* A row as it was, cut to the days before. */
static bool cut_before(const becoming *b, ri_stored_row *row)
{
    const ri_datum *from = &row->values[ri_table_column_of(b->table, RI_CELL_FROM)];
    const bool begun = from->type == RI_DATUM_NONE || strcmp(from->bytes, b->day) < 0;
    if (begun && ri_stored_in_force(b->table, row, b->day)) {
        row->values[ri_table_column_of(b->table, RI_CELL_TO)] = ri_datum_text(b->day);
    }
    return begun;
}

/* Writes the rows that a key is to have in place of n rows. */
static raci_status replace(becoming *b, const ri_stored_row *now, size_t n, ri_stored_row *rows,
                           size_t m, raci_error *err)
{
    ri_store *store = b->import->store;
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = ri_stored_drop(store, b->table, now[i].id, err);
    }
    for (size_t i = 0; status == RACI_OK && i < m; i++) {
        status = ri_stored_add(store, b->table, &rows[i], err);
    }
    return status;
}

static raci_status put_together(becoming *b, const ri_stored_row *was, size_t n_was,
                                const ri_stored_row *now, size_t n_now, raci_error *err)
{
    const int from = ri_table_column_of(b->table, RI_CELL_FROM);
    ri_stored_row *rows = ri_arena_array(b->arena, n_was + n_now, sizeof *rows);
    size_t n = 0;
    if (rows == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < n_now; i++) {
        rows[n] = now[i];
        n += !is_overtaken(b, &now[i], now, n_now) &&
             cut_after(b, &rows[n], row_of_id(was, n_was, now[i].id));
    }
    const size_t n_after = n;
    for (size_t i = 0; i < n_was; i++) {
        const ri_stored_row *on = row_of_id(rows, n_after, was[i].id);
        const bool goes_on = on != NULL && ri_datum_same(&on->values[from], &was[i].values[from]);
        rows[n] = was[i];
        n += !goes_on && cut_before(b, &rows[n]);
    }
    return replace(b, now, n_now, rows, n, err);
}

/* Of rows without days, or with one row for each key. */
static raci_status drop_unmet(becoming *b, ri_stored_row *now, size_t n, raci_error *err)
{
    const int from = ri_table_column_of(b->table, RI_CELL_FROM);
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (!is_unmet(b, &now[i])) {
            continue;
        }
        if (from >= 0 && cut_before(b, &now[i])) {
            status = ri_stored_set(b->import->store, b->table, &now[i], err);
        } else {
            status = ri_stored_drop(b->import->store, b->table, now[i].id, err);
        }
    }
    return status;
}

static raci_status settle_key(becoming *b, const ri_datum *key, raci_error *err)
{
    ri_stored_row *was = NULL;
    ri_stored_row *now = NULL;
    size_t n_was = 0;
    size_t n_now = 0;
    raci_status status =
        ri_stored_read(&now, &n_now, b->import->store, b->table, key, b->arena, err);
    if (status == RACI_OK && !b->table->dated) {
        return drop_unmet(b, now, n_now, err);
    }
    if (status == RACI_OK) {
        status = ri_stored_read(&was, &n_was, b->was, b->table, key, b->arena, err);
    }
    if (status == RACI_OK && b->table->periods) {
        status = ri_model_rename(b->import->model, b->table->kind, key[0].number, n_now == 0, err);
    }
    return status == RACI_OK ? put_together(b, was, n_was, now, n_now, err) : status;
}

/* ---- all keys of a table ---- */

typedef struct stored_key {
    ri_datum columns[RI_TABLE_COLUMNS_MAX]; /* the grouping ones */
} stored_key;

static bool same_key(const ri_table *table, const ri_datum *a, const ri_datum *b)
{
    for (size_t i = 0; i < table->n; i++) {
        if (table->columns[i].grouping && !ri_datum_same(&a[i], &b[i])) {
            return false;
        }
    }
    return true;
}

/* The keys of rows that the file has, or that go because it has them not. Rows of one key
   stand together. */
static raci_status gather_keys(stored_key **out, size_t *n, becoming *b, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    size_t capacity = 0;
    stored_key *found = NULL;
    raci_status status = ri_store_stmt(&stmt, b->import->store, b->table->rows, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const int64_t id = ri_column_int(stmt, 0);
        stored_key key;
        if (!b->full && id <= b->import->last_id[b->import->tab] && !ri_met_has(&b->met, id)) {
            continue;
        }
        status = ri_stored_key(key.columns, b->import->store, b->table, stmt, b->arena, err);
        if (status == RACI_OK &&
            (*n == 0 || !same_key(b->table, found[*n - 1].columns, key.columns)) &&
            !RI_PUSH(found, *n, capacity, key)) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK) {
        *out = ri_arena_keep(b->arena, found, *n, sizeof *found);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(found);
    return status;
}

static raci_status settle_table(becoming *b, raci_error *err)
{
    stored_key *keys = NULL;
    size_t n = 0;
    raci_status status = ri_import_met(&b->met, b->import, b->import->tab, err);
    if (status == RACI_OK) {
        status = gather_keys(&keys, &n, b, err);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = settle_key(b, keys[i].columns, err);
    }
    return status;
}

static raci_status settle(ri_import *import, void *payload, raci_error *err)
{
    becoming *b = payload;
    raci_status status = RACI_OK;
    b->import = import;
    memcpy(b->read->rows, import->rows, sizeof import->rows);
    for (int tab = 0; status == RACI_OK && tab < RI_TABLE_COUNT; tab++) {
        if (!import->read[tab] || ri_tables[tab].drop == RI_QUERY_COUNT) {
            continue;
        }
        import->tab = tab;
        b->table = &ri_tables[tab];
        b->arena = ri_arena_new();
        status = b->arena != NULL ? settle_table(b, err) : ri_fail_nomem(err);
        ri_arena_free(b->arena);
        ri_map_free(&b->met);
        b->met = (ri_map){.count = 0};
    }
    return status;
}

raci_status ri_model_become(struct ri_files_read *read, raci_model *copy, raci_model *was,
                            const char *dir, bool full, int32_t day, raci_problem_fn problem,
                            void *payload, raci_error *err)
{
    becoming b = {.read = read, .was = ri_model_store(was), .full = full};
    (void)ri_day_format(day, b.day);
    const ri_import_way way = {.as_of = b.day, .finish = settle, .payload = &b};
    return ri_import_folder(copy, dir, &way, &read->counts, problem, payload, err);
}
