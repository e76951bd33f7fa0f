/*
 * A growing run of bytes. Once an append has failed for want of memory the
 * text stays failed, so that only the end needs a check.
 */
#ifndef RI_TEXT_H
#define RI_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/printf.h"

typedef struct ri_text {
    char *bytes; /* NUL-terminated once something was added; NULL before */
    size_t length;
    size_t capacity;
    bool failed;
} ri_text;

#define RI_TEXT_INIT                                                                               \
    {                                                                                              \
        NULL, 0, 0, false                                                                          \
    }

void ri_text_add(ri_text *text, const char *string);
void ri_text_bytes(ri_text *text, const char *bytes, size_t length);
void ri_text_char(ri_text *text, char c);
void ri_text_format(ri_text *text, const char *format, ...) RI_PRINTF(2, 3);
/* Appends an item to the ';' list that the text is, unless that has it already; gives whether it
   did not. */
bool ri_text_item(ri_text *list, const char *bytes, size_t length);
/* The content as a string, "" when empty; borrowed until the next append. */
const char *ri_text_string(const ri_text *text);
/* Empties it, keeping its memory. A failure stays, so that what was made with it piece by piece can
   be asked about at the end. */
void ri_text_clear(ri_text *text);
/* Empties it, and forgets a failure: for one that outlives what it was used for. */
void ri_text_renew(ri_text *text);
void ri_text_free(ri_text *text);

#endif
