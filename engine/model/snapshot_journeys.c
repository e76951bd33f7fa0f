/*
 * Which journeys a touchpoint is on, and in which order a journey passes its
 * touchpoints.
 */
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/loading.h"

static raci_status take_step(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_step_on step = {.journey = ri_loading_ref(l, stmt, 0, RI_JOURNEY),
                       .touchpoint = ri_loading_ref(l, stmt, 1, RI_TOUCHPOINT),
                       .order = ri_column_int(stmt, 2)};
    /* On its first journey a touchpoint stands once, where its own order says. */
    if (step.journey == RI_NONE || step.touchpoint == RI_NONE) {
        return RACI_OK;
    }
    const bool first = step.journey == l->s->touchpoints.journey[step.touchpoint];
    if (first && l->basis == NULL) {
        return RACI_OK;
    }
    if (step.order == 0 && ri_column_null(stmt, 2)) {
        step.order = INT64_MAX;
    }
    ri_step_on *kept = ri_gather(first ? &l->hidden : &l->steps, sizeof *kept);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    *kept = step;
    return RACI_OK;
}

/* The first journey, then the others in the order of their keys. */
static bool join_journeys(ri_loading *l)
{
    ri_touchpoints *t = &l->s->touchpoints;
    const ri_step_on *steps = l->steps.items;
    ri_lists further = {0};
    for (size_t i = 0; i < l->steps.n; i++) {
        if (!ri_pairs_add(&l->pairs, steps[i].touchpoint, steps[i].journey)) {
            return false;
        }
    }
    if (!ri_loading_lists(l, &further, t->rows.n)) {
        return false;
    }
    ri_lists_sort(&further, t->rows.n);
    for (uint32_t row = 0; row < t->rows.n; row++) {
        bool room = t->journey[row] == RI_NONE ||
                    RI_PUSH(l->items, l->n_items, l->items_capacity, t->journey[row]);
        for (uint32_t i = further.first[row]; i < further.first[row + 1] && room; i++) {
            room = RI_PUSH(l->items, l->n_items, l->items_capacity, further.items[i]);
        }
        if (!room || !ri_loading_set(l, &l->journey_sets, &t->journey_set[row])) {
            return false;
        }
    }
    return true;
}

/* By order, then key. */
static int compare_steps(const void *a, const void *b, const void *context)
{
    const ri_step_on *x = a;
    const ri_step_on *y = b;
    (void)context;
    if (x->order != y->order) {
        return x->order < y->order ? -1 : 1;
    }
    return x->touchpoint < y->touchpoint ? -1 : x->touchpoint > y->touchpoint;
}

static bool sort_steps(ri_step_on *steps, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (compare_steps(&steps[i - 1], &steps[i], NULL) > 0) {
            return ri_order(steps, n, sizeof *steps, compare_steps, NULL);
        }
    }
    return true;
}

/* Puts all steps, those of first journeys and the others, journey by journey. */
static bool order_journeys(ri_loading *l, ri_step_on *sorted, uint32_t *first)
{
    const ri_touchpoints *t = &l->s->touchpoints;
    const ri_step_on *steps = l->steps.items;
    uint32_t n = l->s->journeys.rows.n;
    for (uint32_t row = 0; row < t->rows.n; row++) {
        if (t->journey[row] != RI_NONE) {
            uint32_t at = first[t->journey[row] + 1]++;
            sorted[at] = (ri_step_on){t->journey[row], row, t->order[row]};
        }
    }
    for (size_t i = 0; i < l->steps.n; i++) {
        sorted[first[steps[i].journey + 1]++] = steps[i];
    }
    for (uint32_t journey = 0; journey < n; journey++) {
        if (!sort_steps(sorted + first[journey], first[journey + 1] - first[journey])) {
            return false;
        }
    }
    return true;
}

/* Counts each journey's steps, so that first[j + 1] is where those of j begin. */
static bool count_steps(ri_loading *l, ri_lists *out, size_t *n_steps)
{
    const ri_touchpoints *t = &l->s->touchpoints;
    const ri_step_on *steps = l->steps.items;
    uint32_t n = l->s->journeys.rows.n;
    if (!ri_numbers(&out->first, l->arena, (size_t)n + 2)) {
        return false;
    }
    for (uint32_t row = 0; row < t->rows.n; row++) {
        if (t->journey[row] != RI_NONE) {
            out->first[(size_t)t->journey[row] + 2]++;
            (*n_steps)++;
        }
    }
    for (size_t i = 0; i < l->steps.n; i++) {
        out->first[(size_t)steps[i].journey + 2]++;
    }
    *n_steps += l->steps.n;
    for (size_t i = 1; i <= n; i++) {
        out->first[i + 1] += out->first[i];
    }
    return ri_numbers(&out->items, l->arena, *n_steps);
}

raci_status ri_load_journeys(ri_loading *l, raci_error *err)
{
    static const ri_scan scan = {STMT_SNAPSHOT_STEPS, STMT_SNAPSHOT_STEPS_OF, false, false, false,
                                 RI_TOUCHPOINT};
    ri_lists *touchpoints = &l->s->journeys.touchpoints;
    size_t n_steps = 0;
    raci_status status = ri_loading_each(l, &scan, take_step, err);
    if (status != RACI_OK) {
        return status;
    }
    if (!join_journeys(l) || !count_steps(l, touchpoints, &n_steps)) {
        return ri_fail_nomem(err);
    }
    ri_step_on *sorted = ri_alloc(n_steps * sizeof *sorted);
    bool done = sorted != NULL && order_journeys(l, sorted, touchpoints->first);
    for (size_t i = 0; i < n_steps && done; i++) {
        touchpoints->items[i] = sorted[i].touchpoint;
    }
    ri_free(sorted);
    return done ? RACI_OK : ri_fail_nomem(err);
}
