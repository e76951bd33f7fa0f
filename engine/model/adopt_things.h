/*
 * What rows of other people's files name: units, stages, channels, journeys, and whoever has a
 * letter. Each is what the model knows by that name, or comes in as something new. Used by
 * whatever takes in files.
 */
#ifndef RI_ADOPT_THINGS_H
#define RI_ADOPT_THINGS_H

#include "model/adopt.h"

/* Where a name was read: for notes, and for problems of the import. */
typedef struct ri_adopt_source {
    const char *place; /* "12:3", or "" */
    uint32_t line;
} ri_adopt_source;

/* The key of the unit, stage, channel or journey of that name. Borrowed. */
raci_status ri_adopt_thing(const char **key, ri_adopting *a, ri_kind kind, const char *name,
                           ri_adopt_source from, raci_error *err);
/* The key of the channel that a cell names, the first of several; *rest is the cell's text where
   it says more than that, else NULL. */
raci_status ri_adopt_channel(const char **key, const char **rest, ri_adopting *a, const char *cell,
                             ri_adopt_source from, raci_error *err);
/* The reference of whoever is called so: a position, unless somebody said what parties become
   that the model does not know. */
raci_status ri_adopt_holder(const char **reference, ri_adopting *a, const char *name,
                            ri_adopt_source from, raci_error *err);
/* Whether the import has a stated row; it is remembered by its fingerprint, into *row. */
bool ri_adopt_has_stated(uint64_t *row, const ri_adopting *a, const char *touchpoint,
                         const char *letter, const char *holder);
/* Gives the import a stated row; one that it has is noted as such. */
raci_status ri_adopt_stated(ri_adopting *a, const char *touchpoint, const char *letter,
                            const char *holder, const char *reason, ri_adopt_source from,
                            raci_error *err);
/* Notes something that has two names in it; the second may be NULL where there is one. */
raci_status ri_adopt_note(ri_adopting *a, ri_adopt_source from, const char *format,
                          const char *first, const char *second, raci_error *err);

#endif
