/*
 * A snapshot from another one: what a prospect alters is laid over it, and what follows from
 * that is made anew. All else is shared.
 */
#ifndef RI_DERIVE_H
#define RI_DERIVE_H

#include "model/prospect.h"

/* Whether a snapshot can be derived that is as if the model had been written and loaded: not
   where what ends has begun on that very day, so that everything forgets it, and not where
   touchpoints pass differently while the model speaks of passages that are not there. */
bool ri_prospect_derivable(const ri_prospect *p);

/* Gives an owned snapshot with the places of the prospect's; that one must have a basis, and
   outlive it. `passages` gets the keys of handoffs that it has no place for, in order, in
   the arena of the snapshot that is given: as long as there are any it lacks these. */
raci_status ri_snapshot_derive(ri_snapshot **out, ri_prospect *p, const char ***passages,
                               size_t *n_passages, raci_error *err);

/* The organization on a later day, up to which nothing begins or ends but seats. Gives an owned
   snapshot; the other one must have a basis, and outlive it. */
raci_status ri_snapshot_later(ri_snapshot **out, const ri_snapshot *s, int32_t day,
                              raci_error *err);

#endif
