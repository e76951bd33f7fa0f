#include "model/rewriting.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "model/lookup.h"

raci_status ri_rewriting_begin(ri_rewriting *w, raci_model *model, raci_error *err)
{
    *w = (ri_rewriting){.model = model,
                        .store = ri_model_store(model),
                        .arena = ri_arena_new(),
                        .met = ri_intern_new()};
    return w->arena != NULL && w->met != NULL ? RACI_OK : ri_fail_nomem(err);
}

void ri_rewriting_end(ri_rewriting *w)
{
    ri_arena_free(w->arena);
    ri_intern_free(w->met);
    ri_text_free(&w->text);
    ri_free(w->groups);
    *w = (ri_rewriting){.model = NULL};
}

/* ---- groups of rows ---- */

/* A text that only this key of this table has. */
static bool name_key(ri_text *out, int tab, const ri_datum *key)
{
    const ri_table *table = &ri_tables[tab];
    ri_text_clear(out);
    ri_text_format(out, "%d", tab);
    for (size_t i = 0; i < table->n; i++) {
        if (!table->columns[i].grouping) {
            continue;
        }
        if (key[i].type == RI_DATUM_TEXT) {
            ri_text_format(out, " %zu:", key[i].length);
            ri_text_bytes(out, key[i].bytes, key[i].length);
        } else {
            ri_text_format(out, " %lld", (long long)key[i].number);
        }
    }
    return !out->failed;
}

/* Copies the grouping columns into the arena. */
static bool keep_key(ri_group *group, const ri_datum *key, ri_arena *arena)
{
    const ri_table *table = &ri_tables[group->tab];
    for (size_t i = 0; i < table->n; i++) {
        if (table->columns[i].grouping) {
            group->key[i] = key[i];
        }
        if (group->key[i].type == RI_DATUM_TEXT) {
            group->key[i].bytes = ri_arena_copy(arena, key[i].bytes, key[i].length);
            if (group->key[i].bytes == NULL) {
                return false;
            }
        }
    }
    return true;
}

raci_status ri_rewriting_rows(ri_stored_row **rows, size_t *n, ri_rewriting *w, int tab,
                              const ri_datum *key, raci_error *err)
{
    const ri_table *table = &ri_tables[tab];
    const uint32_t before = ri_intern_count(w->met);
    if (!name_key(&w->text, tab, key) ||
        ri_intern_put(w->met, ri_text_string(&w->text), w->text.length) == RI_NONE) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_stored_read(rows, n, w->store, table, key, w->arena, err);
    if (status != RACI_OK || ri_intern_count(w->met) == before) {
        return status;
    }
    ri_group group = {.tab = tab, .n_before = *n};
    group.before = ri_arena_keep(w->arena, *rows, *n, sizeof **rows);
    return group.before != NULL && keep_key(&group, key, w->arena) &&
                   RI_PUSH(w->groups, w->n_groups, w->capacity, group)
               ? RACI_OK
               : ri_fail_nomem(err);
}

raci_status ri_rewriting_identity(int64_t *id, bool *known, ri_rewriting *w, ri_kind kind,
                                  const char *key, raci_error *err)
{
    const size_t length = strlen(key);
    raci_status status = ri_lookup(id, known, w->store, kind, key, length, err);
    if (status == RACI_OK && *id == 0) {
        status = ri_lookup_make(id, w->store, kind, key, length, err);
    }
    return status;
}

/* ---- periods: days are text of which the order is theirs ---- */

static int compare_day(const ri_datum *value, const char *day, int unset)
{
    if (value->type == RI_DATUM_NONE) {
        return unset;
    }
    const size_t length = strlen(day);
    const int order = memcmp(value->bytes, day, value->length < length ? value->length : length);
    return order != 0 ? order : (value->length > length) - (value->length < length);
}

bool ri_stored_in_force(const ri_table *table, const ri_stored_row *row, const char *day)
{
    const int from = ri_table_column_of(table, RI_CELL_FROM);
    const int to = ri_table_column_of(table, RI_CELL_TO);
    return compare_day(&row->values[from], day, -1) <= 0 &&
           compare_day(&row->values[to], day, 1) > 0;
}

bool ri_stored_later(const ri_table *table, const ri_stored_row *row, const char *day)
{
    return compare_day(&row->values[ri_table_column_of(table, RI_CELL_FROM)], day, -1) > 0;
}

void ri_stored_begin_on(const ri_table *table, ri_stored_row *row, const char *day,
                        const ri_stored_row *rows, size_t n)
{
    const int from = ri_table_column_of(table, RI_CELL_FROM);
    ri_datum *end = &row->values[ri_table_column_of(table, RI_CELL_TO)];
    row->values[from] = ri_datum_text(day);
    for (size_t i = 0; i < n; i++) {
        const ri_datum *next = &rows[i].values[from];
        if (ri_stored_later(table, &rows[i], day) &&
            (end->type == RI_DATUM_NONE || compare_day(next, end->bytes, -1) < 0)) {
            *end = *next;
        }
    }
}

raci_status ri_rewriting_close(ri_rewriting *w, int tab, ri_stored_row *row, const char *day,
                               raci_error *err)
{
    const ri_table *table = &ri_tables[tab];
    if (compare_day(&row->values[ri_table_column_of(table, RI_CELL_FROM)], day, -1) == 0) {
        return ri_stored_drop(w->store, table, row->id, err);
    }
    row->values[ri_table_column_of(table, RI_CELL_TO)] = ri_datum_text(day);
    return ri_stored_set(w->store, table, row, err);
}

static raci_status lapse(ri_rewriting *w, int tab, ri_stored_row *rows, size_t n, const char *day,
                         size_t *ended, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (ri_stored_in_force(&ri_tables[tab], &rows[i], day)) {
            status = ri_rewriting_close(w, tab, &rows[i], day, err);
            ++*ended;
        }
    }
    return status;
}

raci_status ri_rewriting_lapse(ri_rewriting *w, int tab, const ri_datum *key, const char *day,
                               size_t *n, raci_error *err)
{
    ri_stored_row *rows = NULL;
    size_t n_rows = 0;
    raci_status status = ri_rewriting_rows(&rows, &n_rows, w, tab, key, err);
    return status == RACI_OK ? lapse(w, tab, rows, n_rows, day, n, err) : status;
}

raci_status ri_rewriting_succeed(ri_rewriting *w, int tab, ri_stored_row *row, const char *day,
                                 raci_error *err)
{
    const ri_table *table = &ri_tables[tab];
    ri_stored_row *rows = NULL;
    size_t n = 0;
    size_t ended = 0;
    raci_status status = ri_rewriting_rows(&rows, &n, w, tab, row->values, err);
    if (status == RACI_OK) {
        ri_stored_begin_on(table, row, day, rows, n);
        status = lapse(w, tab, rows, n, day, &ended, err);
    }
    return status == RACI_OK ? ri_stored_add(w->store, table, row, err) : status;
}
