/*
 * Who claims a letter, and by what: for whoever decides between them.
 */
#ifndef RI_CLAIMS_H
#define RI_CLAIMS_H

#include "check/result.h"

/* A letter that rules give to a claimant, or to a unit or team that they stand for. */
typedef struct ri_ground {
    uint8_t letter;
    ri_ref holder;
    ri_fate fate;     /* the best of what its rules come to */
    ri_source *rules; /* that give it */
    uint32_t n_rules;
    ri_source *against; /* that forbid it, where it is not kept */
    uint32_t n_against;
} ri_ground;

typedef struct ri_claim {
    ri_ref claimant; /* a position, or a holder that stands for none */
    ri_ground *grounds;
    uint32_t n_grounds;
    uint32_t *disputes; /* of the snapshot: which say that it should be them, or which they raise */
    uint32_t n_disputes;
} ri_claim;

typedef struct ri_claims {
    uint8_t letter;  /* that is claimed; RI_NO_LETTER where the finding is about no subject */
    ri_claim *items; /* in the order of references */
    size_t n;
    uint32_t common; /* the lowest common superior of several claimants, or RI_NONE */
} ri_claims;

/* The claims on what a finding is about: of its parties, of all to whom some rule gives its
   letter (else the accountable one), and of those who dispute it. `settlement` is of its
   subject; NULL where that is no subject, and then only the parties and the position that it is
   about are there. All lies in the arena. false: memory is exhausted. */
bool ri_claims_find(ri_claims *out, const raci_result *result, const ri_finding *finding,
                    const ri_settlement *settlement, ri_arena *arena);

#endif
