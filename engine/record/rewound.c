#include "record/rewound.h"

#include <string.h>

#include "base/fail.h"
#include "model/known.h"
#include "record/recorded_change.h"

typedef struct rewinding {
    raci_model *model;
    raci_model *copy;
    ri_arena *arena;
    int64_t *entries; /* the changes since, the newest first */
    size_t n;
    size_t n_forgets; /* of them: somebody was forgotten, which is not taken back */
} rewinding;

static raci_status find_entries(rewinding *w, int64_t entry, raci_error *err)
{
    size_t n = 0;
    raci_status status =
        ri_change_entries(&w->entries, &n, ri_model_store(w->model), w->arena, err);
    while (status == RACI_OK && w->n < n && w->entries[w->n] > entry) {
        w->n++;
    }
    return status;
}

/* Whether each change found the model as the one before it had left it, the first as it was
   then, and it is as the last one left it: else there is no need to try. Forgetting left it as
   it found it, but for the names. */
static raci_status are_all(bool *out, rewinding *w, const char *digest, raci_error *err)
{
    const char *now = NULL;
    char expected[65];
    raci_status status = raci_model_digest(&now, w->model, err);
    *out = status == RACI_OK;
    if (status == RACI_OK) {
        memcpy(expected, now, sizeof expected);
    }
    for (size_t i = 0; status == RACI_OK && *out && i < w->n; i++) {
        raci_change *change = NULL;
        status = ri_change_read(&change, ri_model_store(w->model), w->entries[i], false, err);
        if (status == RACI_OK && ri_is_forget(change)) {
            w->n_forgets++;
        } else if (status == RACI_OK) {
            *out = strcmp(change->after, expected) == 0 && strlen(change->before) == 64;
            memcpy(expected, *out ? change->before : "", *out ? sizeof expected : 1);
        }
        raci_change_free(change);
    }
    *out = *out && strcmp(expected, digest) == 0;
    return status;
}

static raci_status take_back(bool *done, const rewinding *w, raci_error *err)
{
    raci_status status = ri_model_begin(w->copy, err);
    *done = true;
    for (size_t i = 0; status == RACI_OK && *done && i < w->n; i++) {
        raci_change *change = NULL;
        status = ri_change_read(&change, ri_model_store(w->copy), w->entries[i], true, err);
        if (status == RACI_OK && !ri_is_forget(change)) {
            status = ri_change_rewind(done, w->copy, change, err);
        }
        raci_change_free(change);
    }
    if (status == RACI_OK && *done) {
        status = ri_model_seal(w->copy, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(ri_model_store(w->copy), err);
    }
    ri_store_rollback(ri_model_store(w->copy));
    return status;
}

static raci_status rewind_to(bool *done, rewinding *w, const char *digest, raci_error *err)
{
    const char *now = NULL;
    raci_status status = ri_model_copy(&w->copy, w->model, err);
    if (status == RACI_OK) {
        status = take_back(done, w, err);
    }
    if (status == RACI_OK) {
        status = raci_model_digest(&now, w->copy, err);
    }
    if (status == RACI_OK) { /* with a name in it the digest was another one */
        *done = *done && (w->n_forgets > 0 || strcmp(now, digest) == 0);
    }
    return status;
}

raci_status ri_model_rewound(raci_model **out, size_t *n, raci_model *model, int64_t entry,
                             const char *digest, raci_error *err)
{
    rewinding w = {.model = model, .arena = ri_arena_new()};
    bool done = false;
    raci_status status = w.arena != NULL ? find_entries(&w, entry, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = are_all(&done, &w, digest, err);
    }
    if (status == RACI_OK && done) {
        status = rewind_to(&done, &w, digest, err);
    }
    ri_arena_free(w.arena);
    if (status != RACI_OK || !done) {
        raci_model_close(w.copy);
        w.copy = NULL;
    }
    if (status == RACI_OK) {
        *out = w.copy;
        *n = w.copy != NULL ? w.n - w.n_forgets : 0;
    }
    return status;
}
