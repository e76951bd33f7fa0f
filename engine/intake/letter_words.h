/*
 * Words and signs that stand for letters in matrices: "Accountable" for A, "n/a" for nobody,
 * and letters of other scripts that only look like A, C or I.
 */
#ifndef RI_LETTER_WORDS_H
#define RI_LETTER_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The letter that a word means: "Accountable" gives "A". `*sure` is false where it may mean
   something else in some organization ("Owner"). NULL: it is none of them. Static. */
const char *ri_letter_of_word(const char *word, size_t length, bool *sure);

/* Whether a text is one of a list of words in small letters, which ends with NULL, in any letter
   case. */
bool ri_is_word_of(const char *bytes, size_t length, const char *const *list);
/* The length of the longest of these words that a text begins with; 0: with none. */
size_t ri_begins_with_word(const char *bytes, size_t length, const char *const *list);

/* Whether a whole cell, without blanks around it, says that there is nobody: "-", "n/a", "none". */
bool ri_says_none(const char *bytes, size_t length);
/* Whether it is how programs write that there is no value: "NaN", which "Nan" is not. */
bool ri_is_no_value(const char *bytes, size_t length);
/* Whether it says that nobody knows yet: "TBD", "?", an error of the spreadsheet. */
bool ri_says_undecided(const char *bytes, size_t length);
/* Whether it is what a spreadsheet shows where a formula went wrong: "#REF!". */
bool ri_is_sheet_error(const char *bytes, size_t length);
/* Whether a note that begins so says when, not what: "if", "only", "unless". */
bool ri_says_when(const char *bytes, size_t length);

/* The plain capital or small letter that a character looks like, though it is Cyrillic, Greek or
   of double width; 0: it looks like none. */
char ri_looks_like(uint32_t code_point);
/* Whether a character is a sign that people tick cells with: a check mark, a bullet, a cross. */
bool ri_is_tick(uint32_t code_point);
/* Whether it is a dash, of any length. */
bool ri_is_dash(uint32_t code_point);

#endif
