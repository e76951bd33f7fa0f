#include "cli/side_by_side.h"

raci_status side_by_side_begin(side_by_side *s, raci_model *model, const options *o,
                               const char *const *paths, size_t n)
{
    s->at = STAGE_ASKING;
    raci_status status = scenarios_load(&s->scenarios, o, paths, n, &s->found, &s->err);
    if (status == RACI_OK) {
        status = raci_comparison_new(&s->comparison, model, o->at,
                                     (const raci_scenario *const *)s->scenarios.items,
                                     s->scenarios.n, problems_note, &s->found, &s->err);
    }
    return status;
}

raci_status side_by_side_add(side_by_side *s, const char *name, const char *const *paths, size_t n,
                             const char *explain)
{
    if (s->n == COMPARED_MAX) {
        return fail(&s->err, RACI_INVALID, "more than %d policies", COMPARED_MAX);
    }
    raci_model *model = raci_comparison_model(s->comparison);
    s->at = STAGE_OPENING;
    raci_status status =
        raci_policy_load(&s->policies[s->n], model, paths, n, problems_note, &s->found, &s->err);
    if (status != RACI_OK) {
        return status;
    }
    s->at = STAGE_ASKING;
    raci_policy *policy = s->policies[s->n++];
    if (explain == NULL) {
        return raci_comparison_add(s->comparison, name, policy, &s->err);
    }
    /* What the text meant for the first one is meant for all. */
    const char *subject = raci_comparison_subject(s->comparison);
    return raci_comparison_ask(s->comparison, name, policy, subject != NULL ? subject : explain,
                               &s->err);
}

/* The i-th of those that are named, else of all that the program carries; NULL beyond the last.
   It is borrowed until the next one. */
static const char *name_at(const options *o, size_t given, size_t i)
{
    static raci_governance model;
    const size_t named = given + o->n_operands;
    if (i < given) {
        return o->policies[i];
    }
    if (named > 0) {
        return i < named ? o->operands[i - given] : NULL;
    }
    return raci_governance_at(&model, i) ? model.name : NULL;
}

raci_status side_by_side_add_all(side_by_side *s, const options *o, bool given)
{
    const char *name = NULL;
    raci_status status = RACI_OK;
    bool several = false; /* what is to be explained may be one of several things */
    const size_t n = given ? o->n_policies_given : 0;
    for (size_t i = 0; status == RACI_OK && !several && (name = name_at(o, n, i)) != NULL; i++) {
        status = side_by_side_add(s, name, &name, 1, o->explain);
        several = o->explain != NULL && raci_comparison_subject(s->comparison) == NULL;
    }
    return status;
}

void side_by_side_close(side_by_side *s)
{
    raci_comparison_free(s->comparison);
    for (size_t i = 0; i < s->n; i++) {
        raci_policy_free(s->policies[i]);
    }
    scenarios_free(&s->scenarios);
}
