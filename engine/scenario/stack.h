/*
 * Scenarios one upon the other, as one list of steps with their days.
 */
#ifndef RI_STACK_H
#define RI_STACK_H

#include "base/arena.h"
#include "model/snapshot.h"
#include "policy/steps.h"

typedef struct ri_turn {
    const raci_scenario *scenario;
    const ri_scenario_step *step;
    uint32_t number; /* over all scenarios, from 1 */
    int32_t day;
} ri_turn;

typedef struct ri_stack {
    ri_turn *turns; /* in the order in which they are taken */
    uint32_t n;
    int32_t base;     /* the day that was asked about */
    int32_t last;     /* the latest of that and of all steps' days */
    ri_places places; /* of all that the steps create */
} ri_stack;

/* Everything lies in the arena or is borrowed from the scenarios. Fails with RACI_POLICY
   when a step would be taken before the base day; each is told to `problem` (may be NULL). */
raci_status ri_stack_make(ri_stack *out, const raci_scenario *const *scenarios, size_t n,
                          int32_t base, ri_arena *arena, raci_problem_fn problem, void *payload,
                          raci_error *err);

/* The keys that a step creates: their kind, and the i-th; NULL beyond the last. One that it
   merges into may be there. */
ri_kind ri_step_creates(const ri_scenario_step *step);
const char *ri_step_created(const ri_scenario_step *step, uint32_t i);

/* A step that did not apply. */
typedef struct ri_unfit {
    const ri_turn *turn;
    const char *why; /* a clause */
} ri_unfit;

typedef struct ri_unfits {
    ri_unfit *items; /* in the order of steps */
    size_t n;
    size_t capacity;
} ri_unfits;

/* Appends one; the clause is copied. false: memory is exhausted. */
bool ri_unfits_add(ri_unfits *unfits, ri_arena *arena, const ri_turn *turn, const char *why);

#endif
