/*
 * Where a subject lies: what customers meet before and after it.
 */
#ifndef RI_SURROUNDINGS_H
#define RI_SURROUNDINGS_H

#include "check/result.h"

/* A piece of a journey. */
typedef struct ri_stretch {
    uint32_t journey;      /* or RI_NONE for a passage that is on none */
    uint32_t *touchpoints; /* in the order in which they are met */
    uint32_t n;
    uint32_t *handoffs; /* n - 1: from each to the next; RI_NONE where that is none */
} ri_stretch;

typedef struct ri_surroundings {
    ri_stretch *items; /* one for each journey, in the order of keys */
    uint32_t n;
} ri_surroundings;

/* Of a touchpoint it and its neighbours on each of its journeys, of a handoff its sides, of a
   journey the whole of it, of other things nothing; in the arena. false: memory is exhausted. */
bool ri_surroundings_find(ri_surroundings *out, const ri_snapshot *s, ri_ref subject,
                          ri_arena *arena);

#endif
