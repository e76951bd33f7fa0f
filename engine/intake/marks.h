/*
 * Marks in running text, as Markdown and AsciiDoc have them in common.
 */
#ifndef RI_MARKS_H
#define RI_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

bool ri_mark_blank(char c);
bool ri_mark_word(char c); /* a letter, a digit, a part of what is not ASCII */
/* How many times the character stands from here on. */
size_t ri_mark_run(const char *bytes, size_t n, char c);
/* Where `length` times the character c stand as a run of their own from `at` on; n: nowhere. A
   backslash before one takes it out, but for backticks. */
size_t ri_mark_find(const char *bytes, size_t n, size_t at, char c, size_t length);
/* Appends the character that begins as "&amp;" does at `bytes`, and gives how many bytes that
   takes; 0 when it is none. */
size_t ri_mark_entity(ri_text *out, const char *bytes, size_t n);

#endif
