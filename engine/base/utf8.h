/*
 * UTF-8: is it valid, how wide is it on a terminal, and how is it shown
 * without letting it act there. Every text output goes through ri_utf8_show.
 */
#ifndef RI_UTF8_H
#define RI_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Strict: no overlong forms, no surrogates, nothing above U+10FFFF, no NUL.
   On failure *at (may be NULL) is the offset of the first bad byte. */
bool ri_utf8_valid(const char *bytes, size_t length, size_t *at);
/* Columns on a terminal (East Asian wide characters count two). */
size_t ri_utf8_width(const char *string);
/* Appends the string with control characters, escapes, line breaks, bidi
   controls, zero-width and other invisible format characters written as \u{…},
   and bytes that are no UTF-8 as \x{…}. */
void ri_utf8_show(ri_text *out, const char *string);
/* The same, for lines of plain text: also the beginning of what the runner of a
   workflow takes for a command in what is printed ("::", "##["). */
void ri_utf8_show_printed(ri_text *out, const char *string);
/* Whether ri_utf8_show gives a character as it is. */
bool ri_utf8_shown(uint32_t code_point);
/* Whether ri_utf8_show_printed gives the whole string as it is. */
bool ri_utf8_all_printed(const char *string);
/* Whether the string begins with what the runner of a workflow takes for a command wherever it
   stands on a line ("##[", "##vso["). */
bool ri_utf8_begins_command(const char *string);
/* Length in bytes of the longest prefix of at most `columns` columns. */
size_t ri_utf8_prefix(const char *string, size_t columns);
/* Appends the string case-folded, without accents (marks of one script only, such
   as vowel signs, stay; letters with strokes and ligatures become plain ones), NFKD;
   for comparing names. Not UTF-8: as it stands. */
void ri_utf8_fold(ri_text *out, const char *string);
/* The same of one character, without asking for memory; "" for an accent, or for what would be
   longer. */
#define RI_UTF8_FOLDED 64
void ri_utf8_fold_one(char out[RI_UTF8_FOLDED], uint32_t code_point);
/* Reads the character at `bytes` and gives how many bytes it has; a byte that is no
   UTF-8 is U+FFFD. 0 at the end. */
size_t ri_utf8_next(const char *bytes, size_t length, uint32_t *code_point);
/* What a character is to somebody who looks for words; a mark counts as a letter. */
typedef enum ri_utf8_class { RI_UTF8_OTHER, RI_UTF8_LETTER, RI_UTF8_DIGIT } ri_utf8_class;
ri_utf8_class ri_utf8_class_of(uint32_t code_point);
/* Which version of Unicode folding and classes are of; static. */
const char *ri_utf8_tables(void);
/* Appends one code point. */
void ri_utf8_add(ri_text *out, uint32_t code_point);

#endif
