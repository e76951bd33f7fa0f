/* What `check` is asked for beside what others are. */
#include "cli/options.h"

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
    return option_number(&o->workers, "workers", value, WORKERS_MAX, err);
}
