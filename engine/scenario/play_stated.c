/*
 * Steps about stated rows.
 */
#include <string.h>

#include "scenario/playing.h"

/* Whether some position has an office now. */
static bool has_office(ri_prospect *p, const char *office)
{
    const uint32_t n = ri_snapshot_rows(p->s, RI_POSITION)->n;
    for (uint32_t row = 0; row < n; row++) {
        const char *has = ri_prospect_there(p, RI_POSITION, row)
                              ? ri_prospect_said(p, RI_POSITION, row, RI_POSITION_OFFICE).text
                              : NULL;
        if (has != NULL && strcmp(ri_office_meant(has), ri_office_meant(office)) == 0) {
            return true;
        }
    }
    return false;
}

static void need_holder(const ri_playing *y, const char *holder)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (!ri_reference_split(holder, &kind, &key)) {
        (void)ri_misfit(y, "'%s' is no reference", holder);
    } else if (kind != RI_OFFICE) {
        (void)ri_need(y, kind, key);
    } else if (!has_office(y->p, key)) {
        (void)ri_misfit(y, "no position has the office '%s'", key);
    }
}

static bool same_reason(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

void ri_play_state(const ri_playing *y)
{
    const char *now = NULL;
    const uint32_t touchpoint = ri_need_field(y, "touchpoint", RI_TOUCHPOINT);
    const char *letter = ri_step_text(y->step, "letter");
    const char *holder = ri_step_text(y->step, "holder");
    const char *reason = ri_step_text(y->step, "reason");
    need_holder(y, holder);
    if (!ri_fits(y)) {
        return;
    }
    if (ri_prospect_is_stated(y->p, touchpoint, letter, holder, &now) &&
        (reason == NULL || same_reason(reason, now))) {
        (void)ri_misfit(y, "%s of '%s' on '%s' is stated already", letter, holder,
                        ri_key_of(y, RI_TOUCHPOINT, touchpoint));
        return;
    }
    ri_prospect_state(y->p, touchpoint, letter, holder, reason);
}

void ri_play_unstate(const ri_playing *y)
{
    const char *now = NULL;
    const uint32_t touchpoint = ri_need_field(y, "touchpoint", RI_TOUCHPOINT);
    const char *letter = ri_step_text(y->step, "letter");
    const char *holder = ri_step_text(y->step, "holder");
    const char *reason = ri_step_text(y->step, "reason");
    if (!ri_fits(y)) {
        return;
    }
    const bool stated = ri_prospect_is_stated(y->p, touchpoint, letter, holder, &now);
    if (!stated || (reason != NULL && !same_reason(reason, now))) {
        (void)ri_misfit(y, "%s of '%s' on '%s' is not stated%s", letter, holder,
                        ri_key_of(y, RI_TOUCHPOINT, touchpoint), stated ? " for that reason" : "");
        return;
    }
    ri_prospect_unstate(y->p, touchpoint, letter, holder);
}
