/* What waits for a decision. */
#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_inbox(e->inbox, o->format, &out->look, raci_buffer_write, out->buffer, err);
}

static int judge(const evaluation *e, const options *o)
{
    (void)o;
    return raci_inbox_waiting(e->inbox) > 0 ? EXIT_FOUND : EXIT_FINE;
}

int cmd_escalations(const options *o)
{
    static evaluation e;
    const raci_check_options how = {.date = o->at};
    raci_status status = evaluation_check(&e, o, &how);
    if (status == RACI_OK) {
        status = raci_inbox_new(&e.inbox, e.result, o->to, o->inbox_scope, &e.err);
    }
    return tell_and_close(&e, o, status, tell, judge);
}
