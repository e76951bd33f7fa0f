/*
 * Keys made of names and of other people's identifiers: lower case, transliterated, runs of
 * other characters as one '-'; what has a key already gets a number.
 */
#ifndef RI_KEYS_MADE_H
#define RI_KEYS_MADE_H

#include <stdbool.h>

#include "base/intern.h"
#include "base/text.h"

#define RI_KEY_MADE_MAX 180 /* bytes of a key before its number */

/* Appends the key that a name makes: [a-z0-9] with single '-', '.', '_' between them. Nothing
   is appended when the name has no letter or digit that can be written so. */
void ri_key_make(ri_text *out, const char *name);

typedef struct ri_keys_made ri_keys_made;

/* NULL when memory is exhausted. The keys of the second lie among other strings, which are
   borrowed: what has the bytes of a key there takes no further room. */
ri_keys_made *ri_keys_made_new(void);
ri_keys_made *ri_keys_made_among(ri_intern *texts);
void ri_keys_made_free(ri_keys_made *made);

/* A key of the name that was not given before: the name's own, else with -2, -3 … behind it.
   `otherwise` (a key itself, such as "unit") stands in where the name makes none. *numbered
   (may be NULL) says whether a number had to be put behind it. Borrowed until freed; NULL when
   memory is exhausted. */
const char *ri_keys_made_take(ri_keys_made *made, const char *name, const char *otherwise,
                              bool *numbered);
/* The same, by its number among the strings; RI_NONE when memory is exhausted. */
uint32_t ri_keys_made_number(ri_keys_made *made, const char *name, const char *otherwise,
                             bool *numbered);

#endif
