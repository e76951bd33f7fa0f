/*
 * Keys that tell globs apart: of all keys that there can be, one for each set of globs that
 * some key fits. What holds of these holds of every key.
 */
#ifndef RI_KEY_CLASSES_H
#define RI_KEY_CLASSES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/intern.h"

typedef struct ri_globs {
    const char **items;
    size_t n;
    size_t capacity;
} ri_globs;

/* Whether a key is rather not to be taken, where another one does as well. */
typedef bool (*ri_shun_fn)(const char *key, const void *context);

/* Adds to `names` a key for each set of globs that some valid key fits which is none of the
   first `n_named` names: one that fits these globs and no others. The one that fits none comes
   last. *all: false where there are too many sets to go through. false: memory is
   exhausted. */
bool ri_tell_globs_apart(ri_intern *names, uint32_t n_named, const ri_globs *globs, ri_shun_fn shun,
                         const void *context, bool *all);

#endif
