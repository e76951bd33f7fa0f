#include "store/every_text.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "store/sqlite.h"

/* A column, and whether something in it is to be replaced. */
typedef struct column {
    const char *table;
    const char *name;
    bool other;
} column;

typedef struct rewriting {
    ri_store *store;
    ri_text_fn fn; /* which is asked at the moment */
    void *payload;
    column *columns;
    size_t n;
    size_t capacity;
    ri_text names; /* of tables and columns, each with a NUL behind it */
    ri_text text;
    size_t texts;
} rewriting;

static bool is_among(const char *const *names, const char *name)
{
    while (*names != NULL && sqlite3_stricmp(*names, name) != 0) {
        names++;
    }
    return *names != NULL;
}

/* Names are places in `names` until all of them are there. */
static raci_status read_columns(rewriting *r, const char *const *but, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, r->store, STMT_TEXT_COLUMNS, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        size_t table_length = 0;
        size_t name_length = 0;
        const char *table = ri_column_needed(stmt, 0, &table_length);
        const char *name = ri_column_needed(stmt, 1, &name_length);
        if (table == NULL || name == NULL) {
            status = ri_fail_nomem(err);
        } else if (!is_among(but, table)) {
            ri_text_bytes(&r->names, table, table_length + 1);
            ri_text_bytes(&r->names, name, name_length + 1);
            if (!RI_PUSH(r->columns, r->n, r->capacity, (column){NULL, NULL, false})) {
                status = ri_fail_nomem(err);
            }
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status != RACI_OK || r->names.failed) {
        return status != RACI_OK ? status : ri_fail_nomem(err);
    }
    const char *at = ri_text_string(&r->names);
    for (size_t i = 0; i < r->n; i++) {
        r->columns[i].table = at;
        r->columns[i].name = at + strlen(at) + 1;
        at = r->columns[i].name + strlen(r->columns[i].name) + 1;
    }
    return status;
}

static bool ask(rewriting *r, const char *table, const char *name, const char *bytes, size_t length)
{
    ri_text_clear(&r->text);
    return bytes != NULL && r->fn(&r->text, table, name, bytes, length, r->payload);
}

static raci_status prepare(sqlite3_stmt **out, rewriting *r, const char *sql, raci_error *err)
{
    const int code = sqlite3_prepare_v2(r->store->db, sql, -1, out, NULL);
    return code == SQLITE_OK ? RACI_OK : ri_sqlite_fail(r->store, code, err);
}

/* The schema's names are known: they need no more than quotes. */
static raci_status look_at(column *c, rewriting *r, raci_error *err)
{
    ri_text sql = RI_TEXT_INIT;
    sqlite3_stmt *stmt = NULL;
    int code = SQLITE_ROW;
    ri_text_format(&sql, "SELECT \"%s\" FROM \"%s\"", c->name, c->table);
    raci_status status =
        sql.failed ? ri_fail_nomem(err) : prepare(&stmt, r, ri_text_string(&sql), err);
    while (status == RACI_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *bytes = (const char *)sqlite3_column_text(stmt, 0);
        if (bytes == NULL && sqlite3_column_type(stmt, 0) != SQLITE_NULL) {
            status = ri_fail_nomem(err);
        } else if (ask(r, c->table, c->name, bytes, (size_t)sqlite3_column_bytes(stmt, 0))) {
            c->other = true;
            r->texts++;
        }
        status = status == RACI_OK && r->text.failed ? ri_fail_nomem(err) : status;
    }
    if (status == RACI_OK && code != SQLITE_DONE) {
        status = ri_sqlite_fail(r->store, code, err);
    }
    (void)sqlite3_finalize(stmt);
    ri_text_free(&sql);
    return status;
}

/* rewritten(table, column, text): what is to stand in its place. */
static void rewritten(sqlite3_context *context, int n, sqlite3_value **values)
{
    rewriting *r = sqlite3_user_data(context);
    const char *table = (const char *)sqlite3_value_text(values[0]);
    const char *name = (const char *)sqlite3_value_text(values[1]);
    const char *bytes = (const char *)sqlite3_value_text(values[2]);
    (void)n;
    if (table == NULL || name == NULL ||
        (bytes == NULL && sqlite3_value_type(values[2]) != SQLITE_NULL)) {
        sqlite3_result_error_nomem(context);
    } else if (!ask(r, table, name, bytes, (size_t)sqlite3_value_bytes(values[2]))) {
        sqlite3_result_value(context, values[2]);
    } else if (r->text.failed) {
        sqlite3_result_error_nomem(context);
    } else {
        sqlite3_result_text64(context, ri_text_string(&r->text), r->text.length, SQLITE_TRANSIENT,
                              SQLITE_UTF8);
    }
}

static const char *said_at(sqlite3_stmt *stmt, int i)
{
    const char *said = (const char *)sqlite3_column_text(stmt, i);
    return said != NULL ? said : "";
}

/* Which two texts of a column would be the same. */
static raci_status fail_clash(const column *c, rewriting *r, raci_error *err)
{
    ri_text sql = RI_TEXT_INIT;
    sqlite3_stmt *stmt = NULL;
    ri_text_format(&sql,
                   "SELECT min(said), max(said), becomes FROM (SELECT \"%s\" AS said, "
                   "rewritten('%s', '%s', \"%s\") AS becomes FROM \"%s\") GROUP BY becomes "
                   "HAVING min(said) <> max(said) ORDER BY becomes LIMIT 1",
                   c->name, c->table, c->name, c->name, c->table);
    raci_status status =
        sql.failed ? ri_fail_nomem(err) : prepare(&stmt, r, ri_text_string(&sql), err);
    const int code = status == RACI_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    if (code == SQLITE_ROW) {
        status = ri_fail(err, RACI_CHANGED,
                         "two rows of the table %s would become one: '%s' and '%s' would both be "
                         "'%s'",
                         c->table, said_at(stmt, 0), said_at(stmt, 1), said_at(stmt, 2));
    } else if (status == RACI_OK) {
        status =
            code != SQLITE_DONE
                ? ri_sqlite_fail(r->store, code, err)
                : ri_fail(err, RACI_CHANGED, "two rows of the table %s would become one", c->table);
    }
    (void)sqlite3_finalize(stmt);
    ri_text_free(&sql);
    return status;
}

static raci_status write(const column *c, rewriting *r, raci_error *err)
{
    ri_text sql = RI_TEXT_INIT;
    sqlite3_stmt *stmt = NULL;
    ri_text_format(&sql,
                   "UPDATE \"%s\" SET \"%s\" = rewritten('%s', '%s', \"%s\") "
                   "WHERE rewritten('%s', '%s', \"%s\") IS NOT \"%s\"",
                   c->table, c->name, c->table, c->name, c->name, c->table, c->name, c->name,
                   c->name);
    raci_status status =
        sql.failed ? ri_fail_nomem(err) : prepare(&stmt, r, ri_text_string(&sql), err);
    const int code = status == RACI_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    if (status == RACI_OK && (code & 0xff) == SQLITE_CONSTRAINT) {
        status = fail_clash(c, r, err);
    } else if (status == RACI_OK && code != SQLITE_DONE) {
        status = ri_sqlite_fail(r->store, code, err);
    }
    (void)sqlite3_finalize(stmt);
    ri_text_free(&sql);
    return status;
}

static raci_status write_all(rewriting *r, raci_error *err)
{
    int code = sqlite3_create_function(r->store->db, "rewritten", 3,
                                       SQLITE_UTF8 | SQLITE_DIRECTONLY, r, rewritten, NULL, NULL);
    raci_status status = code == SQLITE_OK ? RACI_OK : ri_sqlite_fail(r->store, code, err);
    for (size_t i = 0; status == RACI_OK && i < r->n; i++) {
        if (r->columns[i].other) {
            status = write(&r->columns[i], r, err);
        }
    }
    (void)sqlite3_create_function(r->store->db, "rewritten", 3, SQLITE_UTF8, NULL, NULL, NULL,
                                  NULL);
    return status;
}

raci_status ri_store_rewrite_texts(size_t *n, ri_store *store, const char *const *but,
                                   ri_text_fn look, ri_text_fn put, void *payload, raci_error *err)
{
    rewriting r = {.store = store, .fn = look, .payload = payload};
    raci_status status = read_columns(&r, but, err);
    for (size_t i = 0; status == RACI_OK && i < r.n; i++) {
        status = look_at(&r.columns[i], &r, err);
    }
    r.fn = put;
    if (status == RACI_OK) {
        status = write_all(&r, err);
    }
    *n = r.texts;
    ri_text_free(&r.text);
    ri_text_free(&r.names);
    ri_free(r.columns);
    return status;
}
