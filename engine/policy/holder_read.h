/*
 * Holder expressions: what a policy writes for who gets a letter, read from Lua
 * into data.
 */
#ifndef RI_HOLDER_READ_H
#define RI_HOLDER_READ_H

#include "policy/bind.h"

#define RI_MANAGER_DEPTH 16 /* of manager_of(manager_of(…)) */

/* A constructor's value, such as head_of("unit:ops") gives: opaque to the policy. */
typedef struct ri_holder_value {
    ri_value value;
    ri_holder_form form;
    ri_kind kind;
    uint32_t depth; /* of manager_of(manager_of(…)) */
    char key[];     /* the inner holder of manager_of is its user value */
} ri_holder_value;

typedef struct ri_holder_reader {
    ri_arena *arena;
    bool under;     /* under(…) is allowed: forbid and require */
    bool functions; /* a function is allowed: not in what one gives */
    char why[256];  /* after a failure: what was expected and found */
} ri_holder_reader;

/* Reads the expression at the index. NULL with reader->why when it is none. An
   empty list is read: it has no items. MAY RAISE for want of memory. */
ri_holder *ri_holder_read(lua_State *L, int index, ri_holder_reader *reader);

/* Splits a reference to a holder (position, unit, team, person, office). An
   office's name is made lower case, and 'cco' 'cxo'. false with `why`. The key is
   written to `key`. */
bool ri_holder_reference(const char *text, ri_kind *kind, char key[RI_KEY_MAX + 1], char *why,
                         size_t size);

/* The name of the constructor that this C function is, or NULL. */
const char *ri_constructor_name(lua_CFunction function);

#endif
