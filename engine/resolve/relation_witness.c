/*
 * What two policies say on a subject that was found.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "model/power.h"
#include "resolve/analyst.h"
#include "resolve/relating.h"

/* What was found whatever the free truths are holds where none of them does. */
static void settle_truths(const ri_relater *r, ri_region *region)
{
    for (uint32_t a = r->declared.n_axes; a < r->space.n_axes; a++) {
        ri_region_fix(&r->space, region, a, 0);
    }
}

/* Narrows a region until each bar lies over all of it or apart. */
static bool leave_bars(const ri_relater *r, ri_region *region, ri_region *room, ri_bars bars)
{
    for (uint32_t i = 0; i < bars.n; i++) {
        if (!ri_bar_leave(r, region, room, bars.items[i])) {
            return false;
        }
    }
    return true;
}

static bool applies(const ri_relater *r, const ri_region *region, ri_bar bar)
{
    return ri_bar_lies(r, region, bar) == RI_LIE_OVER;
}

static bool any_applies(const ri_relater *r, const ri_region *region, ri_bars bars)
{
    for (uint32_t i = 0; i < bars.n; i++) {
        if (applies(r, region, bars.items[i])) {
            return true;
        }
    }
    return false;
}

/* Narrows a region until it is the same throughout whether a claim stands. What is beaten
   throughout says nothing, wherever it applies. */
static bool narrow_to(const ri_relater *r, ri_region *region, ri_region *room,
                      const ri_claim *claim)
{
    const ri_bar match = {claim->rule, RI_NONE};
    if (any_applies(r, region, claim->before)) {
        return true;
    }
    if (!ri_bar_leave(r, region, room, match)) {
        return false;
    }
    return ri_bar_lies(r, region, match) == RI_LIE_APART ||
           (leave_bars(r, region, room, claim->before) && leave_bars(r, region, room, claim->bans));
}

/* The same of all claims, those first that go before others. false: the region can hold no
   more. */
static bool narrow(const ri_relater *r, ri_region *region, ri_region *room)
{
    for (int tier = RI_TIER_LAW; tier >= RI_TIER_DEFAULT; tier--) {
        for (int side = 0; side < 2; side++) {
            const ri_claims *claims = &r->claims[side];
            for (uint32_t i = 0; i < claims->n; i++) {
                const ri_claim *claim = &claims->items[i];
                if ((int)ri_space_rule(&r->space, claim->rule)->tier == tier &&
                    !narrow_to(r, region, room, claim)) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* ---- one side ---- */

/* What a side says, while it is read. */
typedef struct reading {
    ri_naming *named;
    size_t n;
    size_t capacity;
    ri_indexes standing; /* places of claims */
    uint32_t *whom;      /* whom these name, in order, each once */
    size_t n_whom;
    ri_indexes bans;
} reading;

static uint32_t number_of(const ri_relater *r, uint32_t rule)
{
    const uint32_t number = r->space.rules[rule];
    return number >= r->n_first ? number - r->n_first : number;
}

static bool note_bans(const ri_relater *r, const ri_region *region, const ri_claim *claim,
                      reading *of)
{
    for (uint32_t i = 0; i < claim->bans.n; i++) {
        const uint32_t rule = number_of(r, claim->bans.items[i].rule);
        bool met = false;
        for (size_t k = 0; k < of->bans.n; k++) {
            met = met || of->bans.items[k] == rule;
        }
        if (!met && applies(r, region, claim->bans.items[i]) &&
            !RI_PUSH(of->bans.items, of->bans.n, of->bans.capacity, rule)) {
            return false;
        }
    }
    return true;
}

static bool read_side(const ri_relater *r, const ri_region *region, int side, reading *of)
{
    const ri_claims *claims = &r->claims[side];
    bool fits = true;
    for (uint32_t i = 0; fits && i < claims->n; i++) {
        const ri_claim *claim = &claims->items[i];
        if (!applies(r, region, (ri_bar){claim->rule, RI_NONE}) ||
            any_applies(r, region, claim->before)) {
            continue;
        }
        fits = any_applies(r, region, claim->bans)
                   ? note_bans(r, region, claim, of)
                   : RI_PUSH(of->standing.items, of->standing.n, of->standing.capacity, i);
    }
    of->whom = ri_alloc(of->standing.n * sizeof *of->whom);
    for (size_t i = 0; of->whom != NULL && i < of->standing.n; i++) {
        of->whom[i] = claims->items[of->standing.items[i]].whom;
    }
    of->n_whom =
        of->whom != NULL && of->standing.n > 0 ? ri_order_unique(of->whom, of->standing.n) : 0;
    return fits && of->whom != NULL;
}

/* Names whom claims name; one expression that gives several is told once. */
static bool name_all(const ri_relater *r, int side, reading *of, const reading *other)
{
    ri_naming *last = NULL;
    for (size_t i = 0; i < of->standing.n; i++) {
        const ri_claim *claim = &r->claims[side].items[of->standing.items[i]];
        const ri_naming naming = {number_of(r, claim->rule), claim->said,
                                  ri_order_has(other->whom, other->n_whom, claim->whom)};
        if (last != NULL && last->whom == naming.whom && last->rule == naming.rule) {
            last->both = last->both && naming.both;
            continue;
        }
        if (!RI_PUSH(of->named, of->n, of->capacity, naming)) {
            return false;
        }
        last = of->named + (of->n - 1);
    }
    return true;
}

static bool keep_side(const ri_relater *r, const reading *of, ri_saying *out)
{
    *out = (ri_saying){
        .named = ri_arena_keep(r->arena, of->named, of->n, sizeof *of->named),
        .n = (uint32_t)of->n,
        .bans = ri_arena_keep(r->arena, of->bans.items, of->bans.n, sizeof *of->bans.items),
        .n_bans = of->n == 0 ? (uint32_t)of->bans.n : 0};
    return out->named != NULL && out->bans != NULL;
}

static void free_reading(reading *of)
{
    ri_free(of->named);
    ri_free(of->standing.items);
    ri_free(of->whom);
    ri_free(of->bans.items);
}

/* ---- both ---- */

static bool take_region(const ri_relater *r, ri_region *out)
{
    out->bits = ri_arena_array(r->arena, r->space.region_words, sizeof *out->bits);
    return out->bits != NULL;
}

static const ri_imagined *imagine(ri_relater *r, const ri_region *region)
{
    ri_analyst analyst = {.arena = r->arena, .date = r->date, .space = r->declared};
    const ri_imagined *out = ri_witness_of(&analyst, region);
    r->out_of_memory = r->out_of_memory || analyst.out_of_memory;
    return out;
}

/* In which way what both sides say differs; RI_RELATION_COUNT: not at all. */
static ri_relation_way compare(const reading sides[2])
{
    const size_t first = sides[0].n_whom;
    const size_t second = sides[1].n_whom;
    if (first == 0 || second == 0) {
        return first > 0 ? RI_RELATION_LOST : second > 0 ? RI_RELATION_GAINED : RI_RELATION_COUNT;
    }
    return first == second && memcmp(sides[0].whom, sides[1].whom, first * sizeof(uint32_t)) == 0
               ? RI_RELATION_COUNT
               : RI_RELATION_OTHERS;
}

/* Reads both sides in a region in which no rule makes a difference any more. */
static bool read_both(ri_relater *r, const ri_region *here, reading sides[2],
                      ri_relation_witness *out, ri_relation_way *way)
{
    if (!read_side(r, here, 0, &sides[0]) || !read_side(r, here, 1, &sides[1]) ||
        !name_all(r, 0, &sides[0], &sides[1]) || !name_all(r, 1, &sides[1], &sides[0])) {
        return false;
    }
    *way = compare(sides);
    out->on = r->space.on;
    out->subject = imagine(r, here);
    return out->subject != NULL && keep_side(r, &sides[0], &out->side[0]) &&
           keep_side(r, &sides[1], &out->side[1]);
}

bool ri_relation_tell(ri_relater *r, const ri_region *region, bool certain,
                      ri_relation_witness *out, ri_relation_way *way)
{
    reading sides[2] = {{0}, {0}};
    ri_region here = {0};
    ri_region room = {0};
    *way = RI_RELATION_COUNT;
    *out = (ri_relation_witness){.certain = certain};
    if (!take_region(r, &here) || !take_region(r, &room)) {
        return false;
    }
    ri_region_copy(&r->space, &here, region);
    if (certain) {
        settle_truths(r, &here);
    }
    const bool fits = !narrow(r, &here, &room) || read_both(r, &here, sides, out, way);
    free_reading(&sides[0]);
    free_reading(&sides[1]);
    return fits;
}
