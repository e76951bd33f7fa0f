/*
 * The people of a holder, by their seats.
 */
#include "base/memory.h"
#include "base/order.h"
#include "model/power.h"

/* The seats of a position; only those of `person` unless it is RI_NONE. */
static bool push_seats(const ri_snapshot *s, uint32_t position, uint32_t person, ri_indexes *out)
{
    for (uint32_t i = s->positions.first_seat[position]; i < s->positions.first_seat[position + 1];
         i++) {
        if ((person == RI_NONE || s->seats[i].person == person) &&
            !RI_PUSH(out->items, out->n, out->capacity, i)) {
            return false;
        }
    }
    return true;
}

static bool push_all_seats(const ri_snapshot *s, const ri_lists *positions, uint32_t row,
                           uint32_t person, ri_indexes *out)
{
    for (uint32_t i = positions->first[row]; i < positions->first[row + 1]; i++) {
        if (!push_seats(s, positions->items[i], person, out)) {
            return false;
        }
    }
    return true;
}

/* The seats of the positions at or below a unit. On a cycle all of it is below. */
static bool push_unit_seats(const ri_snapshot *s, uint32_t unit, ri_indexes *out)
{
    const ri_units *units = &s->units;
    ri_snapshot_need_below(s, unit);
    uint32_t top = units->loop != NULL && units->loop[unit] != RI_NONE ? units->loop[unit] : unit;
    for (uint32_t i = units->enter[top]; i < units->leave[top]; i++) {
        if (!push_all_seats(s, &units->positions, units->at[i], RI_NONE, out)) {
            return false;
        }
    }
    return true;
}

/* By person, then kind, then as seats stand. */
static int compare_people(const void *a, const void *b, const void *context)
{
    const ri_snapshot *s = context;
    uint32_t i = *(const uint32_t *)a;
    uint32_t j = *(const uint32_t *)b;
    const ri_seat *x = &s->seats[i];
    const ri_seat *y = &s->seats[j];
    if (x->person != y->person) {
        return x->person < y->person ? -1 : 1;
    }
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    return i < j ? -1 : i > j;
}

bool ri_holder_seats(const ri_snapshot *s, ri_ref holder, ri_indexes *out)
{
    uint32_t at = ri_ref_index(holder);
    size_t begin = out->n;
    bool done = true;
    if (holder == RI_NONE) {
        return true;
    }
    switch (ri_ref_kind(holder)) {
    case RI_POSITION:
        done = push_seats(s, at, RI_NONE, out);
        break;
    case RI_UNIT:
        done = push_unit_seats(s, at, out);
        break;
    case RI_TEAM:
        done = push_all_seats(s, &s->teams.members, at, RI_NONE, out);
        break;
    case RI_PERSON:
        done = push_all_seats(s, &s->people.positions, at, at, out);
        break;
    default:
        break;
    }
    if (!done || out->n == begin ||
        !ri_order(out->items + begin, out->n - begin, sizeof *out->items, compare_people, s)) {
        return done && out->n == begin;
    }
    size_t kept = begin + 1;
    for (size_t i = begin + 1; i < out->n; i++) {
        const ri_seat *last = &s->seats[out->items[kept - 1]];
        const ri_seat *next = &s->seats[out->items[i]];
        if (last->person != next->person || last->kind != next->kind) {
            out->items[kept++] = out->items[i];
        }
    }
    out->n = kept;
    return true;
}
