/*
 * Checks of how much is on one position's shoulders: too much, or nothing.
 */
#include <string.h>

#include "base/memory.h"
#include "check/overall.h"

/* Zeroed numbers, or NULL after noting that memory is exhausted. */
static uint32_t *zeros(ri_checking *c, size_t n)
{
    uint32_t *out = ri_alloc_zeroed(n * sizeof *out);
    c->out_of_memory = c->out_of_memory || out == NULL;
    return out;
}

/* ---- too much ---- */

/* Shares are decimals, and 0.7 of 90 comes out as a little less than 63. */
static bool is_more(double held, double share, double all)
{
    return held > share * all * (1 + 1e-12);
}

static void check_overloaded(ri_checking *c, ri_code code, uint8_t letter)
{
    const ri_in_force *force = &c->in_force[code];
    const uint32_t all = c->s->touchpoints.rows.n - c->s->touchpoints.rows.n_absent;
    if (letter == RI_NO_LETTER || all == 0) {
        return;
    }
    for (uint32_t p = 0; p < c->s->positions.rows.n; p++) {
        const uint32_t count = ri_tally_on(c->tally, RI_POSITION, p, letter);
        const double held = count;
        const bool most = (double)all >= force->min && is_more(held, force->share, (double)all);
        if (!most && !(held > force->max)) {
            continue;
        }
        const ri_tale tale = {.count = count, .of = all, .letter = letter};
        ri_draft draft = ri_draft_begin(c, code, ri_ref_make(RI_POSITION, p), RI_NO_LETTER);
        draft.tale = &tale;
        ri_draft_party(c, draft.id.subject);
        ri_draft_add(c, &draft);
    }
}

void ri_check_overloaded_accountable(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    check_overloaded(c, RI_OVERLOADED_ACCOUNTABLE, c->a);
}

void ri_check_overloaded_responsible(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    check_overloaded(c, RI_OVERLOADED_RESPONSIBLE, c->r);
}

void ri_check_overloaded_consulted(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    check_overloaded(c, RI_OVERLOADED_CONSULTED, c->consulted);
}

/* ---- nothing ---- */

/* Which units deliver a touchpoint; the sets of them are looked at once each. */
static bool find_delivering(ri_checking *c, uint32_t *delivers)
{
    const ri_snapshot *s = c->s;
    uint32_t *used = zeros(c, s->unit_sets.n);
    if (used == NULL) {
        return false;
    }
    for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
        used[s->touchpoints.unit_set[t]] = 1;
    }
    for (uint32_t set = 0; set < s->unit_sets.n; set++) {
        const ri_lists *of = &s->unit_sets.of;
        for (uint32_t i = of->first[set]; used[set] != 0 && i < of->first[set + 1]; i++) {
            delivers[of->items[i]] = 1;
        }
    }
    ri_free(used);
    return true;
}

/* Where a unit delivers something, or one that it heads; or where the attribute that the
   policy names says so. */
static bool is_at_work(const ri_checking *c, const uint32_t *delivers, uint32_t position)
{
    const ri_snapshot *s = c->s;
    const char *attr = c->in_force[RI_NO_ROLE].attr;
    const char *said = attr != NULL ? ri_snapshot_attribute(s, RI_POSITION, position, attr) : NULL;
    const ri_lists *heads = &s->positions.heads;
    const uint32_t unit = s->positions.unit[position];
    bool works =
        (unit != RI_NONE && delivers[unit] != 0) || (said != NULL && strcmp(said, "yes") == 0);
    for (uint32_t i = heads->first[position]; !works && i < heads->first[position + 1]; i++) {
        works = delivers[heads->items[i]] != 0;
    }
    return works;
}

static void find_idle(ri_checking *c, const uint32_t *reached, const uint32_t *delivers)
{
    for (uint32_t p = 0; p < c->s->positions.rows.n; p++) {
        if (reached[p] != 0 || ri_position_vacant(c->s, p) || !is_at_work(c, delivers, p)) {
            continue;
        }
        ri_draft draft = ri_draft_begin(c, RI_NO_ROLE, ri_ref_make(RI_POSITION, p), RI_NO_LETTER);
        ri_draft_party(c, draft.id.subject);
        ri_draft_add(c, &draft);
    }
}

void ri_check_no_role(ri_checking *c, const ri_matrix *matrix)
{
    uint32_t *delivers = zeros(c, c->s->units.rows.n);
    uint32_t *reached = ri_tally_reached(c->tally, c->s);
    (void)matrix;
    c->out_of_memory = c->out_of_memory || reached == NULL;
    if (delivers != NULL && reached != NULL && find_delivering(c, delivers)) {
        find_idle(c, reached, delivers);
    }
    ri_free(reached);
    ri_free(delivers);
}
