/*
 * One sentence for each finding, in the words of the organization.
 */
#include <string.h>

#include "check/checking.h"

/* " is accountable for the touchpoint 'Checkout'" */
static void say_holds(const ri_checking *c, const ri_draft *d, bool many, ri_text *out)
{
    ri_phrase_holds(c, d->id.letter, many, out);
    ri_phrase_subject(c, d->id.subject, out);
}

/* "Nobody is accountable for the touchpoint 'Checkout'" */
static void say_nobody_holds(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_text_add(out, "Nobody");
    say_holds(c, d, false, out);
    if (d->outcome->n_winners > 0) {
        ri_text_add(out, ", though ");
        ri_phrase_rules(c, d->outcome->winners, d->outcome->n_winners, out);
        ri_text_add(out, d->outcome->n_winners > 1 ? " assign " : " assigns ");
        ri_phrase_letter(c, d->id.letter, out);
    }
}

/* "CMO and COO are accountable for the touchpoint 'Checkout'" */
static void say_named_hold(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holders(c, d->named, d->n_named, out);
    say_holds(c, d, d->n_named > 1, out);
}

/* A tie, which nothing but an override ever settles. */
static const char *settled(const ri_checking *c)
{
    return c->rules.n > 2 ? " override the others" : " override the other";
}

static void say_contested(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_text_add(out, "Whether ");
    say_named_hold(c, d, out);
    ri_text_add(out, " is contested between ");
    ri_phrase_rules(c, c->rules.items, c->rules.n, out);
    ri_text_format(out, ": let one%s", settled(c));
}

static void say_many(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_named_hold(c, d, out);
    ri_text_add(out, ", where one should be");
    if (c->rules.n > 1) {
        ri_text_add(out, ": let one of ");
        ri_phrase_rules(c, c->rules.items, c->rules.n, out);
        ri_text_add(out, settled(c));
    }
}

static void say_joint(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_named_hold(c, d, out);
    ri_text_add(out, " jointly, as ");
    ri_phrase_rules(c, c->rules.items, c->rules.n, out);
    ri_text_add(out, c->rules.n > 1 ? " say" : " says");
    const char *because = c->rules.n > 0 ? ri_source_because(c->resolver, c->rules.items[0]) : NULL;
    if (because != NULL) {
        ri_text_format(out, ": %s", because);
    }
}

static void say_one_person(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    uint32_t position = ri_ref_index(d->named[0]);
    uint32_t person = c->s->seats[c->s->positions.first_seat[position]].person;
    ri_phrase_holder(c, ri_ref_make(RI_PERSON, person), out);
    ri_text_add(out, " alone");
    say_holds(c, d, false, out);
    ri_text_format(out, " in %u seats: ", (unsigned)d->n_named);
    ri_phrase_holders(c, d->named, d->n_named, out);
}

static void say_by_default(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_named_hold(c, d, out);
    ri_text_add(out, " only by ");
    ri_phrase_rules(c, c->rules.items, c->rules.n, out);
    ri_text_add(out, ": no rule says so");
}

static void say_powerless(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->outcome->holders[0], out);
    say_holds(c, d, false, out);
    ri_text_add(out, ", but does not command ");
    ri_phrase_holders(c, d->named, d->n_named, out);
    ri_text_add(out, ", who");
    ri_phrase_holds(c, c->r, d->n_named > 1, out);
    ri_text_add(out, "it");
}

static void say_letter_count(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const ri_letter *letter = &c->policy->scheme.letters[d->id.letter];
    bool above = d->kind == RI_KIND_CONFLICT;
    if (d->n_named == 0) {
        say_nobody_holds(c, d, out);
    } else {
        say_named_hold(c, d, out);
    }
    ri_text_format(out, ": %u, of at %s %u", (unsigned)d->n_named, above ? "most" : "least",
                   (unsigned)(above ? letter->max : letter->min));
}

static void say_too_many(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_named_hold(c, d, out);
    ri_text_format(out, ": %u, of at most %.15g", (unsigned)d->n_named,
                   c->in_force[d->id.code].max);
}

static void say_required(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_rule(c, d->missing->source, out);
    ri_text_add(out, " requires ");
    ri_phrase_letter(c, d->id.letter, out);
    ri_text_add(out, " on ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " to be held by ");
    ri_phrase_required(c, d->missing->holder, out);
    ri_text_add(out, ", and it is not");
}

static void say_unresolved(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_rule(c, d->unresolved->source, out);
    ri_text_add(out, " gives ");
    ri_phrase_letter(c, d->id.letter, out);
    ri_text_add(out, " on ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " to nobody: ");
    ri_phrase_nobody(c, d->id.subject, d->unresolved, out);
}

static void say_vacant_holder(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->id.other, out);
    say_holds(c, d, false, out);
    ri_text_add(out, ", but nobody sits in that seat on ");
    ri_phrase_date(c, out);
}

static void say_vacant_seat(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_text_add(out, "Nobody sits in the seat of ");
    ri_phrase_holder(c, d->id.subject, out);
    ri_text_add(out, " on ");
    ri_phrase_date(c, out);
    ri_text_add(out, ", though it holds letters");
}

static void say_unowned_handoff(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_text_add(out, "Nobody");
    ri_phrase_holds(c, c->a, false, out);
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, ", whose sides answer to different departments: ");
    ri_phrase_holders(c, c->parties.items, c->parties.n, out);
}

static void say_without_lead(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, " has no lead, and nobody");
    ri_phrase_holds(c, c->a, false, out);
    ri_text_add(out, "it");
}

static void say_lead_disagrees(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    uint32_t lead = c->s->journeys.lead[ri_ref_index(d->id.subject)];
    ri_phrase_holder(c, ri_ref_make(RI_POSITION, lead), out);
    ri_text_add(out, " leads ");
    ri_phrase_subject(c, d->id.subject, out);
    ri_text_add(out, ", but ");
    ri_phrase_holders(c, d->named, d->n_named, out);
    ri_phrase_holds(c, c->a, d->n_named > 1, out);
    ri_text_add(out, "it");
}

static void say_no_office(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    bool ceo = d->id.code == RI_NO_CEO;
    ri_text_format(out, "No position has the office %s on ", ceo ? "CEO" : "CXO");
    ri_phrase_date(c, out);
    if (ceo) {
        ri_text_add(out, ": there is no final arbiter");
    } else if (c->ceo.n > 0) {
        ri_text_add(out, ": the CEO decides what the CXO would");
    }
}

static void say_unempowered(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    (void)d;
    ri_text_add(out, "Mandates have been given, but none over a touchpoint to ");
    ri_phrase_holders(c, c->parties.items, c->parties.n, out);
    ri_text_add(out, ", the CXO");
}

static void say_no_arbiter(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    (void)d;
    if (c->stuck.times > 1) {
        ri_text_format(out, "Nobody can decide %zu findings, the first of them ", c->stuck.times);
    } else {
        ri_text_add(out, "Nobody can decide ");
    }
    ri_text_format(out, "%s on ", ri_check_info_of(c->stuck.code)->name);
    ri_phrase_subject(c, c->stuck.subject, out);
    ri_text_add(out, ": ");
    ri_phrase_path(c, &c->stuck.route, out);
}

static void say_failed_rule(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    const ri_rule_failure *failure = d->failure;
    ri_phrase_rule(c, failure->rule, out);
    ri_text_add(out, " failed");
    if (failure->times > 1) {
        ri_text_format(out, " %u times", (unsigned)failure->times);
    }
    if (failure->subject != RI_NONE) {
        ri_text_add(out, failure->times > 1 ? ", first on " : " on ");
        ri_phrase_subject(c, failure->subject, out);
    }
    ri_text_add(out, ": ");
    if (failure->failure.file[0] != '\0') {
        ri_text_format(out, "%s:%d: ", failure->failure.file, failure->failure.line);
    }
    ri_text_add(out, failure->failure.message);
}

/* Makes what was said one sentence: a capital, one line, one full stop. */
static void close_sentence(ri_text *out, size_t first)
{
    if (out->failed || out->length == first) {
        return;
    }
    char *sentence = out->bytes + first;
    if (strncmp(sentence, "the ", 4) == 0) {
        sentence[0] = 'T';
    }
    for (char *c = sentence; *c != '\0'; c++) {
        if (*c == '\n' || *c == '\r' || *c == '\t') {
            *c = ' ';
        }
    }
    if (out->bytes[out->length - 1] != '.') {
        ri_text_char(out, '.');
    }
}

void ri_message(const ri_checking *c, const ri_draft *draft, ri_text *out)
{
    static void (*const say[RI_CODE_COUNT])(const ri_checking *, const ri_draft *, ri_text *) = {
        [RI_CONTESTED_LETTER] = say_contested,
        [RI_CXO_UNEMPOWERED] = say_unempowered,
        [RI_JOINT_ACCOUNTABLE] = say_joint,
        [RI_JOURNEY_WITHOUT_LEAD] = say_without_lead,
        [RI_LEAD_DISAGREES] = say_lead_disagrees,
        [RI_LETTER_COUNT] = say_letter_count,
        [RI_MANY_ACCOUNTABLE] = say_many,
        [RI_NO_ACCOUNTABLE] = say_nobody_holds,
        [RI_NO_CEO] = say_no_office,
        [RI_NO_CXO] = say_no_office,
        [RI_NO_FINAL_ARBITER] = say_no_arbiter,
        [RI_NO_RESPONSIBLE] = say_nobody_holds,
        [RI_ONE_PERSON_MANY_SEATS] = say_one_person,
        [RI_ONLY_BY_DEFAULT] = say_by_default,
        [RI_POWERLESS_ACCOUNTABLE] = say_powerless,
        [RI_REQUIRED_MISSING] = say_required,
        [RI_RULE_FAILED] = say_failed_rule,
        [RI_TOO_MANY_CONSULTED] = say_too_many,
        [RI_TOO_MANY_RESPONSIBLE] = say_too_many,
        [RI_UNOWNED_HANDOFF] = say_unowned_handoff,
        [RI_UNRESOLVED_HOLDER] = say_unresolved,
        [RI_VACANT_ACCOUNTABLE] = say_vacant_holder,
        [RI_VACANT_RESPONSIBLE] = say_vacant_holder,
        [RI_VACANT_SEAT] = say_vacant_seat,
    };
    size_t first = out->length;
    say[draft->id.code](c, draft, out);
    close_sentence(out, first);
}
