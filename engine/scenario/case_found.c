/*
 * The sentences in which a failed case says what it found, and why.
 */
#include <string.h>

#include "resolve/rule_facts.h"
#include "scenario/tests.h"

#define NAMED_MAX 6 /* of many the first are named */

void ri_say_list(ri_text *out, const char *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_format(out, "%s%s", i == 0 ? "" : i + 1 == n ? " and " : ", ", items[i]);
    }
    ri_text_add(out, n == 0 ? "nobody" : "");
}

void ri_say_refs(ri_text *out, const ri_snapshot *s, const ri_ref *refs, size_t n)
{
    const size_t shown = n > NAMED_MAX ? NAMED_MAX - 1 : n;
    for (size_t i = 0; i < shown; i++) {
        const char *between = i == 0 ? "" : i + 1 == n ? " and " : ", ";
        ri_text_format(out, "%s%s", between, ri_snapshot_name(s, refs[i]));
    }
    if (n == 0) {
        ri_text_add(out, "nobody");
    } else if (shown < n) {
        ri_text_format(out, " and %zu more", n - shown);
    }
}

void ri_say_letter_on(ri_text *out, const raci_result *r, uint8_t letter, ri_ref subject)
{
    ri_text_format(out, "%s on '%s'",
                   ri_resolver_policy(r->resolver)->scheme.letters[letter].letter,
                   ri_snapshot_name(r->snapshot, subject));
}

void ri_say_rule(ri_text *out, const ri_resolver *resolver, ri_source source)
{
    const int line = ri_source_line(resolver, source);
    if (ri_source_stated(resolver, source) != NULL) {
        ri_text_format(out, "%s", ri_source_name(resolver, source));
        return;
    }
    ri_text_format(out, "the %s '%s'", ri_tier_name(ri_source_tier(resolver, source)),
                   ri_source_name(resolver, source));
    if (line > 0) {
        ri_text_format(out, " (%s:%d)", ri_source_file(resolver, source), line);
    }
}

static void begin_clause(ri_text *out)
{
    if (out->length > 0) {
        ri_text_add(out, "; ");
    }
}

/* Whom one rule gives the letter so that it stays with them. */
static void say_kept(ri_text *out, const ri_resolver *resolver, const ri_outcome *outcome,
                     ri_source winner)
{
    const ri_snapshot *s = ri_resolver_snapshot(resolver);
    size_t n = 0;
    size_t said = 0;
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        n += outcome->givings[i].winner == winner && outcome->givings[i].fate == RI_KEPT;
    }
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->winner != winner || giving->fate != RI_KEPT) {
            continue;
        }
        if (said == 0) {
            begin_clause(out);
            ri_say_rule(out, resolver, winner);
            ri_text_add(out, " gives it to ");
        }
        ri_text_add(out, said == 0 ? "" : said + 1 == n ? " and " : ", ");
        ri_text_add(out, ri_snapshot_name(s, giving->holder));
        said++;
    }
}

/* What a rule gives, and others forbid. */
static void say_banned(ri_text *out, const ri_resolver *resolver, const ri_settlement *t,
                       const ri_giving *giving)
{
    begin_clause(out);
    ri_say_rule(out, resolver, giving->winner);
    ri_text_add(out, " gives it to ");
    ri_say_refs(out, ri_resolver_snapshot(resolver), &giving->holder, 1);
    for (uint32_t k = 0; k < giving->n_bans; k++) {
        ri_text_add(out, k == 0 ? ", and " : " and ");
        ri_say_rule(out, resolver, t->bans[giving->first_ban + k]);
    }
    ri_text_add(out, giving->fate == RI_CONTESTED
                         ? " forbids it: neither of the two goes before the other"
                         : " takes it away");
}

/* The rules that give the letter, and whom. */
static void say_givings(ri_text *out, const ri_resolver *resolver, const ri_settlement *t,
                        const ri_outcome *outcome)
{
    for (uint32_t i = 0; i < outcome->n_winners; i++) {
        say_kept(out, resolver, outcome, outcome->winners[i]);
    }
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        if (outcome->givings[i].fate != RI_KEPT) {
            say_banned(out, resolver, t, &outcome->givings[i]);
        }
    }
}

void ri_say_reasons(ri_text *out, const ri_resolver *resolver, const ri_settlement *t,
                    uint8_t letter)
{
    const ri_outcome *outcome = &t->letters[letter];
    say_givings(out, resolver, t, outcome);
    for (uint32_t i = 0; i < t->n_unresolved; i++) {
        if (t->unresolved[i].letter == letter) {
            begin_clause(out);
            ri_say_rule(out, resolver, t->unresolved[i].source);
            ri_text_add(out, " gives it to nobody who is there");
        }
    }
    for (uint32_t i = 0; i < outcome->n_beaten; i++) {
        begin_clause(out);
        ri_say_rule(out, resolver, outcome->beaten[i].by);
        ri_text_add(out, " goes before ");
        ri_say_rule(out, resolver, outcome->beaten[i].source);
    }
    if (out->length == 0) {
        ri_text_add(out, "no rule gives the letter here");
    }
}
