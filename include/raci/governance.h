/*
 * The governance models that the library carries: policies, each of which answers in its
 * own way who is accountable for the customer's experience. raci_policy_load takes their names.
 */
#ifndef RACI_GOVERNANCE_H
#define RACI_GOVERNANCE_H

#include "raci/error.h"

#ifdef __cplusplus
extern "C" {
#endif

#define RACI_GOVERNANCE_NAME 64 /* bytes of a name, its NUL included */

typedef struct raci_governance {
    char name[RACI_GOVERNANCE_NAME]; /* "strategic-guide" */
    const char *file;                /* "rules/models/strategic-guide.lua"; static */
    const char *text;                /* the Lua of it; static */
    size_t length;                   /* of the text, in bytes */
} raci_governance;

/* Gives the i-th model, in byte order of the names; 0 beyond the last. */
int raci_governance_at(raci_governance *out, size_t i);

/* Gives the model of that name. Fails with RACI_NOTFOUND, naming the nearest. */
raci_status raci_governance_find(raci_governance *out, const char *name, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
