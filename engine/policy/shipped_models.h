/*
 * Governance models among the files that the library carries: rules/models/NAME.lua.
 */
#ifndef RI_SHIPPED_MODELS_H
#define RI_SHIPPED_MODELS_H

#include <stdbool.h>

#include "base/embedded.h"
#include "raci/governance.h"

/* The file of the model of that name, NULL when there is none. */
const ri_embedded *ri_governance_file(const char *name);
/* The name of a model that is near to what somebody wrote; false when none is. */
bool ri_governance_near(char out[RACI_GOVERNANCE_NAME], const char *wanted);

#endif
