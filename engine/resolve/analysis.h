/*
 * What can be said of a policy's rules without a subject: which of them disagree, which
 * never speak, which say nothing of their own, and what none of them reaches.
 *
 * A verdict is certain, or possible: where a `when` decides, where holders depend on the
 * subject, or where the work that is allowed did not suffice.
 */
#ifndef RI_ANALYSIS_H
#define RI_ANALYSIS_H

#include "base/arena.h"
#include "model/snapshot.h"
#include "policy/declared.h"

/* In the byte order of the names of their checks. */
typedef enum ri_verdict_kind {
    RI_VERDICT_CONFLICT,   /* conflicting-rules: `rule` and `other` */
    RI_VERDICT_DEAD,       /* dead-rule */
    RI_VERDICT_DUPLICATE,  /* duplicate-rule: `rule` and `other` */
    RI_VERDICT_GENERAL,    /* general-beats-special: `rule` overrides `other` */
    RI_VERDICT_UNREASONED, /* override-without-reason */
    RI_VERDICT_SHADOWED,   /* shadowed-rule: `rule` by `other`, or by `others` together */
    RI_VERDICT_SUBSUMED,   /* subsumed-rule: `rule` in `other` */
    RI_VERDICT_UNCOVERED,  /* uncovered; no rule */
    RI_VERDICT_UNUSED,     /* unused-override: `rule` names `other`, or `stated` */
    RI_VERDICT_COUNT
} ri_verdict_kind;

/* Why a rule is dead, or an override unused. */
typedef enum ri_idle {
    RI_IDLE_ENDED,   /* it holds no more; of an override: what it names does not */
    RI_IDLE_NOTHING, /* nothing can fit its match */
    RI_IDLE_TODAY,   /* nothing that is there fits it */
    RI_IDLE_KINDS,   /* they are about other kinds of subjects */
    RI_IDLE_APART,   /* nothing fits both matches on one day */
    RI_IDLE_LETTERS, /* they meet, but on no letter */
    RI_IDLE_GONE     /* the touchpoint of the stated row that it names is not there */
} ri_idle;

/* One value that a subject which is not there would have; where none is said it has none, or
   one that no rule names. */
typedef struct ri_trait {
    uint8_t side; /* 0 of itself; of a passage 1 from, 2 to */
    ri_dimension dimension;
    const char *attribute;
    const char *value; /* NULL: `number` */
    int32_t number;
} ri_trait;

/* What such a subject would be. */
typedef struct ri_imagined {
    const char *said; /* "stage = \"usage\", tag = \"x\"" */
    const ri_trait *traits;
    uint32_t n;
    int32_t day; /* on which */
} ri_imagined;

#define RI_VERDICT_OTHERS 8 /* of several rules together so many are named */

typedef struct ri_verdict {
    ri_verdict_kind kind;
    bool certain;
    bool unknown;  /* only possible because the bound on work was met */
    uint32_t rule; /* numbers of the policy, or RI_NONE */
    uint32_t other;
    const char *stated; /* an override's stated row, by its name; else NULL */
    uint32_t others[RI_VERDICT_OTHERS];
    uint32_t n_named;
    uint32_t n_others; /* how many there are */
    uint8_t letter;    /* RI_LETTERS_MAX for none */
    ri_idle idle;
    ri_ref existing;            /* a witness that is there, or RI_NONE */
    const ri_imagined *witness; /* else what one would be, or NULL */
    uint32_t hub;               /* the rule with whose others it is told */
} ri_verdict;

/* Of a rule with very many partners, those that are no verdicts. */
typedef struct ri_untold {
    ri_verdict_kind kind;
    uint32_t hub;
    uint32_t n;
} ri_untold;

typedef struct ri_analysis {
    ri_verdict *verdicts; /* by kind, rule, other */
    size_t n;
    ri_untold *untold; /* by kind, then the most first */
    size_t n_untold;
    const bool *lifting; /* by rule: it requires something, or overrides lead from it, through
                            chains, to one that does */
    uint32_t undecided;  /* rules of which it is not known whether several always precede them */
} ri_analysis;

/* Analyses the rules from a date on; without a snapshot by what they mention alone. What
   is given lives in the arena. Fails with RACI_NOMEM, and with RACI_LIMIT where matches speak
   of more than 2,000 attributes. */
raci_status ri_analyze(ri_analysis *out, ri_arena *arena, const raci_policy *policy,
                       const ri_snapshot *snapshot, int32_t date, raci_error *err);

#endif
