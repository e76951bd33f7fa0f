/*
 * What a whole snapshot is kept with so that others can be derived from it, and the steps
 * of scenarios be judged, without asking the model again: the tables its sets are in,
 * seats and presence on all days, how handoffs came about, what rulings began with.
 */
#ifndef RI_BASIS_H
#define RI_BASIS_H

#include "model/seams.h"
#include "model/tenure.h"

/* A seat of any day. What is not there on the date has no place: RI_NONE. */
typedef struct ri_term {
    int64_t id; /* its row's */
    uint32_t position;
    uint32_t person;
    uint32_t who; /* number of the person, there or not, in `stays` */
    uint32_t kind;
    int32_t from;
    int32_t to;
} ri_term;

/* A unit that delivered a subject on the day a ruling on it began: its row, RI_NONE for
   one that is not there any more, and RI_NO_UNIT where there was none. */
typedef struct ri_ruled_unit {
    ri_ref subject;
    int32_t began;
    uint32_t unit;
    uint8_t sides; /* of a handoff bit 0 for the first, bit 1 for the second; else both */
} ri_ruled_unit;

#define RI_NO_UNIT (RI_NONE - 1)

typedef struct ri_basis {
    ri_set_table unit_sets;
    ri_set_table tag_sets;
    ri_set_table journey_sets;
    ri_set_rows unit_rows;
    ri_set_rows tag_rows;
    ri_set_rows journey_rows;
    ri_step_on *steps; /* stated journeys of touchpoints, by touchpoint, then journey; one
                          that is the first journey counts for nothing while it is */
    uint32_t n_steps;
    ri_term *terms; /* by position, those of none last */
    uint32_t n_terms;
    uint32_t *who;  /* by person that is there: their number */
    ri_stay *stays; /* of people, by number and day */
    uint32_t n_stays;
    ri_stay *standing; /* of positions that have a place, by place and day */
    uint32_t n_standing;
    ri_ruled_unit *ruled; /* by subject and day */
    uint32_t n_ruled;
    uint8_t *fresh;      /* touchpoints that are there since this very day */
    ri_lists delivered;  /* by set of units: the touchpoints that these deliver */
    bool stray_passages; /* rulings or disputes are about handoffs that are not there */
    ri_seams seams;
    ri_lists arriving; /* by touchpoint: the handoffs that lead to it */
    uint32_t *made;    /* by handoff: how many neighbourhoods and links make it; 0: absent */
} ri_basis;

/* Loads a whole snapshot with names, with places for further keys (NULL: none), and keeps
   its basis. Gives an owned snapshot. */
raci_status ri_snapshot_load_basis(ri_snapshot **out, raci_model *model, int32_t date,
                                   const ri_places *places, raci_error *err);
void ri_basis_free(ri_basis *basis); /* what it has beside the arena; NULL is allowed */

/* Marks the rulings of the loading's snapshot that others deliver the subject of than when
   they began, of which `rows` tell by subject and day; they are used up. */
raci_status ri_rulings_compare(ri_loading *loading, ri_ruled_unit *rows, size_t n, raci_error *err);

/* Whether a journey is a further one of a touchpoint. */
bool ri_basis_further(const ri_snapshot *s, uint32_t touchpoint, uint32_t journey);
const ri_step_on *ri_basis_step(const ri_basis *basis, uint32_t touchpoint, uint32_t journey);
/* All of a touchpoint, by journey; gives how many. */
uint32_t ri_basis_steps_of(const ri_basis *basis, uint32_t touchpoint, const ri_step_on **out);
/* Where the terms of a position begin. */
uint32_t ri_basis_terms_of(const ri_basis *basis, uint32_t position);
/* The handoffs of a touchpoint: those that lead away from it stand side by side from *first
   to *end; those that lead to it are items[0] … items[n - 1], of which it gives how many. */
uint32_t ri_basis_handoffs(const ri_snapshot *s, uint32_t touchpoint, uint32_t *first,
                           uint32_t *end, const uint32_t **items);
/* The touchpoints that a set of units delivers, of those the snapshot has; gives how many. */
uint32_t ri_basis_delivered(const ri_snapshot *s, uint32_t set, const uint32_t **out);
/* When the next seat of these begins after the date; RI_DAY_MAX: never. */
int32_t ri_basis_next_seat(const ri_snapshot *s, uint32_t position, uint32_t person, uint32_t kind);

#endif
