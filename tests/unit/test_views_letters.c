#define _POSIX_C_SOURCE 200809L

#include "called_checks.h"

static const struct row letters[] = {
    {"what goes before and does not say why",
     "local o = s.unreasoned[1] return #s.unreasoned .. o.letter .. o.rule .. o.over .. o.owner",
     "1Athis rulethat ruleoffice:cxo"},
    {"has a letter itself", "return tostring(org.position('cmo'):has(s, 'A'))", "true"},
    {"has another letter", "return tostring(org.position('cmo'):has(s, 'R'))", "false"},
    {"has any letter", "return tostring(org.position('cmo'):has(s))", "true"},
    {"has it through a unit", "return tostring(org.unit('campaigns'):has(s, 'R'))", "true"},
    {"has none", "return tostring(org.team('onboarding'):has(s))", "false"},
    {"has of no subject", "return org.position('coo'):has('ad')",
     AT "has takes a subject, found \"ad\""},
    {"has of no letter", "return org.position('coo'):has(s, 'X')",
     AT "\"X\" is no letter of RACI; did you mean \"A\"?"},
    {"of the subject", "return table.concat(s.letters.R, ' ')",
     "position:campaign-lead unit:campaigns"},
    {"nobody", "return #s.letters.C .. ''", "0"},
    {"an unknown one", "return s.letters.X[1]",
     AT "\"X\" is no letter of RACI; did you mean \"A\"?"},
    {"a far one", "return s.letters.accountable[1]",
     AT "\"accountable\" is no letter of RACI, whose letters are A, C, I, R"},
    {"one that is no text", "return s.letters[1]",
     AT "the number 1 is no letter of RACI, whose letters are A, C, I, R"},
    {"all of them",
     "local t = {} for l, h in pairs(s.letters) do t[#t + 1] = l .. #h end return table.concat(t)",
     "A1C0I0R2"},
    {"they cannot be given", "s.letters.A = { 'position:coo' }",
     AT "letters are read-only: rules give them"},
    {"a list of them is a copy", "local a = s.letters.A a[1] = 'x' return s.letters.A[1]",
     "position:cmo"},
    {"of another subject, by reference",
     "return table.concat(org.letters('touchpoint:ad').A) .. #org.letters('touchpoint:call').A",
     "position:cmo0"},
    {"of another subject, by view",
     "for t in org.touchpoints() do if t.key == 'ad' then return org.letters(t).A[1] end end",
     "position:cmo"},
    {"of the enterprise", "return #org.letters('enterprise').A .. ''", "0"},
    {"of a journey", "return #org.letters('journey:buy').R .. ''", "0"},
    {"of a passage", "return #org.letters('handoff:ad->welcome').R .. ''", "0"},
    {"of a passage that is none", "return org.letters('handoff:ad->call') == nil and 'none'",
     "none"},
    {"of a passage from nowhere", "return org.letters('handoff:add->call').A[1]",
     AT "org.letters: unknown touchpoint \"add\"; did you mean \"ad\"?"},
    {"of what never was", "return org.letters('journey:buyy').A[1]",
     AT "org.letters: unknown journey \"buyy\"; did you mean \"buy\"?"},
    {"of no subject", "return org.letters('unit:billing').A[1]",
     AT "org.letters takes a subject: a view, or a reference such as \"touchpoint:checkout\", "
        "\"handoff:a->b\", \"journey:buy\" or \"enterprise\", found \"unit:billing\""},
    {"of a view of no subject", "return org.letters(org.unit('billing')).A[1]",
     AT "org.letters takes a subject: a view, or a reference such as \"touchpoint:checkout\", "
        "\"handoff:a->b\", \"journey:buy\" or \"enterprise\", found a view of a unit"},
    {"of a bare key", "return org.letters('ad').A[1]",
     AT "org.letters takes a subject: a view, or a reference such as \"touchpoint:checkout\", "
        "\"handoff:a->b\", \"journey:buy\" or \"enterprise\", found \"ad\""},
    {"of nothing", "return org.letters().A[1]",
     AT "org.letters takes a subject: a view, or a reference such as \"touchpoint:checkout\", "
        "\"handoff:a->b\", \"journey:buy\" or \"enterprise\", found nothing"},
    {"commanded through the line",
     "return table.concat({ org.position('cmo'):commanded() }, ' of ')", "1 of 1"},
    {"not commanded", "return table.concat({ org.position('coo'):commanded() }, ' of ')", "0 of 1"},
    {"shared", "return org.position('cmo'):shared(org.position('campaign-lead')) .. ''", "1"},
    {"not shared", "return org.position('cmo'):shared('coo') .. ''", "0"},
    {"shared with nobody", "return org.position('cmo'):shared('cmoo')",
     AT "shared: unknown position \"cmoo\"; did you mean \"cmo\"?"},
    {"of a holder", "return table.concat(org.position('cmo'):letters('A'))", "touchpoint:ad"},
    {"none of a holder", "return #org.position('coo'):letters('A') .. ''", "0"},
    {"of units, teams, people",
     "return #org.unit('billing'):letters('A') + #org.team('onboarding'):letters('R') + "
     "#org.person('ann'):letters('I') .. ''",
     "0"},
    {"an unknown one of a holder", "return org.position('cmo'):letters('Q')[1]",
     AT "\"Q\" is no letter of RACI; did you mean \"A\"?"},
    {"no letter of a holder", "return org.position('cmo'):letters()[1]",
     AT "nothing is no letter of RACI, whose letters are A, C, I, R"},
    {"of a holder with a dot", "return org.position('cmo').letters('A')[1]",
     AT "letters is asked of a position, unit, team or person, with a colon: p:letters(\"A\")"},
    {"a journey's touchpoints",
     "for j in org.journeys() do if j.key == 'help' then return table.concat(j.touchpoints, ' ') "
     "end end",
     "invoice call"},
    {"a team's members, a person's positions",
     "return table.concat(org.team('onboarding').members, ' ') .. ' ' .. "
     "table.concat(org.person('cid').positions, ' ')",
     "cmo coo cfo coo"},
};

/* ---- rules ---- */

static void are_not_for_rules(void **state)
{
    static const char *const asked[] = {"s.letters", "org.position('cmo'):letters('A')",
                                        "org.letters(s)"};
    static const char *const expected[] = {
        "letters can be read only in the test of a check: what a rule gives must not depend on "
        "what other rules give",
        "letters can be read only in the test of a check: what a rule gives must not depend on "
        "what other rules give",
        "org.letters can be read only in the test of a check: what a rule gives must not depend on "
        "what other rules give"};
    (void)state;
    for (size_t i = 0; i < COUNT(asked); i++) {
        char text[512];
        bool answer = false;
        ri_call_failure failure = {"", 0, ""};
        (void)snprintf(text, sizeof text,
                       "policy {}\nlocal function look(s) return %s == nil end\n"
                       "rule 'r' { assign = { A = 'office:x' }, when = look }\n"
                       "check 'c' { test = function(s) look(s) return 'fine' end }",
                       asked[i]);
        raci_policy *policy = run_of(text);
        ri_text said = RI_TEXT_INIT;
        call_check(&said, policy, 0, "touchpoint:ad"); /* and not after a check either */
        assert_string_equal(ri_text_string(&said), "fine");
        assert_false(ri_policy_call_when(policy, policy_rule(policy, "r")->when,
                                         named(snapshot, "touchpoint:ad"), &answer, &failure));
        assert_string_equal(failure.message, expected[i]);
        assert_int_equal(failure.line, 2);
        ri_text_free(&said);
        raci_policy_free(policy);
    }
}

/* A view that a variable kept, though it must not, says nothing of the next run. */
static void expires(void **state)
{
    static const char *const kept[] = {"s", "s.letters", "org.unit('acme')"};
    static const char *const asked[] = {"old.key", "old.A[1]", "#old:letters('A') .. ''"};
    static const char *const expected[] = {
        "policy.lua:4: this touchpoint is of an earlier run; keep its key, and ask org for it",
        "policy.lua:4: these letters are of an earlier run",
        "policy.lua:4: this unit is of an earlier run; keep its key, and ask org for it"};
    (void)state;
    for (size_t i = 0; i < COUNT(kept); i++) {
        char text[512];
        ri_text said = RI_TEXT_INIT;
        (void)snprintf(text, sizeof text,
                       "policy {} local old\ncheck 'a' { test = function(s) old = %s end }\n"
                       "check 'b' { on = 'channel', test = function(c)\nreturn %s end }",
                       kept[i], asked[i]);
        raci_policy *policy = run_of(text);
        call_check(&said, policy, 0, "touchpoint:ad");
        assert_string_equal(ri_text_string(&said), "nothing");
        assert_int_equal(ri_policy_begin(policy, snapshot, NULL), RACI_OK);
        ri_text_clear(&said);
        call_check(&said, policy, 1, "channel:web");
        assert_string_equal(ri_text_string(&said), expected[i]);
        ri_text_free(&said);
        raci_policy_free(policy);
    }
}

/* ---- memory ---- */

static bool no_subjects(void *payload, ri_ref holder, uint8_t letter, const ri_ref **subjects,
                        uint32_t *n)
{
    (void)payload, (void)holder, (void)letter, (void)subjects, (void)n;
    return false;
}

static void tells_want_of_memory_for_letters(void **state)
{
    (void)state;
    raci_policy *policy = run_of_body("return #org.position('cmo'):letters('A') .. ''");
    ri_letters seen = letters_for(policy);
    ri_check_answer answer = {0};
    ri_call_failure failure;
    seen.subjects = no_subjects;
    assert_int_equal(
        ri_policy_call_check(policy, 0, named(snapshot, "touchpoint:ad"), &seen, &answer, &failure),
        RACI_NOMEM);
    raci_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_not_for_rules),
        cmocka_unit_test(expires),
        cmocka_unit_test(tells_want_of_memory_for_letters),
    };
    calls_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("letters", letters, says);
    calls_end();
    return failed;
}
