/*
 * Checks of journeys and of the passages between touchpoints.
 */
#include "check/checking.h"
#include "check/seam_sides.h"

void ri_check_journey_without_lead(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    if (c->s->journeys.lead[ri_ref_index(t->subject)] != RI_NONE) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_JOURNEY_WITHOUT_LEAD, t->subject, RI_NO_LETTER);
    ri_draft_gap_rules(c, t, a);
    ri_draft_add(c, &draft);
}

void ri_check_lead_disagrees(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
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

bool ri_departments_differ(ri_checking *c, const ri_ref *left, size_t n_left, const ri_ref *right,
                           size_t n_right)
{
    return ri_departments_apart(c->s, &c->scratch, &c->out_of_memory, left, n_left, right, n_right);
}

/* ---- passages between departments ---- */

static void add_passage(ri_checking *c, ri_code code, ri_ref handoff, const ri_seam_sides *between)
{
    if (ri_counted(c, code)) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, code, handoff, RI_NO_LETTER);
    ri_draft_parties(c, between->from_a, between->n_from_a);
    ri_draft_parties(c, between->to_a, between->n_to_a);
    ri_draft_add(c, &draft);
}

/* No rule made it: nobody has been given the passage. */
void ri_check_unowned_handoff(ri_checking *c, ri_ref handoff, const ri_row *own,
                              const ri_seam_sides *between)
{
    uint32_t n_own = 0;
    (void)ri_row_holders(own, c->a, &n_own);
    if (n_own == 0) {
        add_passage(c, RI_UNOWNED_HANDOFF, handoff, between);
    }
}

void ri_check_silent_handoff(ri_checking *c, ri_ref handoff, const ri_row *own,
                             const ri_seam_sides *between)
{
    const ri_work work = {.s = c->s, .accountable = c->a, .responsible = c->r};
    (void)own;
    if (!ri_seam_heard(between, &work)) {
        add_passage(c, RI_SILENT_HANDOFF, handoff, between);
    }
}
