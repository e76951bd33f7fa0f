#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    if (raci_holders_count(e->holders) > 1) {
        return raci_report_holders(e->holders, o->format, &out->look, raci_buffer_write,
                                   out->buffer, err);
    }
    return raci_report_what(e->result, raci_holders_reference(e->holders, 0), o->format, &out->look,
                            raci_buffer_write, out->buffer, err);
}

int cmd_what(const options *o)
{
    static evaluation e;
    raci_check_options how = {.date = o->at};
    raci_status status = evaluation_find(&e, o, o->operands[0], &how);
    return tell_and_close(&e, o, status, tell, found_several_holders);
}
