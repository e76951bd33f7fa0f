#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"
#include "policy/shipped_models.h"

static void finds_each(void **state)
{
    raci_governance model;
    raci_governance found;
    char before[RACI_GOVERNANCE_NAME] = "";
    (void)state;
    for (size_t i = 0; raci_governance_at(&model, i); i++) {
        assert_true(strcmp(before, model.name) < 0);
        memcpy(before, model.name, sizeof before);
        assert_int_equal(raci_governance_find(&found, model.name, NULL), RACI_OK);
        assert_ptr_equal(found.text, model.text);
        assert_int_equal(strlen(model.text), model.length);
        assert_string_equal(ri_governance_file(model.name)->path, model.file);
    }
}

static void finds_no_other(void **state)
{
    static const char *const names[] = {
        "",
        "xyzzy-plugh",
        "../default",
        "models",
        "strategic-guide.lua",
        "a/b",
        "../checks/schemes",
        "a-name-that-is-much-longer-than-any-that-a-governance-model-could-ever-have-in-its-file"};
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        raci_governance model;
        raci_error err = {0};
        assert_null(ri_governance_file(names[i]));
        assert_int_equal(raci_governance_find(&model, names[i], &err), RACI_NOTFOUND);
        assert_non_null(strstr(err.message, "there is no governance model '"));
    }
}

/* Every model loads by its name, and its one file is a root. */
static void loads_by_name(void **state)
{
    raci_governance model;
    raci_model *acme = organization(policy_organization);
    (void)state;
    for (size_t i = 0; raci_governance_at(&model, i); i++) {
        const char *path = model.name;
        loaded l = policy_load_paths(acme, "", &path, 1);
        assert_string_equal(ri_text_string(&l.problems), "");
        assert_int_equal(l.status, RACI_OK);
        policy_unload(&l);
    }
    raci_model_close(acme);
}

/* A name with one letter more is nobody's, and near to the model's. */
static void suggests_the_nearest(void **state)
{
    raci_governance model;
    (void)state;
    for (size_t i = 0; raci_governance_at(&model, i); i++) {
        char mistyped[RACI_GOVERNANCE_NAME + 1];
        char near[RACI_GOVERNANCE_NAME] = "";
        const char *path = mistyped;
        (void)snprintf(mistyped, sizeof mistyped, "%sx", model.name);
        assert_true(ri_governance_near(near, mistyped));
        assert_string_equal(near, model.name);
        loaded l = policy_load_paths(NULL, "", &path, 1);
        assert_int_equal(l.status, RACI_NOTFOUND);
        assert_non_null(strstr(l.err.message, "did you mean the governance model '"));
        assert_non_null(strstr(l.err.message, model.name));
        policy_unload(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each),
        cmocka_unit_test(finds_no_other),
        cmocka_unit_test(loads_by_name),
        cmocka_unit_test(suggests_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
