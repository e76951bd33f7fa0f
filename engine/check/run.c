/*
 * raci_check: every subject in its order, then what is checked over all of them.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "check/checking.h"
#include "check/own.h"

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
        const ri_ref subject = ri_subject_at(c->s, i);
        const bool there = ri_thing_there(c->s, subject);
        raci_status status = there ? ri_resolve(&t, result->resolver, subject, err)
                                   : ri_matrix_skip(&result->matrix, err);
        if (status == RACI_OK && !there) {
            continue;
        }
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
        status = ri_check_own(c, result->resolver, result->policy, &result->matrix, err);
    }
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

/* What is evaluated: its digest is read before, and compared when it is recorded. */
static raci_status note_digest(raci_result *result, raci_error *err)
{
    const char *digest = NULL;
    raci_status status = raci_model_digest(&digest, result->model, err);
    if (status == RACI_OK) {
        (void)snprintf(result->model_digest, sizeof result->model_digest, "%s", digest);
    }
    return status;
}

/* Brings to mind since when findings have been there. Where only counts are wanted,
   those alone matter that are overdue. */
static raci_status recall(raci_result *result, bool keep, raci_error *err)
{
    const int64_t days = ri_policy_data_of(result->policy)->escalation.days;
    int64_t before = keep ? result->date : (int64_t)result->date - days;
    int32_t first = 0;
    (void)ri_day_parse("0001-01-01", 10, &first);
    before = before < first ? first : before;
    return ri_snapshot_recall(result->snapshot, result->model, NULL, (int32_t)before, err);
}

raci_status raci_check(raci_result **out, raci_model *model, raci_policy *policy,
                       const raci_check_options *options, raci_error *err)
{
    int32_t date = 0;
    bool *chosen = NULL;
    const char *day = options->date != NULL ? options->date : "";
    if (!ri_day_parse(day, strlen(day), &date)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", day);
    }
    ri_checking checking = {0};
    raci_result *result = new_result(model, policy, date);
    if (result == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_checking_choose(&chosen, result->arena, ri_policy_data_of(policy),
                                            options->codes, options->n_codes, err);
    if (status != RACI_OK) {
        raci_result_free(result);
        return status;
    }
    const bool keep = !options->counts_only || options->whole;
    result->counts_only = options->counts_only != 0;
    result->narrowed = options->codes != NULL;
    /* Names are for what is shown, and for functions, which may read them. */
    const bool names = keep || ri_policy_data_of(policy)->has_functions;
    if (options->whole) {
        status = note_digest(result, err);
    }
    if (status == RACI_OK) {
        status = ri_snapshot_load(&result->snapshot, model, date, names, err);
    }
    if (status == RACI_OK) {
        status = recall(result, keep, err);
    }
    if (status == RACI_OK) {
        status = ri_resolver_new(&result->resolver, policy, result->snapshot, err);
        ri_policy_set_model(policy, model);
    }
    if (status == RACI_OK) {
        status = ri_checking_begin(&checking, result->resolver, chosen, result->arena,
                                   &result->summary, keep, err);
    }
    if (status == RACI_OK) {
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
