#include "policy/leading_comment.h"

#include <stdbool.h>
#include <string.h>

/* The words of one line of the comment; false where the line is none of it. */
static bool read_line(const char **line, size_t *length)
{
    const char *at = *line;
    const char *end = at + *length;
    if (*length < 2 || at[0] != '-' || at[1] != '-' || (*length > 2 && at[2] == '[')) {
        return false;
    }
    for (at += 2; at < end && (*at == ' ' || *at == '\t'); at++) {
    }
    while (end > at && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r')) {
        end--;
    }
    *line = at;
    *length = (size_t)(end - at);
    return true;
}

void ri_leading_comment(ri_text *out, const char *bytes, size_t length)
{
    const char *before = ""; /* what parts the next line from what there is */
    while (length > 0) {
        const char *end = memchr(bytes, '\n', length);
        const size_t whole = end != NULL ? (size_t)(end - bytes) : length;
        const char *words = bytes;
        size_t n = whole;
        if (!read_line(&words, &n)) {
            return;
        }
        if (n > 0) {
            const bool item = n > 2 && words[0] == '-' && words[1] == ' ';
            ri_text_add(out, item && before[0] == ' ' ? "\n" : before);
            ri_text_bytes(out, words, n);
            before = " ";
        } else if (before[0] != '\0') {
            before = "\n\n";
        }
        bytes += whole + (end != NULL);
        length -= whole + (end != NULL);
    }
}

const char *ri_leading_unnamed(const char *comment, const char *name)
{
    const size_t named = strlen(name);
    const bool begins = strncmp(comment, name, named) == 0;
    return begins && strncmp(comment + named, ": ", 2) == 0 ? comment + named + 2 : comment;
}

size_t ri_leading_paragraph(const char *comment)
{
    const char *end = strstr(comment, "\n\n");
    return end != NULL ? (size_t)(end - comment) : strlen(comment);
}
