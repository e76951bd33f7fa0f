/*
 * What stands behind handoffs while they are made.
 */
#ifndef RI_SEAMS_H
#define RI_SEAMS_H

#include "model/loading.h"

typedef struct ri_seams { /* begins zeroed */
    uint32_t *rank;       /* touchpoint -> its place in the order of key + "->" */
    uint32_t *ranked;     /* and back */
    ri_lists next; /* by rank: the touchpoints that follow; an item's place is its handoff's */
    ri_set_table parties; /* sets of departments */
    uint32_t *party;      /* set of units -> set of their departments, */
    uint32_t n_party;     /* for so many sets */
    ri_map joined;        /* two sets of units -> the set of both's units */
    ri_map common;        /* two sets of journeys -> the set of those in both */
} ri_seams;

/* Ranks the touchpoints. false: exhausted, as of all of these. */
bool ri_seams_rank(ri_seams *seams, const ri_rows *touchpoints);
/* Finds the departments of all sets of units that the loading's table has. */
bool ri_seams_parties(ri_seams *seams, ri_loading *loading);
/* The departments of one set of units. */
bool ri_seams_party(ri_seams *seams, ri_loading *loading, uint32_t set, uint32_t *out);
/* The sets of a handoff, from those of its two sides. */
bool ri_seams_passing(ri_passing *out, ri_seams *seams, ri_loading *loading, uint32_t from,
                      uint32_t to);
/* The handoff between two touchpoints, RI_NONE when it has no place. */
uint32_t ri_seams_find(const ri_seams *seams, uint32_t from, uint32_t to);
void ri_seams_free(ri_seams *seams); /* but for `next`, which is the arena's */

#endif
