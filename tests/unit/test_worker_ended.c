/* A rule that ends the process which evaluates it fails, and all else is answered. */
#define _POSIX_C_SOURCE 200809L

#include <signal.h>
#include <unistd.h>

#include "appended.h"
#include "policies.h"
#include "policy/bind.h"
#include "raci/report.h"

static pid_t first_process;

/* In the place of a function of the policy: what no policy can do by itself. */
static int end_worker(lua_State *L)
{
    lua_getfield(L, 1, "key");
    if (strcmp(lua_tostring(L, -1), "invoice") == 0 && getpid() != first_process) {
        (void)raise(SIGKILL);
    }
    lua_pushboolean(L, 0);
    return 1;
}

/* Gives a function another one for what it holds. */
static int plant(lua_State *L)
{
    const int *function = lua_touserdata(L, 1);
    ri_machine_push_kept(L, *function);
    for (int i = 1;; i++) {
        const char *name = lua_getupvalue(L, -1, i);
        assert_non_null(name);
        lua_pop(L, 1);
        if (strcmp(name, "ends") == 0) {
            lua_pushcfunction(L, end_worker);
            lua_setupvalue(L, -2, i);
            break;
        }
    }
    ri_machine_freeze(L);
    return 0;
}

/* It is told of which rule and on what. */
static void tells_who_ended_a_worker(void **state)
{
    (void)state;
    raci_model *model = organization(policy_organization);
    raci_policy *policy =
        policy_of(model, "policy { name = \"p\" }\nlocal function ends(t) return t end\n"
                         "rule \"a\" { assign = { R = \"position:cmo\" } }\n"
                         "rule \"b\" { assign = { A = \"position:coo\" } }\n"
                         "rule \"c\" { when = function(t) return ends(t) end,"
                         " assign = { A = \"position:cmo\" } }\n");
    int function = ri_policy_data_of(policy)->rules[2].when;
    ri_call_failure failure = {.line = 0};
    raci_result *result = NULL;
    raci_error err = {0};
    ri_text text = RI_TEXT_INIT;
    const raci_check_options options = {.date = "2026-07-01", .workers = 2};
    first_process = getpid();
    assert_true(ri_machine_enter(policy->machine, plant, &function, &failure, NULL));
    assert_int_equal(raci_check(&result, model, policy, &options, &err), RACI_OK);
    assert_int_equal(raci_report_check(result, RACI_JSON, NULL, append_text, &text, &err), RACI_OK);
    assert_non_null(
        strstr(ri_text_string(&text), "The rule 'c' failed on the touchpoint 'Invoice'"));
    assert_non_null(
        strstr(ri_text_string(&text), ":5: the process that evaluated it was ended (signal 9)."));
    ri_text_free(&text);
    raci_result_free(result);
    raci_policy_free(policy);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_who_ended_a_worker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
