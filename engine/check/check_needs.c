/*
 * The facts that the policy reads and the organization does not have: what the policy says
 * without them is less than it could say.
 */
#include <string.h>

#include "check/overall.h"

static bool is_met(const ri_snapshot *s, const ri_need_group *group)
{
    for (uint32_t i = 0; i < group->n; i++) {
        if (ri_need_met(s, &group->any[i])) {
            return true;
        }
    }
    return false;
}

void ri_check_model_needs(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    for (uint32_t i = 0; i < c->policy->n_needs; i++) {
        if (!is_met(c->s, &c->policy->needs[i])) {
            const ri_draft draft =
                ri_draft_begin(c, RI_MODEL_NEEDS, ri_ref_make(RI_ENTERPRISE, 0), RI_NO_LETTER);
            ri_draft_add(c, &draft);
            return;
        }
    }
}

static bool is_same_column(const ri_needed *a, const ri_needed *b)
{
    return a->file == b->file && a->value != NULL && b->value != NULL &&
           strcmp(a->name, b->name) == 0;
}

/* "touchpoints.csv: stage use or keep": of one column the values. */
static void say_group(const ri_need_group *group, ri_text *out)
{
    for (uint32_t i = 0; i < group->n; i++) {
        const ri_needed *need = &group->any[i];
        ri_text_add(out, i > 0 ? " or " : "");
        ri_text_add(out, i > 0 && is_same_column(need - 1, need) ? need->value : need->text);
    }
}

void ri_say_needs(const ri_checking *c, const ri_draft *draft, ri_text *out)
{
    (void)draft;
    const char *before = "";
    ri_text_add(out, "The policy reads facts that the organization's files do not have; fill in ");
    for (uint32_t i = 0; i < c->policy->n_needs; i++) {
        if (!is_met(c->s, &c->policy->needs[i])) {
            ri_text_add(out, before);
            say_group(&c->policy->needs[i], out);
            before = "; ";
        }
    }
}
