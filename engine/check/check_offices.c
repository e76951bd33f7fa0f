/*
 * Checks of the offices that decide: the CEO, the CXO and what the CXO may do.
 */
#include "check/checking.h"

static void add_missing_office(ri_checking *c, ri_code code)
{
    ri_draft draft = ri_draft_begin(c, code, ri_ref_make(RI_ENTERPRISE, 0), RI_NO_LETTER);
    ri_draft_add(c, &draft);
}

/* Whether a mandate of the position covers some touchpoint. */
static bool covers_any(const ri_snapshot *s, uint32_t position)
{
    if (s->first_mandate[position] == s->first_mandate[position + 1]) {
        return false;
    }
    if (ri_mandate_covers(s, position, RI_NONE)) {
        return true;
    }
    for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
        if (ri_mandate_covers(s, position, ri_ref_make(RI_TOUCHPOINT, t))) {
            return true;
        }
    }
    return false;
}

/* "None gives the CXO the touchpoints" is read so: there are mandates on the date,
   the office is there, and no mandate of any position that has it covers any
   touchpoint. A mandate over some of them is a mandate all the same. */
void ri_check_cxo_unempowered(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    const ri_arbiters *cxo = &c->cxo;
    if (cxo->n == 0 || !c->s->has_mandates) {
        return;
    }
    for (uint32_t i = 0; i < cxo->n; i++) {
        if (covers_any(c->s, cxo->positions[i])) {
            return;
        }
    }
    ri_draft draft =
        ri_draft_begin(c, RI_CXO_UNEMPOWERED, ri_ref_make(RI_ENTERPRISE, 0), RI_NO_LETTER);
    for (uint32_t i = 0; i < cxo->n; i++) {
        ri_draft_party(c, ri_ref_make(RI_POSITION, cxo->positions[i]));
    }
    ri_draft_add(c, &draft);
}

void ri_check_no_ceo(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    if (c->ceo.n == 0) {
        add_missing_office(c, RI_NO_CEO);
    }
}

void ri_check_no_cxo(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    if (c->cxo.n == 0) {
        add_missing_office(c, RI_NO_CXO);
    }
}

/* One finding for all that nobody can decide: its path is that of the first. */
void ri_check_final_arbiter(ri_checking *c)
{
    const ri_ref enterprise = ri_ref_make(RI_ENTERPRISE, 0);
    ri_draft draft = ri_draft_begin(c, RI_NO_FINAL_ARBITER, enterprise, RI_NO_LETTER);
    if (c->ceo.n == 0 && c->in_force[RI_NO_CEO].on) {
        draft.cause = (ri_identity){RI_NO_CEO, enterprise, RI_NO_LETTER, RI_NONE, RI_NO_SOURCE};
    }
    ri_draft_add(c, &draft);
}
