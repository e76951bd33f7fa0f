#include "report/asked_for.h"

#include "base/fail.h"
#include "base/nearest.h"

raci_status ri_asked_journey(uint32_t *out, const ri_snapshot *s, const char *text, raci_error *err)
{
    ri_kind kind = RI_JOURNEY;
    const char *key = text;
    ri_nearest nearest;
    if (ri_reference_split(text, &kind, &key) && kind != RI_JOURNEY) {
        return ri_fail(err, RACI_NOTFOUND, "'%s' is no journey", text);
    }
    ri_ref ref = ri_snapshot_find(s, RI_JOURNEY, key != NULL ? key : text);
    if (ref != RI_NONE) {
        *out = ri_ref_index(ref);
        return RACI_OK;
    }
    ri_nearest_begin(&nearest, key != NULL ? key : text);
    for (uint32_t i = 0; i < s->journeys.rows.n; i++) {
        ri_nearest_offer(&nearest, s->journeys.rows.key[i]);
    }
    if (nearest.best == NULL) {
        return ri_fail(err, RACI_NOTFOUND, "there is no journey '%s' on the date", text);
    }
    return ri_fail(err, RACI_NOTFOUND, "there is no journey '%s' on the date; did you mean '%s'?",
                   text, nearest.best);
}

static bool set_has(const ri_sets *sets, uint32_t set, uint32_t item)
{
    for (uint32_t i = sets->of.first[set]; i < sets->of.first[set + 1]; i++) {
        if (sets->of.items[i] == item) {
            return true;
        }
    }
    return false;
}

bool ri_on_journey(const ri_snapshot *s, ri_ref subject, uint32_t journey)
{
    uint32_t i = ri_ref_index(subject);
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT:
        return set_has(&s->journey_sets, s->touchpoints.journey_set[i], journey);
    case RI_HANDOFF:
        return set_has(&s->journey_sets, ri_handoff_passing(&s->handoffs, i).journey_set, journey);
    case RI_JOURNEY:
        return i == journey;
    default:
        return false;
    }
}
