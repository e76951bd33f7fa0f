/*
 * Stages, channels, and what touchpoints are.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/loading.h"

static int64_t order_of(ri_stmt *stmt, int at)
{
    int64_t order = ri_column_int(stmt, at);
    return order == 0 && ri_column_null(stmt, at) ? INT64_MAX : order;
}

/* Columns: id, key, name. Attributes belong to the id, for want of periods. */
static bool take_place(ri_loading *l, ri_stmt *stmt, ri_kind kind)
{
    ri_rows *rows = ri_loading_rows(l->s, kind);
    int64_t id = ri_column_int(stmt, 0);
    size_t length = 0;
    const char *key = ri_column_text(stmt, 1, &length);
    uint32_t row = rows->n;
    return ri_loading_place(l, kind, id, key != NULL ? key : "", length) &&
           ri_ids_put(&l->periods[kind], id, row) && ri_loading_name(l, stmt, 2, rows, row);
}

/* Gives further keys of the kind places: those before the row's. */
static bool place_further(ri_loading *l, ri_stmt *stmt, ri_kind kind)
{
    bool wanted = false;
    const char *key = stmt != NULL ? ri_column_text(stmt, 1, NULL) : NULL;
    return ri_loading_further(l, kind, key, &wanted);
}

static raci_status take_stage(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    if (!place_further(l, stmt, RI_STAGE)) {
        return ri_fail_nomem(err);
    }
    l->s->stages.order[l->s->stages.rows.n] = order_of(stmt, 3);
    return take_place(l, stmt, RI_STAGE) ? RACI_OK : ri_fail_nomem(err);
}

static raci_status take_channel(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    return place_further(l, stmt, RI_CHANNEL) && take_place(l, stmt, RI_CHANNEL)
               ? RACI_OK
               : ri_fail_nomem(err);
}

/* Stages and channels that have no row behind them. */
static bool place_last(ri_loading *l)
{
    const ri_rows *stages = &l->s->stages.rows;
    if (!place_further(l, NULL, RI_STAGE) || !place_further(l, NULL, RI_CHANNEL)) {
        return false;
    }
    for (uint32_t row = 0; row < stages->n; row++) {
        if (!ri_row_there(stages, row)) {
            l->s->stages.order[row] = INT64_MAX;
        }
    }
    return true;
}

raci_status ri_load_stages(ri_loading *l, raci_error *err)
{
    size_t counts[2] = {0};
    raci_status status = ri_loading_counts(l, STMT_SNAPSHOT_COUNTS_ALWAYS, counts, 2, err);
    if (status == RACI_OK) {
        status = ri_loading_expect(l, RI_STAGE, counts[0], err);
    }
    if (status == RACI_OK) {
        status = ri_loading_expect(l, RI_CHANNEL, counts[1], err);
    }
    if (status != RACI_OK) {
        return status;
    }
    const size_t room = counts[0] + (l->places != NULL ? l->places->n[RI_STAGE] : 0);
    l->s->stages.order = ri_arena_array(l->arena, room, sizeof *l->s->stages.order);
    if (l->s->stages.order == NULL) {
        return ri_fail_nomem(err);
    }
    status = ri_loading_read(l, STMT_SNAPSHOT_STAGES, false, NULL, take_stage, err);
    if (status == RACI_OK) {
        status = ri_loading_read(l, STMT_SNAPSHOT_CHANNELS, false, NULL, take_channel, err);
    }
    return status == RACI_OK && !place_last(l) ? ri_fail_nomem(err) : status;
}

static raci_status take_touchpoint(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_touchpoints *t = &l->s->touchpoints;
    uint32_t row = RI_NONE;
    if (!ri_loading_row(l, stmt, RI_TOUCHPOINT, &row)) {
        return ri_fail_nomem(err);
    }
    if (row == RI_NONE) {
        return RACI_OK;
    }
    l->there[row] = 1;
    t->journey[row] = ri_loading_ref(l, stmt, 2, RI_JOURNEY);
    t->stage[row] = ri_loading_ref(l, stmt, 3, RI_STAGE);
    t->channel[row] = ri_loading_ref(l, stmt, 4, RI_CHANNEL);
    t->criticality[row] = (uint8_t)ri_column_int(stmt, 5);
    t->order[row] = order_of(stmt, 6);
    t->managed[row] = ri_column_int(stmt, 8) != 0 || ri_column_null(stmt, 8);
    t->truth[row] = ri_column_int(stmt, 9) != 0;
    t->reviewed_on[row] = ri_column_day(stmt, 10, RI_DAY_MIN);
    bool done = ri_loading_tags(l, stmt, 7, &t->tag_set[row]) &&
                ri_loading_name(l, stmt, 11, &t->rows, row);
    return done ? RACI_OK : ri_fail_nomem(err);
}

static bool make_columns(ri_touchpoints *t, ri_arena *arena)
{
    uint32_t n = t->rows.n;
    t->criticality = ri_arena_array(arena, n, sizeof *t->criticality);
    t->order = ri_arena_array(arena, n, sizeof *t->order);
    t->managed = ri_arena_array(arena, n, sizeof *t->managed);
    t->truth = ri_arena_array(arena, n, sizeof *t->truth);
    t->reviewed_on = ri_arena_array(arena, n, sizeof *t->reviewed_on);
    return t->criticality != NULL && t->order != NULL && t->managed != NULL && t->truth != NULL &&
           t->reviewed_on != NULL && ri_numbers(&t->journey, arena, n) &&
           ri_numbers(&t->stage, arena, n) && ri_numbers(&t->channel, arena, n) &&
           ri_numbers(&t->tag_set, arena, n) && ri_numbers(&t->unit_set, arena, n) &&
           ri_numbers(&t->journey_set, arena, n);
}

/* Moves a column's values to the front of it, those of rows that are not there left out. */
static void squeeze(void *column, size_t size, const uint32_t *to, uint32_t n)
{
    char *bytes = column;
    for (uint32_t row = 0; row < n; row++) {
        if (to[row] != RI_NONE && to[row] != row) {
            memcpy(bytes + to[row] * size, bytes + row * size, size);
        }
    }
}

/* What a touchpoint says that has a place, but is not there. */
static void blank(const ri_loading *l, const uint8_t *absent)
{
    ri_touchpoints *t = &l->s->touchpoints;
    t->rows.absent = NULL;
    t->rows.n_absent = 0;
    for (uint32_t row = 0; absent != NULL && row < t->rows.n; row++) {
        if (absent[row] != 0) {
            t->rows.absent = absent;
            t->rows.n_absent++;
            t->order[row] = INT64_MAX;
            t->reviewed_on[row] = RI_DAY_MIN;
            t->rows.name[row] = t->rows.key[row];
        }
    }
    ri_loading_blank(l, RI_TOUCHPOINT, t->journey);
    ri_loading_blank(l, RI_TOUCHPOINT, t->stage);
    ri_loading_blank(l, RI_TOUCHPOINT, t->channel);
}

/* Until the columns were read, every touchpoint of any date had a place. */
static bool drop_absent(ri_loading *l)
{
    ri_touchpoints *t = &l->s->touchpoints;
    uint8_t *absent = l->absent[RI_TOUCHPOINT];
    uint32_t n = t->rows.n;
    uint32_t *to = ri_alloc(n * sizeof *to);
    uint32_t kept = 0;
    uint32_t there = 0;
    if (to == NULL) {
        return false;
    }
    for (uint32_t row = 0; row < n; row++) {
        const bool keep = l->there[row] || (absent != NULL && absent[row] != 0);
        to[row] = keep ? kept++ : RI_NONE;
        there += l->there[row];
        if (absent != NULL && l->there[row]) {
            absent[row] = 0;
        }
    }
    if (kept < n) {
        const struct {
            void *column;
            size_t size;
        } columns[] = {
            {t->rows.key, sizeof *t->rows.key},
            {t->journey, sizeof *t->journey},
            {t->stage, sizeof *t->stage},
            {t->channel, sizeof *t->channel},
            {t->criticality, sizeof *t->criticality},
            {t->order, sizeof *t->order},
            {t->tag_set, sizeof *t->tag_set},
            {t->managed, sizeof *t->managed},
            {t->truth, sizeof *t->truth},
            {t->reviewed_on, sizeof *t->reviewed_on},
        };
        for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
            squeeze(columns[i].column, columns[i].size, to, n);
        }
        if (l->names) {
            squeeze(t->rows.name, sizeof *t->rows.name, to, n);
        }
        if (absent != NULL) {
            squeeze(absent, 1, to, n);
        }
        t->rows.n = kept;
    }
    if (there < n) {
        for (uint32_t row = 0; row < n; row++) { /* nothing refers to what is not there */
            to[row] = l->there[row] ? to[row] : RI_NONE;
        }
        ri_ids_renumber(&l->ids[RI_TOUCHPOINT], to);
        ri_ids_renumber(&l->periods[RI_TOUCHPOINT], to);
    }
    ri_free(to);
    blank(l, absent);
    return true;
}

/* Delivering units come period by period: a set is complete when the next period
   begins. l->delivering is the touchpoint whose units are being gathered. */
static bool end_delivering(ri_loading *l)
{
    return l->delivering == RI_NONE ||
           ri_loading_set(l, &l->unit_sets, &l->s->touchpoints.unit_set[l->delivering]);
}

static raci_status take_delivering(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    uint32_t touchpoint = ri_ids_get(&l->periods[RI_TOUCHPOINT], ri_column_int(stmt, 0));
    uint32_t unit = ri_loading_ref(l, stmt, 1, RI_UNIT);
    if (touchpoint == RI_NONE || unit == RI_NONE) {
        return RACI_OK;
    }
    if (touchpoint != l->delivering) {
        if (!end_delivering(l)) {
            return ri_fail_nomem(err);
        }
        l->delivering = touchpoint;
    }
    return RI_PUSH(l->items, l->n_items, l->items_capacity, unit) ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_load_touchpoints(ri_loading *l, raci_error *err)
{
    static const ri_scan touchpoints = {
        STMT_SNAPSHOT_TOUCHPOINTS, STMT_SNAPSHOT_TOUCHPOINT, true, false, true, RI_TOUCHPOINT};
    static const ri_scan delivering = {
        STMT_SNAPSHOT_DELIVERING, STMT_SNAPSHOT_DELIVERING_OF, false, true, false, RI_TOUCHPOINT};
    l->there = ri_alloc(l->s->touchpoints.rows.n);
    if (l->there == NULL || !make_columns(&l->s->touchpoints, l->arena)) {
        return ri_fail_nomem(err);
    }
    memset(l->there, 0, l->s->touchpoints.rows.n);
    raci_status status = ri_loading_each(l, &touchpoints, take_touchpoint, err);
    if (status == RACI_OK && !drop_absent(l)) {
        status = ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        return status;
    }
    l->delivering = RI_NONE;
    status = ri_loading_each(l, &delivering, take_delivering, err);
    if (status == RACI_OK && !end_delivering(l)) {
        return ri_fail_nomem(err);
    }
    return status;
}
