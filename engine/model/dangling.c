/*
 * Rows that name what has no row any more: its key is unknown, and a file that has such a row
 * could not be read back.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/lookup.h"
#include "model/rewriting.h"

typedef struct looking {
    ri_rewriting *w;
    ri_intern *references; /* of what has no row: "unit:sales" */
    uint32_t n_touched;    /* so many of them had one before the change */
    ri_dangling *found;
    size_t n;
    size_t capacity;
    uint32_t named; /* the one met last */
} looking;

static bool is_unknown(looking *f, ri_kind kind, const char *key, size_t length)
{
    char text[RI_KEY_MAX + 32];
    const char *name = ri_kind_name(kind);
    const size_t lead = strlen(name);
    if (lead + 1 + length >= sizeof text) {
        return false;
    }
    memcpy(text, name, lead);
    text[lead] = ':';
    memcpy(text + lead + 1, key, length);
    text[lead + 1 + length] = '\0';
    const uint32_t number = ri_intern_find(f->references, text);
    if (number == RI_NONE) {
        return false;
    }
    f->named = number;
    return true;
}

/* Of "kind:key", and of a handoff either side. */
static bool names_unknown(looking *f, const char *reference)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (!ri_reference_split(reference, &kind, &key)) {
        return false;
    }
    const char *arrow = kind == RI_HANDOFF ? strstr(key, "->") : NULL;
    if (arrow == NULL) {
        return is_unknown(f, kind, key, strlen(key));
    }
    return is_unknown(f, RI_TOUCHPOINT, key, (size_t)(arrow - key)) ||
           is_unknown(f, RI_TOUCHPOINT, arrow + 2, strlen(arrow + 2));
}

/* ---- looking for them ---- */

static raci_status look_at_items(bool *has, looking *f, const ri_table *table,
                                 const ri_column *column, int64_t id, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, f->w->store, table->items, err);
    *has = false;
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, id);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        size_t length = 0;
        const char *key = ri_column_text(stmt, 1, &length);
        *has = *has || (key != NULL && is_unknown(f, ri_column_kind(column), key, length));
    }
    return status;
}

static raci_status look_at_cell(bool *has, looking *f, const ri_table *table, int i, ri_stmt *stmt,
                                raci_error *err)
{
    const ri_column *column = &table->columns[i];
    size_t length = 0;
    const char *text = ri_column_text(stmt, i + 1, &length);
    *has = false;
    switch (column->type) {
    case RI_CELL_LINK:
        *has = text != NULL && is_unknown(f, ri_column_kind(column), text, length);
        return RACI_OK;
    case RI_CELL_REFERENCE:
    case RI_CELL_SCOPE:
        *has = text != NULL && names_unknown(f, text);
        return RACI_OK;
    case RI_CELL_LINKS:
        return look_at_items(has, f, table, column, ri_column_int(stmt, 0), err);
    default:
        return RACI_OK;
    }
}

/* The grouping columns as they are stored, from a row as it is exported. */
static raci_status read_key(ri_dangling *h, looking *f, ri_stmt *stmt, raci_error *err)
{
    const ri_table *table = &ri_tables[h->tab];
    raci_status status = RACI_OK;
    for (int i = 0; status == RACI_OK && i < (int)table->n; i++) {
        const ri_column *column = &table->columns[i];
        const char *text = ri_column_text(stmt, i + 1, NULL);
        if (!column->grouping) {
            continue;
        }
        if (column->type == RI_CELL_LINK || (column->type == RI_CELL_KEY && table->periods)) {
            const ri_kind kind = column->type == RI_CELL_KEY ? table->kind : ri_column_kind(column);
            bool known = false;
            int64_t id = 0;
            status = ri_rewriting_identity(&id, &known, f->w, kind, text != NULL ? text : "", err);
            h->key[i] = ri_datum_number(id);
        } else {
            const char *kept = ri_arena_string(f->w->arena, text != NULL ? text : "");
            h->key[i] = ri_datum_text(kept);
            status = kept != NULL ? RACI_OK : ri_fail_nomem(err);
        }
    }
    return status;
}

static raci_status look_at_row(looking *f, int tab, ri_stmt *stmt, raci_error *err)
{
    const ri_table *table = &ri_tables[tab];
    ri_dangling h = {.tab = tab, .id = ri_column_int(stmt, 0)};
    raci_status status = RACI_OK;
    for (int i = 0; status == RACI_OK && i < (int)table->n; i++) {
        bool has = false;
        status = look_at_cell(&has, f, table, i, stmt, err);
        h.columns |= (has ? UINT32_C(1) : 0) << i;
        h.about = h.about || (has && (table->columns[i].grouping || table->columns[i].required));
    }
    if (status != RACI_OK || h.columns == 0) {
        return status;
    }
    h.named = ri_arena_string(f->w->arena, ri_intern_get(f->references, f->named));
    h.since = f->named < f->n_touched;
    status = read_key(&h, f, stmt, err);
    if (status == RACI_OK && (h.named == NULL || !RI_PUSH(f->found, f->n, f->capacity, h))) {
        status = ri_fail_nomem(err);
    }
    return status;
}

static raci_status look_at_all(looking *f, raci_error *err)
{
    raci_status status = RACI_OK;
    for (int tab = 0; status == RACI_OK && tab < RI_TABLE_COUNT; tab++) {
        ri_stmt *stmt = NULL;
        bool more = false;
        status = ri_store_stmt(&stmt, f->w->store, ri_tables[tab].rows, err);
        while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
            status = look_at_row(f, tab, stmt, err);
        }
        if (stmt != NULL) {
            ri_reset(stmt);
        }
    }
    return status;
}

/* ---- the whole ---- */

/* Notes a thing if it has no row. Of things without periods rows stay for ever. */
static raci_status note(looking *f, ri_kind kind, int64_t id, raci_error *err)
{
    const int tab = ri_table_of_kind(kind);
    const ri_datum key[RI_TABLE_COLUMNS_MAX] = {ri_datum_number(id)};
    ri_text *text = &f->w->text;
    ri_stmt *stmt = NULL;
    bool there = false;
    if (tab < 0 || !ri_tables[tab].periods) {
        return RACI_OK;
    }
    raci_status status = ri_stored_find(&stmt, f->w->store, &ri_tables[tab], key, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &there, err);
        ri_reset(stmt);
    }
    if (status != RACI_OK || there) {
        return status;
    }
    ri_text_clear(text);
    ri_text_format(text, "%s:", ri_kind_name(kind));
    status = ri_lookup_key(text, f->w->store, kind, id, err);
    if (status == RACI_OK &&
        (text->failed || ri_intern_string(f->references, ri_text_string(text)) == RI_NONE)) {
        status = ri_fail_nomem(err);
    }
    return status;
}

/* The things that were touched. */
static raci_status note_touched(looking *f, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < f->w->n_groups; i++) {
        const ri_group *group = &f->w->groups[i];
        if (ri_tables[group->tab].periods) {
            status = note(f, ri_tables[group->tab].kind, group->key[0].number, err);
        }
    }
    f->n_touched = ri_intern_count(f->references);
    return status;
}

static raci_status note_key(looking *f, ri_kind kind, const char *key, size_t length,
                            raci_error *err)
{
    int64_t id = 0;
    bool known = false;
    if (ri_table_of_kind(kind) < 0) {
        return RACI_OK;
    }
    raci_status status = ri_lookup(&id, &known, f->w->store, kind, key, length, err);
    return status == RACI_OK && id != 0 ? note(f, kind, id, err) : status;
}

static raci_status note_reference(looking *f, const char *reference, raci_error *err)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (!ri_reference_split(reference, &kind, &key)) {
        return RACI_OK;
    }
    const char *arrow = kind == RI_HANDOFF ? strstr(key, "->") : NULL;
    if (arrow == NULL) {
        return note_key(f, kind, key, strlen(key), err);
    }
    raci_status status = note_key(f, RI_TOUCHPOINT, key, (size_t)(arrow - key), err);
    return status == RACI_OK ? note_key(f, RI_TOUCHPOINT, arrow + 2, strlen(arrow + 2), err)
                             : status;
}

static raci_status note_named_by(looking *f, int tab, const ri_stored_row *row, raci_error *err)
{
    const ri_table *table = &ri_tables[tab];
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < table->n; i++) {
        const ri_column *column = &table->columns[i];
        const ri_datum *cell = &row->values[i];
        if (column->type == RI_CELL_LINK && cell->type == RI_DATUM_INT) {
            status = note(f, ri_column_kind(column), cell->number, err);
        } else if (column->type == RI_CELL_REFERENCE || column->type == RI_CELL_SCOPE) {
            status = cell->bytes != NULL ? note_reference(f, cell->bytes, err) : RACI_OK;
        }
        for (size_t k = 0; status == RACI_OK && column->type == RI_CELL_LINKS && k < row->n_items;
             k++) {
            status = note(f, ri_column_kind(column), row->items[k], err);
        }
    }
    return status;
}

/* What is named by the rows that a change put there. */
static raci_status note_named(looking *f, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < f->w->n_groups; i++) {
        const ri_group *group = &f->w->groups[i];
        ri_stored_row *rows = NULL;
        size_t n = 0;
        status = ri_stored_read(&rows, &n, f->w->store, &ri_tables[group->tab], group->key,
                                f->w->arena, err);
        for (size_t k = 0; status == RACI_OK && k < n; k++) {
            status = note_named_by(f, group->tab, &rows[k], err);
        }
    }
    return status;
}

raci_status ri_rewriting_dangling(ri_dangling **out, size_t *n, ri_rewriting *w, bool named,
                                  raci_error *err)
{
    looking f = {.w = w, .references = ri_intern_new()};
    raci_status status = f.references != NULL ? note_touched(&f, err) : ri_fail_nomem(err);
    if (status == RACI_OK && named) {
        status = note_named(&f, err);
    }
    if (status == RACI_OK && ri_intern_count(f.references) > 0) {
        status = look_at_all(&f, err);
    }
    if (status == RACI_OK) {
        *n = f.n;
        *out = ri_arena_keep(w->arena, f.found, f.n, sizeof *f.found);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_intern_free(f.references);
    ri_free(f.found);
    return status;
}
