#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"

static raci_model *model;
static ri_snapshot *snapshot; /* as of 2026-03-01 */

struct row {
    const char *name;
    const char *body; /* of the function of s, the touchpoint ad */
    const char *expected;
};

static const struct row whens[] = {
    {"true", "return true", "true"},
    {"false", "return false", "false"},
    {"nil", "return nil", "false"},
    {"nothing", "", "false"},
    {"a comparison", "return s.criticality == 2 and s.attr.region ~= 'us'", "true"},
    {"only the first counts", "return true, false", "true"},
    {"a number", "return s.criticality",
     "policy.lua:2: when must return true, false or nil, but returned the number 2; compare it, as "
     "in return s.criticality >= 4"},
    {"a text", "return s.attr.region",
     "policy.lua:2: when must return true, false or nil, but returned \"eu\"; compare it, as in "
     "return s.criticality >= 4"},
    {"a thing", "return org.unit('acme')",
     "policy.lua:2: when must return true, false or nil, but returned a view of a unit; compare "
     "it, as in return s.criticality >= 4"},
    {"an error", "\n\nerror('no')", "policy.lua:4: no"},
    {"a mistake", "return s.order > s.attr.region",
     "policy.lua:2: attempt to compare string with number"},
    {"a loop", "while true do end",
     "policy.lua:2: stopped after 5 million steps; does a loop never end?"},
    {"a name that is not there", "return stage == 'usage'", "policy.lua:2: unknown name 'stage'"},
};

static const struct row holders[] = {
    {"a reference", "return 'position:coo'", "position:coo"},
    {"an office", "return 'office:CCO'", "office:cxo"},
    {"a list", "return { 'position:coo', 'unit:' .. s.units[1] }",
     "list(position:coo, unit:campaigns)"},
    {"a table of the file", "return leads", "list(position:coo, position:cmo)"},
    {"a constructor", "return head_of(s.units[1])", "head_of unit:campaigns"},
    {"a constructor of a view", "return head_of(org.unit('support'))", "head_of unit:support"},
    {"a list of constructors", "return { journey_lead(), manager_of('position:coo') }",
     "list(journey_lead, manager_of(position:coo))"},
    {"nothing", "return nil", "nobody"},
    {"an empty list", "return {}", "nobody"},
    {"something of another date", "return 'unit:archive'", "unit:archive"},
    {"under", "return under('unit:acme')",
     "policy.lua:2: what the function returns must not be under(…): it is for forbid and require "
     "only"},
    {"a function", "return function() end",
     "policy.lua:2: what the function returns must be a reference, a list, a constructor's value "
     "or nil, found a function"},
    {"false", "return false",
     "policy.lua:2: what the function returns must be a reference of the form \"kind:key\", such "
     "as \"position:coo\" or \"unit:ops\", a list of them or a constructor's value, found false"},
    {"a thing", "return org.position('coo')",
     "policy.lua:2: what the function returns must be a reference of the form \"kind:key\", such "
     "as \"position:coo\" or \"unit:ops\", a list of them or a constructor's value, found a view "
     "of a position"},
    {"an unknown position", "return 'position:cooo'",
     "policy.lua:2: unknown position \"cooo\"; did you mean \"coo\"?"},
    {"an unknown unit in a list", "return { 'position:coo', head_of('biling') }",
     "policy.lua:2: unknown unit \"biling\"; did you mean \"billing\"?"},
    {"a mistake of a constructor", "return head_of('x y')",
     "policy.lua:2: head_of takes a reference such as \"unit:ops\", found \"x y\""},
};

/* Puts "file:line: message" of a failure into the text. */
static void add_failure(ri_text *out, const ri_call_failure *failure)
{
    const char *slash = strrchr(failure->file, '/');
    ri_text_format(out, "%s:%d: %s", slash != NULL ? slash + 1 : failure->file, failure->line,
                   failure->message);
}

static raci_policy *run_of(const char *text)
{
    raci_policy *policy = policy_of(model, text);
    assert_int_equal(ri_policy_begin(policy, snapshot, NULL), RACI_OK);
    ri_policy_set_model(policy, model);
    return policy;
}

static void answers_when(void **state)
{
    const struct row *row = *state;
    char text[1024];
    bool answer = false;
    ri_call_failure failure = {"", 0, ""};
    ri_text said = RI_TEXT_INIT;
    (void)snprintf(text, sizeof text,
                   "policy {}\nrule 'r' { assign = { A = 'office:x' }, when = function(s) %s end }",
                   row->body);
    raci_policy *policy = run_of(text);
    if (ri_policy_call_when(policy, policy_rule(policy, "r")->when,
                            named(snapshot, "touchpoint:ad"), &answer, &failure)) {
        ri_text_add(&said, answer ? "true" : "false");
    } else {
        add_failure(&said, &failure);
    }
    assert_string_equal(ri_text_string(&said), row->expected);
    ri_text_free(&said);
    raci_policy_free(policy);
}

static void answers_who(void **state)
{
    const struct row *row = *state;
    char text[1024];
    const ri_holder *holder = NULL;
    ri_call_failure failure = {"", 0, ""};
    ri_text said = RI_TEXT_INIT;
    (void)snprintf(text, sizeof text,
                   "policy {} local leads = { 'position:coo', 'position:cmo' }\n"
                   "rule 'r' { assign = { A = function(s) %s end } }",
                   row->body);
    raci_policy *policy = run_of(text);
    int function = policy_rule(policy, "r")->assign.items[0].holder->function;
    if (!ri_policy_call_holder(policy, function, named(snapshot, "touchpoint:ad"), &holder,
                               &failure)) {
        add_failure(&said, &failure);
    } else if (holder == NULL) {
        ri_text_add(&said, "nobody");
    } else {
        add_holder(&said, holder);
    }
    assert_string_equal(ri_text_string(&said), row->expected);
    ri_text_free(&said);
    raci_policy_free(policy);
}

static void takes_what_is_absent_for_absent_without_a_model(void **state)
{
    (void)state;
    const ri_holder *holder = NULL;
    ri_call_failure failure;
    raci_policy *policy = policy_of(
        model, "policy {}\nrule 'r' { assign = { A = function() return 'unit:none' end } }");
    int function = policy_rule(policy, "r")->assign.items[0].holder->function;
    assert_int_equal(ri_policy_begin(policy, snapshot, NULL), RACI_OK);
    assert_true(ri_policy_call_holder(policy, function, named(snapshot, "touchpoint:ad"), &holder,
                                      &failure));
    assert_string_equal(holder->key, "none");
    raci_policy_free(policy);
}

/* Answers are borrowed until the next call, and memory does not pile up. */
static void forgets_old_answers(void **state)
{
    (void)state;
    const ri_holder *holder = NULL;
    ri_call_failure failure;
    raci_policy *policy = run_of("policy {}\nrule 'r' { assign = { A = function(s)\n"
                                 "  local t = {} for i = 1, 1000 do t[i] = 'position:coo' end\n"
                                 "  return t end } }");
    int function = policy_rule(policy, "r")->assign.items[0].holder->function;
    for (int i = 0; i < 100; i++) {
        assert_true(ri_policy_call_holder(policy, function, named(snapshot, "touchpoint:ad"),
                                          &holder, &failure));
        assert_int_equal(holder->n_items, 1000);
        assert_string_equal(holder->items[999]->key, "coo");
    }
    raci_policy_free(policy);
}

static void note_change(uint32_t rule, const char *variable, void *payload)
{
    ri_text_format(payload, "%u %s\n", rule, variable);
}

static void tells_changed_variables(void **state)
{
    (void)state;
    bool answer = false;
    const ri_holder *holder = NULL;
    ri_call_failure failure;
    ri_text changes = RI_TEXT_INIT;
    raci_policy *policy =
        run_of("policy {}\nlocal calls, other = 0, 0\n"
               "rule 'a' { assign = { A = function() return other end } }\n"
               "rule 'b' { assign = { A = 'office:x' },\n"
               "  when = function(s) calls = calls + 1 return calls > 1 end }\n"
               "rule 'c' { assign = { A = 'office:x' },\n"
               "  require = { A = function(s) calls = calls + 1 return nil end } }\n"
               "rule 'd' { assign = { A = 'office:x' } }\n");
    ri_ref ad = named(snapshot, "touchpoint:ad");
    assert_int_equal(ri_policy_end(policy, note_change, &changes, NULL), RACI_OK);
    assert_int_equal(changes.length, 0);
    assert_int_equal(ri_policy_begin(policy, snapshot, NULL), RACI_OK);
    assert_true(ri_policy_call_when(policy, policy_rule(policy, "b")->when, ad, &answer, &failure));
    assert_true(ri_policy_call_holder(policy,
                                      policy_rule(policy, "c")->require.items[0].holder->function,
                                      ad, &holder, &failure));
    assert_int_equal(ri_policy_end(policy, note_change, &changes, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&changes), "1 calls\n2 calls\n");
    ri_text_free(&changes);
    raci_policy_free(policy);
}

static void refuses_changes_of_tables(void **state)
{
    (void)state;
    bool answer = false;
    ri_call_failure failure;
    raci_policy *policy = run_of("policy {}\nlocal seen = {}\n"
                                 "rule 'r' { assign = { A = 'office:x' },\n"
                                 "  when = function(s) seen[s.key] = true return true end }\n");
    assert_false(ri_policy_call_when(policy, policy_rule(policy, "r")->when,
                                     named(snapshot, "touchpoint:ad"), &answer, &failure));
    assert_int_equal(failure.line, 4);
    assert_non_null(strstr(failure.message, "read-only"));
    raci_policy_free(policy);
}

static void needs_a_snapshot(void **state)
{
    (void)state;
    raci_error err = {0};
    raci_policy *policy = policy_of(NULL, "policy {}");
    assert_int_equal(ri_policy_begin(policy, NULL, &err), RACI_INVALID);
    raci_policy_free(policy);
}

static void calls_again_after_want_of_memory(void **state)
{
    (void)state;
    raci_policy *policy =
        run_of("policy {}\nrule 'r' { assign = { A = function(s)\n"
               "  local t = {} for u in org.units() do t[#t + 1] = 'unit:' .. u.key end\n"
               "  return t end } }");
    int function = policy_rule(policy, "r")->assign.items[0].holder->function;
    ri_ref ad = named(snapshot, "touchpoint:ad");
    const ri_holder *holder = NULL;
    ri_call_failure failure;
    for (size_t first = 0; holder == NULL; first++) {
        ri_alloc_fail_from(first);
        bool done = ri_policy_call_holder(policy, function, ad, &holder, &failure);
        ri_alloc_fail_from(SIZE_MAX);
        assert_true(first < 1000);
        assert_int_equal(done, holder != NULL);
    }
    assert_int_equal(holder->n_items, 7);
    raci_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_absent_for_absent_without_a_model),
        cmocka_unit_test(forgets_old_answers),
        cmocka_unit_test(tells_changed_variables),
        cmocka_unit_test(refuses_changes_of_tables),
        cmocka_unit_test(needs_a_snapshot),
        cmocka_unit_test(calls_again_after_want_of_memory),
    };
    model = organization(policy_organization);
    snapshot = snapshot_at(model, "2026-03-01");
    int failed = cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("when", whens, answers_when) +
                 RUN_ROWS("holders", holders, answers_who);
    ri_snapshot_free(snapshot);
    raci_model_close(model);
    return failed;
}
