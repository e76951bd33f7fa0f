/*
 * Where texts mention somebody: by a name, an address, a key. What is looked for is a phrase,
 * words in their order, which is found as whole words, whatever stands between them (up to three
 * signs or blanks, or as many as the phrase itself has), in any letter case and with or without
 * accents; also where characters are written as JSON and Lua do ("\u00e9", "\010"), and after
 * the "\n" of texts that write line ends so.
 */
#ifndef RI_MENTION_H
#define RI_MENTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

typedef enum ri_mention_kind {
    RI_MENTION_DOUBT,   /* it may be somebody else, or none at all */
    RI_MENTION_ANOTHER, /* it is somebody or something else, and all within it is */
    RI_MENTION_MEANT
} ri_mention_kind;

typedef struct ri_mentions ri_mentions;

/* Empty ones; what is meant is to be replaced by `instead`. NULL when memory is exhausted. */
ri_mentions *ri_mentions_new(const char *instead);
void ri_mentions_free(ri_mentions *mentions); /* NULL is allowed */

/* Looks for a phrase, too; of one without words nothing is to be found. `as_written`: only in
   that letter case, or all in capitals. false when memory is exhausted. */
bool ri_mentions_add(ri_mentions *mentions, ri_mention_kind kind, const char *phrase,
                     bool as_written);
/* Looks for a phrase, as it is written, for which something else is to stand. */
bool ri_mentions_add_exact(ri_mentions *mentions, const char *phrase, const char *instead);
/* Looks for the key of a person where it can be nothing else: "person:KEY", 'person = "KEY"'. */
bool ri_mentions_add_key(ri_mentions *mentions, const char *key);
/* Replaces a word of 16 hex digits by another. */
bool ri_mentions_add_digits(ri_mentions *mentions, const char *was, const char *is);

/* A place in a text. */
typedef struct ri_mention {
    size_t at;
    size_t length;
    ri_mention_kind kind;
    size_t words;        /* that were looked for; 0: digits */
    const char *instead; /* what is to stand there */
} ri_mention;

/* Whether a place is what it seems. */
typedef bool (*ri_mention_fn)(const ri_mention *at, const char *bytes, size_t length,
                              void *payload);

/* The first one that begins at *from or later; moves *from behind it. false: there is none.
   Begin with *from 0 and go on with what it left. */
bool ri_mentions_next(ri_mention *out, const ri_mentions *mentions, const char *bytes,
                      size_t length, size_t *from);
/* The same in bytes that need not be text, and not only as whole words; phrases of one word are
   not looked for. */
bool ri_mentions_next_bytes(ri_mention *out, const ri_mentions *mentions, const char *bytes,
                            size_t length, size_t *from);
/* Appends a text, with what is meant replaced where `takes`, unless NULL, says so; gives how
   often. */
size_t ri_mentions_replace(ri_text *out, const ri_mentions *mentions, const char *bytes,
                           size_t length, ri_mention_fn takes, void *payload);

/* The first word of a text that begins at *end or later, from *begin to before *end. false: there
   is none. Begin with *end 0 and go on with what it left. */
bool ri_mention_next_word(size_t *begin, size_t *end, const char *text);
/* How many words a phrase has. */
size_t ri_mention_words(const char *phrase);
/* One phrase alone, in any letter case; it is to be freed. NULL when memory is exhausted. */
ri_mentions *ri_mentions_of(const char *phrase);
/* Whether a text has any of what is looked for. */
bool ri_mentions_within(const ri_mentions *mentions, const char *text);

#endif
