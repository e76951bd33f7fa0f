/*
 * Damaged files for tests: a recorded model of which every table has rows, what it says apart from
 * how it says it, and what the doctor finds.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_DAMAGING_H
#define TEST_DAMAGING_H

#include "forgotten_dan.h"

#include "base/digest.h"
#include "store/expected.h"

/* Columns that say nothing by themselves: numbers by which rows find each other, which foreign keys
   and digests hold together, and places, of which only the order counts. */
static inline bool damaging_says_nothing(const char *table, const char *column)
{
    static const char *const ids[] = {
        "unit_periods", "position_periods", "person_periods",  "seats",
        "team_periods", "team_members",     "journey_periods", "touchpoint_periods",
        "links",        "journey_steps",    "walks",           "mandates",
        "stated",       "rulings",          "acceptances",     "disputes",
    };
    static const char *const places[] = {"position_dotted", "touchpoint_units"};
    const bool is_id = strcmp(column, "id") == 0;
    for (size_t i = 0; is_id && i < COUNT(ids); i++) {
        if (strcmp(ids[i], table) == 0) {
            return true;
        }
    }
    for (size_t i = 0; strcmp(column, "place") == 0 && i < COUNT(places); i++) {
        if (strcmp(places[i], table) == 0) {
            return true;
        }
    }
    return false;
}

/* Rows of every kind that the tables of a model can have. */
#define DAMAGING_MORE                                                                              \
    "== stages.csv\nkey,name,order\nbuy,Buying,1\n"                                                \
    "== channels.csv\nkey,name\nweb,Web\n"                                                         \
    "== teams.csv\nkey,name,kind,lead\nboard,Board,council,cmo\n"                                  \
    "== team_members.csv\nteam,position\nboard,cmo\nboard,coo\n"                                   \
    "== journeys.csv\nkey,name,lead,team\nfirst,First,cmo,board\nsecond,Second,coo,\n"             \
    "== touchpoints.csv\nkey,name,journey,stage,channel,criticality,order,units,tags,reviewed_on," \
    "from\nlook,Look around,first,buy,web,3,1,marketing;ops,a;b,2026-01-01,2020-01-01\n"           \
    "pay,Pay,first,buy,web,5,2,ops,,2026-01-01,2020-01-01\n"                                       \
    "== journey_steps.csv\njourney,touchpoint,order\nsecond,pay,1\n"                               \
    "== links.csv\nfrom,to,kind\nlook,pay,handoff\n"                                               \
    "== walks.csv\nposition,channel,date\ncmo,web,2026-05-05\n"                                    \
    "== mandates.csv\nposition,scope,from,to\ncmo,journey:first,2026-01-01,2030-01-01\n"           \
    "== positions.csv\nkey,title,dotted_to,grade\ncmo,Marketing Chief,cxo;coo,E1\n"                \
    "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"                                    \
    "touchpoint:pay,C,position:cmo,office:cxo,so be it,2026-01-01,2030-01-01\n"                    \
    "== acceptances.csv\nkey,fingerprint,by,reason,from,to\n"                                      \
    "00112233445566aa,0011223344556677,office:cxo,let it be,2026-01-01,2030-01-01\n"

static inline void damaging_acknowledge(recording *r)
{
    raci_briefs *briefs = NULL;
    const raci_brief *brief = NULL;
    int64_t entry = 0;
    raci_error err = {0};
    raci_result *result = recording_check(r, "2027-01-03");
    if (raci_briefs_new(&briefs, result, &err) != RACI_OK ||
        raci_brief_of(&brief, briefs, "position:coo", &err) != RACI_OK ||
        raci_acknowledge(&entry, brief, "dan-ruiz", RECORDED_AT, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_briefs_free(briefs);
    raci_result_free(result);
}

/* Makes it and closes it; entries of runs, changes, an import, and somebody forgotten; signed.
   Byte for byte the same each time: the folder's name is in no path that is recorded. */
static inline void damaging_make(recording *r)
{
    char folder[sizeof r->s.dir];
    static const char secret[] = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    raci_forgotten *forgotten = NULL;
    int64_t entry = 0;
    raci_error err = {0};
    *r = (recording){.model = NULL};
    scratch_make_small(&r->s);
    memcpy(folder, r->s.dir, sizeof folder);
    assert_int_equal(chdir(folder), 0);
    (void)snprintf(r->s.dir, sizeof r->s.dir, ".");
    recording_fill(r, FORGETTING_ORGANIZATION, FORGETTING_POLICY);
    forgetting_record(r);
    assert_int_equal(raci_record_imports(r->model, RECORDED_AT, &err), RACI_OK);
    recording_import(r, DAMAGING_MORE);
    assert_int_equal(recording_run(r, "2027-01-03"), 3);
    damaging_acknowledge(r);
    if (forgetting_do(r->model, "dan-ruiz", NULL, &forgotten, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_forgotten_free(forgotten);
    assert_int_equal(raci_record_sign(&entry, r->model, secret, &err), RACI_OK);
    recording_policy(r, RECORDING_POLICY);
    raci_policy_free(r->policy);
    raci_model_close(r->model);
    r->policy = NULL;
    r->model = NULL;
    assert_int_equal(chdir("/"), 0);
    memcpy(r->s.dir, folder, sizeof folder);
    scratch_path(&r->s, "raci.db", r->path);
}

/* ---- what a file says ---- */

static inline bool damaging_say_table(ri_digest *digest, sqlite3 *db, const char *table)
{
    sqlite3_stmt *columns = NULL;
    sqlite3_stmt *rows = NULL;
    ri_text sql = RI_TEXT_INIT;
    ri_text key = RI_TEXT_INIT;
    int code = SQLITE_DONE;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid",
                                        -1, &columns, NULL),
                     SQLITE_OK);
    (void)sqlite3_bind_text(columns, 1, table, -1, SQLITE_STATIC);
    ri_text_add(&sql, "SELECT 0");
    while (sqlite3_step(columns) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(columns, 0);
        if (!damaging_says_nothing(table, name)) {
            ri_text_format(&sql, ", \"%s\"", name);
        }
        if (sqlite3_column_int(columns, 1) > 0) {
            ri_text_format(&key, "%s\"%s\"", key.length > 0 ? ", " : "", name);
        }
    }
    (void)sqlite3_finalize(columns);
    ri_text_format(&sql, " FROM \"%s\" NOT INDEXED%s ORDER BY %s", table,
                   strcmp(table, "meta") == 0 ? " WHERE name <> 'search'" : "",
                   ri_text_string(&key));
    ri_digest_line(digest, table);
    if (sqlite3_prepare_v2(db, ri_text_string(&sql), -1, &rows, NULL) == SQLITE_OK) {
        while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
            for (int i = 1; i < sqlite3_column_count(rows); i++) {
                const char type = (char)('0' + sqlite3_column_type(rows, i));
                const void *bytes = sqlite3_column_blob(rows, i);
                const int n = sqlite3_column_bytes(rows, i);
                ri_digest_add(digest, &type, 1);
                ri_digest_add(digest, (const char *)&n, sizeof n);
                ri_digest_add(digest, n > 0 ? bytes : "", (size_t)n);
            }
            ri_digest_add(digest, "\n", 1);
        }
    } else {
        code = SQLITE_ERROR;
    }
    (void)sqlite3_finalize(rows);
    ri_text_free(&sql);
    ri_text_free(&key);
    return code == SQLITE_DONE;
}

/* The digest of all rows; "" where they cannot be read. */
static inline void damaging_say(char out[65], const char *path)
{
    char name[RI_SCHEMA_NAME_SIZE];
    sqlite3 *db = NULL;
    ri_digest digest;
    bool ok = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
              sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;
    ri_digest_begin(&digest);
    for (size_t i = 0; ok && ri_expected_name(name, i); i++) {
        sqlite3_stmt *is = NULL;
        ok =
            sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_schema WHERE name = ?1 AND type = 'table'",
                               -1, &is, NULL) == SQLITE_OK;
        if (ok) {
            (void)sqlite3_bind_text(is, 1, name, -1, SQLITE_STATIC);
            ok = sqlite3_step(is) != SQLITE_ROW || damaging_say_table(&digest, db, name);
        }
        (void)sqlite3_finalize(is);
    }
    ri_digest_end(&digest, out, 64);
    if (!ok) {
        out[0] = '\0';
    }
    (void)sqlite3_close(db);
}

/* ---- what the doctor says ---- */

/* The codes of the flaws, each once, joined by spaces; to be freed with ri_text_free. */
static inline ri_text damaging_codes(const raci_examination *x)
{
    ri_text codes = RI_TEXT_INIT;
    raci_flaw flaw;
    const char *before = "";
    for (size_t i = 0; raci_examination_flaw(&flaw, x, i, NULL) == RACI_OK; i++) {
        if (strcmp(flaw.code, before) != 0) {
            ri_text_format(&codes, "%s%s", codes.length > 0 ? " " : "", flaw.code);
        }
        before = flaw.code;
    }
    assert_false(codes.failed);
    return codes;
}

static inline raci_examination *damaging_examine(const char *path)
{
    raci_examination *x = NULL;
    raci_error err = {0};
    if (raci_examine(&x, path, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return x;
}

static inline void damaging_expect(const char *path, const char *codes)
{
    raci_examination *x = damaging_examine(path);
    ri_text found = damaging_codes(x);
    assert_string_equal(ri_text_string(&found), codes);
    ri_text_free(&found);
    raci_examination_free(x);
}

#endif
