/*
 * Proving the record: the chain of entries, and that what each run says is still what
 * its digest was taken of. One pass over each table serves all runs: a row belongs to
 * the run that opened it and to the one that closed it.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "record/acknowledgement.h"
#include "record/classes.h"
#include "record/forgotten.h"
#include "record/recorded_change.h"
#include "record/unwritten.h"
#include "record/verify.h"

/* A run and what the file says of it so far. */
typedef struct proof {
    int64_t entry;
    ri_body body;
} proof;

typedef struct proving {
    ri_store *store;
    const ri_proof_watch *watch;
    ri_arena *arena;
    proof *runs; /* run number n at n - 1 */
    size_t n_runs;
    size_t capacity;
    size_t next;     /* the run whose entry comes next */
    int64_t changes; /* met so far, and their steps and rows */
    int64_t change_steps;
    int64_t change_rows;
    int64_t acts;
    ri_acknowledgements_met acknowledged;
    int64_t rewritten_entries;
    int64_t rewritten_texts;
    ri_shared classes;
    ri_shared rules;
    ri_text line;
} proving;

/* A run that is missing, told at its entry. */
static raci_status miss_run(proving *p, raci_error *err)
{
    int64_t entry = 0;
    const size_t number = p->n_runs + 1;
    raci_status status = ri_store_ask(&entry, p->store, STMT_RUN_LOST_EVER, err);
    return status == RACI_OK
               ? ri_chain_broken_at(err, entry, "runs", "the run %zu is missing", number)
               : status;
}

static raci_status read_runs(proving *p, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, p->store, STMT_RUN_ENTRIES_EVER, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        proof run = {.entry = ri_column_int(stmt, 1)};
        if (ri_column_int(stmt, 0) != (int64_t)p->n_runs + 1) {
            status = RACI_FORMAT;
            break;
        }
        ri_body_begin(&run.body);
        if (!RI_PUSH(p->runs, p->n_runs, p->capacity, run)) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status == RACI_FORMAT ? miss_run(p, err) : status;
}

/* The bodies to which a row's opening and closing belong; *closes is NULL when it is
   open. Fails when there are no such runs. */
static raci_status bodies(ri_body **opens, ri_body **closes, proving *p, int64_t first, bool closed,
                          int64_t last, raci_error *err)
{
    const int64_t n = (int64_t)p->n_runs;
    if (first < 1 || first > n || (closed && (last < first || last >= n))) {
        return first > n
                   ? miss_run(p, err)
                   : ri_chain_broken_at(err, first >= 1 ? p->runs[first - 1].entry : 0, "runs",
                                        "a row says it is of the runs %lld to %lld, of %zu",
                                        (long long)first, (long long)last, p->n_runs);
    }
    *opens = &p->runs[first - 1].body;
    *closes = closed ? &p->runs[last].body : NULL;
    return RACI_OK;
}

static raci_status take_assignment(proving *p, ri_stmt *stmt, raci_error *err)
{
    ri_body *opens = NULL;
    ri_body *closes = NULL;
    const int64_t first = ri_column_int(stmt, 1);
    const char *subject = ri_column_needed(stmt, 0, NULL);
    raci_status status =
        bodies(&opens, &closes, p, first, !ri_column_null(stmt, 2), ri_column_int(stmt, 2), err);
    if (status == RACI_OK && subject == NULL) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        ri_body_opens_assignment(opens, &p->line, subject,
                                 ri_shared_text(&p->classes, ri_column_int(stmt, 3)));
    }
    if (status == RACI_OK && closes != NULL) {
        ri_body_closes_assignment(closes, &p->line, subject, first);
    }
    return status;
}

static raci_status take_finding(proving *p, ri_stmt *stmt, raci_error *err)
{
    ri_body *opens = NULL;
    ri_body *closes = NULL;
    ri_finding_row row;
    raci_status status = ri_finding_row_read(&row, stmt, err);
    if (status == RACI_OK) {
        status = bodies(&opens, &closes, p, row.first_run, row.last_run != 0, row.last_run, err);
    }
    if (status == RACI_OK) {
        ri_body_opens_finding(opens, &p->line, &row, ri_shared_text(&p->rules, row.rules));
    }
    if (status == RACI_OK && closes != NULL) {
        ri_body_closes_finding(closes, &p->line, &row);
    }
    return status;
}

static raci_status take_series(proving *p, ri_stmt *stmt, raci_error *err)
{
    ri_body *opens = NULL;
    ri_body *closes = NULL;
    const int64_t first = ri_column_int(stmt, 1);
    const char *key = ri_column_needed(stmt, 0, NULL);
    raci_status status =
        bodies(&opens, &closes, p, first, !ri_column_null(stmt, 2), ri_column_int(stmt, 2), err);
    if (status == RACI_OK && key == NULL) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        ri_body_opens_series(opens, &p->line, key);
    }
    if (status == RACI_OK && closes != NULL) {
        ri_body_closes_series(closes, &p->line, key, first);
    }
    return status;
}

static raci_status take_all(proving *p, enum ri_query query,
                            raci_status (*take)(proving *, ri_stmt *, raci_error *),
                            raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, p->store, query, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        status = take(p, stmt, err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status == RACI_OK && p->line.failed ? ri_fail_nomem(err) : status;
}

/* Whether an entry says what it is to say. */
static raci_status compare_body(bool *same, proving *p, const ri_entry *entry, const char *digest,
                                raci_error *err)
{
    char body[65];
    raci_status status = ri_forgotten_body(body, p->store, entry, err);
    *same = status == RACI_OK && strcmp(body, digest) == 0;
    if (status == RACI_OK && !*same && p->watch->entry_differs != NULL) {
        *same = true;
        return p->watch->entry_differs(entry->number, digest, p->watch->payload, err);
    }
    return status;
}

/* Closes the digest of a run with its head and files, and compares it. */
static raci_status prove_run(proving *p, const ri_entry *entry, raci_error *err)
{
    char digest[65];
    ri_run_row row = {0};
    ri_policy_file *files = NULL;
    size_t n = 0;
    const int64_t number = (int64_t)p->next + 1;
    if (p->next == p->n_runs || p->runs[p->next].entry != entry->number) {
        return ri_chain_broken_at(err, entry->number, "runs", "it has no run");
    }
    ri_body *body = &p->runs[p->next++].body;
    raci_status status = ri_run_row_get(&row, p->store, number, p->arena, err);
    if (status == RACI_NOTFOUND) { /* it is there, but its policy or its entry is not */
        return ri_chain_broken_at(err, entry->number, "runs", "its run lacks what it refers to");
    }
    if (status == RACI_OK) {
        status = ri_run_files(&files, &n, p->store, row.policy_id, false, p->arena, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    if (!ri_body_end(digest, body, &p->line, &row, files, n)) {
        return ri_fail_nomem(err);
    }
    bool same = false;
    status = compare_body(&same, p, entry, digest, err);
    return status == RACI_OK && !same
               ? ri_chain_broken_at(err, entry->number, "runs",
                                    "run %lld is not as it was recorded", (long long)number)
               : status;
}

/* An entry can only have rewritten those before it. */
static raci_status count_rewritten(proving *p, const raci_change *change, raci_error *err)
{
    p->rewritten_entries += (int64_t)change->n_entries;
    p->rewritten_texts += (int64_t)change->n_texts;
    const bool later =
        change->n_entries > 0 && change->entries[change->n_entries - 1].number >= change->entry;
    return later || (!ri_is_forget(change) && change->n_entries + change->n_texts > 0)
               ? ri_chain_broken_at(err, change->entry, "rewritten_entries",
                                    "it says of entries that it rewrote them, and cannot have")
               : RACI_OK;
}

static raci_status prove_change(proving *p, const ri_entry *entry, raci_error *err)
{
    char digest[65];
    raci_change *change = NULL;
    raci_status status = ri_change_read(&change, p->store, entry->number, true, err);
    if (status == RACI_NOTFOUND) {
        ri_error_clear(err);
        return ri_chain_broken_at(err, entry->number, "changes", "it has no change");
    }
    if (status != RACI_OK) {
        return status;
    }
    ri_change_body(digest, change);
    p->changes++;
    p->acts += change->act;
    p->change_steps += (int64_t)change->n_steps;
    p->change_rows += (int64_t)change->n_rows;
    bool same = false;
    status = count_rewritten(p, change, err);
    if (status == RACI_OK) {
        status = compare_body(&same, p, entry, digest, err);
    }
    if (status == RACI_OK && !same) {
        status = ri_chain_broken_at(err, entry->number, change->act ? "acts" : "changes",
                                    "what it did is not as it was recorded");
    }
    raci_change_free(change);
    return status;
}

static raci_status prove_acknowledgement(proving *p, const ri_entry *entry, raci_error *err)
{
    char digest[65];
    bool same = false;
    raci_status status = ri_acknowledgement_prove(digest, &p->acknowledged, entry, p->store, err);
    if (status == RACI_OK) {
        status = compare_body(&same, p, entry, digest, err);
    }
    return status == RACI_OK && !same ? ri_acknowledgement_broken(entry, err) : status;
}

static bool is_change(const char *kind)
{
    static const char *const kinds[] = {"accept", "change", "contest", "decide",  "forget",
                                        "import", "reopen", "undo",    "withdraw"};
    size_t i = 0;
    while (i < sizeof kinds / sizeof kinds[0] && strcmp(kinds[i], kind) != 0) {
        i++;
    }
    return i < sizeof kinds / sizeof kinds[0];
}

static raci_status prove_entry(const ri_entry *entry, void *payload, raci_error *err)
{
    proving *p = payload;
    raci_status status = RACI_OK;
    if (strcmp(entry->kind, "run") == 0) {
        status = prove_run(p, entry, err);
    } else if (is_change(entry->kind)) {
        status = prove_change(p, entry, err);
    } else if (strcmp(entry->kind, "acknowledge") == 0) {
        status = prove_acknowledgement(p, entry, err);
    } else {
        status = ri_chain_broken_at(err, entry->number, "entries", "it is of no known kind");
    }
    return status == RACI_OK && p->watch->entry != NULL
               ? p->watch->entry(entry, p->store, p->watch->payload, err)
               : status;
}

/* Whether what the entries have is all that is there. */
static raci_status prove_changes(proving *p, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, p->store, STMT_CHANGES_COUNTED, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK &&
        (ri_column_int(stmt, 0) != p->changes || ri_column_int(stmt, 1) != p->change_steps ||
         ri_column_int(stmt, 2) != p->change_rows || ri_column_int(stmt, 3) != p->acts)) {
        status = ri_chain_broken_at(err, 0, "changes", "there are changes that no entry has");
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status == RACI_OK
               ? ri_forgotten_count(p->store, p->rewritten_entries, p->rewritten_texts, err)
               : status;
}

/* ---- texts of policies ---- */

typedef struct text_head {
    int64_t id;
    int64_t length;
    char digest[65];
} text_head;

static raci_status compare_text(bool *same, proving *p, const text_head *text, const char *digest,
                                int64_t length, raci_error *err)
{
    char expected[65];
    bool rewritten = false;
    raci_status status =
        ri_forgotten_text(expected, &rewritten, p->store, text->id, text->digest, err);
    *same = strcmp(digest, expected) == 0 && (rewritten || length == text->length);
    if (status == RACI_OK && !*same && p->watch->text_differs != NULL) {
        *same = true;
        return p->watch->text_differs(text->id, digest, p->watch->payload, err);
    }
    return status;
}

static raci_status prove_text(proving *p, const text_head *text, raci_error *err)
{
    char digest[65];
    char *bytes = NULL;
    size_t length = 0;
    bool same = false;
    ri_arena *arena = ri_arena_new();
    ri_digest running;
    if (arena == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_run_text(&bytes, &length, p->store, text->id, arena, err);
    if (status == RACI_OK) {
        ri_digest_begin(&running);
        ri_digest_add(&running, bytes, length);
        ri_digest_end(&running, digest, 64);
        status = compare_text(&same, p, text, digest, (int64_t)length, err);
        if (status == RACI_OK && !same) {
            status = ri_chain_broken_at(err, 0, "texts",
                                        "the text number %lld of a policy is not as it was",
                                        (long long)text->id);
        }
    }
    ri_arena_free(arena);
    return status;
}

static raci_status prove_texts(proving *p, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, p->store, STMT_TEXTS_EVER, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        text_head text = {.id = ri_column_int(stmt, 0), .length = ri_column_int(stmt, 2)};
        const char *digest = ri_column_text(stmt, 1, NULL);
        (void)snprintf(text.digest, sizeof text.digest, "%s", digest != NULL ? digest : "");
        status = prove_text(p, &text, err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

/* Ages are counted from a column that later runs move back, so no digest has it. */
static raci_status prove_since(proving *p, raci_error *err)
{
    int64_t wrong = 0;
    raci_status status = ri_store_ask(&wrong, p->store, STMT_RUN_SINCE_WRONG, err);
    if (status == RACI_OK && wrong != 0) {
        return ri_chain_broken_at(err, p->runs[wrong - 1].entry, "runs",
                                  "run %lld is not since when it was", (long long)wrong);
    }
    return status;
}

/* The links alone come first: where one is gone, what it said is missing everywhere. */
static raci_status pass_by(const ri_entry *entry, void *payload, raci_error *err)
{
    (void)entry;
    (void)payload;
    (void)err;
    return RACI_OK;
}

static raci_status prove(size_t *entries, proving *p, raci_error *err)
{
    static const struct {
        enum ri_query query;
        raci_status (*take)(proving *, ri_stmt *, raci_error *);
    } tables[] = {
        {STMT_RUN_ASSIGNMENTS_EVER, take_assignment},
        {STMT_RUN_FINDINGS_EVER, take_finding},
        {STMT_RUN_SERIES_EVER, take_series},
    };
    raci_status status = ri_chain_walk(entries, p->store, pass_by, NULL, err);
    if (status == RACI_OK) {
        status = read_runs(p, err);
    }
    if (status == RACI_OK) {
        status = ri_classes_read(&p->classes, p->store, err);
    }
    if (status == RACI_OK) {
        status = ri_rule_sets_read(&p->rules, p->store, err);
    }
    for (size_t i = 0; status == RACI_OK && i < sizeof tables / sizeof tables[0]; i++) {
        status = take_all(p, tables[i].query, tables[i].take, err);
    }
    if (status == RACI_OK) {
        status = ri_chain_walk(entries, p->store, prove_entry, p, err);
    }
    if (status == RACI_OK && p->next < p->n_runs) {
        status = ri_chain_broken_at(err, p->runs[p->next].entry, "runs", "run %zu has no entry",
                                    p->next + 1);
    }
    if (status == RACI_OK) {
        status = prove_since(p, err);
    }
    if (status == RACI_OK) {
        status = prove_changes(p, err);
    }
    if (status == RACI_OK) {
        status = ri_acknowledgements_prove(&p->acknowledged, p->store, err);
    }
    if (status == RACI_OK) {
        status = ri_decisions_prove(p->watch->decisions, p->store, err);
    }
    if (status == RACI_OK) {
        status = ri_unwritten_prove(p->store, err);
    }
    return status == RACI_OK ? prove_texts(p, err) : status;
}

raci_status ri_record_verify_within(size_t *entries, raci_model *model, const ri_proof_watch *watch,
                                    raci_error *err)
{
    proving p = {.store = ri_model_store(model), .watch = watch, .arena = ri_arena_new()};
    if (p.arena == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = prove(entries, &p, err);
    ri_shared_free(&p.classes);
    ri_shared_free(&p.rules);
    ri_text_free(&p.line);
    ri_free(p.runs);
    ri_arena_free(p.arena);
    return status;
}

raci_status ri_record_verify(size_t *entries, raci_model *model, const ri_proof_watch *watch,
                             raci_error *err)
{
    ri_store *store = ri_model_store(model);
    raci_status status = ri_store_hold(store, err);
    if (status == RACI_OK) {
        status = ri_record_verify_within(entries, model, watch, err);
        ri_store_release(store);
    }
    return status;
}
