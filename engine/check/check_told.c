/*
 * Checks of letters beside A and R: who is told, and who has letters that exclude
 * each other.
 */
#include "check/checking.h"

static uint32_t count(const ri_settlement *t, uint8_t letter)
{
    return letter != RI_NO_LETTER ? t->letters[letter].n_holders : 0;
}

static uint32_t count_all(const ri_checking *c, const ri_settlement *t)
{
    uint32_t n = 0;
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        n += t->letters[letter].n_holders;
    }
    return n;
}

void ri_check_nobody_told(ri_checking *c, const ri_settlement *t)
{
    if (count(t, c->consulted) + count(t, c->informed) > 0 || count_all(c, t) == 0) {
        return;
    }
    if (!ri_counted(c, RI_NOBODY_TOLD)) {
        ri_draft draft = ri_draft_begin(c, RI_NOBODY_TOLD, t->subject, RI_NO_LETTER);
        ri_draft_add(c, &draft);
    }
}

void ri_check_only_informed(ri_checking *c, const ri_settlement *t)
{
    const uint32_t n = count(t, c->informed);
    if (n == 0 || n != count_all(c, t)) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_ONLY_INFORMED, t->subject, RI_NO_LETTER);
    draft.outcome = &t->letters[c->informed];
    draft.named = draft.outcome->holders;
    draft.n_named = n;
    ri_draft_winners(c, draft.outcome);
    ri_draft_add(c, &draft);
}

/* ---- clashing-letters ---- */

/* The letters, of those in the set, that x has on the subject: itself, or through its unit
   or team. */
static uint32_t letters_of(const ri_checking *c, const ri_settlement *t, uint32_t set, ri_ref x)
{
    uint32_t has = 0;
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; (set >> letter & 1) != 0 && i < outcome->n_holders; i++) {
            if (ri_includes(c->s, outcome->holders[i], x)) {
                has |= UINT32_C(1) << letter;
                break;
            }
        }
    }
    return has;
}

/* Those of the letters that exclude another of them. */
static uint32_t clashing_among(const ri_scheme *scheme, uint32_t has)
{
    uint32_t clashing = 0;
    for (uint8_t letter = 0; letter < scheme->n; letter++) {
        if ((has >> letter & 1) != 0 && (scheme->exclusive[letter] & has) != 0) {
            clashing |= UINT32_C(1) << letter;
        }
    }
    return clashing;
}

/* The letters on the subject that exclude another one that somebody has. */
static uint32_t clashing_on(const ri_checking *c, const ri_settlement *t)
{
    uint32_t held = 0;
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        held |= t->letters[letter].n_holders > 0 ? UINT32_C(1) << letter : 0;
    }
    return clashing_among(&c->policy->scheme, held);
}

/* A holder of a third letter can have both of a pair through its unit and its team. */
void ri_check_clashing_letters(ri_checking *c, const ri_settlement *t)
{
    const uint32_t set = clashing_on(c, t);
    size_t kept = 0;
    if (set == 0) {
        return;
    }
    ri_draft draft = ri_draft_begin(c, RI_CLASHING_LETTERS, t->subject, RI_NO_LETTER);
    ri_name_holders(c, t);
    for (size_t i = 0; i < c->named.n; i++) {
        const uint32_t has = letters_of(c, t, set, c->named.items[i]);
        const uint32_t clashing = clashing_among(&c->policy->scheme, has);
        draft.letters |= clashing;
        if (clashing != 0) {
            c->named.items[kept++] = c->named.items[i];
        }
    }
    c->named.n = kept;
    if (kept == 0) {
        return;
    }
    ri_draft_named(c, &draft);
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        if ((draft.letters >> letter & 1) != 0) {
            ri_draft_winners(c, &t->letters[letter]);
        }
    }
    ri_draft_add(c, &draft);
}
