/*
 * Who must act about a thing, where no finding says whom it goes to.
 */
#ifndef RI_WHO_ACTS_H
#define RI_WHO_ACTS_H

#include "check/result.h"

/* Whoever is accountable, heads or leads it, the superior of a position; else the CXO, the
   CEO. Never a position that is vacant; RI_NONE for nobody. */
ri_ref ri_who_acts(const raci_result *result, ri_ref about);
/* Of the positions that are accountable for a subject the first in which somebody sits;
   RI_NONE for none. */
uint32_t ri_accountable_there(const raci_result *result, ri_ref subject);
/* The first filled position in a position's line, itself counted; RI_NONE for none. */
uint32_t ri_filled_above(const ri_snapshot *s, uint32_t position);
/* The head of a unit, or of the nearest one above it, where somebody sits; RI_NONE for none. */
uint32_t ri_head_there(const ri_snapshot *s, uint32_t unit);

#endif
