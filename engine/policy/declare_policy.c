/*
 * policy { … }, include "name", params { … } and param("name", default).
 */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "policy/fields.h"
#include "policy/holder_read.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PARAM_DEPTH 8 /* of tables in tables */

static const char *const head_fields[RI_HEAD_COUNT] = {
    [RI_HEAD_NAME] = "name",
    [RI_HEAD_VERSION] = "version",
    [RI_HEAD_SCHEME] = "scheme",
    [RI_HEAD_OWNER] = "owner",
};

/* The owner as it is kept: a reference whose office is in lower case. */
static void read_owner(const ri_table *fields, ri_head *head)
{
    char key[RI_KEY_MAX + 1];
    char why[256];
    ri_kind kind = RI_KIND_COUNT;
    const char *text = head->fields[RI_HEAD_OWNER];
    head->fields[RI_HEAD_OWNER] = NULL;
    if (!ri_holder_reference(text, &kind, key, why, sizeof why)) {
        ri_field_complain(fields, "owner", "%s", why);
        return;
    }
    const char *owner =
        ri_arena_format(fields->at->loader->arena, "%s:%s", ri_kind_name(kind), key);
    if (owner == NULL) {
        ri_loader_nomem(fields->L);
    }
    head->fields[RI_HEAD_OWNER] = owner;
}

void ri_declare_policy(lua_State *L, int table, ri_statement *at)
{
    ri_loader *loader = at->loader;
    ri_table fields = {L, table, at, ""};
    ri_head head = {.at = at};
    for (size_t i = 0; i < loader->n_heads; i++) {
        const ri_statement *other = loader->heads[i].at;
        if (at->source == other->source || (at->root && other->root)) {
            ri_complain(at, "it was said already, at %s:%d; the files of a policy say it once",
                        other->file, other->line);
            return;
        }
    }
    ri_fields_close(&fields, head_fields, COUNT(head_fields));
    for (int i = 0; i < RI_HEAD_COUNT; i++) {
        (void)ri_field_text(&fields, head_fields[i], &head.fields[i]);
    }
    if (head.fields[RI_HEAD_OWNER] != NULL) {
        read_owner(&fields, &head);
    }
    RI_LOADER_PUSH(L, loader->heads, loader->n_heads, loader->heads_capacity, head);
}

int ri_declare_include(lua_State *L)
{
    ri_loader *loader = ri_loader_here(L, "include");
    if (lua_type(L, 1) != LUA_TSTRING) {
        return ri_raise(L, 1, "include takes the name of a policy file: include \"name\"");
    }
    ri_fuel_spend(L, 100);
    ri_include include = {.to = RI_NONE};
    include.at = ri_statement_here(L, loader, "include");
    ((ri_statement *)include.at)->done = true;
    const char *why = NULL;
    include.name = ri_text_copy(L, loader->arena, 1, &why);
    if (include.name == NULL) {
        return ri_raise(L, 1, "the name of an include %s", why);
    }
    RI_LOADER_PUSH(L, loader->includes, loader->n_includes, loader->includes_capacity, include);
    return 0;
}

/* ---- parameters: values are kept in a table of the registry ---- */

static const char params_key = 'p';

static void push_values(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &params_key) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &params_key);
    }
}

static ri_param *param_of(lua_State *L, ri_loader *loader, const char *name)
{
    ri_fuel_spend(L, loader->n_params / 4);
    for (size_t i = 0; i < loader->n_params; i++) {
        if (strcmp(loader->params[i].name, name) == 0) {
            return &loader->params[i];
        }
    }
    ri_param param = {.name = name};
    RI_LOADER_PUSH(L, loader->params, loader->n_params, loader->params_capacity, param);
    return &loader->params[loader->n_params - 1];
}

/* Pushes a copy of the value at the index, so that no file can change what another
   gets. false, with nothing pushed, when it holds more than data. */
static bool push_copy(lua_State *L, int index, int depth)
{
    index = lua_absindex(L, index);
    int type = lua_type(L, index);
    ri_fuel_spend(L, 1);
    if (type == LUA_TSTRING || type == LUA_TNUMBER || type == LUA_TBOOLEAN) {
        lua_pushvalue(L, index);
        return true;
    }
    if (type != LUA_TTABLE || depth >= PARAM_DEPTH) {
        return false;
    }
    if (!lua_checkstack(L, LUA_MINSTACK)) {
        ri_loader_nomem(L);
    }
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, index)) { /* copy, key, value */
        int key = lua_type(L, -2);
        if ((key != LUA_TSTRING && key != LUA_TNUMBER) || !push_copy(L, -1, depth + 1)) {
            lua_pop(L, 3);
            return false;
        }
        lua_pushvalue(L, -3); /* copy, key, value, value's copy, key */
        lua_insert(L, -2);
        lua_rawset(L, -5);
        lua_pop(L, 1);
    }
    return true;
}

void ri_declare_params(lua_State *L, int table, ri_statement *at)
{
    ri_table fields = {L, table, at, "params"};
    if (!at->root) {
        ri_complain(at, "the policy itself sets them; an included file asks for them with "
                        "param(\"name\", default)");
        return;
    }
    uint32_t n = 0;
    const char **names = ri_keys_sorted(&fields, &n);
    push_values(L); /* values */
    for (uint32_t i = 0; i < n; i++) {
        ri_param *param = param_of(L, at->loader, names[i]);
        if (param->set != NULL) {
            ri_complain(at, "\"%s\" was set already, at %s:%d", names[i], param->set->file,
                        param->set->line);
            continue;
        }
        if (param->asked != NULL) {
            ri_complain(at,
                        "\"%s\" was asked for already, at %s:%d; params { … } must stand "
                        "before that (files are read in the order of their names)",
                        names[i], param->asked->file, param->asked->line);
            continue;
        }
        param->set = at;
        (void)ri_field_push(&fields, names[i]); /* values, value */
        if (push_copy(L, -1, 0)) {
            lua_setfield(L, -3, names[i]);
        } else {
            ri_field_wrong(&fields, names[i], "a string, a number, true, false or a table of them",
                           -1);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

int ri_declare_param(lua_State *L)
{
    char found[RI_FOUND_SIZE];
    const char *why = NULL;
    ri_loader *loader = ri_loader_here(L, "param");
    if (lua_type(L, 1) != LUA_TSTRING || lua_isnoneornil(L, 2)) {
        return ri_raise(L, 1, "param takes a name and a default: param(\"name\", 3)");
    }
    lua_settop(L, 2);
    if (!push_copy(L, 2, 0)) { /* name, default, copy */
        return ri_raise(L, 1,
                        "the default of a parameter must be a string, a number, true, false "
                        "or a table of them, found %s",
                        ri_found(L, 2, found));
    }
    const char *name = ri_text_copy(L, loader->arena, 1, &why);
    if (name == NULL) {
        return ri_raise(L, 1, "the name of a parameter %s", why);
    }
    ri_param *param = param_of(L, loader, name);
    ri_statement *at = ri_statement_here(L, loader, "param");
    at->done = true;
    param->asked = param->asked == NULL ? at : param->asked;
    push_values(L);
    if (lua_getfield(L, -1, name) == LUA_TNIL) { /* …, values, nil */
        lua_pop(L, 2);
        return 1;
    }
    if (lua_type(L, -1) != lua_type(L, 2)) {
        ri_complain(param->set, "\"%s\" must be a %s, as its default at %s:%d is, found %s", name,
                    lua_typename(L, lua_type(L, 2)), at->file, at->line, ri_found(L, -1, found));
        lua_pop(L, 2);
        return 1;
    }
    (void)push_copy(L, -1, 0);
    return 1;
}

void ri_finish_params(ri_loader *loader)
{
    ri_nearest search;
    for (size_t i = 0; i < loader->n_params; i++) {
        const ri_param *param = &loader->params[i];
        if (param->asked != NULL || loader->incomplete) {
            continue;
        }
        ri_nearest_begin(&search, param->name);
        for (size_t k = 0; k < loader->n_params; k++) {
            if (loader->params[k].asked != NULL) {
                ri_nearest_offer(&search, loader->params[k].name);
            }
        }
        if (search.best != NULL) {
            ri_complain(param->set, "no file asks for \"%s\"; did you mean \"%s\"?", param->name,
                        search.best);
        } else {
            ri_complain(param->set, "no file asks for \"%s\"", param->name);
        }
    }
}
