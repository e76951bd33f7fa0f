/*
 * How two policies compare in general: what the analysis of their rules shows, and what the
 * organization at hand shows of it.
 */
#ifndef RI_GENERAL_H
#define RI_GENERAL_H

#include "resolve/relation.h"

/* What of a difference has that way: moves, by their places. */
typedef struct ri_here {
    uint32_t moves[RI_WITNESSES_MAX]; /* the first ones */
    uint32_t n;
    size_t all;
} ri_here;

typedef struct ri_general {
    ri_relation relation;               /* a way that is here is there for sure */
    ri_here (*here)[RI_RELATION_COUNT]; /* by part */
    ri_comparison comparison;           /* of what is given: of the rest only whether it differs */
    bool certain;
} ri_general;

#endif
