/*
 * Checks of who is accountable. "Holds A" means the position itself; the
 * settlement gives the accountable letter to positions only.
 */
#include "check/checking.h"

static const ri_outcome *accountable(const ri_checking *c, const ri_settlement *t)
{
    return &t->letters[c->a];
}

void ri_check_no_accountable(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = accountable(c, t);
    ri_draft draft = ri_draft_begin(c, RI_NO_ACCOUNTABLE, t->subject, c->a);
    draft.outcome = a;
    ri_draft_gap_rules(c, t, a);
    ri_explain_gap(c, &draft, t);
    ri_draft_add(c, &draft);
}

/* ---- two or more: of which kind, the traits say ---- */

static void check_several(ri_checking *c, const ri_settlement *t, ri_code code)
{
    const ri_outcome *a = accountable(c, t);
    ri_draft draft = ri_draft_begin(c, code, t->subject, c->a);
    draft.outcome = a;
    draft.named = a->holders;
    draft.n_named = a->n_holders;
    ri_draft_parties(c, a->holders, a->n_holders);
    ri_draft_winners(c, a);
    ri_draft_add(c, &draft);
}

void ri_check_many_accountable(ri_checking *c, const ri_settlement *t)
{
    check_several(c, t, RI_MANY_ACCOUNTABLE);
}

void ri_check_one_person_many_seats(ri_checking *c, const ri_settlement *t)
{
    check_several(c, t, RI_ONE_PERSON_MANY_SEATS);
}

void ri_check_joint_accountable(ri_checking *c, const ri_settlement *t)
{
    check_several(c, t, RI_JOINT_ACCOUNTABLE);
}

/* ---- exactly one ---- */

bool ri_only_by_default(const ri_checking *c, const ri_outcome *a)
{
    for (uint32_t i = 0; i < a->n_winners; i++) {
        if (ri_source_tier(c->resolver, a->winners[i]) != RI_TIER_DEFAULT) {
            return false;
        }
    }
    return a->n_holders == 1;
}

void ri_check_only_by_default(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = accountable(c, t);
    if (!ri_only_by_default(c, a)) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_ONLY_BY_DEFAULT, t->subject, c->a);
    draft.outcome = a;
    draft.named = a->holders;
    draft.n_named = 1;
    ri_draft_party(c, a->holders[0]);
    ri_draft_winners(c, a);
    ri_draft_add(c, &draft);
}

void ri_draft_add_against(ri_checking *c, ri_draft *draft, const ri_outcome *a)
{
    if (c->named.n == 0) {
        return;
    }
    draft->outcome = a;
    ri_draft_party(c, a->holders[0]);
    ri_draft_named(c, draft);
    ri_draft_winners(c, a);
    ri_draft_add(c, draft);
}

void ri_check_powerless_accountable(ri_checking *c, const ri_settlement *t)
{
    const ri_outcome *a = accountable(c, t);
    const ri_outcome *r = &t->letters[c->r];
    ri_draft draft = ri_draft_begin(c, RI_POWERLESS_ACCOUNTABLE, t->subject, c->a);
    for (uint32_t i = 0; i < r->n_holders; i++) {
        if (!ri_commands(c->s, ri_ref_index(a->holders[0]), r->holders[i], t->subject)) {
            ri_name(c, r->holders[i]);
        }
    }
    ri_draft_add_against(c, &draft, a);
}
