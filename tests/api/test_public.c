/* The library as its users see it: <raci.h> and nothing else. Every function is
   used here, from a new model to a printed report. */
#define _POSIX_C_SOURCE 200809L

#include <raci.h>

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ACME "tests/golden/acme"
#define DATE "2026-03-01"

/* For each test a folder, and there a model of the small organization. */
typedef struct fixture {
    char folder[64];
    char path[128];
    raci_model *model;
    raci_policy *policy;
} fixture;

/* What a report wrote; NUL-terminated. */
typedef struct printed {
    char bytes[65536];
    size_t length;
    int stop;  /* the writer's answer; 0 to go on */
    int leave; /* in errno */
} printed;

static int print(const char *data, size_t length, void *payload)
{
    printed *to = payload;
    if (to->stop != 0) {
        errno = to->leave;
        return to->stop;
    }
    assert_true(to->length + length < sizeof to->bytes);
    memcpy(to->bytes + to->length, data, length);
    to->length += length;
    to->bytes[to->length] = '\0';
    return 0;
}

static void count_problem(const char *file, int line, int column, const char *message,
                          void *payload)
{
    assert_non_null(file);
    assert_true(line >= 0 && column >= 0);
    assert_true(message[0] != '\0');
    ++*(size_t *)payload;
}

static void remove_folder(const char *path)
{
    char inside[512];
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        (void)snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
        (void)unlink(inside);
    }
    (void)closedir(folder);
    assert_int_equal(rmdir(path), 0);
}

static int set_up(void **state)
{
    static const char *const paths[] = {ACME "/policy.lua"};
    static fixture f;
    raci_error err = {0};
    raci_import_counts counts = {0};
    size_t problems = 0;
    (void)snprintf(f.folder, sizeof f.folder, "%s", "/tmp/raci-api-XXXXXX");
    if (mkdtemp(f.folder) == NULL) {
        return -1;
    }
    (void)snprintf(f.path, sizeof f.path, "%s/m.db", f.folder);
    assert_int_equal(raci_model_create(&f.model, f.path, &err), RACI_OK);
    assert_int_equal(raci_model_import(f.model, ACME, 0, &counts, count_problem, &problems, &err),
                     RACI_OK);
    assert_int_equal(counts.updated + counts.unchanged + problems, 0);
    assert_true(counts.files > 10 && counts.added > 40);
    assert_int_equal(raci_policy_load(&f.policy, f.model, paths, 1, count_problem, &problems, &err),
                     RACI_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    raci_policy_free(f->policy);
    raci_model_close(f->model);
    remove_folder(f->folder);
    return 0;
}

/* ---- models ---- */

static void opens_models(void **state)
{
    fixture *f = *state;
    raci_model *model = NULL;
    raci_error err = {0};
    assert_int_equal(raci_model_create(&model, f->path, &err), RACI_EXISTS);
    assert_null(model);
    assert_int_equal(err.status, RACI_EXISTS);
    assert_int_equal(raci_model_open(&model, "/nowhere/m.db", 0, &err), RACI_NOTFOUND);
    assert_int_equal(err.status, RACI_EXISTS); /* the first error wins */
    assert_int_equal(raci_model_open(&model, ACME "/units.csv", 0, NULL), RACI_FORMAT);
    assert_null(model);
    assert_int_equal(raci_model_open(&model, f->path, 0, NULL), RACI_OK);
    raci_model_close(model);
    raci_model_close(NULL);
}

static void digests_follow_the_content(void **state)
{
    fixture *f = *state;
    raci_model *second = NULL;
    const char *digest = NULL;
    char first[65];
    char path[128];
    char folder[128];
    (void)snprintf(path, sizeof path, "%s/second.db", f->folder);
    (void)snprintf(folder, sizeof folder, "%s/out", f->folder);
    assert_int_equal(raci_model_digest(&digest, f->model, NULL), RACI_OK);
    assert_int_equal(strlen(digest), 64);
    (void)snprintf(first, sizeof first, "%s", digest);
    assert_int_equal(raci_model_export(f->model, folder, NULL), RACI_OK);
    assert_int_equal(raci_model_create(&second, path, NULL), RACI_OK);
    assert_int_equal(raci_model_import(second, folder, 1, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_model_digest(&digest, second, NULL), RACI_OK);
    assert_string_not_equal(digest, first); /* a dry run keeps nothing */
    assert_int_equal(raci_model_import(second, folder, 0, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_model_digest(&digest, second, NULL), RACI_OK);
    assert_string_equal(digest, first);
    raci_model_close(second);
    remove_folder(folder);
}

static void tells_all_problems(void **state)
{
    fixture *f = *state;
    raci_error err = {0};
    size_t problems = 0;
    char folder[128];
    char path[160];
    (void)snprintf(folder, sizeof folder, "%s/broken", f->folder);
    (void)snprintf(path, sizeof path, "%s/units.csv", folder);
    assert_int_equal(raci_model_export(f->model, folder, NULL), RACI_OK);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs("key,parent\nx,nowhere\ny,nowhere\nNOT A KEY,\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(raci_model_import(f->model, folder, 0, NULL, count_problem, &problems, &err),
                     RACI_INPUT);
    assert_true(problems >= 3);
    assert_int_equal(err.status, RACI_INPUT);
    remove_folder(folder);
}

static int take_first_key(const char *key, int whole, void *payload)
{
    assert_true(whole);
    (void)snprintf(payload, 64, "%s", key);
    return 1;
}

static void tells_keys(void **state)
{
    char first[64] = "";
    fixture *f = *state;
    assert_int_equal(
        raci_model_keys(f->model, "touchpoint", "ref", 10, take_first_key, first, NULL), RACI_OK);
    assert_string_equal(first, "refund");
    assert_int_equal(raci_model_keys(f->model, "letter", "", 10, take_first_key, first, NULL),
                     RACI_INVALID);
}

static void tells_checks(void **state)
{
    size_t n = 0;
    (void)state;
    for (; raci_check_code(n) != NULL; n++) {
        assert_true(n == 0 || strcmp(raci_check_code(n - 1), raci_check_code(n)) < 0);
    }
    assert_true(n > 20);
}

/* ---- policies ---- */

static void loads_policies(void **state)
{
    static const char *const missing[] = {"/nowhere/p.lua"};
    static const char *const no_policy[] = {ACME "/units.csv"};
    fixture *f = *state;
    raci_policy *policy = NULL;
    raci_error err = {0};
    size_t problems = 0;
    assert_string_equal(raci_policy_name(f->policy), "acme");
    assert_string_equal(raci_policy_version(f->policy), "2026.2");
    assert_int_equal(strlen(raci_policy_digest(f->policy)), 64);
    assert_string_equal(raci_policy_letter(f->policy, 0), "A");
    assert_string_equal(raci_policy_letter(f->policy, 3), "R");
    assert_null(raci_policy_letter(f->policy, 4));
    assert_int_equal(raci_policy_load(&policy, f->model, missing, 1, NULL, NULL, NULL),
                     RACI_NOTFOUND);
    assert_int_equal(
        raci_policy_load(&policy, f->model, no_policy, 1, count_problem, &problems, &err),
        RACI_POLICY);
    assert_true(problems > 0 && err.message[0] != '\0' && err.line > 0);
    assert_null(policy);
    assert_int_equal(raci_policy_load(&policy, f->model, NULL, 0, NULL, NULL, NULL), RACI_OK);
    assert_string_equal(raci_policy_name(policy), "default");
    raci_policy_free(policy);
    raci_policy_free(NULL);
}

/* ---- evaluation ---- */

static raci_result *check(fixture *f, const char *const *codes, size_t n, int counts_only)
{
    raci_check_options how = {DATE, counts_only, codes, n, 0, 0, NULL};
    raci_result *result = NULL;
    raci_error err = {0};
    assert_int_equal(raci_check(&result, f->model, f->policy, &how, &err), RACI_OK);
    assert_int_equal(err.status, RACI_OK);
    return result;
}

static void gives_findings(void **state)
{
    fixture *f = *state;
    raci_result *result = check(f, NULL, 0, 0);
    raci_finding before = {0};
    raci_finding finding = {0};
    size_t n = raci_result_findings(result);
    size_t errors = 0;
    assert_true(n > 5);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(raci_result_finding(&finding, result, i, NULL), RACI_OK);
        assert_int_equal(strlen(finding.key), 16);
        assert_int_equal(strlen(finding.fingerprint), 16);
        assert_true(finding.message[0] != '\0' && finding.kind[0] != '\0');
        assert_true(before.subject == NULL || strcmp(before.subject, finding.subject) <= 0);
        assert_true(finding.letter == NULL || strlen(finding.letter) == 1);
        errors += finding.severity == RACI_ERROR;
        before = finding;
    }
    assert_int_equal(raci_result_count(result, RACI_ERROR), errors);
    assert_int_equal(raci_result_count(result, RACI_INFO), n);
    assert_int_equal(raci_result_finding(&finding, result, n, NULL), RACI_INVALID);
    assert_int_equal(raci_result_failed(result, NULL), 0);
    raci_result_free(result);
    raci_result_free(NULL);
}

static void keeps_what_is_asked_for(void **state)
{
    static const char *const codes[] = {"contested"};
    static const char *const unknown[] = {"contestd"};
    fixture *f = *state;
    raci_result *result = check(f, codes, 1, 0);
    raci_finding finding = {0};
    assert_int_equal(raci_result_findings(result), 1);
    assert_int_equal(raci_result_finding(&finding, result, 0, NULL), RACI_OK);
    assert_string_equal(finding.code, "contested");
    assert_string_equal(finding.subject, "touchpoint:checkout");
    assert_string_equal(finding.letter, "A");
    raci_result_free(result);
    result = check(f, NULL, 0, 1);
    assert_int_equal(raci_result_findings(result), 0);
    assert_true(raci_result_count(result, RACI_ERROR) > 0);
    raci_result_free(result);
    raci_check_options how = {DATE, 0, unknown, 1, 0, 0, NULL};
    raci_error err = {0};
    result = NULL;
    assert_int_equal(raci_check(&result, f->model, f->policy, &how, &err), RACI_INVALID);
    assert_non_null(strstr(err.message, "'contested'"));
    how = (raci_check_options){"2026-02-30", 0, NULL, 0, 0, 0, NULL};
    assert_int_equal(raci_check(&result, f->model, f->policy, &how, NULL), RACI_INVALID);
    assert_null(result);
}

static void answers_questions(void **state)
{
    fixture *f = *state;
    raci_answer *answer = NULL;
    raci_error err = {0};
    assert_int_equal(raci_ask(&answer, f->model, f->policy, DATE, "checkout", &err), RACI_OK);
    assert_int_equal(raci_answer_candidates(answer), 0);
    assert_int_equal(raci_answer_failed(answer, NULL), 0);
    raci_answer_free(answer);
    assert_int_equal(raci_ask(&answer, f->model, f->policy, DATE, "re", &err), RACI_OK);
    assert_true(raci_answer_candidates(answer) > 1);
    raci_answer_free(answer);
    answer = NULL;
    assert_int_equal(raci_ask(&answer, f->model, f->policy, DATE, "chekout", &err), RACI_OK);
    assert_int_equal(raci_answer_candidates(answer), 0);
    raci_answer_free(answer);
    answer = NULL;
    assert_int_equal(raci_ask(&answer, f->model, f->policy, DATE, "chekout xyzzy", &err),
                     RACI_NOTFOUND);
    assert_non_null(strstr(err.message, "checkout"));
    assert_null(answer);
    raci_answer_free(NULL);
}

static void finds_holders(void **state)
{
    fixture *f = *state;
    raci_holders *holders = NULL;
    raci_error err = {0};
    assert_int_equal(raci_holders_find(&holders, f->model, DATE, "chief", &err), RACI_OK);
    assert_true(raci_holders_count(holders) > 1);
    assert_non_null(strstr(raci_holders_reference(holders, 0), "position:"));
    assert_null(raci_holders_reference(holders, raci_holders_count(holders)));
    raci_holders_free(holders);
    holders = NULL;
    assert_int_equal(raci_holders_find(&holders, f->model, DATE, "xyzzy", &err), RACI_NOTFOUND);
    assert_null(holders);
    raci_holders_free(NULL);
}

static void tells_of_rules_that_fail(void **state)
{
    fixture *f = *state;
    char path[128];
    const char *const paths[] = {path};
    (void)snprintf(path, sizeof path, "%s/fails.lua", f->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs("policy { name = \"fails\" }\n"
                      "rule \"it fails\" { because = \"x\", assign = { A = \"position:coo\" },\n"
                      "  when = function(t) return t.criticality < \"x\" end }\n",
                      file) >= 0);
    assert_int_equal(fclose(file), 0);
    raci_policy_free(f->policy);
    f->policy = NULL;
    assert_int_equal(raci_policy_load(&f->policy, f->model, paths, 1, NULL, NULL, NULL), RACI_OK);
    raci_result *result = check(f, NULL, 0, 0);
    raci_error err = {0};
    assert_int_not_equal(raci_result_failed(result, &err), 0);
    assert_string_equal(err.file, path);
    assert_int_equal(err.line, 3);
    raci_result_free(result);
    raci_answer *answer = NULL;
    err = (raci_error){0};
    assert_int_equal(raci_ask(&answer, f->model, f->policy, DATE, "refund", &err), RACI_OK);
    assert_int_not_equal(raci_answer_failed(answer, &err), 0);
    assert_int_equal(err.line, 3);
    raci_answer_free(answer);
}

/* ---- reports ---- */

static void reports_in_every_format(void **state)
{
    static const char *const names[] = {"text", "json", "jsonl", "csv", "md"};
    static printed to;
    fixture *f = *state;
    raci_look look = {.columns = 60, .colour = 1};
    raci_answer *answer = NULL;
    raci_result *result = check(f, NULL, 0, 0);
    raci_imported imported = {"org", {1, 2, 3, 4, 0}};
    const char *const written = "raci.db";
    assert_int_equal(raci_ask(&answer, f->model, f->policy, DATE, "refund", NULL), RACI_OK);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        raci_format format = RACI_TEXT;
        assert_int_equal(raci_format_parse(&format, names[i], NULL), RACI_OK);
        assert_int_equal(format, (raci_format)i);
        assert_string_equal(raci_format_name(format), names[i]);
        to.length = 0;
        assert_int_equal(raci_report_check(result, format, &look, print, &to, NULL), RACI_OK);
        assert_non_null(strstr(to.bytes, "contested"));
        to.length = 0;
        assert_int_equal(
            raci_report_matrix(result, "buy", RACI_BY_HOLDER, format, NULL, print, &to, NULL),
            RACI_OK);
        assert_null(strstr(to.bytes, "refund"));
        to.length = 0;
        assert_int_equal(raci_report_what(result, "coo", format, NULL, print, &to, NULL), RACI_OK);
        assert_non_null(strstr(to.bytes, "refund"));
        to.length = 0;
        assert_int_equal(raci_report_who(answer, "A", format, NULL, print, &to, NULL), RACI_OK);
        assert_non_null(strstr(to.bytes, "Chief Operations Officer"));
        to.length = 0;
        assert_int_equal(raci_report_why(answer, NULL, format, NULL, print, &to, NULL), RACI_OK);
        assert_non_null(strstr(to.bytes, "disputes have two parents"));
        to.length = 0;
        assert_int_equal(raci_report_import(&imported, 1, 0, format, NULL, print, &to, NULL),
                         RACI_OK);
        assert_int_equal(raci_report_written(&written, 1, format, NULL, print, &to, NULL), RACI_OK);
        assert_non_null(strstr(to.bytes, "raci.db"));
    }
    for (raci_format format = RACI_SARIF; format <= RACI_JUNIT;
         format = (raci_format)(format + 1)) {
        raci_format parsed = RACI_TEXT;
        assert_int_equal(raci_format_parse(&parsed, raci_format_name(format), NULL), RACI_OK);
        assert_int_equal(parsed, format);
        to.length = 0;
        assert_int_equal(raci_report_check(result, format, NULL, print, &to, NULL), RACI_OK);
        assert_non_null(strstr(to.bytes, "contested"));
        assert_int_equal(raci_report_who(answer, "A", format, NULL, print, &to, NULL),
                         RACI_INVALID);
    }
    assert_string_equal(raci_format_name(RACI_LCOV), "lcov");
    assert_string_equal(raci_format_name(RACI_HTML), "html");
    assert_null(raci_format_name((raci_format)(RACI_HTML + 1)));
    assert_int_equal(raci_report_who(answer, "A", RACI_HTML, NULL, print, &to, NULL), RACI_INVALID);
    assert_int_equal(raci_report_who(answer, "A", RACI_TAP, NULL, print, &to, NULL), RACI_INVALID);
    raci_answer_free(answer);
    raci_result_free(result);
}

static void reports_fail_as_they_say(void **state)
{
    static printed to;
    fixture *f = *state;
    raci_answer *answer = NULL;
    raci_result *result = check(f, NULL, 0, 0);
    raci_format format = RACI_TEXT;
    raci_error err = {0};
    assert_int_equal(raci_format_parse(&format, "jsno", &err), RACI_INVALID);
    assert_non_null(strstr(err.message, "'json'"));
    assert_int_equal(
        raci_report_matrix(result, "nowhere", RACI_BY_HOLDER, RACI_JSON, NULL, print, &to, NULL),
        RACI_NOTFOUND);
    assert_int_equal(raci_report_what(result, "nobody", RACI_JSON, NULL, print, &to, NULL),
                     RACI_NOTFOUND);
    assert_int_equal(raci_ask(&answer, f->model, f->policy, DATE, "refund", NULL), RACI_OK);
    assert_int_equal(raci_report_who(answer, "X", RACI_JSON, NULL, print, &to, NULL), RACI_INVALID);
    assert_int_equal(raci_report_why(answer, "X", RACI_JSON, NULL, print, &to, NULL), RACI_INVALID);
    assert_int_equal(to.length, 0); /* nothing was written */
    to.stop = 1;
    assert_int_equal(raci_report_check(result, RACI_JSON, NULL, print, &to, NULL), RACI_STOPPED);
    to.leave = ENOSPC;
    assert_int_equal(raci_report_check(result, RACI_JSON, NULL, print, &to, NULL), RACI_IO);
    raci_answer_free(answer);
    raci_result_free(result);
}

static void reports_errors(void **state)
{
    static printed to;
    raci_error error = {RACI_INPUT, 0, 0, "", "two errors"};
    raci_error where[] = {{RACI_INPUT, 2, 5, "units.csv", "no \"x\""},
                          {RACI_INPUT, 0, 0, "seats.csv", "empty"}};
    (void)state;
    assert_int_equal(raci_report_error(&error, where, 2, print, &to, NULL), RACI_OK);
    assert_string_equal(
        to.bytes, "{\"error\":{\"message\":\"two errors\",\"where\":["
                  "{\"file\":\"units.csv\",\"line\":2,\"column\":5,\"message\":\"no \\\"x\\\"\"},"
                  "{\"file\":\"seats.csv\",\"line\":null,\"column\":null,"
                  "\"message\":\"empty\"}]}}\n");
}

/* ---- the rest ---- */

static void names_things(void **state)
{
    (void)state;
    assert_string_equal(raci_status_name(RACI_NOTFOUND), "not found");
    assert_non_null(strchr(raci_version(), '.'));
    static const char *const names[] = {"check", "matrix", "who"};
    assert_string_equal(raci_text_nearest("chekc", names, 3), "check");
    assert_null(raci_text_nearest("something else", names, 3));
}

static void carries_samples(void **state)
{
    char name[RACI_SAMPLE_NAME];
    const char *path = NULL;
    const char *bytes = NULL;
    size_t length = 0;
    size_t tables = 0;
    size_t policies = 0;
    (void)state;
    assert_int_equal(raci_sample_name(name, 0), 1);
    for (size_t i = 0; raci_sample_file(&path, &bytes, &length, name, i, NULL) == RACI_OK; i++) {
        assert_non_null(bytes);
        tables += strcmp(path, "units.csv") == 0;
        policies += strncmp(path, "policy/", 7) == 0;
    }
    assert_int_equal(tables, 1);
    assert_true(policies > 0);
    assert_int_equal(raci_sample_name(name, 1000), 0);
    assert_int_equal(raci_sample_file(&path, &bytes, &length, "no such", 0, NULL), RACI_NOTFOUND);
}

static void carries_governance_models(void **state)
{
    static printed to;
    raci_governance model = {.name = "untouched"};
    raci_error err = {0};
    size_t n = 0;
    (void)state;
    for (raci_governance found; raci_governance_at(&found, n); n++) {
        assert_int_equal(raci_governance_find(&model, found.name, NULL), RACI_OK);
        assert_string_equal(model.text, found.text);
        to.length = 0;
        assert_int_equal(raci_report_models(found.name, 1, RACI_TEXT, NULL, print, &to, &err),
                         RACI_OK);
        assert_string_equal(to.bytes, found.text);
    }
    assert_int_equal(raci_governance_find(&model, "no such", &err), RACI_NOTFOUND);
    assert_int_equal(raci_report_models(NULL, 0, RACI_JSON, NULL, print, &to, NULL), RACI_OK);
    assert_int_equal(raci_report_models(NULL, 1, RACI_TEXT, NULL, print, &to, NULL), RACI_INVALID);
    assert_int_equal(raci_report_models("no such", 0, RACI_TEXT, NULL, print, &to, NULL),
                     RACI_NOTFOUND);
}

static void reports_power_and_seams(void **state)
{
    static printed to;
    fixture *f = *state;
    raci_result *result = check(f, NULL, 0, 0);
    raci_error err = {0};
    to.length = 0;
    assert_int_equal(raci_report_power(result, "position:coo", RACI_JSON, NULL, print, &to, &err),
                     RACI_OK);
    assert_non_null(strstr(to.bytes, "{\"holder\":\"position:coo\""));
    to.length = 0;
    assert_int_equal(raci_report_officers(result, RACI_CSV, NULL, print, &to, &err), RACI_OK);
    assert_non_null(strstr(to.bytes, "office,holder,title,"));
    to.length = 0;
    assert_int_equal(raci_report_seams(result, "live", RACI_JSON, NULL, print, &to, &err), RACI_OK);
    assert_non_null(strstr(to.bytes, "{\"summary\":{\"passages\":"));
    assert_int_equal(raci_report_power(result, "xyzzy", RACI_JSON, NULL, print, &to, NULL),
                     RACI_NOTFOUND);
    assert_int_equal(raci_report_seams(result, "xyzzy", RACI_JSON, NULL, print, &to, NULL),
                     RACI_NOTFOUND);
    to.stop = 1;
    assert_int_equal(raci_report_seams(result, NULL, RACI_TEXT, NULL, print, &to, NULL),
                     RACI_STOPPED);
    raci_result_free(result);
}

/* What waits, and all about the first of it. */
static void reports_what_waits(void **state)
{
    static printed to;
    fixture *f = *state;
    raci_result *result = check(f, NULL, 0, 0);
    raci_inbox *inbox = NULL;
    raci_packet *packet = NULL;
    raci_error err = {0};
    assert_int_equal(raci_inbox_new(&inbox, result, NULL, RACI_INBOX_OPEN, &err), RACI_OK);
    assert_true(raci_inbox_waiting(inbox) > 0);
    to.length = 0;
    assert_int_equal(raci_report_inbox(inbox, RACI_JSON, NULL, print, &to, &err), RACI_OK);
    const char *at = strstr(to.bytes, "{\"state\":\"waits\",\"key\":\"");
    assert_non_null(at);
    char key[17] = "";
    memcpy(key, at + strlen("{\"state\":\"waits\",\"key\":\""), 16);
    assert_int_equal(raci_packet_new(&packet, result, key, &err), RACI_OK);
    assert_int_equal(raci_packet_candidates(packet), 0);
    to.length = 0;
    assert_int_equal(raci_report_packet(packet, RACI_JSON, NULL, print, &to, &err), RACI_OK);
    assert_non_null(strstr(to.bytes, key));
    assert_non_null(strstr(to.bytes, "\"options\":["));
    raci_packet_free(packet);
    packet = NULL;
    assert_int_equal(raci_packet_new(&packet, result, "xyzzy", NULL), RACI_NOTFOUND);
    assert_null(packet);
    to.stop = 1;
    assert_int_equal(raci_report_inbox(inbox, RACI_TEXT, NULL, print, &to, NULL), RACI_STOPPED);
    raci_inbox_free(inbox);
    raci_result_free(result);
}

static void holds_bytes_back(void **state)
{
    static printed to;
    raci_buffer *buffer = NULL;
    raci_error err = {0};
    (void)state;
    assert_int_equal(raci_buffer_new(&buffer, &err), RACI_OK);
    for (int i = 0; i < 6000; i++) {
        assert_int_equal(raci_buffer_write("0123456789", 10, buffer), 0);
    }
    assert_int_equal(raci_text_show("a\033b", raci_buffer_write, buffer, &err), RACI_OK);
    assert_int_equal(raci_buffer_send(buffer, print, &to, &err), RACI_OK);
    assert_int_equal(to.length, 60010);
    assert_string_equal(to.bytes + 60000, "a\\u{001B}b");
    to.stop = 1;
    assert_int_equal(raci_buffer_send(buffer, print, &to, &err), RACI_STOPPED);
    to.leave = EIO;
    assert_int_equal(raci_buffer_send(buffer, print, &to, NULL), RACI_IO);
    raci_buffer_free(buffer);
    raci_buffer_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(opens_models, set_up, tear_down),
        cmocka_unit_test_setup_teardown(digests_follow_the_content, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_all_problems, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_keys, set_up, tear_down),
        cmocka_unit_test(tells_checks),
        cmocka_unit_test_setup_teardown(loads_policies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gives_findings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_what_is_asked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(answers_questions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_holders, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_of_rules_that_fail, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_in_every_format, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_fail_as_they_say, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_power_and_seams, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_what_waits, set_up, tear_down),
        cmocka_unit_test(reports_errors),
        cmocka_unit_test(names_things),
        cmocka_unit_test(carries_samples),
        cmocka_unit_test(carries_governance_models),
        cmocka_unit_test(holds_bytes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
