/*
 * Keys to identities.
 */
#ifndef RI_LOOKUP_H
#define RI_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "model/reference.h"
#include "raci/error.h"
#include "store/store.h"

/* Whether things of that kind stand in tables of their own. */
bool ri_kind_stored(ri_kind kind);

/* The identity of a key, or 0; `known` says whether it exists on some date. */
raci_status ri_lookup(int64_t *id, bool *known, ri_store *store, ri_kind kind, const char *key,
                      size_t length, raci_error *err);
/* Gives a new key its identity; not for stages and channels, whose rows are
   their identities. */
raci_status ri_lookup_make(int64_t *id, ri_store *store, ri_kind kind, const char *key,
                           size_t length, raci_error *err);

/* Appends the key of an identity; nothing when there is none. */
raci_status ri_lookup_key(ri_text *out, ri_store *store, ri_kind kind, int64_t id, raci_error *err);

/* The nearest key of those that exist on some date, or ""; `offers` (may be NULL)
   is a budget of comparisons: when the kind needs more than are left, nothing
   is near. */
raci_status ri_lookup_nearest(char *out, size_t size, ri_store *store, ri_kind kind,
                              const char *wanted, size_t *offers, raci_error *err);

/* A small cache of keys that exist, for the few that many rows name. */
typedef struct ri_key_cache ri_key_cache;

ri_key_cache *ri_key_cache_new(void); /* NULL when memory is exhausted */
void ri_key_cache_free(ri_key_cache *cache);
/* As ri_lookup, looking in the cache first. */
raci_status ri_key_cache_lookup(int64_t *id, bool *known, ri_key_cache *cache, ri_store *store,
                                ri_kind kind, const char *key, size_t length, raci_error *err);

#endif
