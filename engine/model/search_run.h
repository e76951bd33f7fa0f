/*
 * How the index of names is written: runs of pairs of a word and a reference, sorted
 * by the bytes of the word, then of the reference.
 *
 * A pair is: how many bytes of the word are those of the pair before, how many follow,
 * they; the same of the reference; and how many words the whole name has. Each number
 * is a byte, and the first pair of a run has none before it.
 */
#ifndef RI_SEARCH_RUN_H
#define RI_SEARCH_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "base/words.h"
#include "model/reference.h"

/* Parts of the index. */
typedef enum ri_search_part {
    RI_SUBJECT_WORDS,
    RI_SUBJECT_CODES, /* words with digits: there can be as many as things */
    RI_HOLDER_WORDS,
    RI_HOLDER_CODES,
    RI_SUBJECT_DICTIONARY, /* each of the subjects' words once, with an empty reference: */
    RI_HOLDER_DICTIONARY   /* there are far fewer words than things that have them */
} ri_search_part;

/* A letter for the kind, so that references sort as their text does, and the key. */
#define RI_SEARCH_REF_MAX (RI_KEY_MAX + 1)

typedef struct ri_pair {
    char word[RI_WORD_MAX + 1];
    char ref[RI_SEARCH_REF_MAX + 1];
    uint8_t word_length;
    uint8_t ref_length;
    uint8_t of_words; /* how many words the name has; 0: unknown, many, or several names */
    bool again;       /* the word is that of the pair before */
} ri_pair;

/* Turns a reference into the first that may come after it. */
void ri_search_after(char ref[RI_SEARCH_REF_MAX + 2]);
/* The order of pairs within a part. */
int ri_pair_compare(const ri_pair *a, const char *word, const char *ref);

/* Reads the pair at *at, of which `pair` is the one before (zeroed for the first),
   and moves on. false at the end, and with *damaged when the bytes are no run. */
bool ri_run_next(ri_pair *pair, const uint8_t *bytes, size_t length, size_t *at, bool *damaged);
/* Appends a pair; `before` is the last one, or zeroed. */
void ri_run_add(ri_text *run, const ri_pair *before, const ri_pair *pair);

#endif
