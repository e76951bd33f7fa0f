/*
 * What the record and the model know of a finding from earlier: when it was there, who disputed
 * what it is about, and which changes of the organization touched it.
 */
#ifndef RI_TRIED_H
#define RI_TRIED_H

#include "base/arena.h"
#include "store/store.h"

/* Unbroken runs that show it. */
typedef struct ri_shown {
    int64_t first; /* runs, */
    int64_t last;
    const char *from; /* and their dates */
    const char *until;
    bool open; /* the newest run shows it */
} ri_shown;

typedef struct ri_past_dispute {
    const char *letter;
    const char *by;     /* references */
    const char *claims; /* NULL for nobody */
    const char *reason; /* NULL for none */
    const char *from;   /* NULL: unbounded */
    const char *to;
} ri_past_dispute;

typedef struct ri_touching {
    int64_t entry;
    const char *title;
    const char *reason; /* NULL for none */
    const char *date;
    bool undone;
} ri_touching;

/* All in the arena. */
typedef struct ri_tried {
    ri_shown *shown; /* the earliest first */
    size_t n_shown;
    ri_past_dispute *disputes; /* by letter, who raised it, from */
    size_t n_disputes;
    ri_touching *changes; /* the newest first */
    size_t n_changes;
} ri_tried;

/* What it is about. Lists of keys stand in byte order. */
typedef struct ri_tried_about {
    const char *key;     /* the finding's */
    const char *subject; /* a reference */
    const char **touchpoints;
    size_t n_touchpoints;
    const char **positions;
    size_t n_positions;
} ri_tried_about;

raci_status ri_tried_find(ri_tried *out, ri_store *store, const ri_tried_about *about,
                          ri_arena *arena, raci_error *err);

#endif
