#include "model/named.h"

#include "base/day.h"
#include "base/fail.h"

static int32_t day_of(ri_stmt *row, int at, int32_t otherwise)
{
    int32_t day = otherwise;
    size_t length = 0;
    const char *text = ri_column_text(row, at, &length);
    if (text != NULL && !ri_day_parse(text, length, &day)) {
        day = otherwise;
    }
    return day;
}

raci_status ri_named_existence(ri_existence *out, raci_model *model, ri_kind kind, const char *key,
                               int32_t date, raci_error *err)
{
    ri_existence found = {.from = RI_DAY_MIN, .to = RI_DAY_MAX};
    ri_stmt *stmt = NULL;
    bool row = false;
    bool later = false; /* a period after the date is known */
    raci_status status = ri_store_stmt(
        &stmt, ri_model_store(model),
        kind == RI_JOURNEY ? STMT_NAMED_JOURNEY_PERIODS : STMT_NAMED_TOUCHPOINT_PERIODS, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, key);
        status = ri_step(stmt, &row, err);
    }
    while (status == RACI_OK && row) {
        int32_t from = day_of(stmt, 0, RI_DAY_MIN);
        int32_t to = day_of(stmt, 1, RI_DAY_MAX);
        found.ever = true;
        found.now = found.now || ri_day_within(date, from, to);
        if (!later) {
            found.from = from;
            found.to = to;
        }
        later = later || from > date;
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK) {
        *out = found;
    }
    return status;
}

static raci_status visit_rows(raci_model *model, ri_kind kind, enum ri_query query, int32_t date,
                              ri_named_fn visit, void *payload, raci_error *err)
{
    char day[11];
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, ri_model_store(model), query, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, ri_day_format(date, day));
        status = ri_step(stmt, &row, err);
    }
    while (status == RACI_OK && row) {
        const char *key = ri_column_text(stmt, 0, NULL);
        const char *name = ri_column_text(stmt, 1, NULL);
        const char *journey = ri_column_text(stmt, 2, NULL);
        if (key == NULL || !visit(kind, key, name != NULL ? name : key, journey, payload)) {
            ri_reset(stmt);
            return ri_fail_nomem(err);
        }
        status = ri_step(stmt, &row, err);
    }
    return status;
}

raci_status ri_named_each(raci_model *model, int32_t date, ri_named_fn visit, void *payload,
                          raci_error *err)
{
    raci_status status =
        visit_rows(model, RI_JOURNEY, STMT_NAMED_JOURNEYS, date, visit, payload, err);
    if (status == RACI_OK) {
        status =
            visit_rows(model, RI_TOUCHPOINT, STMT_NAMED_TOUCHPOINTS, date, visit, payload, err);
    }
    return status;
}
