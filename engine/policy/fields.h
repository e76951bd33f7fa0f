/*
 * Reading declared tables. They are closed: a field that is not known is a
 * problem with the nearest name, a value of the wrong type one that says what
 * was expected and what was found. Tables are read raw.
 */
#ifndef RI_FIELDS_H
#define RI_FIELDS_H

#include "policy/loader.h"

/* A table being read: `where` names it in messages ("match", "" for the
   statement's own). */
typedef struct ri_table {
    lua_State *L;
    int index; /* absolute */
    const ri_statement *at;
    const char *where;
} ri_table;

/* Complains of each field that is not among the names. MAY RAISE. */
void ri_fields_close(const ri_table *table, const char *const *names, size_t n);

/* Pushes a table of the named fields of one that is a list, too; complains of keys that are neither
   names nor places of the list, whose items are called `items`. MAY RAISE. */
void ri_fields_push_named(lua_State *L, int table, const ri_statement *at, const char *items);

/* Pushes a field; false when it is nil (and nothing stays pushed). MAY RAISE. */
bool ri_field_push(const ri_table *table, const char *name);

/* Each gives whether the field is there and right; a copy of a text lives in the
   policy's arena. MAY RAISE for want of memory. */
bool ri_field_text(const ri_table *table, const char *name, const char **out);
bool ri_field_flag(const ri_table *table, const char *name, bool *out);
bool ri_field_number(const ri_table *table, const char *name, double *out);
/* A day; `such` is one, for who wrote it otherwise. */
bool ri_field_day(const ri_table *table, const char *name, const char *such, int32_t *out);
/* A text or a list of texts, in the order given. */
bool ri_field_texts(const ri_table *table, const char *name, const char ***out, uint32_t *n);
/* One of n words; *out is its place. */
bool ri_field_word(const ri_table *table, const char *name, const char *const *words, size_t n,
                   size_t *out);

/* "info", "warning" or "error". */
bool ri_field_severity(const ri_table *table, const char *name, ri_severity *out);

/* Complains that a field (NULL: the table itself) must be `expected`, naming what
   stands at the index. */
void ri_field_wrong(const ri_table *table, const char *name, const char *expected, int index);
/* Complains of a field in other words. */
void ri_field_complain(const ri_table *table, const char *name, const char *format, ...)
    RI_PRINTF(3, 4);

/* Whether the table at the index has the keys 1 to n and no others; *n may be 0.
   Spends fuel for each. MAY RAISE. */
bool ri_list_length(lua_State *L, int index, uint32_t *n);
/* Copies the string at the index to the arena. NULL with *why when it is no valid
   text (a NUL, broken UTF-8, empty). MAY RAISE for want of memory. */
const char *ri_text_copy(lua_State *L, ri_arena *arena, int index, const char **why);
/* Copies the table's string keys to an array in byte order; complains of others.
   MAY RAISE. */
const char **ri_keys_sorted(const ri_table *table, uint32_t *n);
/* Sorts strings by bytes and drops repetitions; gives how many remain. */
uint32_t ri_strings_unique(const char **strings, uint32_t n);

#endif
