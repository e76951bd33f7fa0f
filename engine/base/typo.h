/*
 * How many typing errors lie between two words: letters missing, doubled or added,
 * wrong, or swapped with their neighbour. The other word is read letter by letter, so
 * that words with a common beginning share the work, and a beginning that cannot be
 * saved is known as such.
 */
#ifndef RI_TYPO_H
#define RI_TYPO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/words.h"

typedef struct ri_typo {
    uint32_t wanted[RI_WORD_MAX];
    size_t n;
    uint8_t limit;
    uint32_t met[RI_WORD_MAX + 1];
    uint8_t rows[RI_WORD_MAX + 1][RI_WORD_MAX + 1]; /* of the first i letters met */
    uint8_t least[RI_WORD_MAX + 1];                 /* of each row */
} ri_typo;

void ri_typo_begin(ri_typo *typo, const char *wanted, unsigned limit);
/* Takes the letter after the first `depth`, which were taken before. false when no
   word with this beginning is within the limit. */
bool ri_typo_take(ri_typo *typo, size_t depth, uint32_t letter);
/* The errors when the word ends after `depth` letters; more than the limit means far. */
unsigned ri_typo_errors(const ri_typo *typo, size_t depth);
/* The same of a whole word. */
unsigned ri_typo_of(ri_typo *typo, const char *word);

/* How many errors a word may have: none up to three letters, one up to seven, else
   two; with a digit in it one at most, and of digits only none. */
unsigned ri_typo_tolerance(const char *word);

#endif
