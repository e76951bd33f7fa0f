#include "scenario/who_acts.h"

#include "model/power.h"

uint32_t ri_filled_above(const ri_snapshot *s, uint32_t position)
{
    while (position != RI_NONE && ri_position_vacant(s, position)) {
        position = s->positions.up[position];
    }
    return position;
}

uint32_t ri_head_there(const ri_snapshot *s, uint32_t unit)
{
    while (unit != RI_NONE) {
        const uint32_t head = s->units.head[unit];
        if (head != RI_NONE && !ri_position_vacant(s, head)) {
            return head;
        }
        unit = s->units.up[unit];
    }
    return RI_NONE;
}

static uint32_t head_of_set(const ri_snapshot *s, uint32_t set)
{
    uint32_t head = RI_NONE;
    const ri_lists *sets = &s->unit_sets.of;
    for (uint32_t i = sets->first[set]; head == RI_NONE && i < sets->first[set + 1]; i++) {
        head = ri_head_there(s, sets->items[i]);
    }
    return head;
}

uint32_t ri_accountable_there(const raci_result *result, ri_ref subject)
{
    uint32_t n = 0;
    const ri_snapshot *s = result->snapshot;
    const ri_ref *holders =
        ri_matrix_holders(&result->matrix, ri_subject_number(s, subject),
                          ri_policy_data_of(result->policy)->scheme.accountable, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (ri_ref_kind(holders[i]) == RI_POSITION &&
            !ri_position_vacant(s, ri_ref_index(holders[i]))) {
            return ri_ref_index(holders[i]);
        }
    }
    return RI_NONE;
}

static uint32_t lead_of(const ri_snapshot *s, uint32_t journey)
{
    const uint32_t lead = journey != RI_NONE ? s->journeys.lead[journey] : RI_NONE;
    return lead != RI_NONE && !ri_position_vacant(s, lead) ? lead : RI_NONE;
}

static uint32_t for_touchpoint(const raci_result *result, uint32_t touchpoint)
{
    const ri_touchpoints *t = &result->snapshot->touchpoints;
    uint32_t found = ri_accountable_there(result, ri_ref_make(RI_TOUCHPOINT, touchpoint));
    found = found != RI_NONE ? found : head_of_set(result->snapshot, t->unit_set[touchpoint]);
    return found != RI_NONE ? found : lead_of(result->snapshot, t->journey[touchpoint]);
}

static uint32_t for_handoff(const raci_result *result, uint32_t handoff)
{
    const ri_handoffs *h = &result->snapshot->handoffs;
    uint32_t found = ri_accountable_there(result, ri_ref_make(RI_HANDOFF, handoff));
    found = found != RI_NONE ? found : for_touchpoint(result, h->from[handoff]);
    return found != RI_NONE ? found : for_touchpoint(result, h->to[handoff]);
}

static uint32_t for_journey(const raci_result *result, uint32_t journey)
{
    const uint32_t found = ri_accountable_there(result, ri_ref_make(RI_JOURNEY, journey));
    return found != RI_NONE ? found : lead_of(result->snapshot, journey);
}

static uint32_t for_position(const ri_snapshot *s, uint32_t position)
{
    const uint32_t above = ri_filled_above(s, s->positions.up[position]);
    const uint32_t unit = s->positions.unit[position];
    return above != RI_NONE ? above : ri_head_there(s, unit);
}

static uint32_t arbiter(const ri_snapshot *s, const char *office)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(s, office, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (!ri_position_vacant(s, positions[i])) {
            return positions[i];
        }
    }
    return RI_NONE;
}

ri_ref ri_who_acts(const raci_result *result, ri_ref about)
{
    const ri_snapshot *s = result->snapshot;
    const uint32_t at = about != RI_NONE ? ri_ref_index(about) : 0;
    uint32_t found = RI_NONE;
    switch (about != RI_NONE ? ri_ref_kind(about) : RI_KIND_COUNT) {
    case RI_TOUCHPOINT:
        found = for_touchpoint(result, at);
        break;
    case RI_HANDOFF:
        found = for_handoff(result, at);
        break;
    case RI_JOURNEY:
        found = for_journey(result, at);
        break;
    case RI_POSITION:
        found = for_position(s, at);
        break;
    case RI_UNIT:
        found = ri_head_there(s, at);
        break;
    case RI_TEAM:
        found = s->teams.lead[at] != RI_NONE ? ri_filled_above(s, s->teams.lead[at]) : RI_NONE;
        break;
    default:
        break;
    }
    found = found != RI_NONE ? found : arbiter(s, "cxo");
    found = found != RI_NONE ? found : arbiter(s, "ceo");
    return found != RI_NONE ? ri_ref_make(RI_POSITION, found) : RI_NONE;
}
