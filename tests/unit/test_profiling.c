/* A profile: its counts, that its times go where time went, and that it changes nothing. */
#define _POSIX_C_SOURCE 200809L

#include "check/profiling.h"

#include "appended.h"
#include "base/memory.h"
#include "evaluation.h"
#include "rows.h"

#define POLICY                                                                                     \
    "policy { name = 'p', version = '1' }\n"                                                       \
    "rule 'everywhere' { because = 'x', assign = { R = delivering_units() } }\n"                   \
    "rule 'asks' { because = 'x', when = function(t) return t.key == 'look' end,\n"                \
    "  assign = { A = 'position:cmo' } }\n"                                                        \
    "exception 'comes first' { because = 'x', match = { key = 'pay' },\n"                          \
    "  assign = { A = function() return 'position:coo' end } }\n"                                  \
    "rule 'beaten' { because = 'x', match = { key = 'pay' }, assign = { A = 'position:ceo' } }\n"  \
    "rule 'idle' { because = 'x', match = { key = 'nothing*' }, assign = { C = 'unit:ops' } }\n"   \
    "check 'mine' { kind = 'risk', severity = 'info', on = 'touchpoint', because = 'x',\n"         \
    "  test = function(t) return t.key == 'pay' and 'so it is' end }\n"

/* Each reading takes a microsecond, and after those from which it is learned so another one. */
static uint64_t moment;
static uint64_t readings;

static uint64_t read_moment(void *payload)
{
    (void)payload;
    return moment += readings++ < 1000 ? 1000 : 2000;
}

static uint64_t read_nothing(void *payload)
{
    (void)payload;
    return 4096;
}

static const raci_gauge gauge = {read_moment, read_moment, read_nothing, read_nothing, NULL};

/* An evaluation with a profile. */
typedef struct profiled {
    evaluation e;
    raci_profile *profile;
} profiled;

static raci_status profile_it(profiled *p, raci_error *err)
{
    const raci_check_options how = {.date = "2026-07-01", .profile = p->profile};
    raci_status status = raci_check(&p->e.result, p->e.model, p->e.policy, &how, err);
    raci_profile_enter(p->profile, RACI_PHASE_REPORT);
    raci_profile_enter(p->profile, RACI_PHASE_COUNT);
    return status;
}

static profiled profiled_begin(void)
{
    profiled p = {.e = evaluate(EVALUATION_ORGANIZATION, POLICY)};
    raci_result_free(p.e.result);
    p.e.result = NULL;
    assert_int_equal(raci_profile_new(&p.profile, &gauge, NULL), RACI_OK);
    return p;
}

static void profiled_free(profiled *p)
{
    raci_profile_free(p->profile);
    evaluation_free(&p->e);
}

static const ri_rule_cost *cost_of(const profiled *p, const char *name)
{
    const ri_policy_data *policy = ri_policy_data_of(p->e.policy);
    for (uint32_t i = 0; i < policy->n_rules; i++) {
        if (strcmp(policy->rules[i].name, name) == 0) {
            return &p->profile->costs.rules[i];
        }
    }
    fail_msg("there is no rule %s", name);
    return NULL;
}

static void counts_what_rules_did(void **state)
{
    static const struct {
        const char *rule;
        size_t matched, called, agreed, won;
        bool lua;
    } expected[] = {
        {"everywhere", 2, 0, 0, 2, false}, {"asks", 2, 2, 1, 1, true},
        {"comes first", 1, 0, 0, 1, true}, {"beaten", 1, 0, 0, 0, false},
        {"idle", 0, 0, 0, 0, false},
    };
    profiled p = profiled_begin();
    (void)state;
    readings = 1000;
    assert_int_equal(profile_it(&p, NULL), RACI_OK);
    for (size_t i = 0; i < COUNT(expected); i++) {
        const ri_rule_cost *cost = cost_of(&p, expected[i].rule);
        assert_int_equal(cost->matched, expected[i].matched);
        assert_int_equal(cost->called, expected[i].called);
        assert_int_equal(cost->agreed, expected[i].agreed);
        assert_int_equal(cost->won, expected[i].won);
        assert_int_equal(cost->lua != 0, expected[i].lua);
    }
    assert_int_equal(p.profile->costs.called, 2);
    assert_true(p.profile->costs.match > 0); /* each was looked at closely */
    assert_true(p.profile->costs.settle > 0);
    profiled_free(&p);
}

static void phases_are_those_that_were_walked_through(void **state)
{
    profiled p = profiled_begin();
    (void)state;
    assert_int_equal(profile_it(&p, NULL), RACI_OK);
    for (int i = 0; i < RACI_PHASE_COUNT; i++) {
        const bool walked =
            i != RACI_PHASE_OPEN && i != RACI_PHASE_POLICY && i != RACI_PHASE_RECORD;
        assert_int_equal(p.profile->phases[i].entered, walked);
        assert_true(p.profile->phases[i].spent >= 0);
    }
    assert_true(p.profile->phases[RACI_PHASE_LOAD].spent > 0);
    assert_true(p.profile->phases[RACI_PHASE_CHECKS].spent > 0);
    assert_true(p.profile->phases[RACI_PHASE_CHECKS].grown > 0); /* what was found */
    profiled_free(&p);
}

/* The same document, with a profile and without. */
static void changes_nothing(void **state)
{
    profiled p = profiled_begin();
    ri_text with = RI_TEXT_INIT;
    ri_text without = RI_TEXT_INIT;
    (void)state;
    raci_result *plain = evaluation_check(&p.e, 0);
    assert_int_equal(raci_report_check(plain, RACI_JSON, NULL, append_text, &without, NULL),
                     RACI_OK);
    raci_result_free(plain);
    assert_int_equal(profile_it(&p, NULL), RACI_OK);
    assert_int_equal(raci_report_check(p.e.result, RACI_JSON, NULL, append_text, &with, NULL),
                     RACI_OK);
    assert_string_equal(ri_text_string(&with), ri_text_string(&without));
    ri_text_free(&with);
    ri_text_free(&without);
    profiled_free(&p);
}

static void fails_for_want_of_memory(void **state)
{
    profiled p = profiled_begin();
    raci_status status = RACI_NOMEM;
    (void)state;
    for (size_t first = 0; status != RACI_OK; first++) {
        raci_error err = {0};
        raci_profile_free(p.profile);
        p.profile = NULL;
        ri_alloc_fail_from(first);
        status = raci_profile_new(&p.profile, &gauge, &err);
        status = status == RACI_OK ? profile_it(&p, &err) : status;
        (void)ri_alloc_fail_from(SIZE_MAX);
        assert_int_equal(err.status, status);
        assert_true(status == RACI_OK || status == RACI_NOMEM);
    }
    assert_int_equal(cost_of(&p, "asks")->called, 2);
    profiled_free(&p);
}

/* Every format, and that each fails well. */
static void reports_fail_for_want_of_memory(void **state)
{
    profiled p = profiled_begin();
    (void)state;
    assert_int_equal(profile_it(&p, NULL), RACI_OK);
    for (raci_format format = RACI_TEXT; format <= RACI_MD; format++) {
        ri_text out = RI_TEXT_INIT;
        raci_status status = RACI_NOMEM;
        for (size_t first = 0; status != RACI_OK; first += 1 + first / 32) {
            raci_error err = {0};
            ri_text_renew(&out);
            ri_alloc_fail_from(first);
            status =
                raci_report_profile(p.profile, p.e.result, format, NULL, append_text, &out, &err);
            (void)ri_alloc_fail_from(SIZE_MAX);
            assert_int_equal(err.status, status);
        }
        assert_non_null(strstr(ri_text_string(&out), "comes first"));
        /* The text has the worst alone. */
        assert_true(format == RACI_TEXT || strstr(ri_text_string(&out), "mine") != NULL);
        assert_non_null(strstr(ri_text_string(&out), "settle"));
        ri_text_free(&out);
    }
    profiled_free(&p);
}

static void nothing_to_tell(void **state)
{
    profiled p = profiled_begin();
    ri_text out = RI_TEXT_INIT;
    raci_error err = {0};
    (void)state;
    p.e.result = evaluation_check(&p.e, 0);
    assert_int_equal(
        raci_report_profile(p.profile, p.e.result, RACI_TEXT, NULL, append_text, &out, &err),
        RACI_INVALID);
    ri_text_free(&out);
    profiled_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_what_rules_did),
        cmocka_unit_test(phases_are_those_that_were_walked_through),
        cmocka_unit_test(changes_nothing),
        cmocka_unit_test(fails_for_want_of_memory),
        cmocka_unit_test(reports_fail_for_want_of_memory),
        cmocka_unit_test(nothing_to_tell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
