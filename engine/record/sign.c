#include "record/sign.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/signing.h"
#include "model/known.h"
#include "raci/record.h"
#include "record/chain.h"

_Static_assert(RACI_KEY_SIZE == RI_SEED_DIGITS + 1, "a secret's digits");
_Static_assert(RACI_KEY_SIZE == RI_SIGNER_DIGITS + 1, "a public key's digits");

void ri_signed_text(char out[RI_SIGNED_SIZE], int64_t entry, const char *digest)
{
    (void)snprintf(out, RI_SIGNED_SIZE, "raci record\nentry %lld\n%s\n", (long long)entry, digest);
}

raci_status raci_signing_key(char secret[RACI_KEY_SIZE], char public_key[RACI_KEY_SIZE],
                             raci_error *err)
{
    return ri_signing_new(secret) && ri_signing_public(public_key, secret)
               ? RACI_OK
               : ri_fail(err, RACI_INTERNAL, "this machine gives no random bytes for a key");
}

raci_status raci_signing_public(char public_key[RACI_KEY_SIZE], const char *secret, raci_error *err)
{
    return ri_signing_public(public_key, secret)
               ? RACI_OK
               : ri_fail(err, RACI_INVALID, "expected a secret of %d hex digits", RI_SEED_DIGITS);
}

/* The newest entry, which must be there. */
static raci_status newest(int64_t *number, char digest[65], ri_store *store, raci_error *err)
{
    raci_status status = ri_chain_newest(number, digest, store, err);
    return status == RACI_OK && *number == 0
               ? ri_fail(err, RACI_NOTFOUND, "nothing is recorded yet that could be signed")
               : status;
}

static raci_status add(ri_store *store, int64_t entry, const char *digest, const char *secret,
                       const char *public_key, raci_error *err)
{
    char text[RI_SIGNED_SIZE];
    char signature[RI_SIGNATURE_DIGITS + 1];
    ri_stmt *stmt = NULL;
    ri_signed_text(text, entry, digest);
    if (!ri_sign(signature, secret, text)) {
        return ri_fail(err, RACI_INTERNAL, "the entry could not be signed");
    }
    raci_status status = ri_store_stmt(&stmt, store, STMT_SIGNATURE_ADD, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, entry);
        ri_bind_text(stmt, 2, public_key);
        ri_bind_text(stmt, 3, signature);
        status = ri_run(stmt, err);
    }
    return status;
}

raci_status raci_record_sign(int64_t *entry, raci_model *model, const char *secret, raci_error *err)
{
    char digest[65];
    char public_key[RACI_KEY_SIZE];
    int64_t number = 0;
    ri_store *store = ri_model_store(model);
    raci_status status = raci_signing_public(public_key, secret, err);
    if (status == RACI_OK) {
        status = ri_store_begin(store, err);
    }
    if (status == RACI_OK) {
        status = newest(&number, digest, store, err);
    }
    if (status == RACI_OK) {
        status = add(store, number, digest, secret, public_key, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    if (status == RACI_OK) {
        *entry = number;
    }
    return status;
}
