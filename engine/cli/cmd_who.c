#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_who(e->answer, o->letter, o->format, &out->look, raci_buffer_write,
                           out->buffer, err);
}

/* From the record: of the model alone, since the run has its own policy. */
static int tell_recorded(const options *o)
{
    static problems found;
    output out = {0};
    raci_model *model = NULL;
    raci_recollection *recalled = NULL;
    raci_error err = {0};
    raci_error failure = {0};
    int code = EXIT_FINE;
    stage at = STAGE_OPENING;
    raci_status status = model_open(&model, o, 0, &err);
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status =
            raci_ask_recorded(&recalled, model, o->at, o->operands[0], problems_note, &found, &err);
    }
    if (status == RACI_OK) {
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        const raci_answer *answer = raci_recollection_answer(recalled);
        code = raci_answer_candidates(answer) > 0     ? EXIT_FOUND
               : raci_answer_failed(answer, &failure) ? failure_of_rule(&failure)
                                                      : EXIT_FINE;
        status = raci_report_recollection(recalled, o->letter, o->format, &out.look,
                                          raci_buffer_write, out.buffer, &err);
    }
    raci_recollection_free(recalled);
    raci_model_close(model);
    if (status != RACI_OK) {
        output_drop(&out);
        return failure_tell(o, at, &err, &found);
    }
    return output_end(&out, o, code);
}

int cmd_who(const options *o)
{
    return o->as_recorded ? tell_recorded(o) : ask_and_tell(o, tell);
}
