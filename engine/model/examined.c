#include "model/examined.h"

#include <string.h>

#include "base/fail.h"
#include "model/known.h"
#include "model/search.h"

/* What raci writes about a file: engine/model, engine/record, engine/store/sweep.c. */
static const char *const known_facts[] = {"digest", "record", "search", "sweep"};

static bool is_known(const char *name)
{
    for (size_t i = 0; i < sizeof known_facts / sizeof known_facts[0]; i++) {
        if (strcmp(known_facts[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static raci_status look_at_fact(const char *name, const char *value, const ri_flaw_watch *watch,
                                raci_error *err)
{
    if (!is_known(name)) {
        return ri_flaw_tell(watch, RACI_FLAW_FACTS, "meta", err,
                            "it says '%.60s' of itself, which raci does not write", name);
    }
    if (strcmp(name, "sweep") == 0) {
        return strcmp(value, "due") == 0
                   ? ri_flaw_tell(watch, RACI_FLAW_SWEEP, "meta", err,
                                  "what was forgotten has not been swept out of the file yet")
                   : ri_flaw_tell(watch, RACI_FLAW_FACTS, "meta", err,
                                  "it says 'sweep' of itself, but not that it is due");
    }
    return RACI_OK;
}

static raci_status look_at_facts(ri_store *store, const ri_flaw_watch *watch, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_error found = {0};
    raci_status told = RACI_OK;
    raci_status status = ri_store_stmt(&stmt, store, STMT_META_ALL, &found);
    while (status == RACI_OK && told == RACI_OK &&
           (status = ri_step(stmt, &row, &found)) == RACI_OK && row) {
        const char *name = ri_column_needed(stmt, 0, NULL);
        const char *value = ri_column_needed(stmt, 1, NULL);
        told = name != NULL && value != NULL ? look_at_fact(name, value, watch, err)
                                             : ri_fail_nomem(err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return told == RACI_OK ? ri_flaw_take(watch, RACI_FLAW_PAGES, "meta", status, &found, err)
                           : told;
}

/* ---- the content ---- */

static raci_status look_at_content(ri_content *c, raci_model *model, const ri_flaw_watch *watch,
                                   raci_error *err)
{
    char noted[RI_FACT_SIZE];
    bool there = false;
    raci_error found = {0};
    raci_status status = ri_model_compute(c->computed, model, &found);
    if (status == RACI_OK) {
        status = ri_model_noted(noted, &there, model, &found);
    }
    if (status != RACI_OK) {
        c->computed[0] = '\0';
        return ri_flaw_take(watch, RACI_FLAW_CONTENT, "", status, &found, err);
    }
    c->same = strcmp(c->computed, noted) == 0;
    if (c->same) {
        return RACI_OK;
    }
    return there ? ri_flaw_tell(watch, RACI_FLAW_CONTENT, "meta", err,
                                "the digest of the organization is %.12s…, and the file says "
                                "that it is '%.12s…'",
                                c->computed, noted)
                 : ri_flaw_tell(watch, RACI_FLAW_CONTENT, "meta", err,
                                "the file does not say what the digest of the organization is");
}

/* ---- the index of names ---- */

static bool is_same_pair(const ri_cursor *a, const ri_cursor *b)
{
    return a->there == b->there &&
           (!a->there || (ri_pair_compare(&a->pair, b->pair.word, b->pair.ref) == 0 &&
                          a->pair.of_words == b->pair.of_words));
}

/* A run is found by its first pair, which stands beside it. */
static bool is_run_named(const ri_cursor *cursor, size_t *runs)
{
    const bool entered = cursor->there && cursor->reader->runs != *runs;
    *runs = cursor->reader->runs;
    return !entered || (strcmp(cursor->run_word, cursor->pair.word) == 0 &&
                        strcmp(cursor->run_ref, cursor->pair.ref) == 0);
}

static raci_status compare_part(bool *same, ri_search_reader *old, ri_search_reader *fresh,
                                uint8_t part, raci_error *err)
{
    ri_cursor a;
    ri_cursor b;
    size_t runs = old->runs;
    ri_cursor_begin(&a, old, part);
    ri_cursor_begin(&b, fresh, part);
    raci_status status = ri_cursor_seek(&a, "", "", err);
    if (status == RACI_OK) {
        status = ri_cursor_seek(&b, "", "", err);
    }
    *same = status == RACI_OK && is_run_named(&a, &runs) && is_same_pair(&a, &b);
    while (status == RACI_OK && *same && a.there) {
        status = ri_cursor_next(&a, err);
        if (status == RACI_OK) {
            status = ri_cursor_next(&b, err);
        }
        *same = status == RACI_OK && is_run_named(&a, &runs) && is_same_pair(&a, &b);
    }
    ri_cursor_end(&a);
    ri_cursor_end(&b);
    return status;
}

/* Runs are cut as the index grew, so it is the pairs that are compared. */
static raci_status compare_names(bool *same, ri_store *store, ri_store *copy, raci_error *err)
{
    ri_search_reader old = {.store = store};
    ri_search_reader fresh = {.store = copy};
    raci_status status = RACI_OK;
    *same = true;
    for (uint8_t part = RI_SUBJECT_WORDS;
         status == RACI_OK && *same && part <= RI_HOLDER_DICTIONARY; part++) {
        status = compare_part(same, &old, &fresh, part, err);
    }
    ri_reader_end(&old);
    ri_reader_end(&fresh);
    return status;
}

/* What is damaged in a copy is told of the model: nobody could look at the copy. */
static raci_status make_names(ri_store *copy, raci_error *err)
{
    raci_error found = {0};
    const raci_status status = ri_search_rebuild(copy, &found);
    if (status == RACI_FORMAT) {
        return ri_fail(err, status, "no index can be made of names that are damaged");
    }
    *err = found;
    return status;
}

static raci_status look_at_names(raci_model *model, const ri_flaw_watch *watch, raci_error *err)
{
    ri_store *store = ri_model_store(model);
    ri_store *copy = NULL;
    bool usable = false;
    bool same = true;
    raci_error found = {0};
    raci_status status = ri_search_usable(&usable, store, &found);
    if (status == RACI_OK && usable) {
        status = ri_store_trial(&copy, store, &found);
    }
    if (status == RACI_OK && usable) {
        status = ri_store_begin(copy, &found);
        if (status == RACI_OK) {
            status = make_names(copy, &found);
        }
        if (status == RACI_OK) {
            status = compare_names(&same, store, copy, &found);
        }
    }
    ri_store_close(copy);
    if (status == RACI_OK && !same) {
        return ri_flaw_tell(watch, RACI_FLAW_NAMES, "search", err,
                            "the index of names has not the names that the organization has");
    }
    return ri_flaw_take(watch, RACI_FLAW_NAMES, "search", status, &found, err);
}

raci_status ri_model_examine(ri_content *out, raci_model *model, const ri_flaw_watch *watch,
                             raci_error *err)
{
    *out = (ri_content){.same = false};
    raci_error found = {0};
    ri_store *store = ri_model_store(model);
    raci_status status = ri_store_hold(store, &found); /* of one moment */
    if (status != RACI_OK) {
        return ri_flaw_take(watch, RACI_FLAW_PAGES, "", status, &found, err);
    }
    status = look_at_facts(store, watch, err);
    if (status == RACI_OK) {
        status = look_at_content(out, model, watch, err);
    }
    if (status == RACI_OK) {
        status = look_at_names(model, watch, err);
    }
    ri_store_release(store);
    return status;
}

/* ---- mending ---- */

raci_status ri_model_mend(raci_model *model, const char *digest, raci_error *err)
{
    ri_store *store = ri_model_store(model);
    raci_status status = ri_store_do(store, STMT_META_DROP_FOREIGN, err);
    if (status == RACI_OK && digest != NULL) {
        status = ri_store_set_fact(store, "digest", digest, err);
    }
    return status == RACI_OK ? ri_search_rebuild(store, err) : status;
}
