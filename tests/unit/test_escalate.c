/* To whom a finding goes, with what reason, and how the routes are counted. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "evaluation.h"

#define POLICY "policy { name = \"t\", scheme = \"RACI\" }\n"
#define TWO "rule \"two\" { assign = { A = { \"position:cmo\", \"position:coo\" } } }\n"
#define FIRST "escalation { first = \"lowest_common_superior\" }\n"

/* Positions and seats of each row; the rest of the organization is the usual one. */
#define REST EVALUATION_UNITS EVALUATION_PEOPLE EVALUATION_TOUCHPOINTS
#define COLUMNS "== positions.csv\nkey,title,unit,reports_to,office\n"
#define OFFICERS                                                                                   \
    "cmo,CMO,marketing,ceo,cmo\ncoo,COO,ops,ceo,coo\nbilling-lead,Head of Billing,billing,coo,\n"
#define SEATS "== seats.csv\nposition,person,kind\ncmo,mia,holder\ncoo,dan,holder\n"

#define BOTH COLUMNS "ceo,CEO,acme,,ceo\ncxo,CXO,acme,ceo,cxo\n" OFFICERS
#define NO_CXO COLUMNS "ceo,CEO,acme,,ceo\n" OFFICERS
#define NO_CEO COLUMNS "ceo,CEO,acme,,\ncxo,CXO,acme,ceo,cxo\n" OFFICERS

static const struct row {
    const char *name;
    const char *files;
    const char *policy;
    const char *to; /* "" for nobody */
    const char *reason;
    const char *path; /* "position:x=why," for each step */
} rows[] = {
    {"the CXO", REST BOTH SEATS "cxo,xia,holder\nceo,ann,holder\n", POLICY TWO, "position:cxo",
     "the CXO decides", ""},
    {"an acting CXO", REST BOTH SEATS "cxo,xia,acting\nceo,ann,holder\n", POLICY TWO,
     "position:cxo", "the CXO decides", ""},
    {"the CXO is vacant", REST BOTH SEATS "ceo,ann,holder\n", POLICY TWO, "position:ceo",
     "the CXO's seat is vacant, so the CEO decides", "position:cxo=vacant,"},
    {"the CXO is absent", REST NO_CXO SEATS "ceo,ann,holder\n", POLICY TWO, "position:ceo",
     "there is no CXO, so the CEO decides", "office:cxo=absent,"},
    {"the CXO is a party", REST BOTH SEATS "cxo,xia,holder\nceo,ann,holder\n",
     POLICY TWO "rule \"three\" { assign = { A = \"office:cxo\" } }\n", "position:ceo",
     "the CXO is a party, so the CEO decides", "position:cxo=party,"},
    {"CXO and CEO are parties", REST BOTH SEATS "cxo,xia,holder\nceo,ann,holder\n",
     POLICY TWO "rule \"three\" { assign = { A = { \"office:cxo\", \"office:ceo\" } } }\n",
     "position:ceo", "the CXO is a party, so the CEO decides, though a party too",
     "position:cxo=party,"},
    {"the CXO has no mandate",
     REST BOTH SEATS "cxo,xia,holder\nceo,ann,holder\n== mandates.csv\nposition,scope\ncmo,*\n",
     POLICY TWO, "position:ceo", "no mandate of the CXO covers it, so the CEO decides",
     "position:cxo=no-mandate,"},
    {"a mandate over the journey covers it",
     REST BOTH SEATS "cxo,xia,holder\n== mandates.csv\nposition,scope\ncxo,journey:buy\n",
     POLICY TWO, "position:cxo", "the CXO decides", ""},
    {"nobody: both are vacant", REST BOTH SEATS, POLICY TWO, "", "the CEO's seat is vacant",
     "position:cxo=vacant,position:ceo=vacant,"},
    {"nobody: there is no CEO", REST NO_CEO SEATS, POLICY TWO, "", "there is no CEO",
     "position:cxo=vacant,office:ceo=absent,"},
    {"the superior of the parties", REST BOTH SEATS "cxo,xia,holder\nceo,ann,holder\n",
     POLICY FIRST TWO, "position:ceo", "the lowest common superior of those involved decides", ""},
    {"the superior is a party", REST BOTH SEATS "cxo,xia,holder\nceo,ann,holder\n",
     POLICY FIRST
     "rule \"line\" { assign = { A = { \"position:coo\", \"position:billing-lead\" } } }\n",
     "position:cxo", "the CXO decides", "position:coo=party,"},
    {"the superior is vacant", REST BOTH SEATS "cxo,xia,holder\n", POLICY FIRST TWO, "position:cxo",
     "the CXO decides", "position:ceo=vacant,"},
};

static void print_path(const raci_result *result, const ri_escalated *route, ri_text *out)
{
    for (uint32_t i = 0; i < route->n_path; i++) {
        const ri_skip *skip = &route->path[i];
        if (skip->to != RI_NONE) {
            ri_snapshot_reference(result->snapshot, skip->to, out);
        } else {
            ri_text_format(out, "office:%s", skip->office);
        }
        ri_text_format(out, "=%s,", skip->skipped);
    }
}

static void goes_to(void **state)
{
    const struct row *row = *state;
    ri_text text = RI_TEXT_INIT;
    evaluation e = evaluate(row->files, row->policy);
    const ri_finding *finding = evaluation_finding(e.result, RI_MANY_ACCOUNTABLE, "touchpoint:pay");
    assert_true(finding->escalate.any);
    assert_string_equal(finding->escalate.reason, row->reason);
    if (finding->escalate.to != RI_NONE) {
        ri_snapshot_reference(e.result->snapshot, finding->escalate.to, &text);
    }
    assert_string_equal(ri_text_string(&text), row->to);
    ri_text_clear(&text);
    print_path(e.result, &finding->escalate, &text);
    assert_string_equal(ri_text_string(&text), row->path);
    assert_int_equal(e.result->summary.codes[RI_NO_FINAL_ARBITER], row->to[0] == '\0');
    ri_text_free(&text);
    evaluation_free(&e);
}

/* ---- which findings go anywhere ---- */

static const struct asked {
    const char *name;
    const char *said;
    bool many; /* whether a conflict of severity error escalates */
    bool seat; /* whether a piece of hygiene does */
} asked[] = {
    {"conflicts that are errors", "", true, false},
    {"what is added", "escalation { also = { \"vacant-seat\" } }\n", true, true},
    {"less what is left out", "escalation { never = { \"many-accountable\" } }\n", false, false},
    {"no warning", "checks { [\"many-accountable\"] = { severity = \"warning\" } }\n", false,
     false},
    {"no hygiene, even as an error", "checks { [\"vacant-seat\"] = { severity = \"error\" } }\n",
     true, false},
};

static void escalates(void **state)
{
    const struct asked *row = *state;
    char policy[1024];
    (void)snprintf(policy, sizeof policy,
                   POLICY TWO "rule \"lead\" { assign = { I = \"position:billing-lead\" } }\n%s",
                   row->said);
    evaluation e = evaluate(REST BOTH SEATS "cxo,xia,holder\n", policy);
    assert_int_equal(
        evaluation_finding(e.result, RI_MANY_ACCOUNTABLE, "touchpoint:pay")->escalate.any,
        row->many);
    assert_int_equal(
        evaluation_finding(e.result, RI_VACANT_SEAT, "position:billing-lead")->escalate.any,
        row->seat);
    evaluation_free(&e);
}

static void counts_routes(void **state)
{
    (void)state;
    /* look: the CMO and the COO, to the CEO above them; R is nobody's: to the CXO.
       pay: the lead and the COO, one of them above, to the CXO; R likewise. */
    evaluation e = evaluate(
        REST BOTH SEATS "cxo,xia,holder\nceo,ann,holder\nbilling-lead,bob,holder\n",
        POLICY FIRST "rule \"look\" { match = { key = \"look\" }, "
                     "assign = { A = { \"position:cmo\", \"position:coo\" } } }\n"
                     "rule \"pay\" { match = { key = \"pay\" }, "
                     "assign = { A = { \"position:billing-lead\", \"position:coo\" } } }\n"
                     "rule \"buy\" { on = \"journey\", assign = { A = { \"position:billing-lead\", "
                     "\"unit:billing\", \"position:cmo\" } } }\n"
                     "checks { [\"lead-disagrees\"] = \"off\", [\"no-responsible\"] = \"off\" }\n");
    assert_int_equal(e.result->summary.escalated_ceo, 2);
    assert_int_equal(e.result->summary.escalated_cxo, 1);
    assert_int_equal(e.result->summary.escalated_other, 0);
    assert_int_equal(e.result->summary.escalated_none, 0);
    evaluation_free(&e);
}

/* Also of a rule, where the policy has findings about rules decided. */
static void says_what_nobody_decides(void **state)
{
    (void)state;
    evaluation e =
        evaluate(REST NO_CEO SEATS,
                 POLICY "rule \"a\" { assign = { A = \"position:cmo\", R = \"position:coo\" } }\n"
                        "rule \"b\" { overrides = \"a\", assign = { A = \"position:coo\" } }\n"
                        "escalation { also = { \"override-without-reason\" },"
                        " never = { \"vacant-accountable\" } }\n");
    assert_string_equal(evaluation_finding(e.result, RI_NO_FINAL_ARBITER, "enterprise")->message,
                        "Nobody can decide override-without-reason on the rule 'b': CXO is vacant "
                        "and no position has the office CEO.");
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts_routes),
                                       cmocka_unit_test(says_what_nobody_decides)};
    int failed = RUN_ROWS("escalate", rows, goes_to);
    failed += RUN_ROWS("asked", asked, escalates);
    return failed + cmocka_run_group_tests_name("counts", tests, NULL, NULL);
}
