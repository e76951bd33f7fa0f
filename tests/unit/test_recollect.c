/* Asking about a subject as a run has it, and quoting the last run. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

#include "record/recollect.h"

#define BEFORE "2026-06-15" /* any run */

static raci_recollection *recollect(recording *r, const char *date, const char *subject)
{
    raci_recollection *recalled = NULL;
    raci_error err = {0};
    if (raci_ask_recorded(&recalled, r->model, date, subject, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return recalled;
}

static void describe(ri_text *out, const raci_recollection *r)
{
    const ri_scheme *scheme = &ri_policy_data_of(r->policy)->scheme;
    ri_text_clear(out);
    ri_text_format(out, "run %d%s\n", (int)r->run.number, r->altered ? ", altered since" : "");
    for (size_t i = 0; i < r->n_holders; i++) {
        const ri_recorded_holder *holder = &r->holders[i];
        ri_text_format(out, "%s %s%s\n", scheme->letters[holder->letter].letter, holder->reference,
                       holder->explained           ? ""
                       : holder->holder == RI_NONE ? " unknown"
                                                   : " unexplained");
    }
    for (size_t i = 0; i < r->n_findings; i++) {
        ri_text_format(out, "%s\n", r->findings[i].row.code);
    }
}

static void expect(recording *r, const char *date, const char *subject, const char *expected)
{
    ri_text told = RI_TEXT_INIT;
    raci_recollection *recalled = recollect(r, date, subject);
    describe(&told, recalled);
    assert_string_equal(ri_text_string(&told), expected);
    raci_recollection_free(recalled);
    ri_text_free(&told);
}

/* Each date has its run and its policy. */
static void answers_of_the_date(void **state)
{
    recording r;
    raci_recollection *none = NULL;
    raci_error err = {0};
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(raci_ask_recorded(&none, r.model, "2026-07-01", "pay", NULL, NULL, &err),
                     RACI_NOTFOUND);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_policy(&r, RECORDING_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-10"), 2);
    assert_int_equal(recording_run(&r, "2026-07-05"), 3); /* later, of an earlier date */
    assert_int_equal(raci_ask_recorded(&none, r.model, "2026-06-30", "pay", NULL, NULL, NULL),
                     RACI_NOTFOUND);
    expect(&r, "2026-07-04", "pay",
           "run 1\nA position:cmo\nA position:coo\nR unit:ops\nmany-accountable\n");
    expect(&r, "2026-07-05", "pay", "run 3\nA position:coo\nR unit:ops\n");
    expect(&r, "2026-12-31", "pay", "run 2\nA position:coo\nR unit:ops\n");
    assert_int_equal(raci_ask_recorded(&none, r.model, "2026-07-04", "nowhere", NULL, NULL, NULL),
                     RACI_NOTFOUND);
    recording_remove(&r);
}

/* What was recorded wins over what the model says now. */
static void tells_what_was_recorded(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_import(&r, "== touchpoints.csv\nkey,units\npay,marketing\n");
    raci_recollection *recalled = recollect(&r, "2026-07-01", "touchpoint:pay");
    ri_text told = RI_TEXT_INIT;
    describe(&told, recalled);
    assert_string_equal(ri_text_string(&told),
                        "run 1, altered since\nA position:cmo\nA position:coo unexplained\n"
                        "R unit:ops unexplained\nmany-accountable\n");
    const ri_recorded_holder *coo = &recalled->holders[1];
    assert_string_equal(ri_snapshot_name(recalled->others, coo->holder), "Operations Chief");
    raci_recollection_free(recalled);
    ri_text_free(&told);
    recording_remove(&r);
}

static void make_and_change(recording *r)
{
    static const char *const since[] = {
        "hand_over { from = \"ops\", to = \"marketing\" }",
        "close_touchpoint { key = \"ask\" }",
        "create_position { key = \"new\", title = \"New\", unit = \"ops\" }",
        "set_head { unit = \"ops\", position = \"new\" }",
        "close_position { position = \"coo\" }",
    };
    recording_make(r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    (void)changing_take_on(
        r->model, BEFORE, NULL,
        "create_touchpoint { key = \"ask\", name = \"Ask\", units = { \"ops\" } }");
    assert_int_equal(recording_run(r, "2026-07-01"), 1);
    for (size_t i = 0; i < COUNT(since); i++) {
        (void)changing_take_on(r->model, BEFORE, NULL, since[i]);
    }
}

/* What was recorded since is left out: the organization is as it was then. */
static void leaves_out_what_was_recorded_since(void **state)
{
    recording r;
    raci_change *undone = NULL;
    (void)state;
    make_and_change(&r);
    const char *pay = "run 1\nA position:cmo\nA position:coo\nR unit:ops\nmany-accountable\n";
    expect(&r, "2026-07-01", "touchpoint:pay", pay);
    expect(&r, "2026-07-01", "Ask", "run 1\nA position:coo\nR unit:ops\n");
    raci_recollection *recalled = recollect(&r, "2026-07-01", "touchpoint:pay");
    assert_int_equal(recalled->changes, 5);
    assert_non_null(recalled->then);
    raci_recollection_free(recalled);
    assert_int_equal(raci_undo(&undone, r.model, 0, RECORDED_AT, NULL, NULL, NULL), RACI_OK);
    raci_change_free(undone);
    expect(&r, "2026-07-01", "touchpoint:pay", pay);
    assert_int_equal(recording_run(&r, "2026-07-02"), 2); /* and what is as it is now */
    recalled = recollect(&r, "2026-07-02", "touchpoint:pay");
    assert_false(recalled->altered);
    assert_null(recalled->then);
    raci_recollection_free(recalled);
    /* An import is in between: it cannot be had any more. */
    recording_import(&r, "== people.csv\nkey,name\nzed,Zed\n");
    recalled = recollect(&r, "2026-07-01", "touchpoint:pay");
    assert_true(recalled->altered);
    assert_int_equal(recalled->changes, 0);
    raci_recollection_free(recalled);
    recording_remove(&r);
}

/* Includes come from the record too, whatever lies on disk now. */
static void loads_the_kept_policy(void **state)
{
    char path[SCRATCH_PATH];
    recording r;
    raci_policy *kept = NULL;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_HEAD);
    assert_int_equal(mkdir(scratch_path(&r.s, "cx", path), 0777), 0);
    scratch_write(&r.s, "cx/rules.lua", RECORDING_CALM RECORDING_RULE,
                  strlen(RECORDING_CALM RECORDING_RULE));
    recording_policy(&r, RECORDING_HEAD "include \"cx/rules\"\n");
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    assert_int_equal(unlink(scratch_path(&r.s, "cx/rules.lua", path)), 0);
    assert_int_equal(unlink(scratch_path(&r.s, "policy.lua", path)), 0);
    assert_int_equal(raci_policy_recorded(&kept, r.model, 1, NULL, NULL, NULL), RACI_OK);
    assert_string_equal(raci_policy_digest(kept), raci_policy_digest(r.policy));
    raci_policy_free(kept);
    assert_int_equal(raci_policy_recorded(&kept, r.model, 2, NULL, NULL, NULL), RACI_NOTFOUND);
    expect(&r, "2026-07-01", "look", "run 1\nA position:cmo\nR unit:marketing\n");
    recording_remove(&r);
}

/* Somebody may have deleted rows with another program. */
static void refuses_a_policy_of_no_files(void **state)
{
    recording r;
    raci_policy *kept = NULL;
    raci_recollection *recalled = NULL;
    raci_error err = {0};
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_sql(&r, "DELETE FROM run_policy_files");
    assert_int_equal(raci_policy_recorded(&kept, r.model, 1, NULL, NULL, &err), RACI_FORMAT);
    assert_string_equal(err.message, "the record has no file of the policy of run 1");
    assert_int_equal(raci_ask_recorded(&recalled, r.model, "2026-07-01", "look", NULL, NULL, NULL),
                     RACI_FORMAT);
    assert_false(recording_proved(&r));
    recording_remove(&r);
}

/* Nor may anybody be named twice. */
static void refuses_two_rows_of_a_subject(void **state)
{
    recording r;
    raci_recollection *recalled = NULL;
    raci_error err = {0};
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    assert_int_equal(recording_run(&r, "2026-07-02"), 2);
    recording_sql(&r, "INSERT INTO run_assignments SELECT subject, 2, NULL, class_id "
                      "FROM run_assignments WHERE subject = 'touchpoint:look'");
    assert_int_equal(raci_ask_recorded(&recalled, r.model, "2026-07-03", "look", NULL, NULL, &err),
                     RACI_FORMAT);
    assert_null(recalled);
    assert_non_null(strstr(err.message, "entry 2: two rows say who holds what on touchpoint:look"));
    assert_false(recording_proved(&r));
    recording_remove(&r);
}

/* Before it is run, whatever it says now. */
static void refuses_a_text_that_was_altered(void **state)
{
    recording r;
    raci_policy *kept = NULL;
    raci_error err = {0};
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_sql(&r, "UPDATE text_parts SET bytes = replace(bytes, 'because', 'BECAUSE')");
    assert_int_equal(raci_policy_recorded(&kept, r.model, 1, NULL, NULL, &err), RACI_FORMAT);
    assert_null(kept);
    assert_non_null(strstr(err.message, "policy.lua' is not the one that was recorded"));
    recording_remove(&r);
}

/* The shipped policy is kept like any other: a later raci may ship another. */
static void keeps_the_shipped_policy(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    raci_policy_free(r.policy);
    r.policy = NULL;
    assert_int_equal(raci_policy_load(&r.policy, r.model, NULL, 0, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_expect(&r, "SELECT name, shipped FROM run_policy_files WHERE root = 1",
                     "rules/default.lua|1\n");
    raci_recollection_free(recollect(&r, "2026-07-01", "look"));
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

static void quotes_what_takes_everything(void **state)
{
    static const char links[] = "== links.csv\nfrom,to,kind\nlook,pay,promise\n";
    recording r;
    raci_answer *answer = NULL;
    ri_run_row run;
    ri_recorded_finding *quoted = NULL;
    size_t n = 0;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    recording_import(&r, links);
    recording_policy(&r, RECORDING_POLICY);
    ri_arena *arena = ri_arena_new();
    assert_int_equal(raci_ask(&answer, r.model, r.policy, "2026-07-02", "look", NULL), RACI_OK);
    assert_int_equal(ri_recorded_beyond(&quoted, &n, &run, answer, arena, NULL), RACI_OK);
    assert_int_equal(n, 0);
    raci_answer_free(answer);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_expect(&r, "SELECT code, subject FROM run_findings",
                     "promise-unheard|touchpoint:look\n");
    assert_int_equal(raci_ask(&answer, r.model, r.policy, "2026-07-02", "look", NULL), RACI_OK);
    assert_int_equal(ri_recorded_beyond(&quoted, &n, &run, answer, arena, NULL), RACI_OK);
    assert_int_equal(n, 1);
    assert_string_equal(quoted[0].row.code, "promise-unheard");
    assert_string_equal(run.date, "2026-07-01");
    raci_answer_free(answer);
    ri_arena_free(arena);
    recording_remove(&r);
}

static bool recollect_once(void *payload)
{
    recording *r = payload;
    raci_recollection *recalled = NULL;
    raci_status status =
        raci_ask_recorded(&recalled, r->model, "2026-07-01", "touchpoint:pay", NULL, NULL, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_recollection_free(recalled);
    return status == RACI_OK;
}

static void leaves_out_with_little_memory(void **state)
{
    recording r;
    (void)state;
    make_and_change(&r);
    assert_true(with_all_failures(recollect_once, &r) > 100);
    recording_remove(&r);
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_import(&r, "== touchpoints.csv\nkey,units\npay,marketing\n");
    assert_true(with_all_failures(recollect_once, &r) > 20);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_of_the_date),
        cmocka_unit_test(tells_what_was_recorded),
        cmocka_unit_test(loads_the_kept_policy),
        cmocka_unit_test(refuses_a_policy_of_no_files),
        cmocka_unit_test(refuses_a_text_that_was_altered),
        cmocka_unit_test(refuses_two_rows_of_a_subject),
        cmocka_unit_test(keeps_the_shipped_policy),
        cmocka_unit_test(quotes_what_takes_everything),
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(leaves_out_what_was_recorded_since),
        cmocka_unit_test(leaves_out_with_little_memory),
    };
    return cmocka_run_group_tests_name("recollect", tests, NULL, NULL);
}
