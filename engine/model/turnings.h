/*
 * What begins and ends in an organization, day by day: the rows of all files that have days.
 */
#ifndef RI_TURNINGS_H
#define RI_TURNINGS_H

#include "base/arena.h"
#include "model/known.h"

/* The files whose rows have days, in the byte order of their names; the last are the rules of
   a policy, which no file has. */
typedef enum ri_turning_tab {
    RI_TURNING_ACCEPTANCES,
    RI_TURNING_DISPUTES,
    RI_TURNING_JOURNEYS,
    RI_TURNING_MANDATES,
    RI_TURNING_PEOPLE,
    RI_TURNING_POSITIONS,
    RI_TURNING_RULINGS,
    RI_TURNING_SEATS,
    RI_TURNING_TEAM_MEMBERS,
    RI_TURNING_TEAMS,
    RI_TURNING_TOUCHPOINTS,
    RI_TURNING_UNITS,
    RI_TURNING_WALKS,
    RI_TURNING_RULES,
    RI_TURNING_TABS
} ri_turning_tab;

/* A row that begins or ends. */
typedef struct ri_turning {
    int32_t day;
    bool begins;
    ri_turning_tab tab;
    const char *key;    /* of a seat or a mandate the position's, of a member the team's; the
                           subject of a ruling or a dispute, the finding that was accepted */
    const char *other;  /* the person of a seat, the member of a team, the scope of a mandate,
                           a ruling's letter and holder, a dispute's letter, the channel of a
                           walk; else "" */
    const char *detail; /* a seat's kind; who decided, accepted, contested; else "" */
} ri_turning;

/* All with a day after `from` and up to `to`, by day, file, key, other and detail; in the
   arena. */
raci_status ri_turnings_read(ri_turning **out, size_t *n, raci_model *model, int32_t from,
                             int32_t to, ri_arena *arena, raci_error *err);

#endif
