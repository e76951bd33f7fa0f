#include "intake/inventory_values.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/letter_words.h"

#define DIGITS_MAX 15

/* A short text in lower case, without blanks at its end, up to the first of `ends`. */
static bool lower(const char *text, const char *ends, char *out, size_t size)
{
    size_t n = 0;
    for (; text[n] != '\0' && strchr(ends, text[n]) == NULL; n++) {
        if (n + 1 == size) {
            return false;
        }
        out[n] = text[n] >= 'A' && text[n] <= 'Z' ? (char)(text[n] - 'A' + 'a') : text[n];
    }
    while (n > 0 && out[n - 1] == ' ') {
        n--;
    }
    out[n] = '\0';
    return true;
}

/* What a word says: 0 for nothing. */
static int of_word(const char *word)
{
    static const struct {
        const char *word;
        int rating;
    } words[] = {
        {"critical", 5},  {"crucial", 5},    {"essential", 5},
        {"extreme", 5},   {"highest", 5},    {"mission critical", 5},
        {"severe", 5},    {"urgent", 5},     {"vital", 5},
        {"very high", 5}, {"h", 4},          {"high", 4},
        {"important", 4}, {"major", 4},      {"significant", 4},
        {"average", 3},   {"m", 3},          {"medium", 3},
        {"mid", 3},       {"middle", 3},     {"moderate", 3},
        {"normal", 3},    {"standard", 3},   {"l", 2},
        {"low", 2},       {"minor", 2},      {"lowest", 1},
        {"minimal", 1},   {"negligible", 1}, {"trivial", 1},
        {"very low", 1},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].word, word) == 0) {
            return words[i].rating;
        }
    }
    return 0;
}

/* "P1", "tier 2", "sev-3": what counts from the most on. */
static bool skip_rank(const char **text)
{
    static const char *const names[] = {"priority", "prio", "tier", "severity", "sev", "p", "t"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const size_t length = strlen(names[i]);
        if (strncmp(*text, names[i], length) == 0) {
            const char *at = *text + length;
            at += *at == ' ' || *at == '-' ? 1 : 0;
            if (*at >= '0' && *at <= '9') {
                *text = at;
                return true;
            }
        }
    }
    return false;
}

int ri_criticality_read(const char *cell, bool first)
{
    char low[40];
    if (!lower(cell, "(", low, sizeof low)) {
        return 0;
    }
    const char *at = low;
    first = skip_rank(&at) || first;
    if (*at < '0' || *at > '9') {
        return of_word(at);
    }
    const int number = *at - '0';
    const char *rest = at + 1;
    rest += strcmp(rest, "/5") == 0 || strcmp(rest, ".0") == 0 ? 2 : 0;
    const bool ends =
        *rest == '\0' || strncmp(rest, " -", 2) == 0 || *rest == ':' || strncmp(rest, " =", 2) == 0;
    if (!ends || number > 5 || (number == 0 && !first)) {
        return 0;
    }
    return !first ? number : number == 0 ? 5 : 6 - number;
}

int ri_yes_or_no(const char *cell)
{
    static const char *const yes[] = {"1", "j", "ja", "oui", "si", "true", "x", "y", "yes"};
    static const char *const no[] = {"0", "false", "n", "nein", "no", "non"};
    char low[16];
    uint32_t c = 0;
    const size_t length = strlen(cell);
    const size_t step = ri_utf8_next(cell, length, &c);
    if (step > 0 && step == length && ri_is_tick(c)) {
        return c == 0x2610 || c == 0x2717 || c == 0x2718 || c == 0x274c ? 0 : 1;
    }
    if (ri_says_none(cell, length)) {
        return 0;
    }
    if (!lower(cell, "(", low, sizeof low)) {
        return -1;
    }
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        if (strcmp(yes[i], low) == 0) {
            return 1;
        }
    }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        if (strcmp(no[i], low) == 0) {
            return 0;
        }
    }
    return -1;
}

bool ri_whole_number(const char *cell, int64_t *out)
{
    size_t digits = 0;
    size_t since = 0; /* the last comma */
    bool commas = false;
    *out = 0;
    for (; *cell != '\0'; cell++) {
        if (*cell == ',') {
            if (digits == 0 || digits > DIGITS_MAX || (commas ? since != 3 : since > 3)) {
                return false;
            }
            commas = true;
            since = 0;
            continue;
        }
        if (*cell < '0' || *cell > '9' || ++digits > DIGITS_MAX) {
            return false;
        }
        *out = *out * 10 + (*cell - '0');
        since++;
    }
    return digits > 0 && (!commas || since == 3);
}
