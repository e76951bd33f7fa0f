/*
 * Rules and overrides that do nothing: what they speak of is not there, or cannot be.
 */
#include "base/order.h"
#include "resolve/analyst.h"

/* Whether an override between two rules can matter for any letter. */
static bool share_letters(const ri_rule *rule, const ri_rule *other)
{
    const uint16_t assign = ri_grants_letters(&rule->assign);
    const uint16_t forbid = ri_grants_letters(&rule->forbid);
    const uint16_t others = ri_grants_letters(&other->assign);
    return ((assign | forbid) & others) != 0 || (assign & ri_grants_letters(&other->forbid)) != 0 ||
           other->require.n > 0;
}

/* ---- dead rules ---- */

static void give_dead(ri_analyst *a, uint32_t rule, ri_idle why)
{
    ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_DEAD, RI_NONE, RI_NONE);
    verdict.rule = rule;
    verdict.hub = rule;
    verdict.idle = why;
    ri_verdict_give(a, &verdict);
}

/* A rule's number in the space, or RI_NONE. */
static uint32_t place_of(const ri_space *space, uint32_t rule)
{
    const size_t at = ri_order_number(space->rules, space->n, rule);
    return at < space->n && space->rules[at] == rule ? (uint32_t)at : RI_NONE;
}

/* Whether no subject of a day fits both matches. */
static bool lie_apart(const ri_space *space, uint32_t i, uint32_t k)
{
    for (uint32_t x = 0; x < space->n_axes; x++) {
        const ri_span *left = ri_space_span(&space->axes[x], i);
        const ri_span *right = ri_space_span(&space->axes[x], k);
        if (left != NULL && right != NULL && !ri_spans_meet(&space->axes[x], left, right)) {
            return true;
        }
    }
    return false;
}

static void look_at_matches(ri_analyst *a, uint32_t i)
{
    const ri_space *space = &a->space;
    const ri_rule *rule = ri_space_rule(space, i);
    for (uint32_t k = 0; k < rule->n_overrides; k++) {
        const uint32_t place = place_of(space, rule->overrides[k]);
        if (place == RI_NONE || !share_letters(rule, ri_space_rule(space, place))) {
            continue; /* that is told whatever their matches */
        }
        const bool nothing = ri_bit_of(space->empty, i) || ri_bit_of(space->empty, place);
        if (nothing || lie_apart(space, i, place)) {
            ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_UNUSED, i, place);
            verdict.idle = RI_IDLE_APART;
            verdict.certain = nothing || ri_surely_apart(space, i, place);
            ri_verdict_give(a, &verdict);
        }
    }
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
        look_at_matches(a, i);
    }
}

/* ---- whatever their match ---- */

static void look_at_overrides(ri_analyst *a, uint32_t number)
{
    const ri_rule *rule = &a->data->rules[number];
    for (uint32_t k = 0; k < rule->n_overrides; k++) {
        const ri_rule *other = &a->data->rules[rule->overrides[k]];
        ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_UNUSED, RI_NONE, RI_NONE);
        verdict.rule = number;
        verdict.hub = number;
        verdict.other = rule->overrides[k];
        if (rule->on != other->on) {
            verdict.idle = RI_IDLE_KINDS;
        } else if (other->to <= a->date) {
            verdict.idle = RI_IDLE_ENDED;
        } else if (!share_letters(rule, other)) {
            verdict.idle = RI_IDLE_LETTERS;
        } else {
            continue;
        }
        ri_verdict_give(a, &verdict);
    }
}

void ri_analyze_ended(ri_analyst *a)
{
    for (uint32_t i = 0; i < a->data->n_rules; i++) {
        const ri_rule *rule = &a->data->rules[i];
        if (rule->to <= a->date) {
            give_dead(a, i, RI_IDLE_ENDED);
            continue;
        }
        look_at_overrides(a, i);
        if (rule->because == NULL && rule->n_overrides + rule->n_overrides_stated > 0) {
            ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_UNREASONED, RI_NONE, RI_NONE);
            verdict.rule = i;
            verdict.hub = i;
            verdict.other = rule->n_overrides > 0 ? rule->overrides[0] : RI_NONE;
            ri_verdict_give(a, &verdict);
        }
    }
}
