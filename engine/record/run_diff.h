/*
 * What differs between two runs, for the renderers.
 */
#ifndef RI_RUN_DIFF_H
#define RI_RUN_DIFF_H

#include "check/result.h"
#include "raci/record.h"
#include "record/classes.h"
#include "record/difference.h"
#include "record/general.h"

struct raci_diff {
    ri_arena *arena;
    ri_run_row from; /* of runs */
    ri_run_row to;
    const char *from_model; /* of models: how they are called; else NULL */
    const char *to_model;
    const char *from_policy; /* of policies: likewise */
    const char *to_policy;
    struct raci_result *before; /* of models and policies */
    struct raci_result *after;
    ri_snapshot *then[2];  /* of runs: the organization on their dates, for names; owned */
    ri_summary summary[2]; /* of runs: severities and escalations */
    ri_difference difference;
    ri_loads loads;
    ri_general *general; /* of policies: how they compare whatever the subject; else NULL */
};

/* Who has more or fewer letters on touchpoints; `from` and `to` say how many touchpoints of
   each run have a class, by its id. Texts lie in the arena. */
raci_status ri_run_loads(ri_loads *out, const ri_shared *classes, const ri_map *from,
                         const ri_map *to, ri_arena *arena, raci_error *err);

#endif
