/* Proving that nothing is there that is never written. */
#include "record/unwritten.h"

#include "base/fail.h"
#include "record/chain.h"

raci_status ri_unwritten_prove(ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RECORD_UNWRITTEN, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK && row) {
        const char *table = ri_column_needed(stmt, 0, NULL);
        status = table == NULL ? ri_fail_nomem(err)
                               : ri_chain_broken_at(err, ri_column_int(stmt, 1), table,
                                                    "a number is there that is never written");
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}
