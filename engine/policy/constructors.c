/*
 * The constructors of holder expressions, and `except`: pure values, to be had
 * while a policy loads and while its functions run.
 */
#include <stdio.h>
#include <string.h>

#include "policy/holder_read.h"
#include "policy/loader.h"

static ri_holder_value *value_new(lua_State *L, ri_holder_form form, ri_kind kind, const char *key)
{
    size_t length = strlen(key);
    ri_holder_value *value = ri_value_new(L, RI_TAG_HOLDER, sizeof *value + length + 1);
    value->form = form;
    value->kind = kind;
    memcpy(value->key, key, length + 1);
    return value;
}

static void no_arguments(lua_State *L, const char *name)
{
    if (!lua_isnone(L, 1)) {
        ri_raise(L, 1, "%s() takes no argument", name);
    }
}

static int delivering_units(lua_State *L)
{
    no_arguments(L, "delivering_units");
    (void)value_new(L, RI_HOLD_DELIVERING, RI_UNIT, "");
    return 1;
}

static int head_of_delivering_unit(lua_State *L)
{
    no_arguments(L, "head_of_delivering_unit");
    (void)value_new(L, RI_HOLD_DELIVERING_HEADS, RI_POSITION, "");
    return 1;
}

static int journey_lead(lua_State *L)
{
    no_arguments(L, "journey_lead");
    (void)value_new(L, RI_HOLD_JOURNEY_LEAD, RI_POSITION, "");
    return 1;
}

static int team_of_journey(lua_State *L)
{
    no_arguments(L, "team_of_journey");
    (void)value_new(L, RI_HOLD_JOURNEY_TEAM, RI_TEAM, "");
    return 1;
}

/* The string argument, in which no NUL hides. */
static const char *string_argument(lua_State *L, const char *name, const char *example)
{
    size_t length = 0;
    char found[RI_FOUND_SIZE];
    if (lua_type(L, 1) != LUA_TSTRING) {
        ri_raise(L, 1, "%s takes a reference such as \"%s\", found %s", name, example,
                 ri_found(L, 1, found));
    }
    const char *text = lua_tolstring(L, 1, &length);
    if (strlen(text) != length) {
        ri_raise(L, 1, "%s takes a reference such as \"%s\"", name, example);
    }
    return text;
}

/* A reference of that kind, or its bare key; the view of one. Gives the key. */
static const char *key_argument(lua_State *L, const char *name, ri_kind kind, const char *example,
                                char key[RI_KEY_MAX + 1])
{
    const ri_view *view = ri_view_at(L, 1);
    if (view != NULL && view->shape == (uint32_t)kind) {
        const raci_policy *policy = ri_policy_of(L);
        return ri_snapshot_key(policy->snapshot, ri_ref_make(kind, view->index));
    }
    const char *text = string_argument(L, name, example);
    ri_kind met = kind;
    const char *at = text;
    bool right = strchr(text, ':') != NULL ? ri_reference_split(text, &met, &at) && met == kind
                                           : ri_key_valid(text, strlen(text));
    if (!right) {
        char found[RI_FOUND_SIZE];
        ri_raise(L, 1, "%s takes a reference such as \"%s\", found %s", name, example,
                 ri_found(L, 1, found));
    }
    (void)snprintf(key, RI_KEY_MAX + 1, "%s", at);
    return key;
}

static int head_of(lua_State *L)
{
    char key[RI_KEY_MAX + 1];
    const char *unit = key_argument(L, "head_of", RI_UNIT, "unit:ops", key);
    (void)value_new(L, RI_HOLD_HEAD_OF, RI_UNIT, unit);
    return 1;
}

static int lead_of(lua_State *L)
{
    char key[RI_KEY_MAX + 1];
    const char *team = key_argument(L, "lead_of", RI_TEAM, "team:onboarding", key);
    (void)value_new(L, RI_HOLD_LEAD_OF, RI_TEAM, team);
    return 1;
}

static int under(lua_State *L)
{
    static const char example[] = "unit:marketing";
    const char *text = string_argument(L, "under", example);
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (!ri_reference_split(text, &kind, &key) || (kind != RI_UNIT && kind != RI_POSITION)) {
        char found[RI_FOUND_SIZE];
        ri_raise(L, 1, "under takes a unit or a position, such as \"%s\", found %s", example,
                 ri_found(L, 1, found));
    }
    (void)value_new(L, RI_HOLD_UNDER, kind, key);
    return 1;
}

static int manager_of(lua_State *L)
{
    static const char example[] = "position:coo";
    const ri_holder_value *inner = ri_value_at(L, 1, RI_TAG_HOLDER);
    if (inner == NULL) {
        const char *text = string_argument(L, "manager_of", example);
        char key[RI_KEY_MAX + 1];
        char why[256];
        ri_kind kind = RI_KIND_COUNT;
        if (!ri_holder_reference(text, &kind, key, why, sizeof why)) {
            ri_raise(L, 1, "manager_of: its holder %s", why);
        }
        inner = value_new(L, RI_HOLD_REFERENCE, kind, key);
        lua_replace(L, 1);
    }
    if (inner->form == RI_HOLD_UNDER) {
        ri_raise(L, 1, "manager_of takes one holder, not under(…)");
    }
    if (inner->depth >= RI_MANAGER_DEPTH) {
        ri_raise(L, 1, "manager_of is nested more than %d deep", RI_MANAGER_DEPTH);
    }
    ri_holder_value *value = value_new(L, RI_HOLD_MANAGER_OF, RI_POSITION, "");
    value->depth = inner->depth + 1;
    lua_pushvalue(L, 1);
    (void)lua_setiuservalue(L, -2, 1);
    return 1;
}

static int except(lua_State *L)
{
    if (lua_isnoneornil(L, 1)) {
        ri_raise(L, 1, "except takes a list: except { \"…\" }");
    }
    (void)ri_value_new(L, RI_TAG_EXCEPT, sizeof(ri_value));
    lua_pushvalue(L, 1);
    (void)lua_setiuservalue(L, -2, 1);
    return 1;
}

static const struct {
    const char *name;
    lua_CFunction function;
} constructors[] = {
    {"delivering_units", delivering_units},
    {"head_of_delivering_unit", head_of_delivering_unit},
    {"head_of", head_of},
    {"manager_of", manager_of},
    {"journey_lead", journey_lead},
    {"team_of_journey", team_of_journey},
    {"lead_of", lead_of},
    {"under", under},
    {"except", except},
};

const char *ri_constructor_name(lua_CFunction function)
{
    for (size_t i = 0; i < sizeof constructors / sizeof *constructors; i++) {
        if (constructors[i].function == function) {
            return constructors[i].name;
        }
    }
    return NULL;
}

void ri_constructors_open(lua_State *L)
{
    for (size_t i = 0; i < sizeof constructors / sizeof *constructors; i++) {
        lua_pushcfunction(L, constructors[i].function);
        ri_machine_global(L, constructors[i].name);
    }
}
