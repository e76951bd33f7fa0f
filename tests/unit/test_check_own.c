#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/digest.h"
#include "evaluation.h"

#define POLICY                                                                                     \
    "policy { name = 'own' }\n"                                                                    \
    "rule 'r' { because = 'x', assign = { A = 'position:coo', R = 'unit:billing' } }\n"
#define TEAMS                                                                                      \
    "== teams.csv\nkey,name,lead\nlaunch,Launch,cmo\n"                                             \
    "== team_members.csv\nteam,position\nlaunch,cmo\nlaunch,coo\n"                                 \
    "== channels.csv\nkey,name\nweb,Web\n== stages.csv\nkey,name\nbuy,Buying\n"
#define ORGANIZATION EVALUATION_ORGANIZATION TEAMS

/* The findings of own checks, and of rule-failed, a line each. */
static void add_findings(ri_text *out, const raci_result *result)
{
    const ri_policy_data *policy = ri_resolver_policy(result->resolver);
    for (size_t i = 0; i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        if (finding->code < RI_CODE_COUNT && finding->code != RI_RULE_FAILED) {
            continue;
        }
        ri_text_format(out, "%s %s %s %s", ri_severity_name(finding->severity),
                       ri_finding_kind_name(finding->kind), finding->code_name,
                       finding->subject_text);
        for (uint32_t k = 0; k < finding->n_parties; k++) {
            ri_text_add(out, k == 0 ? " | " : ", ");
            ri_snapshot_reference(result->snapshot, finding->parties[k], out);
        }
        ri_text_format(out, ": %s\n", finding->message);
        assert_int_equal(finding->letter, RI_NO_LETTER);
        assert_string_equal(finding->cause, "");
        assert_int_equal(finding->n_rules, 1);
        if (finding->code >= RI_CODE_COUNT) {
            const ri_own_check *check = &policy->checks[finding->code - RI_CODE_COUNT];
            assert_string_equal(ri_source_name(result->resolver, finding->rules[0]), check->name);
            assert_int_equal(ri_source_line(result->resolver, finding->rules[0]), check->line);
            assert_string_equal(ri_source_file(result->resolver, finding->rules[0]), check->file);
        }
    }
}

struct row {
    const char *name;
    const char *checks;
    const char *expected;
};

static const struct row rows[] = {
    {"one that finds nothing", "check 'c' { test = function(t) end }", ""},
    {"on touchpoints, in the order of keys",
     "check 'c' { test = function(t) return t.name, t.letters.A end }",
     "warning risk c touchpoint:look | position:coo: Look around\n"
     "warning risk c touchpoint:pay | position:coo: Pay an invoice\n"},
    {"on every kind",
     "for _, on in ipairs({ 'handoff', 'journey', 'unit', 'position', 'person', 'channel', 'stage',"
     " 'enterprise' }) do\n"
     "  check('all ' .. on) { on = on, severity = 'info', kind = 'gap',\n"
     "    test = function(x) if x.key < 'cf' or x.key > 'look' then return 'k=' .. x.key end end }\n"
     "end",
     "info gap all channel channel:web: k=web\n"
     "info gap all enterprise enterprise: k=\n"
     "info gap all handoff handoff:look->pay: k=look->pay\n"
     "info gap all journey journey:buy: k=buy\n"
     "info gap all person person:ann: k=ann\n"
     "info gap all person person:bob: k=bob\n"
     "info gap all person person:mia: k=mia\n"
     "info gap all person person:xia: k=xia\n"
     "info gap all position position:billing-lead: k=billing-lead\n"
     "info gap all position position:ceo: k=ceo\n"
     "info gap all stage stage:buy: k=buy\n"
     "info gap all unit unit:acme: k=acme\n"
     "info gap all unit unit:billing: k=billing\n"
     "info gap all unit unit:marketing: k=marketing\n"
     "info gap all unit unit:ops: k=ops\n"},
    {"parties are positions",
     "check 'c' { on = 'stage', test = function() return 'm', { 'unit:ops', 'team:launch',\n"
     "  'person:bob', org.unit('billing'), 'position:ceo', 'office:cxo', 'position:ceo' } end }",
     "warning risk c stage:buy | position:billing-lead, position:ceo, position:cmo, position:coo, "
     "position:cxo: m\n"},
    {"a person stands for their one position",
     "check 'c' { on = 'stage', test = function() return 'm', org.person('ann') end }",
     "warning risk c stage:buy | position:ceo: m\n"},
    {"switched off",
     "check 'c' { on = 'stage', test = function() return 'm' end }\n"
     "checks { c = 'off' }",
     ""},
    {"of another severity",
     "checks { c = { severity = 'error' } }\n"
     "check 'c' { on = 'stage', kind = 'hygiene', test = function() return 'm' end }",
     "error hygiene c stage:buy: m\n"},
    {"one that fails",
     "check 'c' { on = 'stage', test = function(s) return s.nam end }\n"
     "check 'd' { on = 'stage', test = function(s) return 'still asked' end }",
     "error policy rule-failed rule:c: The check 'c' failed on the stage 'Buying': policy.lua:3: a "
     "stage has no field \"nam\"; did you mean \"name\"?\n"
     "warning risk d stage:buy: still asked\n"},
    {"one that fails now and then",
     "check 'c' { on = 'unit', test = function(u)\n"
     "  if u.key == 'ops' or u.key == 'acme' then return 3 end return u.key end }",
     "error policy rule-failed rule:c: The check 'c' failed 2 times, first on the unit 'Acme': "
     "policy.lua:3: test must return nothing, or a message in quotes and perhaps the parties, but "
     "returned the number 3.\n"
     "warning risk c unit:billing: billing\n"
     "warning risk c unit:marketing: marketing\n"},
    {"one that counts",
     "local n = 0\ncheck 'c' { on = 'stage', test = function() n = n + 1 return 'm' end }",
     "error policy rule-failed rule:c: The check 'c' failed: it keeps 'n' between calls, so that "
     "its answer depends on their order.\n"
     "warning risk c stage:buy: m\n"},
    {"codes among core codes, rules among checks",
     "check 'zz' { test = function(t) if t.key == 'pay' then return 'm' end end }\n"
     "check 'aa' { test = function(t) if t.key == 'pay' then return 'm' end end }\n"
     "check 'q' { on = 'stage', test = function(t) error('x') end }\n"
     "rule 'p' { because = 'x', when = function() error('y') end, assign = { I = 'unit:ops' } }\n"
     "rule 's' { because = 'x', when = function() error('y') end, assign = { I = 'unit:ops' } }",
     "error policy rule-failed rule:p: The rule 'p' failed 2 times, first on the touchpoint 'Look "
     "around': policy.lua:6: y.\n"
     "error policy rule-failed rule:q: The check 'q' failed on the stage 'Buying': policy.lua:5: "
     "x.\n"
     "error policy rule-failed rule:s: The rule 's' failed 2 times, first on the touchpoint 'Look "
     "around': policy.lua:7: y.\n"
     "warning risk aa touchpoint:pay: m\n"
     "warning risk zz touchpoint:pay: m\n"},
    {"what a holder has, and others too",
     "check 'c' { on = 'position', test = function(p)\n"
     "  local a = p:letters('A')\n"
     "  if #a > 0 then return table.concat(a, ' ') .. #org.letters(a[1]).R end end }",
     "warning risk c position:coo: touchpoint:look touchpoint:pay1\n"},
    {"lines that lie",
     "check 'c' { on = 'stage', test = function()\n"
     "  return 'm\\nerror gap no-ceo enterprise: \\27[2K\\r nothing' end }",
     "warning risk c stage:buy: m error gap no-ceo enterprise:  [2K  nothing\n"},
};

/* Takes the folder out of the messages. */
static void add_without_folder(ri_text *out, const char *text)
{
    for (const char *at = NULL; (at = strstr(text, "/policy.lua:")) != NULL;) {
        const char *begin = at;
        while (begin > text && begin[-1] != ' ') {
            begin--;
        }
        ri_text_bytes(out, text, (size_t)(begin - text));
        text = at + 1;
    }
    ri_text_add(out, text);
}

static void finds(void **state)
{
    const struct row *row = *state;
    char policy[2048];
    ri_text raw = RI_TEXT_INIT;
    ri_text said = RI_TEXT_INIT;
    (void)snprintf(policy, sizeof policy, "%s%s", POLICY, row->checks);
    evaluation e = evaluate(ORGANIZATION, policy);
    add_findings(&raw, e.result);
    add_without_folder(&said, ri_text_string(&raw));
    assert_string_equal(ri_text_string(&said), row->expected);
    assert_int_equal(raci_result_failed(e.result, NULL),
                     strstr(row->expected, "rule-failed") != NULL);
    raci_result *counted = evaluation_check(&e, 1);
    assert_int_equal(counted->n_findings, 0);
    assert_memory_equal(counted->summary.kinds, e.result->summary.kinds,
                        sizeof counted->summary.kinds);
    assert_memory_equal(counted->summary.severities, e.result->summary.severities,
                        sizeof counted->summary.severities);
    raci_result_free(counted);
    ri_text_free(&raw);
    ri_text_free(&said);
    evaluation_free(&e);
}

/* ---- keys, routes, choices ---- */

static const ri_finding *own_finding(const raci_result *result, const char *code)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        if (strcmp(result->findings[i].code_name, code) == 0) {
            return &result->findings[i];
        }
    }
    fail_msg("there is no %s", code);
    return NULL;
}

static void has_a_key_of_its_name(void **state)
{
    (void)state;
    static const char identity[] = "a name: with “all” of it\nstage:buy\n\n\n";
    char expected[17];
    ri_digest digest;
    evaluation e = evaluate(ORGANIZATION, POLICY "check 'a name: with “all” of it' { on = 'stage',"
                                                 " test = function() return 'm' end }");
    ri_digest_begin(&digest);
    ri_digest_add(&digest, identity, sizeof identity - 1);
    ri_digest_end(&digest, expected, 16);
    assert_string_equal(own_finding(e.result, "a name: with “all” of it")->key, expected);
    evaluation_free(&e);
}

/* The parties and the check are the fingerprint; the message is not. */
static void changes_with_its_parties(void **state)
{
    static const char *const answers[] = {"'m', 'position:coo'", "'n', { 'unit:ops' }",
                                          "'m', 'position:cmo'"};
    char prints[3][17];
    (void)state;
    for (size_t i = 0; i < COUNT(answers); i++) {
        char policy[512];
        (void)snprintf(policy, sizeof policy,
                       POLICY "check 'c' { on = 'stage', test = function() return %s end }",
                       answers[i]);
        evaluation e = evaluate(ORGANIZATION, policy);
        memcpy(prints[i], own_finding(e.result, "c")->fingerprint, sizeof prints[i]);
        evaluation_free(&e);
    }
    assert_string_equal(prints[0], prints[1]);
    assert_string_not_equal(prints[0], prints[2]);
}

struct route {
    const char *name;
    const char *check; /* fields beside on and test */
    const char *more;
    const char *parties;
    const char *to; /* "" for nobody, "-" where it does not escalate */
};

static const struct route routes[] = {
    {"a risk", "severity = 'error'", "", "", "-"},
    {"a conflict that is an error", "kind = 'conflict', severity = 'error'", "", "", "cxo"},
    {"a gap that is an error", "kind = 'gap', severity = 'error'", "", "", "cxo"},
    {"a gap that is a warning", "kind = 'gap'", "", "", "-"},
    {"a gap made an error", "kind = 'gap'", "checks { c = { severity = 'error' } }", "", "cxo"},
    {"one that is among also", "kind = 'hygiene', severity = 'info'", "escalation { also = 'c' }",
     "", "cxo"},
    {"one that is among never", "kind = 'gap', severity = 'error'", "escalation { never = 'c' }",
     "", "-"},
    {"the CXO is a party", "kind = 'gap', severity = 'error'", "", ", 'office:cxo'", "ceo"},
};

static void goes_to(void **state)
{
    const struct route *row = *state;
    char policy[1024];
    (void)snprintf(policy, sizeof policy,
                   POLICY "check 'c' { on = 'stage', %s, test = function() return 'm'%s end }\n%s",
                   row->check, row->parties, row->more);
    evaluation e = evaluate(ORGANIZATION, policy);
    const ri_finding *finding = own_finding(e.result, "c");
    assert_int_equal(finding->escalate.any, row->to[0] != '-');
    if (finding->escalate.any) {
        const uint32_t to = ri_ref_index(finding->escalate.to);
        assert_string_equal(e.result->snapshot->positions.rows.key[to], row->to);
    }
    evaluation_free(&e);
}

#define TWO                                                                                        \
    POLICY "check 'one thing' { on = 'stage', test = function() return 'm' end }\n"                \
           "check 'two' { on = 'stage', test = function() error('no') end }\n"

static void are_chosen_by_name(void **state)
{
    (void)state;
    evaluation e = evaluate(ORGANIZATION, TWO);
    const char *code = "one thing";
    raci_check_options options = {.date = "2026-07-01", .codes = &code, .n_codes = 1};
    raci_result *result = NULL;
    raci_error err = {0};
    assert_int_equal(raci_check(&result, e.model, e.policy, &options, &err), RACI_OK);
    assert_int_equal(result->n_findings, 1);
    assert_string_equal(result->findings[0].code_name, code);
    assert_int_equal(raci_result_failed(result, NULL), 1); /* shown or not */
    raci_finding finding;
    assert_int_equal(raci_result_finding(&finding, result, 0, NULL), RACI_OK);
    assert_string_equal(finding.code, code);
    assert_string_equal(finding.subject, "stage:buy");
    assert_string_equal(finding.kind, "risk");
    assert_null(finding.letter);
    raci_result_free(result);
    code = "one thin";
    assert_int_equal(raci_check(&result, e.model, e.policy, &options, &err), RACI_INVALID);
    assert_string_equal(err.message, "there is no check 'one thin'; did you mean 'one thing'?");
    evaluation_free(&e);
}

static void are_not_asked_about_one_subject(void **state)
{
    (void)state;
    evaluation e = evaluate(ORGANIZATION, POLICY "check 'c' { test = function() return 'm' end }\n"
                                                 "check 'd' { test = function() error('no') end }");
    raci_answer *answer = NULL;
    assert_int_equal(raci_ask(&answer, e.model, e.policy, "2026-07-01", "touchpoint:pay", NULL),
                     RACI_OK);
    assert_int_equal(raci_answer_failed(answer, NULL), 0);
    for (size_t i = 0; i < answer->n_findings; i++) {
        assert_true(answer->findings[i].code < RI_CODE_COUNT);
    }
    raci_answer_free(answer);
    evaluation_free(&e);
}

/* Whatever the files are called, and in whatever order their statements stand. */
static void do_not_depend_on_order(void **state)
{
    static const char *const policies[] = {
        "== a.lua\npolicy {}\nchecks { two = 'off' }\n"
        "== b.lua\ncheck 'one' { test = function(t) return t.key, t.letters.A end }\n"
        "check 'two' { test = function() return 'x' end }\n"
        "== c.lua\nrule 'r' { because = 'x', assign = { A = 'position:coo' } }\n",
        "== a.lua\nrule 'r' { because = 'x', assign = { A = 'position:coo' } }\n"
        "== b.lua\ncheck 'two' { test = function() return 'x' end }\n"
        "check 'one' { test = function(t) return t.key, t.letters.A end }\n"
        "== c.lua\nchecks { two = 'off' }\npolicy {}\n"};
    ri_text said[2] = {RI_TEXT_INIT, RI_TEXT_INIT};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        evaluation e = evaluate(ORGANIZATION, policies[i]);
        add_findings(&said[i], e.result);
        ri_text_add(&said[i], own_finding(e.result, "one")->fingerprint);
        evaluation_free(&e);
    }
    assert_string_equal(ri_text_string(&said[0]), ri_text_string(&said[1]));
    assert_true(said[0].length > 100);
    ri_text_free(&said[0]);
    ri_text_free(&said[1]);
}

/* One that never ends would take seconds for each thing. */
static void are_left_after_a_hundred_failures(void **state)
{
    (void)state;
    ri_text files = RI_TEXT_INIT;
    ri_text_add(&files, EVALUATION_ORGANIZATION "== channels.csv\nkey,name\n");
    for (int i = 0; i < 150; i++) {
        ri_text_format(&files, "c%03d,\n", i);
    }
    evaluation e = evaluate(ri_text_string(&files),
                            POLICY "check 'c' { on = 'channel', test = function(c)\n"
                                   "  if c.key < 'c010' then return 'm' end error('no') end }");
    assert_non_null(strstr(own_finding(e.result, "rule-failed")->message, "failed 100 times, "));
    assert_int_equal(e.result->summary.codes[RI_CODE_COUNT], 10);
    evaluation_free(&e);
    ri_text_free(&files);
}

/* ---- memory ---- */

static bool check_with_little_memory(void *payload)
{
    const evaluation *e = payload;
    raci_result *result = NULL;
    const raci_check_options options = {.date = "2026-07-01"};
    raci_status status = raci_check(&result, e->model, e->policy, &options, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    if (status == RACI_OK) {
        assert_int_equal(raci_result_failed(result, NULL), 0); /* never taken for a mistake */
        assert_string_equal(own_finding(result, "c")->message, "touchpoint:look 1");
    }
    raci_result_free(result);
    return status == RACI_OK;
}

static void survive_want_of_memory(void **state)
{
    (void)state;
    evaluation e =
        evaluate(ORGANIZATION, POLICY "check 'c' { on = 'position', test = function(p)\n"
                                      "  local a = p:letters('A')\n"
                                      "  if #a > 0 then return a[1] .. ' ' .. #org.letters(a[1]).R,"
                                      " org.letters(a[1]).R end end }");
    assert_true(with_all_failures(check_with_little_memory, &e) > 100);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_a_key_of_its_name),
        cmocka_unit_test(changes_with_its_parties),
        cmocka_unit_test(are_chosen_by_name),
        cmocka_unit_test(are_not_asked_about_one_subject),
        cmocka_unit_test(do_not_depend_on_order),
        cmocka_unit_test(are_left_after_a_hundred_failures),
        cmocka_unit_test(survive_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("findings", rows, finds) +
           RUN_ROWS("routes", routes, goes_to);
}
