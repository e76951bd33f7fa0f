/*
 * How far a focus reaches: from what was asked for to everything that belongs to it.
 */
#ifndef RI_REACH_H
#define RI_REACH_H

#include "model/loading.h"

/* Follows every "kind:key", "below:UNIT" and "steps:JOURNEY" of `asked` on the date
   (ISO text) by look-ups of single rows. Keys are put into the arena. *out begins
   zeroed and is to be freed also after a failure. */
raci_status ri_reach_from(ri_reach *out, ri_store *store, const char *date, const ri_intern *asked,
                          ri_arena *arena, raci_error *err);
void ri_reach_free(ri_reach *reach);

#endif
