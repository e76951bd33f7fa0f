#include "report/holder_groups.h"

#include "report/sentences.h"

/* Where a holder stands: those of units first, in the order of the tree; in a unit itself, then its
   positions from the top; then teams, and people. */
typedef struct standing {
    uint32_t kind;
    uint32_t unit; /* by the tree; RI_NONE for none */
    uint32_t depth;
} standing;

static standing standing_of(const ri_snapshot *s, ri_ref holder)
{
    const uint32_t i = ri_ref_index(holder);
    switch (ri_ref_kind(holder)) {
    case RI_UNIT:
        return (standing){0, s->units.enter[i], 0};
    case RI_POSITION: {
        const uint32_t unit = s->positions.unit[i];
        return (standing){0, unit != RI_NONE ? s->units.enter[unit] : RI_NONE,
                          s->positions.depth[i] + 1};
    }
    case RI_TEAM:
        return (standing){1, 0, 0};
    default:
        return (standing){2, 0, 0};
    }
}

int ri_holder_order(const ri_snapshot *s, ri_ref a, ri_ref b)
{
    const standing x = standing_of(s, a);
    const standing y = standing_of(s, b);
    if (x.kind != y.kind) {
        return x.kind < y.kind ? -1 : 1;
    }
    if (x.unit != y.unit) {
        return x.unit < y.unit ? -1 : 1;
    }
    if (x.depth != y.depth) {
        return x.depth < y.depth ? -1 : 1;
    }
    return (a > b) - (a < b);
}

static uint32_t department_of(const ri_snapshot *s, ri_ref holder)
{
    const uint32_t i = ri_ref_index(holder);
    return ri_ref_kind(holder) == RI_UNIT       ? s->units.department[i]
           : ri_ref_kind(holder) == RI_POSITION ? ri_position_department(s, i)
                                                : RI_NONE;
}

ri_ref ri_holder_group(const ri_snapshot *s, ri_ref holder)
{
    const uint32_t department = department_of(s, holder);
    const ri_kind kind = ri_ref_kind(holder);
    /* A unit without one stands with the positions without one: it is not the first department. */
    return department != RI_NONE ? ri_ref_make(RI_UNIT, department)
                                 : ri_ref_make(kind == RI_UNIT ? RI_POSITION : kind, 0);
}

void ri_say_holder_group(ri_text *out, ri_view *view, ri_ref holder)
{
    const uint32_t department = department_of(view->snapshot, holder);
    if (department != RI_NONE) {
        ri_say_name(out, view, ri_ref_make(RI_UNIT, department));
    } else {
        ri_text_add(out, ri_ref_kind(holder) == RI_TEAM     ? "Teams"
                         : ri_ref_kind(holder) == RI_PERSON ? "People"
                                                            : "In no unit");
    }
}
