/*
 * A policy's life: its files are found, each runs in the machine and declares,
 * what they declared is put together and looked up, and the machine is frozen.
 */
#include "policy/declared.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "policy/loader.h"

/* ---- running files ---- */

static int open_state(lua_State *L)
{
    ri_statements_open(L);
    ri_constructors_open(L);
    ri_views_open(L);
    return 0;
}

/* Runs the file that the loader is at. */
static int run_file(lua_State *L)
{
    const ri_loader *loader = lua_touserdata(L, 1);
    const ri_source *source = &loader->sources.items[loader->current];
    ri_machine_environment(L); /* env */
    ri_machine_compile(L, source->file, source->bytes, source->length, -1);
    lua_call(L, 0, 0);
    return 0;
}

static int freeze_state(lua_State *L)
{
    ri_machine_freeze(L);
    return 0;
}

/* Complains of statements whose table never came: rule "name" alone. */
static void check_statements(ri_loader *loader)
{
    for (const ri_statement *at = loader->statements; at != NULL; at = at->before) {
        if (!at->done) {
            loader->incomplete = true;
            ri_complain(at, "a table { … } must follow the name");
        }
    }
}

/* Runs one source. What a policy does wrong is a problem, and others go on; memory
   that is exhausted ends it all. */
static raci_status run_source(ri_loader *loader, uint32_t number, raci_error *err)
{
    ri_call_failure failure = {"", 0, ""};
    raci_status status = RACI_OK;
    loader->current = number;
    loader->faults.in_file = 0;
    loader->statements = NULL;
    bool ran = ri_machine_enter(loader->policy->machine, run_file, loader, &failure, &status);
    if (loader->policy->nomem || loader->faults.failed || (!ran && status == RACI_NOMEM)) {
        return ri_fail_nomem(err);
    }
    if (!ran && status == RACI_INTERNAL) {
        return ri_fail(err, status, "%s", failure.message);
    }
    if (!ran) {
        const char *file = loader->sources.items[number].file;
        ri_faults_add(&loader->faults, file, failure.line, "%s", failure.message);
        loader->incomplete = true;
    } else {
        check_statements(loader);
    }
    bool kept = ri_source_keep(&loader->sources.items[number], loader->arena);
    return kept ? RACI_OK : ri_fail_nomem(err);
}

bool ri_loader_files(const ri_loader *loader, ri_policy_file **out)
{
    const ri_sources *sources = &loader->sources;
    ri_policy_file *files = ri_arena_array(loader->arena, sources->n, sizeof *files);
    for (size_t i = 0; files != NULL && i < sources->n; i++) {
        const ri_source *source = &sources->items[i];
        files[i] = (ri_policy_file){.file = source->file,
                                    .name = source->name,
                                    .bytes = source->bytes,
                                    .length = source->length,
                                    .root = source->root,
                                    .shipped = source->shipped};
        (void)snprintf(files[i].digest, sizeof files[i].digest, "%s", source->digest);
    }
    *out = files;
    return files != NULL;
}

/* The files stay with the policy: a recorded run keeps them. */
static raci_status keep_files(ri_loader *loader, raci_error *err)
{
    loader->policy->n_files = loader->sources.n;
    return ri_loader_files(loader, &loader->policy->files) ? RACI_OK : ri_fail_nomem(err);
}

/* Finds what the includes from place `from` on name. */
static raci_status resolve_includes(ri_loader *loader, size_t from, raci_error *err)
{
    for (size_t i = from; i < loader->n_includes; i++) {
        ri_include *include = &loader->includes[i];
        raci_error missing;
        ri_error_clear(&missing);
        raci_status status = ri_sources_include(&loader->sources, include->at->source,
                                                include->name, &include->to, &missing);
        if (status == RACI_NOMEM) {
            return ri_fail_nomem(err);
        }
        if (status != RACI_OK) {
            include->to = RI_NONE;
            loader->incomplete = true;
            const char *colon = missing.file[0] != '\0' ? ": " : "";
            ri_complain(include->at, "\"%.200s\": %s%s%s", include->name, missing.file, colon,
                        missing.message);
        }
    }
    return RACI_OK;
}

/* Runs the root files, then what they include, and so on: an included file finds
   all parameters set, whatever the order of files. */
static raci_status run_sources(ri_loader *loader, raci_error *err)
{
    raci_status status = RACI_OK;
    size_t resolved = 0;
    for (uint32_t i = 0; i < loader->sources.n && status == RACI_OK;) {
        size_t round = loader->sources.n;
        for (; i < round && status == RACI_OK; i++) {
            status = run_source(loader, i, err);
        }
        if (status == RACI_OK) {
            status = resolve_includes(loader, resolved, err);
            resolved = loader->n_includes;
        }
    }
    return status;
}

/* ---- loading ---- */

static raci_status begin(ri_loader *loader, raci_error *err)
{
    raci_policy *policy = loader->policy;
    ri_call_failure failure;
    raci_status status = RACI_OK;
    loader->rule_names = ri_intern_new();
    if (loader->rule_names == NULL) {
        return ri_fail_nomem(err);
    }
    status = ri_machine_new(&policy->machine, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_machine_set_owner(policy->machine, policy);
    if (!ri_machine_enter(policy->machine, open_state, NULL, &failure, &status)) {
        return ri_fail(err, status, "%s", failure.message);
    }
    return RACI_OK;
}

raci_status ri_loader_run(ri_loader *loader, const char *const *paths, size_t n, raci_error *err)
{
    raci_status status = begin(loader, err);
    if (status == RACI_OK) {
        status = ri_sources_read(&loader->sources, paths, n, err);
    }
    return status == RACI_OK ? run_sources(loader, err) : status;
}

static raci_status load(ri_loader *loader, const char *const *paths, size_t n,
                        raci_problem_fn problem, void *payload, raci_error *err)
{
    raci_policy *policy = loader->policy;
    ri_call_failure failure;
    raci_status status = ri_loader_run(loader, paths, n, err);
    if (status == RACI_OK) {
        status = ri_sources_digest(&loader->sources, policy->data.digest, err);
    }
    if (status == RACI_OK) {
        status = keep_files(loader, err);
    }
    if (status == RACI_OK && !ri_finish(loader)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = ri_names_check(loader, err);
    }
    if (status == RACI_OK) {
        status = ri_faults_tell(&loader->faults, loader->model, problem, payload, err);
    }
    policy->loader = NULL;
    if (status == RACI_OK &&
        !ri_machine_enter(policy->machine, freeze_state, NULL, &failure, &status)) {
        return ri_fail_at(err, status, failure.file, failure.line, 0, "%s", failure.message);
    }
    return status;
}

void ri_loader_free(ri_loader *loader)
{
    ri_scenario_drafts_free(loader);
    ri_sources_free(&loader->sources);
    ri_faults_free(&loader->faults);
    ri_intern_free(loader->rule_names);
    ri_free(loader->drafts);
    ri_free(loader->own);
    ri_free(loader->heads);
    ri_free(loader->schemes);
    ri_free(loader->settings);
    ri_free(loader->escalations);
    ri_free(loader->needs);
    ri_free(loader->includes);
    ri_free(loader->params);
}

/* `kept` files, or with NULL the `paths`: n of either. */
static raci_status load_any(raci_policy **out, raci_model *model, const ri_policy_file *kept,
                            const char *const *paths, size_t n, raci_problem_fn problem,
                            void *payload, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_policy *policy = arena != NULL ? ri_arena_take(arena, sizeof *policy) : NULL;
    if (policy == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    ri_loader loader = {.policy = policy, .arena = arena, .model = model};
    loader.sources.arena = arena;
    loader.sources.kept = kept;
    loader.sources.n_kept = kept != NULL ? n : 0;
    loader.faults.arena = arena;
    loader.faults.data = &policy->data;
    policy->arena = arena;
    policy->loader = &loader;
    policy->subject = RI_NONE;
    raci_status status = load(&loader, paths, n, problem, payload, err);
    policy->loader = NULL;
    ri_loader_free(&loader);
    if (status != RACI_OK) {
        raci_policy_free(policy);
        return status;
    }
    *out = policy;
    return RACI_OK;
}

raci_status raci_policy_load(raci_policy **out, raci_model *model, const char *const *paths,
                             size_t n, raci_problem_fn problem, void *payload, raci_error *err)
{
    return load_any(out, model, NULL, paths, n, problem, payload, err);
}

raci_status ri_policy_load_kept(raci_policy **out, raci_model *model, const ri_policy_file *files,
                                size_t n, raci_problem_fn problem, void *payload, raci_error *err)
{
    return load_any(out, model, files, NULL, n, problem, payload, err);
}

const ri_policy_file *ri_policy_files(const raci_policy *policy, size_t *n)
{
    *n = policy->n_files;
    return policy->files;
}

void raci_policy_free(raci_policy *policy)
{
    if (policy == NULL) {
        return;
    }
    ri_machine_free(policy->machine);
    ri_arena_free(policy->scratch);
    ri_free(policy->named.items);
    ri_text_free(&policy->told);
    ri_arena_free(policy->arena); /* the policy itself lies in it */
}

const char *raci_policy_name(const raci_policy *policy)
{
    return policy->data.name;
}

const char *raci_policy_version(const raci_policy *policy)
{
    return policy->data.version;
}

const char *raci_policy_digest(const raci_policy *policy)
{
    return policy->data.digest;
}

const char *raci_policy_letter(const raci_policy *policy, size_t i)
{
    const ri_scheme *scheme = &policy->data.scheme;
    return i < scheme->n ? scheme->letters[i].letter : NULL;
}

const char *raci_policy_file(const raci_policy *policy, size_t i)
{
    size_t n = 0;
    const ri_policy_file *files = ri_policy_files(policy, &n);
    for (size_t k = 0; k < n; k++) {
        if (!files[k].shipped && i-- == 0) {
            return files[k].file;
        }
    }
    return NULL;
}

const ri_policy_data *ri_policy_data_of(const raci_policy *policy)
{
    return &policy->data;
}
