/* What `check` is asked for beside what others are. */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cli/failure.h"

#define WORKERS_MAX 64

raci_status take_diff(options *o, const char *value, raci_error *err)
{
    return option_once(&o->diff, "diff", value, err);
}

raci_status take_watch(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->watch = true;
    return RACI_OK;
}

raci_status take_profile(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->profile = true;
    return RACI_OK;
}

raci_status take_people(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->people = true;
    return RACI_OK;
}

raci_status take_workers(options *o, const char *value, raci_error *err)
{
    const size_t digits = strspn(value, "0123456789");
    const long workers =
        digits > 0 && digits <= 2 && value[digits] == '\0' ? strtol(value, NULL, 10) : 0;
    if (workers < 1 || workers > WORKERS_MAX) {
        return fail(err, RACI_INVALID, "--workers takes a number from 1 to %d, not '%s'",
                    WORKERS_MAX, value);
    }
    o->workers = (int)workers;
    return RACI_OK;
}
