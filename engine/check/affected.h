/*
 * What follows from the differences of two snapshots: who is below or above what differs,
 * who heads, leads or sits in it.
 */
#ifndef RI_AFFECTED_H
#define RI_AFFECTED_H

#include "model/differing.h"

typedef struct ri_affected {
    const ri_snapshot *was;
    const ri_snapshot *now;
    ri_arena *arena;
    ri_differing differing;
    uint8_t *below; /* units that differ, or that are below one which does: by row, as all these */
    uint8_t *units; /* the same, and those above what differs, or headed by it */
    uint8_t *positions;
    uint8_t *people;
    uint8_t *teams;
    uint8_t *journeys; /* their rows, leads and teams; not their touchpoints */
    uint8_t *offices;  /* by word */
    bool failed;       /* memory is exhausted; sticky */
} ri_affected;

/* `superiors`: who is above somebody decides, so that their seats matter to those below. Arrays
   are the arena's. false: memory is exhausted. */
bool ri_affected_find(ri_affected *out, const ri_snapshot *was, const ri_snapshot *now,
                      bool superiors, ri_arena *arena);
/* Whether what a reference names differs, or what follows from it; RI_NONE does not. */
bool ri_affected_is(const ri_affected *affected, ri_ref ref);
/* Whether others have an office, or something about those who have it differs. */
bool ri_affected_office(const ri_affected *affected, const char *office);
/* Whether a list of things has one that is flagged. */
bool ri_any_flagged(const uint8_t *of, const ri_lists *lists, uint32_t row);

#endif
