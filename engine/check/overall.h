/*
 * The checks that look at the whole organization, and what only they tell.
 */
#ifndef RI_OVERALL_H
#define RI_OVERALL_H

#include "check/checking.h"

/* What the sentence of a finding about the organization needs beside its draft. */
typedef struct ri_tale {
    size_t count;            /* overloaded-…: on how many touchpoints, */
    size_t of;               /* of how many there are, */
    uint8_t letter;          /* it holds this letter */
    ri_ref about;            /* journey-not-cross-functional: the department */
    const ri_stated *ruling; /* the first one */
    const ri_lapse *lapse;   /* acceptance-expired: the first of `count` on the subject */
    const ri_acknowledged *acknowledged; /* unacknowledged: the last time, NULL: never; */
    bool unchanged;                      /* the card is as it was, but not who sits there */
} ri_tale;

/* ---- check_chart.c: lines and heads ---- */
void ri_check_double_line(ri_checking *c, const ri_matrix *matrix);
void ri_check_many_roots(ri_checking *c, const ri_matrix *matrix);
void ri_check_orphan_position(ri_checking *c, const ri_matrix *matrix);
void ri_check_reporting_cycle(ri_checking *c, const ri_matrix *matrix);
void ri_check_unit_cycle(ri_checking *c, const ri_matrix *matrix);
void ri_check_unit_without_head(ri_checking *c, const ri_matrix *matrix);
void ri_check_vacant_head(ri_checking *c, const ri_matrix *matrix);

/* ---- check_load.c: too much, and nothing at all ---- */
void ri_check_no_role(ri_checking *c, const ri_matrix *matrix);
void ri_check_overloaded_accountable(ri_checking *c, const ri_matrix *matrix);
void ri_check_overloaded_consulted(ri_checking *c, const ri_matrix *matrix);
void ri_check_overloaded_responsible(ri_checking *c, const ri_matrix *matrix);

/* ---- check_links.c, check_channels.c: what touchpoints have to do with each other ---- */
void ri_check_feedback_silo(ri_checking *c, const ri_matrix *matrix);
void ri_check_journey_not_cross_functional(ri_checking *c, const ri_matrix *matrix);
void ri_check_promise_unheard(ri_checking *c, const ri_matrix *matrix);
void ri_check_uneven_channels(ri_checking *c, const ri_matrix *matrix);

/* ---- check_needs.c: facts that the policy reads ---- */
void ri_check_model_needs(ri_checking *c, const ri_matrix *matrix);
void ri_say_needs(const ri_checking *c, const ri_draft *draft, ri_text *out);

/* ---- check_decided.c: the record against the facts ---- */
void ri_check_override_without_reason(ri_checking *c, const ri_matrix *matrix);
void ri_note_unreasoned(ri_checking *c, const ri_settlement *t);           /* for it */
void ri_check_ruling_contradicted(ri_checking *c, const ri_settlement *t); /* a local one */
void ri_check_ruling_expired(ri_checking *c, const ri_matrix *matrix);
/* The first name of a rule or stated row between which a ruling chose, and which does not speak
   on the date; NULL: they all do. */
const char *ri_ruling_misses(size_t *length, const ri_checking *c, const ri_stated *ruling);
void ri_check_ruling_outdated(ri_checking *c, const ri_matrix *matrix);

/* ---- check_cards.c: role cards ---- */
void ri_check_unacknowledged(ri_checking *c, const ri_matrix *matrix);
void ri_say_unacknowledged(const ri_checking *c, const ri_draft *draft, ri_text *out);

/* ---- sentences, for message.c ---- */
void ri_say_organization(const ri_checking *c, const ri_draft *d, ri_text *out);
void ri_say_decided(const ri_checking *c, const ri_draft *d, ri_text *out);

#endif
