/*
 * raci_check: every subject in its order, then what is checked over all of them. And the same
 * once more over a snapshot in which little differs.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "check/own.h"
#include "check/profiling.h"
#include "check/running.h"

raci_status ri_run_subject(ri_running *r, uint32_t number, raci_error *err)
{
    raci_result *result = r->result;
    const uint32_t n_letters = r->c->policy->scheme.n;
    const ri_ref subject = ri_subject_at(r->c->s, number);
    const ri_settlement *t = NULL;
    if (!ri_thing_there(r->c->s, subject)) {
        return ri_matrix_skip(&result->matrix, err);
    }
    if (ri_ref_kind(subject) == RI_HANDOFF && r->outlook == NULL &&
        !ri_resolver_may_give(result->resolver, RI_HANDOFF)) {
        result->summary.subjects++; /* nobody has anything, and no check looks at it */
        return ri_matrix_skip(&result->matrix, err);
    }
    raci_status status = ri_resolve(&t, result->resolver, subject, err);
    if (status == RACI_OK) {
        status = ri_matrix_add(&result->matrix, t, n_letters, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    if (r->outlook != NULL && !ri_outlook_note(r->outlook, result, number, t)) {
        return ri_fail_nomem(err);
    }
    result->summary.subjects++;
    if (t->n_applicable == 0 && ri_ref_kind(subject) == RI_HANDOFF) {
        return RACI_OK; /* as most of them: nobody has anything, and no check looks at it */
    }
    const ri_row row = ri_matrix_last(&result->matrix);
    if (!ri_tally_add(&result->tally, &row, ri_ref_kind(subject))) {
        return ri_fail_nomem(err);
    }
    result->summary.assignments += row.n;
    if (r->c->profile != NULL) {
        ri_profile_settled(r->c->profile, r->c->policy, t);
    }
    ri_check_subject(r->c, t);
    return r->c->out_of_memory ? ri_fail_nomem(err) : RACI_OK;
}

raci_status ri_run_subjects(ri_running *r, raci_error *err)
{
    const uint32_t n = ri_subject_count(r->c->s);
    raci_status status = RACI_OK;
    for (uint32_t i = 0; i < n && status == RACI_OK; i++) {
        status = ri_run_subject(r, i, err);
    }
    return status;
}

/* The same, and what it takes. */
static raci_status check_measured(ri_running *r, raci_error *err)
{
    raci_result *result = r->result;
    raci_profile *profile = r->c->profile;
    const uint32_t n = ri_subject_count(r->c->s);
    raci_status status = ri_profile_begin(profile, r->c->policy, n, err);
    const size_t before = ri_arena_size(result->arena);
    if (status != RACI_OK) {
        return status;
    }
    ri_resolver_measure(result->resolver, &profile->costs);
    ri_profile_subjects(profile, result->policy);
    for (uint32_t i = 0; i < n && status == RACI_OK; i++) {
        ri_profile_subject(profile, i);
        status = ri_run_subject(r, i, err);
    }
    ri_profile_divide(profile, result->policy, ri_matrix_size(&result->matrix),
                      ri_arena_size(result->arena) - before +
                          r->c->findings.capacity * sizeof *r->c->findings.items);
    ri_resolver_measure(result->resolver, NULL);
    return status;
}

/* Of those that are not due the rows are those of the other evaluation. */
static raci_status check_due(ri_running *r, const ri_outlook *outlook, raci_error *err)
{
    const ri_checking *c = r->c;
    const raci_result *was = outlook->result;
    const uint32_t n = ri_subject_count(c->s);
    raci_status status = RACI_OK;
    r->result->summary.subjects = was->summary.subjects;
    r->result->summary.assignments = was->summary.assignments;
    for (uint32_t i = ri_bits_next(&c->due, 0, n); i < n && status == RACI_OK;
         i = ri_bits_next(&c->due, i + 1, n)) {
        const ri_ref subject = ri_subject_at(c->s, i);
        const ri_row row = ri_matrix_row_of(&was->matrix, i);
        if (!ri_tally_take(&r->result->tally, &row, ri_ref_kind(subject))) {
            return ri_fail_nomem(err);
        }
        r->result->summary.assignments -= row.n;
        r->result->summary.subjects -= ri_thing_there(was->snapshot, subject);
        status = ri_run_subject(r, i, err);
        if (status == RACI_OK && !ri_matrix_lay_last(&r->result->matrix, i)) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

/* What stays as it was counts as if it had been found here. */
static void retain(ri_checking *c, const raci_result *result, const ri_outlook *outlook)
{
    const raci_result *was = outlook->result;
    for (size_t i = 0; i < was->n_findings; i++) {
        if (ri_result_retains(result, &was->findings[i])) {
            ri_retain(c, &was->findings[i]);
        }
    }
}

static raci_status check_subjects(ri_running *r, raci_error *err)
{
    const uint32_t workers = r->result->workers;
    bool done = false;
    raci_status status =
        workers > 1 && r->outlook == NULL ? ri_spread_subjects(&done, r, workers, err) : RACI_OK;
    return status == RACI_OK && !done ? ri_run_subjects(r, err) : status;
}

static raci_status check_all(ri_running *r, const ri_outlook *outlook, raci_error *err)
{
    raci_result *result = r->result;
    ri_checking *c = r->c;
    ri_resolver_reasons(result->resolver, r->outlook != NULL || outlook != NULL);
    raci_status status = outlook != NULL      ? check_due(r, outlook, err)
                         : c->profile != NULL ? check_measured(r, err)
                                              : check_subjects(r, err);
    ri_resolver_reasons(result->resolver, true);
    if (status == RACI_OK && outlook != NULL) {
        ri_outlook_recall(c, result, outlook);
    }
    if (status == RACI_OK) {
        status = ri_check_own(c, result->resolver, result->policy, &result->matrix, err);
    }
    if (status == RACI_OK) {
        status = ri_resolver_end(result->resolver, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    if (outlook != NULL) {
        retain(c, result, outlook);
    }
    c->tally = &r->result->tally;
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

/* Which checks were asked. */
static bool note_asked(raci_result *result, const ri_checking *c)
{
    const uint32_t n = ri_code_total(c->policy);
    bool *asked = ri_arena_array(result->arena, n, sizeof *asked);
    for (uint32_t i = 0; asked != NULL && i < n; i++) {
        asked[i] = c->in_force[i].on && c->chosen[i];
    }
    result->asked = asked;
    return asked != NULL;
}

static raci_status run(raci_result *result, const bool *chosen, bool keep, raci_profile *profile,
                       ri_outlook *noting, const ri_outlook *outlook, raci_error *err)
{
    ri_checking c = {0};
    ri_running r = {.result = result, .c = &c, .outlook = noting};
    raci_status status =
        ri_checking_begin(&c, result->resolver, chosen, result->arena, &result->summary, keep, err);
    if (status == RACI_OK) {
        bool room = note_asked(result, &c);
        if (outlook != NULL) {
            ri_tally_share(&result->tally, &outlook->result->tally);
        } else {
            room = room && ri_tally_begin(&result->tally, result->snapshot, c.policy->scheme.n);
        }
        c.due = result->due;
        c.profile = profile;
        status = room ? check_all(&r, outlook, err) : ri_fail_nomem(err);
    }
    if (status == RACI_OK && noting != NULL) {
        ri_outlook_keep(noting, &c);
    }
    ri_checking_free(&c);
    if (status == RACI_OK && ri_snapshot_failed(result->snapshot)) {
        status = ri_fail_nomem(err);
    }
    return status;
}

raci_status ri_run_check(raci_result *result, const bool *chosen, bool keep, ri_outlook *noting,
                         const ri_outlook *outlook, raci_error *err)
{
    return run(result, chosen, keep, NULL, noting, outlook, err);
}

raci_result *ri_result_new(raci_model *model, raci_policy *policy, int32_t date)
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
raci_status ri_result_recall(raci_result *result, bool keep, raci_error *err)
{
    const int64_t days = ri_policy_data_of(result->policy)->escalation.days;
    int64_t before = keep ? result->date : (int64_t)result->date - days;
    int32_t first = 0;
    (void)ri_day_parse("0001-01-01", 10, &first);
    before = before < first ? first : before;
    return ri_snapshot_recall(result->snapshot, result->model, NULL, (int32_t)before, err);
}

/* All of it at one moment. */
static raci_status read_model(raci_result *result, bool digest, bool names, bool keep,
                              raci_error *err)
{
    raci_status status = digest ? note_digest(result, err) : RACI_OK;
    if (status == RACI_OK) {
        status = ri_snapshot_load(&result->snapshot, result->model, result->date, names, err);
    }
    return status == RACI_OK ? ri_result_recall(result, keep, err) : status;
}

raci_status ri_check_knowing(raci_result **out, raci_model *model, raci_policy *policy,
                             const raci_check_options *options, raci_model *known, raci_error *err)
{
    int32_t date = 0;
    bool *chosen = NULL;
    const char *day = options->date != NULL ? options->date : "";
    if (!ri_day_parse(day, strlen(day), &date)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", day);
    }
    raci_result *result = ri_result_new(model, policy, date);
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
    result->workers = options->workers > 0 ? (uint32_t)options->workers : 1;
    /* Names are for what is shown, and for functions, which may read them. */
    const bool names = keep || ri_policy_data_of(policy)->has_functions;
    raci_profile_enter(options->profile, RACI_PHASE_LOAD);
    status = ri_store_hold(ri_model_store(model), err);
    if (status == RACI_OK) {
        status = read_model(result, options->whole != 0, names, keep, err);
        ri_store_release(ri_model_store(model));
    }
    raci_profile_enter(options->profile, RACI_PHASE_MATCH);
    if (status == RACI_OK) {
        status = ri_resolver_new(&result->resolver, policy, result->snapshot, err);
        ri_policy_set_model(policy, known);
    }
    if (status == RACI_OK) {
        status = run(result, chosen, keep, options->profile, NULL, NULL, err);
    }
    raci_profile_enter(options->profile, RACI_PHASE_COUNT);
    if (status != RACI_OK) {
        raci_result_free(result);
        return status;
    }
    *out = result;
    return RACI_OK;
}

raci_status raci_check(raci_result **out, raci_model *model, raci_policy *policy,
                       const raci_check_options *options, raci_error *err)
{
    return ri_check_knowing(out, model, policy, options, model, err);
}
