#include "record/forgotten.h"

#include <stdio.h>

#include "base/fail.h"

/* Column 0 of a statement of which ?1 is a number, where it gives a row. */
static raci_status latest(char out[65], bool *there, ri_store *store, enum ri_query query,
                          int64_t number, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, number);
    status = ri_step(stmt, there, err);
    if (status == RACI_OK && *there) {
        const char *digest = ri_column_text(stmt, 0, NULL);
        (void)snprintf(out, 65, "%s", digest != NULL ? digest : "");
    }
    ri_reset(stmt);
    return status;
}

raci_status ri_forgotten_body(char out[65], ri_store *store, const ri_entry *entry, raci_error *err)
{
    bool there = false;
    (void)snprintf(out, 65, "%s", entry->body);
    return latest(out, &there, store, STMT_REWRITTEN_BODY, entry->number, err);
}

raci_status ri_forgotten_text(char out[65], bool *rewritten, ri_store *store, int64_t text,
                              const char *digest, raci_error *err)
{
    (void)snprintf(out, 65, "%s", digest);
    return latest(out, rewritten, store, STMT_REWRITTEN_DIGEST, text, err);
}

/* The two numbers that a statement gives; ?1 is bound where it is not 0. */
static raci_status two_numbers(int64_t out[2], ri_store *store, enum ri_query query, int64_t first,
                               raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    if (first != 0) {
        ri_bind_int(stmt, 1, first);
    }
    status = ri_step(stmt, &row, err);
    out[0] = status == RACI_OK && row ? ri_column_int(stmt, 0) : 0;
    out[1] = status == RACI_OK && row ? ri_column_int(stmt, 1) : 0;
    ri_reset(stmt);
    return status;
}

raci_status ri_forgotten_count(ri_store *store, int64_t entries, int64_t texts, raci_error *err)
{
    int64_t there[2] = {0, 0};
    raci_status status = two_numbers(there, store, STMT_REWRITTEN_COUNTED, 0, err);
    return status == RACI_OK && (there[0] != entries || there[1] != texts)
               ? ri_chain_broken_at(err, 0, "rewritten_entries",
                                    "something is said to be rewritten, and no entry did it")
               : status;
}

raci_status ri_forgotten_since(int64_t *n, int64_t *by, ri_store *store, int64_t entry,
                               raci_error *err)
{
    int64_t found[2] = {0, 0};
    raci_status status = two_numbers(found, store, STMT_REWRITTEN_SINCE, entry, err);
    *n = found[0];
    *by = found[1];
    return status;
}

raci_status ri_forgotten_all(int64_t *n, ri_store *store, raci_error *err)
{
    return ri_store_ask(n, store, STMT_REWRITTEN_ALL, err);
}

raci_status ri_forgotten_by(int64_t *by, ri_store *store, int64_t entry, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_REWRITTEN_BODY, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, entry);
    status = ri_step(stmt, &row, err);
    *by = status == RACI_OK && row ? ri_column_int(stmt, 1) : 0;
    ri_reset(stmt);
    return status;
}
