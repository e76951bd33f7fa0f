/*
 * A glance at all touchpoints, in their order, before those of a journey are gathered: of
 * most stages it tells that there is no pair, and where one is all that is wanted, that there
 * is one. What it leaves open channel_pairs.h finds.
 */
#ifndef RI_CHANNEL_GLANCE_H
#define RI_CHANNEL_GLANCE_H

#include "check/channel_pairs.h"

typedef enum ri_glimpse {
    RI_GLIMPSE_OPEN, /* it is not known yet */
    RI_GLIMPSE_NONE, /* no pair */
    RI_GLIMPSE_PAIR
} ri_glimpse;

typedef struct ri_glance {
    struct ri_glanced *stages; /* by journey, then stage; NULL: everything is open */
    uint32_t n_stages;
} ri_glance;

/* Looks at all of them; `one` says that one pair of a stage is enough. Where there are very many
   stages of journeys, or memory is exhausted, everything is left open. */
void ri_glance_begin(ri_glance *glance, ri_checking *c, const ri_matrix *matrix, bool one);
ri_glimpse ri_glance_at(const ri_glance *glance, uint32_t journey, uint32_t stage);
void ri_glance_free(ri_glance *glance);

#endif
