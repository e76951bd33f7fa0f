#include "check/outlook.h"

#include "base/fail.h"
#include "base/memory.h"

/* ---- what is kept ---- */

bool ri_outlook_note(ri_outlook *outlook, const raci_result *result, uint32_t number,
                     const ri_settlement *t)
{
    const uint8_t looked = ri_policy_looked(result->policy) ? RI_OPEN_LOOKED : 0;
    const uint8_t lacked = ri_resolver_lacked(result->resolver) ? RI_OPEN_LACKED : 0;
    return ri_grounds_note(&outlook->grounds, number, t, looked | lacked);
}

void ri_outlook_keep(ri_outlook *outlook, ri_checking *c)
{
    outlook->lapsed = c->lapsed;
    c->lapsed = (ri_lapses){0};
    outlook->unreasoned = c->unreasoned;
    c->unreasoned = (ri_unreasoned_list){0};
}

void ri_outlook_recall(ri_checking *c, const raci_result *result, const ri_outlook *outlook)
{
    for (size_t i = 0; i < outlook->lapsed.n; i++) {
        const ri_lapse *lapse = &outlook->lapsed.items[i];
        const ri_finding of = {.subject = lapse->subject, .code = lapse->code};
        if (ri_result_retains(result, &of) &&
            !RI_PUSH(c->lapsed.items, c->lapsed.n, c->lapsed.capacity, *lapse)) {
            c->out_of_memory = true;
        }
    }
    for (size_t i = 0; i < outlook->unreasoned.n; i++) {
        const ri_unreasoned *row = &outlook->unreasoned.items[i];
        if (!ri_bits_has(&result->due, ri_subject_number(result->snapshot, row->subject)) &&
            !RI_PUSH(c->unreasoned.items, c->unreasoned.n, c->unreasoned.capacity, *row)) {
            c->out_of_memory = true;
        }
    }
}

/* ---- the first evaluation ---- */

static raci_status evaluate(ri_outlook *outlook, raci_error *err)
{
    raci_result *result = outlook->result;
    ri_grounds *g = &outlook->grounds;
    raci_status status = ri_result_recall(result, true, err);
    if (status == RACI_OK) {
        status = ri_resolver_new(&result->resolver, result->policy, result->snapshot, err);
    }
    if (status == RACI_OK) {
        ri_policy_set_model(result->policy, result->model);
        (void)ri_policy_looked(result->policy);
        status = ri_grounds_begin(g, result->snapshot, ri_subject_count(result->snapshot))
                     ? ri_run_check(result, NULL, true, outlook, NULL, err)
                     : ri_fail_nomem(err);
    }
    if (status == RACI_OK &&
        !(ri_grounds_add(g, result->findings, result->n_findings) &&
          ri_grounds_add(g, result->accepted, result->n_accepted) && ri_grounds_end(g))) {
        status = ri_fail_nomem(err);
    }
    return status;
}

raci_status ri_outlook_new(ri_outlook **out, raci_model *model, raci_policy *policy,
                           ri_snapshot *snapshot, raci_error *err)
{
    ri_outlook *outlook = ri_alloc(sizeof *outlook);
    if (outlook == NULL) {
        ri_snapshot_free(snapshot);
        return ri_fail_nomem(err);
    }
    *outlook = (ri_outlook){.result = ri_result_new(model, policy, snapshot->date)};
    if (outlook->result == NULL) {
        ri_snapshot_free(snapshot);
        ri_outlook_free(outlook);
        return ri_fail_nomem(err);
    }
    outlook->result->snapshot = snapshot;
    raci_status status = evaluate(outlook, err);
    if (status != RACI_OK) {
        ri_outlook_free(outlook);
        return status;
    }
    *out = outlook;
    return RACI_OK;
}

void ri_outlook_free(ri_outlook *outlook)
{
    if (outlook == NULL) {
        return;
    }
    ri_grounds_free(&outlook->grounds);
    ri_free(outlook->lapsed.items);
    ri_free(outlook->unreasoned.items);
    raci_result_free(outlook->result);
    ri_free(outlook);
}

/* ---- the others ---- */

/* Since when findings have been there the record says, whatever is supposed; of another day it says
   something else. */
static raci_status recall(raci_result *result, const raci_result *was, raci_error *err)
{
    if (result->date != was->date) {
        return ri_result_recall(result, true, err);
    }
    ri_snapshot_recall_as(result->snapshot, was->snapshot);
    return RACI_OK;
}

static raci_status evaluate_again(raci_result *result, const ri_outlook *outlook, raci_error *err)
{
    const raci_result *was = outlook->result;
    raci_status status = recall(result, was, err);
    if (status != RACI_OK) {
        return status;
    }
    if (!ri_due_find(&result->due, outlook, result->snapshot, result->arena)) {
        return ri_fail_nomem(err);
    }
    ri_matrix_lay(&result->matrix, &was->matrix, result->due);
    status = ri_resolver_beside(&result->resolver, was->resolver, result->snapshot, err);
    if (status == RACI_OK) {
        ri_policy_set_model(result->policy, result->model);
        status = ri_run_check(result, NULL, true, NULL, outlook, err);
    }
    return status;
}

raci_status ri_outlook_again(raci_result **out, const ri_outlook *outlook, ri_snapshot *snapshot,
                             raci_error *err)
{
    const raci_result *was = outlook->result;
    raci_result *result = ri_result_new(was->model, was->policy, snapshot->date);
    if (result == NULL) {
        ri_snapshot_free(snapshot);
        return ri_fail_nomem(err);
    }
    result->snapshot = snapshot;
    raci_status status = evaluate_again(result, outlook, err);
    if (status != RACI_OK) {
        raci_result_free(result);
        return status;
    }
    *out = result;
    return RACI_OK;
}
