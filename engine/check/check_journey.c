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

/* ---- passages ---- */

/* Who is accountable for the two sides of a handoff. */
typedef struct sides {
    const ri_ref *from;
    const ri_ref *to;
    uint32_t n_from;
    uint32_t n_to;
} sides;

/* Whether both sides have an A, and those of the one are of other departments than those
   of the other. */
static bool are_apart(sides *out, ri_checking *c, const ri_row *from, const ri_row *to)
{
    out->from = ri_row_holders(from, c->a, &out->n_from);
    out->to = ri_row_holders(to, c->a, &out->n_to);
    return out->n_from > 0 && out->n_to > 0 &&
           ri_departments_differ(c, out->from, out->n_from, out->to, out->n_to);
}

static void add_passage(ri_checking *c, ri_code code, ri_ref handoff, const sides *between)
{
    ri_draft draft = ri_draft_begin(c, code, handoff, RI_NO_LETTER);
    ri_draft_parties(c, between->from, between->n_from);
    ri_draft_parties(c, between->to, between->n_to);
    ri_draft_add(c, &draft);
}

/* No rule made it: nobody has been given the passage. */
void ri_check_unowned_handoff(ri_checking *c, ri_ref handoff, const ri_row *own, const ri_row *from,
                              const ri_row *to)
{
    sides between;
    uint32_t n_own = 0;
    (void)ri_row_holders(own, c->a, &n_own);
    if (n_own == 0 && are_apart(&between, c, from, to)) {
        add_passage(c, RI_UNOWNED_HANDOFF, handoff, &between);
    }
}

/* Whether one of the positions has a letter other than A and R in a row. */
static bool hears(const ri_checking *c, const ri_ref *positions, uint32_t n, const ri_row *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        if (row->letter[i] == c->a || row->letter[i] == c->r) {
            continue;
        }
        for (uint32_t j = 0; j < n; j++) {
            if (ri_includes(c->s, row->holder[i], positions[j])) {
                return true;
            }
        }
    }
    return false;
}

void ri_check_silent_handoff(ri_checking *c, ri_ref handoff, const ri_row *own, const ri_row *from,
                             const ri_row *to)
{
    sides between;
    (void)own;
    if (are_apart(&between, c, from, to) && !hears(c, between.from, between.n_from, to) &&
        !hears(c, between.to, between.n_to, from)) {
        add_passage(c, RI_SILENT_HANDOFF, handoff, &between);
    }
}
