/* The text of `why`: what came of the rules, in sentences; then the derivation. */
#include "base/memory.h"
#include "report/report_why.h"
#include "report/sentences.h"

typedef struct teller {
    ri_page *page;
    ri_view *view;
    const ri_settlement *settlement;
    const ri_outcome *outcome; /* of the letter that is told */
    uint8_t letter;
    ri_text line;
} teller;

static teller teller_of(ri_page *page, ri_view *view, const ri_settlement *settlement,
                        uint8_t letter)
{
    return (teller){page, view, settlement, &settlement->letters[letter], letter, RI_TEXT_INIT};
}

static void put_sentence(teller *t)
{
    ri_page_take(t->page, "  ", "  ", &t->line);
}

void ri_say_because(ri_text *out, ri_view *view, ri_source source)
{
    const char *because = ri_source_because(view->resolver, source);
    if (because != NULL) {
        ri_text_add(out, ", because ");
        ri_say(out, because);
    }
}

/* ---- who has the letter ---- */

/* By what the holder came to it: "who heads Billing". */
static void say_way(teller *t, ri_ref holder)
{
    const ri_giving *giving = ri_view_giving(t->view, t->outcome, holder);
    ri_ref before = RI_NONE;
    const char *way = NULL;
    if (giving != NULL && giving->n_links > 2) {
        before = t->settlement->links[giving->first_link + giving->n_links - 2];
    }
    bool position = ri_ref_kind(holder) == RI_POSITION;
    if (before == RI_NONE) {
        return;
    }
    switch (ri_ref_kind(before)) {
    case RI_UNIT:
        way = position ? ", who heads " : NULL;
        break;
    case RI_TEAM:
        way = position ? ", who leads " : NULL;
        break;
    case RI_JOURNEY:
        way = position ? ", who leads the journey " : ", the team of the journey ";
        break;
    case RI_PERSON:
        way = position ? ", the seat of " : NULL;
        break;
    case RI_POSITION:
        way = position ? ", the superior of " : NULL;
        break;
    default: /* an office is in the title */
        break;
    }
    if (way != NULL) {
        ri_text_add(&t->line, way);
        ri_say_name(&t->line, t->view, before);
    }
}

static bool kept_by(const ri_outcome *outcome, ri_source winner, ri_ref holder)
{
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->winner == winner && giving->holder == holder) {
            return giving->fate == RI_KEPT;
        }
    }
    return false;
}

/* Whether two holders have the letter by the same rules. */
static bool same_reasons(const ri_outcome *outcome, ri_ref a, ri_ref b)
{
    for (uint32_t i = 0; i < outcome->n_winners && a != b; i++) {
        if (kept_by(outcome, outcome->winners[i], a) != kept_by(outcome, outcome->winners[i], b)) {
            return false;
        }
    }
    return true;
}

static void say_reasons(teller *t, ri_ref holder)
{
    const ri_indexes *reasons = ri_view_reasons(t->view, t->outcome, holder);
    for (size_t i = 0; i < reasons->n; i++) {
        ri_text_add(&t->line, i > 0 ? "; and " : "");
        ri_say_the_source_alone(&t->line, t->view, reasons->items[i], 't');
        ri_text_add(&t->line, " says so");
        ri_say_because(&t->line, t->view, reasons->items[i]);
    }
    ri_text_char(&t->line, '.');
}

/* X and Y are accountable for it: the rule "…" says so, because … */
static void tell_group(teller *t, const ri_ref *holders, size_t n)
{
    bool comma = false; /* it stands already, after the way of the one before */
    for (size_t i = 0; i < n; i++) {
        ri_text_add(&t->line, ri_say_between(i, n) + (comma && i + 1 < n ? 1 : 0));
        ri_say_holder(&t->line, t->view, holders[i]);
        size_t before = t->line.length;
        say_way(t, holders[i]);
        comma = t->line.length > before;
        ri_text_add(&t->line, comma ? "," : "");
    }
    ri_text_char(&t->line, ' ');
    ri_say_verb(&t->line, &t->view->scheme->letters[t->letter], n);
    ri_text_add(&t->line, " it: ");
    say_reasons(t, holders[0]);
    put_sentence(t);
}

size_t ri_tell_holders(ri_page *page, ri_view *view, const ri_settlement *settlement,
                       uint8_t letter, bool (*wanted)(void *context, ri_ref holder), void *context)
{
    teller t = teller_of(page, view, settlement, letter);
    ri_indexes left = {0};
    ri_indexes group = {0};
    for (uint32_t i = 0; i < t.outcome->n_holders; i++) {
        ri_ref holder = t.outcome->holders[i];
        if ((wanted == NULL || wanted(context, holder)) &&
            !RI_PUSH(left.items, left.n, left.capacity, holder)) {
            view->failed = true;
        }
    }
    size_t told = left.n;
    while (left.n > 0 && !view->failed) {
        const ri_ref first = left.items[0];
        size_t rest = 0;
        group.n = 0;
        for (size_t i = 0; i < left.n; i++) {
            if (!same_reasons(t.outcome, first, left.items[i])) {
                left.items[rest++] = left.items[i];
            } else if (!RI_PUSH(group.items, group.n, group.capacity, left.items[i])) {
                view->failed = true;
            }
        }
        if (!view->failed && group.n > 0) { /* the first is in it */
            tell_group(&t, group.items, group.n);
        }
        left.n = rest;
    }
    ri_free(left.items);
    ri_free(group.items);
    ri_text_free(&t.line);
    return told;
}

/* ---- what stands against it ---- */

/* A rule that gives and forbids the same stands in its own way, which no override settles. */
static void tell_own_ban(teller *t, const ri_giving *giving)
{
    ri_say_the_source_alone(&t->line, t->view, giving->winner, 'T');
    ri_text_add(&t->line, " both gives it to ");
    ri_say_holder(&t->line, t->view, giving->holder);
    ri_text_add(&t->line, " and forbids that, so it does not count until one is taken away.");
    put_sentence(t);
}

static void say_bans(teller *t, const ri_giving *giving)
{
    for (uint32_t i = 0; i < giving->n_bans; i++) {
        ri_source ban = t->settlement->bans[giving->first_ban + i];
        ri_text_add(&t->line, ri_say_between(i, giving->n_bans));
        ri_say_the_source_alone(&t->line, t->view, ban, 't');
    }
}

static void tell_ban(teller *t, const ri_giving *giving)
{
    if (ri_giving_denied(t->settlement, giving, giving->winner)) {
        tell_own_ban(t, giving);
        return;
    }
    ri_say_the_source_alone(&t->line, t->view, giving->winner, 'T');
    ri_text_add(&t->line, " gives it to ");
    ri_say_holder(&t->line, t->view, giving->holder);
    ri_text_add(&t->line, ", but ");
    say_bans(t, giving);
    bool many = giving->n_bans > 1;
    if (giving->fate == RI_REMOVED) {
        ri_text_add(&t->line,
                    many ? " come before it and forbid that" : " comes before it and forbids that");
    } else {
        ri_text_add(&t->line, many ? " forbid that" : " forbids that");
    }
    if (giving->n_bans == 1) {
        ri_say_because(&t->line, t->view, t->settlement->bans[giving->first_ban]);
    }
    if (giving->fate == RI_CONTESTED) {
        ri_text_add(&t->line, "; neither comes before the other, so it does not count until one "
                              "overrides the other");
    }
    ri_text_char(&t->line, '.');
    put_sentence(t);
}

/* What stands against what winners give. */
static void tell_bans(ri_page *page, ri_view *view, const ri_settlement *settlement, uint8_t letter)
{
    teller t = teller_of(page, view, settlement, letter);
    for (uint32_t i = 0; i < t.outcome->n_givings; i++) {
        if (t.outcome->givings[i].fate != RI_KEPT) {
            tell_ban(&t, &t.outcome->givings[i]);
        }
    }
    ri_text_free(&t.line);
}

void ri_tell_unresolved(ri_page *page, ri_view *view, const ri_settlement *settlement,
                        uint8_t letter)
{
    teller t = teller_of(page, view, settlement, letter);
    for (uint32_t i = 0; i < settlement->n_unresolved; i++) {
        const ri_unresolved *unresolved = &settlement->unresolved[i];
        if (unresolved->letter != letter) {
            continue;
        }
        ri_say_the_source_alone(&t.line, view, unresolved->source, 'T');
        ri_text_add(&t.line, " decides it, but names nobody: ");
        ri_say_nobody(&t.line, view, unresolved);
        ri_text_add(&t.line, ". Rules that come after it stay silent all the same.");
        put_sentence(&t);
    }
    ri_text_free(&t.line);
}

/* ---- the other rules ---- */

/* The rules that the same one beats for the same cause are told in one sentence. */
static void tell_beaten(teller *t, ri_arena *arena, ri_source by, ri_tier tier)
{
    const ri_outcome *o = t->outcome;
    const ri_resolver *r = t->view->resolver;
    bool alike = ri_source_tier(r, by) != tier;
    uint32_t n = 0;
    uint32_t told = 0;
    ri_source last = RI_NO_SOURCE;
    for (uint32_t i = 0; i < o->n_beaten; i++) {
        n += o->beaten[i].by == by && ri_source_tier(r, o->beaten[i].source) == tier;
    }
    for (uint32_t i = 0; i < o->n_beaten; i++) {
        const ri_beaten *beaten = &o->beaten[i];
        if (beaten->by != by || ri_source_tier(r, beaten->source) != tier) {
            continue;
        }
        ri_text_add(&t->line, ri_say_between(alike ? told : 0, n));
        ri_say_the_source_alone(&t->line, t->view, beaten->source, told == 0 || !alike ? 'T' : 't');
        told++;
        last = beaten->source;
        if (alike && told < n) {
            continue;
        }
        ri_text_add(&t->line,
                    alike && n > 1 ? " also speak here, but " : " also speaks here, but ");
        ri_say_the_source_alone(&t->line, t->view, by, 't');
        ri_text_add(&t->line, " comes first: ");
        ri_say_precedence(&t->line, t->view, arena, by, last);
        ri_text_char(&t->line, '.');
        put_sentence(t);
    }
}

static void tell_all_beaten(teller *t, ri_arena *arena)
{
    const ri_outcome *o = t->outcome;
    for (int tier = RI_TIER_LAW; tier >= RI_TIER_DEFAULT; tier--) {
        for (uint32_t i = 0; i < o->n_winners; i++) {
            tell_beaten(t, arena, o->winners[i], (ri_tier)tier);
        }
    }
}

/* What is required and not there, or not looked at. */
static void tell_required(teller *t, const ri_applied *applied, ri_arena *arena)
{
    ri_text expression = RI_TEXT_INIT;
    ri_write_expression(&expression, ri_applied_expression(t->view, applied));
    ri_say_the_source_alone(&t->line, t->view, applied->source, 'T');
    ri_text_add(&t->line, " requires ");
    ri_page_cut(&t->line, ri_text_string(&expression), SIZE_MAX);
    if (applied->part == RI_PART_LIFTED) {
        ri_text_add(&t->line, " here, but ");
        ri_say_the_source_alone(&t->line, t->view, applied->by, 't');
        ri_text_add(&t->line, " lifts that: ");
        ri_say_override(&t->line, t->view, arena, applied->by, applied->source);
        ri_say_because(&t->line, t->view, applied->by);
    } else {
        ri_text_add(&t->line, " here, and no holder fits");
        ri_say_because(&t->line, t->view, applied->source);
    }
    ri_text_char(&t->line, '.');
    t->page->failed = t->page->failed || expression.failed;
    ri_text_free(&expression);
    put_sentence(t);
}

/* Several are accountable: on purpose, or because nothing decides between the rules. */
static void tell_several(teller *t)
{
    bool joint = true;
    if (t->letter != t->view->scheme->accountable || t->outcome->n_holders < 2) {
        return;
    }
    for (uint32_t i = 0; i < t->outcome->n_winners; i++) {
        joint = joint && ri_source_joint(t->view->resolver, t->outcome->winners[i]);
    }
    if (joint) {
        ri_text_add(&t->line, "They share it on purpose: the policy says joint.");
    } else if (t->outcome->n_winners > 1) {
        ri_text_add(&t->line, "These rules are of one tier and none overrides another, so that "
                              "all of them count.");
    } else {
        return;
    }
    put_sentence(t);
}

static bool any_applied(const ri_why_report *report, uint8_t letter)
{
    for (size_t i = 0; i < report->n_applied; i++) {
        if (report->applied[i].letter == letter) {
            return true;
        }
    }
    return false;
}

static void tell_letter(ri_page *page, ri_why_report *report, uint8_t number)
{
    ri_view *view = &report->subject.view;
    const ri_settlement *settlement = report->subject.answer->settlement;
    const ri_letter *letter = &view->scheme->letters[number];
    teller t = teller_of(page, view, settlement, number);
    ri_page_gap(page);
    ri_text_add(&t.line, RI_BOLD);
    ri_say(&t.line, letter->letter);
    ri_text_add(&t.line, "  ");
    ri_say(&t.line, letter->name);
    ri_text_add(&t.line, RI_PLAIN);
    ri_page_take(page, "", "", &t.line);
    if (ri_tell_holders(page, view, settlement, number, NULL, NULL) == 0) {
        ri_text_add(&t.line, RI_RED "Nobody" RI_PLAIN " ");
        ri_say_verb(&t.line, letter, 1);
        ri_text_add(&t.line, " it");
        if (t.outcome->n_winners == 0) {
            ri_text_add(&t.line, ": no rule that applies here gives the letter to anybody");
        }
        ri_text_char(&t.line, '.');
        put_sentence(&t);
    }
    tell_several(&t);
    ri_tell_unresolved(page, view, settlement, number);
    tell_bans(page, view, settlement, number);
    tell_all_beaten(&t, report->arena);
    for (size_t i = 0; i < report->n_applied; i++) {
        if (report->applied[i].letter == number && report->applied[i].part >= RI_PART_MISSES) {
            tell_required(&t, &report->applied[i], report->arena);
        }
    }
    ri_text_free(&t.line);
}

void ri_why_text(ri_page *page, ri_why_report *report)
{
    ri_view *view = &report->subject.view;
    const ri_scheme *scheme = view->scheme;
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, "Who answers for \"" RI_BOLD);
    ri_say_name(&line, view, report->subject.answer->subject);
    ri_text_add(&line, RI_PLAIN "\" (");
    ri_say_reference(&line, view, report->subject.answer->subject);
    ri_text_add(&line, "), and why:");
    ri_page_take(page, "", "", &line);
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        bool core = letter == scheme->accountable || letter == scheme->responsible;
        bool told = core || any_applied(report, letter) || report->subject.only == letter;
        if (told && ri_subject_report_wants(&report->subject, letter)) {
            tell_letter(page, report, letter);
        }
    }
    ri_why_tree(page, report);
    ri_put_basis(page, report->subject.answer->date, report->subject.answer->policy);
    ri_text_free(&line);
}
