#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"

static raci_model *model;

/* `expected`: the match as text, or what the statement complains of. */
struct row {
    const char *name;
    const char *fields;
    const char *expected;
};

#define AT "policy.lua:2: rule \"r\": "

static const struct row rows[] = {
    {"no match", "", ""},
    {"an empty match", "match = {}", ""},
    {"one stage", "match = { stage = 'support' }", "stage support"},
    {"stages in byte order, once", "match = { stage = { 'usage', 'support', 'usage' } }",
     "stage support usage"},
    {"dimensions in their order",
     "match = { tag = 't', channel = 'web', key = 'a*', stage = 'usage',"
     " unit = 'billing', journey = 'buy' }",
     "key a*; journey buy; stage usage; channel web; unit billing; tag t"},
    {"a unit in full", "match = { unit = { 'unit:billing', 'finance' } }", "unit billing finance"},
    {"except", "match = { stage = except { 'usage' } }", "stage except usage"},
    {"except one", "match = { stage = except 'usage' }", "stage except usage"},
    {"globs", "match = { key = { 'ad', 'web-?', '*.x_1' } }", "key *.x_1 ad web-?"},
    {"a criticality", "match = { criticality = 3 }", "criticality 8"},
    {"a criticality as a float", "match = { criticality = 3.0 }", "criticality 8"},
    {"criticalities", "match = { criticality = { 1, 5 } }", "criticality 22"},
    {"criticality from", "match = { criticality = { min = 4 } }", "criticality 30"},
    {"criticality to", "match = { criticality = { max = 2 } }", "criticality 6"},
    {"criticality between", "match = { criticality = { min = 2, max = 4 } }", "criticality 1c"},
    {"criticality except", "match = { criticality = except { 4, 5 } }", "criticality except f"},
    {"criticality except a range", "match = { criticality = except { min = 4 } }",
     "criticality except f"},
    {"any criticality", "match = { criticality = {} }",
     AT "match.criticality is an empty list, which matches nothing; leave the field out\n"},
    {"flags", "match = { managed = false, moment_of_truth = true }",
     "moment_of_truth 2; managed 1"},
    {"a flag except", "match = { managed = except { true } }", "managed except 1"},
    {"both flags", "match = { managed = { true, false } }", "managed 3"},
    {"attributes", "match = { attr = { size = 4, region = { 'us', 'eu' }, open = true, w = 0.5 } }",
     "attr.open true; attr.region eu us; attr.size 4; attr.w 0.5"},
    {"an attribute except", "match = { attr = { region = except { 'us' } } }",
     "attr.region except us"},
    {"no attributes", "match = { attr = {} }", ""},
    {"a journey's key", "on = 'journey', match = { key = 'b*' }", "key b*"},
    {"an enterprise", "on = 'enterprise', match = {}", ""},

    {"no table", "match = 'support'",
     AT "match must be a table such as { stage = \"support\" }, found \"support\"\n"},
    {"an unknown dimension", "match = { stge = 'support' }",
     AT "match: unknown field \"stge\"; did you mean \"stage\"?\n"},
    {"a far dimension", "match = { colour = 'red' }",
     AT "match: unknown field \"colour\"; there are key, journey, stage, channel, unit, tag, "
        "criticality, moment_of_truth, managed, attr\n"},
    {"a dimension without a name", "match = { 'support' }",
     AT "match: a field needs a name, found the value of the number 1 without one\n"},
    {"a number for a text", "match = { stage = 3 }",
     AT "match.stage must be a string, a list of strings or except {…}, found the number 3\n"},
    {"a number in a list", "match = { stage = { 'usage', 3 } }",
     AT "match.stage must be a string, a list of strings or except {…}, found the number 3\n"},
    {"a table with fields", "match = { stage = { a = 'usage' } }",
     AT "match.stage must be a string, a list of strings or except {…}, found a table\n"},
    {"except in a list", "match = { stage = { except 'usage' } }",
     AT "match.stage must be a string, a list of strings or except {…}, found a value of "
        "except {…}\n"},
    {"a function", "match = { stage = function() end }",
     AT "match.stage must be a string, a list of strings or except {…}, found a function\n"},
    {"an empty list", "match = { stage = {} }",
     AT "match.stage is an empty list, which matches nothing; leave the field out\n"},
    {"except nothing", "match = { stage = except {} }",
     AT "match.stage is except {}, which matches everything; leave the field out\n"},
    {"an empty text", "match = { stage = '' }", AT "match.stage has a value that is empty\n"},
    {"broken UTF-8", "match = { tag = '\\xff' }",
     AT "match.tag has a value that is not valid UTF-8 text\n"},
    {"a key that no key matches", "match = { key = 'Web*' }",
     AT "match.key has \"Web*\", which no key can match: keys have lower-case letters, digits, "
        "'.', '_' and '-'\n"},
    {"a stage in full", "match = { stage = 'stage:usage' }",
     AT "match.stage takes bare keys such as \"usage\", found \"stage:usage\"\n"},
    {"a position for a unit", "match = { unit = 'position:coo' }",
     AT "match.unit takes units, \"key\" or \"unit:key\", found \"position:coo\"\n"},
    {"a criticality of 6", "match = { criticality = 6 }",
     AT "match.criticality must be a whole number from 1 to 5, found the number 6\n"},
    {"a criticality as text", "match = { criticality = '3' }",
     AT "match.criticality must be a number, a list of numbers, { min =, max = } or except {…}, "
        "found \"3\"\n"},
    {"half a criticality", "match = { criticality = { 2.5 } }",
     AT "match.criticality must be a whole number from 1 to 5, found the number 2.5\n"},
    {"an empty range", "match = { criticality = { min = 4, max = 2 } }",
     AT "match.criticality matches nothing: its min is above its max\n"},
    {"a range of other names", "match = { criticality = { mn = 4 } }",
     AT "match.criticality: unknown field \"mn\"; did you mean \"min\"?\n"},
    {"a flag as text", "match = { managed = 'yes' }",
     AT "match.managed must be true or false, found \"yes\"\n"},
    {"a flag except both", "match = { managed = except { true, false } }",
     AT "match.managed matches nothing\n"},
    {"attributes as text", "match = { attr = 'region' }",
     AT "match.attr must be a table such as { region = \"eu\" }, found \"region\"\n"},
    {"an attribute as table", "match = { attr = { region = { a = 1 } } }",
     AT "match.attr.region must be a string, a list of strings or except {…}, found a table\n"},
    {"a stage of a handoff", "on = 'handoff', match = { stage = 'usage' }",
     AT "match: a handoff is matched by its two sides; write from = { stage = … } or "
        "to = { stage = … }\n"},
    {"a crossing as text", "on = 'handoff', match = { crosses_departments = 'yes' }",
     AT "match.crosses_departments must be true or false, found \"yes\"\n"},
    {"a side as text", "on = 'handoff', match = { from = 'ad' }",
     AT "match.from must be a match on that touchpoint: a table, found \"ad\"\n"},
    {"a wrong side", "on = 'handoff', match = { to = { stage = {} } }",
     AT "match.to.stage is an empty list, which matches nothing; leave the field out\n"},
    {"an unknown field of a handoff", "on = 'handoff', match = { form = {} }",
     AT "match: unknown field \"form\"; did you mean \"from\"?\n"},
    {"a stage of a journey", "on = 'journey', match = { stage = 'usage' }",
     AT "match: unknown field \"stage\"; there are key\n"},
    {"something of the enterprise", "on = 'enterprise', match = { key = 'x' }",
     AT "match: there is one enterprise, and nothing of it to match\n"},

    {"unknown keys, each told once",
     "match = { stage = { 'suport', 'usage', 'suport' },"
     " channel = 'wep', journey = 'byu', unit = 'biling' }",
     AT "match: unknown channel \"wep\"; did you mean \"web\"?\n" AT
        "match: unknown journey \"byu\"; did you mean \"buy\"?\n" AT
        "match: unknown stage \"suport\"; did you mean \"support\"?\n" AT
        "match: unknown unit \"biling\"; did you mean \"billing\"?\n"},
    {"unknown keys of a side", "on = 'handoff', match = { to = { stage = except { 'suport' } } }",
     AT "match.to: unknown stage \"suport\"; did you mean \"support\"?\n"},
    {"a unit of another date", "match = { unit = 'archive' }", "unit archive"},
    {"tags, attributes and keys are free",
     "match = { tag = 'new', key = 'new', attr = { x = 'y' } }", "key new; tag new; attr.x y"},
};

static void reads(void **state)
{
    const struct row *row = *state;
    char text[1024];
    (void)snprintf(text, sizeof text, "policy {}\nrule 'r' { assign = { A = 'office:cxo' }, %s }\n",
                   row->fields);
    loaded l = policy_load(model, text);
    if (l.policy != NULL) {
        add_match(&l.problems, &policy_rule(l.policy, "r")->match);
    }
    assert_string_equal(ri_text_string(&l.problems), row->expected);
    policy_unload(&l);
}

static void reads_both_sides_of_a_handoff(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    raci_policy *policy = policy_of(
        model, "policy {}\n"
               "rule 'r' { on = 'handoff', assign = { A = 'office:cxo' }, match = {\n"
               "  from = { stage = 'usage', tag = except 'x' }, to = { unit = 'finance' },\n"
               "  crosses_departments = false } }\n"
               "rule 's' { on = 'handoff', assign = { A = 'office:cxo' },"
               " match = { crosses_departments = true } }");
    const ri_rule *rule = policy_rule(policy, "r");
    add_match(&text, &rule->match_from);
    ri_text_add(&text, " -> ");
    add_match(&text, &rule->match_to);
    assert_string_equal(ri_text_string(&text), "stage usage; tag except x -> unit finance");
    assert_int_equal(rule->match.n, 0);
    assert_int_equal(rule->crossing, RI_CROSSING_NO);
    assert_int_equal(policy_rule(policy, "s")->crossing, RI_CROSSING_YES);
    ri_text_free(&text);
    raci_policy_free(policy);
}

static void limits_attributes(void **state)
{
    (void)state;
    loaded l = policy_load(model, "policy {}\nlocal t = {}\n"
                                  "for i = 1, 1100 do t['a' .. i] = 'x' end\n"
                                  "rule 'r' { match = { attr = t }, assign = { A = 'office:x' } }");
    assert_string_equal(ri_text_string(&l.problems),
                        "policy.lua:4: rule \"r\": match has more than 1000 conditions\n");
    policy_unload(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_both_sides_of_a_handoff),
        cmocka_unit_test(limits_attributes),
    };
    model = organization(policy_organization);
    int failed = cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("match", rows, reads);
    raci_model_close(model);
    return failed;
}
