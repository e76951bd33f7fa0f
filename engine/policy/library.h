/*
 * The library of policies: built from nothing, so that what is not written here
 * does not exist. It sees through read-only tables and calls no metamethods.
 */
#ifndef RI_LIBRARY_H
#define RI_LIBRARY_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

/* Makes the library's names; gives texts their methods. MAY RAISE. */
void ri_library_open(lua_State *L);

typedef struct ri_function {
    const char *name; /* NULL ends a list */
    lua_CFunction function;
} ri_function;

extern const ri_function ri_base_functions[];   /* library_base.c */
extern const ri_function ri_string_functions[]; /* library_string.c */
extern const ri_function ri_search_functions[]; /* library_search.c: of string, too */
extern const ri_function ri_table_functions[];  /* library_table.c */
extern const ri_function ri_math_functions[];   /* library_math.c */

int ri_library_pairs(lua_State *L); /* library_pairs.c */
int ri_library_ipairs(lua_State *L);
int ri_library_sorted(lua_State *L); /* library_sorted.c */
int ri_library_format(lua_State *L); /* library_format.c */
void ri_pairs_open(lua_State *L);
/* Whether the value is a walk of pairs, and the table it walks over. */
bool ri_pairs_is_walk(lua_State *L, int index);
void ri_pairs_push_table(lua_State *L, int index);
void ri_math_values(lua_State *L); /* sets the numbers of math in the table on top */

/* ---- arguments; all MAY RAISE. `who` is the function's name for messages. ---- */

/* A text, or a number, which then is replaced by its text. */
const char *ri_argument_text(lua_State *L, int n, const char *who, size_t *length);
lua_Integer ri_argument_integer(lua_State *L, int n, const char *who);
lua_Integer ri_argument_integer_or(lua_State *L, int n, const char *who, lua_Integer otherwise);
lua_Number ri_argument_number(lua_State *L, int n, const char *who);
/* A table for reading: a read-only one is replaced by what it shows. */
void ri_argument_table(lua_State *L, int n, const char *who);
void ri_argument_function(lua_State *L, int n, const char *who);
/* Raises "who: argument n must be …, not …". */
int ri_argument_error(lua_State *L, int n, const char *who, const char *expected);

/* ---- texts ---- */

#define RI_NUMBER_SIZE 64
/* Writes a number as Lua does, the same everywhere. Gives its length. */
size_t ri_number_write(lua_State *L, int index, char buffer[RI_NUMBER_SIZE]);
/* Pushes the text of any value; never an address. */
void ri_push_text_of(lua_State *L, int index);

/* Compares texts by their bytes. */
int ri_bytes_compare(const char *a, size_t a_length, const char *b, size_t b_length);

/* Raises unless a text of that many bytes may be made; takes fuel for it. */
void ri_text_allow(lua_State *L, size_t length);

#endif
