/*
 * Where the parts of what is recorded stand: steps and rows of a change, lines of a card, rules of
 * a finding, files of a policy, parts of their texts.
 */
#ifndef RI_PLACES_H
#define RI_PLACES_H

#include "store/store.h"

/* Proves that the places in every list count from 0. Digests are of lists in their order, so that
   another number which leaves the order is in none. RACI_FORMAT: somewhere they do not. */
raci_status ri_places_prove(ri_store *store, raci_error *err);

#endif
