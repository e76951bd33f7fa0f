#include "rows.h"

#include "store/sqlite.h"

static ri_store *open_memory(void)
{
    ri_store *store = NULL;
    assert_int_equal(ri_store_open(&store, NULL, RI_STORE_MEMORY, NULL), RACI_OK);
    return store;
}

static void prepares_once(void **state)
{
    ri_store *store = open_memory();
    ri_stmt *first = NULL;
    ri_stmt *second = NULL;
    bool row = false;
    (void)state;
    assert_int_equal(ri_store_stmt(&first, store, STMT_UNIT_NEW, NULL), RACI_OK);
    ri_bind_text(first, 1, "ops");
    assert_int_equal(ri_run(first, NULL), RACI_OK);
    assert_int_equal(ri_store_last_id(store), 1);

    /* Got again it is the same, reset and without its parameters. */
    assert_int_equal(ri_store_stmt(&second, store, STMT_UNIT_NEW, NULL), RACI_OK);
    assert_ptr_equal(first, second);
    assert_int_equal(ri_run(second, NULL), RACI_INTERNAL); /* key is NOT NULL */

    assert_int_equal(ri_store_stmt(&first, store, STMT_UNIT_ID, NULL), RACI_OK);
    ri_bind_bytes(first, 1, "ops and more", 3);
    assert_int_equal(ri_step(first, &row, NULL), RACI_OK);
    assert_true(row);
    assert_int_equal(ri_column_int(first, 0), 1);
    assert_int_equal(ri_step(first, &row, NULL), RACI_OK);
    assert_false(row);
    ri_store_close(store);
}

static void gives_columns(void **state)
{
    ri_store *store = open_memory();
    ri_stmt *stmt = NULL;
    bool row = false;
    size_t length = 99;
    (void)state;
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_STAGE_ADD, NULL), RACI_OK);
    ri_bind_text(stmt, 1, "s");
    ri_bind_text(stmt, 2, NULL);
    ri_bind_int(stmt, 3, INT64_MIN);
    assert_int_equal(ri_run(stmt, NULL), RACI_OK);
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_STAGE_ROWS, NULL), RACI_OK);
    assert_int_equal(ri_step(stmt, &row, NULL), RACI_OK);
    assert_string_equal(ri_column_text(stmt, 1, &length), "s");
    assert_int_equal(length, 1);
    assert_true(ri_column_null(stmt, 2));
    assert_null(ri_column_text(stmt, 2, &length));
    assert_int_equal(length, 0);
    assert_false(ri_column_null(stmt, 3));
    assert_true(ri_column_int(stmt, 3) == INT64_MIN);
    ri_store_close(store);
}

/* A parameter that the statement lacks is a defect, told by the next step. */
static void tells_wrong_bindings(void **state)
{
    ri_store *store = open_memory();
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_error err = {0};
    (void)state;
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_UNIT_ID, NULL), RACI_OK);
    ri_bind_int(stmt, 2, 1);
    ri_bind_text(stmt, 1, "ops");
    assert_int_equal(ri_step(stmt, &row, &err), RACI_INTERNAL);
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_UNIT_ID, NULL), RACI_OK);
    ri_bind_text(stmt, 1, "ops");
    assert_int_equal(ri_step(stmt, &row, NULL), RACI_OK);
    ri_store_close(store);
}

static void tells_unexpected_rows(void **state)
{
    ri_store *store = open_memory();
    ri_stmt *stmt = NULL;
    raci_error err = {0};
    int64_t version = 0;
    (void)state;
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_USER_VERSION, NULL), RACI_OK);
    assert_int_equal(ri_run(stmt, &err), RACI_INTERNAL);
    assert_string_equal(err.message, "STMT_USER_VERSION gave a row where none was expected");
    assert_int_equal(ri_store_ask(&version, store, STMT_USER_VERSION, NULL), RACI_OK);
    assert_true(version >= 1);
    ri_store_close(store);
}

static void limits_values(void **state)
{
    ri_store *store = open_memory();
    ri_stmt *stmt = NULL;
    raci_error err = {0};
    (void)state;
    size_t length = 5000000;
    char *value = calloc(length, 1);
    assert_non_null(value);
    memset(value, 'x', length);
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_META_SET, NULL), RACI_OK);
    ri_bind_text(stmt, 1, "long");
    ri_bind_bytes(stmt, 2, value, length);
    assert_int_equal(ri_run(stmt, &err), RACI_LIMIT);
    free(value);
    ri_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prepares_once),        cmocka_unit_test(gives_columns),
        cmocka_unit_test(tells_wrong_bindings), cmocka_unit_test(tells_unexpected_rows),
        cmocka_unit_test(limits_values),
    };
    return cmocka_run_group_tests_name("statement", tests, NULL, NULL);
}
