/*
 * Read-only tables. A table is made read-only in place: what it holds moves to a
 * shadow, and the table itself stays empty, so that every access meets the
 * metatable. Whoever reads a policy's table must read its contents.
 */
#ifndef RI_FREEZE_H
#define RI_FREEZE_H

#include <lua.h>
#include <stdbool.h>

/* Pushes the table that holds what the table at the index shows: itself, or its
   shadow. Never raises. */
void ri_contents(lua_State *L, int index);
/* Whether the value at the index is a read-only table. Never raises. */
bool ri_is_frozen(lua_State *L, int index);

/* Makes the table on top read-only, but not the tables in it. MAY RAISE. */
void ri_table_lock(lua_State *L);

#endif
