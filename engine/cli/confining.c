#include "cli/confining.h"

#include "cli/commands.h"

/* Those that answer on standard output, from the model as it is. Others write files, or hold
   organizations as they would be in files without a name. */
static int (*const answering[])(const options *o) = {
    cmd_check,   cmd_lint,  cmd_who,   cmd_what,        cmd_why,
    cmd_why_not, cmd_power, cmd_seams, cmd_escalations, cmd_matrix,
};

static bool only_answers(const options *o)
{
    if (o->command == NULL || o->record || o->xlsx || o->diff != NULL || o->output != NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof answering / sizeof answering[0]; i++) {
        if (o->command->run == answering[i]) {
            return true;
        }
    }
    return false;
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
