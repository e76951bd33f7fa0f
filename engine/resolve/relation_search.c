/*
 * Looking for a subject on which some claims stand and others do not.
 *
 * A claim stands within its rule's match, outside of its bars. So that another one falls the
 * subject is to lie outside of its match, or within one of its bars. What is left of a region is
 * gone through piece by piece, with a bound on the work.
 */
#include <string.h>

#include "resolve/relating.h"

/* ---- bars and regions ---- */

/* What a bar says: what its rule's match does, and last its truth. */
static uint32_t count_spots(const ri_relater *r, ri_bar bar)
{
    return r->spots[bar.rule].n + (bar.truth != RI_NONE ? 1 : 0);
}

static ri_spot spot_of(const ri_relater *r, ri_bar bar, uint32_t i)
{
    const ri_spots *spots = &r->spots[bar.rule];
    return i < spots->n ? spots->items[i] : (ri_spot){bar.truth, ri_span_true()};
}

/* How the match of a bar lies to a region. */
typedef struct lying {
    ri_lie how;
    uint32_t open; /* axes on which not all of the region fits */
    ri_spot first; /* the first of these */
} lying;

static void lie_on(const ri_relater *r, const ri_region *region, ri_spot spot, lying *l)
{
    if (ri_region_all_fits(&r->space, region, spot.axis, spot.span)) {
        return;
    }
    l->first = l->open++ == 0 ? spot : l->first;
    l->how =
        ri_region_some_fits(&r->space, region, spot.axis, spot.span) ? RI_LIE_PARTLY : RI_LIE_APART;
}

/* `sure`: whatever the free truths are, so that they are taken to be as the bar needs them. */
static lying lies(const ri_relater *r, const ri_region *region, ri_bar bar, bool sure)
{
    const uint32_t n = count_spots(r, bar);
    lying l = {.how = RI_LIE_OVER};
    for (uint32_t i = 0; i < n && l.how != RI_LIE_APART; i++) {
        const ri_spot spot = spot_of(r, bar, i);
        if (!sure || spot.axis < r->declared.n_axes) {
            lie_on(r, region, spot, &l);
        }
    }
    return l;
}

ri_lie ri_bar_lies(const ri_relater *r, const ri_region *region, ri_bar bar)
{
    return lies(r, region, bar, false).how;
}

/* Narrows a region to what fits a bar. */
static ri_narrowed enter_bar(const ri_relater *r, ri_region *region, ri_bar bar)
{
    const uint32_t n = count_spots(r, bar);
    ri_narrowed fits = RI_NARROW_SOME;
    for (uint32_t i = 0; i < n && fits == RI_NARROW_SOME; i++) {
        const ri_spot spot = spot_of(r, bar, i);
        if (!ri_region_all_fits(&r->space, region, spot.axis, spot.span)) {
            fits = ri_region_narrow_to(&r->space, region, spot.axis, spot.span, false);
        }
    }
    return fits;
}

bool ri_bar_leave(const ri_relater *r, ri_region *region, ri_region *room, ri_bar bar)
{
    if (ri_bar_lies(r, region, bar) != RI_LIE_PARTLY) {
        return true;
    }
    for (uint32_t i = count_spots(r, bar); i-- > 0;) {
        const ri_spot spot = spot_of(r, bar, i);
        if (ri_region_all_fits(&r->space, region, spot.axis, spot.span)) {
            continue;
        }
        ri_region_copy(&r->space, room, region);
        if (ri_region_narrow_to(&r->space, room, spot.axis, spot.span, true) == RI_NARROW_SOME) {
            ri_region_copy(&r->space, region, room);
            return true;
        }
    }
    return enter_bar(r, region, bar) == RI_NARROW_SOME;
}

/* ---- the search ---- */

static bool look(ri_quest *q, uint32_t steps)
{
    if (q->work < steps) {
        q->work = 0;
        return false;
    }
    q->work -= steps;
    return true;
}

/* Copying a region counts by its size. */
static bool copy_down(ri_quest *q, uint32_t depth)
{
    const ri_relater *r = q->r;
    if (depth + 1 >= r->cutting.n_levels || !look(q, 1 + r->space.region_words / 16)) {
        return false;
    }
    ri_region_copy(&r->space, &r->cutting.level[depth + 1], &r->cutting.level[depth]);
    return true;
}

static ri_left seek(ri_quest *q, uint32_t depth, const ri_region **out);

/* Goes through the pieces of the region at `depth` that lie outside of a bar; then narrows it to
   what lies within. */
static ri_left seek_outside(ri_quest *q, uint32_t depth, ri_bar bar, const ri_region **out)
{
    const ri_relater *r = q->r;
    const uint32_t n = count_spots(r, bar);
    ri_region *region = &r->cutting.level[depth];
    ri_left left = RI_LEFT_NOTHING;
    for (uint32_t i = 0; i < n; i++) {
        const ri_spot spot = spot_of(r, bar, i);
        if ((q->sure && spot.axis >= r->declared.n_axes) ||
            ri_region_all_fits(&r->space, region, spot.axis, spot.span)) {
            continue;
        }
        if (!copy_down(q, depth)) {
            return RI_LEFT_UNKNOWN;
        }
        ri_region *piece = &r->cutting.level[depth + 1];
        const ri_narrowed fits = ri_region_narrow_to(&r->space, piece, spot.axis, spot.span, true);
        const ri_left found =
            fits == RI_NARROW_SOME ? seek(q, depth + 1, out) : ri_narrowed_left(fits);
        if (found == RI_LEFT_SOME) {
            return found;
        }
        left = found == RI_LEFT_UNKNOWN ? found : left;
        if (ri_region_narrow_to(&r->space, region, spot.axis, spot.span, false) != RI_NARROW_SOME) {
            return RI_LEFT_UNKNOWN; /* it can hold no more */
        }
    }
    return left;
}

static ri_bar bar_of(const ri_claim *claim, uint32_t i)
{
    return i < claim->before.n ? claim->before.items[i] : claim->bans.items[i - claim->before.n];
}

static uint32_t count_bars(const ri_claim *claim)
{
    return claim->before.n + claim->bans.n;
}

/* Whether a bar may be what makes a claim fall. */
static bool may_bar(const ri_quest *q, ri_bar bar)
{
    if (q->sure && (bar.truth != RI_NONE || !ri_is_sure(q->r, bar.rule))) {
        return false;
    }
    /* What is avoided anyway takes nobody's letter. */
    return bar.truth != RI_NONE || !ri_bit_of(q->avoided, q->r->match[bar.rule]);
}

/* Seeks within one bar after the other of a claim in whose match all of the region lies. */
static ri_left seek_barred(ri_quest *q, uint32_t depth, uint32_t at, const ri_region **out)
{
    const ri_relater *r = q->r;
    const ri_claim *claim = q->fall[at];
    ri_region *region = &r->cutting.level[depth];
    ri_left left = RI_LEFT_NOTHING;
    q->fallen[at] = true;
    for (uint32_t i = 0; i < count_bars(claim) && left != RI_LEFT_SOME; i++) {
        const ri_bar bar = bar_of(claim, i);
        if (!may_bar(q, bar)) {
            continue;
        }
        if (!look(q, 1)) {
            left = RI_LEFT_UNKNOWN;
            break;
        }
        const ri_lie how = ri_bar_lies(r, region, bar);
        if (how == RI_LIE_APART) {
            continue;
        }
        if (!copy_down(q, depth)) {
            left = RI_LEFT_UNKNOWN;
            break;
        }
        ri_region *part = &r->cutting.level[depth + 1];
        const ri_narrowed fits = enter_bar(r, part, bar);
        const ri_left found =
            fits == RI_NARROW_SOME ? seek(q, depth + 1, out) : ri_narrowed_left(fits);
        left = found != RI_LEFT_NOTHING ? found : left;
        if (how == RI_LIE_OVER) {
            left = found; /* the others lie within it */
            break;
        }
    }
    q->fallen[at] = false;
    return left;
}

/* ---- choosing what to look at next ---- */

/* What is to be looked at in a region. */
typedef struct choice {
    ri_left left;    /* SOME: go on; NOTHING, UNKNOWN: that is the answer */
    bool narrowed;   /* the region is another one now */
    ri_bar avoid;    /* one that lies partly over the region; its rule RI_NONE for none */
    uint32_t within; /* a claim in whose match all of the region lies, with the fewest bars; */
    uint32_t partly; /* or part of it; RI_NONE */
} choice;

/* What is not to apply: where that leaves one way, it is taken at once. */
static void avoid_bar(ri_quest *q, ri_region *region, ri_bar bar, choice *c)
{
    const ri_relater *r = q->r;
    if (c->left != RI_LEFT_SOME) {
        return;
    }
    if (!look(q, 1)) {
        c->left = RI_LEFT_UNKNOWN;
        return;
    }
    const lying l = lies(r, region, bar, q->sure);
    if (l.how == RI_LIE_OVER) {
        c->left = RI_LEFT_NOTHING;
    } else if (l.how == RI_LIE_PARTLY && l.open == 1) {
        const ri_narrowed fits =
            ri_region_narrow_to(&r->space, region, l.first.axis, l.first.span, true);
        c->left = ri_narrowed_left(fits);
        c->narrowed = true;
    } else if (l.how == RI_LIE_PARTLY && c->avoid.rule == RI_NONE) {
        c->avoid = bar;
    }
}

static void avoid_bars(ri_quest *q, ri_region *region, ri_bars bars, choice *c)
{
    for (uint32_t i = 0; i < bars.n && c->left == RI_LEFT_SOME; i++) {
        avoid_bar(q, region, bars.items[i], c);
    }
}

static bool any_bar(ri_quest *q, const ri_region *region, const ri_claim *claim)
{
    for (uint32_t i = 0; i < count_bars(claim); i++) {
        const ri_bar bar = bar_of(claim, i);
        if (may_bar(q, bar) && (!look(q, 1) || ri_bar_lies(q->r, region, bar) != RI_LIE_APART)) {
            return true;
        }
    }
    return false;
}

static void weigh_claim(ri_quest *q, ri_region *region, uint32_t at, choice *c)
{
    const ri_claim *claim = q->fall[at];
    const ri_bar match = {claim->rule, RI_NONE};
    if (!look(q, 1)) {
        c->left = RI_LEFT_UNKNOWN;
        return;
    }
    const lying l = lies(q->r, region, match, q->sure);
    if (l.how == RI_LIE_APART) {
        return;
    }
    if (!any_bar(q, region, claim)) { /* it falls outside of its match alone */
        avoid_bar(q, region, match, c);
    } else if (l.how == RI_LIE_PARTLY) {
        c->partly = c->partly == RI_NONE ? at : c->partly;
    } else if (c->within == RI_NONE || count_bars(claim) < count_bars(q->fall[c->within])) {
        c->within = at;
    }
}

static choice choose(ri_quest *q, ri_region *region)
{
    choice c = {.left = RI_LEFT_SOME, .avoid = {RI_NONE, RI_NONE}};
    do {
        c.narrowed = false;
        c.avoid.rule = RI_NONE;
        c.within = RI_NONE;
        c.partly = RI_NONE;
        for (uint32_t i = 0; i < q->n_stand; i++) {
            avoid_bars(q, region, q->stand[i]->before, &c);
            avoid_bars(q, region, q->stand[i]->bans, &c);
        }
        avoid_bars(q, region, q->closing, &c);
        for (uint32_t i = 0; i < q->n_fall && c.left == RI_LEFT_SOME; i++) {
            if (!q->fallen[i]) {
                weigh_claim(q, region, i, &c);
            }
        }
    } while (c.narrowed && c.left == RI_LEFT_SOME);
    return c;
}

static ri_left seek(ri_quest *q, uint32_t depth, const ri_region **out)
{
    ri_region *region = &q->r->cutting.level[depth];
    const choice c = choose(q, region);
    if (c.left != RI_LEFT_SOME) {
        return c.left;
    }
    if (c.within != RI_NONE) {
        return seek_barred(q, depth, c.within, out);
    }
    if (c.partly != RI_NONE) {
        const ri_bar match = {q->fall[c.partly]->rule, RI_NONE};
        const ri_left found = seek_outside(q, depth, match, out);
        if (found == RI_LEFT_SOME) {
            return found;
        }
        const ri_left within = seek_barred(q, depth, c.partly, out);
        return within == RI_LEFT_NOTHING ? found : within;
    }
    if (c.avoid.rule != RI_NONE) {
        return seek_outside(q, depth, c.avoid, out);
    }
    *out = region;
    return RI_LEFT_SOME;
}

/* ---- globs ---- */

/* Whether it is not known of all keys how what takes part lies: several conditions on keys, one
   of them with a glob. */
typedef struct comparing {
    const ri_relater *r;
    uint32_t keys;
    bool several;
    bool wild;
} comparing;

static void compare(comparing *c, uint32_t rule)
{
    const uint32_t keys = c->r->keys[rule];
    if (keys != RI_NONE) {
        c->several = c->several || (c->keys != RI_NONE && c->keys != keys);
        c->keys = keys;
        c->wild = c->wild || c->r->wild[rule];
    }
}

static void compare_claim(comparing *c, const ri_claim *claim)
{
    compare(c, claim->rule);
    for (uint32_t i = 0; i < count_bars(claim); i++) {
        compare(c, bar_of(claim, i).rule);
    }
}

static bool is_loose(const ri_quest *q)
{
    comparing c = {.r = q->r, .keys = RI_NONE};
    if (!q->r->globs) {
        return false;
    }
    for (uint32_t i = 0; i < q->n_stand; i++) {
        compare_claim(&c, q->stand[i]);
    }
    for (uint32_t i = 0; i < q->closing.n; i++) {
        compare(&c, q->closing.items[i].rule);
    }
    for (uint32_t i = 0; i < q->n_fall; i++) {
        compare_claim(&c, q->fall[i]);
    }
    return c.several && c.wild;
}

/* Marks the matches of bars that are avoided whatever the free truths are. */
static void mark_avoided(const ri_quest *q, ri_bars bars)
{
    for (uint32_t i = 0; i < bars.n; i++) {
        if (bars.items[i].truth == RI_NONE) {
            ri_bit_set(q->avoided, q->r->match[bars.items[i].rule]);
        }
    }
}

ri_left ri_quest_seek(ri_quest *q, const ri_region **out)
{
    ri_relater *r = q->r;
    ri_region *region = ri_region_whole(&r->cutting);
    memset(q->avoided, 0, r->space.words * sizeof *q->avoided);
    memset(q->fallen, 0, q->n_fall * sizeof *q->fallen);
    for (uint32_t i = 0; i < q->n_stand; i++) {
        const ri_narrowed fits = enter_bar(r, region, (ri_bar){q->stand[i]->rule, RI_NONE});
        if (fits != RI_NARROW_SOME) {
            return ri_narrowed_left(fits);
        }
        mark_avoided(q, q->stand[i]->before);
        mark_avoided(q, q->stand[i]->bans);
    }
    mark_avoided(q, q->closing);
    const uint32_t allowed = q->work;
    const ri_left left = seek(q, 0, out);
    const uint32_t done = allowed - q->work;
    r->work = r->work > done ? r->work - done : 0;
    return left == RI_LEFT_NOTHING && is_loose(q) ? RI_LEFT_UNKNOWN : left;
}
