/*
 * Seats before and after the date: what snapshots are told of them, whether they are loaded
 * or derived.
 */
#ifndef RI_TENURE_H
#define RI_TENURE_H

#include "model/snapshot.h"

/* A stretch of days on which something is there, or somebody sits in it. */
typedef struct ri_stay {
    uint32_t of;
    int32_t from;
    int32_t to;
} ri_stay;

/* By what it is of, then first day. */
int ri_stay_order(const void *a, const void *b, const void *context);

/* Notes a seat that began or ended by the date; twice changes nothing. RI_NONE: the
   position, or the person, is not there. */
void ri_tenure_past(ri_snapshot *s, uint32_t position, uint32_t person, bool acting, int32_t from,
                    int32_t to);
/* The first day from `day` on that lies in some of `there`, but in none of `filled`; both
   are in the order of their first days. RI_DAY_MAX when there is none. */
int32_t ri_tenure_vacant(int32_t day, const ri_stay *there, const ri_stay *there_end,
                         const ri_stay *filled, const ri_stay *filled_end);

#endif
