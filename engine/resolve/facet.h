/*
 * One dimension of a matcher; see matcher.h. A facet knows classes of values:
 * class 0 is every value that no match names and the absent value, class i + 1
 * the i-th value that some match names. A row stands for a set of classes.
 */
#ifndef RI_FACET_H
#define RI_FACET_H

#include "base/arena.h"
#include "base/intern.h"
#include "model/snapshot.h"
#include "policy/declared.h"

typedef struct ri_facet {
    ri_dimension dimension;
    const char *name; /* RI_DIM_ATTRIBUTE: its name */
    ri_arena *arena;  /* of its bits */
    uint32_t words;
    ri_intern *values; /* named values -> class - 1 */
    uint64_t *open;    /* matches that ask for none of the values */
    uint64_t **in;     /* per class - 1: matches that ask for it; NULL: none */
    uint64_t **out;    /* per class - 1: matches that except it; NULL: none */
    ri_intern *rows;   /* set of classes (as bytes) -> row */
    uint64_t **row;    /* the rows met so far */
    size_t n_rows;
    size_t row_capacity;
} ri_facet;

/* Begins a facet whose values are the ones the matches name in that dimension.
   Masked dimensions (criticality, truth, managed) name their numbers. */
raci_status ri_facet_begin(ri_facet *facet, ri_arena *arena, const ri_match *const *matches,
                           uint32_t n, raci_error *err);
/* The row for a set of n classes; sorts and shortens `classes`. RI_NONE: no memory. */
uint32_t ri_facet_row(ri_facet *facet, uint32_t *classes, size_t n);
/* The class of a value. */
uint32_t ri_facet_class(const ri_facet *facet, const char *value);
void ri_facet_end(ri_facet *facet);

/* Whether a glob has a wildcard: without one it is a key. */
bool ri_glob_wild(const char *glob);
/* Whether a key condition has a glob with a wildcard. */
bool ri_condition_wild(const ri_condition *condition);
/* Whether a key fits a key condition. */
bool ri_condition_fits(const ri_condition *condition, const char *key);

#endif
