/*
 * What time brings, for the renderers; and the parts from which it is made.
 */
#ifndef RI_TIMELINE_DAYS_H
#define RI_TIMELINE_DAYS_H

#include "model/turnings.h"
#include "raci/timeline.h"
#include "scenario/day_side.h"
#include "scenario/two_results.h"

typedef enum ri_due_what {
    RI_DUE_VACANT,  /* nobody sits in a position any more */
    RI_DUE_UNOWNED, /* nobody seated is accountable for a touchpoint any more */
    RI_DUE_EXPIRED, /* a ruling, an acceptance, a mandate, an acting seat, a rule has ended */
    RI_DUE_STALE,   /* a touchpoint's review is too old */
    RI_DUE_FINDING, /* any other finding that the day before did not have */
    RI_DUE_WHATS
} ri_due_what;

/* "vacant", "unowned" …; static. */
const char *ri_due_name(ri_due_what what);

/* One thing that a day brings; texts are the timeline's. */
typedef struct ri_due_item {
    int32_t day;
    ri_due_what what;
    const char *subject; /* a reference */
    const char *name;    /* and what it is called on that day */
    bool critical;       /* a touchpoint of criticality 4 or 5, or a moment of truth */
    const char *code;    /* of a finding that says so; NULL for none, likewise below */
    const char *key;
    const char *severity;
    const char *letter;
    const char *message;
    const char *cause;   /* what begins or ends on that day, and brings it: */
    bool certain;        /* it is about the same things; else it is what else there is */
    const char *to;      /* the position that must act, a reference */
    const char *to_name; /* its title, and who sits there then */
} ri_due_item;

/* What begins or ends on a day, in words. */
typedef struct ri_due_turn {
    int32_t day;
    const char *said;
} ri_due_turn;

struct raci_timeline {
    ri_arena *arena;
    raci_policy *policy;
    int32_t from;
    int32_t to;
    ri_due_item *items; /* by day, what, subject, code, key */
    size_t n;
    size_t capacity;
    size_t counts[RI_DUE_WHATS];
    ri_due_turn *turns; /* by day */
    size_t n_turns;
    size_t turns_capacity;
    bool failed; /* a rule failed on some day: */
    raci_error failure;
};

/* Two days that follow one another: nothing begins or ends between them. */
typedef struct ri_two_days {
    raci_timeline *timeline;
    const raci_result *before; /* of their own findings only those that were looked for again: */
    const raci_result *after;
    const ri_day_side *first; /* these have all of the days */
    const ri_day_side *second;
    const ri_turning *turnings; /* of the second day, in order */
    size_t n_turnings;
    double stale_days; /* after which a review is too old; below 0: that is not looked for */
    raci_severity stale_severity;
    ri_arena *scratch;
} ri_two_days;

/* ---- day_brings.c ---- */

/* Adds what the second day brings, and which reviews get too old on days between them. false:
   memory is exhausted; likewise below. */
bool ri_day_brings(ri_two_days *days);

/* ---- turning_words.c ---- */

/* Appends it in words: "the seat of Dana Ruiz as Head of App ends". */
void ri_turning_say(ri_text *out, const ri_two_days *days, const ri_turning *turning);
/* Whether one ends whose like begins on the same day, so that it goes on. */
bool ri_turning_goes_on(const ri_two_days *days, const ri_turning *turning);
/* Whether one begins whose like ends on the same day, and says then that it changes. */
bool ri_turning_said_by_end(const ri_two_days *days, const ri_turning *turning);
/* What it is about, as references, "" for none; what has to be made lies in the arena. */
bool ri_turning_references(const char *out[2], const ri_turning *turning, ri_arena *arena);

#endif
