/* The table of checks, what of their findings is kept, and how they are told. What
   each check finds stands in tests/cases. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "evaluation.h"

#define POLICY "policy { name = \"t\", scheme = \"RACI\" }\n"
#define TWO "rule \"two\" { assign = { A = { \"position:cmo\", \"position:coo\" } } }\n"
#define BREAKS                                                                                     \
    "rule \"breaks\" { when = function(t) return t.criticality > 1 end, "                          \
    "assign = { I = \"unit:ops\" } }\n"

/* ---- the table ---- */

static void stands_in_order(void **state)
{
    (void)state;
    for (int i = 0; i < RI_CODE_COUNT; i++) {
        const ri_check_info *info = ri_check_info_of((ri_code)i);
        assert_int_equal(ri_code_find(info->name), i);
        assert_true(i == 0 || strcmp(ri_check_info_of((ri_code)(i - 1))->name, info->name) < 0);
        assert_true(info->severity >= RACI_INFO && info->severity <= RACI_ERROR);
        assert_int_equal((info->local != NULL) + (info->passage != NULL) + (info->overall != NULL),
                         i != RI_NO_FINAL_ARBITER && i != RI_ACCEPTANCE_EXPIRED);
    }
    assert_int_equal(ri_code_find("no-such"), -1);
    assert_string_equal(ri_finding_kind_name(RI_KIND_HYGIENE), "hygiene");
    assert_string_equal(ri_severity_name(RACI_WARNING), "warning");
}

/* ---- what is kept ---- */

static raci_result *check_codes(const evaluation *e, const char *const *codes, size_t n)
{
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = "2026-07-01", .codes = codes, .n_codes = n};
    if (raci_check(&result, e->model, e->policy, &options, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return result;
}

static void keeps_the_codes_asked_for(void **state)
{
    (void)state;
    static const char *const codes[] = {"many-accountable", "no-ceo"};
    evaluation e = evaluate(EVALUATION_ORGANIZATION, POLICY TWO);
    raci_result *some = check_codes(&e, codes, 2);
    assert_int_equal(some->n_findings, 2);
    assert_int_equal(some->summary.kinds[RI_KIND_CONFLICT], 2);
    assert_int_equal(some->summary.kinds[RI_KIND_GAP], 0);
    assert_int_equal(some->summary.escalated_cxo, 2);
    assert_int_equal(some->summary.assignments, e.result->summary.assignments);
    assert_string_equal(some->findings[0].key,
                        evaluation_finding(e.result, RI_MANY_ACCOUNTABLE, "touchpoint:look")->key);
    raci_result_free(some);
    some = check_codes(&e, codes, 0);
    assert_int_equal(some->n_findings, 0);
    raci_result_free(some);
    evaluation_free(&e);
}

/* A finding that is left out still has its consequences. */
static void keeps_what_follows_from_others(void **state)
{
    (void)state;
    static const char *const codes[] = {"no-final-arbiter", "vacant-accountable"};
    evaluation e = evaluate(EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_TOUCHPOINTS,
                            POLICY "rule \"coo\" { assign = { A = \"position:coo\" } }\n");
    raci_result *some = check_codes(&e, codes, 2);
    assert_int_equal(some->n_findings, 3);
    assert_string_equal(evaluation_finding(some, RI_VACANT_ACCOUNTABLE, "touchpoint:pay")->cause,
                        evaluation_finding(e.result, RI_VACANT_SEAT, "position:coo")->key);
    assert_string_equal(evaluation_finding(some, RI_NO_FINAL_ARBITER, "enterprise")->message,
                        evaluation_finding(e.result, RI_NO_FINAL_ARBITER, "enterprise")->message);
    raci_result_free(some);
    evaluation_free(&e);
}

/* Asking for one check alone gives what asking for all gives of it. */
static void finds_the_same_alone(void **state)
{
    (void)state;
    evaluation e =
        evaluate(EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_TOUCHPOINTS
                 "== seats.csv\nposition,person,kind\ncxo,xia,holder\n"
                 "== mandates.csv\nposition,scope\ncoo,unit:ops\n",
                 POLICY BREAKS "rule \"heads\" { assign = { A = head_of_delivering_unit() } }\n"
                               "rule \"r\" { require = { R = \"unit:ops\" } }\n"
                               "rule \"buy\" { on = \"journey\", assign = { A = "
                               "\"position:coo\", R = \"person:mia\" } }\n");
    assert_true(e.result->n_findings > 12);
    for (int code = 0; code < RI_CODE_COUNT; code++) {
        const char *const name = ri_check_info_of((ri_code)code)->name;
        raci_result *alone = check_codes(&e, &name, 1);
        size_t at = 0;
        for (size_t i = 0; i < e.result->n_findings; i++) {
            const ri_finding *finding = &e.result->findings[i];
            if ((int)finding->code != code) {
                continue;
            }
            assert_true(at < alone->n_findings);
            assert_string_equal(alone->findings[at].key, finding->key);
            assert_string_equal(alone->findings[at].message, finding->message);
            assert_int_equal(alone->findings[at++].escalate.to, finding->escalate.to);
        }
        assert_int_equal(at, alone->n_findings);
        raci_result_free(alone);
    }
    evaluation_free(&e);
}

static const struct refused {
    const char *name;
    const char *date;
    const char *code;
    const char *message;
} refused[] = {
    {"no date", NULL, "no-ceo", "expected a date as YYYY-MM-DD, found ''"},
    {"a bad date", "2026-02-30", "no-ceo", "expected a date as YYYY-MM-DD, found '2026-02-30'"},
    {"a code misspelt", "2026-07-01", "no-acountable",
     "there is no check 'no-acountable'; did you mean 'no-accountable'?"},
    {"no code at all like it", "2026-07-01", "zzz", "there is no check 'zzz'"},
    {"a code that is not there", "2026-07-01", NULL, "there is no check ''"},
};

/* ---- shares ---- */

/* R on so many of 90 touchpoints, of which 70 % are 63. */
static bool is_overloaded(unsigned held)
{
    ri_text files = RI_TEXT_INIT;
    ri_text_add(&files, "== units.csv\nkey,name\nacme,Acme\n"
                        "== positions.csv\nkey,title,unit\nboss,Boss,acme\n"
                        "== touchpoints.csv\nkey,name,tags\n");
    for (unsigned i = 0; i < 90; i++) {
        ri_text_format(&files, "t%02u,T %u,%s\n", i, i, i < held ? "hers" : "");
    }
    evaluation e = evaluate(ri_text_string(&files),
                            POLICY "rule \"r\" { because = \"x\", match = { tag = \"hers\" },"
                                   " assign = { R = \"position:boss\" } }\n");
    bool found = false;
    for (size_t i = 0; i < e.result->n_findings; i++) {
        found = found || e.result->findings[i].code == RI_OVERLOADED_RESPONSIBLE;
    }
    evaluation_free(&e);
    ri_text_free(&files);
    return found;
}

static void counts_shares_as_they_are_written(void **state)
{
    (void)state;
    assert_false(is_overloaded(62));
    assert_false(is_overloaded(63)); /* 0.7 * 90 is 62.99999999999999 to a machine */
    assert_true(is_overloaded(64));
}

static void refuses(void **state)
{
    const struct refused *row = *state;
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = row->date, .codes = &row->code, .n_codes = 1};
    evaluation e = {.model = organization(EVALUATION_ORGANIZATION)};
    e.policy = policy_of(e.model, POLICY);
    assert_int_equal(raci_check(&result, e.model, e.policy, &options, &err), RACI_INVALID);
    assert_string_equal(err.message, row->message);
    assert_null(result);
    evaluation_free(&e);
}

/* ---- reading a result ---- */

static void reads_findings(void **state)
{
    (void)state;
    raci_finding finding;
    raci_error err = {0};
    evaluation e = evaluate(EVALUATION_ORGANIZATION, POLICY TWO);
    size_t n = raci_result_findings(e.result);
    assert_int_equal(n, e.result->n_findings);
    assert_int_equal(raci_result_count(e.result, RACI_INFO), n);
    assert_int_equal(raci_result_count(e.result, RACI_ERROR), 4);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(raci_result_finding(&finding, e.result, i, &err), RACI_OK);
        if (strcmp(finding.code, "many-accountable") == 0) {
            assert_string_equal(finding.kind, "conflict");
            assert_int_equal(finding.severity, RACI_ERROR);
            assert_string_equal(finding.letter, "A");
            assert_int_equal(strncmp(finding.subject, "touchpoint:", 11), 0);
            assert_int_equal(strlen(finding.key), 16);
        }
    }
    assert_int_equal(raci_result_finding(&finding, e.result, n, &err), RACI_INVALID);
    assert_false(raci_result_failed(e.result, NULL));
    evaluation_free(&e);
}

static void tells_failures_whatever_is_kept(void **state)
{
    (void)state;
    static const char *const codes[] = {"no-ceo"};
    raci_error err = {0};
    evaluation e =
        evaluate(EVALUATION_ORGANIZATION, POLICY BREAKS "checks { [\"rule-failed\"] = \"off\" }\n");
    raci_result *some = check_codes(&e, codes, 1);
    assert_int_equal(some->n_findings, 0);
    assert_true(raci_result_failed(some, &err));
    assert_non_null(strstr(err.message, "'breaks' failed: "));
    raci_result_free(some);
    evaluation_free(&e);
}

static void counts_without_keeping(void **state)
{
    (void)state;
    evaluation e =
        evaluate(EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_TOUCHPOINTS, POLICY TWO BREAKS);
    raci_result *counted = evaluation_check(&e, 1);
    assert_memory_equal(counted->summary.codes, e.result->summary.codes,
                        RI_CODE_COUNT * sizeof *counted->summary.codes);
    counted->summary.codes = e.result->summary.codes;
    assert_memory_equal(&counted->summary, &e.result->summary, sizeof counted->summary);
    assert_int_equal(counted->n_findings, 0);
    assert_int_equal(counted->matrix.n, 0);
    assert_true(raci_result_failed(counted, NULL));
    raci_result_free(counted);
    evaluation_free(&e);
}

/* ---- sentences ---- */

static const struct told {
    const char *name;
    const char *policy;
    ri_code code;
    const char *message;
} told[] = {
    {"titles that are the same are told with their keys",
     "rule \"leads\" { assign = { A = { \"position:lead-1\", \"position:lead-2\" } } }\n",
     RI_MANY_ACCOUNTABLE,
     "Team Lead 'lead-1' and Team Lead 'lead-2' are accountable for the touchpoint 'Pay an "
     "invoice', where one should be."},
    {"of long lists the first five",
     "rule \"all\" { assign = { R = { \"position:ceo\", \"position:cxo\", \"position:cmo\", "
     "\"position:coo\", \"position:billing-lead\", \"position:lead-1\", \"unit:ops\" } } }\n",
     RI_TOO_MANY_RESPONSIBLE,
     "Head of Billing, Chief Executive Officer, Chief Marketing Officer, Chief Operations Officer, "
     "Chief Experience Officer and 2 more are responsible for the touchpoint 'Pay an invoice': 7, "
     "of at most 3."},
    {"a list of six whole",
     "rule \"all\" { assign = { C = { \"position:cxo\", \"position:cmo\", \"position:coo\", "
     "\"person:bob\", \"position:lead-1\", \"team:board\" } } }\n",
     RI_TOO_MANY_CONSULTED,
     "Bob Low, Chief Marketing Officer, Chief Operations Officer, Chief Experience Officer, Team "
     "Lead and the team 'board' are consulted on the touchpoint 'Pay an invoice': 6, of at most "
     "4."},
    {"two rules are told how to agree",
     TWO "exception \"a\" { because = \"so\", assign = { A = \"position:cmo\" } }\n"
         "exception \"b\" { because = \"so\", assign = { A = \"position:coo\" } }\n",
     RI_MANY_ACCOUNTABLE,
     "Chief Marketing Officer and Chief Operations Officer are accountable for the touchpoint "
     "'Pay an invoice', where one should be: let one of the exception 'a' and the exception 'b' "
     "override the other."},
    {"a rule that gives and forbids the same cannot override itself",
     "rule \"y\" { assign = { A = \"position:coo\" }, forbid = { A = under(\"unit:ops\") } }\n",
     RI_CONTESTED_LETTER,
     "Whether Chief Operations Officer is accountable for the touchpoint 'Pay an invoice' is "
     "contested, as the rule 'y' both gives and forbids it: take one away."},
    {"a reason ends the sentence once",
     "rule \"two\" { joint = true, because = \"They share\\nthe margin.\", "
     "assign = { A = { \"position:cmo\", \"position:coo\" } } }\n",
     RI_JOINT_ACCOUNTABLE,
     "Chief Marketing Officer and Chief Operations Officer are accountable for the touchpoint "
     "'Pay an invoice' jointly, as the rule 'two' says: They share the margin."},
    {"what is required, in words",
     "rule \"r\" { require = { I = { under(\"unit:ops\"), manager_of(\"position:coo\"), "
     "delivering_units(), head_of(\"unit:marketing\"), \"office:cfo\" } } }\n",
     RI_REQUIRED_MISSING,
     "The rule 'r' requires I (Informed) on the touchpoint 'Pay an invoice' to be held by somebody "
     "at or below the unit 'Operations', the manager of Chief Operations Officer, the delivering "
     "units, the head of the unit 'Marketing' or the office 'cfo', and it is not."},
    {"a journey's lead that is not there",
     "rule \"r\" { assign = { I = lead_of(\"team:board\") } }\n", RI_UNRESOLVED_HOLDER,
     "The rule 'r' gives I (Informed) on the touchpoint 'Pay an invoice' to nobody: the team "
     "'board' has no lead on 2026-07-01."},
    {"a person with two positions", "rule \"r\" { assign = { A = \"person:ann\" } }\n",
     RI_UNRESOLVED_HOLDER,
     "The rule 'r' gives A (Accountable) on the touchpoint 'Pay an invoice' to nobody: Ann Ito has "
     "more than one position on 2026-07-01."},
    {"nobody above the top", "rule \"r\" { assign = { I = manager_of(\"position:ceo\") } }\n",
     RI_UNRESOLVED_HOLDER,
     "The rule 'r' gives I (Informed) on the touchpoint 'Pay an invoice' to nobody: Chief "
     "Executive Officer reports to nobody on 2026-07-01."},
    {"a function that names nobody", "rule \"r\" { assign = { I = function(t) return nil end } }\n",
     RI_UNRESOLVED_HOLDER,
     "The rule 'r' gives I (Informed) on the touchpoint 'Pay an invoice' to nobody: its "
     "expression names nobody."},
    {"a scheme's own letter",
     "scheme \"D\" { letters = { D = { name = \"Driver\", min = 1 }, A = { name = \"Approver\", "
     "min = 1, max = 1 } }, accountable = \"A\", responsible = \"D\" }\n",
     RI_NO_ACCOUNTABLE, "Nobody has A (Approver) on the touchpoint 'Pay an invoice'."},
};

static const char told_files[] = EVALUATION_UNITS EVALUATION_POSITIONS
    "lead-1,Team Lead,ops,coo,\nlead-2,Team Lead,ops,coo,\n" EVALUATION_PEOPLE EVALUATION_SEATS
    "lead-1,ann,holder\nlead-2,mia,holder\n"
    "== teams.csv\nkey,name,lead\nboard,,\n"
    "== touchpoints.csv\nkey,name,units\npay,Pay an invoice,billing\n";

static void tells(void **state)
{
    const struct told *row = *state;
    char policy[2048];
    bool own = strncmp(row->policy, "scheme \"D\"", 10) == 0;
    (void)snprintf(policy, sizeof policy, "policy { name = \"t\", scheme = \"%s\" }\n%s",
                   own ? "D" : "RACI", row->policy);
    evaluation e = evaluate(told_files, policy);
    assert_string_equal(evaluation_finding(e.result, row->code, "touchpoint:pay")->message,
                        row->message);
    evaluation_free(&e);
}

/* ---- without memory ---- */

static bool try_check(const evaluation *e, int counts_only)
{
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = "2026-07-01", .counts_only = counts_only};
    if (raci_check(&result, e->model, e->policy, &options, &err) == RACI_OK) {
        raci_result_free(result);
        return true;
    }
    assert_int_equal(err.status, RACI_NOMEM);
    assert_null(result);
    return false;
}

static bool try_keeping(void *payload)
{
    return try_check(payload, 0);
}

static bool try_counting(void *payload)
{
    return try_check(payload, 1);
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    evaluation e = evaluate(EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_TOUCHPOINTS
                            "== mandates.csv\nposition,scope\ncoo,unit:ops\n",
                            POLICY TWO "escalation { first = \"lowest_common_superior\", "
                                       "also = { \"unowned-handoff\" } }\n"
                                       "rule \"ban\" { forbid = { R = \"unit:ops\" } }\n"
                                       "rule \"r\" { assign = { R = \"unit:ops\" } }\n");
    assert_true(with_all_failures(try_keeping, &e) > 10);
    assert_true(with_all_failures(try_counting, &e) > 10);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_in_order),
        cmocka_unit_test(keeps_the_codes_asked_for),
        cmocka_unit_test(keeps_what_follows_from_others),
        cmocka_unit_test(finds_the_same_alone),
        cmocka_unit_test(reads_findings),
        cmocka_unit_test(tells_failures_whatever_is_kept),
        cmocka_unit_test(counts_without_keeping),
        cmocka_unit_test(counts_shares_as_they_are_written),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("refused", refused, refuses);
    failed += RUN_ROWS("told", told, tells);
    return failed + cmocka_run_group_tests_name("checks", tests, NULL, NULL);
}
