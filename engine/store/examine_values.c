/* Every value of a file whose schema is raci's: whether its column can have it. */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "store/examine.h"
#include "store/expected.h"
#include "store/sqlite.h"

/* What the texts of a column are. */
typedef enum meaning { IS_TEXT, IS_DAY, IS_TIME } meaning;

typedef struct looking {
    ri_store *store;
    const ri_flaw_watch *watch;
    const char *table;
    ri_text names; /* of its columns of texts, each with a NUL behind it */
    meaning *meanings;
    size_t n;
    size_t capacity;
    ri_text sql;
    size_t wrong; /* values of the table so far */
} looking;

#define WRONG_TOLD 5 /* of a table */

static meaning meaning_of(const char *column)
{
    static const char *const days[] = {"valid_from", "valid_to", "reviewed_on", "date", "since"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        if (strcmp(column, days[i]) == 0) {
            return IS_DAY;
        }
    }
    return strcmp(column, "recorded_at") == 0 ? IS_TIME : IS_TEXT;
}

static raci_status read_columns(looking *l, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    l->n = 0;
    ri_text_clear(&l->names);
    ri_text_clear(&l->sql);
    raci_status status = ri_store_stmt(&stmt, l->store, STMT_TABLE_COLUMNS, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, l->table);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        size_t length = 0;
        const char *name = ri_column_needed(stmt, 0, &length);
        const char *type = ri_column_needed(stmt, 1, NULL);
        if (name == NULL || type == NULL) {
            status = ri_fail_nomem(err);
        } else if (strcmp(type, "TEXT") == 0) {
            ri_text_format(&l->sql, "%s\"%s\"", l->n > 0 ? ", " : "SELECT ", name);
            ri_text_bytes(&l->names, name, length + 1);
            if (!RI_PUSH(l->meanings, l->n, l->capacity, meaning_of(name))) {
                status = ri_fail_nomem(err);
            }
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    ri_text_format(&l->sql, " FROM \"%s\" NOT INDEXED", l->table);
    return status == RACI_OK && (l->sql.failed || l->names.failed) ? ri_fail_nomem(err) : status;
}

static bool is_time(const char *text, size_t length)
{
    int32_t day = 0;
    return length == 20 && ri_day_parse(text, 10, &day) && text[10] == 'T' && text[19] == 'Z';
}

static const char *wrong_with(meaning is, const char *text, size_t length)
{
    int32_t day = 0;
    if (!ri_utf8_valid(text, length, NULL)) {
        return "is no text in UTF-8, or has a NUL";
    }
    if (is == IS_DAY && !ri_day_parse(text, length, &day)) {
        return "is no day such as 2026-11-22";
    }
    return is == IS_TIME && !is_time(text, length) ? "is no time such as 2026-11-22T10:30:00Z"
                                                   : NULL;
}

static raci_status look_at_row(looking *l, sqlite3_stmt *row, raci_error *err)
{
    raci_status status = RACI_OK;
    const char *name = ri_text_string(&l->names);
    for (size_t i = 0; status == RACI_OK && i < l->n; i++) {
        const char *text = (const char *)sqlite3_column_text(row, (int)i);
        const size_t length = (size_t)sqlite3_column_bytes(row, (int)i);
        const char *wrong = NULL;
        if (text == NULL && sqlite3_column_type(row, (int)i) != SQLITE_NULL) {
            return ri_fail_nomem(err);
        }
        wrong = text != NULL ? wrong_with(l->meanings[i], text, length) : NULL;
        if (wrong != NULL && l->wrong++ < WRONG_TOLD) {
            status = ri_flaw_tell(l->watch, RACI_FLAW_VALUES, l->table, err,
                                  "in '%s' the %s '%.60s' %s", l->table, name, text, wrong);
        }
        name += strlen(name) + 1;
    }
    return status;
}

static raci_status look_at_table(looking *l, raci_error *err)
{
    raci_error found = {0};
    sqlite3_stmt *row = NULL;
    l->wrong = 0;
    raci_status status = read_columns(l, err);
    if (status != RACI_OK || l->n == 0) {
        return status;
    }
    int code = sqlite3_prepare_v2(l->store->db, ri_text_string(&l->sql), -1, &row, NULL);
    while (code == SQLITE_OK && status == RACI_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
        status = look_at_row(l, row, err);
        code = SQLITE_OK;
    }
    if (status == RACI_OK && code != SQLITE_OK && code != SQLITE_DONE) {
        const raci_status failed = ri_sqlite_fail(l->store, code, &found);
        status = ri_flaw_take(l->watch, RACI_FLAW_PAGES, l->table, failed, &found, err);
    }
    (void)sqlite3_finalize(row);
    if (status == RACI_OK && l->wrong > WRONG_TOLD) {
        status =
            ri_flaw_tell(l->watch, RACI_FLAW_VALUES, l->table, err,
                         "and %zu more in '%s' are like that", l->wrong - WRONG_TOLD, l->table);
    }
    return status;
}

raci_status ri_store_examine_values(ri_store *store, const ri_flaw_watch *watch, raci_error *err)
{
    char name[RI_SCHEMA_NAME_SIZE];
    looking l = {.store = store, .watch = watch, .table = name};
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && ri_expected_name(name, i); i++) {
        ri_stmt *stmt = NULL;
        bool is_table = false;
        status = ri_store_stmt(&stmt, store, STMT_TABLE_NAMED, err);
        if (status == RACI_OK) {
            ri_bind_text(stmt, 1, name);
            status = ri_step(stmt, &is_table, err);
            ri_reset(stmt);
        }
        if (status == RACI_OK && is_table) {
            status = look_at_table(&l, err);
        }
    }
    ri_text_free(&l.names);
    ri_text_free(&l.sql);
    ri_free(l.meanings);
    return status;
}
