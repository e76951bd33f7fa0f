/* What-ifs: what can be asked, that nothing is written, and that memory may run out. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

#include "base/day.h"
#include "scenario/outcome.h"

/* The usual policy, and two who answer for what marketing delivers. */
#define POLICY                                                                                     \
    RECORDING_POLICY                                                                               \
    "rule \"two answer\" { because = \"so\", match = { unit = \"marketing\" }, "                   \
    "assign = { A = \"position:ceo\" } }\n"

static void describe(ri_text *out, const raci_whatif *w)
{
    char day[11];
    ri_text_format(out, "%s on %s%s%s\n", w->label, ri_day_format(w->date, day),
                   w->because != NULL ? ": " : "", w->because != NULL ? w->because : "");
    for (size_t i = 0; i < w->difference.n_findings; i++) {
        const ri_diff_finding *item = &w->difference.findings[i];
        ri_text_format(out, "%s %s %s\n", ri_change_name(item->change), item->finding.row.code,
                       item->finding.row.subject);
    }
    for (size_t i = 0; i < w->difference.n_moves; i++) {
        const ri_move *move = &w->difference.moves[i];
        ri_text_format(out, "%s %s:", move->subject, move->letter);
        for (size_t k = 0; k < move->n_from; k++) {
            ri_text_format(out, " -%s", move->from[k]);
        }
        for (size_t k = 0; k < move->n_to; k++) {
            ri_text_format(out, " +%s", move->to[k]);
        }
        ri_text_char(out, '\n');
    }
    for (size_t i = 0; i < w->loads.n; i++) {
        const ri_load *load = &w->loads.items[i];
        ri_text_format(out, "load %s %s %zu -> %zu\n", load->holder, load->letter, load->from,
                       load->to);
    }
}

/* ---- what is told ---- */

typedef struct row {
    const char *name;
    const char *steps; /* or NULL, and what follows is asked about */
    const char *leaving;
    const char *organization;
    int full;
    const char *told;
    size_t count[4]; /* by severity, from 1: how many are new or changed */
} row;

static const row rows[] = {
    {"nothing changes",
     "rename_unit { unit = 'ops', name = 'O' }",
     NULL,
     NULL,
     0,
     "change on 2027-01-01\n",
     {0, 0, 0, 0}},
    {"new, and others' letters",
     "hand_over { from = 'ops', to = 'marketing' }",
     NULL,
     NULL,
     0,
     "change on 2027-01-01\n"
     "new many-accountable touchpoint:pay\n"
     "touchpoint:pay A: -position:coo +position:ceo +position:cmo\n"
     "touchpoint:pay R: -unit:ops +unit:marketing\n"
     "load position:ceo A 1 -> 2\nload position:cmo A 1 -> 2\nload position:coo A 1 -> 0\n"
     "load unit:marketing R 1 -> 2\nload unit:ops R 1 -> 0\n",
     {0, 1, 1, 1}},
    {"gone",
     "hand_over { from = 'marketing', to = 'ops' }",
     NULL,
     NULL,
     0,
     "change on 2027-01-01\n"
     "gone many-accountable touchpoint:look\n"
     "touchpoint:look A: -position:ceo -position:cmo +position:coo\n"
     "touchpoint:look R: -unit:marketing +unit:ops\n"
     "load position:ceo A 1 -> 0\nload position:cmo A 1 -> 0\nload position:coo A 1 -> 2\n"
     "load unit:marketing R 1 -> 0\nload unit:ops R 1 -> 2\n",
     {0, 0, 0, 0}},
    {"changed",
     "set_head { unit = 'marketing', position = 'coo' }",
     NULL,
     NULL,
     0,
     "change on 2027-01-01\n"
     "changed many-accountable touchpoint:look\n"
     "touchpoint:look A: -position:ceo -position:cmo +position:ceo +position:coo\n"
     "load position:cmo A 1 -> 0\nload position:coo A 1 -> 2\n",
     {0, 1, 1, 1}},
    {"as of the latest day",
     "set_head { unit = 'ops', position = 'cxo', on = '2027-06-01' }",
     NULL,
     NULL,
     0,
     "change on 2027-06-01\n"
     "touchpoint:pay A: -position:coo +position:cxo\n"
     "load position:coo A 1 -> 0\nload position:cxo A 0 -> 1\n",
     {0, 0, 0, 0}},
    {"steps that do not apply",
     "rename_unit { unit = 'op', name = 'O' }\nleave { person = 'x' }",
     NULL,
     NULL,
     0,
     "change on 2027-01-01\n"
     "new step-not-applicable scenario:change\nnew step-not-applicable scenario:change\n",
     {0, 2, 2, 2}},
    {"a touchpoint that is new, and one that ends",
     "create_touchpoint { key = 'new', units = { 'ops' } }\nclose_touchpoint { key = 'pay' }",
     NULL,
     NULL,
     0,
     "change on 2027-01-01\n"
     "touchpoint:new A: +position:coo\ntouchpoint:new R: +unit:ops\n"
     "touchpoint:pay A: -position:coo\ntouchpoint:pay R: -unit:ops\n",
     {0, 0, 0, 0}},
    {"somebody leaves",
     NULL,
     "person:dan",
     NULL,
     0,
     "person:dan leaves on 2027-01-01\n"
     "new vacant-seat position:coo\nnew vacant-accountable touchpoint:pay\n"
     "new vacant-head unit:ops\n",
     {0, 3, 2, 1}},
    {"files that say the same",
     NULL,
     NULL,
     "== units.csv\nkey,name,parent,head,kind\nops,Operations,acme,coo,department\n",
     0,
     "to-be on 2027-01-01\n",
     {0, 0, 0, 0}},
    {"files with another head",
     NULL,
     NULL,
     "== units.csv\nkey,name,parent,head,kind\nops,Operations,acme,cxo,department\n",
     0,
     "to-be on 2027-01-01\n"
     "touchpoint:pay A: -position:coo +position:cxo\n"
     "load position:coo A 1 -> 0\nload position:cxo A 0 -> 1\n",
     {0, 0, 0, 0}},
    {"what files do not have ends",
     NULL,
     NULL,
     "== touchpoints.csv\nkey,name,units\npay,Pay,ops\n",
     1,
     "to-be on 2027-01-01\n"
     "gone many-accountable touchpoint:look\n"
     "touchpoint:look A: -position:ceo -position:cmo\ntouchpoint:look R: -unit:marketing\n"
     "load position:ceo A 1 -> 0\nload position:cmo A 1 -> 0\nload unit:marketing R 1 -> 0\n",
     {0, 0, 0, 0}},
};

/* The question of a row; the folder is written, the scenario owned. */
static raci_whatif_options question(const row *x, const scratch *s, raci_scenario **scenario,
                                    const raci_scenario **all, char path[SCRATCH_PATH])
{
    raci_whatif_options options = {.date = CHANGING_DAY, .leaving = x->leaving, .full = x->full};
    if (x->steps != NULL) {
        *all = *scenario = changing_scenario(x->steps);
        options.scenarios = all;
        options.n_scenarios = 1;
    }
    if (x->organization != NULL) {
        options.organization = scratch_path(s, "to-be", path);
        folder_write(path, x->organization);
    }
    return options;
}

/* Not a byte of the file is another one then, and whoever wants to write it may. */
static void tells(void **state)
{
    const row *x = *state;
    char path[SCRATCH_PATH];
    char here[4096];
    size_t length[2] = {0, 0};
    raci_scenario *scenario = NULL;
    const raci_scenario *all = NULL;
    raci_whatif *w = NULL;
    raci_error err = {0};
    ri_text told = RI_TEXT_INIT;
    recording r;
    recording_make(&r, RECORDING_ORGANIZATION, POLICY);
    raci_whatif_options options = question(x, &r.s, &scenario, &all, path);
    char *before = scratch_read(&r.s, "raci.db", &length[0]);
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(r.s.dir), 0);
    options.organization = options.organization != NULL ? "to-be" : NULL;
    if (raci_whatif_begin(&w, r.model, &options, NULL, NULL, &err) != RACI_OK ||
        raci_whatif_run(w, r.policy, 0, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(chdir(here), 0);
    describe(&told, w);
    assert_string_equal(ri_text_string(&told), x->told);
    for (raci_severity severity = RACI_INFO; severity <= RACI_ERROR; severity++) {
        assert_int_equal(raci_whatif_count(w, severity), x->count[severity]);
    }
    assert_int_equal(raci_whatif_failed(w, NULL), 0);
    char *after = scratch_read(&r.s, "raci.db", &length[1]);
    assert_int_equal(length[0], length[1]);
    assert_memory_equal(before, after, length[0]);
    recording_sql(&r, "BEGIN IMMEDIATE; ROLLBACK");
    raci_whatif_free(w);
    raci_scenario_free(scenario);
    free(before);
    free(after);
    ri_text_free(&told);
    recording_remove(&r);
}

static void tells_what_is_as_before(void **state)
{
    raci_scenario *scenario = changing_scenario("rename_unit { unit = 'ops', name = 'O' }");
    const raci_scenario *all[1] = {scenario};
    const raci_whatif_options options = {.date = CHANGING_DAY, .scenarios = all, .n_scenarios = 1};
    raci_whatif *w = NULL;
    ri_text told = RI_TEXT_INIT;
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, POLICY);
    assert_int_equal(raci_whatif_begin(&w, r.model, &options, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_whatif_run(w, r.policy, 1, NULL), RACI_OK);
    describe(&told, w);
    assert_string_equal(ri_text_string(&told), "change on 2027-01-01\n"
                                               "existing many-accountable touchpoint:look\n");
    assert_int_equal(raci_whatif_count(w, RACI_INFO), 0);
    raci_whatif_free(w);
    raci_scenario_free(scenario);
    ri_text_free(&told);
    recording_remove(&r);
}

/* A policy may name what is only to be created. */
static void knows_what_is_created(void **state)
{
    static const char text[] =
        RECORDING_POLICY "rule \"the new one\" { because = \"so\", match = { key = \"pay\" }, "
                         "assign = { C = \"position:new\" } }\n";
    raci_scenario *scenario = changing_scenario("create_position { key = 'new', unit = 'ops' }");
    const raci_scenario *all[1] = {scenario};
    const raci_whatif_options options = {.date = CHANGING_DAY, .scenarios = all, .n_scenarios = 1};
    char path[SCRATCH_PATH];
    raci_whatif *w = NULL;
    raci_policy *policy = NULL;
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, POLICY);
    scratch_write(&r.s, "new.lua", text, sizeof text - 1);
    const char *paths[1] = {scratch_path(&r.s, "new.lua", path)};
    assert_int_equal(raci_policy_load(&policy, r.model, paths, 1, NULL, NULL, NULL), RACI_POLICY);
    assert_int_equal(raci_whatif_begin(&w, r.model, &options, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_policy_load(&policy, r.model, paths, 1, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_whatif_run(w, policy, 0, NULL), RACI_OK);
    raci_whatif_free(w);
    raci_policy_free(policy);
    policy = NULL;
    assert_int_equal(raci_policy_load(&policy, r.model, paths, 1, NULL, NULL, NULL), RACI_POLICY);
    raci_scenario_free(scenario);
    recording_remove(&r);
}

/* ---- what is refused ---- */

static void refuses(void **state)
{
    raci_scenario *scenario = changing_scenario("rename_unit { unit = 'ops', name = 'O' }");
    raci_scenario *early =
        changing_scenario("rename_unit { unit = 'ops', name = 'O', on = '2026-12-31' }");
    const raci_scenario *all[1] = {scenario};
    const raci_scenario *before[1] = {early};
    const struct {
        raci_whatif_options options;
        raci_status status;
    } asked[] = {
        {{.date = CHANGING_DAY}, RACI_INVALID},
        {{.date = CHANGING_DAY, .scenarios = all, .n_scenarios = 1, .leaving = "person:dan"},
         RACI_INVALID},
        {{.date = CHANGING_DAY, .organization = "/nowhere", .leaving = "person:dan"}, RACI_INVALID},
        {{.scenarios = all, .n_scenarios = 1}, RACI_INVALID},
        {{.date = "2027-13-01", .scenarios = all, .n_scenarios = 1}, RACI_INVALID},
        {{.date = CHANGING_DAY, .scenarios = before, .n_scenarios = 1}, RACI_POLICY},
        {{.date = CHANGING_DAY, .leaving = "person:nobody"}, RACI_NOTFOUND},
        {{.date = CHANGING_DAY, .leaving = "touchpoint:pay"}, RACI_INVALID},
        {{.date = CHANGING_DAY, .leaving = "dan"}, RACI_INVALID},
        {{.date = CHANGING_DAY, .leaving = "person:dan", .leaving_on = "soon"}, RACI_INVALID},
        {{.date = CHANGING_DAY, .leaving = "person:dan", .leaving_on = "2026-12-31"}, RACI_INVALID},
        {{.date = CHANGING_DAY, .organization = "/nowhere"}, RACI_NOTFOUND},
    };
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, POLICY);
    for (size_t i = 0; i < COUNT(asked); i++) {
        raci_whatif *w = NULL;
        raci_error err = {0};
        const raci_status status =
            raci_whatif_begin(&w, r.model, &asked[i].options, NULL, NULL, &err);
        if (status != asked[i].status) {
            fail_msg("%zu: %s, %s", i, raci_status_name(status), err.message);
        }
        assert_int_equal(err.status, status);
        assert_null(w);
        recording_sql(&r, "BEGIN IMMEDIATE; ROLLBACK"); /* nothing is held */
    }
    raci_scenario_free(scenario);
    raci_scenario_free(early);
    recording_remove(&r);
}

/* ---- memory ---- */

typedef struct asking {
    recording *r;
    raci_whatif_options options;
} asking;

static bool ask_once(void *payload)
{
    const asking *a = payload;
    raci_whatif *w = NULL;
    raci_error err = {0};
    raci_status status = raci_whatif_begin(&w, a->r->model, &a->options, NULL, NULL, &err);
    assert_int_equal(status == RACI_OK, w != NULL);
    if (status == RACI_OK) {
        status = raci_whatif_run(w, a->r->policy, 1, &err);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    assert_int_equal(err.status, status);
    raci_whatif_free(w);
    return status == RACI_OK;
}

/* One of each kind of question. */
static const row starved[] = {
    {"steps",
     "create_touchpoint { key = 'new', units = { 'ops' } }\nclose_position { position = 'coo' }\n"
     "rename_unit { unit = 'op', name = 'O' }",
     NULL,
     NULL,
     0,
     NULL,
     {0, 0, 0, 0}},
    {"leaving", NULL, "unit:ops", NULL, 0, NULL, {0, 0, 0, 0}},
    {"files",
     NULL,
     NULL,
     "== units.csv\nkey,name,parent,head,kind\nops,Operations,acme,cxo,department\nnew,,acme,,\n",
     1,
     NULL,
     {0, 0, 0, 0}},
};

static void survives_want_of_memory(void **state)
{
    const row *x = *state;
    char path[SCRATCH_PATH];
    raci_scenario *scenario = NULL;
    const raci_scenario *all = NULL;
    recording r;
    recording_make(&r, RECORDING_ORGANIZATION, POLICY);
    asking a = {&r, question(x, &r.s, &scenario, &all, path)};
    assert_true(with_all_failures(ask_once, &a) > 100);
    raci_scenario_free(scenario);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_is_as_before),
        cmocka_unit_test(knows_what_is_created),
        cmocka_unit_test(refuses),
    };
    int failed = RUN_ROWS("what if", rows, tells);
    failed += RUN_ROWS("want of memory", starved, survives_want_of_memory);
    return failed + cmocka_run_group_tests_name("what if", tests, NULL, NULL);
}
