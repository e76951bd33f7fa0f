/*
 * What a run has on one subject, for the renderers.
 */
#ifndef RI_RECOLLECT_H
#define RI_RECOLLECT_H

#include "check/result.h"
#include "raci/record.h"
#include "record/recorded_finding.h"

/* A letter that somebody has. */
typedef struct ri_recorded_holder {
    uint8_t letter;
    const char *reference;
    ri_ref holder;  /* in the answer's snapshot when the evaluation gives it the letter too;
                      else in `others`, or RI_NONE when it is in neither */
    bool explained; /* the evaluation gives it the letter too: it knows why */
} ri_recorded_holder;

struct raci_recollection {
    ri_arena *arena;
    ri_run_row run;
    raci_policy *policy;
    raci_model *then;    /* the model as it was recorded, without the changes since; NULL where it
                            is so now, or that cannot be had */
    size_t changes;      /* how many these are */
    raci_answer *answer; /* by the run's policy, of its date, from what that model says */
    bool altered;        /* it says other things than then */
    ri_focus *focus;     /* for `others` */
    ri_snapshot *others; /* holders whom the evaluation does not give; or NULL */
    ri_recorded_holder *holders; /* by letter, then holder */
    size_t n_holders;
    size_t holders_capacity;
    ri_recorded_finding *findings; /* by code, key */
    size_t n_findings;
};

/* The findings on an answer's subject that only an evaluation of everything finds, from
   the last run, in the arena; *run tells of which. None when no run is recorded. */
raci_status ri_recorded_beyond(ri_recorded_finding **out, size_t *n, ri_run_row *run,
                               const raci_answer *answer, ri_arena *arena, raci_error *err);

#endif
