/*
 * The errors of an import: all are counted, the first hundred in the order of
 * file, line and column are kept.
 */
#ifndef RI_PROBLEMS_H
#define RI_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "model/reference.h"
#include "store/store.h"

#define RI_PROBLEMS_MAX 100

typedef struct ri_problem {
    int tab; /* index in ri_tables */
    int line;
    int column;
    char *message;
    char *wanted; /* a key that does not exist, to which the nearest is suggested; or NULL */
    ri_kind kind; /* of what is wanted */
} ri_problem;

typedef struct ri_problems {
    ri_problem kept[RI_PROBLEMS_MAX + 1]; /* sorted; the last place is for insertion */
    size_t count;
    size_t total;
    bool failed; /* memory was exhausted */
} ri_problems;

/* A zeroed ri_problems is an empty one. `wanted` may be NULL. */
void ri_problems_add(ri_problems *problems, int tab, int line, int column, const char *message,
                     ri_kind kind, const char *wanted);
/* Looks up what was nearest to what was wanted and adds it to the messages. */
raci_status ri_problems_suggest(ri_problems *problems, ri_store *store, raci_error *err);
void ri_problems_free(ri_problems *problems);

/* Appends user text in single quotes, made safe and cut to a readable length. */
void ri_quote(ri_text *out, const char *bytes, size_t length);
/* Appends a valid key made of user text, or nothing when there is none in it. */
void ri_suggest_key(ri_text *out, const char *bytes, size_t length);

#endif
