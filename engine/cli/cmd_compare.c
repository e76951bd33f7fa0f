/* Policies side by side. */
#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/output.h"
#include "cli/scenarios.h"

#define COMPARED_MAX 64

/* All that lives while they are compared. */
typedef struct side_by_side {
    raci_model *model;
    scenarios scenarios;
    raci_comparison *comparison;
    raci_policy *policies[COMPARED_MAX];
    size_t n;
    problems found;
    stage at;
    raci_error err;
} side_by_side;

static raci_status open_all(side_by_side *s, const options *o)
{
    s->at = STAGE_OPENING;
    raci_status status = model_open(&s->model, o, false, &s->err);
    s->at = status == RACI_OK ? STAGE_ASKING : STAGE_OPENING;
    if (status == RACI_OK) {
        status = scenarios_load(&s->scenarios, o->scenarios, o->n_scenarios, &s->found, &s->err);
    }
    if (status == RACI_OK) {
        status = raci_comparison_new(&s->comparison, s->model, o->at,
                                     (const raci_scenario *const *)s->scenarios.items,
                                     s->scenarios.n, problems_note, &s->found, &s->err);
    }
    return status;
}

static raci_status add(side_by_side *s, const options *o, const char *name)
{
    raci_model *model = raci_comparison_model(s->comparison);
    s->at = STAGE_OPENING;
    raci_status status =
        raci_policy_load(&s->policies[s->n], model, &name, 1, problems_note, &s->found, &s->err);
    if (status != RACI_OK) {
        return status;
    }
    s->at = STAGE_ASKING;
    raci_policy *policy = s->policies[s->n++];
    if (o->explain == NULL) {
        return raci_comparison_add(s->comparison, name, policy, &s->err);
    }
    /* What the text meant for the first one is meant for all. */
    const char *subject = raci_comparison_subject(s->comparison);
    return raci_comparison_ask(s->comparison, name, policy, subject != NULL ? subject : o->explain,
                               &s->err);
}

/* The i-th of those that are named, by --policy or after it, else of all that the program
   carries; NULL beyond the last. It is borrowed until the next one. */
static const char *name_at(const options *o, size_t i)
{
    static raci_governance model;
    const size_t named = o->n_policies_given + o->n_operands;
    if (i < o->n_policies_given) {
        return o->policies[i];
    }
    if (named > 0) {
        return i < named ? o->operands[i - o->n_policies_given] : NULL;
    }
    return raci_governance_at(&model, i) ? model.name : NULL;
}

static raci_status add_all(side_by_side *s, const options *o)
{
    const char *name = NULL;
    raci_status status = RACI_OK;
    bool several = false; /* what is to be explained may be one of several things */
    for (size_t i = 0; status == RACI_OK && !several && (name = name_at(o, i)) != NULL; i++) {
        status = i < COMPARED_MAX
                     ? add(s, o, name)
                     : fail(&s->err, RACI_INVALID, "more than %d policies", COMPARED_MAX);
        several = o->explain != NULL && raci_comparison_subject(s->comparison) == NULL;
    }
    return status;
}

static void close_all(side_by_side *s)
{
    raci_comparison_free(s->comparison);
    for (size_t i = 0; i < s->n; i++) {
        raci_policy_free(s->policies[i]);
    }
    scenarios_free(&s->scenarios);
    raci_model_close(s->model);
}

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
    int code = EXIT_FINE;
    raci_status status = open_all(&s, o);
    if (status == RACI_OK) {
        status = add_all(&s, o);
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
    close_all(&s);
    return code;
}
