/*
 * Forgetting somebody: one transaction rewrites all that mentions them, and an entry says which
 * entries that were; then the file is written anew. The record is proved first, since afterwards
 * nobody could tell what was rewritten to forget from what was altered before.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/search.h"
#include "record/chain.h"
#include "record/forgetting.h"
#include "record/verify.h"

/* ---- what is recorded ---- */

typedef struct noted {
    ri_rewritten *items;
    size_t n;
    size_t capacity;
} noted;

typedef struct rewritten {
    ri_arena *arena;
    noted entries;
    noted texts;
} rewritten;

static raci_status note(noted *all, ri_arena *arena, int64_t number, const char *digest,
                        raci_error *err)
{
    const ri_rewritten item = {number, ri_arena_string(arena, digest)};
    return item.digest != NULL && RI_PUSH(all->items, all->n, all->capacity, item)
               ? RACI_OK
               : ri_fail_nomem(err);
}

static raci_status note_entry(int64_t entry, const char *digest, void *payload, raci_error *err)
{
    rewritten *r = payload;
    return note(&r->entries, r->arena, entry, digest, err);
}

static raci_status note_text(int64_t text, const char *digest, void *payload, raci_error *err)
{
    rewritten *r = payload;
    return note(&r->texts, r->arena, text, digest, err);
}

/* Which entries and texts say something else now. */
static raci_status gather_rewritten(raci_forgotten *f, raci_model *model, raci_error *err)
{
    raci_change *change = f->change;
    rewritten r = {.arena = change->arena};
    ri_decisions_state decisions;
    const ri_proof_watch watch = {.entry_differs = note_entry,
                                  .text_differs = note_text,
                                  .payload = &r,
                                  .decisions = &decisions};
    size_t n = 0;
    raci_status status = ri_record_verify_within(&n, model, &watch, err);
    change->n_entries = r.entries.n;
    change->n_texts = r.texts.n;
    change->entries =
        ri_arena_keep(change->arena, r.entries.items, r.entries.n, sizeof *change->entries);
    change->texts = ri_arena_keep(change->arena, r.texts.items, r.texts.n, sizeof *change->texts);
    ri_free(r.entries.items);
    ri_free(r.texts.items);
    return status == RACI_OK && (change->entries == NULL || change->texts == NULL)
               ? ri_fail_nomem(err)
               : status;
}

static raci_status prove_before(raci_model *model, raci_error *err)
{
    raci_error broken = {0};
    ri_decisions_state decisions;
    const ri_proof_watch watch = {.decisions = &decisions};
    size_t n = 0;
    raci_status status = ri_record_verify_within(&n, model, &watch, &broken);
    return status == RACI_OK ? RACI_OK
           : status == RACI_FORMAT
               ? ri_fail(err, status,
                         "nothing was forgotten, since afterwards nobody could tell what was "
                         "altered before: %s",
                         broken.message)
               : ri_fail(err, status, "%s", broken.message);
}

/* ---- digests of the model ---- */

static raci_status take_digest(const char **out, raci_forgotten *f, raci_model *model,
                               raci_error *err)
{
    const char *digest = NULL;
    raci_status status = raci_model_digest(&digest, model, err);
    if (status == RACI_OK) {
        *out = ri_arena_string(f->arena, digest);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    return status;
}

/* Runs and changes of the model as it was are such of the model as it is: but for the name it is
   the same. */
static raci_status replace_digest(const raci_forgotten *f, raci_error *err)
{
    static const enum ri_query all[] = {STMT_FORGET_RUN_MODELS, STMT_FORGET_CHANGES_BEFORE,
                                        STMT_FORGET_CHANGES_AFTER};
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < sizeof all / sizeof all[0]; i++) {
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, f->store, all[i], err);
        if (status == RACI_OK) {
            ri_bind_text(stmt, 1, f->change->before);
            ri_bind_text(stmt, 2, f->change->after);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

/* ---- asking ---- */

static raci_status look_at_by(raci_model *model, const char *by, raci_error *err)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    bool known = true;
    raci_status status = RACI_OK;
    if (by == NULL) {
        return RACI_OK;
    }
    if (!ri_reference_split(by, &kind, &key) ||
        (kind != RI_PERSON && kind != RI_POSITION && kind != RI_OFFICE)) {
        return ri_fail(err, RACI_INVALID,
                       "expected who does it as person:KEY, position:KEY or office:NAME, found "
                       "'%s'",
                       by);
    }
    if (kind != RI_OFFICE) {
        status = ri_model_knows(&known, model, kind, key, err);
    }
    return status == RACI_OK && !known
               ? ri_fail(err, RACI_INVALID, "there is no %s '%s' who could do it",
                         ri_kind_name(kind), key)
               : status;
}

static raci_status look_at(const raci_forget_options *options, raci_error *err)
{
    int32_t day = 0;
    if (options->person == NULL || options->person[0] == '\0') {
        return ri_fail(err, RACI_INVALID, "who is to be forgotten was not said");
    }
    if (!ri_is_time(options->recorded_at)) {
        return ri_fail(err, RACI_INVALID, "expected a time as 2026-11-22T10:30:00Z, found '%s'",
                       options->recorded_at != NULL ? options->recorded_at : "");
    }
    if (options->date == NULL || !ri_day_parse(options->date, strlen(options->date), &day)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'",
                       options->date != NULL ? options->date : "");
    }
    return ri_reason_check(options->because, err);
}

/* What the entry says; who did it and why without the name. */
static raci_status describe(raci_forgotten *f, const raci_forget_options *options, raci_error *err)
{
    raci_change *change = f->change;
    change->kind = "forget";
    change->act = true;
    change->title = ri_arena_format(f->arena, "forget person:%s", f->key);
    change->date = options->date;
    change->raci = raci_version();
    change->by = options->by != NULL ? ri_forget_said(f, "acts", "done_by", options->by) : NULL;
    change->reason =
        options->because != NULL ? ri_forget_said(f, "changes", "reason", options->because) : NULL;
    const bool failed = change->title == NULL || (options->by != NULL && change->by == NULL) ||
                        (options->because != NULL && change->reason == NULL);
    return failed ? ri_fail_nomem(err) : RACI_OK;
}

/* ---- doing it ---- */

static raci_status rewrite(raci_forgotten *f, raci_model *model, raci_error *err)
{
    raci_status status = ri_forget_keys(f, err);
    if (status == RACI_OK) {
        status = ri_forget_rows(f, err);
    }
    if (status == RACI_OK) {
        status = ri_forget_shared(f, err);
    }
    if (status == RACI_OK) {
        status = ri_forget_mentions(f, err);
    }
    if (status == RACI_OK) {
        status = ri_forget_policies(f, err);
    }
    if (status == RACI_OK) {
        status = ri_forget_cards(f, err);
    }
    if (status == RACI_OK) {
        status = ri_search_rebuild(f->store, err);
    }
    return status == RACI_OK ? ri_model_seal(model, err) : status;
}

static raci_status write(raci_forgotten *f, raci_model *model, const raci_forget_options *options,
                         raci_error *err)
{
    raci_status status = prove_before(model, err);
    if (status == RACI_OK) {
        status = look_at_by(model, options->by, err);
    }
    if (status == RACI_OK) {
        status = ri_forget_person(f, model, options, err);
    }
    if (status == RACI_OK) {
        status = ri_forget_clashes(f, err);
    }
    if (status == RACI_OK) {
        status = describe(f, options, err);
    }
    if (status == RACI_OK) {
        status = take_digest(&f->change->before, f, model, err);
    }
    if (status == RACI_OK) {
        status = rewrite(f, model, err);
    }
    if (status == RACI_OK) {
        status = take_digest(&f->change->after, f, model, err);
    }
    if (status == RACI_OK) {
        status = replace_digest(f, err);
    }
    if (status == RACI_OK) {
        status = gather_rewritten(f, model, err);
    }
    if (status == RACI_OK && !f->dry_run) {
        status = ri_change_keep(f->change, f->store, options->recorded_at, err);
        f->entry = f->change->entry;
    }
    return status;
}

/* ---- afterwards ---- */

static raci_status search_piece(const char *path, const char *bytes, size_t length, void *payload,
                                raci_error *err)
{
    raci_forgotten *f = payload;
    ri_mention at;
    size_t from = 0;
    (void)path;
    (void)err;
    f->bytes += length;
    while (ri_mentions_next_bytes(&at, f->mentions, bytes, length, &from)) {
        f->found += at.kind == RI_MENTION_MEANT;
    }
    return RACI_OK;
}

/* Once it is committed they are forgotten, whatever comes of this. */
static raci_status sweep(raci_forgotten *f)
{
    raci_status status = ri_store_sweep(f->store, &f->unswept);
    return status == RACI_OK ? ri_store_read_bytes(f->store, search_piece, f, &f->unswept) : status;
}

static raci_status forget(raci_forgotten *f, raci_model *model, const raci_forget_options *options,
                          raci_error *err)
{
    raci_status status = ri_store_erase(ri_model_store(model), err);
    if (status == RACI_OK) {
        status = ri_model_begin(model, err);
    }
    if (status == RACI_OK) {
        status = write(f, model, options, err);
    }
    if (status == RACI_OK && !f->dry_run) {
        status = ri_store_sweep_later(f->store, err);
    }
    if (status == RACI_OK && !f->dry_run) {
        status = ri_store_commit(f->store, err);
    }
    ri_store_rollback(ri_model_store(model));
    if (status == RACI_OK && !f->dry_run) {
        (void)sweep(f);
    }
    return status;
}

raci_status raci_forget(raci_forgotten **out, raci_model *model, const raci_forget_options *options,
                        raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_forgotten *f = arena != NULL ? ri_arena_take(arena, sizeof *f) : NULL;
    if (f == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *f = (raci_forgotten){.arena = arena, .dry_run = options->dry_run != 0};
    f->change = ri_change_new();
    raci_status status = f->change != NULL ? look_at(options, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = forget(f, model, options, err);
    }
    if (status != RACI_OK) {
        raci_forgotten_free(f);
        return status;
    }
    *out = f;
    return RACI_OK;
}

void raci_forgotten_free(raci_forgotten *f)
{
    if (f != NULL) {
        ri_free(f->doubts.items);
        ri_free(f->renamed.items);
        ri_free(f->files.items);
        ri_free(f->prose.items);
        ri_mentions_free(f->mentions);
        ri_mentions_free(f->own);
        raci_change_free(f->change);
        ri_arena_free(f->arena); /* it lies there itself */
    }
}

long long raci_forgotten_entry(const raci_forgotten *f)
{
    return (long long)f->entry;
}

const char *raci_forgotten_key(const raci_forgotten *f)
{
    return f->key;
}

size_t raci_forgotten_left(const raci_forgotten *f)
{
    return f->doubts.all + f->files.all + f->found + (f->unswept.status != RACI_OK ? 1 : 0);
}
