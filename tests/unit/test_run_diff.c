/* Two runs side by side; what a result has that a run had not; names of runs. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

#include "record/run_diff.h"

#define OTHERS                                                                                     \
    "rule \"others answer\" { because = \"so\", match = { key = \"pay\" }, "                       \
    "assign = { A = \"position:ceo\" } }\n"

/* Run 1: two answer for pay. Run 2: two others. Run 3: one, and nobody for look. */
static void make_runs(recording *r)
{
    recording_make(r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(r, "2026-07-01"), 1);
    recording_policy(r, RECORDING_POLICY OTHERS);
    assert_int_equal(recording_run(r, "2026-07-02"), 2);
    recording_policy(r, RECORDING_HEAD RECORDING_CALM
                     "rule \"heads answer\" { because = \"so\", match = { key = \"pay\" }, "
                     "assign = { A = head_of_delivering_unit(), R = delivering_units() } }\n"
                     "rule \"some do\" { because = \"so\", match = { key = \"look\" }, "
                     "assign = { R = delivering_units() } }\n");
    assert_int_equal(recording_run(r, "2026-07-03"), 3);
}

static void describe(ri_text *out, const raci_diff *diff)
{
    ri_text_clear(out);
    for (size_t i = 0; i < diff->difference.n_findings; i++) {
        const ri_diff_finding *item = &diff->difference.findings[i];
        ri_text_format(out, "%s %s %s", ri_change_name(item->change), item->finding.row.code,
                       item->finding.row.subject);
        for (size_t k = 0; k < item->finding.n_rules; k++) {
            ri_text_format(out, " '%s'", item->finding.rules[k].name);
        }
        ri_text_char(out, '\n');
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
    int64_t from;
    int64_t to;
    int all;
    const char *expected;
    size_t errors; /* new or changed */
} row;

static const row rows[] = {
    {"with itself", 2, 2, 0, "", 0},
    {"with itself, all", 1, 1, 1,
     "existing many-accountable touchpoint:pay 'heads answer' 'two answer'\n", 0},
    {"changed", 1, 2, 0,
     "changed many-accountable touchpoint:pay 'heads answer' 'others answer'\n"
     "touchpoint:pay A: -position:cmo -position:coo +position:ceo +position:coo\n",
     1},
    {"new and gone", 2, 3, 0,
     "new no-accountable touchpoint:look\n"
     "gone many-accountable touchpoint:pay 'heads answer' 'others answer'\n"
     "touchpoint:look A: -position:cmo\n"
     "touchpoint:pay A: -position:ceo -position:coo +position:coo\n",
     1},
    {"over a run between", 1, 3, 0,
     "new no-accountable touchpoint:look\n"
     "gone many-accountable touchpoint:pay 'heads answer' 'two answer'\n"
     "touchpoint:look A: -position:cmo\n"
     "touchpoint:pay A: -position:cmo -position:coo +position:coo\n",
     1},
    {"backward", 2, 1, 0,
     "changed many-accountable touchpoint:pay 'heads answer' 'two answer'\n"
     "touchpoint:pay A: -position:ceo -position:coo +position:cmo +position:coo\n",
     1},
};

static void tells(void **state)
{
    const row *c = *state;
    raci_diff *diff = NULL;
    ri_text told = RI_TEXT_INIT;
    recording r;
    make_runs(&r);
    assert_int_equal(raci_diff_runs(&diff, r.model, c->from, c->to, c->all, NULL), RACI_OK);
    describe(&told, diff);
    assert_string_equal(ri_text_string(&told), c->expected);
    assert_int_equal(raci_diff_count(diff, RACI_ERROR), c->errors);
    assert_int_equal(diff->difference.counts[RI_CHANGE_EXISTING], c->from == c->to ? 1 : 0);
    raci_diff_free(diff);
    ri_text_free(&told);
    recording_remove(&r);
}

/* What the log says of each run is what a diff with the one before says. */
static void agrees_with_the_log(void **state)
{
    raci_log *log = NULL;
    raci_run run;
    recording r;
    (void)state;
    make_runs(&r);
    assert_int_equal(raci_log_open(&log, r.model, NULL), RACI_OK);
    assert_int_equal(raci_log_runs(log), 3);
    for (size_t i = 0; i < 2; i++) {
        raci_diff *diff = NULL;
        assert_int_equal(raci_log_run(&run, log, i, NULL), RACI_OK);
        assert_int_equal(run.number, 3 - (int64_t)i);
        assert_int_equal(raci_diff_runs(&diff, r.model, run.number - 1, run.number, 0, NULL),
                         RACI_OK);
        assert_int_equal(run.added, diff->difference.counts[RI_CHANGE_NEW]);
        assert_int_equal(run.changed, diff->difference.counts[RI_CHANGE_CHANGED]);
        assert_int_equal(run.gone, diff->difference.counts[RI_CHANGE_GONE]);
        assert_int_equal(run.moves, diff->difference.n_moves);
        raci_diff_free(diff);
    }
    assert_int_equal(raci_log_run(&run, log, 2, NULL), RACI_OK);
    assert_int_equal(run.added, -1);
    assert_string_equal(run.date, "2026-07-01");
    assert_int_equal(raci_log_run(&run, log, 3, NULL), RACI_INVALID);
    raci_log_free(log);
    recording_remove(&r);
}

static void leaves_what_is_new(void **state)
{
    recording r;
    (void)state;
    make_runs(&r);
    static const size_t left[] = {1, 1, 0}; /* against the runs 1, 2, 3 */
    for (int64_t run = 1; run <= 3; run++) {
        raci_result *result = recording_check(&r, "2026-07-03");
        assert_int_equal(result->n_findings, 1);
        assert_int_equal(raci_result_since(result, run, NULL), RACI_OK);
        assert_int_equal(result->n_findings, left[run - 1]);
        assert_int_equal(raci_result_count(result, RACI_INFO), left[run - 1]);
        assert_int_equal(result->summary.escalated_cxo, left[run - 1]);
        int64_t number = 0;
        assert_int_equal(raci_record(&number, result, RECORDED_AT, NULL),
                         left[run - 1] == 0 ? RACI_INVALID : RACI_OK);
        raci_result_free(result);
        if (number != 0) {
            break; /* what was kept whole could be recorded */
        }
    }
    recording_remove(&r);
}

static void shows_what_looks_different(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    raci_result *result = recording_check(&r, "2026-07-02");
    assert_int_equal(raci_result_since(result, 1, NULL), RACI_OK);
    assert_int_equal(result->n_findings, 0);
    raci_result_free(result);
    recording_policy(&r, RECORDING_POLICY OTHERS);
    result = recording_check(&r, "2026-07-02");
    assert_int_equal(raci_result_since(result, 1, NULL), RACI_OK);
    assert_int_equal(result->n_findings, 1);
    assert_int_equal(raci_result_since(result, 7, NULL), RACI_NOTFOUND);
    raci_result_free(result);
    recording_remove(&r);
}

static void finds_runs_by_name(void **state)
{
    static const struct {
        const char *name;
        raci_status status;
        int64_t run;
    } names[] = {
        {"1", RACI_OK, 1},          {"3", RACI_OK, 3},           {"last", RACI_OK, 3},
        {"last-1", RACI_OK, 2},     {"last-2", RACI_OK, 1},      {"last-3", RACI_NOTFOUND, 0},
        {"0", RACI_NOTFOUND, 0},    {"4", RACI_NOTFOUND, 0},     {"", RACI_INVALID, 0},
        {"last-", RACI_INVALID, 0}, {"lastly", RACI_INVALID, 0}, {"-1", RACI_INVALID, 0},
        {"1x", RACI_INVALID, 0},    {"last+1", RACI_INVALID, 0}, {"99999999999", RACI_INVALID, 0},
    };
    recording r;
    (void)state;
    make_runs(&r);
    for (size_t i = 0; i < COUNT(names); i++) {
        int64_t run = 0;
        assert_int_equal(raci_run_named(&run, r.model, names[i].name, NULL), names[i].status);
        assert_int_equal(run, names[i].run);
    }
    recording_remove(&r);
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    int64_t run = 0;
    assert_int_equal(raci_run_named(&run, r.model, "last", NULL), RACI_NOTFOUND);
    recording_remove(&r);
}

static bool read_once(void *payload)
{
    recording *r = payload;
    raci_diff *diff = NULL;
    raci_log *log = NULL;
    raci_status status = raci_diff_runs(&diff, r->model, 1, 3, 1, NULL);
    if (status == RACI_OK) {
        status = raci_log_open(&log, r->model, NULL);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_diff_free(diff);
    raci_log_free(log);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    make_runs(&r);
    assert_true(with_all_failures(read_once, &r) > 10);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_log),        cmocka_unit_test(leaves_what_is_new),
        cmocka_unit_test(shows_what_looks_different), cmocka_unit_test(finds_runs_by_name),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("run diff", rows, tells);
    return failed + cmocka_run_group_tests_name("run diff", tests, NULL, NULL);
}
