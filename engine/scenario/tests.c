/*
 * Tests: their files are read, each is run with its policy, and what failed is kept.
 */
#define _POSIX_C_SOURCE 200809L

#include "scenario/tests.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

/* ---- the files ---- */

typedef struct path_list {
    const char **items;
    size_t n;
    size_t capacity;
} path_list;

static raci_status list_folder(path_list *out, ri_arena *arena, const char *folder, raci_error *err)
{
    const size_t first = out->n;
    const size_t length = strlen(folder);
    DIR *dir = opendir(folder);
    raci_status status = RACI_OK;
    if (dir == NULL) {
        return ri_fail_at(err, RACI_IO, folder, 0, 0, "the folder cannot be read: %s",
                          strerror(errno));
    }
    while (status == RACI_OK) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (entry == NULL) {
            status = errno == 0 ? RACI_OK
                                : ri_fail_at(err, RACI_IO, folder, 0, 0,
                                             "the folder cannot be read: %s", strerror(errno));
            break;
        }
        if (entry->d_name[0] == '.' || !ri_is_case_file(entry->d_name)) {
            continue;
        }
        const char *between = length > 0 && folder[length - 1] == '/' ? "" : "/";
        const char *path = strcmp(folder, ".") == 0
                               ? ri_arena_string(arena, entry->d_name)
                               : ri_arena_format(arena, "%s%s%s", folder, between, entry->d_name);
        if (path == NULL || !RI_PUSH(out->items, out->n, out->capacity, path)) {
            status = ri_fail_nomem(err);
        }
    }
    (void)closedir(dir);
    if (status == RACI_OK && out->n == first) {
        return ri_fail_at(err, RACI_NOTFOUND, folder, 0, 0,
                          "the folder has no tests: no *_test.lua and no *.case directly in it");
    }
    if (status == RACI_OK && !ri_order_texts(out->items + first, out->n - first)) {
        status = ri_fail_nomem(err);
    }
    return status;
}

static raci_status list_paths(path_list *out, ri_arena *arena, const char *const *given, size_t n,
                              raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; i < n && status == RACI_OK; i++) {
        struct stat info;
        if (stat(given[i], &info) != 0) {
            status =
                ri_fail_at(err, RACI_NOTFOUND, given[i], 0, 0, "there is no such file or folder");
        } else if (S_ISDIR(info.st_mode)) {
            status = list_folder(out, arena, given[i], err);
        } else if (!RI_PUSH(out->items, out->n, out->capacity, given[i])) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

raci_status raci_tests_open(raci_tests **out, const char *const *paths, size_t n,
                            raci_problem_fn problem, void *payload, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_tests *tests = arena != NULL ? ri_arena_take(arena, sizeof *tests) : NULL;
    path_list files = {NULL, 0, 0};
    if (tests == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *tests = (raci_tests){.arena = arena, .sources = ri_intern_new(), .golden = ri_intern_new()};
    raci_status status = tests->sources != NULL && tests->golden != NULL
                             ? list_paths(&files, arena, paths, n, err)
                             : ri_fail_nomem(err);
    for (size_t i = 0; i < files.n && status == RACI_OK; i++) {
        ri_case_file *file = NULL;
        status = ri_case_file_read(&file, files.items[i], problem, payload, err);
        if (status == RACI_OK &&
            !RI_PUSH(tests->files, tests->n_files, tests->files_capacity, (ri_case_place){file})) {
            ri_case_file_free(file);
            status = ri_fail_nomem(err);
        }
    }
    ri_free((void *)files.items);
    if (status != RACI_OK) {
        raci_tests_free(tests);
        return status;
    }
    *out = tests;
    return RACI_OK;
}

static void forget_results(raci_tests *tests)
{
    for (size_t i = 0; i < tests->n_results; i++) {
        ri_free(tests->results[i].failures);
    }
    tests->n_results = 0;
    tests->n_failed = 0;
    ri_coverage_free(tests->coverage);
    tests->coverage = NULL;
}

void raci_tests_free(raci_tests *tests)
{
    if (tests == NULL) {
        return;
    }
    forget_results(tests);
    ri_free(tests->results);
    for (size_t i = 0; i < tests->n_files; i++) {
        ri_case_file_free(tests->files[i].file);
    }
    ri_free(tests->files);
    ri_intern_free(tests->sources);
    ri_intern_free(tests->golden);
    ri_arena_free(tests->arena); /* the tests themselves lie in it */
}

/* ---- what they were read from ---- */

/* NULL is none. false: memory is exhausted. */
static bool note_source(raci_tests *tests, const char *path)
{
    return path == NULL || ri_intern_string(tests->sources, path) != RI_NONE;
}

static bool note_file(raci_tests *tests, const ri_case_file *file, const raci_policy *policy)
{
    size_t n = 0;
    const ri_policy_file *files = ri_policy_files(policy, &n);
    bool noted = note_source(tests, file->file) &&
                 note_source(tests, file->folder[0] != '\0' ? file->folder : ".");
    for (size_t i = 0; i < n && noted; i++) {
        noted = files[i].shipped || note_source(tests, files[i].file);
    }
    for (const ri_case_organization *o = file->organizations; o != NULL && noted; o = o->before) {
        noted = o->source != RI_CASE_FOLDER || note_source(tests, o->name);
    }
    for (size_t i = 0; i < file->n && noted; i++) {
        noted = note_source(tests, file->cases[i].after_file);
    }
    return noted;
}

const char *raci_tests_source(const raci_tests *tests, size_t i)
{
    return i < ri_intern_count(tests->sources) ? ri_intern_get(tests->sources, (uint32_t)i) : NULL;
}

/* ---- running ---- */

/* A path of a policy that a test file says: beside the file or, where nothing is there, as it
   stands, which may be the name of a governance model. */
static const char *policy_path(const ri_case_file *file, const char *path)
{
    struct stat info;
    const char *beside = ri_case_beside(file, path);
    return beside == NULL || stat(beside, &info) == 0 ? beside : path;
}

static raci_status load_policy(raci_policy **out, raci_tests *tests, const ri_case_file *file,
                               const raci_tests_options *options, raci_problem_fn problem,
                               void *payload, raci_error *err)
{
    const char *folder = file->folder[0] != '\0' ? file->folder : ".";
    if (file->n_policy == 0) {
        return options->n_policies > 0
                   ? raci_policy_load(out, NULL, options->policies, options->n_policies, problem,
                                      payload, err)
                   : raci_policy_load(out, NULL, &folder, 1, problem, payload, err);
    }
    const char **items = ri_arena_array(tests->arena, file->n_policy, sizeof *items);
    for (uint32_t i = 0; items != NULL && i < file->n_policy; i++) {
        items[i] = policy_path(file, file->policy[i]);
        if (items[i] == NULL) {
            return ri_fail_nomem(err);
        }
    }
    if (items == NULL) {
        return ri_fail_nomem(err);
    }
    raci_error cause = {.status = RACI_OK};
    const raci_status status =
        raci_policy_load(out, NULL, items, file->n_policy, problem, payload, &cause);
    return status == RACI_OK
               ? status
               : ri_case_say_where(err, status, &cause, file->file, file->policy_line);
}

static raci_status run_case(raci_tests *tests, ri_sides *sides, const ri_case *one, raci_error *err)
{
    ri_case_view view;
    const ri_case_result result = {.of = one};
    if (!RI_PUSH(tests->results, tests->n_results, tests->capacity, result)) {
        return ri_fail_nomem(err);
    }
    ri_case_result *last = &tests->results[tests->n_results - 1];
    raci_status status = ri_case_look(&view, sides, one, err);
    if (status == RACI_OK) {
        status = ri_case_judge(tests, last, &view, err);
    }
    ri_case_view_free(&view);
    tests->n_failed += last->n_failures > 0;
    return status;
}

static bool is_wanted(const ri_case *one, const raci_tests_options *options)
{
    return options->wanted == NULL || options->wanted(one->name, options->payload) != 0;
}

static bool any_wanted(const ri_case_file *file, const raci_tests_options *options)
{
    for (size_t i = 0; i < file->n; i++) {
        if (is_wanted(&file->cases[i], options)) {
            return true;
        }
    }
    return false;
}

static raci_status run_file(raci_tests *tests, const ri_case_file *file,
                            const raci_tests_options *options, raci_problem_fn problem,
                            void *payload, raci_error *err)
{
    raci_policy *policy = NULL;
    ri_sides sides = {.coverage = tests->coverage, .problem = problem, .payload = payload};
    raci_status status = load_policy(&policy, tests, file, options, problem, payload, err);
    sides.policy = policy;
    if (status == RACI_OK && !note_file(tests, file, policy)) {
        status = ri_fail_nomem(err);
    }
    for (size_t i = 0; i < file->n && status == RACI_OK; i++) {
        if (is_wanted(&file->cases[i], options)) {
            status = run_case(tests, &sides, &file->cases[i], err);
        }
    }
    ri_sides_free(&sides);
    raci_policy_free(policy);
    return status;
}

raci_status raci_tests_run(raci_tests *tests, const raci_tests_options *options,
                           raci_problem_fn problem, void *payload, raci_error *err)
{
    raci_status status = RACI_OK;
    forget_results(tests);
    ri_intern_free(tests->golden);
    tests->golden = ri_intern_new();
    tests->options = options;
    if (tests->golden == NULL) {
        return ri_fail_nomem(err);
    }
    if (options->coverage && (tests->coverage = ri_coverage_new()) == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < tests->n_files && status == RACI_OK; i++) {
        if (any_wanted(tests->files[i].file, options)) {
            status = run_file(tests, tests->files[i].file, options, problem, payload, err);
        }
    }
    return status;
}

size_t raci_tests_count(const raci_tests *tests)
{
    return tests->n_results;
}

size_t raci_tests_failed(const raci_tests *tests)
{
    return tests->n_failed;
}

int raci_tests_covered(const raci_tests *tests)
{
    size_t seen = 0;
    size_t all = 0;
    if (tests->coverage != NULL) {
        ri_coverage_count(tests->coverage, &seen, &all);
    }
    if (tests->n_results == 0) { /* where nothing was tried, nothing was seen */
        return 0;
    }
    return all > 0 ? (int)(seen * 100 / all) : 100;
}
