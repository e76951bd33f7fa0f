/*
 * Changes written to the file, and read back.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "record/chain.h"
#include "record/recorded_change.h"

/* ---- writing ---- */

static raci_status add_head(const raci_change *change, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, STMT_CHANGE_ADD, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, change->entry);
    if (change->undoes != 0) {
        ri_bind_int(stmt, 2, change->undoes);
    }
    ri_bind_text(stmt, 3, change->title);
    ri_bind_text(stmt, 4, change->reason);
    ri_bind_text(stmt, 5, change->date);
    ri_bind_text(stmt, 6, change->raci);
    ri_bind_text(stmt, 7, change->before);
    ri_bind_text(stmt, 8, change->after);
    return ri_run(stmt, err);
}

static raci_status add_act(const raci_change *change, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ACT_ADD, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, change->entry);
    ri_bind_text(stmt, 2, change->by);
    ri_bind_text(stmt, 3, change->finding);
    ri_bind_text(stmt, 4, change->fingerprint);
    ri_bind_int(stmt, 5, change->complete);
    return ri_run(stmt, err);
}

static raci_status add_steps(const raci_change *change, ri_store *store, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < change->n_steps; i++) {
        const ri_change_step *step = &change->steps[i];
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, store, STMT_CHANGE_STEP_ADD, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, change->entry);
            ri_bind_int(stmt, 2, (int64_t)i);
            ri_bind_text(stmt, 3, step->date);
            ri_bind_text(stmt, 4, step->said);
            ri_bind_text(stmt, 5, step->file);
            ri_bind_int(stmt, 6, step->line);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

static raci_status add_rows(const raci_change *change, ri_store *store, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < change->n_rows; i++) {
        const ri_change_row *row = &change->rows[i];
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, store, STMT_CHANGE_ROW_ADD, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, change->entry);
            ri_bind_int(stmt, 2, (int64_t)i);
            ri_bind_int(stmt, 3, row->key);
            ri_bind_text(stmt, 4, row->tab);
            ri_bind_int(stmt, 5, row->after);
            ri_bind_text(stmt, 6, row->said);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

static raci_status add_rewritten(const raci_change *change, ri_store *store, enum ri_query query,
                                 const ri_rewritten *items, size_t n, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, store, query, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, change->entry);
            ri_bind_int(stmt, 2, items[i].number);
            ri_bind_text(stmt, 3, items[i].digest);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

raci_status ri_change_keep(raci_change *change, ri_store *store, const char *recorded_at,
                           raci_error *err)
{
    char body[65];
    raci_status status = ri_chain_begin(&change->entry, store, change->kind, recorded_at, err);
    if (status == RACI_OK) {
        status = add_head(change, store, err);
    }
    if (status == RACI_OK && change->act) {
        status = add_act(change, store, err);
    }
    if (status == RACI_OK) {
        status = add_steps(change, store, err);
    }
    if (status == RACI_OK) {
        status = add_rows(change, store, err);
    }
    if (status == RACI_OK) {
        status = add_rewritten(change, store, STMT_REWRITTEN_ENTRY_ADD, change->entries,
                               change->n_entries, err);
    }
    if (status == RACI_OK) {
        status = add_rewritten(change, store, STMT_REWRITTEN_TEXT_ADD, change->texts,
                               change->n_texts, err);
    }
    if (status == RACI_OK) {
        ri_change_body(body, change);
        status = ri_chain_seal(store, change->entry, body, err);
    }
    change->recorded_at = ri_arena_string(change->arena, recorded_at);
    return status == RACI_OK && change->recorded_at == NULL ? ri_fail_nomem(err) : status;
}

/* ---- reading ---- */

/* A text in the arena; "" where there is none. *failed notes that memory is exhausted. */
static const char *text_at(ri_stmt *stmt, int at, ri_arena *arena, bool *failed)
{
    const char *text = ri_column_text(stmt, at, NULL);
    const char *kept = ri_arena_string(arena, text != NULL ? text : "");
    *failed = *failed || kept == NULL;
    return kept;
}

/* The same, but NULL where there is none. */
static const char *optional_at(ri_stmt *stmt, int at, ri_arena *arena, bool *failed)
{
    return ri_column_null(stmt, at) ? NULL : text_at(stmt, at, arena, failed);
}

static raci_status read_head(raci_change *change, ri_store *store, int64_t entry, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    bool failed = false;
    ri_arena *arena = change->arena;
    raci_status status = ri_store_stmt(&stmt, store, STMT_CHANGE_OF, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, entry);
        status = ri_step(stmt, &row, err);
    }
    if (status != RACI_OK || !row) {
        return status != RACI_OK
                   ? status
                   : ri_fail(err, RACI_NOTFOUND, "entry %lld is no change", (long long)entry);
    }
    change->entry = entry;
    change->undoes = ri_column_int(stmt, 0);
    change->title = text_at(stmt, 1, arena, &failed);
    change->reason = optional_at(stmt, 2, arena, &failed);
    change->date = text_at(stmt, 3, arena, &failed);
    change->raci = text_at(stmt, 4, arena, &failed);
    change->before = text_at(stmt, 5, arena, &failed);
    change->after = text_at(stmt, 6, arena, &failed);
    change->recorded_at = text_at(stmt, 7, arena, &failed);
    change->digest = text_at(stmt, 8, arena, &failed);
    change->undone = ri_column_int(stmt, 9);
    change->kind = text_at(stmt, 10, arena, &failed);
    change->by = optional_at(stmt, 11, arena, &failed);
    change->finding = optional_at(stmt, 12, arena, &failed);
    change->fingerprint = optional_at(stmt, 13, arena, &failed);
    change->act = !ri_column_null(stmt, 14);
    change->complete = ri_column_int(stmt, 14) != 0;
    ri_reset(stmt);
    return failed ? ri_fail_nomem(err) : RACI_OK;
}

static raci_status read_steps(raci_change *change, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    bool failed = false;
    ri_change_step *steps = NULL;
    size_t capacity = 0;
    raci_status status = ri_store_stmt(&stmt, store, STMT_CHANGE_STEPS, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, change->entry);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const ri_change_step step = {.date = text_at(stmt, 0, change->arena, &failed),
                                     .said = text_at(stmt, 1, change->arena, &failed),
                                     .file = text_at(stmt, 2, change->arena, &failed),
                                     .line = ri_column_int(stmt, 3)};
        failed = failed || !RI_PUSH(steps, change->n_steps, capacity, step);
    }
    change->steps = ri_arena_keep(change->arena, steps, change->n_steps, sizeof *steps);
    ri_free(steps);
    return status == RACI_OK && (failed || change->steps == NULL) ? ri_fail_nomem(err) : status;
}

static raci_status read_rows(raci_change *change, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    bool failed = false;
    ri_change_row *rows = NULL;
    size_t capacity = 0;
    raci_status status = ri_store_stmt(&stmt, store, STMT_CHANGE_ROWS, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, change->entry);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const ri_change_row row = {.key = ri_column_int(stmt, 0),
                                   .tab = text_at(stmt, 1, change->arena, &failed),
                                   .after = ri_column_int(stmt, 2) != 0,
                                   .said = text_at(stmt, 3, change->arena, &failed)};
        change->n_keys += change->n_rows == 0 || rows[change->n_rows - 1].key != row.key;
        failed = failed || !RI_PUSH(rows, change->n_rows, capacity, row);
    }
    change->rows = ri_arena_keep(change->arena, rows, change->n_rows, sizeof *rows);
    ri_free(rows);
    return status == RACI_OK && (failed || change->rows == NULL) ? ri_fail_nomem(err) : status;
}

static raci_status read_rewritten(ri_rewritten **out, size_t *n, const raci_change *change,
                                  ri_store *store, enum ri_query query, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    bool failed = false;
    ri_rewritten *items = NULL;
    size_t capacity = 0;
    raci_status status = ri_store_stmt(&stmt, store, query, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, change->entry);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const ri_rewritten item = {ri_column_int(stmt, 0),
                                   text_at(stmt, 1, change->arena, &failed)};
        failed = failed || !RI_PUSH(items, *n, capacity, item);
    }
    *out = ri_arena_keep(change->arena, items, *n, sizeof *items);
    ri_free(items);
    return status == RACI_OK && (failed || *out == NULL) ? ri_fail_nomem(err) : status;
}

raci_status ri_change_read(raci_change **out, ri_store *store, int64_t entry, bool rows,
                           raci_error *err)
{
    raci_change *change = ri_change_new();
    if (change == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = read_head(change, store, entry, err);
    if (status == RACI_OK) {
        status = read_steps(change, store, err);
    }
    if (status == RACI_OK && rows) {
        status = read_rows(change, store, err);
    }
    if (status == RACI_OK && rows) {
        status = read_rewritten(&change->entries, &change->n_entries, change, store,
                                STMT_REWRITTEN_ENTRIES, err);
    }
    if (status == RACI_OK && rows) {
        status = read_rewritten(&change->texts, &change->n_texts, change, store,
                                STMT_REWRITTEN_TEXTS, err);
    }
    if (status != RACI_OK) {
        raci_change_free(change);
        return status;
    }
    *out = change;
    return RACI_OK;
}

raci_status ri_change_entries(int64_t **out, size_t *n, ri_store *store, ri_arena *arena,
                              raci_error *err)
{
    ri_stmt *stmt = NULL;
    int64_t *entries = NULL;
    size_t capacity = 0;
    bool more = false;
    *n = 0;
    raci_status status = ri_store_stmt(&stmt, store, STMT_CHANGE_ENTRIES, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        if (!RI_PUSH(entries, *n, capacity, ri_column_int(stmt, 0))) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK) {
        *out = ri_arena_keep(arena, entries, *n, sizeof *entries);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(entries);
    return status;
}
