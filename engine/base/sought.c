#include "base/sought.h"

#include <string.h>

#include "base/memory.h"
#include "base/words.h"

#define SLASHES_MAX 8    /* before a character that is written in another way */
#define JOINED_LETTERS 7 /* from so many on words also count that stand together */
#define JOINED_WORD 3    /* and each of them must have so many */

/* ---- characters ---- */

int ri_mention_hex(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Backslashes: a text within a text that is within a text has seven. */
static size_t count_slashes(const char *bytes, size_t length)
{
    size_t n = 0;
    while (n < length && n < SLASHES_MAX && bytes[n] == '\\') {
        n++;
    }
    return n;
}

/* "u00e9" or "u{e9}"; 0: it is none. */
static size_t read_code(uint32_t *code, const char *bytes, size_t length)
{
    if (length < 4 || bytes[0] != 'u') {
        return 0;
    }
    const bool braced = bytes[1] == '{';
    size_t at = braced ? 2 : 1;
    size_t n = 0;
    *code = 0;
    for (; n < 6 && at < length && ri_mention_hex(bytes[at]) >= 0 && (braced || n < 4); n++, at++) {
        *code = *code << 4 | (uint32_t)ri_mention_hex(bytes[at]);
    }
    if (braced) {
        return n > 0 && at < length && bytes[at] == '}' ? at + 1 : 0;
    }
    return n == 4 ? at : 0;
}

/* "\010" or "\x0a"; 0: it is none. */
static size_t read_byte(char *out, const char *bytes, size_t length)
{
    const size_t begin = count_slashes(bytes, length);
    size_t at = begin;
    int value = 0;
    if (begin == 0 || at == length) {
        return 0;
    }
    if (bytes[at] == 'x') {
        if (length - at < 3 || ri_mention_hex(bytes[at + 1]) < 0 ||
            ri_mention_hex(bytes[at + 2]) < 0) {
            return 0;
        }
        *out = (char)(ri_mention_hex(bytes[at + 1]) * 16 + ri_mention_hex(bytes[at + 2]));
        return at + 3;
    }
    for (; at < length && at - begin < 3 && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
        value = value * 10 + (bytes[at] - '0');
    }
    *out = (char)value;
    return at > begin && value < 0x100 ? at : 0;
}

/* A character whose bytes are written so; 0: they are none. */
static size_t read_bytes(uint32_t *code, const char *bytes, size_t length)
{
    char said[4];
    size_t ends[4];
    size_t n = 0;
    size_t taken = 0;
    for (size_t at = 0; n < sizeof said; n++) {
        taken = read_byte(&said[n], bytes + at, length - at);
        if (taken == 0) {
            break;
        }
        at += taken;
        ends[n] = at;
    }
    taken = ri_utf8_next(said, n, code);
    return taken > 0 && *code != 0xfffd ? ends[taken - 1] : 0;
}

/* A character as JSON or Lua writes it; 0: it is none. */
static size_t read_escaped(uint32_t *code, const char *bytes, size_t length)
{
    const size_t at = count_slashes(bytes, length);
    if (at == 0 || at == length) {
        return 0;
    }
    if (bytes[at] == '"' || bytes[at] == '\'') {
        *code = (unsigned char)bytes[at];
        return at + 1;
    }
    const size_t taken = read_code(code, bytes + at, length - at);
    return taken > 0 ? at + taken : read_bytes(code, bytes, length);
}

ri_letter ri_mention_letter(const char *bytes, size_t length, size_t at)
{
    ri_letter c = {0, 0, RI_UTF8_OTHER};
    if (at >= length) {
        return c;
    }
    c.bytes = read_escaped(&c.code, bytes + at, length - at);
    if (c.bytes == 0) {
        c.bytes = ri_utf8_next(bytes + at, length - at, &c.code);
    }
    c.class = ri_utf8_class_of(c.code);
    return c;
}

/* FNV-1a. */
uint64_t ri_mention_hash(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    }
    return hash & (UINT64_MAX >> 1); /* and so never the key that a map does not take */
}

/* ---- phrases ---- */

bool ri_mention_next_word(size_t *begin, size_t *end, const char *text)
{
    const size_t length = strlen(text);
    size_t at = *end;
    ri_letter c = ri_mention_letter(text, length, at);
    for (; c.bytes != 0 && c.class == RI_UTF8_OTHER; c = ri_mention_letter(text, length, at)) {
        at += c.bytes;
    }
    *begin = at;
    for (; c.bytes != 0; c = ri_mention_letter(text, length, at)) {
        if (c.class == RI_UTF8_OTHER &&
            !(ri_is_apostrophe(c.code) &&
              ri_mention_letter(text, length, at + c.bytes).class != RI_UTF8_OTHER)) {
            break;
        }
        at += c.bytes;
    }
    *end = at;
    return at > *begin;
}

size_t ri_mention_add_words(ri_text *out, const char *text)
{
    size_t n = 0;
    size_t begin = 0;
    char folded[RI_UTF8_FOLDED];
    for (size_t end = 0; ri_mention_next_word(&begin, &end, text); n++) {
        for (size_t at = begin; out != NULL && at < end;) {
            const ri_letter c = ri_mention_letter(text, end, at);
            at += c.bytes;
            if (c.class != RI_UTF8_OTHER) {
                ri_utf8_fold_one(folded, c.code);
                ri_text_add(out, folded);
            }
        }
        if (out != NULL) {
            ri_text_char(out, '\0');
        }
    }
    return n;
}

/* The most signs that stand between two words of a phrase, and whether a ';' is among them. */
static size_t longest_gap(bool *list, const char *text)
{
    const size_t length = strlen(text);
    size_t most = 0;
    size_t begin = 0;
    size_t before = 0; /* where the word before ends */
    *list = false;
    for (size_t end = 0; ri_mention_next_word(&begin, &end, text); before = end) {
        size_t n = 0;
        for (size_t at = before; before > 0 && at < begin; n++) {
            const ri_letter c = ri_mention_letter(text, length, at);
            *list = *list || c.code == ';';
            at += c.bytes;
        }
        most = n > most ? n : most;
    }
    return most;
}

static bool may_join(const ri_text *words, size_t n)
{
    size_t all = 0;
    const char *at = words->bytes;
    for (size_t i = 0; i < n; i++, at += strlen(at) + 1) {
        if (strlen(at) < JOINED_WORD) {
            return false;
        }
        all += strlen(at);
    }
    return n > 1 && all >= JOINED_LETTERS;
}

/* What others are called may be ten thousands of phrases: they are found by their first words. */
static bool keep_phrase(ri_mentions *m, ri_sought *item)
{
    uint32_t other = 0;
    const size_t place = m->n;
    const uint64_t hash = ri_mention_hash(RI_MENTION_HASH, item->words);
    bool kept = true;
    if (item->kind != RI_MENTION_ANOTHER) {
        kept = RI_PUSH(m->near, m->n_near, m->near_capacity, place);
    } else {
        item->next = ri_map_get(&m->others, hash, &other) ? (size_t)other + 1 : 0;
        kept = ri_map_put(&m->others, hash, (uint32_t)place);
    }
    m->first[(unsigned char)(item->key ? 'p' : item->words[0])] = true;
    if (kept && RI_PUSH(m->items, m->n, m->capacity, *item)) {
        return true;
    }
    m->n_near -= kept && item->kind != RI_MENTION_ANOTHER;
    return false;
}

/* Takes a phrase of which it is said how it is looked for. */
static bool add_phrase(ri_mentions *m, ri_sought item, const char *text, const char *instead)
{
    ri_text all = RI_TEXT_INIT;
    const size_t size = strlen(text) + 1;
    item.gap = longest_gap(&item.list, text);
    ri_text_bytes(&all, text, size);
    ri_text words = RI_TEXT_INIT;
    item.n = ri_mention_add_words(&words, text);
    item.joined = !words.failed && may_join(&words, item.n);
    ri_text_bytes(&all, ri_text_string(&words), words.length);
    ri_text_bytes(&all, instead, strlen(instead) + 1);
    const bool failed = all.failed || words.failed;
    ri_text_free(&words);
    if (failed || item.n == 0) {
        ri_text_free(&all);
        return !failed;
    }
    item.text = all.bytes;
    item.words = all.bytes + size;
    item.instead = all.bytes + all.length - strlen(instead) - 1;
    if (!keep_phrase(m, &item)) {
        ri_text_free(&all);
        return false;
    }
    return true;
}

ri_mentions *ri_mentions_new(const char *instead)
{
    const size_t size = strlen(instead) + 1;
    ri_mentions *m = ri_alloc(sizeof *m);
    char *text = ri_alloc(size);
    if (m == NULL || text == NULL) {
        ri_free(m);
        ri_free(text);
        return NULL;
    }
    *m = (ri_mentions){.instead = text};
    memcpy(text, instead, size);
    return m;
}

void ri_mentions_free(ri_mentions *m)
{
    if (m == NULL) {
        return;
    }
    for (size_t i = 0; i < m->n; i++) {
        ri_free(m->items[i].text);
    }
    ri_free(m->items);
    ri_free(m->near);
    ri_map_free(&m->others);
    ri_free(m->digits);
    ri_map_free(&m->of_digits);
    ri_free(m->instead);
    ri_free(m);
}

bool ri_mentions_add(ri_mentions *m, ri_mention_kind kind, const char *phrase, bool as_written)
{
    return add_phrase(m, (ri_sought){.kind = kind, .as_written = as_written}, phrase, m->instead);
}

bool ri_mentions_add_exact(ri_mentions *m, const char *text, const char *instead)
{
    return add_phrase(m, (ri_sought){.kind = RI_MENTION_MEANT, .as_written = true}, text, instead);
}

bool ri_mentions_add_key(ri_mentions *m, const char *key)
{
    return add_phrase(m, (ri_sought){.kind = RI_MENTION_MEANT, .key = true}, key, m->instead);
}

bool ri_mention_digits(uint64_t *out, const char *bytes)
{
    *out = 0;
    for (size_t i = 0; i < RI_MENTION_DIGITS; i++) {
        const int digit = bytes[i] >= 'A' && bytes[i] <= 'F' ? -1 : ri_mention_hex(bytes[i]);
        if (digit < 0) {
            return false;
        }
        *out = *out << 4 | (uint64_t)digit;
    }
    return *out != UINT64_MAX;
}

bool ri_mentions_add_digits(ri_mentions *m, const char *was, const char *is)
{
    uint64_t number = 0;
    uint32_t met = 0;
    ri_exchange item;
    if (strlen(was) != RI_MENTION_DIGITS || strlen(is) != RI_MENTION_DIGITS ||
        !ri_mention_digits(&number, was) || ri_map_get(&m->of_digits, number, &met)) {
        return true;
    }
    memcpy(item.was, was, sizeof item.was);
    memcpy(item.is, is, sizeof item.is);
    return RI_PUSH(m->digits, m->n_digits, m->digits_capacity, item) &&
           ri_map_put(&m->of_digits, number, (uint32_t)(m->n_digits - 1));
}
