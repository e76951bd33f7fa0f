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

static raci_status analyze(evaluation *e, const options *o, raci_lint **lint)
{
    const raci_lint_options how = {
        .date = o->at, .codes = o->n_codes > 0 ? o->codes : NULL, .n_codes = o->n_codes};
    raci_status status = o->no_model ? evaluation_policy(e, o) : evaluation_open(e, o);
    if (status == RACI_OK) {
        e->at = STAGE_ASKING;
        status = raci_lint_run(lint, e->model, e->policy, &how, &e->err);
    }
    return status;
}

int cmd_lint(const options *o)
{
    static evaluation e;
    output out = {0};
    raci_lint *lint = NULL;
    int code = EXIT_FINE;
    if (look_at(o, &e.err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &e.err, NULL);
    }
    raci_status status = analyze(&e, o, &lint);
    if (status == RACI_OK) {
        status = output_begin(&out, &e.err);
    }
    if (status == RACI_OK) {
        const raci_look look = output_look(&out, o);
        code = raci_lint_count(lint, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
        status = o->emit_test ? raci_report_lint_tests(lint, raci_buffer_write, out.buffer, &e.err)
                              : raci_report_lint(lint, o->format, &look, raci_buffer_write,
                                                 out.buffer, &e.err);
    }
    raci_lint_free(lint);
    if (status != RACI_OK) {
        output_drop(&out);
        code = evaluation_failed(&e, o);
    } else {
        code = output_end(&out, o, code);
    }
    evaluation_close(&e);
    return code;
}
