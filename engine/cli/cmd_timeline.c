#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_timeline(e->timeline, o->format, &out->look, raci_buffer_write, out->buffer,
                                err);
}

int cmd_timeline(const options *o)
{
    static evaluation e;
    raci_status status = evaluation_open(&e, o);
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        const raci_timeline_options how = {.date = o->at, .days = o->days};
        status = raci_timeline_open(&e.timeline, e.model, e.policy, &how, &e.err);
    }
    return tell_and_close(&e, o, status, tell, NULL);
}
