/*
 * What letters and words mean in somebody's matrix: the letters of its scheme, and a dictionary
 * that says how the cells of one file are to be read, such as "R=A, A=R", since in some
 * organizations these two are swapped, or "X=?", or "CSM=@Customer Success".
 */
#ifndef RI_LETTERS_H
#define RI_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "raci/error.h"

#define RI_LETTER_BYTES 16    /* of a letter's name, as in stated.csv */
#define RI_SCHEME_MAX 16      /* letters of a scheme, as policies may declare */
#define RI_MEANINGS_MAX 256   /* entries of a dictionary */
#define RI_MEANING_PARTS 8    /* letters or parties that one entry stands for */
#define RI_MEANING_BYTES 4096 /* of an entry */

typedef enum ri_meaning_kind {
    RI_MEANS_LETTERS,
    RI_MEANS_NOTHING,   /* "-": nobody has a letter */
    RI_MEANS_UNDECIDED, /* "?": nobody knows yet */
    RI_MEANS_PARTIES    /* "@Customer": who it is, not what they have */
} ri_meaning_kind;

typedef struct ri_meaning {
    const char *word; /* as it was given */
    ri_meaning_kind kind;
    const char *parts[RI_MEANING_PARTS]; /* letters, or names of parties */
    size_t n;
} ri_meaning;

typedef struct ri_letters ri_letters;

/* The scheme's letters, with blanks or commas between them; NULL: "R A C I". Gives an owned
   object. Fails with RACI_INVALID, RACI_LIMIT, RACI_NOMEM. */
raci_status ri_letters_new(ri_letters **out, const char *scheme, raci_error *err);
void ri_letters_free(ri_letters *letters); /* NULL is allowed */

/* Adds the entries "WORD=MEANING", with commas, semicolons or lines between them. A meaning is
   letters with "+" between them, "-", "?", or parties as "@Name + @Name". Letters that it names
   are from then on known; a later entry for a word takes the place of an earlier one. Fails with
   RACI_INVALID (what is wrong, with the entry), RACI_LIMIT, RACI_NOMEM. */
raci_status ri_letters_learn(ri_letters *letters, const char *entries, raci_error *err);
/* Adds a letter to the scheme, as when a legend explains it. Fails as ri_letters_new does. */
raci_status ri_letters_add(ri_letters *letters, const char *name, size_t length, raci_error *err);

/* The scheme's letters in the order in which they came to be known; NULL beyond the last. */
const char *ri_letters_at(const ri_letters *letters, size_t i);
/* The scheme's own spelling of a letter, whatever its case here; NULL: it has none such. */
const char *ri_letters_known(const ri_letters *letters, const char *name, size_t length);
/* What the dictionary says of a word, whatever its case, accents and blanks; NULL: nothing. Sets
   *failed, and leaves it alone otherwise, when memory is exhausted. */
const ri_meaning *ri_letters_find(const ri_letters *letters, const char *word, size_t length,
                                  bool *failed);
/* Appends "R, A, C, I". */
void ri_letters_list(const ri_letters *letters, ri_text *out);

#endif
