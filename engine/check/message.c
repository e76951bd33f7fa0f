/*
 * One sentence for each finding, in the words of the organization.
 */
#include <string.h>

#include "check/checking.h"
#include "check/overall.h"

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
    if (c->rules.n == 1) {
        ri_text_add(out, " is contested, as ");
        ri_phrase_rule(c, c->rules.items[0], out);
        ri_text_add(out, " both gives and forbids it: take one away");
        return;
    }
    ri_text_add(out, " is contested between ");
    ri_phrase_rules(c, c->rules.items, c->rules.n, out);
    ri_text_format(out, ": let one%s", settled(c));
}

/* Whether there is a rule of the policy among the draft's sources: rows cannot override. */
static bool any_can_override(const ri_checking *c)
{
    for (size_t i = 0; i < c->rules.n; i++) {
        if (c->rules.items[i] < c->policy->n_rules) {
            return true;
        }
    }
    return false;
}

/* What to do about several rows, which are all stated, or all rulings. */
static void say_rows(const ri_checking *c, ri_text *out)
{
    const bool two = c->rules.n == 2;
    ri_phrase_rules(c, c->rules.items, c->rules.n, out);
    if (ri_source_ruling(c->resolver, c->rules.items[0]) != NULL) {
        ri_text_format(out, " say so; end %s of them", two ? "one" : "all but one");
    } else {
        ri_text_format(out, " say so; take %s of them out of stated.csv, or let a rule override %s",
                       two ? "one" : "all but one", two ? "it" : "them");
    }
}

static void say_many(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    say_named_hold(c, d, out);
    ri_text_add(out, ", where one should be");
    if (c->rules.n > 1 && any_can_override(c)) {
        ri_text_add(out, ": let one of ");
        ri_phrase_rules(c, c->rules.items, c->rules.n, out);
        ri_text_add(out, settled(c));
    } else if (c->rules.n > 1) {
        ri_text_add(out, ": ");
        say_rows(c, out);
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

/* Units and teams are spoken of as things. */
static const char *relative(const ri_ref *holders, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (ri_ref_kind(holders[i]) == RI_POSITION || ri_ref_kind(holders[i]) == RI_PERSON) {
            return "who";
        }
    }
    return "which";
}

static void say_powerless(const ri_checking *c, const ri_draft *d, ri_text *out)
{
    ri_phrase_holder(c, d->outcome->holders[0], out);
    say_holds(c, d, false, out);
    ri_text_add(out, ", but does not command ");
    ri_phrase_holders(c, d->named, d->n_named, out);
    ri_text_format(out, ", %s", relative(d->named, d->n_named));
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
    ri_text_format(out, "%s on ", ri_code_name(c->policy, c->stuck.code));
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
    const char last = out->bytes[out->length - 1];
    if (last != '.' && last != '?' && last != '!') {
        ri_text_char(out, '.');
    }
}

/* What tells each check's findings. */
static void (*const say[RI_CODE_COUNT])(const ri_checking *, const ri_draft *, ri_text *) = {
    [RI_ACCEPTANCE_EXPIRED] = ri_say_decided,
    [RI_ACTING_TOO_LONG] = ri_say_acting,
    [RI_CLASHING_LETTERS] = ri_say_clashing,
    [RI_COMING_GAP] = ri_say_coming_gap,
    [RI_CONTESTED_LETTER] = say_contested,
    [RI_CXO_UNEMPOWERED] = say_unempowered,
    [RI_DISPUTED] = ri_say_disputed,
    [RI_DOUBLE_LINE] = ri_say_organization,
    [RI_FEEDBACK_SILO] = ri_say_organization,
    [RI_INVERTED_LINE] = ri_say_inverted,
    [RI_JOINT_ACCOUNTABLE] = say_joint,
    [RI_JOURNEY_NOT_CROSS_FUNCTIONAL] = ri_say_organization,
    [RI_JOURNEY_WITHOUT_LEAD] = say_without_lead,
    [RI_LEAD_DISAGREES] = say_lead_disagrees,
    [RI_LETTER_COUNT] = say_letter_count,
    [RI_MANY_ACCOUNTABLE] = say_many,
    [RI_MANY_ROOTS] = ri_say_organization,
    [RI_MISSING_DELIVERER] = ri_say_missing_deliverer,
    [RI_MODEL_NEEDS] = ri_say_needs,
    [RI_MOMENT_OF_TRUTH_UNPROTECTED] = ri_say_unprotected,
    [RI_NOBODY_TOLD] = ri_say_nobody_told,
    [RI_NO_ACCOUNTABLE] = say_nobody_holds,
    [RI_NO_CEO] = say_no_office,
    [RI_NO_CXO] = say_no_office,
    [RI_NO_FINAL_ARBITER] = say_no_arbiter,
    [RI_NO_RESPONSIBLE] = say_nobody_holds,
    [RI_NO_ROLE] = ri_say_organization,
    [RI_ONE_PERSON_MANY_SEATS] = say_one_person,
    [RI_ONLY_BY_DEFAULT] = say_by_default,
    [RI_ONLY_INFORMED] = ri_say_only_informed,
    [RI_ORPHAN_POSITION] = ri_say_organization,
    [RI_OUT_OF_REMIT] = ri_say_out_of_remit,
    [RI_OVERLOADED_ACCOUNTABLE] = ri_say_organization,
    [RI_OVERLOADED_CONSULTED] = ri_say_organization,
    [RI_OVERLOADED_RESPONSIBLE] = ri_say_organization,
    [RI_OVERRIDE_WITHOUT_REASON] = ri_say_decided,
    [RI_POWERLESS_ACCOUNTABLE] = say_powerless,
    [RI_PROMISE_UNHEARD] = ri_say_organization,
    [RI_REPORTING_CYCLE] = ri_say_organization,
    [RI_REQUIRED_MISSING] = say_required,
    [RI_RULE_FAILED] = say_failed_rule,
    [RI_RULING_CONTRADICTED] = ri_say_decided,
    [RI_RULING_EXPIRED] = ri_say_decided,
    [RI_RULING_OUTDATED] = ri_say_decided,
    [RI_SILENT_HANDOFF] = ri_say_silent_handoff,
    [RI_SILO_TOUCHPOINT] = ri_say_silo,
    [RI_SINGLE_POINT_OF_FAILURE] = ri_say_single_point,
    [RI_STALE_ROW] = ri_say_stale,
    [RI_TOO_HIGH] = ri_say_too_high,
    [RI_TOO_MANY_CONSULTED] = say_too_many,
    [RI_TOO_MANY_RESPONSIBLE] = say_too_many,
    [RI_UNACKNOWLEDGED] = ri_say_unacknowledged,
    [RI_UNEVEN_CHANNELS] = ri_say_organization,
    [RI_UNIT_CYCLE] = ri_say_organization,
    [RI_UNIT_WITHOUT_HEAD] = ri_say_organization,
    [RI_UNOWNED_HANDOFF] = say_unowned_handoff,
    [RI_UNRESOLVED_HOLDER] = say_unresolved,
    [RI_VACANT_ACCOUNTABLE] = say_vacant_holder,
    [RI_VACANT_HEAD] = ri_say_organization,
    [RI_VACANT_RESPONSIBLE] = say_vacant_holder,
    [RI_VACANT_SEAT] = say_vacant_seat,
};

void ri_message(const ri_checking *c, const ri_draft *draft, ri_text *out)
{
    size_t first = out->length;
    if (draft->id.code >= RI_CODE_COUNT) {
        ri_text_add(out, draft->said); /* in the words of whoever wrote it */
        return;
    }
    say[draft->id.code](c, draft, out);
    close_sentence(out, first);
}
