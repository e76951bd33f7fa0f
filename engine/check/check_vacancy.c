/*
 * Checks of letters held by seats in which nobody sits. The vacant seat is one
 * finding, and the cause of what follows from it on each subject.
 */
#include "check/overall.h"

ri_identity ri_vacant_seat(ri_ref position)
{
    return (ri_identity){RI_VACANT_SEAT, position, RI_NO_LETTER, position, RI_NO_SOURCE};
}

static void add_vacant(ri_checking *c, const ri_settlement *t, ri_code code, uint8_t letter,
                       ri_ref position)
{
    ri_draft draft = ri_draft_begin(c, code, t->subject, letter);
    draft.id.other = position;
    if (c->in_force[RI_VACANT_SEAT].on) {
        draft.cause = ri_vacant_seat(position);
    }
    draft.outcome = &t->letters[letter];
    ri_draft_party(c, position);
    ri_draft_winners(c, draft.outcome);
    ri_draft_add(c, &draft);
}

void ri_check_vacant_accountable(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    for (uint32_t i = 0; i < a->n_holders; i++) {
        if (ri_position_vacant(c->s, ri_ref_index(a->holders[i]))) {
            add_vacant(c, t, RI_VACANT_ACCOUNTABLE, c->a, a->holders[i]);
        }
    }
}

/* Only when all who have R are positions and every one of them is vacant. */
void ri_check_vacant_responsible(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *r = &t->letters[c->r];
    for (uint32_t i = 0; i < r->n_holders; i++) {
        if (ri_ref_kind(r->holders[i]) != RI_POSITION ||
            !ri_position_vacant(c->s, ri_ref_index(r->holders[i]))) {
            return;
        }
    }
    for (uint32_t i = 0; i < r->n_holders; i++) {
        add_vacant(c, t, RI_VACANT_RESPONSIBLE, c->r, r->holders[i]);
    }
}

/* For each position that itself holds a letter somewhere. */
void ri_check_vacant_seat(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    for (uint32_t i = 0; i < c->s->positions.rows.n; i++) {
        if (c->tally->all[RI_POSITION][i] != 0 && ri_position_vacant(c->s, i)) {
            ri_ref ref = ri_ref_make(RI_POSITION, i);
            ri_draft draft = ri_draft_begin(c, RI_VACANT_SEAT, ref, RI_NO_LETTER);
            draft.id = ri_vacant_seat(ref);
            ri_draft_party(c, ref);
            ri_draft_add(c, &draft);
        }
    }
}
