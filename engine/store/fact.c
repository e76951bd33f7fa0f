/* Facts about the file itself: the table meta. */
#include <stdio.h>

#include "store/store.h"

raci_status ri_store_fact(char out[RI_FACT_SIZE], bool *there, ri_store *store, const char *name,
                          raci_error *err)
{
    ri_stmt *stmt = NULL;
    out[0] = '\0';
    *there = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_META_GET, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, name);
    status = ri_step(stmt, there, err);
    if (status == RACI_OK && *there) {
        const char *text = ri_column_text(stmt, 0, NULL);
        (void)snprintf(out, RI_FACT_SIZE, "%s", text != NULL ? text : "");
    }
    ri_reset(stmt);
    return status;
}

raci_status ri_store_set_fact(ri_store *store, const char *name, const char *value, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, STMT_META_SET, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, name);
        ri_bind_text(stmt, 2, value);
        status = ri_run(stmt, err);
    }
    return status;
}
