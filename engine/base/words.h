/*
 * The words of a name, as names are compared: folded, without punctuation.
 */
#ifndef RI_WORDS_H
#define RI_WORDS_H

#include <stdint.h>

#include "base/text.h"

#define RI_WORD_MAX 64      /* bytes; longer words are cut */
#define RI_WORDS_MAX 100    /* of one name; further ones are left out */
#define RI_WORDS_BYTES 1000 /* of one name; what follows is not looked at */

/* A zeroed one is empty. */
typedef struct ri_words {
    ri_text bytes; /* each ends with a NUL */
    size_t *at;
    size_t n;
    size_t capacity;
    ri_text folded;
    bool failed; /* memory is exhausted */
} ri_words;

/* Appends the words of a name and gives how many: runs of letters and digits; an
   apostrophe is dropped. A name without any is one word as it stands. */
size_t ri_words_add(ri_words *words, const char *name);
/* Appends what hyphens join, as one word each: "check-in" as "checkin". */
void ri_words_join(ri_words *words, const char *name);
const char *ri_words_get(const ri_words *words, size_t i);
/* Appends them all, each with a blank before it but at the beginning of `out`, which fails where
   they have failed. */
void ri_words_write(ri_text *out, const ri_words *words);
/* Sorts them by bytes and drops equal ones. */
void ri_words_sort(ri_words *words);
void ri_words_clear(ri_words *words);
void ri_words_free(ri_words *words);

/* Whether a character is an apostrophe, or is typed for one. */
bool ri_is_apostrophe(uint32_t code_point);
/* Whether a word has a digit: then it is more of a code, and is taken more exactly. */
bool ri_word_is_code(const char *word);

#endif
