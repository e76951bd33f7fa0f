/*
 * Keeping a result as a run: one transaction that writes what differs from the run
 * before, and an entry of the chain with the digest of all that was written.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "check/checking.h"
#include "model/known.h"
#include "record/chain.h"
#include "record/keeping.h"
#include "record/whole_result.h"

/* What was evaluated must be what is there. */
static raci_status compare_model(const ri_keeping *k, raci_error *err)
{
    int64_t last = 0;
    raci_status status = ri_whole_result_stands(k->result, err);
    if (status == RACI_OK) {
        status = ri_store_ask(&last, k->store, STMT_LAST_RUN, err);
    }
    if (status == RACI_OK && last != k->result->snapshot->last_run) {
        return ri_whole_result_fails(err);
    }
    return status;
}

static void count(int64_t counts[RI_RUN_COUNTS], const raci_result *result)
{
    const ri_summary *s = &result->summary;
    const size_t all[RI_RUN_COUNTS] = {
        [RI_RUN_SUBJECTS] = s->subjects,
        [RI_RUN_ASSIGNMENTS] = s->assignments,
        [RI_RUN_CONFLICTS] = s->kinds[RI_KIND_CONFLICT],
        [RI_RUN_GAPS] = s->kinds[RI_KIND_GAP],
        [RI_RUN_RISKS] = s->kinds[RI_KIND_RISK],
        [RI_RUN_HYGIENE] = s->kinds[RI_KIND_HYGIENE],
        [RI_RUN_POLICY] = s->kinds[RI_KIND_POLICY],
        [RI_RUN_ERRORS] = s->severities[RACI_ERROR],
        [RI_RUN_WARNINGS] = s->severities[RACI_WARNING],
        [RI_RUN_INFOS] = s->severities[RACI_INFO],
        [RI_RUN_TO_CXO] = s->escalated_cxo,
        [RI_RUN_TO_CEO] = s->escalated_ceo,
        [RI_RUN_TO_OTHER] = s->escalated_other,
        [RI_RUN_TO_NONE] = s->escalated_none,
        [RI_RUN_ACCEPTED] = result->n_accepted,
    };
    for (int i = 0; i < RI_RUN_COUNTS; i++) {
        counts[i] = (int64_t)all[i];
    }
}

static raci_status add_run(ri_keeping *k, int64_t entry, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, k->store, STMT_RUN_ADD, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, k->run.number);
    ri_bind_int(stmt, 2, entry);
    ri_bind_text(stmt, 3, k->run.date);
    ri_bind_text(stmt, 4, k->run.raci);
    ri_bind_text(stmt, 5, k->run.model_digest);
    ri_bind_int(stmt, 6, k->run.policy_id);
    for (int i = 0; i < RI_RUN_COUNTS; i++) {
        ri_bind_int(stmt, 7 + i, k->run.counts[i]);
    }
    status = ri_run(stmt, err);
    if (status == RACI_OK) {
        status = ri_store_stmt(&stmt, k->store, STMT_RUN_EARLIER, err);
    }
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, k->run.date);
        status = ri_run(stmt, err);
    }
    return status;
}

/* The first run is compared with none. */
static raci_status note_compared(ri_keeping *k, raci_error *err)
{
    ri_stmt *stmt = NULL;
    if (k->run.number == 1) {
        k->run.added = k->run.changed = k->run.gone = k->run.moves = -1;
        return RACI_OK;
    }
    raci_status status = ri_store_stmt(&stmt, k->store, STMT_RUN_COMPARED, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, k->run.number);
        ri_bind_int(stmt, 2, k->run.added);
        ri_bind_int(stmt, 3, k->run.changed);
        ri_bind_int(stmt, 4, k->run.gone);
        ri_bind_int(stmt, 5, k->run.moves);
        status = ri_run(stmt, err);
    }
    return status;
}

static raci_status seal(ri_keeping *k, int64_t entry, raci_error *err)
{
    char body[65];
    size_t n = 0;
    const ri_policy_file *files = ri_policy_files(k->result->policy, &n);
    if (!ri_body_end(body, &k->body, &k->line, &k->run, files, n)) {
        return ri_fail_nomem(err);
    }
    return ri_chain_seal(k->store, entry, body, err);
}

static raci_status keep(ri_keeping *k, const char *recorded_at, raci_error *err)
{
    int64_t entry = 0;
    const int64_t last = k->result->snapshot->last_run;
    raci_status status = last <= RI_NUMBER_MAX ? compare_model(k, err) : ri_chain_far(last, err);
    if (status == RACI_OK) {
        k->run.number = last + 1;
        status = ri_keep_policy(k, err);
    }
    if (status == RACI_OK) {
        status = ri_chain_begin(&entry, k->store, "run", recorded_at, err);
    }
    if (status == RACI_OK) {
        status = add_run(k, entry, err);
    }
    if (status == RACI_OK) {
        status = ri_keep_assignments(k, err);
    }
    if (status == RACI_OK) {
        status = ri_keep_findings(k, err);
    }
    if (status == RACI_OK) {
        status = note_compared(k, err);
    }
    return status == RACI_OK ? seal(k, entry, err) : status;
}

raci_status raci_record(int64_t *run, const raci_result *result, const char *recorded_at,
                        raci_error *err)
{
    char date[11];
    ri_keeping k = {.store = ri_model_store(result->model), .result = result};
    raci_status status = ri_whole_result_fit(result, recorded_at, err);
    if (status != RACI_OK) {
        return status;
    }
    k.run.date = ri_day_format(result->date, date);
    k.run.raci = raci_version();
    k.run.model_digest = result->model_digest;
    count(k.run.counts, result);
    ri_body_begin(&k.body);
    k.arena = ri_arena_new();
    if (k.arena == NULL) {
        return ri_fail_nomem(err);
    }
    status = ri_store_begin(k.store, err);
    if (status == RACI_OK) {
        status = ri_store_do(k.store, STMT_CACHE_LARGE, err);
    }
    if (status == RACI_OK) {
        status = keep(&k, recorded_at, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(k.store, err);
    }
    ri_store_rollback(k.store);
    (void)ri_store_do(k.store, STMT_CACHE_SMALL, NULL);
    ri_text_free(&k.line);
    ri_arena_free(k.arena);
    if (status == RACI_OK) {
        *run = k.run.number;
    }
    return status;
}
