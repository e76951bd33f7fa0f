/* Annotations of the rule language, with the names of an organization, for editors. */
#include <string.h>

#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_meta(e->model, e->policy, o->at, o->people, o->format, &out->look,
                            raci_buffer_write, out->buffer, err);
}

/* Whether somebody said which model: then it has to be there. */
static bool named_model(const options *o)
{
    return o->model_given || strcmp(o->model, "raci.db") != 0;
}

int cmd_meta(const options *o)
{
    static evaluation e;
    raci_status status = evaluation_model(&e, o, false);
    if (status == RACI_NOTFOUND && !named_model(o)) {
        e.err = (raci_error){0};
        return tell_and_close(&e, o, RACI_OK, tell, NULL);
    }
    /* Who is in the middle of writing a policy needs the names all the same. */
    if (status == RACI_OK && evaluation_policy(&e, o) != RACI_OK) {
        failure_note_error("the policy cannot be loaded, so letters, rules and its own checks are "
                           "left out: ",
                           &e.err);
        e.err = (raci_error){0};
        e.policy = NULL;
    }
    e.at = status == RACI_OK ? STAGE_ASKING : STAGE_OPENING;
    return tell_and_close(&e, o, status, tell, NULL);
}
