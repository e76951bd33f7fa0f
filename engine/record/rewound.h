/*
 * The organization as it was when something was recorded.
 */
#ifndef RI_REWOUND_H
#define RI_REWOUND_H

#include "raci/model.h"

/* A copy in memory of a model as it was when an entry was recorded, of which the model's digest
   then is known: all changes and acts recorded since are taken back, *n of them. NULL where it
   does not come to that digest: something else altered the model, such as an import. Owned. */
raci_status ri_model_rewound(raci_model **out, size_t *n, raci_model *model, int64_t entry,
                             const char *digest, raci_error *err);

#endif
