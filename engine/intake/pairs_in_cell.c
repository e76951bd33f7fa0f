#include "intake/pairs_in_cell.h"

#include <string.h>

#include "intake/cell_letters.h"

#define HEAD_MAX 24 /* bytes before the sign: "Responsible/Accountable" fits */

static bool is_of_head(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' || c == '+' || c == '&';
}

static bool is_between(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';' || c == ',' || c == '|';
}

/* Length of letters with their sign at this place, *word that of the letters alone; 0: none. */
static size_t head(const ri_letters *letters, const char *bytes, size_t left, size_t *word,
                   bool *failed)
{
    size_t n = 0;
    while (n < left && n <= HEAD_MAX && is_of_head(bytes[n])) {
        n++;
    }
    *word = n;
    while (n < left && bytes[n] == ' ') {
        n++;
    }
    if (*word == 0 || n == left || (bytes[n] != ':' && bytes[n] != '=')) {
        return 0;
    }
    ri_cell_reading reading = {.n = 0};
    bool read = ri_cell_read(&reading, letters, bytes, *word);
    bool known = read && reading.kind == RI_READS_LETTERS && reading.note.length == 0;
    for (size_t i = 0; known && i < reading.n; i++) {
        known = reading.letters[i].known;
    }
    *failed = *failed || !read;
    ri_cell_reading_free(&reading);
    return known ? n + 1 : 0;
}

bool ri_pairs_next(const ri_letters *letters, const char **bytes, size_t *left, ri_cell_pair *out,
                   bool *failed)
{
    const char *at = *bytes;
    size_t rest = *left;
    size_t word = 0;
    size_t skip = 0;
    while (rest > 0 && is_between(at[0])) {
        at++;
        rest--;
    }
    size_t n = head(letters, at, rest, &word, failed);
    if (n == 0) {
        return false;
    }
    *out = (ri_cell_pair){.letters = at, .n_letters = word, .names = at + n};
    at += n;
    rest -= n;
    /* Up to the next letters, which stand behind a blank or a sign. */
    while (skip < rest && !(skip > 0 && is_between(at[skip - 1]) && is_of_head(at[skip]) &&
                            head(letters, at + skip, rest - skip, &word, failed) > 0)) {
        skip++;
    }
    *bytes = at + skip;
    *left = rest - skip;
    while (skip > 0 && is_between(at[skip - 1])) {
        skip--;
    }
    out->n_names = skip;
    return true;
}

size_t ri_pairs_count(const ri_letters *letters, const char *bytes, size_t length, bool *failed)
{
    ri_cell_pair pair;
    size_t n = 0;
    ri_cell_plain(&bytes, &length);
    while (length > 0 && length <= RI_CELL_READ_MAX &&
           ri_pairs_next(letters, &bytes, &length, &pair, failed)) {
        n++;
    }
    return length == 0 ? n : 0;
}
