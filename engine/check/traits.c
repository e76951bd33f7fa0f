/*
 * What a settlement has that checks want: found once for each subject, so that only those checks
 * are called that can find something.
 */
#include "base/day.h"
#include "check/checking.h"

/* ---- by position, whatever the subject ---- */

bool ri_traits_begin(ri_checking *c)
{
    const uint32_t n = c->s->positions.rows.n;
    c->in_seat = ri_arena_array(c->arena, n, sizeof *c->in_seat);
    for (uint32_t i = 0; c->in_seat != NULL && i < n; i++) {
        c->in_seat[i] = (ri_position_vacant(c->s, i) ? RI_TRAIT_VACANT_A : 0U) |
                        (ri_acts_too_long(c, i) ? RI_TRAIT_ACTING_A : 0U) |
                        (ri_ends_soon(c, i) ? RI_TRAIT_ENDING_A : 0U);
    }
    return c->in_seat != NULL;
}

static ri_traits in_seats(const ri_checking *c, const ri_outcome *outcome)
{
    ri_traits traits = 0;
    for (uint32_t i = 0; i < outcome->n_holders; i++) {
        if (ri_ref_kind(outcome->holders[i]) == RI_POSITION) {
            traits |= c->in_seat[ri_ref_index(outcome->holders[i])];
        }
    }
    return traits;
}

/* ---- two or more who are accountable: 2-rules "From rules to assignments" 5, in its order ---- */

static bool all_joint(const ri_checking *c, const ri_outcome *a)
{
    for (uint32_t i = 0; i < a->n_winners; i++) {
        if (!ri_source_joint(c->resolver, a->winners[i])) {
            return false;
        }
    }
    return true;
}

/* The one person who alone holds all n positions, or RI_NONE. Acting seats and
   delegates hold a position too. */
static uint32_t sole_person(const ri_snapshot *s, const ri_ref *positions, uint32_t n)
{
    uint32_t person = RI_NONE;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t position = ri_ref_index(positions[i]);
        uint32_t seat = s->positions.first_seat[position];
        uint32_t end = s->positions.first_seat[position + 1];
        if (seat == end) {
            return RI_NONE;
        }
        for (; seat < end; seat++) {
            if (person != RI_NONE && s->seats[seat].person != person) {
                return RI_NONE;
            }
            person = s->seats[seat].person;
        }
    }
    return person;
}

static ri_traits of_several(const ri_checking *c, const ri_outcome *a)
{
    if (all_joint(c, a)) {
        return RI_TRAIT_JOINT_A;
    }
    return sole_person(c->s, a->holders, a->n_holders) != RI_NONE ? RI_TRAIT_TWIN_A
                                                                  : RI_TRAIT_MANY_A;
}

/* ---- a settlement's ---- */

static ri_traits of_subject(const ri_checking *c, ri_ref subject)
{
    const ri_touchpoints *touchpoints = &c->s->touchpoints;
    const uint32_t at = ri_ref_index(subject);
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT:
        return RI_TRAIT_TOUCHPOINT | (touchpoints->truth[at] != 0 ? RI_TRAIT_TRUTH : 0U) |
               (touchpoints->reviewed_on[at] != RI_DAY_MIN ? RI_TRAIT_REVIEWED : 0U);
    case RI_JOURNEY:
        return RI_TRAIT_JOURNEY;
    default:
        return 0;
    }
}

ri_traits ri_traits_of(const ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    const ri_outcome *r = &t->letters[c->r];
    ri_traits traits = of_subject(c, t->subject) | in_seats(c, a);
    traits |= a->n_holders == 0 ? RI_TRAIT_NO_A : RI_TRAIT_A;
    traits |= a->n_holders == 1 ? RI_TRAIT_ONE_A : a->n_holders > 1 ? of_several(c, a) : 0U;
    traits |= r->n_holders == 0 ? RI_TRAIT_NO_R : RI_TRAIT_R;
    traits |= (in_seats(c, r) & RI_TRAIT_VACANT_A) != 0 ? RI_TRAIT_VACANT_R : 0U;
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        traits |= t->letters[letter].n_contested > 0 ? RI_TRAIT_CONTESTED : 0U;
        traits |= t->letters[letter].n_beaten > 0 ? RI_TRAIT_BEATEN : 0U;
    }
    traits |= t->n_unresolved > 0 ? RI_TRAIT_UNRESOLVED : 0U;
    traits |= t->n_missing > 0 ? RI_TRAIT_MISSING : 0U;
    return traits;
}
