/*
 * Changing the organization by steps, for good, and taking such changes back.
 */
#ifndef RACI_CHANGE_H
#define RACI_CHANGE_H

#include "raci/scenario.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What was done to the organization, as it is recorded. */
typedef struct raci_change raci_change;

typedef struct raci_apply_options {
    const char *date;        /* ISO: the day of steps that have none; no step is before it */
    const char *recorded_at; /* the time in UTC, "2026-11-22T10:30:00Z" */
    const char *because;     /* why, for the record, in UTF-8; NULL: what the scenarios give */
} raci_apply_options;

/* Takes the steps of n scenarios, one after the other, and records that, all in one
   transaction. The model must be open for writing. Gives an owned change. Nothing is
   written when a step does not apply: then each such step is told to `problem` (may be
   NULL), the first also to `err`, and it fails with RACI_POLICY; so it does when a step is
   before the day. Fails also with RACI_INVALID (date, time, reason), RACI_BUSY, RACI_IO. */
raci_status raci_apply(raci_change **out, raci_model *model, const raci_scenario *const *scenarios,
                       size_t n, const raci_apply_options *options, raci_problem_fn problem,
                       void *payload, raci_error *err);

/* Takes a change back: rows become what they were before it. `entry` is its number, 0 the
   newest one that has not been taken back. Where a row is not as the change left it, something
   names what would go, a row that would come back names what is gone, or units or positions
   would go in a circle, each is told to `problem` (may be NULL), the first also to `err`, and
   nothing is written: RACI_CHANGED. Fails with RACI_NOTFOUND when there is no such change,
   RACI_INVALID when it was taken back already, or is itself the taking back of one. Gives an
   owned change. */
raci_status raci_undo(raci_change **out, raci_model *model, int64_t entry, const char *recorded_at,
                      raci_problem_fn problem, void *payload, raci_error *err);

void raci_change_free(raci_change *change); /* NULL is allowed */
/* The number of its entry in the record. */
int64_t raci_change_entry(const raci_change *change);
/* How many keys have other rows since. */
size_t raci_change_keys(const raci_change *change);

#ifdef __cplusplus
}
#endif
#endif
