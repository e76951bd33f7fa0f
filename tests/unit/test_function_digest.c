/* When functions of two policies are the same: by their code and what they hold. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"

typedef struct twins {
    const char *name;
    const char *one; /* what stands before `when = function(s) return f(s) end` … */
    const char *when;
    const char *other;
    const char *when_other;
    bool same;
} twins;

static const twins rows_of_twins[] = {
    {"the same", "", "s.order == 1", "", "s.order == 1", true},
    {"another constant", "", "s.order == 1", "", "s.order == 2", false},
    {"a number and a text", "", "s.order == 1", "", "s.order == '1'", false},
    {"an integer and a float", "", "s.order == 1", "", "s.order == 1.0", false},
    {"another operator", "", "s.order < 4", "", "s.order <= 4", false},
    {"another field", "", "s.order == 1", "", "s.criticality == 1", false},
    {"elsewhere in the file", "", "s.order == 1", "\n\n\n", "s.order == 1\n", true},
    {"what a variable is called", "local a = 5", "s.order == a", "local b = 5", "s.order == b",
     true},
    {"what a variable holds", "local a = 5", "s.order == a", "local a = 6", "s.order == a", false},
    {"a text with a NUL", "local a = 'x\\0y'", "s.key == a", "local a = 'x\\0z'", "s.key == a",
     false},
    {"nil and false", "local a", "s.key == a", "local a = false", "s.key == a", false},
    {"a table in another order", "local t = { x = 1, y = 2 }", "t[s.key]",
     "local t = { y = 2, x = 1 }", "t[s.key]", true},
    {"keys and values the other way", "local t = { x = 'y' }", "t[s.key]", "local t = { y = 'x' }",
     "t[s.key]", false},
    {"a longer table", "local t = { 1, 2 }", "t[s.order]", "local t = { 1, 2, 3 }", "t[s.order]",
     false},
    {"a function that is called", "local function f(s) return s.order end", "f(s)",
     "local function g(t)\n return t.order\nend", "g(s)", true},
    {"another function that is called", "local function f(s) return s.order end", "f(s)",
     "local function f(s) return s.criticality end", "f(s)", false},
    {"a function that calls itself", "local function f(n) return n < 1 or f(n - 1) end", "f(1)",
     "local function g(n) return n < 1 or g(n - 1) end", "g(1)", true},
    {"functions that call each other",
     "local g local function f(n) return g(n) end g = function(n) return f(n) end", "f(1)",
     "local g local function f(n) return g(n) end g = function(n) return g(n) end", "f(1)", false},
    {"a name of the file", "least = 3", "s.order >= least", "least = 3", "s.order >= least", true},
    {"another value of it", "least = 3", "s.order >= least", "least = 4", "s.order >= least",
     false},
    {"a function of the library", "local f = string.lower", "f(s.key) == s.key",
     "local g = string.lower", "g(s.key) == s.key", true},
    {"another one", "local f = string.lower", "f(s.key) == s.key", "local f = string.upper",
     "f(s.key) == s.key", false},
    {"a function within", "", "(function(x) return x == 1 end)(s.order)", "\n",
     "(function(y)\n return y == 1 end)(s.order)", true},
    {"a parameter", "local n = param('n', 2)", "s.order == n", "local n = param('n', 3)",
     "s.order == n", false},
};

static raci_policy *load(raci_model *model, const char *before, const char *when)
{
    ri_text text = RI_TEXT_INIT;
    ri_text_format(&text,
                   "policy { name = \"p\" }\n%s\nrule \"a\" { when = function(s) return %s end, "
                   "assign = { A = \"position:coo\" } }\n",
                   before, when);
    raci_policy *policy = policy_of(model, ri_text_string(&text));
    ri_text_free(&text);
    return policy;
}

static void digest_of(raci_policy *policy, char digest[65])
{
    assert_int_equal(ri_policy_function_digest(policy, policy_rule(policy, "a")->when, digest),
                     RACI_OK);
}

static void tells_twins(void **state)
{
    const twins *x = *state;
    char digests[2][65];
    raci_model *model = organization(policy_organization);
    raci_policy *one = load(model, x->one, x->when);
    raci_policy *other = load(model, x->other, x->when_other);
    digest_of(one, digests[0]);
    digest_of(other, digests[1]);
    assert_int_equal(strlen(digests[0]), 64);
    assert_int_equal(strcmp(digests[0], digests[1]) == 0, x->same);
    raci_policy_free(one);
    raci_policy_free(other);
    raci_model_close(model);
}

/* What holds very much, or holds it very deep, has no digest. */
static void gives_up(void **state)
{
    static const char *const much[] = {
        "local t = {} for i = 1, 5000 do t[i] = i end",
        "local t = {} for i = 1, 100 do t = { t } end",
    };
    (void)state;
    raci_model *model = organization(policy_organization);
    for (size_t i = 0; i < sizeof much / sizeof *much; i++) {
        char digest[65];
        raci_policy *policy = load(model, much[i], "t[s.order] ~= nil");
        digest_of(policy, digest);
        assert_string_equal(digest, "");
        raci_policy_free(policy);
    }
    raci_model_close(model);
}

static bool digest_in_memory(void *payload)
{
    raci_policy *policy = payload;
    char digest[65];
    const raci_status status =
        ri_policy_function_digest(policy, policy_rule(policy, "a")->when, digest);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    return status == RACI_OK;
}

/* A function that cannot be read for want of memory is not one that has no digest. */
static void tells_exhausted_memory(void **state)
{
    (void)state;
    raci_model *model = organization(policy_organization);
    raci_policy *policy = load(model, "", "s.order == 1");
    assert_true(with_all_failures(digest_in_memory, policy) > 0);
    raci_policy_free(policy);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_up),
                                       cmocka_unit_test(tells_exhausted_memory)};
    int failed = RUN_ROWS("function digests", rows_of_twins, tells_twins);
    return failed + cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
