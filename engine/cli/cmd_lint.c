/* The analysis of a policy. */
#include "cli/commands.h"
#include "cli/telling.h"

static raci_status look_at(const options *o, raci_error *err)
{
    return o->emit_test && o->format != RACI_TEXT
               ? fail(err, RACI_INVALID, "--emit-test writes Lua: it goes without --format %s",
                      raci_format_name(o->format))
               : RACI_OK;
}

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    const raci_look look = output_look(out, o);
    return o->emit_test
               ? raci_report_lint_tests(e->lint, raci_buffer_write, out->buffer, err)
               : raci_report_lint(e->lint, o->format, &look, raci_buffer_write, out->buffer, err);
}

static int judge(const evaluation *e, const options *o)
{
    return raci_lint_count(e->lint, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
}

int cmd_lint(const options *o)
{
    static evaluation e;
    const raci_lint_options how = {
        .date = o->at, .codes = o->n_codes > 0 ? o->codes : NULL, .n_codes = o->n_codes};
    raci_error err = {0};
    if (look_at(o, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = o->no_model ? evaluation_policy(&e, o) : evaluation_open(&e, o);
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        status = raci_lint_run(&e.lint, e.model, e.policy, &how, &e.err);
    }
    return tell_and_close(&e, o, status, tell, judge);
}
