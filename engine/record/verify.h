/*
 * The record proved, with somebody who looks on.
 */
#ifndef RI_VERIFY_H
#define RI_VERIFY_H

#include "record/chain.h"
#include "record/decisions.h"

typedef struct ri_proof_watch {
    /* Called with each entry once it is proved; NULL: nobody asks. */
    raci_status (*entry)(const ri_entry *entry, ri_store *store, void *payload, raci_error *err);
    /* Called with each entry, and each text of a policy, that says something else than it did when
       it was written or was rewritten last, and the digest of what it says; NULL: then the record
       is broken. */
    raci_status (*entry_differs)(int64_t entry, const char *digest, void *payload, raci_error *err);
    raci_status (*text_differs)(int64_t text, const char *digest, void *payload, raci_error *err);
    void *payload;
    ri_decisions_state *decisions; /* is filled */
} ri_proof_watch;

/* As raci_record_verify. Where the record is broken, the error's line is the number of the entry
   and its file the table, as far as these are known. */
raci_status ri_record_verify(size_t *entries, raci_model *model, const ri_proof_watch *watch,
                             raci_error *err);
/* The same within the caller's transaction. */
raci_status ri_record_verify_within(size_t *entries, raci_model *model, const ri_proof_watch *watch,
                                    raci_error *err);

#endif
