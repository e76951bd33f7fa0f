/* Whether a `forbid` may mean one of those to whom a rule gives a letter. */
#include "model/power.h"
#include "resolve/fixed_holders.h"

/* Everything at or below a unit or position. */
static bool lies_under(const ri_snapshot *s, ri_ref top, uint32_t position)
{
    const ri_lists *heads = &s->positions.heads;
    if (ri_ref_kind(top) == RI_POSITION) {
        return ri_ref_index(top) == position || ri_position_under(s, position, ri_ref_index(top));
    }
    const uint32_t unit = s->positions.unit[position];
    if (unit != RI_NONE && ri_unit_within(s, unit, ri_ref_index(top))) {
        return true;
    }
    for (uint32_t i = heads->first[position]; i < heads->first[position + 1]; i++) {
        if (ri_unit_within(s, heads->items[i], ri_ref_index(top))) {
            return true;
        }
    }
    return false;
}

static bool sits_in(const ri_snapshot *s, uint32_t person, uint32_t position)
{
    const ri_lists *of = &s->people.positions;
    for (uint32_t i = of->first[person]; i < of->first[person + 1]; i++) {
        if (of->items[i] == position) {
            return true;
        }
    }
    return false;
}

static bool has_office(const ri_snapshot *s, const char *office, uint32_t position)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(s, office, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (positions[i] == position) {
            return true;
        }
    }
    return false;
}

static bool means(const ri_snapshot *s, const ri_holder *target, uint32_t position)
{
    if (target->form == RI_HOLD_LIST) {
        for (uint32_t i = 0; i < target->n_items; i++) {
            if (means(s, target->items[i], position)) {
                return true;
            }
        }
        return false;
    }
    if (target->form != RI_HOLD_REFERENCE && target->form != RI_HOLD_UNDER) {
        return true; /* it depends on the subject */
    }
    if (target->kind == RI_OFFICE) {
        return has_office(s, target->key, position);
    }
    const ri_ref ref = ri_snapshot_find(s, target->kind, target->key);
    if (ref == RI_NONE) {
        return false;
    }
    if (target->form == RI_HOLD_UNDER) {
        return lies_under(s, ref, position);
    }
    return target->kind == RI_PERSON ? sits_in(s, ri_ref_index(ref), position)
                                     : ri_holder_position(s, ref) == position;
}

bool ri_may_ban(const ri_snapshot *s, const ri_holder *target, const ri_fixed *of)
{
    if (s == NULL || of->whom == RI_NONE) {
        return true;
    }
    for (uint32_t i = 0; i < of->n; i++) {
        if (ri_ref_kind(of->refs[i]) != RI_POSITION ||
            means(s, target, ri_ref_index(of->refs[i]))) {
            return true;
        }
    }
    return false;
}
