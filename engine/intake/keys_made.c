#include "intake/keys_made.h"

#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/number_set.h"
#include "base/utf8.h"

struct ri_keys_made {
    ri_intern *own;      /* where keys lie, unless they lie among others */
    ri_intern *texts;    /* where they lie */
    ri_number_set taken; /* names' own keys, and those with numbers */
    ri_map next;         /* of a name's own key: the number to try next */
    ri_text key;
    ri_text numbered;
};

/* Greek and Cyrillic letters, which folding leaves as they are, in plain ones. */
static const char *plain_letters(uint32_t c)
{
    static const char *const greek[] = {"a", "v", "g", "d", "e",  "z",  "i", "th", "i",
                                        "k", "l", "m", "n", "x",  "o",  "p", "r",  "s",
                                        "s", "t", "y", "f", "ch", "ps", "o"};
    static const char *const cyrillic[] = {
        "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
        "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya"};
    static const struct {
        uint32_t letter;
        const char *plain;
    } others[] = {{0x0451, "e"}, {0x0454, "ye"}, {0x0456, "i"},  {0x0457, "yi"},
                  {0x0458, "j"}, {0x0452, "dj"}, {0x0459, "lj"}, {0x045a, "nj"},
                  {0x045b, "c"}, {0x045f, "dz"}, {0x0491, "g"}};
    if (c >= 0x03b1 && c < 0x03b1 + sizeof greek / sizeof *greek) {
        return greek[c - 0x03b1];
    }
    if (c >= 0x0430 && c < 0x0430 + sizeof cyrillic / sizeof *cyrillic) {
        return cyrillic[c - 0x0430];
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (others[i].letter == c) {
            return others[i].plain;
        }
    }
    return NULL;
}

/* What is to stand between the characters before and those that follow. */
typedef struct gap {
    char mark; /* '.' or '_' that stood alone, '-' for anything else, 0 for nothing */
} gap;

static bool put(ri_text *out, size_t before, gap *open, const char *plain)
{
    size_t length = strlen(plain);
    size_t mark = open->mark != '\0' && out->length > before ? 1 : 0;
    if (out->length - before + mark + length > RI_KEY_MADE_MAX) {
        return false;
    }
    if (mark > 0 && length > 0) {
        ri_text_char(out, open->mark);
    }
    if (length > 0) {
        ri_text_bytes(out, plain, length);
        open->mark = '\0';
    }
    return true;
}

/* Takes one character of a folded name; false: the key is full. */
static bool take(ri_text *out, size_t before, gap *open, uint32_t c)
{
    char one[2] = {(char)c, '\0'};
    const char *plain = c >= 0x80 ? plain_letters(c) : NULL;
    if (c < 0x80 && ri_utf8_class_of(c) != RI_UTF8_OTHER) {
        plain = one;
    }
    if (plain != NULL) {
        return put(out, before, open, plain);
    }
    if (c != '\'' && c != 0x2019) {
        bool alone = open->mark == '\0' && (c == '.' || c == '_');
        open->mark = alone ? (char)c : '-';
    }
    return true;
}

/* What identifies people mostly is in small letters and digits, and is its own key. */
static bool is_plain(const char *name, size_t *length)
{
    *length = 0;
    while ((name[*length] >= 'a' && name[*length] <= 'z') ||
           (name[*length] >= '0' && name[*length] <= '9')) {
        ++*length;
    }
    return name[*length] == '\0' && *length <= RI_KEY_MADE_MAX;
}

void ri_key_make(ri_text *out, const char *name)
{
    ri_text folded = RI_TEXT_INIT;
    size_t before = out->length;
    size_t left = 0;
    gap open = {'\0'};
    if (is_plain(name, &left)) {
        ri_text_bytes(out, name, left);
        return;
    }
    ri_utf8_fold(&folded, name);
    const char *at = ri_text_string(&folded);
    left = folded.length;
    uint32_t c = 0;
    for (size_t step = ri_utf8_next(at, left, &c); step > 0; step = ri_utf8_next(at, left, &c)) {
        if (!take(out, before, &open, c)) {
            break;
        }
        at += step;
        left -= step;
    }
    out->failed = out->failed || folded.failed;
    ri_text_free(&folded);
}

ri_keys_made *ri_keys_made_among(ri_intern *texts)
{
    ri_keys_made *made = ri_alloc(sizeof *made);
    if (made != NULL) {
        *made = (ri_keys_made){.texts = texts};
    }
    return made;
}

ri_keys_made *ri_keys_made_new(void)
{
    ri_intern *own = ri_intern_new();
    ri_keys_made *made = own != NULL ? ri_keys_made_among(own) : NULL;
    if (made == NULL) {
        ri_intern_free(own);
        return NULL;
    }
    made->own = own;
    return made;
}

void ri_keys_made_free(ri_keys_made *made)
{
    if (made != NULL) {
        ri_intern_free(made->own);
        ri_number_set_free(&made->taken);
        ri_map_free(&made->next);
        ri_text_free(&made->key);
        ri_text_free(&made->numbered);
        ri_free(made);
    }
}

static bool is_taken(const ri_keys_made *made, uint32_t number)
{
    return number != RI_NONE && ri_number_set_has(&made->taken, number);
}

/* Takes a key that was not given; its number. */
static uint32_t give(ri_keys_made *made, const char *key)
{
    const uint32_t number = ri_intern_string(made->texts, key);
    return number != RI_NONE && ri_number_set_put(&made->taken, number) ? number : RI_NONE;
}

/* The first of the numbers from `from` on whose key was not given. */
static uint32_t number_it(ri_keys_made *made, uint32_t *from)
{
    for (;; (*from)++) {
        ri_text_clear(&made->numbered);
        ri_text_format(&made->numbered, "%s-%u", ri_text_string(&made->key), (unsigned)*from);
        if (made->numbered.failed) {
            return RI_NONE;
        }
        if (!is_taken(made, ri_intern_find(made->texts, made->numbered.bytes))) {
            return give(made, made->numbered.bytes);
        }
    }
}

uint32_t ri_keys_made_number(ri_keys_made *made, const char *name, const char *otherwise,
                             bool *numbered)
{
    uint32_t next = 2;
    ri_text_clear(&made->key);
    ri_key_make(&made->key, name);
    if (made->key.length == 0) {
        ri_text_add(&made->key, otherwise);
    }
    if (made->key.failed) {
        return RI_NONE;
    }
    const uint32_t own = ri_intern_find(made->texts, made->key.bytes);
    const bool met = is_taken(made, own);
    if (numbered != NULL) {
        *numbered = met;
    }
    if (!met) {
        return give(made, made->key.bytes);
    }
    (void)ri_map_get(&made->next, own, &next);
    const uint32_t place = number_it(made, &next);
    return place != RI_NONE && ri_map_put(&made->next, own, next + 1) ? place : RI_NONE;
}

const char *ri_keys_made_take(ri_keys_made *made, const char *name, const char *otherwise,
                              bool *numbered)
{
    const uint32_t number = ri_keys_made_number(made, name, otherwise, numbered);
    return number != RI_NONE ? ri_intern_get(made->texts, number) : NULL;
}
