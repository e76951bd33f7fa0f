/*
 * What differs between two runs, for the renderers.
 */
#ifndef RI_RUN_DIFF_H
#define RI_RUN_DIFF_H

#include "raci/record.h"
#include "record/recorded_finding.h"

typedef enum ri_change {
    RI_CHANGE_NEW,
    RI_CHANGE_EXISTING,
    RI_CHANGE_CHANGED,
    RI_CHANGE_GONE,
    RI_CHANGES
} ri_change;

typedef struct ri_diff_finding {
    ri_recorded_finding finding; /* as the later run has it; the earlier one when gone */
    ri_change change;
} ri_diff_finding;

/* A letter of a subject that has other holders. */
typedef struct ri_move {
    const char *subject;
    const char *letter;
    const char **from; /* references, in order */
    size_t n_from;
    const char **to;
    size_t n_to;
} ri_move;

struct raci_diff {
    ri_arena *arena;
    ri_run_row from;
    ri_run_row to;
    bool all;                  /* existing findings are kept too, not only counted */
    ri_diff_finding *findings; /* by subject, code, key */
    size_t n_findings;
    size_t findings_capacity;
    size_t counts[RI_CHANGES];
    ri_move *moves; /* by subject, letter */
    size_t n_moves;
    size_t moves_capacity;
};

/* "new", "existing", "changed", "gone". */
const char *ri_change_name(ri_change change);

#endif
