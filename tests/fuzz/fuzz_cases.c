/*
 * Any bytes as a file of tests, in sentences or, after a first line "--", in Lua: refused with a
 * reason, or run over a policy; what is told of it acts on nothing, and breaks no document.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_ground.h"

static const char plain[] =
    "policy { name = \"plain\" }\n"
    "rule \"heads answer\" { because = \"so\", assign = { A = head_of_delivering_unit(),"
    " R = delivering_units() } }\n";

static void tell(const raci_tests *tests, raci_format format)
{
    ri_text out = RI_TEXT_INIT;
    raci_error err = {0};
    const raci_look look = {.columns = 80};
    REQUIRE(raci_report_tests(tests, format, &look, ground_add, &out, &err) == RACI_OK);
    ground_harmless(ri_text_string(&out));
    if (format == RACI_JSON) {
        ground_json(&out);
    }
    ri_text_free(&out);
}

static void run(raci_tests *tests)
{
    size_t told = 0;
    raci_error err = {0};
    const raci_tests_options options = {.coverage = 1};
    const raci_status status = raci_tests_run(tests, &options, ground_problem, &told, &err);
    if (status != RACI_OK) {
        ground_refused(status, &err);
        return;
    }
    REQUIRE(raci_tests_failed(tests) <= raci_tests_count(tests));
    REQUIRE(raci_tests_covered(tests) >= 0 && raci_tests_covered(tests) <= 100);
    tell(tests, RACI_TEXT);
    tell(tests, RACI_JSON);
    tell(tests, RACI_JUNIT);
    tell(tests, RACI_TAP);
    tell(tests, RACI_LCOV);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[SCRATCH_PATH];
    size_t told = 0;
    raci_error err = {0};
    raci_tests *tests = NULL;
    ground *g = ground_get();
    const bool lua = n >= 2 && memcmp(bytes, "--", 2) == 0;
    const char *name = lua ? "one_test.lua" : "one.case";
    scratch_write(&g->s, "policy.lua", plain, strlen(plain));
    scratch_write(&g->s, name, bytes, n);
    const char *paths[] = {scratch_path(&g->s, name, path)};
    const raci_status status = raci_tests_open(&tests, paths, 1, ground_problem, &told, &err);
    if (status == RACI_OK) {
        run(tests);
    } else {
        ground_refused(status, &err);
    }
    raci_tests_free(tests);
    REQUIRE(unlink(path) == 0);
    return 0;
}
