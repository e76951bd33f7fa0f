/*
 * One letter of two policies: each claim of the one is laid beside those of the other.
 */
#include <string.h>

#include "resolve/relating.h"

#define LOOKS_OF_RULE 40000   /* of one search */
#define LOOKS_OF_WAYS 400000  /* of all for one claim and way */
#define LOOKS_OF_SIDE 5000000 /* of all for the claims of one letter and side */
#define BARS_MAX (UINT32_C(1) << 22)

/* What is compared of one letter. */
typedef struct comparing {
    ri_relater *r;
    ri_quest quest;
    const ri_claim **fall; /* room */
    uint64_t *bars;        /* room for a set of matches */
    ri_region found;       /* room */
    bool vague;            /* a way that was not found may be there all the same */
} comparing;

/* ---- what is found ---- */

static void raise_to(ri_found_way *way, ri_known known)
{
    way->known = known > way->known ? known : way->known;
}

/* Keeps a witness: certain ones go before possible ones. */
static void keep_witness(ri_found_way *way, const ri_relation_witness *witness)
{
    raise_to(way, witness->certain ? RI_KNOWN_SURELY : RI_KNOWN_MAYBE);
    if (way->n < RI_WITNESSES_MAX) {
        way->witnesses[way->n++] = *witness;
        return;
    }
    for (uint32_t i = 0; i < way->n && witness->certain; i++) {
        if (!way->witnesses[i].certain) {
            way->witnesses[i] = *witness;
            return;
        }
    }
}

static bool is_settled(const ri_found_way *way)
{
    uint32_t certain = 0;
    for (uint32_t i = 0; i < way->n; i++) {
        certain += way->witnesses[i].certain ? 1 : 0;
    }
    return certain == RI_WITNESSES_MAX;
}

/* Takes note of a region in which they differ. */
static void note(comparing *c, const ri_region *region, bool certain)
{
    ri_relation_witness witness;
    ri_relation_way way = RI_RELATION_OTHERS;
    if (!ri_relation_tell(c->r, region, certain, &witness, &way)) {
        c->r->out_of_memory = true;
    } else if (way != RI_RELATION_COUNT) {
        keep_witness(&c->r->part->ways[way], &witness);
    }
}

/* ---- searches ---- */

static ri_left seek(comparing *c, bool sure, uint32_t n_fall, const ri_region **out)
{
    ri_quest *q = &c->quest;
    q->sure = sure;
    q->fall = c->fall;
    q->n_fall = n_fall;
    q->work = LOOKS_OF_RULE < c->r->work ? LOOKS_OF_RULE : (uint32_t)c->r->work;
    return q->work > 0 ? ri_quest_seek(q, out) : RI_LEFT_UNKNOWN;
}

/* Lists the claims of the other side that name the same as a claim, or with `sure` may. */
static uint32_t list_same(comparing *c, const ri_claim *claim, const ri_claims *others, bool sure)
{
    uint32_t first = 0;
    uint32_t n = 0;
    const uint32_t same = ri_claims_of(others, claim->whom, &first);
    for (uint32_t i = 0; i < same; i++) {
        const ri_claim *other = &others->items[others->by_whom[first + i]];
        if (ri_rules_meet(c->r, claim->rule, other->rule)) {
            c->fall[n++] = other;
        }
    }
    for (uint32_t i = 0; sure && i < others->n; i++) {
        const ri_claim *other = &others->items[i];
        if (other->whom != claim->whom && other->sort != RI_SORT_FIXED &&
            ri_rules_meet(c->r, claim->rule, other->rule)) {
            c->fall[n++] = other;
        }
    }
    return n;
}

/* Where a claim stands and the other side names nobody. */
static ri_left seek_nobody(comparing *c, const ri_claim *claim, const ri_claims *others, bool sure,
                           const ri_region **out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < others->n; i++) {
        const ri_claim *other = &others->items[i];
        if (!others->closes[other->rule] && ri_rules_meet(c->r, claim->rule, other->rule)) {
            c->fall[n++] = other;
        }
    }
    c->quest.stand[0] = claim;
    c->quest.n_stand = 1;
    c->quest.closing = (ri_bars){others->closing, others->n_closing};
    return seek(c, sure, n, out);
}

/* Where a claim stands, and another one of the other side, which does not name the same. */
static ri_left seek_others(comparing *c, const ri_claim *claim, const ri_claims *others, bool sure,
                           const ri_region **out)
{
    ri_left left = RI_LEFT_NOTHING;
    const uint64_t enough = c->r->work > LOOKS_OF_WAYS ? c->r->work - LOOKS_OF_WAYS : 0;
    const uint32_t n = list_same(c, claim, others, sure);
    for (uint32_t i = 0; i < others->n && left != RI_LEFT_SOME; i++) {
        const ri_claim *other = &others->items[i];
        if (other->whom == claim->whom || !ri_rules_meet(c->r, claim->rule, other->rule) ||
            (sure && (!other->sure || other->sort != RI_SORT_FIXED))) {
            continue;
        }
        c->quest.stand[0] = claim;
        if (c->r->work <= enough) {
            return RI_LEFT_UNKNOWN;
        }
        c->quest.stand[1] = other;
        c->quest.n_stand = 2;
        c->quest.closing = (ri_bars){NULL, 0};
        const ri_left found = seek(c, sure, n, out);
        left = found != RI_LEFT_NOTHING ? found : left;
    }
    return left;
}

/* Whether a way that was not found may be there all the same: bans that may mean somebody are
   one truth for all whom they may mean, and of whom it is not known who that is, it may be
   nobody. */
static bool is_vague(const ri_claims *claims)
{
    for (uint32_t i = 0; i < claims->n; i++) {
        const ri_claim *claim = &claims->items[i];
        for (uint32_t k = 0; k < claim->bans.n; k++) {
            if (claim->bans.items[k].truth != RI_NONE) {
                return true;
            }
        }
        if (claim->sort == RI_SORT_UNKNOWN) {
            return true;
        }
    }
    return false;
}

/* Looks for one way in which they differ where a claim stands: certainly, else possibly. false:
   it was not found, and has not been. */
static bool seek_way(comparing *c, const ri_claim *claim, const ri_claims *others,
                     ri_relation_way way)
{
    ri_found_way *of = &c->r->part->ways[way];
    const ri_region *region = NULL;
    const bool some = way == RI_RELATION_OTHERS;
    ri_left left = RI_LEFT_NOTHING;
    if (is_settled(of)) {
        return true;
    }
    if (claim->sure && (some ? claim->sort == RI_SORT_FIXED : claim->sort != RI_SORT_UNKNOWN)) {
        left = some ? seek_others(c, claim, others, true, &region)
                    : seek_nobody(c, claim, others, true, &region);
        if (left == RI_LEFT_SOME) {
            note(c, region, true);
            return of->n > 0;
        }
    }
    if (of->n == RI_WITNESSES_MAX) {
        return true; /* there are possible ones enough */
    }
    left = some ? seek_others(c, claim, others, false, &region)
                : seek_nobody(c, claim, others, false, &region);
    if (left == RI_LEFT_SOME) {
        note(c, region, false);
        raise_to(of, RI_KNOWN_UNFOUND);
    } else if (left == RI_LEFT_UNKNOWN || c->vague) {
        raise_to(of, RI_KNOWN_UNFOUND);
    }
    return of->n > 0;
}

/* ---- one claim ---- */

static bool has_bar(const ri_relater *r, ri_bars bars, ri_bar bar)
{
    for (uint32_t i = 0; i < bars.n; i++) {
        if (bars.items[i].truth == bar.truth &&
            r->match[bars.items[i].rule] == r->match[bar.rule]) {
            return true;
        }
    }
    return false;
}

/* Whether all that stands in the way of one claim stands in the way of another; of the other
   the matches are in c->bars that do so whatever the free truths are. */
static bool all_barred(const comparing *c, ri_bars bars, const ri_claim *other)
{
    for (uint32_t i = 0; i < bars.n; i++) {
        const ri_bar bar = bars.items[i];
        if (!ri_bit_of(c->bars, c->r->match[bar.rule]) &&
            (bar.truth == RI_NONE || !has_bar(c->r, other->bans, bar))) {
            return false;
        }
    }
    return true;
}

static void mark_bars(const comparing *c, ri_bars bars)
{
    for (uint32_t i = 0; i < bars.n; i++) {
        if (bars.items[i].truth == RI_NONE) {
            ri_bit_set(c->bars, c->r->match[bars.items[i].rule]);
        }
    }
}

/* Whether the other side names the same by a rule with the same match, and nothing more in its
   way: that is so of most rules of two policies that are nearly the same. */
static bool is_mirrored(comparing *c, const ri_claim *claim, const ri_claims *others)
{
    const ri_relater *r = c->r;
    uint32_t first = 0;
    bool marked = false;
    const uint32_t same = ri_claims_of(others, claim->whom, &first);
    for (uint32_t i = 0; i < same; i++) {
        const ri_claim *other = &others->items[others->by_whom[first + i]];
        if (r->match[other->rule] != r->match[claim->rule]) {
            continue;
        }
        if (!marked) {
            memset(c->bars, 0, r->space.words * sizeof *c->bars);
            mark_bars(c, claim->before);
            mark_bars(c, claim->bans);
            marked = true;
        }
        if (all_barred(c, other->before, claim) && all_barred(c, other->bans, claim)) {
            return true;
        }
    }
    return false;
}

/* What is forbidden or required is compared one by one: it is there on one side, and not on the
   other, whoever else is named. What was found is in c->found. */
static void note_beside(comparing *c, const ri_claim *claim, const ri_claims *others, int side)
{
    ri_found_way *of = &c->r->part->ways[side == 0 ? RI_RELATION_LOST : RI_RELATION_GAINED];
    const ri_region *region = NULL;
    ri_relation_witness witness;
    ri_relation_way way = RI_RELATION_COUNT;
    if (is_settled(of)) {
        return;
    }
    const bool sure = claim->sure && claim->sort != RI_SORT_UNKNOWN &&
                      seek(c, true, list_same(c, claim, others, true), &region) == RI_LEFT_SOME;
    if (!ri_relation_tell(c->r, sure ? region : &c->found, sure, &witness, &way)) {
        c->r->out_of_memory = true;
    } else if (way != RI_RELATION_COUNT) {
        keep_witness(of, &witness);
    } else {
        raise_to(of, RI_KNOWN_UNFOUND);
    }
}

typedef enum told { TOLD_SAME, TOLD_UNKNOWN, TOLD_DIFFERENT } told;

static told compare_claim(comparing *c, const ri_claim *claim, int side)
{
    const ri_claims *others = &c->r->claims[1 - side];
    const ri_region *region = NULL;
    if (is_mirrored(c, claim, others)) {
        return TOLD_SAME;
    }
    c->quest.stand[0] = claim;
    c->quest.n_stand = 1;
    c->quest.closing = (ri_bars){NULL, 0};
    const ri_left left = seek(c, false, list_same(c, claim, others, false), &region);
    if (left != RI_LEFT_SOME) {
        return left == RI_LEFT_NOTHING ? TOLD_SAME : TOLD_UNKNOWN;
    }
    ri_region_copy(&c->r->space, &c->found, region);
    if (c->r->aspect != RI_ASPECT_ASSIGN) {
        note_beside(c, claim, others, side);
        return TOLD_DIFFERENT;
    }
    const bool nobody =
        seek_way(c, claim, others, side == 0 ? RI_RELATION_LOST : RI_RELATION_GAINED);
    if (!seek_way(c, claim, others, RI_RELATION_OTHERS) && !nobody) {
        note(c, &c->found, false); /* it was found, though not again */
    }
    return TOLD_DIFFERENT;
}

/* ---- one letter ---- */

static void note_unknown(ri_relation_part *part, int side)
{
    raise_to(&part->ways[side == 0 ? RI_RELATION_LOST : RI_RELATION_GAINED], RI_KNOWN_UNFOUND);
    if (part->aspect == RI_ASPECT_ASSIGN) {
        raise_to(&part->ways[RI_RELATION_OTHERS], RI_KNOWN_UNFOUND);
    }
    part->undecided++;
}

/* The claims of a side, those of a rule together. */
static void compare_side(comparing *c, int side)
{
    const ri_claims *claims = &c->r->claims[side];
    for (uint32_t i = 0, end = 0; i < claims->n && !c->r->out_of_memory; i = end) {
        told most = TOLD_SAME;
        for (end = i; end < claims->n && claims->items[end].rule == claims->items[i].rule; end++) {
            const told one = compare_claim(c, &claims->items[end], side);
            most = one > most ? one : most;
        }
        if (most == TOLD_DIFFERENT) {
            c->r->part->differ[side]++;
        } else if (most == TOLD_UNKNOWN) {
            note_unknown(c->r->part, side);
        }
    }
}

static bool take_room(comparing *c)
{
    ri_relater *r = c->r;
    const size_t n = (size_t)r->claims[0].n + r->claims[1].n;
    c->fall = ri_arena_array(r->arena, n, sizeof(void *));
    c->bars = ri_arena_array(r->arena, r->space.words, sizeof *c->bars);
    c->found.bits = ri_arena_array(r->arena, r->space.region_words, sizeof *c->found.bits);
    c->quest.r = r;
    c->quest.fallen = ri_arena_array(r->arena, n, sizeof *c->quest.fallen);
    c->quest.avoided = ri_arena_array(r->arena, r->space.words, sizeof *c->quest.avoided);
    return c->fall != NULL && c->bars != NULL && c->found.bits != NULL && c->quest.fallen != NULL &&
           c->quest.avoided != NULL;
}

static uint32_t count_rules(const ri_relater *r, int side)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->space.n; i++) {
        n += ri_side_of(r, i) == side && ri_granted(r, i, r->aspect) != NULL ? 1 : 0;
    }
    return n;
}

void ri_relater_compare(ri_relater *r)
{
    comparing c = {.r = r};
    bool crowded[2] = {r->spots == NULL, r->spots == NULL};
    r->bars = BARS_MAX;
    for (int side = 0; side < 2; side++) {
        const uint32_t rules = count_rules(r, side);
        r->part->rules[side] += rules;
        if (rules > 0 && !crowded[side] && !ri_claims_make(r, side, &crowded[side])) {
            r->out_of_memory = true;
        }
    }
    if (crowded[0] || crowded[1]) {
        for (int side = 0; side < 2; side++) {
            const uint32_t rules = count_rules(r, side);
            for (uint32_t i = 0; i < rules; i++) {
                note_unknown(r->part, side);
            }
        }
    } else if (!r->out_of_memory && take_room(&c)) {
        c.vague = is_vague(&r->claims[0]) || is_vague(&r->claims[1]);
        for (int side = 0; side < 2; side++) {
            r->work = LOOKS_OF_SIDE;
            compare_side(&c, side);
        }
    } else {
        r->out_of_memory = true;
    }
    ri_claims_free(&r->claims[0]);
    ri_claims_free(&r->claims[1]);
}
