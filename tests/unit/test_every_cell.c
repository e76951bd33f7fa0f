/* Every cell of the record, one at a time, as another value: then it is not proved. */
#define _POSIX_C_SOURCE 200809L

#include "damaging.h"

#if defined(__SANITIZE_ADDRESS__)
#define STEP 3 /* where everything takes its time */
#else
#define STEP 1
#endif

/* Signatures are proved against a key: tests/unit/test_prove.c. */
static const char *const tables[] = {
    "entries",
    "texts",
    "text_parts",
    "run_policies",
    "run_policy_files",
    "runs",
    "run_holders",
    "run_rules",
    "run_assignments",
    "run_findings",
    "run_series",
    "changes",
    "change_steps",
    "change_rows",
    "acts",
    "acknowledged_lines",
    "acknowledgements",
    "rewritten_entries",
    "rewritten_texts",
};

/* What it was, and something behind it that no reader of C's strings sees. */
#define AS_LONG_AS_READ "\"%s\" || char(0) || 'x'"

/* Numbers at the ends of what is stored, and what other programs might take for as good. */
static const char *const values[] = {"NULL", "-1", "0", "2", "'x'", AS_LONG_AS_READ};

typedef struct kept {
    recording r;
    char *bytes; /* of the model's file */
    size_t length;
    sqlite3 *db; /* the file as another program has it */
} kept;

/* The file as it was, for another program that heeds neither constraints nor references. */
static void begin(kept *k)
{
    scratch_write(&k->r.s, "raci.db", k->bytes, k->length);
    assert_int_equal(sqlite3_open(k->r.path, &k->db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(k->db,
                                  "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;"
                                  "PRAGMA ignore_check_constraints = ON;"
                                  "PRAGMA foreign_keys = OFF",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
}

static void end(kept *k)
{
    assert_int_equal(sqlite3_close(k->db), SQLITE_OK);
}

/* Whether the altered file is proved; one that cannot be opened is not. */
static bool is_proved(kept *k)
{
    raci_error err = {0};
    const raci_status status = raci_model_open(&k->r.model, k->r.path, 0, &err);
    assert_true(status == RACI_OK || status == RACI_FORMAT);
    const bool proved = status == RACI_OK && recording_proved(&k->r);
    raci_model_close(k->r.model);
    k->r.model = NULL;
    return proved;
}

/* Sets one cell of the first or the last row; whether it is another one then. */
static bool alter(const kept *k, const char *table, const char *key, const char *column,
                  const char *value, bool last)
{
    char sql[512];
    char longer[96];
    if (strcmp(value, AS_LONG_AS_READ) == 0) {
        (void)snprintf(longer, sizeof longer, AS_LONG_AS_READ, column);
        value = longer;
    }
    (void)snprintf(sql, sizeof sql,
                   "UPDATE OR IGNORE %s SET \"%s\" = %s WHERE \"%s\" IS NOT %s AND (%s) = "
                   "(SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET %d * (SELECT count(*) - 1 "
                   "FROM %s))",
                   table, column, value, column, value, key, key, table, key, last, table);
    return sqlite3_exec(k->db, sql, NULL, NULL, NULL) == SQLITE_OK && sqlite3_changes(k->db) == 1;
}

/* What a query gives for a table, to be freed. */
static ri_text ask(kept *k, const char *what, const char *table)
{
    char sql[256];
    (void)snprintf(sql, sizeof sql, what, table);
    return recording_ask(&k->r, sql);
}

/* How many cells of a column could be altered; none unnoticed. */
static size_t try_column(kept *k, const char *table, const char *key, const char *column)
{
    size_t altered = 0;
    for (size_t i = 0; i < 2 * COUNT(values); i += STEP) {
        const char *value = values[i / 2];
        const bool last = i % 2 != 0;
        begin(k);
        const bool other = alter(k, table, key, column, value, last);
        end(k);
        if (other && is_proved(k)) {
            fail_msg("%s.%s = %s in the %s row is not noticed", table, column, value,
                     last ? "last" : "first");
        }
        altered += other;
    }
    return altered;
}

static void sees_each(void **state)
{
    kept k = {.bytes = NULL};
    (void)state;
    damaging_make(&k.r);
    assert_true(is_proved(&k));
    k.bytes = scratch_read(&k.r.s, "raci.db", &k.length);
    for (size_t i = 0; i < COUNT(tables); i++) {
        begin(&k);
        end(&k);
        ri_text key = ask(&k,
                          "SELECT group_concat(name, ', ') FROM (SELECT name FROM "
                          "pragma_table_info('%s') WHERE pk > 0 ORDER BY pk)",
                          tables[i]);
        ri_text columns = ask(&k, "SELECT name FROM pragma_table_info('%s')", tables[i]);
        key.bytes[--key.length] = '\0';
        for (char *at = NULL, *name = strtok_r(columns.bytes, "\n", &at); name != NULL;
             name = strtok_r(NULL, "\n", &at)) {
            if (try_column(&k, tables[i], ri_text_string(&key), name) == 0) {
                fail_msg("%s.%s could not be altered", tables[i], name);
            }
        }
        ri_text_free(&columns);
        ri_text_free(&key);
    }
    free(k.bytes);
    recording_remove(&k.r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sees_each),
    };
    return cmocka_run_group_tests_name("every_cell", tests, NULL, NULL);
}
