/*
 * Imports in the record: what they did to rulings, acceptances and disputes.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "raci/record.h"
#include "record/chain.h"
#include "record/decisions.h"

#define TIME_DIGITS 20 /* "2026-11-22T10:30:00Z" */
#define DAY_DIGITS 10

/* Of one import after the other. */
typedef struct watching {
    char recorded_at[TIME_DIGITS + 1];
    ri_arena *arena; /* of the import that is going on, or NULL */
    ri_decisions before;
    char digest[65];
    bool complete; /* every row was one that an entry had brought */
} watching;

static void forget(watching *w)
{
    ri_arena_free(w->arena);
    w->arena = NULL;
}

static raci_status begin(raci_model *model, void *payload, raci_error *err)
{
    watching *w = payload;
    const char *digest = NULL;
    forget(w); /* what one left that failed */
    w->arena = ri_arena_new();
    raci_status status = w->arena != NULL
                             ? ri_decisions_read(&w->before, ri_model_store(model), w->arena, err)
                             : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = ri_decisions_complete(&w->complete, ri_model_store(model), err);
    }
    if (status == RACI_OK) {
        status = raci_model_digest(&digest, model, err);
    }
    if (status == RACI_OK) {
        (void)snprintf(w->digest, sizeof w->digest, "%s", digest);
    }
    return status;
}

static raci_status keep(raci_change *change, const watching *w, raci_model *model, raci_error *err)
{
    const char *after = NULL;
    char *day = ri_arena_string(change->arena, w->recorded_at);
    raci_status status = day != NULL ? raci_model_digest(&after, model, err) : ri_fail_nomem(err);
    if (status != RACI_OK) {
        return status;
    }
    day[DAY_DIGITS] = '\0';
    change->kind = "import";
    change->act = true;
    change->complete = w->complete;
    change->title = "What files said of rulings, acceptances and disputes";
    change->date = day;
    change->raci = raci_version();
    change->before = w->digest;
    change->after = after;
    return ri_change_keep(change, ri_model_store(model), w->recorded_at, err);
}

static raci_status end(raci_model *model, void *payload, raci_error *err)
{
    watching *w = payload;
    ri_decisions after = {.n = 0};
    raci_change *change = ri_change_new();
    raci_status status = change != NULL
                             ? ri_decisions_read(&after, ri_model_store(model), w->arena, err)
                             : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = ri_decisions_gather(change, &w->before, &after, err);
    }
    if (status == RACI_OK && change->n_keys > 0) {
        status = keep(change, w, model, err);
    }
    raci_change_free(change);
    forget(w);
    return status;
}

static void release(void *payload)
{
    forget(payload);
    ri_free(payload);
}

raci_status raci_record_imports(raci_model *model, const char *recorded_at, raci_error *err)
{
    if (!ri_is_time(recorded_at)) {
        return ri_fail(err, RACI_INVALID, "expected a time as 2026-11-22T10:30:00Z, found '%s'",
                       recorded_at != NULL ? recorded_at : "");
    }
    watching *w = ri_alloc(sizeof *w);
    if (w == NULL) {
        return ri_fail_nomem(err);
    }
    *w = (watching){.arena = NULL};
    memcpy(w->recorded_at, recorded_at, TIME_DIGITS);
    const ri_import_watch watch = {begin, end, release, w};
    ri_model_watch(model, &watch);
    return RACI_OK;
}
