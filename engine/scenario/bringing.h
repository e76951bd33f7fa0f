/*
 * What a day brings, while it is found out: what the files that do so share.
 */
#ifndef RI_BRINGING_H
#define RI_BRINGING_H

#include "base/map.h"
#include "scenario/timeline_days.h"

/* What a turning is about. */
typedef struct ri_touched {
    const char *reference;
    uint32_t turning;
} ri_touched;

typedef struct ri_bringing {
    ri_two_days *days;
    ri_touched *touched; /* by reference, then turning */
    size_t n_touched;
    ri_matching matching; /* places of the second day -> of the first */
    ri_map vacated;       /* positions that are told as vacant, by place: the item */
    ri_map unowned;       /* touchpoints that are told as unowned, likewise */
    ri_map expired;       /* subjects of rulings that are told as expired, by reference */
    ri_text text;         /* scratch */
} ri_bringing;

/* All give false, or NULL, when memory is exhausted. */

/* Looks up what the day's turnings are about. */
bool ri_bringing_begin(ri_bringing *b);
/* The scratch text, kept with the timeline and emptied. */
const char *ri_due_keep(ri_bringing *b);
/* The position that must act on the day of the result; RI_NONE: nobody. */
bool ri_due_set_to(ri_bringing *b, ri_due_item *item, const raci_result *result, ri_ref to);
bool ri_due_set_subject(ri_bringing *b, ri_due_item *item, const raci_result *result,
                        ri_ref subject);
/* Names what begins or ends about some of the n references; where nothing does, with `any` what
   else there is on that day, and the item's cause is not certain. It stays NULL where that is
   nothing. */
bool ri_due_find_cause(ri_due_item *item, ri_bringing *b, const char *const *references, size_t n,
                       bool any);
/* Appends and counts it. */
bool ri_due_add(ri_bringing *b, const ri_due_item *item);

/* ---- day_expires.c ---- */

/* Adds the rulings, acceptances, mandates, acting and delegate seats and rules that end. */
bool ri_day_expires(ri_bringing *b);

#endif
