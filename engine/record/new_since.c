/* What a result has that a run had not. */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "check/result.h"
#include "model/known.h"
#include "raci/record.h"
#include "record/finding_row.h"
#include "record/run_row.h"

/* Marks the findings that the run has, looking the same: one pass over both, each in
   the record's order. */
static raci_status mark_known(bool *known, const raci_result *result, int64_t run, raci_error *err)
{
    ri_stmt *stmt = NULL;
    size_t next = 0;
    bool more = false;
    raci_status status =
        ri_store_stmt(&stmt, ri_model_store(result->model), STMT_RUN_FINDINGS_EITHER, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, run);
    ri_bind_int(stmt, 2, run);
    const ri_finding *findings = result->findings;
    while (next < result->n_findings && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        ri_finding_row row;
        status = ri_finding_row_read(&row, stmt, err);
        if (status != RACI_OK) {
            break;
        }
        while (next < result->n_findings && ri_finding_order(&findings[next], &row) < 0) {
            next++;
        }
        if (next < result->n_findings && !row.accepted &&
            ri_finding_order(&findings[next], &row) == 0) {
            known[next] = strcmp(findings[next].fingerprint, row.fingerprint) == 0;
        }
    }
    ri_reset(stmt);
    return status;
}

/* Takes a finding out of the counts. */
static void forget(raci_result *result, const ri_finding *finding)
{
    ri_summary *summary = &result->summary;
    const ri_snapshot *s = result->snapshot;
    summary->kinds[finding->kind]--;
    summary->severities[finding->severity]--;
    summary->codes[finding->code]--;
    size_t *route =
        ri_summary_route(summary, s, &finding->escalate, ri_intern_find(s->words, "cxo"),
                         ri_intern_find(s->words, "ceo"));
    if (route != NULL) {
        --*route;
    }
}

static void leave_out(raci_result *result, const bool *known)
{
    size_t kept = 0;
    for (size_t i = 0; i < result->n_findings; i++) {
        if (known[i]) {
            forget(result, &result->findings[i]);
        } else {
            result->findings[kept++] = result->findings[i];
        }
    }
    result->only_new = kept < result->n_findings;
    result->narrowed = result->narrowed || result->only_new;
    result->n_findings = kept;
}

static raci_status look_for(const raci_result *result, int64_t run, raci_error *err)
{
    ri_run_row row;
    ri_arena *arena = ri_arena_new();
    if (result->model_digest[0] == '\0') {
        ri_arena_free(arena);
        return ri_fail(err, RACI_INVALID, "only a whole result can be compared with a run");
    }
    raci_status status = arena != NULL
                             ? ri_run_row_get(&row, ri_model_store(result->model), run, arena, err)
                             : ri_fail_nomem(err);
    ri_arena_free(arena);
    return status;
}

raci_status raci_result_since(raci_result *result, int64_t run, raci_error *err)
{
    raci_status status = look_for(result, run, err);
    if (status != RACI_OK) {
        return status;
    }
    const size_t n = result->n_findings;
    bool *known = ri_alloc(n * sizeof *known);
    if (known == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        known[i] = false;
    }
    status = mark_known(known, result, run, err);
    if (status == RACI_OK) {
        leave_out(result, known);
    }
    ri_free(known);
    return status;
}
