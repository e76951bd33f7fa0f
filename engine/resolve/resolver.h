/*
 * Rules × snapshot → who holds which letter on a subject, and by which reasons.
 *
 * A resolver is compiled once for a policy and a snapshot and then asked subject
 * by subject; the answer for one subject depends on no other subject. What it
 * answers is 2-rules.md "From rules to assignments", nothing else.
 *
 * A *source* is what can assign a letter: a rule of the policy, a stated row or a
 * ruling. Sources are numbered: rules first, in the order of their names, then
 * stated rows, then rulings, as the snapshot has them: those that have ended last,
 * which assign nothing.
 */
#ifndef RI_RESOLVER_H
#define RI_RESOLVER_H

#include "model/power.h"
#include "model/snapshot.h"
#include "policy/declared.h"

typedef struct ri_resolver ri_resolver;

typedef uint32_t ri_source;

/* How a winner's giving ended, 2-rules.md step 4. */
typedef enum ri_fate { RI_KEPT, RI_CONTESTED, RI_REMOVED } ri_fate;

/* A winner gives a letter to a holder. The chain leads from the subject to the
   holder, both included. */
typedef struct ri_giving {
    ri_source winner;
    ri_ref holder;
    ri_fate fate;
    uint32_t first_ban;  /* settlement->bans[first_ban …]: for RI_CONTESTED the rules */
    uint32_t n_bans;     /* that contest it, for RI_REMOVED those that precede the winner */
    uint32_t first_link; /* settlement->links[first_link …]: the chain */
    uint32_t n_links;
} ri_giving;

/* A source that would have assigned the letter, and one that precedes it (a
   winner where a winner does). */
typedef struct ri_beaten {
    ri_source source;
    ri_source by;
} ri_beaten;

/* Everything about one letter on the subject. Arrays are in ascending order. */
typedef struct ri_outcome {
    ri_source *winners;
    uint32_t n_winners;
    ri_beaten *beaten;
    uint32_t n_beaten;
    ri_giving *givings; /* by holder, then winner */
    uint32_t n_givings;
    ri_ref *holders; /* who holds the letter; for the accountable letter positions */
    uint32_t n_holders;
    ri_ref *contested; /* who does not hold it because it is contested */
    uint32_t n_contested;
} ri_outcome;

/* Why a winner's holder expression gave nobody. */
typedef enum ri_nobody {
    RI_NOBODY_EMPTY,      /* a function or list gave nothing */
    RI_NOBODY_FAILED,     /* the holder function failed */
    RI_NOBODY_ABSENT,     /* `ref_text` is not there on the date */
    RI_NOBODY_HEADLESS,   /* the unit `about` has no head on the date */
    RI_NOBODY_LEADLESS,   /* the team or journey `about` has no lead */
    RI_NOBODY_UNSEATED,   /* the person `about` has no position, */
    RI_NOBODY_TWO_SEATS,  /* or two or more */
    RI_NOBODY_NO_OFFICE,  /* no position has the office `ref_text` */
    RI_NOBODY_NO_UNITS,   /* the subject has no delivering unit */
    RI_NOBODY_NO_JOURNEY, /* the subject is on no journey */
    RI_NOBODY_NO_TEAM,    /* the journey `about` has no team */
    RI_NOBODY_TOP         /* the position `about` reports to nobody */
} ri_nobody;

typedef struct ri_unresolved {
    uint8_t letter;
    ri_source source;
    ri_nobody why;
    ri_ref about;         /* RI_NONE where there is none */
    const char *ref_text; /* a reference such as "position:x", or NULL */
} ri_unresolved;

/* A `require` that is not met: by source, then letter. */
typedef struct ri_missing {
    ri_source source;
    uint8_t letter;
    const ri_holder *holder; /* what was required */
} ri_missing;

/* A source whose `require` is not looked at, and an applicable one that overrides it. */
typedef struct ri_lifted {
    ri_source source;
    ri_source by;
} ri_lifted;

/* The answer for one subject; borrowed from the resolver until its next one. */
typedef struct ri_settlement {
    ri_ref subject;
    ri_source *applicable; /* every source that applies, in ascending order */
    uint32_t n_applicable;
    ri_outcome letters[RI_LETTERS_MAX]; /* by index in the scheme */
    ri_source *bans;
    ri_ref *links; /* the chains of givings, and of whom bans and requirements name */
    uint32_t n_links;
    ri_unresolved *unresolved; /* by letter, then source */
    uint32_t n_unresolved;
    ri_missing *missing;
    uint32_t n_missing;
    ri_lifted *lifted; /* by source */
    uint32_t n_lifted;
} ri_settlement;

/* A rule or check that failed: where first (in the order of subjects asked) and how often. */
typedef struct ri_rule_failure {
    uint32_t rule;
    ri_ref subject; /* RI_NONE for a variable that changed between calls */
    uint32_t times;
    ri_call_failure failure;
} ri_rule_failure;

/* Compiles rules against a snapshot and begins a run of the policy's functions.
   Both must outlive the resolver. Gives an owned resolver. */
raci_status ri_resolver_new(ri_resolver **out, raci_policy *policy, const ri_snapshot *snapshot,
                            raci_error *err);
/* The same over another snapshot, which is derived from the one of a resolver whose run has
   ended; that must outlive it. */
raci_status ri_resolver_beside(ri_resolver **out, const ri_resolver *of,
                               const ri_snapshot *snapshot, raci_error *err);
/* Ends the run: finds rules that kept state between calls. To be called once,
   after the last subject and before failures are read. */
raci_status ri_resolver_end(ri_resolver *resolver, raci_error *err);
void ri_resolver_free(ri_resolver *resolver); /* NULL is allowed */

/* Whether anything may be said of a subject of that kind at all: where not, nobody has anything. */
bool ri_resolver_may_give(const ri_resolver *resolver, ri_kind kind);
/* Answers for one subject: touchpoint, handoff, journey or the enterprise. */
raci_status ri_resolve(const ri_settlement **out, ri_resolver *resolver, ri_ref subject,
                       raci_error *err);

/* Whether answers have chains, as they have to begin with: where nobody reads them they are left
   out, with `links` empty. */
void ri_resolver_reasons(ri_resolver *resolver, bool wanted);
/* Whether the last answer met a name of something that is not there, or an office that nobody
   has: it may become another one as soon as there is. */
bool ri_resolver_lacked(const ri_resolver *resolver);

/* Notes that a check of the policy's own, as a source, failed on a thing. false: memory
   is exhausted. */
bool ri_resolver_fail(ri_resolver *resolver, ri_source check, ri_ref thing,
                      const ri_call_failure *failure);
/* The rules and checks that failed so far, by number; borrowed, until the next ri_resolve. */
const ri_rule_failure *ri_resolver_failures(const ri_resolver *resolver, uint32_t *n);

/* How often rules failed so far, and were found to keep something between calls. */
size_t ri_resolver_noted(const ri_resolver *resolver);

/* Where functions may end the process that calls them: the rule whose function is called, and
   the subject, are noted in two numbers, UINT32_MAX while none is; a third counts the calls. */
void ri_resolver_watch(ri_resolver *resolver, volatile uint32_t *calling);
/* Notes that a rule failed so, and calls none of its functions any more. false: memory is
   exhausted. */
bool ri_resolver_bury(ri_resolver *resolver, uint32_t rule, ri_ref subject,
                      const ri_call_failure *failure);

const ri_snapshot *ri_resolver_snapshot(const ri_resolver *resolver);
const ri_policy_data *ri_resolver_policy(const ri_resolver *resolver);

/* The number under which check i of the policy is named and placed as a source, though
   it assigns nothing: after all others. And the check behind a source, or NULL. */
ri_source ri_check_source(const ri_resolver *resolver, uint32_t check);
const ri_own_check *ri_source_check(const ri_resolver *resolver, ri_source source);

/* The stated row or ruling behind a source, or NULL for rules. */
const ri_stated *ri_source_stated(const ri_resolver *resolver, ri_source source);
/* The ruling behind a source, in force or ended; NULL for any other. */
const ri_stated *ri_source_ruling(const ri_resolver *resolver, ri_source source);
/* Facts about a source. `file` is "" and `line` 0 for stated rows and rulings,
   which have none; `because` is NULL where there is none. */
const char *ri_source_name(const ri_resolver *resolver, ri_source source);
const char *ri_source_file(const ri_resolver *resolver, ri_source source);
int ri_source_line(const ri_resolver *resolver, ri_source source);
const char *ri_source_because(const ri_resolver *resolver, ri_source source);
ri_tier ri_source_tier(const ri_resolver *resolver, ri_source source);
bool ri_source_joint(const ri_resolver *resolver, ri_source source);
/* Whether r precedes q: a higher tier, or of one tier and overriding it. */
bool ri_source_precedes(const ri_resolver *resolver, ri_source r, ri_source q);

#endif
