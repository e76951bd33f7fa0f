/*
 * Findings as the record has them: everything is text, nothing needs the
 * organization or the policy any more.
 */
#ifndef RI_FINDING_ROW_H
#define RI_FINDING_ROW_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "check/finding.h"
#include "store/store.h"

typedef struct ri_finding_row {
    const char *subject;
    const char *code;
    const char *key;
    int64_t first_run;
    int64_t last_run; /* 0: still there in the last run */
    const char *fingerprint;
    const char *kind;
    const char *severity;
    const char *letter; /* NULL for none; likewise below */
    bool accepted;
    const char *parties; /* ';' list of references */
    int64_t rules;       /* number of a set of rules; 0 for none */
    const char *message;
    const char *cause;
    const char *to;
    const char *reason; /* NULL: it does not escalate */
    const char *path;   /* 'position:cxo=vacant', ';' list */
} ri_finding_row;

/* Reads the columns of the statements about findings; texts are borrowed from the
   statement until its next step. Fails when the file is damaged. */
raci_status ri_finding_row_read(ri_finding_row *out, ri_stmt *stmt, raci_error *err);
/* Binds the parameters of STMT_RUN_FINDING_ADD. */
void ri_finding_row_bind(const ri_finding_row *row, ri_stmt *stmt);
/* By subject, code and key: the order in which the record has them. */
int ri_finding_row_order(const ri_finding_row *a, const ri_finding_row *b);
/* The same of a finding and a row: it is the order of a result's findings too. */
int ri_finding_order(const ri_finding *finding, const ri_finding_row *row);
/* Whether two say the same, but for their runs. */
bool ri_finding_row_equal(const ri_finding_row *a, const ri_finding_row *b);
/* A copy whose texts live in the arena. false: memory is exhausted. */
bool ri_finding_row_copy(ri_finding_row *out, const ri_finding_row *row, ri_arena *arena);
/* Whether the run shows it. */
bool ri_finding_row_in(const ri_finding_row *row, int64_t run);

#endif
