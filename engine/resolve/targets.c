/*
 * Whom a `forbid` or `require` means, and whether a holder is among them
 * (2-rules.md, "From rules to assignments" 4).
 */
#include "resolve/workings.h"

static void add_target(ri_resolver *r, ri_ref ref, bool under)
{
    ri_target target = {ref, under};
    if (!RI_ADD(r->targets, target)) {
        r->out_of_memory = true;
    }
}

/* A form that names holders as it would in `assign`. */
static void add_named(ri_resolver *r, ri_source source, ri_ref subject, const ri_holder *holder)
{
    size_t first = r->found.n;
    ri_find_holders(r, source, subject, holder, false);
    for (size_t i = first; i < r->found.n; i++) {
        add_target(r, r->found.items[i].ref, false);
    }
    r->found.n = first;
}

void ri_find_targets(ri_resolver *resolver, ri_source source, ri_ref subject,
                     const ri_holder *holder)
{
    const ri_holder *named;
    ri_ref top;
    switch (holder->form) {
    case RI_HOLD_LIST:
        for (uint32_t i = 0; i < holder->n_items; i++) {
            ri_find_targets(resolver, source, subject, holder->items[i]);
        }
        break;
    case RI_HOLD_FUNCTION:
        if (ri_call_holder(resolver, source, subject, holder, &named) && named != NULL) {
            ri_find_targets(resolver, source, subject, named);
        }
        break;
    case RI_HOLD_UNDER:
        top = ri_named_thing(resolver, holder);
        if (top != RI_NONE) {
            add_target(resolver, top, true);
        } else {
            resolver->lacked = true;
        }
        break;
    default:
        add_named(resolver, source, subject, holder);
        break;
    }
}

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

bool ri_targets_match(const ri_resolver *resolver, const ri_target *targets, size_t n,
                      ri_ref holder)
{
    const ri_snapshot *s = resolver->s;
    for (size_t i = 0; i < n; i++) {
        ri_ref top = targets[i].ref;
        bool match = !targets[i].under             ? named(s, top, holder)
                     : ri_ref_kind(top) == RI_UNIT ? under_unit(s, ri_ref_index(top), holder)
                                                   : under_position(s, ri_ref_index(top), holder);
        if (match) {
            return true;
        }
    }
    return false;
}
