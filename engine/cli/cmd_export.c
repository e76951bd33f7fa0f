#include <string.h>

#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/output.h"

int cmd_export(const options *o)
{
    output out = {0};
    raci_model *model = NULL;
    raci_error err = {0};
    stage at = STAGE_ASKING;
    raci_status status = RACI_OK;
    if (strcmp(o->operands[0], "-") == 0) {
        status = fail(&err, RACI_INVALID,
                      "'-' is standard output, and an export is a folder of files: name one");
    }
    if (status == RACI_OK) {
        at = STAGE_OPENING;
        status = model_open(&model, o, 0, &err);
    }
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        status = raci_model_export(model, o->operands[0], &err);
    }
    if (status == RACI_OK) {
        status = raci_report_written(o->operands, 1, o->format, &out.look, raci_buffer_write,
                                     out.buffer, &err);
    }
    raci_model_close(model);
    if (status != RACI_OK) {
        output_drop(&out);
        return failure_tell(o, at, &err, NULL);
    }
    return output_end(&out, o, EXIT_FINE);
}
