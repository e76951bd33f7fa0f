/*
 * Whether a name that a policy mentions exists: in the snapshot, or on some other
 * date in the model.
 */
#ifndef RI_NAMES_H
#define RI_NAMES_H

#include "policy/bind.h"

typedef enum ri_existence {
    RI_EXISTS_NOW,       /* *out is it */
    RI_EXISTS_ELSEWHERE, /* the model has it on another date, or may have it */
    RI_EXISTS_NEVER
} ri_existence;

/* Looks a key up during a run. Without a model all that is not in the snapshot may
   exist elsewhere, and the run has lacked one. Never raises. */
ri_existence ri_name_find(raci_policy *policy, ri_kind kind, const char *key, ri_ref *out);

/* Says that the model has it on no date, with the nearest name that it has. */
void ri_name_unknown(raci_policy *policy, ri_kind kind, const char *key, char *out, size_t size);

/* Whether all that a holder expression names exists on some date; else false and
   what to say. */
bool ri_name_holder(raci_policy *policy, const ri_holder *holder, char *out, size_t size);

#endif
