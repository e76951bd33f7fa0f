/*
 * Recorded runs for tests: a model and a policy in a folder of their own.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_RECORDING_H
#define TEST_RECORDING_H

#include "folders.h"

#include <raci.h>

#include "check/result.h"
#include "model/known.h"
#include "store/sqlite.h"

#define RECORDED_AT "2026-07-01T10:30:00Z"

typedef struct recording {
    scratch s;
    char path[SCRATCH_PATH]; /* of the model */
    raci_model *model;
    raci_policy *policy;
} recording;

static inline void recording_policy(recording *r, const char *text)
{
    char path[SCRATCH_PATH];
    const char *paths[1] = {scratch_path(&r->s, "policy.lua", path)};
    raci_error err = {0};
    raci_policy_free(r->policy);
    r->policy = NULL;
    scratch_write(&r->s, "policy.lua", text, strlen(text));
    if (raci_policy_load(&r->policy, r->model, paths, 1, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s:%d: %s", err.file, err.line, err.message);
    }
}

static inline void recording_import(recording *r, const char *files)
{
    ri_text problems = RI_TEXT_INIT;
    raci_status status = folder_import(&r->s, r->model, files, NULL, &problems);
    if (status != RACI_OK) {
        fail_msg("%s", ri_text_string(&problems));
    }
    ri_text_free(&problems);
}

/* The organization and the policy, in a folder that was made. */
static inline void recording_fill(recording *r, const char *files, const char *policy)
{
    r->model = folder_model(&r->s, "raci.db");
    scratch_path(&r->s, "raci.db", r->path);
    recording_import(r, files);
    recording_policy(r, policy);
}

static inline void recording_make(recording *r, const char *files, const char *policy)
{
    *r = (recording){.model = NULL};
    scratch_make(&r->s);
    recording_fill(r, files, policy);
}

static inline void recording_remove(recording *r)
{
    raci_policy_free(r->policy);
    raci_model_close(r->model);
    scratch_remove(&r->s);
}

static inline raci_result *recording_check(recording *r, const char *date)
{
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = date, .whole = 1};
    if (raci_check(&result, r->model, r->policy, &options, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return result;
}

/* Evaluates and records. */
static inline int64_t recording_run(recording *r, const char *date)
{
    int64_t run = 0;
    raci_error err = {0};
    raci_result *result = recording_check(r, date);
    if (raci_record(&run, result, RECORDED_AT, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_result_free(result);
    return run;
}

/* Runs plain SQL as another program would, with views, on a connection of its own. */
static inline void recording_sql(const recording *r, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(r->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* The rows that a query gives there, values joined by '|', a line each; to be freed with
   ri_text_free. NULL is "". */
static inline ri_text recording_ask(const recording *r, const char *sql)
{
    ri_text out = RI_TEXT_INIT;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open_v2(r->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA trusted_schema = OFF", NULL, NULL, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const char *text = (const char *)sqlite3_column_text(stmt, i);
            ri_text_add(&out, i > 0 ? "|" : "");
            ri_text_add(&out, text != NULL ? text : "");
        }
        ri_text_char(&out, '\n');
    }
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_false(out.failed);
    return out;
}

static inline void recording_expect(const recording *r, const char *sql, const char *expected)
{
    ri_text out = recording_ask(r, sql);
    assert_string_equal(ri_text_string(&out), expected);
    ri_text_free(&out);
}

/* Whether the record is proved. */
static inline bool recording_proved(const recording *r)
{
    size_t entries = 0;
    raci_error err = {0};
    raci_status status = raci_record_verify(&entries, r->model, &err);
    assert_true(status == RACI_OK || status == RACI_FORMAT);
    assert_int_equal(status == RACI_OK, err.message[0] == '\0');
    return status == RACI_OK;
}

/* An organization of two departments in which little is wrong. */
#define RECORDING_UNITS                                                                            \
    "== units.csv\nkey,name,parent,head,kind\nacme,Acme,,ceo,company\n"                            \
    "marketing,Marketing,acme,cmo,department\nops,Operations,acme,coo,department\n"
#define RECORDING_POSITIONS                                                                        \
    "== positions.csv\nkey,title,unit,reports_to,office\nceo,Chief,acme,,ceo\n"                    \
    "cxo,Experience,acme,ceo,cxo\ncmo,Marketing Chief,marketing,ceo,cmo\n"                         \
    "coo,Operations Chief,ops,ceo,coo\n"
#define RECORDING_SEATS                                                                            \
    "== people.csv\nkey,name\nann,Ann Ito\nxia,Xia Wu\nmia,Mia Roe\ndan,Dan Ruiz\n"                \
    "== seats.csv\nposition,person,kind\nceo,ann,holder\ncxo,xia,holder\ncmo,mia,holder\n"         \
    "coo,dan,holder\n"
#define RECORDING_TOUCHPOINTS                                                                      \
    "== touchpoints.csv\nkey,name,units\nlook,Look around,marketing\npay,Pay,ops\n"
#define RECORDING_ORGANIZATION                                                                     \
    RECORDING_UNITS RECORDING_POSITIONS RECORDING_SEATS RECORDING_TOUCHPOINTS
#define RECORDING_HEAD "policy { name = \"t\", version = \"1\", scheme = \"RACI\" }\n"
#define RECORDING_CALM                                                                             \
    "checks { [\"single-point-of-failure\"] = \"off\", [\"only-by-default\"] = \"off\", "          \
    "[\"nobody-told\"] = \"off\", [\"no-role\"] = \"off\", [\"silo-touchpoint\"] = \"off\" }\n"
#define RECORDING_RULE                                                                             \
    "rule \"heads answer\" { because = \"so\", assign = { A = head_of_delivering_unit(), "         \
    "R = delivering_units() } }\n"
/* The touchpoint pay has two accountable. */
#define RECORDING_TWO                                                                              \
    "rule \"two answer\" { because = \"so\", match = { key = \"pay\" }, "                          \
    "assign = { A = \"position:cmo\" } }\n"
#define RECORDING_POLICY RECORDING_HEAD RECORDING_CALM RECORDING_RULE

#endif
