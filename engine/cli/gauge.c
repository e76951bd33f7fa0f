#define _POSIX_C_SOURCE 200809L

#include "cli/gauge.h"

#include <stddef.h>
#include <sys/resource.h>
#include <time.h>

#if defined(__GLIBC__)
#include <malloc.h>
#if __GLIBC_PREREQ(2, 33)
#define TELLS_WHAT_IS_IN_USE
#endif
#endif

static uint64_t read_clock(clockid_t clock)
{
    struct timespec now;
    return clock_gettime(clock, &now) == 0
               ? (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec
               : 0;
}

static uint64_t spent(void *payload)
{
    (void)payload;
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static uint64_t passed(void *payload)
{
    (void)payload;
    return read_clock(CLOCK_MONOTONIC);
}

static uint64_t most(void *payload)
{
    struct rusage usage;
    (void)payload;
    if (getrusage(RUSAGE_SELF, &usage) != 0) {
        return 0;
    }
#ifdef __APPLE__ /* where it is in bytes */
    return (uint64_t)usage.ru_maxrss;
#else
    return (uint64_t)usage.ru_maxrss * 1024;
#endif
}

/* Where the allocator does not tell, what was resident has to do. */
static uint64_t in_use(void *payload)
{
#ifdef TELLS_WHAT_IS_IN_USE
    const struct mallinfo2 info = mallinfo2();
    (void)payload;
    return (uint64_t)info.uordblks + (uint64_t)info.hblkhd;
#else
    return most(payload);
#endif
}

const raci_gauge gauge = {spent, passed, in_use, most, NULL};
