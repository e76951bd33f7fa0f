#include "check/facts.h"

#include "base/day.h"

static bool any(const uint32_t *values, uint32_t n, uint32_t none)
{
    for (uint32_t i = 0; i < n; i++) {
        if (values[i] != none) {
            return true;
        }
    }
    return false;
}

static bool has_seats(const ri_snapshot *s)
{
    return s->n_seats > 0;
}

static bool has_lines(const ri_snapshot *s)
{
    return any(s->positions.reports_to, s->positions.rows.n, RI_NONE);
}

static bool has_offices(const ri_snapshot *s)
{
    return any(s->positions.office, s->positions.rows.n, RI_NONE);
}

static bool has_departments(const ri_snapshot *s)
{
    return any(s->positions.unit, s->positions.rows.n, RI_NONE);
}

static bool has_deliverers(const ri_snapshot *s)
{
    return any(s->touchpoints.unit_set, s->touchpoints.rows.n, 0);
}

static bool has_journeys(const ri_snapshot *s)
{
    return s->journeys.rows.n > 0;
}

static bool has_links(const ri_snapshot *s)
{
    return s->n_links > 0;
}

static bool has_moments(const ri_snapshot *s)
{
    for (uint32_t i = 0; i < s->touchpoints.rows.n; i++) {
        if (s->touchpoints.truth[i] != 0) {
            return true;
        }
    }
    return false;
}

static bool has_reviews(const ri_snapshot *s)
{
    for (uint32_t i = 0; i < s->touchpoints.rows.n; i++) {
        if (s->touchpoints.reviewed_on[i] != RI_DAY_MIN) {
            return true;
        }
    }
    return false;
}

static const ri_fact facts[] = {
    {"who sits where",
     "seats.csv",
     has_seats,
     10,
     {RI_VACANT_ACCOUNTABLE, RI_VACANT_RESPONSIBLE, RI_VACANT_SEAT, RI_VACANT_HEAD,
      RI_ACTING_TOO_LONG, RI_COMING_GAP, RI_SINGLE_POINT_OF_FAILURE, RI_ONE_PERSON_MANY_SEATS,
      RI_NO_ROLE, RI_NO_FINAL_ARBITER}},
    {"who reports to whom",
     "reports_to in positions.csv",
     has_lines,
     6,
     {RI_POWERLESS_ACCOUNTABLE, RI_INVERTED_LINE, RI_TOO_HIGH, RI_MANY_ROOTS, RI_ORPHAN_POSITION,
      RI_DOUBLE_LINE}},
    {"who the officers are",
     "office in positions.csv",
     has_offices,
     4,
     {RI_NO_CEO, RI_NO_CXO, RI_NO_FINAL_ARBITER, RI_CXO_UNEMPOWERED}},
    {"which unit a position is in",
     "unit in positions.csv",
     has_departments,
     5,
     {RI_SILO_TOUCHPOINT, RI_JOURNEY_NOT_CROSS_FUNCTIONAL, RI_UNOWNED_HANDOFF, RI_SILENT_HANDOFF,
      RI_UNEVEN_CHANNELS}},
    {"who delivers",
     "units in touchpoints.csv",
     has_deliverers,
     2,
     {RI_MISSING_DELIVERER, RI_NO_ROLE}},
    {"journeys",
     "journey in touchpoints.csv",
     has_journeys,
     6,
     {RI_JOURNEY_WITHOUT_LEAD, RI_LEAD_DISAGREES, RI_JOURNEY_NOT_CROSS_FUNCTIONAL,
      RI_UNOWNED_HANDOFF, RI_SILENT_HANDOFF, RI_UNEVEN_CHANNELS}},
    {"what promises and reports",
     "links.csv",
     has_links,
     2,
     {RI_FEEDBACK_SILO, RI_PROMISE_UNHEARD}},
    {"moments of truth",
     "moment_of_truth in touchpoints.csv",
     has_moments,
     1,
     {RI_MOMENT_OF_TRUTH_UNPROTECTED}},
    {"when it was reviewed", "reviewed_on in touchpoints.csv", has_reviews, 1, {RI_STALE_ROW}},
};

size_t ri_facts_lacking(const ri_fact *out[RI_FACTS_MAX], const ri_snapshot *s)
{
    size_t n = 0;
    _Static_assert(sizeof facts / sizeof facts[0] <= RI_FACTS_MAX, "there is room for all");
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        if (!facts[i].known(s)) {
            out[n++] = &facts[i];
        }
    }
    return n;
}

bool ri_facts_needed(const ri_fact *const *lacking, size_t n, ri_code code)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < lacking[i]->n; k++) {
            if (lacking[i]->codes[k] == code) {
                return true;
            }
        }
    }
    return false;
}
