/*
 * In what two snapshots of the same places differ, one of which is derived from the other.
 */
#ifndef RI_DIFFERING_H
#define RI_DIFFERING_H

#include "base/arena.h"
#include "model/snapshot.h"

/* How a thing differs. */
enum {
    RI_DIFFERS_SELF = 1,  /* what stands in its row, or whether it is there */
    RI_DIFFERS_SEATS = 2, /* positions and people: their seats, now, before or later */
    RI_DIFFERS_LIST = 4   /* journeys: their touchpoints, or the order of these */
};

typedef struct ri_differing {
    uint8_t *of[RI_KIND_COUNT]; /* by row, for the kinds that can differ; else NULL */
} ri_differing;

/* Kinds: handoffs, journeys, people, positions, teams, touchpoints, units. Arrays are the
   arena's. false: memory is exhausted. */
bool ri_differing_find(ri_differing *out, const ri_snapshot *was, const ri_snapshot *now,
                       ri_arena *arena);

#endif
