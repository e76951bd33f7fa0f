/*
 * What the model has by exactly a name, where names that differ in a sign are different things,
 * as paths and handles are. (known_names.h compares names as people mean them.)
 */
#ifndef RI_EXACT_NAMES_H
#define RI_EXACT_NAMES_H

#include "intake/keys_made.h"
#include "raci/model.h"

typedef struct ri_exact_names ri_exact_names;

/* Learns what is there on a day; the keys of touchpoints and of holders are taken from these, so
   that they are not made again. Gives an owned object. Fails as loading does. */
raci_status ri_exact_names_new(ri_exact_names **out, raci_model *model, int32_t day,
                               ri_keys_made *touchpoint_keys, ri_keys_made *holder_keys,
                               raci_error *err);
void ri_exact_names_free(ri_exact_names *names); /* NULL is allowed */

/* The key of the touchpoint of a name; NULL: none has it. Borrowed. */
const char *ri_exact_touchpoint(const ri_exact_names *names, const char *name);
/* The reference of the holder of a name, or of a key, in small letters: the first of position,
   unit, team, person; NULL: none has it. Borrowed. */
const char *ri_exact_holder(const ri_exact_names *names, const char *name);
/* Says that a name is this holder's from now on, unless somebody has it. The reference must outlive
   the names. false when memory is exhausted. */
bool ri_exact_add_holder(ri_exact_names *names, const char *name, const char *reference);

#endif
