/* Prints every name that a policy can see, as the engine registers it: "WHERE NAME", where
   WHERE is global, string, table, math, org, what a view is of, or a statement's table.
   The fields of tables are taken from the message that lists them. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <raci.h>

#include "policy/bind.h"
#include "policy/freeze.h"
#include "policy/state.h"

static void stop(const char *what)
{
    (void)fprintf(stderr, "%s\n", what);
    exit(1);
}

/* ---- names ---- */

/* Prints the text keys of the table on top. */
static void print_keys(lua_State *L, const char *where)
{
    for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) == LUA_TSTRING) {
            (void)printf("%s %s\n", where, lua_tostring(L, -2));
        }
    }
}

static int print_names(lua_State *L)
{
    static const char *const libraries[] = {"string", "table", "math"};
    lua_settop(L, 0);
    ri_slot_push(L, RI_SLOT_NAMES); /* names */
    print_keys(L, "global");
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
        lua_pushstring(L, libraries[i]);
        lua_rawget(L, 1);
        ri_contents(L, -1); /* names, library, contents */
        print_keys(L, libraries[i]);
        lua_settop(L, 1);
    }
    lua_pushliteral(L, "org");
    lua_rawget(L, 1);
    if (!lua_getmetatable(L, -1)) {
        stop("org has no metatable");
    }
    lua_pushliteral(L, "__index");
    lua_rawget(L, -2);
    if (lua_getupvalue(L, -1, 1) == NULL || !lua_istable(L, -1)) {
        stop("org has no table of functions");
    }
    print_keys(L, "org");
    return 0;
}

static void print_views(void)
{
    for (uint32_t shape = 0; shape < RI_SHAPE_COUNT; shape++) {
        const ri_field *fields = ri_subject_fields(shape);
        fields = fields != NULL ? fields : ri_org_fields(shape);
        for (; fields != NULL && fields->name != NULL; fields++) {
            (void)printf("%s %s\n", ri_shape_name(shape), fields->name);
        }
    }
}

/* ---- fields of statements ---- */

typedef struct table {
    const char *where;
    const char *policy; /* with a field that nothing has */
} table;

static const table tables[] = {
    {"policy", "policy { qqqqqqqqqqqq = 1 }"},
    {"rule", "policy {} rule 'r' { qqqqqqqqqqqq = 1 }"},
    {"rule", "policy {} default 'r' { qqqqqqqqqqqq = 1 }"},
    {"rule", "policy {} exception 'r' { qqqqqqqqqqqq = 1 }"},
    {"rule", "policy {} law 'r' { qqqqqqqqqqqq = 1 }"},
    {"match", "policy {} rule 'r' { match = { qqqqqqqqqqqq = 1 } }"},
    {"handoff-match", "policy {} rule 'r' { on = 'handoff', match = { qqqqqqqqqqqq = 1 } }"},
    {"check", "policy {} check 'c' { qqqqqqqqqqqq = 1 }"},
    {"escalation", "policy {} escalation { qqqqqqqqqqqq = 1 }"},
    {"scheme", "policy {} scheme 's' { qqqqqqqqqqqq = 1 }"},
    {"letter", "policy {} scheme 's' { letters = { A = { qqqqqqqqqqqq = 1 } } }"},
};

/* "…; there are name, version, owner" */
static void print_listed(const char *file, int line, int column, const char *message, void *payload)
{
    const table *t = payload;
    const char *at = strstr(message, "; there are ");
    (void)file, (void)line, (void)column;
    if (at == NULL || strstr(message, "qqqqqqqqqqqq") == NULL) {
        return;
    }
    for (at += strlen("; there are "); *at != '\0'; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        (void)printf("%s:{} %.*s\n", t->where, (int)length, at);
        at += length;
    }
}

/* Prints what the message says of the policy, which must be refused. */
static void print_table(const char *where, const char *text, const char *file, raci_model *model)
{
    table t = {where, text};
    raci_policy *policy = NULL;
    FILE *out = fopen(file, "w");
    if (out == NULL || fputs(text, out) < 0 || fclose(out) != 0) {
        stop("no file can be written");
    }
    if (raci_policy_load(&policy, model, &file, 1, print_listed, &t, NULL) == RACI_OK) {
        stop(text);
    }
}

static void print_tables(const char *file, raci_model *model)
{
    char text[128];
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        print_table(tables[i].where, tables[i].policy, file, model);
    }
    for (size_t i = 0; raci_check_code(i) != NULL; i++) {
        (void)snprintf(text, sizeof text, "policy {} checks { ['%s'] = { qqqqqqqqqqqq = 1 } }",
                       raci_check_code(i));
        print_table("checks", text, file, model);
    }
}

int main(void)
{
    char folder[] = "/tmp/raci-names-XXXXXX";
    char path[64];
    char file[64];
    raci_model *model = NULL;
    raci_policy *policy = NULL;
    raci_error err = {0};
    ri_call_failure failure = {"", 0, ""};
    raci_status status = RACI_OK;
    if (mkdtemp(folder) == NULL) {
        stop("no folder can be made");
    }
    (void)snprintf(path, sizeof path, "%s/raci.db", folder);
    (void)snprintf(file, sizeof file, "%s/p.lua", folder);
    if (raci_model_create(&model, path, &err) != RACI_OK) {
        stop(err.message);
    }
    print_tables(file, model);
    if (raci_policy_load(&policy, model, NULL, 0, NULL, NULL, &err) != RACI_OK) {
        stop(err.message);
    }
    if (!ri_machine_enter(policy->machine, print_names, NULL, &failure, &status)) {
        stop(failure.message);
    }
    print_views();
    raci_policy_free(policy);
    raci_model_close(model);
    return unlink(file) != 0 || unlink(path) != 0 || rmdir(folder) != 0;
}
