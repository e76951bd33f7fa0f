#include "policy/freeze.h"

#include "policy/held.h"
#include "policy/machine.h"
#include "policy/state.h"

/* ---- one table ---- */

/* A read-only table's metatable has the shadow at 1 too; policies cannot set
   metatables, so no other has anything there. */
void ri_contents(lua_State *L, int index)
{
    lua_pushvalue(L, index);
    if (!lua_getmetatable(L, -1)) {
        return;
    }
    /* stack: … table, meta */
    if (lua_rawgeti(L, -1, 1) == LUA_TTABLE) {
        lua_replace(L, -3);
        lua_pop(L, 1);
    } else {
        lua_pop(L, 2);
    }
}

bool ri_is_frozen(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) {
        return false;
    }
    bool frozen = lua_rawgeti(L, -1, 1) == LUA_TTABLE;
    lua_pop(L, 2);
    return frozen;
}

/* __newindex(table, key, value) */
static int refuse_change(lua_State *L)
{
    if (lua_type(L, 2) == LUA_TSTRING) {
        return ri_raise(L, 1, "'%s' cannot be assigned: this table is read-only",
                        lua_tostring(L, 2));
    }
    return ri_raise(L, 1, "this table is read-only");
}

/* __len(table) */
static int length(lua_State *L)
{
    ri_contents(L, 1);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

/* Pushes the metatable of the read-only table whose shadow is on top; pops that. */
static void push_lock(lua_State *L)
{
    /* stack: … shadow */
    lua_createtable(L, 1, 4);
    lua_insert(L, -2);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_change);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, length);
    lua_setfield(L, -2, "__len");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
}

void ri_table_lock(lua_State *L)
{
    int table = lua_gettop(L);
    lua_newtable(L);
    int shadow = table + 1;
    /* stack: … table, shadow */
    lua_Integer n = (lua_Integer)lua_rawlen(L, table);
    for (lua_Integer i = 1; i <= n; i++) { /* in order, so that the shadow has an array */
        lua_rawgeti(L, table, i);
        lua_rawseti(L, shadow, i);
    }
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_settop(L, shadow + 1)) {
        /* stack: … table, shadow, key, value */
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, shadow);
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, table); /* emptying what is being walked is allowed */
    }
    push_lock(L);
    lua_setmetatable(L, table);
}

/* ---- everything ---- */

/* A table with a metatable is read-only already or an environment, which after the
   freeze refuses assignments itself. */
static void lock_plain(lua_State *L, int index)
{
    if (lua_type(L, index) == LUA_TTABLE && !lua_getmetatable(L, index)) {
        lua_pushvalue(L, index);
        ri_table_lock(L);
    }
}

/* Gives the value on top a number in the list when it has none; pops it. */
static void list_object(lua_State *L, void *payload)
{
    (void)payload;
    ri_slot_push(L, RI_SLOT_NUMBERS);
    lua_insert(L, -2);
    /* stack: … numbers, value */
    lua_pushvalue(L, -1);
    bool known = lua_rawget(L, -3) != LUA_TNIL;
    lua_pop(L, 1);
    if (known) {
        lua_pop(L, 2);
        return;
    }
    ri_slot_push(L, RI_SLOT_OBJECTS);
    lua_pushvalue(L, -2);
    lua_Integer number = (lua_Integer)lua_rawlen(L, -2) + 1;
    lua_rawseti(L, -2, number);
    lua_pop(L, 1);
    /* stack: … numbers, value */
    lua_pushinteger(L, number);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

static void list_all_of(lua_State *L, ri_slot slot)
{
    ri_slot_push(L, slot);
    int list = lua_gettop(L);
    lua_Integer n = (lua_Integer)lua_rawlen(L, list);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, list, i);
        list_object(L, NULL);
    }
    lua_pop(L, 1);
}

void ri_machine_freeze(lua_State *L)
{
    ri_machine *machine = ri_machine_at(L);
    bool was_free = machine->budget.free;
    machine->budget.free = true; /* its size is that of what the policy has made */
    lua_newtable(L);
    ri_slot_set(L, RI_SLOT_NUMBERS);
    lua_newtable(L);
    ri_slot_set(L, RI_SLOT_OBJECTS);
    list_all_of(L, RI_SLOT_ENVIRONMENTS);
    list_all_of(L, RI_SLOT_KEPT);
    ri_slot_push(L, RI_SLOT_OBJECTS);
    int objects = lua_gettop(L);
    /* The list grows while it is walked: no recursion, however deep the tables. */
    for (lua_Integer i = 1; lua_rawgeti(L, objects, i) != LUA_TNIL; i++) {
        lock_plain(L, objects + 1);
        ri_held_each(L, objects + 1, list_object, NULL);
        lua_settop(L, objects);
    }
    lua_settop(L, objects - 1);
    ri_cells_keep(L);
    machine->frozen = true;
    machine->budget.free = was_free;
}
