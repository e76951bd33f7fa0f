/*
 * Runs as the record has them.
 */
#ifndef RI_RUN_ROW_H
#define RI_RUN_ROW_H

#include "base/arena.h"
#include "policy/declared.h"
#include "store/store.h"

enum {
    RI_RUN_SUBJECTS,
    RI_RUN_ASSIGNMENTS,
    RI_RUN_CONFLICTS,
    RI_RUN_GAPS,
    RI_RUN_RISKS,
    RI_RUN_HYGIENE,
    RI_RUN_POLICY,
    RI_RUN_ERRORS,
    RI_RUN_WARNINGS,
    RI_RUN_INFOS,
    RI_RUN_TO_CXO,
    RI_RUN_TO_CEO,
    RI_RUN_TO_OTHER,
    RI_RUN_TO_NONE,
    RI_RUN_ACCEPTED,
    RI_RUN_COUNTS
};

typedef struct ri_run_row {
    int64_t number;
    const char *date;
    const char *recorded_at;
    const char *policy_name;
    const char *policy_version;
    const char *policy_digest;
    const char *model_digest;
    const char *entry_digest;
    const char *raci;
    int64_t policy_id;
    const char *places;
    const char *scheme;
    const char *accountable;
    const char *responsible;
    const char *since; /* the earliest date of this and all later runs */
    int64_t counts[RI_RUN_COUNTS];
    int64_t added; /* against the run before; -1 for the first one */
    int64_t changed;
    int64_t gone;
    int64_t moves;
    int64_t entry; /* its number in the record */
} ri_run_row;

/* Reads the columns of STMT_RUN_LOG and STMT_RUN_OF into the arena. */
raci_status ri_run_row_read(ri_run_row *out, ri_stmt *stmt, ri_arena *arena, raci_error *err);
/* The run of that number. Fails with RACI_NOTFOUND. */
raci_status ri_run_row_get(ri_run_row *out, ri_store *store, int64_t number, ri_arena *arena,
                           raci_error *err);
/* The files of a policy, their texts too when `texts`, in the arena. Fails with RACI_FORMAT where a
   text is not the one that was recorded. */
raci_status ri_run_files(ri_policy_file **out, size_t *n, ri_store *store, int64_t policy_id,
                         bool texts, ri_arena *arena, raci_error *err);
/* The bytes of a text; *out is in the arena. */
raci_status ri_run_text(char **out, size_t *length, ri_store *store, int64_t id, ri_arena *arena,
                        raci_error *err);

#endif
