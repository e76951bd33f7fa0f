#include "model/idle_rulings.h"

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"

static bool take_text(const char **out, ri_arena *arena, ri_stmt *stmt, int at)
{
    size_t length = 0;
    const char *text = ri_column_text(stmt, at, &length);
    *out = text != NULL ? ri_arena_copy(arena, text, length) : NULL;
    return text == NULL || *out != NULL;
}

static bool take_row(ri_idle_ruling *out, ri_arena *arena, ri_stmt *stmt, const char *subject,
                     const char *letter)
{
    *out = (ri_idle_ruling){.from = ri_column_day(stmt, 3, RI_DAY_MIN),
                            .to = ri_column_day(stmt, 4, RI_DAY_MAX)};
    if (!take_text(&out->holder, arena, stmt, 0) || !take_text(&out->reason, arena, stmt, 1) ||
        !take_text(&out->by, arena, stmt, 2)) {
        return false;
    }
    out->name = ri_arena_format(arena, "ruling:%s:%s:%s", subject, letter,
                                out->holder != NULL ? out->holder : "");
    return out->name != NULL;
}

raci_status ri_idle_rulings(ri_idle_ruling **out, uint32_t *n, raci_model *model, int32_t date,
                            const char *subject, const char *letter, ri_arena *arena,
                            raci_error *err)
{
    char day[11];
    ri_stmt *stmt = NULL;
    bool row = false;
    ri_idle_ruling *rows = NULL;
    size_t count = 0;
    size_t capacity = 0;
    raci_status status = ri_store_stmt(&stmt, ri_model_store(model), STMT_RULINGS_IDLE, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, ri_day_format(date, day));
        ri_bind_text(stmt, 2, subject);
        ri_bind_text(stmt, 3, letter);
        status = ri_step(stmt, &row, err);
    }
    while (status == RACI_OK && row) {
        ri_idle_ruling next;
        if (!take_row(&next, arena, stmt, subject, letter) ||
            !RI_PUSH(rows, count, capacity, next)) {
            ri_reset(stmt);
            status = ri_fail_nomem(err);
        } else {
            status = ri_step(stmt, &row, err);
        }
    }
    if (status == RACI_OK) {
        *out = ri_arena_keep(arena, rows, count, sizeof *rows);
        *n = (uint32_t)count;
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(rows);
    return status;
}
