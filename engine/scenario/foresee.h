/*
 * What the organization looks like once all steps are taken, without writing anything.
 */
#ifndef RI_FORESEE_H
#define RI_FORESEE_H

#include "scenario/stack.h"

/* Loads the model as of the stack's last day with its basis, and derives from that what it
   looks like with the steps taken; gives both, owned, and what did not apply. They are NULL
   where that cannot be: steps on several days; what was there on another day and would come
   back with all that still names it; what ends on the day on which it began. */
raci_status ri_foresee(ri_snapshot **base, ri_snapshot **then, ri_unfits *unfits,
                       const ri_stack *stack, raci_model *model, ri_arena *arena, raci_error *err);

/* The same on a base that is there, of the stack's last day; `lacking` gets the keys of handoffs
   that it has no place for, in the arena. *then is NULL where it cannot be, or lacks some. */
raci_status ri_foresee_on(ri_snapshot **then, ri_unfits *unfits, const char ***lacking,
                          size_t *n_lacking, const ri_snapshot *base, const ri_stack *stack,
                          raci_model *model, ri_arena *arena, raci_error *err);

#endif
