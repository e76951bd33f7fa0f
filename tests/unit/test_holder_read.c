#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"

static raci_model *model;

/* `expected`: the grants as text, or what the statement complains of. */
struct row {
    const char *name;
    const char *fields;
    const char *expected;
};

#define AT "policy.lua:2: rule \"r\": "
#define FORMS "\"kind:key\", such as \"position:coo\" or \"unit:ops\""

static const struct row rows[] = {
    {"references",
     "assign = { A = 'position:coo', R = 'unit:support', C = 'team:onboarding',"
     " I = 'person:bob' }",
     "assign A = position:coo; assign C = team:onboarding; assign I = person:bob; "
     "assign R = unit:support"},
    {"an office", "assign = { A = 'office:cxo' }", "assign A = office:cxo"},
    {"an office is free text", "assign = { A = 'office:nobody' }", "assign A = office:nobody"},
    {"an office in capitals", "assign = { A = 'office:CFO' }", "assign A = office:cfo"},
    {"cco is cxo", "assign = { A = 'office:CCO' }", "assign A = office:cxo"},
    {"a list", "assign = { A = { 'position:coo', 'office:cxo' } }",
     "assign A = list(position:coo, office:cxo)"},
    {"constructors",
     "assign = { A = head_of_delivering_unit(), R = delivering_units(),"
     " C = journey_lead(), I = team_of_journey() }",
     "assign A = head_of_delivering_unit; assign C = journey_lead; assign I = team_of_journey; "
     "assign R = delivering_units"},
    {"constructors with arguments",
     "assign = { A = head_of('unit:support'), C = head_of('billing'),"
     " I = lead_of('team:onboarding'), R = lead_of('onboarding') }",
     "assign A = head_of unit:support; assign C = head_of unit:billing; "
     "assign I = lead_of team:onboarding; assign R = lead_of team:onboarding"},
    {"managers",
     "assign = { A = manager_of('person:bob'), C = manager_of(head_of('billing')),"
     " I = manager_of(manager_of('office:CCO')) }",
     "assign A = manager_of(person:bob); assign C = manager_of(head_of unit:billing); "
     "assign I = manager_of(manager_of(office:cxo))"},
    {"a list of both", "assign = { C = { 'position:coo', journey_lead() } }",
     "assign C = list(position:coo, journey_lead)"},
    {"under", "forbid = { A = under('unit:marketing') }, require = { I = under('position:coo') }",
     "forbid A = under unit:marketing; require I = under position:coo"},
    {"under in a list", "forbid = { A = { under('unit:marketing'), 'position:coo' } }",
     "forbid A = list(under unit:marketing, position:coo)"},
    {"a function", "assign = { A = function(s) return 'position:coo' end }", "assign A = function"},
    {"something of another date", "assign = { R = 'unit:archive' }", "assign R = unit:archive"},

    {"no table", "assign = 'position:coo'",
     AT "assign must be a table such as { A = \"position:coo\" }, found \"position:coo\"\n"},
    {"no letter", "assign = {}", AT "assign names no letter\n"},
    {"a number for a letter", "assign = { 'position:coo' }",
     AT "assign needs names for its fields; the number 1 is no name\n"},
    {"a letter of another scheme", "assign = { S = 'position:coo', Q = 'position:coo' }",
     AT "assign: unknown letter \"Q\"; the letters of RACI are A, C, I, R\n" AT
        "assign: unknown letter \"S\"; the letters of RACI are A, C, I, R\n"},
    {"a small letter", "require = { a = 'position:coo' }",
     AT "require: unknown letter \"a\"; the letters of RACI are A, C, I, R\n"},
    {"a bare key", "assign = { A = 'coo' }",
     AT "assign.A must be a reference of the form " FORMS ", found \"coo\"\n"},
    {"a kind that holds nothing", "assign = { A = 'stage:usage' }",
     AT "assign.A must name a position, unit, team, person or office in the form " FORMS
        ", found \"stage:usage\"\n"},
    {"no kind", "assign = { A = 'job:coo' }",
     AT "assign.A must name a position, unit, team, person or office in the form " FORMS
        ", found \"job:coo\"\n"},
    {"a malformed key", "assign = { A = 'position:Chief Operations' }",
     AT "assign.A must be a reference of the form " FORMS ", whose key has lower-case letters, "
        "digits, '.', '_' and '-', found \"position:Chief Operations\"\n"},
    {"a NUL", "assign = { A = 'position:coo\\0' }",
     AT "assign.A must be a reference of the form " FORMS "\n"},
    {"a number", "assign = { A = 3 }",
     AT "assign.A must be a reference of the form " FORMS
        ", a list of them, a function or a constructor's value, found the number 3\n"},
    {"true", "assign = { A = true }",
     AT "assign.A must be a reference of the form " FORMS
        ", a list of them, a function or a constructor's value, found true\n"},
    {"an empty list", "assign = { A = {} }",
     AT "assign.A is an empty list; leave the letter out\n"},
    {"a table with fields", "assign = { A = { x = 'position:coo' } }",
     AT "assign.A must be a reference of the form " FORMS
        ", a list of them or a constructor's value, found a table with fields\n"},
    {"a list in a list", "assign = { A = { { 'position:coo' } } }",
     AT "assign.A must be a list of references and constructors' values, found a list in it\n"},
    {"a function in a list", "assign = { A = { function() end } }",
     AT "assign.A must be a list of references and constructors' values, found a function in it\n"},
    {"parentheses forgotten", "assign = { A = delivering_units }",
     AT "assign.A must be a holder expression: write delivering_units() with its parentheses\n"},
    {"parentheses forgotten in a list", "assign = { A = { journey_lead } }",
     AT "assign.A must be a holder expression: write journey_lead() with its parentheses\n"},
    {"a function of the library", "assign = { A = string.upper }",
     AT "assign.A must be a holder expression, found a function of the library\n"},
    {"under in assign", "assign = { A = under('unit:marketing') }",
     AT "assign.A must not be under(…): it is for forbid and require only\n"},
    {"except", "assign = { A = except { 'position:coo' } }",
     AT "assign.A must be a reference of the form " FORMS ", a list of them, a function or a "
        "constructor's value, found a value of except {…}\n"},

    {"unknown names",
     "assign = { A = 'position:cooo', C = { 'team:onbording', head_of('bilingg') },"
     " I = manager_of('person:bib'), R = lead_of('x') },"
     " forbid = { A = under('unit:markting') }",
     AT "assign.A: unknown position \"cooo\"; did you mean \"coo\"?\n" AT
        "assign.C: unknown team \"onbording\"; did you mean \"onboarding\"?\n" AT
        "assign.C: unknown unit \"bilingg\"; did you mean \"billing\"?\n" AT
        "assign.I: unknown person \"bib\"; did you mean \"bob\"?\n" AT
        "assign.R: unknown team \"x\"\n" AT
        "forbid.A: unknown unit \"markting\"; did you mean \"marketing\"?\n"},

    /* Arguments of constructors: raised where they are called. */
    {"arguments where none belong", "assign = { R = delivering_units('x') }",
     "policy.lua:2: delivering_units() takes no argument\n"},
    {"head of nothing", "assign = { A = head_of() }",
     "policy.lua:2: head_of takes a reference such as \"unit:ops\", found nothing\n"},
    {"head of a position", "assign = { A = head_of('position:coo') }",
     "policy.lua:2: head_of takes a reference such as \"unit:ops\", found \"position:coo\"\n"},
    {"lead of a unit", "assign = { A = lead_of('unit:support') }",
     "policy.lua:2: lead_of takes a reference such as \"team:onboarding\", found "
     "\"unit:support\"\n"},
    {"manager of a bare key", "assign = { A = manager_of('coo') }",
     "policy.lua:2: manager_of: its holder must be a reference of the form " FORMS
     ", found \"coo\"\n"},
    {"manager of under", "assign = { A = manager_of(under('unit:support')) }",
     "policy.lua:2: manager_of takes one holder, not under(…)\n"},
    {"manager of a list", "assign = { A = manager_of({ 'position:coo' }) }",
     "policy.lua:2: manager_of takes a reference such as \"position:coo\", found a list\n"},
    {"under a team", "forbid = { A = under('team:onboarding') }",
     "policy.lua:2: under takes a unit or a position, such as \"unit:marketing\", found "
     "\"team:onboarding\"\n"},
    {"under a bare key", "forbid = { A = under('marketing') }",
     "policy.lua:2: under takes a unit or a position, such as \"unit:marketing\", found "
     "\"marketing\"\n"},
    {"except nothing", "assign = { A = except() }",
     "policy.lua:2: except takes a list: except { \"…\" }\n"},
};

static void reads(void **state)
{
    const struct row *row = *state;
    ri_text grants = RI_TEXT_INIT;
    char text[1024];
    (void)snprintf(text, sizeof text, "policy {}\nrule 'r' { %s }\n", row->fields);
    loaded l = policy_load(model, text);
    if (l.policy != NULL) {
        const ri_scheme *scheme = &ri_policy_data_of(l.policy)->scheme;
        const ri_rule *rule = policy_rule(l.policy, "r");
        add_grants(&grants, scheme, "assign", &rule->assign);
        add_grants(&grants, scheme, "forbid", &rule->forbid);
        add_grants(&grants, scheme, "require", &rule->require);
    }
    ri_text_add(&grants, ri_text_string(&l.problems));
    assert_string_equal(ri_text_string(&grants), row->expected);
    ri_text_free(&grants);
    policy_unload(&l);
}

static void limits_managers(void **state)
{
    (void)state;
    loaded l = policy_load(model, "policy {}\nlocal m = 'position:coo'\n"
                                  "for i = 1, 16 do m = manager_of(m) end\n"
                                  "rule 'r' { assign = { A = m } }");
    ri_text text = RI_TEXT_INIT;
    add_holder(&text, policy_rule(l.policy, "r")->assign.items[0].holder);
    assert_non_null(strstr(ri_text_string(&text), "position:coo"));
    ri_text_free(&text);
    policy_unload(&l);
    l = policy_load(model, "policy {}\nlocal m = 'position:coo'\n"
                           "for i = 1, 17 do m = manager_of(m) end\n");
    assert_string_equal(ri_text_string(&l.problems),
                        "policy.lua:3: manager_of is nested more than 16 deep\n");
    policy_unload(&l);
}

/* Each of 50,000 names is kept, and the expression read in one go. */
static void reads_a_long_list(void **state)
{
    (void)state;
    raci_policy *policy = policy_of(model, "policy {}\nlocal t = {}\n"
                                           "for i = 1, 50000 do t[i] = 'position:coo' end\n"
                                           "rule 'r' { assign = { I = t } }");
    assert_int_equal(policy_rule(policy, "r")->assign.items[0].holder->n_items, 50000);
    raci_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_managers),
        cmocka_unit_test(reads_a_long_list),
    };
    model = organization(policy_organization);
    int failed = cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("holders", rows, reads);
    raci_model_close(model);
    return failed;
}
