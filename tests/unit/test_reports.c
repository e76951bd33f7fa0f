/* Every document in every format, while memory runs out: it fails as such, or
   gives the same bytes as with memory enough. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "raci.h"
#include "rows.h"

#define ACME "tests/golden/acme"
#define DATE "2026-03-01"
#define LAST 40 /* allocations before memory is enough: nothing may fail unseen behind the others */

static char folder[] = "/tmp/raci-reports-XXXXXX";
static char path[64];
static raci_model *model;
static raci_policy *policy;
static raci_result *result;
static raci_result *counts;
static raci_answer *answer;
static raci_answer *several;
static raci_answer *refused;
static raci_whatif *whatif;
static raci_whatif *impact;
static raci_scenario *scenario;
static char other_path[64];
static raci_model *other; /* the same, once some of it was changed, and changed back */
static raci_change *change;
static raci_change *undone;
static raci_log *changes;
static raci_diff *diff;
static char flawed_path[64];
static char cases_path[64];
static raci_policy *other_policy;
static raci_policy *flawed;
static raci_result *quiet;
static raci_tests *cases;
static raci_diff *policies;
static raci_lint *lint;
static raci_inbox *inbox;
static raci_packet *packet;
static raci_packet *packets; /* several that a text fits */

static int write_to_text(const char *data, size_t length, void *payload)
{
    ri_text *out = payload; /* its memory may fail, too */
    errno = ENOMEM;
    ri_text_bytes(out, data, length);
    return out->failed ? 1 : 0;
}

typedef raci_status (*report)(raci_format format, raci_write_fn write, void *payload,
                              raci_error *err);

static raci_status report_check(raci_format format, raci_write_fn write, void *payload,
                                raci_error *err)
{
    return raci_report_check(result, format, NULL, write, payload, err);
}

static raci_status report_annotated(raci_format format, raci_write_fn write, void *payload,
                                    raci_error *err)
{
    static const raci_format formats[] = {RACI_SARIF, RACI_GITHUB, RACI_JUNIT};
    const raci_look look = {.fail_on = RACI_INFO};
    return raci_report_check(result, formats[format % 3], &look, write, payload, err);
}

static raci_status report_meta(raci_format format, raci_write_fn write, void *payload,
                               raci_error *err)
{
    return raci_report_meta(model, policy, DATE, 1, format, NULL, write, payload, err);
}

static raci_status report_counts(raci_format format, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return raci_report_check(counts, format, NULL, write, payload, err);
}

static raci_status report_matrix(raci_format format, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return raci_report_matrix(result, NULL, RACI_BY_HOLDER, format, NULL, write, payload, err);
}

static raci_status report_grid(raci_format format, raci_write_fn write, void *payload,
                               raci_error *err)
{
    return raci_report_matrix(result, "live", RACI_BY_PERSON, format, NULL, write, payload, err);
}

static raci_status report_what(raci_format format, raci_write_fn write, void *payload,
                               raci_error *err)
{
    return raci_report_what(result, "Cy Moss", format, NULL, write, payload, err);
}

static raci_status report_who(raci_format format, raci_write_fn write, void *payload,
                              raci_error *err)
{
    return raci_report_who(answer, NULL, format, NULL, write, payload, err);
}

static raci_status report_several(raci_format format, raci_write_fn write, void *payload,
                                  raci_error *err)
{
    return raci_report_who(several, NULL, format, NULL, write, payload, err);
}

static raci_status report_why(raci_format format, raci_write_fn write, void *payload,
                              raci_error *err)
{
    return raci_report_why(answer, NULL, format, NULL, write, payload, err);
}

static raci_status report_why_not(raci_format format, raci_write_fn write, void *payload,
                                  raci_error *err)
{
    return raci_report_why_not(refused, format, NULL, write, payload, err);
}

static raci_status report_whatif(raci_format format, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return raci_report_whatif(whatif, format, NULL, write, payload, err);
}

static raci_status report_impact(raci_format format, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return raci_report_impact(impact, format, NULL, write, payload, err);
}

static raci_status report_change(raci_format format, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return raci_report_change(change, format, NULL, write, payload, err);
}

static raci_status report_undone(raci_format format, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return raci_report_change(undone, format, NULL, write, payload, err);
}

static raci_status report_log(raci_format format, raci_write_fn write, void *payload,
                              raci_error *err)
{
    return raci_report_log(changes, format, NULL, write, payload, err);
}

static raci_status report_diff(raci_format format, raci_write_fn write, void *payload,
                               raci_error *err)
{
    return raci_report_diff(diff, format, NULL, write, payload, err);
}

static raci_status report_diff_annotated(raci_format format, raci_write_fn write, void *payload,
                                         raci_error *err)
{
    static const raci_format formats[] = {RACI_SARIF, RACI_GITHUB, RACI_JUNIT};
    return raci_report_diff(diff, formats[format % 3], NULL, write, payload, err);
}

static raci_status report_power(raci_format format, raci_write_fn write, void *payload,
                                raci_error *err)
{
    return raci_report_power(result, "coo", format, NULL, write, payload, err);
}

static raci_status report_officers(raci_format format, raci_write_fn write, void *payload,
                                   raci_error *err)
{
    return raci_report_officers(result, format, NULL, write, payload, err);
}

static raci_status report_seams(raci_format format, raci_write_fn write, void *payload,
                                raci_error *err)
{
    return raci_report_seams(result, NULL, format, NULL, write, payload, err);
}

static raci_status report_inbox(raci_format format, raci_write_fn write, void *payload,
                                raci_error *err)
{
    return raci_report_inbox(inbox, format, NULL, write, payload, err);
}

static raci_status report_packet(raci_format format, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return raci_report_packet(packet, format, NULL, write, payload, err);
}

static raci_status report_packets(raci_format format, raci_write_fn write, void *payload,
                                  raci_error *err)
{
    return raci_report_packet(packets, format, NULL, write, payload, err);
}

static raci_status report_models(raci_format format, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return raci_report_models(NULL, 0, format, NULL, write, payload, err);
}

/* The first of the models; all of them where there is none. */
static raci_status report_model(raci_format format, raci_write_fn write, void *payload,
                                raci_error *err)
{
    raci_governance first;
    const char *name = raci_governance_at(&first, 0) ? first.name : NULL;
    return raci_report_models(name, 0, format, NULL, write, payload, err);
}

static raci_status report_page(raci_format format, raci_write_fn write, void *payload,
                               raci_error *err)
{
    const raci_report_content content = {.result = result, .inbox = inbox};
    (void)format;
    return raci_report_page(&content, write, payload, err);
}

static raci_status report_booklet(raci_format format, raci_write_fn write, void *payload,
                                  raci_error *err)
{
    const raci_report_content content = {.result = result, .inbox = inbox, .whatif = whatif};
    (void)format;
    return raci_report_booklet(&content, write, payload, err);
}

static raci_status report_lint(raci_format format, raci_write_fn write, void *payload,
                               raci_error *err)
{
    return raci_report_lint(lint, format, NULL, write, payload, err);
}

static raci_status report_lint_annotated(raci_format format, raci_write_fn write, void *payload,
                                         raci_error *err)
{
    static const raci_format formats[] = {RACI_SARIF, RACI_GITHUB, RACI_JUNIT};
    return raci_report_lint(lint, formats[format % 3], NULL, write, payload, err);
}

/* Nothing that it looked for is there. */
static raci_status report_quiet(raci_format format, raci_write_fn write, void *payload,
                                raci_error *err)
{
    static const raci_format formats[] = {RACI_SARIF, RACI_GITHUB, RACI_JUNIT};
    return raci_report_check(quiet, formats[format % 3], NULL, write, payload, err);
}

static raci_status report_tests(raci_format format, raci_write_fn write, void *payload,
                                raci_error *err)
{
    static const raci_format formats[] = {RACI_TEXT, RACI_JSON, RACI_TAP, RACI_JUNIT, RACI_LCOV};
    return raci_report_tests(cases, formats[format % 5], NULL, write, payload, err);
}

static raci_status report_policies(raci_format format, raci_write_fn write, void *payload,
                                   raci_error *err)
{
    const raci_look look = {.part = format == RACI_JSONL ? RACI_GENERAL : RACI_FINDINGS};
    return raci_report_diff(policies, format, &look, write, payload, err);
}

struct row {
    const char *name;
    report report;
};

static const struct row rows[] = {
    {"check", report_check},         {"check, counts only", report_counts},
    {"matrix", report_matrix},       {"matrix by person", report_grid},
    {"what", report_what},           {"who", report_who},
    {"who fits", report_several},    {"why", report_why},
    {"why not", report_why_not},     {"what if", report_whatif},
    {"impact", report_impact},       {"change", report_change},
    {"undo", report_undone},         {"log", report_log},
    {"diff", report_diff},           {"power", report_power},
    {"officers", report_officers},   {"seams", report_seams},
    {"inbox", report_inbox},         {"packet", report_packet},
    {"packet fits", report_packets}, {"models", report_models},
    {"one model", report_model},     {"annotated", report_annotated},
    {"meta", report_meta},           {"diff annotated", report_diff_annotated},
    {"page", report_page},           {"booklet", report_booklet},
    {"lint", report_lint},           {"lint annotated", report_lint_annotated},
    {"policies", report_policies},   {"nothing annotated", report_quiet},
    {"tests", report_tests},
};

/* Writes the document again while the allocation numbered `first` and all later ones fail: it is
   told, or it is the same. Gives whether it was written. */
static bool as_before(const struct row *row, raci_format format, const ri_text *whole,
                      ri_text *again, size_t first)
{
    raci_error err = {0};
    ri_text_renew(again);
    ri_alloc_fail_from(first);
    const raci_status status = row->report(format, write_to_text, again, &err);
    (void)ri_alloc_fail_from(SIZE_MAX);
    if (status == RACI_OK) {
        assert_string_equal(ri_text_string(whole), ri_text_string(again));
    } else {
        assert_int_equal(status, RACI_NOMEM);
        assert_int_equal(err.status, RACI_NOMEM);
    }
    return status == RACI_OK;
}

static void fails_for_want_of_memory(void **state)
{
    const struct row *row = *state;
    for (raci_format format = RACI_TEXT; format <= RACI_MD; format++) {
        ri_text whole = RI_TEXT_INIT;
        ri_text again = RI_TEXT_INIT;
        assert_int_equal(row->report(format, write_to_text, &whole, NULL), RACI_OK);
        size_t first = 0;
        while (!as_before(row, format, &whole, &again, first)) {
            first += 1 + first / 32; /* all of the first ones, some of the many others */
        }
        for (size_t last = 0; last < LAST && last < first; last++) {
            (void)as_before(row, format, &whole, &again, first - last - 1);
        }
        ri_text_free(&whole);
        ri_text_free(&again);
    }
}

/* Two changes of another model, of which the second is taken back. */
static bool change_other(void)
{
    static const char *const steps[2][2] = {
        {"move_unit { unit = 'support', parent = 'marketing' }",
         "appoint { position = 'support-head', person = { key = 'new', name = '<b>\"x' } }"},
        {"close_unit { unit = 'returns', into = 'support' }",
         "leave { person = 'gil-o-hara', on = '2026-05-01' }"}};
    const raci_apply_options how = {
        .date = DATE, .recorded_at = "2026-07-01T10:30:00Z", .because = "so | it is"};
    for (size_t i = 0; i < 2; i++) {
        raci_scenario *taken = NULL;
        raci_change_free(change);
        change = NULL;
        if (raci_scenario_of_steps(&taken, steps[i], 2, NULL, NULL, NULL) != RACI_OK) {
            return false;
        }
        const raci_scenario *const all[1] = {taken};
        const raci_status status = raci_apply(&change, other, all, 1, &how, NULL, NULL, NULL);
        raci_scenario_free(taken);
        if (status != RACI_OK) {
            return false;
        }
    }
    return raci_undo(&undone, other, 0, how.recorded_at, NULL, NULL, NULL) == RACI_OK &&
           raci_log_open(&changes, other, NULL) == RACI_OK &&
           raci_diff_models(&diff, model, other, "a", "b", policy, DATE, 1, NULL) == RACI_OK;
}

static bool ask_what_if(void)
{
    static const char *const steps[] = {"close_position { position = 'coo' }",
                                        "move_unit { unit = 'nowhere', parent = 'acme' }"};
    if (raci_scenario_of_steps(&scenario, steps, 2, NULL, NULL, NULL) != RACI_OK) {
        return false;
    }
    const raci_scenario *const all[1] = {scenario};
    const raci_whatif_options reorganized = {.date = DATE, .scenarios = all, .n_scenarios = 1};
    const raci_whatif_options leaving = {.date = DATE, .leaving = "unit:operations"};
    return raci_whatif_begin(&whatif, model, &reorganized, NULL, NULL, NULL) == RACI_OK &&
           raci_whatif_run(whatif, policy, 1, NULL) == RACI_OK &&
           raci_whatif_begin(&impact, model, &leaving, NULL, NULL, NULL) == RACI_OK &&
           raci_whatif_run(impact, policy, 1, NULL) == RACI_OK;
}

#define SO "and so on, since that is how it has always been done in this house, "

static const char flawed_policy[] =
    "policy { name = 'flawed' }\n"
    "rule 'a' { match = { key = 'checkout' }, assign = { A = 'position:ceo' } }\n"
    "rule 'b' { match = { key = 'checkout' }, assign = { A = 'position:cxo' } }\n"
    "-- raci: ignore duplicate-rule as " SO SO "\n"
    "rule 'c' { match = { key = 'checkout' }, assign = { A = 'position:cxo' } }\n"
    "check 'finds nothing' { because = '" SO SO SO SO "', test = function(t) end }\n";

static const char flawed_cases[] =
    "tests { organization = { units = { a = {} }, touchpoints = { checkout = { units = 'a' } } } }\n"
    "case '" SO SO "' { expect.accountable('checkout', 'unit:a') }\n"
    "case 'short' { expect.nobody('checkout', 'A') }\n";

static bool write_file(char out[64], const char *name, const char *text)
{
    (void)snprintf(out, 64, "%s/%s", folder, name);
    FILE *file = fopen(out, "w");
    const bool written = file != NULL && fputs(text, file) >= 0;
    return file != NULL && fclose(file) == 0 && written;
}

/* What rules say of each other, what another policy does otherwise, and what tests of one say. */
static bool analyse(void)
{
    const char *const paths[] = {flawed_path};
    const char *const tested[] = {cases_path};
    static const char *const codes[] = {"finds nothing"};
    const raci_lint_options how = {.date = DATE};
    const raci_check_options only = {.date = DATE, .codes = codes, .n_codes = 1};
    const raci_tests_options run = {.policies = paths, .n_policies = 1, .coverage = 1};
    return write_file(flawed_path, "flawed.lua", flawed_policy) &&
           write_file(cases_path, "flawed_test.lua", flawed_cases) &&
           raci_policy_load(&other_policy, model, NULL, 0, NULL, NULL, NULL) == RACI_OK &&
           raci_policy_load(&flawed, model, paths, 1, NULL, NULL, NULL) == RACI_OK &&
           raci_diff_policies(&policies, model, policy, other_policy, "a", "b", DATE, 1, NULL) ==
               RACI_OK &&
           raci_lint_run(&lint, model, flawed, &how, NULL) == RACI_OK &&
           raci_check(&quiet, model, flawed, &only, NULL) == RACI_OK &&
           raci_tests_open(&cases, tested, 1, NULL, NULL, NULL) == RACI_OK &&
           raci_tests_run(cases, &run, NULL, NULL, NULL) == RACI_OK;
}

static int set_up(void **state)
{
    static const char *const paths[] = {ACME "/policy.lua"};
    raci_check_options how = {.date = DATE};
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/m.db", folder);
    int failed = raci_model_create(&model, path, NULL) != RACI_OK;
    failed = failed || raci_model_import(model, ACME, 0, NULL, NULL, NULL, NULL) != RACI_OK;
    failed = failed || raci_policy_load(&policy, model, paths, 1, NULL, NULL, NULL) != RACI_OK;
    failed = failed || raci_check(&result, model, policy, &how, NULL) != RACI_OK;
    how.counts_only = 1;
    failed = failed || raci_check(&counts, model, policy, &how, NULL) != RACI_OK;
    failed = failed || raci_ask(&answer, model, policy, DATE, "refund", NULL) != RACI_OK;
    failed = failed || raci_ask_why_not(&refused, model, policy, DATE, "checkout", "A",
                                        "position:cmo", NULL) != RACI_OK;
    failed = failed || raci_inbox_new(&inbox, result, NULL, RACI_INBOX_ALL, NULL) != RACI_OK;
    failed = failed || raci_packet_new(&packet, result, "checkout", NULL) != RACI_OK;
    failed = failed || raci_packet_new(&packets, result, "delivery", NULL) != RACI_OK;
    failed = failed || raci_ask(&several, model, policy, DATE, "re", NULL) != RACI_OK;
    (void)snprintf(other_path, sizeof other_path, "%s/o.db", folder);
    failed = failed || raci_model_create(&other, other_path, NULL) != RACI_OK;
    failed = failed || raci_model_import(other, ACME, 0, NULL, NULL, NULL, NULL) != RACI_OK;
    failed = failed || !change_other() || !ask_what_if() || !analyse();
    return failed;
}

static int tear_down(void **state)
{
    (void)state;
    raci_whatif_free(whatif);
    raci_whatif_free(impact);
    raci_scenario_free(scenario);
    raci_diff_free(diff);
    raci_log_free(changes);
    raci_change_free(change);
    raci_change_free(undone);
    raci_model_close(other);
    (void)remove(other_path);
    raci_answer_free(answer);
    raci_answer_free(several);
    raci_answer_free(refused);
    raci_packet_free(packets);
    raci_packet_free(packet);
    raci_inbox_free(inbox);
    raci_lint_free(lint);
    raci_diff_free(policies);
    raci_result_free(quiet);
    raci_tests_free(cases);
    raci_policy_free(other_policy);
    raci_policy_free(flawed);
    (void)remove(flawed_path);
    (void)remove(cases_path);
    raci_result_free(counts);
    raci_result_free(result);
    raci_policy_free(policy);
    raci_model_close(model);
    (void)remove(path);
    return rmdir(folder);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++) {
        tests[i] = (struct CMUnitTest){rows[i].name, fails_for_want_of_memory, NULL, NULL, NULL};
        memcpy(&tests[i].initial_state, &(const void *){&rows[i]}, sizeof(void *));
    }
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
