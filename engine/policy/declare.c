/*
 * The statements of the rule language: how each is called, and where it stands.
 * A named one comes in two calls - rule "name" gives a function that takes the
 * table - so that one whose table never comes can be told.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "policy/cases_read.h"
#include "policy/steps_read.h"

typedef void (*reader_fn)(lua_State *L, int table, ri_statement *at);

static void read_default(lua_State *L, int table, ri_statement *at)
{
    ri_declare_rule(L, table, at, RI_TIER_DEFAULT);
}

static void read_rule(lua_State *L, int table, ri_statement *at)
{
    ri_declare_rule(L, table, at, RI_TIER_RULE);
}

static void read_exception(lua_State *L, int table, ri_statement *at)
{
    ri_declare_rule(L, table, at, RI_TIER_EXCEPTION);
}

static void read_law(lua_State *L, int table, ri_statement *at)
{
    ri_declare_rule(L, table, at, RI_TIER_LAW);
}

static void refuse_scenario(lua_State *L, int table, ri_statement *at)
{
    (void)L;
    (void)table;
    ri_complain(at, "a scenario is no part of a policy");
}

static void refuse_policy(lua_State *L, int table, ri_statement *at)
{
    (void)L;
    (void)table;
    ri_complain(at, "this is no part of a scenario, but of a policy");
}

typedef struct statement_kind {
    const char *name;
    bool named;
    reader_fn read; /* in a policy */
} statement_kind;

static const statement_kind kinds[] = {
    {"policy", false, ri_declare_policy}, {"params", false, ri_declare_params},
    {"checks", false, ri_declare_checks}, {"escalation", false, ri_declare_escalation},
    {"needs", false, ri_declare_needs},   {"scheme", true, ri_declare_scheme},
    {"default", true, read_default},      {"rule", true, read_rule},
    {"exception", true, read_exception},  {"law", true, read_law},
    {"check", true, ri_declare_own},      {"scenario", true, refuse_scenario},
};

#define KINDS (sizeof kinds / sizeof *kinds)
#define NAME_MAX_BYTES 200

void ri_complain(const ri_statement *at, const char *format, ...)
{
    char message[768];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    ri_faults_add(&at->loader->faults, at->file, at->line, "%s: %s", at->says, message);
}

int ri_loader_nomem(lua_State *L)
{
    ri_policy_of(L)->nomem = true;
    return ri_raise(L, 1, "not enough memory");
}

/* Raises; the loop is for compilers, which cannot know that. */
_Noreturn static void refuse_late(lua_State *L, const char *what)
{
    for (;;) {
        ri_raise(L, 1,
                 "%s stands by itself in a policy file: a function that is called for a "
                 "subject cannot declare anything",
                 what);
    }
}

ri_loader *ri_loader_here(lua_State *L, const char *what)
{
    ri_loader *loader = ri_policy_of(L)->loader;
    if (loader == NULL) {
        refuse_late(L, what);
    }
    /* A file with very many problems is stopped: the rest would hardly be read. */
    if (loader->faults.in_file >= RI_FAULTS_TOLD) {
        loader->incomplete = true;
        ri_raise(L, 1, "this file has too many problems to go on");
    }
    return loader;
}

int ri_loader_keep(lua_State *L)
{
    ri_loader *loader = ri_policy_of(L)->loader;
    int handle = ri_machine_keep(L);
    loader->n_functions = handle >= loader->n_functions ? handle + 1 : loader->n_functions;
    return handle;
}

ri_statement *ri_statement_here(lua_State *L, ri_loader *loader, const char *says)
{
    const char *file = NULL;
    ri_statement *at = ri_policy_take(L, loader->arena, sizeof *at);
    const ri_source *source = &loader->sources.items[loader->current];
    *at = (ri_statement){.loader = loader,
                         .file = source->file,
                         .source = loader->current,
                         .says = says,
                         .root = source->root};
    if (!ri_where(L, 1, &file, &at->line)) {
        at->line = 0;
    }
    at->before = loader->statements;
    loader->statements = at;
    return at;
}

bool ri_statement_table(lua_State *L, ri_statement *at)
{
    at->done = true;
    if (lua_type(L, 1) != LUA_TTABLE) {
        char found[RI_FOUND_SIZE];
        at->loader->incomplete = true;
        ri_complain(at, "a table { … } must follow, found %s", ri_found(L, 1, found));
        return false;
    }
    if (!lua_isnone(L, 2)) {
        at->loader->incomplete = true;
        ri_complain(at, "one table { … } must follow, found more");
        return false;
    }
    if (!lua_checkstack(L, LUA_MINSTACK * 2)) {
        ri_loader_nomem(L);
    }
    return true;
}

/* Reads the table at index 1 for the statement. */
static void take_table(lua_State *L, const statement_kind *kind, ri_statement *at)
{
    if (!ri_statement_table(L, at)) {
        return;
    }
    if (!at->loader->of_scenario) {
        kind->read(L, 1, at);
    } else if (kind->read == refuse_scenario) {
        ri_declare_scenario(L, 1, at);
    } else {
        refuse_policy(L, 1, at);
    }
}

/* The second call of a named statement. Upvalues: the kind, the statement. */
static int take_named(lua_State *L)
{
    const statement_kind *kind = &kinds[lua_tointeger(L, lua_upvalueindex(1))];
    (void)ri_loader_here(L, kind->name);
    take_table(L, kind, lua_touserdata(L, lua_upvalueindex(2)));
    return 0;
}

/* What is wrong with a name, or NULL. */
static const char *wrong_name(const char *name)
{
    if (strlen(name) > NAME_MAX_BYTES) {
        return "is longer than 200 bytes";
    }
    for (const char *c = name; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == '\x7f') {
            return "has a line break or control character in it";
        }
    }
    /* Stated rows and rulings act as rules of these names. */
    if (strncmp(name, "stated:", 7) == 0 || strncmp(name, "ruling:", 7) == 0) {
        return "begins as the names of stated rows and rulings do";
    }
    return NULL;
}

ri_statement *ri_statement_named(lua_State *L, ri_loader *loader, const char *word)
{
    if (lua_type(L, 1) != LUA_TSTRING) {
        ri_raise(L, 1, "%s must have a name: %s \"name\" { … }", word, word);
    }
    ri_statement *at = ri_statement_here(L, loader, word);
    const char *why = NULL;
    at->name = ri_text_copy(L, loader->arena, 1, &why);
    if (at->name != NULL) {
        why = wrong_name(at->name);
    }
    if (why != NULL) {
        ri_raise(L, 1, "the name of a %s %s", word, why);
    }
    at->says = ri_arena_format(loader->arena, "%s \"%s\"", word, at->name);
    if (at->says == NULL) {
        ri_loader_nomem(L);
    }
    return at;
}

/* The first call of a named statement: rule "name". Upvalue: the kind. */
static int named(lua_State *L)
{
    const statement_kind *kind = &kinds[lua_tointeger(L, lua_upvalueindex(1))];
    ri_statement *at = ri_statement_named(L, ri_loader_here(L, kind->name), kind->name);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushlightuserdata(L, at);
    lua_pushcclosure(L, take_named, 2);
    return 1;
}

/* A statement without a name: policy { … }. Upvalue: the kind. */
static int unnamed(lua_State *L)
{
    const statement_kind *kind = &kinds[lua_tointeger(L, lua_upvalueindex(1))];
    ri_loader *loader = ri_loader_here(L, kind->name);
    take_table(L, kind, ri_statement_here(L, loader, kind->name));
    return 0;
}

/* Words that stand in test files only. */
static bool is_of_tests(const char *name)
{
    static const char *const words[] = {"case",   "cases",        "tests", "expect",
                                        "sample", "organization", "folder"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], name) == 0) {
            return true;
        }
    }
    return false;
}

const char *ri_statement_elsewhere(const ri_loader *loader, const char *name)
{
    if (loader == NULL || loader->of_scenario) {
        return NULL;
    }
    if (loader->cases == NULL) {
        return is_of_tests(name) ? "it stands in tests, in a file whose name ends in _test.lua"
                                 : NULL;
    }
    for (size_t i = 0; i < KINDS; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return "it stands in a policy; a file of tests has case, cases and tests";
        }
    }
    return NULL;
}

void ri_statements_open(lua_State *L)
{
    if (ri_policy_of(L)->loader->cases != NULL) {
        ri_cases_open(L);
        return;
    }
    for (size_t i = 0; i < KINDS; i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_pushcclosure(L, kinds[i].named ? named : unnamed, 1);
        ri_machine_global(L, kinds[i].name);
    }
    if (ri_policy_of(L)->loader->of_scenario) {
        ri_steps_open(L);
        return;
    }
    lua_pushcfunction(L, ri_declare_param);
    ri_machine_global(L, "param");
    lua_pushcfunction(L, ri_declare_include);
    ri_machine_global(L, "include");
}
