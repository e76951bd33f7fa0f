/* The record proved: whatever another program does to it is seen. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

typedef struct row {
    const char *name;
    const char *sql;
} row;

static const row tampered[] = {
    {"an entry altered",
     "UPDATE entries SET recorded_at = '2026-07-01T10:30:01Z' WHERE number = 2"},
    {"an entry's body", "UPDATE entries SET body = digest WHERE number = 1"},
    {"an entry deleted", "DELETE FROM runs WHERE number = 1; DELETE FROM entries WHERE number = 1"},
    {"the newest entry deleted",
     "DELETE FROM runs WHERE number = 3; DELETE FROM entries WHERE number = 3"},
    {"the newest run undone",
     "DELETE FROM runs WHERE number = 3; DELETE FROM entries WHERE number = 3;"
     "DELETE FROM run_assignments WHERE first_run = 3; DELETE FROM run_findings WHERE first_run = "
     "3; DELETE FROM run_series WHERE first_run = 3;"
     "UPDATE run_assignments SET last_run = NULL WHERE last_run = 2;"
     "UPDATE run_findings SET last_run = NULL WHERE last_run = 2;"
     "UPDATE run_series SET last_run = NULL WHERE last_run = 2"},
    {"all of it deleted",
     "DELETE FROM run_assignments; DELETE FROM run_findings; DELETE FROM run_series;"
     "DELETE FROM runs; DELETE FROM entries"},
    {"an entry without a run",
     "INSERT INTO entries SELECT 4, kind, recorded_at, body, digest, digest FROM entries "
     "WHERE number = 3"},
    {"a run's date", "UPDATE runs SET date = '2026-06-30' WHERE number = 1"},
    {"a run's count", "UPDATE runs SET errors = errors - 1 WHERE number = 2"},
    {"a run's model", "UPDATE runs SET model = 'x' WHERE number = 2"},
    {"since when a run is", "UPDATE runs SET since = '2026-01-01' WHERE number = 1"},
    {"a policy's name", "UPDATE run_policies SET name = 'other'"},
    {"a policy deleted", "PRAGMA foreign_keys = OFF; DELETE FROM run_policies"},
    {"a policy's file", "UPDATE run_policy_files SET file = 'other.lua'"},
    {"a policy's text",
     "UPDATE text_parts SET bytes = replace(bytes, 'so', 'as') WHERE text_id = 1"},
    {"where a policy's file stands", "UPDATE run_policy_files SET place = -4"},
    {"where a part of its text stands", "UPDATE text_parts SET place = -4 WHERE text_id = 1"},
    {"a policy's text cut", "DELETE FROM text_parts WHERE text_id = 2"},
    {"a holder", "UPDATE run_holders SET holder = 'unit:marketing' WHERE holder = 'unit:ops'"},
    {"a holder added", "INSERT INTO run_holders VALUES (1, 'I', 'unit:ops')"},
    {"a holder that is none", "INSERT INTO run_holders VALUES (1, 'I', 'a b' || char(10))"},
    {"a holder deleted", "DELETE FROM run_holders WHERE letter = 'R'"},
    {"an assignment moved", "UPDATE run_assignments SET class_id = 2 WHERE class_id = 1"},
    {"an assignment deleted", "DELETE FROM run_assignments WHERE subject = 'touchpoint:look'"},
    {"an assignment closed", "UPDATE run_assignments SET last_run = 2 WHERE last_run IS NULL"},
    {"an assignment reopened", "UPDATE run_assignments SET last_run = NULL"},
    {"an assignment added", "INSERT INTO run_assignments VALUES ('touchpoint:x', 2, NULL, 1)"},
    {"an assignment of no run",
     "PRAGMA foreign_keys = OFF; INSERT INTO run_assignments VALUES ('touchpoint:x', 9, NULL, 1)"},
    {"a finding's message", "UPDATE run_findings SET message = 'All is well.'"},
    {"a finding accepted", "UPDATE run_findings SET accepted = 1"},
    {"a finding's route", "UPDATE run_findings SET escalate_to = 'position:ceo'"},
    {"a finding deleted", "DELETE FROM run_findings WHERE first_run = 3"},
    {"a finding's last run", "PRAGMA foreign_keys = OFF; UPDATE run_findings SET last_run = 0 "
                             "WHERE last_run IS NULL"},
    {"a finding's rule", "UPDATE run_rules SET line = line + 1"},
    {"where a finding's rule stands", "UPDATE run_rules SET place = -4 WHERE place = 0"},
    {"an age", "UPDATE run_series SET first_run = 2 WHERE first_run = 3"},
    {"an age deleted", "DELETE FROM run_series"},
    {"the newest entry's note", "UPDATE meta SET value = '1 x' WHERE name = 'record'"},
    {"the note deleted", "DELETE FROM meta WHERE name = 'record'"},
};

/* Three runs: a finding that goes and comes back. */
static void make_runs(recording *r)
{
    recording_make(r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(r, "2026-07-01"), 1);
    recording_policy(r, RECORDING_POLICY);
    assert_int_equal(recording_run(r, "2026-07-02"), 2);
    recording_policy(r, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(r, "2026-07-03"), 3);
    assert_true(recording_proved(r));
}

static void sees(void **state)
{
    const row *c = *state;
    recording r;
    make_runs(&r);
    recording_sql(&r, c->sql);
    assert_false(recording_proved(&r));
    recording_remove(&r);
}

static bool verify_once(void *payload)
{
    size_t entries = 0;
    raci_status status = raci_record_verify(&entries, ((recording *)payload)->model, NULL);
    assert_true(status == RACI_OK ? entries == 3 : status == RACI_NOMEM);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    make_runs(&r);
    assert_true(with_all_failures(verify_once, &r) > 10);
    recording_remove(&r);
}

static void proves_nothing(void **state)
{
    size_t entries = 1;
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(raci_record_verify(&entries, r.model, NULL), RACI_OK);
    assert_int_equal(entries, 0);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proves_nothing),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("verify", tampered, sees);
    return failed + cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
