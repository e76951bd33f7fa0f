/*
 * What things are called, by their references: of two organizations, before and after, each
 * has things that the other has not.
 */
#ifndef RI_THING_NAMES_H
#define RI_THING_NAMES_H

#include "base/map.h"
#include "model/snapshot.h"

typedef enum ri_side { RI_BEFORE, RI_AFTER } ri_side;

typedef struct ri_names {
    const ri_snapshot *sides[2]; /* NULL: that one is not known */
    ri_side side;                /* asked first */
    ri_map often[RI_KIND_COUNT]; /* by a digest of the name, how many are called so */
    bool counted[RI_KIND_COUNT];
} ri_names;

/* A zeroed one knows no names, so references stand for themselves. */
ri_names ri_names_of(const ri_snapshot *before, const ri_snapshot *after);
void ri_names_free(ri_names *names);

/* The name of a thing, shown and cut, with its key where another one of its kind has the same
   name; its reference where it has none. */
void ri_say_named(ri_text *line, ri_names *names, const char *reference);
/* The same; a position with the people who sit there: "Head of Sales (Dana Ruiz)". */
void ri_say_seated(ri_text *line, ri_names *names, const char *reference);

#endif
