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

/* All of it for people. */
void ri_put_comparison(ri_page *page, const raci_comparison *comparison);
/* Who holds what on one subject under each. *failed is set when memory is exhausted. */
void ri_put_explanation(ri_page *page, const raci_comparison *comparison, bool *failed);
/* The line about the scenario, and the steps of it that did not apply. */
void ri_put_supposed(ri_page *page, const raci_comparison *comparison, ri_text *line);

#endif
