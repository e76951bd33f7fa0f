/*
 * The inside of the analysis, shared by its files: one space at a time.
 */
#ifndef RI_ANALYST_H
#define RI_ANALYST_H

#include "base/bits.h"
#include "resolve/analysis.h"
#include "resolve/fixed_holders.h"
#include "resolve/overlap.h"
#include "resolve/region.h"
#include "resolve/rule_facts.h"
#include "resolve/span.h"
#include "resolve/standing.h"

typedef struct ri_verdicts {
    ri_verdict *items;
    size_t n;
    size_t capacity;
} ri_verdicts;

typedef struct ri_untolds {
    ri_untold *items;
    size_t n;
    size_t capacity;
} ri_untolds;

typedef struct ri_analyst {
    ri_arena *arena;
    const raci_policy *policy;
    const ri_policy_data *data;
    const ri_snapshot *s;
    int32_t date;
    bool *overridden;                  /* by rule of the policy: something overrides it */
    ri_fixed (*fixed)[RI_LETTERS_MAX]; /* by rule of the policy and letter */
    ri_space spaces[RI_KIND_COUNT];    /* by kind of subject: those that were looked at */
    ri_space space;                    /* the one at hand */
    ri_overlap overlap;
    ri_standing standing;
    ri_ref *open[RI_LETTERS_MAX][RI_TIER_LAW + 1]; /* of ri_analyst_open, as far as it was asked */
    ri_cutting cutting;
    uint64_t *assigning[RI_LETTERS_MAX];  /* rules of the space that assign a letter, */
    uint64_t *forbidding[RI_LETTERS_MAX]; /* forbid it to somebody, */
    uint64_t *tier[RI_TIER_LAW + 1];      /* are of a tier, */
    uint64_t *conditional;                /* have a `when` */
    bool *shadowed;                       /* by rule of the space: another one surely is always
                                            before it, */
    uint32_t *perhaps;                    /* or may be; RI_NONE */
    uint32_t *list;                       /* room for rules of the space */
    ri_verdicts verdicts;
    ri_untolds untold;
    const bool *lifting; /* of ri_analysis */
    uint32_t undecided;
    uint32_t budget; /* steps of cutting that are left for the question at hand */
    bool out_of_memory;
} ri_analyst;

/* A verdict about rules of the space (RI_NONE for none), to be filled and given. */
ri_verdict ri_verdict_of(const ri_analyst *a, ri_verdict_kind kind, uint32_t rule, uint32_t other);
void ri_verdict_give(ri_analyst *a, const ri_verdict *verdict);

/* Whether a rule of the space precedes another; each by its number there. */
bool ri_analyst_precedes(const ri_analyst *a, uint32_t r, uint32_t q);
/* Lists the rules of the space among `meets` that assign a letter and precede one of two rules
   (which may be the same); those with a `when` only if `conditional`. Gives how many, in
   a->list. */
uint32_t ri_list_before(ri_analyst *a, const uint64_t *meets, uint32_t rule, uint32_t with,
                        uint8_t letter, bool conditional);
/* What a subject of a region would be, in the arena; NULL when memory is exhausted. */
const ri_imagined *ri_witness_of(ri_analyst *a, const ri_region *region);
/* The first subject of a class on which neither a stated row nor a ruling goes before rules of
   the tier on a letter; RI_NONE for none, and when memory is exhausted. */
ri_ref ri_analyst_open(ri_analyst *a, uint32_t class, uint8_t letter, ri_tier tier);
/* Whether a rule of the space lies within another: as spans, on all axes. */
bool ri_analyst_within(const ri_analyst *a, uint32_t inner, uint32_t outer);

/* The questions, for the space at hand. */
void ri_analyze_conflicts(ri_analyst *a);
void ri_analyze_within(ri_analyst *a);
void ri_analyze_idle(ri_analyst *a);
void ri_analyze_covered(ri_analyst *a);
/* Those about rules that have ended, or do not say why they override, for all rules at once. */
void ri_analyze_ended(ri_analyst *a);
/* Those about what overrides name, likewise, once all spaces were looked at. */
void ri_analyze_unused(ri_analyst *a);

/* ---- analysis_stated.c: for analysis_unused.c ---- */

/* A stated row as overrides name it. */
typedef struct ri_row_named {
    const char *name;
    const char *key;   /* of its touchpoint, */
    ri_ref touchpoint; /* RI_NONE: it is not there, or there is no model */
    int letter;        /* below 0: the scheme has none such */
    bool there;        /* the row is, on the date; also without a model */
} ri_row_named;

typedef struct ri_rows_met {
    ri_analyst *a;
    ri_row_named **rows;   /* by rule of the policy: those that it overrides; NULL for none */
    const uint32_t *rules; /* that may be asked about */
    uint32_t n;
    struct ri_matcher *matcher; /* over their matches; NULL without a model */
} ri_rows_met;

/* Begins with the rules, in the order of their numbers, that may be asked about: they are
   borrowed. false: memory is exhausted. To be ended either way. */
bool ri_rows_met_begin(ri_rows_met *met, ri_analyst *a, const uint32_t *rules, uint32_t n);
void ri_rows_met_end(ri_rows_met *met);
/* Whether one of these rules meets a stated row on its letter; else why it does not. */
bool ri_rows_met_by(ri_rows_met *met, uint32_t rule, const ri_row_named *row, ri_idle *why);

#endif
