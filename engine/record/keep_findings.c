/*
 * The findings of a run: one ordered pass over the last run's and the new ones, as
 * keep_assignments.c does it. A finding that says the same in all stays one row.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "record/finding_text.h"
#include "record/keeping.h"

/* A finding of the new run. */
typedef struct found {
    const ri_finding *finding;
    bool accepted;
} found;

typedef struct passing {
    ri_keeping *k;
    ri_finding_texts texts;
    ri_stmt *old;
    ri_finding_row old_row;
    found *found; /* in the order of the record */
    size_t n;
    size_t next;
    size_t at;
    ri_finding_row row; /* of found[at] */
    ri_finding_row *closings;
    size_t n_closings;
    size_t closings_capacity;
    size_t *openings;
    size_t n_openings;
    size_t openings_capacity;
} passing;

static int by_record(const void *a, const void *b, const void *context)
{
    (void)context;
    const ri_finding *x = ((const found *)a)->finding;
    const ri_finding *y = ((const found *)b)->finding;
    int order = strcmp(x->subject_text, y->subject_text);
    order = order != 0 ? order : strcmp(x->code_name, y->code_name);
    return order != 0 ? order : strcmp(x->key, y->key);
}

/* The findings of the result, accepted ones among them. */
static bool gather(passing *p, const raci_result *result)
{
    p->n = result->n_findings + result->n_accepted;
    p->found = ri_alloc(p->n * sizeof *p->found);
    if (p->found == NULL) {
        return false;
    }
    for (size_t i = 0; i < result->n_findings; i++) {
        p->found[i] = (found){&result->findings[i], false};
    }
    for (size_t i = 0; i < result->n_accepted; i++) {
        p->found[result->n_findings + i] = (found){&result->accepted[i], true};
    }
    bool sorted = true; /* without accepted ones they are in order already */
    for (size_t i = 1; i < p->n && sorted; i++) {
        sorted = by_record(&p->found[i - 1], &p->found[i], NULL) <= 0;
    }
    if (!sorted && !ri_order(p->found, p->n, sizeof *p->found, by_record, NULL)) {
        return false;
    }
    size_t kept = 0; /* there is one finding for each key: should two come, one stays */
    for (size_t i = 0; i < p->n; i++) {
        if (kept == 0 || by_record(&p->found[kept - 1], &p->found[i], NULL) != 0) {
            p->found[kept++] = p->found[i];
        }
    }
    p->n = kept;
    return true;
}

static raci_status step_old(void *payload, bool *there, raci_error *err)
{
    passing *p = payload;
    raci_status status = ri_step(p->old, there, err);
    if (status == RACI_OK && *there) {
        status = ri_finding_row_read(&p->old_row, p->old, err);
    }
    return status;
}

static raci_status read_new(passing *p, size_t at, raci_error *err)
{
    const found *f = &p->found[at];
    p->at = at;
    if (!ri_finding_text_row(&p->row, &p->texts, f->finding, f->accepted)) {
        return ri_fail_nomem(err);
    }
    p->row.first_run = p->k->run.number;
    return RACI_OK;
}

static raci_status step_new(void *payload, bool *there, raci_error *err)
{
    passing *p = payload;
    *there = p->next < p->n;
    return *there ? read_new(p, p->next++, err) : RACI_OK;
}

/* Counts as `diff` does: accepted findings are not there. */
static void count(ri_run_row *run, const ri_finding_row *old, const ri_finding_row *new)
{
    const bool was = old != NULL && !old->accepted;
    const bool is = new != NULL && !new->accepted;
    run->added += is && !was;
    run->gone += was && !is;
    run->changed += is && was && strcmp(old->fingerprint, new->fingerprint) != 0;
}

static bool note_closing(passing *p)
{
    ri_keeping *k = p->k;
    ri_finding_row copy = {.first_run = p->old_row.first_run};
    ri_body_closes_finding(&k->body, &k->line, &p->old_row);
    copy.subject = ri_arena_string(k->arena, p->old_row.subject);
    copy.code = ri_arena_string(k->arena, p->old_row.code);
    copy.key = ri_arena_string(k->arena, p->old_row.key);
    return copy.subject != NULL && copy.code != NULL && copy.key != NULL &&
           RI_PUSH(p->closings, p->n_closings, p->closings_capacity, copy);
}

static bool note_opening(passing *p)
{
    ri_body_opens_finding(&p->k->body, &p->k->line, &p->row,
                          ri_shared_text(&p->texts.rules, p->row.rules));
    return RI_PUSH(p->openings, p->n_openings, p->openings_capacity, p->at);
}

static int order_of(const void *payload)
{
    const passing *p = payload;
    return ri_finding_row_order(&p->old_row, &p->row);
}

static bool take(void *payload, int order)
{
    passing *p = payload;
    count(&p->k->run, order <= 0 ? &p->old_row : NULL, order >= 0 ? &p->row : NULL);
    if (order == 0 && ri_finding_row_equal(&p->old_row, &p->row)) {
        return true;
    }
    return (order > 0 || note_closing(p)) && (order < 0 || note_opening(p));
}

static raci_status write_closings(passing *p, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < p->n_closings; i++) {
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, p->k->store, STMT_RUN_FINDING_CLOSE, err);
        if (status == RACI_OK) {
            ri_bind_text(stmt, 1, p->closings[i].subject);
            ri_bind_text(stmt, 2, p->closings[i].code);
            ri_bind_text(stmt, 3, p->closings[i].key);
            ri_bind_int(stmt, 4, p->closings[i].first_run);
            ri_bind_int(stmt, 5, p->k->run.number - 1);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

static raci_status write_openings(passing *p, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < p->n_openings; i++) {
        ri_stmt *stmt = NULL;
        status = read_new(p, p->openings[i], err);
        if (status == RACI_OK) {
            status = ri_finding_texts_write(&p->texts, p->row.rules, p->found[p->at].finding,
                                            p->k->store, err);
        }
        if (status == RACI_OK) {
            status = ri_store_stmt(&stmt, p->k->store, STMT_RUN_FINDING_ADD, err);
        }
        if (status == RACI_OK) {
            ri_finding_row_bind(&p->row, stmt);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

static raci_status keep_series(const passing *p, raci_error *err)
{
    uint64_t *keys = ri_alloc(p->n * sizeof *keys);
    if (keys == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < p->n; i++) {
        keys[i] = strtoull(p->found[i].finding->key, NULL, 16);
    }
    raci_status status = ri_keep_series(p->k, keys, p->n, err);
    ri_free(keys);
    return status;
}

raci_status ri_keep_findings(ri_keeping *k, raci_error *err)
{
    static const ri_pass both = {step_old, step_new, order_of, take};
    passing p = {.k = k};
    raci_status status = ri_finding_texts_init(&p.texts, k->result, k->store, err);
    if (status == RACI_OK && !gather(&p, k->result)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = ri_store_stmt(&p.old, k->store, STMT_RUN_FINDINGS_OPEN, err);
    }
    if (status == RACI_OK) {
        status = ri_pass_both(&both, &p, err);
        ri_reset(p.old);
    }
    if (status == RACI_OK) {
        status = write_closings(&p, err);
    }
    if (status == RACI_OK) {
        status = write_openings(&p, err);
    }
    if (status == RACI_OK) {
        status = keep_series(&p, err);
    }
    ri_finding_texts_free(&p.texts);
    ri_free(p.found);
    ri_free(p.closings);
    ri_free(p.openings);
    return status;
}
