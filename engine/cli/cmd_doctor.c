/* Examines the file of the model, and repairs or exports what is asked for. */
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/output.h"

static raci_status treat(raci_examination *examination, const options *o, raci_error *err)
{
    raci_status status = RACI_OK;
    if (o->export_to != NULL) { /* before anything is put into another place */
        status = raci_examination_export(examination, o->export_to, err);
    }
    if (status == RACI_OK && o->repair) {
        status = raci_examination_repair(examination, o->accept_content, err);
    }
    return status;
}

int cmd_doctor(const options *o)
{
    raci_examination *examination = NULL;
    output out = {0};
    raci_error err = {0};
    stage at = STAGE_USAGE;
    int code = EXIT_FINE;
    raci_status status = RACI_OK;
    if (o->accept_content && !o->repair) {
        status = fail(&err, RACI_INVALID, "--accept-content goes with --repair");
    }
    if (status == RACI_OK) {
        at = STAGE_OPENING;
        status = raci_examine(&examination, o->model, &err);
    }
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status = treat(examination, o, &err);
    }
    if (status == RACI_OK) {
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        status = raci_report_examination(examination, o->format, &out.look, raci_buffer_write,
                                         out.buffer, &err);
    }
    if (status == RACI_OK) {
        code = raci_examination_flaws(examination) > 0 ? EXIT_INVALID : EXIT_FINE;
        code = output_end(&out, o, code);
    } else {
        output_drop(&out);
        code = failure_tell(o, at, &err, NULL);
    }
    raci_examination_free(examination);
    return code;
}
