/*
 * A part of a space, and what is left of it when matches are cut away.
 *
 * On an axis of single values a region allows some of them. Where a subject has any set of
 * values, it says which may be there, and of which sets some value must be. That is closed
 * under cutting a match away: what is left is a union of regions, gone through one by one.
 */
#ifndef RI_REGION_H
#define RI_REGION_H

#include "resolve/space.h"

/* That some value of the span must be there. */
typedef struct ri_must {
    uint32_t axis;
    const uint64_t *bits;
} ri_must;

#define RI_MUSTS_MAX 64

typedef struct ri_region {
    uint64_t *bits; /* region_words of the space */
    ri_must musts[RI_MUSTS_MAX];
    uint32_t n_musts;
} ri_region;

/* Room to cut in, so that cutting takes no memory. */
typedef struct ri_cutting {
    const ri_space *space;
    ri_region *level;
    uint32_t n_levels;
    uint32_t work; /* steps that may still be taken */
} ri_cutting;

typedef enum ri_left { RI_LEFT_NOTHING, RI_LEFT_SOME, RI_LEFT_UNKNOWN } ri_left;

/* From the arena of the space. false: memory is exhausted. */
bool ri_cutting_begin(ri_cutting *out, const ri_space *space);
/* The region in which cutting begins: everything; to be narrowed then. */
ri_region *ri_region_whole(const ri_cutting *cutting);
typedef enum ri_narrowed { RI_NARROW_EMPTY, RI_NARROW_SOME, RI_NARROW_FULL } ri_narrowed;

/* Narrows it to what fits a span, or (`out`) to what does not. RI_NARROW_FULL: it can hold no
   more. */
ri_narrowed ri_region_narrow_to(const ri_space *space, ri_region *region, uint32_t axis,
                                const ri_span *span, bool out);
/* What that leaves. */
static inline ri_left ri_narrowed_left(ri_narrowed fits)
{
    return fits == RI_NARROW_FULL    ? RI_LEFT_UNKNOWN
           : fits == RI_NARROW_EMPTY ? RI_LEFT_NOTHING
                                     : RI_LEFT_SOME;
}

/* Whether all of it fits a span; whether some of it does. */
bool ri_region_all_fits(const ri_space *space, const ri_region *region, uint32_t axis,
                        const ri_span *span);
bool ri_region_some_fits(const ri_space *space, const ri_region *region, uint32_t axis,
                         const ri_span *span);
/* Writes over `out`, which has bits of its own. */
void ri_region_copy(const ri_space *space, ri_region *out, const ri_region *region);
/* Narrows it to what fits a rule. false: nothing does, or more than can be held. */
bool ri_region_narrow(const ri_space *space, ri_region *region, uint32_t rule);
/* Narrows it to a value of an axis of single ones. */
void ri_region_fix(const ri_space *space, ri_region *region, uint32_t axis, uint32_t value);
/* Cuts the matches of n rules of the space away from what ri_region_whole gave. What is left
   is in *out, borrowed until the next cutting. `work` bounds the steps. */
ri_left ri_region_cut(const ri_region **out, ri_cutting *cutting, const uint32_t *rules, uint32_t n,
                      uint32_t work);

/* The value that a subject of the region has on an axis of single values. */
uint32_t ri_region_value(const ri_space *space, const ri_region *region, uint32_t axis);
/* Whether the region says anything on an axis. */
bool ri_region_says(const ri_space *space, const ri_region *region, uint32_t axis);

#endif
