#define _POSIX_C_SOURCE 200809L

#include "called_checks.h"

#define A100                                                                                       \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct row messages[] = {
    {"nothing", "", "nothing"},
    {"nil", "return nil", "nothing"},
    {"false", "return false", "nothing"},
    {"false with parties, as and gives it", "return s.criticality > 4 and 'x', s.letters.A",
     "nothing"},
    {"a message", "return 'so'", "so"},
    {"a message with values", "return string.format('%s: %d', s.name, #s.letters.R)", "Advert: 2"},
    {"lines are one", "return 'a\\nb\\r\\nc\\td'", "a b  c d"},
    {"blanks at the ends", "return '  \\n a b\\n\\n'", "a b"},
    {"escapes of terminals", "return 'a\\27[31mb\\7\\127c'", "a [31mb  c"},
    {"line breaks of Unicode", "return 'a\\xc2\\x85b\\xe2\\x80\\xa8c\\xe2\\x80\\xa9d'", "a b c d"},
    {"other characters stay", "return 'Straße — €\\xf0\\x9f\\x98\\x80'",
     "Straße — €\xf0\x9f\x98\x80"},
    {"cut within a character", "return ('ä'):sub(1, 1) .. 'b'",
     "\xef\xbf\xbd"
     "b"},
    {"no UTF-8 at all", "return '\\xff\\xfe\\xc0\\x80'",
     "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"a NUL", "return 'a\\0b'", "a b"},
    {"a thousand bytes", "return ('a'):rep(1000)",
     A100 A100 A100 A100 A100 A100 A100 A100 A100 A100},
    {"more is cut", "return ('a'):rep(1001)",
     A100 A100 A100 A100 A100 A100 A100 A100 A100
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"},
    {"an empty message", "return ''",
     AT "the message that test returned is empty; return nothing where all is well"},
    {"a message of blanks", "return ' \\n\\t'",
     AT "the message that test returned is empty; return nothing where all is well"},
    {"true", "return true",
     AT "test must return nothing, or a message in quotes and perhaps the parties, but returned "
        "true"},
    {"a number", "return 3",
     AT "test must return nothing, or a message in quotes and perhaps the parties, but returned "
        "the number 3"},
    {"a thing", "return s",
     AT "test must return nothing, or a message in quotes and perhaps the parties, but returned a "
        "view of a touchpoint"},
    {"letters", "return s.letters",
     AT "test must return nothing, or a message in quotes and perhaps the parties, but returned a "
        "value of letters"},
    {"one value too many", "return 'so', 'position:coo', 'position:cmo'",
     AT "test must return a message and one list of parties, but returned \"position:cmo\" too"},
    {"an error", "\n\nerror('no')", "policy.lua:5: no"},
    {"a loop", "while true do end", AT "stopped after 5 million steps; does a loop never end?"},
    {"recursion", "local function f() return 1 + f() end return f()",
     AT "stopped: functions call each other too deeply, or with too many arguments"},
    {"a message of 10 MB", "return ('a'):rep(10000000)",
     AT "stopped: a text of more than 1 MiB was to be made"},
};

static const struct row parties[] = {
    {"a position", "return 'm', 'position:coo'", "m | position:coo"},
    {"a unit, a team, a person", "return 'm', { 'unit:billing', 'team:onboarding', 'person:ann' }",
     "m | unit:billing, team:onboarding, person:ann"},
    {"an office", "return 'm', 'office:CCO'", "m | position:cxo"},
    {"an office of nobody", "return 'm', 'office:cto'", "m"},
    {"a view", "return 'm', org.position('cfo')", "m | position:cfo"},
    {"views and references",
     "return 'm', { org.unit('finance'), 'position:coo', org.person('bob'), org.team('onboarding') "
     "}",
     "m | unit:finance, position:coo, person:bob, team:onboarding"},
    {"who has a letter", "return 'm', s.letters.R", "m | position:campaign-lead, unit:campaigns"},
    {"nobody", "return 'm', {}", "m"},
    {"nil", "return 'm', nil", "m"},
    {"what is not there on the date", "return 'm', { 'unit:archive', 'position:coo' }",
     "m | position:coo"},
    {"a table of the file", "return 'm', leads", "m | position:coo, position:cmo"},
    {"one that never was", "return 'm', 'position:cooo'",
     AT "a party that test returned: unknown position \"cooo\"; did you mean \"coo\"?"},
    {"one that never was in a list", "return 'm', { 'position:coo', 'unit:biling' }",
     AT "a party that test returned: unknown unit \"biling\"; did you mean \"billing\"?"},
    {"no reference", "return 'm', 'coo'",
     AT "a party that test returned must be a reference of the form \"kind:key\", such as "
        "\"position:coo\" or \"unit:ops\", found \"coo\""},
    {"a subject's reference", "return 'm', 'touchpoint:ad'",
     AT "a party that test returned must name a position, unit, team, person or office in the "
        "form \"kind:key\", such as \"position:coo\" or \"unit:ops\", found \"touchpoint:ad\""},
    {"a NUL in it", "return 'm', 'position:coo\\0x'",
     AT "a party that test returned must not have a NUL in it"},
    {"the subject", "return 'm', s",
     AT "the parties that test returns must be a reference such as \"position:coo\", a position, "
        "unit, team or person, or a list of these; found a view of a touchpoint"},
    {"a channel in a list", "for c in org.channels() do return 'm', { c } end",
     AT "the parties that test returns must be a reference such as \"position:coo\", a position, "
        "unit, team or person, or a list of these; found a view of a channel in the list"},
    {"a list in a list", "return 'm', { s.letters.A }",
     AT "the parties that test returns must be a reference such as \"position:coo\", a position, "
        "unit, team or person, or a list of these; found a list in the list"},
    {"a number", "return 'm', 7",
     AT "the parties that test returns must be a reference such as \"position:coo\", a position, "
        "unit, team or person, or a list of these; found the number 7"},
    {"false", "return 'm', false",
     AT "the parties that test returns must be a reference such as \"position:coo\", a position, "
        "unit, team or person, or a list of these; found false"},
    {"the letters as they are", "return 'm', s.letters",
     AT "the parties that test returns must be a reference such as \"position:coo\", a position, "
        "unit, team or person, or a list of these; found a value of letters"},
    {"named fields", "return 'm', { who = 'position:coo' }",
     AT "the parties that test returns must be a list without gaps and without named fields"},
    {"a gap", "return 'm', { [1] = 'position:coo', [3] = 'position:cmo' }",
     AT "the parties that test returns must be a list without gaps and without named fields"},
    {"a thousand", "local t = {} for i = 1, 1000 do t[i] = 'unit:archive' end return 'm', t", "m"},
    {"too many", "local t = {} for i = 1, 1001 do t[i] = 'position:coo' end return 'm', t",
     AT "test must not return more than 1000 parties"},
    {"an absurd list", "local t = {} for i = 1, 400000 do t[i] = 'unit:archive' end return 'm', t",
     AT "stopped: a table was to get too many entries"},
};

/* ---- every kind of thing ---- */

struct kind {
    const char *name;
    const char *thing;
    const char *body;
    const char *expected;
};

static const struct kind kinds[] = {
    {"touchpoint", "touchpoint:ad", "return x.key .. x.kind .. x.criticality", "adtouchpoint2"},
    {"handoff", "handoff:ad->welcome", "return x.from.key .. x.to.key .. #x.letters.A",
     "adwelcome0"},
    {"journey", "journey:buy", "return x.key .. x.lead .. x.team .. #x.letters.A",
     "buycmoonboarding0"},
    {"unit", "unit:marketing", "return x.key .. x:head().key .. x.attr.floor .. #x:letters('A')",
     "marketingcmo30"},
    {"position", "position:cmo", "return x.title .. ' ' .. x:letters('A')[1]",
     "Chief Marketing touchpoint:ad"},
    {"person", "person:ann", "return x.name .. x.email .. x.positions[1]", "Annann@acme.testceo"},
    {"channel", "channel:web", "return x.key .. x.name", "webWeb"},
    {"stage", "stage:usage", "return x.key .. x.order", "usage3"},
    {"enterprise", "enterprise", "return x.kind .. #x.letters.A .. x.key", "enterprise0"},
};

static void sees_its_thing(void **state)
{
    const struct kind *row = *state;
    char text[512];
    ri_text said = RI_TEXT_INIT;
    (void)snprintf(text, sizeof text,
                   "policy {}\ncheck 'c' { on = '%s', test = function(x) %s end }", row->name,
                   row->body);
    raci_policy *policy = run_of(text);
    call_check(&said, policy, 0, row->thing);
    assert_string_equal(ri_text_string(&said), row->expected);
    ri_text_free(&said);
    raci_policy_free(policy);
}

/* The thing's view is the same object as that which org gives. */
static void is_one_with_what_org_gives(void **state)
{
    (void)state;
    ri_text said = RI_TEXT_INIT;
    raci_policy *policy =
        run_of("policy {}\ncheck 'c' { on = 'unit', test = function(u)\n"
               "  local seen = { [u] = 'same' }\n"
               "  return seen[org.unit(u.key)] .. (org.unit('acme') == u and ' acme' or '') end }");
    call_check(&said, policy, 0, "unit:acme");
    ri_text_char(&said, ';');
    call_check(&said, policy, 0, "unit:billing");
    assert_string_equal(ri_text_string(&said), "same acme;same");
    ri_text_free(&said);
    raci_policy_free(policy);
}

/* ---- state ---- */

static void note_change(uint32_t rule, const char *variable, void *payload)
{
    ri_text_format(payload, "%u %s\n", rule, variable);
}

/* Checks are counted after rules. */
static void tells_changed_variables(void **state)
{
    (void)state;
    ri_text said = RI_TEXT_INIT;
    ri_text changes = RI_TEXT_INIT;
    raci_policy *policy = run_of("policy {}\nlocal calls = 0\n"
                                 "rule 'r' { assign = { A = 'office:x' } }\n"
                                 "check 'a' { test = function(s) return nil end }\n"
                                 "check 'b' { test = function(s) calls = calls + 1\n"
                                 "  return calls > 1 and 'more' end }\n");
    call_check(&said, policy, 1, "touchpoint:ad");
    assert_int_equal(ri_policy_end(policy, note_change, &changes, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&changes), "2 calls\n");
    ri_text_free(&said);
    ri_text_free(&changes);
    raci_policy_free(policy);
}

static void keeps_nothing_between_calls(void **state)
{
    static const char *const bodies[] = {
        "seen[1] = s return 'm'",
        "seen.last = s.letters return 'm'",
        "counts = (counts or 0) + 1 return 'm'",
        "s.letters.A.kept = 1 return s.letters.A.kept and 'kept'",
        "s.kept = 1",
        "org.kept = 1",
    };
    static const char *const expected[] = {
        "policy.lua:2: this table is read-only",
        "policy.lua:2: 'last' cannot be assigned: this table is read-only",
        "policy.lua:2: 'counts' cannot be assigned: after loading a policy is read-only",
        "nothing",
        "policy.lua:2: a touchpoint is read-only",
        "policy.lua:2: org is read-only",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bodies); i++) {
        char text[512];
        ri_text said = RI_TEXT_INIT;
        (void)snprintf(text, sizeof text,
                       "policy {} local seen = {} counts = 0\n"
                       "check 'c' { test = function(s) %s end }",
                       bodies[i]);
        raci_policy *policy = run_of(text);
        call_check(&said, policy, 0, "touchpoint:ad");
        assert_string_equal(ri_text_string(&said), expected[i]);
        ri_text_free(&said);
        raci_policy_free(policy);
    }
}

/* ---- memory ---- */

static void calls_again_after_want_of_memory(void **state)
{
    (void)state;
    raci_policy *policy =
        run_of_body("local t = {} for u in org.units() do t[#t + 1] = u end "
                    "return s.name .. #s.letters.R .. #org.position('cmo'):letters('A')"
                    " .. org.names(t) .. #org.seated(t), t");
    const ri_letters seen = letters_for(policy);
    const ri_ref ad = named(snapshot, "touchpoint:ad");
    ri_check_answer answer = {0};
    ri_call_failure failure;
    for (size_t first = 0;; first++) {
        ri_alloc_fail_from(first);
        raci_status status = ri_policy_call_check(policy, 0, ad, &seen, &answer, &failure);
        ri_alloc_fail_from(SIZE_MAX);
        assert_true(first < 1000);
        if (status == RACI_OK) {
            break;
        }
        assert_int_equal(status, RACI_NOMEM);
    }
    assert_string_equal(
        answer.message,
        "Advert21the unit 'Acme', the unit 'Billing', the unit 'Campaigns', the unit "
        "'Finance', the unit 'Marketing' and 2 more3");
    assert_int_equal(answer.n_parties, 7);
    raci_policy_free(policy);
}

/* Answers are borrowed until the next call, and memory does not pile up. */
static void forgets_old_answers(void **state)
{
    (void)state;
    raci_policy *policy =
        run_of_body("local t = {} for i = 1, 1000 do t[i] = 'position:coo' end return 'm', t");
    ri_text said = RI_TEXT_INIT;
    for (int i = 0; i < 100; i++) {
        ri_text_clear(&said);
        call_check(&said, policy, 0, "touchpoint:ad");
        assert_int_equal(said.length, strlen("m | ") + 1000 * strlen("position:coo, ") - 2);
    }
    ri_text_free(&said);
    raci_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_one_with_what_org_gives),
        cmocka_unit_test(tells_changed_variables),
        cmocka_unit_test(keeps_nothing_between_calls),
        cmocka_unit_test(calls_again_after_want_of_memory),
        cmocka_unit_test(forgets_old_answers),
    };
    calls_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("messages", messages, says) +
                 RUN_ROWS("parties", parties, says) + RUN_ROWS("kinds", kinds, sees_its_thing);
    calls_end();
    return failed;
}
