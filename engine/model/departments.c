/*
 * The departments that positions and holders belong to.
 */
#include "base/memory.h"
#include "base/order.h"
#include "model/power.h"

uint32_t ri_position_department(const ri_snapshot *s, uint32_t position)
{
    uint32_t unit = s->positions.unit[position];
    return unit != RI_NONE ? s->units.department[unit] : RI_NONE;
}

static bool push_department(const ri_snapshot *s, uint32_t position, ri_indexes *out)
{
    uint32_t department = ri_position_department(s, position);
    return department == RI_NONE || RI_PUSH(out->items, out->n, out->capacity, department);
}

/* Those of all positions in a list of them. */
static bool push_departments(const ri_snapshot *s, const ri_lists *positions, uint32_t row,
                             ri_indexes *out)
{
    for (uint32_t i = positions->first[row]; i < positions->first[row + 1]; i++) {
        if (!push_department(s, positions->items[i], out)) {
            return false;
        }
    }
    return true;
}

bool ri_holder_departments(const ri_snapshot *s, ri_ref holder, ri_indexes *out)
{
    uint32_t at = ri_ref_index(holder);
    bool done = true;
    if (holder == RI_NONE) {
        return true;
    }
    switch (ri_ref_kind(holder)) {
    case RI_POSITION:
        done = push_department(s, at, out);
        break;
    case RI_UNIT:
        done = RI_PUSH(out->items, out->n, out->capacity, s->units.department[at]);
        break;
    case RI_TEAM:
        done = push_departments(s, &s->teams.members, at, out);
        break;
    case RI_PERSON:
        done = push_departments(s, &s->people.positions, at, out);
        break;
    default:
        break;
    }
    out->n = ri_order_unique(out->items, out->n);
    return done;
}
