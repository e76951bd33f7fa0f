/*
 * uneven-channels: at one stage of a journey, channels are answered for by different
 * departments that do not tell one another.
 * A glance tells most of it (channel_glance.h); the touchpoints of the other stages are
 * gathered by journey and stage here, and channel_pairs.c finds the pairs.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "check/channel_glance.h"

#define MOST_WORDS ((size_t)1 << 22) /* of bits for one stage: 32 MiB */

typedef struct channels {
    ri_checking *c;
    const ri_matrix *matrix;
    uint32_t first; /* number of the first touchpoint among subjects */
    ri_met *items;  /* of one journey, then of one stage */
    size_t n;
    size_t capacity;
    uint32_t *stages; /* those met, */
    size_t n_stages;
    uint32_t *ends; /* and by stage the end of its place in `sorted`; 0 between journeys */
    ri_met *sorted;
    size_t sorted_capacity;
    ri_pairing pairing;
    ri_glance glance;
} channels;

/* ---- stages of a journey ---- */

/* Most stages have nothing to compare: one channel, or one department. */
static bool may_differ(channels *k, const ri_met *items, size_t n)
{
    bool channel = false;
    bool department = false;
    for (size_t i = 1; i < n && !(channel && department); i++) {
        channel = channel || items[i].channel != items[0].channel;
        department = department || ri_homes_differ(k->c, &items[i], &items[0]);
    }
    return channel && department;
}

static ri_draft begin(channels *k, uint32_t journey, uint32_t stage)
{
    ri_draft draft =
        ri_draft_begin(k->c, RI_UNEVEN_CHANNELS, ri_ref_make(RI_JOURNEY, journey), RI_NO_LETTER);
    draft.id.other = ri_ref_make(RI_STAGE, stage);
    return draft;
}

static void check_stage(channels *k, uint32_t journey, ri_met *items, size_t n)
{
    if (!may_differ(k, items, n) || !ri_find_pairs(&k->pairing, items, n)) {
        return;
    }
    ri_draft draft = begin(k, journey, items[0].stage);
    for (size_t i = 0; i < n; i++) {
        if (items[i].paired) {
            ri_draft_parties(k->c, items[i].a, items[i].n_a);
        }
    }
    ri_draft_add(k->c, &draft);
}

/* The touchpoints of a journey that count, at stages that were left open. */
static bool gather(channels *k, uint32_t journey)
{
    const ri_snapshot *s = k->c->s;
    const ri_lists *touchpoints = &s->journeys.touchpoints;
    ri_met x;
    k->n = 0;
    for (uint32_t i = touchpoints->first[journey]; i < touchpoints->first[journey + 1]; i++) {
        const uint32_t t = touchpoints->items[i];
        const uint32_t stage = s->touchpoints.stage[t];
        if (stage != RI_NONE && ri_glance_at(&k->glance, journey, stage) == RI_GLIMPSE_OPEN &&
            ri_met_make(&x, k->c, k->matrix, k->first + t, t) &&
            !RI_PUSH(k->items, k->n, k->capacity, x)) {
            return false;
        }
    }
    return true;
}

/* By stage, counting: each keeps the order of the journey. Only the stages that are
   met cost anything; of each, `ends` has the end of its place. */
static bool sort_by_stage(channels *k)
{
    uint32_t place = 0;
    k->n_stages = 0;
    if (k->sorted_capacity < k->n &&
        !ri_grow((void **)&k->sorted, &k->sorted_capacity, k->n, sizeof *k->sorted)) {
        return false;
    }
    for (size_t i = 0; i < k->n; i++) {
        if (k->ends[k->items[i].stage]++ == 0) {
            k->stages[k->n_stages++] = k->items[i].stage;
        }
    }
    k->n_stages = ri_order_unique(k->stages, k->n_stages);
    for (size_t i = 0; i < k->n_stages; i++) { /* from how many to where they begin */
        const uint32_t count = k->ends[k->stages[i]];
        k->ends[k->stages[i]] = place;
        place += count;
    }
    for (size_t i = 0; i < k->n; i++) {
        k->sorted[k->ends[k->items[i].stage]++] = k->items[i];
    }
    return true;
}

/* Takes what the glance found; gives whether it left a stage of the journey open. */
static bool take_glance(channels *k, uint32_t journey)
{
    bool open = false;
    for (uint32_t stage = 0; stage < k->c->s->stages.rows.n; stage++) {
        const ri_glimpse glimpse = ri_glance_at(&k->glance, journey, stage);
        open = open || glimpse == RI_GLIMPSE_OPEN;
        if (glimpse == RI_GLIMPSE_PAIR) {
            const ri_draft draft = begin(k, journey, stage);
            ri_draft_add(k->c, &draft);
        }
    }
    return open;
}

static void check_journey(channels *k, uint32_t journey)
{
    if (!take_glance(k, journey)) {
        return;
    }
    const bool gathered = gather(k, journey);
    if (gathered && k->n == 0) {
        return;
    }
    if (!gathered || !sort_by_stage(k)) {
        k->c->out_of_memory = true;
        return;
    }
    size_t first = 0;
    for (size_t i = 0; i < k->n_stages; i++) {
        const size_t end = k->ends[k->stages[i]];
        k->ends[k->stages[i]] = 0;
        check_stage(k, journey, k->sorted + first, end - first);
        first = end;
    }
}

void ri_check_uneven_channels(ri_checking *c, const ri_matrix *matrix)
{
    channels k = {.c = c, .matrix = matrix, .pairing = {.c = c, .most_words = MOST_WORDS}};
    k.first = ri_subject_number(c->s, ri_ref_make(RI_TOUCHPOINT, 0));
    ri_glance_begin(&k.glance, c, matrix, ri_only_counts(c, RI_UNEVEN_CHANNELS, RI_KIND_RISK));
    const size_t size = ((size_t)c->s->stages.rows.n + 1) * sizeof *k.ends;
    k.stages = ri_alloc(size);
    k.ends = ri_alloc(size);
    if (k.stages == NULL || k.ends == NULL) {
        c->out_of_memory = true;
    } else {
        memset(k.ends, 0, size);
    }
    const uint32_t n = c->out_of_memory ? 0 : c->s->journeys.rows.n;
    for (uint32_t j = ri_next_due(c, RI_JOURNEY, 0, n); !c->out_of_memory && j < n;
         j = ri_next_due(c, RI_JOURNEY, j + 1, n)) {
        check_journey(&k, j);
    }
    ri_free(k.stages);
    ri_free(k.ends);
    ri_free(k.items);
    ri_free(k.sorted);
    ri_pairing_free(&k.pairing);
    ri_glance_free(&k.glance);
}
