/*
 * Holders in the order in which tables have them, department by department.
 */
#ifndef RI_HOLDER_GROUPS_H
#define RI_HOLDER_GROUPS_H

#include "report/view.h"

/* Compares two holders: those of units first, in the order of the tree, the unit itself before its
   positions, these from the top; then teams, then people. */
int ri_holder_order(const ri_snapshot *s, ri_ref a, ri_ref b);
/* What is equal for those that stand together: their department or, for those without one, the
   first thing of their kind. */
ri_ref ri_holder_group(const ri_snapshot *s, ri_ref holder);
/* What such a group is called: a department's name, "Teams", "People", "In no unit". */
void ri_say_holder_group(ri_text *out, ri_view *view, ri_ref holder);

#endif
