/* The schema: made new, brought up to date, and compared with what it should be. */
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/fail.h"
#include "store/expected.h"
#include "store/sqlite.h"

/* Runs an embedded file of SQL. */
static raci_status run_file(ri_store *store, const char *path, raci_error *err)
{
    const ri_embedded *file = ri_embedded_find(path);
    if (file == NULL) {
        return ri_fail(err, RACI_INTERNAL, "this build lacks %s", path);
    }
    store->making_schema = true;
    int code = sqlite3_exec(store->db, (const char *)file->bytes, NULL, NULL, NULL);
    store->making_schema = false;
    if (code != SQLITE_OK) {
        return ri_sqlite_fail(store, sqlite3_extended_errcode(store->db), err);
    }
    return RACI_OK;
}

raci_status ri_schema_create(ri_store *store, raci_error *err)
{
    raci_status status = ri_store_begin(store, err);
    if (status == RACI_OK) {
        status = run_file(store, RI_SCHEMA_PATH, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    return status;
}

/* Brings the schema from `version` to the newest, in one transaction: file
   000N makes version N of version N - 1, and sets user_version. */
static raci_status migrate(ri_store *store, int64_t version, raci_error *err)
{
    raci_status status = ri_store_begin(store, err);
    for (int64_t next = version + 1; status == RACI_OK && next <= RI_NEWEST_VERSION; next++) {
        char prefix[sizeof "db/migrations/0000_"];
        (void)snprintf(prefix, sizeof prefix, "db/migrations/%04d_", (int)next);
        const ri_embedded *file = NULL;
        for (size_t i = 0; i < ri_embedded_count() && file == NULL; i++) {
            const ri_embedded *candidate = ri_embedded_at(i);
            if (strncmp(candidate->path, prefix, strlen(prefix)) == 0) {
                file = candidate;
            }
        }
        if (file == NULL) {
            status = ri_fail(err, RACI_INTERNAL, "this build lacks %s*.sql", prefix);
        } else {
            status = run_file(store, file->path, err);
        }
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    return status;
}

/* Names in a schema are unique, so as many statements as expected, each of them
   expected, are the expected ones. */
static raci_status compare_schema(ri_store *store, raci_error *err)
{
    size_t missing = ri_expected_count();
    ri_stmt *stmt = NULL;
    bool row = false;
    bool foreign = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_SCHEMA_TEXTS, err);
    while (status == RACI_OK && !foreign) {
        status = ri_step(stmt, &row, err);
        if (status != RACI_OK || !row) {
            break;
        }
        const ri_schema_row found = ri_schema_row_of(stmt);
        if (ri_expected_statistics(&found)) {
            continue;
        }
        foreign = missing == 0 || !ri_expected_row(&found);
        missing -= missing > 0 ? 1 : 0;
        status = ri_row_whole(stmt, err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK && (foreign || missing > 0)) {
        return ri_fail(err, RACI_FORMAT,
                       "'%s' has tables that are not those of a raci model: it was changed by "
                       "another program, restore it from a copy",
                       store->path);
    }
    return status;
}

/* The version of a raci model's schema. */
static raci_status read_version(int64_t *out, ri_store *store, raci_error *err)
{
    int64_t application = 0;
    raci_status status = ri_store_ask(&application, store, STMT_APPLICATION_ID, err);
    if (status == RACI_OK) {
        status = ri_store_ask(out, store, STMT_USER_VERSION, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    if (application != RI_APPLICATION_ID || *out < 1) {
        return ri_fail(err, RACI_FORMAT, "'%s' is a database, but not a raci model", store->path);
    }
    if (*out > RI_NEWEST_VERSION) {
        return ri_fail(err, RACI_NEWER,
                       "'%s' was written by a newer raci (its schema is version %d, this raci "
                       "%s knows up to %d): install a newer one",
                       store->path, (int)*out, raci_version(), RI_NEWEST_VERSION);
    }
    return RACI_OK;
}

raci_status ri_schema_older(bool *out, ri_store *store, raci_error *err)
{
    int64_t version = 0;
    raci_status status = read_version(&version, store, err);
    *out = status == RACI_OK && version < RI_NEWEST_VERSION;
    return status;
}

raci_status ri_schema_settle(ri_store *store, raci_error *err)
{
    int64_t version = 0;
    raci_status status = read_version(&version, store, err);
    if (status == RACI_OK && version < RI_NEWEST_VERSION) {
        status = migrate(store, version, err);
    }
    return status == RACI_OK ? compare_schema(store, err) : status;
}
