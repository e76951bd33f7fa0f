/*
 * The inside of the comparison of two policies, shared by its files: one kind of subject, one
 * letter and aspect at a time.
 *
 * The rules of both policies lie in one space. What is not declared stands on axes of its own,
 * as free truths: whether a `when` holds, and whether a ban means somebody of whom it is not
 * known who that is. Equal ones are the same truth for both policies.
 */
#ifndef RI_RELATING_H
#define RI_RELATING_H

#include "base/intern.h"
#include "resolve/fixed_holders.h"
#include "resolve/region.h"
#include "resolve/relation.h"

/* A dimension beside those of space.h: something true or not, whatever the subject. */
#define RI_AXIS_FREE (RI_AXIS_DAYS + 1)

/* What a rule says on one axis. */
typedef struct ri_spot {
    uint32_t axis;
    const ri_span *span;
} ri_spot;

typedef struct ri_spots {
    const ri_spot *items;
    uint32_t n;
} ri_spots;

/* A rule, where it stands in the way of a claim: a ban perhaps only if it means whom the claim
   names, which is a free truth. */
typedef struct ri_bar {
    uint32_t rule;
    uint32_t truth; /* an axis, or RI_NONE */
} ri_bar;

typedef struct ri_bars {
    const ri_bar *items;
    uint32_t n;
} ri_bars;

/* How far it is known whom somebody named is. */
typedef enum ri_sort {
    RI_SORT_FIXED, /* exactly one; different ones are different */
    RI_SORT_WIDE,  /* some, among whom others that are named may be */
    RI_SORT_UNKNOWN
} ri_sort;

/* That a rule names somebody: it stands where its match holds and no bar's does. */
typedef struct ri_claim {
    uint32_t rule; /* of the space */
    uint32_t whom; /* equal numbers: the same */
    ri_sort sort;
    bool sure; /* its rule has no `when` */
    const ri_holder *said;
    ri_bars before; /* rules that precede it, */
    ri_bars bans;   /* and that forbid it */
} ri_claim;

typedef struct ri_claims {
    ri_claim *items; /* by rule */
    uint32_t n;
    size_t capacity;
    uint32_t *by_whom; /* places in `items`, by whom */
    bool *closes;      /* by rule of the space: where it applies, somebody is named */
    ri_bar *closing;   /* those rules */
    uint32_t n_closing;
} ri_claims;

typedef struct ri_relater {
    ri_arena *arena;
    raci_policy *const *policies;
    const ri_policy_data *data[2];
    ri_policy_data both; /* the rules of the first, then of the second */
    uint32_t n_first;
    const ri_snapshot *s;
    int32_t date;
    bool *overridden[2]; /* by policy and its rule: something overrides it */
    uint32_t *condition; /* by rule of both: equal numbers, the same `when`; RI_NONE */
    ri_fixing fixing;
    ri_intern *whom;
    ri_intern *functions; /* digests, and numbers of those that have none */

    ri_space declared; /* the axes that matches speak of */
    ri_space space;    /* and the free truths */
    ri_spots *spots;   /* by rule of the space: what its match says, by axis */
    uint32_t *match;   /* by rule of the space: equal numbers, the same match */
    uint32_t *keys;    /* by rule of the space: equal numbers, the same conditions on keys */
    bool *wild;        /* by rule of the space: these have globs */
    bool globs;        /* some have */
    uint32_t (*truths)[RI_LETTERS_MAX]; /* by rule of the space and letter: that of its ban */
    uint64_t **meets;                   /* by rule of the space: rules whose match meets its own */
    ri_cutting cutting;

    ri_aspect aspect;
    uint8_t letter[2]; /* by policy: its number there, RI_LETTERS_MAX for none */
    ri_claims claims[2];
    ri_relation_part *part;
    size_t bars;   /* how many more may be held */
    uint64_t work; /* what may still be looked at */
    bool out_of_memory;
} ri_relater;

static inline int ri_side_of(const ri_relater *r, uint32_t rule)
{
    return r->space.rules[rule] >= r->n_first ? 1 : 0;
}

static inline bool ri_is_sure(const ri_relater *r, uint32_t rule)
{
    return r->condition[r->space.rules[rule]] == RI_NONE;
}

static inline bool ri_rules_meet(const ri_relater *r, uint32_t a, uint32_t b)
{
    return ri_bit_of(r->meets[a], b);
}

/* What a rule of the space grants in an aspect, for the letter at hand; or NULL. */
const ri_holder *ri_granted(const ri_relater *r, uint32_t rule, ri_aspect aspect);
/* Whether a rule of the space precedes, or overrides, another of the same policy. */
bool ri_relater_precedes(const ri_relater *r, uint32_t rule, uint32_t other);
bool ri_relater_overrides(const ri_relater *r, uint32_t rule, uint32_t other);

/* A number for a function of a rule of both policies: the same for those that answer alike.
   RI_NONE: memory is exhausted. */
uint32_t ri_function_number(ri_relater *r, uint32_t rule, int function);
/* The same for an expression with functions, by what it says and these. */
uint32_t ri_vague_number(ri_relater *r, uint32_t rule, const ri_holder *holder);

/* ---- relation_space.c ---- */

/* A number for what is met, of one of several kinds, in the order in which it is. RI_NONE: memory
   is exhausted. */
uint32_t ri_relater_number(ri_intern *met, char kind, uint32_t what);

const ri_span *ri_span_true(void);

/* Lays the rules on one kind of subject into one space. Where there are too many to compare,
   the space has axes, but no spots. */
raci_status ri_relater_enter(ri_relater *r, ri_kind on, raci_error *err);

/* ---- relation_claims.c ---- */

/* Fills the claims of a side, for the letter and aspect at hand; `crowded`: there were more bars
   than can be held. false: memory is exhausted. */
bool ri_claims_make(ri_relater *r, int side, bool *crowded);
void ri_claims_free(ri_claims *claims);
/* The claims that name the same as `whom`: places in by_whom from *first on; gives how many. */
uint32_t ri_claims_of(const ri_claims *claims, uint32_t whom, uint32_t *first);

/* ---- relation_compare.c ---- */

/* Compares the letter at hand in the space at hand. */
void ri_relater_compare(ri_relater *r);

/* ---- relation_search.c ---- */

enum { RI_STAND_MAX = 2 };

/* A subject that is sought: where some claims stand, and others do not. */
typedef struct ri_quest {
    ri_relater *r;
    bool sure; /* whatever the free truths are */
    const ri_claim *stand[RI_STAND_MAX];
    uint32_t n_stand;
    ri_bars closing; /* rules that are not to apply */
    const ri_claim **fall;
    uint32_t n_fall;
    bool *fallen;      /* by place in `fall`: room */
    uint64_t *avoided; /* room for a set of matches */
    uint32_t work;
} ri_quest;

/* Looks for a subject on which `stand` do and `fall` do not. What is found is borrowed until
   the next search. */
ri_left ri_quest_seek(ri_quest *q, const ri_region **out);

/* How a bar's match lies to a region. */
typedef enum ri_lie { RI_LIE_APART, RI_LIE_PARTLY, RI_LIE_OVER } ri_lie;
ri_lie ri_bar_lies(const ri_relater *r, const ri_region *region, ri_bar bar);
/* Narrows a region to the outside of a bar's match if it lies partly in it, else leaves it;
   where the last axes can be narrowed, these. */
bool ri_bar_leave(const ri_relater *r, ri_region *region, ri_region *room, ri_bar bar);

/* ---- relation_witness.c ---- */

/* Reads from a region, which is narrowed until all rules say the same throughout, what both
   policies say there, and in which way that differs; RI_RELATION_COUNT where that is not known.
   false: memory is exhausted. */
bool ri_relation_tell(ri_relater *r, const ri_region *region, bool certain,
                      ri_relation_witness *out, ri_relation_way *way);

#endif
