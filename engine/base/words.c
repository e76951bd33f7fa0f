#include "base/words.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "base/utf8.h"

const char *ri_words_get(const ri_words *words, size_t i)
{
    return words->bytes.bytes + words->at[i];
}

void ri_words_write(ri_text *out, const ri_words *words)
{
    for (size_t i = 0; i < words->n; i++) {
        ri_text_add(out, out->length > 0 ? " " : "");
        ri_text_add(out, ri_words_get(words, i));
    }
    out->failed = out->failed || words->failed;
}

void ri_words_clear(ri_words *words)
{
    ri_text_renew(&words->bytes);
    ri_text_renew(&words->folded);
    words->n = 0;
    words->failed = false;
}

void ri_words_free(ri_words *words)
{
    ri_text_free(&words->bytes);
    ri_text_free(&words->folded);
    ri_free(words->at);
    *words = (ri_words){.n = 0};
}

/* The length of a string's beginning that is looked at, in whole characters. */
static size_t looked_at(const char *string)
{
    size_t length = strlen(string);
    if (length <= RI_WORDS_BYTES) {
        return length;
    }
    length = RI_WORDS_BYTES;
    while (length > RI_WORDS_BYTES - 4 && ((unsigned char)string[length] & 0xc0) == 0x80) {
        length--;
    }
    return length;
}

static bool fold(ri_words *words, const char *name)
{
    char start[RI_WORDS_BYTES + 1];
    size_t length = looked_at(name);
    memcpy(start, name, length);
    start[length] = '\0';
    ri_text_clear(&words->folded);
    ri_utf8_fold(&words->folded, start);
    words->failed = words->failed || words->folded.failed;
    return !words->failed;
}

/* A word as it grows. */
typedef struct growing {
    char bytes[RI_WORD_MAX + 1];
    size_t length;
    bool cut;
} growing;

static void grow(growing *word, const char *bytes, size_t length)
{
    word->cut = word->cut || word->length + length > RI_WORD_MAX;
    if (!word->cut) {
        memcpy(word->bytes + word->length, bytes, length);
        word->length += length;
    }
}

static void take(ri_words *words, growing *word, size_t before)
{
    if (word->length > 0 && words->n - before < RI_WORDS_MAX) {
        size_t at = words->bytes.length;
        word->bytes[word->length] = '\0';
        ri_text_bytes(&words->bytes, word->bytes, word->length + 1);
        if (words->bytes.failed || !RI_PUSH(words->at, words->n, words->capacity, at)) {
            words->failed = true;
        }
    }
    word->length = 0;
    word->cut = false;
}

bool ri_is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02bc;
}

static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static bool is_joiner(uint32_t c)
{
    return c == 0x00ad || (c >= 0x200b && c <= 0x200d) || c == 0xfeff;
}

/* The same of a name of plain ASCII, as most are, without folding it first. false when
   it is another. */
static bool add_plain(ri_words *words, const char *name, size_t before)
{
    growing word = {.length = 0};
    size_t length = 0;
    while (length <= RI_WORDS_BYTES && name[length] != '\0' && (unsigned char)name[length] < 0x80) {
        length++;
    }
    if (name[length] != '\0') {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        char c = name[i];
        char lower = (char)(c | 0x20);
        if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9')) {
            if (word.length < RI_WORD_MAX) {
                word.bytes[word.length++] = c >= 'A' && c <= 'Z' ? lower : c;
            }
        } else if (c != '\'') {
            take(words, &word, before);
        }
    }
    take(words, &word, before);
    return words->n > before || words->failed;
}

size_t ri_words_add(ri_words *words, const char *name)
{
    growing word = {.length = 0};
    size_t before = words->n;
    if (add_plain(words, name, before)) {
        return words->failed ? 0 : words->n - before;
    }
    if (!fold(words, name)) {
        return 0;
    }
    const char *at = ri_text_string(&words->folded);
    size_t left = words->folded.length;
    while (left > 0 && !words->failed) {
        uint32_t c = 0;
        size_t step = ri_utf8_next(at, left, &c);
        if (ri_utf8_class_of(c) != RI_UTF8_OTHER) {
            grow(&word, at, step);
        } else if (!ri_is_apostrophe(c) && !is_joiner(c)) {
            take(words, &word, before);
        }
        at += step;
        left -= step;
    }
    take(words, &word, before);
    if (words->n == before && !words->failed) {
        const char *rest = ri_text_string(&words->folded);
        size_t length = strlen(rest);
        for (size_t i = 0; i < length;) {
            uint32_t c = 0;
            size_t step = ri_utf8_next(rest + i, length - i, &c);
            if (c > ' ' && c != 0xa0) {
                grow(&word, rest + i, step);
            }
            i += step;
        }
        take(words, &word, before);
    }
    return words->failed ? 0 : words->n - before;
}

void ri_words_join(ri_words *words, const char *name)
{
    growing word = {.length = 0};
    size_t before = words->n;
    bool joined = false; /* the word has a hyphen inside */
    bool hyphen = false; /* the last character was one */
    if (strchr(name, '-') == NULL && strstr(name, "\xe2\x80") == NULL) {
        return; /* most names */
    }
    if (!fold(words, name)) {
        return;
    }
    const char *at = ri_text_string(&words->folded);
    size_t left = words->folded.length;
    for (size_t step = 0; !words->failed; at += step, left -= step) {
        uint32_t c = ' ';
        step = ri_utf8_next(at, left, &c);
        if (ri_utf8_class_of(c) != RI_UTF8_OTHER) {
            joined = joined || (hyphen && word.length > 0);
            hyphen = false;
            grow(&word, at, step);
        } else if (is_hyphen(c) && !hyphen && word.length > 0) {
            hyphen = true;
        } else if (!ri_is_apostrophe(c) && !is_joiner(c)) {
            word.length = joined ? word.length : 0;
            take(words, &word, before);
            joined = false;
            hyphen = false;
        }
        if (step == 0) {
            break;
        }
    }
}

static int compare(const void *a, const void *b, const void *context)
{
    const ri_words *words = context;
    return strcmp(words->bytes.bytes + *(const size_t *)a, words->bytes.bytes + *(const size_t *)b);
}

void ri_words_sort(ri_words *words)
{
    size_t kept = 0;
    if (!ri_order(words->at, words->n, sizeof *words->at, compare, words)) {
        words->failed = true;
        return;
    }
    for (size_t i = 0; i < words->n; i++) {
        if (kept == 0 || strcmp(ri_words_get(words, kept - 1), ri_words_get(words, i)) != 0) {
            words->at[kept++] = words->at[i];
        }
    }
    words->n = kept;
}

bool ri_word_is_code(const char *word)
{
    size_t left = strlen(word);
    while (left > 0) {
        uint32_t c = (unsigned char)*word;
        size_t step = c < 0x80 ? 1 : ri_utf8_next(word, left, &c);
        if (c < 0x80 ? c >= '0' && c <= '9' : ri_utf8_class_of(c) == RI_UTF8_DIGIT) {
            return true;
        }
        word += step;
        left -= step;
    }
    return false;
}
