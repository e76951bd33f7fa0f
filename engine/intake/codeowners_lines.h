/*
 * What a line of a CODEOWNERS file is, beyond what its cells say.
 */
#ifndef RI_CODEOWNERS_LINES_H
#define RI_CODEOWNERS_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* A heading as GitLab has them: "[Docs]", "^[Docs]", "[Docs][2]". */
typedef struct ri_section_heading {
    const char *name; /* within the line; no NUL follows */
    size_t length;
    bool optional;
} ri_section_heading;

/* Reads the heading that a text begins with, up to a blank or its end. Gives how many bytes it
   has; 0: it begins with none. */
size_t ri_section_heading_read(ri_section_heading *out, const char *text, size_t n);

#endif
