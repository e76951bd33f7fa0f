#include <string.h>

#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/files.h"
#include "cli/output.h"

static int export_folder(const options *o)
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

/* ---- a workbook ---- */

static raci_status write_workbook(evaluation *e, const options *o, output *out)
{
    const char *path = o->operands[0];
    replacing file;
    if (strcmp(path, "-") == 0) {
        return raci_report_workbook(e->result, raci_buffer_write, out->buffer, &e->err);
    }
    raci_status status = file_replace_begin(&file, path, &e->err);
    if (status != RACI_OK) {
        return status;
    }
    status = raci_report_workbook(e->result, file_replace_write, &file, &e->err);
    status = file_replace_end(&file, status, &e->err);
    if (status == RACI_OK) {
        status = raci_report_written(o->operands, 1, RACI_TEXT, &out->look, raci_buffer_write,
                                     out->buffer, &e->err);
    }
    return status;
}

static int export_workbook(const options *o)
{
    static evaluation e;
    output out = {0};
    raci_error failure = {0};
    const raci_check_options how = {.date = o->at};
    raci_status status = evaluation_check(&e, o, &how);
    if (status == RACI_OK) {
        status = output_begin(&out, &e.err);
    }
    if (status == RACI_OK) {
        status = write_workbook(&e, o, &out);
    }
    int code = EXIT_FINE;
    if (status != RACI_OK) {
        output_drop(&out);
        code = evaluation_failed(&e, o);
    } else {
        code = raci_result_failed(e.result, &failure) ? failure_of_rule(&failure) : EXIT_FINE;
        code = output_end(&out, o, code);
    }
    evaluation_close(&e);
    return code;
}

int cmd_export(const options *o)
{
    return o->xlsx ? export_workbook(o) : export_folder(o);
}
