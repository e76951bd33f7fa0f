/*
 * Deriving a snapshot: what the files derive_*.c share.
 *
 * The new snapshot begins as a copy of the other one's columns' addresses; a column is
 * copied when something in it is to differ. What loading finds out from the columns alone,
 * as lines, departments and lists read backwards, its functions find out again, on a
 * loading that stands on the new snapshot.
 */
#ifndef RI_DERIVING_H
#define RI_DERIVING_H

#include "model/basis.h"
#include "model/derive.h"

typedef struct ri_deriving {
    ri_prospect *p;
    const ri_snapshot *s; /* the other one */
    ri_snapshot *out;
    ri_arena *arena;                     /* of the new one */
    ri_basis *basis;                     /* of the other one: its tables of sets grow */
    ri_loading l;                        /* of the new one */
    bool failed;                         /* memory is exhausted; sticky */
    ri_altered_place *of[RI_KIND_COUNT]; /* what is altered of each kind */
    uint32_t n_of[RI_KIND_COUNT];
    bool appears[RI_KIND_COUNT]; /* some of the kind is created, or closed */
    bool ends[RI_KIND_COUNT];    /* some is closed */
    uint8_t *passed;             /* journeys whose touchpoints are others, or pass differently */
    uint8_t *placed;             /* touchpoints whose units or journeys are other sets */
    const char **passages;       /* that there is no place for */
    size_t n_passages;
    size_t passages_capacity;
} ri_deriving;

/* A column's copy in the new snapshot. NULL: exhausted. */
void *ri_derive_column(ri_deriving *d, const void *column, size_t n, size_t size);
#define RI_DERIVE(d, column, n) ((column) = ri_derive_column((d), (column), (n), sizeof *(column)))
/* Whether a column says anything anew of some thing of the kind that is there. */
bool ri_derive_says(const ri_deriving *d, ri_kind kind, int column);
/* What is linked to in a column: nothing that is not there any more. */
uint32_t ri_derive_link(const ri_deriving *d, ri_kind kind, uint32_t row);
/* Takes links to what is not there any more out of a column of n. */
void ri_derive_unlink(ri_deriving *d, ri_kind kind, uint32_t **column, uint32_t n);
/* The word of a text, RI_NONE for NULL. */
uint32_t ri_derive_word(ri_deriving *d, const char *text);
/* The number of a set with these items. */
uint32_t ri_derive_set(ri_deriving *d, ri_set_table *table, const uint32_t *items, uint32_t n);

/* The parts, in this order. */
void ri_derive_units(ri_deriving *d);
void ri_derive_positions(ri_deriving *d);
void ri_derive_groups(ri_deriving *d); /* teams, journeys' leads, people's columns */
void ri_derive_seats(ri_deriving *d);
/* Only seats: those of the new one's day. */
void ri_derive_seats_later(ri_deriving *d);
void ri_derive_touchpoints(ri_deriving *d);
void ri_derive_journeys(ri_deriving *d);
void ri_derive_handoffs(ri_deriving *d);
void ri_derive_said(ri_deriving *d);

#endif
