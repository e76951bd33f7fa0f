/*
 * A test file's life: it is read, as Lua in a machine like a policy's or as sentences; what it
 * says is plain data, and the machine is gone.
 */
#include "policy/cases.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "policy/cases_read.h"

#define USUAL_DAY "2000-01-01" /* on an organization that stands in the file any day will do */

static bool ends_with(const char *name, const char *end)
{
    const size_t length = strlen(name);
    return length > strlen(end) && strcmp(name + length - strlen(end), end) == 0;
}

bool ri_is_case_file(const char *name)
{
    return ends_with(name, "_test.lua") || ends_with(name, ".case");
}

ri_case_organization *ri_case_organization_new(ri_case_file *file, ri_case_source source, int line)
{
    ri_case_organization *out = ri_arena_take(file->arena, sizeof *out);
    if (out != NULL) {
        *out = (ri_case_organization){
            .source = source, .file = file->file, .line = line, .before = file->organizations};
        file->organizations = out;
    }
    return out;
}

int32_t ri_case_usual_day(const ri_case_organization *organization)
{
    int32_t day = RI_DAY_MIN;
    if (organization != NULL && organization->source == RI_CASE_ROWS) {
        (void)ri_day_parse(USUAL_DAY, strlen(USUAL_DAY), &day);
    }
    return day;
}

bool ri_case_lacks_steps(const ri_case *one, const ri_expectation *expectation)
{
    return expectation->verb >= RI_EXPECT_MOVES && expectation->verb <= RI_EXPECT_HEALS &&
           one->after == NULL && one->after_file == NULL;
}

const char *ri_case_beside(const ri_case_file *file, const char *path)
{
    return ri_arena_format(file->arena, "%s%s", path[0] == '/' ? "" : file->folder, path);
}

const char *ri_case_golden(const ri_case_file *file, const char *name, const char **why)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789._-";
    const size_t length = strlen(name);
    *why = NULL;
    if (length == 0 || length > 100 || name[0] == '.' || strspn(name, allowed) != length) {
        *why = "must be of letters, digits, '_', '-' and '.', as the file beside the test is "
               "called, without .jsonl";
        return NULL;
    }
    return ri_arena_format(file->arena, "%s%s.jsonl", file->folder, name);
}

bool ri_case_document(const char *name)
{
    return strcmp(name, "check") == 0 || strcmp(name, "matrix") == 0 ||
           (strncmp(name, "matrix ", 7) == 0 && name[7] != '\0') ||
           (strncmp(name, "what ", 5) == 0 && name[5] != '\0');
}

raci_scenario *ri_case_scenario(ri_arena *arena, const char *file, int line,
                                ri_scenario_step *steps, uint32_t n)
{
    raci_scenario *scenario = ri_arena_take(arena, sizeof *scenario);
    if (scenario != NULL) {
        *scenario = (raci_scenario){.arena = arena,
                                    .name = "after",
                                    .file = file,
                                    .line = line,
                                    .effective = RI_DAY_MIN,
                                    .steps = steps,
                                    .n_steps = n};
    }
    return scenario;
}

/* ---- names ---- */

/* Places of cases, by their names; `context` are the cases. */
static int by_name(const void *a, const void *b, const void *context)
{
    const ri_case *cases = context;
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    const int order = strcmp(cases[x].name, cases[y].name);
    return order != 0 ? order : (x > y) - (x < y);
}

bool ri_case_names_judge(const ri_case_file *file, ri_faults *faults)
{
    uint32_t *places = ri_arena_array(file->arena, file->n + 1, sizeof *places);
    if (places == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < file->n; i++) {
        places[i] = i;
    }
    const bool sorted = ri_order(places, file->n, sizeof *places, by_name, file->cases);
    for (size_t i = 1; i < file->n && sorted; i++) {
        const ri_case *before = &file->cases[places[i - 1]];
        const ri_case *one = &file->cases[places[i]];
        if (one->line != before->line && strcmp(one->name, before->name) == 0) {
            ri_faults_add(faults, file->file, one->line,
                          "another case is called \"%s\": the one at line %d", one->name,
                          before->line);
        }
    }
    return sorted;
}

/* ---- reading ---- */

/* The policy is one in name only: it lends what a machine needs. */
static raci_status read_lua(ri_case_file *file, const char *path, raci_problem_fn problem,
                            void *payload, raci_error *err)
{
    ri_case_drafts drafts = {.file = file, .at = RI_DAY_MIN};
    raci_policy *policy = ri_arena_take(file->arena, sizeof *policy);
    if (policy == NULL) {
        return ri_fail_nomem(err);
    }
    ri_loader loader = {.policy = policy, .arena = file->arena, .cases = &drafts};
    loader.sources.arena = file->arena;
    loader.faults.arena = file->arena;
    loader.faults.data = &policy->data;
    policy->arena = file->arena;
    policy->loader = &loader;
    policy->subject = RI_NONE;
    raci_status status = ri_loader_run(&loader, &path, 1, err);
    if (status == RACI_OK) {
        ri_cases_finish(&loader);
        status = ri_faults_tell(&loader.faults, NULL, problem, payload, err);
    }
    ri_loader_free(&loader);
    ri_machine_free(policy->machine);
    return status;
}

static raci_status read_lines(ri_case_file *file, const char *path, raci_problem_fn problem,
                              void *payload, raci_error *err)
{
    ri_sources sources = {.arena = file->arena};
    raci_status status = ri_sources_read(&sources, &path, 1, err);
    if (status == RACI_OK && !ri_source_keep(&sources.items[0], file->arena)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = ri_case_lines_read(file, sources.items[0].bytes, sources.items[0].length, problem,
                                    payload, err);
    }
    ri_sources_free(&sources);
    return status;
}

raci_status ri_case_file_read(ri_case_file **out, const char *path, raci_problem_fn problem,
                              void *payload, raci_error *err)
{
    if (!ri_is_case_file(path)) {
        return ri_fail_at(err, RACI_INVALID, path, 0, 0,
                          "the name of a test file ends in _test.lua or .case");
    }
    const char *slash = strrchr(path, '/');
    const size_t folder = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    ri_arena *arena = ri_arena_new();
    ri_case_file *file = arena != NULL ? ri_arena_take(arena, sizeof *file) : NULL;
    if (file == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *file = (ri_case_file){.arena = arena,
                           .file = ri_arena_string(arena, path),
                           .folder = ri_arena_copy(arena, path, folder)};
    raci_status status = RACI_OK;
    if (file->file == NULL || file->folder == NULL) {
        status = ri_fail_nomem(err);
    } else if (ends_with(path, ".case")) {
        status = read_lines(file, path, problem, payload, err);
    } else {
        status = read_lua(file, path, problem, payload, err);
    }
    if (status != RACI_OK) {
        ri_case_file_free(file);
        return status;
    }
    *out = file;
    return RACI_OK;
}

void ri_case_file_free(ri_case_file *file)
{
    if (file == NULL) {
        return;
    }
    for (size_t i = 0; i < file->n; i++) {
        ri_free(file->cases[i].expects);
    }
    for (ri_case_organization *o = file->organizations; o != NULL; o = o->before) {
        ri_free(o->rows);
    }
    ri_free(file->cases);
    ri_arena_free(file->arena); /* the file itself lies in it */
}
