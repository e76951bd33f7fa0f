/* Two models side by side, by one policy. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

#include "record/run_diff.h"

typedef struct both {
    recording r;
    raci_model *other;
} both;

/* The second is the first with steps taken, or other files imported. */
static void make_both(both *b, const char *steps, const char *files)
{
    recording_make(&b->r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    b->other = folder_model(&b->r.s, "other.db");
    folder_take(&b->r.s, b->other, files != NULL ? files : RECORDING_ORGANIZATION);
    if (steps != NULL) {
        ri_text told = RI_TEXT_INIT;
        raci_change *change = changing_apply(b->other, CHANGING_DAY, steps, &told);
        assert_non_null(change);
        raci_change_free(change);
        ri_text_free(&told);
    }
}

static void remove_both(both *b)
{
    raci_model_close(b->other);
    recording_remove(&b->r);
}

static void describe(ri_text *out, const raci_diff *diff)
{
    for (size_t i = 0; i < diff->difference.n_findings; i++) {
        const ri_diff_finding *item = &diff->difference.findings[i];
        ri_text_format(out, "%s %s %s\n", ri_change_name(item->change), item->finding.row.code,
                       item->finding.row.subject);
    }
    for (size_t i = 0; i < diff->difference.n_moves; i++) {
        const ri_move *move = &diff->difference.moves[i];
        ri_text_format(out, "%s %s:", move->subject, move->letter);
        for (size_t k = 0; k < move->n_from; k++) {
            ri_text_format(out, " -%s", move->from[k]);
        }
        for (size_t k = 0; k < move->n_to; k++) {
            ri_text_format(out, " +%s", move->to[k]);
        }
        ri_text_char(out, '\n');
    }
}

typedef struct row {
    const char *name;
    const char *steps; /* or NULL */
    const char *files; /* of the other model; NULL: the same */
    const char *date;
    const char *forth;
    const char *back;
    size_t errors[2];
} row;

static const row rows[] = {
    {"equal ones", NULL, NULL, "2027-01-01", "", "", {0, 0}},
    {"another head",
     "set_head { unit = 'marketing', position = 'cxo' }",
     NULL,
     "2027-01-01",
     "touchpoint:look A: -position:cmo +position:cxo\n",
     "touchpoint:look A: -position:cxo +position:cmo\n",
     {0, 0}},
    {"before the day of that",
     "set_head { unit = 'marketing', position = 'cxo' }",
     NULL,
     "2026-12-31",
     "",
     "",
     {0, 0}},
    {"healed one way, broken the other",
     "hand_over { from = 'ops', to = 'marketing' }",
     NULL,
     "2027-01-01",
     "gone many-accountable touchpoint:pay\n"
     "touchpoint:pay A: -position:cmo -position:coo +position:cmo\n"
     "touchpoint:pay R: -unit:ops +unit:marketing\n",
     "new many-accountable touchpoint:pay\n"
     "touchpoint:pay A: -position:cmo +position:cmo +position:coo\n"
     "touchpoint:pay R: -unit:marketing +unit:ops\n",
     {0, 1}},
    {"other people",
     "set_head { unit = 'ops', position = 'cxo' }",
     NULL,
     "2027-01-01",
     "changed many-accountable touchpoint:pay\n"
     "touchpoint:pay A: -position:cmo -position:coo +position:cmo +position:cxo\n",
     "changed many-accountable touchpoint:pay\n"
     "touchpoint:pay A: -position:cmo -position:cxo +position:cmo +position:coo\n",
     {1, 1}},
    {"other touchpoints",
     NULL,
     RECORDING_UNITS RECORDING_POSITIONS RECORDING_SEATS
     "== touchpoints.csv\nkey,units\nlook,marketing\nnew,ops\n",
     "2027-01-01",
     "gone many-accountable touchpoint:pay\n"
     "touchpoint:new A: +position:coo\ntouchpoint:new R: +unit:ops\n"
     "touchpoint:pay A: -position:cmo -position:coo\ntouchpoint:pay R: -unit:ops\n",
     "new many-accountable touchpoint:pay\n"
     "touchpoint:new A: -position:coo\ntouchpoint:new R: -unit:ops\n"
     "touchpoint:pay A: +position:cmo +position:coo\ntouchpoint:pay R: +unit:ops\n",
     {0, 1}},
};

static void tells(void **state)
{
    const row *x = *state;
    both b;
    make_both(&b, x->steps, x->files);
    raci_model *models[2] = {b.r.model, b.other};
    const char *const expected[2] = {x->forth, x->back};
    for (size_t i = 0; i < 2; i++) {
        raci_diff *diff = NULL;
        raci_error err = {0};
        ri_text told = RI_TEXT_INIT;
        if (raci_diff_models(&diff, models[i], models[1 - i], "a", "b", b.r.policy, x->date, 0,
                             &err) != RACI_OK) {
            fail_msg("%s", err.message);
        }
        describe(&told, diff);
        assert_string_equal(ri_text_string(&told), expected[i]);
        assert_int_equal(raci_diff_count(diff, RACI_ERROR), x->errors[i]);
        assert_int_equal(raci_diff_failed(diff, NULL), 0);
        raci_diff_free(diff);
        ri_text_free(&told);
    }
    remove_both(&b);
}

static void tells_what_both_have(void **state)
{
    raci_diff *diff = NULL;
    ri_text told = RI_TEXT_INIT;
    both b;
    (void)state;
    make_both(&b, NULL, NULL);
    assert_int_equal(
        raci_diff_models(&diff, b.r.model, b.other, "a", "b", b.r.policy, "2027-01-01", 1, NULL),
        RACI_OK);
    describe(&told, diff);
    assert_string_equal(ri_text_string(&told), "existing many-accountable touchpoint:pay\n");
    assert_int_equal(raci_diff_count(diff, RACI_INFO), 0);
    raci_diff_free(diff);
    ri_text_free(&told);
    remove_both(&b);
}

static void wants_a_date(void **state)
{
    static const char *const dates[] = {NULL, "", "2027-02-30", "soon"};
    both b;
    (void)state;
    make_both(&b, NULL, NULL);
    for (size_t i = 0; i < COUNT(dates); i++) {
        raci_diff *diff = NULL;
        assert_int_equal(
            raci_diff_models(&diff, b.r.model, b.other, "a", "b", b.r.policy, dates[i], 0, NULL),
            RACI_INVALID);
        assert_null(diff);
    }
    remove_both(&b);
}

/* A rule that fails in one of them alone. */
static void says_that_a_rule_failed(void **state)
{
    raci_diff *diff = NULL;
    raci_error err = {0};
    both b;
    (void)state;
    make_both(&b, "create_touchpoint { key = 'new', criticality = 3 }", NULL);
    recording_policy(&b.r,
                     RECORDING_POLICY "rule \"breaks\" { because = \"so\", when = function(t) "
                                      "return t.key == \"new\" and t.name > 3 end, "
                                      "assign = { I = \"unit:ops\" } }\n");
    assert_int_equal(
        raci_diff_models(&diff, b.r.model, b.other, "a", "b", b.r.policy, "2027-01-01", 0, NULL),
        RACI_OK);
    assert_int_equal(raci_diff_failed(diff, &err), 1);
    assert_non_null(strstr(err.file, "policy.lua"));
    raci_diff_free(diff);
    remove_both(&b);
}

static bool diff_once(void *payload)
{
    const both *b = payload;
    raci_diff *diff = NULL;
    raci_error err = {0};
    const raci_status status =
        raci_diff_models(&diff, b->r.model, b->other, "a", "b", b->r.policy, "2027-01-01", 1, &err);
    assert_true(status == RACI_OK ? diff != NULL : status == RACI_NOMEM && diff == NULL);
    assert_int_equal(err.status, status);
    raci_diff_free(diff);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    both b;
    (void)state;
    make_both(&b, "hand_over { from = 'ops', to = 'marketing' }", NULL);
    assert_true(with_all_failures(diff_once, &b) > 100);
    remove_both(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_both_have),
        cmocka_unit_test(wants_a_date),
        cmocka_unit_test(says_that_a_rule_failed),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("diff models", rows, tells);
    return failed + cmocka_run_group_tests_name("diff models", tests, NULL, NULL);
}
