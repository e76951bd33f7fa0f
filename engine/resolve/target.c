#include "resolve/target.h"

#include "model/power.h"

/* Whether a list column of a row has an item. */
static bool listed(const ri_lists *lists, uint32_t row, uint32_t item)
{
    for (uint32_t i = lists->first[row]; i < lists->first[row + 1]; i++) {
        if (lists->items[i] == item) {
            return true;
        }
    }
    return false;
}

static bool position_heads_within(const ri_snapshot *s, uint32_t position, uint32_t unit)
{
    const ri_lists *heads = &s->positions.heads;
    for (uint32_t i = heads->first[position]; i < heads->first[position + 1]; i++) {
        if (ri_unit_within(s, heads->items[i], unit)) {
            return true;
        }
    }
    return false;
}

/* under(unit): the units at or below it, the positions in them and their heads. */
static bool under_unit(const ri_snapshot *s, uint32_t unit, ri_ref holder)
{
    uint32_t index = ri_ref_index(holder);
    if (ri_ref_kind(holder) == RI_UNIT) {
        return ri_unit_within(s, index, unit);
    }
    if (ri_ref_kind(holder) != RI_POSITION) {
        return false;
    }
    uint32_t own = s->positions.unit[index];
    return (own != RI_NONE && ri_unit_within(s, own, unit)) ||
           position_heads_within(s, index, unit);
}

/* under(position): the position, those under it, and the units they head. */
static bool under_position(const ri_snapshot *s, uint32_t top, ri_ref holder)
{
    uint32_t index = ri_ref_index(holder);
    if (ri_ref_kind(holder) == RI_UNIT) {
        index = s->units.head[index];
    } else if (ri_ref_kind(holder) != RI_POSITION) {
        return false;
    }
    return index != RI_NONE && (index == top || ri_position_under(s, index, top));
}

/* A position means itself; a unit, team or person also the positions that stand
   for it. */
static bool named(const ri_snapshot *s, ri_ref target, ri_ref holder)
{
    uint32_t index = ri_ref_index(target);
    uint32_t position = ri_ref_index(holder);
    if (target == holder) {
        return true;
    }
    if (ri_ref_kind(holder) != RI_POSITION) {
        return false;
    }
    switch (ri_ref_kind(target)) {
    case RI_UNIT:
        return s->units.head[index] == position;
    case RI_TEAM:
        return s->teams.lead[index] == position;
    case RI_PERSON:
        return listed(&s->people.positions, index, position);
    default:
        return false;
    }
}

bool ri_target_means(const ri_snapshot *s, const ri_target *target, ri_ref holder)
{
    const ri_ref top = target->ref;
    return !target->under                ? named(s, top, holder)
           : ri_ref_kind(top) == RI_UNIT ? under_unit(s, ri_ref_index(top), holder)
                                         : under_position(s, ri_ref_index(top), holder);
}
