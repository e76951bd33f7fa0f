/*
 * The matrix the other way round: what each holder has.
 */
#ifndef RI_HOLDINGS_H
#define RI_HOLDINGS_H

#include "base/arena.h"
#include "resolve/matrix.h"

/* Who holds some letter, and on what. */
typedef struct ri_held {
    const ri_snapshot *s;
    uint32_t n;      /* holders */
    ri_ref *holder;  /* in order, each once */
    size_t *first;   /* n + 1: where each one's begin in */
    ri_ref *subject; /* by subject, then letter */
    uint8_t *letter;
} ri_held;

/* A letter that somebody has on a subject, and the holder through which. */
typedef struct ri_holding {
    ri_ref subject;
    uint8_t letter;
    ri_ref via;
} ri_holding;

/* Reads all of a matrix; the arrays are the arena's. false: memory is exhausted. */
bool ri_held_make(ri_held *out, const ri_snapshot *s, const ri_matrix *matrix, ri_arena *arena);
/* Whether what the holder `via` has, another one has too: its own, its units' and teams'; a
   person also their positions'. */
bool ri_held_reaches(const ri_snapshot *s, ri_ref via, ri_ref holder);
/* What somebody has, by subject, letter, via; in the arena. false: memory is exhausted. */
bool ri_held_by(ri_holding **out, size_t *n, const ri_held *held, ri_ref holder, ri_arena *arena);

#endif
