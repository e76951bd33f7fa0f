/*
 * The two sides of a passage: who is accountable for each, whether these are of different
 * departments, and whether any of them is told of the other side. The checks unowned-handoff
 * and silent-handoff ask this of each handoff; so does the list of seams.
 */
#ifndef RI_SEAM_SIDES_H
#define RI_SEAM_SIDES_H

#include "check/commanding.h"

/* Who is accountable for each side, as the rows of the two touchpoints say. */
typedef struct ri_seam_sides {
    const ri_row *from;
    const ri_row *to;
    const ri_ref *from_a;
    const ri_ref *to_a;
    uint32_t n_from_a;
    uint32_t n_to_a;
} ri_seam_sides;

/* Both rows must outlive the sides. */
ri_seam_sides ri_seam_sides_of(const ri_row *from, const ri_row *to, uint8_t accountable);

/* Whether both sides have an accountable, and those of the one are of other departments than
   those of the other. *exhausted is set when memory is. */
bool ri_seam_apart(const ri_seam_sides *sides, const ri_snapshot *s, ri_indexes *scratch,
                   bool *exhausted);
/* Whether somebody who is accountable for one side has a letter other than A and R on the other. */
bool ri_seam_heard(const ri_seam_sides *sides, const ri_work *work);

/* Whether the departments of some positions are not those of the others. */
bool ri_departments_apart(const ri_snapshot *s, ri_indexes *scratch, bool *exhausted,
                          const ri_ref *left, size_t n_left, const ri_ref *right, size_t n_right);

#endif
