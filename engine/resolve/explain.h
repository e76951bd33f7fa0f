/*
 * Why a source does not give a letter: what stands between a rule and a subject,
 * and whom it would give the letter there.
 *
 * Evaluation never asks this. It is told by the same rows of bits, the same calls
 * and the same walk through holder expressions, so that the two cannot disagree:
 * a rule without a hurdle is one that applies. Asking overwrites the last
 * settlement; to be asked before ri_resolve, between which and ri_resolver_end.
 */
#ifndef RI_EXPLAIN_H
#define RI_EXPLAIN_H

#include "base/arena.h"
#include "resolve/resolver.h"

typedef enum ri_hurdle_kind {
    RI_HURDLE_NONE,      /* the rule applies */
    RI_HURDLE_EARLY,     /* it is not valid yet on the date, */
    RI_HURDLE_LATE,      /* or not any more */
    RI_HURDLE_KIND,      /* it is about another kind of subject */
    RI_HURDLE_CROSSING,  /* crosses_departments */
    RI_HURDLE_CONDITION, /* `condition` of its match */
    RI_HURDLE_WHEN,      /* its `when` says no, */
    RI_HURDLE_FAILED     /* or failed */
} ri_hurdle_kind;

typedef enum ri_side { RI_SIDE_ON, RI_SIDE_FROM, RI_SIDE_TO } ri_side;

/* The first condition that fails: dates, kind, match, `when`, in this order. */
typedef struct ri_hurdle {
    ri_hurdle_kind kind;
    ri_side side; /* RI_HURDLE_CONDITION: of a handoff, or the subject itself */
    const ri_condition *condition;
    const ri_call_failure *failure; /* RI_HURDLE_FAILED; in the arena */
    uint32_t failing;               /* how many conditions fail; 0: it applies. `when` is
                                       asked only where all others hold */
} ri_hurdle;

/* Whom a source gives a letter on a subject, or would give it if it applied. */
typedef struct ri_would_give {
    bool known;         /* false: only a function can tell, and it was not asked or failed */
    ri_ref *holders;    /* in the arena; for the accountable letter positions */
    uint32_t n_holders; /* 0: `nobody` says why */
    ri_unresolved nobody;
} ri_would_give;

/* Every source that assigns the letter to anybody: all rules, whatever they are about,
   and the stated rows and rulings on the subject. In the arena, ascending. */
raci_status ri_explain_sources(ri_source **out, uint32_t *n, const ri_resolver *resolver,
                               ri_ref subject, uint8_t letter, ri_arena *arena, raci_error *err);

/* What keeps a source from applying to a subject; stated rows and rulings on it always
   apply. A failure of `when` is told, not noted. */
raci_status ri_explain_hurdle(ri_hurdle *out, ri_resolver *resolver, ri_source source,
                              ri_ref subject, ri_arena *arena, raci_error *err);

/* Whom it would give the letter. Holder functions are called on subjects of their rule's
   kind; where it does not apply they were not written for the subject, so that a failure
   means nothing there. Failures are not noted. */
raci_status ri_explain_holders(ri_would_give *out, ri_resolver *resolver, ri_source source,
                               ri_ref subject, uint8_t letter, bool applies, ri_arena *arena,
                               raci_error *err);

/* The expression with which a source assigns the letter; NULL for stated rows and
   rulings. */
const ri_holder *ri_explain_expression(const ri_resolver *resolver, ri_source source,
                                       uint8_t letter);

/* The rules through which r overrides q, which it does: those between the two, from
   r's side. None when r names q itself. In the arena. */
raci_status ri_explain_chain(ri_source **out, uint32_t *n, const ri_resolver *resolver, ri_source r,
                             ri_source q, ri_arena *arena, raci_error *err);

#endif
