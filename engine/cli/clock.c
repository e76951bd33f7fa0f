#define _POSIX_C_SOURCE 200809L

#include "cli/clock.h"

#include <time.h>

const char *recorded_at(const options *o, char buffer[TIME_SIZE])
{
    time_t clock = time(NULL);
    struct tm utc;
    if (o->recorded_at != NULL) {
        return o->recorded_at;
    }
    if (clock == (time_t)-1 || gmtime_r(&clock, &utc) == NULL ||
        strftime(buffer, TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0) {
        return "1970-01-01T00:00:00Z";
    }
    return buffer;
}

const char *today(void)
{
    static char day[16];
    time_t now = time(NULL);
    struct tm local;
    if (now == (time_t)-1 || localtime_r(&now, &local) == NULL ||
        strftime(day, sizeof day, "%Y-%m-%d", &local) == 0) {
        return "1970-01-01";
    }
    return day;
}

uint64_t milliseconds(void)
{
    struct timespec now;
    return clock_gettime(CLOCK_MONOTONIC, &now) == 0
               ? (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000
               : 0;
}
