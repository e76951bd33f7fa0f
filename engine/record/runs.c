/* Runs: all of them, and how one is named. */
#include "record/runs.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "record/chain.h"

static raci_status read_runs(raci_log *log, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    ri_run_row *rows = NULL;
    size_t capacity = 0;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_LOG, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        ri_run_row row;
        status = ri_run_row_read(&row, stmt, log->arena, err);
        if (status == RACI_OK && !RI_PUSH(rows, log->n, capacity, row)) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK) {
        log->runs = ri_arena_keep(log->arena, rows, log->n, sizeof *rows);
        status = log->runs != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(rows);
    return status;
}

/* Reads the heads and steps of all changes. */
static raci_status read_changes(raci_log *log, ri_store *store, raci_error *err)
{
    int64_t *entries = NULL;
    size_t n = 0;
    raci_status status = ri_change_entries(&entries, &n, store, log->arena, err);
    if (status == RACI_OK) {
        log->changes = ri_arena_array(log->arena, n, sizeof *log->changes);
        status = log->changes != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = ri_change_read(&log->changes[i].change, store, entries[i], false, err);
        log->n_changes += status == RACI_OK;
    }
    return status;
}

raci_status raci_log_open(raci_log **out, raci_model *model, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_log *log = arena != NULL ? ri_arena_take(arena, sizeof *log) : NULL;
    if (log == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *log = (raci_log){.arena = arena};
    raci_status status = read_runs(log, ri_model_store(model), err);
    if (status == RACI_OK) {
        status = read_changes(log, ri_model_store(model), err);
    }
    if (status == RACI_OK) {
        status = ri_acknowledgements_read(&log->acknowledgements, &log->n_acknowledgements,
                                          ri_model_store(model), arena, err);
    }
    if (status == RACI_OK) {
        status = ri_chain_newest(&log->head_entry, log->head, ri_model_store(model), err);
    }
    if (status != RACI_OK) {
        raci_log_free(log);
        return status;
    }
    *out = log;
    return RACI_OK;
}

void raci_log_free(raci_log *log)
{
    if (log != NULL) {
        for (size_t i = 0; i < log->n_changes; i++) {
            raci_change_free(log->changes[i].change);
        }
        ri_arena_free(log->arena); /* the log itself lies in it */
    }
}

size_t raci_log_runs(const raci_log *log)
{
    return log->n;
}

raci_status raci_log_run(raci_run *out, const raci_log *log, size_t i, raci_error *err)
{
    if (i >= log->n) {
        return ri_fail(err, RACI_INVALID, "there is no run %zu of %zu in the log", i, log->n);
    }
    const ri_run_row *row = &log->runs[i];
    *out = (raci_run){
        .number = row->number,
        .date = row->date,
        .recorded_at = row->recorded_at,
        .policy_name = row->policy_name,
        .policy_version = row->policy_version,
        .policy_digest = row->policy_digest,
        .model_digest = row->model_digest,
        .entry_digest = row->entry_digest,
        .errors = (size_t)row->counts[RI_RUN_ERRORS],
        .warnings = (size_t)row->counts[RI_RUN_WARNINGS],
        .infos = (size_t)row->counts[RI_RUN_INFOS],
        .accepted = (size_t)row->counts[RI_RUN_ACCEPTED],
        .added = row->added,
        .changed = row->changed,
        .gone = row->gone,
        .moves = row->moves,
    };
    return RACI_OK;
}

/* ---- names ---- */

/* Digits alone, at most nine of them. */
static bool read_number(int64_t *out, const char *text)
{
    size_t n = strspn(text, "0123456789");
    if (n == 0 || n > 9 || text[n] != '\0') {
        return false;
    }
    *out = strtol(text, NULL, 10);
    return true;
}

raci_status raci_run_named(int64_t *out, raci_model *model, const char *name, raci_error *err)
{
    int64_t last = 0;
    int64_t number = 0;
    const bool relative = strncmp(name, "last", 4) == 0;
    if (relative ? strcmp(name, "last") != 0 && (name[4] != '-' || !read_number(&number, name + 5))
                 : !read_number(&number, name)) {
        return ri_fail(err, RACI_INVALID,
                       "expected a run: its number as 'raci log' shows it, 'last' or 'last-1'; "
                       "found '%s'",
                       name);
    }
    raci_status status = ri_store_ask(&last, ri_model_store(model), STMT_LAST_RUN, err);
    if (status != RACI_OK) {
        return status;
    }
    number = relative ? last - number : number;
    if (last == 0) {
        return ri_fail(err, RACI_NOTFOUND,
                       "no run is recorded yet; 'raci check --record' records one");
    }
    if (number < 1 || number > last) {
        return ri_fail(err, RACI_NOTFOUND,
                       "there is no recorded run '%s'; the last one is run %lld", name,
                       (long long)last);
    }
    *out = number;
    return RACI_OK;
}
