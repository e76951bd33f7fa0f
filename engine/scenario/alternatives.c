/*
 * Several reorganizations of one organization: what it is without them is loaded and
 * evaluated once for each day, with places for whatever any of them needs.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/basis.h"
#include "model/known.h"
#include "scenario/foresee.h"
#include "scenario/outcome.h"

/* The organization without any of them, on one day. */
typedef struct day_before {
    int32_t day;
    ri_outlook *outlook; /* NULL until it is first needed */
} day_before;

struct raci_alternatives {
    ri_arena *arena;
    raci_model *model;
    raci_policy *policy;
    const char *date;
    const raci_scenario *const *scenarios;
    size_t n;
    ri_stack *stacks; /* by scenario */
    ri_places places; /* of all of them */
    day_before *days;
    size_t n_days;
};

/* ---- places ---- */

/* More keys of a kind. false: memory is exhausted. */
static bool add_places(raci_alternatives *a, ri_kind kind, const char *const *keys, size_t n)
{
    const size_t had = a->places.n[kind];
    const char **all = ri_arena_array(a->arena, had + n, sizeof *all);
    size_t kept = 0;
    if (all == NULL || n == 0) {
        return all != NULL;
    }
    if (had > 0) {
        memcpy((void *)all, (const void *)a->places.keys[kind], had * sizeof *all);
    }
    memcpy((void *)(all + had), (const void *)keys, n * sizeof *all);
    if (!ri_order_texts(all, had + n)) {
        return false;
    }
    for (size_t i = 0; i < had + n; i++) {
        if (kept == 0 || strcmp(all[kept - 1], all[i]) != 0) {
            all[kept++] = all[i];
        }
    }
    a->places.keys[kind] = all;
    a->places.n[kind] = kept;
    return true;
}

/* ---- what each is about ---- */

/* All steps as one stack have the places of all. */
static raci_status stack_all(raci_alternatives *a, int32_t base, raci_problem_fn problem,
                             void *payload, raci_error *err)
{
    ri_stack all;
    raci_status status =
        ri_stack_make(&all, a->scenarios, a->n, base, a->arena, problem, payload, err);
    a->places = all.places;
    a->stacks = ri_arena_array(a->arena, a->n, sizeof *a->stacks);
    if (status == RACI_OK && a->stacks == NULL) {
        status = ri_fail_nomem(err);
    }
    for (size_t i = 0; status == RACI_OK && i < a->n; i++) {
        status = ri_stack_make(&a->stacks[i], &a->scenarios[i], 1, base, a->arena, NULL, NULL, err);
    }
    return status;
}

static day_before *day_of(raci_alternatives *a, int32_t day)
{
    size_t i = 0;
    while (i < a->n_days && a->days[i].day != day) {
        i++;
    }
    if (i == a->n_days) {
        a->days[a->n_days++] = (day_before){.day = day};
    }
    return &a->days[i];
}

raci_status raci_alternatives_new(raci_alternatives **out, raci_model *model, raci_policy *policy,
                                  const char *date, const raci_scenario *const *scenarios, size_t n,
                                  raci_problem_fn problem, void *payload, raci_error *err)
{
    int32_t base = 0;
    if (date == NULL || !ri_day_parse(date, strlen(date), &base)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'",
                       date != NULL ? date : "");
    }
    ri_arena *arena = ri_arena_new();
    raci_alternatives *a = arena != NULL ? ri_arena_take(arena, sizeof *a) : NULL;
    if (a == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *a = (raci_alternatives){.arena = arena,
                             .model = model,
                             .policy = policy,
                             .date = ri_arena_string(arena, date),
                             .scenarios = scenarios,
                             .n = n,
                             .days = ri_arena_array(arena, n, sizeof *a->days)};
    raci_status status = a->date != NULL && a->days != NULL
                             ? stack_all(a, base, problem, payload, err)
                             : ri_fail_nomem(err);
    if (status != RACI_OK) {
        raci_alternatives_free(a);
        return status;
    }
    *out = a;
    return RACI_OK;
}

void raci_alternatives_free(raci_alternatives *a)
{
    if (a == NULL) {
        return;
    }
    for (size_t i = 0; i < a->n_days; i++) {
        ri_outlook_free(a->days[i].outlook);
    }
    ri_arena_free(a->arena);
}

/* ---- without any of them ---- */

/* Whether the steps of a scenario may let touchpoints pass differently. */
static bool may_pass(const raci_scenario *scenario)
{
    for (uint32_t i = 0; i < scenario->n_steps; i++) {
        const ri_step_verb verb = scenario->steps[i].verb;
        if (verb == RI_STEP_CREATE_TOUCHPOINT || verb == RI_STEP_CHANGE_TOUCHPOINT ||
            verb == RI_STEP_CLOSE_TOUCHPOINT) {
            return true;
        }
    }
    return false;
}

/* Adds places for the handoffs that scenarios make on the base's day. */
static raci_status find_passages(raci_alternatives *a, const ri_snapshot *base, raci_error *err)
{
    ri_unfits unfits = {.n = 0};
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < a->n; i++) {
        const char **lacking = NULL;
        size_t n_lacking = 0;
        ri_snapshot *then = NULL;
        if (a->stacks[i].last != base->date || !may_pass(a->scenarios[i])) {
            continue;
        }
        status = ri_foresee_on(&then, &unfits, &lacking, &n_lacking, base, &a->stacks[i], a->model,
                               a->arena, err);
        ri_snapshot_free(then);
        if (status == RACI_OK && !add_places(a, RI_HANDOFF, lacking, n_lacking)) {
            status = ri_fail_nomem(err);
        }
    }
    ri_free(unfits.items);
    return status;
}

static raci_status load_base(ri_snapshot **out, raci_alternatives *a, int32_t day, raci_error *err)
{
    const size_t had = a->places.n[RI_HANDOFF];
    raci_status status = ri_snapshot_load_basis(out, a->model, day, &a->places, err);
    if (status == RACI_OK) {
        status = find_passages(a, *out, err);
    }
    if (status == RACI_OK && a->places.n[RI_HANDOFF] > had) {
        ri_snapshot_free(*out);
        *out = NULL;
        status = ri_snapshot_load_basis(out, a->model, day, &a->places, err);
    }
    if (status != RACI_OK) {
        ri_snapshot_free(*out);
        *out = NULL;
    }
    return status;
}

/* The evaluation of a day, made when it is first needed. */
static raci_status need_outlook(ri_outlook **out, raci_alternatives *a, int32_t day,
                                raci_error *err)
{
    day_before *before = day_of(a, day);
    ri_snapshot *base = NULL;
    raci_status status = RACI_OK;
    if (before->outlook == NULL) {
        status = load_base(&base, a, day, err);
        if (status == RACI_OK) {
            status = ri_outlook_new(&before->outlook, a->model, a->policy, base, err);
        }
    }
    *out = before->outlook;
    return status;
}

/* ---- one of them ---- */

/* A what-if that needs a copy of the model. */
static raci_status by_itself(raci_whatif **out, raci_alternatives *a,
                             const raci_whatif_options *options, int all, raci_error *err)
{
    raci_whatif *w = NULL;
    raci_status status = raci_whatif_begin(&w, a->model, options, NULL, NULL, err);
    if (status == RACI_OK) {
        status = raci_whatif_run(w, a->policy, all, err);
    }
    if (status != RACI_OK) {
        raci_whatif_free(w);
        return status;
    }
    *out = w;
    return RACI_OK;
}

static raci_status foresee(raci_whatif *w, raci_alternatives *a, size_t i, raci_error *err)
{
    const char **lacking = NULL;
    size_t n_lacking = 0;
    raci_status status = need_outlook(&w->outlook, a, a->stacks[i].last, err);
    w->borrows = true;
    w->stack = a->stacks[i];
    w->date = w->stack.last;
    if (status == RACI_OK) {
        status = ri_foresee_on(&w->then, &w->unfits, &lacking, &n_lacking,
                               w->outlook->result->snapshot, &w->stack, a->model, w->arena, err);
    }
    return status;
}

raci_status raci_alternatives_whatif(raci_whatif **out, raci_alternatives *a, size_t i, int all,
                                     raci_error *err)
{
    if (i >= a->n) {
        return ri_fail(err, RACI_INVALID, "there is no scenario %zu of %zu", i, a->n);
    }
    const raci_whatif_options options = {
        .date = a->date, .scenarios = &a->scenarios[i], .n_scenarios = 1};
    raci_whatif *w = NULL;
    raci_status status = ri_whatif_new(&w, a->model, &options, err);
    if (status != RACI_OK) {
        return status;
    }
    status = foresee(w, a, i, err);
    if (status == RACI_OK && w->then == NULL) {
        raci_whatif_free(w);
        return by_itself(out, a, &options, all, err);
    }
    if (status == RACI_OK) {
        status = raci_whatif_run(w, a->policy, all, err);
    }
    if (status != RACI_OK) {
        raci_whatif_free(w);
        return status;
    }
    *out = w;
    return RACI_OK;
}
