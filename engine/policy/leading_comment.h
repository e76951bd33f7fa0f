/*
 * What a file of Lua says of itself: the comment that it begins with.
 */
#ifndef RI_LEADING_COMMENT_H
#define RI_LEADING_COMMENT_H

#include "base/text.h"

/* Appends the text of the lines at the file's beginning that begin with "--": lines of a
   paragraph joined by a blank, those that begin with "- " on lines of their own, paragraphs
   parted by an empty line. A file that begins with something else appends nothing. */
void ri_leading_comment(ri_text *out, const char *bytes, size_t length);

/* Such a text without the "NAME: " that it may begin with; and the length of its first
   paragraph. */
const char *ri_leading_unnamed(const char *comment, const char *name);
size_t ri_leading_paragraph(const char *comment);

#endif
