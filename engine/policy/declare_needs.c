/*
 * needs { … }: the facts that a policy reads, by file and column. The check model-needs
 * tells those that the organization does not have.
 */
#include <string.h>

#include "base/order.h"
#include "policy/fields.h"

/* One string: a fact. Complains of what is none. */
static void read_fact(lua_State *L, const ri_statement *at, ri_need_group *group)
{
    char found[RI_FOUND_SIZE];
    const char *why = NULL;
    ri_arena *arena = at->loader->arena;
    if (lua_type(L, -1) != LUA_TSTRING) {
        ri_complain(at, "a fact is written as \"units.csv: function\", found %s",
                    ri_found(L, -1, found));
        return;
    }
    const char *text = ri_text_copy(L, arena, -1, &why);
    if (text == NULL) {
        ri_complain(at, "the name of a fact %s", why);
        return;
    }
    if (ri_need_read(&group->any[group->n], arena, text, &why)) {
        group->n++;
    } else if (why == NULL) {
        ri_loader_nomem(L);
    } else {
        ri_complain(at, "%s", why);
    }
}

/* A string, or a list of strings of which any will do; it is on top of the stack. */
static void read_group(lua_State *L, ri_statement *at)
{
    ri_loader *loader = at->loader;
    ri_need_group group = {.n = 0};
    uint32_t n = 1;
    const int list = lua_gettop(L);
    const bool many = lua_type(L, list) == LUA_TTABLE;
    if (many && (!ri_list_length(L, list, &n) || n == 0)) {
        ri_complain(at, "a list of facts of which any will do must have names only");
        return;
    }
    group.any = ri_policy_take(L, loader->arena, n * sizeof *group.any);
    for (uint32_t i = 1; i <= n; i++) {
        if (many) {
            lua_rawgeti(L, list, (lua_Integer)i);
        }
        read_fact(L, at, &group);
        lua_settop(L, list);
    }
    if (group.n > 0) {
        RI_LOADER_PUSH(L, loader->needs, loader->n_needs, loader->needs_capacity, group);
    }
}

void ri_declare_needs(lua_State *L, int table, ri_statement *at)
{
    uint32_t n = 0;
    if (!ri_list_length(L, table, &n)) {
        ri_complain(at, "it is a list of facts: needs { \"units.csv: function\", \"walks.csv\" }");
        return;
    }
    for (uint32_t i = 1; i <= n; i++) {
        lua_rawgeti(L, table, (lua_Integer)i);
        read_group(L, at);
        lua_pop(L, 1);
    }
}

/* ---- once all files have spoken ---- */

static int by_text(const void *a, const void *b, const void *context)
{
    (void)context;
    const ri_need_group *x = a;
    const ri_need_group *y = b;
    int order = 0;
    for (uint32_t i = 0; order == 0 && i < x->n && i < y->n; i++) {
        order = strcmp(x->any[i].text, y->any[i].text);
    }
    return order != 0 ? order : (x->n > y->n) - (x->n < y->n);
}

bool ri_finish_needs(ri_loader *loader)
{
    ri_policy_data *data = &loader->policy->data;
    data->needs = ri_arena_array(loader->arena, loader->n_needs, sizeof *data->needs);
    if (data->needs == NULL ||
        !ri_order(loader->needs, loader->n_needs, sizeof *loader->needs, by_text, NULL)) {
        return false;
    }
    for (size_t i = 0; i < loader->n_needs; i++) {
        const ri_need_group *next = &loader->needs[i];
        if (i == 0 || by_text(next - 1, next, NULL) != 0) {
            data->needs[data->n_needs++] = *next;
        }
    }
    return true;
}
