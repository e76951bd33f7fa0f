/*
 * For one rule at a time: which others of its space its match meets, and in which it lies.
 */
#ifndef RI_OVERLAP_H
#define RI_OVERLAP_H

#include "resolve/space.h"

/* Rows of bits over rules, for an axis. */
typedef struct ri_overlap_axis {
    uint64_t *open; /* rules that allow everything */
    uint64_t *
        *value;     /* by value: of the others those that allow it, or ask for it; NULL: not kept */
    uint64_t *some; /* of the others those that are in such rows */
    uint32_t *first; /* by span, n + 1: the rules that say it, in `rules` */
    uint32_t *rules;
    uint64_t **meets; /* by span, when it was asked for; NULL arrays where spans are too many */
    uint64_t **wider;
} ri_overlap_axis;

typedef struct ri_overlap {
    const ri_space *space;
    ri_overlap_axis *axes;
    uint64_t *meets; /* the answer: rules whose match meets that of the rule, itself too */
    uint64_t *wider; /* rules in whose match it lies, itself too */
    uint64_t *row[2];
} ri_overlap;

/* In the arena of the space, which must outlive it. Fails with RACI_NOMEM. */
raci_status ri_overlap_build(ri_overlap *out, const ri_space *space, raci_error *err);
/* Fills both answers for a rule that something can fit. false: memory is exhausted. */
bool ri_overlap_ask(ri_overlap *overlap, uint32_t rule);

#endif
