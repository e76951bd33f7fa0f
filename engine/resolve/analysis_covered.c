/*
 * What several rules do together: they always go before another one, or leave something
 * that none of them reaches.
 */
#include "resolve/analyst.h"

#define SHADOW_WORK 1000      /* steps for one rule */
#define SHADOW_BUDGET 4000000 /* and for all */
#define UNCOVERED_WORK 200000

/* ---- shadowed by several ---- */

/* How what precedes a rule covers what it matches. */
typedef enum cover { COVER_NOT, COVER_PERHAPS, COVER_SURELY, COVER_UNKNOWN } cover;

/* Whether, of subjects that are there, there is one on which the rule speaks. */
static bool speaks_there(const ri_analyst *a, uint32_t rule, const uint32_t *before, uint32_t n)
{
    const ri_standing *standing = &a->standing;
    if (standing->n == 0 || standing->classes[rule] == NULL ||
        !ri_space_holds_today(&a->space, rule)) {
        return false;
    }
    const ri_bits classes = {standing->classes[rule], standing->n};
    uint32_t class = ri_bits_next(&classes, 0, standing->n);
    for (; class < standing->n; class = ri_bits_next(&classes, class + 1, standing->n)) {
        uint32_t k = 0;
        while (k < n && (!ri_bit_of(standing->matching[class], before[k]) ||
                         !ri_space_holds_today(&a->space, before[k]))) {
            k++;
        }
        if (k == n) {
            return true;
        }
    }
    return false;
}

/* Whether on axes of which not all values are known no rule says anything. */
static bool all_known(const ri_analyst *a, const uint32_t *rules, uint32_t n)
{
    for (uint32_t x = 0; x < a->space.n_axes; x++) {
        for (uint32_t i = 0; a->space.axes[x].within_loose && i < n; i++) {
            if (ri_space_span(&a->space.axes[x], rules[i]) != NULL) {
                return false;
            }
        }
    }
    return true;
}

/* What is left of a rule when those that precede it for a letter are cut away. */
static ri_left cut_before(ri_analyst *a, uint32_t rule, uint8_t letter, bool conditional,
                          uint32_t *n)
{
    const ri_region *left = NULL;
    *n = ri_list_before(a, a->overlap.meets, rule, rule, letter, conditional);
    if (*n == 0 || speaks_there(a, rule, a->list, *n)) {
        return RI_LEFT_SOME;
    }
    ri_region *region = ri_region_whole(&a->cutting);
    if (a->budget == 0 || !ri_region_narrow(&a->space, region, rule)) {
        return RI_LEFT_UNKNOWN;
    }
    const uint32_t work = a->budget < SHADOW_WORK ? a->budget : SHADOW_WORK;
    const ri_left found = ri_region_cut(&left, &a->cutting, a->list, *n, work);
    a->budget -= work - a->cutting.work;
    return found;
}

static cover cover_of(ri_analyst *a, uint32_t rule, uint8_t letter, uint32_t *n)
{
    ri_left left = cut_before(a, rule, letter, false, n);
    if (left == RI_LEFT_NOTHING) {
        return all_known(a, a->list, *n) ? COVER_SURELY : COVER_PERHAPS;
    }
    if (left == RI_LEFT_UNKNOWN) {
        return COVER_UNKNOWN;
    }
    left = cut_before(a, rule, letter, true, n);
    return left == RI_LEFT_NOTHING ? COVER_PERHAPS
           : left == RI_LEFT_SOME  ? COVER_NOT
                                   : COVER_UNKNOWN;
}

/* Adds the rules in a->list to those of a verdict, each once. */
static void name_others(const ri_analyst *a, ri_verdict *verdict, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t number = a->space.rules[a->list[i]];
        uint32_t at = 0;
        while (at < verdict->n_named && verdict->others[at] != number) {
            at++;
        }
        if (at == verdict->n_named && at < RI_VERDICT_OTHERS) {
            verdict->others[verdict->n_named++] = number;
        }
    }
    verdict->n_others = verdict->n_others > n ? verdict->n_others : n;
}

/* Whether several rules always go before one, letter by letter. */
static void look_behind(ri_analyst *a, uint32_t rule)
{
    const ri_grants *assign = &ri_space_rule(&a->space, rule)->assign;
    ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_SHADOWED, rule, RI_NONE);
    cover worst = assign->n > 0 ? COVER_SURELY : COVER_NOT;
    for (uint32_t k = 0; k < assign->n && worst != COVER_NOT; k++) {
        uint32_t n = 0;
        const cover next = cover_of(a, rule, assign->items[k].letter, &n);
        if (next == COVER_NOT || (next == COVER_UNKNOWN && worst != COVER_NOT)) {
            worst = next;
        } else if (next == COVER_PERHAPS && worst == COVER_SURELY) {
            worst = next;
        }
        name_others(a, &verdict, n);
    }
    if (worst == COVER_UNKNOWN) {
        a->undecided++;
    }
    verdict.certain = worst == COVER_SURELY;
    if (!verdict.certain && a->perhaps[rule] != RI_NONE) { /* one alone may do it */
        verdict.other = a->space.rules[a->perhaps[rule]];
        verdict.n_named = 0;
        verdict.n_others = 0;
        worst = COVER_PERHAPS;
    }
    if (worst == COVER_SURELY || worst == COVER_PERHAPS) {
        ri_verdict_give(a, &verdict);
    }
}

/* ---- uncovered ---- */

/* A touchpoint that is there and for which no rule makes somebody accountable. */
static ri_ref uncovered_there(ri_analyst *a, bool conditional)
{
    const uint8_t accountable = a->data->scheme.accountable;
    const uint64_t *assigning = a->assigning[accountable];
    for (uint32_t class = 0; class < a->standing.n; class ++) {
        const ri_ref subject = ri_analyst_open(a, class, accountable, RI_TIER_DEFAULT);
        bool covered = subject == RI_NONE;
        const ri_bits matching = {a->standing.matching[class], a->space.n};
        for (uint32_t i = ri_bits_next(&matching, 0, a->space.n); i < a->space.n && !covered;
             i = ri_bits_next(&matching, i + 1, a->space.n)) {
            covered = ri_bit_of(assigning, i) && ri_space_holds_today(&a->space, i) &&
                      (conditional || !ri_bit_of(a->conditional, i));
        }
        if (!covered) {
            return subject;
        }
    }
    return RI_NONE;
}

/* The part of the space in which no rule that holds today makes somebody accountable. */
static ri_left cut_accountable(ri_analyst *a, bool conditional, const ri_region **left)
{
    const ri_space *space = &a->space;
    const uint64_t *assigning = a->assigning[a->data->scheme.accountable];
    ri_region *region = ri_region_whole(&a->cutting);
    uint32_t n = 0;
    for (uint32_t x = 0; x < space->n_axes; x++) {
        if (space->axes[x].dimension == RI_AXIS_DAYS) {
            ri_region_fix(space, region, x, 0); /* the first day is the date */
        }
    }
    for (uint32_t i = 0; i < space->n; i++) {
        if (ri_bit_of(assigning, i) && !ri_bit_of(space->empty, i) &&
            ri_space_holds_today(space, i) && (conditional || !ri_bit_of(a->conditional, i))) {
            a->list[n++] = i;
        }
    }
    return ri_region_cut(left, &a->cutting, a->list, n, UNCOVERED_WORK);
}

static void look_for_uncovered(ri_analyst *a)
{
    const ri_region *left = NULL;
    ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_UNCOVERED, RI_NONE, RI_NONE);
    verdict.existing = uncovered_there(a, true);
    ri_left found = verdict.existing != RI_NONE ? RI_LEFT_SOME : cut_accountable(a, true, &left);
    if (found == RI_LEFT_NOTHING) {
        verdict.certain = false;
        verdict.existing = uncovered_there(a, false);
        found = verdict.existing != RI_NONE ? RI_LEFT_SOME : cut_accountable(a, false, &left);
    }
    if (found == RI_LEFT_UNKNOWN) {
        verdict.certain = false;
        verdict.unknown = true;
    } else if (found == RI_LEFT_SOME && verdict.existing == RI_NONE) {
        verdict.witness = ri_witness_of(a, left);
    }
    if (found != RI_LEFT_NOTHING) {
        ri_verdict_give(a, &verdict);
    }
}

/* ---- both ---- */

void ri_analyze_covered(ri_analyst *a)
{
    a->budget = SHADOW_BUDGET;
    for (uint32_t i = 0; i < a->space.n && !a->out_of_memory; i++) {
        if (a->shadowed[i] || ri_bit_of(a->space.empty, i)) {
            continue;
        }
        if (!ri_overlap_ask(&a->overlap, i)) {
            a->out_of_memory = true;
            return;
        }
        look_behind(a, i);
    }
    if (a->space.on == RI_TOUCHPOINT && !a->out_of_memory) {
        look_for_uncovered(a);
    }
}
