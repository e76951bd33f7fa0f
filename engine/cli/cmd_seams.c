/* The passages between departments. */
#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_seams(e->result, o->journey, o->format, &out->look, raci_buffer_write,
                             out->buffer, err);
}

int cmd_seams(const options *o)
{
    static evaluation e;
    const raci_check_options how = {.date = o->at};
    return tell_and_close(&e, o, evaluation_check(&e, o, &how), tell, NULL);
}
