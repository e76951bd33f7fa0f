/*
 * What raci_check and raci_ask give, for the renderers.
 */
#ifndef RI_RESULT_H
#define RI_RESULT_H

#include "base/arena.h"
#include "check/finding.h"
#include "resolve/tally.h"

typedef struct ri_summary {
    size_t subjects;
    size_t assignments;
    size_t kinds[RI_FINDING_KIND_COUNT];
    size_t severities[RACI_ERROR + 1];
    size_t *codes; /* by code; in the arena of the result */
    size_t escalated_cxo;
    size_t escalated_ceo;
    size_t escalated_other;
    size_t escalated_none;
} ri_summary;

/* The counter of where a finding goes, NULL when it does not escalate. `cxo` and `ceo` are
   the words of these offices in the snapshot, or RI_NONE. */
size_t *ri_summary_route(ri_summary *summary, const ri_snapshot *s, const ri_escalated *route,
                         uint32_t cxo, uint32_t ceo);

struct raci_result {
    ri_arena *arena;
    raci_model *model;   /* borrowed */
    raci_policy *policy; /* borrowed */
    ri_snapshot *snapshot;
    ri_resolver *resolver;
    ri_matrix matrix;     /* empty when only counts were asked for */
    ri_tally tally;       /* of all its rows */
    ri_finding *findings; /* by subject, code, key */
    size_t n_findings;
    ri_finding *accepted; /* those an acceptance covers; not among `findings` */
    size_t n_accepted;
    ri_summary summary; /* of `findings` */
    ri_bits due; /* of one that is had from another: numbers of the subjects that were looked at
                    again; else no set */
    const bool *asked; /* by code: whether its findings were sought and kept; in the arena */
    int32_t date;
    uint32_t workers;      /* how many processes evaluate it; 0 and 1: this one alone */
    bool counts_only;      /* only the counts are to be shown */
    bool narrowed;         /* some findings were left out, */
    bool only_new;         /* because an earlier run had them */
    char model_digest[65]; /* of what was evaluated; "" unless everything was to be kept */
};

/* Whether a finding of the result from which this one is had is one of this one's too. */
bool ri_result_retains(const raci_result *result, const ri_finding *finding);

/* A thing that a question's text fits. */
typedef struct ri_candidate {
    const char *ref; /* "touchpoint:checkout" */
    const char *name;
    const char *journey; /* its first journey's key, or NULL */
} ri_candidate;

struct raci_answer {
    ri_arena *arena;
    raci_model *model;
    raci_policy *policy;
    ri_focus *focus;
    ri_snapshot *snapshot; /* focused */
    ri_resolver *resolver;
    const ri_settlement *settlement; /* of `subject`; NULL with candidates */
    ri_ref subject;
    ri_finding *findings; /* the local ones of the subject, by code, key */
    size_t n_findings;
    ri_candidate *candidates;
    size_t n_candidates;
    struct ri_why_not *why_not; /* of raci_ask_why_not (check/why_not.h), or NULL */
    int32_t date;
};

/* The letter of that name. Fails with RACI_INVALID naming those of the scheme. */
raci_status ri_letter_named(uint8_t *out, const ri_scheme *scheme, const char *letter,
                            raci_error *err);

#endif
