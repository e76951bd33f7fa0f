#include "model/reach.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/reaching.h"

/* What is known of a kind: the statement that gives a row, which of its columns refer to
   other things, and the column of the key. */
typedef struct shape {
    ri_kind kind;
    enum ri_query one;
    int key_at;
    struct {
        int at;
        ri_kind kind;
    } refs[2];
    int n_refs;
} shape;

/* What belongs to a thing beyond its row: ids in a column of another statement. */
typedef struct branch {
    ri_kind of;
    enum ri_query query;
    bool by_period; /* ?2 is the id of the period rather than of the thing */
    int at;
    ri_kind to;
} branch;

static const shape shapes[] = {
    {RI_UNIT, STMT_SNAPSHOT_UNIT, 10, {{2, RI_UNIT}, {3, RI_POSITION}}, 2},
    {RI_POSITION, STMT_SNAPSHOT_POSITION, 9, {{2, RI_UNIT}, {3, RI_POSITION}}, 2},
    {RI_PERSON, STMT_SNAPSHOT_PERSON, 6, {{0, RI_PERSON}}, 0},
    {RI_TEAM, STMT_SNAPSHOT_TEAM, 7, {{3, RI_POSITION}}, 1},
    {RI_JOURNEY, STMT_SNAPSHOT_JOURNEY, 5, {{2, RI_POSITION}, {3, RI_TEAM}}, 2},
    {RI_TOUCHPOINT, STMT_SNAPSHOT_TOUCHPOINT, 12, {{2, RI_JOURNEY}}, 1},
};

static const branch branches[] = {
    {RI_POSITION, STMT_SNAPSHOT_SEATS_OF, false, 1, RI_PERSON},
    {RI_POSITION, STMT_SNAPSHOT_HEADED, false, 0, RI_UNIT},
    {RI_POSITION, STMT_SNAPSHOT_DOTTED_OF, true, 1, RI_POSITION},
    {RI_PERSON, STMT_SNAPSHOT_PERSON_POSITIONS, false, 0, RI_POSITION},
    {RI_TEAM, STMT_SNAPSHOT_MEMBERS_OF, false, 1, RI_POSITION},
    {RI_TOUCHPOINT, STMT_SNAPSHOT_DELIVERING_OF, true, 1, RI_UNIT},
    {RI_TOUCHPOINT, STMT_SNAPSHOT_STEPS_OF, false, 0, RI_JOURNEY},
};

raci_status ri_reaching_note(ri_reaching *r, ri_kind kind, int64_t id, raci_error *err)
{
    uint32_t ignored = 0;
    if (id < 0 || ri_map_get(&r->met[kind], (uint64_t)id, &ignored)) {
        return RACI_OK;
    }
    ri_waiting one = {kind, id};
    if (!ri_map_put(&r->met[kind], (uint64_t)id, 0) ||
        !RI_PUSH(r->waiting, r->n_waiting, r->waiting_capacity, one)) {
        return ri_fail_nomem(err);
    }
    return RACI_OK;
}

/* Notes all ids in a column of a statement that has its parameters. */
static raci_status note_column(ri_reaching *r, ri_stmt *stmt, int at, ri_kind kind, raci_error *err)
{
    bool row = false;
    raci_status status = RACI_OK;
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        status = ri_reaching_note(r, kind, ri_column_int(stmt, at), err);
        if (status != RACI_OK) {
            ri_reset(stmt);
            return status;
        }
    }
    return status;
}

raci_status ri_reaching_ids(ri_reaching *r, enum ri_query query, int64_t about, int at,
                            ri_kind kind, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, r->store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, r->date);
    ri_bind_int(stmt, 2, about);
    return note_column(r, stmt, at, kind, err);
}

static raci_status follow_branches(ri_reaching *r, ri_kind kind, const ri_reached *row,
                                   raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; i < sizeof branches / sizeof branches[0] && status == RACI_OK; i++) {
        const branch *b = &branches[i];
        ri_stmt *stmt = NULL;
        if (b->of != kind) {
            continue;
        }
        status = ri_store_stmt(&stmt, r->store, b->query, err);
        if (status != RACI_OK) {
            return status;
        }
        ri_bind_text(stmt, 1, r->date);
        ri_bind_int(stmt, 2, b->by_period ? row->period : row->id);
        status = note_column(r, stmt, b->at, b->to, err);
    }
    return status;
}

/* Takes the row that the statement stands on: its key, its period, what it refers to. */
static raci_status take_row(ri_reaching *r, const shape *s, ri_stmt *stmt, ri_reached *out,
                            raci_error *err)
{
    size_t length = 0;
    const char *key = ri_column_text(stmt, s->key_at, &length);
    out->period = ri_column_int(stmt, 1);
    out->key = ri_arena_copy(r->arena, key != NULL ? key : "", length);
    if (out->key == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = RACI_OK;
    for (int i = 0; i < s->n_refs && status == RACI_OK; i++) {
        if (!ri_column_null(stmt, s->refs[i].at)) {
            status = ri_reaching_note(r, s->refs[i].kind, ri_column_int(stmt, s->refs[i].at), err);
        }
    }
    return status;
}

/* Looks at one thing; what is not there on the date is left. */
static raci_status visit(ri_reaching *r, const shape *s, int64_t id, raci_error *err)
{
    ri_reach *reach = r->reach;
    ri_reached found = {.id = id};
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, r->store, s->one, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, r->date);
        ri_bind_int(stmt, 2, id);
        ri_bind_int(stmt, 3, 0);
        status = ri_step(stmt, &row, err);
    }
    if (status != RACI_OK || !row) {
        return status;
    }
    status = take_row(r, s, stmt, &found, err);
    ri_reset(stmt);
    if (status != RACI_OK) {
        return status;
    }
    if (!RI_PUSH(reach->rows[s->kind], reach->n[s->kind], reach->capacity[s->kind], found)) {
        return ri_fail_nomem(err);
    }
    status = follow_branches(r, s->kind, &found, err);
    if (status == RACI_OK && s->kind == RI_TOUCHPOINT) {
        status = ri_reaching_stated(r, id, err);
    }
    if (status == RACI_OK && (s->kind == RI_TOUCHPOINT || s->kind == RI_JOURNEY)) {
        status = ri_reaching_rulings(r, s->kind, found.key, err);
    }
    return status;
}

static raci_status visit_all(ri_reaching *r, raci_error *err)
{
    raci_status status = RACI_OK;
    /* Visiting adds to the queue, and may move it. */
    for (size_t i = 0; i < r->n_waiting && status == RACI_OK; i++) {
        ri_waiting next = r->waiting[i];
        for (size_t j = 0; j < sizeof shapes / sizeof shapes[0]; j++) {
            if (shapes[j].kind == next.kind) {
                status = visit(r, &shapes[j], next.id, err);
            }
        }
    }
    return status;
}

static int compare_keys(const void *a, const void *b, const void *context)
{
    (void)context;
    return strcmp(((const ri_reached *)a)->key, ((const ri_reached *)b)->key);
}

raci_status ri_reach_from(ri_reach *out, ri_store *store, const char *date, const ri_intern *asked,
                          ri_arena *arena, raci_error *err)
{
    ri_reaching r = {.store = store, .date = date, .reach = out, .arena = arena};
    raci_status status = ri_reaching_rulings(&r, RI_ENTERPRISE, "", err);
    for (uint32_t i = 0; i < ri_intern_count(asked) && status == RACI_OK; i++) {
        status = ri_reaching_asked(&r, ri_intern_get(asked, i), err);
    }
    if (status == RACI_OK) {
        status = visit_all(&r, err);
    }
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        if (status == RACI_OK &&
            !ri_order(out->rows[kind], out->n[kind], sizeof(ri_reached), compare_keys, NULL)) {
            status = ri_fail_nomem(err);
        }
        ri_map_free(&r.met[kind]);
    }
    ri_free(r.waiting);
    return status;
}

void ri_reach_free(ri_reach *reach)
{
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        ri_free(reach->rows[kind]);
    }
    ri_free(reach->passages);
    *reach = (ri_reach){0};
}
