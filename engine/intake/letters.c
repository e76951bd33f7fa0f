#include "intake/letters.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"

typedef struct entry {
    const char *folded;
    ri_meaning meaning;
} entry;

struct ri_letters {
    ri_arena *arena;
    const char *scheme[RI_SCHEME_MAX];
    size_t n_scheme;
    entry *entries;
    size_t n;
    size_t capacity;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_alphanumeric(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* A run of bytes of the text that is read. */
typedef struct span {
    const char *bytes;
    size_t length;
} span;

static span trimmed(span text)
{
    while (text.length > 0 && is_blank(text.bytes[0])) {
        text.bytes++;
        text.length--;
    }
    while (text.length > 0 && is_blank(text.bytes[text.length - 1])) {
        text.length--;
    }
    return text;
}

/* The bytes before the first of `ends`; `text` goes on behind that. */
static span cut(span *text, const char *ends)
{
    size_t n = 0;
    while (n < text->length && (text->bytes[n] == '\0' || strchr(ends, text->bytes[n]) == NULL)) {
        n++;
    }
    span found = {text->bytes, n};
    size_t skip = n < text->length ? n + 1 : n;
    text->bytes += skip;
    text->length -= skip;
    return found;
}

const char *ri_letters_known(const ri_letters *letters, const char *name, size_t length)
{
    for (size_t i = 0; i < letters->n_scheme; i++) {
        const char *own = letters->scheme[i];
        size_t same = 0;
        while (same < length && upper(own[same]) == upper(name[same]) && own[same] != '\0') {
            same++;
        }
        if (same == length && own[same] == '\0') {
            return own;
        }
    }
    return NULL;
}

const char *ri_letters_at(const ri_letters *letters, size_t i)
{
    return i < letters->n_scheme ? letters->scheme[i] : NULL;
}

void ri_letters_list(const ri_letters *letters, ri_text *out)
{
    for (size_t i = 0; i < letters->n_scheme; i++) {
        ri_text_format(out, "%s%s", i > 0 ? ", " : "", letters->scheme[i]);
    }
}

raci_status ri_letters_add(ri_letters *letters, const char *name, size_t length, raci_error *err)
{
    bool fits = length > 0 && length <= RI_LETTER_BYTES;
    for (size_t i = 0; fits && i < length; i++) {
        fits = is_alphanumeric(name[i]);
    }
    if (!fits) {
        return ri_fail(err, RACI_INVALID,
                       "expected a letter such as A (1 to %d letters or digits), found '%.*s'",
                       RI_LETTER_BYTES, (int)(length < 40 ? length : 40), name);
    }
    if (ri_letters_known(letters, name, length) != NULL) {
        return RACI_OK;
    }
    if (letters->n_scheme == RI_SCHEME_MAX) {
        return ri_fail(err, RACI_LIMIT, "a scheme has at most %d letters", RI_SCHEME_MAX);
    }
    char *own = ri_arena_copy(letters->arena, name, length);
    if (own == NULL) {
        return ri_fail_nomem(err);
    }
    /* One letter is upper case, as in every scheme; longer names stay as somebody chose them. */
    own[0] = length == 1 ? upper(own[0]) : own[0];
    letters->scheme[letters->n_scheme++] = own;
    return RACI_OK;
}

raci_status ri_letters_new(ri_letters **out, const char *scheme, raci_error *err)
{
    ri_letters *letters = ri_alloc(sizeof *letters);
    if (letters == NULL) {
        return ri_fail_nomem(err);
    }
    memset(letters, 0, sizeof *letters);
    letters->arena = ri_arena_new();
    raci_status status = letters->arena != NULL ? RACI_OK : ri_fail_nomem(err);
    const char *names = scheme != NULL ? scheme : "R A C I";
    span rest = {names, strlen(names)};
    while (status == RACI_OK && rest.length > 0) {
        span name = cut(&rest, " ,\t\r\n");
        if (name.length > 0) {
            status = ri_letters_add(letters, name.bytes, name.length, err);
        }
    }
    if (status == RACI_OK && letters->n_scheme == 0) {
        status = ri_fail(err, RACI_INVALID, "a scheme has letters, such as 'R A C I'");
    }
    if (status != RACI_OK) {
        ri_letters_free(letters);
        return status;
    }
    *out = letters;
    return RACI_OK;
}

void ri_letters_free(ri_letters *letters)
{
    if (letters != NULL) {
        ri_arena_free(letters->arena);
        ri_free(letters->entries);
        ri_free(letters);
    }
}

/* A word as words are compared: folded, blanks of any kind and number as one. */
static bool fold(ri_text *out, const char *word, size_t length)
{
    ri_text plain = RI_TEXT_INIT;
    ri_text_bytes(&plain, word, length);
    ri_text folded = RI_TEXT_INIT;
    ri_utf8_fold(&folded, ri_text_string(&plain));
    const char *bytes = ri_text_string(&folded);
    bool gap = false;
    for (size_t i = 0; bytes[i] != '\0'; i++) {
        if (is_blank(bytes[i])) {
            gap = out->length > 0;
            continue;
        }
        if (gap) {
            ri_text_char(out, ' ');
            gap = false;
        }
        ri_text_char(out, bytes[i]);
    }
    bool done = !plain.failed && !folded.failed && !out->failed;
    ri_text_free(&plain);
    ri_text_free(&folded);
    return done;
}

static entry *sought(const ri_letters *letters, const char *folded)
{
    for (size_t i = 0; i < letters->n; i++) {
        if (strcmp(letters->entries[i].folded, folded) == 0) {
            return &letters->entries[i];
        }
    }
    return NULL;
}

const ri_meaning *ri_letters_find(const ri_letters *letters, const char *word, size_t length,
                                  bool *failed)
{
    if (letters->n == 0 || length > RI_MEANING_BYTES) {
        return NULL;
    }
    ri_text folded = RI_TEXT_INIT;
    const entry *found = NULL;
    if (fold(&folded, word, length)) {
        found = sought(letters, ri_text_string(&folded));
    } else {
        *failed = true;
    }
    ri_text_free(&folded);
    return found != NULL ? &found->meaning : NULL;
}

static raci_status refuse(span whole, const char *expected, raci_error *err)
{
    return ri_fail(err, RACI_INVALID, "expected %s, found '%.*s'", expected,
                   (int)(whole.length < 80 ? whole.length : 80), whole.bytes);
}

/* Adds a part of a meaning: a party's name, or a letter, which is then known. Letters written
   together are as many, where all of them are in the scheme. */
static raci_status add_part(ri_letters *letters, ri_meaning *meaning, span part, raci_error *err)
{
    if (meaning->n == RI_MEANING_PARTS) {
        return ri_fail(err, RACI_LIMIT, "an entry stands for at most %d letters or parties",
                       RI_MEANING_PARTS);
    }
    if (meaning->kind == RI_MEANS_PARTIES) {
        const char *name = ri_arena_copy(letters->arena, part.bytes, part.length);
        meaning->parts[meaning->n++] = name;
        return name != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    bool together = part.length > 1 && ri_letters_known(letters, part.bytes, part.length) == NULL;
    for (size_t i = 0; together && i < part.length; i++) {
        together = ri_letters_known(letters, part.bytes + i, 1) != NULL;
    }
    if (together) {
        raci_status status = RACI_OK;
        for (size_t i = 0; status == RACI_OK && i < part.length; i++) {
            status = add_part(letters, meaning, (span){part.bytes + i, 1}, err);
        }
        return status;
    }
    raci_status status = ri_letters_add(letters, part.bytes, part.length, err);
    if (status == RACI_OK) {
        meaning->parts[meaning->n++] = ri_letters_known(letters, part.bytes, part.length);
    }
    return status;
}

static raci_status read_meaning(ri_letters *letters, ri_meaning *meaning, span whole, span text,
                                raci_error *err)
{
    const char *expected = "letters such as R+A, '-', '?' or '@Name' behind '='";
    if (text.length == 0) {
        return refuse(whole, expected, err);
    }
    if (text.length == 1 && (text.bytes[0] == '-' || text.bytes[0] == '?')) {
        meaning->kind = text.bytes[0] == '-' ? RI_MEANS_NOTHING : RI_MEANS_UNDECIDED;
        return RACI_OK;
    }
    meaning->kind = text.bytes[0] == '@' ? RI_MEANS_PARTIES : RI_MEANS_LETTERS;
    raci_status status = RACI_OK;
    while (status == RACI_OK && text.length > 0) {
        span part = trimmed(cut(&text, meaning->kind == RI_MEANS_PARTIES ? "+" : "+/ "));
        if (meaning->kind == RI_MEANS_PARTIES && part.length > 0 && part.bytes[0] == '@') {
            part = trimmed((span){part.bytes + 1, part.length - 1});
        }
        if (part.length == 0) {
            return refuse(whole, expected, err);
        }
        status = add_part(letters, meaning, part, err);
    }
    return status;
}

static raci_status learn_one(ri_letters *letters, span text, raci_error *err)
{
    span rest = text;
    span word = trimmed(cut(&rest, "="));
    if (text.length > RI_MEANING_BYTES) {
        return ri_fail(err, RACI_LIMIT, "an entry has at most %d bytes", RI_MEANING_BYTES);
    }
    if (word.length == 0 || word.length + 1 > text.length ||
        !ri_utf8_valid(text.bytes, text.length, NULL)) {
        return refuse(text, "an entry such as R=A", err);
    }
    entry made = {.folded = NULL};
    raci_status status = read_meaning(letters, &made.meaning, text, trimmed(rest), err);
    if (status != RACI_OK) {
        return status;
    }
    ri_text folded = RI_TEXT_INIT;
    made.meaning.word = ri_arena_copy(letters->arena, word.bytes, word.length);
    if (fold(&folded, word.bytes, word.length)) {
        made.folded = ri_arena_string(letters->arena, ri_text_string(&folded));
    }
    ri_text_free(&folded);
    if (made.folded == NULL || made.meaning.word == NULL) {
        return ri_fail_nomem(err);
    }
    entry *old = sought(letters, made.folded);
    if (old != NULL) {
        *old = made;
        return RACI_OK;
    }
    if (letters->n == RI_MEANINGS_MAX) {
        return ri_fail(err, RACI_LIMIT, "a dictionary has at most %d entries", RI_MEANINGS_MAX);
    }
    return RI_PUSH(letters->entries, letters->n, letters->capacity, made) ? RACI_OK
                                                                          : ri_fail_nomem(err);
}

raci_status ri_letters_learn(ri_letters *letters, const char *entries, raci_error *err)
{
    raci_status status = RACI_OK;
    span rest = {entries, strlen(entries)};
    while (status == RACI_OK && rest.length > 0) {
        span text = trimmed(cut(&rest, ",;\n"));
        if (text.length > 0) {
            status = learn_one(letters, text, err);
        }
    }
    return status;
}
