/*
 * Checks of the departments and units that have a part in a touchpoint, or none.
 */
#include "check/checking.h"

/* ---- silo-touchpoint ---- */

/* What is known while holders are gone through. */
typedef struct silo {
    uint32_t department; /* that all so far are of; RI_NONE: those so far are of none */
    ri_ref first;        /* holder */
    bool two;            /* whether there was another one */
} silo;

/* The departments of a holder, in the scratch. A position and a unit, as nearly all are,
   have one at most. */
static const uint32_t *departments_of(ri_checking *c, ri_ref holder, size_t *n)
{
    c->scratch.n = 0;
    if (!ri_holder_departments(c->s, holder, &c->scratch)) {
        c->out_of_memory = true;
    }
    *n = c->scratch.n;
    return c->scratch.items;
}

/* Takes a holder in. false: not all are of one department any more. */
static bool join_holder(ri_checking *c, silo *all, ri_ref holder)
{
    uint32_t one = RI_NONE;
    const uint32_t *departments = &one;
    size_t n = 1;
    switch (ri_ref_kind(holder)) {
    case RI_POSITION:
        one = ri_position_department(c->s, ri_ref_index(holder));
        break;
    case RI_UNIT:
        one = c->s->units.department[ri_ref_index(holder)];
        break;
    default:
        departments = departments_of(c, holder, &n);
        break;
    }
    all->two = all->two || (all->first != RI_NONE && all->first != holder);
    all->first = all->first != RI_NONE ? all->first : holder;
    if (n == 0 || departments[0] == RI_NONE) {
        return true; /* who is of no department says nothing */
    }
    if (n > 1 || (all->department != RI_NONE && all->department != departments[0])) {
        return false;
    }
    all->department = departments[0];
    return true;
}

void ri_check_silo_touchpoint(ri_checking *c, const ri_settlement *t)
{
    silo all = {.department = RI_NONE, .first = RI_NONE};
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            if (!join_holder(c, &all, outcome->holders[i])) {
                return;
            }
        }
    }
    if (!all.two || all.department == RI_NONE) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_SILO_TOUCHPOINT, t->subject, RI_NO_LETTER);
    ri_name_holders(c, t);
    ri_draft_named(c, &draft);
    draft.about = ri_ref_make(RI_UNIT, all.department);
    ri_draft_add(c, &draft);
}

/* ---- missing-deliverer ---- */

/* Whether the unit has a letter by this holder, or the holder is of the unit. */
static bool has_part(const ri_snapshot *s, ri_ref holder, uint32_t unit)
{
    const uint32_t at = ri_ref_index(holder);
    switch (ri_ref_kind(holder)) {
    case RI_UNIT:
        return ri_unit_within(s, unit, at) || ri_unit_within(s, at, unit);
    case RI_POSITION:
        return ri_unit_within(s, s->positions.unit[at], unit);
    case RI_TEAM:
        return ri_any_within(s, &s->teams.members, at, unit);
    case RI_PERSON:
        return ri_any_within(s, &s->people.positions, at, unit);
    default:
        return false;
    }
}

static bool is_missing(const ri_checking *c, const ri_settlement *t, uint32_t unit)
{
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            if (has_part(c->s, outcome->holders[i], unit)) {
                return false;
            }
        }
    }
    return true;
}

void ri_check_missing_deliverer(ri_checking *c, const ri_settlement *t)
{
    const ri_lists *units = &c->s->unit_sets.of;
    const uint32_t set = c->s->touchpoints.unit_set[ri_ref_index(t->subject)];
    for (uint32_t i = units->first[set]; i < units->first[set + 1]; i++) {
        if (is_missing(c, t, units->items[i])) {
            const ri_ref unit = ri_ref_make(RI_UNIT, units->items[i]);
            ri_draft draft = ri_draft_begin(c, RI_MISSING_DELIVERER, t->subject, RI_NO_LETTER);
            draft.id.other = unit;
            ri_draft_party(c, unit);
            ri_draft_add(c, &draft);
        }
    }
}
