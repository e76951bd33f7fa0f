/* Keeping a run: what is written, what is not, and what is refused. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

#include <signal.h>
#include <sys/wait.h>

static raci_status try_record(recording *r, const raci_check_options *options, const char *when,
                              raci_error *err)
{
    raci_result *result = NULL;
    int64_t run = 0;
    assert_int_equal(raci_check(&result, r->model, r->policy, options, NULL), RACI_OK);
    raci_status status = raci_record(&run, result, when, err);
    raci_result_free(result);
    return status;
}

static void keeps_what_was_found(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_expect(&r, "SELECT number, date, errors, infos, new, moves, since FROM runs",
                     "1|2026-07-01|1|0|||2026-07-01\n");
    recording_expect(&r, "SELECT number, kind, recorded_at, length(digest) FROM entries",
                     "1|run|" RECORDED_AT "|64\n");
    recording_expect(&r,
                     "SELECT subject, letter, holder FROM run_assignments JOIN run_holders "
                     "USING (class_id) ORDER BY 1, 2, 3",
                     "touchpoint:look|A|position:cmo\ntouchpoint:look|R|unit:marketing\n"
                     "touchpoint:pay|A|position:cmo\ntouchpoint:pay|A|position:coo\n"
                     "touchpoint:pay|R|unit:ops\n");
    recording_expect(&r,
                     "SELECT code, subject, letter, severity, parties, escalate_to, accepted "
                     "FROM run_findings WHERE code = 'many-accountable'",
                     "many-accountable|touchpoint:pay|A|error|position:cmo;position:coo|"
                     "position:cxo|0\n");
    recording_expect(&r, "SELECT name, file, line FROM run_rules ORDER BY id, place LIMIT 2",
                     "heads answer|policy.lua|3\ntwo answer|policy.lua|4\n");
    recording_expect(&r,
                     "SELECT name, root, shipped, bytes FROM run_policy_files JOIN text_parts "
                     "USING (text_id)",
                     "policy.lua|1|0|" RECORDING_POLICY RECORDING_TWO "\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

static int64_t rows_of(const recording *r, const char *table)
{
    char sql[96];
    (void)snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    ri_text out = recording_ask(r, sql);
    int64_t n = strtol(ri_text_string(&out), NULL, 10);
    ri_text_free(&out);
    return n;
}

static void costs_nothing_again(void **state)
{
    static const char *const tables[] = {"run_assignments", "run_holders",      "run_findings",
                                         "run_rules",       "run_series",       "texts",
                                         "text_parts",      "run_policy_files", "run_policies"};
    int64_t before[COUNT(tables)];
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    for (size_t i = 0; i < COUNT(tables); i++) {
        before[i] = rows_of(&r, tables[i]);
        assert_true(before[i] > 0);
    }
    assert_int_equal(recording_run(&r, "2026-07-02"), 2);
    for (size_t i = 0; i < COUNT(tables); i++) {
        assert_int_equal(rows_of(&r, tables[i]), before[i]);
    }
    recording_expect(&r, "SELECT new, changed, gone, moves FROM runs WHERE number = 2",
                     "0|0|0|0\n");
    /* The same policy elsewhere: its text is not kept again, its findings stay. */
    char path[SCRATCH_PATH];
    const char *paths[1] = {scratch_path(&r.s, "elsewhere", path)};
    assert_int_equal(mkdir(path, 0777), 0);
    scratch_write(&r.s, "elsewhere/policy.lua", RECORDING_POLICY RECORDING_TWO,
                  strlen(RECORDING_POLICY RECORDING_TWO));
    raci_policy_free(r.policy);
    r.policy = NULL;
    assert_int_equal(raci_policy_load(&r.policy, r.model, paths, 1, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(recording_run(&r, "2026-07-03"), 3);
    assert_int_equal(rows_of(&r, "run_findings"), before[2]);
    assert_int_equal(rows_of(&r, "texts"), before[5]);
    assert_int_equal(rows_of(&r, "run_policies"), 2);
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

static void closes_what_ends(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_policy(&r, RECORDING_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-02"), 2);
    recording_expect(&r, "SELECT new, changed, gone, moves FROM runs WHERE number = 2",
                     "0|0|1|1\n");
    recording_expect(&r, "SELECT subject, first_run, last_run FROM run_assignments ORDER BY 1, 2",
                     "touchpoint:look|1|\ntouchpoint:pay|1|1\ntouchpoint:pay|2|\n");
    recording_expect(&r, "SELECT count(*) FROM run_findings WHERE last_run IS NULL", "0\n");
    recording_policy(&r, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-03"), 3);
    recording_expect(&r, "SELECT new, changed, gone, moves FROM runs WHERE number = 3",
                     "1|0|0|1\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

static void refuses(void **state)
{
    static const char *const codes[] = {"no-ceo"};
    static const char *const times[] = {NULL,
                                        "",
                                        "2026-07-01",
                                        "2026-07-01T10:30:00",
                                        "2026-07-01 10:30:00Z",
                                        "2026-13-01T10:30:00Z",
                                        "2026-07-01T24:30:00Z",
                                        "2026-07-01T10:60:00Z",
                                        "2026-07-01T10:30:61Z",
                                        "2026-07-01T10:30:00Z "};
    const raci_check_options whole = {.date = "2026-07-01", .whole = 1};
    const raci_check_options plain = {.date = "2026-07-01"};
    const raci_check_options some = {
        .date = "2026-07-01", .whole = 1, .codes = codes, .n_codes = 1};
    raci_error err = {0};
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    for (size_t i = 0; i < COUNT(times); i++) {
        assert_int_equal(try_record(&r, &whole, times[i], NULL), RACI_INVALID);
    }
    assert_int_equal(try_record(&r, &plain, RECORDED_AT, NULL), RACI_INVALID);
    assert_int_equal(try_record(&r, &some, RECORDED_AT, NULL), RACI_INVALID);
    recording_policy(&r, RECORDING_POLICY
                     "rule \"breaks\" { when = function(t) return t.criticality > 1 end, "
                     "assign = { I = \"unit:ops\" } }\n");
    assert_int_equal(try_record(&r, &whole, RECORDED_AT, &err), RACI_POLICY);
    assert_non_null(strstr(err.message, "not recorded"));
    recording_expect(&r, "SELECT count(*) FROM entries", "0\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

static void wants_what_was_evaluated(void **state)
{
    int64_t run = 0;
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    raci_result *first = recording_check(&r, "2026-07-01");
    raci_result *second = recording_check(&r, "2026-07-01");
    assert_int_equal(raci_record(&run, first, RECORDED_AT, NULL), RACI_OK);
    assert_int_equal(raci_record(&run, second, RECORDED_AT, NULL), RACI_BUSY);
    raci_result_free(second);
    second = recording_check(&r, "2026-07-01");
    recording_import(&r, "== touchpoints.csv\nkey,units\nnew,ops\n");
    assert_int_equal(raci_record(&run, second, RECORDED_AT, NULL), RACI_BUSY);
    assert_int_equal(run, 1);
    raci_result_free(second);
    raci_result_free(first);
    recording_remove(&r);
}

/* Another program's numbers, from which none could be counted on. */
static void refuses_far_numbers(void **state)
{
    static const char *const tampered[] = {
        "UPDATE entries SET number = 9223372036854775807",
        "UPDATE runs SET number = 9223372036854775807",
        "UPDATE run_holders SET class_id = 9223372036854775807 WHERE class_id = 1",
        "UPDATE run_rules SET id = 9223372036854775807 WHERE id = 1",
    };
    const raci_check_options whole = {.date = "2026-07-01", .whole = 1};
    (void)state;
    for (size_t i = 0; i < COUNT(tampered); i++) {
        raci_error err = {0};
        recording r;
        recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
        assert_int_equal(recording_run(&r, "2026-07-01"), 1);
        recording_sql(&r, tampered[i]);
        assert_int_equal(try_record(&r, &whole, RECORDED_AT, &err), RACI_FORMAT);
        assert_non_null(strstr(err.message, "9223372036854775807"));
        assert_false(recording_proved(&r));
        recording_remove(&r);
    }
}

/* Another program's rows in the way of those to be written. */
static void refuses_rows_in_the_way(void **state)
{
    const raci_check_options whole = {.date = "2026-07-01", .whole = 1};
    raci_error err = {0};
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_sql(&r, "PRAGMA foreign_keys = OFF; UPDATE run_policies SET id = 7");
    recording_policy(&r, RECORDING_POLICY RECORDING_TWO);
    recording_sql(&r, "PRAGMA foreign_keys = OFF; UPDATE run_policy_files SET policy_id = 8");
    assert_int_equal(try_record(&r, &whole, RECORDED_AT, &err), RACI_FORMAT);
    assert_non_null(strstr(err.message, "was changed by another program (UNIQUE constraint "
                                        "failed: run_policy_files.policy_id"));
    assert_int_equal(rows_of(&r, "entries"), 1);
    recording_remove(&r);
}

/* A record is no content of the organization. */
static void leaves_the_model_as_it_is(void **state)
{
    char before[65];
    const char *digest = NULL;
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(raci_model_digest(&digest, r.model, NULL), RACI_OK);
    memcpy(before, digest, sizeof before);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    assert_int_equal(raci_model_digest(&digest, r.model, NULL), RACI_OK);
    assert_string_equal(digest, before);
    assert_int_equal(ri_model_seal(r.model, NULL), RACI_OK);
    assert_int_equal(raci_model_digest(&digest, r.model, NULL), RACI_OK);
    assert_string_equal(digest, before);
    recording_remove(&r);
}

/* ---- what goes wrong ---- */

typedef struct attempt {
    recording *r;
    const raci_result *result;
} attempt;

static bool record_once(void *payload)
{
    const attempt *a = payload;
    raci_error err = {0};
    int64_t run = 0;
    raci_status status = raci_record(&run, a->result, RECORDED_AT, &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_policy(&r, RECORDING_POLICY);
    raci_result *result = recording_check(&r, "2026-07-02");
    attempt a = {&r, result};
    assert_true(with_every_failure(record_once, &a) > 20);
    raci_result_free(result);
    recording_expect(&r, "SELECT count(*), max(number) FROM runs", "2|2\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* A process that ends in the middle leaves nothing behind. */
static void survives_a_kill(void **state)
{
    recording r;
    int told[2];
    char byte = 0;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    raci_model_close(r.model);
    r.model = NULL;
    assert_int_equal(pipe(told), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        ri_store *store = NULL;
        bool done = ri_store_open(&store, r.path, RI_STORE_WRITE, NULL) == RACI_OK &&
                    ri_store_begin(store, NULL) == RACI_OK &&
                    sqlite3_exec(store->db,
                                 "PRAGMA cache_size = 1; PRAGMA cache_spill = 1;"
                                 "UPDATE run_assignments SET last_run = 1;"
                                 "UPDATE run_findings SET last_run = 1, message = "
                                 "hex(zeroblob(20000)); DELETE FROM run_series",
                                 NULL, NULL, NULL) == SQLITE_OK;
        (void)!write(told[1], done ? "y" : "n", 1);
        (void)pause();
        _exit(1);
    }
    assert_int_equal(read(told[0], &byte, 1), 1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(close(told[0]) | close(told[1]), 0);
    assert_int_equal(byte, 'y');
    assert_int_equal(raci_model_open(&r.model, r.path, 1, NULL), RACI_OK);
    assert_true(recording_proved(&r));
    recording_policy(&r, RECORDING_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-02"), 2);
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_was_found),     cmocka_unit_test(costs_nothing_again),
        cmocka_unit_test(closes_what_ends),         cmocka_unit_test(refuses),
        cmocka_unit_test(wants_what_was_evaluated), cmocka_unit_test(leaves_the_model_as_it_is),
        cmocka_unit_test(refuses_far_numbers),      cmocka_unit_test(refuses_rows_in_the_way),
        cmocka_unit_test(survives_want_of_memory),  cmocka_unit_test(survives_a_kill),
    };
    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
