/* The examination of a file, from its first byte to the last signature. */
#include "record/examination.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/signing.h"
#include "model/known.h"
#include "raci/record.h"
#include "record/sign.h"

/* ---- what is found ---- */

static raci_status keep(ri_flaws *flaws, ri_arena *arena, const raci_flaw *flaw, raci_error *err)
{
    raci_flaw kept = *flaw;
    if (flaws->n >= RI_FLAWS_KEPT) {
        return RACI_OK;
    }
    kept.place = ri_arena_string(arena, flaw->place);
    kept.what = ri_arena_string(arena, flaw->what);
    return kept.place != NULL && kept.what != NULL &&
                   RI_PUSH(flaws->items, flaws->n, flaws->capacity, kept)
               ? RACI_OK
               : ri_fail_nomem(err);
}

static raci_flaw say(raci_flaw_kind kind, const char *place, const char *what)
{
    const ri_flaw_words *words = ri_flaw_words_of(kind);
    return (raci_flaw){.kind = kind,
                       .code = words->code,
                       .place = place,
                       .what = what,
                       .means = words->means,
                       .remedy = words->remedy,
                       .note = words->note};
}

static raci_status note_flaw(raci_flaw_kind kind, const char *place, const char *what,
                             void *payload, raci_error *err)
{
    raci_examination *x = payload;
    const raci_flaw flaw = say(kind, place, what);
    x->wrong += !flaw.note;
    return keep(&x->flaws, x->arena, &flaw, err);
}

static raci_status note_lost(raci_flaw_kind kind, const char *place, const char *what,
                             void *payload, raci_error *err)
{
    raci_examination *x = payload;
    const raci_flaw flaw = say(kind, place, what);
    return keep(&x->lost, x->arena, &flaw, err);
}

ri_flaw_watch ri_doctor_watch(raci_examination *x)
{
    return (ri_flaw_watch){note_flaw, x};
}

ri_flaw_watch ri_doctor_watch_lost(raci_examination *x)
{
    return (ri_flaw_watch){note_lost, x};
}

/* ---- the record ---- */

static raci_status look_at_signature(ri_stmt *row, const ri_flaw_watch *watch, raci_error *err)
{
    char text[RI_SIGNED_SIZE];
    const int64_t entry = ri_column_int(row, 0);
    const char *signer = ri_column_needed(row, 1, NULL);
    const char *signature = ri_column_needed(row, 2, NULL);
    const char *digest = ri_column_text(row, 3, NULL);
    if (signer == NULL || signature == NULL) {
        return ri_fail_nomem(err);
    }
    if (digest != NULL && ri_is_digits(digest, 64) && ri_is_digits(signer, RI_SIGNER_DIGITS) &&
        ri_is_digits(signature, RI_SIGNATURE_DIGITS)) {
        ri_signed_text(text, entry, digest);
        if (ri_signed_by(signature, signer, text)) {
            return RACI_OK;
        }
    }
    return ri_flaw_tell(watch, RACI_FLAW_SIGNATURES, "signatures", err,
                        "the signature of entry %lld by the key %.12s… is not of that entry",
                        (long long)entry, signer);
}

static raci_status look_at_signatures(ri_store *store, const ri_flaw_watch *watch, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_error found = {0};
    raci_status told = RACI_OK;
    raci_status status = ri_store_stmt(&stmt, store, STMT_SIGNATURES_EVER, &found);
    while (status == RACI_OK && told == RACI_OK &&
           (status = ri_step(stmt, &row, &found)) == RACI_OK && row) {
        told = look_at_signature(stmt, watch, err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return told == RACI_OK
               ? ri_flaw_take(watch, RACI_FLAW_SIGNATURES, "signatures", status, &found, err)
               : told;
}

static raci_status look_at_record(raci_examination *x, raci_model *model,
                                  const ri_flaw_watch *watch, raci_error *err)
{
    raci_proof proof;
    raci_error found = {0};
    raci_status status = raci_record_prove(&proof, model, NULL, NULL, &found);
    if (status != RACI_OK) {
        return ri_flaw_take(watch, RACI_FLAW_RECORD, "", status, &found, err);
    }
    x->entries = proof.entries;
    (void)snprintf(x->head, sizeof x->head, "%s", proof.head);
    if (proof.broken) {
        status = watch->tell(RACI_FLAW_RECORD, proof.broken_table, proof.broken_what,
                             watch->payload, err);
    }
    return status == RACI_OK ? look_at_signatures(ri_model_store(model), watch, err) : status;
}

/* ---- all of it ---- */

/* Of a file that is not as it should be, what its rows say in tables that are. */
static raci_status look_at_rows(raci_examination *x, ri_store *store, const ri_flaw_watch *watch,
                                raci_error *err)
{
    raci_model *model = NULL;
    raci_status status = ri_store_examine_references(store, watch, err);
    if (status == RACI_OK) {
        status = ri_store_examine_values(store, watch, err);
    }
    if (status != RACI_OK) {
        ri_store_close(store);
        return status;
    }
    status = ri_model_of_store(&model, store, err);
    if (status == RACI_OK) {
        status = ri_model_examine(&x->content, model, watch, err);
    }
    if (status == RACI_OK) {
        status = look_at_record(x, model, watch, err);
    }
    raci_model_close(model);
    return status;
}

static int by_kind(const void *a, const void *b)
{
    const raci_flaw *left = a;
    const raci_flaw *right = b;
    return left->kind != right->kind ? (left->kind > right->kind) - (left->kind < right->kind)
                                     : strcmp(left->what, right->what);
}

static raci_status look(raci_examination *x, raci_error *err)
{
    ri_store *store = NULL;
    ri_store *rows = NULL;
    size_t lost = 0;
    const ri_flaw_watch watch = ri_doctor_watch(x);
    raci_status status = ri_store_as_found(&store, &x->exact, &x->older, x->path, &watch, err);
    if (status != RACI_OK || store == NULL) {
        return status;
    }
    x->opened = true;
    (void)ri_store_ask(&x->bytes, store, STMT_PAGES_BYTES, NULL);
    status = ri_store_examine_pages(store, x->exact, &watch, err);
    if (status == RACI_OK && x->exact) {
        return look_at_rows(x, store, &watch, err); /* which closes it */
    }
    if (status == RACI_OK) {
        status = ri_store_salvage(&rows, &lost, store, NULL, &watch, err);
    }
    ri_store_close(store);
    return status == RACI_OK ? look_at_rows(x, rows, &watch, err) : status;
}

raci_status ri_doctor_look(raci_examination *x, const char *path, raci_error *err)
{
    x->path = ri_arena_string(x->arena, path);
    x->flaws.n = x->wrong = x->entries = 0;
    x->opened = x->exact = x->older = false;
    x->content = (ri_content){.same = false};
    x->bytes = 0;
    x->head[0] = '\0';
    raci_status status = x->path != NULL ? look(x, err) : ri_fail_nomem(err);
    if (x->flaws.n > 1) {
        qsort(x->flaws.items, x->flaws.n, sizeof *x->flaws.items, by_kind);
    }
    return status;
}

raci_status raci_examine(raci_examination **out, const char *path, raci_error *err)
{
    raci_examination *x = ri_alloc_zeroed(sizeof *x);
    if (x == NULL) {
        return ri_fail_nomem(err);
    }
    x->arena = ri_arena_new();
    raci_status status = x->arena != NULL ? ri_doctor_look(x, path, err) : ri_fail_nomem(err);
    if (status != RACI_OK) {
        raci_examination_free(x);
        return status;
    }
    *out = x;
    return RACI_OK;
}

void raci_examination_free(raci_examination *examination)
{
    if (examination != NULL) {
        ri_arena_free(examination->arena);
        ri_free(examination->flaws.items);
        ri_free(examination->lost.items);
        ri_free(examination);
    }
}

size_t raci_examination_flaws(const raci_examination *examination)
{
    return examination->wrong;
}

raci_status raci_examination_flaw(raci_flaw *out, const raci_examination *examination, size_t i,
                                  raci_error *err)
{
    if (i >= examination->flaws.n) {
        return ri_fail(err, RACI_INVALID, "there is no flaw %zu: %zu were found", i,
                       examination->flaws.n);
    }
    *out = examination->flaws.items[i];
    return RACI_OK;
}
