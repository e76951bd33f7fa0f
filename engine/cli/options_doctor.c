/* What is said of a file that is to be examined. */
#include "cli/options.h"

raci_status take_repair(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->repair = true;
    return RACI_OK;
}

raci_status take_accept_content(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->accept_content = true;
    return RACI_OK;
}

raci_status take_export_to(options *o, const char *value, raci_error *err)
{
    (void)err;
    o->export_to = value;
    return RACI_OK;
}
