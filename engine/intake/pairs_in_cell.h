/*
 * Letters and those who have them in one cell: "R: Dana, Eli; A: Finn".
 */
#ifndef RI_PAIRS_IN_CELL_H
#define RI_PAIRS_IN_CELL_H

#include "intake/letters.h"

typedef struct ri_cell_pair {
    const char *letters; /* within the cell; no NUL follows */
    size_t n_letters;    /* bytes of it */
    const char *names;   /* to be taken apart by ri_names_next */
    size_t n_names;      /* bytes of it, may be 0 */
} ri_cell_pair;

/* The next pair of *left bytes at *bytes, which are then those behind it. false: what is there
   does not begin with letters and ":", or nothing is left. Sets *failed, and leaves it alone
   otherwise, when memory is exhausted. */
bool ri_pairs_next(const ri_letters *letters, const char **bytes, size_t *left, ri_cell_pair *out,
                   bool *failed);
/* How many pairs a cell has; 0 where it is not made of them. */
size_t ri_pairs_count(const ri_letters *letters, const char *bytes, size_t length, bool *failed);

#endif
