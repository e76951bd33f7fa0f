/*
 * Who an owner of code is, by the handle, team or e-mail address that a file has.
 */
#ifndef RI_OWNER_HOLDERS_H
#define RI_OWNER_HOLDERS_H

#include "intake/letters.h"
#include "intake/path_owners.h"
#include "model/adopt.h"
#include "model/exact_names.h"

typedef struct ri_owner_holders ri_owner_holders;

/* Gives an owned object, or NULL when memory is exhausted. What is given is borrowed. */
ri_owner_holders *ri_owner_holders_new(ri_adopting *a, ri_exact_names *names,
                                       const ri_letters *letters);
void ri_owner_holders_free(ri_owner_holders *holders); /* NULL is allowed */

/* Gives the references of an owner: one, or those that the dictionary has for it. Somebody new is
   added to what is imported, and what is not sure is noted at `place`, both once. Fails with
   RACI_IO, RACI_NOMEM. */
raci_status ri_owner_holders_find(const char *const **out, size_t *n, ri_owner_holders *holders,
                                  const ri_path_owner *owner, const char *place, raci_error *err);

#endif
