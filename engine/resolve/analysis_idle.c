/*
 * Rules that do nothing: what they speak of is not there, or cannot be. And those that do not
 * say why they override others.
 */
#include "resolve/analyst.h"

static void give_dead(ri_analyst *a, uint32_t rule, ri_idle why)
{
    ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_DEAD, RI_NONE, RI_NONE);
    verdict.rule = rule;
    verdict.hub = rule;
    verdict.idle = why;
    ri_verdict_give(a, &verdict);
}

void ri_analyze_idle(ri_analyst *a)
{
    const ri_space *space = &a->space;
    for (uint32_t i = 0; i < space->n; i++) {
        if (ri_bit_of(space->empty, i)) {
            give_dead(a, space->rules[i], RI_IDLE_NOTHING);
        } else if (a->s != NULL && !a->standing.matches[i]) {
            give_dead(a, space->rules[i], RI_IDLE_TODAY);
        }
    }
}

/* ---- whatever their match ---- */

void ri_analyze_ended(ri_analyst *a)
{
    for (uint32_t i = 0; i < a->data->n_rules; i++) {
        const ri_rule *rule = &a->data->rules[i];
        if (rule->to <= a->date) {
            give_dead(a, i, RI_IDLE_ENDED);
            continue;
        }
        if (rule->because == NULL && rule->n_overrides + rule->n_overrides_stated > 0) {
            ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_UNREASONED, RI_NONE, RI_NONE);
            verdict.rule = i;
            verdict.hub = i;
            verdict.other = rule->n_overrides > 0 ? rule->overrides[0] : RI_NONE;
            ri_verdict_give(a, &verdict);
        }
    }
}
