/*
 * Rules whose match lies within another's: that is always before them, says the same, or is
 * beaten by what is more general.
 */
#include <string.h>

#include "base/memory.h"
#include "resolve/analyst.h"

#define PARTNERS_TOLD 20 /* duplicates of one rule */

/* A rule of the space and one that contains it. */
typedef struct nesting {
    uint32_t inner;
    uint32_t outer;
    bool equal;     /* it lies within the inner one, too */
    bool certainly; /* it contains it whatever keys there are */
} nesting;

static const ri_rule *inner_of(const ri_analyst *a, const nesting *n)
{
    return ri_space_rule(&a->space, n->inner);
}

static const ri_rule *outer_of(const ri_analyst *a, const nesting *n)
{
    return ri_space_rule(&a->space, n->outer);
}

/* ---- shadowed ---- */

/* The outer rule goes before the inner one wherever that speaks. */
static void note_shadow(ri_analyst *a, const nesting *n)
{
    const uint16_t letters = ri_grants_letters(&inner_of(a, n)->assign);
    const uint16_t covered = ri_grants_letters(&outer_of(a, n)->assign);
    if (letters == 0 || (letters & ~covered) != 0 || a->shadowed[n->inner] ||
        !ri_analyst_precedes(a, n->outer, n->inner)) {
        return;
    }
    if (!n->certainly || outer_of(a, n)->when != RI_NO_FUNCTION) {
        if (a->perhaps[n->inner] == RI_NONE) {
            a->perhaps[n->inner] = n->outer;
        }
        return;
    }
    a->shadowed[n->inner] = true;
    const ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_SHADOWED, n->inner, n->outer);
    ri_verdict_give(a, &verdict);
}

/* ---- says the same ---- */

/* Whether all that one expression names another one names in the same words; those of
   functions never are the same. */
static bool names_all(const ri_holder *some, const ri_holder *of)
{
    if (some->form == RI_HOLD_LIST) {
        for (uint32_t i = 0; i < some->n_items; i++) {
            if (!names_all(some->items[i], of)) {
                return false;
            }
        }
        return true;
    }
    for (uint32_t i = 0; of->form == RI_HOLD_LIST && i < of->n_items; i++) {
        if (names_all(some, of->items[i])) {
            return true;
        }
    }
    if (some->form == RI_HOLD_FUNCTION || some->form != of->form || some->n_items != of->n_items ||
        (some->key == NULL) != (of->key == NULL) ||
        (some->key != NULL && (some->kind != of->kind || strcmp(some->key, of->key) != 0))) {
        return false;
    }
    for (uint32_t i = 0; i < some->n_items; i++) {
        if (!names_all(some->items[i], of->items[i]) || !names_all(of->items[i], some->items[i])) {
            return false;
        }
    }
    return true;
}

/* Whether each of the grants is one of others. Both stand in the order of letters. */
static bool repeats(const ri_grants *grants, const ri_grants *others)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < grants->n; i++) {
        while (k < others->n && others->items[k].letter < grants->items[i].letter) {
            k++;
        }
        if (k == others->n || others->items[k].letter != grants->items[i].letter ||
            !names_all(grants->items[i].holder, others->items[k].holder) ||
            !names_all(others->items[k].holder, grants->items[i].holder)) {
            return false;
        }
    }
    return true;
}

/* Whether all that the inner rule says the outer one says. */
static bool says_same(const ri_analyst *a, const nesting *n)
{
    const ri_rule *inner = inner_of(a, n);
    const ri_rule *outer = outer_of(a, n);
    return repeats(&inner->assign, &outer->assign) && repeats(&inner->forbid, &outer->forbid) &&
           repeats(&inner->require, &outer->require);
}

/* Cheap reasons why they do not, first: letters. */
static bool may_say_same(const ri_analyst *a, const nesting *n)
{
    const ri_rule *inner = inner_of(a, n);
    const ri_rule *outer = outer_of(a, n);
    return inner->tier == outer->tier && inner->joint == outer->joint &&
           (ri_grants_letters(&inner->assign) & ~ri_grants_letters(&outer->assign)) == 0 &&
           (ri_grants_letters(&inner->forbid) & ~ri_grants_letters(&outer->forbid)) == 0 &&
           (ri_grants_letters(&inner->require) & ~ri_grants_letters(&outer->require)) == 0;
}

/* Whether the same rules are overridden by, and override, both: else the inner one has work
   of its own. */
static bool stand_alike(const ri_analyst *a, const nesting *n)
{
    const uint32_t inner = a->space.rules[n->inner];
    const uint32_t outer = a->space.rules[n->outer];
    if (inner_of(a, n)->n_overrides_stated > 0) {
        return false;
    }
    const bool asked = a->overridden[outer] || inner_of(a, n)->n_overrides > 0;
    for (uint32_t x = 0; asked && x < a->data->n_rules; x++) {
        if (x == inner || x == outer || (a->data->rules[x].n_overrides == 0 && !a->overridden[x])) {
            continue;
        }
        if ((ri_policy_overrides(a->policy, x, outer) &&
             !ri_policy_overrides(a->policy, x, inner)) ||
            (ri_policy_overrides(a->policy, inner, x) &&
             !ri_policy_overrides(a->policy, outer, x))) {
            return false;
        }
    }
    return true;
}

static bool says_nothing_new(const ri_analyst *a, const nesting *n)
{
    return may_say_same(a, n) && says_same(a, n) && !ri_analyst_precedes(a, n->inner, n->outer) &&
           !ri_analyst_precedes(a, n->outer, n->inner) && stand_alike(a, n);
}

/* What of one rule is told at the end. */
typedef struct sameness {
    uint32_t *twin_of;   /* by rule of the space: the first that says the same as it of the same */
    uint32_t duplicates; /* of the rule at hand */
    bool subsumed;
    ri_verdict best; /* a certain one, if there is one */
} sameness;

static void note_duplicate(ri_analyst *a, const nesting *n, sameness *same, bool certain)
{
    same->twin_of[n->outer] = n->inner;
    if (same->duplicates++ < PARTNERS_TOLD) {
        ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_DUPLICATE, n->inner, n->outer);
        verdict.certain = certain && ri_surely_within(&a->space, n->outer, n->inner);
        ri_verdict_give(a, &verdict);
    }
}

/* Of those that apply on the same subjects, and say the same, the first is told with each. */
static void note_same(ri_analyst *a, const nesting *n, sameness *same)
{
    const bool inner_when = inner_of(a, n)->when != RI_NO_FUNCTION;
    const bool outer_when = outer_of(a, n)->when != RI_NO_FUNCTION;
    const bool alike = n->equal && inner_when == outer_when;
    const bool certain = n->certainly && !outer_when;
    const nesting turned = {n->outer, n->inner, true, n->certainly};
    const bool twins = alike && same->twin_of[n->inner] == same->twin_of[n->outer];
    if (twins || (same->subsumed && same->best.certain && !alike) || !says_nothing_new(a, n)) {
        return;
    }
    if (n->equal && !alike && outer_when) {
        return; /* the other way round it is told */
    }
    if (alike && says_nothing_new(a, &turned)) {
        if (n->inner < n->outer) {
            note_duplicate(a, n, same, certain);
        }
        return;
    }
    if (!same->subsumed || (certain && !same->best.certain)) {
        same->best = ri_verdict_of(a, RI_VERDICT_SUBSUMED, n->inner, n->outer);
        same->best.certain = certain;
        same->subsumed = true;
    }
}

static void tell_same(ri_analyst *a, uint32_t rule, const sameness *same)
{
    if (same->subsumed) {
        ri_verdict_give(a, &same->best);
    }
    if (same->duplicates > PARTNERS_TOLD &&
        !RI_PUSH(a->untold.items, a->untold.n, a->untold.capacity,
                 (ri_untold){RI_VERDICT_DUPLICATE, a->space.rules[rule],
                             same->duplicates - PARTNERS_TOLD})) {
        a->out_of_memory = true;
    }
}

/* ---- more general, and goes before ---- */

static void note_general(ri_analyst *a, const nesting *n)
{
    if (n->equal || !ri_rule_names(outer_of(a, n), a->space.rules[n->inner])) {
        return;
    }
    ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_GENERAL, n->outer, n->inner);
    verdict.certain = n->certainly && outer_of(a, n)->when == RI_NO_FUNCTION;
    ri_verdict_give(a, &verdict);
}

/* ---- all of them ---- */

/* Looks at all in which a rule lies. */
static void look_around(ri_analyst *a, uint32_t rule, sameness *same)
{
    const ri_space *space = &a->space;
    const ri_bits wider = {a->overlap.wider, space->n};
    for (uint32_t k = ri_bits_next(&wider, 0, space->n); k < space->n;
         k = ri_bits_next(&wider, k + 1, space->n)) {
        if (k == rule) {
            continue;
        }
        const nesting n = {rule, k, ri_analyst_within(a, k, rule),
                           ri_surely_within(space, rule, k)};
        note_shadow(a, &n);
        note_general(a, &n);
        note_same(a, &n, same);
    }
}

void ri_analyze_within(ri_analyst *a)
{
    const ri_space *space = &a->space;
    sameness same = {.twin_of = ri_arena_array(a->arena, space->n, sizeof *same.twin_of)};
    if (same.twin_of == NULL) {
        a->out_of_memory = true;
        return;
    }
    for (uint32_t i = 0; i < space->n; i++) {
        same.twin_of[i] = i;
    }
    for (uint32_t i = 0; i < space->n && !a->out_of_memory; i++) {
        if (ri_bit_of(space->empty, i)) {
            continue;
        }
        if (!ri_overlap_ask(&a->overlap, i)) {
            a->out_of_memory = true;
            return;
        }
        same.duplicates = 0;
        same.subsumed = false;
        look_around(a, i, &same);
        tell_same(a, i, &same);
    }
}
