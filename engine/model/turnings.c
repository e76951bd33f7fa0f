#include "model/turnings.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

static const char *const names[] = {
    "acceptances", "disputes",     "journeys", "mandates",    "people", "positions", "rulings",
    "seats",       "team_members", "teams",    "touchpoints", "units",  "walks",
};

/* A text in the arena; NULL when memory is exhausted. */
static const char *text_at(ri_stmt *stmt, int at, ri_arena *arena)
{
    const char *text = ri_column_needed(stmt, at, NULL);
    return text != NULL ? ri_arena_string(arena, text) : NULL;
}

static bool take(ri_turning *out, ri_stmt *stmt, ri_arena *arena)
{
    const char *tab = ri_column_needed(stmt, 2, NULL);
    uint32_t at = 0;
    while (tab != NULL && at < RI_TURNING_RULES && strcmp(names[at], tab) != 0) {
        at++;
    }
    *out = (ri_turning){
        .tab = (ri_turning_tab)at,
        .key = text_at(stmt, 3, arena),
        .other = text_at(stmt, 4, arena),
        .detail = text_at(stmt, 5, arena),
    };
    return tab != NULL && out->key != NULL && out->other != NULL && out->detail != NULL;
}

/* Turnings, while they are gathered. */
typedef struct gathering {
    ri_turning *items;
    size_t n;
    size_t capacity;
    int32_t from;
    int32_t to;
} gathering;

/* What is no day is told by nobody: a file of another program. */
static bool push(gathering *g, ri_turning turning, int32_t day, bool begins)
{
    turning.day = day;
    turning.begins = begins;
    return day <= g->from || day > g->to || RI_PUSH(g->items, g->n, g->capacity, turning);
}

static raci_status read_all(gathering *g, ri_stmt *stmt, ri_arena *arena, raci_error *err)
{
    bool row = false;
    raci_status status = RACI_OK;
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        ri_turning turning;
        if (!take(&turning, stmt, arena) ||
            !push(g, turning, ri_column_day(stmt, 1, RI_DAY_MAX), false) ||
            !push(g, turning, ri_column_day(stmt, 0, RI_DAY_MIN), true)) {
            return ri_fail_nomem(err);
        }
    }
    return status;
}

static int by_day(const void *a, const void *b, const void *context)
{
    const int32_t x = ((const ri_turning *)a)->day;
    const int32_t y = ((const ri_turning *)b)->day;
    (void)context;
    return (x > y) - (x < y);
}

raci_status ri_turnings_read(ri_turning **out, size_t *n, raci_model *model, int32_t from,
                             int32_t to, ri_arena *arena, raci_error *err)
{
    char first[11];
    char last[11];
    ri_stmt *stmt = NULL;
    gathering g = {.from = from, .to = to};
    raci_status status = ri_store_stmt(&stmt, ri_model_store(model), STMT_TURNINGS, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, ri_day_format(from, first));
    ri_bind_text(stmt, 2, ri_day_format(to, last));
    status = read_all(&g, stmt, arena, err);
    ri_reset(stmt);
    if (status == RACI_OK) {
        *out = ri_order(g.items, g.n, sizeof *g.items, by_day, NULL)
                   ? ri_arena_keep(arena, g.items, g.n, sizeof *g.items)
                   : NULL;
        *n = g.n;
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(g.items);
    return status;
}
