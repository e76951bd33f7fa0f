/*
 * What the other layers may ask of a model beside its snapshot: which names
 * exist on any date.
 */
#ifndef RI_KNOWN_H
#define RI_KNOWN_H

#include <stdbool.h>

#include "base/text.h"
#include "model/reference.h"
#include "raci/model.h"
#include "store/store.h"

/* The connection of a model; borrowed. */
ri_store *ri_model_store(raci_model *model);
/* Two texts for named.c: what was found there last, so that no row has to stay open for it and
   keep others from writing. */
ri_text *ri_model_found(raci_model *model);

/* Whatever writes the organization begins its transaction with the first, says with
   the second which thing is about to get or lose a period or a name, before it does so
   (`fresh`: it has had no period yet), and calls the third last: it brings the index of
   names up to date and computes the digest anew. */
raci_status ri_model_begin(raci_model *model, raci_error *err);
raci_status ri_model_rename(raci_model *model, ri_kind kind, int64_t id, bool fresh,
                            raci_error *err);
raci_status ri_model_seal(raci_model *model, raci_error *err);

/* Computes the digest of the content anew. */
raci_status ri_model_compute(char out[65], raci_model *model, raci_error *err);
/* The one that the file notes; of a file that notes none, as before anything is written, that of a
   model without any content. */
raci_status ri_model_noted(char out[RI_FACT_SIZE], bool *there, raci_model *model, raci_error *err);
/* Whether the content is what was written last, by its digest. Fails with RACI_FORMAT where not. */
raci_status ri_model_prove(raci_model *model, raci_error *err);

/* Before anything is answered: the same, and that the file is intact, where it is so small that it
   takes a few milliseconds; once for each opening. */
raci_status ri_model_trust(raci_model *model, raci_error *err);

/* Says how far work on the model is (raci_model_watch). Fails with RACI_STOPPED when somebody wants
   it to end. */
raci_status ri_model_tell(raci_model *model, const char *doing, uint64_t done, uint64_t whole,
                          raci_error *err);
/* Who is told of imports into a model: within the transaction, before anything is written, and
   once something was, and ri_model_seal was called. Nobody is told of dry runs and of copies. */
typedef struct ri_import_watch {
    raci_status (*begin)(raci_model *model, void *payload, raci_error *err);
    raci_status (*end)(raci_model *model, void *payload, raci_error *err);
    void (*release)(void *payload);
    void *payload; /* the model's, once it is watched */
} ri_import_watch;
/* Takes the place of the watch that there was. */
void ri_model_watch(raci_model *model, const ri_import_watch *watch);
/* The watch, or NULL. */
const ri_import_watch *ri_model_watched(const raci_model *model);

/* A copy in memory that can be changed; the model stays as it is. Gives an owned model. */
raci_status ri_model_copy(raci_model **out, raci_model *model, raci_error *err);
/* One on which a change of any size is tried and then given up: it lies in a temporary file. */
raci_status ri_model_trial(raci_model **out, raci_model *model, raci_error *err);
/* Makes a copy of a model (`was`) what the files of a folder say, from a day on; before it
   stays what it was. What the files do not have stays too; with `full` it ends on that day,
   of each table of which there is a file. Fails as raci_model_import. */
struct ri_files_read; /* files_read.h */
raci_status ri_model_become(struct ri_files_read *read, raci_model *copy, raci_model *was,
                            const char *dir, bool full, int32_t day, raci_problem_fn problem,
                            void *payload, raci_error *err);
/* From then on the model's policies may name what a snapshot has, too; NULL: no longer. */
struct ri_snapshot;
void ri_model_suppose(raci_model *model, const struct ri_snapshot *supposed);
/* Whether a key of that kind (unit, position, person, team, stage, channel,
   journey, touchpoint) exists on any date. */
raci_status ri_model_knows(bool *out, raci_model *model, ri_kind kind, const char *key,
                           raci_error *err);
/* Whether the model has the stated row of these columns. */
raci_status ri_model_states(bool *out, raci_model *model, const char *touchpoint,
                            const char *letter, const char *holder, raci_error *err);

#endif
