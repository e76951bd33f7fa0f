/*
 * What ends on the day on which its only row begins has no row any more. Links to it are
 * unset, and rows that are about it go.
 */
#include "base/fail.h"
#include "model/rewriting.h"

/* The items that have a row. */
static raci_status drop_items(ri_rewriting *w, const ri_table *table, ri_stored_row *row,
                              raci_error *err)
{
    ri_stmt *stmt = NULL;
    int64_t *kept = ri_arena_array(w->arena, row->n_items, sizeof *kept);
    size_t n = 0;
    const int list = ri_table_column_of(table, RI_CELL_LINKS);
    const ri_table *of = &ri_tables[ri_table_of_kind(ri_column_kind(&table->columns[list]))];
    raci_status status = kept != NULL ? RACI_OK : ri_fail_nomem(err);
    for (size_t i = 0; status == RACI_OK && i < row->n_items; i++) {
        const ri_datum key[RI_TABLE_COLUMNS_MAX] = {ri_datum_number(row->items[i])};
        bool there = false;
        status = ri_stored_find(&stmt, w->store, of, key, err);
        if (status == RACI_OK) {
            status = ri_step(stmt, &there, err);
            ri_reset(stmt);
        }
        if (there) {
            kept[n++] = row->items[i];
        }
    }
    row->items = kept; /* the other array is that of the row as it was */
    row->n_items = n;
    if (status == RACI_OK) {
        status = ri_stored_clear(w->store, table, row->id, err);
    }
    return status == RACI_OK
               ? ri_stored_items(w->store, table, row->id, row->items, row->n_items, err)
               : status;
}

static raci_status mend_row(ri_rewriting *w, const ri_dangling *h, ri_stored_row *row,
                            raci_error *err)
{
    const ri_table *table = &ri_tables[h->tab];
    raci_status status = RACI_OK;
    if (h->about) {
        return ri_stored_drop(w->store, table, row->id, err);
    }
    for (int i = 0; status == RACI_OK && i < (int)table->n; i++) {
        if ((h->columns >> i & 1u) == 0) {
            continue;
        }
        if (table->columns[i].type == RI_CELL_LINKS) {
            status = drop_items(w, table, row, err);
        } else {
            row->values[i] = (ri_datum){.type = RI_DATUM_NONE};
        }
    }
    return status == RACI_OK ? ri_stored_set(w->store, table, row, err) : status;
}

static raci_status mend(ri_rewriting *w, const ri_dangling *h, raci_error *err)
{
    ri_stored_row *rows = NULL;
    size_t n = 0;
    raci_status status = ri_rewriting_rows(&rows, &n, w, h->tab, h->key, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (rows[i].id == h->id) {
            return mend_row(w, h, &rows[i], err);
        }
    }
    return status;
}

raci_status ri_rewrite_forgotten(ri_rewriting *w, raci_error *err)
{
    ri_dangling *rows = NULL;
    size_t n = 0;
    raci_status status = ri_rewriting_dangling(&rows, &n, w, false, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = mend(w, &rows[i], err);
    }
    return status;
}
