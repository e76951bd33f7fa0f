/*
 * Facts that something needs of an organization, by the files and columns in which they
 * would stand: "walks.csv", "units.csv: function", "touchpoints.csv: tags campaign".
 */
#ifndef RI_NEEDED_H
#define RI_NEEDED_H

#include "base/arena.h"
#include "model/snapshot.h"

/* One fact. Without a column a row is enough, without a value any that is set. */
typedef struct ri_needed {
    const char *text;  /* as it was written */
    uint32_t file;     /* a place in the table of needed.c */
    uint32_t column;   /* in that file's; RI_NONE for an attribute, and where there is none */
    const char *name;  /* of the column, or NULL */
    const char *value; /* or NULL */
} ri_needed;

/* Reads a need, which lives in the arena. false with *why in the arena when no file or column
   is meant; *why is NULL when memory is exhausted. */
bool ri_need_read(ri_needed *out, ri_arena *arena, const char *text, const char **why);

/* Whether the organization has the fact, in any row, on the snapshot's date. The snapshot is
   a whole one. */
bool ri_need_met(const ri_snapshot *s, const ri_needed *need);

#endif
