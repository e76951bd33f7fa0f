/*
 * Which touchpoints of one stage of a journey make a pair: in different channels,
 * answered for by different departments, and neither told of by the other.
 */
#ifndef RI_CHANNEL_PAIRS_H
#define RI_CHANNEL_PAIRS_H

#include "base/map.h"
#include "check/overall.h"

/* A touchpoint of a journey that has a channel, a stage and an A. */
typedef struct ri_met {
    ri_row row;
    const ri_ref *a; /* in the row */
    uint32_t n_a;
    uint32_t stage;
    uint32_t channel;
    uint32_t home;   /* the department of its first A */
    uint32_t answer; /* number of its set of A's, among those of the stage */
    bool paired;
} ri_met;

/* Scratch that many stages use; begins zeroed, with `c` set. */
typedef struct ri_pairing {
    ri_checking *c;
    size_t most_words; /* of bits; beyond, touchpoints are compared one by one */
    ri_map found;      /* digest -> number of an answer, or place of a kind */
    ri_map place;      /* holder -> which row of `bits` says what it is told of */
    ri_indexes firsts; /* by answer: the first touchpoint that has it */
    ri_indexes kinds;  /* touchpoints that differ in what matters */
    ri_refs named;     /* the positions that are an A, by row of `bits` */
    uint64_t *bits;    /* rows of `words` words: the answers that a holder has an A of */
    size_t n_words;
    uint32_t n_rows;
    size_t capacity;
    uint64_t *told; /* likewise by kind: the answers that are told of it */
    size_t n_told;
    size_t told_capacity;
    size_t words;
} ri_pairing;

/* Marks touchpoints so that every set of A's of which some touchpoint is in a pair is
   marked once at least; gives whether there is a pair. false also when memory is
   exhausted, which is noted in the checking. */
bool ri_find_pairs(ri_pairing *k, ri_met *items, size_t n);
void ri_pairing_free(ri_pairing *k);

/* What the row with that number says of a touchpoint; false where it does not count. */
bool ri_met_make(ri_met *out, const ri_checking *c, const ri_matrix *matrix, uint32_t number,
                 uint32_t touchpoint);
/* Whether two touchpoints of one stage make a pair. */
bool ri_are_pair(ri_checking *c, const ri_met *x, const ri_met *y);
/* Whether the departments of the A's of two touchpoints differ. */
bool ri_homes_differ(ri_checking *c, const ri_met *x, const ri_met *y);

#endif
