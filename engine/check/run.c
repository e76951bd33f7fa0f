/*
 * raci_check: every subject in its order, then what is checked over all of them.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "check/checking.h"

static void count_settlement(ri_summary *summary, const ri_settlement *t, uint32_t n_letters)
{
    summary->subjects++;
    for (uint32_t letter = 0; letter < n_letters; letter++) {
        summary->assignments += t->letters[letter].n_holders;
    }
}

static raci_status check_subjects(raci_result *result, ri_checking *c, raci_error *err)
{
    const uint32_t n = ri_subject_count(c->s);
    const uint32_t n_letters = c->policy->scheme.n;
    for (uint32_t i = 0; i < n; i++) {
        const ri_settlement *t = NULL;
        raci_status status = ri_resolve(&t, result->resolver, ri_subject_at(c->s, i), err);
        if (status == RACI_OK) {
            status = ri_matrix_add(&result->matrix, t, n_letters, err);
        }
        if (status != RACI_OK) {
            return status;
        }
        count_settlement(&result->summary, t, n_letters);
        ri_check_subject(c, t);
        if (c->out_of_memory) {
            return ri_fail_nomem(err);
        }
    }
    return RACI_OK;
}

static raci_status check_all(raci_result *result, ri_checking *c, raci_error *err)
{
    raci_status status = check_subjects(result, c, err);
    if (status == RACI_OK) {
        status = ri_resolver_end(result->resolver, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    ri_check_overall(c, &result->matrix);
    if (!c->keep) {
        ri_matrix_free(&result->matrix);
    }
    if (!ri_findings_finish(c) || !ri_checking_give(c, &result->findings, &result->n_findings,
                                                    &result->accepted, &result->n_accepted)) {
        return ri_fail_nomem(err);
    }
    return RACI_OK;
}

/* NULL when memory is exhausted. */
static raci_result *new_result(raci_model *model, raci_policy *policy, int32_t date)
{
    ri_arena *arena = ri_arena_new();
    raci_result *result = arena != NULL ? ri_arena_take(arena, sizeof *result) : NULL;
    if (result == NULL) {
        ri_arena_free(arena);
        return NULL;
    }
    result->arena = arena;
    result->model = model;
    result->policy = policy;
    result->date = date;
    return result;
}

raci_status raci_check(raci_result **out, raci_model *model, raci_policy *policy,
                       const raci_check_options *options, raci_error *err)
{
    int32_t date = 0;
    bool chosen[RI_CODE_COUNT];
    const char *day = options->date != NULL ? options->date : "";
    if (!ri_day_parse(day, strlen(day), &date)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", day);
    }
    raci_status status = ri_checking_choose(chosen, options->codes, options->n_codes, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_checking checking = {0};
    raci_result *result = new_result(model, policy, date);
    if (result == NULL) {
        return ri_fail_nomem(err);
    }
    const bool keep = !options->counts_only;
    /* Names are for what is shown, and for functions, which may read them. */
    const bool names = keep || ri_policy_data_of(policy)->has_functions;
    status = ri_snapshot_load(&result->snapshot, model, date, names, err);
    if (status == RACI_OK) {
        status = ri_resolver_new(&result->resolver, policy, result->snapshot, err);
        ri_policy_set_model(policy, model);
    }
    if (status == RACI_OK) {
        ri_checking_begin(&checking, result->resolver, chosen, result->arena, &result->summary,
                          keep);
        status = check_all(result, &checking, err);
    }
    ri_checking_free(&checking);
    if (status == RACI_OK && ri_snapshot_failed(result->snapshot)) {
        status = ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        raci_result_free(result);
        return status;
    }
    *out = result;
    return RACI_OK;
}
