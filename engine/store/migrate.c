/* The schema: made new, brought up to date, and compared with what it should be. */
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/fail.h"
#include "store/sqlite.h"

#define APPLICATION_ID 0x52414349 /* as in db/schema.sql */
#define NEWEST_VERSION 7
#define SCHEMA_PATH "db/schema.sql"

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
        status = run_file(store, SCHEMA_PATH, err);
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
    for (int64_t next = version + 1; status == RACI_OK && next <= NEWEST_VERSION; next++) {
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

/* Skips white space and comments. */
static const char *skip_blank(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n");
        if (at[0] != '-' || at[1] != '-') {
            return at;
        }
        at += strcspn(at, "\n");
    }
}

/* Whether the statement that begins at `expected` and ends with ';' is `text`,
   apart from blanks and comments, which may be improved without a migration. */
static bool is_statement(const char *expected, const char *text)
{
    for (;;) {
        const char *a = skip_blank(expected);
        const char *b = skip_blank(text);
        if (*b == '\0') {
            return *a == ';';
        }
        if (*a != *b || (a == expected) != (b == text)) {
            return false;
        }
        expected = a + 1;
        text = b + 1;
    }
}

/* The next statement of the schema that makes something, from `at` on. */
static const char *next_made(const char *at)
{
    const char *line = strstr(at, "\nCREATE ");
    return line != NULL ? line + 1 : NULL;
}

static bool is_expected(const char *schema, const char *text)
{
    size_t length = strlen(text);
    for (const char *at = next_made(schema); at != NULL; at = next_made(at)) {
        bool exact = strncmp(at, text, length) == 0 && at[length] == ';';
        if (exact || is_statement(at, text)) {
            return true;
        }
    }
    return false;
}

/* Names in a schema are unique, so as many statements as expected, each of them
   expected, are the expected ones. */
static raci_status compare_schema(ri_store *store, raci_error *err)
{
    const ri_embedded *file = ri_embedded_find(SCHEMA_PATH);
    if (file == NULL) {
        return ri_fail(err, RACI_INTERNAL, "this build lacks %s", SCHEMA_PATH);
    }
    const char *schema = (const char *)file->bytes;
    size_t missing = 0;
    for (const char *at = next_made(schema); at != NULL; at = next_made(at)) {
        missing++;
    }
    ri_stmt *stmt = NULL;
    bool row = false;
    bool foreign = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_SCHEMA_TEXTS, err);
    while (status == RACI_OK && !foreign) {
        status = ri_step(stmt, &row, err);
        if (status != RACI_OK || !row) {
            break;
        }
        const char *text = ri_column_text(stmt, 1, NULL);
        /* What SQLite makes for itself when asked to ANALYZE does no harm. */
        if (text != NULL && strncmp(text, "CREATE TABLE sqlite_stat", 24) == 0) {
            continue;
        }
        foreign = text == NULL || missing == 0 || !is_expected(schema, text);
        missing -= missing > 0 ? 1 : 0;
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
    if (application != APPLICATION_ID || *out < 1) {
        return ri_fail(err, RACI_FORMAT, "'%s' is a database, but not a raci model", store->path);
    }
    if (*out > NEWEST_VERSION) {
        return ri_fail(err, RACI_NEWER,
                       "'%s' was written by a newer raci (its schema is version %d, this raci "
                       "%s knows up to %d): install a newer one",
                       store->path, (int)*out, raci_version(), NEWEST_VERSION);
    }
    return RACI_OK;
}

raci_status ri_schema_older(bool *out, ri_store *store, raci_error *err)
{
    int64_t version = 0;
    raci_status status = read_version(&version, store, err);
    *out = status == RACI_OK && version < NEWEST_VERSION;
    return status;
}

raci_status ri_schema_settle(ri_store *store, raci_error *err)
{
    int64_t version = 0;
    raci_status status = read_version(&version, store, err);
    if (status == RACI_OK && version < NEWEST_VERSION) {
        status = migrate(store, version, err);
    }
    return status == RACI_OK ? compare_schema(store, err) : status;
}
