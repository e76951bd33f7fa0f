/* A reorganization on paper, and what somebody leaves behind. */
#include "cli/commands.h"
#include "cli/scenarios.h"
#include "cli/telling.h"

/* Exactly one thing is asked about. */
static raci_status look_at(const options *o, raci_error *err)
{
    const int asked = (o->n_operands > 0) + (o->org != NULL) + (o->leave != NULL);
    if (asked == 0) {
        return fail(err, RACI_INVALID,
                    "what if what? Name scenario files, or --org DIR, or --leave HOLDER");
    }
    if (asked > 1) {
        return fail(err, RACI_INVALID, "scenarios, --org and --leave each go alone");
    }
    if (o->full && o->org == NULL) {
        return fail(err, RACI_INVALID, "--full goes with --org");
    }
    if (o->on != NULL && o->leave == NULL) {
        return fail(err, RACI_INVALID, "--on goes with --leave; steps have days of their own");
    }
    return RACI_OK;
}

/* Evaluates before and after. Scenarios live as long as the evaluation. */
static raci_status run(evaluation *e, const options *o, const raci_whatif_options *how)
{
    raci_status status =
        raci_whatif_begin(&e->whatif, e->model, how, problems_note, &e->found, &e->err);
    if (status == RACI_OK) {
        status = evaluation_policy(e, o);
    }
    if (status == RACI_OK) {
        e->at = STAGE_ASKING;
        status = raci_whatif_run(e->whatif, e->policy, o->all, &e->err);
    }
    return status;
}

/* The one holder that a text means; several are listed instead. */
static raci_status find(evaluation *e, const options *o, const char *text)
{
    e->at = STAGE_ASKING;
    return raci_holders_find(&e->holders, e->model, o->on != NULL ? o->on : o->at, text, &e->err);
}

static bool is_one(const evaluation *e)
{
    return raci_holders_count(e->holders) == 1;
}

static raci_status tell_as(const evaluation *e, const options *o, const output *out,
                           raci_status (*report)(const raci_whatif *, raci_format,
                                                 const raci_look *, raci_write_fn, void *,
                                                 raci_error *),
                           raci_error *err)
{
    const raci_look look = output_look(out, o);
    return e->whatif == NULL
               ? raci_report_holders(e->holders, o->format, &look, raci_buffer_write, out->buffer,
                                     err)
               : report(e->whatif, o->format, &look, raci_buffer_write, out->buffer, err);
}

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return tell_as(e, o, out, raci_report_whatif, err);
}

static raci_status tell_impact(const evaluation *e, const options *o, const output *out,
                               raci_error *err)
{
    return tell_as(e, o, out, raci_report_impact, err);
}

static int judge(const evaluation *e, const options *o)
{
    return e->whatif == NULL || raci_whatif_count(e->whatif, o->fail_on) > 0 ? EXIT_FOUND
                                                                             : EXIT_FINE;
}

int cmd_whatif(const options *o)
{
    static evaluation e;
    static scenarios all;
    raci_error err = {0};
    if (look_at(o, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_model(&e, o, false);
    raci_whatif_options how = {.date = o->at, .organization = o->org, .full = o->full};
    if (status == RACI_OK && o->n_operands > 0) {
        e.at = STAGE_ASKING;
        status = scenarios_load(&all, o, o->operands, o->n_operands, &e.found, &e.err);
        how.scenarios = (const raci_scenario *const *)all.items;
        how.n_scenarios = all.n;
    }
    if (status == RACI_OK && o->leave != NULL) {
        status = find(&e, o, o->leave);
        how.leaving = status == RACI_OK ? raci_holders_reference(e.holders, 0) : NULL;
        how.leaving_on = o->on;
    }
    if (status == RACI_OK && (o->leave == NULL || is_one(&e))) {
        e.at = STAGE_ASKING;
        status = run(&e, o, &how);
    }
    const int code = tell_and_close(&e, o, status, tell, judge);
    scenarios_free(&all);
    return code;
}

int cmd_impact(const options *o)
{
    static evaluation e;
    raci_status status = evaluation_model(&e, o, false);
    raci_whatif_options how = {.date = o->at};
    if (status == RACI_OK) {
        status = find(&e, o, o->operands[0]);
    }
    if (status == RACI_OK && is_one(&e)) {
        how.leaving = raci_holders_reference(e.holders, 0);
        status = run(&e, o, &how);
    }
    return tell_and_close(&e, o, status, tell_impact, judge);
}
