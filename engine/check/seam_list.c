#include "check/seam_list.h"

#include "base/memory.h"
#include "base/order.h"
#include "check/seam_sides.h"
#include "resolve/subjects.h"

static ri_row row_of(const ri_work *work, ri_kind kind, uint32_t row)
{
    return ri_matrix_row_of(work->matrix, ri_subject_number(work->s, ri_ref_make(kind, row)));
}

static ri_seam look_at(const ri_work *work, uint32_t handoff, ri_indexes *scratch, bool *exhausted)
{
    const ri_handoffs *handoffs = &work->s->handoffs;
    const uint8_t *criticality = work->s->touchpoints.criticality;
    const uint32_t from = handoffs->from[handoff];
    const uint32_t to = handoffs->to[handoff];
    const ri_row own = row_of(work, RI_HANDOFF, handoff);
    const ri_row from_row = row_of(work, RI_TOUCHPOINT, from);
    const ri_row to_row = row_of(work, RI_TOUCHPOINT, to);
    const ri_seam_sides sides = ri_seam_sides_of(&from_row, &to_row, work->accountable);
    uint32_t n_own = 0;
    (void)ri_row_holders(&own, work->accountable, &n_own);
    ri_seam seam = {
        .handoff = handoff,
        .criticality = criticality[from] > criticality[to] ? criticality[from] : criticality[to],
        .crosses = ri_handoff_passing(handoffs, handoff).crosses != 0,
        .apart = ri_seam_apart(&sides, work->s, scratch, exhausted),
        .owned = n_own > 0,
        .answered = sides.n_from_a > 0 && sides.n_to_a > 0,
    };
    seam.silent = seam.apart && !ri_seam_heard(&sides, work);
    return seam;
}

static int most_critical_first(const void *a, const void *b, const void *context)
{
    const ri_seam *x = a;
    const ri_seam *y = b;
    (void)context;
    return x->criticality != y->criticality
               ? (x->criticality < y->criticality) - (x->criticality > y->criticality)
               : (x->handoff > y->handoff) - (x->handoff < y->handoff);
}

bool ri_seam_list_make(ri_seam_list *out, const ri_work *work)
{
    const ri_handoffs *handoffs = &work->s->handoffs;
    ri_indexes scratch = {.items = NULL};
    bool exhausted = false;
    *out = (ri_seam_list){.items = NULL};
    for (uint32_t h = 0; h < handoffs->n && !exhausted; h++) {
        if (!ri_handoff_there(handoffs, h)) {
            continue;
        }
        const ri_seam seam = look_at(work, h, &scratch, &exhausted);
        if ((seam.crosses || seam.apart) && !RI_PUSH(out->items, out->n, out->capacity, seam)) {
            exhausted = true;
        }
    }
    ri_free(scratch.items);
    return !exhausted &&
           ri_order(out->items, out->n, sizeof *out->items, most_critical_first, NULL);
}

void ri_seam_list_free(ri_seam_list *list)
{
    ri_free(list->items);
    *list = (ri_seam_list){.items = NULL};
}
