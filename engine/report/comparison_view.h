/*
 * Policies side by side, between the formats for programs and the text.
 */
#ifndef RI_COMPARISON_VIEW_H
#define RI_COMPARISON_VIEW_H

#include "report/page.h"
#include "scenario/comparison.h"

/* How many touchpoints there are, and how many of each agreement. */
typedef struct ri_agreements {
    size_t touchpoints;
    size_t n[RI_AGREEMENTS];
} ri_agreements;

ri_agreements ri_agreements_of(const raci_comparison *comparison);

/* A touchpoint about which several answers are given. */
typedef struct ri_parted {
    uint32_t touchpoint;
    size_t answers;
    uint8_t criticality;
} ri_parted;

/* Fills in at most so many on which most answers are given, of equal ones the most critical first;
   gives how many. */
size_t ri_find_parted(ri_parted *out, size_t most, const raci_comparison *comparison);
/* Whether no policy before the i-th gives the same answer as it. */
bool ri_answers_first(const raci_comparison *comparison, uint32_t touchpoint, size_t i);
/* "Chief Operating Officer and Head of Sales", or "nobody": a set by its number. */
void ri_say_accountable_set(ri_text *line, const raci_comparison *comparison, uint32_t set);

/* " (8 models)": those from the first-th on that give its answer; two are named, more counted. */
void ri_say_answering_models(ri_text *line, const raci_comparison *comparison, uint32_t touchpoint,
                             size_t first);
/* "Chief Operating Officer 45, then 23, 20, 18 and 9". */
void ri_say_busiest(ri_text *line, const ri_compared *item);
/* "12 errors, 26 warnings, above all many-accountable": what is left once all steps are taken. */
void ri_say_left(ri_text *line, const ri_remedy *remedy);

/* "Of 159 touchpoints they all agree who is accountable on 43, and part on 116." */
void ri_say_agreement(ri_text *line, const ri_agreements *of);
/* "Chief Operating Officer (8 models), Director of Billing (journey-teams)": each answer once, in
   the order in which the models stand. */
void ri_say_answers(ri_text *line, const raci_comparison *comparison, uint32_t touchpoint);

/* All of it for people. */
void ri_put_comparison(ri_page *page, const raci_comparison *comparison);
/* Who holds what on one subject under each. *failed is set when memory is exhausted. */
void ri_put_explanation(ri_page *page, const raci_comparison *comparison, bool *failed);
/* The line about the scenario, and the steps of it that did not apply. */
void ri_put_supposed(ri_page *page, const raci_comparison *comparison, ri_text *line);

#endif
