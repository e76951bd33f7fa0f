/* Two recorded runs, by their numbers. */
#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/output.h"

static raci_status compare(raci_diff **out, raci_model *model, const options *o, raci_error *err)
{
    int64_t from = 0;
    int64_t to = 0;
    raci_status status = raci_run_named(&from, model, o->operands[0], err);
    if (status == RACI_OK) {
        status = raci_run_named(&to, model, o->operands[1], err);
    }
    return status == RACI_OK ? raci_diff_runs(out, model, from, to, o->all, err) : status;
}

int cmd_diff(const options *o)
{
    output out = {0};
    raci_model *model = NULL;
    raci_diff *diff = NULL;
    raci_error err = {0};
    int code = EXIT_FINE;
    stage at = STAGE_OPENING;
    raci_status status = model_open(&model, o, 0, &err);
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status = compare(&diff, model, o, &err);
    }
    if (status == RACI_OK) {
        code = raci_diff_count(diff, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        status = raci_report_diff(diff, o->format, &out.look, raci_buffer_write, out.buffer, &err);
    }
    raci_diff_free(diff);
    raci_model_close(model);
    if (status != RACI_OK) {
        output_drop(&out);
        return failure_tell(o, at, &err, NULL);
    }
    return output_end(&out, o, code);
}
