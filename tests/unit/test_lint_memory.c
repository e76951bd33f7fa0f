/* The analysis of rules, the comparison of two policies, and a check, without some of the memory. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/fail.h"
#include "policies.h"
#include "raci/lint.h"
#include "resolve/relation.h"

static const char organization_files[] =
    "== units.csv\nkey,name,head\nops,Operations,coo\nmarketing,Marketing,cmo\n"
    "== positions.csv\nkey,title,unit,office\nceo,Chief,,ceo\ncmo,Marketing Chief,marketing,cmo\n"
    "coo,Operations Chief,ops,\n"
    "== touchpoints.csv\nkey,name,units,criticality,tags\nlook,Look,marketing,2,\npay,Pay,ops,5,x\n"
    "== stated.csv\ntouchpoint,letter,holder,reason\nlook,A,position:cmo,so\npay,C,unit:ops,so\n";

static const char first[] =
    "policy { name = 'p' }\n"
    "rule 'a' { because = 'x', match = { unit = 'ops' }, assign = { A = 'position:coo' } }\n"
    "rule 'b' { because = 'x', match = { key = 'p*' }, assign = { A = 'position:cmo' },\n"
    "  forbid = { C = { 'position:ceo', 'unit:ops' } } }\n"
    "rule 'c' { match = { tag = 'x' }, assign = { A = head_of_delivering_unit() },\n"
    "  overrides = { 'a', 'stated:look:A:position:cmo' } }\n"
    "rule 'd' { because = 'x', when = function(t) return t.key ~= 'x' end,\n"
    "  assign = { I = 'office:cmo' } }\n";

static const char second[] =
    "policy { name = 'q' }\n"
    "rule 'a' { because = 'x', match = { key = '*y' }, assign = { A = 'office:cmo' } }\n"
    "rule 'b' { because = 'x', assign = { C = 'unit:ops' } }\n";

typedef struct both {
    raci_model *model;
    raci_policy *policies[2];
} both;

static bool try_lint(void *payload)
{
    const both *b = payload;
    raci_lint *lint = NULL;
    raci_error err = {0};
    const raci_lint_options options = {.date = "2026-07-01"};
    const raci_status status = raci_lint_run(&lint, b->model, b->policies[0], &options, &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    assert_int_equal(err.status, status);
    raci_lint_free(lint);
    return status == RACI_OK;
}

static bool try_relation(void *payload)
{
    const both *b = payload;
    ri_snapshot *snapshot = NULL;
    ri_relation relation;
    raci_error err = {0};
    ri_arena *arena = ri_arena_new();
    raci_status status = arena != NULL ? ri_snapshot_load(&snapshot, b->model, 20635, true, &err)
                                       : ri_fail_nomem(&err);
    if (status == RACI_OK) {
        status = ri_relate(&relation, arena, b->policies, snapshot, 20635, &err);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_snapshot_free(snapshot);
    ri_arena_free(arena);
    return status == RACI_OK;
}

/* By rules without functions: Lua tries again what failed alone. */
static bool try_check(void *payload)
{
    const both *b = payload;
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = "2026-07-01"};
    const raci_status status = raci_check(&result, b->model, b->policies[1], &options, &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    assert_int_equal(err.status, status);
    raci_result_free(result);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    both b = {.model = organization(organization_files)};
    b.policies[0] = policy_of(b.model, first);
    b.policies[1] = policy_of(b.model, second);
    assert_true(with_every_failure(try_lint, &b) > 100);
    assert_true(with_each_failure(try_lint, &b) > 100);
    assert_true(with_every_failure(try_relation, &b) > 100);
    assert_true(with_each_failure(try_relation, &b) > 100);
    assert_true(with_each_failure(try_check, &b) > 100);
    raci_policy_free(b.policies[0]);
    raci_policy_free(b.policies[1]);
    raci_model_close(b.model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests_name("lint_memory", tests, NULL, NULL);
}
