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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_the_schema),
        cmocka_unit_test(misses_any_statement),
    };
    return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
