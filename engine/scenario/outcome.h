/*
 * What raci_whatif_run gives, for the renderers.
 */
#ifndef RI_OUTCOME_H
#define RI_OUTCOME_H

#include "check/outlook.h"
#include "model/files_read.h"
#include "raci/whatif.h"
#include "scenario/stack.h"
#include "scenario/two_results.h"

/* What somebody leaves behind: references, in order. */
typedef struct ri_impact {
    const char **vacant; /* positions that were filled, and are not any more */
    size_t n_vacant;
    const char **unowned; /* touchpoints of which nobody who is accountable is left */
    size_t n_unowned;
    const char **critical; /* those of them that matter most: moments of truth, and those of */
    size_t n_critical;     /* criticality 4 and 5 */
} ri_impact;

struct raci_whatif {
    ri_arena *arena;
    raci_model *model;   /* borrowed */
    ri_snapshot *base;   /* what it is as of the date, until that is evaluated, */
    ri_snapshot *then;   /* and what it is to be; or both are NULL, and there is */
    raci_model *copy;    /* a copy of it, changed */
    raci_policy *policy; /* borrowed */
    raci_scenario *own;  /* made here of what was asked, or NULL */
    const char *label;   /* the scenarios' names, the folder, who leaves */
    const char *because; /* NULL for none */
    const char *leaving; /* the reference, or NULL */
    const char *folder;  /* the organization's, or NULL */
    bool full;           /* what its files do not have ends */
    ri_files_read read;  /* from it */
    int32_t date;        /* both sides are as of this day */
    ri_stack stack;
    ri_unfits unfits;
    ri_recorded_finding *misfits; /* the findings of these; as many, in order of key */
    size_t n_misfits;
    bool begun;          /* the model is being read, for both sides at once */
    ri_outlook *outlook; /* `before` is its result; NULL where both are evaluated in full */
    bool borrows;        /* the outlook is that of several alternatives */
    raci_result *before;
    raci_result *after;
    ri_difference difference;
    ri_loads loads;
    ri_impact impact; /* where somebody leaves */
};

/* An empty one that knows what it is called; the options say so. Gives an owned what-if. */
raci_status ri_whatif_new(raci_whatif **out, raci_model *model, const raci_whatif_options *options,
                          raci_error *err);

/* How severe a step that did not apply is as a finding. Static. */
const char *ri_unfit_severity(const ri_policy_data *policy);
/* Counts so many of them in a summary, which the checks know nothing of. */
void ri_unfit_count(ri_summary *summary, size_t n, const ri_policy_data *policy);
/* The findings of steps that did not apply, as the policy wants them, by subject and key. */
raci_status ri_unfit_findings(ri_recorded_finding **out, size_t *n, const ri_unfits *unfits,
                              const ri_policy_data *policy, ri_arena *arena, raci_error *err);
/* Finds what is left behind. */
raci_status ri_impact_find(ri_impact *out, const raci_whatif *whatif, raci_error *err);

/* Makes a scenario in which a holder leaves on a day. Fails with RACI_NOTFOUND when there is no
   such holder, RACI_INVALID when nobody would leave. */
raci_status ri_scenario_of_leaving(raci_scenario **out, raci_model *model, const char *holder,
                                   const char *day, raci_error *err);

#endif
