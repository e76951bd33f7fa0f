/*
 * Cells of Markdown tables (CommonMark with GitHub's tables).
 */
#ifndef RI_MARKDOWN_H
#define RI_MARKDOWN_H

#include "base/text.h"

/* Appends the text of one cell so that it is read as plain text: nothing in it
   formats, links, is taken for HTML, or ends the cell. */
void ri_markdown_cell(ri_text *out, const char *value);
/* Appends the line between the head of a table of n columns and its rows. */
void ri_markdown_rule(ri_text *out, size_t n);

#endif
