/*
 * The sentences of findings about the organization itself: its lines, its units, what
 * its positions have to do, and how its touchpoints hang together.
 */
#include "check/overall.h"

/* "CMO and COO", the parties of the draft. */
static void say_parties(const ri_checking *c, ri_text *out)
{
    ri_phrase_holders(c, c->parties.items, c->parties.n, out);
}

static void say_double_line(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const uint32_t superior = c->s->positions.reports_to[ri_ref_index(d->id.subject)];
    ri_phrase_holder(c, d->id.subject, out);
    ri_text_add(out, " has a solid and a dotted line to the same position, ");
    ri_phrase_holder(c, ri_ref_make(RI_POSITION, superior), out);
}

static void say_many_roots(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    (void)d;
    ri_text_format(out, "%zu positions report to nobody on ", c->parties.n);
    ri_phrase_date(c, out);
    ri_text_add(out, ", where one should: ");
    say_parties(c, out);
}

static void say_orphan(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->id.subject, out);
    ri_text_add(out, " reports to nobody on ");
    ri_phrase_date(c, out);
    ri_text_add(out, ", and nobody reports to it");
}

static void say_circle(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const bool units = ri_ref_kind(d->id.subject) == RI_UNIT;
    ri_phrase_holder(c, d->id.subject, out);
    if (d->n_named == 1) {
        ri_text_format(out, " is above itself on ");
        ri_phrase_date(c, out);
        return;
    }
    ri_text_format(out, "%s in a circle on ",
                   units ? " is part of itself," : " reports to itself,");
    ri_phrase_date(c, out);
    ri_text_add(out, ": ");
    ri_phrase_holders(c, d->named, d->n_named, out);
}

static void say_headless(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " has no head on ");
    ri_phrase_date(c, out);
}

static void say_vacant_head(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->id.other, out);
    ri_text_add(out, " heads ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, ", but nobody sits in that seat on ");
    ri_phrase_date(c, out);
}

static void say_overloaded(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const ri_tale *tale = d->tale;
    ri_phrase_holder(c, d->id.subject, out);
    ri_phrase_holds(c, tale->letter, false, out);
    ri_text_format(out, "%zu of %zu touchpoint%s (%.0f %%)", tale->count, tale->of,
                   tale->of == 1 ? "" : "s", 100.0 * (double)tale->count / (double)tale->of);
}

static void say_idle(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->id.subject, out);
    ri_text_add(out, c->in_force[RI_NO_ROLE].attr != NULL
                         ? " works where customers are met, but has no letter on anything"
                         : " works where touchpoints are delivered, but has no letter on anything");
}

/* The subject tells of another touchpoint, or promises it. */
static void say_link(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const bool feedback = d->id.code == RI_FEEDBACK_SILO;
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, feedback ? " reports about " : " promises what ");
    ri_phrase_subject(c, d->id.other, out);
    ri_text_add(out, feedback ? "" : " delivers");
    ri_text_add(out, ", but none of those who answer for that has a letter on it: ");
    ri_phrase_holders(c, d->named, d->n_named, out);
}

static void say_one_department(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_text_add(out, "Everybody who answers for or does the work of ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " is of one department, ");
    ri_phrase_holder(c, d->tale->about, out);
}

static void say_uneven(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_text_add(out, "At ");
    ri_phrase_subject(c, d->id.other, out);
    ri_text_add(out, " of ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, ", channels answer to different departments that do not tell each other: ");
    say_parties(c, out);
}

void ri_say_organization(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    static void (*const say[RI_CODE_COUNT])(const ri_checking *, const ri_draft *, ri_text *) = {
        [RI_DOUBLE_LINE] = say_double_line,
        [RI_FEEDBACK_SILO] = say_link,
        [RI_JOURNEY_NOT_CROSS_FUNCTIONAL] = say_one_department,
        [RI_MANY_ROOTS] = say_many_roots,
        [RI_NO_ROLE] = say_idle,
        [RI_ORPHAN_POSITION] = say_orphan,
        [RI_OVERLOADED_ACCOUNTABLE] = say_overloaded,
        [RI_OVERLOADED_CONSULTED] = say_overloaded,
        [RI_OVERLOADED_RESPONSIBLE] = say_overloaded,
        [RI_PROMISE_UNHEARD] = say_link,
        [RI_REPORTING_CYCLE] = say_circle,
        [RI_UNEVEN_CHANNELS] = say_uneven,
        [RI_UNIT_CYCLE] = say_circle,
        [RI_UNIT_WITHOUT_HEAD] = say_headless,
        [RI_VACANT_HEAD] = say_vacant_head,
    };
    say[d->id.code](c, d, out);
}
