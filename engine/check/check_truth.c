/*
 * moment-of-truth-unprotected: where it counts most, somebody must answer who has
 * been chosen and sits there.
 */
#include "check/checking.h"

static bool all_vacant(const ri_snapshot *s, const ri_outcome *a)
{
    for (uint32_t i = 0; i < a->n_holders; i++) {
        if (!ri_position_vacant(s, ri_ref_index(a->holders[i]))) {
            return false;
        }
    }
    return true;
}

/* It follows from what explains the gap in A, else from the gap. */
static void explain_nobody(const ri_checking *c, ri_draft *draft, const ri_settlement *t)
{
    ri_draft gap = {.id = {RI_NO_ACCOUNTABLE, t->subject, c->a, RI_NONE, RI_NO_SOURCE},
                    .cause = draft->cause};
    ri_explain_gap(c, &gap, t);
    if (gap.cause.code != RI_NO_CODE) {
        draft->cause = gap.cause;
    } else if (c->in_force[RI_NO_ACCOUNTABLE].on) {
        draft->cause = gap.id;
    }
}

void ri_check_moment_of_truth(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    const bool vacant = all_vacant(c->s, a);
    if (!vacant && !ri_only_by_default(c, a)) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_MOMENT_OF_TRUTH_UNPROTECTED, t->subject, RI_NO_LETTER);
    draft.outcome = a;
    if (a->n_holders == 0) {
        ri_draft_gap_rules(c, t, a);
        explain_nobody(c, &draft, t);
    } else if (vacant && c->in_force[RI_VACANT_SEAT].on) {
        draft.cause = ri_vacant_seat(a->holders[0]);
    } else if (!vacant && c->in_force[RI_ONLY_BY_DEFAULT].on) {
        draft.cause = (ri_identity){RI_ONLY_BY_DEFAULT, t->subject, c->a, RI_NONE, RI_NO_SOURCE};
    }
    ri_draft_parties(c, a->holders, a->n_holders);
    if (a->n_holders > 0) {
        ri_draft_winners(c, a);
    }
    ri_draft_add(c, &draft);
}
