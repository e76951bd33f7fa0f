/* Tests of policies. */
#define _POSIX_C_SOURCE 200809L

#include <regex.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/confining.h"
#include "cli/evaluate.h"
#include "cli/golden_files.h"
#include "cli/output.h"
#include "cli/watch.h"

/* All that lives while tests are run. */
typedef struct testing {
    raci_tests *tests;
    regex_t run;
    bool narrowed; /* `run` is to be asked */
    bool update;   /* golden files */
    problems found;
    char folders[OPTION_VALUES_MAX][PATH_SIZE]; /* of policies, where no path is named */
    const char *paths[OPTION_VALUES_MAX];
    size_t n_paths;
    stage at;
    raci_error err;
} testing;

static int is_wanted(const char *name, void *payload)
{
    const testing *t = payload;
    return regexec(&t->run, name, 0, NULL, 0) == 0;
}

static raci_status hold_against(int *same, char found[RACI_GOLDEN_FOUND], const raci_golden *golden,
                                void *payload, raci_error *err)
{
    const testing *t = payload;
    return golden_compare(same, found, golden, t->update, err);
}

static raci_status read_expression(testing *t, const char *expression)
{
    char why[128];
    if (expression == NULL) {
        return RACI_OK;
    }
    const int wrong = regcomp(&t->run, expression, REG_EXTENDED | REG_NOSUB);
    if (wrong != 0) {
        (void)regerror(wrong, &t->run, why, sizeof why);
        return fail(&t->err, RACI_INVALID, "--run '%s' is no regular expression: %s", expression,
                    why);
    }
    t->narrowed = true;
    return RACI_OK;
}

/* The folder of a policy's path: itself, or where the file lies. */
static raci_status folder_of(char out[PATH_SIZE], const char *path, raci_error *err)
{
    struct stat info;
    const char *slash = strrchr(path, '/');
    const bool folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    const int length = folder ? snprintf(out, PATH_SIZE, "%s", path)
                       : slash == NULL
                           ? snprintf(out, PATH_SIZE, ".")
                           : snprintf(out, PATH_SIZE, "%.*s/", (int)(slash - path), path);
    return length >= 0 && length < PATH_SIZE
               ? RACI_OK
               : fail(err, RACI_INVALID, "the policy's path is longer than %d bytes", PATH_SIZE);
}

/* Where tests are looked for when no path is named: beside the policies. */
static raci_status take_paths_beside(testing *t, const options *o)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; i < o->n_policies && status == RACI_OK; i++) {
        status = folder_of(t->folders[i], o->policies[i], &t->err);
        bool met = false;
        for (size_t k = 0; k < t->n_paths; k++) {
            met = met || strcmp(t->paths[k], t->folders[i]) == 0;
        }
        if (!met) {
            t->paths[t->n_paths++] = t->folders[i];
        }
    }
    if (o->n_policies == 0) {
        struct stat info;
        status = policy_beside(t->folders[0], o->model, &t->err);
        t->paths[t->n_paths++] = t->folders[0];
        if (status == RACI_OK && stat(t->folders[0], &info) != 0) {
            t->at = STAGE_OPENING;
            status = fail(&t->err, RACI_NOTFOUND,
                          "there is no folder '%s' whose tests could be run; name a file or "
                          "folder of tests, or a policy with --policy",
                          t->folders[0]);
        }
    }
    return status;
}

/* Of a run that is watched: what else it has read, and where it is wrong. */
static void tell_sources(const testing *t)
{
    const char *path = NULL;
    for (size_t i = 0; t->tests != NULL && (path = raci_tests_source(t->tests, i)) != NULL; i++) {
        watch_file(path);
    }
    watch_note(NULL, &t->found, &t->err);
}

static raci_status run(testing *t, const options *o)
{
    const bool named = o->n_operands > 0;
    const char *const *paths = named ? o->operands : t->paths;
    const size_t n = named ? o->n_operands : t->n_paths;
    const raci_tests_options how = {
        .policies = o->policies,
        .n_policies = o->n_policies,
        .wanted = t->narrowed ? is_wanted : NULL,
        .payload = t,
        .golden = hold_against,
        .coverage = o->coverage || o->format == RACI_LCOV,
    };
    for (size_t i = 0; i < n; i++) { /* before they are read: they may change from then on */
        watch_file(paths[i]);
    }
    t->at = STAGE_OPENING;
    raci_status status = confine(o, &t->err);
    if (status != RACI_OK) {
        return status;
    }
    status = raci_tests_open(&t->tests, paths, n, problems_note, &t->found, &t->err);
    if (status == RACI_OK) {
        status = raci_tests_run(t->tests, &how, problems_note, &t->found, &t->err);
    }
    tell_sources(t);
    return status;
}

static int judge(const testing *t, const options *o)
{
    const int covered = raci_tests_covered(t->tests);
    char number[64];
    if (o->threshold > covered) {
        (void)snprintf(number, sizeof number, "%d %% of what rules can do were seen, not %d %%",
                       covered, o->threshold);
        failure_note("--threshold: ", number);
    }
    return raci_tests_failed(t->tests) > 0 || o->threshold > covered ? EXIT_FOUND : EXIT_FINE;
}

static int run_once(testing *t, const options *o)
{
    output out = {0};
    int code = EXIT_FINE;
    raci_status status = run(t, o);
    if (status == RACI_OK) {
        status = output_begin(&out, &t->err);
    }
    if (status == RACI_OK) {
        status = raci_report_tests(t->tests, o->format, &out.look, raci_buffer_write, out.buffer,
                                   &t->err);
    }
    if (status != RACI_OK) {
        output_drop(&out);
        code = failure_tell(o, t->at, &t->err, &t->found);
    } else {
        code = output_end(&out, o, judge(t, o));
    }
    raci_tests_free(t->tests);
    t->tests = NULL;
    return code;
}

static int test(const options *o)
{
    static testing t;
    t.at = STAGE_USAGE;
    t.update = o->update;
    raci_status status = read_expression(&t, o->run);
    if (status == RACI_OK && o->n_operands == 0) {
        status = take_paths_beside(&t, o);
    }
    const int code = status == RACI_OK ? run_once(&t, o) : failure_tell(o, t.at, &t.err, &t.found);
    if (t.narrowed) {
        regfree(&t.run);
    }
    return code;
}

int cmd_test(const options *o)
{
    return o->watch ? watch(o, test) : test(o);
}
