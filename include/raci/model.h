/*
 * The model: an organization in one SQLite file.
 *
 * A model is used by one thread at a time; several models are independent.
 */
#ifndef RACI_MODEL_H
#define RACI_MODEL_H

#include "raci/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct raci_model raci_model;

/* Makes a new, empty model file. Gives an owned model, open for writing. Fails
   with RACI_EXISTS when something is at `path` (it is left alone), RACI_IO. */
raci_status raci_model_create(raci_model **out, const char *path, raci_error *err);

/* Opens an existing model, for writing too when `writable` is not 0. Gives an
   owned model. Fails with RACI_NOTFOUND, RACI_FORMAT when the file is no model
   or is damaged, RACI_NEWER, RACI_IO. */
raci_status raci_model_open(raci_model **out, const char *path, int writable, raci_error *err);

/* Closes it; NULL is allowed. */
void raci_model_close(raci_model *model);

/* How far a piece of work is that may take long. */
typedef struct raci_progress {
    const char *doing; /* "reading", "taking over", "importing", "checking", "finishing"; static */
    uint64_t done;     /* bytes or steps; it begins anew with each piece of work */
    uint64_t whole;    /* of so many; 0: not known */
} raci_progress;

/* A return other than 0 stops the work, which then fails with RACI_STOPPED: nothing is written. */
typedef int (*raci_progress_fn)(const raci_progress *progress, void *payload);

/* From here on imports into the model, and what ends other changes of it, say how far they are,
   some hundred times at least where they take long, on the thread that called them; the library
   looks at no clock. NULL: no more. */
void raci_model_watch(raci_model *model, raci_progress_fn progress, void *payload);

/* What an import did, in rows. */
typedef struct raci_import_counts {
    size_t files;
    size_t added;
    size_t updated;
    size_t unchanged;
    size_t ended; /* what the files do not have, where they are said to be the whole */
} raci_import_counts;

/* From here on a model knows the keys of another one too, so that policies for it may name
   them; `other` must outlive that. NULL: only its own again. */
void raci_model_beside(raci_model *model, raci_model *other);

/* Reads every canonical CSV file that the folder `dir` has, or one such file, in one
   transaction: all of it or nothing. Rows are matched by key; absent ones are left alone.
   Calls `problem` (may be NULL) for the first 100 errors and then fails with
   RACI_INPUT. `counts` may be NULL. With `dry_run` nothing is kept.
   Fails also with RACI_NOTFOUND when the folder has no file it knows, RACI_BUSY,
   RACI_IO, RACI_LIMIT. */
raci_status raci_model_import(raci_model *model, const char *dir, int dry_run,
                              raci_import_counts *counts, raci_problem_fn problem, void *payload,
                              raci_error *err);

/* Whether a path is that of a canonical CSV file that is imported alone: by its name, and the
   columns that its table must have. */
int raci_model_takes(const char *path);

/* Writes all canonical CSV files into the folder `dir`, which is made when it is
   missing; files of these names are replaced, so that the folder says what the
   model says, and nothing else is touched. Each file appears whole or not at
   all. Equal models give equal bytes. Fails with RACI_IO. */
raci_status raci_model_export(raci_model *model, const char *dir, raci_error *err);

/* Called for each key, in byte order; `whole` is 0 for what only several keys begin
   with. A return other than 0 ends it. The key is valid during the call only. */
typedef int (*raci_key_fn)(const char *key, int whole, void *payload);

/* Tells which keys of a kind ("touchpoint", "journey", "position", "unit", "team",
   "person", "stage" or "channel"; on any date) begin as `beginning`; where they are
   more than `most`, the shortest beginnings that tell them apart. Reads as many rows
   as it tells, however large the model. Fails with RACI_INVALID for another kind. */
raci_status raci_model_keys(raci_model *model, const char *kind, const char *beginning, size_t most,
                            raci_key_fn each, void *payload, raci_error *err);

/* Gives the digest of the content: 64 hex digits, borrowed until the next
   import. */
raci_status raci_model_digest(const char **out, raci_model *model, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
