/*
 * Bytes as what somebody did to the record with another program: rows deleted, cells overwritten.
 * Whatever that is, the record is read without harm; and where a cell of it is otherwise, it is
 * not proved.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_kept.h"
#include "store/sqlite.h"

/* The tables of which every cell is proved, and by which columns a row is found. */
static const struct {
    const char *name;
    const char *key;
} tables[] = {
    {"entries", "number"},
    {"texts", "id"},
    {"text_parts", "text_id, place"},
    {"run_policies", "id"},
    {"run_policy_files", "policy_id, place"},
    {"runs", "number"},
    {"run_holders", "class_id, letter, holder"},
    {"run_assignments", "subject, first_run"},
    {"run_findings", "subject, code, key, first_run"},
    {"run_rules", "id, place"},
    {"run_series", "key, first_run"},
    {"changes", "entry"},
    {"change_steps", "entry, place"},
    {"change_rows", "entry, place"},
    {"acts", "entry"},
    {"acknowledgements", "entry"},
    {"acknowledged_lines", "entry, place"},
};

typedef struct edits {
    sqlite3 *db;
    const uint8_t *bytes;
    size_t n;
} edits;

static uint32_t take(edits *e)
{
    if (e->n == 0) {
        return 0;
    }
    e->n--;
    return *e->bytes++;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) {
        (void)fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
        abort();
    }
    return stmt;
}

/* Everything the record says, as one text. */
static ri_text everything(sqlite3 *db)
{
    ri_text out = RI_TEXT_INIT;
    for (size_t i = 0; i < COUNT(tables); i++) {
        char sql[256];
        (void)snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", tables[i].name,
                       tables[i].key);
        sqlite3_stmt *stmt = prepare(db, sql);
        ri_text_format(&out, "== %s\n", tables[i].name);
        while (sqlite3_step(stmt) == SQLITE_ROW) {
            for (int k = 0; k < sqlite3_column_count(stmt); k++) {
                const char *text = (const char *)sqlite3_column_text(stmt, k);
                ri_text_format(&out, "%d:%d:", sqlite3_column_type(stmt, k),
                               sqlite3_column_bytes(stmt, k));
                ri_text_bytes(&out, text != NULL ? text : "",
                              (size_t)sqlite3_column_bytes(stmt, k));
            }
            ri_text_char(&out, '\n');
        }
        REQUIRE(sqlite3_finalize(stmt) == SQLITE_OK);
    }
    return out;
}

static void bind_bytes(edits *e, sqlite3_stmt *stmt)
{
    const uint32_t form = take(e);
    size_t n = take(e) % 32;
    n = n < e->n ? n : e->n;
    if (form % 8 == 0) {
        REQUIRE(sqlite3_bind_null(stmt, 1) == SQLITE_OK);
    } else if (form % 8 == 1) {
        REQUIRE(sqlite3_bind_int64(stmt, 1, (int)n - 4) == SQLITE_OK);
    } else {
        REQUIRE(sqlite3_bind_text(stmt, 1, (const char *)e->bytes, (int)n, SQLITE_TRANSIENT) ==
                SQLITE_OK);
        e->bytes += n;
        e->n -= n;
    }
}

/* The name of the n-th column of a table, or of as many as there are. */
static void name_column(const edits *e, const char *table, uint32_t n, char out[64])
{
    char sql[128];
    (void)snprintf(sql, sizeof sql, "SELECT * FROM %s LIMIT 0", table);
    sqlite3_stmt *stmt = prepare(e->db, sql);
    const int at = (int)(n % (uint32_t)sqlite3_column_count(stmt));
    (void)snprintf(out, 64, "%s", sqlite3_column_name(stmt, at));
    REQUIRE(sqlite3_finalize(stmt) == SQLITE_OK);
}

/* One cell overwritten, or one row deleted; whatever the schema allows. */
static void edit(edits *e)
{
    char sql[512];
    char column[64];
    const uint32_t at = take(e);
    const uint32_t row = take(e);
    const uint32_t which = take(e);
    const char *table = tables[at % COUNT(tables)].name;
    const char *key = tables[at % COUNT(tables)].key;
    name_column(e, table, which, column);
    if (which > 250) {
        (void)snprintf(sql, sizeof sql,
                       "DELETE FROM %s WHERE ?1 IS ?1 AND (%s) = (SELECT %s FROM %s ORDER BY %s "
                       "LIMIT 1 OFFSET ?2 %% (SELECT max(1, count(*)) FROM %s))",
                       table, key, key, table, key, table);
    } else {
        (void)snprintf(sql, sizeof sql,
                       "UPDATE OR IGNORE %s SET %s = ?1 WHERE (%s) = (SELECT %s FROM %s ORDER BY "
                       "%s LIMIT 1 OFFSET ?2 %% (SELECT max(1, count(*)) FROM %s))",
                       table, column, key, key, table, key, table);
    }
    sqlite3_stmt *stmt = prepare(e->db, sql);
    bind_bytes(e, stmt);
    REQUIRE(sqlite3_bind_int64(stmt, 2, row) == SQLITE_OK);
    (void)sqlite3_step(stmt); /* a value that the column refuses is none */
    (void)sqlite3_finalize(stmt);
}

/* Whether the record says something else than it did. */
static bool tamper(const char *path, const uint8_t *bytes, size_t n)
{
    edits e = {.bytes = bytes, .n = n};
    REQUIRE(sqlite3_open(path, &e.db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(e.db,
                         "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; BEGIN",
                         NULL, NULL, NULL) == SQLITE_OK);
    ri_text before = everything(e.db);
    for (uint32_t i = 0; i < 16 && e.n > 0; i++) {
        edit(&e);
    }
    ri_text after = everything(e.db);
    const bool differs =
        before.length != after.length || memcmp(before.bytes, after.bytes, after.length) != 0;
    REQUIRE(sqlite3_exec(e.db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
    REQUIRE(sqlite3_close(e.db) == SQLITE_OK);
    ri_text_free(&before);
    ri_text_free(&after);
    return differs;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[SCRATCH_PATH];
    size_t problems = 0;
    raci_error err = {0};
    raci_status status = RACI_OK;
    raci_change *change = NULL;
    kept_get();
    scratch_write(&fuzz_ground.s, "copy.db", kept.bytes, kept.n);
    const bool differs = tamper(scratch_path(&fuzz_ground.s, "copy.db", path), bytes, n);
    raci_model *model = ground_open("copy.db", 1, &status);
    REQUIRE(model != NULL || status == RACI_FORMAT);
    if (model == NULL) {
        return 0;
    }
    REQUIRE(kept_proved(model) == !differs);
    kept_log(model);
    kept_recollect(model);
    kept_check(model);
    (void)kept_went(raci_undo(&change, model, 0, GROUND_AT, ground_problem, &problems, &err), &err);
    raci_change_free(change);
    raci_model_close(model);
    return 0;
}
