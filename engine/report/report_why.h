/*
 * The document of `why`, between its formats for programs and its text.
 */
#ifndef RI_REPORT_WHY_H
#define RI_REPORT_WHY_H

#include "report/report_who.h"

/* What became of a rule that applies and says something of the letter. */
typedef enum ri_part {
    RI_PART_WON,        /* it assigns, and what it gives is kept */
    RI_PART_CONTESTED,  /* it assigns, and all it gives is contested or removed */
    RI_PART_REMOVED,    /* it assigns, and all it gives is removed */
    RI_PART_NOBODY,     /* it assigns, and gives nobody */
    RI_PART_OVERRIDDEN, /* it assigns, and another precedes it */
    RI_PART_FORBIDS,
    RI_PART_REQUIRES, /* and what it requires is there */
    RI_PART_MISSES    /* it requires what is not there */
} ri_part;

typedef struct ri_applied {
    ri_source source;
    ri_part part;
    ri_source by; /* RI_PART_OVERRIDDEN: what precedes it; else RI_NO_SOURCE */
    uint8_t letter;
} ri_applied;

typedef struct ri_why_report {
    ri_subject_report subject;
    ri_applied *applied; /* by letter, then name, then part */
    size_t n_applied;
    size_t capacity;
} ri_why_report;

/* "won", "contested" … */
const char *ri_part_name(ri_part part);
/* "headless" …, and as a clause: "the unit Operations has no head". */
const char *ri_nobody_name(ri_nobody why);
void ri_say_nobody(ri_text *out, ri_view *view, const ri_unresolved *unresolved);
/* A holder expression as a policy writes it: "under(unit:marketing)". */
void ri_write_expression(ri_text *out, const ri_holder *holder);

void ri_why_text(ri_page *page, ri_why_report *report);

#endif
