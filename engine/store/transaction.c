#include "base/fail.h"
#include "store/sqlite.h"

/* Undoes what is open; after some failures (a full disk) SQLite did so already.
   It may need memory in the very moment when there is none: then the pages that
   are only kept for later are given up. */
static raci_status undo(ri_store *store, raci_error *err)
{
    if (sqlite3_get_autocommit(store->db) != 0 ||
        ri_store_do(store, STMT_ROLLBACK, NULL) == RACI_OK) {
        return RACI_OK;
    }
    (void)sqlite3_db_release_memory(store->db);
    return ri_store_do(store, STMT_ROLLBACK, err);
}

static raci_status begin(ri_store *store, enum ri_query how, raci_error *err)
{
    raci_status status = undo(store, err); /* when the last rollback could not */
    if (status == RACI_OK) {
        status = ri_store_do(store, how, err);
    }
    store->in_transaction = status == RACI_OK;
    return status;
}

raci_status ri_store_begin(ri_store *store, raci_error *err)
{
    return store->in_transaction ? ri_fail(err, RACI_INTERNAL, "a transaction is open already")
                                 : begin(store, STMT_BEGIN_WRITE, err);
}

raci_status ri_store_commit(ri_store *store, raci_error *err)
{
    if (!store->in_transaction) {
        return ri_fail(err, RACI_INTERNAL, "no transaction is open");
    }
    raci_status status = ri_store_misread(store, err);
    if (status == RACI_OK) {
        status = ri_store_do(store, STMT_COMMIT, err);
    }
    if (status != RACI_OK) {
        ri_store_rollback(store);
        return status;
    }
    store->in_transaction = false;
    return RACI_OK;
}

void ri_store_rollback(ri_store *store)
{
    if (!store->in_transaction) {
        return;
    }
    store->in_transaction = false;
    (void)undo(store, NULL);
}

raci_status ri_store_hold(ri_store *store, raci_error *err)
{
    if (!store->in_transaction) {
        raci_status status = begin(store, STMT_BEGIN_READ, err);
        if (status != RACI_OK) {
            return status;
        }
        store->held_alone = true;
    }
    store->holds++;
    return RACI_OK;
}

void ri_store_release(ri_store *store)
{
    if (--store->holds == 0 && store->held_alone) {
        store->held_alone = false;
        ri_store_rollback(store); /* nothing was written */
    }
}

bool ri_store_within(const ri_store *store)
{
    return store->in_transaction;
}

bool ri_store_writing(const ri_store *store)
{
    return store->in_transaction && !store->held_alone;
}
