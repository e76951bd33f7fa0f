#define _POSIX_C_SOURCE 200809L

#include "scratch.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include "store/sqlite.h"

static void make_model(const scratch *s, const char *name)
{
    char path[SCRATCH_PATH];
    ri_store *store = NULL;
    raci_error err = {0};
    if (ri_store_open(&store, scratch_path(s, name, path), RI_STORE_CREATE, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    ri_store_close(store);
}

/* Runs SQL as any other program might. */
static void run_sql(const scratch *s, const char *name, const char *sql)
{
    char path[SCRATCH_PATH];
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(scratch_path(s, name, path), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s", sqlite3_errmsg(db));
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void put_nothing(const scratch *s)
{
    (void)s;
}

static void put_empty(const scratch *s)
{
    scratch_write(s, "m", "", 0);
}

static void put_text(const scratch *s)
{
    static const char text[] = "key,name\nops,Operations and a good deal more than a header\n";
    scratch_write(s, "m", text, sizeof text - 1);
}

static void put_folder(const scratch *s)
{
    char path[SCRATCH_PATH];
    assert_int_equal(mkdir(scratch_path(s, "m", path), 0777), 0);
}

static void put_pipe(const scratch *s)
{
    char path[SCRATCH_PATH];
    assert_int_equal(mkfifo(scratch_path(s, "m", path), 0666), 0);
}

static void put_other(const scratch *s)
{
    run_sql(s, "m", "CREATE TABLE t (x); INSERT INTO t VALUES (1);");
}

static void put_newer(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m", "PRAGMA user_version = 99;");
}

static void put_unversioned(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m", "PRAGMA user_version = 0;");
}

static void put_view(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m", "CREATE VIEW v AS SELECT key FROM units;");
}

static void put_trigger(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m", "CREATE TRIGGER t AFTER INSERT ON units BEGIN DELETE FROM positions; END;");
}

static void put_table(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m", "CREATE TABLE more (x TEXT) STRICT;");
}

static void put_column(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m", "ALTER TABLE stages ADD COLUMN colour TEXT;");
}

static void put_less(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m", "DROP INDEX links_to;");
}

static void put_statistics(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m", "INSERT INTO units (key) VALUES ('a'); ANALYZE;");
}

/* Remarks and line breaks may be improved without a migration. */
static void put_remarks(const scratch *s)
{
    make_model(s, "m");
    run_sql(s, "m",
            "PRAGMA writable_schema = ON;"
            "UPDATE sqlite_schema SET sql = replace(replace(sql, '-- as people say it',"
            " '-- another remark'), char(10), '   ' || char(10) || '  ') WHERE name = 'stages';");
}

static void put_model(const scratch *s)
{
    make_model(s, "m");
}

/* Sets so many bytes of the file to one value. */
static void overwrite(const scratch *s, size_t at, int value, size_t n)
{
    size_t length = 0;
    char *bytes = scratch_read(s, "m", &length);
    assert_true(at + n <= length);
    memset(bytes + at, value, n);
    scratch_write(s, "m", bytes, length);
    free(bytes);
}

/* Damage in the middle of the first page, where the schema's root is. */
static void put_damaged(const scratch *s)
{
    make_model(s, "m");
    overwrite(s, 100, 0xff, 600);
}

/* The number of a form of schema that no SQLite knows. */
static void put_unknown_form(const scratch *s)
{
    make_model(s, "m");
    overwrite(s, 47, 84, 1);
}

struct opening {
    const char *name;
    void (*put)(const scratch *s);
    const char *path; /* within the folder */
    raci_status status;
    const char *message; /* a part of it */
};

static const struct opening openings[] = {
    {"a model", put_model, "m", RACI_OK, ""},
    {"a model with statistics", put_statistics, "m", RACI_OK, ""},
    {"a model with other remarks", put_remarks, "m", RACI_OK, ""},
    {"missing", put_nothing, "m", RACI_NOTFOUND, "there is no model at '"},
    {"below a file", put_text, "m/x", RACI_NOTFOUND, "there is no model at '"},
    {"empty", put_empty, "m", RACI_FORMAT, "is empty, not a model"},
    {"text", put_text, "m", RACI_FORMAT, "is not a raci model"},
    {"folder", put_folder, "m", RACI_FORMAT, "is a folder, not a model"},
    {"pipe", put_pipe, "m", RACI_FORMAT, "is not a file"},
    {"another database", put_other, "m", RACI_FORMAT, "is a database, but not a raci model"},
    {"no version", put_unversioned, "m", RACI_FORMAT, "is a database, but not a raci model"},
    {"newer", put_newer, "m", RACI_NEWER, "was written by a newer raci (its schema is version 99"},
    {"a view", put_view, "m", RACI_FORMAT, "has tables that are not those of a raci model"},
    {"a trigger", put_trigger, "m", RACI_FORMAT, "has tables that are not those of a raci model"},
    {"a table more", put_table, "m", RACI_FORMAT, "has tables that are not those of a raci model"},
    {"a column more", put_column, "m", RACI_FORMAT,
     "has tables that are not those of a raci model"},
    {"an index less", put_less, "m", RACI_FORMAT, "has tables that are not those of a raci model"},
    {"damaged", put_damaged, "m", RACI_FORMAT, ""},
    {"an unknown form", put_unknown_form, "m", RACI_FORMAT,
     "is damaged (unsupported file format): restore it from a copy"},
};

/* Reading and writing open alike, and leave the file as it is. */
static void opens(void **state)
{
    const struct opening *row = *state;
    static const ri_store_mode modes[] = {RI_STORE_READ, RI_STORE_WRITE};
    char path[SCRATCH_PATH];
    scratch s;
    scratch_make(&s);
    row->put(&s);
    scratch_path(&s, row->path, path);
    bool regular = strcmp(row->name, "pipe") != 0 && strcmp(row->name, "folder") != 0;
    size_t before_length = 0;
    char *before = regular ? scratch_read(&s, row->path, &before_length) : NULL;
    for (size_t i = 0; i < COUNT(modes); i++) {
        ri_store *store = NULL;
        raci_error err = {0};
        raci_status status = ri_store_open(&store, path, modes[i], &err);
        if (status != row->status || strstr(err.message, row->message) == NULL) {
            fail_msg("%s: %s", raci_status_name(status), err.message);
        }
        if (status != RACI_OK) {
            assert_null(store);
            assert_non_null(strstr(err.message, path));
        } else {
            assert_string_equal(ri_store_path(store), path);
        }
        ri_store_close(store);
    }
    if (before != NULL) {
        size_t after_length = 0;
        char *after = scratch_read(&s, row->path, &after_length);
        assert_int_equal(after_length, before_length);
        assert_memory_equal(after, before, before_length);
        free(after);
    }
    free(before);
    scratch_remove(&s);
}

/* Whatever is left of a model, opening it ends with a plain answer. */
static void survives_truncation(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    size_t length = 0;
    (void)state;
    scratch_make(&s);
    make_model(&s, "m");
    char *bytes = scratch_read(&s, "m", &length);
    for (size_t keep = 1; keep < length; keep += keep < 200 ? 33 : 2048) {
        ri_store *store = NULL;
        raci_error err = {0};
        scratch_write(&s, "m", bytes, keep);
        raci_status status =
            ri_store_open(&store, scratch_path(&s, "m", path), RI_STORE_READ, &err);
        assert_true(status == RACI_FORMAT || status == RACI_OK);
        ri_store_close(store);
    }
    free(bytes);
    scratch_remove(&s);
}

/* Has the first cell of every page that a table's rows and its index begin with stand where none
   can: who counts them does not look. */
static void put_cells_outside(const scratch *s)
{
    char path[SCRATCH_PATH];
    sqlite3 *db = NULL;
    sqlite3_stmt *roots = NULL;
    make_model(s, "m");
    run_sql(s, "m", "INSERT INTO stages (key) VALUES ('a'), ('b'), ('c')");
    assert_int_equal(sqlite3_open(scratch_path(s, "m", path), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT rootpage, page_size FROM sqlite_schema, "
                                        "pragma_page_size WHERE tbl_name = 'stages'",
                                        -1, &roots, NULL),
                     SQLITE_OK);
    while (sqlite3_step(roots) == SQLITE_ROW) {
        const size_t page = (size_t)sqlite3_column_int64(roots, 0) - 1;
        overwrite(s, page * (size_t)sqlite3_column_int64(roots, 1) + 8, 0, 2);
    }
    assert_int_equal(sqlite3_finalize(roots), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* SQLite looks at a page when it reads it, and takes it for good as long as it has it. */
static void finds_damage_again(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_store *store = NULL;
    int64_t n = 0;
    (void)state;
    scratch_make(&s);
    put_cells_outside(&s);
    assert_int_equal(ri_store_open(&store, scratch_path(&s, "m", path), RI_STORE_READ, NULL),
                     RACI_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ri_store_ask(&n, store, STMT_SNAPSHOT_COUNTS_ALWAYS, NULL), RACI_FORMAT);
    }
    ri_store_close(store);
    scratch_remove(&s);
}

static void creates_once(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_store *store = NULL;
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    scratch_write(&s, "m", "precious", 8);
    assert_int_equal(ri_store_open(&store, scratch_path(&s, "m", path), RI_STORE_CREATE, &err),
                     RACI_EXISTS);
    assert_non_null(strstr(err.message, "exists already"));
    char *bytes = scratch_read(&s, "m", NULL);
    assert_string_equal(bytes, "precious");
    free(bytes);

    /* A link that leads nowhere is something too. */
    char link[SCRATCH_PATH];
    assert_int_equal(symlink("nowhere", scratch_path(&s, "link", link)), 0);
    assert_int_equal(ri_store_open(&store, link, RI_STORE_CREATE, NULL), RACI_EXISTS);
    assert_false(scratch_has(&s, "nowhere"));
    scratch_remove(&s);
}

static void creates_nowhere(void **state)
{
    static const char *const paths[] = {"/proc/raci-test.db", "/nonexistent/raci.db", "", "/"};
    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++) {
        ri_store *store = NULL;
        raci_error err = {0};
        raci_status status = ri_store_open(&store, paths[i], RI_STORE_CREATE, &err);
        assert_true(status == RACI_IO || status == RACI_EXISTS);
        assert_null(store);
        assert_true(err.message[0] != '\0');
    }
}

/* A model that cannot be made whole is not left behind. */
static void creates_whole(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_store *store = NULL;
    raci_error err = {0};
    struct rlimit old;
    struct rlimit small;
    (void)state;
    scratch_make(&s);
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 20000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    raci_status status = ri_store_open(&store, scratch_path(&s, "m", path), RI_STORE_CREATE, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(status, RACI_IO);
    assert_false(scratch_has(&s, "m"));
    assert_false(scratch_has(&s, "m-journal"));
    scratch_remove(&s);
}

static void is_hardened(void **state)
{
    ri_store *store = NULL;
    int value = -1;
    (void)state;
    assert_int_equal(ri_store_open(&store, NULL, RI_STORE_MEMORY, NULL), RACI_OK);
    sqlite3 *db = store->db;
    assert_int_equal(sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1, &value), SQLITE_OK);
    assert_int_equal(value, 1);
    assert_int_equal(sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &value), SQLITE_OK);
    assert_int_equal(value, 0);
    assert_int_equal(sqlite3_exec(db, "ATTACH ':memory:' AS x", NULL, NULL, NULL), SQLITE_AUTH);
    assert_int_equal(sqlite3_exec(db, "CREATE VIEW v AS SELECT 1", NULL, NULL, NULL), SQLITE_AUTH);
    assert_int_equal(sqlite3_exec(db, "SELECT zeroblob(20000000)", NULL, NULL, NULL),
                     SQLITE_TOOBIG);
    assert_int_equal(sqlite3_exec(db,
                                  "INSERT INTO links (from_id, to_id, kind)"
                                  " VALUES (1, 2, 'handoff')",
                                  NULL, NULL, NULL),
                     SQLITE_CONSTRAINT_FOREIGNKEY);
    assert_int_equal(sqlite3_exec(db, "DELETE FROM sqlite_schema", NULL, NULL, NULL), SQLITE_ERROR);
    ri_store_close(store);
}

static void reads_only(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_store *store = NULL;
    ri_stmt *stmt = NULL;
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    make_model(&s, "m");
    assert_int_equal(ri_store_open(&store, scratch_path(&s, "m", path), RI_STORE_READ, &err),
                     RACI_OK);
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_META_SET, &err), RACI_OK);
    ri_bind_text(stmt, 1, "a");
    ri_bind_text(stmt, 2, "b");
    assert_int_equal(ri_run(stmt, &err), RACI_IO);
    assert_non_null(strstr(err.message, "cannot be written"));
    ri_store_close(store);
    scratch_remove(&s);
}

/* A process that died while writing leaves a journal: whoever reads next undoes
   what it began. */
static void undoes_interrupted_writes(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_store *store = NULL;
    ri_stmt *stmt = NULL;
    raci_error err = {0};
    size_t length = 0;
    bool row = true;
    (void)state;
    scratch_make(&s);
    make_model(&s, "m");
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(scratch_path(&s, "m", path), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "PRAGMA cache_size = 1; BEGIN;"
                                  "INSERT INTO meta SELECT 'n' || value, hex(zeroblob(900))"
                                  " FROM (WITH RECURSIVE c (value) AS (SELECT 1 UNION ALL"
                                  " SELECT value + 1 FROM c WHERE value < 200)"
                                  " SELECT value FROM c);",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    /* As it is on disk at this moment: pages half written, and a journal. */
    char *model = scratch_read(&s, "m", &length);
    scratch_write(&s, "copy", model, length);
    free(model);
    char *journal = scratch_read(&s, "m-journal", &length);
    assert_true(length > 512);
    scratch_write(&s, "copy-journal", journal, length);
    free(journal);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);

    if (ri_store_open(&store, scratch_path(&s, "copy", path), RI_STORE_READ, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_META_GET, &err), RACI_OK);
    ri_bind_text(stmt, 1, "n1");
    assert_int_equal(ri_step(stmt, &row, &err), RACI_OK);
    assert_false(row);
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_META_SET, &err), RACI_OK);
    ri_bind_text(stmt, 1, "a");
    ri_bind_text(stmt, 2, "b");
    assert_int_equal(ri_run(stmt, &err), RACI_IO);
    ri_store_close(store);
    scratch_remove(&s);
}

static bool attempt(void *payload)
{
    ri_store *store = NULL;
    raci_status status = ri_store_open(&store, payload, RI_STORE_READ, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_store_close(store);
    return status == RACI_OK;
}

static void survives_exhaustion(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make(&s);
    make_model(&s, "m");
    scratch_path(&s, "m", path);
    (void)with_all_failures(attempt, path);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_truncation), cmocka_unit_test(finds_damage_again),
        cmocka_unit_test(creates_once),        cmocka_unit_test(creates_nowhere),
        cmocka_unit_test(creates_whole),       cmocka_unit_test(is_hardened),
        cmocka_unit_test(reads_only),          cmocka_unit_test(undoes_interrupted_writes),
        cmocka_unit_test(survives_exhaustion),
    };
    return RUN_ROWS("opens", openings, opens) +
           cmocka_run_group_tests_name("connection", tests, NULL, NULL);
}
