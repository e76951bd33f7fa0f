/*
 * Recorded findings with everything that a document shows of them.
 */
#ifndef RI_RECORDED_FINDING_H
#define RI_RECORDED_FINDING_H

#include "model/known.h"
#include "raci/check.h"
#include "record/finding_row.h"
#include "record/run_row.h"

typedef struct ri_recorded_rule {
    const char *name;
    const char *file; /* as that run found it; NULL for none */
    int line;         /* 0 for none */
} ri_recorded_rule;

typedef struct ri_recorded_finding {
    ri_finding_row row;
    ri_recorded_rule *rules;
    size_t n_rules;
    uint32_t step; /* of a scenario, from 1, that it is about; else 0 */
} ri_recorded_finding;

/* How the files of a run's policy were called, and where they were found. */
typedef struct ri_recorded_files {
    ri_policy_file *items;
    size_t n;
} ri_recorded_files;

/* Fills the rules of a finding whose row lives in the arena, as they do then. */
raci_status ri_recorded_rules_read(ri_recorded_finding *finding, const ri_recorded_files *files,
                                   ri_store *store, ri_arena *arena, raci_error *err);

/* The findings on a subject in a run, but accepted ones, by code and key, in the arena. */
raci_status ri_recorded_findings_of(ri_recorded_finding **out, size_t *n, ri_store *store,
                                    int64_t run, const char *subject, ri_arena *arena,
                                    raci_error *err);

/* A severity by its name; info for any other. */
raci_severity ri_recorded_severity(const char *name);

#endif
