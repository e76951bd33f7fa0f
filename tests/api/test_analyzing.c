/* The analysis of a policy, as users of the library see it. */
#include <raci.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct printed {
    char bytes[16384];
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

static void names_its_checks(void **state)
{
    size_t n = 0;
    (void)state;
    for (; raci_lint_code(n) != NULL; n++) {
        assert_true(n == 0 || strcmp(raci_lint_code(n - 1), raci_lint_code(n)) < 0);
    }
    assert_int_equal(n, 9);
}

static void analyzes_without_a_model(void **state)
{
    static printed to;
    const char *paths[] = {"rules/default.lua"};
    const char *codes[] = {"dead-rule", "no such"};
    raci_lint_options how = {.date = "2026-03-01"};
    raci_policy *policy = NULL;
    raci_lint *lint = NULL;
    raci_error err = {0};
    (void)state;
    assert_int_equal(raci_policy_load(&policy, NULL, paths, 1, NULL, NULL, &err), RACI_OK);
    assert_int_equal(raci_lint_run(&lint, NULL, policy, &how, &err), RACI_OK);
    assert_int_equal(raci_lint_count(lint, RACI_INFO), 0);
    assert_int_equal(raci_report_lint(lint, RACI_JSON, NULL, print, &to, &err), RACI_OK);
    assert_non_null(strstr(to.bytes, "\"model\":null"));
    assert_non_null(
        strstr(to.bytes, "\"findings\":[],\"more\":[],\"ignored\":[],\"without_reason\":[]"));
    raci_lint_free(lint);
    lint = NULL;
    how.codes = codes;
    how.n_codes = 2;
    assert_int_equal(raci_lint_run(&lint, NULL, policy, &how, &err), RACI_INVALID);
    assert_null(lint);
    assert_non_null(strstr(err.message, "'no such'"));
    how = (raci_lint_options){.date = "soon"};
    assert_int_equal(raci_lint_run(&lint, NULL, policy, &how, NULL), RACI_INVALID);
    raci_lint_free(NULL);
    raci_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_its_checks),
        cmocka_unit_test(analyzes_without_a_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
