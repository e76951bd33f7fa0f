#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    if (e->answer == NULL) {
        return raci_report_holders(e->holders, o->format, &out->look, raci_buffer_write,
                                   out->buffer, err);
    }
    return raci_report_why_not(e->answer, o->format, &out->look, raci_buffer_write, out->buffer,
                               err);
}

/* Several subjects or holders fit. */
static int found_several(const evaluation *e, const options *o)
{
    (void)o;
    return e->answer == NULL || raci_answer_candidates(e->answer) > 0 ? EXIT_FOUND : EXIT_FINE;
}

int cmd_why_not(const options *o)
{
    static evaluation e;
    raci_status status =
        evaluation_ask_why_not(&e, o, o->operands[0], o->operands[1], o->operands[2]);
    return tell_and_close(&e, o, status, tell, found_several);
}
