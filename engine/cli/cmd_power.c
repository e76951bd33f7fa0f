/* What a holder, or each officer, really commands. */
#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    if (o->officers) {
        return raci_report_officers(e->result, o->format, &out->look, raci_buffer_write,
                                    out->buffer, err);
    }
    if (raci_holders_count(e->holders) > 1) {
        return raci_report_holders(e->holders, o->format, &out->look, raci_buffer_write,
                                   out->buffer, err);
    }
    return raci_report_power(e->result, raci_holders_reference(e->holders, 0), o->format,
                             &out->look, raci_buffer_write, out->buffer, err);
}

int cmd_power(const options *o)
{
    static evaluation e;
    const raci_check_options how = {.date = o->at};
    raci_error err = {0};
    if (o->officers == (o->n_operands > 0)) {
        (void)fail(&err, RACI_INVALID, "whose power? Name one HOLDER, or say --officers");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    const raci_status status =
        o->officers ? evaluation_check(&e, o, &how) : evaluation_find(&e, o, o->operands[0], &how);
    return tell_and_close(&e, o, status, tell, o->officers ? NULL : found_several_holders);
}
