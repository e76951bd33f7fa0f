/*
 * Checks of who stands above whom: the accountable above the responsible, and the
 * policy's owner above the accountable.
 */
#include "base/memory.h"
#include "check/checking.h"

/* ---- inverted-line ---- */

void ri_check_inverted_line(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    const ri_outcome *r = &t->letters[c->r];
    ri_draft draft = ri_draft_begin(c, RI_INVERTED_LINE, t->subject, RI_NO_LETTER);
    for (uint32_t i = 0; i < r->n_holders; i++) {
        const uint32_t above = ri_holder_position(c->s, r->holders[i]);
        if (ri_position_under(c->s, ri_ref_index(a->holders[0]), above)) {
            ri_name(c, r->holders[i]);
        }
    }
    ri_draft_add_against(c, &draft, a);
}

/* ---- too-high ---- */

/* The lowest position that all who have R are at or below, or RI_NONE. */
static uint32_t lowest_over(ri_checking *c, const ri_outcome *r)
{
    c->scratch.n = 0;
    for (uint32_t i = 0; i < r->n_holders; i++) {
        const uint32_t position = ri_holder_position(c->s, r->holders[i]);
        if (position != RI_NONE &&
            !RI_PUSH(c->scratch.items, c->scratch.n, c->scratch.capacity, position)) {
            c->out_of_memory = true;
        }
    }
    return ri_lowest_common_superior(c->s, c->scratch.items, c->scratch.n);
}

void ri_check_too_high(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    const uint32_t lowest = lowest_over(c, &t->letters[c->r]);
    const uint32_t above =
        lowest != RI_NONE ? ri_steps_above(c->s, ri_ref_index(a->holders[0]), lowest) : RI_NONE;
    if (above == RI_NONE || (double)above < c->in_force[RI_TOO_HIGH].min) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_TOO_HIGH, t->subject, RI_NO_LETTER);
    draft.outcome = a;
    draft.about = ri_ref_make(RI_POSITION, lowest);
    ri_draft_party(c, a->holders[0]);
    ri_draft_party(c, draft.about);
    ri_draft_winners(c, a);
    ri_draft_add(c, &draft);
}

/* ---- out-of-remit ---- */

/* Where several positions have the owner's office, one of them is enough. */
static bool is_in_remit(const ri_checking *c, ri_ref holder, ri_ref subject)
{
    for (uint32_t i = 0; i < c->owner.n; i++) {
        if (ri_commands(c->s, c->owner.positions[i], holder, subject)) {
            return true;
        }
    }
    return false;
}

void ri_check_out_of_remit(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = &t->letters[c->a];
    ri_draft draft = ri_draft_begin(c, RI_OUT_OF_REMIT, t->subject, RI_NO_LETTER);
    for (uint32_t i = 0; i < a->n_holders; i++) {
        if (!is_in_remit(c, a->holders[i], t->subject)) {
            ri_name(c, a->holders[i]);
        }
    }
    if (c->named.n == 0) {
        return;
    }
    draft.outcome = a;
    ri_draft_named(c, &draft);
    ri_draft_winners(c, a);
    ri_draft_add(c, &draft);
}
