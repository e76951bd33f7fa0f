/*
 * What the other layers may ask of a model beside its snapshot: which names
 * exist on any date.
 */
#ifndef RI_KNOWN_H
#define RI_KNOWN_H

#include <stdbool.h>

#include "model/reference.h"
#include "raci/model.h"
#include "store/store.h"

/* The connection of a model; borrowed. */
ri_store *ri_model_store(raci_model *model);

/* Computes the digest anew. Whatever writes the organization calls it last in its
   transaction. */
raci_status ri_model_seal(raci_model *model, raci_error *err);

/* Whether a key of that kind (unit, position, person, team, stage, channel,
   journey, touchpoint) exists on any date. */
raci_status ri_model_knows(bool *out, raci_model *model, ri_kind kind, const char *key,
                           raci_error *err);

/* The nearest existing key of that kind, written to `out` (of `size` bytes), or "" when
   none is near. For error messages: it reads all keys of the kind. */
raci_status ri_model_nearest(char *out, size_t size, raci_model *model, ri_kind kind,
                             const char *wanted, raci_error *err);

#endif
