/* The doctor: every column of every table is looked at, what others put into a file is named, and
   only what is proved takes a file's place. */
#define _POSIX_C_SOURCE 200809L

#include "damaging.h"

/* Each test has a copy of one file. */
static recording r;
static char *whole;
static size_t whole_length;

static void restore(void)
{
    scratch_write(&r.s, "raci.db", whole, whole_length);
}

/* ---- every column ---- */

/* Another value of the column in one row, where it has one. */
static bool alter(const char *table, const char *column, const char *type)
{
    ri_text sql = RI_TEXT_INIT;
    sqlite3 *db = NULL;
    const char *other = "CASE %s WHEN 0 THEN 1 WHEN 1 THEN 0 ELSE %s + 1000003 + 0 * %s END";
    if (strcmp(type, "TEXT") == 0) {
        other = "substr(%s, 1, length(%s) - 1) || "
                "CASE substr(%s, -1) WHEN '1' THEN '2' ELSE '1' END";
    } else if (strcmp(type, "BLOB") == 0) {
        other = "CAST(%s || 'x' || %s || %s AS BLOB)";
    } else if (strcmp(column, "place") == 0) {
        other = "%s + 1000003 + 0 * %s * %s";
    }
    char value[256];
    (void)snprintf(value, sizeof value, other, column, column, column);
    ri_text_format(
        &sql,
        "PRAGMA ignore_check_constraints = ON; CREATE TEMP TABLE one AS SELECT \"%s\" AS "
        "v FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY 1 DESC LIMIT 1; "
        "UPDATE OR IGNORE \"%s\" SET \"%s\" = %s WHERE \"%s\" = (SELECT v FROM one)",
        column, table, column, table, column, value, column);
    assert_int_equal(sqlite3_open(r.path, &db), SQLITE_OK);
    if (sqlite3_exec(db, ri_text_string(&sql), NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s.%s: %s", table, column, sqlite3_errmsg(db));
    }
    bool altered = sqlite3_changes(db) > 0;
    if (!altered) { /* no row has one: now all do */
        ri_text_clear(&sql);
        ri_text_format(&sql, "UPDATE OR IGNORE \"%s\" SET \"%s\" = %s WHERE \"%s\" IS NULL", table,
                       column, strcmp(type, "TEXT") == 0 ? "'2026-01-01'" : "1", column);
        assert_int_equal(sqlite3_exec(db, ri_text_string(&sql), NULL, NULL, NULL), SQLITE_OK);
        altered = sqlite3_changes(db) > 0;
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    ri_text_free(&sql);
    return altered;
}

/* Nobody is named in the texts of policies that are rewritten here. */
static bool may_have_no_rows(const char *table)
{
    return strcmp(table, "rewritten_texts") == 0;
}

static void look_at_column(const char *line)
{
    char table[64];
    char column[64];
    char type[16];
    char both[130];
    assert_int_equal(sscanf(line, "%63[^|]|%63[^|]|%15[^\n]", table, column, type), 3);
    (void)snprintf(both, sizeof both, "%s.%s", table, column);
    restore();
    if (!alter(table, column, type)) {
        if (!may_have_no_rows(table)) {
            fail_msg("%s: no row has it", both);
        }
        return;
    }
    raci_examination *x = damaging_examine(r.path);
    const bool found = raci_examination_flaws(x) > 0;
    raci_examination_free(x);
    /* The rules by which the index of names was made: of others it is not used. */
    if (!found && !damaging_says_nothing(table, column)) {
        fail_msg("%s: another value in it is not found", both);
    }
}

static void looks_at_every_column(void **state)
{
    size_t n = 0;
    (void)state;
    restore();
    ri_text columns = recording_ask(
        &r, "SELECT t.name, c.name, c.type FROM sqlite_schema AS t JOIN pragma_table_info(t.name) "
            "AS c WHERE t.type = 'table' ORDER BY t.name, c.cid");
    for (const char *at = ri_text_string(&columns); *at != '\0'; at = strchr(at, '\n') + 1) {
        look_at_column(at);
        n++;
    }
    assert_true(n > 200);
    ri_text_free(&columns);
}

/* ---- texts that are missing ---- */

/* Leaves all rows without the text, which the schema forbids before and afterwards. */
static void unset(const char *table, const char *column)
{
    ri_text sql = RI_TEXT_INIT;
    sqlite3 *db = NULL;
    ri_text_format(
        &sql,
        "PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON; "
        "CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = '%s'; "
        "UPDATE sqlite_schema SET sql = replace(sql, 'TEXT NOT NULL', 'TEXT') WHERE name = '%s'; "
        "PRAGMA writable_schema = RESET; UPDATE \"%s\" SET \"%s\" = NULL; "
        "PRAGMA writable_schema = ON; "
        "UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = '%s'",
        table, table, table, column, table);
    assert_int_equal(sqlite3_open(r.path, &db), SQLITE_OK);
    if (sqlite3_exec(db, ri_text_string(&sql), NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s.%s: %s", table, column, sqlite3_errmsg(db));
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    ri_text_free(&sql);
}

static void look_without(const char *line)
{
    char table[64];
    char column[64];
    raci_model *model = NULL;
    raci_proof proof;
    raci_error err = {0};
    assert_int_equal(sscanf(line, "%63[^|]|%63[^\n]", table, column), 2);
    restore();
    unset(table, column);
    raci_examination *x = NULL;
    if (raci_examine(&x, r.path, &err) != RACI_OK) {
        fail_msg("%s.%s is missing: %s", table, column, err.message);
    }
    assert_true(raci_examination_flaws(x) > 0);
    raci_examination_free(x);
    assert_int_equal(raci_model_open(&model, r.path, 0, NULL), RACI_OK);
    if (raci_record_prove(&proof, model, NULL, NULL, &err) == RACI_NOMEM) {
        fail_msg("%s.%s is missing, and to prove the record: %s", table, column, err.message);
    }
    raci_model_close(model);
}

/* A text that is missing is told as damage, and not as want of memory. */
static void misses_every_text(void **state)
{
    size_t n = 0;
    (void)state;
    restore();
    ri_text columns = recording_ask(
        &r, "SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c "
            "WHERE t.type = 'table' AND c.type = 'TEXT' AND c.\"notnull\" AND NOT c.pk "
            "ORDER BY t.name, c.cid");
    for (const char *at = ri_text_string(&columns); *at != '\0'; at = strchr(at, '\n') + 1) {
        look_without(at);
        n++;
    }
    assert_true(n > 60);
    ri_text_free(&columns);
}

/* ---- what others did to a file ---- */

typedef struct tampering {
    const char *name;
    const char *sql;
    const char *codes;    /* what is found, "" for nothing */
    const char *repaired; /* and once it is repaired; NULL: it is not */
} tampering;

#define WRITABLE "PRAGMA writable_schema = ON; "

static const tampering tamperings[] = {
    {"nothing", "SELECT 1", "", ""},
    {"a trigger", "CREATE TRIGGER evil AFTER INSERT ON seats BEGIN DELETE FROM seats; END",
     "foreign", ""},
    {"a view", "CREATE VIEW evil AS SELECT * FROM seats", "foreign", ""},
    {"a table", "CREATE TABLE evil (a)", "foreign", ""},
    {"an index", "CREATE INDEX evil ON seats (kind)", "foreign", ""},
    {"an index that is gone", "DROP INDEX seats_person", "missing", ""},
    {"a view that is gone", "DROP VIEW v_run", "missing", ""},
    {"a table that is gone", "DROP TABLE walks", "missing content", NULL},
    {"an index of an expression that takes for ever",
     "CREATE INDEX evil ON seats (kind GLOB replace(hex(zeroblob(40)), '0', '*a'))", "foreign", ""},
    {"a generated column",
     "ALTER TABLE seats ADD COLUMN evil TEXT AS (replace(hex(zeroblob(99)), '0', kind))",
     "foreign missing content", NULL},
    {"a check that takes for ever",
     WRITABLE "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') || ' ' WHERE name = "
              "'walks'",
     "foreign missing content", NULL},
    {"a table in the place of another",
     WRITABLE "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name "
              "= 'positions') WHERE name = 'units'",
     "pages content", NULL},
    {"a table that is noted as another kind",
     WRITABLE "UPDATE sqlite_schema SET type = 'tAble' WHERE name = 'meta'", "missing", ""},
    {"an index that is noted as on another table",
     WRITABLE "UPDATE sqlite_schema SET tbl_name = 'units' WHERE name = 'seats_person'", "file",
     NULL},
    {"a name in the schema that is no text",
     WRITABLE "UPDATE sqlite_schema SET name = CAST(name AS BLOB) WHERE name = 'seats_person'",
     "missing", ""},
    {"a key's index that is noted as another kind",
     WRITABLE "UPDATE sqlite_schema SET type = 'Index' WHERE name = 'sqlite_autoindex_runs_1'",
     "foreign", ""},
    {"another application", "PRAGMA application_id = 7", "file", NULL},
    {"a newer version", "PRAGMA user_version = 99", "version", NULL},
    {"no version", "PRAGMA user_version = 0", "version", NULL},
    {"an older version than its tables", "PRAGMA user_version = 3", "version", ""},
    {"a name", "UPDATE person_periods SET name = 'Mallory' WHERE id = 1", "content names", NULL},
    {"no UTF-8",
     "UPDATE position_periods SET grade = CAST(x'ff41' AS TEXT) WHERE grade IS NOT NULL",
     "values content", NULL},
    {"a NUL", "UPDATE position_periods SET grade = CAST(x'410041' AS TEXT) WHERE grade IS NOT NULL",
     "values content", NULL},
    {"a NUL in a name", "UPDATE person_periods SET name = name || char(0) || 'x' WHERE id = 1",
     "values content names", NULL},
    {"no day", "UPDATE walks SET date = 'soon'", "values content", NULL},
    {"ten megabytes", "UPDATE stages SET name = CAST(zeroblob(10000000) AS TEXT)", "pages content",
     NULL},
    {"a reference to nowhere", "PRAGMA foreign_keys = OFF; UPDATE walks SET channel_id = 999",
     "references content", NULL},
    {"a fact", "INSERT INTO meta VALUES ('evil', 'x')", "facts", ""},
    {"no digest", "DELETE FROM meta WHERE name = 'digest'", "content", ""},
    {"another digest", "UPDATE meta SET value = 'x' WHERE name = 'digest'", "content", ""},
    {"no head", "DELETE FROM meta WHERE name = 'record'", "record", NULL},
    {"the head's number", "UPDATE meta SET value = '9' || substr(value, 2) WHERE name = 'record'",
     "record", ""},
    {"an entry", "UPDATE entries SET recorded_at = '2020-01-01T00:00:00Z' WHERE number = 2",
     "record", NULL},
    {"a signature", "UPDATE signatures SET signature = replace(signature, 'a', 'b')", "signatures",
     NULL},
    {"a word of the index", "UPDATE search SET word = 'aaa' WHERE part = 0", "names", ""},
    {"an index of other rules", "UPDATE meta SET value = 'x' WHERE name = 'search'", "", ""},
    {"statistics", "ANALYZE", "", ""},
    {"a rebuilt file", "VACUUM", "", ""},
};

static bool lies_beside(const char *suffix)
{
    char path[SCRATCH_PATH + 32];
    (void)snprintf(path, sizeof path, "%s%s", r.path, suffix);
    return access(path, F_OK) == 0;
}

static void treats(void **state)
{
    const tampering *t = *state;
    char before[65];
    char after[65];
    raci_error err = {0};
    restore();
    recording_sql(&r, t->sql);
    damaging_say(before, r.path);
    raci_examination *x = damaging_examine(r.path);
    ri_text codes = damaging_codes(x);
    assert_string_equal(ri_text_string(&codes), t->codes);
    if (raci_examination_repair(x, 0, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_examination_free(x);
    damaging_expect(r.path, t->repaired != NULL ? t->repaired : t->codes);
    damaging_say(after, r.path);
    if (t->repaired == NULL || t->codes[0] == '\0') { /* it was left as it is */
        assert_string_equal(after, before);
    }
    assert_int_equal(lies_beside(".before-repair"), t->repaired != NULL && t->codes[0] != '\0');
    assert_false(lies_beside(".repairing"));
    if (lies_beside(".before-repair")) {
        char path[SCRATCH_PATH + 32];
        (void)snprintf(path, sizeof path, "%s.before-repair", r.path);
        damaging_expect(path, t->codes);
        assert_int_equal(unlink(path), 0);
    }
    ri_text_free(&codes);
}

/* ---- acceptance and export ---- */

/* What another program changed is taken as it is where that is said, and only then. */
static void accepts_content(void **state)
{
    char path[SCRATCH_PATH + 32];
    raci_error err = {0};
    (void)state;
    restore();
    recording_sql(&r, "UPDATE person_periods SET name = 'Mallory' WHERE id = 1");
    raci_examination *x = damaging_examine(r.path);
    assert_int_equal(raci_examination_repair(x, 1, &err), RACI_OK);
    assert_int_equal(raci_examination_flaws(x), 0);
    raci_examination_free(x);
    damaging_expect(r.path, "");
    recording_expect(&r, "SELECT name FROM person_periods WHERE id = 1", "Mallory\n");
    (void)snprintf(path, sizeof path, "%s.before-repair", r.path);
    assert_int_equal(unlink(path), 0);
}

/* Somebody who writes is waited for, and the file is left alone. */
static void leaves_writers_alone(void **state)
{
    sqlite3 *db = NULL;
    raci_error err = {0};
    (void)state;
    restore();
    recording_sql(&r, "CREATE TABLE evil (a)");
    raci_examination *x = damaging_examine(r.path);
    assert_int_equal(sqlite3_open(r.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(raci_examination_repair(x, 0, &err), RACI_BUSY);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    raci_examination_free(x);
    damaging_expect(r.path, "foreign");
    assert_false(lies_beside(".before-repair"));
}

/* Of a table whose page cannot be read the rest comes out, and it is said that something is lost. */
static void exports_what_is_left(void **state)
{
    char folder[SCRATCH_PATH];
    size_t length = 0;
    raci_error err = {0};
    (void)state;
    restore();
    ri_text root = recording_ask(&r, "SELECT rootpage FROM sqlite_schema WHERE name = 'walks'");
    const size_t page = strtoul(ri_text_string(&root), NULL, 10);
    char *bytes = scratch_read(&r.s, "raci.db", &length);
    memset(bytes + (page - 1) * 4096, 0x55, 4096);
    scratch_write(&r.s, "raci.db", bytes, length);
    raci_examination *x = damaging_examine(r.path);
    assert_true(raci_examination_flaws(x) > 0);
    if (raci_examination_export(x, scratch_path(&r.s, "rescued", folder), &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_examination_free(x);
    char *units = scratch_read(&r.s, "rescued/units.csv", &length);
    assert_non_null(strstr(units, "marketing,Marketing"));
    char *walks = scratch_read(&r.s, "rescued/walks.csv", &length);
    assert_null(strchr(strchr(walks, '\n') + 1, '\n'));
    free(walks);
    free(units);
    free(bytes);
    ri_text_free(&root);
    scratch_empty(folder);
}

static void fails_where_nothing_is(void **state)
{
    char path[SCRATCH_PATH];
    raci_examination *x = NULL;
    raci_flaw flaw;
    raci_error err = {0};
    (void)state;
    assert_int_equal(raci_examine(&x, scratch_path(&r.s, "nothing.db", path), &err), RACI_NOTFOUND);
    assert_null(x);
    scratch_write(&r.s, "empty.db", "", 0);
    x = damaging_examine(scratch_path(&r.s, "empty.db", path));
    assert_int_equal(raci_examination_flaw(&flaw, x, 1, NULL), RACI_INVALID);
    assert_int_equal(raci_examination_flaw(&flaw, x, 0, NULL), RACI_OK);
    assert_string_equal(flaw.what, "it is empty");
    err = (raci_error){0};
    assert_int_equal(raci_examination_export(x, path, &err), RACI_FORMAT);
    assert_int_equal(raci_examination_repair(x, 1, NULL), RACI_OK);
    assert_int_equal(raci_examination_flaws(x), 1);
    raci_examination_free(x);
}

/* What is written over damage would look right from then on. */
static void nothing_is_written_over_damage(void **state)
{
    raci_model *model = NULL;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    restore();
    recording_sql(&r, "UPDATE person_periods SET name = 'Mallory' WHERE id = 1");
    assert_int_equal(raci_model_open(&model, r.path, 1, NULL), RACI_OK);
    assert_int_equal(
        folder_import(&r.s, model, "== stages.csv\nkey,name\nnew,New\n", NULL, &problems),
        RACI_FORMAT);
    raci_model_close(model);
    ri_text_free(&problems);
    damaging_expect(r.path, "content names");
}

static int make(void **state)
{
    (void)state;
    damaging_make(&r);
    whole = scratch_read(&r.s, "raci.db", &whole_length);
    return whole == NULL;
}

static int remove_it(void **state)
{
    (void)state;
    free(whole);
    recording_remove(&r);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_at_every_column),
        cmocka_unit_test(misses_every_text),
        cmocka_unit_test(accepts_content),
        cmocka_unit_test(leaves_writers_alone),
        cmocka_unit_test(exports_what_is_left),
        cmocka_unit_test(fails_where_nothing_is),
        cmocka_unit_test(nothing_is_written_over_damage),
    };
    void *none = NULL;
    (void)make(&none);
    const int failed = RUN_ROWS("doctor", tamperings, treats);
    const int others = cmocka_run_group_tests_name("doctor", tests, NULL, NULL);
    return failed + others + remove_it(&none);
}
