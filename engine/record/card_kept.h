/*
 * Role cards with what the record has of them: who acknowledged them, and what they said then.
 */
#ifndef RI_CARD_KEPT_H
#define RI_CARD_KEPT_H

#include "check/result.h"
#include "raci/brief.h"
#include "record/acknowledgement.h"

/* What differs from the card that was acknowledged. */
typedef struct ri_card_change {
    const char *via;  /* a reference, "" for what is about the card's own */
    const char *said; /* what the card says now; NULL: nothing in its place */
    const char *was;  /* what it said; NULL: nothing */
} ri_card_change;

struct raci_briefs {
    ri_arena *arena;
    const raci_result *result;
    ri_cards cards;
    uint32_t *positions; /* those with a letter */
    size_t n;
};

struct raci_brief {
    const raci_briefs *of;
    ri_card card;
    const char *reference;   /* the holder's */
    ri_acknowledgement last; /* entry 0: it was never acknowledged; */
    bool stands;             /* whether who did still sits there */
    ri_card_change *changes; /* since then; by via, then what is said */
    size_t n_changes;
};

#endif
