/*
 * Role cards: what a holder has, with whom it passes things on, whom it escalates to, and
 * which rulings bind it; and the digest of that, by which it is known whether a card has
 * changed. People have no part in the digest: who sits where changes nothing about a card.
 */
#ifndef RI_CARD_H
#define RI_CARD_H

#include "check/holdings.h"
#include "model/power.h"
#include "policy/declared.h"

/* The part of cards that is had through one holder. */
typedef struct ri_card_section {
    const char *via; /* what it is called in lines; NULL until it is asked for, and of people */
    char digest[65]; /* "" until it is asked for */
} ri_card_section;

/* What the cards of one evaluation share. */
typedef struct ri_cards {
    const ri_snapshot *s;
    const ri_matrix *matrix;
    const ri_policy_data *policy;
    ri_arena *arena;
    ri_held held;
    ri_lists passages;         /* by touchpoint: the handoffs that lead from it or to it */
    uint32_t *place;           /* by touchpoint: where it stands on its first journey */
    ri_card_section *sections; /* by holder in `held` */
} ri_cards;

/* A handoff of a touchpoint that the holder does or answers for. */
typedef struct ri_card_passage {
    uint32_t handoff;
    bool arrives;       /* it leads to the holder's touchpoint */
    ri_ref own;         /* the holder's touchpoint */
    ri_ref other;       /* the other one, */
    const ri_ref *with; /* and who is accountable for it or, where nobody is, responsible */
    uint32_t n_with;
} ri_card_passage;

/* A line of what a card says, for comparing and keeping. */
typedef struct ri_card_line {
    const char *via; /* a holder through which: a reference, of people "person:1" and so on; ""
                        for what is about the card's own */
    const char *said;
} ri_card_line;

typedef struct ri_card {
    ri_ref holder;
    uint32_t position;    /* that it stands for; or RI_NONE */
    ri_holding *holdings; /* by subject, letter, via */
    size_t n_holdings;
    ri_card_passage *passages; /* by own touchpoint, then handoff; those with others only */
    size_t n_passages;
    uint32_t *rulings; /* places in the snapshot's: in force on what it has */
    size_t n_rulings;
    ri_ref *escalates; /* to whom, in the order in which they are asked */
    size_t n_escalates;
    bool decides; /* in the end, so that nobody is asked */
    ri_card_line *lines;
    size_t n_lines;
    char digest[65];
} ri_card;

/* All in the arena. false: memory is exhausted; likewise below. */
bool ri_cards_begin(ri_cards *out, const ri_snapshot *s, const ri_matrix *matrix,
                    const ri_policy_data *policy, ri_arena *arena);
bool ri_card_make(ri_card *out, ri_cards *cards, ri_ref holder);

/* Whether a letter says that the holder does the work or answers for it. */
bool ri_card_works(const ri_cards *cards, uint8_t letter);
/* Whether another one has what it has with the holder or within it: passing on to it is the
   holder's own affair. */
bool ri_card_within(const ri_snapshot *s, ri_ref other, ri_ref holder);
/* Whether a person sits in a holder's seat, and so may acknowledge its card; a person's own is
   for nobody else. `seats` are those of the holder, `person` is a reference. */
bool ri_card_is_for(const ri_snapshot *s, const ri_indexes *seats, ri_ref holder,
                    const char *person);

/* ---- card_lines.c ---- */
/* The digest alone: parts that many cards share are looked at once. */
bool ri_card_digest(char out[65], ri_cards *cards, ri_ref holder);
/* The same of lines that were kept; those of one `via` stand together. */
void ri_card_lines_digest(char out[65], const ri_card_line *lines, size_t n);
/* How much of a line says what it is about, rather than what it says of that. */
size_t ri_card_line_about(const char *said);

/* ---- for card_lines.c ---- */
bool ri_card_lines_make(ri_card *card, ri_cards *cards); /* and the digest of them */
ri_card_passage ri_card_passage_of(const ri_cards *cards, uint32_t touchpoint, uint32_t handoff);
/* Whom a position asks in general, whoever sits there: what goes past the CXO, and why, each
   finding tells for itself. */
bool ri_card_escalates(ri_ref **out, size_t *n, const ri_cards *cards, uint32_t position);

#endif
