/*
 * The log of runs, for the renderers.
 */
#ifndef RI_RUNS_H
#define RI_RUNS_H

#include "raci/record.h"
#include "record/acknowledgement.h"
#include "record/recorded_change.h"
#include "record/run_row.h"

typedef struct ri_logged_change {
    raci_change *change;
} ri_logged_change;

struct raci_log {
    ri_arena *arena;
    ri_run_row *runs; /* the newest first */
    size_t n;
    ri_logged_change *changes; /* the newest first, without their rows */
    size_t n_changes;
    ri_acknowledgement *acknowledgements; /* the newest first, without their lines */
    size_t n_acknowledgements;
    int64_t head_entry; /* the newest entry, 0 for none, */
    char head[65];      /* and its digest */
};

#endif
