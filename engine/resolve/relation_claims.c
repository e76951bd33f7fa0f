/*
 * Whom the rules of one policy name for a letter, and what stands in the way of each.
 */
#include "base/bits.h"
#include "base/memory.h"
#include "base/order.h"
#include "resolve/relating.h"
#include "resolve/rule_facts.h"

const ri_holder *ri_granted(const ri_relater *r, uint32_t rule, ri_aspect aspect)
{
    const ri_rule *of = ri_space_rule(&r->space, rule);
    const ri_grants *grants = aspect == RI_ASPECT_ASSIGN   ? &of->assign
                              : aspect == RI_ASPECT_FORBID ? &of->forbid
                                                           : &of->require;
    return ri_grants_find(grants, r->letter[ri_side_of(r, rule)]);
}

bool ri_relater_overrides(const ri_relater *r, uint32_t rule, uint32_t other)
{
    const int side = ri_side_of(r, rule); /* the first policy may have no rules */
    const uint32_t base = side == 0 ? 0 : r->n_first;
    const uint32_t first = r->space.rules[rule] - base;
    const uint32_t second = r->space.rules[other] - base;
    return r->data[side]->rules[first].n_overrides > 0 && r->overridden[side][second] &&
           ri_policy_overrides(r->policies[side], first, second);
}

bool ri_relater_precedes(const ri_relater *r, uint32_t rule, uint32_t other)
{
    const ri_tier tier = ri_space_rule(&r->space, rule)->tier;
    const ri_tier beside = ri_space_rule(&r->space, other)->tier;
    return tier != beside ? tier > beside : ri_relater_overrides(r, rule, other);
}

/* What is being gathered of one rule. */
typedef struct gathering {
    ri_relater *r;
    ri_claims *claims;
    uint32_t rule;
    bool as_positions;
    ri_bars before;
    uint64_t *candidates;    /* rules of the side that may precede others */
    const uint32_t *banning; /* rules of the side that forbid the letter and meet this one */
    uint32_t n_banning;
    ri_bar *bars; /* room for as many as there are rules */
    bool crowded;
} gathering;

/* Keeps bars that stand in g->bars. false: memory is exhausted. */
static bool keep_bars(gathering *g, uint32_t n, ri_bars *out)
{
    *out = (ri_bars){NULL, 0};
    if (n > g->r->bars) {
        g->crowded = true;
        return true;
    }
    g->r->bars -= n;
    *out = (ri_bars){ri_arena_keep(g->r->arena, g->bars, n, sizeof *g->bars), n};
    return out->items != NULL;
}

/* A requirement goes where a rule overrides it, whatever its tier. */
static bool goes_before(const ri_relater *r, uint32_t rule, uint32_t other)
{
    return r->aspect == RI_ASPECT_REQUIRE ? ri_relater_overrides(r, rule, other)
                                          : ri_relater_precedes(r, rule, other);
}

static bool find_before(gathering *g)
{
    const ri_relater *r = g->r;
    uint32_t n = 0;
    for (uint32_t w = 0; w < r->space.words; w++) {
        for (uint64_t rest = r->meets[g->rule][w] & g->candidates[w]; rest != 0; rest &= rest - 1) {
            const uint32_t i = w * 64 + ri_bits_lowest(rest);
            if (i != g->rule && goes_before(r, i, g->rule)) {
                g->bars[n++] = (ri_bar){i, RI_NONE};
            }
        }
    }
    return keep_bars(g, n, &g->before);
}

/* Bans that mean somebody, or of which that is not known. */
static bool find_bans(gathering *g, ri_sort sort, ri_ref ref, ri_bars *out)
{
    const ri_relater *r = g->r;
    uint32_t n = 0;
    for (uint32_t k = 0; k < g->n_banning; k++) {
        const uint32_t ban = g->banning[k];
        if (!ri_rules_meet(r, g->rule, ban) || ri_relater_precedes(r, g->rule, ban)) {
            continue;
        }
        const ri_hit hit = sort == RI_SORT_FIXED
                               ? ri_ban_hits(r->s, ri_granted(r, ban, RI_ASPECT_FORBID), ref)
                               : RI_HIT_MAYBE;
        if (hit != RI_HIT_NOT) {
            const uint8_t letter = r->letter[ri_side_of(r, ban)];
            g->bars[n++] = (ri_bar){ban, hit == RI_HIT_SURELY ? RI_NONE : r->truths[ban][letter]};
        }
    }
    return keep_bars(g, n, out);
}

/* ---- whom ---- */

static bool claim(gathering *g, ri_sort sort, char kind, uint32_t number, const ri_holder *said)
{
    ri_relater *r = g->r;
    ri_claim one = {.rule = g->rule,
                    .whom = ri_relater_number(r->whom, kind, number),
                    .sort = sort,
                    .sure = ri_is_sure(r, g->rule),
                    .said = said,
                    .before = g->before};
    if (one.whom == RI_NONE || !find_bans(g, sort, number, &one.bans)) {
        return false;
    }
    size_t n = g->claims->n;
    const bool fits = RI_PUSH(g->claims->items, n, g->claims->capacity, one);
    g->claims->n = (uint32_t)n;
    return fits;
}

static bool claim_vague(gathering *g, ri_sort sort, const ri_holder *said)
{
    const uint32_t number = ri_vague_number(g->r, g->r->space.rules[g->rule], said);
    return number != RI_NONE && claim(g, sort, 'f', number, said);
}

/* One who is named, as far as it is known who that is. */
static bool claim_one(gathering *g, const ri_holder *said)
{
    ri_fixed fixed;
    bool fits = ri_fixed_of(&fixed, &g->r->fixing, said, g->as_positions);
    if (!fits || fixed.whom == RI_NONE) {
        const ri_sort sort = said->form == RI_HOLD_UNDER ? RI_SORT_WIDE : RI_SORT_UNKNOWN;
        return fits && (fixed.said != RI_NONE ? claim(g, sort, 's', fixed.said, said)
                                              : claim_vague(g, sort, said));
    }
    for (uint32_t i = 0; fits && i < fixed.n; i++) {
        fits = claim(g, RI_SORT_FIXED, 'r', fixed.refs[i], said);
    }
    return fits;
}

static bool claim_each(gathering *g, const ri_holder *said)
{
    bool fits = true;
    if (said->form != RI_HOLD_LIST) {
        return claim_one(g, said);
    }
    for (uint32_t i = 0; fits && i < said->n_items; i++) {
        fits = claim_each(g, said->items[i]);
    }
    return fits;
}

/* A requirement is met by any of those it lists: all of them are one. */
static bool claim_any(gathering *g, const ri_holder *said)
{
    ri_fixed fixed;
    if (!ri_fixed_of(&fixed, &g->r->fixing, said, false)) {
        return false;
    }
    return fixed.whom != RI_NONE   ? claim(g, RI_SORT_WIDE, 'w', fixed.whom, said)
           : fixed.said != RI_NONE ? claim(g, RI_SORT_WIDE, 's', fixed.said, said)
                                   : claim_vague(g, RI_SORT_UNKNOWN, said);
}

static bool gather(gathering *g)
{
    const ri_relater *r = g->r;
    const ri_holder *said = ri_granted(r, g->rule, r->aspect);
    return find_before(g) &&
           (r->aspect == RI_ASPECT_REQUIRE ? claim_any(g, said) : claim_each(g, said));
}

/* ---- where surely somebody is named ---- */

/* Marks rules of which nothing takes all whom they name, and behind which only such ones
   stand: where they apply, somebody is named. */
static bool find_closing(ri_relater *r, ri_claims *claims)
{
    bool *solid = ri_arena_array(r->arena, r->space.n, sizeof *solid);
    claims->closes = ri_arena_array(r->arena, r->space.n, sizeof *claims->closes);
    claims->closing = ri_arena_array(r->arena, r->space.n, sizeof *claims->closing);
    if (solid == NULL || claims->closes == NULL || claims->closing == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < claims->n; i++) {
        solid[claims->items[i].rule] |= claims->items[i].bans.n == 0;
    }
    for (uint32_t i = 0; i < claims->n; i++) {
        const ri_claim *one = &claims->items[i];
        bool closes = solid[one->rule] && !claims->closes[one->rule];
        for (uint32_t k = 0; closes && k < one->before.n; k++) {
            closes = r->aspect == RI_ASPECT_ASSIGN && solid[one->before.items[k].rule];
        }
        if (closes) {
            claims->closes[one->rule] = true;
            claims->closing[claims->n_closing++] = (ri_bar){one->rule, RI_NONE};
        }
    }
    return true;
}

/* ---- all of them ---- */

static int by_whom(const void *a, const void *b, const void *context)
{
    const ri_claim *items = context;
    const uint32_t left = items[*(const uint32_t *)a].whom;
    const uint32_t right = items[*(const uint32_t *)b].whom;
    return left < right ? -1 : left > right;
}

static bool sort_claims(const ri_relater *r, ri_claims *claims)
{
    claims->by_whom = ri_arena_array(r->arena, claims->n, sizeof *claims->by_whom);
    for (uint32_t i = 0; claims->by_whom != NULL && i < claims->n; i++) {
        claims->by_whom[i] = i;
    }
    return claims->by_whom != NULL &&
           ri_order(claims->by_whom, claims->n, sizeof *claims->by_whom, by_whom, claims->items);
}

uint32_t ri_claims_of(const ri_claims *claims, uint32_t whom, uint32_t *first)
{
    uint32_t low = 0;
    uint32_t high = claims->n;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (claims->items[claims->by_whom[middle]].whom < whom) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *first = low;
    while (low < claims->n && claims->items[claims->by_whom[low]].whom == whom) {
        low++;
    }
    return low - *first;
}

void ri_claims_free(ri_claims *claims)
{
    ri_free(claims->items);
    *claims = (ri_claims){0};
}

bool ri_claims_make(ri_relater *r, int side, bool *crowded)
{
    ri_claims *claims = &r->claims[side];
    const uint32_t n = r->space.n;
    uint32_t *banning = ri_arena_array(r->arena, n, sizeof *banning);
    gathering g = {.r = r,
                   .claims = claims,
                   .as_positions = r->aspect == RI_ASPECT_ASSIGN &&
                                   r->letter[side] == r->data[side]->scheme.accountable,
                   .candidates = ri_arena_array(r->arena, r->space.words, sizeof(uint64_t)),
                   .banning = banning,
                   .bars = ri_arena_array(r->arena, n, sizeof *g.bars)};
    bool fits = banning != NULL && g.bars != NULL && g.candidates != NULL;
    for (uint32_t i = 0; fits && i < n; i++) {
        if (ri_side_of(r, i) != side) {
            continue;
        }
        if (r->aspect == RI_ASPECT_ASSIGN && ri_granted(r, i, RI_ASPECT_FORBID) != NULL) {
            banning[g.n_banning++] = i;
        }
        if (r->aspect == RI_ASPECT_REQUIRE ||
            (r->aspect == RI_ASPECT_ASSIGN && ri_granted(r, i, RI_ASPECT_ASSIGN) != NULL)) {
            ri_bit_set(g.candidates, i); /* nothing takes a ban back */
        }
    }
    for (uint32_t i = 0; fits && i < n && !g.crowded; i++) {
        if (ri_side_of(r, i) != side || ri_granted(r, i, r->aspect) == NULL) {
            continue;
        }
        g.rule = i;
        if (!ri_bit_of(r->space.empty, i)) {
            fits = gather(&g);
        }
    }
    *crowded = g.crowded;
    return fits && sort_claims(r, claims) && find_closing(r, claims);
}
