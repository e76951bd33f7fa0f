#include "intake/names_in_cell.h"

#include <string.h>

#include "intake/cell_letters.h"
#include "intake/letter_words.h"

static bool starts(const char *bytes, size_t left, const char *with)
{
    size_t n = strlen(with);
    return n <= left && memcmp(bytes, with, n) == 0;
}

/* Length of what parts names at this place; 0: nothing does. */
static size_t parting(const char *bytes, size_t at, size_t length)
{
    static const char *const always[] = {"\n",  ";",    ",",     "|",     " / ",
                                         " + ", "<br>", "<br/>", "<br />"};
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        if (starts(bytes + at, length - at, always[i])) {
            return strlen(always[i]);
        }
    }
    /* "CSM+AE", but not "C++ guild" or "Team+". */
    bool plus = bytes[at] == '+' && at > 0 && at + 1 < length && bytes[at - 1] != '+' &&
                bytes[at + 1] != '+' && bytes[at - 1] != ' ' && bytes[at + 1] != ' ';
    return plus ? 1 : 0;
}

/* Takes bullets and numbers of lists: "- Dana", "2. Eli". */
static void drop_bullet(const char **bytes, size_t *length)
{
    static const char *const bullets[] = {"- ", "* ", "\xe2\x80\xa2", "\xe2\x80\x93 ", "\xc2\xb7"};
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++) {
        if (starts(*bytes, *length, bullets[i])) {
            *bytes += strlen(bullets[i]);
            *length -= strlen(bullets[i]);
        }
    }
    size_t digits = 0;
    while (digits < *length && (*bytes)[digits] >= '0' && (*bytes)[digits] <= '9') {
        digits++;
    }
    if (digits > 0 && digits + 1 < *length && strchr(".)", (*bytes)[digits]) != NULL &&
        (*bytes)[digits] != '\0' && (*bytes)[digits + 1] == ' ') {
        *bytes += digits + 2;
        *length -= digits + 2;
    }
}

static bool is_doubtful(const char *bytes, size_t length)
{
    for (size_t i = 1; i + 1 < length; i++) {
        if (bytes[i] == '/' || starts(bytes + i, length - i, " & ") ||
            starts(bytes + i, length - i, " and ") || starts(bytes + i, length - i, " or ")) {
            return true;
        }
    }
    return false;
}

bool ri_names_next(const char **bytes, size_t *left, ri_cell_name *out)
{
    while (*left > 0) {
        size_t end = 0;
        size_t skip = 0;
        int depth = 0; /* of brackets: commas within them part nothing */
        for (; end < *left; end++) {
            char c = (*bytes)[end];
            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            skip = depth == 0 || c == '\n' ? parting(*bytes, end, *left) : 0;
            if (skip > 0) {
                break;
            }
        }
        const char *name = *bytes;
        size_t length = end;
        *bytes += end + skip;
        *left -= end + skip;
        ri_cell_plain(&name, &length);
        drop_bullet(&name, &length);
        ri_cell_plain(&name, &length);
        if (length > 0) {
            *out = (ri_cell_name){name, length, is_doubtful(name, length)};
            return true;
        }
    }
    return false;
}

/* "acting", "interim until May": for how long, and not who. */
static bool says_meanwhile(const char *bytes, size_t length)
{
    static const char *const words[] = {"acting", "ad interim", "for now", "interim",
                                        "tbc",    "temporary",  NULL};
    size_t n = ri_begins_with_word(bytes, length, words);
    return n > 0 && (n == length || bytes[n] == ' ');
}

size_t ri_name_condition(ri_cell_name *name, const char **note)
{
    size_t open = name->length;
    while (open > 0 && name->bytes[open - 1] != '(') {
        open--;
    }
    if (open < 2 || name->bytes[name->length - 1] != ')') {
        return 0;
    }
    const char *inner = name->bytes + open;
    size_t length = name->length - open - 1;
    size_t left = open - 1;
    ri_cell_plain(&inner, &length);
    ri_cell_plain(&name->bytes, &left);
    if (length == 0 || left == 0 ||
        (!ri_says_when(inner, length) && !says_meanwhile(inner, length))) {
        return 0;
    }
    name->length = left;
    name->doubtful = is_doubtful(name->bytes, left);
    *note = inner;
    return length;
}
