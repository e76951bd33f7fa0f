/*
 * Steps taken on a model: for good, or on a copy of it.
 */
#ifndef RI_PERFORM_H
#define RI_PERFORM_H

#include "model/rewriting.h"
#include "scenario/stack.h"

/* Takes the steps of a stack, within a transaction of ri_model_begin that `w` belongs to.
   Those that do not apply are noted in `unfits`, whose texts lie in the arena. */
raci_status ri_perform(ri_rewriting *w, const ri_stack *stack, ri_unfits *unfits, ri_arena *arena,
                       raci_error *err);

/* The same on a copy of a model in memory (ri_model_copy), in a transaction of its own. */
raci_status ri_perform_on(raci_model *copy, const ri_stack *stack, ri_unfits *unfits,
                          ri_arena *arena, raci_error *err);

/* Notes the steps of a stack in a change that is to be recorded. false: memory is exhausted. */
struct raci_change;
bool ri_stack_say(struct raci_change *change, const ri_stack *stack);

/* Whether a step would open something that is not there now, but was on another day. */
raci_status ri_step_reopens(bool *out, raci_model *model, const ri_prospect *p,
                            const ri_scenario_step *step, raci_error *err);

#endif
