/* Every check says what it finds, in a phrase that goes on from "Found when". */
#include <string.h>

#include "check/finding.h"
#include "rows.h"

static void every_code_says_something(void **state)
{
    const ri_policy_data policy = {.n_checks = 0};
    (void)state;
    for (int i = 0; i < RI_CODE_COUNT; i++) {
        const char *says = ri_code_says(&policy, (ri_code)i);
        assert_non_null(says);
        const size_t length = strlen(says);
        assert_true(length > 10 && length < 200);
        assert_true(says[0] >= 'a' && says[0] <= 'z');
        assert_true(says[length - 1] != '.' && says[length - 1] != ' ');
        assert_null(strpbrk(says, "`{}[]\\"));
        assert_null(strstr(says, "  "));
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(says, ri_code_says(&policy, (ri_code)k));
        }
    }
}

static void own_checks_give_their_reason(void **state)
{
    ri_own_check checks[2] = {{.name = "a", .because = "so", .severity = RI_ERROR},
                              {.name = "b", .severity = RI_INFO}};
    const ri_policy_data policy = {.checks = checks, .n_checks = 2};
    const ri_code first = RI_CODE_COUNT;
    (void)state;
    assert_string_equal(ri_code_says(&policy, first), "so");
    assert_null(ri_code_says(&policy, (ri_code)(first + 1)));
    assert_int_equal(ri_code_severity(&policy, first), RACI_ERROR);
    assert_int_equal(ri_code_severity(&policy, (ri_code)(first + 1)), RACI_INFO);
    assert_int_equal(ri_code_severity(&policy, RI_NO_CEO), RACI_ERROR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_says_something),
        cmocka_unit_test(own_checks_give_their_reason),
    };
    return cmocka_run_group_tests_name("codes say", tests, NULL, NULL);
}
