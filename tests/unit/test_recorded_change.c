/* Recorded changes proved: whatever another program does to them is seen. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

typedef struct row {
    const char *name;
    const char *sql;
} row;

static const row tampered[] = {
    {"another title", "UPDATE changes SET title = 'x' WHERE entry = 2"},
    {"another reason", "UPDATE changes SET reason = 'x' WHERE entry = 3"},
    {"no reason", "UPDATE changes SET reason = NULL WHERE entry = 2"},
    {"a reason that is empty", "UPDATE changes SET reason = '' WHERE entry = 3"},
    {"title and reason run together", "UPDATE changes SET title = title || reason, reason = '' "
                                      "WHERE entry = 2"},
    {"another day", "UPDATE changes SET date = '2027-01-02' WHERE entry = 2"},
    {"another version", "UPDATE changes SET raci = raci || '.1' WHERE entry = 2"},
    {"another digest before", "UPDATE changes SET before = after WHERE entry = 2"},
    {"another digest after", "UPDATE changes SET after = before WHERE entry = 3"},
    {"what it takes back", "UPDATE changes SET undoes = 2 WHERE entry = 4"},
    {"that it takes back", "UPDATE changes SET undoes = NULL WHERE entry = 4"},
    {"a taking back that was none", "UPDATE changes SET undoes = 2 WHERE entry = 3"},
    {"a change called a taking back", "UPDATE entries SET kind = 'undo' WHERE number = 2"},
    {"a change called a run", "UPDATE entries SET kind = 'run' WHERE number = 3"},
    {"a change deleted",
     "PRAGMA foreign_keys = OFF; DELETE FROM change_rows WHERE entry = 3; DELETE FROM change_steps "
     "WHERE entry = 3; DELETE FROM changes WHERE entry = 3"},
    {"the newest change deleted",
     "DELETE FROM change_rows WHERE entry = 4; DELETE FROM change_steps WHERE entry = 4; "
     "DELETE FROM changes WHERE entry = 4; DELETE FROM entries WHERE number = 4"},
    {"a change without an entry",
     "PRAGMA foreign_keys = OFF; INSERT INTO changes SELECT 9, undoes, title, reason, date, raci, "
     "before, after FROM changes WHERE entry = 2"},
    {"a step's text",
     "UPDATE change_steps SET said = replace(said, 'ops', 'acme') WHERE entry = 2 AND place = 0"},
    {"a step's day", "UPDATE change_steps SET date = '2027-01-02' WHERE entry = 2"},
    {"a step's file", "UPDATE change_steps SET file = 'other.lua' WHERE entry = 3"},
    {"a step's line", "UPDATE change_steps SET line = 2 WHERE entry = 3"},
    {"where a step stands", "UPDATE change_steps SET place = -4 WHERE entry = 2 AND place = 0"},
    {"where a row stands", "UPDATE change_rows SET place = -4 WHERE entry = 3 AND place = 0"},
    {"a step deleted", "DELETE FROM change_steps WHERE entry = 2 AND place = 1"},
    {"all steps deleted", "DELETE FROM change_steps WHERE entry = 3"},
    {"a step added", "INSERT INTO change_steps SELECT entry, 9, date, said, file, line "
                     "FROM change_steps WHERE entry = 3"},
    {"a step added to a taking back", "INSERT INTO change_steps SELECT 4, place, date, said, file, "
                                      "line FROM change_steps WHERE entry = 3"},
    {"steps in another order", "UPDATE change_steps SET place = -1 WHERE entry = 2 AND place = 0;"
                               "UPDATE change_steps SET place = 0 WHERE entry = 2 AND place = 1;"
                               "UPDATE change_steps SET place = 1 WHERE entry = 2 AND place = -1"},
    {"a step of another change", "PRAGMA foreign_keys = OFF; UPDATE change_steps SET entry = 9 "
                                 "WHERE entry = 3"},
    {"a row's text from before", "UPDATE change_rows SET said = replace(said, 'Operations', 'x') "
                                 "WHERE entry = 2 AND after = 0"},
    {"a row's text from after",
     "UPDATE change_rows SET said = said || 'function=x' || char(10) WHERE entry = 3 AND after"},
    {"a row that was before called one after", "UPDATE change_rows SET after = 1 - after "
                                               "WHERE entry = 2 AND place = 0"},
    {"a row's file", "UPDATE change_rows SET tab = 'teams' WHERE entry = 2 AND tab = 'units'"},
    {"a row's key", "UPDATE change_rows SET key = key + 1 WHERE entry = 2"},
    {"a row deleted", "DELETE FROM change_rows WHERE entry = 2 AND place = 1"},
    {"all rows deleted", "DELETE FROM change_rows WHERE entry = 3"},
    {"a row added", "INSERT INTO change_rows SELECT entry, 99, key, tab, after, said "
                    "FROM change_rows WHERE entry = 3 AND place = 0"},
    {"rows in another order", "UPDATE change_rows SET place = -1 WHERE entry = 2 AND place = 1;"
                              "UPDATE change_rows SET place = 1 WHERE entry = 2 AND place = 2;"
                              "UPDATE change_rows SET place = 2 WHERE entry = 2 AND place = -1"},
    {"a row of a taking back", "UPDATE change_rows SET said = said || 'x=y' || char(10) "
                               "WHERE entry = 4"},
    {"a row of no change", "PRAGMA foreign_keys = OFF; UPDATE change_rows SET entry = 9 "
                           "WHERE entry = 4"},
};

/* A run; two changes, of which the second is taken back. */
static void make_changes(recording *r)
{
    raci_change *undone = NULL;
    recording_make(r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(recording_run(r, "2026-07-01"), 1);
    (void)changing_take_on(
        r->model, CHANGING_DAY, "so",
        "rename_unit { unit = 'ops', name = 'Other' }\nvacate { position = 'coo' }\n"
        "create_unit { key = 'new', parent = 'ops' }");
    (void)changing_take(r->model, "rename_unit { unit = 'marketing', name = 'Brand' }");
    assert_int_equal(raci_undo(&undone, r->model, 0, CHANGED_AT, NULL, NULL, NULL), RACI_OK);
    raci_change_free(undone);
    assert_true(recording_proved(r));
}

static void sees(void **state)
{
    const row *c = *state;
    recording r;
    make_changes(&r);
    recording_sql(&r, c->sql);
    assert_false(recording_proved(&r));
    recording_remove(&r);
}

/* Rows that another program wrote are not taken for a change's own. */
static void takes_back_nothing_that_was_altered(void **state)
{
    static const char *const altered[] = {
        "UPDATE change_rows SET said = replace(said, 'key=ops', 'key=acme')",
        "UPDATE change_rows SET said = 'nonsense'",
        "UPDATE change_rows SET said = said || 'parent=' || char(10)",
        "UPDATE change_rows SET said = said || 'from=soon' || char(10)",
        "UPDATE change_rows SET tab = 'entries'",
        "UPDATE change_rows SET tab = 'seats' WHERE tab = 'units'",
        "UPDATE change_rows SET after = 0 WHERE after = 1",
        "UPDATE change_rows SET key = 0",
        "UPDATE change_rows SET key = place",
        "UPDATE changes SET undoes = entry WHERE entry = 2",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(altered); i++) {
        recording r;
        raci_change *undone = NULL;
        raci_error err = {0};
        make_changes(&r);
        ri_text before = changing_rows(r.model);
        recording_sql(&r, altered[i]);
        const raci_status status = raci_undo(&undone, r.model, 2, CHANGED_AT, NULL, NULL, &err);
        if (status == RACI_OK) {
            fail_msg("taken back after %s", altered[i]);
        }
        assert_int_equal(err.status, status);
        ri_text after = changing_rows(r.model);
        assert_string_equal(ri_text_string(&after), ri_text_string(&before));
        ri_text_free(&before);
        ri_text_free(&after);
        recording_remove(&r);
    }
}

static bool verify_once(void *payload)
{
    size_t entries = 0;
    raci_status status = raci_record_verify(&entries, ((recording *)payload)->model, NULL);
    assert_true(status == RACI_OK ? entries == 4 : status == RACI_NOMEM);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    make_changes(&r);
    assert_true(with_all_failures(verify_once, &r) > 10);
    recording_remove(&r);
}

/* A record of changes is no content: what goes out, and comes in again, is the organization. */
static void is_no_content(void **state)
{
    char before[65];
    char after[65];
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    folder_digest(r.model, before);
    (void)changing_take(r.model, "rename_unit { unit = 'ops', name = 'Other' }");
    raci_change *undone = NULL;
    assert_int_equal(raci_undo(&undone, r.model, 0, CHANGED_AT, NULL, NULL, NULL), RACI_OK);
    raci_change_free(undone);
    folder_digest(r.model, after);
    assert_string_equal(after, before);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_back_nothing_that_was_altered),
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(is_no_content),
    };
    int failed = RUN_ROWS("tampered", tampered, sees);
    return failed + cmocka_run_group_tests_name("recorded change", tests, NULL, NULL);
}
