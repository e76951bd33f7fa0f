/*
 * What mandates cover.
 */
#include "model/power.h"

static bool set_has(const ri_sets *sets, uint32_t set, uint32_t item)
{
    for (uint32_t i = sets->of.first[set]; i < sets->of.first[set + 1]; i++) {
        if (sets->of.items[i] == item) {
            return true;
        }
    }
    return false;
}

static bool delivered_within(const ri_snapshot *s, uint32_t unit_set, uint32_t unit)
{
    const ri_lists *units = &s->unit_sets.of;
    for (uint32_t i = units->first[unit_set]; i < units->first[unit_set + 1]; i++) {
        if (ri_unit_within(s, units->items[i], unit)) {
            return true;
        }
    }
    return false;
}

static bool covers_touchpoint(const ri_snapshot *s, ri_ref scope, uint32_t touchpoint)
{
    const ri_touchpoints *t = &s->touchpoints;
    uint32_t at = ri_ref_index(scope);
    switch (ri_ref_kind(scope)) {
    case RI_CHANNEL:
        return t->channel[touchpoint] == at;
    case RI_JOURNEY:
        return set_has(&s->journey_sets, t->journey_set[touchpoint], at);
    case RI_STAGE:
        return t->stage[touchpoint] == at;
    case RI_TOUCHPOINT:
        return touchpoint == at;
    case RI_UNIT:
        return delivered_within(s, t->unit_set[touchpoint], at);
    default:
        return false;
    }
}

static bool covers(const ri_snapshot *s, ri_ref scope, ri_ref subject)
{
    if (scope == RI_NONE || ri_ref_kind(scope) == RI_ENTERPRISE) {
        return scope != RI_NONE; /* '*' covers everything */
    }
    if (subject == RI_NONE) {
        return false;
    }
    uint32_t at = ri_ref_index(subject);
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT:
        return covers_touchpoint(s, scope, at);
    case RI_HANDOFF:
        return covers_touchpoint(s, scope, s->handoffs.from[at]) ||
               covers_touchpoint(s, scope, s->handoffs.to[at]);
    case RI_JOURNEY:
        return scope == subject;
    default:
        return false;
    }
}

bool ri_mandate_covers(const ri_snapshot *s, uint32_t position, ri_ref subject)
{
    for (uint32_t i = s->first_mandate[position]; i < s->first_mandate[position + 1]; i++) {
        if (covers(s, s->mandates[i].scope, subject)) {
            return true;
        }
    }
    return false;
}
