/*
 * What two policies would decide differently on any subject that could be, by what their rules
 * declare: for each letter whom they give it to, whom they forbid it to, and of whom they
 * require that they have it.
 *
 * What is compared is what the rules of one policy come to together: who has the letter once
 * tiers, overrides and bans have been looked at. Rules that are named, ordered or cut up
 * otherwise come to the same. Stated rows and rulings are of the organization, not of a policy.
 */
#ifndef RI_RELATION_H
#define RI_RELATION_H

#include "resolve/analysis.h"

typedef enum ri_aspect {
    RI_ASPECT_ASSIGN,
    RI_ASPECT_FORBID,
    RI_ASPECT_REQUIRE,
    RI_ASPECT_COUNT
} ri_aspect;

/* In which ways two policies can differ on a subject. What is forbidden or required is compared
   one by one, so that there are no others. */
typedef enum ri_relation_way {
    RI_RELATION_LOST,   /* the first one names somebody, the second nobody */
    RI_RELATION_GAINED, /* the other way round */
    RI_RELATION_OTHERS, /* both name somebody, and not the same */
    RI_RELATION_COUNT
} ri_relation_way;

/* Whether there is a subject on which they differ in a way. */
typedef enum ri_known {
    RI_KNOWN_NOT,     /* surely not */
    RI_KNOWN_UNFOUND, /* none was found, but there may be one: work is bounded, globs compared */
    RI_KNOWN_MAYBE,   /* there is one if a `when`, a function or whoever delivers makes it so */
    RI_KNOWN_SURELY
} ri_known;

/* The first one, as the second one compares with it. */
typedef enum ri_comparison {
    RI_EQUIVALENT,
    RI_NARROWER, /* the second names nobody on some subjects, else the same */
    RI_WIDER,    /* the second names somebody on more subjects, else the same */
    RI_DIFFERENT
} ri_comparison;

/* By which rule somebody is named, and how it says whom. */
typedef struct ri_naming {
    uint32_t rule; /* its number in its policy */
    const ri_holder *whom;
    bool both; /* the other side names the same, too */
} ri_naming;

/* What one side says on a witness. */
typedef struct ri_saying {
    const ri_naming *named;
    uint32_t n;
    const uint32_t *bans; /* where nobody is named: rules that take it from whom others name */
    uint32_t n_bans;
} ri_saying;

typedef struct ri_relation_witness {
    ri_kind on;
    const ri_imagined *subject;
    bool certain;
    ri_saying side[2];
} ri_relation_witness;

#define RI_WITNESSES_MAX 3 /* of one way */

typedef struct ri_found_way {
    ri_known known;
    ri_relation_witness witnesses[RI_WITNESSES_MAX];
    uint32_t n;
} ri_found_way;

/* What was found of a letter in an aspect. */
typedef struct ri_relation_part {
    const char *letter;
    ri_aspect aspect;
    ri_found_way ways[RI_RELATION_COUNT];
    uint32_t rules[2];  /* how many rules of each policy say something there, */
    uint32_t differ[2]; /* and of how many somewhere the other policy does not say the same */
    uint32_t undecided; /* rules of which the work that is allowed did not suffice to tell */
} ri_relation_part;

typedef struct ri_relation {
    ri_relation_part *parts; /* by aspect, letter; those about which either policy says something */
    uint32_t n;
} ri_relation;

/* Compares two policies over a snapshot, from a date on. What is given lives in the arena.
   Fails with RACI_NOMEM, and with RACI_LIMIT where matches speak of very many attributes. */
raci_status ri_relate(ri_relation *out, ri_arena *arena, raci_policy *const policies[2],
                      const ri_snapshot *snapshot, int32_t date, raci_error *err);

/* What a part's ways come to, and whether that is certain. */
ri_comparison ri_part_compares(const ri_relation_part *part, bool *certain);
/* What several comparisons come to together. */
ri_comparison ri_compares_both(ri_comparison a, ri_comparison b);

#endif
