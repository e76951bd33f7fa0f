/* What a result has that a run had not. */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/result.h"
#include "model/known.h"
#include "raci/record.h"
#include "record/finding_row.h"
#include "record/run_row.h"

static int by_record(const void *a, const void *b, const void *context)
{
    const ri_finding *x = &((const ri_finding *)context)[*(const size_t *)a];
    const ri_finding *y = &((const ri_finding *)context)[*(const size_t *)b];
    int order = strcmp(x->subject_text, y->subject_text);
    order = order != 0 ? order : strcmp(x->code_name, y->code_name);
    return order != 0 ? order : strcmp(x->key, y->key);
}

static int order_of(const ri_finding *finding, const ri_finding_row *row)
{
    const ri_finding_row own = {
        .subject = finding->subject_text, .code = finding->code_name, .key = finding->key};
    return ri_finding_row_order(&own, row);
}

/* Marks the findings that the run has, looking the same: one pass over both, each in
   the record's order. */
static raci_status mark_known(bool *known, const size_t *order, const raci_result *result,
                              int64_t run, raci_error *err)
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
    while (next < result->n_findings && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        ri_finding_row row;
        status = ri_finding_row_read(&row, stmt, err);
        if (status != RACI_OK) {
            break;
        }
        while (next < result->n_findings && order_of(&result->findings[order[next]], &row) < 0) {
            next++;
        }
        if (next < result->n_findings && !row.accepted &&
            order_of(&result->findings[order[next]], &row) == 0) {
            known[order[next]] =
                strcmp(result->findings[order[next]].fingerprint, row.fingerprint) == 0;
        }
    }
    ri_reset(stmt);
    return status;
}

static bool has_office(const ri_snapshot *s, ri_ref position, const char *office)
{
    uint32_t word = ri_intern_find(s->words, office);
    return word != RI_NONE && s->positions.office[ri_ref_index(position)] == word;
}

/* Takes a finding out of the counts. */
static void forget(raci_result *result, const ri_finding *finding)
{
    ri_summary *summary = &result->summary;
    const ri_escalated *route = &finding->escalate;
    summary->kinds[finding->kind]--;
    summary->severities[finding->severity]--;
    summary->codes[finding->code]--;
    if (!route->any) {
        return;
    }
    if (route->to == RI_NONE) {
        summary->escalated_none--;
    } else if (has_office(result->snapshot, route->to, "cxo")) {
        summary->escalated_cxo--;
    } else if (has_office(result->snapshot, route->to, "ceo")) {
        summary->escalated_ceo--;
    } else {
        summary->escalated_other--;
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
    size_t *order = ri_alloc(n * sizeof *order);
    if (known == NULL || order == NULL) {
        status = ri_fail_nomem(err);
        goto done;
    }
    for (size_t i = 0; i < n; i++) {
        known[i] = false;
        order[i] = i;
    }
    status = ri_order(order, n, sizeof *order, by_record, result->findings)
                 ? mark_known(known, order, result, run, err)
                 : ri_fail_nomem(err);
    if (status == RACI_OK) {
        leave_out(result, known);
    }
done:
    ri_free(known);
    ri_free(order);
    return status;
}
