/*
 * Whom and what other people's names mean: references, keys, e-mail addresses and names of what
 * the model has on a day, and of what is about to come into it.
 */
#ifndef RI_KNOWN_NAMES_H
#define RI_KNOWN_NAMES_H

#include "base/text.h"
#include "model/reference.h"
#include "raci/model.h"

typedef struct ri_known_names ri_known_names;

/* Learns all positions, units, teams, people, stages, channels, journeys and touchpoints that are
   there on the day. Gives an owned object. Fails as loading does. */
raci_status ri_known_names_new(ri_known_names **out, raci_model *model, int32_t day,
                               raci_error *err);
void ri_known_names_free(ri_known_names *known); /* NULL is allowed */

/* Learns one more. false: memory is exhausted. */
bool ri_known_names_add(ri_known_names *known, ri_kind kind, const char *key, const char *name);

typedef struct ri_meant {
    const char *reference; /* "unit:sales"; NULL: nothing is called so. Borrowed */
    bool several;          /* others are called so, too: this is the first of position, unit,
                              team, person */
    const char *other;     /* then another of them */
    bool said;             /* somebody said so (adopt.h) */
} ri_meant;

/* The key in such a reference: "sales". Borrowed from it. */
const char *ri_meant_key(const char *reference);

/* What a holder's name means; names are compared folded, by their words. false: memory. */
bool ri_known_holder(ri_meant *out, ri_known_names *known, const char *name);
/* Of a name that nothing has, one of a holder that is near to it: for units and for whatever has
   letters (RI_KIND_COUNT), else NULL; borrowed. It looks at very many names. */
const char *ri_known_near(const ri_known_names *known, ri_kind kind, const char *name);
/* Whether anybody is known who was in the model. */
bool ri_known_people(const ri_known_names *known);
/* The position in which a person ("person:dana-ruiz") sits on the day, when there is one only, as
   "position:coo"; else NULL; borrowed. false: memory. */
bool ri_known_seat(const char **position, ri_known_names *known, const char *person);
/* What the name of a position, unit, stage, channel, journey or touchpoint means, whatever else is
   called so. */
bool ri_known_of(ri_meant *out, ri_known_names *known, ri_kind kind, const char *name);
/* The touchpoint of that name in the section, stage or journey of that name, or, where that is
   "", in none. false: memory. */
bool ri_known_within(ri_meant *out, ri_known_names *known, const char *group, const char *name);
/* Whether a touchpoint ("touchpoint:sign") was in one when names were learned. false: memory. */
bool ri_known_grouped(bool *grouped, ri_known_names *known, const char *touchpoint);

#endif
