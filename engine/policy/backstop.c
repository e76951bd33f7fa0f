#define _POSIX_C_SOURCE 200809L /* the thread's clock */

#include "policy/backstop.h"

#include <time.h>

/* The library reads no clock, since results must not depend on one. This is the one
   exception: Lua's instructions are counted, but one of them may be made to take
   milliseconds, and nothing in Lua counts that. */
double ri_backstop_seconds(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) {
        return 0;
    }
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}
