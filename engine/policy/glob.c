#include <stddef.h>

#include "policy/declared.h"

/* Steps over one UTF-8 character; stray bytes count as one each. */
static const char *after_character(const char *text)
{
    text++;
    while (((unsigned char)*text & 0xc0) == 0x80) {
        text++;
    }
    return text;
}

/* Two pointers: what follows a star is tried at each place in turn, and an earlier
   star is never tried again, since a later one can take up all it could. */
bool ri_glob(const char *pattern, const char *text)
{
    const char *star = NULL;  /* what follows the last star */
    const char *retry = NULL; /* where that is tried next */
    while (*text != '\0') {
        if (*pattern == '*') {
            star = ++pattern;
            retry = text;
        } else if (*pattern == '?') {
            pattern++;
            text = after_character(text);
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star != NULL) {
            pattern = star;
            text = retry = after_character(retry);
        } else {
            return false;
        }
    }
    while (*pattern == '*') {
        pattern++;
    }
    return *pattern == '\0';
}
