#include "model/known.h"

#include <string.h>

#include "base/digest.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/csv.h"
#include "model/canonical.h"
#include "model/examined.h"
#include "model/lookup.h"
#include "model/sample_import.h"
#include "model/search.h"
#include "model/snapshot.h"
#include "model/tables.h"

/* A file up to this size is proved before anything is answered of it, which takes a few
   milliseconds; a larger one when it is written, and by raci doctor. */
#define SMALL_FILE 1048576

struct raci_model {
    ri_store *store;
    bool of_file;          /* rather than a copy, or in memory: others can have written it */
    bool trusted;          /* it was proved, or needs not be */
    ri_renaming *renaming; /* of the transaction that is open; NULL when nothing was renamed */
    char digest[65];
    raci_progress_fn progress; /* or NULL */
    void *progress_payload;
    raci_model *beside;          /* of which it knows the keys too, or NULL */
    const ri_snapshot *supposed; /* likewise */
    ri_import_watch watch;       /* nothing in it: nobody watches */
    ri_text found[2];            /* see ri_model_found */
};

ri_store *ri_model_store(raci_model *model)
{
    return model->store;
}

ri_text *ri_model_found(raci_model *model)
{
    return model->found;
}

raci_status ri_model_trust(raci_model *model, raci_error *err)
{
    int64_t bytes = 0;
    raci_status status =
        model->trusted ? RACI_OK : ri_store_ask(&bytes, model->store, STMT_PAGES_BYTES, err);
    if (status != RACI_OK || model->trusted) {
        return status;
    }
    if (bytes <= SMALL_FILE) {
        status = ri_store_hold(model->store, err);
        if (status == RACI_OK) {
            /* What an index leads to may be other than what is read in order. */
            status = ri_store_intact(model->store, err);
            if (status == RACI_OK) {
                status = ri_model_prove(model, err);
            }
            ri_store_release(model->store);
        }
    }
    model->trusted = status == RACI_OK;
    return status;
}

raci_status ri_model_of_store(raci_model **out, ri_store *store, raci_error *err)
{
    raci_model *model = ri_alloc(sizeof *model);
    if (model == NULL) {
        ri_store_close(store);
        return ri_fail_nomem(err);
    }
    *model = (raci_model){.store = store, .trusted = true};
    *out = model;
    return RACI_OK;
}

static raci_status open_model(raci_model **out, const char *path, ri_store_mode mode,
                              raci_error *err)
{
    raci_model *model = ri_alloc(sizeof *model);
    if (model == NULL) {
        return ri_fail_nomem(err);
    }
    *model = (raci_model){.store = NULL};
    raci_status status = ri_store_open(&model->store, path, mode, err);
    model->of_file = mode != RI_STORE_MEMORY;
    model->trusted = mode == RI_STORE_MEMORY || mode == RI_STORE_CREATE;
    if (status == RACI_OK && mode == RI_STORE_WRITE) {
        status = ri_search_ready(model->store, err);
    }
    if (status != RACI_OK) {
        raci_model_close(model);
        return status;
    }
    *out = model;
    return RACI_OK;
}

raci_status raci_model_create(raci_model **out, const char *path, raci_error *err)
{
    return open_model(out, path, RI_STORE_CREATE, err);
}

raci_status ri_model_in_memory(raci_model **out, raci_error *err)
{
    return open_model(out, NULL, RI_STORE_MEMORY, err);
}

raci_status raci_model_open(raci_model **out, const char *path, int writable, raci_error *err)
{
    return open_model(out, path, writable ? RI_STORE_WRITE : RI_STORE_READ, err);
}

static raci_status copy_model(raci_model **out, raci_model *model, bool trial, raci_error *err)
{
    raci_model *copy = ri_alloc(sizeof *copy);
    if (copy == NULL) {
        return ri_fail_nomem(err);
    }
    *copy = (raci_model){
        .trusted = true, .progress = model->progress, .progress_payload = model->progress_payload};
    raci_status status = trial ? ri_store_trial(&copy->store, model->store, err)
                               : ri_store_copy(&copy->store, model->store, err);
    if (status != RACI_OK) {
        raci_model_close(copy);
        return status;
    }
    *out = copy;
    return RACI_OK;
}

raci_status ri_model_copy(raci_model **out, raci_model *model, raci_error *err)
{
    return copy_model(out, model, false, err);
}

raci_status ri_model_trial(raci_model **out, raci_model *model, raci_error *err)
{
    return copy_model(out, model, true, err);
}

void raci_model_watch(raci_model *model, raci_progress_fn progress, void *payload)
{
    model->progress = progress;
    model->progress_payload = payload;
}

raci_status ri_model_tell(raci_model *model, const char *doing, uint64_t done, uint64_t whole,
                          raci_error *err)
{
    const raci_progress progress = {doing, done, whole};
    return model->progress == NULL || model->progress(&progress, model->progress_payload) == 0
               ? RACI_OK
               : ri_fail(err, RACI_STOPPED, "it was stopped, and nothing was written");
}

void raci_model_beside(raci_model *model, raci_model *other)
{
    model->beside = other;
}

void ri_model_suppose(raci_model *model, const ri_snapshot *supposed)
{
    model->supposed = supposed;
}

static void release_watch(raci_model *model)
{
    if (model->watch.release != NULL) {
        model->watch.release(model->watch.payload);
    }
}

void ri_model_watch(raci_model *model, const ri_import_watch *watch)
{
    release_watch(model);
    model->watch = *watch;
}

const ri_import_watch *ri_model_watched(const raci_model *model)
{
    return model->watch.begin != NULL ? &model->watch : NULL;
}

void raci_model_close(raci_model *model)
{
    if (model != NULL) {
        release_watch(model);
        ri_renaming_free(model->renaming);
        ri_store_close(model->store);
        ri_text_free(&model->found[0]);
        ri_text_free(&model->found[1]);
        ri_free(model);
    }
}

/* Each value with its length before it, so that no two rows look alike. */
static void add_value(ri_text *row, const char *bytes, size_t length)
{
    char digits[24];
    size_t at = sizeof digits;
    size_t rest = length;
    if (bytes == NULL) {
        ri_text_char(row, '-');
        return;
    }
    digits[--at] = ':';
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    ri_text_bytes(row, digits + at, sizeof digits - at);
    ri_text_bytes(row, bytes, length);
}

static void add_row(ri_text *row, const ri_table *table, const ri_canonical *rows,
                    const ri_canonical_cell *cells)
{
    for (size_t i = 0; i < ri_canonical_columns(rows); i++) {
        bool attribute = i >= table->n;
        if (attribute && cells[i].bytes == NULL) {
            continue;
        }
        if (attribute) {
            const char *name = ri_canonical_name(rows, i);
            add_value(row, name, strlen(name));
        }
        add_value(row, cells[i].bytes, cells[i].length);
    }
    ri_text_char(row, '\n');
}

static raci_status add_table(ri_digest *digest, ri_store *store, int tab, raci_error *err)
{
    const ri_canonical_cell *cells = NULL;
    ri_canonical *rows = NULL;
    ri_text row = RI_TEXT_INIT;
    bool more = false;
    raci_status status = ri_canonical_open(&rows, store, tab, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_digest_line(digest, ri_tables[tab].name);
    while ((status = ri_canonical_next(&cells, rows, &more, err)) == RACI_OK && more) {
        ri_text_clear(&row);
        add_row(&row, &ri_tables[tab], rows, cells);
        if (row.failed) {
            status = ri_fail_nomem(err);
            break;
        }
        if (row.length > RI_CSV_ROW_MAX) { /* it could not be read back */
            status = ri_fail(err, RACI_LIMIT, "a row of %s.csv would have more than %d bytes",
                             ri_tables[tab].name, RI_CSV_ROW_MAX);
            break;
        }
        ri_digest_add(digest, row.bytes, row.length);
    }
    ri_text_free(&row);
    ri_canonical_close(rows);
    return status;
}

static raci_status compute(char out[65], raci_model *model, bool sealing, raci_error *err)
{
    ri_digest digest;
    ri_digest_begin(&digest);
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        raci_status status = RACI_OK;
        if (sealing) {
            status = ri_model_tell(model, "finishing", (uint64_t)tab, RI_TABLE_COUNT, err);
        }
        if (status == RACI_OK) {
            status = add_table(&digest, model->store, tab, err);
        }
        if (status != RACI_OK) {
            return status;
        }
    }
    ri_digest_end(&digest, out, 64);
    return RACI_OK;
}

raci_status ri_model_compute(char out[65], raci_model *model, raci_error *err)
{
    return compute(out, model, false, err);
}

static void digest_nothing(char out[65])
{
    ri_digest digest;
    ri_digest_begin(&digest);
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        ri_digest_line(&digest, ri_tables[tab].name);
    }
    ri_digest_end(&digest, out, 64);
}

raci_status ri_model_noted(char out[RI_FACT_SIZE], bool *there, raci_model *model, raci_error *err)
{
    raci_status status = ri_store_fact(out, there, model->store, "digest", err);
    if (status == RACI_OK && !*there) {
        digest_nothing(out);
    }
    return status;
}

raci_status ri_model_prove(raci_model *model, raci_error *err)
{
    char noted[RI_FACT_SIZE];
    char computed[65];
    bool there = false;
    raci_status status = ri_model_noted(noted, &there, model, err);
    if (status == RACI_OK) {
        status = compute(computed, model, false, err);
    }
    return status == RACI_OK && strcmp(noted, computed) != 0
               ? ri_fail(err, RACI_FORMAT,
                         "'%s' does not have what raci wrote into it last: it is damaged, or "
                         "another program has changed it; 'raci doctor' tells more",
                         ri_store_path(model->store))
               : status;
}

/* What is written over damage would make it look right. */
raci_status ri_model_begin(raci_model *model, raci_error *err)
{
    ri_renaming_free(model->renaming); /* of a transaction that was undone */
    model->renaming = NULL;
    raci_status status = ri_store_begin(model->store, err);
    if (status == RACI_OK && model->of_file) {
        status = ri_model_prove(model, err);
        if (status != RACI_OK) {
            ri_store_rollback(model->store);
        }
    }
    return status;
}

raci_status ri_model_rename(raci_model *model, ri_kind kind, int64_t id, bool fresh,
                            raci_error *err)
{
    if (model->renaming == NULL) {
        model->renaming = ri_renaming_new();
    }
    return model->renaming != NULL
               ? ri_renaming_note(model->renaming, model->store, kind, id, fresh, err)
               : ri_fail_nomem(err);
}

raci_status ri_model_seal(raci_model *model, raci_error *err)
{
    char digest[65];
    raci_status status = compute(digest, model, true, err);
    if (status == RACI_OK && model->renaming != NULL) {
        status = ri_renaming_settle(model->renaming, model->store, err);
        ri_renaming_free(model->renaming);
        model->renaming = NULL;
    }
    return status == RACI_OK ? ri_store_set_fact(model->store, "digest", digest, err) : status;
}

raci_status raci_model_digest(const char **out, raci_model *model, raci_error *err)
{
    char fact[RI_FACT_SIZE];
    bool there = false;
    raci_status status = ri_store_fact(fact, &there, model->store, "digest", err);
    if (status != RACI_OK) {
        return status;
    }
    if (there) {
        if (strlen(fact) + 1 == sizeof model->digest) {
            memcpy(model->digest, fact, sizeof model->digest);
        } else {
            status = ri_fail(err, RACI_FORMAT, "'%s' is damaged: its digest is not one",
                             ri_store_path(model->store));
        }
    } else { /* nothing was written yet */
        status = compute(model->digest, model, false, err);
    }
    if (status == RACI_OK) {
        *out = model->digest;
    }
    return status;
}

raci_status ri_model_knows(bool *out, raci_model *model, ri_kind kind, const char *key,
                           raci_error *err)
{
    int64_t id = 0;
    *out = false;
    if (!ri_kind_stored(kind)) {
        return RACI_OK;
    }
    raci_status status = ri_lookup(&id, out, model->store, kind, key, strlen(key), err);
    if (status == RACI_OK && !*out && model->beside != NULL) {
        status = ri_lookup(&id, out, model->beside->store, kind, key, strlen(key), err);
    }
    if (status == RACI_OK && !*out && model->supposed != NULL) {
        *out = ri_snapshot_find(model->supposed, kind, key) != RI_NONE;
    }
    return status;
}

static raci_status find_stated(bool *out, ri_store *store, const char *touchpoint,
                               const char *letter, const char *holder, raci_error *err)
{
    ri_stmt *stmt = NULL;
    int64_t id = 0;
    raci_status status =
        ri_lookup(&id, out, store, RI_TOUCHPOINT, touchpoint, strlen(touchpoint), err);
    if (status == RACI_OK && *out) {
        status = ri_store_stmt(&stmt, store, STMT_STATED_FIND, err);
    }
    if (status == RACI_OK && stmt != NULL) {
        ri_bind_int(stmt, 1, id);
        ri_bind_text(stmt, 2, letter);
        ri_bind_text(stmt, 3, holder);
        status = ri_step(stmt, out, err);
        ri_reset(stmt);
    }
    return status;
}

static bool is_stated(const ri_snapshot *s, const char *touchpoint, const char *letter,
                      const char *holder)
{
    const ri_ref subject = ri_snapshot_find(s, RI_TOUCHPOINT, touchpoint);
    for (uint32_t i = ri_stated_first(s->stated, s->n_stated, subject);
         subject != RI_NONE && i < s->n_stated && s->stated[i].subject == subject; i++) {
        if (strcmp(s->stated[i].letter, letter) == 0 &&
            strcmp(s->stated[i].holder_text, holder) == 0) {
            return true;
        }
    }
    return false;
}

raci_status ri_model_states(bool *out, raci_model *model, const char *touchpoint,
                            const char *letter, const char *holder, raci_error *err)
{
    raci_status status = find_stated(out, model->store, touchpoint, letter, holder, err);
    if (status == RACI_OK && !*out && model->supposed != NULL) {
        *out = is_stated(model->supposed, touchpoint, letter, holder);
    }
    return status == RACI_OK && !*out && model->beside != NULL
               ? find_stated(out, model->beside->store, touchpoint, letter, holder, err)
               : status;
}
