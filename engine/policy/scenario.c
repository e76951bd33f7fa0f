/*
 * A scenario's life: its files run in a machine like a policy's and declare steps; what
 * they declared is put together as plain data, and the machine is gone.
 */
#define _POSIX_C_SOURCE 200809L

#include "policy/steps.h"

#include <string.h>
#include <sys/stat.h>

#include "base/day.h"
#include "base/fail.h"
#include "policy/steps_read.h"

static raci_status load(ri_loader *loader, raci_scenario *scenario, const char *const *paths,
                        size_t n, raci_problem_fn problem, void *payload, raci_error *err)
{
    raci_status status = ri_loader_run(loader, paths, n, err);
    if (status == RACI_OK &&
        !(ri_scenario_finish(loader, scenario) && ri_loader_files(loader, &scenario->files))) {
        status = ri_fail_nomem(err);
    }
    scenario->n_files = loader->sources.n;
    return status == RACI_OK ? ri_faults_tell(&loader->faults, NULL, problem, payload, err)
                             : status;
}

/* `kept` files, or with NULL the `paths`: n of either. The policy is one in name only: it
   lends what a machine needs. */
static raci_status load_any(raci_scenario **out, const ri_policy_file *kept,
                            const char *const *paths, size_t n, raci_problem_fn problem,
                            void *payload, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_policy *policy = arena != NULL ? ri_arena_take(arena, sizeof *policy) : NULL;
    raci_scenario *scenario = arena != NULL ? ri_arena_take(arena, sizeof *scenario) : NULL;
    if (policy == NULL || scenario == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    ri_loader loader = {.policy = policy, .arena = arena, .of_scenario = true};
    loader.sources.arena = arena;
    loader.sources.kept = kept;
    loader.sources.n_kept = kept != NULL ? n : 0;
    loader.faults.arena = arena;
    loader.faults.data = &policy->data;
    *scenario = (raci_scenario){.arena = arena, .effective = RI_DAY_MIN};
    policy->arena = arena;
    policy->loader = &loader;
    policy->subject = RI_NONE;
    raci_status status = load(&loader, scenario, paths, n, problem, payload, err);
    ri_loader_free(&loader);
    ri_machine_free(policy->machine);
    if (status != RACI_OK) {
        ri_arena_free(arena);
        return status;
    }
    *out = scenario;
    return RACI_OK;
}

raci_status raci_scenario_load(raci_scenario **out, const char *path, raci_problem_fn problem,
                               void *payload, raci_error *err)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        return ri_fail_at(err, RACI_INVALID, path, 0, 0,
                          "this is a folder, and a scenario is a file; 'raci whatif --org' reads "
                          "an organization from a folder");
    }
    return load_any(out, NULL, &path, 1, problem, payload, err);
}

/* A file for each step, so that messages say which. */
static bool write_files(ri_policy_file *files, ri_arena *arena, const char *const *steps, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *name = ri_arena_format(arena, "step %zu", i + 1);
        const char *text = ri_arena_format(arena, "scenario \"change\" { %s\n}", steps[i]);
        if (name == NULL || text == NULL) {
            return false;
        }
        files[i] = (ri_policy_file){
            .file = name, .name = name, .bytes = text, .length = strlen(text), .root = true};
    }
    return true;
}

raci_status raci_scenario_of_steps(raci_scenario **out, const char *const *steps, size_t n,
                                   raci_problem_fn problem, void *payload, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    ri_policy_file *files = arena != NULL ? ri_arena_array(arena, n, sizeof *files) : NULL;
    raci_status status = files != NULL && write_files(files, arena, steps, n)
                             ? load_any(out, files, NULL, n, problem, payload, err)
                             : ri_fail_nomem(err);
    ri_arena_free(arena);
    return status;
}

void raci_scenario_free(raci_scenario *scenario)
{
    if (scenario != NULL) {
        ri_arena_free(scenario->arena); /* the scenario itself lies in it */
    }
}

const char *raci_scenario_name(const raci_scenario *scenario)
{
    return scenario->name;
}

size_t raci_scenario_steps(const raci_scenario *scenario)
{
    return scenario->n_steps;
}
