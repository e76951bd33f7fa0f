/*
 * What differs between two runs, for the renderers.
 */
#ifndef RI_RUN_DIFF_H
#define RI_RUN_DIFF_H

#include "raci/record.h"
#include "record/difference.h"

struct raci_diff {
    ri_arena *arena;
    ri_run_row from; /* of runs */
    ri_run_row to;
    const char *from_model; /* of models: how they are called; else NULL */
    const char *to_model;
    struct raci_result *before; /* of models */
    struct raci_result *after;
    ri_difference difference;
    ri_loads loads; /* of models */
};

#endif
