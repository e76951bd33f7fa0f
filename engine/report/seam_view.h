/*
 * What documents say of passages between departments.
 */
#ifndef RI_SEAM_VIEW_H
#define RI_SEAM_VIEW_H

#include "check/seam_list.h"
#include "report/view.h"

typedef struct ri_seam_view {
    ri_view *view; /* view->failed: memory is exhausted */
    ri_work work;
    ri_indexes departments; /* scratch */
} ri_seam_view;

void ri_seam_view_free(ri_seam_view *seams);

/* How many there are, how many of them somebody has, and how many whose sides do not talk. */
typedef struct ri_seam_sums {
    size_t passages;
    size_t owned;
    size_t silent;
} ri_seam_sums;

void ri_seam_sums_add(ri_seam_sums *sums, const ri_seam *seam);
/* "12 passages between departments: 9 owned, 2 silent." */
void ri_say_seam_sums(ri_text *out, const ri_seam_sums *sums);

/* Who is accountable for a subject. */
const ri_ref *ri_seam_accountable(const ri_seam_view *seams, ri_ref subject, uint32_t *n);
/* The departments of the units that deliver a touchpoint, and those of the positions that are
   accountable for it; each once, in order; borrowed until the next ones. */
const ri_indexes *ri_seam_delivering(ri_seam_view *seams, uint32_t touchpoint);
const ri_indexes *ri_seam_answering(ri_seam_view *seams, uint32_t touchpoint);

/* "from Billing to Metering"; "delivered by Billing, answered for by Legal, then by Sales". */
void ri_say_seam_departments(ri_text *out, ri_seam_view *seams, const ri_seam *seam);
/* "Director of Billing (Ann Ito) has it; the sides talk". */
void ri_say_seam_owners(ri_text *out, ri_seam_view *seams, const ri_seam *seam);

#endif
