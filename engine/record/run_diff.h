/*
 * What differs between two runs, for the renderers.
 */
#ifndef RI_RUN_DIFF_H
#define RI_RUN_DIFF_H

#include "raci/record.h"
#include "record/difference.h"

struct raci_diff {
    ri_arena *arena;
    ri_run_row from;
    ri_run_row to;
    ri_difference difference;
};

#endif
