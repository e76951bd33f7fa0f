/*
 * What the checks over all subjects need of each: who is accountable for a
 * touchpoint, whether somebody is for a handoff, and which positions have letters.
 * It is kept in a few bytes a subject, also where the matrix is not kept.
 */
#include <string.h>

#include "base/memory.h"
#include "check/checking.h"

/* Room for n numbers of `size` bytes. */
static void *room(size_t n, size_t size)
{
    return n > SIZE_MAX / size ? NULL : ri_alloc(n * size);
}

bool ri_across_begin(ri_across *across, const ri_checking *c)
{
    const uint32_t positions = c->s->positions.rows.n;
    const uint32_t touchpoints = c->s->touchpoints.rows.n;
    const uint32_t handoffs = c->s->handoffs.n;
    across->lettered = room(positions, sizeof *across->lettered);
    if (across->lettered == NULL) {
        return false;
    }
    memset(across->lettered, 0, positions * sizeof *across->lettered);
    if (handoffs == 0 || !c->wanted[RI_UNOWNED_HANDOFF]) {
        return true;
    }
    across->accountable = room(touchpoints, sizeof *across->accountable);
    across->owned = room(handoffs, sizeof *across->owned);
    across->sets = ri_intern_new();
    if (across->accountable == NULL || across->owned == NULL || across->sets == NULL) {
        return false;
    }
    memset(across->owned, 0, handoffs * sizeof *across->owned);
    for (uint32_t i = 0; i < touchpoints; i++) {
        across->accountable[i] = RI_NONE;
    }
    return true;
}

/* The number of the set of n positions. */
static uint32_t set_of(ri_across *across, ri_checking *c, const ri_ref *positions, uint32_t n)
{
    c->scratch.n = 0;
    bool fits = RI_PUSH(c->scratch.items, c->scratch.n, c->scratch.capacity, n);
    for (uint32_t i = 0; i < n && fits; i++) {
        fits = RI_PUSH(c->scratch.items, c->scratch.n, c->scratch.capacity, positions[i]);
    }
    uint32_t set = fits ? ri_intern_put(across->sets, (const char *)c->scratch.items,
                                        c->scratch.n * sizeof *c->scratch.items)
                        : RI_NONE;
    if (set == RI_NONE) {
        c->out_of_memory = true;
        return RI_NONE;
    }
    return c->s->positions.rows.n + set;
}

void ri_across_note(ri_across *across, ri_checking *c, const ri_settlement *t)
{
    if (t->n_applicable == 0) {
        return;
    }
    for (uint32_t letter = 0; letter < c->policy->scheme.n; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            if (ri_ref_kind(outcome->holders[i]) == RI_POSITION) {
                across->lettered[ri_ref_index(outcome->holders[i])] = true;
            }
        }
    }
    const ri_outcome *a = &t->letters[c->a];
    if (across->accountable == NULL || a->n_holders == 0) {
        return;
    }
    if (ri_ref_kind(t->subject) == RI_HANDOFF) {
        across->owned[ri_ref_index(t->subject)] = true;
    } else if (ri_ref_kind(t->subject) == RI_TOUCHPOINT) {
        across->accountable[ri_ref_index(t->subject)] =
            a->n_holders == 1 ? ri_ref_index(a->holders[0])
                              : set_of(across, c, a->holders, a->n_holders);
    }
}

/* Fills `out` with who is accountable for a touchpoint. */
static void accountable_for(const ri_across *across, ri_checking *c, uint32_t touchpoint,
                            ri_refs *out)
{
    const uint32_t positions = c->s->positions.rows.n;
    const uint32_t who = across->accountable[touchpoint];
    out->n = 0;
    if (who == RI_NONE) {
        return;
    }
    uint32_t n = 1;
    const char *set = who < positions ? NULL : ri_intern_get(across->sets, who - positions);
    if (set != NULL) {
        memcpy(&n, set, sizeof n);
    }
    if (!ri_grow((void **)&out->items, &out->capacity, n, sizeof *out->items)) {
        c->out_of_memory = true;
        return;
    }
    if (set != NULL) {
        memcpy(out->items, set + sizeof n, n * sizeof *out->items);
    } else {
        out->items[0] = ri_ref_make(RI_POSITION, who);
    }
    out->n = n;
}

void ri_across_check(ri_across *across, ri_checking *c)
{
    for (uint32_t i = 0; across->accountable != NULL && i < c->s->handoffs.n; i++) {
        if (across->owned[i]) {
            continue;
        }
        accountable_for(across, c, c->s->handoffs.from[i], &across->from);
        accountable_for(across, c, c->s->handoffs.to[i], &across->to);
        ri_check_unowned_handoff(c, ri_ref_make(RI_HANDOFF, i), across->from.items, across->from.n,
                                 across->to.items, across->to.n);
    }
    for (uint32_t i = 0; i < c->s->positions.rows.n; i++) {
        if (across->lettered[i] && ri_position_vacant(c->s, i)) {
            ri_check_vacant_seat(c, i);
        }
    }
}

void ri_across_free(ri_across *across)
{
    ri_free(across->accountable);
    ri_free(across->owned);
    ri_free(across->lettered);
    ri_intern_free(across->sets);
    ri_free(across->from.items);
    ri_free(across->to.items);
    *across = (ri_across){0};
}
