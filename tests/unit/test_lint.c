/*
 * What raci_lint_run makes of the analysis: which findings there are, how sure, where, with
 * what to do; beyond the touchpoints that test_analysis.c goes through.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>

#include "check/lint_result.h"
#include "evaluation.h"
#include "raci/report.h"
#include "rows.h"

#define ALL "default \"all\" { because = \"x\", assign = { A = head_of_delivering_unit() } }\n"

struct row {
    const char *name;
    const char *policy;
    const char *found; /* a line for each finding: check, severity, rules, how sure; witness */
    bool without;      /* a model */
};

static const struct row rows[] = {
    {"nothing", ALL, "", false},
    {"handoffs meet by both sides",
     ALL "rule \"a\" { on = \"handoff\", because = \"x\", match = { from = { key = \"look\" } },"
         " assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { on = \"handoff\", because = \"x\", match = { to = { key = \"pay\" } },"
         " assign = { A = \"position:ceo\" } }\n",
     "conflicting-rules error a b certain handoff:look->pay\n", false},
    {"handoffs that differ in one side do not",
     ALL "rule \"a\" { on = \"handoff\", because = \"x\", match = { from = { key = \"look\" } },"
         " assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { on = \"handoff\", because = \"x\", match = { from = { key = \"pay\" } },"
         " assign = { A = \"position:ceo\" } }\n",
     "dead-rule warning b certain\n", false},
    {"nor those that differ in crossing",
     ALL "rule \"a\" { on = \"handoff\", because = \"x\", match = { crosses_departments = true },"
         " assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { on = \"handoff\", because = \"x\", match = { crosses_departments = false },"
         " assign = { A = \"position:ceo\" } }\n",
     "dead-rule warning b certain\n", false},
    {"other kinds of subjects do not meet",
     ALL "rule \"a\" { on = \"journey\", because = \"x\", assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { on = \"enterprise\", because = \"x\", assign = { A = \"position:ceo\" },"
         " overrides = \"a\" }\n",
     "unused-override warning a b certain\n", false},
    {"journeys",
     ALL "rule \"a\" { on = \"journey\", because = \"x\", match = { key = \"b*\" },"
         " assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { on = \"journey\", because = \"x\", match = { key = \"*y\" },"
         " assign = { A = \"position:ceo\" } }\n",
     "conflicting-rules error a b certain journey:buy\n", false},
    {"globs meet in a key that is not there",
     ALL "rule \"a\" { because = \"x\", match = { key = { \"ab*\", \"look\" } },"
         " assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = { \"*bc\", \"pay\" } },"
         " assign = { A = \"position:ceo\" } }\n",
     "conflicting-rules warning a b certain key = \"abc\"\n", false},
    {"nothing is dead because its globs are odd",
     ALL "rule \"a\" { because = \"x\", match = { key = \"*-fees\" },"
         " assign = { C = \"position:cxo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = except { \"*a*\", \"0*\" } },"
         " assign = { C = \"position:ceo\" } }\n"
         "rule \"c\" { because = \"x\", match = { key = \"a-glob-that-is-longer-than-any-key-that"
         "-anybody-would-ever-think-of-writing-*\" }, assign = { C = \"position:cmo\" } }\n",
     "", true},
    {"where nothing fits, that is known of globs too",
     ALL "rule \"a\" { because = \"x\", match = { key = except { \"?*\" } },"
         " assign = { C = \"position:cxo\" } }\n",
     "dead-rule warning a certain\n", true},
    {"a glob and what another one leaves",
     ALL "rule \"a\" { because = \"x\", match = { key = \"*b*\" },"
         " assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = except { \"b*\" } },"
         " assign = { A = \"position:ceo\" } }\n",
     "conflicting-rules warning a b certain key = \"xb\"\n"
     "shadowed-rule warning a all b certain\n",
     true},
    {"several globs make up another one",
     ALL "rule \"a\" { because = \"x\", match = { key = { \"a*\", \"b*\" } },"
         " assign = { A = \"position:cxo\" } }\n"
         "law \"b\" { because = \"x\", match = { key = \"a*\" },"
         " assign = { A = \"position:ceo\" } }\n"
         "law \"c\" { because = \"x\", match = { key = \"b*\" },"
         " assign = { A = \"position:ceo\" } }\n",
     "shadowed-rule warning a b c certain\n", true},
    {"of several that contain a rule a certain one is told",
     ALL "rule \"a\" { because = \"x\", when = function() return true end,"
         " assign = { C = \"position:cxo\" } }\n"
         "rule \"b\" { because = \"x\", match = { managed = true },"
         " assign = { C = \"position:cxo\" } }\n"
         "rule \"c\" { because = \"x\", match = { managed = true, moment_of_truth = false },"
         " assign = { C = \"position:cxo\" } }\n",
     "subsumed-rule info a b possible\nsubsumed-rule info b c certain\n", true},
    {"of what a wider rule says the last part, and the first",
     ALL "rule \"a\" { because = \"x\", match = { moment_of_truth = true },"
         " assign = { A = \"position:cxo\", C = \"position:ceo\", I = \"position:coo\" } }\n"
         "rule \"b\" { because = \"x\", match = { moment_of_truth = true, managed = true },"
         " assign = { I = \"position:coo\" } }\n"
         "rule \"c\" { because = \"x\", match = { moment_of_truth = true, key = \"pay\" },"
         " assign = { A = \"position:cxo\" } }\n",
     "subsumed-rule info a b certain\nsubsumed-rule info a c certain\n", true},
    {"of those that say the same the first is told with each",
     ALL "rule \"a\" { because = \"x\", assign = { C = \"position:cxo\" } }\n"
         "rule \"b\" { because = \"x\", assign = { C = { \"position:cxo\" } } }\n"
         "rule \"c\" { because = \"x\", assign = { C = \"position:cxo\" } }\n",
     "duplicate-rule warning a b certain\nduplicate-rule warning a c certain\n", false},
    {"the order of a list says nothing",
     ALL "rule \"a\" { because = \"x\", assign = { C = { \"position:cxo\", \"unit:ops\" } } }\n"
         "rule \"b\" { because = \"x\", assign = { C = { \"unit:ops\", \"position:cxo\" } } }\n"
         "rule \"c\" { because = \"x\", assign = { C = { \"unit:ops\", \"position:ceo\" } } }\n",
     "duplicate-rule warning a b certain\n", false},
    {"a unit and one below it",
     ALL "rule \"a\" { because = \"x\", match = { unit = \"ops\" },"
         " assign = { A = \"position:cxo\" } }\n"
         "exception \"b\" { because = \"x\", match = { unit = \"billing\" },"
         " assign = { A = \"position:ceo\" } }\n"
         "law \"c\" { because = \"x\", match = { unit = \"ops\" },"
         " assign = { A = \"position:ceo\" } }\n",
     "shadowed-rule warning a c certain\nshadowed-rule warning b c certain\n", false},
    {"a unit's head is the same position",
     ALL
     "rule \"a\" { because = \"x\", match = { key = \"pay\" }, assign = { A = \"unit:ops\" } }\n"
     "rule \"b\" { because = \"x\", match = { unit = \"billing\" },"
     " assign = { A = \"office:coo\" } }\n",
     "", false},
    {"who delivers decides",
     ALL
     "rule \"a\" { because = \"x\", match = { key = \"pay\" }, assign = { A = \"unit:ops\" } }\n"
     "rule \"b\" { because = \"x\", match = { unit = \"billing\" },"
     " assign = { A = head_of_delivering_unit() } }\n",
     "conflicting-rules warning a b possible touchpoint:pay\n", false},
    {"joint rules agree to be several",
     ALL "rule \"a\" { because = \"x\", joint = true, match = { key = \"pay\" },"
         " assign = { A = \"position:ceo\" } }\n"
         "rule \"b\" { because = \"x\", joint = true, match = { key = \"pay\" },"
         " assign = { A = \"position:cxo\" } }\n",
     "", false},
    {"what is forbidden leaves one of two",
     ALL "rule \"a\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { A = \"position:cmo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { A = \"position:coo\" } }\n"
         "law \"c\" { because = \"x\", forbid = { A = under(\"unit:marketing\") } }\n",
     "conflicting-rules warning a b possible touchpoint:pay\n", false},
    {"so does what is forbidden to several of whom it is one",
     ALL "rule \"a\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { A = \"position:cmo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { A = \"position:coo\" } }\n"
         "law \"c\" { because = \"x\", forbid = { A = { \"office:cmo\", \"person:ann\" } } }\n",
     "conflicting-rules warning a b possible touchpoint:pay\n", false},
    {"one that is there, on which nothing is forbidden",
     ALL "rule \"a\" { because = \"x\", match = { journey = \"buy\" },"
         " assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { because = \"x\", match = { journey = \"buy\" },"
         " assign = { A = \"position:coo\" } }\n"
         "law \"c\" { because = \"x\", match = { key = \"look\" },"
         " forbid = { A = \"position:cxo\" } }\n",
     "conflicting-rules error a b certain touchpoint:pay\n", false},
    {"where it is about others it does not matter",
     ALL "rule \"a\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { A = \"position:cxo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { A = \"position:coo\" } }\n"
         "law \"c\" { because = \"x\", forbid = { A = { under(\"unit:marketing\"),"
         " \"person:ann\", \"unit:billing\", \"office:cmo\" } } }\n",
     "conflicting-rules error a b certain touchpoint:pay\n", false},
    {"several letters are no conflict",
     ALL "rule \"a\" { because = \"x\", assign = { C = \"position:ceo\" } }\n"
         "rule \"b\" { because = \"x\", assign = { C = \"position:cxo\" } }\n",
     "", false},
    {"two together are always before it",
     ALL "rule \"a\" { because = \"x\", match = { moment_of_truth = true },"
         " assign = { A = \"position:ceo\" } }\n"
         "rule \"b\" { because = \"x\", match = { moment_of_truth = false },"
         " assign = { A = \"position:cxo\" } }\n",
     "dead-rule warning a certain\nshadowed-rule warning a all b certain\n", false},
    {"what begins later does not meet what ends before",
     ALL
     "rule \"a\" { because = \"x\", to = \"2026-09-01\", assign = { A = \"position:ceo\" } }\n"
     "rule \"b\" { because = \"x\", from = \"2026-09-01\", assign = { A = \"position:cxo\" } }\n",
     "shadowed-rule warning a all b certain\n", false},
    {"and is told by its first day where it does",
     "rule \"a\" { because = \"x\", match = { key = \"pay\" }, assign = { A = \"position:ceo\" } }\n"
     "rule \"b\" { because = \"x\", from = \"2026-09-01\", match = { key = \"pay\" },"
     " assign = { A = \"position:cxo\" } }\n" ALL,
     "conflicting-rules warning a b certain on 2026-09-01, key = \"pay\"\n", false},
    {"nobody on the date disagrees with nobody",
     ALL "rule \"a\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { A = \"office:cfo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { A = \"position:cxo\" } }\n",
     "", false},
    {"the policy's settings hold",
     "checks { uncovered = \"off\", [\"dead-rule\"] = { severity = \"error\" } }\n"
     "rule \"a\" { because = \"x\", match = { key = \"xyzzy\" },"
     " assign = { A = \"position:ceo\" } }\n",
     "dead-rule error a certain\n", false},
    {"a touchpoint that no rule reaches",
     "rule \"a\" { because = \"x\", match = { key = \"pay\" },"
     " assign = { A = \"position:ceo\" } }\n",
     "uncovered warning certain touchpoint:look\n", false},
    {"without a model units may lie in each other",
     "rule \"a\" { because = \"x\", match = { unit = \"ops\" },"
     " assign = { A = \"position:ceo\" } }\n"
     "rule \"b\" { because = \"x\", match = { unit = except { \"billing\" } },"
     " assign = { A = \"position:cxo\" } }\n" ALL,
     "conflicting-rules warning a b possible unit = \"ops\"\n", true},
    {"and of a unit it is not known who its head is",
     "rule \"a\" { because = \"x\", match = { key = \"pay\" }, assign = { A = \"unit:ops\" } }\n"
     "rule \"b\" { because = \"x\", match = { key = \"pay\" },"
     " assign = { A = \"position:cxo\" } }\n" ALL,
     "conflicting-rules warning a b possible key = \"pay\"\n", true},
    {"a stated row is overridden on its touchpoint",
     ALL "rule \"a\" { because = \"x\", match = { key = { \"l*\", \"p*\" } },"
         " assign = { C = \"position:ceo\" }, overrides = \"stated:pay:C:position:x\" }\n",
     "", true},
    {"and not where the key is another one",
     ALL "rule \"a\" { because = \"x\", match = { key = { \"l*\", \"q*\" } },"
         " assign = { C = \"position:ceo\" }, overrides = \"stated:pay:C:position:x\" }\n"
         "rule \"b\" { because = \"x\", match = { key = except { \"pa?\" } },"
         " assign = { C = \"position:ceo\" }, overrides = \"stated:pay:C:position:x\" }\n",
     "unused-override warning a certain\nunused-override warning b certain\n", true},
    {"a name that is short of parts is of no letter",
     ALL "rule \"a\" { because = \"x\", assign = { C = \"position:ceo\" },"
         " overrides = { \"stated:\", \"stated:pay\", \"stated:pay:\", \"stated:pay:C\" } }\n",
     "unused-override warning a certain\nunused-override warning a certain\n"
     "unused-override warning a certain\n",
     true},
    {"an override leads on to what that rule overrides, for whoever overrides its own",
     ALL "rule \"a\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { C = \"position:ceo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = \"look\" },"
         " assign = { C = \"position:ceo\" }, overrides = \"a\" }\n"
         "rule \"c\" { because = \"x\", on = \"journey\","
         " assign = { A = \"position:ceo\" }, overrides = \"b\" }\n"
         "rule \"d\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { C = \"position:cxo\" }, overrides = \"c\" }\n",
     "shadowed-rule warning a d certain\n", false},
    {"also over a rule that has ended",
     ALL "rule \"a\" { because = \"x\", assign = { C = \"position:ceo\" } }\n"
         "rule \"b\" { because = \"x\", to = \"2026-01-01\","
         " assign = { C = \"position:ceo\" }, overrides = \"a\" }\n"
         "rule \"c\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { C = \"position:cxo\" }, overrides = \"b\" }\n",
     "dead-rule warning b certain\n", false},
    {"where that meets nothing either it is unused all the same",
     ALL "rule \"a\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { I = \"position:ceo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = \"look\" },"
         " assign = { C = \"position:ceo\" }, overrides = \"a\" }\n"
         "rule \"c\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { C = \"position:cxo\" }, overrides = \"b\" }\n",
     "unused-override warning a b certain\nunused-override warning b c certain\n", false},
    {"what leads to a requirement is of use",
     ALL "rule \"a\" { because = \"x\", match = { key = \"pay\" },"
         " require = { I = \"position:ceo\" } }\n"
         "rule \"b\" { because = \"x\", match = { key = \"look\" },"
         " assign = { C = \"position:ceo\" }, overrides = \"a\" }\n"
         "rule \"c\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { C = \"position:cxo\" }, overrides = \"b\" }\n",
     "", false},
    {"a chain leads to a stated row",
     ALL "rule \"a\" { because = \"x\", match = { key = \"look\" },"
         " assign = { C = \"position:ceo\" }, overrides = \"stated:pay:C:position:x\" }\n"
         "rule \"b\" { because = \"x\", match = { key = \"pay\" },"
         " assign = { C = \"position:ceo\" }, overrides = \"a\" }\n",
     "", true},
    {"and to one that it cannot meet",
     ALL "rule \"a\" { because = \"x\", match = { key = \"look\" },"
         " assign = { C = \"position:ceo\" }, overrides = \"stated:pay:C:position:x\" }\n"
         "rule \"b\" { because = \"x\", match = { key = \"other\" },"
         " assign = { C = \"position:ceo\" }, overrides = \"a\" }\n"
         "rule \"c\" { because = \"x\", to = \"2026-01-01\", match = { key = \"pay\" },"
         " assign = { C = \"position:ceo\" }, overrides = \"a\" }\n",
     "unused-override warning a certain\nunused-override warning a b certain\n"
     "dead-rule warning c certain\n",
     true},
    {"the line to ignore may stand within a rule",
     ALL "rule \"a\" { because = \"x\",\n -- raci: ignore dead-rule it will be there\n"
         "match = { key = \"xyzzy\" }, assign = { A = \"position:ceo\" } }\n",
     "", false},
    {"several may stand before a rule, and among other comments",
     ALL "-- raci: ignore dead-rule it will be there\n-- and more\n\n"
         "-- raci: ignore conflicting-rules never\n"
         "rule \"a\" { because = \"x\","
         "match = { key = \"xyzzy\" }, assign = { A = \"position:ceo\" } }\n",
     "", false},
    {"what stands before something else is about the rule before",
     ALL "rule \"a\" { because = \"x\","
         "match = { key = \"xyzzy\" }, assign = { A = \"position:ceo\" } }\n"
         "-- raci: ignore dead-rule it will be there\nlocal x = 1\n"
         "rule \"b\" { because = \"x\","
         "match = { key = \"xyzzy\" }, assign = { C = \"position:ceo\" } }\n",
     "dead-rule warning b certain\n", false},
    {"and is about all rules that a loop makes",
     ALL "for _, key in ipairs({ \"xyzzy\", \"plugh\", \"plover\" }) do\n"
         " -- raci: ignore dead-rule they will be there\n"
         " rule(key)({ because = \"x\", match = { key = key },"
         " assign = { C = \"position:ceo\" } })\nend\n",
     "", false},
    {"what stands in strings and long comments is no such line",
     ALL "rule \"a\" { because = 'it\\'s -- raci: ignore dead-rule so',"
         " match = { key = \"xyzzy\" }, assign = { A = \"position:ceo\" } }\n"
         "rule \"b\" { because = [==[ ]]\n-- raci: ignore dead-rule so\n]==],"
         " match = { key = \"xyzzy\" }, assign = { C = \"position:ceo\" } }\n"
         "rule \"c\" { because = \"x\\z\n-- raci: ignore dead-rule so\","
         " match = { key = \"xyzzy\" }, assign = { I = \"position:ceo\" } }\n"
         "-- raci: ignore dead-rule so it is\n--[[\nand\n-- raci: ignore dead-rule so\n]]\n"
         "rule \"d\" { because = \"x\", match = { key = \"xyzzy\" },"
         " assign = { R = \"position:ceo\" } }\n",
     "dead-rule warning a certain\ndead-rule warning b certain\ndead-rule warning c certain\n",
     false},
    {"and is about its rule alone",
     ALL "rule \"a\" { because = \"x\", -- raci: ignore dead-rule it will be there\n"
         "match = { key = \"xyzzy\" }, assign = { A = \"position:ceo\" } }\n\n"
         "rule \"b\" { because = \"x\",\n"
         "match = { key = \"xyzzy\" }, assign = { C = \"position:ceo\" } }\n",
     "dead-rule warning b certain\n", false},
};

static raci_lint *lint_of(raci_model *model, raci_policy *policy, raci_error *err)
{
    raci_lint *lint = NULL;
    const raci_lint_options how = {.date = "2026-07-01"};
    (void)raci_lint_run(&lint, model, policy, &how, err);
    return lint;
}

static void describe(ri_text *out, const raci_lint *lint)
{
    for (size_t i = 0; i < lint->n_findings; i++) {
        const ri_lint_finding *finding = &lint->findings[i];
        const ri_verdict *verdict = finding->verdict;
        ri_text_format(out, "%s %s ", finding->code, ri_severity_name(finding->severity));
        for (uint32_t k = 0; k < finding->n_rules; k++) {
            const ri_policy_data *data = ri_policy_data_of(lint->policy);
            ri_text_format(out, "%s ", data->rules[finding->rules[k]].name);
        }
        ri_text_add(out, verdict->certain ? "certain" : "possible");
        if (verdict->existing != RI_NONE) {
            ri_text_char(out, ' ');
            ri_snapshot_reference(lint->snapshot, verdict->existing, out);
        } else if (verdict->witness != NULL) {
            ri_text_format(out, " %s", verdict->witness->said);
        }
        ri_text_char(out, '\n');
    }
}

static void run_row(void **state)
{
    const struct row *row = *state;
    raci_model *model = organization(EVALUATION_ORGANIZATION);
    ri_text policy_text = RI_TEXT_INIT;
    ri_text found = RI_TEXT_INIT;
    raci_error err = {0};
    ri_text_format(&policy_text, "policy { name = \"p\" }\n%s", row->policy);
    raci_model *named = row->without ? NULL : model;
    raci_policy *policy = policy_of(named, ri_text_string(&policy_text));
    raci_lint *lint = lint_of(named, policy, &err);
    assert_non_null(lint);
    describe(&found, lint);
    assert_string_equal(ri_text_string(&found), row->found);
    raci_lint_free(lint);
    raci_policy_free(policy);
    raci_model_close(model);
    ri_text_free(&found);
    ri_text_free(&policy_text);
}

static unsigned times_found(const char *text, const char *line)
{
    unsigned n = 0;
    for (const char *at = strstr(text, line); at != NULL; at = strstr(at + 1, line)) {
        n++;
    }
    return n;
}

/* Of 140 rules two and two give the same touchpoint to others: each pair is told once, no other. */
static void tells_each_pair_of_very_many(void **state)
{
    enum { PAIRS = 70 };
    raci_model *model = organization(EVALUATION_ORGANIZATION);
    raci_policy *policy = policy_of(
        model, "policy { name = \"p\" }\n"
               "for i = 101, 240 do\n"
               "    rule(\"r\" .. i) { because = \"x\", match = { key = \"k\" .. (i + 1) // 2 },\n"
               "        assign = { A = i % 2 == 0 and \"position:cxo\" or \"position:ceo\" } }\n"
               "end\n");
    raci_error err = {0};
    raci_lint *lint = lint_of(model, policy, &err);
    ri_text found = RI_TEXT_INIT;
    (void)state;
    assert_non_null(lint);
    describe(&found, lint);
    assert_int_equal(times_found(ri_text_string(&found), "conflicting-rules"), PAIRS);
    for (unsigned i = 0; i < PAIRS; i++) {
        char line[64];
        (void)snprintf(line, sizeof line, "conflicting-rules warning r%u r%u certain", 101 + 2 * i,
                       102 + 2 * i);
        assert_int_equal(times_found(ri_text_string(&found), line), 1);
    }
    raci_lint_free(lint);
    raci_policy_free(policy);
    raci_model_close(model);
    ri_text_free(&found);
}

static int swallow(const char *bytes, size_t length, void *payload)
{
    (void)bytes;
    *(size_t *)payload += length;
    return 0;
}

struct attempted {
    raci_model *model;
    raci_policy *policy;
};

/* Writes findings in all ways that have code of their own. */
static bool write_all(const raci_lint *lint, size_t *length, raci_error *err)
{
    static const raci_format formats[] = {RACI_TEXT, RACI_SARIF, RACI_GITHUB, RACI_JUNIT};
    bool done = true;
    for (size_t i = 0; done && i < sizeof formats / sizeof *formats; i++) {
        done = raci_report_lint(lint, formats[i], NULL, swallow, length, err) == RACI_OK;
    }
    return done && raci_report_lint_tests(lint, swallow, length, err) == RACI_OK;
}

static bool attempt(void *payload)
{
    const struct attempted *with = payload;
    raci_error err = {0};
    size_t length = 0;
    raci_lint *lint = lint_of(with->model, with->policy, &err);
    const bool done = lint != NULL && write_all(lint, &length, &err);
    assert_true(done || err.status == RACI_NOMEM);
    assert_true(!done || (length > 0 && lint->n_findings > 2 && lint->n_ignored == 1));
    raci_lint_free(lint);
    return done;
}

/* Whatever allocation fails, that is told, and nothing is lost. */
static void test_memory(void **unused)
{
    (void)unused;
    raci_model *model =
        organization(EVALUATION_ORGANIZATION "== stated.csv\ntouchpoint,letter,holder\n"
                                             "pay,C,position:ceo\n");
    raci_policy *policy = policy_of(
        model,
        "policy { name = \"p\" }\n"
        "rule \"a\" { on = \"handoff\", because = \"x\", match = { from = { key = \"l*\" } },"
        " assign = { A = \"position:cxo\" } }\n"
        "rule \"b\" { on = \"handoff\", because = \"x\", match = { to = { unit = \"ops\" } },"
        " assign = { A = \"position:ceo\" } }\n"
        "rule \"c\" { match = { tag = \"x\" }, assign = { A = \"position:cxo\" } }\n"
        "-- raci: ignore duplicate-rule both are meant\n"
        "rule \"d\" { match = { tag = \"x\" }, assign = { A = \"position:cxo\" } }\n"
        "rule \"e\" { overrides = { \"c\", \"d\","
        " \"stated:pay:C:position:ceo\" }, assign = { A = \"office:ceo\" } }\n");
    struct attempted with = {model, policy};
    (void)with_all_failures(attempt, &with);
    raci_policy_free(policy);
    raci_model_close(model);
}

#define RULED(key)                                                                                 \
    "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"                                    \
    "touchpoint:" key ",A,position:coo,office:ceo,so,2026-01-01,2027-01-01\n"
#define TWO(tier)                                                                                  \
    ALL tier " \"a\" { because = \"x\", assign = { A = \"position:cxo\" } }\n" tier                \
             " \"b\" { because = \"x\", assign = { A = \"position:ceo\" } }\n"
#define DISAGREE_ON(severity, where)                                                               \
    "conflicting-rules " severity " a b certain " where "\nshadowed-rule warning a all certain\n"
#define NO_A "rule \"a\" { because = \"x\", assign = { C = \"unit:ops\" } }\n"

/* Where a stated row, or a ruling, decides on the first touchpoint of a kind, another one is the
   witness; where rows decide on all of them, there is none that is there. */
static void test_stated_elsewhere(void **unused)
{
    static const struct {
        const char *rows; /* of stated.csv */
        const char *rules;
        const char *found;
    } cases[] = {
        {"look,A,position:coo,so\n", TWO("rule"), DISAGREE_ON("error", "touchpoint:pay")},
        {"look,A,position:coo,\n", TWO("rule"), DISAGREE_ON("error", "touchpoint:look")},
        {"look,C,position:coo,so\n", TWO("rule"), DISAGREE_ON("error", "touchpoint:look")},
        {"look,A,position:coo,so\npay,A,position:coo,so\n", TWO("rule"),
         DISAGREE_ON("warning", "")},
        {"look,A,position:coo,\n", NO_A, "uncovered warning certain touchpoint:pay\n"},
        {"look,A,position:coo,\npay,A,position:coo,\n", NO_A, "uncovered warning certain \n"},
        {RULED("look"), NO_A, "uncovered warning certain touchpoint:pay\n"},
        {RULED("look"), TWO("exception"), DISAGREE_ON("error", "touchpoint:pay")},
        {RULED("look"), TWO("law"), DISAGREE_ON("error", "touchpoint:look")},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char files[2000];
        ri_text text = RI_TEXT_INIT;
        ri_text found = RI_TEXT_INIT;
        raci_error err = {0};
        (void)snprintf(files, sizeof files, "%s== stated.csv\ntouchpoint,letter,holder,reason\n%s",
                       EVALUATION_ORGANIZATION, cases[i].rows);
        raci_model *model = organization(files);
        ri_text_format(&text, "policy { name = \"p\" }\n%s", cases[i].rules);
        raci_policy *policy = policy_of(model, ri_text_string(&text));
        raci_lint *lint = lint_of(model, policy, &err);
        assert_non_null(lint);
        describe(&found, lint);
        assert_string_equal(ri_text_string(&found), cases[i].found);
        raci_lint_free(lint);
        raci_policy_free(policy);
        raci_model_close(model);
        ri_text_free(&found);
        ri_text_free(&text);
    }
}

/* More attributes than are gone through are told, not ground through. */
static void test_limit(void **unused)
{
    (void)unused;
    raci_model *model = organization(EVALUATION_ORGANIZATION);
    ri_text text = RI_TEXT_INIT;
    raci_error err = {0};
    ri_text_add(&text, "policy { name = \"p\" }\n");
    for (unsigned rule = 0; rule < 21; rule++) {
        ri_text_format(&text, "rule \"%u\" { because = \"x\", match = { attr = {", rule);
        for (unsigned i = 0; i < 100; i++) {
            ri_text_format(&text, " a%u_%u = \"x\",", rule, i);
        }
        ri_text_add(&text, " } }, assign = { C = \"position:ceo\" } }\n");
    }
    raci_policy *policy = policy_of(model, ri_text_string(&text));
    assert_null(lint_of(model, policy, &err));
    assert_int_equal(err.status, RACI_LIMIT);
    raci_policy_free(policy);
    raci_model_close(model);
    ri_text_free(&text);
}

/* Of very many tags those that no rule tells apart are one, and it makes no difference. */
static void test_many_values(void **unused)
{
    (void)unused;
    ri_text text = RI_TEXT_INIT;
    ri_text found = RI_TEXT_INIT;
    raci_error err = {0};
    ri_text_add(&text,
                "policy { name = \"p\" }\nlocal a, b = {}, {}\n"
                "for i = 0, 1999 do a[#a + 1] = \"n\" .. i b[#b + 1] = \"n\" .. i + 1000 end\n"
                "rule \"a\" { because = \"x\", match = { tag = a },"
                " assign = { A = \"position:ceo\" } }\n"
                "rule \"b\" { because = \"x\", match = { tag = except(b) },"
                " assign = { A = \"position:cxo\" } }\n"
                "law \"c\" { because = \"x\", match = { tag = { \"n3\", \"n1003\" } },"
                " assign = { A = \"position:cxo\" } }\n" ALL);
    raci_policy *policy = policy_of(NULL, ri_text_string(&text));
    raci_lint *lint = lint_of(NULL, policy, &err);
    assert_non_null(lint);
    describe(&found, lint);
    assert_string_equal(ri_text_string(&found),
                        "conflicting-rules warning a b certain tag = \"n0\"\n");
    raci_lint_free(lint);
    raci_policy_free(policy);
    ri_text_free(&text);
    ri_text_free(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_many_values),
        cmocka_unit_test(tells_each_pair_of_very_many),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_stated_elsewhere),
    };
    return RUN_ROWS("finds", rows, run_row) + cmocka_run_group_tests(tests, NULL, NULL);
}
