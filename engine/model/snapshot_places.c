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

/* Notes that a row has a place, but is not there. */
static bool place_absent(ri_loading *l, ri_kind kind, const char *key, size_t length)
{
    ri_rows *rows = ri_loading_rows(l->s, kind);
    const uint32_t row = rows->n++;
    rows->key[row] = ri_loading_text(l, key, length);
    rows->absent = l->absent[kind];
    rows->n_absent++;
    l->absent[kind][row] = 1;
    if (rows->name != NULL) {
        rows->name[row] = rows->key[row];
    }
    return rows->key[row] != NULL;
}

bool ri_loading_further(ri_loading *l, ri_kind kind, const char *key, bool *wanted)
{
    size_t *next = &l->next[kind];
    *wanted = false;
    while (l->places != NULL && *next < l->places->n[kind]) {
        const char *further = l->places->keys[kind][*next];
        const int order = key != NULL ? strcmp(further, key) : -1;
        if (order > 0) {
            break;
        }
        ++*next;
        if (order == 0) {
            *wanted = true;
            break;
        }
        if (!place_absent(l, kind, further, strlen(further))) {
            return false;
        }
    }
    return true;
}

void ri_loading_blank(const ri_loading *l, ri_kind kind, uint32_t *column)
{
    const ri_rows *rows = ri_snapshot_rows(l->s, kind);
    for (uint32_t row = 0; rows->absent != NULL && row < rows->n; row++) {
        if (rows->absent[row] != 0) {
            column[row] = RI_NONE;
        }
    }
}

raci_status ri_loading_expect(ri_loading *l, ri_kind kind, size_t n, raci_error *err)
{
    ri_rows *rows = ri_loading_rows(l->s, kind);
    const size_t further = l->places != NULL ? l->places->n[kind] : 0;
    n += further;
    if (n > RI_REF_MAX) {
        return ri_fail(err, RACI_LIMIT, "a model has at most %lu rows of kind %s, this has %zu",
                       (unsigned long)RI_REF_MAX, ri_kind_name(kind), n);
    }
    rows->key = ri_arena_array(l->arena, n, sizeof *rows->key);
    rows->name = l->names ? ri_arena_array(l->arena, n, sizeof *rows->name) : NULL;
    l->absent[kind] = further > 0 ? ri_arena_array(l->arena, n, 1) : NULL;
    if (rows->key == NULL || (l->names && rows->name == NULL) ||
        (further > 0 && l->absent[kind] == NULL)) {
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

/* Gives the next place to a key that exists on some date. Whether a touchpoint is there is
   not known yet; then 2 stands for one that keeps its place in any case. */
static bool place_known(ri_loading *l, const kind_of_thing *k, int64_t id, const char *key,
                        size_t length)
{
    const bool known = k->there != RI_QUERY_COUNT;
    const bool there = !known || ri_ids_get(&l->ids[k->kind], id) != RI_NONE;
    bool wanted = false;
    if (!ri_loading_further(l, k->kind, key, &wanted)) {
        return false;
    }
    if (!there) {
        return !wanted || place_absent(l, k->kind, key, length);
    }
    if (wanted && !known) {
        l->absent[k->kind][ri_loading_rows(l->s, k->kind)->n] = 2;
    }
    return ri_loading_place(l, k->kind, id, key, length);
}

/* Gives places in the order of keys to those that were noted, at most `n`; to all of
   which nothing is known yet; and to further keys. */
static raci_status place_all(ri_loading *l, const kind_of_thing *k, size_t n, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, l->store, k->keys, err);
    const size_t room = n + (l->places != NULL ? l->places->n[k->kind] : 0);
    bool row = false;
    bool ignored = false;
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        size_t length = 0;
        const char *key = ri_column_text(stmt, 1, &length);
        if (key == NULL || ri_loading_rows(l->s, k->kind)->n >= room) {
            status = ri_fail(err, RACI_FORMAT, "the model's index of keys is damaged");
        } else if (!place_known(l, k, ri_column_int(stmt, 0), key, length)) {
            status = ri_fail_nomem(err);
        }
        if (status != RACI_OK) {
            ri_reset(stmt);
        }
    }
    if (status == RACI_OK && !ri_loading_further(l, k->kind, NULL, &ignored)) {
        status = ri_fail_nomem(err);
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
