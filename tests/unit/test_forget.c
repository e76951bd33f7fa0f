/* People forgotten: no byte says who they were, answers stay, and the record is proved. */
#define _POSIX_C_SOURCE 200809L

#include "forgotten_dan.h"

static const char secret[] = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
static const char signer[] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

static raci_forgotten *forget(recording *r, const char *person, const char *also)
{
    raci_forgotten *forgotten = NULL;
    raci_error err = {0};
    if (forgetting_do(r->model, person, also, &forgotten, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return forgotten;
}

static void expect_failure(recording *r, const char *person, const char *also, raci_status status,
                           const char *message)
{
    raci_forgotten *forgotten = NULL;
    raci_error err = {0};
    char before[65];
    char after[65];
    folder_digest(r->model, before);
    assert_int_equal(forgetting_do(r->model, person, also, &forgotten, &err), status);
    assert_string_equal(err.message, message);
    assert_null(forgotten);
    folder_digest(r->model, after);
    assert_string_equal(after, before);
}

/* ---- what becomes of it ---- */

static void leaves_no_byte(void **state)
{
    recording r;
    (void)state;
    forgetting_make(&r);
    assert_true(forgetting_left(&r.s));
    raci_forgotten *forgotten = forget(&r, "dan-ruiz", NULL);
    assert_string_equal(raci_forgotten_key(forgotten), "person-1");
    assert_int_equal(raci_forgotten_entry(forgotten), 4);
    assert_int_equal(raci_forgotten_left(forgotten), 0);
    assert_false(forgetting_left(&r.s));
    raci_forgotten_free(forgotten);
    recording_expect(&r,
                     "SELECT i.key, p.name, p.email FROM people AS i JOIN person_periods AS p ON "
                     "p.person_id = i.id WHERE i.key NOT IN ('ann', 'xia')",
                     "mia|Mia Ruiz|\nperson-1||\n");
    recording_expect(&r, "SELECT title FROM position_periods ORDER BY id DESC LIMIT 1",
                     "Operations Chief (person-1)\n");
    recording_expect(&r, "SELECT value FROM attributes ORDER BY owner, row_id", "ask person-1\n");
    recording_expect(&r, "SELECT holder, reason FROM stated", "person:person-1|person-1 said so\n");
    recording_expect(&r,
                     "SELECT c.title, c.reason, a.done_by FROM changes AS c JOIN acts AS a "
                     "ON a.entry = c.entry",
                     "forget person:person-1|person-1 wants it|person:person-1\n");
    recording_expect(&r,
                     "SELECT substr(bytes, instr(bytes, '-- ')) FROM text_parts WHERE text_id "
                     "= (SELECT max(text_id) FROM text_parts WHERE bytes LIKE '%asked for%')",
                     "-- person-1 asked for it\nlocal person_1 = 'person:person-1'\n"
                     "rule \"for person-1\" { because = \"so\", assign = { I = person_1 } }\n\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* Who asks about the past is told the same, and findings are those that they were. */
static void keeps_answers(void **state)
{
    static const char policy[] = RECORDING_POLICY
        "rule \"for person-1\" { because = \"so\", assign = { I = 'person:person-1' } }\n";
    recording r;
    raci_recollection *told = NULL;
    raci_error err = {0};
    (void)state;
    forgetting_make(&r);
    raci_forgotten_free(forget(&r, "Dan Ruiz", NULL));
    recording_policy(&r, policy);
    assert_int_equal(recording_run(&r, "2027-01-03"), 3);
    recording_expect(&r, "SELECT new, changed, gone, moves FROM runs WHERE number = 3",
                     "0|0|0|0\n");
    recording_expect(&r, "SELECT count(*) FROM run_series WHERE last_run = 2", "0\n");
    recording_expect(&r, "SELECT count(*) > 0 FROM run_findings WHERE code = 'disputed'", "1\n");
    if (raci_ask_recorded(&told, r.model, "2026-07-01", "look", NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_recollection_free(told);
    recording_remove(&r);
}

static void takes_changes_back(void **state)
{
    recording r;
    raci_change *change = NULL;
    raci_error err = {0};
    (void)state;
    forgetting_make(&r);
    raci_forgotten_free(forget(&r, "dan-ruiz", NULL));
    assert_int_equal(raci_undo(&change, r.model, 4, RECORDED_AT, NULL, NULL, &err), RACI_INVALID);
    assert_string_equal(err.message, "entry 4 forgot somebody (forget person:person-1): that "
                                     "cannot be taken back");
    assert_int_equal(raci_undo(&change, r.model, 0, RECORDED_AT, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_change_keys(change), 2);
    raci_change_free(change);
    recording_expect(&r, "SELECT count(*) FROM seats WHERE kind = 'delegate'", "0\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* Further texts can be replaced later, by the same key. */
static void forgets_more(void **state)
{
    recording r;
    (void)state;
    forgetting_make(&r);
    assert_int_equal(changing_take(r.model, "rename_unit { unit = 'ops', name = 'Danny' }"), 4);
    raci_forgotten_free(forget(&r, "dan-ruiz", NULL));
    expect_failure(&r, "person-1", NULL, RACI_INVALID,
                   "there is no person 'dan-ruiz' who could do it");
    const char *also[] = {"Danny"};
    raci_forgotten *forgotten = NULL;
    raci_forget_options options = {
        .person = "person-1", .date = "2026-07-04", .recorded_at = RECORDED_AT};
    raci_error err = {0};
    assert_int_equal(raci_forget(&forgotten, r.model, &options, &err), RACI_INVALID);
    assert_string_equal(err.message, "person:person-1 was forgotten before; --also TEXT replaces "
                                     "what else means them");
    options.also = also;
    options.n_also = 1;
    assert_int_equal(raci_forget(&forgotten, r.model, &options, NULL), RACI_OK);
    assert_string_equal(raci_forgotten_key(forgotten), "person-1");
    raci_forgotten_free(forgotten);
    recording_expect(&r, "SELECT count(*) FROM unit_periods WHERE name = 'person-1'", "1\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* A policy that still has the name in its title, its comments and its path can be recorded again:
   rows that were rewritten are shared with no run to come. */
static void records_again(void **state)
{
    static const char policy[] =
        "policy { name = \"of Dan Ruiz\", version = \"1\", scheme = \"RACI\" }\n" RECORDING_CALM
        "-- Dan Ruiz asked for it\n"
        "rule \"for Dan Ruiz\" { because = \"so\", assign = { I = \"unit:ops\" } }\n";
    recording r;
    (void)state;
    recording_make(&r, FORGETTING_ORGANIZATION, policy);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    raci_forgotten_free(forget(&r, "dan-ruiz", NULL));
    recording_expect(&r, "SELECT name FROM run_policies", "of person-1\n");
    assert_int_equal(recording_run(&r, "2026-07-02"), 2);
    assert_true(recording_proved(&r));
    recording_expect(&r, "SELECT name FROM run_policies ORDER BY id", "of person-1\nof Dan Ruiz\n");
    recording_remove(&r);
}

/* Rows of one key stand in the order of bytes, which is another one now. */
static void takes_back_several_rows(void **state)
{
    recording r;
    raci_change *change = NULL;
    raci_error err = {0};
    (void)state;
    forgetting_make(&r);
    assert_int_equal(changing_take(r.model, "rename_unit { unit = 'ops', name = 'Ebb', "
                                            "on = '2027-02-01' }"),
                     4);
    raci_forgotten_free(forget(&r, "dan-ruiz", NULL));
    if (raci_undo(&change, r.model, 4, RECORDED_AT, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_change_free(change);
    if (raci_undo(&change, r.model, 2, RECORDED_AT, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_change_free(change);
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* Somebody who came by a change goes by its undoing, whatever they are called by then. */
static void takes_back_who_came(void **state)
{
    recording r;
    raci_change *change = NULL;
    raci_error err = {0};
    (void)state;
    forgetting_make(&r);
    assert_int_equal(changing_take(r.model, "appoint { position = 'cxo', kind = 'delegate', "
                                            "person = { key = 'zoe', name = 'Zoe Ox' } }"),
                     4);
    raci_forgotten *forgotten = NULL;
    const raci_forget_options options = {
        .person = "zoe", .date = "2026-07-04", .recorded_at = RECORDED_AT};
    assert_int_equal(raci_forget(&forgotten, r.model, &options, NULL), RACI_OK);
    raci_forgotten_free(forgotten);
    recording_expect(&r, "SELECT said FROM change_rows WHERE tab = 'people'",
                     "key=person-1\nfrom=2027-01-01\n\n");
    if (raci_undo(&change, r.model, 4, RECORDED_AT, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_change_free(change);
    recording_expect(&r,
                     "SELECT count(*) FROM person_periods AS p JOIN people AS i ON i.id = "
                     "p.person_id WHERE i.key = 'person-1'",
                     "0\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* A change of one way to call somebody into another is none any more. */
static void tells_what_is_gone(void **state)
{
    recording r;
    raci_change *change = NULL;
    raci_error err = {0};
    (void)state;
    forgetting_make(&r);
    assert_int_equal(
        changing_take(r.model, "rename_unit { unit = 'ops', name = 'Ops of dan@acme.example' }"),
        4);
    raci_forgotten_free(forget(&r, "dan-ruiz", NULL));
    assert_int_equal(raci_undo(&change, r.model, 4, RECORDED_AT, NULL, NULL, &err), RACI_CHANGED);
    assert_string_equal(err.message,
                        "nothing was written: the change of entry 4 cannot be taken back: it was "
                        "about somebody whom entry 5 forgot");
    recording_remove(&r);
}

/* Nobody else is called so; a name that two have is left, and told. */
static void leaves_others(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    recording_import(&r, "== people.csv\nkey,name\ndan,Dan Ruiz\ndan-2,Dan Ruiz\n"
                         "ann,Ann\nannabel,Annabel Ito\nann-lee,Ann Lee\n"
                         "== units.csv\nkey,name\nops,Ops of Dan Ruiz\n"
                         "== stated.csv\ntouchpoint,letter,holder,reason\n"
                         "look,C,person:dan,Ann or Ann Lee or Annabel\n");
    raci_forgotten *forgotten = NULL;
    raci_forget_options options = {
        .person = "Dan Ruiz", .date = "2026-07-04", .recorded_at = RECORDED_AT};
    raci_error err = {0};
    assert_int_equal(raci_forget(&forgotten, r.model, &options, &err), RACI_INVALID);
    assert_string_equal(err.message, "several people are called 'Dan Ruiz': say person:dan, "
                                     "person:dan-2 or another");
    options.person = "dan";
    assert_int_equal(raci_forget(&forgotten, r.model, &options, NULL), RACI_OK);
    assert_int_equal(raci_forgotten_left(forgotten), 1); /* of a unit's name */
    raci_forgotten_free(forgotten);
    recording_expect(&r, "SELECT key FROM people ORDER BY key",
                     "ann\nann-lee\nannabel\ndan-2\nmia\nperson-1\nxia\n");
    recording_expect(&r, "SELECT holder FROM stated", "person:person-1\n");
    options.person = "ann";
    assert_int_equal(raci_forget(&forgotten, r.model, &options, NULL), RACI_OK);
    raci_forgotten_free(forgotten);
    recording_expect(&r, "SELECT reason FROM stated", "person-2 or Ann Lee or Annabel\n");
    recording_remove(&r);
}

static void refuses(void **state)
{
    recording r;
    (void)state;
    forgetting_make(&r);
    expect_failure(&r, "dan-ruis", NULL, RACI_NOTFOUND,
                   "there is no person 'dan-ruis'; did you mean 'dan-ruiz'?");
    expect_failure(&r, "", NULL, RACI_INVALID, "who is to be forgotten was not said");
    expect_failure(&r, "position:coo", NULL, RACI_INVALID,
                   "'position:coo' is no person; only people can be forgotten");
    expect_failure(&r, "dan-ruiz", "--", RACI_INVALID, "'--' has no word that could be looked for");
    recording_remove(&r);
}

/* A reason is no longer than that of any other change. */
static void refuses_long_reasons(void **state)
{
    static char because[65002];
    recording r;
    raci_forgotten *forgotten = NULL;
    raci_error err = {0};
    raci_forget_options options = {
        .person = "dan-ruiz", .because = because, .date = "2026-07-04", .recorded_at = RECORDED_AT};
    (void)state;
    forgetting_make(&r);
    memset(because, 'x', sizeof because - 1);
    assert_int_equal(raci_forget(&forgotten, r.model, &options, &err), RACI_INVALID);
    assert_string_equal(err.message, "the reason has 65001 bytes, and 65000 are the limit");
    recording_expect(&r, "SELECT count(*) FROM people WHERE key = 'dan-ruiz'", "1\n");
    because[65000] = '\0';
    assert_int_equal(raci_forget(&forgotten, r.model, &options, NULL), RACI_OK);
    raci_forgotten_free(forgotten);
    recording_remove(&r);
}

/* ---- what is proved ---- */

static raci_proof prove(const recording *r, const char *head, const char *by)
{
    raci_proof proof = {.entries = 0};
    assert_int_equal(raci_record_prove(&proof, r->model, head, by, NULL), RACI_OK);
    return proof;
}

static void tells_what_is_not_proved(void **state)
{
    recording r;
    char head[RACI_KEY_SIZE];
    int64_t entry = 0;
    (void)state;
    forgetting_make(&r);
    assert_int_equal(raci_record_head(&entry, head, r.model, NULL), RACI_OK);
    assert_int_equal(raci_record_sign(&entry, r.model, secret, NULL), RACI_OK);
    raci_proof proof = prove(&r, head, signer);
    assert_false(proof.broken);
    assert_int_equal(proof.rewritten, 0);
    raci_forgotten_free(forget(&r, "dan-ruiz", NULL));
    proof = prove(&r, head, NULL);
    assert_false(proof.broken); /* the head is one of the chain */
    assert_int_equal(proof.rewritten, 3);
    assert_int_equal(proof.rewritten_since, 3);
    assert_int_equal(proof.rewritten_by, 4);
    proof = prove(&r, head, signer); /* what was signed says something else, says nobody */
    assert_true(proof.broken);
    assert_int_equal(proof.broken_entry, 4);
    assert_string_equal(proof.broken_table, "rewritten_entries");
    assert_int_equal(raci_record_sign(&entry, r.model, secret, NULL), RACI_OK);
    proof = prove(&r, head, signer);
    assert_false(proof.broken);
    assert_int_equal(proof.signed_entry, 4);
    recording_remove(&r);
}

typedef struct row {
    const char *name;
    const char *sql;
} row;

static const row tampered[] = {
    {"a change that was rewritten", "UPDATE changes SET reason = 'x' WHERE entry = 2"},
    {"a step that was rewritten",
     "UPDATE change_steps SET said = replace(said, 'person-1', 'ann') WHERE entry = 2"},
    {"a run that was rewritten", "UPDATE run_holders SET holder = 'person:ann' WHERE holder = "
                                 "'person:person-1'"},
    {"a policy that was rewritten",
     "UPDATE text_parts SET bytes = replace(bytes, 'person-1', 'Ann') WHERE bytes LIKE "
     "'%person-1%'"},
    {"who forgot", "UPDATE acts SET done_by = 'person:ann' WHERE entry = 4"},
    {"why", "UPDATE changes SET reason = 'y' WHERE entry = 4"},
    {"what it says of an entry", "UPDATE rewritten_entries SET body = (SELECT body FROM entries "
                                 "WHERE number = 2) WHERE rewritten = 2"},
    {"an entry that it says nothing of", "DELETE FROM rewritten_entries WHERE rewritten = 2"},
    {"a text that it says nothing of", "DELETE FROM rewritten_texts"},
    {"another entry that is rewritten",
     "INSERT INTO rewritten_entries SELECT 2, 1, body FROM entries WHERE number = 1"},
    {"one that no change rewrote",
     "PRAGMA foreign_keys = OFF; INSERT INTO rewritten_entries SELECT 9, 1, body FROM entries "
     "WHERE number = 1"},
    {"itself", "INSERT INTO rewritten_entries SELECT 4, 4, body FROM entries WHERE number = 4"},
};

static void sees(void **state)
{
    const row *c = *state;
    recording r;
    forgetting_make(&r);
    raci_forgotten_free(forget(&r, "dan-ruiz", NULL));
    assert_true(recording_proved(&r));
    recording_sql(&r, c->sql);
    assert_false(recording_proved(&r));
    recording_remove(&r);
}

/* What somebody altered is not made good by forgetting. */
static void wants_a_whole_record(void **state)
{
    recording r;
    raci_forgotten *forgotten = NULL;
    raci_error err = {0};
    (void)state;
    forgetting_make(&r);
    recording_sql(&r, "UPDATE changes SET reason = 'x' WHERE entry = 2");
    assert_int_equal(forgetting_do(r.model, "dan-ruiz", NULL, &forgotten, &err), RACI_FORMAT);
    assert_non_null(strstr(err.message, "nothing was forgotten"));
    recording_expect(&r, "SELECT count(*) FROM people WHERE key = 'dan-ruiz'", "1\n");
    recording_remove(&r);
}

/* ---- the file ---- */

static void sweeps_a_log(void **state)
{
    recording r;
    sqlite3 *reader = NULL;
    (void)state;
    forgetting_make(&r);
    recording_sql(&r, "PRAGMA journal_mode = WAL");
    assert_int_equal(sqlite3_open(r.path, &reader), SQLITE_OK);
    assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM people", NULL, NULL, NULL),
                     SQLITE_OK);
    ri_store_wait(ri_model_store(r.model), 10);
    raci_forgotten *forgotten = forget(&r, "dan-ruiz", NULL);
    assert_int_equal(raci_forgotten_entry(forgotten), 4);
    assert_int_equal(raci_forgotten_left(forgotten), 1); /* somebody reads the file as it was */
    raci_forgotten_free(forgotten);
    assert_true(forgetting_left(&r.s));
    assert_int_equal(sqlite3_close(reader), SQLITE_OK);
    raci_policy_free(r.policy);
    r.policy = NULL;
    raci_model_close(r.model);
    assert_int_equal(raci_model_open(&r.model, r.path, 1, NULL), RACI_OK);
    assert_false(forgetting_left(&r.s));
    recording_expect(&r, "SELECT count(*) FROM meta WHERE name = 'sweep'", "0\n");
    recording_remove(&r);
}

static void survives_want_of_memory(void **state)
{
    recording r;
    size_t length = 0;
    (void)state;
    forgetting_make(&r);
    raci_policy_free(r.policy);
    r.policy = NULL;
    char *original = scratch_read(&r.s, "raci.db", &length);
    size_t first = 0;
    for (bool done = false; !done; first += 1 + first / 20) {
        raci_forgotten *forgotten = NULL;
        raci_error err = {0};
        ri_alloc_fail_from(first);
        const raci_status status = forgetting_do(r.model, "dan-ruiz", NULL, &forgotten, &err);
        const size_t asked = ri_alloc_fail_from(SIZE_MAX);
        assert_true(status == RACI_OK || status == RACI_NOMEM);
        done = asked <= first;
        assert_true(!done || status == RACI_OK);
        recording_expect(&r, "SELECT count(*) FROM people WHERE key = 'dan-ruiz'",
                         status == RACI_OK ? "0\n" : "1\n");
        raci_forgotten_free(forgotten);
        if (status == RACI_OK && !done) { /* only the search of the file failed */
            raci_model_close(r.model);
            scratch_write(&r.s, "raci.db", original, length);
            assert_int_equal(raci_model_open(&r.model, r.path, 1, NULL), RACI_OK);
        }
    }
    assert_true(first > 100);
    free(original);
    recording_remove(&r);
}

/* Somebody who cannot be looked for is not somebody who is not there. */
static void finds_a_name_or_tells_why_not(void **state)
{
    recording r;
    raci_status status = RACI_NOMEM;
    (void)state;
    forgetting_make(&r);
    for (size_t first = 0; status == RACI_NOMEM; first++) {
        raci_forgotten *forgotten = NULL;
        ri_alloc_fail_from(first);
        status = forgetting_do(r.model, "No Body", NULL, &forgotten, NULL);
        const size_t asked = ri_alloc_fail_from(SIZE_MAX);
        assert_null(forgotten);
        assert_int_equal(status, asked > first ? RACI_NOMEM : RACI_NOTFOUND);
    }
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_no_byte),
        cmocka_unit_test(keeps_answers),
        cmocka_unit_test(finds_a_name_or_tells_why_not),
        cmocka_unit_test(takes_changes_back),
        cmocka_unit_test(records_again),
        cmocka_unit_test(takes_back_several_rows),
        cmocka_unit_test(takes_back_who_came),
        cmocka_unit_test(tells_what_is_gone),
        cmocka_unit_test(forgets_more),
        cmocka_unit_test(leaves_others),
        cmocka_unit_test(refuses),
        cmocka_unit_test(refuses_long_reasons),
        cmocka_unit_test(tells_what_is_not_proved),
        cmocka_unit_test(wants_a_whole_record),
        cmocka_unit_test(sweeps_a_log),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("forgotten", tampered, sees);
    return failed + cmocka_run_group_tests_name("forget", tests, NULL, NULL);
}
