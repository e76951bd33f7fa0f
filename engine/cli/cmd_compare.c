/* Policies side by side. */
#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/output.h"
#include "cli/side_by_side.h"

static int exit_status_of(const side_by_side *s, const options *o)
{
    raci_error failure = {0};
    if (raci_comparison_failed(s->comparison, &failure)) {
        return failure_of_rule(&failure);
    }
    return o->explain != NULL && raci_comparison_subject(s->comparison) == NULL ? EXIT_FOUND
                                                                                : EXIT_FINE;
}

int cmd_compare(const options *o)
{
    static side_by_side s;
    output out = {0};
    raci_model *model = NULL;
    int code = EXIT_FINE;
    s.at = STAGE_OPENING;
    raci_status status = model_open(&model, o, false, &s.err);
    if (status == RACI_OK) {
        status = side_by_side_begin(&s, model, o, o->scenarios, o->n_scenarios);
    }
    if (status == RACI_OK) {
        status = side_by_side_add_all(&s, o, true);
    }
    if (status == RACI_OK) {
        status = output_begin(&out, &s.err);
    }
    if (status == RACI_OK) {
        status = raci_report_comparison(s.comparison, o->format, &out.look, raci_buffer_write,
                                        out.buffer, &s.err);
    }
    if (status != RACI_OK) {
        output_drop(&out);
        code = failure_tell(o, s.at, &s.err, &s.found);
    } else {
        code = output_end(&out, o, exit_status_of(&s, o));
    }
    side_by_side_close(&s);
    raci_model_close(model);
    return code;
}
