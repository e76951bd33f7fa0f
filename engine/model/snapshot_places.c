/*
 * Which things are there on the date, and where each stands among its kind: in
 * the order of keys.
 */
#include <string.h>

#include "base/fail.h"
#include "model/loading.h"

typedef struct kind_of_thing {
    ri_kind kind;
    enum ri_query keys;  /* ids and keys of all that are there on any date, by key */
    enum ri_query there; /* the ids of those that are there on the date; RI_QUERY_COUNT
                            where only the columns will tell */
} kind_of_thing;

/* In the order of the columns of STMT_SNAPSHOT_COUNTS. Touchpoints are too many to be
   read once more than needed. */
static const kind_of_thing kinds[] = {
    {RI_UNIT, STMT_SNAPSHOT_UNIT_KEYS, STMT_SNAPSHOT_UNITS_THERE},
    {RI_POSITION, STMT_SNAPSHOT_POSITION_KEYS, STMT_SNAPSHOT_POSITIONS_THERE},
    {RI_PERSON, STMT_SNAPSHOT_PERSON_KEYS, STMT_SNAPSHOT_PEOPLE_THERE},
    {RI_TEAM, STMT_SNAPSHOT_TEAM_KEYS, STMT_SNAPSHOT_TEAMS_THERE},
    {RI_JOURNEY, STMT_SNAPSHOT_JOURNEY_KEYS, STMT_SNAPSHOT_JOURNEYS_THERE},
    {RI_TOUCHPOINT, STMT_SNAPSHOT_TOUCHPOINT_KEYS, RI_QUERY_COUNT},
};
#define KINDS (sizeof kinds / sizeof kinds[0])

raci_status ri_loading_expect(ri_loading *l, ri_kind kind, size_t n, raci_error *err)
{
    ri_rows *rows = ri_loading_rows(l->s, kind);
    if (n > RI_REF_MAX) {
        return ri_fail(err, RACI_LIMIT, "a model has at most %lu rows of kind %s, this has %zu",
                       (unsigned long)RI_REF_MAX, ri_kind_name(kind), n);
    }
    rows->key = ri_arena_array(l->arena, n, sizeof *rows->key);
    rows->name = l->names ? ri_arena_array(l->arena, n, sizeof *rows->name) : NULL;
    if (rows->key == NULL || (l->names && rows->name == NULL)) {
        return ri_fail_nomem(err);
    }
    ri_ids_expect(&l->ids[kind], n);
    ri_ids_expect(&l->periods[kind], n);
    return RACI_OK;
}

bool ri_loading_place(ri_loading *l, ri_kind kind, int64_t id, const char *key, size_t length)
{
    ri_rows *rows = ri_loading_rows(l->s, kind);
    rows->key[rows->n] = ri_loading_text(l, key, length);
    return rows->key[rows->n] != NULL && ri_ids_put(&l->ids[kind], id, rows->n++);
}

raci_status ri_loading_counts(ri_loading *l, enum ri_query query, size_t *counts, size_t n,
                              raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, l->store, query, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK) {
        for (size_t i = 0; i < n && row; i++) {
            counts[i] = (size_t)ri_column_int(stmt, (int)i);
        }
        ri_reset(stmt);
    }
    return status;
}

/* Notes the ids of what is there, still without places. */
static raci_status note_there(ri_loading *l, const kind_of_thing *k, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, l->store, k->there, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, l->date);
    bool row = false;
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        if (!ri_ids_put(&l->ids[k->kind], ri_column_int(stmt, 0), 0)) {
            ri_reset(stmt);
            return ri_fail_nomem(err);
        }
    }
    return status;
}

/* Gives places in the order of keys to those that were noted, at most `n`; to all of
   which nothing is known yet. */
static raci_status place_all(ri_loading *l, const kind_of_thing *k, size_t n, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, l->store, k->keys, err);
    bool row = false;
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        int64_t id = ri_column_int(stmt, 0);
        size_t length = 0;
        const char *key = ri_column_text(stmt, 1, &length);
        if (k->there != RI_QUERY_COUNT && ri_ids_get(&l->ids[k->kind], id) == RI_NONE) {
            continue;
        }
        if (key == NULL || ri_loading_rows(l->s, k->kind)->n >= n) {
            status = ri_fail(err, RACI_FORMAT, "the model's index of keys is damaged");
        } else if (!ri_loading_place(l, k->kind, id, key, length)) {
            status = ri_fail_nomem(err);
        }
        if (status != RACI_OK) {
            ri_reset(stmt);
        }
    }
    return status;
}

static raci_status place_reached(ri_loading *l, ri_kind kind, raci_error *err)
{
    const ri_reached *rows = l->reach->rows[kind];
    raci_status status = ri_loading_expect(l, kind, l->reach->n[kind], err);
    for (size_t i = 0; i < l->reach->n[kind] && status == RACI_OK; i++) {
        if (!ri_loading_place(l, kind, rows[i].id, rows[i].key, strlen(rows[i].key))) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

raci_status ri_load_places(ri_loading *l, raci_error *err)
{
    size_t counts[KINDS] = {0};
    raci_status status = RACI_OK;
    if (l->reach == NULL) {
        status = ri_loading_counts(l, STMT_SNAPSHOT_COUNTS, counts, KINDS, err);
    }
    for (size_t i = 0; i < KINDS && status == RACI_OK; i++) {
        if (l->reach != NULL) {
            status = place_reached(l, kinds[i].kind, err);
            continue;
        }
        status = ri_loading_expect(l, kinds[i].kind, counts[i], err);
        if (status == RACI_OK && kinds[i].there != RI_QUERY_COUNT) {
            status = note_there(l, &kinds[i], err);
        }
        if (status == RACI_OK) {
            status = place_all(l, &kinds[i], counts[i], err);
        }
    }
    return status;
}
