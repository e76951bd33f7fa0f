/*
 * Attributes: the columns that the canonical files do not name.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/loading.h"

typedef struct attribute {
    uint32_t row;
    uint32_t name;
    const char *value;
} attribute;

typedef struct gathered {
    attribute *items;
    size_t n;
    size_t capacity;
} gathered;

static bool take(ri_loading *l, ri_kind kind, ri_stmt *stmt, gathered *all)
{
    attribute one = {.row = ri_ids_get(&l->periods[kind], ri_column_int(stmt, 0))};
    if (one.row == RI_NONE) {
        return true;
    }
    if (!ri_loading_word(l, stmt, 1, &one.name) || !ri_loading_shared(l, stmt, 2, &one.value)) {
        return false;
    }
    return one.name == RI_NONE ||
           (all->n < UINT32_MAX && RI_PUSH(all->items, all->n, all->capacity, one));
}

static raci_status gather_from(ri_loading *l, ri_kind kind, ri_stmt *stmt, gathered *all,
                               raci_error *err)
{
    bool row = false;
    raci_status status = RACI_OK;
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        if (!take(l, kind, stmt, all)) {
            ri_reset(stmt);
            return ri_fail_nomem(err);
        }
    }
    return status;
}

/* Stages and channels are few, and read in full for a focus too. */
static raci_status gather(ri_loading *l, ri_kind kind, gathered *all, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = RACI_OK;
    if (l->reach == NULL || kind == RI_STAGE || kind == RI_CHANNEL) {
        status = ri_store_stmt(&stmt, l->store, STMT_SNAPSHOT_ATTRIBUTES, err);
        if (status == RACI_OK) {
            ri_bind_text(stmt, 1, ri_kind_name(kind));
            status = gather_from(l, kind, stmt, all, err);
        }
        return status;
    }
    for (size_t i = 0; i < l->reach->n[kind] && status == RACI_OK; i++) {
        status = ri_store_stmt(&stmt, l->store, STMT_SNAPSHOT_ATTRIBUTES_OF, err);
        if (status == RACI_OK) {
            ri_bind_text(stmt, 1, ri_kind_name(kind));
            ri_bind_int(stmt, 2, l->reach->rows[kind][i].period);
            status = gather_from(l, kind, stmt, all, err);
        }
    }
    return status;
}

/* Each row's come together and by name: they only need their places. */
static bool place(ri_loading *l, ri_rows *rows, const gathered *all)
{
    ri_attributes *attrs = &rows->attrs;
    uint32_t *first = ri_arena_array(l->arena, (size_t)rows->n + 2, sizeof *first);
    attrs->name = ri_arena_array(l->arena, all->n, sizeof *attrs->name);
    attrs->value = ri_arena_array(l->arena, all->n, sizeof *attrs->value);
    if (first == NULL || attrs->name == NULL || attrs->value == NULL) {
        return false;
    }
    for (size_t i = 0; i < all->n; i++) {
        first[(size_t)all->items[i].row + 2]++;
    }
    for (size_t r = 1; r <= rows->n; r++) {
        first[r + 1] += first[r];
    }
    for (size_t i = 0; i < all->n; i++) {
        uint32_t at = first[(size_t)all->items[i].row + 1]++;
        attrs->name[at] = all->items[i].name;
        attrs->value[at] = all->items[i].value;
    }
    attrs->first = first;
    return true;
}

raci_status ri_load_attributes(ri_loading *l, raci_error *err)
{
    raci_status status = RACI_OK;
    for (int kind = 0; kind < RI_KIND_COUNT && status == RACI_OK; kind++) {
        gathered all = {0};
        ri_rows *rows = ri_loading_rows(l->s, (ri_kind)kind);
        if (rows == NULL || rows->n == 0) {
            continue;
        }
        status = gather(l, (ri_kind)kind, &all, err);
        if (status == RACI_OK && all.n > 0 && !place(l, rows, &all)) {
            status = ri_fail_nomem(err);
        }
        ri_free(all.items);
    }
    return status;
}
