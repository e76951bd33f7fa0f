/* How long findings have been there, and what that changes. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

#include "base/day.h"

#define DAYS(n) "escalation { days = " #n " }\n"

/* Whom the finding many-accountable on touchpoint:pay goes to, who was passed over, and
   since when it is there: "position:ceo overdue 2026-06-01". */
static void route_of(ri_text *out, const raci_result *result)
{
    ri_text_clear(out);
    for (size_t i = 0; i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        char day[11];
        if (finding->code != RI_MANY_ACCOUNTABLE) {
            continue;
        }
        ri_snapshot_reference(result->snapshot, finding->escalate.to, out);
        for (uint32_t k = 0; k < finding->escalate.n_path; k++) {
            ri_text_format(out, " %s", finding->escalate.path[k].skipped);
        }
        ri_text_format(out, " %s",
                       finding->since == RI_DAY_MAX ? "-" : ri_day_format(finding->since, day));
    }
}

typedef struct run_on {
    const char *date;
    bool shows; /* whether two are accountable in it */
} run_on;

typedef struct row {
    const char *name;
    const char *days;
    run_on runs[4];
    const char *date;
    const char *route;
} row;

static const row rows[] = {
    {"no run", "", {{NULL, false}}, "2026-07-31", "position:cxo -"},
    {"29 days", "", {{"2026-07-01", true}}, "2026-07-30", "position:cxo 2026-07-01"},
    {"30 days", "", {{"2026-07-01", true}}, "2026-07-31", "position:cxo 2026-07-01"},
    {"31 days", "", {{"2026-07-01", true}}, "2026-08-01", "position:ceo overdue 2026-07-01"},
    {"no day at all", DAYS(0), {{"2026-07-01", true}}, "2026-07-01", "position:cxo -"},
    {"one day, none allowed",
     DAYS(0),
     {{"2026-07-01", true}},
     "2026-07-02",
     "position:ceo overdue 2026-07-01"},
    {"more days than there are",
     DAYS(1000000),
     {{"2026-07-01", true}},
     "2026-12-31",
     "position:cxo 2026-07-01"},
    {"an unbroken series",
     "",
     {{"2026-07-01", true}, {"2026-07-20", true}, {"2026-08-01", true}},
     "2026-08-01",
     "position:ceo overdue 2026-07-01"},
    {"a broken series starts anew",
     "",
     {{"2026-07-01", true}, {"2026-07-20", false}, {"2026-07-21", true}},
     "2026-08-02",
     "position:cxo 2026-07-21"},
    {"gone in the last run",
     "",
     {{"2026-07-01", true}, {"2026-07-20", false}},
     "2026-08-02",
     "position:cxo -"},
    {"a later run of an earlier date",
     "",
     {{"2026-07-20", true}, {"2026-07-01", true}},
     "2026-08-01",
     "position:ceo overdue 2026-07-01"},
    {"an earlier date before the series broke",
     "",
     {{"2026-06-01", true}, {"2026-07-10", false}, {"2026-07-20", true}},
     "2026-08-01",
     "position:cxo 2026-07-20"},
    {"evaluated of a day before the run",
     "",
     {{"2026-07-01", true}},
     "2026-06-01",
     "position:cxo -"},
};

static void counts(void **state)
{
    const row *c = *state;
    char calm[2048];
    char two[2048];
    recording r;
    ri_text route = RI_TEXT_INIT;
    (void)snprintf(calm, sizeof calm, "%s%s", RECORDING_POLICY, c->days);
    (void)snprintf(two, sizeof two, "%s%s%s", RECORDING_POLICY, c->days, RECORDING_TWO);
    recording_make(&r, RECORDING_ORGANIZATION, two);
    for (size_t i = 0; i < COUNT(c->runs) && c->runs[i].date != NULL; i++) {
        recording_policy(&r, c->runs[i].shows ? two : calm);
        assert_int_equal(recording_run(&r, c->runs[i].date), i + 1);
    }
    recording_policy(&r, two);
    raci_result *result = recording_check(&r, c->date);
    route_of(&route, result);
    assert_string_equal(ri_text_string(&route), c->route);
    /* Counts alone tell the same. */
    raci_result *counted = NULL;
    const raci_check_options options = {.date = c->date, .counts_only = 1};
    assert_int_equal(raci_check(&counted, r.model, r.policy, &options, NULL), RACI_OK);
    assert_int_equal(counted->summary.escalated_ceo, result->summary.escalated_ceo);
    assert_int_equal(counted->summary.escalated_cxo, result->summary.escalated_cxo);
    /* And so does a question. */
    raci_answer *answer = NULL;
    assert_int_equal(raci_ask(&answer, r.model, r.policy, c->date, "touchpoint:pay", NULL),
                     RACI_OK);
    assert_int_equal(answer->n_findings, 1);
    assert_int_equal(answer->findings[0].since, result->findings[0].since);
    assert_int_equal(answer->findings[0].escalate.n_path, result->findings[0].escalate.n_path);
    raci_answer_free(answer);
    raci_result_free(counted);
    raci_result_free(result);
    ri_text_free(&route);
    recording_remove(&r);
}

/* The finding changes, its age goes on. */
static void goes_on_when_it_changes(void **state)
{
    recording r;
    ri_text route = RI_TEXT_INIT;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    recording_policy(&r, RECORDING_POLICY
                     "rule \"others answer\" { because = \"so\", match = { key = \"pay\" }, "
                     "assign = { A = \"position:ceo\" } }\n");
    assert_int_equal(recording_run(&r, "2026-07-15"), 2);
    recording_expect(&r, "SELECT changed FROM runs WHERE number = 2", "1\n");
    raci_result *result = recording_check(&r, "2026-08-01");
    route_of(&route, result);
    assert_string_equal(ri_text_string(&route), "position:ceo overdue 2026-07-01");
    raci_result_free(result);
    ri_text_free(&route);
    recording_remove(&r);
}

/* An accepted finding is still there: its age goes on too. */
static void goes_on_while_it_is_accepted(void **state)
{
    recording r;
    char files[512];
    ri_text route = RI_TEXT_INIT;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    raci_result *result = recording_check(&r, "2026-07-01");
    (void)snprintf(files, sizeof files,
                   "== acceptances.csv\nkey,fingerprint,by,reason,from,to\n"
                   "%s,%s,position:cxo,so,2026-07-02,2026-07-20\n",
                   result->findings[0].key, result->findings[0].fingerprint);
    raci_result_free(result);
    recording_import(&r, files);
    assert_int_equal(recording_run(&r, "2026-07-10"), 2);
    recording_expect(&r, "SELECT accepted, errors, gone FROM runs WHERE number = 2", "1|0|1\n");
    result = recording_check(&r, "2026-08-01");
    route_of(&route, result);
    assert_string_equal(ri_text_string(&route), "position:ceo overdue 2026-07-01");
    raci_result_free(result);
    ri_text_free(&route);
    recording_remove(&r);
}

/* The CXO as the lowest superior is no way around. */
static void passes_over_a_superior(void **state)
{
    recording r;
    ri_text route = RI_TEXT_INIT;
    (void)state;
    recording_make(
        &r,
        RECORDING_UNITS "== positions.csv\nkey,title,unit,reports_to,office\n"
                        "ceo,Chief,acme,,ceo\ncxo,Experience,acme,ceo,cxo\n"
                        "cmo,Marketing Chief,marketing,cxo,cmo\n"
                        "coo,Operations Chief,ops,cxo,coo\n" RECORDING_SEATS RECORDING_TOUCHPOINTS,
        RECORDING_POLICY RECORDING_TWO "escalation { first = \"lowest_common_superior\" }\n");
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    raci_result *result = recording_check(&r, "2026-07-31");
    route_of(&route, result);
    assert_string_equal(ri_text_string(&route), "position:cxo 2026-07-01");
    raci_result_free(result);
    result = recording_check(&r, "2026-08-01");
    route_of(&route, result);
    assert_string_equal(ri_text_string(&route), "position:ceo overdue 2026-07-01");
    raci_result_free(result);
    ri_text_free(&route);
    recording_remove(&r);
}

/* Nor is another one who was asked before the CXO: what was left open is the CEO's. */
static void passes_over_another_superior(void **state)
{
    recording r;
    ri_text route = RI_TEXT_INIT;
    (void)state;
    recording_make(&r,
                   RECORDING_UNITS "== positions.csv\nkey,title,unit,reports_to,office\n"
                                   "ceo,Chief,acme,,ceo\ncxo,Experience,acme,ceo,cxo\n"
                                   "head,Commercial Chief,acme,ceo,\n"
                                   "cmo,Marketing Chief,marketing,head,cmo\n"
                                   "coo,Operations Chief,ops,head,coo\n" RECORDING_SEATS
                                   "head,xia,holder\n" RECORDING_TOUCHPOINTS,
                   RECORDING_POLICY RECORDING_TWO
                   "escalation { first = \"lowest_common_superior\" }\n");
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    raci_result *result = recording_check(&r, "2026-07-31");
    route_of(&route, result);
    assert_string_equal(ri_text_string(&route), "position:head 2026-07-01");
    raci_result_free(result);
    result = recording_check(&r, "2026-08-01");
    route_of(&route, result);
    assert_string_equal(ri_text_string(&route), "position:ceo overdue overdue 2026-07-01");
    for (size_t i = 0; i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        if (finding->code == RI_MANY_ACCOUNTABLE) {
            assert_string_equal(finding->escalate.reason,
                                "it was left open too long, so the CEO decides");
        }
    }
    raci_result_free(result);
    ri_text_free(&route);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_when_it_changes),
        cmocka_unit_test(goes_on_while_it_is_accepted),
        cmocka_unit_test(passes_over_a_superior),
        cmocka_unit_test(passes_over_another_superior),
    };
    int failed = RUN_ROWS("first seen", rows, counts);
    return failed + cmocka_run_group_tests_name("first seen", tests, NULL, NULL);
}
