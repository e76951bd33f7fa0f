/* What the commands about time, role cards and the report are asked for. */
#include "cli/options.h"

raci_status take_days(options *o, const char *value, raci_error *err)
{
    return option_number(&o->days, "days", value, RACI_TIMELINE_DAYS_MAX, err);
}

raci_status take_compare(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->compare = true;
    return RACI_OK;
}

raci_status take_output(options *o, const char *value, raci_error *err)
{
    return option_once(&o->output, "output", value, err);
}
