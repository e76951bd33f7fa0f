#include "model/named.h"

#include "base/day.h"
#include "base/fail.h"

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
        int32_t from = ri_column_day(stmt, 0, RI_DAY_MIN);
        int32_t to = ri_column_day(stmt, 1, RI_DAY_MAX);
        const bool goes_on = found.ever && from == found.to; /* under another name, say */
        found.ever = true;
        found.now = found.now || ri_day_within(date, from, to);
        if (!later || goes_on) {
            found.from = goes_on ? found.from : from;
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

static const struct {
    bool known;
    enum ri_query query;
} queries[RI_KIND_COUNT] = {
    [RI_JOURNEY] = {true, STMT_FOUND_JOURNEY},       [RI_PERSON] = {true, STMT_FOUND_PERSON},
    [RI_POSITION] = {true, STMT_FOUND_POSITION},     [RI_TEAM] = {true, STMT_FOUND_TEAM},
    [RI_TOUCHPOINT] = {true, STMT_FOUND_TOUCHPOINT}, [RI_UNIT] = {true, STMT_FOUND_UNIT},
};

raci_status ri_named_thing_of(ri_named_thing *out, raci_model *model, ri_kind kind, const char *key,
                              int32_t date, raci_error *err)
{
    char day[11];
    ri_stmt *stmt = NULL;
    bool row = false;
    *out = (ri_named_thing){.there = false};
    if (!queries[kind].known) {
        return RACI_OK;
    }
    raci_status status = ri_store_stmt(&stmt, ri_model_store(model), queries[kind].query, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, key);
        ri_bind_text(stmt, 2, ri_day_format(date, day));
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK && row) {
        const char *name = ri_column_text(stmt, 0, NULL);
        const char *place = ri_column_text(stmt, 1, NULL);
        ri_text *found = ri_model_found(model);
        ri_text_renew(&found[0]);
        ri_text_renew(&found[1]);
        ri_text_add(&found[0], name != NULL ? name : key);
        ri_text_add(&found[1], place != NULL ? place : "");
        *out = (ri_named_thing){true, ri_text_string(&found[0]),
                                place != NULL ? ri_text_string(&found[1]) : NULL};
        status = found[0].failed || found[1].failed ? ri_fail_nomem(err) : RACI_OK;
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}
