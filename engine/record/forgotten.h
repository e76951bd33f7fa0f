/*
 * What was rewritten because somebody was forgotten. The chain stays as it was written: each
 * entry keeps the digest of what it said then. What its tables say since has another digest; the
 * entry of the forgetting says which, and is chained itself. So it is with texts of policies.
 */
#ifndef RI_FORGOTTEN_H
#define RI_FORGOTTEN_H

#include "record/chain.h"

/* The digest of what an entry is to say now. */
raci_status ri_forgotten_body(char out[65], ri_store *store, const ri_entry *entry,
                              raci_error *err);
/* The same of a text of a policy that had this digest when it was kept; `rewritten`: it says
   something else since. */
raci_status ri_forgotten_text(char out[65], bool *rewritten, ri_store *store, int64_t text,
                              const char *digest, raci_error *err);
/* Fails with RACI_FORMAT unless so many entries and texts are said to be rewritten. */
raci_status ri_forgotten_count(ri_store *store, int64_t entries, int64_t texts, raci_error *err);

/* How many entries say something else than they did when they were written. */
raci_status ri_forgotten_all(int64_t *n, ri_store *store, raci_error *err);
/* The newest entry that rewrote this one, or 0. */
raci_status ri_forgotten_by(int64_t *by, ri_store *store, int64_t entry, raci_error *err);
/* How many of the entries up to one were rewritten by later ones, and the first of these; 0 for
   none. */
raci_status ri_forgotten_since(int64_t *n, int64_t *by, ri_store *store, int64_t entry,
                               raci_error *err);

#endif
