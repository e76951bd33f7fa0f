/* What whoever writes policies asks of the library: which files one was read from, what another
   one decides differently, and annotations for an editor. Only <raci.h> is used here. */
#define _POSIX_C_SOURCE 200809L

#include <raci.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ACME "tests/golden/acme"
#define DATE "2026-03-01"

typedef struct fixture {
    char folder[64];
    char path[96];
    raci_model *model;
    raci_policy *policy;
    raci_policy *other;
} fixture;

static int set_up(void **state)
{
    static const char *const paths[] = {ACME "/policy.lua"};
    static const char *const others[] = {ACME "/heads.txt"};
    static fixture f;
    (void)snprintf(f.folder, sizeof f.folder, "%s", "/tmp/raci-api-XXXXXX");
    if (mkdtemp(f.folder) == NULL) {
        return -1;
    }
    (void)snprintf(f.path, sizeof f.path, "%s/m.db", f.folder);
    assert_int_equal(raci_model_create(&f.model, f.path, NULL), RACI_OK);
    assert_int_equal(raci_model_import(f.model, ACME, 0, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_policy_load(&f.policy, f.model, paths, 1, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_policy_load(&f.other, f.model, others, 1, NULL, NULL, NULL), RACI_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    raci_policy_free(f->policy);
    raci_policy_free(f->other);
    raci_model_close(f->model);
    (void)unlink(f->path);
    return rmdir(f->folder);
}

static void tells_files(void **state)
{
    fixture *f = *state;
    raci_policy *shipped = NULL;
    assert_string_equal(raci_policy_file(f->policy, 0), ACME "/policy.lua");
    assert_null(raci_policy_file(f->policy, 1));
    assert_int_equal(raci_policy_load(&shipped, f->model, NULL, 0, NULL, NULL, NULL), RACI_OK);
    assert_null(raci_policy_file(shipped, 0));
    raci_policy_free(shipped);
}

/* ---- what is written ---- */

static char text[262144];

static int append(const char *data, size_t length, void *payload)
{
    const size_t used = strlen(text);
    (void)payload;
    assert_true(used + length < sizeof text);
    memcpy(text + used, data, length);
    text[used + length] = '\0';
    return 0;
}

static void tells_what_differs(void **state)
{
    fixture *f = *state;
    raci_diff *diff = NULL;
    raci_diff *same = NULL;
    assert_int_equal(
        raci_diff_policies(&diff, f->model, f->policy, f->other, "mine", "yours", DATE, 0, NULL),
        RACI_OK);
    assert_true(raci_diff_count(diff, RACI_ERROR) > 0);
    assert_int_equal(raci_diff_failed(diff, NULL), 0);
    for (raci_format format = RACI_TEXT; format <= RACI_JUNIT; format = (raci_format)(format + 1)) {
        text[0] = '\0';
        assert_int_equal(raci_report_diff(diff, format, NULL, append, NULL, NULL), RACI_OK);
        assert_non_null(strstr(text, "many-accountable"));
    }
    assert_int_equal(
        raci_diff_policies(&same, f->model, f->policy, f->policy, "", "", DATE, 0, NULL), RACI_OK);
    assert_int_equal(raci_diff_count(same, RACI_INFO), 0);
    text[0] = '\0';
    assert_int_equal(raci_report_diff(same, RACI_TEXT, NULL, append, NULL, NULL), RACI_OK);
    assert_non_null(strstr(text, "every letter stays where it is."));
    raci_diff_free(diff);
    raci_diff_free(same);
    diff = NULL;
    assert_int_equal(
        raci_diff_policies(&diff, f->model, f->policy, f->other, "", "", "soon", 0, NULL),
        RACI_INVALID);
    assert_null(diff);
}

static void annotates(void **state)
{
    fixture *f = *state;
    text[0] = '\0';
    assert_int_equal(raci_report_meta(NULL, NULL, NULL, 0, RACI_TEXT, NULL, append, NULL, NULL),
                     RACI_OK);
    assert_non_null(strstr(text, "---@alias raci.StageKey string\n"));
    text[0] = '\0';
    assert_int_equal(
        raci_report_meta(f->model, f->other, DATE, 1, RACI_TEXT, NULL, append, NULL, NULL),
        RACI_OK);
    assert_non_null(strstr(text, "---|\"position:coo\" # Chief Operations Officer\n"));
    assert_non_null(strstr(text, "---|\"person:dana-ruiz\" # Dana Ruiz\n"));
    assert_non_null(strstr(text, "---|\"answered-from-sales\"\n"));
    assert_int_equal(
        raci_report_meta(f->model, NULL, "soon", 0, RACI_TEXT, NULL, append, NULL, NULL),
        RACI_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tells_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_what_differs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(annotates, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
