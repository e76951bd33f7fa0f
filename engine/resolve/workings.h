/*
 * The inside of a resolver, shared by the files of this folder.
 *
 * A question walks through it in this order: which sources apply (applicable.c), who
 * wins (settle.c), whom that names (holders.c), what bans take away (targets.c), what
 * was required (settle.c).
 * What is found is collected in growing arrays and pointed into by the
 * settlement at the end, since growing moves them.
 */
#ifndef RI_WORKINGS_H
#define RI_WORKINGS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/memory.h"
#include "resolve/costs.h"
#include "resolve/matcher.h"
#include "resolve/resolver.h"
#include "resolve/rule_facts.h"
#include "resolve/target.h"

/* The rules on one kind of subject that are valid on the date, and how to find
   those whose match holds. */
typedef struct ri_index {
    uint32_t *rules; /* in order; bit i of a matcher's row is rules[i] */
    uint32_t n;
    ri_matcher *on;   /* touchpoints and journeys: the match on the subject itself */
    ri_matcher *from; /* handoffs: the matches on the two sides */
    ri_matcher *to;
    uint64_t *crossing[2]; /* handoffs: rules that allow not crossing, crossing */
    uint64_t *asks;        /* the rules that have a `when` */
    uint64_t *bits;        /* room for one answer */
} ri_index;

/* Somebody whom a holder expression names, and the chain to them. */
typedef struct ri_found {
    ri_ref ref;
    uint32_t first_link;
    uint32_t n_links;
} ri_found;

/* A rule's targets for one letter on the subject at hand. */
typedef struct ri_ban {
    ri_source source;
    const ri_holder *holder;
    uint32_t first_target;
    uint32_t n_targets;
} ri_ban;

#define RI_LIST(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t n;                                                                                  \
        size_t capacity;                                                                           \
    }

/* Appends to an RI_LIST; false when memory is exhausted. */
#define RI_ADD(list, ...) RI_PUSH((list).items, (list).n, (list).capacity, __VA_ARGS__)

/* A rule that names a stated row among its overrides. */
typedef struct ri_stated_override {
    uint32_t rule;
    ri_source stated;
} ri_stated_override;

/* Which letters a source, or several, are about: bit i is letter i. */
typedef struct ri_masks {
    uint16_t assign;
    uint16_t forbid;
    uint16_t require;
    uint8_t standing; /* the tier of a rule that nothing overrides, else RI_STANDING_OWN */
} ri_masks;

#define RI_STANDING_OWN 0xFF

/* Where a letter's part of the shared lists begins and ends. */
typedef struct ri_extent {
    size_t first;
    size_t end;
} ri_extent;

typedef struct ri_letter_spans {
    ri_extent winners;
    ri_extent beaten;
    ri_extent givings;
    ri_extent holders;
    ri_extent contested;
} ri_letter_spans;

/* How often the `when` of a rule said yes, and no. */
typedef struct ri_answers {
    size_t agreed;
    size_t declined;
} ri_answers;

/* What a rule gives of one letter, where the answer can be told without walking through its
   expression. */
typedef struct ri_plain {
    const ri_holder *holder;
    ri_ref only; /* whom it names whatever the subject; RI_NONE: ask */
} ri_plain;

struct ri_resolver {
    ri_arena *arena;
    raci_policy *policy;
    const ri_policy_data *data;
    const ri_snapshot *s;
    bool begun; /* the policy's functions stand over the snapshot */
    ri_index touchpoint;
    ri_index handoff;
    ri_index journey;
    ri_index enterprise;
    ri_masks *masks;  /* per source */
    bool *overriding; /* per rule: it overrides something */
    bool *overridden; /* per rule: something overrides it */
    ri_plain *plain;  /* per rule and letter; NULL: nothing is fixed */
    bool reasons;     /* chains are wanted, too */
    ri_stated_override *stated_overrides;
    size_t n_stated_overrides;
    uint8_t *stated_letter; /* per stated row, then per ruling: letter, or RI_ALIEN_LETTER */
    ri_masks asked;         /* of all sources that apply to the subject at hand */
    bool equals;            /* which all are rules of one tier, of which none overrides another */
    bool shares_bound;      /* the next is another resolver's */
    ri_map bound;           /* address of a reference in the policy -> ref, RI_NONE: absent */
    ri_settlement answer;
    bool blank; /* the answer is that of a subject to which nothing applies */
    ri_letter_spans spans[RI_LETTERS_MAX];
    uint16_t presented; /* the letters of which the answer has something */
    RI_LIST(ri_source) applicable;
    RI_LIST(ri_source) assigners;
    RI_LIST(ri_source) winners;
    RI_LIST(ri_beaten) beaten;
    RI_LIST(ri_giving) givings;
    RI_LIST(ri_ref) holders;
    RI_LIST(ri_ref) contested;
    RI_LIST(ri_source) bans;
    RI_LIST(ri_ref) links;
    RI_LIST(ri_found) found;
    RI_LIST(ri_ban) forbids;
    RI_LIST(ri_target) targets;
    RI_LIST(ri_unresolved) unresolved;
    RI_LIST(ri_missing) missing;
    RI_LIST(ri_lifted) lifted;
    RI_LIST(ri_rule_failure) failures;
    ri_unresolved nobody; /* the first reason the expression at hand had for nobody */
    bool nobody_known;
    bool lacked;                /* see ri_resolver_lacked */
    bool explaining;            /* rather than evaluating: failures are not noted */
    ri_answers *answers;        /* per rule, where somebody counts them; borrowed, else NULL */
    ri_costs *costs;            /* likewise, where somebody measures them */
    size_t n_noted;             /* how often a failure was noted */
    bool *dead;                 /* per rule: it ended a process; NULL: none did */
    volatile uint32_t *calling; /* what is called is noted here, rule, subject, how many; or NULL */
    bool out_of_memory;         /* sticky while one subject is answered */
};

#define RI_ALIEN_LETTER 0xFF

/* Whether r overrides q, directly or through a chain, whatever their tiers. */
bool ri_source_overrides(const ri_resolver *resolver, ri_source r, ri_source q);
/* The rule behind a source, or NULL for stated rows and rulings. */
const ri_rule *ri_source_rule(const ri_resolver *resolver, ri_source source);
/* The expression with which a source assigns the letter, or NULL. A stated row's
   is not an expression: then *stated is set. */
const ri_holder *ri_source_assigns(const ri_resolver *resolver, ri_source source, uint8_t letter,
                                   const ri_stated **stated);

raci_status ri_index_rules(ri_resolver *resolver, raci_error *err);
/* The same over another snapshot, derived from that of another resolver. */
raci_status ri_index_beside(ri_resolver *resolver, const ri_resolver *of, raci_error *err);
void ri_index_free(ri_resolver *resolver);

/* Fills resolver->applicable for the subject. */
void ri_find_applicable(ri_resolver *resolver, ri_ref subject);

/* Appends to resolver->found whom the expression names for the subject, without
   repetitions from `first` on. For the accountable letter as positions. Nothing
   appended: resolver->nobody says why. */
void ri_find_holders(ri_resolver *resolver, ri_source source, ri_ref subject,
                     const ri_holder *holder, bool as_positions);
void ri_find_stated(ri_resolver *resolver, ri_ref subject, const ri_stated *stated,
                    bool as_positions);

/* What a reference or argument in an expression names on the date, or RI_NONE. */
ri_ref ri_named_thing(const ri_resolver *resolver, const ri_holder *holder);
/* Calls a holder function; *named is NULL when it gave nobody. false: it failed,
   which is noted. */
bool ri_call_holder(ri_resolver *resolver, ri_source source, ri_ref subject,
                    const ri_holder *holder, const ri_holder **named);

/* Appends to resolver->targets whom a forbid or require means. */
void ri_find_targets(ri_resolver *resolver, ri_source source, ri_ref subject,
                     const ri_holder *holder);
/* Whether a holder is among n targets. */
bool ri_targets_match(const ri_resolver *resolver, const ri_target *targets, size_t n,
                      ri_ref holder);

/* Answers resolver->applicable into the lists and the settlement. */
void ri_settle(ri_resolver *resolver, ri_ref subject);

/* Around each call of a source's function. false: it is not to be called. */
bool ri_calls_begin(ri_resolver *resolver, ri_source source, ri_ref subject);
void ri_calls_end(const ri_resolver *resolver);

/* Notes that a source failed on the subject. */
void ri_note_failure(ri_resolver *resolver, ri_source source, ri_ref subject,
                     const ri_call_failure *failure);

#endif
