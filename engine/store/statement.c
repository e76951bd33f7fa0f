#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "store/sqlite.h"

raci_status ri_store_stmt(ri_stmt **out, ri_store *store, enum ri_query query, raci_error *err)
{
    ri_stmt *stmt = &store->stmts[query];
    if (stmt->handle == NULL) {
        int code = sqlite3_prepare_v3(store->db, ri_query_sql[query], -1, SQLITE_PREPARE_PERSISTENT,
                                      &stmt->handle, NULL);
        if (code != SQLITE_OK) {
            return ri_sqlite_fail(store, sqlite3_extended_errcode(store->db), err);
        }
        stmt->store = store;
        stmt->query = query;
        stmt->looked = stmt->needed = 0;
    } else {
        /* The code of a reset is that of the last step, which was told then. */
        (void)sqlite3_reset(stmt->handle);
        (void)sqlite3_clear_bindings(stmt->handle);
    }
    stmt->bind_failed = SQLITE_OK;
    *out = stmt;
    return RACI_OK;
}

void ri_stmts_close(ri_store *store)
{
    for (size_t i = 0; i < RI_QUERY_COUNT; i++) {
        (void)sqlite3_finalize(store->stmts[i].handle);
        store->stmts[i].handle = NULL;
    }
}

static void note_binding(ri_stmt *stmt, int code)
{
    if (code != SQLITE_OK && stmt->bind_failed == SQLITE_OK) {
        stmt->bind_failed = code;
    }
}

void ri_bind_int(ri_stmt *stmt, int at, int64_t value)
{
    note_binding(stmt, sqlite3_bind_int64(stmt->handle, at, value));
}

void ri_bind_null(ri_stmt *stmt, int at)
{
    note_binding(stmt, sqlite3_bind_null(stmt->handle, at));
}

void ri_bind_text(ri_stmt *stmt, int at, const char *string)
{
    note_binding(stmt, sqlite3_bind_text(stmt->handle, at, string, -1, SQLITE_STATIC));
}

void ri_bind_bytes(ri_stmt *stmt, int at, const char *bytes, size_t length)
{
    note_binding(stmt,
                 sqlite3_bind_text64(stmt->handle, at, bytes, length, SQLITE_STATIC, SQLITE_UTF8));
}

void ri_bind_blob(ri_stmt *stmt, int at, const void *bytes, size_t length)
{
    note_binding(stmt, sqlite3_bind_blob64(stmt->handle, at, bytes, length, SQLITE_STATIC));
}

raci_status ri_step(ri_stmt *stmt, bool *row, raci_error *err)
{
    if (stmt->bind_failed != SQLITE_OK) {
        return ri_sqlite_fail(stmt->store, stmt->bind_failed, err);
    }
    int code = sqlite3_step(stmt->handle);
    if (stmt->store->misread != RI_MISREAD_NOT && sqlite3_column_count(stmt->handle) > 0) {
        *row = false;
        (void)sqlite3_reset(stmt->handle);
        return ri_store_misread(stmt->store, err);
    }
    if (code == SQLITE_ROW) {
        *row = true;
        return RACI_OK;
    }
    *row = false;
    if (code == SQLITE_DONE) {
        (void)sqlite3_reset(stmt->handle);
        return RACI_OK;
    }
    raci_status status =
        ri_sqlite_fail(stmt->store, sqlite3_extended_errcode(stmt->store->db), err);
    (void)sqlite3_reset(stmt->handle);
    if ((code & 0xff) == SQLITE_CORRUPT) {
        /* A damaged page that stays in memory passes for a good one from then on. */
        (void)sqlite3_db_release_memory(stmt->store->db);
    }
    return status;
}

raci_status ri_run(ri_stmt *stmt, raci_error *err)
{
    bool row = false;
    raci_status status = ri_step(stmt, &row, err);
    if (status == RACI_OK && row) {
        (void)sqlite3_reset(stmt->handle);
        return ri_fail(err, RACI_INTERNAL, "%s gave a row where none was expected",
                       ri_query_name[stmt->query]);
    }
    return status;
}

void ri_reset(ri_stmt *stmt)
{
    (void)sqlite3_reset(stmt->handle);
}

bool ri_column_null(ri_stmt *stmt, int at)
{
    return sqlite3_column_type(stmt->handle, at) == SQLITE_NULL;
}

int64_t ri_column_int(ri_stmt *stmt, int at)
{
    return sqlite3_column_int64(stmt->handle, at);
}

raci_status ri_store_misread(ri_store *store, raci_error *err)
{
    const ri_misread why = store->misread;
    store->misread = RI_MISREAD_NOT;
    if (why == RI_MISREAD_NOT) {
        return RACI_OK;
    }
    if (why == RI_MISREAD_MEMORY) {
        return ri_fail_nomem(err);
    }
    return ri_fail(err, RACI_FORMAT, "'%s' is damaged: %s; 'raci doctor' tells more", store->path,
                   why == RI_MISREAD_NUL ? "a text in it has a NUL byte"
                                         : "it lacks a text that must be there");
}

/* Whether a column gives what the schema says is always there: not where rows may be missing. */
static bool is_always_there(const ri_stmt *stmt, int at)
{
    static const char *const may_miss[] = {"LEFT JOIN", "(SELECT", "UNION"};
    int needed = 0;
    const char *table = sqlite3_column_table_name(stmt->handle, at);
    const char *column = sqlite3_column_origin_name(stmt->handle, at);
    if (table == NULL || column == NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof may_miss / sizeof may_miss[0]; i++) {
        if (strstr(ri_query_sql[stmt->query], may_miss[i]) != NULL) {
            return false;
        }
    }
    return sqlite3_table_column_metadata(stmt->store->db, "main", table, column, NULL, NULL,
                                         &needed, NULL, NULL) == SQLITE_OK &&
           needed != 0;
}

/* Asked only of what is unset, and once for each column. */
static bool must_have(ri_stmt *stmt, int at)
{
    const uint64_t bit = at < 64 ? UINT64_C(1) << at : 0;
    if ((stmt->looked & bit) == 0) {
        stmt->looked |= bit;
        stmt->needed |= is_always_there(stmt, at) ? bit : 0;
    }
    return (stmt->needed & bit) != 0;
}

static const char *text_at(ri_stmt *stmt, int at, size_t *length, bool needed)
{
    const char *text = (const char *)sqlite3_column_text(stmt->handle, at);
    if (text == NULL && sqlite3_errcode(stmt->store->db) == SQLITE_NOMEM) {
        stmt->store->misread = RI_MISREAD_MEMORY; /* the value is unset then, too */
    } else if (text == NULL && (needed || must_have(stmt, at))) {
        stmt->store->misread = RI_MISREAD_UNSET;
        text = "";
    }
    const size_t n = text != NULL ? (size_t)sqlite3_column_bytes(stmt->handle, at) : 0;
    if (length != NULL) {
        *length = n;
    } else if (n > 0 && strlen(text) != n) { /* whoever asks so would not see what follows */
        stmt->store->misread = RI_MISREAD_NUL;
    }
    return text;
}

const char *ri_column_text(ri_stmt *stmt, int at, size_t *length)
{
    return text_at(stmt, at, length, false);
}

const char *ri_column_needed(ri_stmt *stmt, int at, size_t *length)
{
    return text_at(stmt, at, length, true);
}

raci_status ri_row_whole(ri_stmt *stmt, raci_error *err)
{
    return ri_store_misread(stmt->store, err);
}

int32_t ri_column_day(ri_stmt *stmt, int at, int32_t otherwise)
{
    size_t length = 0;
    int32_t day = otherwise;
    const char *text = ri_column_text(stmt, at, &length);
    return text != NULL && ri_day_parse(text, length, &day) ? day : otherwise;
}

const void *ri_column_blob(ri_stmt *stmt, int at, size_t *length)
{
    const void *bytes = sqlite3_column_blob(stmt->handle, at);
    *length = bytes != NULL ? (size_t)sqlite3_column_bytes(stmt->handle, at) : 0;
    return bytes;
}

int64_t ri_store_last_id(ri_store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}

raci_status ri_store_ask(int64_t *out, ri_store *store, enum ri_query query, raci_error *err)
{
    ri_stmt *stmt = &store->stmts[query];
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, query, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK) {
        *out = row ? ri_column_int(stmt, 0) : 0;
        ri_reset(stmt);
    }
    return status;
}

raci_status ri_store_do(ri_store *store, enum ri_query query, raci_error *err)
{
    int64_t ignored = 0;
    return ri_store_ask(&ignored, store, query, err);
}
