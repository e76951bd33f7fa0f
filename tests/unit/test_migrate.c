#define _POSIX_C_SOURCE 200809L

#include "scratch.h"

#include "base/embedded.h"
#include "store/sqlite.h"

static int64_t ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t answer = sqlite3_column_int64(stmt, 0);
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    return answer;
}

/* What a new model has is what db/schema.sql says. */
static void makes_the_schema(void **state)
{
    const ri_embedded *file = ri_embedded_find("db/schema.sql");
    ri_store *store = NULL;
    sqlite3 *plain = NULL;
    (void)state;
    assert_non_null(file);
    assert_int_equal(ri_store_open(&store, NULL, RI_STORE_MEMORY, NULL), RACI_OK);
    assert_int_equal(sqlite3_open(":memory:", &plain), SQLITE_OK);
    assert_int_equal(sqlite3_exec(plain, (const char *)file->bytes, NULL, NULL, NULL), SQLITE_OK);
    static const char *const questions[] = {
        "PRAGMA application_id",
        "PRAGMA user_version",
        "SELECT count(*) FROM sqlite_schema",
        "SELECT sum(length(sql)) FROM sqlite_schema",
    };
    for (size_t i = 0; i < COUNT(questions); i++) {
        assert_int_equal(ask(store->db, questions[i]), ask(plain, questions[i]));
        assert_true(ask(plain, questions[i]) > 0);
    }
    assert_int_equal(ask(plain, "SELECT count(*) FROM pragma_table_list"
                                " WHERE schema = 'main' AND type = 'table' AND NOT strict"
                                " AND name NOT GLOB 'sqlite_*'"),
                     0);
    assert_int_equal(sqlite3_close(plain), SQLITE_OK);
    ri_store_close(store);
}

/* The statements a model was made by, one by one missing. */
static void misses_any_statement(void **state)
{
    char path[SCRATCH_PATH];
    scratch s;
    ri_store *store = NULL;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    int dropped = 0;
    (void)state;
    scratch_make(&s);
    assert_int_equal(ri_store_open(&store, scratch_path(&s, "m", path), RI_STORE_CREATE, NULL),
                     RACI_OK);
    assert_int_equal(sqlite3_prepare_v2(store->db,
                                        "SELECT name FROM sqlite_schema WHERE type = 'index'"
                                        " AND sql IS NOT NULL ORDER BY name",
                                        -1, &stmt, NULL),
                     SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        char sql[256];
        size_t length = 0;
        ri_store *copy = NULL;
        char *bytes = scratch_read(&s, "m", &length);
        scratch_write(&s, "copy", bytes, length);
        free(bytes);
        (void)snprintf(sql, sizeof sql, "DROP INDEX %s", sqlite3_column_text(stmt, 0));
        assert_int_equal(sqlite3_open(scratch_path(&s, "copy", path), &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
        assert_int_equal(ri_store_open(&copy, path, RI_STORE_READ, NULL), RACI_FORMAT);
        dropped++;
    }
    assert_true(dropped > 10);
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    ri_store_close(store);
    scratch_remove(&s);
}

/* A model of the first version, as it was made then, with nothing in it. */
static void make_first(const char *path)
{
    scratch schemas = {.dir = "tests/unit/schemas"};
    sqlite3 *db = NULL;
    char *schema = scratch_read(&schemas, "version-1.sql", NULL);
    assert_non_null(schema);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, schema, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    free(schema);
}

/* It becomes the newest one, whatever lies between, and runs can be recorded in it. */
static void migrates_the_first(void **state)
{
    char path[SCRATCH_PATH];
    scratch s;
    sqlite3 *plain = NULL;
    ri_store *store = NULL;
    (void)state;
    scratch_make(&s);
    make_first(scratch_path(&s, "m", path));
    assert_int_equal(ri_store_open(&store, path, RI_STORE_READ, NULL), RACI_OK);
    assert_int_equal(ask(store->db, "SELECT count(*) FROM runs"), 0);
    assert_int_equal(sqlite3_exec(store->db, "DELETE FROM units", NULL, NULL, NULL),
                     SQLITE_READONLY);
    ri_store_close(store);
    assert_int_equal(sqlite3_open(path, &plain), SQLITE_OK);
    assert_int_equal(ask(plain, "PRAGMA user_version"), 1); /* the file is as it was */
    assert_int_equal(sqlite3_close(plain), SQLITE_OK);
    assert_int_equal(ri_store_open(&store, path, RI_STORE_WRITE, NULL), RACI_OK);
    assert_true(ask(store->db, "PRAGMA user_version") >= 3);
    assert_int_equal(ask(store->db, "SELECT count(*) FROM runs"), 0);
    assert_int_equal(ask(store->db, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'"), 9);
    ri_store_close(store);
    assert_int_equal(ri_store_open(&store, path, RI_STORE_READ, NULL), RACI_OK);
    ri_store_close(store);
    scratch_remove(&s);
}

/* A view that says something else is as foreign as a table. */
static void misses_a_view(void **state)
{
    static const char *const changes[] = {
        "DROP VIEW v_run",
        "DROP VIEW v_run; CREATE VIEW v_run AS SELECT 1 AS run",
        "CREATE VIEW v_more AS SELECT 1 AS more",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++) {
        char path[SCRATCH_PATH];
        scratch s;
        ri_store *store = NULL;
        sqlite3 *db = NULL;
        scratch_make(&s);
        assert_int_equal(ri_store_open(&store, scratch_path(&s, "m", path), RI_STORE_CREATE, NULL),
                         RACI_OK);
        ri_store_close(store);
        assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, changes[i], NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
        assert_int_equal(ri_store_open(&store, path, RI_STORE_READ, NULL), RACI_FORMAT);
        scratch_remove(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_the_schema),
        cmocka_unit_test(misses_any_statement),
        cmocka_unit_test(migrates_the_first),
        cmocka_unit_test(misses_a_view),
    };
    return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
