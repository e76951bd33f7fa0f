/* The record proved for somebody who asks: also against a head and by signatures. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/signing.h"
#include "model/known.h"
#include "raci/record.h"
#include "record/forgotten.h"
#include "record/sign.h"
#include "record/verify.h"

raci_status raci_record_verify(size_t *entries, raci_model *model, raci_error *err)
{
    ri_decisions_state decisions;
    const ri_proof_watch watch = {.decisions = &decisions};
    return ri_record_verify(entries, model, &watch, err);
}

raci_status raci_record_head(int64_t *entry, char digest[RACI_KEY_SIZE], raci_model *model,
                             raci_error *err)
{
    return ri_chain_newest(entry, digest, ri_model_store(model), err);
}

typedef struct asking {
    raci_proof *proof;
    const char *head;   /* or NULL */
    const char *signer; /* or NULL */
} asking;

/* Holds the signature of one entry, where there is one, against its digest. */
static raci_status look_at_signature(asking *a, const ri_entry *entry, ri_store *store,
                                     raci_error *err)
{
    char text[RI_SIGNED_SIZE];
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_SIGNATURE_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, entry->number);
    ri_bind_text(stmt, 2, a->signer);
    status = ri_step(stmt, &row, err);
    if (status == RACI_OK && row) {
        const char *signature = ri_column_text(stmt, 0, NULL);
        ri_signed_text(text, entry->number, entry->digest);
        a->proof->signatures++;
        a->proof->signed_entry = entry->number;
        if (signature == NULL || !ri_signed_by(signature, a->signer, text)) {
            status = ri_chain_broken_at(err, entry->number, "signatures",
                                        "its signature is not of this entry");
        }
    }
    ri_reset(stmt);
    return status;
}

static raci_status look_at_entry(const ri_entry *entry, ri_store *store, void *payload,
                                 raci_error *err)
{
    asking *a = payload;
    (void)snprintf(a->proof->head, sizeof a->proof->head, "%s", entry->digest);
    if (a->head != NULL && strcmp(a->head, entry->digest) == 0) {
        a->proof->head_entry = entry->number;
    }
    return a->signer != NULL ? look_at_signature(a, entry, store, err) : RACI_OK;
}

/* Whether what forgets is signed where what it rewrote is. */
static raci_status look_at_forgotten(const asking *a, ri_store *store, raci_error *err)
{
    int64_t n = 0;
    int64_t by = 0;
    raci_status status = ri_forgotten_since(&n, &by, store, a->proof->signed_entry, err);
    return status == RACI_OK && n > 0
               ? ri_chain_broken_at(err, by, "rewritten_entries",
                                    "it rewrote %lld entries that are signed, and is not signed "
                                    "itself, nor is one after it",
                                    (long long)n)
               : status;
}

static raci_status count_forgotten(const asking *a, ri_store *store, raci_error *err)
{
    int64_t all = 0;
    int64_t since = 0;
    raci_status status = ri_forgotten_all(&all, store, err);
    if (status == RACI_OK && a->head != NULL) {
        status =
            ri_forgotten_since(&since, &a->proof->rewritten_by, store, a->proof->head_entry, err);
    }
    a->proof->rewritten = (size_t)all;
    a->proof->rewritten_since = (size_t)since;
    return status;
}

/* Once all entries are proved: whether those are among them that were asked for. */
static raci_status conclude(const asking *a, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    const raci_proof *proof = a->proof;
    if (a->head != NULL && proof->head_entry == 0) {
        return ri_chain_broken_at(err, 0, "entries",
                                  "no entry has this head: entries were cut off, or written anew");
    }
    raci_status status = count_forgotten(a, store, err);
    if (status != RACI_OK || a->signer == NULL) {
        return status;
    }
    status = ri_store_stmt(&stmt, store, STMT_SIGNATURES_COUNTED, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, a->signer);
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK && ri_column_int(stmt, 0) != (int64_t)proof->signatures) {
        status = ri_chain_broken_at(err, (int64_t)proof->entries + 1, "signatures",
                                    "an entry was signed that is not there");
    } else if (status == RACI_OK && proof->signatures == 0) {
        status = ri_chain_broken_at(err, 0, "signatures", "no entry is signed with this key");
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status == RACI_OK ? look_at_forgotten(a, store, err) : status;
}

static raci_status look_at(const char *head, const char *signer, raci_error *err)
{
    if (head != NULL && !ri_is_digits(head, 64)) {
        return ri_fail(err, RACI_INVALID,
                       "expected a head of 64 hex digits, as 'raci log' tells it, found '%s'",
                       head);
    }
    if (signer != NULL && !ri_is_digits(signer, RI_SIGNER_DIGITS)) {
        return ri_fail(err, RACI_INVALID, "expected a public key of %d hex digits, found '%s'",
                       RI_SIGNER_DIGITS, signer);
    }
    return RACI_OK;
}

/* A record that is broken is an answer. */
static void take_broken(raci_proof *out, const raci_error *broken)
{
    out->broken = 1;
    out->broken_entry = broken->line;
    (void)snprintf(out->broken_table, sizeof out->broken_table, "%s", broken->file);
    (void)snprintf(out->broken_what, sizeof out->broken_what, "%s", broken->message);
}

/* In one transaction: what others write meanwhile is no part of what is proved. */
static raci_status prove(const asking *a, raci_model *model, const ri_proof_watch *watch,
                         raci_error *err)
{
    ri_store *store = ri_model_store(model);
    raci_status status = ri_store_hold(store, err);
    if (status != RACI_OK) {
        return status;
    }
    status = ri_record_verify_within(&a->proof->entries, model, watch, err);
    if (status == RACI_OK) {
        status = conclude(a, store, err);
    }
    ri_store_release(store);
    return status;
}

raci_status raci_record_prove(raci_proof *out, raci_model *model, const char *head,
                              const char *signer, raci_error *err)
{
    raci_proof proof = {.entries = 0};
    ri_decisions_state decisions = {.complete = true};
    asking a = {.proof = &proof, .head = head, .signer = signer};
    const ri_proof_watch watch = {.entry = look_at_entry, .payload = &a, .decisions = &decisions};
    raci_error broken = {0};
    raci_status status = look_at(head, signer, err);
    if (status != RACI_OK) {
        return status;
    }
    status = prove(&a, model, &watch, &broken);
    if (status != RACI_OK && status != RACI_FORMAT) {
        return ri_fail(err, status, "%s", broken.message);
    }
    if (status == RACI_FORMAT) {
        take_broken(&proof, &broken);
    }
    proof.unrecorded_rulings = decisions.unrecorded[RI_TABLE_RULINGS];
    proof.unrecorded_acceptances = decisions.unrecorded[RI_TABLE_ACCEPTANCES];
    proof.unrecorded_disputes = decisions.unrecorded[RI_TABLE_DISPUTES];
    *out = proof;
    return RACI_OK;
}
