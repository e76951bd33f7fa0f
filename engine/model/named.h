/*
 * What is there, by key, asked of the model itself: a question's words are looked up
 * before anything is loaded.
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

/* What a thing is called on the date; strings are valid until the next call. */
typedef struct ri_named_thing {
    bool there;        /* on the date */
    const char *name;  /* the key where there is none */
    const char *place; /* the key of a touchpoint's journey, of the unit that a position or
                          a person is in, of a unit's parent; or NULL */
} ri_named_thing;

/* Looks up one key of a journey, a touchpoint, a position, unit, team or person. */
raci_status ri_named_thing_of(ri_named_thing *out, raci_model *model, ri_kind kind, const char *key,
                              int32_t date, raci_error *err);

#endif
