/* Random organizations that change over time: what was recorded reads back as it was,
   run by run, and ages are those that a plain count over all runs gives. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

#include "random_organization.h"

enum { SERIES = 12, RUNS = 8, KEYS_MAX = 400 };

#define START "== channels.csv\nkey\nc0\n"

static const char policy[] =
    "policy { name = \"t\", scheme = \"RACI\" }\n"
    "default \"heads\" { because = \"so\", assign = { A = head_of_delivering_unit(), "
    "R = delivering_units(), C = journey_lead() } }\n"
    "rule \"first\" { because = \"so\", match = { stage = \"s0\" }, assign = { A = \"unit:u1\", "
    "I = \"team:g0\" } }\n"
    "rule \"passages\" { on = \"handoff\", because = \"so\", assign = { A = journey_lead() } }\n";

/* A run as it was when it was recorded. */
typedef struct kept {
    ri_text matrix;   /* "SUBJECT|LETTER|HOLDER\n" */
    ri_text findings; /* "KEY|FINGERPRINT|MESSAGE\n" in the record's order */
    char date[11];
    char keys[KEYS_MAX][17];
    size_t n_keys;
} kept;

static void keep_matrix(kept *k, const raci_result *result)
{
    const ri_scheme *scheme = &ri_policy_data_of(result->policy)->scheme;
    for (uint32_t i = 0; i < result->matrix.n; i++) {
        ri_row row = ri_matrix_row_of(&result->matrix, i);
        for (uint32_t j = 0; j < row.n; j++) {
            ri_snapshot_reference(result->snapshot, ri_subject_at(result->snapshot, i), &k->matrix);
            ri_text_format(&k->matrix, "|%s|", scheme->letters[row.letter[j]].letter);
            ri_snapshot_reference(result->snapshot, row.holder[j], &k->matrix);
            ri_text_char(&k->matrix, '\n');
        }
    }
}

static bool has_key(const kept *k, const char *key)
{
    for (size_t i = 0; i < k->n_keys; i++) {
        if (strcmp(k->keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static void keep_findings(kept *k, const raci_result *result)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        if (has_key(k, finding->key)) { /* one is kept for each key */
            continue;
        }
        assert_true(k->n_keys < KEYS_MAX);
        memcpy(k->keys[k->n_keys++], finding->key, 17);
        ri_text_format(&k->findings, "%s|%s|%s\n", finding->key, finding->fingerprint,
                       finding->message);
    }
}

/* Imports a random organization, or parts of one over what is there; what contradicts it
   is refused whole, and nothing changes. */
static bool change(recording *r, uint32_t percent)
{
    static void (*const parts[])(ri_text * out) = {add_structure, add_people, add_touchpoints,
                                                   add_decisions, add_disputes};
    ri_text files = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (chance(percent)) {
            parts[i](&files);
        }
    }
    raci_status status = RACI_INPUT;
    if (files.length > 0) {
        status = folder_import(&r->s, r->model, ri_text_string(&files), NULL, &problems);
    }
    assert_true(status == RACI_OK || status == RACI_INPUT);
    ri_text_free(&files);
    ri_text_free(&problems);
    return status == RACI_OK;
}

static void record_one(kept *k, recording *r)
{
    int64_t run = 0;
    raci_error err = {0};
    (void)snprintf(k->date, sizeof k->date, "%s", dates[random_below(4)]);
    raci_result *result = recording_check(r, k->date);
    keep_matrix(k, result);
    keep_findings(k, result);
    if (raci_record(&run, result, RECORDED_AT, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_result_free(result);
}

static void expect_run(const recording *r, const kept *k, size_t run)
{
    char sql[512];
    (void)snprintf(sql, sizeof sql,
                   "SELECT subject, letter, holder FROM run_assignments JOIN run_holders "
                   "USING (class_id) WHERE first_run <= %zu AND coalesce(last_run, 99) >= %zu "
                   "ORDER BY subject, letter, holder",
                   run, run);
    recording_expect(r, sql, ri_text_string(&k->matrix));
    (void)snprintf(sql, sizeof sql,
                   "SELECT key, fingerprint, message FROM run_findings WHERE accepted = 0 AND "
                   "first_run <= %zu AND coalesce(last_run, 99) >= %zu "
                   "ORDER BY subject, code, key",
                   run, run);
    recording_expect(r, sql, ri_text_string(&k->findings));
}

/* The earliest date of the unbroken series of runs, the newest backward. */
static const char *age_of(const kept *runs, size_t n, const char *key)
{
    const char *since = NULL;
    for (size_t i = n; i > 0 && has_key(&runs[i - 1], key); i--) {
        if (since == NULL || strcmp(runs[i - 1].date, since) < 0) {
            since = runs[i - 1].date;
        }
    }
    return since;
}

static void expect_ages(const recording *r, const kept *runs, size_t n)
{
    ri_text expected = RI_TEXT_INIT;
    const kept *last = &runs[n - 1];
    ri_text rows = recording_ask(r, "SELECT key FROM v_finding ORDER BY subject, code, key");
    for (const char *at = ri_text_string(&rows); *at != '\0'; at += 17) {
        char key[17] = "";
        memcpy(key, at, 16);
        ri_text_format(&expected, "%s|%s\n", key, age_of(runs, n, key));
    }
    assert_true(rows.length == 17 * last->n_keys);
    recording_expect(r, "SELECT key, since FROM v_finding ORDER BY subject, code, key",
                     ri_text_string(&expected));
    ri_text_free(&rows);
    ri_text_free(&expected);
}

static void reads_back(void **state)
{
    size_t changes = 0;
    (void)state;
    for (uint64_t seed = 0; seed < SERIES; seed++) {
        static kept runs[RUNS];
        recording r;
        memset(runs, 0, sizeof runs);
        random_state = seed;
        recording_make(&r, START, RECORDING_HEAD);
        while (!change(&r, 100)) {
        }
        recording_policy(&r, policy);
        for (size_t i = 0; i < RUNS; i++) {
            changes += i > 0 && change(&r, 40);
            record_one(&runs[i], &r);
            expect_ages(&r, runs, i + 1);
        }
        assert_true(recording_proved(&r));
        for (size_t i = 0; i < RUNS; i++) {
            expect_run(&r, &runs[i], i + 1);
            ri_text_free(&runs[i].matrix);
            ri_text_free(&runs[i].findings);
        }
        recording_remove(&r);
    }
    assert_true(changes > SERIES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_back)};
    return cmocka_run_group_tests_name("record series", tests, NULL, NULL);
}
