#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    const char *letter = o->n_operands > 1 ? o->operands[1] : NULL;
    return raci_report_why(e->answer, letter, o->format, &out->look, raci_buffer_write, out->buffer,
                           err);
}

int cmd_why(const options *o)
{
    return ask_and_tell(o, tell);
}
