/*
 * The sentences of findings about what was decided: overrides, rulings, acceptances.
 */
#include "base/day.h"
#include "check/overall.h"

static void say_day(int32_t day, ri_text *out)
{
    char text[11];
    ri_text_add(out, ri_day_format(day, text));
}

static void say_override(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_rule(c, ri_ref_index(d->id.subject), out);
    ri_text_add(out, ri_source_stated(c->resolver, ri_ref_index(d->id.subject)) != NULL
                         ? " goes before a default and gives no reason"
                         : " overrides others and gives no reason");
}

/* "The ruling that gives A (Accountable) on the touchpoint 'Checkout' to COO", and how
   many there are on it. */
static void say_ruling(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const ri_stated *ruling = d->tale->ruling;
    const int letter = ri_scheme_letter(&c->policy->scheme, ruling->letter);
    ri_text_add(out, "The ruling that gives ");
    ri_phrase_letter(c, (uint8_t)letter, out);
    ri_text_add(out, " on ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " to ");
    if (ruling->holder != RI_NONE && ri_ref_kind(ruling->holder) != RI_OFFICE) {
        ri_phrase_holder(c, ruling->holder, out);
    } else {
        ri_text_format(out, "'%s'", ruling->holder_text);
    }
}

static void say_expired(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_ruling(c, d, out);
    ri_text_add(out, " ended on ");
    say_day(d->tale->ruling->to, out);
    if (c->rules.n > 1) {
        ri_text_format(out, ", and so did %zu more on it: decide them again", c->rules.n - 1);
    } else {
        ri_text_add(out, ": decide it again");
    }
}

static void say_parted(const ri_checking *c, const ri_stated *ruling, ri_text *out)
{
    size_t length = 0;
    const char *name = ruling->moved ? NULL : ri_ruling_misses(&length, c, ruling);
    if (name != NULL) {
        ri_text_format(out, ", between rules of which '%.*s' is gone", (int)length, name);
    } else {
        ri_text_add(out, ", when other units delivered it");
    }
}

static void say_outdated(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const ri_stated *ruling = d->tale->ruling;
    say_ruling(c, d, out);
    if (ruling->holder == RI_NONE) {
        ri_text_add(out, " names somebody who is not there on ");
        ri_phrase_date(c, out);
    } else {
        ri_text_add(out, " was made on ");
        say_day(ruling->from, out);
        say_parted(c, ruling, out);
    }
    if (c->rules.n > 1) {
        ri_text_format(out, "; %zu more on it are outdated too", c->rules.n - 1);
    }
}

static void say_contradicted(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_ruling(c, d, out);
    ri_text_add(out, " does not hold, because the law says otherwise: ");
    ri_phrase_rules(c, c->rules.items, c->rules.n, out);
}

static void say_lapsed(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const ri_lapse *lapse = d->tale->lapse;
    const bool ended = lapse->acceptance->to <= c->s->date;
    ri_text_format(out, "That %s was accepted on ", ri_code_name(c->policy, lapse->code));
    ri_phrase_subject(c, d->id.subject, out);
    if (ended) {
        ri_text_add(out, " ended on ");
        say_day(lapse->acceptance->to, out);
    } else {
        ri_text_add(out, " ended when the finding changed");
    }
    ri_text_add(out, ", and it is still there");
    if (d->tale->count > 1) {
        ri_text_format(out, "; so it is with %zu more findings", d->tale->count - 1);
    }
}

void ri_say_decided(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    static void (*const say[RI_CODE_COUNT])(const ri_checking *, const ri_draft *, ri_text *) = {
        [RI_ACCEPTANCE_EXPIRED] = say_lapsed,        [RI_OVERRIDE_WITHOUT_REASON] = say_override,
        [RI_RULING_CONTRADICTED] = say_contradicted, [RI_RULING_EXPIRED] = say_expired,
        [RI_RULING_OUTDATED] = say_outdated,
    };
    say[d->id.code](c, d, out);
}
