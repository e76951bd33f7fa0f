/* What `test` is asked for. */
#include "cli/options.h"

raci_status take_run(options *o, const char *value, raci_error *err)
{
    return option_once(&o->run, "run", value, err);
}

raci_status take_coverage(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->coverage = true;
    return RACI_OK;
}

raci_status take_threshold(options *o, const char *value, raci_error *err)
{
    o->coverage = true;
    return option_number(&o->threshold, "threshold", value, 100, err);
}

raci_status take_update(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->update = true;
    return RACI_OK;
}
