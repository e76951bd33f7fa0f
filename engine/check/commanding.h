/*
 * Who really commands a touchpoint: who has power over all who do the work on it. These are
 * its holders of the responsible letter or, where it has none, the units that deliver it.
 */
#ifndef RI_COMMANDING_H
#define RI_COMMANDING_H

#include "model/power.h"
#include "resolve/matrix.h"

/* What the questions are about: an organization, and who holds what there. */
typedef struct ri_work {
    const ri_snapshot *s;
    const ri_matrix *matrix;
    uint8_t accountable;
    uint8_t responsible;
} ri_work;

/* Those who do the work on a touchpoint, in the order of references. */
typedef struct ri_doers {
    const ri_ref *holders; /* or NULL: then */
    const uint32_t *units;
    uint32_t n;
} ri_doers;

ri_doers ri_doers_of(const ri_work *work, uint32_t touchpoint);
ri_ref ri_doer(const ri_doers *doers, uint32_t i);

typedef enum ri_way { RI_WAY_NONE, RI_WAY_LINE, RI_WAY_MANDATE } ri_way;

/* "line", "mandate"; NULL for none. Static. */
const char *ri_way_name(ri_way way);

/* What keeps somebody from commanding a touchpoint. */
typedef struct ri_hurdle {
    ri_ref doer;         /* the first who is not commanded; RI_NONE when nobody does the work */
    uint32_t position;   /* the first position of it that is not; RI_NONE when it has none */
    uint32_t department; /* the unit's own, else the position's; RI_NONE when there is none */
} ri_hurdle;

/* Who commands for a holder: all positions of a person; else the one for which it stands, kept in
   *one, if there is any. *n counts them. */
const uint32_t *ri_commanding_positions(const ri_snapshot *s, ri_ref holder, uint32_t *one,
                                        size_t *n);

/* How n positions, as those of one person, command a touchpoint: each doer through the line of
   one of them, or else all through a mandate. Where not, *hurdle says what is in the way. */
ri_way ri_commands_work(const ri_work *work, const uint32_t *positions, size_t n,
                        uint32_t touchpoint, ri_hurdle *hurdle);

/* What every position of the organization commands, counted at once. */
typedef struct ri_commanded {
    uint32_t touchpoints; /* how many there are */
    uint32_t *by_line;    /* by position: those it commands through its line, */
    uint32_t *by_mandate; /* and those it commands only through a mandate */
} ri_commanded;

/* Takes time in proportion to who does what and what mandates cover, not to how many positions
   there are times how many touchpoints. false: memory is exhausted. Freed either way. */
bool ri_commanded_count(ri_commanded *out, const ri_work *work);
void ri_commanded_free(ri_commanded *commanded);

/* On how many touchpoints somebody is accountable, and on how many of these all who are command
   those who do the work. */
typedef struct ri_empowered {
    uint32_t accountable;
    uint32_t empowered;
} ri_empowered;

ri_empowered ri_empowered_count(const ri_work *work);

#endif
