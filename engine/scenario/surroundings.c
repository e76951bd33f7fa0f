#include "scenario/surroundings.h"

#include <string.h>

#include "base/order.h"

/* The handoff from one touchpoint to another, or RI_NONE. */
static uint32_t passage(const ri_snapshot *s, uint32_t from, uint32_t to, ri_text *key)
{
    ri_text_clear(key);
    ri_text_format(key, "%s->%s", s->touchpoints.rows.key[from], s->touchpoints.rows.key[to]);
    const ri_ref found = ri_snapshot_find(s, RI_HANDOFF, ri_text_string(key));
    return found != RI_NONE ? ri_ref_index(found) : RI_NONE;
}

static bool take_stretch(ri_stretch *out, const ri_snapshot *s, uint32_t journey,
                         const uint32_t *touchpoints, uint32_t n, ri_arena *arena)
{
    ri_text key = RI_TEXT_INIT;
    *out = (ri_stretch){
        .journey = journey,
        .touchpoints = ri_arena_keep(arena, touchpoints, n, sizeof *touchpoints),
        .n = n,
        .handoffs = ri_arena_array(arena, n, sizeof *out->handoffs),
    };
    if (out->touchpoints == NULL || out->handoffs == NULL) {
        return false;
    }
    for (uint32_t i = 0; i + 1 < n; i++) {
        out->handoffs[i] = passage(s, touchpoints[i], touchpoints[i + 1], &key);
    }
    const bool done = !key.failed;
    ri_text_free(&key);
    return done;
}

/* What stands around a touchpoint on a journey. */
static bool take_around(ri_stretch *out, const ri_snapshot *s, uint32_t journey,
                        uint32_t touchpoint, ri_arena *arena)
{
    const ri_lists *on = &s->journeys.touchpoints;
    const uint32_t first = on->first[journey];
    const uint32_t end = on->first[journey + 1];
    uint32_t at = first;
    while (at + 1 < end && on->items[at] != touchpoint) {
        at++;
    }
    const uint32_t from = at > first ? at - 1 : at;
    const uint32_t to = at + 1 < end ? at + 2 : end;
    return take_stretch(out, s, journey, &on->items[from], to - from, arena);
}

static bool add(ri_surroundings *out, const ri_snapshot *s, uint32_t journey, ri_ref subject,
                ri_arena *arena)
{
    ri_stretch *stretch = &out->items[out->n++];
    const uint32_t index = ri_ref_index(subject);
    const ri_lists *on = &s->journeys.touchpoints;
    if (ri_ref_kind(subject) == RI_TOUCHPOINT) {
        return take_around(stretch, s, journey, index, arena);
    }
    if (ri_ref_kind(subject) == RI_JOURNEY) {
        const uint32_t first = on->first[journey];
        return take_stretch(stretch, s, journey, &on->items[first], on->first[journey + 1] - first,
                            arena);
    }
    const uint32_t sides[] = {s->handoffs.from[index], s->handoffs.to[index]};
    return take_stretch(stretch, s, journey, sides, 2, arena);
}

/* Its journeys, sorted, in the arena; NULL when memory is exhausted. */
static uint32_t *journeys_of(uint32_t *n, const ri_snapshot *s, ri_ref subject, ri_arena *arena)
{
    const uint32_t index = ri_ref_index(subject);
    const ri_lists *sets = &s->journey_sets.of;
    if (ri_ref_kind(subject) == RI_JOURNEY) {
        *n = 1;
        return ri_arena_keep(arena, &index, 1, sizeof index);
    }
    const uint32_t set = ri_ref_kind(subject) == RI_TOUCHPOINT
                             ? s->touchpoints.journey_set[index]
                             : ri_handoff_passing(&s->handoffs, index).journey_set;
    const size_t all = sets->first[set + 1] - sets->first[set];
    uint32_t *journeys =
        ri_arena_keep(arena, &sets->items[sets->first[set]], all, sizeof *journeys);
    *n = journeys != NULL ? (uint32_t)ri_order_unique(journeys, all) : 0;
    return journeys;
}

bool ri_surroundings_find(ri_surroundings *out, const ri_snapshot *s, ri_ref subject,
                          ri_arena *arena)
{
    const ri_kind kind = ri_ref_kind(subject);
    uint32_t n = 0;
    *out = (ri_surroundings){.n = 0};
    if (kind != RI_TOUCHPOINT && kind != RI_HANDOFF && kind != RI_JOURNEY) {
        return true;
    }
    const uint32_t *journeys = journeys_of(&n, s, subject, arena);
    out->items = ri_arena_array(arena, (size_t)n + 1, sizeof *out->items);
    bool done = journeys != NULL && out->items != NULL;
    for (uint32_t i = 0; done && i < n; i++) {
        done = add(out, s, journeys[i], subject, arena);
    }
    if (done && n == 0 && kind == RI_HANDOFF) {
        done = add(out, s, RI_NONE, subject, arena);
    }
    return done;
}
