/*
 * The passages between departments: the handoffs whose sides are delivered by different
 * departments, or answered for by different ones.
 */
#ifndef RI_SEAM_LIST_H
#define RI_SEAM_LIST_H

#include "check/commanding.h"

typedef struct ri_seam {
    uint32_t handoff;
    uint8_t criticality; /* the higher one of its sides; 0 where neither has any */
    bool crosses;        /* the departments that deliver its sides are not the same, */
    bool apart;          /* those of who is accountable for them are not */
    bool owned;          /* somebody is accountable for the passage itself */
    bool answered;       /* somebody is accountable for each side */
    bool silent;         /* apart, and nobody accountable for one side is told of the other */
} ri_seam;

typedef struct ri_seam_list {
    ri_seam *items; /* the most critical first, then by handoff */
    size_t n;
    size_t capacity;
} ri_seam_list;

/* false: memory is exhausted. Freed either way. */
bool ri_seam_list_make(ri_seam_list *out, const ri_work *work);
void ri_seam_list_free(ri_seam_list *list);

#endif
