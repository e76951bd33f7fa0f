/* What the analysis of a policy is asked for. */
#include "cli/options.h"

raci_status take_no_model(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->no_model = true;
    return RACI_OK;
}

raci_status take_emit_test(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->emit_test = true;
    return RACI_OK;
}
