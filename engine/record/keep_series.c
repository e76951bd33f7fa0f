/*
 * How long findings have been there: the unbroken series of runs that show a key,
 * accepted or not, and however the finding looks. One ordered pass, as for the rest.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "record/keeping.h"

#define KEY_SIZE 17 /* 16 hex digits, in the order of their numbers */

typedef struct ended {
    char key[KEY_SIZE];
    int64_t first;
} ended;

typedef struct passing {
    ri_keeping *k;
    ri_stmt *old;
    ended old_row;
    const uint64_t *keys; /* the new run's, in order */
    size_t n;
    size_t next;
    uint64_t number; /* the key at hand, */
    char key[KEY_SIZE];
    ended *closings;
    size_t n_closings;
    size_t closings_capacity;
    uint64_t *openings;
    size_t n_openings;
    size_t openings_capacity;
} passing;

static int by_number(const void *a, const void *b, const void *context)
{
    (void)context;
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void say_key(char out[KEY_SIZE], uint64_t key)
{
    (void)snprintf(out, KEY_SIZE, "%016" PRIx64, key);
}

static raci_status step_old(void *payload, bool *there, raci_error *err)
{
    passing *p = payload;
    raci_status status = ri_step(p->old, there, err);
    if (status == RACI_OK && *there) {
        size_t length = 0;
        const char *key = ri_column_needed(p->old, 0, &length);
        if (key == NULL) {
            return ri_fail_nomem(err);
        }
        if (length >= sizeof p->old_row.key) {
            return ri_fail(err, RACI_FORMAT,
                           "the record has a finding's key of %zu bytes: it was "
                           "changed by another program",
                           length);
        }
        memcpy(p->old_row.key, key, length + 1);
        p->old_row.first = ri_column_int(p->old, 1);
    }
    return status;
}

static raci_status step_new(void *payload, bool *there, raci_error *err)
{
    passing *p = payload;
    (void)err;
    *there = p->next < p->n;
    if (*there) {
        p->number = p->keys[p->next++];
        say_key(p->key, p->number);
    }
    return RACI_OK;
}

static int order_of(const void *payload)
{
    const passing *p = payload;
    return strcmp(p->old_row.key, p->key);
}

static bool take(void *payload, int order)
{
    passing *p = payload;
    ri_keeping *k = p->k;
    if (order < 0) {
        ri_body_closes_series(&k->body, &k->line, p->old_row.key, p->old_row.first);
        return RI_PUSH(p->closings, p->n_closings, p->closings_capacity, p->old_row);
    }
    if (order > 0) {
        ri_body_opens_series(&k->body, &k->line, p->key);
        return RI_PUSH(p->openings, p->n_openings, p->openings_capacity, p->number);
    }
    return true;
}

static raci_status write_all(passing *p, raci_error *err)
{
    raci_status status = RACI_OK;
    ri_stmt *stmt = NULL;
    for (size_t i = 0; status == RACI_OK && i < p->n_closings; i++) {
        status = ri_store_stmt(&stmt, p->k->store, STMT_RUN_SERIES_CLOSE, err);
        if (status == RACI_OK) {
            ri_bind_text(stmt, 1, p->closings[i].key);
            ri_bind_int(stmt, 2, p->closings[i].first);
            ri_bind_int(stmt, 3, p->k->run.number - 1);
            status = ri_run(stmt, err);
        }
    }
    for (size_t i = 0; status == RACI_OK && i < p->n_openings; i++) {
        status = ri_store_stmt(&stmt, p->k->store, STMT_RUN_SERIES_ADD, err);
        if (status == RACI_OK) {
            char key[KEY_SIZE];
            say_key(key, p->openings[i]);
            ri_bind_text(stmt, 1, key);
            ri_bind_int(stmt, 2, p->k->run.number);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

raci_status ri_keep_series(ri_keeping *k, uint64_t *keys, size_t n, raci_error *err)
{
    static const ri_pass both = {step_old, step_new, order_of, take};
    passing p = {.k = k, .keys = keys, .n = n};
    if (!ri_order(keys, n, sizeof *keys, by_number, NULL)) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_store_stmt(&p.old, k->store, STMT_RUN_SERIES_OPEN, err);
    if (status == RACI_OK) {
        status = ri_pass_both(&both, &p, err);
        ri_reset(p.old);
    }
    if (status == RACI_OK) {
        status = write_all(&p, err);
    }
    ri_free(p.closings);
    ri_free(p.openings);
    return status;
}
