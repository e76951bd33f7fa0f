/*
 * Short times, by a clock that is quick to read and goes on while others have the processor,
 * corrected by the processor time of the process, which is slow to read.
 */
#ifndef RI_STOPWATCH_H
#define RI_STOPWATCH_H

#include <stdint.h>

#include "raci/profile.h"

typedef struct ri_stopwatch {
    raci_gauge gauge;
    uint64_t clock_cost; /* nanoseconds that one reading takes, of the clock */
    uint64_t spent_cost; /* and of the processor time */
    uint64_t lap;        /* the last reading of the clock, */
    uint64_t lost;       /* and what of the time since then is known to be others' */
    uint64_t readings;   /* of the clock, so far */
    uint64_t clock_then; /* both at one moment, not long ago */
    uint64_t spent_then;
} ri_stopwatch;

/* Learns what readings cost. */
void ri_stopwatch_begin(ri_stopwatch *watch, const raci_gauge *gauge);
/* Notes the moment from which on lost time is looked for, and begins a lap. */
void ri_stopwatch_start(ri_stopwatch *watch);
/* Ends a lap and begins the next; gives its nanoseconds, less what the reading took and what
   others had of a long one. May be a little below 0, so that sums are right. */
int64_t ri_stopwatch_lap(ri_stopwatch *watch);
/* A reading of the clock, and the nanoseconds since one, likewise; laps go on. */
uint64_t ri_stopwatch_now(ri_stopwatch *watch);
int64_t ri_stopwatch_since(ri_stopwatch *watch, uint64_t then);

#endif
