/*
 * Findings that somebody accepted. They name findings, which nobody knows yet, and
 * are few: all of them are loaded, for one question too; also those that have ended,
 * so that it can be told.
 */
#include "base/day.h"
#include "base/fail.h"
#include "model/loading.h"

static raci_status take_acceptance(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_acceptance *row = ri_gather(&l->gathered, sizeof *row);
    if (row == NULL) {
        return ri_fail_nomem(err);
    }
    bool done = ri_loading_column(l, stmt, 0, &row->finding) &&
                ri_loading_column(l, stmt, 1, &row->fingerprint) &&
                ri_loading_shared(l, stmt, 2, &row->by) &&
                ri_loading_column(l, stmt, 3, &row->reason);
    row->from = ri_column_day(stmt, 4, RI_DAY_MIN);
    row->to = ri_column_day(stmt, 5, RI_DAY_MAX);
    return done ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_load_acceptances(ri_loading *loading, raci_error *err)
{
    ri_snapshot *s = loading->s;
    void *rows = NULL;
    raci_status status =
        ri_loading_read(loading, STMT_SNAPSHOT_ACCEPTANCES, true, NULL, take_acceptance, err);
    if (status == RACI_OK &&
        !ri_loading_keep(loading, sizeof(ri_acceptance), &rows, &s->n_acceptances)) {
        status = ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        return status;
    }
    s->acceptances = rows;
    while (s->n_acceptances > 0 && s->acceptances[s->n_acceptances - 1].to <= s->date) {
        s->n_acceptances--;
        s->n_ended_acceptances++;
    }
    return RACI_OK;
}
