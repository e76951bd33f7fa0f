/*
 * What is looked for by mention.h, and how the characters and words of texts are read.
 */
#ifndef RI_SOUGHT_H
#define RI_SOUGHT_H

#include "base/map.h"
#include "base/mention.h"
#include "base/utf8.h"

#define RI_MENTION_DIGITS 16
#define RI_MENTION_HASH UINT64_C(0xcbf29ce484222325) /* of no word */

typedef struct ri_letter {
    size_t bytes; /* 0 at the end */
    uint32_t code;
    ri_utf8_class class;
} ri_letter;

/* The character at a place of a text, which may be written as "\u00e9", "\010" or "\\\"". */
ri_letter ri_mention_letter(const char *bytes, size_t length, size_t at);
/* The value of a hex digit, or -1. */
int ri_mention_hex(char c);
/* Reads RI_MENTION_DIGITS small ones. false: they are none. */
bool ri_mention_digits(uint64_t *out, const char *bytes);
/* Goes on with the hash of a word; gives no number that a map does not take. */
uint64_t ri_mention_hash(uint64_t hash, const char *text);
/* Gives how many words a text has; appends them to `out`, unless NULL, each with a NUL behind. */
size_t ri_mention_add_words(ri_text *out, const char *text);

typedef struct ri_sought {
    ri_mention_kind kind;
    bool as_written;
    bool joined; /* words may stand together */
    bool key;    /* to be found behind the word "person" only */
    bool list;   /* a ';' is between its own words */
    size_t gap;  /* the most signs that are */
    size_t n;    /* words */
    char *text;  /* as it was given; then the words, each ending with a NUL */
    const char *words;
    const char *instead; /* what is to stand for it */
    size_t next;         /* of others with this first word: 1 + its place, or 0 */
} ri_sought;

typedef struct ri_exchange {
    char was[RI_MENTION_DIGITS + 1];
    char is[RI_MENTION_DIGITS + 1];
} ri_exchange;

struct ri_mentions {
    char *instead;
    ri_sought *items;
    size_t n;
    size_t capacity;
    ri_exchange *digits;
    size_t n_digits;
    size_t digits_capacity;
    size_t *near; /* places of what is no other's: few, and looked at everywhere */
    size_t n_near;
    size_t near_capacity;
    ri_map others;    /* a hash of their first word -> place */
    ri_map of_digits; /* their value as a number -> place in `digits` */
    bool first[256];  /* bytes with which a folded phrase begins */
};

#endif
