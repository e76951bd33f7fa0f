/*
 * The rows of a file that is not as it should be, written into a new one. Nothing of the old
 * schema comes along, and nothing in it is run: a table is read only where the statement that
 * made it is raci's.
 */
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "store/examine.h"
#include "store/expected.h"
#include "store/sqlite.h"

#define LEAST_ROW 4 /* bytes that a row takes in a file, at least */

typedef struct salvaging {
    ri_store *from;
    ri_store *to;
    const ri_flaw_watch *watch;
    int64_t most; /* rows that a table of a file of that size can have */
    size_t lost;  /* tables of which something is */
    ri_text sql;
    ri_text columns; /* "a", "b" */
    ri_text back;    /* the key's columns, the last first */
    ri_text marks;   /* ?1, ?2 */
} salvaging;

/* A table that is being copied. */
typedef struct copying {
    sqlite3_stmt *read;
    sqlite3_stmt *write;
    int64_t rows;    /* copied */
    int64_t refused; /* those that do not fit */
    bool circle;     /* there are more than there can be */
    char why[256];   /* of the first that was refused */
} copying;

static raci_status prepare(sqlite3_stmt **out, ri_store *store, const ri_text *sql, raci_error *err)
{
    if (sql->failed) {
        return ri_fail_nomem(err);
    }
    const int code = sqlite3_prepare_v2(store->db, ri_text_string(sql), -1, out, NULL);
    return code == SQLITE_OK ? RACI_OK : ri_sqlite_fail(store, code, err);
}

/* Names the columns as the new table has them. */
static raci_status read_columns(salvaging *s, const char *table, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    int n = 0;
    ri_text_clear(&s->columns);
    ri_text_clear(&s->back);
    ri_text_clear(&s->marks);
    raci_status status = ri_store_stmt(&stmt, s->to, STMT_TABLE_COLUMNS, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, table);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        const char *name = ri_column_text(stmt, 0, NULL);
        n++;
        ri_text_format(&s->columns, "%s\"%s\"", n > 1 ? ", " : "", name != NULL ? name : "");
        ri_text_format(&s->marks, "%s?%d", n > 1 ? ", " : "", n);
        if (ri_column_int(stmt, 2) > 0) {
            ri_text_format(&s->back, "%s\"%s\" DESC", s->back.length > 0 ? ", " : "",
                           name != NULL ? name : "");
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status == RACI_OK && (s->columns.failed || s->back.failed || s->marks.failed)
               ? ri_fail_nomem(err)
               : status;
}

/* Writes the row that was read. */
static raci_status take_row(salvaging *s, copying *c, raci_error *err)
{
    const int n = sqlite3_column_count(c->read);
    int code = SQLITE_OK;
    for (int i = 0; i < n && code == SQLITE_OK; i++) {
        code = sqlite3_bind_value(c->write, i + 1, sqlite3_column_value(c->read, i));
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(c->write);
    }
    if (code == SQLITE_DONE) {
        c->rows += sqlite3_changes(s->to->db);
    } else if ((code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_TOOBIG) {
        if (c->refused++ == 0) {
            (void)sqlite3_snprintf(sizeof c->why, c->why, "%s", sqlite3_errmsg(s->to->db));
        }
    } else {
        return ri_sqlite_fail(s->to, code, err);
    }
    (void)sqlite3_reset(c->write);
    (void)sqlite3_clear_bindings(c->write);
    return RACI_OK;
}

/* Copies until the end, or until something cannot be read: then *code says why. */
static raci_status copy_rows(int *code, salvaging *s, copying *c, raci_error *err)
{
    int64_t seen = 0;
    raci_status status = RACI_OK;
    while (status == RACI_OK && (*code = sqlite3_step(c->read)) == SQLITE_ROW) {
        if (seen++ >= s->most) {
            c->circle = true;
            *code = SQLITE_CORRUPT;
            return RACI_OK;
        }
        status = take_row(s, c, err);
    }
    return status;
}

/* From the other end, as far as what could not be read. */
static raci_status copy_backwards(salvaging *s, copying *c, const char *table, raci_error *err)
{
    int code = SQLITE_DONE;
    raci_error found = {0};
    (void)sqlite3_finalize(c->read);
    (void)sqlite3_finalize(c->write);
    c->read = c->write = NULL;
    ri_text_clear(&s->sql);
    ri_text_format(&s->sql, "SELECT %s FROM \"%s\" NOT INDEXED ORDER BY %s",
                   ri_text_string(&s->columns), table, ri_text_string(&s->back));
    if (prepare(&c->read, s->from, &s->sql, &found) != RACI_OK) {
        return RACI_OK;
    }
    ri_text_clear(&s->sql);
    ri_text_format(&s->sql, "INSERT OR IGNORE INTO \"%s\" (%s) VALUES (%s)", table,
                   ri_text_string(&s->columns), ri_text_string(&s->marks));
    raci_status status = prepare(&c->write, s->to, &s->sql, err);
    return status == RACI_OK ? copy_rows(&code, s, c, err) : status;
}

static raci_status tell(salvaging *s, const copying *c, const char *table, int code,
                        const raci_error *found, raci_error *err)
{
    raci_status status = RACI_OK;
    if (code != SQLITE_DONE || c->refused > 0) {
        s->lost++;
    }
    if (code != SQLITE_DONE) {
        status = ri_flaw_tell(s->watch, RACI_FLAW_PAGES, table, err,
                              "of '%s' %lld rows can be read, and others cannot: %.200s", table,
                              (long long)c->rows,
                              c->circle ? "its pages lead in a circle" : found->message);
    }
    if (status == RACI_OK && c->refused > 0) {
        status = ri_flaw_tell(s->watch, RACI_FLAW_VALUES, table, err,
                              "%lld rows of '%s' are not such as it can have: %.200s",
                              (long long)c->refused, table, c->why);
    }
    return status;
}

static raci_status copy_table(salvaging *s, const char *table, raci_error *err)
{
    copying c = {.rows = 0};
    raci_error found = {0};
    bool there = false;
    int code = SQLITE_DONE;
    raci_status status = ri_store_has_expected(&there, s->from, table, &found);
    if (status != RACI_OK || !there) { /* that it is missing, or unreadable, was told */
        s->lost += status != RACI_OK;
        return ri_flaw_take(s->watch, RACI_FLAW_PAGES, table, status, &found, err);
    }
    status = read_columns(s, table, err);
    ri_text_clear(&s->sql);
    ri_text_format(&s->sql, "INSERT INTO \"%s\" (%s) VALUES (%s)", table,
                   ri_text_string(&s->columns), ri_text_string(&s->marks));
    if (status == RACI_OK) {
        status = prepare(&c.write, s->to, &s->sql, err);
    }
    ri_text_clear(&s->sql);
    ri_text_format(&s->sql, "SELECT %s FROM \"%s\" NOT INDEXED", ri_text_string(&s->columns),
                   table);
    if (status == RACI_OK && prepare(&c.read, s->from, &s->sql, &found) != RACI_OK) {
        code = sqlite3_extended_errcode(s->from->db);
    } else if (status == RACI_OK) {
        status = copy_rows(&code, s, &c, err);
    }
    if (status == RACI_OK && code != SQLITE_DONE) {
        ri_error_clear(&found);
        status = ri_flaw_pass(ri_sqlite_fail(s->from, code, &found), &found, err);
        if (status == RACI_OK) {
            status = copy_backwards(s, &c, table, err);
        }
    }
    (void)sqlite3_finalize(c.read);
    (void)sqlite3_finalize(c.write);
    return status == RACI_OK ? tell(s, &c, table, code, &found, err) : status;
}

/* How many rows there can be; of a file that does not tell its size, none. */
static raci_status measure(salvaging *s, raci_error *err)
{
    int64_t bytes = 0;
    raci_error found = {0};
    const raci_status status = ri_store_ask(&bytes, s->from, STMT_PAGES_BYTES, &found);
    s->most = bytes / LEAST_ROW;
    return ri_flaw_pass(status, &found, err);
}

static raci_status copy_tables(salvaging *s, raci_error *err)
{
    char name[RI_SCHEMA_NAME_SIZE];
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && ri_expected_name(name, i); i++) {
        ri_stmt *stmt = NULL;
        bool is_table = false;
        status = ri_store_stmt(&stmt, s->to, STMT_TABLE_NAMED, err);
        if (status == RACI_OK) {
            ri_bind_text(stmt, 1, name);
            status = ri_step(stmt, &is_table, err);
            ri_reset(stmt);
        }
        if (status == RACI_OK && is_table) {
            status = copy_table(s, name, err);
        }
    }
    return status;
}

raci_status ri_store_salvage(ri_store **out, size_t *lost, ri_store *from, const char *path,
                             const ri_flaw_watch *watch, raci_error *err)
{
    salvaging s = {.from = from, .watch = watch};
    raci_status status =
        ri_store_open(&s.to, path, path != NULL ? RI_STORE_CREATE : RI_STORE_TEMPORARY, err);
    if (status == RACI_OK) {
        status = ri_store_do(s.to, STMT_FOREIGN_KEYS_OFF, err);
    }
    if (status == RACI_OK) {
        status = measure(&s, err);
    }
    if (status == RACI_OK) {
        status = ri_store_begin(s.to, err);
    }
    if (status == RACI_OK) {
        status = copy_tables(&s, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(s.to, err);
    }
    ri_text_free(&s.sql);
    ri_text_free(&s.columns);
    ri_text_free(&s.back);
    ri_text_free(&s.marks);
    if (status != RACI_OK) {
        ri_store_close(s.to);
        return status;
    }
    *lost = s.lost;
    *out = s.to;
    return RACI_OK;
}
