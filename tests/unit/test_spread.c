/* Several workers give what one gives, byte for byte. */
#define _POSIX_C_SOURCE 200809L

#include "check/running.h"

#include "appended.h"
#include "rows.h"
#define add_holder add_random_holder /* both headers have one of that name */
#include "random_steps.h"
#undef add_holder

#include "policies.h"
#include "raci/report.h"
#include "random_policy.h"

/* Files of rules lie in a folder of their own each time. */
static void forget_folder(ri_text *text)
{
    static const char folder[] = "raci-test-";
    char *at = strstr(text->bytes, folder);
    for (; at != NULL; at = strstr(at, folder)) {
        at += sizeof folder - 1;
        memset(at, 'x', strcspn(at, "/\""));
    }
}

/* The findings or the counts, and what stands in the matrix. */
static void tell(ri_text *out, raci_model *model, raci_policy *policy, const char *date,
                 int counts_only, int workers)
{
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {
        .date = date, .counts_only = counts_only, .workers = workers};
    ri_text_clear(out);
    assert_int_equal(raci_check(&result, model, policy, &options, &err), RACI_OK);
    assert_int_equal(raci_report_check(result, RACI_JSON, NULL, append_text, out, &err), RACI_OK);
    if (!counts_only) {
        assert_int_equal(raci_report_matrix(result, NULL, RACI_BY_HOLDER, RACI_JSON, NULL,
                                            append_text, out, &err),
                         RACI_OK);
    }
    forget_folder(out);
    raci_result_free(result);
}

/* Policies are loaded anew: what a function keeps would be kept from one to the next. */
static void expect_equal(raci_model *model, const char *policy_text, const char *date)
{
    static const int workers[] = {2, 3, 7};
    ri_text one = RI_TEXT_INIT;
    ri_text several = RI_TEXT_INIT;
    for (int counts_only = 0; counts_only < 2; counts_only++) {
        raci_policy *policy = policy_of(model, policy_text);
        tell(&one, model, policy, date, counts_only, 1);
        raci_policy_free(policy);
        for (size_t i = 0; i < COUNT(workers); i++) {
            policy = policy_of(model, policy_text);
            tell(&several, model, policy, date, counts_only, workers[i]);
            raci_policy_free(policy);
            assert_string_equal(ri_text_string(&several), ri_text_string(&one));
        }
    }
    ri_text_free(&one);
    ri_text_free(&several);
}

static void is_the_same_for_random_organizations(void **state)
{
    (void)state;
    uint32_t n = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        ri_text text = RI_TEXT_INIT;
        random_state = seed;
        raci_model *model = random_organization();
        if (model != NULL) {
            random_policy(&text);
            expect_equal(model, ri_text_string(&text), dates[seed % COUNT(dates)]);
            raci_model_close(model);
            n++;
        }
        ri_text_free(&text);
    }
    assert_true(n > 20);
}

static const struct policy_row {
    const char *name;
    const char *policy;
    bool failed;
} policies[] = {
    {"no rules, so that nobody decides where nobody sits", "policy { name = \"p\" }\n", false},
    {"a condition that fails on some",
     "policy { name = \"p\" }\nrule \"r\" { when = function(t) return t.order < 2 and t.nothing.x end,"
     " assign = { A = \"position:cmo\" } }\n",
     true},
    {"a condition that counts",
     "policy { name = \"p\" }\nlocal n = 0\nrule \"r\" { when = function(t) n = n + 1 return n % 2 == 0 end,"
     " assign = { A = \"position:cmo\" } }\n",
     true},
    {"a function that names nobody there is",
     "policy { name = \"p\" }\nrule \"r\" { assign = { A = function(t) return \"position:cmu\" end } }\n",
     true},
    {"a function that names somebody who is there on another day",
     "policy { name = \"p\" }\nrule \"r\" { assign = { A = function(t) return \"unit:archive\" end } }\n",
     false},
    {"a function that names somebody, and fails",
     "policy { name = \"p\" }\nrule \"r\" { assign = { A = function(t) if t.order > 1 then return 5 end"
     " return \"position:cmo\" end } }\n",
     true},
};

/* Nobody sits anywhere, so that nobody decides. */
static const char headless_organization[] =
    "== positions.csv\nkey,title,office\nceo,Chief,ceo\ncmo,Marketing,\n"
    "== touchpoints.csv\nkey,name,order\na,A,1\nb,B,2\nc,C,3\nd,D,4\n";

static void is_the_same(void **state)
{
    const struct policy_row *row = *state;
    raci_model *model = organization(policy_organization);
    raci_model *headless = organization(headless_organization);
    raci_policy *policy = policy_of(model, row->policy);
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = "2026-07-01", .workers = 2};
    assert_int_equal(raci_check(&result, model, policy, &options, &err), RACI_OK);
    assert_int_equal(raci_result_failed(result, NULL) != 0, row->failed);
    raci_result_free(result);
    raci_policy_free(policy);
    expect_equal(model, row->policy, "2026-07-01");
    expect_equal(headless, row->policy, "2026-07-01");
    raci_model_close(model);
    raci_model_close(headless);
}

/* A rule of which a function ended a process has failed, and is called no more. */
static void calls_nobody_who_ended_a_process(void **state)
{
    (void)state;
    raci_model *model = organization(policy_organization);
    raci_policy *policy =
        policy_of(model, "policy { name = \"p\" }\nrule \"a\" { when = function(t) return true end,"
                         " assign = { A = \"position:cmo\" } }\n"
                         "rule \"b\" { assign = { A = \"position:coo\" } }\n");
    ri_snapshot *snapshot = NULL;
    assert_int_equal(ri_snapshot_load(&snapshot, model, 20635, true, NULL), RACI_OK);
    ri_resolver *r = NULL;
    const ri_settlement *t = NULL;
    uint32_t n = 0;
    const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, 0);
    const ri_call_failure failure = {.line = 1};
    assert_int_equal(ri_resolver_new(&r, policy, snapshot, NULL), RACI_OK);
    assert_int_equal(ri_resolve(&t, r, subject, NULL), RACI_OK);
    const uint32_t before = t->n_applicable;
    assert_true(ri_resolver_bury(r, 0, subject, &failure));
    assert_int_equal(ri_resolve(&t, r, subject, NULL), RACI_OK);
    assert_int_equal(t->n_applicable, before - 1);
    const ri_rule_failure *failures = ri_resolver_failures(r, &n);
    assert_int_equal(n, 1);
    assert_int_equal(failures[0].rule, 0);
    assert_int_equal(failures[0].subject, subject);
    assert_int_equal(failures[0].times, 1);
    ri_resolver_free(r);
    ri_snapshot_free(snapshot);
    raci_policy_free(policy);
    raci_model_close(model);
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    raci_model *model = organization(policy_organization);
    raci_policy *policy =
        policy_of(model, "policy { name = \"p\" }\n"
                         "rule \"r\" { when = function(t) return t.order < 2 and t.nothing.x end,"
                         " assign = { A = \"position:cmo\" } }\n");
    const raci_check_options options = {.date = "2026-07-01", .workers = 2};
    size_t refused = 0;
    raci_status status = RACI_NOMEM;
    for (size_t n = 0; status != RACI_OK; n += 3) {
        raci_result *result = NULL;
        raci_error err = {0};
        (void)ri_alloc_fail_from(n);
        status = raci_check(&result, model, policy, &options, &err);
        (void)ri_alloc_fail_from(SIZE_MAX);
        assert_true(status == RACI_OK || status == RACI_NOMEM);
        refused += status == RACI_NOMEM;
        raci_result_free(result);
    }
    assert_true(refused > 50);
    raci_policy_free(policy);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same_for_random_organizations),
        cmocka_unit_test(calls_nobody_who_ended_a_process),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("policies", policies, is_the_same);
    return failed + cmocka_run_group_tests_name("spread", tests, NULL, NULL);
}
