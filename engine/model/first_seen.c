/*
 * Since when findings have been there, as the record of runs has it. It is brought to
 * those who route findings as data: they know of no record.
 */

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/loading.h"

/* Keys are 16 hex digits: as numbers they are smaller, and in the same order. Digits
   beyond those of a key that is none count as 0. */
static uint64_t key_number(const char *key)
{
    uint64_t number = 0;
    for (int i = 0; i < 16; i++) {
        char c = *key != '\0' ? *key++ : '0';
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                                                : 0;
        number = number << 4 | digit;
    }
    return number;
}

typedef struct recalled {
    uint64_t *keys;
    size_t n_keys;
    size_t keys_capacity;
    int32_t *days;
    size_t n_days;
    size_t days_capacity;
} recalled;

static raci_status read_rows(recalled *out, ri_stmt *stmt, raci_error *err)
{
    bool row = false;
    raci_status status = RACI_OK;
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        size_t length = 0;
        int32_t day = RI_DAY_MAX;
        const char *key = ri_column_needed(stmt, 0, NULL);
        const char *since = ri_column_needed(stmt, 1, &length);
        if (key == NULL || since == NULL) {
            return ri_fail_nomem(err);
        }
        if (ri_day_parse(since, length, &day) &&
            (!RI_PUSH(out->keys, out->n_keys, out->keys_capacity, key_number(key)) ||
             !RI_PUSH(out->days, out->n_days, out->days_capacity, day))) {
            return ri_fail_nomem(err);
        }
    }
    return status;
}

static raci_status keep(ri_snapshot *s, const recalled *rows, raci_error *err)
{
    s->since_key = ri_arena_keep(s->own->arena, rows->keys, rows->n_keys, sizeof *s->since_key);
    s->since_day = ri_arena_keep(s->own->arena, rows->days, rows->n_days, sizeof *s->since_day);
    if (s->since_key == NULL || s->since_day == NULL) {
        return ri_fail_nomem(err);
    }
    s->n_since = (uint32_t)rows->n_keys;
    return RACI_OK;
}

static raci_status recall(recalled *rows, ri_snapshot *s, ri_store *store, const char *subject,
                          int32_t before, raci_error *err)
{
    ri_stmt *stmt = NULL;
    char date[11];
    raci_status status = ri_store_ask(&s->last_run, store, STMT_LAST_RUN, err);
    if (status != RACI_OK || s->last_run == 0) {
        return status;
    }
    status = ri_store_stmt(&stmt, store, subject != NULL ? STMT_SINCE_OF : STMT_SINCE_ALL, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, ri_day_format(before, date));
        if (subject != NULL) {
            ri_bind_text(stmt, 2, subject);
        }
        status = read_rows(rows, stmt, err);
        ri_reset(stmt);
    }
    return status;
}

raci_status ri_snapshot_recall(ri_snapshot *s, raci_model *model, const char *subject,
                               int32_t before, raci_error *err)
{
    ri_store *store = ri_model_store(model);
    recalled rows = {0};
    raci_status status = ri_store_hold(store, err);
    if (status != RACI_OK) {
        return status;
    }
    status = recall(&rows, s, store, subject, before, err);
    if (status == RACI_OK) {
        status = keep(s, &rows, err);
    }
    ri_free(rows.keys);
    ri_free(rows.days);
    ri_store_release(store);
    return status;
}

void ri_snapshot_recall_as(ri_snapshot *s, const ri_snapshot *of)
{
    s->last_run = of->last_run;
    s->since_key = of->since_key;
    s->since_day = of->since_day;
    s->n_since = of->n_since;
}

int32_t ri_snapshot_since(const ri_snapshot *s, const char *key)
{
    const uint64_t wanted = s->n_since > 0 ? key_number(key) : 0;
    uint32_t low = 0;
    uint32_t high = s->n_since;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->since_key[middle] == wanted) {
            return s->since_day[middle];
        }
        if (s->since_key[middle] < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return RI_DAY_MAX;
}
