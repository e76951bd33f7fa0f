#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/output.h"

int cmd_log(const options *o)
{
    output out = {0};
    raci_model *model = NULL;
    raci_log *log = NULL;
    raci_error err = {0};
    stage at = STAGE_OPENING;
    raci_status status = model_open(&model, o, 0, &err);
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status = raci_log_open(&log, model, &err);
    }
    if (status == RACI_OK) {
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        status = raci_report_log(log, o->format, &out.look, raci_buffer_write, out.buffer, &err);
    }
    raci_log_free(log);
    raci_model_close(model);
    if (status != RACI_OK) {
        output_drop(&out);
        return failure_tell(o, at, &err, NULL);
    }
    return output_end(&out, o, EXIT_FINE);
}
