#include "base/stopwatch.h"

#define TRIES 64
#define LONG 200000 /* nanoseconds after which somebody else may have had the processor */

void ri_stopwatch_begin(ri_stopwatch *watch, const raci_gauge *gauge)
{
    *watch = (ri_stopwatch){.gauge = *gauge, .clock_cost = UINT64_MAX, .spent_cost = UINT64_MAX};
    for (int i = 0; i < TRIES; i++) {
        const uint64_t clock = gauge->clock(gauge->payload);
        const uint64_t passed = gauge->clock(gauge->payload) - clock;
        const uint64_t spent = gauge->spent(gauge->payload);
        const uint64_t used = gauge->spent(gauge->payload) - spent;
        watch->clock_cost = passed < watch->clock_cost ? passed : watch->clock_cost;
        watch->spent_cost = used < watch->spent_cost ? used : watch->spent_cost;
    }
}

static uint64_t read_clock(ri_stopwatch *watch)
{
    watch->readings++;
    return watch->gauge.clock(watch->gauge.payload);
}

void ri_stopwatch_start(ri_stopwatch *watch)
{
    watch->spent_then = watch->gauge.spent(watch->gauge.payload);
    watch->lap = watch->clock_then = read_clock(watch);
    watch->lost = 0;
}

/* What others had of the processor since the moment noted before, which is then now. */
static uint64_t lost(ri_stopwatch *watch)
{
    const uint64_t spent = watch->gauge.spent(watch->gauge.payload);
    const uint64_t clock = read_clock(watch);
    const uint64_t passed = clock - watch->clock_then;
    const uint64_t used = spent - watch->spent_then;
    watch->clock_then = clock;
    watch->spent_then = spent;
    return passed > used ? passed - used : 0;
}

static int64_t less(uint64_t passed, uint64_t others, uint64_t cost)
{
    return (int64_t)(passed > others ? passed - others : 0) - (int64_t)cost;
}

int64_t ri_stopwatch_lap(ri_stopwatch *watch)
{
    uint64_t now = read_clock(watch);
    const uint64_t passed = now - watch->lap;
    if (passed > LONG) {
        watch->lost += lost(watch);
        now = watch->clock_then;
    }
    const int64_t took = less(passed, watch->lost, watch->clock_cost);
    watch->lap = now;
    watch->lost = 0;
    return took;
}

uint64_t ri_stopwatch_now(ri_stopwatch *watch)
{
    return read_clock(watch);
}

int64_t ri_stopwatch_since(ri_stopwatch *watch, uint64_t then)
{
    const uint64_t passed = read_clock(watch) - then;
    uint64_t others = 0;
    if (passed > LONG) {
        others = lost(watch);
        watch->lost += others;
    }
    return less(passed, others, watch->clock_cost);
}
