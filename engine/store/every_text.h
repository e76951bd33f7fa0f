/*
 * Every text of a model's file, whatever table and column it stands in.
 */
#ifndef RI_EVERY_TEXT_H
#define RI_EVERY_TEXT_H

#include "base/text.h"
#include "store/store.h"

/* Gives what is to stand in the place of a text of a column: appends it to `out` and gives true,
   or gives false where it is to stay. */
typedef bool (*ri_text_fn)(ri_text *out, const char *table, const char *column, const char *bytes,
                           size_t length, void *payload);

/* Calls `look` once with each text of every column of texts, but those of the tables named in
   `but`, whose last is NULL. Then writes what is to stand in their place, asking `put`, which must
   give the same; *n counts the texts. Within the caller's transaction. Fails with RACI_CHANGED
   where two rows would become one, and says which texts would be the same. */
raci_status ri_store_rewrite_texts(size_t *n, ri_store *store, const char *const *but,
                                   ri_text_fn look, ri_text_fn put, void *payload, raci_error *err);

#endif
