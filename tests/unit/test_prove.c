/* The record proved against a head that was noted, and by signatures. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

static const char secret[] = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
static const char signer[] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

/* Three runs; the head after each. */
typedef struct three {
    recording r;
    char heads[3][RACI_KEY_SIZE];
} three;

static void make_three(three *t)
{
    static const char *const days[] = {"2026-07-01", "2026-07-02", "2026-07-03"};
    int64_t entry = 0;
    recording_make(&t->r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(raci_record_head(&entry, t->heads[0], t->r.model, NULL), RACI_OK);
    assert_int_equal(entry, 0);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(recording_run(&t->r, days[i]), i + 1);
        assert_int_equal(raci_record_head(&entry, t->heads[i], t->r.model, NULL), RACI_OK);
        assert_int_equal(entry, i + 1);
    }
}

static raci_proof prove(const three *t, const char *head, const char *by)
{
    raci_proof proof = {.entries = 0};
    raci_error err = {0};
    if (raci_record_prove(&proof, t->r.model, head, by, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(proof.broken, proof.broken_what[0] != '\0');
    return proof;
}

static void proves_what_was_not_altered(void **state)
{
    three t;
    (void)state;
    make_three(&t);
    for (size_t i = 0; i < 3; i++) {
        const raci_proof proof = prove(&t, t.heads[i], NULL);
        assert_false(proof.broken);
        assert_int_equal(proof.entries, 3);
        assert_int_equal(proof.head_entry, i + 1);
        assert_string_equal(proof.head, t.heads[2]);
    }
    recording_remove(&t.r);
}

#define CUT                                                                                        \
    "PRAGMA foreign_keys = OFF; DELETE FROM entries WHERE number = 3; "                            \
    "DELETE FROM runs WHERE number = 3; DELETE FROM run_series WHERE first_run = 3; "              \
    "UPDATE run_series SET last_run = NULL WHERE last_run = 2; "                                   \
    "DELETE FROM run_findings WHERE first_run = 3; "                                               \
    "UPDATE run_findings SET last_run = NULL WHERE last_run = 2; "                                 \
    "DELETE FROM run_assignments WHERE first_run = 3; "                                            \
    "UPDATE run_assignments SET last_run = NULL WHERE last_run = 2; "

/* Somebody who knows how it is written leaves nothing of what was cut off: only who noted the
   head sees it. */
static void sees_what_was_cut_off(void **state)
{
    three t;
    (void)state;
    make_three(&t);
    recording_sql(&t.r, CUT);
    raci_proof proof = prove(&t, NULL, NULL);
    assert_true(proof.broken);
    assert_int_equal(proof.broken_entry, 3);
    assert_string_equal(proof.broken_table, "entries");
    recording_sql(&t.r, "UPDATE meta SET value = (SELECT number || ' ' || digest FROM entries "
                        "ORDER BY number DESC LIMIT 1) WHERE name = 'record'");
    proof = prove(&t, NULL, NULL);
    assert_false(proof.broken);
    assert_int_equal(proof.entries, 2);
    assert_false(prove(&t, t.heads[1], NULL).broken);
    proof = prove(&t, t.heads[2], NULL);
    assert_true(proof.broken);
    assert_int_equal(proof.head_entry, 0);
    recording_remove(&t.r);
}

static void vouches_for_all_before(void **state)
{
    int64_t entry = 0;
    three t;
    (void)state;
    make_three(&t);
    assert_true(prove(&t, NULL, signer).broken); /* nothing is signed */
    assert_int_equal(raci_record_sign(&entry, t.r.model, secret, NULL), RACI_OK);
    assert_int_equal(entry, 3);
    assert_int_equal(raci_record_sign(&entry, t.r.model, secret, NULL), RACI_OK); /* again */
    assert_int_equal(recording_run(&t.r, "2026-07-04"), 4);
    const raci_proof proof = prove(&t, t.heads[2], signer);
    assert_false(proof.broken);
    assert_int_equal(proof.entries, 4);
    assert_int_equal(proof.signatures, 1);
    assert_int_equal(proof.signed_entry, 3);
    recording_remove(&t.r);
}

typedef struct row {
    const char *name;
    const char *sql;
    int64_t entry;
    const char *table;
} row;

static const row tampered[] = {
    {"another signature",
     "UPDATE signatures SET signature = "
     "iif(substr(signature, 1, 1) = 'e', 'd', 'e') || substr(signature, 2)",
     3, "signatures"},
    {"a signature of another entry", "UPDATE signatures SET entry = 2", 2, "signatures"},
    {"one that is no text of digits", "UPDATE signatures SET signature = 'x'", 3, "signatures"},
    {"of an entry that is not there",
     "PRAGMA foreign_keys = OFF; INSERT INTO signatures SELECT 9, signer, signature FROM signatures",
     4, "signatures"},
    {"none any more", "DELETE FROM signatures", 0, "signatures"},
    {"what it signed was altered", "UPDATE runs SET raci = raci || 'x' WHERE number = 2", 2,
     "runs"},
    {"an entry's digest", "UPDATE entries SET body = previous WHERE number = 2", 2, "entries"},
    {"an entry between is gone", "PRAGMA foreign_keys = OFF; DELETE FROM entries WHERE number = 2",
     2, "entries"},
    {"a run is gone", "PRAGMA foreign_keys = OFF; DELETE FROM runs WHERE number = 2", 2, "runs"},
    {"all of it is gone", "PRAGMA foreign_keys = OFF; DELETE FROM entries", 1, "entries"},
};

static void names_the_first_broken_link(void **state)
{
    const row *c = *state;
    int64_t entry = 0;
    three t;
    make_three(&t);
    assert_int_equal(raci_record_sign(&entry, t.r.model, secret, NULL), RACI_OK);
    assert_false(prove(&t, NULL, signer).broken);
    recording_sql(&t.r, c->sql);
    const raci_proof proof = prove(&t, NULL, signer);
    assert_true(proof.broken);
    assert_int_equal(proof.broken_entry, c->entry);
    assert_string_equal(proof.broken_table, c->table);
    recording_remove(&t.r);
}

/* Somebody else, who signs once the entries are proved and signatures are to be counted. */
typedef struct other {
    raci_model *model;
    bool came;
} other;

static int sign_meanwhile(unsigned what, void *payload, void *stmt, void *text)
{
    other *o = payload;
    int64_t entry = 0;
    (void)what;
    (void)text;
    if (strcmp(sqlite3_sql(stmt), ri_query_sql[STMT_SIGNATURES_COUNTED]) == 0) {
        const raci_status status = raci_record_sign(&entry, o->model, secret, NULL);
        assert_true(status == RACI_OK || status == RACI_BUSY);
        o->came = true;
    }
    return 0;
}

/* What others write while a record is proved is no part of what is proved. */
static void proves_what_it_read(void **state)
{
    int64_t entry = 0;
    other o = {.model = NULL};
    three t;
    (void)state;
    make_three(&t);
    assert_int_equal(raci_record_sign(&entry, t.r.model, secret, NULL), RACI_OK);
    assert_int_equal(recording_run(&t.r, "2026-07-04"), 4);
    assert_int_equal(raci_model_open(&o.model, t.r.path, 1, NULL), RACI_OK);
    ri_store_wait(ri_model_store(o.model), 0);
    sqlite3 *db = ri_model_store(t.r.model)->db;
    assert_int_equal(sqlite3_trace_v2(db, SQLITE_TRACE_STMT, sign_meanwhile, &o), SQLITE_OK);
    const raci_proof proof = prove(&t, NULL, signer);
    assert_int_equal(sqlite3_trace_v2(db, 0, NULL, NULL), SQLITE_OK);
    assert_true(o.came);
    assert_false(proof.broken);
    assert_int_equal(proof.signatures, 1);
    raci_model_close(o.model);
    recording_remove(&t.r);
}

static void refuses_what_is_no_key(void **state)
{
    static const char *const bad[] = {"", "4ccd", "Last", "g"};
    raci_proof proof;
    int64_t entry = 0;
    char key[RACI_KEY_SIZE];
    three t;
    (void)state;
    make_three(&t);
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(raci_record_prove(&proof, t.r.model, bad[i], NULL, NULL), RACI_INVALID);
        assert_int_equal(raci_record_prove(&proof, t.r.model, NULL, bad[i], NULL), RACI_INVALID);
        assert_int_equal(raci_record_sign(&entry, t.r.model, bad[i], NULL), RACI_INVALID);
        assert_int_equal(raci_signing_public(key, bad[i], NULL), RACI_INVALID);
    }
    recording_remove(&t.r);
}

static void signs_nothing_where_nothing_is(void **state)
{
    int64_t entry = 0;
    char made[RACI_KEY_SIZE];
    char key[RACI_KEY_SIZE];
    char again[RACI_KEY_SIZE];
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(raci_signing_key(made, key, NULL), RACI_OK);
    assert_int_equal(raci_signing_public(again, made, NULL), RACI_OK);
    assert_string_equal(again, key);
    assert_int_equal(raci_record_sign(&entry, r.model, made, NULL), RACI_NOTFOUND);
    recording_remove(&r);
}

static bool prove_once(void *payload)
{
    raci_proof proof;
    const three *t = payload;
    const raci_status status = raci_record_prove(&proof, t->r.model, t->heads[2], signer, NULL);
    assert_true(status == RACI_OK ? !proof.broken : status == RACI_NOMEM);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    int64_t entry = 0;
    three t;
    (void)state;
    make_three(&t);
    assert_int_equal(raci_record_sign(&entry, t.r.model, secret, NULL), RACI_OK);
    assert_true(with_all_failures(prove_once, &t) > 10);
    recording_remove(&t.r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proves_what_was_not_altered),
        cmocka_unit_test(sees_what_was_cut_off),
        cmocka_unit_test(vouches_for_all_before),
        cmocka_unit_test(refuses_what_is_no_key),
        cmocka_unit_test(signs_nothing_where_nothing_is),
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(proves_what_it_read),
    };
    int failed = RUN_ROWS("tampered", tampered, names_the_first_broken_link);
    return failed + cmocka_run_group_tests_name("prove", tests, NULL, NULL);
}
