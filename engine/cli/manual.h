/*
 * Pages that explain something, written once and shown in two ways: as text of 80
 * columns, and as the source of a manual page (man(7)).
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include <stdbool.h>

#include "cli/output.h"

typedef struct manual {
    output *out;
    bool roff;
} manual;

/* The head of a manual page; nothing in text. */
void manual_title(const manual *m, const char *name, int section);
/* "Exit status": text puts a colon after it. */
void manual_heading(const manual *m, const char *heading);
/* Paragraphs, with an empty line between them, which are filled; a paragraph whose
   lines begin with two blanks is left as it is; "TERM<tab>text" lines are terms. */
void manual_text(const manual *m, const char *text);
/* A term and what it means, which stands `column` columns to the right in text. */
void manual_term(const manual *m, const char *term, size_t column, const char *meaning);
/* A line as it is, to be typed or read. */
void manual_line(const manual *m, const char *line);

#endif
