#include "cli/confining.h"

#include "cli/commands.h"

static bool only_answers(const options *o)
{
    return o->command != NULL && o->command->answers && !o->record && !o->xlsx && o->diff == NULL &&
           o->output == NULL;
}

raci_status confine(const options *o, raci_error *err)
{
    static bool confined;
    raci_error why = {0};
    const int may =
        (only_answers(o) ? 0 : RACI_MAY_WRITE_FILES) | (o->workers > 1 ? RACI_MAY_HAVE_WORKERS : 0);
    if (confined) {
        return RACI_OK;
    }
    confined = true;
    raci_status status = raci_confine(may, &why);
    if (status == RACI_OK || status == RACI_NOTFOUND) {
        return RACI_OK;
    }
    *err = why;
    return status;
}
