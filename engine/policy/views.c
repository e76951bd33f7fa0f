/*
 * Views: what a policy's function holds of the organization. A view is a place
 * in the snapshot, read-only; it expires with the run. Within one call equal
 * things are one object, so that they can be keys of a table.
 */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "policy/names.h"

#define NAMES_MAX 40 /* fields of one shape */

/* The metatable of a shape is kept in the registry under the address of its place
   here, the subject's own view likewise, the views of the running call and the
   metatable of `attr` too. */
static const char metatables[RI_SHAPE_COUNT];
static const char subjects[RI_KIND_COUNT];
static const char call_views;
static const char attribute_meta;

const char *ri_shape_name(uint32_t shape)
{
    static const char *const names[] = {
        [RI_SHAPE_LINK] = "link",
        [RI_SHAPE_MANDATE] = "mandate",
        [RI_SHAPE_WALK] = "walk",
    };
    return shape < RI_KIND_COUNT ? ri_kind_name((ri_kind)shape) : names[shape];
}

static const ri_field *fields_of(uint32_t shape)
{
    const ri_field *fields = ri_subject_fields(shape);
    return fields != NULL ? fields : ri_org_fields(shape);
}

/* ---- reading a field ---- */

static void check_fresh(lua_State *L, const raci_policy *policy, const ri_view *view)
{
    if (view->run != policy->run || policy->snapshot == NULL) {
        ri_raise(L, 1, "this %s is of an earlier run; keep its key, and ask org for it",
                 ri_shape_name(view->shape));
    }
}

static int unknown_field(lua_State *L, uint32_t shape)
{
    const char *names[NAMES_MAX];
    size_t n = 0;
    char found[RI_FOUND_SIZE];
    if (lua_type(L, 2) != LUA_TSTRING) {
        return ri_raise(L, 1, "a %s has named fields, and none for %s", ri_shape_name(shape),
                        ri_found(L, 2, found));
    }
    for (const ri_field *field = fields_of(shape); field->name != NULL && n < NAMES_MAX; field++) {
        names[n++] = field->name;
    }
    const char *nearest = ri_nearest_of(lua_tostring(L, 2), names, n);
    if (nearest != NULL) {
        return ri_raise(L, 1, "a %s has no field %s; did you mean \"%s\"?", ri_shape_name(shape),
                        ri_found(L, 2, found), nearest);
    }
    return ri_raise(L, 1, "a %s has no field %s", ri_shape_name(shape), ri_found(L, 2, found));
}

/* Whether a view shows the subject of the running call, or one of its two sides. */
static bool is_own(const raci_policy *policy, const ri_view *view)
{
    const ri_handoffs *handoffs = &policy->snapshot->handoffs;
    const ri_ref subject = policy->subject;
    if (subject == RI_NONE || view->shape >= RI_KIND_COUNT) {
        return false;
    }
    return subject == ri_ref_make((ri_kind)view->shape, view->index) ||
           (ri_ref_kind(subject) == RI_HANDOFF && view->shape == RI_TOUCHPOINT &&
            (handoffs->from[ri_ref_index(subject)] == view->index ||
             handoffs->to[ri_ref_index(subject)] == view->index));
}

/* Stages and channels are what they are. */
static void note_look(raci_policy *policy, const ri_view *view)
{
    if (view->shape != RI_STAGE && view->shape != RI_CHANNEL && !is_own(policy, view)) {
        policy->looked = true;
    }
}

/* __index(view, name); upvalue 1: name to ri_field or method. */
static int view_index(lua_State *L)
{
    const ri_view *view = lua_touserdata(L, 1);
    raci_policy *policy = ri_policy_of(L);
    check_fresh(L, policy, view);
    note_look(policy, view);
    ri_fuel_spend(L, 1);
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    switch (lua_rawget(L, lua_upvalueindex(1))) { /* view, name, field */
    case LUA_TLIGHTUSERDATA: {
        const ri_field *field = lua_touserdata(L, 3);
        field->get(L, policy->snapshot, view->index);
        return 1;
    }
    case LUA_TFUNCTION:
        return 1;
    default:
        return unknown_field(L, view->shape);
    }
}

static int view_newindex(lua_State *L)
{
    const ri_view *view = lua_touserdata(L, 1);
    return ri_raise(L, 1, "a %s is read-only", ri_shape_name(view->shape));
}

static int view_equal(lua_State *L)
{
    const ri_view *a = ri_value_at(L, 1, RI_TAG_VIEW);
    const ri_view *b = ri_value_at(L, 2, RI_TAG_VIEW);
    lua_pushboolean(L, a != NULL && b != NULL && a->shape == b->shape && a->index == b->index &&
                           a->run == b->run);
    return 1;
}

/* ---- attributes ---- */

/* __index(attr, name) */
static int attribute_index(lua_State *L)
{
    const ri_view *view = lua_touserdata(L, 1);
    const raci_policy *policy = ri_policy_of(L);
    check_fresh(L, policy, view);
    if (lua_type(L, 2) != LUA_TSTRING || view->shape >= RI_KIND_COUNT) {
        return 0;
    }
    ri_fuel_spend(L, 2 + lua_rawlen(L, 2) / 64);
    ri_push_string(L, ri_snapshot_attribute(policy->snapshot, (ri_kind)view->shape, view->index,
                                            lua_tostring(L, 2)));
    return 1;
}

void ri_push_attributes(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const ri_view *view = lua_touserdata(L, 1);
    (void)s;
    (void)index;
    /* An attr is kept with its view, which may stand for another subject by now. */
    if (lua_getiuservalue(L, 1, 1) != LUA_TUSERDATA) {
        lua_pop(L, 1);
        (void)ri_value_new(L, RI_TAG_ATTRIBUTES, sizeof(ri_view));
        lua_rawgetp(L, LUA_REGISTRYINDEX, &attribute_meta);
        lua_setmetatable(L, -2);
        lua_pushvalue(L, -1);
        (void)lua_setiuservalue(L, 1, 1);
    }
    ri_view *attributes = lua_touserdata(L, -1);
    attributes->shape = view->shape;
    attributes->index = view->index;
    attributes->run = view->run;
}

/* ---- pushing ---- */

static ri_view *view_new(lua_State *L, uint32_t shape)
{
    ri_view *view = ri_value_new(L, RI_TAG_VIEW, sizeof *view);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &metatables[shape]);
    lua_setmetatable(L, -2);
    view->shape = shape;
    return view;
}

/* The subject has one view for all calls: most functions touch nothing else. */
static void push_subject(lua_State *L, const raci_policy *policy)
{
    ri_kind kind = ri_ref_kind(policy->subject);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &subjects[kind]);
    ri_view *view = lua_touserdata(L, -1);
    view->index = ri_ref_index(policy->subject);
    view->run = policy->run;
}

/* Others are kept for the call; each call begins with none, so that what one costs
   does not depend on those before. */
static void push_call_views(lua_State *L, raci_policy *policy)
{
    if (policy->cached) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &call_views);
        return;
    }
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &call_views);
    policy->cached = true;
}

void ri_view_push(lua_State *L, uint32_t shape, uint32_t index)
{
    raci_policy *policy = ri_policy_of(L);
    lua_Integer key = (lua_Integer)((shape << RI_REF_BITS) | index);
    if (policy->subject != RI_NONE && key == (lua_Integer)policy->subject) {
        push_subject(L, policy);
        return;
    }
    ri_fuel_spend(L, 2);
    push_call_views(L, policy); /* views */
    if (lua_rawgeti(L, -1, key) == LUA_TNIL) {
        lua_pop(L, 1);
        ri_view *view = view_new(L, shape);
        view->index = index;
        view->run = policy->run;
        lua_pushvalue(L, -1); /* views, view, view */
        lua_rawseti(L, -3, key);
    }
    lua_remove(L, -2);
}

void ri_view_push_ref(lua_State *L, ri_ref ref)
{
    if (ref == RI_NONE) {
        lua_pushnil(L);
    } else {
        ri_view_push(L, (uint32_t)ri_ref_kind(ref), ri_ref_index(ref));
    }
}

void ri_push_string(lua_State *L, const char *string)
{
    if (string == NULL) {
        lua_pushnil(L);
    } else {
        lua_pushstring(L, string);
    }
}

void ri_push_word(lua_State *L, const ri_snapshot *s, uint32_t word)
{
    ri_push_string(L, word == RI_NONE ? NULL : ri_intern_get(s->words, word));
}

void ri_push_key(lua_State *L, const ri_snapshot *s, ri_kind kind, uint32_t index)
{
    ri_push_string(L, index == RI_NONE ? NULL : ri_snapshot_rows(s, kind)->key[index]);
}

void ri_push_name(lua_State *L, const ri_snapshot *s, ri_kind kind, uint32_t index)
{
    if (ri_snapshot_rows(s, kind)->name == NULL) {
        ri_raise(L, 1, "names were not loaded for this run");
    }
    ri_push_string(L, ri_snapshot_rows(s, kind)->name[index]);
}

void ri_push_keys(lua_State *L, const ri_snapshot *s, ri_kind kind, const uint32_t *items,
                  uint32_t n)
{
    ri_fuel_spend(L, n);
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        ri_push_key(L, s, kind, items[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

void ri_push_words(lua_State *L, const ri_snapshot *s, const uint32_t *words, uint32_t n)
{
    ri_fuel_spend(L, n);
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        ri_push_word(L, s, words[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

void ri_push_order(lua_State *L, int64_t order)
{
    if (order == INT64_MAX) {
        lua_pushnil(L);
    } else {
        lua_pushinteger(L, (lua_Integer)order);
    }
}

/* ---- arguments ---- */

const ri_view *ri_view_at(lua_State *L, int index)
{
    const ri_view *view = ri_value_at(L, index, RI_TAG_VIEW);
    if (view != NULL) {
        check_fresh(L, ri_policy_of(L), view);
        note_look(ri_policy_of(L), view);
    }
    return view;
}

uint32_t ri_view_self(lua_State *L, uint32_t shape, const char *method)
{
    const ri_view *view = ri_view_at(L, 1);
    if (view == NULL || view->shape != shape) {
        ri_raise(L, 1, "%s is asked of a %s, with a colon: x:%s(…)", method, ri_shape_name(shape),
                 method);
        return 0;
    }
    return view->index;
}

ri_ref ri_view_argument(lua_State *L, int index, ri_kind kind, const char *what)
{
    raci_policy *policy = ri_policy_of(L);
    const ri_view *view = ri_view_at(L, index);
    if (view != NULL && view->shape == (uint32_t)kind) {
        return ri_ref_make(kind, view->index);
    }
    size_t length = 0;
    const char *key = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : "";
    const char *prefix = ri_kind_name(kind);
    size_t skip = strlen(prefix);
    if (strncmp(key, prefix, skip) == 0 && key[skip] == ':') {
        key += skip + 1;
        length -= skip + 1;
    }
    if (!ri_key_valid(key, length)) {
        char found[RI_FOUND_SIZE];
        ri_raise(L, 1, "%s takes a %s: its key, \"%s:key\" or a view, found %s", what, prefix,
                 prefix, ri_found(L, index, found));
    }
    ri_ref ref = RI_NONE;
    ri_fuel_spend(L, 10);
    if (ri_name_find(policy, kind, key, &ref) == RI_EXISTS_NEVER) {
        char message[256];
        ri_name_unknown(policy, kind, key, message, sizeof message);
        ri_raise(L, 1, "%s: %s", what, message);
    }
    return ref;
}

/* ---- opening ---- */

/* Pushes the table of a shape's fields. */
static void push_fields(lua_State *L, const ri_field *fields)
{
    lua_newtable(L);
    for (; fields->name != NULL; fields++) {
        if (fields->get != NULL) {
            lua_pushlightuserdata(L, (void *)fields);
        } else {
            lua_pushcfunction(L, fields->method);
        }
        lua_setfield(L, -2, fields->name);
    }
}

/* Adds what all metatables have to the one on top. */
static void close_metatable(lua_State *L, const char *name)
{
    lua_pushcfunction(L, view_newindex);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, view_equal);
    lua_setfield(L, -2, "__eq");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
}

void ri_views_open(lua_State *L)
{
    for (uint32_t shape = 0; shape < RI_SHAPE_COUNT; shape++) {
        if (fields_of(shape) == NULL) {
            continue;
        }
        lua_createtable(L, 0, 5);
        push_fields(L, fields_of(shape));
        lua_pushcclosure(L, view_index, 1);
        lua_setfield(L, -2, "__index"); /* metatable */
        close_metatable(L, ri_shape_name(shape));
        lua_rawsetp(L, LUA_REGISTRYINDEX, &metatables[shape]);
    }
    lua_createtable(L, 0, 5);
    lua_pushcfunction(L, attribute_index);
    lua_setfield(L, -2, "__index");
    close_metatable(L, "attr");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &attribute_meta);
    for (uint32_t kind = 0; kind < RI_KIND_COUNT; kind++) {
        if (fields_of(kind) != NULL) {
            (void)view_new(L, kind);
            /* Its attr is made now: the first call must not pay for it. */
            lua_insert(L, 1);
            ri_push_attributes(L, NULL, 0);
            lua_pop(L, 1);
            lua_pushvalue(L, 1);
            lua_remove(L, 1);
            lua_rawsetp(L, LUA_REGISTRYINDEX, &subjects[kind]);
        }
    }
    ri_letters_open(L);
    ri_org_open(L);
}
