#include "cli/telling.h"

/* Whether a rule failed. */
static int has_failed(const evaluation *e, raci_error *failure)
{
    if (e->whatif != NULL) {
        return raci_whatif_failed(e->whatif, failure);
    }
    if (e->diff != NULL) {
        return raci_diff_failed(e->diff, failure);
    }
    if (e->timeline != NULL) {
        return raci_timeline_failed(e->timeline, failure);
    }
    if (e->result == NULL && e->answer == NULL) { /* nothing was evaluated */
        return 0;
    }
    return e->result != NULL ? raci_result_failed(e->result, failure)
                             : raci_answer_failed(e->answer, failure);
}

int tell_and_close(evaluation *e, const options *o, raci_status status, telling tell,
                   int (*fine)(const evaluation *e, const options *o))
{
    output out = {0};
    raci_error failure = {0};
    int code = EXIT_FINE;
    if (status == RACI_OK) {
        status = output_begin(&out, &e->err);
    }
    if (status == RACI_OK) {
        status = tell(e, o, &out, &e->err);
    }
    if (status != RACI_OK) {
        output_drop(&out);
        code = evaluation_failed(e, o);
    } else {
        code = has_failed(e, &failure) ? failure_of_rule(&failure)
               : fine != NULL          ? fine(e, o)
                                       : EXIT_FINE;
        code = output_end(&out, o, code);
    }
    evaluation_close(e);
    return code;
}

int found_several_holders(const evaluation *e, const options *o)
{
    (void)o;
    return raci_holders_count(e->holders) > 1 ? EXIT_FOUND : EXIT_FINE;
}

static int found_several(const evaluation *e, const options *o)
{
    (void)o;
    return raci_answer_candidates(e->answer) > 0 ? EXIT_FOUND : EXIT_FINE;
}

int ask_and_tell(const options *o, telling tell)
{
    static evaluation e;
    raci_status status = evaluation_ask(&e, o, o->operands[0]);
    return tell_and_close(&e, o, status, tell, found_several);
}

int inquire(const options *o, const inquiry *of)
{
    static problems found;
    output out = {0};
    raci_model *model = NULL;
    void *answer = NULL;
    raci_error err = {0};
    int code = EXIT_FINE;
    stage at = STAGE_OPENING;
    char kept[WRITTEN_SIZE] = "";
    raci_status status = model_open(&model, o, of->written != NULL, &err);
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status = of->ask(&answer, model, o, &found, &err);
    }
    if (status == RACI_OK && of->written != NULL) {
        of->written(kept, answer);
    }
    if (status == RACI_OK) {
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        code = of->judge != NULL ? of->judge(answer, o) : EXIT_FINE;
        status = of->tell(answer, o, &out, &err);
    }
    of->release(answer);
    raci_model_close(model);
    if (status != RACI_OK) {
        output_drop(&out);
        code = failure_tell(o, at, &err, &found);
    } else {
        code = output_end(&out, o, code);
    }
    if (code == EXIT_MACHINE && kept[0] != '\0') {
        failure_note("only the answer could not be written: ", kept);
    }
    return code;
}
