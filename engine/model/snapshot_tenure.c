/*
 * Seats before and after the date: when somebody last came or went, and when a
 * position will be vacant.
 */
#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/loading.h"
#include "model/power.h"
#include "model/tenure.h"

/* ---- before ---- */

static bool make_columns(ri_loading *l)
{
    ri_positions *positions = &l->s->positions;
    ri_people *people = &l->s->people;
    const uint32_t n = positions->rows.n;
    positions->vacant_on = ri_arena_array(l->arena, n, sizeof *positions->vacant_on);
    positions->last_end = ri_arena_array(l->arena, n, sizeof *positions->last_end);
    positions->last_acting = ri_arena_array(l->arena, n, sizeof *positions->last_acting);
    positions->reseated = ri_arena_array(l->arena, n, sizeof *positions->reseated);
    people->reseated = ri_arena_array(l->arena, people->rows.n, sizeof *people->reseated);
    if (positions->vacant_on == NULL || positions->last_end == NULL ||
        positions->last_acting == NULL || positions->reseated == NULL || people->reseated == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        positions->vacant_on[i] = RI_DAY_MAX;
        positions->last_end[i] = RI_DAY_MIN;
        positions->reseated[i] = RI_DAY_MIN;
    }
    for (uint32_t i = 0; i < people->rows.n; i++) {
        people->reseated[i] = RI_DAY_MIN;
    }
    return true;
}

static void note_newest(int32_t *newest, int32_t day, int32_t date)
{
    if (day <= date && day > *newest) {
        *newest = day;
    }
}

void ri_tenure_past(ri_snapshot *s, uint32_t position, uint32_t person, bool acting, int32_t from,
                    int32_t to)
{
    ri_positions *positions = &s->positions;
    const int32_t date = s->date;
    if (person != RI_NONE) {
        note_newest(&s->people.reseated[person], from, date);
        note_newest(&s->people.reseated[person], to, date);
    }
    if (position == RI_NONE) {
        return;
    }
    note_newest(&positions->reseated[position], from, date);
    note_newest(&positions->reseated[position], to, date);
    if (to <= date && to > positions->last_end[position]) {
        positions->last_end[position] = to;
        positions->last_acting[position] = acting;
    } else if (to <= date && to == positions->last_end[position]) {
        positions->last_acting[position] = positions->last_acting[position] && acting;
    }
}

/* A focus may meet a row by its position and by its person. */
static raci_status take_past(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    (void)err;
    ri_tenure_past(l->s, ri_loading_ref(l, stmt, 0, RI_POSITION),
                   ri_loading_ref(l, stmt, 1, RI_PERSON), ri_column_int(stmt, 2) != 0,
                   ri_column_day(stmt, 3, RI_DAY_MIN), ri_column_day(stmt, 4, RI_DAY_MAX));
    return RACI_OK;
}

static raci_status load_past(ri_loading *l, raci_error *err)
{
    static const ri_scan of_positions = {
        STMT_SNAPSHOT_PAST_SEATS, STMT_SNAPSHOT_PAST_SEATS_OF, true, false, false, RI_POSITION};
    static const ri_scan of_people = {
        STMT_SNAPSHOT_PAST_SEATS, STMT_SNAPSHOT_PERSON_PAST_SEATS, true, false, false, RI_PERSON};
    raci_status status = ri_loading_each(l, &of_positions, take_past, err);
    if (status == RACI_OK && l->reach != NULL) {
        status = ri_loading_each(l, &of_people, take_past, err);
    }
    return status;
}

/* ---- after ---- */

typedef struct stretches {
    ri_stay *items;
    uint32_t n;
} stretches;

/* Columns: position id, first day, first day after. */
static raci_status take_stretch(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    const ri_stay one = {.of = ri_loading_ref(l, stmt, 0, RI_POSITION),
                         .from = ri_column_day(stmt, 1, RI_DAY_MIN),
                         .to = ri_column_day(stmt, 2, RI_DAY_MAX)};
    if (one.of == RI_NONE || one.from >= one.to) {
        return RACI_OK;
    }
    ri_stay *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    *kept = one;
    return RACI_OK;
}

int ri_stay_order(const void *a, const void *b, const void *context)
{
    const ri_stay *x = a;
    const ri_stay *y = b;
    (void)context;
    if (x->of != y->of) {
        return x->of < y->of ? -1 : 1;
    }
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return x->to < y->to ? -1 : x->to > y->to;
}

static raci_status load_stretches(ri_loading *l, const ri_scan *scan, stretches *out,
                                  raci_error *err)
{
    void *items = NULL;
    raci_status status = ri_loading_each(l, scan, take_stretch, err);
    if (status == RACI_OK &&
        !(ri_order(l->gathered.items, l->gathered.n, sizeof(ri_stay), ri_stay_order, NULL) &&
          ri_loading_keep(l, sizeof(ri_stay), &items, &out->n))) {
        status = ri_fail_nomem(err);
    }
    out->items = items;
    return status;
}

/* Where the stretches of a position begin; *end tells where they end. `at` is where
   those of an earlier position ended. */
static uint32_t stretches_of(const stretches *all, uint32_t position, uint32_t at, uint32_t *end)
{
    while (at < all->n && all->items[at].of < position) {
        at++;
    }
    *end = at;
    while (*end < all->n && all->items[*end].of == position) {
        ++*end;
    }
    return at;
}

int32_t ri_tenure_vacant(int32_t day, const ri_stay *there, const ri_stay *there_end,
                         const ri_stay *filled, const ri_stay *filled_end)
{
    for (;;) {
        while (there < there_end && there->to <= day) {
            there++;
        }
        if (there == there_end || day == RI_DAY_MAX) {
            return RI_DAY_MAX;
        }
        day = there->from > day ? there->from : day;
        const int32_t before = day;
        for (; filled < filled_end && filled->from <= day; filled++) {
            day = filled->to > day ? filled->to : day;
        }
        if (day == before) {
            return day;
        }
    }
}

static void find_vacant(const ri_snapshot *s, const stretches *there, const stretches *filled)
{
    uint32_t there_end = 0;
    uint32_t filled_end = 0;
    for (uint32_t at = 0; at < there->n; at = there_end) {
        const uint32_t position = there->items[at].of;
        (void)stretches_of(there, position, at, &there_end);
        const uint32_t first = stretches_of(filled, position, filled_end, &filled_end);
        if (!ri_position_vacant(s, position)) {
            s->positions.vacant_on[position] =
                ri_tenure_vacant(s->date + 1, there->items + at, there->items + there_end,
                                 filled->items + first, filled->items + filled_end);
        }
    }
}

static raci_status load_coming(ri_loading *l, raci_error *err)
{
    static const ri_scan scan_there = {
        STMT_SNAPSHOT_STANDING, STMT_SNAPSHOT_STANDING_OF, true, false, false, RI_POSITION};
    static const ri_scan scan_filled = {
        STMT_SNAPSHOT_SITTING, STMT_SNAPSHOT_SITTING_OF, true, false, false, RI_POSITION};
    stretches there = {0};
    stretches filled = {0};
    raci_status status = load_stretches(l, &scan_there, &there, err);
    if (status == RACI_OK) {
        status = load_stretches(l, &scan_filled, &filled, err);
    }
    if (status == RACI_OK) {
        find_vacant(l->s, &there, &filled);
    }
    return status;
}

raci_status ri_load_tenure(ri_loading *l, raci_error *err)
{
    if (!make_columns(l)) {
        return ri_fail_nomem(err);
    }
    raci_status status = load_past(l, err);
    return status == RACI_OK ? load_coming(l, err) : status;
}
