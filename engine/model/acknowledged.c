/*
 * Which role cards were acknowledged, as the record has it: brought to the checks as data.
 */
#include "base/day.h"
#include "base/fail.h"
#include "model/loading.h"

static raci_status take_acknowledged(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_acknowledged *row = ri_gather(&l->gathered, sizeof *row);
    if (row == NULL) {
        return ri_fail_nomem(err);
    }
    const bool done = ri_loading_column(l, stmt, 0, &row->holder) &&
                      ri_loading_column(l, stmt, 1, &row->card) &&
                      ri_loading_column(l, stmt, 3, &row->person);
    row->day = ri_column_day(stmt, 2, RI_DAY_MIN);
    return done ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_load_acknowledged(ri_loading *loading, raci_error *err)
{
    void *rows = NULL;
    raci_status status =
        ri_loading_read(loading, STMT_SNAPSHOT_ACKNOWLEDGED, true, NULL, take_acknowledged, err);
    if (status == RACI_OK &&
        !ri_loading_keep(loading, sizeof(ri_acknowledged), &rows, &loading->s->n_acknowledged)) {
        status = ri_fail_nomem(err);
    }
    loading->s->acknowledged = rows;
    return status;
}
