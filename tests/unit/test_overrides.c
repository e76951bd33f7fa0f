#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"

static raci_model *model;

/* `rules`: lines "name: names it overrides", as a policy of such rules. */
struct row {
    const char *name;
    const char *rules;
    const char *expected; /* all pairs, "a>b a>c", or what is complained of */
};

#define AT "policy.lua:"

static const struct row rows[] = {
    {"none", "a: ;b: ", ""},
    {"one", "a:b;b: ", "a>b"},
    {"a chain", "a:b;b:c;c:d;d: ;e: ", "a>b a>c a>d b>c b>d c>d"},
    {"a chain written backwards", "a: ;b:a;c:b;d:c", "b>a c>a c>b d>a d>b d>c"},
    {"two ways", "a:b,c;b:d;c:d;d: ", "a>b a>c a>d b>d c>d"},
    {"a name twice", "a:b,b;b: ", "a>b"},
    {"unknown", "abcd: ;b:abce",
     AT "3: rule \"b\": overrides: there is no rule \"abce\"; "
        "did you mean \"abcd\"?\n"},
    {"unknown and near to the rule itself alone", "zzzz: ;abcd:abce",
     AT "3: rule \"abcd\": overrides: there is no rule \"abce\"\n"},
    {"unknown and near to the rule itself and another one", "abxe: ;abcd:abce",
     AT "3: rule \"abcd\": overrides: there is no rule \"abce\"; "
        "did you mean \"abxe\"?\n"},
    {"unknown and nothing near", "a: ;b:zzzz",
     AT "3: rule \"b\": overrides: there is no rule \"zzzz\"\n"},
    {"itself", "a:a", AT "2: rule \"a\": rules override each other in a circle: \"a\" -> \"a\"\n"},
    {"a circle", "c:a;a:b;b:c",
     AT "3: rule \"a\": rules override each other in a circle: \"a\" -> \"b\" -> \"c\" -> \"a\"\n"},
    {"a circle with a way in and out", "a:b;b:c;c:b,d;d: ",
     AT "3: rule \"b\": rules override each other in a circle: \"b\" -> \"c\" -> \"b\"\n"},
    {"two circles", "a:b;b:a;c:d;d:c,a",
     AT "2: rule \"a\": rules override each other in a circle: \"a\" -> \"b\" -> \"a\"\n" AT
        "4: rule \"c\": rules override each other in a circle: \"c\" -> \"d\" -> \"c\"\n"},
    {"a stated row", "a:stated:ad:A:position:cmo", ""},
    {"no stated row", "a:stated:ad:R:position:cmo",
     AT "2: rule \"a\": overrides: there is no stated row \"stated:ad:R:position:cmo\"; its name "
        "is stated:TOUCHPOINT:LETTER:HOLDER\n"},
    {"a stated row of no touchpoint", "a:stated:add:A:position:cmo",
     AT "2: rule \"a\": overrides: there is no stated row \"stated:add:A:position:cmo\"; its name "
        "is stated:TOUCHPOINT:LETTER:HOLDER\n"},
    {"no name of a stated row", "a:stated:ad",
     AT "2: rule \"a\": overrides: there is no stated row \"stated:ad\"; its name is "
        "stated:TOUCHPOINT:LETTER:HOLDER\n"},
};

/* Appends rule 'a' { overrides = { 'b', 'c' } … } for "a:b,c". */
static void add_rule(ri_text *out, const char *line, size_t length)
{
    const char *colon = memchr(line, ':', length);
    const char *end = line + length;
    ri_text_format(out, "rule '%.*s' { assign = { A = 'office:x' }, overrides = {",
                   (int)(colon - line), line);
    for (const char *at = colon + 1; at < end && *at != ' ';) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        const char *stop = comma != NULL ? comma : end;
        ri_text_format(out, " '%.*s',", (int)(stop - at), at);
        at = comma != NULL ? comma + 1 : end;
    }
    ri_text_add(out, " } }\n");
}

static void chains(void **state)
{
    const struct row *row = *state;
    ri_text text = RI_TEXT_INIT;
    ri_text_add(&text, "policy {}\n");
    for (const char *line = row->rules; line != NULL;) {
        const char *end = strchr(line, ';');
        add_rule(&text, line, end != NULL ? (size_t)(end - line) : strlen(line));
        line = end != NULL ? end + 1 : NULL;
    }
    loaded l = policy_load(model, ri_text_string(&text));
    uint32_t n = l.policy != NULL ? ri_policy_data_of(l.policy)->n_rules : 0;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < n; k++) {
            if (ri_policy_overrides(l.policy, i, k)) {
                ri_text_format(&l.problems, "%s%s>%s", l.problems.length > 0 ? " " : "",
                               ri_policy_data_of(l.policy)->rules[i].name,
                               ri_policy_data_of(l.policy)->rules[k].name);
            }
        }
    }
    assert_string_equal(ri_text_string(&l.problems), row->expected);
    ri_text_free(&text);
    policy_unload(&l);
}

static void keeps_what_is_named(void **state)
{
    (void)state;
    raci_policy *policy =
        policy_of(model, "policy {}\n"
                         "rule 'a' { assign = { A = 'office:x' },"
                         " overrides = { 'stated:ad:A:position:cmo', 'c', 'b' } }\n"
                         "rule 'b' { assign = { A = 'office:x' }, overrides = 'c' }\n"
                         "rule 'c' { assign = { A = 'office:x' } }\n");
    const ri_rule *rule = policy_rule(policy, "a");
    assert_int_equal(rule->n_overrides, 2);
    assert_int_equal(rule->overrides[0], 1);
    assert_int_equal(rule->overrides[1], 2);
    assert_int_equal(rule->n_overrides_stated, 1);
    assert_string_equal(rule->overrides_stated[0], "stated:ad:A:position:cmo");
    assert_int_equal(policy_rule(policy, "b")->n_overrides, 1);
    raci_policy_free(policy);
}

/* 10,000 rules, each overriding the next and some further on. */
static void chains_of_many_rules(void **state)
{
    (void)state;
    raci_policy *policy = policy_of(
        model, "policy {}\n"
               "local function name(i) return string.format('%05d', i) end\n"
               "for i = 1, 10000 do\n"
               "  local beats = {}\n"
               "  for k = i + 1, math.min(i + 8, 10000) do beats[#beats + 1] = name(k) end\n"
               "  rule(name(i)) { assign = { A = 'office:x' }, overrides = beats }\n"
               "end\n");
    assert_true(ri_policy_overrides(policy, 0, 9999));
    assert_false(ri_policy_overrides(policy, 9999, 0));
    for (uint32_t i = 0; i < 9999; i++) {
        assert_true(ri_policy_overrides(policy, i, i + 1));
        assert_false(ri_policy_overrides(policy, i, i));
    }
    raci_policy_free(policy);
}

/* Beyond what bits are kept for. */
static void chains_of_very_many_rules(void **state)
{
    (void)state;
    raci_policy *policy = policy_of(
        model,
        "policy {}\n"
        "local function name(i) return string.format('%05d', i) end\n"
        "for i = 1, 30000 do\n"
        "  rule(name(i)) { assign = { A = 'office:x' }, overrides = i < 30000 and name(i + 1) or nil }\n"
        "end\n");
    assert_true(ri_policy_overrides(policy, 0, 29999));
    assert_true(ri_policy_overrides(policy, 29998, 29999));
    assert_false(ri_policy_overrides(policy, 29999, 0));
    assert_false(ri_policy_overrides(policy, 5, 5));
    raci_policy_free(policy);
}

/* A circle of many: its chain is cut to size. */
static void cuts_a_long_circle(void **state)
{
    (void)state;
    loaded l = policy_load(
        model, "policy {}\n"
               "for i = 1, 1000 do\n"
               "  rule('r' .. i) { assign = { A = 'office:x' }, overrides = 'r' .. i % 1000 + 1 }\n"
               "end\n");
    assert_int_equal(l.status, RACI_POLICY);
    assert_true(l.problems.length > 300 && l.problems.length < 800);
    assert_ptr_equal(strchr(l.problems.bytes, '\n'), l.problems.bytes + l.problems.length - 1);
    policy_unload(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_is_named),
        cmocka_unit_test(chains_of_many_rules),
        cmocka_unit_test(chains_of_very_many_rules),
        cmocka_unit_test(cuts_a_long_circle),
    };
    model = organization(policy_organization);
    int failed = cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("overrides", rows, chains);
    raci_model_close(model);
    return failed;
}
