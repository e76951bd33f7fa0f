#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_who(e->answer, o->letter, o->format, &out->look, raci_buffer_write,
                           out->buffer, err);
}

/* ---- from the record: of the model alone, since the run has its own policy ---- */

static raci_status ask_recorded(void **out, raci_model *model, const options *o, problems *found,
                                raci_error *err)
{
    raci_recollection *recalled = NULL;
    raci_status status =
        raci_ask_recorded(&recalled, model, o->at, o->operands[0], problems_note, found, err);
    *out = recalled;
    return status;
}

static raci_status tell_recorded(const void *recalled, const options *o, const output *out,
                                 raci_error *err)
{
    return raci_report_recollection(recalled, o->letter, o->format, &out->look, raci_buffer_write,
                                    out->buffer, err);
}

static int judge_recorded(const void *recalled, const options *o)
{
    raci_error failure = {0};
    const raci_answer *answer = raci_recollection_answer(recalled);
    (void)o;
    return raci_answer_candidates(answer) > 0     ? EXIT_FOUND
           : raci_answer_failed(answer, &failure) ? failure_of_rule(&failure)
                                                  : EXIT_FINE;
}

static void release_recorded(void *recalled)
{
    raci_recollection_free(recalled);
}

int cmd_who(const options *o)
{
    static const inquiry recorded = {ask_recorded, tell_recorded, judge_recorded, release_recorded,
                                     false};
    return o->as_recorded ? inquire(o, &recorded) : ask_and_tell(o, tell);
}
