/*
 * Names that a table constructor gives twice. Lua keeps the last of them and says nothing, so
 * that what the first says would be lost.
 */
#ifndef RI_REPEATED_NAMES_H
#define RI_REPEATED_NAMES_H

#include "policy/tokens.h"

/* A field's name as it stands in the source. */
typedef struct ri_field_name {
    const char *bytes;
    size_t length;
    int line;
} ri_field_name;

/* The names of all constructors that are open, those of the innermost last. */
typedef struct ri_field_names {
    ri_field_name *items;
    size_t n;
    size_t capacity;
} ri_field_names;

/* Notes a name, or a text that stands for one. A text with escapes is passed over: it is not
   told what it comes to. The source must outlive the list. false: memory is exhausted. */
bool ri_field_names_add(ri_field_names *names, const ri_token *name);

/* Two fields of one name. */
typedef struct ri_repeated_name {
    ri_field_name first;
    ri_field_name again; /* bytes NULL: no name is given twice */
} ri_repeated_name;

/* Ends the constructor whose names are those from number `from` on: forgets them, and gives the
   first that is there before. false: memory is exhausted. */
bool ri_field_names_end(ri_field_names *names, size_t from, ri_repeated_name *repeated);
void ri_field_names_free(ri_field_names *names);

#endif
