/* What waits for a decision; and all about one of the findings that do. */
#include "cli/commands.h"
#include "cli/telling.h"

/* ---- the inbox ---- */

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_inbox(e->inbox, o->format, &out->look, raci_buffer_write, out->buffer, err);
}

static int judge(const evaluation *e, const options *o)
{
    (void)o;
    return raci_inbox_waiting(e->inbox) > 0 ? EXIT_FOUND : EXIT_FINE;
}

static int list(const options *o)
{
    static evaluation e;
    const raci_check_options how = {.date = o->at};
    raci_status status = evaluation_check(&e, o, &how);
    if (status == RACI_OK) {
        status = raci_inbox_new(&e.inbox, e.result, o->to, o->inbox_scope, &e.err);
    }
    return tell_and_close(&e, o, status, tell, judge);
}

/* ---- one of them ---- */

static raci_status tell_one(const evaluation *e, const options *o, const output *out,
                            raci_error *err)
{
    return raci_report_packet(e->packet, o->format, &out->look, raci_buffer_write, out->buffer,
                              err);
}

static int found_several(const evaluation *e, const options *o)
{
    (void)o;
    return raci_packet_candidates(e->packet) > 0 ? EXIT_FOUND : EXIT_FINE;
}

static int tell_about(const options *o, const char *text)
{
    static evaluation e;
    raci_error err = {0};
    const raci_check_options how = {.date = o->at};
    if (o->to != NULL || o->inbox_scoped) {
        (void)fail(&err, RACI_INVALID,
                   "--to, --open, --overdue and --all list what waits; '%s' is one of it", text);
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_check(&e, o, &how);
    if (status == RACI_OK) {
        status = raci_packet_new(&e.packet, e.result, text, &e.err);
    }
    return tell_and_close(&e, o, status, tell_one, found_several);
}

int cmd_escalations(const options *o)
{
    return o->n_operands > 0 ? tell_about(o, o->operands[0]) : list(o);
}
