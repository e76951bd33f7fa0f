/*
 * Checks of how many hold a letter, and of letters that rules of equal standing
 * give and forbid.
 */
#include "base/order.h"
#include "check/checking.h"

/* How many hold a letter. With A_implies_R whoever has A counts for R too. */
static uint32_t count_holders(const ri_checking *c, const ri_settlement *t, uint8_t letter)
{
    const ri_outcome *a = &t->letters[c->a];
    const ri_outcome *held = &t->letters[letter];
    uint32_t n = held->n_holders;
    if (letter != c->r || !c->policy->scheme.a_implies_r) {
        return n;
    }
    for (uint32_t i = 0, j = 0; i < a->n_holders; i++) {
        while (j < held->n_holders && held->holders[j] < a->holders[i]) {
            j++;
        }
        n += j == held->n_holders || held->holders[j] != a->holders[i];
    }
    return n;
}

/* Collects those whom count_holders counts into c->named. */
static void name_holders(ri_checking *c, const ri_settlement *t, uint8_t letter)
{
    const bool both = letter == c->r && c->policy->scheme.a_implies_r;
    const ri_outcome *from[2] = {&t->letters[letter], both ? &t->letters[c->a] : NULL};
    for (int k = 0; k < 2 && from[k] != NULL; k++) {
        for (uint32_t i = 0; i < from[k]->n_holders; i++) {
            ri_name(c, from[k]->holders[i]);
        }
    }
    c->named.n = ri_order_unique(c->named.items, c->named.n);
}

void ri_check_no_responsible(ri_checking *c, const ri_settlement *t)
{
    if (count_holders(c, t, c->r) > 0) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_NO_RESPONSIBLE, t->subject, c->r);
    draft.outcome = &t->letters[c->r];
    ri_draft_gap_rules(c, t, draft.outcome);
    ri_explain_gap(c, &draft, t);
    ri_draft_add(c, &draft);
}

/* ---- letter-count ---- */

static void add_letter_count(ri_checking *c, const ri_settlement *t, uint8_t letter, bool above)
{
    const ri_outcome *outcome = &t->letters[letter];
    ri_draft draft = ri_draft_begin(c, RI_LETTER_COUNT, t->subject, letter);
    draft.kind = above ? RI_KIND_CONFLICT : RI_KIND_GAP;
    name_holders(c, t, letter);
    draft.outcome = outcome;
    draft.named = c->named.items;
    draft.n_named = (uint32_t)c->named.n;
    ri_draft_parties(c, c->named.items, c->named.n);
    if (above) {
        ri_draft_winners(c, outcome);
    } else {
        ri_draft_gap_rules(c, t, outcome);
        ri_explain_gap(c, &draft, t);
    }
    ri_draft_add(c, &draft);
}

/* "No other check says it": nobody with A or R, and several with A, have checks of
   their own, which say it even where they are switched off. */
void ri_check_letter_count(ri_checking *c, const ri_settlement *t)
{
    const ri_scheme *scheme = &c->policy->scheme;
    for (uint8_t letter = 0; letter < scheme->n; letter++) {
        uint32_t n = count_holders(c, t, letter);
        bool said = (n == 0 && (letter == c->a || letter == c->r)) || (n > 1 && letter == c->a);
        if (!said && (n > scheme->letters[letter].max || n < scheme->letters[letter].min)) {
            add_letter_count(c, t, letter, n > scheme->letters[letter].max);
        }
    }
}

/* ---- too many ---- */

static void check_too_many(ri_checking *c, const ri_settlement *t, ri_code code, uint8_t letter)
{
    const ri_outcome *outcome = &t->letters[letter];
    if (!((double)outcome->n_holders > c->in_force[code].max)) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, code, t->subject, letter);
    draft.outcome = outcome;
    draft.named = outcome->holders;
    draft.n_named = outcome->n_holders;
    ri_draft_parties(c, outcome->holders, outcome->n_holders);
    ri_draft_winners(c, outcome);
    ri_draft_add(c, &draft);
}

void ri_check_too_many_responsible(ri_checking *c, const ri_settlement *t)
{
    check_too_many(c, t, RI_TOO_MANY_RESPONSIBLE, c->r);
}

void ri_check_too_many_consulted(ri_checking *c, const ri_settlement *t)
{
    if (c->consulted != RI_NO_LETTER) {
        check_too_many(c, t, RI_TOO_MANY_CONSULTED, c->consulted);
    }
}

/* ---- contested ---- */

static bool is_among(const ri_ref *holders, uint32_t n, ri_ref holder)
{
    for (uint32_t i = 0; i < n; i++) {
        if (holders[i] == holder) {
            return true;
        }
    }
    return false;
}

static void add_contested(ri_checking *c, const ri_settlement *t, uint8_t letter)
{
    const ri_outcome *outcome = &t->letters[letter];
    ri_draft draft = ri_draft_begin(c, RI_CONTESTED_LETTER, t->subject, letter);
    draft.outcome = outcome;
    draft.named = outcome->contested;
    draft.n_named = outcome->n_contested;
    ri_draft_parties(c, outcome->contested, outcome->n_contested);
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->fate != RI_CONTESTED ||
            !is_among(outcome->contested, outcome->n_contested, giving->holder)) {
            continue;
        }
        ri_draft_rule(c, giving->winner);
        for (uint32_t j = 0; j < giving->n_bans; j++) {
            ri_draft_rule(c, t->bans[giving->first_ban + j]);
        }
    }
    ri_draft_add(c, &draft);
}

void ri_check_contested(ri_checking *c, const ri_settlement *t)
{
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        if (t->letters[letter].n_contested > 0) {
            add_contested(c, t, letter);
        }
    }
}
