/*
 * What the files share that write the document of `brief`.
 */
#ifndef RI_REPORT_BRIEF_H
#define RI_REPORT_BRIEF_H

#include "record/card_kept.h"
#include "report/outline.h"
#include "report/view.h"

typedef struct ri_brief_report {
    const raci_brief *brief;
    ri_view view;
} ri_brief_report;

/* For people: while it is told. */
typedef struct ri_brief_telling {
    ri_outline *out;
    ri_brief_report *report;
    const ri_card *card;
    const ri_snapshot *s;
    ri_view *view;
    ri_text line;
} ri_brief_telling;

#define RI_BRIEF_TOLD 24 /* of the items of a part so many are told */
/* Ends a part of n items: says how many were not. */
void ri_brief_more(ri_brief_telling *telling, size_t n);

/* What they have; what passes to and from them. */
void ri_brief_letters(ri_brief_telling *telling);
void ri_brief_passages(ri_brief_telling *telling);

/* On how many subjects a card has a letter, in whatever way. */
size_t ri_brief_subjects(const ri_card *card, uint8_t letter);

/* For people: all of a card. The context is an ri_brief_report. */
void ri_brief_outline(ri_outline *outline, void *context);
/* The part of it about what is new. */
void ri_brief_changes(ri_outline *outline, ri_brief_report *report);

#endif
