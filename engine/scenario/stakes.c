#include "scenario/stakes.h"

#include "base/memory.h"
#include "base/order.h"
#include "model/power.h"

typedef struct gathering {
    const raci_result *result;
    const ri_snapshot *s;
    ri_indexes touchpoints;
    ri_indexes journeys;
    bool failed;
} gathering;

static void push(gathering *g, ri_indexes *to, uint32_t index)
{
    if (!RI_PUSH(to->items, to->n, to->capacity, index)) {
        g->failed = true;
    }
}

/* ---- touchpoints ---- */

static bool delivers(const ri_snapshot *s, uint32_t touchpoint, uint32_t unit)
{
    const ri_lists *sets = &s->unit_sets.of;
    const uint32_t set = s->touchpoints.unit_set[touchpoint];
    for (uint32_t i = sets->first[set]; i < sets->first[set + 1]; i++) {
        if (ri_unit_within(s, sets->items[i], unit)) {
            return true;
        }
    }
    return false;
}

static bool answers_for(const raci_result *result, uint32_t touchpoint, ri_ref position)
{
    const uint8_t a = ri_policy_data_of(result->policy)->scheme.accountable;
    const uint32_t number =
        ri_subject_number(result->snapshot, ri_ref_make(RI_TOUCHPOINT, touchpoint));
    uint32_t n = 0;
    const ri_ref *holders = ri_matrix_holders(&result->matrix, number, a, &n);
    return ri_order_has(holders, n, position);
}

/* Whether a touchpoint hangs on a subject that is neither it nor beside it. */
static bool hangs(const gathering *g, uint32_t touchpoint, ri_ref subject)
{
    const ri_snapshot *s = g->s;
    const uint32_t index = ri_ref_index(subject);
    switch (ri_ref_kind(subject)) {
    case RI_ENTERPRISE:
        return true;
    case RI_POSITION:
        return answers_for(g->result, touchpoint, subject);
    case RI_UNIT:
        return delivers(s, touchpoint, index);
    case RI_STAGE:
        return s->touchpoints.stage[touchpoint] == index;
    case RI_CHANNEL:
        return s->touchpoints.channel[touchpoint] == index;
    default:
        return false;
    }
}

static void gather_all(gathering *g, ri_ref subject)
{
    const ri_rows *rows = &g->s->touchpoints.rows;
    for (uint32_t i = 0; i < rows->n; i++) {
        if (ri_row_there(rows, i) && hangs(g, i, subject)) {
            push(g, &g->touchpoints, i);
        }
    }
}

static void gather(gathering *g, ri_ref subject)
{
    const ri_snapshot *s = g->s;
    const uint32_t index = ri_ref_index(subject);
    const ri_lists *on = &s->journeys.touchpoints;
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT:
        push(g, &g->touchpoints, index);
        break;
    case RI_HANDOFF:
        push(g, &g->touchpoints, s->handoffs.from[index]);
        push(g, &g->touchpoints, s->handoffs.to[index]);
        break;
    case RI_JOURNEY:
        push(g, &g->journeys, index);
        for (uint32_t i = on->first[index]; i < on->first[index + 1]; i++) {
            push(g, &g->touchpoints, on->items[i]);
        }
        break;
    case RI_PERSON:
    case RI_RULE:
    case RI_TEAM:
    case RI_OFFICE:
        break;
    default:
        gather_all(g, subject);
    }
}

/* ---- what follows from them ---- */

static bool keep_touchpoints(ri_stakes *out, gathering *g, ri_arena *arena)
{
    const size_t n = ri_order_unique(g->touchpoints.items, g->touchpoints.n);
    out->touchpoints = ri_arena_keep(arena, g->touchpoints.items, n, sizeof *out->touchpoints);
    out->truths = ri_arena_array(arena, n, sizeof *out->truths);
    if (out->touchpoints == NULL || out->truths == NULL) {
        return false;
    }
    out->n_touchpoints = (uint32_t)n;
    for (uint32_t i = 0; i < out->n_touchpoints; i++) {
        if (g->s->touchpoints.truth[out->touchpoints[i]] != 0) {
            out->truths[out->n_truths++] = out->touchpoints[i];
        }
    }
    return true;
}

static bool keep_journeys(ri_stakes *out, gathering *g, ri_arena *arena)
{
    const ri_lists *sets = &g->s->journey_sets.of;
    for (uint32_t i = 0; i < out->n_touchpoints; i++) {
        const uint32_t set = g->s->touchpoints.journey_set[out->touchpoints[i]];
        for (uint32_t k = sets->first[set]; k < sets->first[set + 1]; k++) {
            push(g, &g->journeys, sets->items[k]);
        }
    }
    const size_t n = ri_order_unique(g->journeys.items, g->journeys.n);
    out->journeys = ri_arena_keep(arena, g->journeys.items, n, sizeof *out->journeys);
    out->n_journeys = (uint32_t)n;
    return out->journeys != NULL;
}

bool ri_stakes_find(ri_stakes *out, const raci_result *result, const ri_finding_at *findings,
                    size_t n, ri_arena *arena)
{
    gathering g = {.result = result, .s = result->snapshot};
    *out = (ri_stakes){.n_touchpoints = 0};
    for (size_t i = 0; i < n; i++) {
        gather(&g, findings[i].finding->subject);
    }
    const bool done =
        !g.failed && keep_touchpoints(out, &g, arena) && keep_journeys(out, &g, arena) && !g.failed;
    ri_free(g.touchpoints.items);
    ri_free(g.journeys.items);
    return done;
}
