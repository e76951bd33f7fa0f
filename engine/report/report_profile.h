/*
 * The document of `check --profile`, between its formats for programs and its text.
 */
#ifndef RI_REPORT_PROFILE_H
#define RI_REPORT_PROFILE_H

#include "check/profiling.h"
#include "check/result.h"
#include "report/page.h"

typedef struct ri_profile_report {
    const raci_profile *profile;
    const raci_result *result;
    const ri_policy_data *policy;
    const char *digest;                /* the model's */
    uint32_t phases[RACI_PHASE_COUNT]; /* those that were entered, in their order */
    uint32_t n_phases;
    uint32_t *checks; /* codes that were asked, in the order of names */
    uint32_t n_checks;
    bool failed;
} ri_profile_report;

/* "open", "match". */
const char *ri_phase_name(uint32_t phase);
/* Nanoseconds, none of them below 0. */
uint64_t ri_phase_spent(const raci_profile *profile, uint32_t phase);
uint64_t ri_whole_spent(const ri_profile_report *report); /* in all phases */
uint64_t ri_rule_spent(const raci_profile *profile, uint32_t rule);
uint64_t ri_check_spent(const raci_profile *profile, uint32_t code);
/* Bytes by which a phase made grow what is in use; 0 where it gave back more. */
uint64_t ri_phase_grown(const raci_profile *profile, uint32_t phase);
uint64_t ri_profile_most(const raci_profile *profile);

/* The text, the worst first. */
void ri_profile_text(ri_page *page, ri_profile_report *report);

#endif
