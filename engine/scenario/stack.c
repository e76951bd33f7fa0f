#include "scenario/stack.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

/* ---- what steps create ---- */

ri_kind ri_step_creates(const ri_scenario_step *step)
{
    switch (step->verb) {
    case RI_STEP_CREATE_UNIT:
    case RI_STEP_MERGE_UNITS:
    case RI_STEP_SPLIT_UNIT:
        return RI_UNIT;
    case RI_STEP_CREATE_POSITION:
        return RI_POSITION;
    case RI_STEP_CREATE_TOUCHPOINT:
        return RI_TOUCHPOINT;
    case RI_STEP_APPOINT:
        return RI_PERSON;
    default:
        return RI_KIND_COUNT;
    }
}

const char *ri_step_created(const ri_scenario_step *step, uint32_t i)
{
    const ri_step_value *value = NULL;
    switch (step->verb) {
    case RI_STEP_SPLIT_UNIT:
        value = ri_step_said(step, "parts");
        return i < value->n_parts ? value->parts[i].key : NULL;
    case RI_STEP_MERGE_UNITS:
        return i == 0 ? ri_step_text(step, "into") : NULL;
    case RI_STEP_APPOINT:
        value = ri_step_said(step, "person");
        return i == 0 && value->n_items > 0 ? value->text : NULL;
    case RI_STEP_CREATE_UNIT:
    case RI_STEP_CREATE_POSITION:
    case RI_STEP_CREATE_TOUCHPOINT:
        return i == 0 ? ri_step_text(step, "key") : NULL;
    default:
        return NULL;
    }
}

static bool collect_places(ri_stack *stack, ri_arena *arena, ri_kind kind)
{
    const char **keys = NULL;
    size_t n = 0;
    size_t capacity = 0;
    bool done = true;
    for (uint32_t i = 0; i < stack->n && done; i++) {
        const ri_scenario_step *step = stack->turns[i].step;
        const char *key = NULL;
        for (uint32_t k = 0;
             ri_step_creates(step) == kind && done && (key = ri_step_created(step, k)) != NULL;
             k++) {
            done = RI_PUSH(keys, n, capacity, key);
        }
    }
    done = done && ri_order_texts(keys, n);
    size_t kept = 0;
    for (size_t i = 0; done && i < n; i++) {
        if (kept == 0 || strcmp(keys[kept - 1], keys[i]) != 0) {
            keys[kept++] = keys[i];
        }
    }
    stack->places.n[kind] = kept;
    stack->places.keys[kind] = done ? ri_arena_keep(arena, keys, kept, sizeof *keys) : NULL;
    ri_free((void *)keys);
    return stack->places.keys[kind] != NULL;
}

/* ---- their days ---- */

/* The day of a step, and whether it is on or after the base. */
static bool take_turn(ri_stack *stack, const raci_scenario *scenario, const ri_scenario_step *step)
{
    ri_turn *turn = &stack->turns[stack->n++];
    *turn = (ri_turn){.scenario = scenario,
                      .step = step,
                      .number = stack->n,
                      .day = step->on != RI_DAY_MIN ? step->on : stack->base};
    stack->last = turn->day > stack->last ? turn->day : stack->last;
    return turn->day >= stack->base;
}

static raci_status refuse(const ri_stack *stack, const ri_turn *turn, raci_problem_fn problem,
                          void *payload, raci_error *err)
{
    char on[11];
    char base[11];
    raci_error found = {0};
    raci_status status =
        ri_fail_at(&found, RACI_POLICY, turn->step->file, turn->step->line, 0,
                   "the step is on %s, before %s, the day that is asked about (--at)",
                   ri_day_format(turn->day, on), ri_day_format(stack->base, base));
    if (problem != NULL) {
        problem(found.file, found.line, 0, found.message, payload);
    }
    if (err != NULL && err->status == RACI_OK) {
        *err = found;
    }
    return status;
}

raci_status ri_stack_make(ri_stack *out, const raci_scenario *const *scenarios, size_t n,
                          int32_t base, ri_arena *arena, raci_problem_fn problem, void *payload,
                          raci_error *err)
{
    static const ri_kind kinds[] = {RI_UNIT, RI_POSITION, RI_PERSON, RI_TOUCHPOINT};
    size_t total = 0;
    raci_status status = RACI_OK;
    *out = (ri_stack){.base = base, .last = base};
    for (size_t i = 0; i < n; i++) {
        total += scenarios[i]->n_steps;
    }
    out->turns = ri_arena_array(arena, total, sizeof *out->turns);
    if (out->turns == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < scenarios[i]->n_steps; k++) {
            if (!take_turn(out, scenarios[i], &scenarios[i]->steps[k])) {
                status = refuse(out, &out->turns[out->n - 1], problem, payload, err);
            }
        }
    }
    for (size_t i = 0; status == RACI_OK && i < sizeof kinds / sizeof kinds[0]; i++) {
        status = collect_places(out, arena, kinds[i]) ? RACI_OK : ri_fail_nomem(err);
    }
    return status;
}

/* ---- what did not apply ---- */

bool ri_unfits_add(ri_unfits *unfits, ri_arena *arena, const ri_turn *turn, const char *why)
{
    const ri_unfit unfit = {turn, ri_arena_string(arena, why)};
    return unfit.why != NULL && RI_PUSH(unfits->items, unfits->n, unfits->capacity, unfit);
}
