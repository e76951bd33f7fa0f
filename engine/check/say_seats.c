/*
 * Sentences of the checks of those who sit in seats (check_seats.c).
 */
#include "base/day.h"
#include "check/checking.h"

static void say_day(ri_text *out, int32_t day)
{
    char buffer[11];
    ri_text_add(out, ri_day_format(day, buffer));
}

/* "COO is accountable for the touchpoint 'Checkout'" */
static void say_answers(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->id.other, out);
    ri_phrase_holds(c, d->id.letter, false, out);
    ri_phrase_subject(c, d->id.subject, out);
}

void ri_say_acting(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const uint32_t position = ri_ref_index(d->id.other);
    const ri_seat *seat = ri_acting_seat(c, position);
    say_answers(c, d, out);
    if (seat == NULL) {
        ri_text_add(out, ", but nobody sits in that seat; until ");
        say_day(out, c->s->positions.last_end[position]);
        ri_text_add(out, " somebody was acting in it");
        return;
    }
    ri_text_add(out, ", but ");
    ri_phrase_holder(c, ri_ref_make(RI_PERSON, seat->person), out);
    ri_text_add(out, " is only acting in that seat");
    if (seat->from == RI_DAY_MIN || seat->to == RI_DAY_MAX) {
        ri_text_format(out, ", and no %s of that is set",
                       seat->from == RI_DAY_MIN ? "beginning" : "end");
        return;
    }
    ri_text_format(out, " for %ld days, from ", (long)seat->to - (long)seat->from);
    say_day(out, seat->from);
    ri_text_add(out, " until ");
    say_day(out, seat->to);
    ri_text_format(out, ": at most %.15g were allowed", c->in_force[RI_ACTING_TOO_LONG].days);
}

void ri_say_coming_gap(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_answers(c, d, out);
    ri_text_add(out, ", but from ");
    say_day(out, c->s->positions.vacant_on[ri_ref_index(d->id.other)]);
    ri_text_add(out, " on nobody sits in that seat");
}

void ri_say_single_point(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->about, out);
    ri_text_add(out, " alone");
    ri_phrase_holds(c, c->r, false, out);
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, ": there is nobody else in ");
    ri_phrase_holders(c, d->outcome->holders, d->outcome->n_holders, out);
}

void ri_say_stale(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " was last reviewed on ");
    say_day(out, c->s->touchpoints.reviewed_on[ri_ref_index(d->id.subject)]);
    if (d->n_named > 0) {
        const ri_refs *who = &c->parties;
        ri_text_add(out, "; since then somebody came or went as ");
        if (who->n > 0) {
            ri_phrase_holders(c, who->items, who->n, out);
        } else {
            ri_phrase_holders(c, d->named, d->n_named, out);
        }
    } else {
        ri_text_format(out, ", more than %.15g days before ", c->in_force[RI_STALE_ROW].days);
        ri_phrase_date(c, out);
    }
}
