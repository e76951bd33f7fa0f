/*
 * Which touchpoints and journeys there are, by key and by name, asked of the
 * model itself: a question's words are looked up before anything is loaded.
 */
#ifndef RI_NAMED_H
#define RI_NAMED_H

#include "model/known.h"

/* When something exists. Where it does not on the date asked about, [from, to) is
   its next period, or the last one. */
typedef struct ri_existence {
    bool now;
    bool ever;
    int32_t from;
    int32_t to;
} ri_existence;

/* Looks up one key of a touchpoint or a journey. */
raci_status ri_named_existence(ri_existence *out, raci_model *model, ri_kind kind, const char *key,
                               int32_t date, raci_error *err);

/* Called for each thing; strings are valid during the call only. `journey` is a
   touchpoint's first journey's key, or NULL. false: memory is exhausted. */
typedef bool (*ri_named_fn)(ri_kind kind, const char *key, const char *name, const char *journey,
                            void *payload);

/* Visits the journeys, then the touchpoints that are there on the date, by key.
   The name is the key where there is none. */
raci_status ri_named_each(raci_model *model, int32_t date, ri_named_fn visit, void *payload,
                          raci_error *err);

#endif
