/* What `test` is asked for. */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cli/failure.h"

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
    const size_t digits = strspn(value, "0123456789");
    const long percent =
        digits > 0 && digits <= 3 && value[digits] == '\0' ? strtol(value, NULL, 10) : 0;
    if (percent < 1 || percent > 100) {
        return fail(err, RACI_INVALID, "--threshold takes a number from 1 to 100, not '%s'", value);
    }
    o->threshold = (int)percent;
    o->coverage = true;
    return RACI_OK;
}

raci_status take_update(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->update = true;
    return RACI_OK;
}
