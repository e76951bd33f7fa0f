/*
 * How often each holder has a letter: counted once over a matrix, and kept right row by row
 * where a few rows differ.
 */
#ifndef RI_TALLY_H
#define RI_TALLY_H

#include "resolve/matrix.h"

/* Counts by kind of holder: positions, units, teams and people; NULL for other kinds. */
typedef struct ri_tally {
    uint32_t n_letters;
    uint32_t n[RI_KIND_COUNT];         /* rows of the kind */
    uint32_t *all[RI_KIND_COUNT];      /* by row: letters on any subject */
    uint32_t *on_those[RI_KIND_COUNT]; /* by row * n_letters + letter: on touchpoints */
    bool shared[RI_KIND_COUNT];        /* these are another tally's, until one differs */
} ri_tally;

/* Nothing counted yet. false: memory is exhausted; what there is is to be freed all the same. */
bool ri_tally_begin(ri_tally *tally, const ri_snapshot *snapshot, uint32_t n_letters);
/* The same counts, to begin with; the other one must outlive it. */
void ri_tally_share(ri_tally *out, const ri_tally *of);
/* Counts nothing any more; for one that shares nothing. */
void ri_tally_clear(ri_tally *tally);
/* Counts what a row says, or takes it out again. false: memory is exhausted. */
bool ri_tally_add(ri_tally *tally, const ri_row *row, ri_kind subject);
bool ri_tally_take(ri_tally *tally, const ri_row *row, ri_kind subject);
/* The touchpoints on which a holder has the letter. */
uint32_t ri_tally_on(const ri_tally *tally, ri_kind kind, uint32_t row, uint8_t letter);
/* The positions that letters reach, by row: those that have one themselves, or with their unit, a
   unit above it, a team or a person. Owned, to be freed with ri_free; NULL: memory is exhausted. */
uint32_t *ri_tally_reached(const ri_tally *tally, const ri_snapshot *snapshot);
void ri_tally_free(ri_tally *tally);

#endif
