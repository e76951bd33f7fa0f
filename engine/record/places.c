/* Proving where the parts of what is recorded stand. */
#include "record/places.h"

#include "base/fail.h"
#include "record/chain.h"

raci_status ri_places_prove(ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RECORD_PLACES_WRONG, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK && row) {
        const char *table = ri_column_needed(stmt, 0, NULL);
        status = table == NULL ? ri_fail_nomem(err)
                               : ri_chain_broken_at(err, ri_column_int(stmt, 1), table,
                                                    "places in a list do not count from 0");
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}
