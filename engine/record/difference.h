/*
 * What differs between two evaluations, as text: of two runs, of two models, of an
 * organization before and after a reorganization.
 */
#ifndef RI_DIFFERENCE_H
#define RI_DIFFERENCE_H

#include "record/recorded_finding.h"

typedef enum ri_change {
    RI_CHANGE_NEW,
    RI_CHANGE_EXISTING,
    RI_CHANGE_CHANGED,
    RI_CHANGE_GONE,
    RI_CHANGES
} ri_change;

typedef struct ri_diff_finding {
    ri_recorded_finding finding; /* as it is afterwards; as it was when gone */
    ri_recorded_finding was;     /* of a changed one: as it was */
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
    ri_recorded_rule *rules[2]; /* where the difference has reasons: by which it was, and is; */
    size_t n_rules[2];          /* in the order of names */
} ri_move;

typedef struct ri_difference {
    ri_arena *arena;           /* borrowed: all texts lie in it */
    bool all;                  /* existing findings are kept too, not only counted */
    ri_diff_finding *findings; /* by subject, code, key */
    size_t n_findings;
    size_t findings_capacity;
    size_t counts[RI_CHANGES];
    bool reasoned;  /* moves have their rules */
    ri_move *moves; /* by subject, letter */
    size_t n_moves;
    size_t moves_capacity;
} ri_difference;

/* How often somebody has a letter on touchpoints. */
typedef struct ri_load {
    const char *holder; /* a reference */
    const char *letter;
    size_t from;
    size_t to;
} ri_load;

typedef struct ri_loads {
    ri_load *items; /* where they differ; by holder, letter */
    size_t n;
    size_t capacity;
} ri_loads;

void ri_difference_free(ri_difference *difference);
/* Counts a finding, and appends it unless it is existing and those are only counted; its
   texts must live as long. `was` is what a changed one was, else NULL. false: memory is
   exhausted. */
bool ri_difference_add(ri_difference *difference, const ri_recorded_finding *finding,
                       const ri_recorded_finding *was, ri_change change);
/* How many findings that are new or changed have at least that severity. */
size_t ri_difference_count(const ri_difference *difference, raci_severity at_least);
/* "new", "existing", "changed", "gone". */
const char *ri_change_name(ri_change change);

#endif
