/* Running tests: what a case that fails says, and that memory may end at any time. */
#define _POSIX_C_SOURCE 200809L

#include "scratch.h"

#include <raci.h>

#include "base/text.h"
#include "scenario/tests.h"

static const char policy[] =
    "policy { name = 'p' }\n"
    "default 'units answer' { assign = { A = head_of_delivering_unit(), R = delivering_units() } }\n"
    "rule 'lead' { because = 'b', match = { tag = 'x' }, assign = { A = 'position:lead' } }\n"
    "rule 'not lead' { match = { key = 'banned' }, forbid = { A = 'position:lead' } }\n"
    "law 'taken' { match = { key = 'taken' }, forbid = { A = 'position:lead' } }\n"
    "rule 'fails' { match = { key = 'broken' }, when = function(t) return t.nothing end,\n"
    "  assign = { C = 'position:lead' } }\n"
    "rule 'far' { match = { stage = 'elsewhere' }, assign = { I = 'unit:nowhere' } }\n";

#define ORGANIZATION                                                                                   \
    "tests { organization = { units = { a = { head = 'boss' }, b = {} },\n"                            \
    "  positions = { boss = 'The Boss', lead = { title = 'The Lead' } },\n"                            \
    "  seats = { { position = 'boss', person = 'ann' } },\n"                                           \
    "  touchpoints = { plain = { name = 'A plain one', units = 'a' }, tagged = { units = 'a', tags = " \
    "'x' },\n"                                                                                         \
    "    banned = { tags = 'x' }, taken = { tags = 'x' }, headless = { units = 'b' } } } }\n"

#define THE_LEAD                                                                                   \
    "the rule 'lead' (policy.lua:3) gives it to The Lead; the rule 'lead' (policy.lua:3) goes "    \
    "before the default 'units answer' (policy.lua:2)\n"

struct row {
    const char *name;
    const char *text; /* what one case expects */
    const char *expected;
};

static const struct row rows[] = {
    {"all holds",
     "expect.accountable('A plain one', 'The boss'), expect.accountable('plain', 'unit:a'),\n"
     "expect.responsible('plain', 'unit:a'), expect.decided_by('tagged', 'A', 'lead'),\n"
     "expect.finding('contested', 'banned', { letter = 'A', parties = { 'lead' } }),\n"
     "expect.no_finding('contested', 'plain'), expect.finding('no-ceo'),\n"
     "expect.no_finding('contested', 'banned', { letter = 'R' })",
     ""},
    {"who and why", "expect.accountable('tagged', 'boss')",
     "accountable on 'tagged' is with boss|A on 'tagged' is with The Lead|the rule 'lead' "
     "(policy.lua:3) gives it to The Lead; the rule 'lead' (policy.lua:3) goes before the default "
     "'units answer' (policy.lua:2)\n"},
    {"nobody, contested", "expect.accountable('banned', 'lead')",
     "accountable on 'banned' is with lead|A on 'banned' is with nobody|the rule 'lead' "
     "(policy.lua:3) gives it to The Lead, and the rule 'not lead' (policy.lua:4) forbids it: "
     "neither of the two goes before the other; the rule 'lead' (policy.lua:3) goes before the "
     "default 'units answer' (policy.lua:2)\n"},
    {"nobody, taken away", "expect.decided_by('taken', 'A', 'lead')",
     "'lead' decides A on 'taken'|A on 'taken' is with nobody|the rule 'lead' (policy.lua:3) gives "
     "it to The Lead, and the law 'taken' (policy.lua:5) takes it away; the rule 'lead' "
     "(policy.lua:3) goes before the default 'units answer' (policy.lua:2)\n"},
    {"nobody who is there", "expect.has('headless', 'A', 'boss')",
     "A on 'headless' is also with boss|A on 'headless' is with nobody|the default 'units answer' "
     "(policy.lua:2) gives it to nobody who is there\n"},
    {"no rule", "expect.has('plain', 'C', 'boss', 'lead')",
     "C on 'plain' is also with boss and lead|C on 'A plain one' is with nobody|no rule gives the "
     "letter here\n"},
    {"not", "expect.has_not('plain', 'A', 'boss')",
     "A on 'plain' is not with boss|A on 'A plain one' is with The Boss|the default 'units answer' "
     "(policy.lua:2) gives it to The Boss\n"},
    {"names that are none",
     "expect.nobody('plian', 'A'), expect.nobody('plain', 'X'),\n"
     "expect.has('plain', 'A', 'bos'), expect.finding('no-coe'),\n"
     "expect.decided_by('plain', 'A', 'leed')",
     "A on 'plian' is with nobody|nothing is called 'plian'; did you mean 'plain'?|\n"
     "X on 'plain' is with nobody|the scheme RACI has no letter 'X'; it has A, C, I, R|\n"
     "A on 'plain' is also with bos|nothing is called 'bos'; did you mean 'boss'?|\n"
     "no-coe is found|there is no check 'no-coe'; did you mean 'no-ceo'?|\n"
     "'leed' decides A on 'plain'|there is no rule 'leed'; did you mean 'lead'?|\n"},
    {"findings",
     "expect.finding('no-ceo', 'plain'), expect.no_finding('no-ceo'),\n"
     "expect.finding('contested', 'banned', { severity = 'info' })",
     "no-ceo is found on 'plain'|there is no-ceo on enterprise, nobody-told on touchpoint:plain, "
     "only-by-default on touchpoint:plain, silo-touchpoint on touchpoint:plain|\n"
     "no-ceo is not found|No position has the office CEO on 2000-01-01: there is no final arbiter "
     "(error)|\n"
     "contested is found on 'banned', as info|Whether The Lead is accountable for the touchpoint "
     "'banned' is contested between the rule 'lead' and the rule 'not lead': let one override the "
     "other (error), which goes to nobody|the rule 'lead' (policy.lua:3); the rule 'not lead' "
     "(policy.lua:4)\n"},
    {"steps",
     "after = { leave { person = 'ann' } }, expect.breaks('vacant-accountable', 'plain'),\n"
     "expect.stays('plain'), expect.moves('plain', 'A', 'boss', 'lead'),\n"
     "expect.heals('no-ceo')",
     "A of 'plain' moves from boss to lead|it stays where it is|\n"
     "the steps heal no-ceo|nothing does|\n"},
    {"moves",
     "after = { change_touchpoint { key = 'plain', tags = { 'x' } } },\n"
     "expect.moves('plain', 'A', 'boss', 'lead'), expect.stays('plain', 'A'),\n"
     "expect.stays('plain', 'R'), expect.moves('plain', 'accountable', {}, 'The Lead')",
     "A of 'plain' stays|A of 'A plain one' moves from The Boss to The Lead|" THE_LEAD
     "accountable of 'plain' moves from nobody to The Lead|A of 'A plain one' moves from The Boss "
     "to The Lead|" THE_LEAD},
    {"moves of units and of what ends",
     "after = { close_touchpoint { key = 'tagged' }, set_head { unit = 'a', position = 'lead' } },\n"
     "expect.moves('plain', 'A', 'unit:a', 'unit:a'), expect.moves('plain', 'A', 'boss', 'unit:a'),\n"
     "expect.moves('tagged', 'A', 'lead', {}), expect.moves('tagged', 'R', { 'unit:a', 'unit:a' },\n"
     "{}), expect.moves('tagged', 'A', 'boss', {}), expect.stays('tagged', 'I'),\n"
     "expect.moves('banned', 'A', 'leed', 'bos')",
     "A of 'tagged' moves from boss to nobody|A of 'tagged' moves from The Lead to nobody|\n"
     "A of 'banned' moves from leed to bos|nothing is called 'leed'; did you mean 'lead'?|\n"},
    {"what nothing is about",
     "expect.no_finding('no-ceo', 'plian'), expect.no_finding('no-ceo', 'position:bos'),\n"
     "expect.finding('no-ceo', 'leed'), expect.no_finding('no-ceo', 'rule:not lead'),\n"
     "expect.no_finding('no-ceo', 'not lead'), expect.no_finding('no-ceo', 'THE LEAD'),\n"
     "expect.no_finding('dead-rule'), expect.no_finding('no-ceo', 'unit:b'), expect.finding('no-ceo', 'enterprise'),\n"
     "expect.no_finding('no-ceo', 'stated:plain:A:lead'),\n"
     "expect.no_finding('contested', 'plain', { letter = 'X' }),\n"
     "expect.no_finding('contested', 'plain', { to = 'bos' }),\n"
     "expect.no_finding('contested', 'plain', { parties = { 'leed' } })",
     "no-ceo is not found on 'plian'|nothing is called 'plian'; did you mean 'plain'?|\n"
     "no-ceo is not found on 'position:bos'|nothing is called 'position:bos'; did you mean 'boss'?|\n"
     "no-ceo is found on 'leed'|nothing is called 'leed'; did you mean 'lead'?|\n"
     "dead-rule is not found|the check 'dead-rule' is one of 'raci lint'|\n"
     "contested is not found on 'plain', about X|the scheme RACI has no letter 'X'; it has A, C, I, "
     "R|\n"
     "contested is not found on 'plain', and goes to bos|nothing is called 'bos'; did you mean "
     "'boss'?|\n"
     "contested is not found on 'plain', between leed|nothing is called 'leed'; did you mean "
     "'lead'?|\n"},
    {"changes that nothing is about",
     "after = { leave { person = 'ann' } }, expect.breaks('vacant-acountable', 'plain'),\n"
     "expect.heals('no-ceo', 'plian'), expect.heals('no-ceo', 'plain')",
     "the steps bring vacant-acountable on 'plain'|there is no check 'vacant-acountable'; did you "
     "mean 'vacant-accountable'?|\n"
     "the steps heal no-ceo on 'plian'|nothing is called 'plian'; did you mean 'plain'?|\n"
     "the steps heal no-ceo on 'plain'|nothing does|\n"},
    {"what the steps end",
     "after = { close_touchpoint { key = 'plain' } }, expect.no_finding('contested', 'plain')", ""},
    {"a step in vain", "after = { leave { person = 'bob' } }, expect.stays('plain')",
     "every step applies|there is no person 'bob' on 2000-01-01 (a_test.lua:6)|\n"},
    {"a step in vain that is expected",
     "after = { leave { person = 'bob' } }, expect.finding('step-not-applicable'),\n"
     "expect.finding('step-not-applicable', 'scenario:after', { severity = 'error' })",
     ""},
    {"a step in vain that is otherwise",
     "after = { leave { person = 'bob' } }, expect.finding('step-not-applicable', 'plain'),\n"
     "expect.finding('step-not-applicable', { severity = 'info' }),\n"
     "expect.finding('step-not-applicable', { letter = 'A' })",
     "step-not-applicable is found on 'plain'|there is no person 'bob' on 2000-01-01, on "
     "scenario:after (error)|\n"
     "step-not-applicable is found, as info|there is no person 'bob' on 2000-01-01, on "
     "scenario:after (error)|\n"
     "step-not-applicable is found, about A|there is no person 'bob' on 2000-01-01, on "
     "scenario:after (error)|\n"},
};

/* ---- running ---- */

typedef struct bench {
    scratch s;
    char path[SCRATCH_PATH];
    char folder[SCRATCH_PATH];
} bench;

static void make(bench *b, const char *text)
{
    ri_text file = RI_TEXT_INIT;
    scratch_make_small(&b->s);
    scratch_write(&b->s, "policy.lua", policy, strlen(policy));
    ri_text_format(&file, ORGANIZATION "case 'c' { %s }", text);
    assert_false(file.failed);
    scratch_write(&b->s, "a_test.lua", ri_text_string(&file), file.length);
    ri_text_free(&file);
    (void)scratch_path(&b->s, "a_test.lua", b->path);
}

static void say_part(ri_text *out, const bench *b, const char *text)
{
    const size_t folder = strlen(b->s.dir) + 1;
    for (const char *at = text; at != NULL && *at != '\0';) {
        if (strncmp(at, b->s.dir, folder - 1) == 0) {
            at += folder;
        } else {
            ri_text_char(out, *at++);
        }
    }
}

static void say_failures(ri_text *out, const bench *b, const raci_tests *tests)
{
    for (size_t i = 0; i < tests->results[0].n_failures; i++) {
        const ri_case_failure *failure = &tests->results[0].failures[i];
        say_part(out, b, failure->expected);
        ri_text_char(out, '|');
        say_part(out, b, failure->found);
        ri_text_char(out, '|');
        say_part(out, b, failure->why);
        ri_text_char(out, '\n');
    }
}

static void judges(void **state)
{
    const struct row *row = *state;
    const raci_tests_options how = {.coverage = 1};
    bench b;
    ri_text said = RI_TEXT_INIT;
    raci_tests *tests = NULL;
    raci_error err = {0};
    make(&b, row->text);
    const char *path = b.path;
    if (raci_tests_open(&tests, &path, 1, NULL, NULL, &err) != RACI_OK ||
        raci_tests_run(tests, &how, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s:%d: %s", err.file, err.line, err.message);
    }
    assert_int_equal(raci_tests_count(tests), 1);
    say_failures(&said, &b, tests);
    assert_string_equal(ri_text_string(&said), row->expected);
    assert_int_equal(raci_tests_failed(tests), row->expected[0] != '\0');
    raci_tests_free(tests);
    ri_text_free(&said);
    scratch_remove(&b.s);
}

/* ---- what is no failure of a case ---- */

static void refuses(void **state)
{
    const raci_tests_options how = {.coverage = 0};
    bench b;
    raci_tests *tests = NULL;
    raci_error err = {0};
    (void)state;
    make(&b, "organization = { seats = { { position = 'x', person = 'y' } } }, "
             "expect.finding('no-ceo')");
    const char *path = b.s.dir;
    assert_int_equal(raci_tests_open(&tests, &path, 1, NULL, NULL, &err), RACI_OK);
    assert_int_equal(raci_tests_run(tests, &how, NULL, NULL, &err), RACI_INPUT);
    assert_string_equal(err.file + strlen(b.s.dir) + 1, "a_test.lua");
    assert_int_equal(err.line, 6);
    assert_non_null(strstr(err.message, "'x'"));
    raci_tests_free(tests);
    scratch_write(&b.s, "policy.lua", "rule", 4);
    memset(&err, 0, sizeof err);
    assert_int_equal(raci_tests_open(&tests, &path, 1, NULL, NULL, &err), RACI_OK);
    assert_int_equal(raci_tests_run(tests, &how, NULL, NULL, &err), RACI_POLICY);
    raci_tests_free(tests);
    scratch_remove(&b.s);
}

static void a_rule_that_fails(void **state)
{
    const raci_tests_options how = {.coverage = 1};
    bench b;
    raci_tests *tests = NULL;
    (void)state;
    make(&b, "organization = { touchpoints = { 'broken' } }, expect.finding('no-ceo') } "
             "case 'd' { organization = { touchpoints = { 'broken' } }, "
             "expect.finding('rule-failed', 'fails')");
    const char *path = b.path;
    assert_int_equal(raci_tests_open(&tests, &path, 1, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_tests_run(tests, &how, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_tests_failed(tests), 1);
    assert_string_equal(tests->results[0].failures[0].expected, "no rule fails");
    assert_non_null(strstr(tests->results[0].failures[0].found, "has no field \"nothing\""));
    raci_tests_free(tests);
    scratch_remove(&b.s);
}

static void coverage_is_counted(void **state)
{
    const raci_tests_options how = {.coverage = 1};
    bench b;
    raci_tests *tests = NULL;
    (void)state;
    make(&b, "expect.finding('no-ceo')");
    const char *path = b.path;
    assert_int_equal(raci_tests_open(&tests, &path, 1, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_tests_run(tests, &how, NULL, NULL, NULL), RACI_OK);
    const ri_rule_use *uses = tests->coverage->rules;
    assert_int_equal(tests->coverage->n, 6);
    assert_string_equal(uses[0].name, "units answer");
    assert_int_equal(uses[0].applied, 5);
    assert_int_equal(uses[0].won, 5); /* R everywhere */
    assert_int_equal(uses[1].applied, 3);
    assert_int_equal(uses[2].applied, 1);
    assert_false(uses[2].assigns);
    assert_true(uses[4].asks);
    assert_int_equal(uses[4].agreed + uses[4].declined + uses[4].applied, 0);
    /* 2 + 2 + 1 + 1 of these and 4 of 'fails', 2 of 'far' */
    assert_int_equal(raci_tests_covered(tests), 6 * 100 / 12);
    /* Once more it begins anew. */
    assert_int_equal(raci_tests_run(tests, &how, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(tests->coverage->rules[0].applied, 5);
    raci_tests_free(tests);
    scratch_remove(&b.s);
}

/* ---- memory ---- */

static bool run_once(const char *path)
{
    const raci_tests_options how = {.coverage = 1};
    raci_tests *tests = NULL;
    raci_status status = raci_tests_open(&tests, &path, 1, NULL, NULL, NULL);
    if (status == RACI_OK) {
        status = raci_tests_run(tests, &how, NULL, NULL, NULL);
    }
    raci_tests_free(tests);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    return status == RACI_OK;
}

/* Not each of the many allocations, but some of all stages. */
static void memory_fails(void **state)
{
    static const size_t which[] = {2, 8, 10};
    (void)state;
    for (size_t i = 0; i < COUNT(which); i++) {
        bench b;
        make(&b, rows[which[i]].text);
        bool done = false;
        for (size_t first = i; !done; first += 17) {
            ri_alloc_fail_from(first);
            done = run_once(b.path);
            ri_alloc_fail_from(SIZE_MAX);
        }
        scratch_remove(&b.s);
    }
}

int main(void)
{
    const struct CMUnitTest others[] = {
        cmocka_unit_test(refuses), cmocka_unit_test(a_rule_that_fails),
        cmocka_unit_test(coverage_is_counted), cmocka_unit_test(memory_fails)};
    int failed = RUN_ROWS("cases", rows, judges);
    return failed + cmocka_run_group_tests(others, NULL, NULL);
}
