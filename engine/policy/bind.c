#include "policy/bind.h"

#include <stdio.h>
#include <string.h>

#include "policy/library.h"

#define MAGIC UINT32_C(0x72616369)
#define SCRATCH_BYTES (64u << 10) /* beyond, the memory of earlier answers is freed */

raci_policy *ri_policy_of(lua_State *L)
{
    return ri_machine_owner(L);
}

void *ri_policy_take(lua_State *L, ri_arena *arena, size_t size)
{
    void *memory = ri_arena_take(arena, size);
    if (memory == NULL) {
        ri_policy_of(L)->nomem = true;
        ri_raise(L, 1, "not enough memory");
    }
    return memory;
}

char *ri_policy_string(lua_State *L, ri_arena *arena, const char *string)
{
    size_t length = strlen(string);
    char *copy = ri_policy_take(L, arena, length + 1);
    memcpy(copy, string, length + 1);
    return copy;
}

bool ri_policy_scratch(raci_policy *policy)
{
    if (policy->scratch != NULL && ri_arena_size(policy->scratch) > SCRATCH_BYTES) {
        ri_arena_free(policy->scratch);
        policy->scratch = NULL;
    }
    if (policy->scratch == NULL) {
        policy->scratch = ri_arena_new();
    }
    return policy->scratch != NULL;
}

/* The metatable of a tag is kept in the registry under the address of its place
   in this table. */
static const char *const tag_names[] = {
    [RI_TAG_HOLDER] = "holder expression",
    [RI_TAG_EXCEPT] = "except {…}",
    [RI_TAG_VIEW] = "view",
    [RI_TAG_ATTRIBUTES] = "attr",
    [RI_TAG_LETTERS] = "letters",
    [RI_TAG_STEP] = "a step",
    [RI_TAG_EXPECTATION] = "an expectation",
    [RI_TAG_ORGANIZATION] = "an organization",
};

void *ri_value_new(lua_State *L, ri_tag tag, size_t size)
{
    ri_value *value = lua_newuserdatauv(L, size, tag == RI_TAG_VIEW ? 2 : 1);
    memset(value, 0, size);
    value->magic = MAGIC;
    value->tag = tag;
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &tag_names[tag]) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_createtable(L, 0, 2);
        lua_pushstring(L, tag_names[tag]);
        lua_setfield(L, -2, "__name");
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
        lua_pushvalue(L, -1); /* value meta meta */
        lua_rawsetp(L, LUA_REGISTRYINDEX, &tag_names[tag]);
    }
    lua_setmetatable(L, -2);
    return value;
}

void *ri_value_at(lua_State *L, int index, ri_tag tag)
{
    if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) < sizeof(ri_value)) {
        return NULL;
    }
    ri_value *value = lua_touserdata(L, index);
    return value->magic == MAGIC && value->tag == tag ? value : NULL;
}

static const char *found_string(const char *string, char buffer[RI_FOUND_SIZE])
{
    size_t length = strlen(string);
    if (length <= 48) {
        (void)snprintf(buffer, RI_FOUND_SIZE, "\"%s\"", string);
        return buffer;
    }
    size_t cut = 44;
    while (cut > 0 && ((unsigned char)string[cut] & 0xC0) == 0x80) {
        cut--;
    }
    (void)snprintf(buffer, RI_FOUND_SIZE, "\"%.*s…\"", (int)cut, string);
    return buffer;
}

const char *ri_found(lua_State *L, int index, char buffer[RI_FOUND_SIZE])
{
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN:
        return lua_toboolean(L, index) ? "true" : "false";
    case LUA_TNUMBER: {
        char number[RI_NUMBER_SIZE];
        (void)ri_number_write(L, index, number);
        (void)snprintf(buffer, RI_FOUND_SIZE, "the number %s", number);
        return buffer;
    }
    case LUA_TSTRING:
        return found_string(lua_tostring(L, index), buffer);
    case LUA_TTABLE:
        return lua_rawlen(L, index) > 0 ? "a list" : "a table";
    case LUA_TFUNCTION:
        return "a function";
    case LUA_TUSERDATA:
        if (ri_value_at(L, index, RI_TAG_VIEW) != NULL) {
            const ri_view *view = lua_touserdata(L, index);
            (void)snprintf(buffer, RI_FOUND_SIZE, "a view of a %s", ri_shape_name(view->shape));
            return buffer;
        }
        for (int tag = RI_TAG_HOLDER; tag <= RI_TAG_ORGANIZATION; tag++) {
            if (ri_value_at(L, index, (ri_tag)tag) != NULL) {
                (void)snprintf(buffer, RI_FOUND_SIZE, "a value of %s", tag_names[tag]);
                return buffer;
            }
        }
        return "an object";
    default:
        return "nothing";
    }
}

const ri_snapshot *ri_running(lua_State *L, const char *what)
{
    raci_policy *policy = ri_policy_of(L);
    policy->looked = true;
    if (policy->snapshot == NULL) {
        ri_raise(L, 1,
                 "%s is there only while a rule's function is called for a subject: while the "
                 "policy loads there is no organization yet",
                 what);
    }
    return policy->snapshot;
}
