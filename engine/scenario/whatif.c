/*
 * What-if: what the organization is to be is derived from what it is, and only what can have
 * become different is evaluated again. Where that cannot be, the reorganization is done on a
 * copy in memory, and both are evaluated in full.
 */
#include "scenario/outcome.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "scenario/foresee.h"
#include "scenario/perform.h"

/* ---- what is asked ---- */

static raci_status read_day(int32_t *out, const char *text, raci_error *err)
{
    const char *day = text != NULL ? text : "";
    return ri_day_parse(day, strlen(day), out)
               ? RACI_OK
               : ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", day);
}

/* Texts joined by "; " in the arena; NULL for none. */
static raci_status join(const char **out, const raci_whatif_options *options,
                        const char *(*text)(const raci_scenario *), ri_arena *arena,
                        raci_error *err)
{
    ri_text joined = RI_TEXT_INIT;
    raci_status status = RACI_OK;
    *out = NULL;
    for (size_t i = 0; i < options->n_scenarios; i++) {
        const char *part = text(options->scenarios[i]);
        ri_text_add(&joined, part != NULL && joined.length > 0 ? "; " : "");
        ri_text_add(&joined, part != NULL ? part : "");
    }
    if (joined.length > 0) {
        *out = ri_arena_string(arena, ri_text_string(&joined));
    }
    if (joined.failed || (joined.length > 0 && *out == NULL)) {
        status = ri_fail_nomem(err);
    }
    ri_text_free(&joined);
    return status;
}

static const char *because_of(const raci_scenario *scenario)
{
    return scenario->because;
}

static raci_status take_label(raci_whatif *w, const raci_whatif_options *options, raci_error *err)
{
    if (options->n_scenarios > 0) {
        raci_status status = join(&w->label, options, raci_scenario_name, w->arena, err);
        return status == RACI_OK ? join(&w->because, options, because_of, w->arena, err) : status;
    }
    w->label = options->organization != NULL
                   ? ri_arena_string(w->arena, options->organization)
                   : ri_arena_format(w->arena, "%s leaves", options->leaving);
    w->folder = options->organization != NULL ? w->label : NULL;
    w->full = options->full != 0;
    if (options->leaving != NULL) {
        w->leaving = ri_arena_string(w->arena, options->leaving);
    }
    return w->label != NULL && (options->leaving == NULL || w->leaving != NULL)
               ? RACI_OK
               : ri_fail_nomem(err);
}

/* Whoever leaves does so on the day that is asked about, or later. */
static raci_status make_leaving(raci_whatif *w, const raci_whatif_options *options, int32_t base,
                                raci_error *err)
{
    const char *on = options->leaving_on != NULL ? options->leaving_on : options->date;
    int32_t day = 0;
    if (ri_day_parse(on, strlen(on), &day) && day < base) {
        return ri_fail(err, RACI_INVALID,
                       "%s, the day of leaving (--on), is before %s, the day that is asked about "
                       "(--at)",
                       on, options->date);
    }
    return ri_scenario_of_leaving(&w->own, w->model, options->leaving, on, err);
}

static raci_status perform(raci_whatif *w, const raci_whatif_options *options,
                           raci_problem_fn problem, void *payload, raci_error *err)
{
    const raci_scenario *own = NULL;
    const raci_scenario *const *scenarios = options->scenarios;
    size_t n = options->n_scenarios;
    int32_t base = 0;
    raci_status status = read_day(&base, options->date, err);
    if (status == RACI_OK && options->leaving != NULL) {
        status = make_leaving(w, options, base, err);
        own = w->own;
        scenarios = &own;
        n = 1;
    }
    if (status == RACI_OK) {
        status = ri_stack_make(&w->stack, scenarios, n, base, w->arena, problem, payload, err);
    }
    w->date = w->stack.last;
    if (status == RACI_OK && options->organization == NULL && !options->in_full) {
        status = ri_foresee(&w->base, &w->then, &w->unfits, &w->stack, w->model, w->arena, err);
    }
    if (status != RACI_OK || w->then != NULL) {
        return status;
    }
    status = ri_model_copy(&w->copy, w->model, err);
    if (status == RACI_OK) {
        status = options->organization != NULL
                     ? ri_model_become(&w->read, w->copy, w->model, options->organization,
                                       options->full != 0, base, problem, payload, err)
                     : ri_perform_on(w->copy, &w->stack, &w->unfits, w->arena, err);
    }
    return status;
}

raci_status ri_whatif_new(raci_whatif **out, raci_model *model, const raci_whatif_options *options,
                          raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_whatif *w = arena != NULL ? ri_arena_take(arena, sizeof *w) : NULL;
    if (w == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *w = (raci_whatif){.arena = arena, .model = model, .difference = {.arena = arena}};
    raci_status status = take_label(w, options, err);
    if (status != RACI_OK) {
        raci_whatif_free(w);
        return status;
    }
    *out = w;
    return RACI_OK;
}

raci_status raci_whatif_begin(raci_whatif **out, raci_model *model,
                              const raci_whatif_options *options, raci_problem_fn problem,
                              void *payload, raci_error *err)
{
    if ((options->n_scenarios > 0) + (options->organization != NULL) + (options->leaving != NULL) !=
        1) {
        return ri_fail(err, RACI_INVALID,
                       "one of scenarios, an organization and somebody who leaves is asked about");
    }
    raci_whatif *w = NULL;
    raci_status status = ri_whatif_new(&w, model, options, err);
    if (status != RACI_OK) {
        return status;
    }
    status = ri_store_hold(ri_model_store(model), err); /* nobody changes it meanwhile */
    w->begun = status == RACI_OK;
    if (status == RACI_OK) {
        status = perform(w, options, problem, payload, err);
    }
    if (status != RACI_OK) {
        raci_whatif_free(w);
        return status;
    }
    ri_model_suppose(w->model, w->then);
    raci_model_beside(w->model, w->copy);
    if (w->copy != NULL) {
        raci_model_beside(w->copy, w->model);
    }
    *out = w;
    return RACI_OK;
}

void raci_whatif_free(raci_whatif *w)
{
    if (w == NULL) {
        return;
    }
    ri_model_suppose(w->model, NULL);
    raci_model_beside(w->model, NULL);
    if (w->begun) {
        ri_store_release(ri_model_store(w->model));
    }
    raci_result_free(w->after);
    if (w->outlook == NULL) {
        raci_result_free(w->before);
    }
    if (!w->borrows) {
        ri_outlook_free(w->outlook);
    }
    ri_snapshot_free(w->then);
    ri_snapshot_free(w->base);
    ri_difference_free(&w->difference);
    ri_free(w->loads.items);
    ri_free(w->unfits.items);
    raci_model_close(w->copy);
    raci_scenario_free(w->own);
    ri_arena_free(w->arena); /* the what-if itself lies in it */
}

/* ---- both sides ---- */

/* Over the snapshot of what is to be, which becomes the result's. */
static raci_status evaluate_then(raci_whatif *w, raci_error *err)
{
    ri_snapshot *then = w->then;
    w->then = NULL;
    w->before = w->outlook->result;
    raci_status status = ri_outlook_again(&w->after, w->outlook, then, err);
    if (status != RACI_OK) {
        ri_model_suppose(w->model, NULL); /* it is gone */
    }
    return status;
}

static raci_status evaluate_ahead(raci_whatif *w, raci_error *err)
{
    ri_snapshot *base = w->base;
    raci_status status = RACI_OK;
    w->base = NULL;
    if (!w->borrows) {
        status = ri_outlook_new(&w->outlook, w->model, w->policy, base, err);
    }
    return status == RACI_OK ? evaluate_then(w, err) : status;
}

static raci_status evaluate_in_full(raci_whatif *w, raci_error *err)
{
    char day[11];
    const raci_check_options how = {.date = ri_day_format(w->date, day)};
    raci_status status = raci_check(&w->before, w->model, w->policy, &how, err);
    return status == RACI_OK ? raci_check(&w->after, w->copy, w->policy, &how, err) : status;
}

raci_status raci_whatif_run(raci_whatif *w, raci_policy *policy, int all, raci_error *err)
{
    w->policy = policy;
    w->difference.all = all != 0;
    raci_status status = w->then != NULL ? evaluate_ahead(w, err) : evaluate_in_full(w, err);
    if (status == RACI_OK) {
        status = ri_unfit_findings(&w->misfits, &w->n_misfits, &w->unfits,
                                   ri_policy_data_of(policy), w->arena, err);
    }
    if (status == RACI_OK) {
        ri_unfit_count(&w->after->summary, w->n_misfits, ri_policy_data_of(policy));
        status =
            ri_compare_results(&w->difference, w->before, w->after, w->misfits, w->n_misfits, err);
    }
    if (status == RACI_OK) {
        status = ri_compare_loads(&w->loads, w->before, w->after, w->arena, err);
    }
    if (status == RACI_OK && w->leaving != NULL) {
        status = ri_impact_find(&w->impact, w, err);
    }
    if (w->begun) {
        ri_store_release(ri_model_store(w->model)); /* nothing was written */
        w->begun = false;
    }
    return status;
}

size_t raci_whatif_count(const raci_whatif *w, raci_severity at_least)
{
    return ri_difference_count(&w->difference, at_least);
}

int raci_whatif_failed(const raci_whatif *w, raci_error *err)
{
    return raci_result_failed(w->before, err) || raci_result_failed(w->after, err);
}
