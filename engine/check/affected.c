#include "check/affected.h"

#include <string.h>

static uint8_t *flags(ri_affected *d, size_t n)
{
    uint8_t *out = ri_arena_array(d->arena, n, 1);
    d->failed = d->failed || out == NULL;
    return out;
}

/* ---- units and positions ---- */

/* On a circle everybody is below everybody. */
static void go_round(uint8_t *of, const uint32_t *loop, uint32_t n)
{
    for (uint32_t i = 0; loop != NULL && i < n; i++) {
        if (loop[i] != RI_NONE && of[i] != 0) {
            of[loop[i]] = 1;
        }
    }
    for (uint32_t i = 0; loop != NULL && i < n; i++) {
        of[i] |= loop[i] != RI_NONE ? of[loop[i]] : 0;
    }
}

/* Parents come before their units in `at`. */
static void go_down(uint8_t *of, const ri_units *units)
{
    go_round(of, units->loop, units->rows.n);
    for (uint32_t i = 0; i < units->rows.n; i++) {
        const uint32_t unit = units->at[i];
        of[unit] |= units->up[unit] != RI_NONE ? of[units->up[unit]] : 0;
    }
}

static void go_up(uint8_t *of, const ri_units *units)
{
    for (uint32_t i = units->rows.n; i-- > 0;) {
        const uint32_t unit = units->at[i];
        if (units->up[unit] != RI_NONE) {
            of[units->up[unit]] |= of[unit];
        }
    }
    go_round(of, units->loop, units->rows.n);
}

/* Whether somebody who sits in a position differs. */
static bool any_person(const ri_affected *d, const ri_snapshot *s, uint32_t position)
{
    bool any = false;
    for (uint32_t i = s->positions.first_seat[position];
         !any && i < s->positions.first_seat[position + 1]; i++) {
        any = d->differing.of[RI_PERSON][s->seats[i].person] != 0;
    }
    return any;
}

bool ri_any_flagged(const uint8_t *of, const ri_lists *lists, uint32_t row)
{
    bool any = false;
    for (uint32_t i = lists->first[row]; !any && i < lists->first[row + 1]; i++) {
        any = of[lists->items[i]] != 0;
    }
    return any;
}

/* Rows of positions by their preorder numbers: superiors come first. */
static uint32_t *in_order(ri_affected *d, const ri_positions *positions)
{
    uint32_t *at = ri_arena_array(d->arena, positions->rows.n, sizeof *at);
    d->failed = d->failed || at == NULL;
    for (uint32_t p = 0; at != NULL && p < positions->rows.n; p++) {
        at[positions->enter[p]] = p;
    }
    return at;
}

/* Below a position whose row differs, everybody's line does. Its seats matter to those
   below only where superiors decide. */
static void find_positions(ri_affected *d, bool superiors)
{
    const ri_positions *positions = &d->now->positions;
    const uint32_t n = positions->rows.n;
    const uint32_t *at = in_order(d, positions);
    const uint8_t down = superiors ? RI_DIFFERS_SELF | RI_DIFFERS_SEATS : RI_DIFFERS_SELF;
    for (uint32_t p = 0; !d->failed && p < n; p++) {
        const uint32_t unit = positions->unit[p];
        const bool moved = (unit != RI_NONE && d->below[unit] != 0) ||
                           ri_any_flagged(d->below, &positions->heads, p);
        d->positions[p] = (d->differing.of[RI_POSITION][p] & down) != 0 || moved;
    }
    if (d->failed) {
        return;
    }
    go_round(d->positions, d->was->positions.loop, n);
    go_round(d->positions, positions->loop, n);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t p = at[i];
        d->positions[p] |= positions->up[p] != RI_NONE ? d->positions[positions->up[p]] : 0;
    }
    for (uint32_t p = 0; p < n; p++) {
        d->positions[p] |= d->differing.of[RI_POSITION][p] != 0 || any_person(d, d->was, p) ||
                           any_person(d, d->now, p);
    }
}

/* Of units also what is in them and below, as people are counted, and who heads them. */
static void find_units(ri_affected *d)
{
    const uint32_t n = d->now->units.rows.n;
    memcpy(d->units, d->below, n);
    for (uint32_t p = 0; p < d->now->positions.rows.n; p++) {
        const uint32_t before = d->was->positions.unit[p];
        const uint32_t after = d->now->positions.unit[p];
        if (d->positions[p] != 0 && before != RI_NONE) {
            d->units[before] = 1;
        }
        if (d->positions[p] != 0 && after != RI_NONE) {
            d->units[after] = 1;
        }
    }
    go_up(d->units, &d->was->units);
    go_up(d->units, &d->now->units);
    for (uint32_t u = 0; u < n; u++) {
        const uint32_t head = d->now->units.head[u];
        d->units[u] |= head != RI_NONE ? d->positions[head] : 0;
    }
}

static void find_holders(ri_affected *d)
{
    const ri_snapshot *now = d->now;
    for (uint32_t i = 0; i < now->people.rows.n; i++) {
        d->people[i] = d->differing.of[RI_PERSON][i] != 0 ||
                       ri_any_flagged(d->positions, &now->people.positions, i) ||
                       ri_any_flagged(d->positions, &d->was->people.positions, i);
    }
    for (uint32_t i = 0; i < now->teams.rows.n; i++) {
        d->teams[i] = d->differing.of[RI_TEAM][i] != 0 ||
                      ri_any_flagged(d->positions, &now->teams.members, i);
    }
    for (uint32_t i = 0; i < now->journeys.rows.n; i++) {
        const uint32_t lead = now->journeys.lead[i];
        const uint32_t team = now->journeys.team[i];
        d->journeys[i] = (d->differing.of[RI_JOURNEY][i] & RI_DIFFERS_SELF) != 0 ||
                         (lead != RI_NONE && d->positions[lead] != 0) ||
                         (team != RI_NONE && d->teams[team] != 0);
    }
    for (uint32_t p = 0; p < now->positions.rows.n; p++) {
        const uint32_t before = d->was->positions.office[p];
        const uint32_t after = now->positions.office[p];
        if (d->positions[p] != 0 && before != RI_NONE) {
            d->offices[before] = 1;
        }
        if (d->positions[p] != 0 && after != RI_NONE) {
            d->offices[after] = 1;
        }
    }
}

static bool make_flags(ri_affected *d)
{
    const ri_snapshot *now = d->now;
    d->below = flags(d, now->units.rows.n);
    d->units = flags(d, now->units.rows.n);
    d->positions = flags(d, now->positions.rows.n);
    d->people = flags(d, now->people.rows.n);
    d->teams = flags(d, now->teams.rows.n);
    d->journeys = flags(d, now->journeys.rows.n);
    d->offices = flags(d, ri_intern_count(now->words));
    return !d->failed && ri_differing_find(&d->differing, d->was, now, d->arena);
}

bool ri_affected_find(ri_affected *out, const ri_snapshot *was, const ri_snapshot *now,
                      bool superiors, ri_arena *arena)
{
    const uint32_t n = now->units.rows.n;
    *out = (ri_affected){.was = was, .now = now, .arena = arena};
    if (!make_flags(out)) {
        return false;
    }
    memcpy(out->below, out->differing.of[RI_UNIT], n);
    go_round(out->below, was->units.loop, n);
    go_down(out->below, &now->units);
    find_positions(out, superiors);
    if (!out->failed) {
        find_units(out);
        find_holders(out);
    }
    return !out->failed;
}

/* ---- questions ---- */

bool ri_affected_is(const ri_affected *d, ri_ref ref)
{
    const uint32_t at = ri_ref_index(ref);
    if (ref == RI_NONE) {
        return false;
    }
    switch (ri_ref_kind(ref)) {
    case RI_JOURNEY:
        return d->journeys[at] != 0;
    case RI_OFFICE:
        return d->offices[at] != 0;
    case RI_PERSON:
        return d->people[at] != 0;
    case RI_POSITION:
        return d->positions[at] != 0;
    case RI_TEAM:
        return d->teams[at] != 0;
    case RI_UNIT:
        return d->units[at] != 0;
    default:
        return false;
    }
}

bool ri_affected_office(const ri_affected *d, const char *office)
{
    uint32_t n = 0;
    uint32_t m = 0;
    const uint32_t *was = ri_snapshot_office(d->was, office, &n);
    const uint32_t *now = ri_snapshot_office(d->now, office, &m);
    uint32_t i = 0;
    while (n == m && i < n && was[i] == now[i] && d->positions[was[i]] == 0) {
        i++;
    }
    return n != m || i < n;
}
