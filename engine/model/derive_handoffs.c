/*
 * Handoffs: which are made, between which departments, on which journeys.
 */
#include "model/deriving.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"

/* A handoff that has no place: its key is noted. */
static void note_lacking(ri_deriving *d, uint32_t from, uint32_t to)
{
    const char **keys = d->out->touchpoints.rows.key;
    const char *key = ri_arena_format(d->arena, "%s->%s", keys[from], keys[to]);
    d->failed =
        d->failed || key == NULL || !RI_PUSH(d->passages, d->n_passages, d->passages_capacity, key);
}

static void count_pair(ri_deriving *d, uint32_t *made, uint32_t from, uint32_t to, bool more)
{
    const uint32_t at = ri_seams_find(&d->basis->seams, from, to);
    if (at != RI_NONE) {
        made[at] += more ? 1u : UINT32_MAX; /* which is one less */
    } else if (more) {
        note_lacking(d, from, to);
    }
}

/* The neighbours in a journey, as it was or as it is. */
static void count_journey(ri_deriving *d, uint32_t *made, const ri_lists *touchpoints,
                          uint32_t journey, bool more)
{
    for (uint32_t i = touchpoints->first[journey] + 1; i < touchpoints->first[journey + 1]; i++) {
        count_pair(d, made, touchpoints->items[i - 1], touchpoints->items[i], more);
    }
}

/* Links that have ended make no handoff any more. */
static void count_links(ri_deriving *d, uint32_t *made)
{
    const ri_rows *rows = &d->out->touchpoints.rows;
    for (uint32_t i = 0; d->ends[RI_TOUCHPOINT] && i < d->s->n_links; i++) {
        const ri_link *link = &d->s->links[i];
        if (link->kind == RI_LINK_HANDOFF &&
            !(ri_row_there(rows, link->from) && ri_row_there(rows, link->to))) {
            count_pair(d, made, link->from, link->to, false);
        }
    }
}

static void derive_made(ri_deriving *d)
{
    ri_handoffs *handoffs = &d->out->handoffs;
    const uint32_t n = d->s->journeys.rows.n;
    bool all = true;
    if (!d->ends[RI_TOUCHPOINT] && (n == 0 || memchr(d->passed, 1, n) == NULL)) {
        return;
    }
    uint32_t *made = ri_derive_column(d, d->basis->made, handoffs->n, sizeof *made);
    uint8_t *absent = ri_arena_array(d->arena, handoffs->n, 1);
    d->failed = d->failed || absent == NULL;
    for (uint32_t j = 0; j < n && !d->failed; j++) {
        if (d->passed[j] != 0) {
            count_journey(d, made, &d->s->journeys.touchpoints, j, false);
            count_journey(d, made, &d->out->journeys.touchpoints, j, true);
        }
    }
    if (d->failed) {
        return;
    }
    count_links(d, made);
    for (uint32_t at = 0; at < handoffs->n; at++) {
        absent[at] = made[at] == 0;
        all = all && made[at] != 0;
    }
    handoffs->absent = all ? NULL : absent;
}

/* The departments of sets of units, as they are now: found when first asked for, but where
   no unit is of another department. */
typedef struct parties {
    const ri_seams *seams;
    bool moved; /* some unit is of another department */
    uint32_t *of;
    uint32_t n;
} parties;

static bool begin_parties(ri_deriving *d, bool moved, parties *p)
{
    *p = (parties){.seams = &d->basis->seams, .moved = moved, .n = ri_set_count(&d->l.unit_sets)};
    p->of = ri_alloc(p->n * sizeof *p->of);
    d->failed = d->failed || p->of == NULL;
    if (p->of != NULL) {
        memset(p->of, 0xff, p->n * sizeof *p->of); /* RI_NONE */
    }
    return p->of != NULL;
}

static uint32_t party_of(ri_deriving *d, parties *p, uint32_t set)
{
    if (!p->moved && set < p->seams->n_party) {
        return p->seams->party[set];
    }
    if (p->of[set] == RI_NONE && !d->failed) {
        d->failed = !ri_seams_party(&d->basis->seams, &d->l, set, &p->of[set]);
    }
    return p->of[set];
}

static bool same(const ri_passing *a, const ri_passing *b)
{
    return a->unit_set == b->unit_set && a->journey_set == b->journey_set &&
           a->crosses == b->crosses;
}

/* Notes a handoff that is another one now. */
static void look_at(ri_deriving *d, parties *p, uint32_t at)
{
    const uint32_t *unit_set = d->out->touchpoints.unit_set;
    const uint32_t from = d->out->handoffs.from[at];
    const uint32_t to = d->out->handoffs.to[at];
    ri_repassing now = {.handoff = at};
    if (!ri_seams_passing(&now.passing, &d->basis->seams, &d->l, from, to)) {
        d->failed = true;
        return;
    }
    now.passing.crosses = party_of(d, p, unit_set[from]) != party_of(d, p, unit_set[to]);
    if (!same(&now.passing, &d->s->handoffs.passing[at])) {
        ri_repassing *kept = ri_gather(&d->l.gathered, sizeof *kept);
        d->failed = d->failed || kept == NULL;
        if (kept != NULL) {
            *kept = now;
        }
    }
}

/* Where units are of other departments, any handoff may cross, or not any more. */
static void look_at_all(ri_deriving *d, parties *p)
{
    for (uint32_t at = 0; at < d->s->handoffs.n && !d->failed; at++) {
        look_at(d, p, at);
    }
}

/* Else those of touchpoints whose units or journeys are others. */
static void look_at_placed(ri_deriving *d, parties *p)
{
    for (uint32_t i = 0; i < d->n_of[RI_TOUCHPOINT] && !d->failed; i++) {
        const uint32_t row = d->of[RI_TOUCHPOINT][i].it->row;
        uint32_t first = 0;
        uint32_t end = 0;
        const uint32_t *arriving = NULL;
        const uint32_t n = ri_basis_handoffs(d->s, row, &first, &end, &arriving);
        for (uint32_t at = first; d->placed[row] != 0 && at < end && !d->failed; at++) {
            look_at(d, p, at);
        }
        for (uint32_t k = 0; d->placed[row] != 0 && k < n && !d->failed; k++) {
            look_at(d, p, arriving[k]);
        }
    }
}

/* Whether some unit is of another department. */
static bool departments_differ(const ri_deriving *d)
{
    const uint32_t n = d->out->units.rows.n;
    return d->out->units.department != d->s->units.department &&
           (n > 0 && memcmp(d->out->units.department, d->s->units.department,
                            n * sizeof *d->out->units.department) != 0);
}

static int by_handoff(const void *a, const void *b, const void *context)
{
    const uint32_t x = ((const ri_repassing *)a)->handoff;
    const uint32_t y = ((const ri_repassing *)b)->handoff;
    (void)context;
    return x < y ? -1 : x > y;
}

/* In order; a handoff may have been looked at from both of its sides. */
static void keep(ri_deriving *d)
{
    ri_handoffs *handoffs = &d->out->handoffs;
    ri_repassing *found = d->l.gathered.items;
    uint32_t kept = 0;
    d->failed = d->failed || !ri_order(found, d->l.gathered.n, sizeof *found, by_handoff, NULL);
    for (size_t i = 0; !d->failed && i < d->l.gathered.n; i++) {
        if (kept == 0 || found[kept - 1].handoff != found[i].handoff) {
            found[kept++] = found[i];
        }
    }
    handoffs->repassing = ri_arena_keep(d->arena, found, kept, sizeof *found);
    handoffs->n_repassing = kept;
    d->failed = d->failed || handoffs->repassing == NULL;
    d->l.gathered.n = 0;
}

void ri_derive_handoffs(ri_deriving *d)
{
    const bool moved = departments_differ(d);
    const bool placed =
        d->out->touchpoints.rows.n > 0 && memchr(d->placed, 1, d->out->touchpoints.rows.n) != NULL;
    parties p;
    derive_made(d);
    if (d->failed || (!placed && !moved) || !begin_parties(d, moved, &p)) {
        return;
    }
    d->l.gathered.n = 0;
    if (moved) {
        look_at_all(d, &p);
    } else {
        look_at_placed(d, &p);
    }
    keep(d);
    ri_free(p.of);
}
