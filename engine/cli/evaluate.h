/*
 * Model, policy and date on the way to a result.
 */
#ifndef CLI_EVALUATE_H
#define CLI_EVALUATE_H

#include "cli/failure.h"

#define PATH_SIZE 4096

typedef struct evaluation {
    raci_model *model;
    raci_policy *policy;
    raci_result *result;
    raci_answer *answer;
    raci_holders *holders; /* whom `what`, `why-not` and `impact` are about */
    raci_whatif *whatif;
    raci_model *other;         /* with which `diff` compares */
    raci_policy *other_policy; /* with which `check --diff` does */
    raci_diff *diff;
    raci_inbox *inbox;
    raci_packet *packet;
    raci_packets *packets;
    raci_timeline *timeline;
    raci_briefs *briefs;
    raci_lint *lint;
    raci_profile *profile;   /* where it is noted what all this takes, or NULL */
    const raci_brief *brief; /* one of them */
    int64_t entry;           /* what was recorded */
    problems found;
    char policy_folder[PATH_SIZE]; /* from which it was read, unless it was named; or "" */
    raci_error err;
    stage at; /* where `err` arose */
} evaluation;

/* The folder of policies beside a model: written to `out`. Fails with RACI_INVALID
   when the path is too long. */
raci_status policy_beside(char out[PATH_SIZE], const char *model, raci_error *err);

/* Opens the model that the options name. */
raci_status model_open(raci_model **out, const options *o, int writable, raci_error *err);

/* From then on imports into it are recorded, as of the time that the options say. */
raci_status imports_record(raci_model *model, const options *o, raci_error *err);

/* Opens the model, loads the policy. */
raci_status evaluation_open(evaluation *e, const options *o);
/* The same in two steps. */
raci_status evaluation_model(evaluation *e, const options *o, bool writable);
raci_status evaluation_policy(evaluation *e, const options *o);
/* The same, with a model that can be written. */
raci_status evaluation_begin(evaluation *e, const options *o, bool writable);
/* The same, and evaluates everything; or one subject. */
raci_status evaluation_check(evaluation *e, const options *o, const raci_check_options *how);
raci_status evaluation_ask(evaluation *e, const options *o, const char *subject);
/* Finds the holders that a text may mean, and asks when it is one. */
raci_status evaluation_ask_why_not(evaluation *e, const options *o, const char *subject,
                                   const char *letter, const char *holder);
/* The same as the first, but first finds the holders that a text may mean; evaluates
   when it is one. */
raci_status evaluation_find(evaluation *e, const options *o, const char *holder,
                            const raci_check_options *how);
void evaluation_close(evaluation *e);

/* Tells of e->err. Gives the exit status. */
int evaluation_failed(const evaluation *e, const options *o);

#endif
