/*
 * Checks of journeys and of the passages between touchpoints.
 */
#include "base/memory.h"
#include "base/order.h"
#include "check/checking.h"

void ri_check_journey_without_lead(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    if (ri_ref_kind(t->subject) != RI_JOURNEY || a->n_holders > 0 ||
        c->s->journeys.lead[ri_ref_index(t->subject)] != RI_NONE) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_JOURNEY_WITHOUT_LEAD, t->subject, RI_NO_LETTER);
    ri_draft_gap_rules(c, t, a);
    ri_draft_add(c, &draft);
}

void ri_check_lead_disagrees(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    if (ri_ref_kind(t->subject) != RI_JOURNEY || a->n_holders == 0) {
        return;
    }
    uint32_t lead = c->s->journeys.lead[ri_ref_index(t->subject)];
    if (lead == RI_NONE || (a->n_holders == 1 && a->holders[0] == ri_ref_make(RI_POSITION, lead))) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_LEAD_DISAGREES, t->subject, RI_NO_LETTER);
    draft.named = a->holders;
    draft.n_named = a->n_holders;
    ri_draft_party(c, ri_ref_make(RI_POSITION, lead));
    ri_draft_parties(c, a->holders, a->n_holders);
    ri_draft_winners(c, a);
    ri_draft_add(c, &draft);
}

/* Appends the departments of n positions to the scratch, sorted, each once; gives
   how many. A position without a unit is in none. */
static size_t add_departments(ri_checking *c, const ri_ref *positions, size_t n)
{
    size_t first = c->scratch.n;
    for (size_t i = 0; i < n; i++) {
        uint32_t department = ri_position_department(c->s, ri_ref_index(positions[i]));
        if (department != RI_NONE &&
            !RI_PUSH(c->scratch.items, c->scratch.n, c->scratch.capacity, department)) {
            c->out_of_memory = true;
        }
    }
    size_t kept =
        c->scratch.n > first ? ri_order_unique(c->scratch.items + first, c->scratch.n - first) : 0;
    c->scratch.n = first + kept;
    return kept;
}

bool ri_departments_differ(ri_checking *c, const ri_ref *left, size_t n_left, const ri_ref *right,
                           size_t n_right)
{
    if (n_left == 1 && n_right == 1) { /* as nearly always */
        return ri_position_department(c->s, ri_ref_index(left[0])) !=
               ri_position_department(c->s, ri_ref_index(right[0]));
    }
    c->scratch.n = 0;
    size_t first = add_departments(c, left, n_left);
    size_t second = add_departments(c, right, n_right);
    if (first != second) {
        return true;
    }
    for (size_t i = 0; i < first; i++) {
        if (c->scratch.items[i] != c->scratch.items[first + i]) {
            return true;
        }
    }
    return false;
}

/* No rule made it: nobody has been given the passage. */
void ri_check_unowned_handoff(ri_checking *c, ri_ref handoff, const ri_row *own, const ri_row *from,
                              const ri_row *to)
{
    uint32_t n_own = 0;
    uint32_t n_from = 0;
    uint32_t n_to = 0;
    (void)ri_row_holders(own, c->a, &n_own);
    const ri_ref *left = ri_row_holders(from, c->a, &n_from);
    const ri_ref *right = ri_row_holders(to, c->a, &n_to);
    if (n_own > 0 || n_from == 0 || n_to == 0 ||
        !ri_departments_differ(c, left, n_from, right, n_to)) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_UNOWNED_HANDOFF, handoff, RI_NO_LETTER);
    ri_draft_parties(c, left, n_from);
    ri_draft_parties(c, right, n_to);
    ri_draft_add(c, &draft);
}
