/*
 * What a line of Markdown is, as far as tables and headings are concerned.
 */
#ifndef RI_MARKDOWN_LINES_H
#define RI_MARKDOWN_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes before what a line says: blanks, and the marks of a quotation. */
size_t ri_markdown_indent(const char *line, size_t n);
/* Whether it is the line below a table's header: "|---|:-:|". */
bool ri_markdown_is_rule(const char *line, size_t n);
/* Whether it has a pipe that parts cells. */
bool ri_markdown_has_cells(const char *line, size_t n);
/* The next cell of a row from *at on: where it begins and ends; false at the row's end. *at is
   first ri_markdown_first. */
size_t ri_markdown_first(const char *line, size_t n);
bool ri_markdown_next_cell(const char *line, size_t n, size_t *at, size_t *start, size_t *end);

/* How many characters the fence of a code block has, 0 when it is none; *mark is ` or ~. */
size_t ri_markdown_fence(const char *line, size_t n, char *mark);
/* Whether the line ends a block that such a fence opened. */
bool ri_markdown_closes(const char *line, size_t n, char mark, size_t length);
/* Whether it is a heading with hashes; where its text begins and ends. */
bool ri_markdown_heading(const char *line, size_t n, size_t *start, size_t *end);
/* Whether it makes the line above it a heading: "====" or "----". */
bool ri_markdown_underlines(const char *line, size_t n);

#endif
