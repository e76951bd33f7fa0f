/*
 * Handoffs that a reach is asked for: whether they exist.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/reaching.h"

typedef struct journey_ids {
    int64_t *items;
    size_t n;
    size_t capacity;
} journey_ids;

/* Pushes the ids in column `at` of a statement about a touchpoint on the date. */
static raci_status push_ids(ri_reaching *r, enum ri_query query, int64_t touchpoint, int at,
                            journey_ids *out, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, r->store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, r->date);
    ri_bind_int(stmt, 2, touchpoint);
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        if (!ri_column_null(stmt, at) &&
            !RI_PUSH(out->items, out->n, out->capacity, ri_column_int(stmt, at))) {
            ri_reset(stmt);
            return ri_fail_nomem(err);
        }
    }
    return status;
}

/* The journeys of a touchpoint: its first, and the others. */
static raci_status journeys_of(ri_reaching *r, int64_t touchpoint, journey_ids *out,
                               raci_error *err)
{
    raci_status status = push_ids(r, STMT_SNAPSHOT_TOUCHPOINT, touchpoint, 2, out, err);
    if (status == RACI_OK) {
        status = push_ids(r, STMT_SNAPSHOT_STEPS_OF, touchpoint, 0, out, err);
    }
    return status;
}

static bool has(const journey_ids *journeys, int64_t journey)
{
    for (size_t i = 0; i < journeys->n; i++) {
        if (journeys->items[i] == journey) {
            return true;
        }
    }
    return false;
}

/* Whether the journey is there on the date, and passes from one to the other. */
static raci_status passes(ri_reaching *r, int64_t journey, const ri_passage *passage, bool *out,
                          raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    bool behind = false;
    raci_status status = ri_store_stmt(&stmt, r->store, STMT_SNAPSHOT_JOURNEY, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, r->date);
        ri_bind_int(stmt, 2, journey);
        status = ri_step(stmt, &row, err);
    }
    if (status != RACI_OK || !row) {
        return status;
    }
    ri_reset(stmt);
    status = ri_store_stmt(&stmt, r->store, STMT_SNAPSHOT_JOURNEY_ORDER, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, r->date);
    ri_bind_int(stmt, 2, journey);
    while (!*out && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        int64_t id = ri_column_int(stmt, 0);
        *out = behind && id == passage->to;
        behind = id == passage->from;
    }
    ri_reset(stmt);
    return status;
}

static raci_status is_linked(ri_reaching *r, const ri_passage *passage, bool *out, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, r->store, STMT_LINK_FIND, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, passage->from);
        ri_bind_int(stmt, 2, passage->to);
        ri_bind_text(stmt, 3, "handoff");
        status = ri_step(stmt, out, err);
        ri_reset(stmt);
    }
    return status;
}

static raci_status are_neighbours(ri_reaching *r, const ri_passage *passage, bool *out,
                                  raci_error *err)
{
    journey_ids from = {0};
    journey_ids to = {0};
    raci_status status = journeys_of(r, passage->from, &from, err);
    if (status == RACI_OK) {
        status = journeys_of(r, passage->to, &to, err);
    }
    for (size_t i = 0; i < from.n && status == RACI_OK && !*out; i++) {
        if (has(&to, from.items[i])) {
            status = passes(r, from.items[i], passage, out, err);
        }
    }
    ri_free(from.items);
    ri_free(to.items);
    return status;
}

raci_status ri_reaching_handoff(ri_reaching *r, const char *key, raci_error *err)
{
    const char *arrow = strstr(key, "->");
    ri_passage passage = {0};
    bool known = arrow != NULL;
    bool exists = false;
    raci_status status = RACI_OK;
    if (known) {
        status = ri_reaching_id(r, RI_TOUCHPOINT, key, (size_t)(arrow - key), &passage.from, &known,
                                err);
    }
    if (status == RACI_OK && known) {
        status = ri_reaching_id(r, RI_TOUCHPOINT, arrow + 2, strlen(arrow + 2), &passage.to, &known,
                                err);
    }
    if (status == RACI_OK && known) {
        status = is_linked(r, &passage, &exists, err);
    }
    if (status == RACI_OK && known && !exists) {
        status = are_neighbours(r, &passage, &exists, err);
    }
    if (status != RACI_OK || !exists) {
        return status;
    }
    if (!RI_PUSH(r->reach->passages, r->reach->n_passages, r->reach->passages_capacity, passage)) {
        return ri_fail_nomem(err);
    }
    status = ri_reaching_note(r, RI_TOUCHPOINT, passage.from, err);
    if (status == RACI_OK) {
        status = ri_reaching_note(r, RI_TOUCHPOINT, passage.to, err);
    }
    return status == RACI_OK ? ri_reaching_rulings(r, RI_HANDOFF, key, err) : status;
}
