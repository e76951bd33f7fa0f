#include "base/mention.h"

#include <string.h>

#include "base/sought.h"
#include "base/words.h"

#define GAP 3            /* signs between two words, of a phrase that has fewer itself */
#define NAMED "abfnrtvz" /* what stands behind a backslash for a sign or a line end */

static bool is_one_of(char c, const char *signs)
{
    return c != '\0' && strchr(signs, c) != NULL;
}

typedef struct looking {
    const ri_mentions *m;
    const char *bytes;
    size_t length;
    bool anywhere; /* not only as whole words */
} looking;

/* Passes what may stand between two words of a phrase; *any says whether something did. */
static size_t pass_gap(const looking *l, size_t at, const ri_sought *p, bool *any)
{
    const size_t most = p->gap > GAP ? p->gap : GAP;
    *any = false;
    for (size_t n = 0; n < most; n++) {
        const ri_letter c = ri_mention_letter(l->bytes, l->length, at);
        if (c.bytes == 0 || c.class != RI_UTF8_OTHER || c.code == 0 ||
            (c.code == ';' && !p->list)) {
            break;
        }
        at += c.bytes;
        *any = true;
        if (c.code == '\\' && at < l->length && is_one_of(l->bytes[at], NAMED)) {
            const bool skips = l->bytes[at++] == 'z'; /* Lua skips the blanks behind it */
            while (skips && at < l->length && is_one_of(l->bytes[at], " \t\n\v\f\r")) {
                at++;
            }
        }
    }
    return at;
}

/* Passes one word of a phrase; 0 when it is not there. */
static size_t pass_word(const looking *l, size_t at, const char *word)
{
    char folded[RI_UTF8_FOLDED];
    for (const char *left = word; *left != '\0';) {
        const ri_letter c = ri_mention_letter(l->bytes, l->length, at);
        if (c.bytes == 0 ||
            (c.class == RI_UTF8_OTHER && (left == word || !ri_is_apostrophe(c.code)))) {
            return 0;
        }
        at += c.bytes;
        if (c.class == RI_UTF8_OTHER) {
            continue;
        }
        ri_utf8_fold_one(folded, c.code);
        const size_t length = strlen(folded);
        if (strncmp(left, folded, length) != 0) {
            return 0;
        }
        left += length;
    }
    for (;;) { /* accents that stand behind their letter */
        const ri_letter c = ri_mention_letter(l->bytes, l->length, at);
        if (c.bytes == 0 || c.code < 0x80 || c.class == RI_UTF8_OTHER) {
            return at;
        }
        ri_utf8_fold_one(folded, c.code);
        if (folded[0] != '\0') {
            return at;
        }
        at += c.bytes;
    }
}

static bool ends_here(const looking *l, size_t at)
{
    return l->anywhere || ri_mention_letter(l->bytes, l->length, at).class == RI_UTF8_OTHER;
}

static bool same_case(const looking *l, size_t at, size_t end, const char *text)
{
    const size_t length = strlen(text);
    bool exact = end - at == length && memcmp(l->bytes + at, text, length) == 0;
    bool capitals = end - at == length && length > 1;
    for (size_t i = 0; capitals && !exact && i < length; i++) {
        const char c = text[i];
        capitals = l->bytes[at + i] == (c >= 'a' && c <= 'z' ? (char)(c - 0x20) : c);
    }
    return exact || capitals;
}

/* Where a key ends that stands behind the word "person", which begins at `at`. */
static size_t pass_key(const looking *l, size_t at, const ri_sought *p, size_t *begin)
{
    static const char person[] = "person";
    const size_t length = strlen(p->text);
    bool bound = false;
    if (l->length - at < sizeof person || memcmp(l->bytes + at, person, sizeof person - 1) != 0) {
        return 0;
    }
    at += sizeof person - 1;
    for (size_t n = 0; at < l->length && n < 16 && is_one_of(l->bytes[at], " \t\n=:({[\"'");
         n++, at++) {
        bound = bound || is_one_of(l->bytes[at], "=:(\"'");
        if (l->bytes[at] == '{') { /* { key = "KEY" */
            const size_t key = strspn(l->bytes + at + 1, " \t\n") + at + 1;
            at = l->length - key > 3 && memcmp(l->bytes + key, "key", 3) == 0 ? key + 2 : at;
        }
    }
    if (!bound || l->length - at < length || memcmp(l->bytes + at, p->text, length) != 0) {
        return 0;
    }
    *begin = at;
    at += length;
    const bool dot = at + 1 < l->length && l->bytes[at] == '.';
    const char next = at < l->length ? l->bytes[at + dot] : '\0';
    const bool more = ri_mention_letter(l->bytes, l->length, at + dot).class != RI_UTF8_OTHER;
    return more || next == '-' || next == '_' ? 0 : at;
}

/* Passes a word that is not the first; 0 when it is not there. */
static size_t pass_further(const looking *l, size_t at, const ri_sought *p, const char *word)
{
    bool any = false;
    at = pass_gap(l, at, p, &any);
    if (!any && !p->joined) {
        return 0;
    }
    const size_t end = pass_word(l, at, word);
    /* Behind a backslash an n may be the word's own. */
    return end == 0 && any && at > 1 && l->bytes[at - 2] == '\\' &&
                   is_one_of(l->bytes[at - 1], NAMED)
               ? pass_word(l, at - 1, word)
               : end;
}

/* Where a phrase ends that begins at `at`; 0: it does not. */
static size_t pass_phrase(const looking *l, size_t at, const ri_sought *p)
{
    const size_t begin = at;
    const char *word = p->words;
    if (l->anywhere && p->n == 1) {
        return 0;
    }
    for (size_t i = 0; i < p->n; i++, word += strlen(word) + 1) {
        at = i > 0 ? pass_further(l, at, p, word) : pass_word(l, at, word);
        if (at == 0) {
            return 0;
        }
    }
    return ends_here(l, at) && (!p->as_written || same_case(l, begin, at, p->text)) ? at : 0;
}

static bool find_digits(ri_mention *out, const looking *l, size_t at)
{
    uint64_t number = 0;
    uint32_t place = 0;
    if (l->m->n_digits == 0 || l->length - at < RI_MENTION_DIGITS ||
        !ri_mention_digits(&number, l->bytes + at) || !ends_here(l, at + RI_MENTION_DIGITS) ||
        !ri_map_get(&l->m->of_digits, number, &place)) {
        return false;
    }
    *out = (ri_mention){at, RI_MENTION_DIGITS, RI_MENTION_MEANT, 0, l->m->digits[place].is};
    return true;
}

/* Of what was found at a place the longest stays; of equally long ones what is surest. */
static void try_phrase(ri_mention *out, size_t *longest, const looking *l, size_t at,
                       const ri_sought *p)
{
    size_t begin = at;
    const size_t end = p->key ? pass_key(l, at, p, &begin) : pass_phrase(l, at, p);
    if (end > *longest || (end != 0 && end == *longest && p->kind > out->kind)) {
        *out = (ri_mention){begin, end - begin, p->kind, p->n, p->instead};
        *longest = end;
    }
}

/* The hash of the word that begins at `at`, as phrases have it. */
static uint64_t hash_word(const looking *l, size_t at)
{
    char folded[RI_UTF8_FOLDED];
    uint64_t hash = RI_MENTION_HASH;
    for (ri_letter c = ri_mention_letter(l->bytes, l->length, at); c.bytes != 0;
         c = ri_mention_letter(l->bytes, l->length, at)) {
        at += c.bytes;
        if (c.class != RI_UTF8_OTHER) {
            ri_utf8_fold_one(folded, c.code);
            hash = ri_mention_hash(hash, folded);
        } else if (!ri_is_apostrophe(c.code) ||
                   ri_mention_letter(l->bytes, l->length, at).class == RI_UTF8_OTHER) {
            break;
        }
    }
    return hash;
}

static bool find_at(ri_mention *out, const looking *l, size_t at)
{
    uint32_t other = 0;
    size_t longest = find_digits(out, l, at) ? at + RI_MENTION_DIGITS : 0;
    for (size_t i = 0; i < l->m->n_near; i++) {
        try_phrase(out, &longest, l, at, &l->m->items[l->m->near[i]]);
    }
    if (l->m->others.count > 0 && ri_map_get(&l->m->others, hash_word(l, at), &other)) {
        for (size_t i = (size_t)other + 1; i != 0; i = l->m->items[i - 1].next) {
            try_phrase(out, &longest, l, at, &l->m->items[i - 1]);
        }
    }
    return longest != 0;
}

static bool next(ri_mention *out, const looking *l, size_t *from)
{
    bool within = false; /* a word */
    const bool digits = l->m->n_digits > 0;
    for (size_t at = *from; at < l->length;) {
        const ri_letter c = ri_mention_letter(l->bytes, l->length, at);
        const unsigned char byte = (unsigned char)l->bytes[at];
        const unsigned char small = byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
        const bool likely = byte >= 0x80 || c.bytes > 1 || l->m->first[small] ||
                            (digits && c.code < 0x80 && ri_mention_hex((char)byte) >= 0);
        if (c.class != RI_UTF8_OTHER && (!within || l->anywhere) && likely && find_at(out, l, at)) {
            *from = out->at + out->length;
            return true;
        }
        within = c.class != RI_UTF8_OTHER;
        /* Behind "\n" a word may begin, and the n be none of it. */
        if (at > 0 && within && l->bytes[at - 1] == '\\' && is_one_of((char)byte, NAMED)) {
            within = false;
        }
        at += c.bytes;
    }
    *from = l->length;
    return false;
}

bool ri_mentions_next(ri_mention *out, const ri_mentions *m, const char *bytes, size_t length,
                      size_t *from)
{
    return next(out, &(looking){m, bytes, length, false}, from);
}

bool ri_mentions_next_bytes(ri_mention *out, const ri_mentions *m, const char *bytes, size_t length,
                            size_t *from)
{
    return next(out, &(looking){m, bytes, length, true}, from);
}

size_t ri_mentions_replace(ri_text *out, const ri_mentions *m, const char *bytes, size_t length,
                           ri_mention_fn takes, void *payload)
{
    size_t n = 0;
    size_t done = 0;
    size_t from = 0;
    ri_mention at;
    while (ri_mentions_next(&at, m, bytes, length, &from)) {
        if (at.kind == RI_MENTION_MEANT && (takes == NULL || takes(&at, bytes, length, payload))) {
            ri_text_bytes(out, bytes + done, at.at - done);
            ri_text_add(out, at.instead);
            done = at.at + at.length;
            n++;
        }
    }
    ri_text_bytes(out, bytes + done, length - done);
    return n;
}

/* ---- comparing ---- */

size_t ri_mention_words(const char *phrase)
{
    return ri_mention_add_words(NULL, phrase);
}

ri_mentions *ri_mentions_of(const char *phrase)
{
    ri_mentions *m = ri_mentions_new("");
    if (m != NULL && !ri_mentions_add(m, RI_MENTION_MEANT, phrase, false)) {
        ri_mentions_free(m);
        return NULL;
    }
    return m;
}

bool ri_mentions_within(const ri_mentions *m, const char *text)
{
    ri_mention found;
    size_t from = 0;
    return ri_mentions_next(&found, m, text, strlen(text), &from);
}
