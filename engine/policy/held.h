/*
 * What the values of a policy hold: the graph that freezing walks, and that says
 * which functions a changed variable can reach.
 */
#ifndef RI_HELD_H
#define RI_HELD_H

#include <lua.h>

/* Called with something that can hold other values on top of the stack: a table, a
   Lua function, a walk of pairs. It must pop it. */
typedef void (*ri_held_fn)(lua_State *L, void *payload);

/* Calls `each` with everything that the value at the index holds directly. MAY
   RAISE only what `each` raises. */
void ri_held_each(lua_State *L, int index, ri_held_fn each, void *payload);

/* Pushes the table that has the entries of the one at the index: its shadow where it is
   read-only, what a file has declared where it is an environment; other metatables are the
   engine's. Never raises. */
void ri_held_contents(lua_State *L, int index);

/* Remembers what the upvalues of all listed functions hold. MAY RAISE. */
void ri_cells_keep(lua_State *L);

#endif
