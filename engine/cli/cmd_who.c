#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_who(e->answer, o->letter, o->format, &out->look, raci_buffer_write,
                           out->buffer, err);
}

int cmd_who(const options *o)
{
    return ask_and_tell(o, tell);
}
