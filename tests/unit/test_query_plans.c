/*
 * Every named statement is prepared against the schema and its plan read: what
 * looks at whole tables stands here with the reason why it may.
 */
#include "rows.h"

#include <sqlite3.h>
#include <stdio.h>

#include "store/sqlite.h"

typedef struct exception {
    const char *statements; /* a glob */
    const char *reason;
} exception;

static const exception scans[] = {
    {"STMT_SCHEMA_TEXTS", "the schema is compared as a whole, forty rows"},
    {"STMT_*_KEYS", "all keys are wanted: for the nearest one, or for the snapshot's order"},
    {"STMT_*_ROWS", "an export and the digest read everything"},
    {"STMT_IMPORT_UNKNOWN_*", "every reference that was noted is looked at, once an import"},
    {"STMT_UNIT_LINES", "cycles are looked for among all units, once an import"},
    {"STMT_POSITION_LINES", "cycles are looked for among all positions, once an import"},
    {"STMT_SNAPSHOT_COUNTS*", "counting needs no rows, and says how much memory is wanted"},
    {"STMT_SNAPSHOT_*_THERE", "a whole snapshot: what is there on the date"},
    {"STMT_SNAPSHOT_UNITS", "a whole snapshot"},
    {"STMT_SNAPSHOT_POSITIONS", "a whole snapshot"},
    {"STMT_SNAPSHOT_PEOPLE", "a whole snapshot"},
    {"STMT_SNAPSHOT_TEAMS", "a whole snapshot"},
    {"STMT_SNAPSHOT_STAGES", "a handful of rows, all of them wanted"},
    {"STMT_SNAPSHOT_CHANNELS", "a handful of rows, all of them wanted"},
    {"STMT_SNAPSHOT_JOURNEYS", "a whole snapshot"},
    {"STMT_SNAPSHOT_TOUCHPOINTS", "a whole snapshot"},
    {"STMT_SNAPSHOT_DOTTED", "a whole snapshot"},
    {"STMT_SNAPSHOT_SEATS", "a whole snapshot"},
    {"STMT_SNAPSHOT_MEMBERS", "a whole snapshot"},
    {"STMT_SNAPSHOT_DELIVERING", "a whole snapshot"},
    {"STMT_SNAPSHOT_STEPS", "a whole snapshot"},
    {"STMT_SNAPSHOT_JOURNEY_ORDER", "a whole snapshot"},
    {"STMT_SNAPSHOT_LINKS", "a whole snapshot"},
    {"STMT_SNAPSHOT_WALKS", "a whole snapshot"},
    {"STMT_SNAPSHOT_MANDATES", "a whole snapshot"},
    {"STMT_SNAPSHOT_STATED", "a whole snapshot"},
    {"STMT_SNAPSHOT_RULINGS", "a whole snapshot"},
    {"STMT_SNAPSHOT_RULED_UNITS", "a whole snapshot; rulings are few, the rest is looked up"},
    {"STMT_SNAPSHOT_DISPUTES", "a whole snapshot"},
    {"STMT_SNAPSHOT_PAST_SEATS", "a whole snapshot"},
    {"STMT_SNAPSHOT_SITTING", "a whole snapshot"},
    {"STMT_BASIS_*", "a whole snapshot, and what is kept beside it"},
    {"STMT_SNAPSHOT_STANDING", "a whole snapshot"},
    {"STMT_SNAPSHOT_DEPARTMENTS", "it stops at the second, which nearly always comes soon"},
    {"STMT_SNAPSHOT_UNIT_TREE", "an organization that seems to have one department"},
    {"STMT_SNAPSHOT_ACCEPTANCES", "all are wanted, and they are few"},
    {"STMT_SNAPSHOT_ANY_MANDATE", "it stops at the first mandate of the date"},
    {"STMT_SNAPSHOT_UNITS_BELOW", "the tree that the statement itself collects"},
    {"STMT_SEARCH_*_ALL", "the index of names is made of every name"},
    {"STMT_SEARCH_COUNT", "the largest id, which is the last one"},
    {"STMT_SINCE_ALL", "everything that is there is asked for, once a check"},
    {"STMT_RUN_*_OPEN", "one ordered pass over the last run"},
    {"STMT_RUN_*_EITHER", "one ordered pass over all runs finds two of them"},
    {"STMT_*_EVER", "the record is proved as a whole"},
    {"STMT_RUN_CLASSES", "sets of holders are shared by all subjects"},
    {"STMT_RUN_RULES", "sets of rules are shared by all findings"},
    {"STMT_RUN_LOG", "all runs are wanted"},
    {"STMT_ENTRY_LAST", "it stops at the newest entry"},
    {"STMT_RUN_ON", "runs are few: one a day at most"},
    {"STMT_RUN_EARLIER", "runs are few"},
    {"STMT_RUN_SINCE_WRONG", "runs are few, and this proves them"},
    {"STMT_CHANGE_ENTRIES", "all changes are wanted"},
    {"STMT_ACTS_DECIDED", "few are decided, and one is sought by a beginning of its key"},
    {"STMT_*S_COUNTED", "the record is proved as a whole"},
    {"STMT_SNAPSHOT_ACKNOWLEDGED", "all are wanted, and they are few"},
    {"STMT_TURNINGS", "all that begins or ends within some days is wanted, once"},
    {"STMT_SCHEMA_*", "the schema, some hundred rows"},
    {"STMT_TABLE_*", "the schema, and a table that is examined as a whole"},
    {"STMT_PAGES_BYTES", "two numbers about the file"},
    {"STMT_META_ALL", "a handful of facts"},
    {"STMT_META_DROP_FOREIGN", "a handful of facts"},
    {"STMT_CONTENT_RECORDED", "it stops at the newest entry that says one"},
    {"STMT_TEXT_COLUMNS", "the schema's columns, some two hundred"},
    {"STMT_FORGET_*", "somebody is looked for in everything, once"},
    {"STMT_RECORD_UNWRITTEN", "the record is proved as a whole"},
    {"STMT_REWRITTEN_*", "the record is proved as a whole"},
    {"STMT_NAMED_*", "a name that is not exact is compared with every name"},
};

static const exception unordered[] = {
    {"STMT_*_ID", "a key has one identity"},  {"STMT_META_GET", "a primary key"},
    {"STMT_*_KEY", "a primary key"},          {"STMT_CHANGE_OF", "a primary key"},
    {"STMT_*S_COUNTED", "one row"},           {"STMT_ACKNOWLEDGEMENT_OF", "a primary key"},
    {"STMT_ATTRIBUTE_GET", "a primary key"},  {"STMT_IMPORT_ROW_LINE", "a primary key"},
    {"STMT_UNIT_LINE", "a primary key"},      {"STMT_POSITION_LINE", "a primary key"},
    {"STMT_SEARCH_COUNT", "one row"},         {"STMT_SNAPSHOT_COUNTS*", "one row of counts"},
    {"STMT_SNAPSHOT_ANY_MANDATE", "one row"}, {"STMT_LAST_RUN", "one row"},
    {"STMT_REWRITTEN_COUNTED", "one row"},    {"STMT_REWRITTEN_ALL", "one row"},
    {"STMT_REWRITTEN_SINCE", "one row"},
};

static bool is_excepted(const exception *exceptions, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (sqlite3_strglob(exceptions[i].statements, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool begins(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* A model in memory with the import's tables, which statements name too. */
static ri_store *open_memory(void)
{
    ri_store *store = NULL;
    assert_int_equal(ri_store_open(&store, NULL, RI_STORE_MEMORY, NULL), RACI_OK);
    /* Where it changes anything, its preparation drops the tables that are there. */
    assert_int_equal(ri_store_do(store, STMT_TEMPORARY_IN_MEMORY, NULL), RACI_OK);
    for (int i = 0; i < RI_QUERY_COUNT; i++) {
        if (begins(ri_query_sql[i], "CREATE TEMP")) {
            assert_int_equal(ri_store_do(store, (enum ri_query)i, NULL), RACI_OK);
        }
    }
    return store;
}

static bool has_plan(int i)
{
    return begins(ri_query_sql[i], "SELECT") || begins(ri_query_sql[i], "WITH") ||
           begins(ri_query_sql[i], "INSERT") || begins(ri_query_sql[i], "UPDATE") ||
           begins(ri_query_sql[i], "DELETE");
}

static void prepares_all(void **state)
{
    ri_store *store = open_memory();
    int failed = 0;
    (void)state;
    for (int i = 0; i < RI_QUERY_COUNT; i++) {
        ri_stmt *stmt = NULL;
        raci_error err = {0};
        if (begins(ri_query_sql[i], "CREATE TEMP")) {
            continue; /* made above; a second time it would be there already */
        }
        if (ri_store_stmt(&stmt, store, (enum ri_query)i, &err) != RACI_OK) {
            print_error("%s: %s\n", ri_query_name[i], err.message);
            failed++;
        }
    }
    ri_store_close(store);
    assert_int_equal(failed, 0);
}

/* Whether a line of a plan reads a whole table, or builds an index to avoid it. */
static bool is_scan(const char *line)
{
    bool scan = begins(line, "SCAN") && strcmp(line, "SCAN CONSTANT ROW") != 0;
    return scan || strstr(line, "AUTOMATIC") != NULL;
}

static void scans_with_reason(void **state)
{
    ri_store *store = open_memory();
    int failed = 0;
    (void)state;
    for (int i = 0; i < RI_QUERY_COUNT; i++) {
        char text[5000];
        sqlite3_stmt *plan = NULL;
        if (!has_plan(i)) {
            continue;
        }
        assert_true(snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", ri_query_sql[i]) <
                    (int)sizeof text);
        assert_int_equal(sqlite3_prepare_v2(store->db, text, -1, &plan, NULL), SQLITE_OK);
        while (sqlite3_step(plan) == SQLITE_ROW) {
            const char *line = (const char *)sqlite3_column_text(plan, 3);
            if (is_scan(line) && !is_excepted(scans, COUNT(scans), ri_query_name[i])) {
                print_error("%s: %s\n", ri_query_name[i], line);
                failed++;
            }
        }
        assert_int_equal(sqlite3_finalize(plan), SQLITE_OK);
    }
    ri_store_close(store);
    assert_int_equal(failed, 0);
}

static void orders_rows(void **state)
{
    int failed = 0;
    (void)state;
    for (int i = 0; i < RI_QUERY_COUNT; i++) {
        bool reads = begins(ri_query_sql[i], "SELECT") || begins(ri_query_sql[i], "WITH");
        if (reads && strstr(ri_query_sql[i], "ORDER BY") == NULL &&
            !is_excepted(unordered, COUNT(unordered), ri_query_name[i])) {
            print_error("%s gives rows in no order\n", ri_query_name[i]);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* An exception that no statement needs any more is to be taken away. */
static void excepts_what_is_there(void **state)
{
    int failed = 0;
    (void)state;
    for (size_t k = 0; k < COUNT(scans) + COUNT(unordered); k++) {
        const exception *each = k < COUNT(scans) ? &scans[k] : &unordered[k - COUNT(scans)];
        bool used = false;
        for (int i = 0; i < RI_QUERY_COUNT && !used; i++) {
            used = sqlite3_strglob(each->statements, ri_query_name[i]) == 0;
        }
        if (!used) {
            print_error("%s: no statement is of that name (%s)\n", each->statements, each->reason);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prepares_all),
        cmocka_unit_test(scans_with_reason),
        cmocka_unit_test(orders_rows),
        cmocka_unit_test(excepts_what_is_there),
    };
    return cmocka_run_group_tests_name("query plans", tests, NULL, NULL);
}
