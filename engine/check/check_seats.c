/*
 * Checks of those who sit in the seats that hold letters: for how long, for how
 * long yet, how many they are, and whether they came after the last review.
 */
#include "base/day.h"
#include "base/order.h"
#include "check/checking.h"

/* ---- acting-too-long ---- */

const ri_seat *ri_acting_seat(const ri_checking *c, uint32_t position)
{
    const ri_positions *positions = &c->s->positions;
    const double days = c->in_force[RI_ACTING_TOO_LONG].days;
    const ri_seat *found = NULL;
    for (uint32_t i = positions->first_seat[position]; i < positions->first_seat[position + 1];
         i++) {
        const ri_seat *seat = &c->s->seats[i];
        if (seat->kind != RI_SEAT_ACTING) {
            return NULL;
        }
        if (found == NULL && (seat->from == RI_DAY_MIN || seat->to == RI_DAY_MAX ||
                              (double)seat->to - (double)seat->from > days)) {
            found = seat;
        }
    }
    return found;
}

bool ri_acts_too_long(const ri_checking *c, uint32_t position)
{
    const ri_positions *positions = &c->s->positions;
    if (ri_position_vacant(c->s, position)) {
        return positions->last_end[position] != RI_DAY_MIN && positions->last_acting[position];
    }
    return ri_acting_seat(c, position) != NULL;
}

/* A draft about a position that has A. */
static ri_draft begin_about(ri_checking *c, const ri_settlement *t, ri_code code, ri_ref position)
{
    ri_draft draft = ri_draft_begin(c, code, t->subject, c->a);
    draft.id.other = position;
    draft.outcome = &t->letters[c->a];
    ri_draft_party(c, position);
    ri_draft_winners(c, draft.outcome);
    return draft;
}

void ri_check_acting_too_long(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    for (uint32_t i = 0; i < a->n_holders; i++) {
        const uint32_t position = ri_ref_index(a->holders[i]);
        if (!ri_acts_too_long(c, position)) {
            continue;
        }
        ri_draft draft = begin_about(c, t, RI_ACTING_TOO_LONG, a->holders[i]);
        if (ri_position_vacant(c->s, position) && c->in_force[RI_VACANT_SEAT].on) {
            draft.cause = ri_vacant_seat(a->holders[i]);
        }
        ri_draft_add(c, &draft);
    }
}

/* ---- coming-gap ---- */

bool ri_ends_soon(const ri_checking *c, uint32_t position)
{
    const int32_t day = c->s->positions.vacant_on[position];
    return day != RI_DAY_MAX && (double)day - (double)c->s->date <= c->in_force[RI_COMING_GAP].days;
}

void ri_check_coming_gap(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    for (uint32_t i = 0; i < a->n_holders; i++) {
        if (ri_ends_soon(c, ri_ref_index(a->holders[i]))) {
            ri_draft draft = begin_about(c, t, RI_COMING_GAP, a->holders[i]);
            ri_draft_add(c, &draft);
        }
    }
}

/* ---- single-point-of-failure ---- */

/* Among people: more than one. RI_NONE is nobody. */
#define SEVERAL (RI_NONE - 1)

static uint32_t join(uint32_t sole, uint32_t person)
{
    return person == RI_NONE || person == sole ? sole : sole == RI_NONE ? person : SEVERAL;
}

static uint32_t join_position(const ri_snapshot *s, uint32_t sole, uint32_t position)
{
    for (uint32_t i = s->positions.first_seat[position];
         i < s->positions.first_seat[position + 1] && sole != SEVERAL; i++) {
        sole = join(sole, s->seats[i].person);
    }
    return sole;
}

static uint32_t join_positions(const ri_snapshot *s, uint32_t sole, const ri_lists *positions,
                               uint32_t row)
{
    for (uint32_t i = positions->first[row]; i < positions->first[row + 1] && sole != SEVERAL;
         i++) {
        sole = join_position(s, sole, positions->items[i]);
    }
    return sole;
}

/* The one person at or below each unit, found for all of them at once. NULL: exhausted. */
static const uint32_t *sole_of_units(ri_checking *c)
{
    const ri_units *units = &c->s->units;
    const uint32_t n = units->rows.n;
    if (c->sole != NULL) {
        return c->sole;
    }
    c->sole = ri_arena_array(c->arena, n, sizeof *c->sole);
    if (c->sole == NULL) {
        c->out_of_memory = true;
        return NULL;
    }
    for (uint32_t unit = 0; unit < n; unit++) {
        c->sole[unit] = RI_NONE;
    }
    for (uint32_t i = n; i-- > 0;) {
        const uint32_t unit = units->at[i];
        const uint32_t above = units->up[unit];
        c->sole[unit] = join_positions(c->s, c->sole[unit], &units->positions, unit);
        if (above != RI_NONE) {
            c->sole[above] = join(c->sole[above], c->sole[unit]);
        }
    }
    return c->sole;
}

/* On a cycle of units all of it is below each. */
static uint32_t join_unit(ri_checking *c, uint32_t sole, uint32_t unit)
{
    const uint32_t *loop = c->s->units.loop;
    const uint32_t *of_units = sole_of_units(c);
    const uint32_t top = loop != NULL && loop[unit] != RI_NONE ? loop[unit] : unit;
    return of_units != NULL ? join(sole, of_units[top]) : SEVERAL;
}

static uint32_t join_holder(ri_checking *c, uint32_t sole, ri_ref holder)
{
    const uint32_t at = ri_ref_index(holder);
    const ri_lists *positions = &c->s->people.positions;
    switch (ri_ref_kind(holder)) {
    case RI_POSITION:
        return join_position(c->s, sole, at);
    case RI_UNIT:
        return join_unit(c, sole, at);
    case RI_TEAM:
        return join_positions(c->s, sole, &c->s->teams.members, at);
    case RI_PERSON:
        return positions->first[at] < positions->first[at + 1] ? join(sole, at) : sole;
    default:
        return sole;
    }
}

void ri_check_single_point(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *r = &t->letters[c->r];
    uint32_t sole = RI_NONE;
    for (uint32_t i = 0; i < r->n_holders && sole != SEVERAL; i++) {
        sole = join_holder(c, sole, r->holders[i]);
    }
    if (sole == RI_NONE || sole == SEVERAL || ri_counted(c, RI_SINGLE_POINT_OF_FAILURE)) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_SINGLE_POINT_OF_FAILURE, t->subject, RI_NO_LETTER);
    draft.outcome = r;
    draft.about = ri_ref_make(RI_PERSON, sole);
    ri_draft_parties(c, r->holders, r->n_holders);
    ri_draft_winners(c, r);
    ri_draft_add(c, &draft);
}

/* ---- stale-row ---- */

/* The newest day on which a seat of a holder began or ended: of a unit its head's, of a
   team its lead's, of a person their own, wherever they were. */
static int32_t newest_change(const ri_snapshot *s, ri_ref holder)
{
    if (ri_ref_kind(holder) == RI_PERSON) {
        return s->people.reseated[ri_ref_index(holder)];
    }
    const uint32_t position = ri_holder_position(s, holder);
    return position != RI_NONE ? s->positions.reseated[position] : RI_DAY_MIN;
}

void ri_check_stale_row(ri_checking *c, const ri_settlement *t)
{
    const int32_t reviewed = c->s->touchpoints.reviewed_on[ri_ref_index(t->subject)];
    ri_draft draft = ri_draft_begin(c, RI_STALE_ROW, t->subject, RI_NO_LETTER);
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            if (newest_change(c->s, outcome->holders[i]) > reviewed) {
                ri_name(c, outcome->holders[i]);
            }
        }
    }
    c->named.n = ri_order_unique(c->named.items, c->named.n);
    ri_draft_named(c, &draft);
    const double age = (double)c->s->date - (double)reviewed;
    if (draft.n_named > 0 || age > c->in_force[RI_STALE_ROW].days) {
        ri_draft_add(c, &draft);
    }
}
