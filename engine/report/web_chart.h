/*
 * The section of the organization, between the files that write it: units, and positions in them.
 */
#ifndef RI_WEB_CHART_H
#define RI_WEB_CHART_H

#include "check/answering.h"
#include "check/holdings.h"
#include "report/web.h"

typedef struct ri_chart {
    ri_web *web;
    ri_answering answering;
    ri_commanded commanded;
    ri_arena *arena; /* of */
    ri_held held;
    uint8_t *found;       /* by position: as bits, how severe what it is a party of is */
    uint32_t most;        /* touchpoints of one letter that the widest bar stands for */
    uint32_t departments; /* how many there are */
    ri_indexes positions; /* scratch: of the unit at hand */
} ri_chart;

/* Whether there is something to tell. */
bool ri_chart_has_any(const ri_answers_for *n);
/* What stands beside a name: a bar if that is set, letters, and how much of everything the position
   commands; RI_NONE: nobody does. */
void ri_chart_put_numbers(ri_chart *c, const ri_answers_for *n, uint32_t position, bool bar);
/* Adds one to the scratch, if it is there. */
void ri_chart_add_position(ri_chart *c, uint32_t position);
/* Writes those in the scratch, whoever reports to somebody below them. */
void ri_chart_put_positions(ri_chart *c);

#endif
