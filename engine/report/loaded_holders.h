/*
 * Who has letters, in the order of how many.
 */
#ifndef RI_LOADED_HOLDERS_H
#define RI_LOADED_HOLDERS_H

#include "report/view.h"

/* Appends everybody with a letter: who has most of the first letter on touchpoints, in the order
   in which people are told, then of the next, stands first. false: memory is exhausted. */
bool ri_loaded_holders(ri_indexes *out, const ri_view *view, const ri_tally *tally);

#endif
