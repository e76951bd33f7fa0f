/* Tests of policies, through the public contract alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <raci.h>

static const char policy[] = "policy { name = 'p' }\n"
                             "rule 'lead' { assign = { A = 'position:lead' } }\n";
static const char cases[] =
    "tests { organization = { positions = { 'lead' }, touchpoints = { 'bill' } } }\n"
    "case 'holds' { expect.accountable('bill', 'lead') }\n"
    "case 'fails' { expect.nobody('bill', 'A'), expect.golden('g', 'matrix') }\n";

static const char policy_path[] = "policy_tests.lua";
static const char cases_path[] = "policy_tests_test.lua";

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

typedef struct printed {
    char bytes[8192];
    size_t length;
} printed;

static int print(const char *data, size_t length, void *payload)
{
    printed *to = payload;
    assert_true(to->length + length < sizeof to->bytes);
    memcpy(to->bytes + to->length, data, length);
    to->length += length;
    to->bytes[to->length] = '\0';
    return 0;
}

static int by_name(const char *name, void *payload)
{
    return strcmp(name, payload) == 0;
}

static raci_status compare(int *same, char found[RACI_GOLDEN_FOUND], const raci_golden *golden,
                           void *payload, raci_error *err)
{
    static printed to;
    (void)payload;
    to.length = 0;
    assert_string_equal(golden->path, "g.jsonl");
    assert_int_equal(raci_report_golden(golden->result, "nothing", print, &to, NULL), RACI_INVALID);
    const raci_status status =
        raci_report_golden(golden->result, golden->document, print, &to, err);
    assert_non_null(strstr(to.bytes, "position:lead"));
    *same = 0;
    (void)snprintf(found, RACI_GOLDEN_FOUND, "it is otherwise");
    return status;
}

static void runs_and_tells(void **state)
{
    static printed to;
    static char name[] = "holds";
    const char *policies[] = {policy_path};
    const char *paths[] = {cases_path};
    raci_tests *tests = NULL;
    raci_tests_options how = {.policies = policies, .n_policies = 1, .golden = compare};
    (void)state;
    write_file(policy_path, policy);
    write_file(cases_path, cases);
    assert_int_equal(raci_tests_open(&tests, paths, 1, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_tests_run(tests, &how, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_tests_count(tests), 2);
    assert_int_equal(raci_tests_failed(tests), 1);
    assert_int_equal(raci_tests_covered(tests), 100);
    assert_string_equal(raci_tests_source(tests, 0), cases_path);
    for (int format = RACI_TEXT; format <= RACI_LCOV; format++) {
        const raci_status status =
            raci_report_tests(tests, (raci_format)format, NULL, print, &to, NULL);
        if (format == RACI_SARIF || format == RACI_GITHUB) {
            assert_int_equal(status, RACI_INVALID);
        } else {
            assert_int_equal(status, RACI_OK);
            assert_true(format == RACI_LCOV || strstr(to.bytes, "it is otherwise") != NULL);
        }
        to.length = 0;
        to.bytes[0] = '\0';
    }
    how.wanted = by_name;
    how.payload = name;
    how.coverage = 1;
    assert_int_equal(raci_tests_run(tests, &how, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_tests_count(tests), 1);
    assert_int_equal(raci_tests_failed(tests), 0);
    assert_int_equal(raci_report_tests(tests, RACI_LCOV, NULL, print, &to, NULL), RACI_OK);
    assert_non_null(strstr(to.bytes, "SF:policy_tests.lua\n"));
    raci_tests_free(tests);
    raci_tests_free(NULL);
    assert_int_equal(remove(policy_path), 0);
    assert_int_equal(remove(cases_path), 0);
}

static void what_is_no_test(void **state)
{
    const char *paths[] = {"nowhere"};
    raci_tests *tests = NULL;
    (void)state;
    assert_int_equal(raci_tests_open(&tests, paths, 1, NULL, NULL, NULL), RACI_NOTFOUND);
    assert_null(tests);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(runs_and_tells),
                                       cmocka_unit_test(what_is_no_test)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
