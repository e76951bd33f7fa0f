/*
 * What a run of AsciiDoc says, without its marks: bold, code and links become their text.
 */
#ifndef RI_ASCIIDOC_INLINE_H
#define RI_ASCIIDOC_INLINE_H

#include "base/text.h"

/* Appends it. A mark without its partner is text, as "A*" is; where there are very many marks
   the later ones stay. */
void ri_asciidoc_plain(ri_text *out, const char *bytes, size_t n);

#endif
