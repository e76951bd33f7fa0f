/*
 * How much everybody answers for, and how much of that they command; of units also what all who
 * are in them or below do.
 */
#ifndef RI_ANSWERING_H
#define RI_ANSWERING_H

#include "check/commanding.h"

/* Numbers of touchpoints. */
typedef struct ri_answers_for {
    uint32_t accountable;
    uint32_t commanded; /* of these: the work on it is commanded by who is accountable */
    uint32_t responsible;
} ri_answers_for;

typedef struct ri_answering {
    ri_answers_for *by[RI_KIND_COUNT]; /* by row of positions, units, teams and people: what they
                                          have themselves; NULL for other kinds */
    ri_answers_for *under;             /* by unit: a touchpoint on which several of it have a letter
                                          is one, commanded where all of them command it */
} ri_answering;

/* Reads all of the matrix once. false: memory is exhausted. Freed either way. */
bool ri_answering_count(ri_answering *out, const ri_work *work);
void ri_answering_free(ri_answering *answering);

#endif
