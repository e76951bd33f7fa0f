/*
 * What a model says of itself, held against what it has.
 */
#ifndef RI_EXAMINED_H
#define RI_EXAMINED_H

#include <stdbool.h>

#include "raci/model.h"
#include "store/examine.h"

/* A model of a store that was opened, which becomes the model's. Gives an owned model. */
raci_status ri_model_of_store(raci_model **out, ri_store *store, raci_error *err);

/* What came of the digest. */
typedef struct ri_content {
    char computed[65]; /* of what is there; "" where it cannot be read */
    bool same;
} ri_content;

/* Looks at the facts of the file, the digest of its content, and its index of names. */
raci_status ri_model_examine(ri_content *out, raci_model *model, const ri_flaw_watch *watch,
                             raci_error *err);
/* Notes a digest as that of the content, within the caller's transaction; drops facts that raci
   does not know; and makes the index of names anew. */
raci_status ri_model_mend(raci_model *model, const char *digest, raci_error *err);

#endif
