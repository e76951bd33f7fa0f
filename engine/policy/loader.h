/*
 * A policy while it loads: what its statements have said so far, as drafts.
 * Letters, overrides and names are resolved when all files have spoken, so that
 * the order of files cannot matter.
 */
#ifndef RI_LOADER_H
#define RI_LOADER_H

#include "base/intern.h"
#include "base/memory.h"
#include "policy/bind.h"
#include "policy/faults.h"
#include "policy/sources.h"

/* Where a statement stands; its complaints begin with `says`. */
typedef struct ri_statement {
    struct ri_loader *loader;
    const char *file;
    int line;
    uint32_t source;
    const char *says; /* `rule "name"`, `checks` … */
    const char *name; /* of a named one */
    bool root;        /* stands in a file the caller named, rather than an included one */
    bool done;        /* its table has come */
    struct ri_statement *before; /* the one before it in its file */
} ri_statement;

typedef struct ri_grant_draft {
    const char *letter;
    const ri_holder *holder;
} ri_grant_draft;

typedef struct ri_grants_draft {
    ri_grant_draft *items;
    uint32_t n;
} ri_grants_draft;

typedef struct ri_draft {
    ri_rule rule;
    const ri_statement *at;
    ri_grants_draft assign;
    ri_grants_draft forbid;
    ri_grants_draft require;
    const char **overrides;
    uint32_t n_overrides;
} ri_draft;

typedef struct ri_own_draft {
    const ri_statement *at;
    ri_own_check check;
} ri_own_draft;

typedef enum ri_head_field {
    RI_HEAD_NAME,
    RI_HEAD_VERSION,
    RI_HEAD_SCHEME,
    RI_HEAD_OWNER,
    RI_HEAD_COUNT
} ri_head_field;

/* What one `policy {}` says. */
typedef struct ri_head {
    const ri_statement *at;
    const char *fields[RI_HEAD_COUNT]; /* NULL where it leaves one out */
} ri_head;

typedef struct ri_scheme_draft {
    const ri_statement *at;
    ri_scheme scheme;
} ri_scheme_draft;

typedef struct ri_setting_draft {
    const ri_statement *at;
    ri_check_setting setting;
} ri_setting_draft;

typedef struct ri_escalation_draft {
    const ri_statement *at;
    ri_escalation said;
    bool has_days;
    bool has_first;
    bool has_also;
    bool has_never;
} ri_escalation_draft;

/* One `include`: an edge between sources once it is resolved. */
typedef struct ri_include {
    const ri_statement *at;
    const char *name;
    uint32_t to; /* RI_NONE until found */
} ri_include;

/* A name of `params` or `param`. */
typedef struct ri_param {
    const char *name;
    const ri_statement *set;   /* NULL while no root file sets it */
    const ri_statement *asked; /* NULL while no file asks for it */
} ri_param;

struct ri_scenario_place;
struct ri_step_draft;

typedef struct ri_loader {
    raci_policy *policy;
    ri_arena *arena; /* the policy's */
    raci_model *model;
    ri_sources sources;
    ri_faults faults;
    uint32_t current; /* the source whose statements run */
    bool incomplete;  /* a file stopped early or is missing: what it would declare is unknown */
    int n_functions;  /* kept so far */
    ri_intern *rule_names; /* numbers are places in `drafts` */
    ri_draft *drafts;
    size_t n_drafts, drafts_capacity;
    ri_own_draft *own; /* once all files have spoken: by name */
    size_t n_own, own_capacity;
    ri_statement *statements; /* the last one of the current file */
    ri_head *heads;
    size_t n_heads, heads_capacity;
    ri_scheme_draft *schemes;
    size_t n_schemes, schemes_capacity;
    ri_setting_draft *settings;
    size_t n_settings, settings_capacity;
    ri_escalation_draft *escalations;
    size_t n_escalations, escalations_capacity;
    ri_need_group *needs;
    size_t n_needs, needs_capacity;
    ri_include *includes;
    size_t n_includes, includes_capacity;
    ri_param *params;
    size_t n_params, params_capacity;
    bool of_scenario; /* what is loaded is a scenario; the policy only lends its machine */
    struct ri_scenario_place *scenarios; /* one of a file at most */
    size_t n_scenarios, scenarios_capacity;
    struct ri_step_draft *last_step; /* the one made last */
    struct ri_case_drafts *cases;    /* what is loaded is a file of tests; else NULL */
} ri_loader;

/* Makes the machine of the loader's policy and runs the files: n `paths`, or those that the
   loader's sources keep, and what they include. Problems of theirs are noted. */
raci_status ri_loader_run(ri_loader *loader, const char *const *paths, size_t n, raci_error *err);
/* The files as they were read, in the arena. false: memory is exhausted. */
bool ri_loader_files(const ri_loader *loader, ri_policy_file **out);
void ri_loader_free(ri_loader *loader); /* what it took beside the arena */

/* The loader, or an error that `what` belongs to a policy's loading. MAY RAISE. */
ri_loader *ri_loader_here(lua_State *L, const char *what);
/* Marks that memory ran out and raises. MAY RAISE: always does. */
int ri_loader_nomem(lua_State *L);
/* RI_PUSH to an array of the loader from Lua; MAY RAISE. */
#define RI_LOADER_PUSH(L, array, count, capacity, ...)                                             \
    do {                                                                                           \
        if (!RI_PUSH(array, count, capacity, __VA_ARGS__)) {                                       \
            ri_loader_nomem(L);                                                                    \
        }                                                                                          \
    } while (0)

/* Keeps the function on top for the policy, pops it. MAY RAISE. */
int ri_loader_keep(lua_State *L);

/* Adds a problem of that statement; the message begins with what it says. */
void ri_complain(const ri_statement *at, const char *format, ...) RI_PRINTF(2, 3);

/* ---- statements: each reads the table at the index (MAY RAISE) ---- */

void ri_declare_rule(lua_State *L, int table, ri_statement *at, ri_tier tier);
void ri_declare_policy(lua_State *L, int table, ri_statement *at);
void ri_declare_params(lua_State *L, int table, ri_statement *at);
void ri_declare_scheme(lua_State *L, int table, ri_statement *at);
void ri_declare_own(lua_State *L, int table, ri_statement *at); /* check "name" { … } */
void ri_declare_checks(lua_State *L, int table, ri_statement *at);
void ri_declare_escalation(lua_State *L, int table, ri_statement *at);
void ri_declare_needs(lua_State *L, int table, ri_statement *at);
int ri_declare_param(lua_State *L);   /* param("name", default) */
int ri_declare_include(lua_State *L); /* include "name" */
/* The place of the calling policy code, as a statement. MAY RAISE. */
ri_statement *ri_statement_here(lua_State *L, ri_loader *loader, const char *says);

/* The first call of a named one: reads the name at index 1. MAY RAISE. */
ri_statement *ri_statement_named(lua_State *L, ri_loader *loader, const char *word);
/* Whether a table, and nothing else, stands at index 1 for the statement; else complains. MAY
   RAISE for want of memory. */
bool ri_statement_table(lua_State *L, ri_statement *at);

/* Makes the statements and constructors names of every environment. MAY RAISE. */
void ri_statements_open(lua_State *L);
void ri_constructors_open(lua_State *L);
/* Of a word that a file of this kind has not: where it stands, or NULL. `loader` may be NULL. */
const char *ri_statement_elsewhere(const ri_loader *loader, const char *name);

/* ---- reading parts of a rule; all complain and go on ---- */

void ri_match_read(lua_State *L, int table, const ri_statement *at, ri_rule *rule);

/* ---- when all files have spoken; false only when memory is exhausted ---- */

/* The built-in scheme of that name, or NULL; all names in byte order. */
bool ri_scheme_shipped(const char *name, ri_scheme *out);
extern const char *const ri_scheme_names[];
extern const size_t ri_scheme_names_count;

bool ri_finish(ri_loader *loader);          /* finish.c: drafts become the policy's data */
bool ri_finish_own(ri_loader *loader);      /* own checks; after the rules */
bool ri_finish_settings(ri_loader *loader); /* checks, escalation; after both */
bool ri_finish_needs(ri_loader *loader);
void ri_finish_params(ri_loader *loader);                       /* names that no file asks for */
raci_status ri_names_check(ri_loader *loader, raci_error *err); /* names.c */
bool ri_overrides_resolve(ri_loader *loader);                   /* overrides.c */
void ri_scenario_drafts_free(ri_loader *loader);                /* declare_scenario.c */

/* The check names of 3-checks.md's core list, in byte order. */
extern const char *const ri_check_names[];
extern const size_t ri_check_names_count;
bool ri_check_is_core(const char *name);

#endif
