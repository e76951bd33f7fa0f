/*
 * A whole evaluation, kept so that others can be had from it: over snapshots that are derived
 * from its own, only what may have become different is looked at again.
 */
#ifndef RI_OUTLOOK_H
#define RI_OUTLOOK_H

#include "check/checking.h"
#include "check/grounds.h"

typedef struct ri_outlook {
    raci_result *result; /* whole, of a snapshot with a basis */
    ri_grounds grounds;
    ri_lapses lapsed; /* of all findings */
    ri_unreasoned_list unreasoned;
} ri_outlook;

/* Evaluates a snapshot with a basis, which is taken over, whatever happens. Both model and
   policy must outlive it. Gives an owned outlook. */
raci_status ri_outlook_new(ri_outlook **out, raci_model *model, raci_policy *policy,
                           ri_snapshot *snapshot, raci_error *err);
void ri_outlook_free(ri_outlook *outlook); /* NULL is allowed */

/* Evaluates a snapshot that is derived from the outlook's, and is taken over. The result has
   a matrix and counts of all, and the findings that had to be looked for again: of the others
   ri_result_retains tells. The outlook must outlive it. */
raci_status ri_outlook_again(raci_result **out, const ri_outlook *outlook, ri_snapshot *snapshot,
                             raci_error *err);

/* ---- for run.c ---- */

/* Notes what an answer rests on, just after it was given. false: memory is exhausted. */
bool ri_outlook_note(ri_outlook *outlook, const raci_result *result, uint32_t number,
                     const ri_settlement *settlement);
/* Takes over what a checking leaves beside its findings. */
void ri_outlook_keep(ri_outlook *outlook, ri_checking *c);
/* Gives a checking what an outlook's left, of what the result retains. */
void ri_outlook_recall(ri_checking *c, const raci_result *result, const ri_outlook *outlook);

/* ---- run.c ---- */

/* As raci_check, but names that a function mentions must be ones that `known` has on some date;
   NULL: what the model lacks is not there, whatever it is called. */
raci_status ri_check_knowing(raci_result **out, raci_model *model, raci_policy *policy,
                             const raci_check_options *options, raci_model *known, raci_error *err);
/* An empty result in its own arena; NULL when memory is exhausted. */
raci_result *ri_result_new(raci_model *model, raci_policy *policy, int32_t date);
/* Brings to mind since when findings have been there. Where only counts are wanted,
   those alone matter that are overdue. */
raci_status ri_result_recall(raci_result *result, bool keep, raci_error *err);
/* Fills a result that has a snapshot and a resolver. What it leaves goes to `noting`; what is
   not due of it is as in `outlook`. Each may be NULL. `chosen` as of ri_checking_begin. */
raci_status ri_run_check(raci_result *result, const bool *chosen, bool keep, ri_outlook *noting,
                         const ri_outlook *outlook, raci_error *err);

/* ---- due.c ---- */

/* Which subjects are to be looked at again, by number; the set is the arena's. false: exhausted. */
bool ri_due_find(ri_bits *out, const ri_outlook *outlook, const ri_snapshot *now, ri_arena *arena);

#endif
