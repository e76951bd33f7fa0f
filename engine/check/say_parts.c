/*
 * Sentences of the checks of who has which part in a touchpoint: those of
 * check_told.c, check_lines.c, check_departments.c, check_truth.c and
 * check_disputes.c.
 */
#include "check/checking.h"

/* "COO is accountable for the touchpoint 'Checkout'" */
static void say_answers(const ri_checking *c, const ri_draft *d, const ri_ref *holders, uint32_t n,
                        ri_text *out)
{
    ri_phrase_holders(c, holders, n, out);
    ri_phrase_holds(c, c->a, n > 1, out);
    ri_phrase_subject(c, d->id.subject, out);
}

/* "C (Consulted)", of several the last after `last`. */
static void say_letters(const ri_checking *c, uint32_t letters, const char *last, ri_text *out)
{
    bool first = true;
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        const uint32_t bit = UINT32_C(1) << letter;
        if ((letters & bit) == 0) {
            continue;
        }
        if (!first) {
            ri_text_add(out, letters < bit << 1 ? last : ", ");
        }
        ri_phrase_letter(c, letter, out);
        first = false;
    }
}

/* ---- who is told ---- */

void ri_say_nobody_told(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    uint32_t letters = 0;
    letters |= c->consulted != RI_NO_LETTER ? UINT32_C(1) << c->consulted : 0;
    letters |= c->informed != RI_NO_LETTER ? UINT32_C(1) << c->informed : 0;
    ri_text_add(out, "Nobody else hears of ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, ": nobody has ");
    say_letters(c, letters, " or ", out);
    ri_text_add(out, " on it");
}

void ri_say_only_informed(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holders(c, d->named, d->n_named, out);
    ri_phrase_holds(c, c->informed, d->n_named > 1, out);
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, ", and nobody has any other part in it");
}

void ri_say_clashing(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holders(c, d->named, d->n_named, out);
    ri_text_add(out, d->n_named > 1 ? " have letters on " : " has letters on ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " that exclude each other: ");
    say_letters(c, d->letters, " and ", out);
}

void ri_say_silent_handoff(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_text_add(out, "The two sides of ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " answer to different departments, and none of ");
    ri_phrase_holders(c, c->parties.items, c->parties.n, out);
    ri_text_add(out, " is asked or told on the other side");
}

/* ---- who is above whom ---- */

void ri_say_inverted(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_answers(c, d, d->outcome->holders, 1, out);
    ri_text_add(out, ", but is under whoever");
    ri_phrase_holds(c, c->r, false, out);
    ri_text_add(out, "it: ");
    ri_phrase_holders(c, d->named, d->n_named, out);
}

void ri_say_too_high(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_answers(c, d, d->outcome->holders, 1, out);
    ri_text_add(out, ", though whoever");
    ri_phrase_holds(c, c->r, false, out);
    ri_text_add(out, "it is at or below ");
    ri_phrase_holder(c, d->about, out);
}

void ri_say_out_of_remit(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_ref owner = ri_ref_make(RI_POSITION, c->owner.positions[0]);
    say_answers(c, d, d->named, d->n_named, out);
    ri_text_add(out, ", but the policy is that of ");
    ri_phrase_holder(c, owner, out);
    ri_text_format(out, ", who does not command %s",
                   d->n_named > 1 ? "those positions" : "that position");
}

/* ---- which departments have a part ---- */

void ri_say_silo(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_text_add(out, "All who have a part in ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " are of one department, ");
    ri_phrase_holder(c, d->about, out);
    ri_text_add(out, ": ");
    ri_phrase_holders(c, d->named, d->n_named, out);
}

void ri_say_missing_deliverer(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->id.other, out);
    ri_text_add(out, " delivers ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, ", but neither it nor anybody in it has a letter there");
}

/* ---- moments of truth, disputes ---- */

void ri_say_unprotected(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const ri_outcome *a = d->outcome;
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " is a moment of truth, but ");
    if (a->n_holders == 0) {
        ri_text_add(out, "nobody");
    } else {
        ri_phrase_holders(c, a->holders, a->n_holders, out);
    }
    ri_phrase_holds(c, c->a, a->n_holders > 1, out);
    ri_text_add(out, "it");
    if (a->n_holders > 0 && ri_position_vacant(c->s, ri_ref_index(a->holders[0]))) {
        ri_text_add(out, a->n_holders > 1 ? ", all of them vacant seats on "
                                          : ", and nobody sits in that seat on ");
        ri_phrase_date(c, out);
    } else if (a->n_holders > 0) {
        ri_text_add(out, " only by default");
    }
}

void ri_say_disputed(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->id.other, out);
    ri_text_add(out, " contests that ");
    ri_phrase_holders(c, d->named, d->n_named, out);
    ri_phrase_holds(c, d->id.letter, d->n_named > 1, out);
    ri_phrase_subject(c, d->id.subject, out);
    if (d->dispute->claims != RI_NONE) {
        ri_text_add(out, ", and says it should be ");
        ri_phrase_holder(c, d->dispute->claims, out);
    }
    if (d->dispute->reason != NULL && d->dispute->reason[0] != '\0') {
        ri_text_format(out, ": %s", d->dispute->reason);
    }
}
