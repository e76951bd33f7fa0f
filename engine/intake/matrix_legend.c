#include "intake/matrix_legend.h"

#include <string.h>

#include "base/utf8.h"
#include "intake/cell_letters.h"
#include "intake/letter_words.h"

#define HEAD_MAX 20 /* bytes before the sign: "Responsible" fits */

static bool is_capital(const char *name)
{
    return name[0] >= 'A' && name[0] <= 'Z';
}

/* Whether an explanation says more than a name does: a word that stands for a letter, or a
   sentence. */
static bool explains(const char *text, char meaning[2])
{
    size_t word = 0;
    size_t blanks = 0;
    bool sure = false;
    while ((text[word] >= 'A' && text[word] <= 'Z') || (text[word] >= 'a' && text[word] <= 'z')) {
        word++;
    }
    const char *letter = ri_letter_of_word(text, word, &sure);
    memcpy(meaning, letter != NULL && sure ? letter : "\0", 2);
    for (size_t i = 0; text[i] != '\0'; i++) {
        blanks += text[i] == ' ' ? 1 : 0;
    }
    return letter != NULL || blanks >= 2;
}

/* Takes a letter, and what explains it if that says enough, or need not. */
static bool take_entry(ri_legend *out, const ri_letters *letters, const char *head, size_t length,
                       const char *tail, bool enough, bool *failed)
{
    char meaning[2];
    ri_cell_reading reading = {.n = 0};
    bool read = ri_cell_read(&reading, letters, head, length);
    bool found = read && reading.kind == RI_READS_LETTERS && reading.n == 1 &&
                 reading.note.length == 0 && is_capital(reading.letters[0].name);
    found = found && (explains(tail, meaning) || enough);
    *failed = *failed || !read;
    if (found && out->n < RI_LEGEND_ENTRIES) {
        const char *name = reading.letters[0].name;
        memcpy(out->entries[out->n].letter, name, RI_LETTER_BYTES + 1);
        memcpy(out->entries[out->n].meaning, meaning, 2);
        out->entries[out->n].known = reading.letters[0].known;
        out->entries[out->n].initial = (tail[0] | 0x20) == (name[0] | 0x20);
        out->n++;
    }
    ri_cell_reading_free(&reading);
    return found;
}

/* Where the sign between a letter and its explanation begins, within `end`; *size is its length. */
static size_t find_sign(const char *text, size_t end, size_t *size)
{
    for (size_t i = 0; i < end && i <= HEAD_MAX;) {
        uint32_t c = 0;
        size_t step = ri_utf8_next(text + i, end - i, &c);
        if (c == '=' || c == ':' || c == '(' || (ri_is_dash(c) && c != '_')) {
            *size = step;
            return i;
        }
        i += step > 0 ? step : 1;
    }
    return end;
}

/* Entries in one cell: on lines of their own, or with commas between them. */
static bool take_cell(ri_legend *out, const ri_letters *letters, const char *text, bool *failed)
{
    while (text[0] != '\0') {
        size_t size = 0;
        size_t end = strcspn(text, "\n,;|");
        size_t sign = find_sign(text, end, &size);
        if (sign < end) {
            char tail[64] = "";
            const char *from = text + sign + size;
            from += strspn(from, " \t");
            size_t length = (size_t)(text + end - from < 0 ? 0 : text + end - from);
            memcpy(tail, from, length < sizeof tail ? length : sizeof tail - 1);
            (void)take_entry(out, letters, text, sign, tail, false, failed);
        }
        text += end + (text[end] != '\0' ? 1 : 0);
        text += strspn(text, " \t");
    }
    return out->n > 0;
}

/* "Legend", "Key:", "RACI key", alone or before the entries; gives its length. */
static size_t heading(const char *text)
{
    static const char *const names[] = {"raci legend", "raci key", "legend", "key", NULL};
    size_t n = ri_begins_with_word(text, strlen(text), names);
    return n > 0 && (text[n] == '\0' || text[n] == ':') ? n + strspn(text + n, ": \t\n") : 0;
}

/* The names of a legend's columns: "Letter", "Name", "Description". */
static bool names_columns(const char *const *texts, size_t n)
{
    static const char *const first[] = {"abbreviation", "code", "key",  "letter",
                                        "letters",      "raci", "role", "symbol",
                                        "symbols",      "term", NULL};
    static const char *const others[] = {"definition", "description", "explanation",   "letter",
                                         "meaning",    "name",        "role",          "stands for",
                                         "symbol",     "title",       "what it means", NULL};
    bool named = n >= 2 && n <= 4 && ri_is_word_of(texts[0], strlen(texts[0]), first);
    for (size_t i = 1; i < n && named; i++) {
        named = ri_is_word_of(texts[i], strlen(texts[i]), others);
    }
    return named;
}

/* A letter, its word and what that means: "R", "Responsible", "Does the work", or the word
   first; or a dash, and that it stands for nobody. */
static bool take_three(ri_legend *out, const ri_letters *letters, const char *const *texts,
                       bool *failed)
{
    bool sure = false;
    size_t first = strlen(texts[0]);
    size_t second = strlen(texts[1]);
    if (ri_says_none(texts[0], first) && ri_says_none(texts[1], second)) {
        return true;
    }
    if (second == 1 && ri_letter_of_word(texts[0], first, &sure) != NULL && sure) {
        return take_entry(out, letters, texts[1], second, texts[0], true, failed);
    }
    bool initial = (texts[0][0] | 0x20) == (texts[1][0] | 0x20);
    bool word = ri_letter_of_word(texts[1], second, &sure) != NULL && sure;
    if (first == 0 || first > RI_LETTER_BYTES || second < 3 || (!word && !initial)) {
        return false;
    }
    return take_entry(out, letters, texts[0], first, texts[1], true, failed);
}

bool ri_legend_read(ri_legend *out, const ri_letters *letters, const char *const *texts, size_t n,
                    bool *failed)
{
    out->n = 0;
    if (n == 0 || n > RI_LEGEND_ENTRIES) {
        return false;
    }
    size_t titled = heading(texts[0]);
    const char *text = texts[0] + titled;
    if (n == 1) {
        return take_cell(out, letters, text, failed) || (titled > 0 && text[0] == '\0');
    }
    if (n == 2 && strlen(text) <= HEAD_MAX && text[0] != '\0' &&
        take_entry(out, letters, text, strlen(text), texts[1], false, failed)) {
        return true;
    }
    if (names_columns(texts, n) ||
        ((n == 2 || n == 3) && take_three(out, letters, texts, failed))) {
        return true;
    }
    for (size_t i = titled > 0 && text[0] == '\0' ? 1 : 0; i < n; i++) {
        ri_legend one = {.n = 0};
        if (!take_cell(&one, letters, i == 0 ? text : texts[i], failed)) {
            return false;
        }
        for (size_t j = 0; j < one.n && out->n < RI_LEGEND_ENTRIES; j++) {
            out->entries[out->n++] = one.entries[j];
        }
    }
    return true;
}

bool ri_is_footnote(const char *text, size_t length)
{
    static const char *const words[] = {"as of",       "last updated", "n.b.",    "note", "notes",
                                        "prepared by", "source",       "sources", NULL};
    ri_cell_plain(&text, &length);
    bool star = length > 1 && (text[0] == '*' || memcmp(text, "\xe2\x80", 2) == 0);
    uint32_t c = 0;
    if (star && text[0] != '*') { /* a dagger */
        (void)ri_utf8_next(text, length, &c);
        star = c == 0x2020 || c == 0x2021;
    }
    size_t n = ri_begins_with_word(text, length, words);
    return star || (n > 0 && n < length && text[n] == ':');
}

bool ri_legend_holds(const ri_legend *legend)
{
    size_t known = 0;
    bool meant = false;
    for (size_t i = 0; i < legend->n; i++) {
        bool again = false;
        for (size_t j = 0; j < i; j++) {
            again = again || strcmp(legend->entries[i].letter, legend->entries[j].letter) == 0;
        }
        if (!legend->entries[i].known && !legend->entries[i].initial) {
            return false;
        }
        known += legend->entries[i].known && !again ? 1 : 0;
        meant = meant || legend->entries[i].meaning[0] != '\0';
    }
    return known >= 3 || (known >= 2 && meant);
}
