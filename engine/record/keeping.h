/*
 * Keeping a run: what the files keep_*.c share. All of them write in the one
 * transaction of raci_record, and add to the body of its entry what they write.
 */
#ifndef RI_KEEPING_H
#define RI_KEEPING_H

#include "check/result.h"
#include "raci/record.h"
#include "record/body.h"
#include "record/classes.h"

typedef struct ri_keeping {
    ri_store *store;
    const raci_result *result;
    ri_arena *arena; /* for the time of the keeping */
    ri_body body;
    ri_text line; /* scratch of the body */
    ri_run_row run;
} ri_keeping;

/* One ordered pass over two sides: what the last run has, and what the new one gives. */
typedef struct ri_pass {
    /* Moves to a side's next row; *there is false when it has no more. */
    raci_status (*step_old)(void *p, bool *there, raci_error *err);
    raci_status (*step_new)(void *p, bool *there, raci_error *err);
    /* The order of the rows at hand. */
    int (*order)(const void *p);
    /* Takes the earlier row: below 0 the old one, above 0 the new one, at 0 both. false:
       memory is exhausted. */
    bool (*take)(void *p, int order);
} ri_pass;

raci_status ri_pass_both(const ri_pass *pass, void *p, raci_error *err);

/* The policy and its files; gives run.policy_id. */
raci_status ri_keep_policy(ri_keeping *k, raci_error *err);
/* The bytes of a text, which has none yet. */
raci_status ri_keep_text_parts(ri_store *store, int64_t id, const char *bytes, size_t length,
                               raci_error *err);
/* Who holds what, where that differs from the run before; counts run.moves. */
raci_status ri_keep_assignments(ri_keeping *k, raci_error *err);
/* The findings, likewise; counts run.added, changed, gone. */
raci_status ri_keep_findings(ri_keeping *k, raci_error *err);
/* How long their keys have been there. `keys` are all of the run, as numbers: millions are
   sorted, which they will be afterwards. */
raci_status ri_keep_series(ri_keeping *k, uint64_t *keys, size_t n, raci_error *err);

#endif
