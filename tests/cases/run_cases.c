/*
 * Runs every block of the *.test files beside it: see README.md.
 */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "case_file.h"
#include "case_print.h"
#include "rows.h"

#include <raci.h>

typedef struct bench { /* where a block is run */
    char dir[256];
    raci_model *model;
    raci_policy *policy;
} bench;

static const case_block *blocks_read;
static size_t n_blocks_read;

/* ---- setting up ---- */

static void write_file(const char *dir, const char *name, const char *text)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, strlen(text), out), strlen(text));
    assert_int_equal(fclose(out), 0);
}

static void say_problem(const char *file, int line, int column, const char *message, void *payload)
{
    (void)payload;
    print_error("%s:%d:%d: %s\n", file, line, column, message);
}

static void set_up(bench *b, const case_block *block)
{
    char path[512];
    raci_error err = {0};
    const char *tmp = getenv("TMPDIR");
    (void)snprintf(b->dir, sizeof b->dir, "%s/raci-case-XXXXXX", tmp != NULL ? tmp : "/tmp");
    assert_non_null(mkdtemp(b->dir));
    for (size_t i = 0; i < block->n_sections; i++) {
        const char *name = block->sections[i].name;
        if (strchr(name, '.') != NULL) {
            write_file(b->dir, name, block->sections[i].text);
        }
    }
    (void)snprintf(path, sizeof path, "%s/raci.db", b->dir);
    raci_status status = raci_model_create(&b->model, path, &err);
    if (status == RACI_OK) {
        status = raci_model_import(b->model, b->dir, 0, NULL, say_problem, NULL, &err);
    }
    const char *paths[1] = {path};
    (void)snprintf(path, sizeof path, "%s/policy.lua", b->dir);
    if (status == RACI_OK) {
        status = raci_policy_load(&b->policy, b->model, paths, 1, say_problem, NULL, &err);
    }
    if (status != RACI_OK) {
        fail_msg("%s", err.message);
    }
}

static void remove_all(const char *dir)
{
    DIR *folder = opendir(dir);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char path[768];
        (void)snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
        if (entry->d_name[0] != '.') {
            (void)unlink(path);
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    (void)rmdir(dir);
}

static void tear_down(bench *b)
{
    raci_policy_free(b->policy);
    raci_model_close(b->model);
    remove_all(b->dir);
}

static raci_result *check(const bench *b, const case_block *block, int counts_only)
{
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = block->date, .counts_only = counts_only};
    if (raci_check(&result, b->model, b->policy, &options, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return result;
}

/* ---- what must be so for every block ---- */

static void expect_lines(const char *what, const ri_text *found, const char *expected)
{
    assert_false(found->failed);
    if (strcmp(ri_text_string(found), expected) != 0) {
        (void)fprintf(stderr, "%s: expected\n%sfound\n%s", what, expected, ri_text_string(found));
        fail();
    }
}

static void expect_identities(const raci_result *result)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        char key[17];
        char fingerprint[17];
        case_expected_key(key, result->resolver, finding);
        case_expected_fingerprint(fingerprint, result->resolver, finding);
        assert_string_equal(finding->key, key);
        assert_string_equal(finding->fingerprint, fingerprint);
        assert_non_null(finding->message);
        if (finding->code < RI_CODE_COUNT) { /* else in the words of the policy */
            assert_int_equal(finding->message[strlen(finding->message) - 1], '.');
        }
        assert_null(strchr(finding->message, '\n'));
    }
}

/* A cause is always a root: it has none itself. */
static void expect_roots(const raci_result *result)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        for (size_t j = 0; j < result->n_findings; j++) {
            if (strcmp(result->findings[i].cause, result->findings[j].key) == 0) {
                assert_string_equal(result->findings[j].cause, "");
            }
        }
    }
}

static void expect_counts(const bench *b, const case_block *block, const raci_result *result)
{
    raci_result *counted = check(b, block, 1);
    assert_int_equal(counted->n_findings, 0);
    const uint32_t codes = ri_code_total(ri_resolver_policy(result->resolver));
    assert_memory_equal(counted->summary.codes, result->summary.codes,
                        codes * sizeof *result->summary.codes);
    ri_summary summary = result->summary;
    summary.codes = counted->summary.codes;
    assert_memory_equal(&counted->summary, &summary, sizeof summary);
    assert_int_equal(raci_result_failed(counted, NULL), raci_result_failed(result, NULL));
    raci_result_free(counted);
}

/* Whether a question about the subject finds this too. */
static bool is_asked(const ri_finding *finding, const char *subject)
{
    const ri_check_info *info =
        finding->code < RI_CODE_COUNT ? ri_check_info_of(finding->code) : NULL;
    bool local = info != NULL && (info->local != NULL || info->passage != NULL);
    return local && strcmp(finding->subject_text, subject) == 0;
}

static void expect_same(const ri_finding *asked, const ri_finding *checked)
{
    assert_string_equal(asked->key, checked->key);
    assert_string_equal(asked->fingerprint, checked->fingerprint);
    assert_string_equal(asked->message, checked->message);
    assert_string_equal(asked->cause, checked->cause);
    assert_int_equal(asked->severity, checked->severity);
    assert_int_equal(asked->escalate.any, checked->escalate.any);
    assert_int_equal(asked->escalate.n_path, checked->escalate.n_path);
    assert_int_equal(asked->escalate.to == RI_NONE, checked->escalate.to == RI_NONE);
}

static void expect_answer(const bench *b, const case_block *block, const raci_result *result,
                          const char *subject)
{
    raci_answer *answer = NULL;
    raci_error err = {0};
    if (raci_ask(&answer, b->model, b->policy, block->date, subject, &err) != RACI_OK) {
        fail_msg("%s: %s", subject, err.message);
    }
    assert_int_equal(raci_answer_candidates(answer), 0);
    size_t at = 0;
    for (size_t i = 0; i < answer->n_findings; i++) {
        if (answer->findings[i].code == RI_RULE_FAILED) {
            continue;
        }
        while (at < result->n_findings && !is_asked(&result->findings[at], subject)) {
            at++;
        }
        if (at == result->n_findings) {
            fail_msg("%s: only the question finds: %s", subject, answer->findings[i].message);
        }
        expect_same(&answer->findings[i], &result->findings[at++]);
    }
    for (; at < result->n_findings; at++) {
        if (is_asked(&result->findings[at], subject)) {
            fail_msg("%s: the question misses: %s", subject, result->findings[at].message);
        }
    }
    raci_answer_free(answer);
}

static void expect_answers(const bench *b, const case_block *block, const raci_result *result)
{
    ri_text subject = RI_TEXT_INIT;
    uint32_t n = ri_subject_count(result->snapshot);
    for (uint32_t i = 0; i < n; i++) {
        ri_text_clear(&subject);
        ri_snapshot_reference(result->snapshot, ri_subject_at(result->snapshot, i), &subject);
        expect_answer(b, block, result, ri_text_string(&subject));
    }
    ri_text_free(&subject);
}

static size_t count_code(const raci_result *result, const char *code)
{
    int number = ri_code_find(code);
    assert_true(number >= 0);
    return result->summary.codes[number];
}

/* ---- the tests ---- */

static void run_block(void **state)
{
    const case_block *block = *state;
    const char *matrix = case_section_text(block, "matrix");
    const char *findings = case_section_text(block, "findings");
    bench b = {.model = NULL};
    ri_text found = RI_TEXT_INIT;
    assert_non_null(findings);
    set_up(&b, block);
    raci_result *result = check(&b, block, 0);
    if (matrix != NULL) {
        case_print_matrix(&found, result);
        expect_lines("matrix", &found, matrix);
        ri_text_clear(&found);
    }
    case_print_findings(&found, result);
    expect_lines("findings", &found, findings);
    ri_text_free(&found);
    if (block->code != NULL) {
        assert_int_equal(count_code(result, block->code) > 0, block->expects == CASE_FIRES);
    }
    expect_identities(result);
    expect_roots(result);
    expect_counts(&b, block, result);
    expect_answers(&b, block, result);
    raci_result_free(result);
    tear_down(&b);
}

/* Every check has a block in which it fires, is silent, and nearly fires. */
static void every_check_has_cases(void **state)
{
    (void)state;
    for (int code = 0; code < RI_CODE_COUNT; code++) {
        bool has[4] = {false};
        for (size_t i = 0; i < n_blocks_read; i++) {
            const case_block *block = &blocks_read[i];
            if (block->code != NULL &&
                strcmp(block->code, ri_check_info_of((ri_code)code)->name) == 0) {
                has[block->expects] = true;
            }
        }
        if (!has[CASE_FIRES] || !has[CASE_SILENT] || !has[CASE_NEAR]) {
            fail_msg("%s needs cases: fires %d, silent %d, near %d",
                     ri_check_info_of((ri_code)code)->name, has[CASE_FIRES], has[CASE_SILENT],
                     has[CASE_NEAR]);
        }
    }
}

static int is_case_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".test") == 0;
}

static void read_blocks(case_block **blocks, size_t *n)
{
    struct dirent **files = NULL;
    int count = scandir(CASES, &files, is_case_file, alphasort);
    for (int i = 0; i < count; i++) {
        case_file_read(CASES, files[i]->d_name, blocks, n);
        free(files[i]);
    }
    free(files);
}

int main(void)
{
    case_block *blocks = NULL;
    size_t n = 0;
    read_blocks(&blocks, &n);
    blocks_read = blocks;
    n_blocks_read = n;
    const struct CMUnitTest whole[] = {cmocka_unit_test(every_check_has_cases)};
    int failed = run_rows("cases", blocks, n, sizeof *blocks, run_block);
    failed += cmocka_run_group_tests_name("coverage", whole, NULL, NULL);
    case_blocks_free(blocks, n);
    return failed;
}
