#include "resolve/analyst.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

ri_verdict ri_verdict_of(const ri_analyst *a, ri_verdict_kind kind, uint32_t rule, uint32_t other)
{
    const uint32_t number = rule != RI_NONE ? a->space.rules[rule] : RI_NONE;
    return (ri_verdict){.kind = kind,
                        .certain = true,
                        .rule = number,
                        .other = other != RI_NONE ? a->space.rules[other] : RI_NONE,
                        .letter = RI_LETTERS_MAX,
                        .existing = RI_NONE,
                        .hub = number};
}

void ri_verdict_give(ri_analyst *a, const ri_verdict *verdict)
{
    if (!RI_PUSH(a->verdicts.items, a->verdicts.n, a->verdicts.capacity, *verdict)) {
        a->out_of_memory = true;
    }
}

bool ri_analyst_precedes(const ri_analyst *a, uint32_t r, uint32_t q)
{
    const uint32_t first = a->space.rules[r];
    const uint32_t second = a->space.rules[q];
    const ri_tier tier = a->data->rules[first].tier;
    if (tier != a->data->rules[second].tier) {
        return tier > a->data->rules[second].tier;
    }
    return a->data->rules[first].n_overrides > 0 && a->overridden[second] &&
           ri_policy_overrides(a->policy, first, second);
}

bool ri_analyst_within(const ri_analyst *a, uint32_t inner, uint32_t outer)
{
    for (uint32_t k = 0; k < a->space.n_axes; k++) {
        const ri_axis *axis = &a->space.axes[k];
        const ri_span *out = ri_space_span(axis, outer);
        const ri_span *in = ri_space_span(axis, inner);
        if (out != NULL && (in == NULL || !ri_span_within(axis, in, out))) {
            return false;
        }
    }
    return true;
}

/* Whether what the model states, or a ruling, goes before rules of the tier there. */
static bool stated_before(const ri_analyst *a, ri_ref subject, uint8_t letter, ri_tier tier)
{
    const char *name = a->data->scheme.letters[letter].letter;
    const ri_snapshot *s = a->s;
    for (uint32_t i = ri_stated_first(s->stated, s->n_stated, subject);
         i < s->n_stated && s->stated[i].subject == subject; i++) {
        const ri_tier of = s->stated[i].reason != NULL ? RI_TIER_EXCEPTION : RI_TIER_RULE;
        if (of > tier && strcmp(s->stated[i].letter, name) == 0) {
            return true;
        }
    }
    bool ruled = false;
    for (uint32_t i = ri_stated_first(s->rulings, s->n_rulings, subject);
         i < s->n_rulings && s->rulings[i].subject == subject && !ruled; i++) {
        ruled = strcmp(s->rulings[i].letter, name) == 0;
    }
    return ruled && tier < RI_TIER_RULING;
}

ri_ref ri_analyst_open(ri_analyst *a, uint32_t class, uint8_t letter, ri_tier tier)
{
    const ri_standing *standing = &a->standing;
    ri_ref **open = &a->open[letter][tier];
    if (*open == NULL) { /* of all classes at once, so that no subject is looked at twice */
        *open = ri_arena_keep(a->arena, standing->first, standing->n, sizeof **open);
        for (uint32_t i = 0; *open != NULL && i < standing->n; i++) {
            ri_ref *at = &(*open)[i];
            while (*at != RI_NONE && stated_before(a, *at, letter, tier)) {
                *at = standing->next[ri_ref_index(*at)];
            }
        }
    }
    a->out_of_memory = a->out_of_memory || *open == NULL;
    return *open != NULL ? (*open)[class] : RI_NONE;
}

uint32_t ri_list_before(ri_analyst *a, const uint64_t *meets, uint32_t rule, uint32_t with,
                        uint8_t letter, bool conditional)
{
    const ri_space *space = &a->space;
    uint32_t n = 0;
    for (uint32_t w = 0; w < space->words; w++) {
        uint64_t rest = meets[w] & a->assigning[letter][w];
        rest &= conditional ? UINT64_MAX : ~a->conditional[w];
        for (; rest != 0; rest &= rest - 1) {
            const uint32_t other = w * 64 + ri_bits_lowest(rest);
            if (other != rule && other != with &&
                (ri_analyst_precedes(a, other, rule) || ri_analyst_precedes(a, other, with))) {
                a->list[n++] = other;
            }
        }
    }
    return n;
}

/* ---- one space ---- */

static bool take_bits(const ri_analyst *a, uint64_t **out)
{
    *out = ri_arena_array(a->arena, a->space.words, sizeof **out);
    return *out != NULL;
}

static bool mark_rules(ri_analyst *a)
{
    const uint32_t n = a->space.n;
    bool fits = take_bits(a, &a->conditional);
    for (uint32_t letter = 0; letter < RI_LETTERS_MAX; letter++) {
        fits = fits && take_bits(a, &a->assigning[letter]) && take_bits(a, &a->forbidding[letter]);
    }
    for (uint32_t tier = 0; tier <= RI_TIER_LAW; tier++) {
        fits = fits && take_bits(a, &a->tier[tier]);
    }
    a->shadowed = ri_arena_array(a->arena, n, sizeof *a->shadowed);
    a->perhaps = ri_arena_array(a->arena, n, sizeof *a->perhaps);
    a->list = ri_arena_array(a->arena, n, sizeof *a->list);
    if (!fits || a->shadowed == NULL || a->perhaps == NULL || a->list == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        const ri_rule *rule = ri_space_rule(&a->space, i);
        a->perhaps[i] = RI_NONE;
        ri_bit_set(a->tier[rule->tier], i);
        if (rule->when != RI_NO_FUNCTION) {
            ri_bit_set(a->conditional, i);
        }
        for (uint32_t k = 0; k < rule->assign.n; k++) {
            ri_bit_set(a->assigning[rule->assign.items[k].letter], i);
        }
        for (uint32_t k = 0; k < rule->forbid.n; k++) {
            ri_bit_set(a->forbidding[rule->forbid.items[k].letter], i);
        }
    }
    return true;
}

static raci_status analyze_space(ri_analyst *a, ri_kind on, raci_error *err)
{
    memset(a->open, 0, sizeof a->open);
    raci_status status = ri_space_build(&a->space, a->arena, a->data, a->s, on, a->date, err);
    if (status == RACI_OK) {
        status = ri_overlap_build(&a->overlap, &a->space, err);
    }
    if (status == RACI_OK) {
        status = ri_standing_build(&a->standing, &a->space, err);
    }
    if (status == RACI_OK && (!ri_cutting_begin(&a->cutting, &a->space) || !mark_rules(a))) {
        status = ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        return status;
    }
    ri_analyze_idle(a);
    ri_analyze_conflicts(a);
    ri_analyze_within(a);
    ri_analyze_covered(a);
    a->spaces[on] = a->space;
    return a->out_of_memory ? ri_fail_nomem(err) : RACI_OK;
}

/* ---- the policy ---- */

static raci_status fix_holders(ri_analyst *a, raci_error *err)
{
    ri_fixing fixing = {0};
    a->fixed = ri_arena_array(a->arena, a->data->n_rules, sizeof *a->fixed);
    raci_status status =
        a->fixed != NULL ? ri_fixing_begin(&fixing, a->arena, a->s, err) : ri_fail_nomem(err);
    for (uint32_t i = 0; i < a->data->n_rules && status == RACI_OK; i++) {
        const ri_grants *assign = &a->data->rules[i].assign;
        for (uint32_t k = 0; k < assign->n && status == RACI_OK; k++) {
            const uint8_t letter = assign->items[k].letter;
            if (!ri_fixed_of(&a->fixed[i][letter], &fixing, assign->items[k].holder,
                             letter == a->data->scheme.accountable)) {
                status = ri_fail_nomem(err);
            }
        }
    }
    ri_fixing_free(&fixing);
    return status;
}

static int by_place(const void *a, const void *b, const void *context)
{
    const ri_verdict *left = a;
    const ri_verdict *right = b;
    (void)context;
    if (left->kind != right->kind) {
        return left->kind < right->kind ? -1 : 1;
    }
    if (left->rule != right->rule) {
        return left->rule < right->rule ? -1 : 1;
    }
    if (left->other != right->other) {
        return left->other < right->other ? -1 : 1;
    }
    return left->stated != NULL && right->stated != NULL ? strcmp(left->stated, right->stated) : 0;
}

static int by_number(const void *a, const void *b, const void *context)
{
    const ri_untold *left = a;
    const ri_untold *right = b;
    (void)context;
    if (left->kind != right->kind) {
        return left->kind < right->kind ? -1 : 1;
    }
    if (left->n != right->n) {
        return left->n > right->n ? -1 : 1;
    }
    return left->hub < right->hub ? -1 : left->hub > right->hub;
}

/* Puts what was found in order and into the arena. */
static raci_status give(const ri_analyst *a, ri_analysis *out, raci_error *err)
{
    const ri_verdicts *found = &a->verdicts;
    const ri_untolds *untold = &a->untold;
    if (!ri_order(found->items, found->n, sizeof *found->items, by_place, NULL) ||
        !ri_order(untold->items, untold->n, sizeof *untold->items, by_number, NULL)) {
        return ri_fail_nomem(err);
    }
    out->n = found->n;
    out->n_untold = untold->n;
    out->undecided = a->undecided;
    out->lifting = a->lifting;
    out->verdicts = ri_arena_keep(a->arena, found->items, found->n, sizeof *found->items);
    out->untold = ri_arena_keep(a->arena, untold->items, untold->n, sizeof *untold->items);
    return out->verdicts != NULL && out->untold != NULL ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_analyze(ri_analysis *out, ri_arena *arena, const raci_policy *policy,
                       const ri_snapshot *snapshot, int32_t date, raci_error *err)
{
    static const ri_kind kinds[] = {RI_TOUCHPOINT, RI_HANDOFF, RI_JOURNEY, RI_ENTERPRISE};
    ri_analyst a = {.arena = arena,
                    .policy = policy,
                    .data = ri_policy_data_of(policy),
                    .s = snapshot,
                    .date = date};
    a.overridden = ri_rules_named(arena, a.data);
    raci_status status = a.overridden != NULL ? fix_holders(&a, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        ri_analyze_ended(&a);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && status == RACI_OK; i++) {
        status = analyze_space(&a, kinds[i], err);
    }
    if (status == RACI_OK) {
        ri_analyze_unused(&a);
        status = a.out_of_memory || ri_snapshot_failed(snapshot) ? ri_fail_nomem(err)
                                                                 : give(&a, out, err);
    }
    ri_free(a.verdicts.items);
    ri_free(a.untold.items);
    return status;
}
