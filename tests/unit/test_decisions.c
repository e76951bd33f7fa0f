/* Rulings, acceptances and disputes held against the record: whatever another program does to
   them, or to what the record says of them, shows. */
#define _POSIX_C_SOURCE 200809L

#include "acts.h"

#define PAY "touchpoint:pay"
#define MANY "many-accountable touchpoint:pay"
#define ORPHAN "orphan-position position:lone"

static const acts_step done[] = {
    {.verb = CONTEST, .what = PAY, .letter = "A", .by = "cmo", .claims = "cmo"}, /* 1 */
    {.verb = ACCEPT, .what = ORPHAN, .by = "person:zed", .until = "2026-10-01"}, /* 2 */
    {.verb = DECIDE,
     .what = MANY,
     .by = "cxo",
     .option = 4,
     .until = "2027-01-01",
     .date = "2026-07-10"},                                                            /* 3 */
    {.verb = CONTEST, .what = PAY, .letter = "R", .by = "cxo", .date = "2026-08-01"},  /* 4 */
    {.verb = WITHDRAW, .what = PAY, .letter = "R", .by = "cxo", .date = "2026-09-01"}, /* 5 */
    {.verb = REOPEN, .what = ORPHAN, .by = "person:zed", .date = "2026-09-02"},        /* 6 */
};

static void make(recording *r)
{
    recording_make(r, ACTS_ORGANIZATION, ACTS_POLICY);
    for (size_t i = 0; i < COUNT(done); i++) {
        acts_must(r, &done[i]);
    }
}

static raci_proof prove(const recording *r, const char *head)
{
    raci_proof proof = {.entries = 0};
    raci_error err = {0};
    if (raci_record_prove(&proof, r->model, head, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return proof;
}

typedef struct row {
    const char *name;
    const char *sql;
    int64_t entry;
    const char *table;
} row;

#define FREE "PRAGMA foreign_keys = OFF; "

static const row tampered[] = {
    /* ---- the tables ---- */
    {"a ruling's holder", "UPDATE rulings SET holder = 'position:cxo' WHERE holder LIKE '%cmo'", 3,
     "rulings"},
    {"its reason", "UPDATE rulings SET reason = 'because'", 3, "rulings"},
    {"its end", "UPDATE rulings SET valid_to = '2030-01-01'", 3, "rulings"},
    {"who decided", "UPDATE rulings SET decided_by = 'position:ceo'", 3, "rulings"},
    {"that it is joint", "UPDATE attributes SET value = 'no' WHERE name = 'joint'", 3, "rulings"},
    {"what it chose between", "DELETE FROM attributes WHERE name = 'between'", 3, "rulings"},
    {"a ruling is gone", "DELETE FROM rulings WHERE holder LIKE '%coo'", 3, "rulings"},
    {"a ruling that nobody made",
     "INSERT INTO rulings (subject, letter, holder, decided_by, reason, valid_from, valid_to) "
     "VALUES ('touchpoint:look', 'A', 'position:coo', 'position:ceo', 'so', '2026-07-01', "
     "'2027-01-01')",
     1, "rulings"},
    {"a second one of its key",
     "INSERT INTO rulings (subject, letter, holder, decided_by, reason, valid_from, valid_to) "
     "SELECT subject, letter, holder, decided_by, reason, '2028-01-01', NULL FROM rulings LIMIT 1",
     3, "rulings"},
    {"an acceptance's end", "UPDATE acceptances SET valid_to = '2030-01-01'", 6, "acceptances"},
    {"its fingerprint", "UPDATE acceptances SET fingerprint = '0000000000000000'", 6,
     "acceptances"},
    {"an acceptance is gone", "DELETE FROM acceptances", 6, "acceptances"},
    {"a dispute's reason", "UPDATE disputes SET reason = NULL WHERE letter = 'A'", 3, "disputes"},
    {"what it claims", "UPDATE disputes SET claims = NULL WHERE letter = 'A'", 3, "disputes"},
    {"a dispute goes on", "UPDATE disputes SET valid_to = NULL WHERE letter = 'R'", 5, "disputes"},
    {"a dispute is gone", "DELETE FROM disputes WHERE letter = 'R'", 5, "disputes"},
    /* ---- what the record says ---- */
    {"who did it", "UPDATE acts SET done_by = 'position:ceo' WHERE entry = 3", 3, "acts"},
    {"the finding", "UPDATE acts SET finding = NULL WHERE entry = 3", 3, "acts"},
    {"how it looked", "UPDATE acts SET fingerprint = 'x' WHERE entry = 2", 2, "acts"},
    {"that all was recorded", "UPDATE acts SET complete = 0 WHERE entry = 1", 1, "acts"},
    {"an act is no act", FREE "DELETE FROM acts WHERE entry = 2", 2, "changes"},
    {"a change is no change", FREE "DELETE FROM changes WHERE entry = 4", 4, "changes"},
    {"an act of no entry", FREE "INSERT INTO acts VALUES (99, NULL, NULL, NULL, 1)", 0, "changes"},
    {"the reason", "UPDATE changes SET reason = 'x' WHERE entry = 4", 4, "acts"},
    {"the day", "UPDATE changes SET date = '2026-01-01' WHERE entry = 5", 5, "acts"},
    {"a row before", "UPDATE change_rows SET said = said || ' ' WHERE entry = 5 AND after = 0", 5,
     "acts"},
    {"a row after is gone", "DELETE FROM change_rows WHERE entry = 2", 2, "acts"},
    {"another kind", "UPDATE entries SET kind = 'accept' WHERE number = 3", 3, "entries"},
    {"another time", "UPDATE entries SET recorded_at = '2020-01-01T00:00:00Z' WHERE number = 3", 3,
     "entries"},
    {"an entry is gone", FREE "DELETE FROM entries WHERE number = 3", 3, "entries"},
    {"the first is gone", FREE "DELETE FROM entries WHERE number = 1", 1, "entries"},
    {"the last is gone", FREE "DELETE FROM entries WHERE number = 6", 6, "entries"},
    {"what was said last is gone", "DELETE FROM meta WHERE name = 'record'", 7, "entries"},
};

static void names_what_was_altered(void **state)
{
    const row *c = *state;
    recording r;
    make(&r);
    assert_false(prove(&r, NULL).broken);
    recording_sql(&r, c->sql);
    const raci_proof proof = prove(&r, NULL);
    assert_true(proof.broken);
    if (proof.broken_entry != c->entry || strcmp(proof.broken_table, c->table) != 0) {
        fail_msg("entry %lld, table %s: %s", (long long)proof.broken_entry, proof.broken_table,
                 proof.broken_what);
    }
    recording_remove(&r);
}

#define CUT                                                                                        \
    FREE "DELETE FROM entries WHERE number = 6; DELETE FROM changes WHERE entry = 6; "             \
         "DELETE FROM acts WHERE entry = 6; DELETE FROM change_rows WHERE entry = 6; "             \
         "UPDATE acceptances SET valid_to = '2026-10-01'; "                                        \
         "UPDATE meta SET value = (SELECT number || ' ' || digest FROM entries "                   \
         "ORDER BY number DESC LIMIT 1) WHERE name = 'record'"

/* Cut off and mended by somebody who knows how: only a head that was noted tells. */
static void sees_an_act_cut_off(void **state)
{
    int64_t entry = 0;
    char head[RACI_KEY_SIZE];
    recording r;
    (void)state;
    make(&r);
    assert_int_equal(raci_record_head(&entry, head, r.model, NULL), RACI_OK);
    assert_int_equal(entry, 6);
    assert_int_equal(prove(&r, head).head_entry, 6);
    recording_sql(&r, CUT);
    assert_false(prove(&r, NULL).broken);
    const raci_proof proof = prove(&r, head);
    assert_true(proof.broken);
    assert_string_equal(proof.broken_table, "entries");
    recording_remove(&r);
}

/* Nothing is appended to what was cut off: that would hide it. */
static void goes_on_from_nothing_cut_off(void **state)
{
    recording r;
    raci_change *change = NULL;
    raci_error err = {0};
    (void)state;
    make(&r);
    recording_sql(&r, FREE "DELETE FROM entries WHERE number = 6");
    const acts_step step = {.verb = ACCEPT,
                            .what = ORPHAN,
                            .by = "person:zed",
                            .until = "2026-12-01",
                            .date = "2026-09-03"};
    assert_int_equal(acts_do(&change, &r, &step, &err), RACI_FORMAT);
    assert_null(change);
    const raci_proof proof = prove(&r, NULL);
    assert_true(proof.broken);
    assert_int_equal(proof.broken_entry, 6);
    recording_remove(&r);
}

#define RULING                                                                                     \
    "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"                                    \
    "touchpoint:look,A,position:coo,position:ceo,so,2026-01-01,2027-01-01\n"
#define RENEWED                                                                                    \
    "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"                                    \
    "touchpoint:look,A,position:coo,position:ceo,so,2026-01-01,2028-01-01\n"
#define DISPUTE "== disputes.csv\nsubject,letter,by,reason\ntouchpoint:look,A,position:coo,mine\n"

/* Rows that an import brought in no entry are counted; the record says nothing of them. */
static void counts_what_is_in_no_entry(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, ACTS_ORGANIZATION, ACTS_POLICY);
    recording_import(&r, RULING DISPUTE);
    raci_proof proof = prove(&r, NULL);
    assert_false(proof.broken);
    assert_int_equal(proof.unrecorded_rulings, 1);
    assert_int_equal(proof.unrecorded_disputes, 1);
    assert_int_equal(proof.unrecorded_acceptances, 0);
    acts_must(&r, &done[0]);
    proof = prove(&r, NULL);
    assert_false(proof.broken);
    assert_int_equal(proof.unrecorded_rulings, 1);
    recording_remove(&r);
}

static void records_imports(void **state)
{
    recording r;
    int64_t entry = 0;
    char head[RACI_KEY_SIZE];
    raci_change *undone = NULL;
    raci_error err = {0};
    (void)state;
    recording_make(&r, ACTS_ORGANIZATION, ACTS_POLICY);
    assert_int_equal(raci_record_imports(r.model, "now", &err), RACI_INVALID);
    assert_int_equal(raci_record_imports(r.model, ACTS_AT, NULL), RACI_OK);
    recording_import(&r, "== people.csv\nkey,name\nnew,New\n"); /* nothing of the kind */
    assert_int_equal(raci_record_head(&entry, head, r.model, NULL), RACI_OK);
    assert_int_equal(entry, 0);
    recording_import(&r, RULING DISPUTE);
    acts_must(&r, &done[0]);
    recording_import(&r, RULING DISPUTE); /* as it is already */
    recording_import(&r, RENEWED);
    assert_int_equal(raci_record_head(&entry, head, r.model, NULL), RACI_OK);
    assert_int_equal(entry, 3);
    raci_proof proof = prove(&r, NULL);
    assert_false(proof.broken);
    assert_int_equal(proof.unrecorded_rulings + proof.unrecorded_disputes, 0);
    err = (raci_error){0};
    assert_int_equal(raci_undo(&undone, r.model, 3, ACTS_AT, NULL, NULL, &err), RACI_INVALID);
    assert_non_null(strstr(err.message, "import"));
    err = (raci_error){0};
    assert_int_equal(raci_undo(&undone, r.model, 0, ACTS_AT, NULL, NULL, &err), RACI_OK);
    raci_change_free(undone); /* the newest that is no import: what was contested */
    assert_false(prove(&r, NULL).broken);
    recording_sql(&r, "UPDATE rulings SET valid_to = '2029-01-01'");
    proof = prove(&r, NULL);
    assert_true(proof.broken);
    assert_int_equal(proof.broken_entry, 3);
    recording_remove(&r);
}

static bool import_once(void *payload)
{
    recording *r = payload;
    char path[SCRATCH_PATH];
    raci_error err = {0};
    scratch_path(&r->s, "again", path);
    raci_status status = raci_record_imports(r->model, ACTS_AT, &err);
    if (status == RACI_OK) {
        status = raci_model_import(r->model, path, 0, NULL, NULL, NULL, &err);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    return status == RACI_OK;
}

static void imports_survive_want_of_memory(void **state)
{
    recording r;
    char path[SCRATCH_PATH];
    recording_make(&r, ACTS_ORGANIZATION, ACTS_POLICY);
    (void)state;
    folder_write(scratch_path(&r.s, "again", path), RULING DISPUTE);
    assert_true(with_all_failures(import_once, &r) > 10);
    const raci_proof proof = prove(&r, NULL);
    assert_false(proof.broken);
    assert_int_equal(proof.entries, 1);
    scratch_empty(path);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sees_an_act_cut_off),
        cmocka_unit_test(goes_on_from_nothing_cut_off),
        cmocka_unit_test(counts_what_is_in_no_entry),
        cmocka_unit_test(records_imports),
        cmocka_unit_test(imports_survive_want_of_memory),
    };
    int failed = RUN_ROWS("tampered", tampered, names_what_was_altered);
    return failed + cmocka_run_group_tests_name("decisions", tests, NULL, NULL);
}
