#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"

static raci_model *model;

struct row {
    const char *name;
    const char *text;
    const char *expected; /* what loading complains of, "" for nothing */
};

#define P "policy {}\n"
#define TEST "test = function(x) end"
#define W "policy.lua:2: check \"c\": "

static const struct row rows[] = {
    {"the least", P "check 'c' { " TEST " }", ""},
    {"all fields",
     P "check 'c' { on = 'unit', severity = 'info', kind = 'gap', because = 'so', " TEST " }", ""},
    {"any name that a rule may have", P "check 'Réclamations: “urgent” & 50 % — ok?' { " TEST " }",
     ""},
    {"no test", P "check 'c' {}", W "a check must say test = function(x) … end\n"},
    {"a test that is none", P "check 'c' { test = 'x' }",
     W "test must be a function: function(x) … end, found \"x\"\n"},
    {"a function of the library", P "check 'c' { test = tostring }",
     W "test must be a function: function(x) … end, found a function\n"},
    {"an unknown field", P "check 'c' { sevrity = 'info', " TEST " }",
     W "unknown field \"sevrity\"; did you mean \"severity\"?\n"},
    {"a far field", P "check 'c' { match = {}, " TEST " }",
     W "unknown field \"match\"; there are on, severity, kind, because, test\n"},
    {"a field without name", P "check 'c' { 'x', " TEST " }",
     W "a field needs a name, found the value of the number 1 without one\n"},
    {"an unknown kind of thing", P "check 'c' { on = 'team', " TEST " }",
     W "on must be one of touchpoint, handoff, journey, unit, position, person, channel, stage, "
       "enterprise, found \"team\"\n"},
    {"an unknown severity", P "check 'c' { severity = 'fatal', " TEST " }",
     W "severity must be one of info, warning, error, found \"fatal\"\n"},
    {"an unknown kind", P "check 'c' { kind = 'smell', " TEST " }",
     W "kind must be one of conflict, gap, risk, hygiene, policy, found \"smell\"\n"},
    {"a reason of blanks", P "check 'c' { because = ' \\n', " TEST " }",
     W "because says nothing\n"},
    {"a reason that is none", P "check 'c' { because = 3, " TEST " }",
     W "because must be a string, found the number 3\n"},
    {"no table", P "check 'c'", W "a table { … } must follow the name\n"},
    {"no name", P "check { " TEST " }",
     "policy.lua:2: check must have a name: check \"name\" { … }\n"},
    {"an empty name", P "check '' { " TEST " }", "policy.lua:2: the name of a check is empty\n"},
    {"a name of two lines", P "check 'a\\nb' { " TEST " }",
     "policy.lua:2: the name of a check has a line break or control character in it\n"},
    {"a name of a stated row", P "check 'stated:x' { " TEST " }",
     "policy.lua:2: the name of a check begins as the names of stated rows and rulings do\n"},
    {"a name twice", P "check 'c' { " TEST " }\ncheck 'c' { " TEST " }",
     "policy.lua:3: check \"c\": the name was given already, at policy.lua:2; names are unique in "
     "a policy\n"},
    {"a name twice in files",
     "== b.lua\n" P "check 'c' { " TEST " }\n== a.lua\n\n\ncheck 'c' { " TEST " }",
     "b.lua:2: check \"c\": the name was given already, at a.lua:3; names are unique in a "
     "policy\n"},
    {"a core check's name", P "check 'no-role' { " TEST " }",
     "policy.lua:2: check \"no-role\": a core check has this name; choose another, or set that one "
     "with checks { [\"no-role\"] = … }\n"},
    {"a name of a core check of rule analysis", P "check 'dead-rule' { " TEST " }",
     "policy.lua:2: check \"dead-rule\": a core check has this name; choose another, or set that "
     "one with checks { [\"dead-rule\"] = … }\n"},
    {"a rule's name", P "check 'c' { " TEST " }\nrule 'c' { assign = { A = 'office:x' } }",
     W "the rule at policy.lua:3 has this name; no rule and no other check may have a check's "
       "name\n"},
    {"a rule's name, the other way round",
     P "rule 'b' { assign = { A = 'office:x' } } rule 'd' { assign = { A = 'office:x' } }\n"
       "rule 'c' { assign = { A = 'office:x' } }\ncheck 'c' { " TEST " }",
     "policy.lua:4: check \"c\": the rule at policy.lua:3 has this name; no rule and no other "
     "check may have a check's name\n"},
    {"a check in a check", P "check 'c' { test = check 'd' { " TEST " } }",
     W "a check must say test = function(x) … end\n"},

    {"set before it is declared",
     P "checks { c = 'off' } escalation { also = 'c' }\ncheck 'c' { " TEST " }", ""},
    {"set to a severity", P "check 'c' { " TEST " } checks { c = { severity = 'error' } }", ""},
    {"one of an included file",
     "== a.lua\n" P "include 'sub/b' checks { c = 'off' }\nescalation { never = 'c' }\n"
     "== sub/b.lua\ncheck 'c' { " TEST " }",
     ""},
    {"set to a limit", P "checks { c = { max = 3 } }\ncheck 'c' { " TEST " }",
     "policy.lua:2: checks: \"c\" is a check of the policy's own, which has a severity to set and "
     "nothing else; let it use param(\"…\", …) for a limit\n"},
    {"one that is not there", P "checks { ['own chek'] = 'off' }\ncheck 'own check' { " TEST " }",
     "policy.lua:2: checks: unknown check \"own chek\"; did you mean \"own check\"?\n"},
    {"escalation of one that is not there",
     P "escalation { also = 'own chek', never = 'own check' }\ncheck 'own check' { " TEST " }",
     "policy.lua:2: escalation: also: unknown check \"own chek\"; did you mean \"own check\"?\n"},
    {"an unknown limit of an unknown check", P "checks { nothing = { max = 3 } }",
     "policy.lua:2: checks: unknown check \"nothing\"\n"},
    {"both also and never", P "check 'c' { " TEST " }\nescalation { also = 'c', never = 'c' }",
     "policy.lua:3: escalation: \"c\" is among both also and never\n"},
    {"not known because a file stopped", P "checks { c = 'off' }\nlocal x = y",
     "policy.lua:3: unknown name 'y'\n"},
};

static void complains(void **state)
{
    const struct row *row = *state;
    loaded l = policy_load(model, row->text);
    assert_string_equal(ri_text_string(&l.problems), row->expected);
    policy_unload(&l);
}

static void becomes_data(void **state)
{
    (void)state;
    raci_policy *policy = policy_of(
        model, "== b.lua\n" P "check 'z' { " TEST " }\n== a.lua\n\ncheck 'a' { on = 'stage', "
               "severity = 'error', kind = 'conflict', because = 'why', " TEST " }\n"
               "check 'Z' { on = 'enterprise', " TEST " }");
    const ri_policy_data *data = ri_policy_data_of(policy);
    assert_int_equal(data->n_checks, 3);
    assert_true(data->has_functions);
    assert_string_equal(data->checks[0].name, "Z"); /* by bytes */
    assert_int_equal(data->checks[0].on, RI_ENTERPRISE);
    const ri_own_check *a = &data->checks[1];
    assert_string_equal(a->name, "a");
    assert_int_equal(a->on, RI_STAGE);
    assert_int_equal(a->severity, RI_ERROR);
    assert_int_equal(a->kind, RI_KIND_CONFLICT);
    assert_string_equal(a->because, "why");
    assert_non_null(strstr(a->file, "a.lua"));
    assert_int_equal(a->line, 2);
    const ri_own_check *z = &data->checks[2];
    assert_int_equal(z->on, RI_TOUCHPOINT);
    assert_int_equal(z->severity, RI_WARNING);
    assert_int_equal(z->kind, RI_KIND_RISK);
    assert_null(z->because);
    raci_policy_free(policy);
}

static bool load_with_little_memory(void *payload)
{
    const char *const *paths = payload;
    raci_policy *policy = NULL;
    raci_status status = raci_policy_load(&policy, model, paths, 1, NULL, NULL, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_policy_free(policy);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    policy_files files = policy_write_files(P "check 'b' { because = 'so', " TEST " }\n"
                                              "rule 'r' { assign = { A = 'office:x' } }\n"
                                              "checks { a = 'off' } escalation { also = 'b' }\n"
                                              "check 'a' { on = 'unit', " TEST " }");
    const char *paths[] = {files.dir};
    assert_true(with_all_failures(load_with_little_memory, paths) > 50);
    policy_remove_files(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(becomes_data),
        cmocka_unit_test(survives_want_of_memory),
    };
    model = organization(policy_organization);
    int failed =
        cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("declarations", rows, complains);
    raci_model_close(model);
    return failed;
}
