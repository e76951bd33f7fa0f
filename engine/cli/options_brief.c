/* What the commands about time, role cards and the report are asked for. */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cli/failure.h"

#define DIGITS_MAX 5

raci_status take_days(options *o, const char *value, raci_error *err)
{
    const size_t digits = strspn(value, "0123456789");
    const long days =
        digits > 0 && digits <= DIGITS_MAX && value[digits] == '\0' ? strtol(value, NULL, 10) : 0;
    if (days < 1 || days > RACI_TIMELINE_DAYS_MAX) {
        return fail(err, RACI_INVALID, "--days takes a number from 1 to %d, not '%s'",
                    RACI_TIMELINE_DAYS_MAX, value);
    }
    o->days = (int)days;
    return RACI_OK;
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
