/*
 * Steps about positions: their place, their lines, their offices.
 */
#include <string.h>

#include "scenario/playing.h"

void ri_play_create_position(const ri_playing *y)
{
    ri_prospect *p = y->p;
    const uint32_t row = ri_need_free(y, RI_POSITION, ri_step_text(y->step, "key"));
    const uint32_t unit = ri_need_field(y, "unit", RI_UNIT);
    const uint32_t above = ri_need_field(y, "reports_to", RI_POSITION);
    if (!ri_fits(y)) {
        return;
    }
    ri_prospect_open(p, RI_POSITION, row);
    ri_prospect_set_text(p, RI_POSITION, row, RI_POSITION_TITLE, ri_step_text(y->step, "title"));
    ri_prospect_set_text(p, RI_POSITION, row, RI_POSITION_OFFICE, ri_step_text(y->step, "office"));
    ri_prospect_set_text(p, RI_POSITION, row, RI_POSITION_GRADE, ri_step_text(y->step, "grade"));
    ri_prospect_set_link(p, RI_POSITION, row, RI_POSITION_UNIT, unit);
    ri_prospect_set_link(p, RI_POSITION, row, RI_POSITION_REPORTS_TO, above);
}

/* ---- closing ---- */

typedef struct succession {
    const ri_playing *y;
    uint32_t closed;
    uint32_t successor; /* who takes the reports; RI_NONE: nobody is above them then */
    uint32_t above;     /* the superior of the closed position */
} succession;

static uint32_t heir(const succession *s, uint32_t report)
{
    return report == s->successor ? s->above : s->successor;
}

static uint32_t renewed(const ri_playing *y, uint32_t position, const void *payload)
{
    const succession *s = payload;
    const uint32_t now = ri_prospect_link(y->p, RI_POSITION, position, RI_POSITION_REPORTS_TO);
    return now == s->closed ? heir(s, position) : now;
}

/* A line that goes round already may go round without the closed position, too. */
static void need_no_circle(ri_prospect *p, uint32_t report, void *payload)
{
    const succession *s = payload;
    (void)p;
    if (ri_goes_round(s->y, RI_POSITION, report, renewed, s)) {
        (void)ri_misfit(s->y, "the position '%s' would be above itself",
                        ri_key_of(s->y, RI_POSITION, report));
    }
}

static void succeed(ri_prospect *p, uint32_t report, void *payload)
{
    const succession *s = payload;
    ri_prospect_set_link(p, RI_POSITION, report, RI_POSITION_REPORTS_TO, heir(s, report));
}

void ri_play_close_position(const ri_playing *y)
{
    ri_prospect *p = y->p;
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    const uint32_t named = ri_need_field(y, "reports_to", RI_POSITION);
    if (!ri_fits(y)) {
        return;
    }
    const uint32_t above = ri_prospect_link(p, RI_POSITION, position, RI_POSITION_REPORTS_TO);
    succession s = {y, position, named != RI_NONE ? named : above, above};
    const char *key = ri_key_of(y, RI_POSITION, position);
    if (named == position) {
        (void)ri_misfit(y, "the position '%s' cannot take its own reports", key);
        return;
    }
    ri_prospect_each_linked(p, RI_POSITION, RI_POSITION_REPORTS_TO, position, need_no_circle, &s);
    if (!ri_fits(y)) {
        return;
    }
    ri_prospect_each_linked(p, RI_POSITION, RI_POSITION_REPORTS_TO, position, succeed, &s);
    (void)ri_prospect_unseat(p, position, RI_NONE, RI_NONE, false);
    ri_prospect_close(p, RI_POSITION, position);
}

/* ---- moving ---- */

static bool is_so(const ri_playing *y, uint32_t position, int column, const char *field,
                  uint32_t wanted)
{
    return ri_step_text(y->step, field) == NULL ||
           ri_prospect_link(y->p, RI_POSITION, position, column) == wanted;
}

void ri_play_move_position(const ri_playing *y)
{
    ri_prospect *p = y->p;
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    const uint32_t unit = ri_need_field(y, "unit", RI_UNIT);
    const uint32_t above = ri_need_field(y, "reports_to", RI_POSITION);
    if (!ri_fits(y)) {
        return;
    }
    const char *key = ri_key_of(y, RI_POSITION, position);
    if (is_so(y, position, RI_POSITION_UNIT, "unit", unit) &&
        is_so(y, position, RI_POSITION_REPORTS_TO, "reports_to", above)) {
        (void)ri_misfit(y, "the position '%s' is there already", key);
    } else if (above == position) {
        (void)ri_misfit(y, "the position '%s' cannot report to itself", key);
    } else if (above != RI_NONE &&
               ri_is_below(y, RI_POSITION, RI_POSITION_REPORTS_TO, above, position)) {
        (void)ri_misfit(y, "the position '%s' is below '%s': they would go in a circle",
                        ri_key_of(y, RI_POSITION, above), key);
    }
    if (!ri_fits(y)) {
        return;
    }
    if (ri_step_text(y->step, "unit") != NULL) {
        ri_prospect_set_link(p, RI_POSITION, position, RI_POSITION_UNIT, unit);
    }
    if (ri_step_text(y->step, "reports_to") != NULL) {
        ri_prospect_set_link(p, RI_POSITION, position, RI_POSITION_REPORTS_TO, above);
    }
}

/* ---- offices and journeys ---- */

void ri_play_set_office(const ri_playing *y)
{
    ri_prospect *p = y->p;
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    const char *office = ri_step_text(y->step, "office");
    if (!ri_fits(y)) {
        return;
    }
    const char *now = ri_prospect_said(p, RI_POSITION, position, RI_POSITION_OFFICE).text;
    if (strcmp(ri_office_meant(now), ri_office_meant(office)) == 0) {
        const char *key = ri_key_of(y, RI_POSITION, position);
        (void)ri_misfit(y,
                        *office != '\0' ? "the position '%s' has the office '%s' already"
                                        : "the position '%s' has no office%s",
                        key, office);
        return;
    }
    ri_prospect_set_text(p, RI_POSITION, position, RI_POSITION_OFFICE, office);
}

void ri_play_set_lead(const ri_playing *y)
{
    const uint32_t journey = ri_need_field(y, "journey", RI_JOURNEY);
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    if (!ri_fits(y)) {
        return;
    }
    if (ri_prospect_link(y->p, RI_JOURNEY, journey, RI_JOURNEY_LEAD) == position) {
        (void)ri_misfit(y, "the position '%s' leads the journey '%s' already",
                        ri_key_of(y, RI_POSITION, position), ri_key_of(y, RI_JOURNEY, journey));
        return;
    }
    ri_prospect_set_link(y->p, RI_JOURNEY, journey, RI_JOURNEY_LEAD, position);
}
