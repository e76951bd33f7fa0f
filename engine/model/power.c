#include "model/power.h"

#include <string.h>

#include "base/order.h"

#include "model/lines.h"

bool ri_position_under(const ri_snapshot *s, uint32_t p, uint32_t q)
{
    const ri_positions *positions = &s->positions;
    if (p == RI_NONE || q == RI_NONE) {
        return false;
    }
    const ri_lines lines = {
        .loop = positions->loop, .enter = positions->enter, .leave = positions->leave};
    bool on_loop = positions->loop != NULL && positions->loop[q] != RI_NONE;
    return (p != q || on_loop) && ri_lines_within(&lines, p, q);
}

bool ri_unit_within(const ri_snapshot *s, uint32_t v, uint32_t u)
{
    const ri_units *units = &s->units;
    const ri_lines lines = {.loop = units->loop, .enter = units->enter, .leave = units->leave};
    return v != RI_NONE && u != RI_NONE && ri_lines_within(&lines, v, u);
}

bool ri_position_vacant(const ri_snapshot *s, uint32_t position)
{
    return s->positions.first_seat[position] == s->positions.first_seat[position + 1];
}

uint32_t ri_holder_position(const ri_snapshot *s, ri_ref holder)
{
    uint32_t at = ri_ref_index(holder);
    if (holder == RI_NONE) {
        return RI_NONE;
    }
    switch (ri_ref_kind(holder)) {
    case RI_POSITION:
        return at;
    case RI_UNIT:
        return s->units.head[at];
    case RI_TEAM:
        return s->teams.lead[at];
    case RI_PERSON: {
        const ri_lists *positions = &s->people.positions;
        uint32_t first = positions->first[at];
        return positions->first[at + 1] == first + 1 ? positions->items[first] : RI_NONE;
    }
    default:
        return RI_NONE;
    }
}

/* The first position that has an office, or RI_NONE. */
static uint32_t first_with(const ri_snapshot *s, const char *office)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(s, office, &n);
    return n > 0 ? positions[0] : RI_NONE;
}

uint32_t ri_position_meant(const ri_snapshot *s, ri_ref meant)
{
    return meant != RI_NONE && ri_ref_kind(meant) == RI_OFFICE
               ? first_with(s, ri_intern_get(s->words, ri_ref_index(meant)))
               : ri_holder_position(s, meant);
}

ri_ref ri_meant_there(const ri_snapshot *s, const char *reference)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (!ri_reference_split(reference, &kind, &key)) {
        return RI_NONE;
    }
    if (kind != RI_OFFICE) {
        return ri_snapshot_find(s, kind, key);
    }
    const uint32_t position = first_with(s, key);
    return position != RI_NONE ? ri_ref_make(RI_POSITION, position) : RI_NONE;
}

bool ri_position_has_office(const ri_snapshot *s, uint32_t position, const char *office)
{
    const uint32_t has = position != RI_NONE ? s->positions.office[position] : RI_NONE;
    return has != RI_NONE && strcmp(ri_intern_get(s->words, has), office) == 0;
}

/* Whether all that are numbered from `lowest` to `highest` are at or below a position. */
static bool has_between(const ri_positions *p, uint32_t position, uint32_t lowest, uint32_t highest)
{
    return p->enter[position] <= lowest && highest < p->leave[position];
}

uint32_t ri_lowest_common_superior(const ri_snapshot *s, const uint32_t *positions, size_t n)
{
    const ri_positions *p = &s->positions;
    if (n == 0 || positions[0] == RI_NONE) {
        return RI_NONE;
    }
    uint32_t lowest = p->enter[positions[0]];
    uint32_t highest = lowest;
    for (size_t i = 1; i < n; i++) {
        if (positions[i] == RI_NONE) {
            return RI_NONE;
        }
        uint32_t enter = p->enter[positions[i]];
        lowest = enter < lowest ? enter : lowest;
        highest = enter > highest ? enter : highest;
    }
    /* Up from any of them, to the first that has all at or below it: by jumps that do not
       pass it, else by one. */
    uint32_t at = positions[0];
    while (at != RI_NONE && !has_between(p, at, lowest, highest)) {
        const uint32_t far = p->jump[at];
        at = has_between(p, far, lowest, highest) || far == at ? p->up[at] : far;
    }
    return at;
}

uint32_t ri_steps_above(const ri_snapshot *s, uint32_t p, uint32_t from)
{
    const ri_positions *positions = &s->positions;
    if (p == from) {
        return 0;
    }
    if (!ri_position_under(s, from, p)) {
        return RI_NONE;
    }
    const uint32_t down = positions->depth[from];
    if (has_between(positions, p, positions->enter[from], positions->enter[from])) {
        return down - positions->depth[p];
    }
    /* Past where the circle was cut: up to its first, and on from the last. */
    const uint32_t last = positions->reports_to[positions->loop[p]];
    return down + 1 + positions->depth[last] - positions->depth[p];
}

static bool list_has(const ri_lists *lists, uint32_t row, uint32_t item)
{
    const uint32_t first = lists->first[row];
    return ri_order_has(lists->items + first, lists->first[row + 1] - first, item);
}

bool ri_any_within(const ri_snapshot *s, const ri_lists *positions, uint32_t row, uint32_t unit)
{
    for (uint32_t i = positions->first[row]; i < positions->first[row + 1]; i++) {
        if (ri_unit_within(s, s->positions.unit[positions->items[i]], unit)) {
            return true;
        }
    }
    return false;
}

bool ri_includes(const ri_snapshot *s, ri_ref holder, ri_ref x)
{
    if (holder == RI_NONE || x == RI_NONE) {
        return false;
    }
    if (holder == x) {
        return true;
    }
    uint32_t at = ri_ref_index(x);
    bool position = ri_ref_kind(x) == RI_POSITION;
    switch (ri_ref_kind(holder)) {
    case RI_UNIT: {
        uint32_t unit = position ? s->positions.unit[at] : at;
        return (position || ri_ref_kind(x) == RI_UNIT) &&
               ri_unit_within(s, unit, ri_ref_index(holder));
    }
    case RI_TEAM:
        return position && list_has(&s->teams.members, ri_ref_index(holder), at);
    case RI_PERSON:
        return position ? list_has(&s->people.positions, ri_ref_index(holder), at)
                        : ri_ref_kind(x) == RI_UNIT &&
                              ri_any_within(s, &s->people.positions, ri_ref_index(holder), at);
    default:
        return false;
    }
}

static bool commands_position(const ri_snapshot *s, uint32_t p, uint32_t position)
{
    return position == p || ri_position_under(s, position, p);
}

static bool commands_unit(const ri_snapshot *s, uint32_t p, uint32_t unit)
{
    const ri_lists *heads = &s->positions.heads;
    for (uint32_t i = heads->first[p]; i < heads->first[p + 1]; i++) {
        if (ri_unit_within(s, unit, heads->items[i])) {
            return true;
        }
    }
    return ri_position_under(s, s->units.head[unit], p);
}

/* Whether the row has positions, and p commands each of them. */
static bool commands_all(const ri_snapshot *s, uint32_t p, const ri_lists *positions, uint32_t row)
{
    for (uint32_t i = positions->first[row]; i < positions->first[row + 1]; i++) {
        if (!commands_position(s, p, positions->items[i])) {
            return false;
        }
    }
    return positions->first[row] < positions->first[row + 1];
}

bool ri_commands_by_line(const ri_snapshot *s, uint32_t p, ri_ref holder)
{
    uint32_t at = ri_ref_index(holder);
    if (p == RI_NONE || holder == RI_NONE) {
        return false;
    }
    switch (ri_ref_kind(holder)) {
    case RI_POSITION:
        return commands_position(s, p, at);
    case RI_UNIT:
        return commands_unit(s, p, at);
    case RI_TEAM:
        return commands_all(s, p, &s->teams.members, at);
    case RI_PERSON:
        return commands_all(s, p, &s->people.positions, at);
    default:
        return false;
    }
}

bool ri_commands(const ri_snapshot *s, uint32_t p, ri_ref holder, ri_ref subject)
{
    return p != RI_NONE && holder != RI_NONE &&
           (ri_commands_by_line(s, p, holder) || ri_mandate_covers(s, p, subject));
}
