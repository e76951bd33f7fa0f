/*
 * What a run of Markdown says, without its marks: bold and links become their text, code what it
 * quotes, <br> a line end, &amp; a character.
 */
#ifndef RI_MARKDOWN_INLINE_H
#define RI_MARKDOWN_INLINE_H

#include "base/text.h"

/* Appends it. A mark without its partner is text, as "A*" is; where there are very many marks
   the later ones stay. */
void ri_markdown_plain(ri_text *out, const char *bytes, size_t n);

#endif
