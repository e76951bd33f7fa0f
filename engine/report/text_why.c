/* The text of `why`: what came of the rules in sentences, then the derivation. */
#include "report/report_why.h"
#include "report/sentences.h"

typedef struct teller {
    ri_page *page;
    ri_why_report *report;
    ri_view *view;
    const ri_settlement *settlement;
    const ri_outcome *outcome; /* of the letter that is told */
    uint8_t letter;
    ri_text line;
} teller;

static void put_sentence(teller *t)
{
    ri_page_take(t->page, "  ", "  ", &t->line);
}

static void say_because(teller *t, ri_source source)
{
    const char *because = ri_source_because(t->view->resolver, source);
    if (because != NULL) {
        ri_text_add(&t->line, ", because ");
        ri_say(&t->line, because);
    }
}

/* X (people) is accountable: the rule "…" says so, because … */
static void tell_holder(teller *t, ri_ref holder)
{
    const ri_indexes *reasons = ri_view_reasons(t->view, t->outcome, holder);
    ri_say_holder(&t->line, t->view, holder);
    ri_text_char(&t->line, ' ');
    ri_say_verb(&t->line, &t->view->scheme->letters[t->letter], 1);
    ri_text_add(&t->line, " it: ");
    for (size_t i = 0; i < reasons->n; i++) {
        ri_text_add(&t->line, i > 0 ? "; and " : "");
        ri_say_the_source(&t->line, t->view, reasons->items[i], 't');
        ri_text_add(&t->line, " says so");
        say_because(t, reasons->items[i]);
    }
    ri_text_char(&t->line, '.');
    put_sentence(t);
}

static void tell_beaten(teller *t, const ri_beaten *beaten)
{
    const ri_resolver *r = t->view->resolver;
    bool tier = ri_source_tier(r, beaten->by) > ri_source_tier(r, beaten->source);
    const char *above = ri_tier_name(ri_source_tier(r, beaten->by));
    const char *below = ri_tier_name(ri_source_tier(r, beaten->source));
    ri_say_the_source(&t->line, t->view, beaten->source, 'T');
    ri_text_add(&t->line, " also speaks here, but \"");
    ri_say(&t->line, ri_source_name(r, beaten->by));
    if (tier) {
        ri_text_format(&t->line, "\" comes first: %s %s goes before %s %s.",
                       above[0] == 'e' ? "an" : "a", above, below[0] == 'e' ? "an" : "a", below);
    } else {
        ri_text_add(&t->line, "\" overrides it.");
    }
    put_sentence(t);
}

static void say_bans(teller *t, const ri_giving *giving)
{
    for (uint32_t i = 0; i < giving->n_bans; i++) {
        ri_source ban = t->settlement->bans[giving->first_ban + i];
        ri_text_add(&t->line, ri_say_between(i, giving->n_bans));
        ri_say_the_source(&t->line, t->view, ban, 't');
    }
}

static void tell_ban(teller *t, const ri_giving *giving)
{
    ri_say_the_source(&t->line, t->view, giving->winner, 'T');
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
        say_because(t, t->settlement->bans[giving->first_ban]);
    }
    if (giving->fate == RI_CONTESTED) {
        ri_text_add(&t->line, "; neither comes before the other, so it does not count until one "
                              "overrides the other");
    }
    ri_text_char(&t->line, '.');
    put_sentence(t);
}

static void tell_unresolved(teller *t, const ri_unresolved *unresolved)
{
    ri_say_the_source(&t->line, t->view, unresolved->source, 'T');
    ri_text_add(&t->line, " decides it, but names nobody: ");
    ri_say_nobody(&t->line, t->view, unresolved);
    ri_text_add(&t->line, ". Lower tiers stay silent all the same.");
    put_sentence(t);
}

static void tell_missing(teller *t, const ri_missing *missing)
{
    ri_text expression = RI_TEXT_INIT;
    ri_write_expression(&expression, missing->holder);
    ri_say_the_source(&t->line, t->view, missing->source, 'T');
    ri_text_add(&t->line, " requires ");
    ri_page_cut(&t->line, ri_text_string(&expression), SIZE_MAX);
    ri_text_add(&t->line, " here, and no holder fits");
    say_because(t, missing->source);
    ri_text_char(&t->line, '.');
    t->page->failed = t->page->failed || expression.failed;
    ri_text_free(&expression);
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

static void tell_letter(teller *t)
{
    const ri_letter *letter = &t->view->scheme->letters[t->letter];
    ri_page_gap(t->page);
    ri_text_add(&t->line, RI_BOLD);
    ri_say(&t->line, letter->letter);
    ri_text_add(&t->line, "  ");
    ri_say(&t->line, letter->name);
    ri_text_add(&t->line, RI_PLAIN);
    ri_page_take(t->page, "", "", &t->line);
    if (t->outcome->n_holders == 0) {
        ri_text_add(&t->line, RI_RED "Nobody" RI_PLAIN " ");
        ri_say_verb(&t->line, letter, 1);
        ri_text_add(&t->line, " it");
        if (t->outcome->n_winners == 0) {
            ri_text_add(&t->line, ": no rule that applies here gives the letter to anybody");
        }
        ri_text_char(&t->line, '.');
        put_sentence(t);
    }
    for (uint32_t i = 0; i < t->outcome->n_holders; i++) {
        tell_holder(t, t->outcome->holders[i]);
    }
    for (uint32_t i = 0; i < t->settlement->n_unresolved; i++) {
        if (t->settlement->unresolved[i].letter == t->letter) {
            tell_unresolved(t, &t->settlement->unresolved[i]);
        }
    }
    for (uint32_t i = 0; i < t->outcome->n_givings; i++) {
        if (t->outcome->givings[i].fate != RI_KEPT) {
            tell_ban(t, &t->outcome->givings[i]);
        }
    }
    for (uint32_t i = 0; i < t->outcome->n_beaten; i++) {
        tell_beaten(t, &t->outcome->beaten[i]);
    }
    for (uint32_t i = 0; i < t->settlement->n_missing; i++) {
        if (t->settlement->missing[i].letter == t->letter) {
            tell_missing(t, &t->settlement->missing[i]);
        }
    }
}

/* ---- the derivation ---- */

/* One line of the tree; `above` is what stands before its branch. */
static void put_branch(teller *t, const char *above, bool last)
{
    ri_text first = RI_TEXT_INIT;
    ri_text next = RI_TEXT_INIT;
    ri_text_format(&first, "%s%s", above, last ? "└─ " : "├─ ");
    ri_text_format(&next, "%s%s", above, last ? "   " : "│  ");
    t->page->failed = t->page->failed || first.failed || next.failed;
    ri_page_take(t->page, ri_text_string(&first), ri_text_string(&next), &t->line);
    ri_text_free(&first);
    ri_text_free(&next);
}

static void put_giving(teller *t, const ri_giving *giving, const char *above, bool last)
{
    static const char *const fates[] = {
        [RI_KEPT] = "", [RI_CONTESTED] = "contested: ", [RI_REMOVED] = "removed: "};
    ri_text_add(&t->line, fates[giving->fate]);
    for (uint32_t i = 0; i < giving->n_links; i++) {
        ri_text_add(&t->line, i > 0 ? " → " : "");
        ri_say(&t->line, ri_view_reference(t->view, t->settlement->links[giving->first_link + i]));
    }
    ri_text_add(&t->line, "  ");
    ri_say_holder(&t->line, t->view, giving->holder);
    put_branch(t, above, last);
}

static const ri_giving *next_giving(const ri_outcome *outcome, ri_source winner, uint32_t *at)
{
    while (*at < outcome->n_givings) {
        const ri_giving *giving = &outcome->givings[(*at)++];
        if (giving->winner == winner) {
            return giving;
        }
    }
    return NULL;
}

static void put_applied(teller *t, const ri_applied *applied, const char *above, bool last)
{
    static const char *const marks[] = {
        [RI_PART_WON] = RI_BOLD,      [RI_PART_CONTESTED] = RI_RED,  [RI_PART_REMOVED] = RI_RED,
        [RI_PART_NOBODY] = RI_RED,    [RI_PART_OVERRIDDEN] = RI_DIM, [RI_PART_FORBIDS] = RI_CYAN,
        [RI_PART_REQUIRES] = RI_CYAN, [RI_PART_MISSES] = RI_RED,
    };
    static const char *const words[] = {
        [RI_PART_WON] = "won",
        [RI_PART_CONTESTED] = "contested",
        [RI_PART_REMOVED] = "removed",
        [RI_PART_NOBODY] = "gives nobody",
        [RI_PART_OVERRIDDEN] = "overridden",
        [RI_PART_FORBIDS] = "forbids",
        [RI_PART_REQUIRES] = "requires, met",
        [RI_PART_MISSES] = "requires, not met",
    };
    ri_text_format(&t->line, "%s%s" RI_PLAIN ": ", marks[applied->part], words[applied->part]);
    ri_say_the_source(&t->line, t->view, applied->source, 't');
    if (applied->by != RI_NO_SOURCE) {
        ri_text_add(&t->line, ", by \"");
        ri_say(&t->line, ri_source_name(t->view->resolver, applied->by));
        ri_text_add(&t->line, "\"");
    }
    put_branch(t, above, last);
    if (applied->part > RI_PART_REMOVED) {
        return;
    }
    ri_text below = RI_TEXT_INIT;
    ri_text_format(&below, "%s%s", above, last ? "   " : "│  ");
    uint32_t at = 0;
    const ri_giving *giving = next_giving(t->outcome, applied->source, &at);
    while (giving != NULL) {
        const ri_giving *next = next_giving(t->outcome, applied->source, &at);
        put_giving(t, giving, ri_text_string(&below), next == NULL);
        giving = next;
    }
    t->page->failed = t->page->failed || below.failed;
    ri_text_free(&below);
}

static void put_letter_tree(teller *t, bool last)
{
    const ri_why_report *report = t->report;
    const ri_letter *letter = &t->view->scheme->letters[t->letter];
    const char *above = last ? "   " : "│  ";
    ri_text_add(&t->line, RI_BOLD);
    ri_say(&t->line, letter->letter);
    ri_text_char(&t->line, ' ');
    ri_say(&t->line, letter->name);
    ri_text_add(&t->line, RI_PLAIN);
    put_branch(t, "", last);
    for (size_t i = 0; i < report->n_applied; i++) {
        if (report->applied[i].letter != t->letter) {
            continue;
        }
        bool end = i + 1 == report->n_applied || report->applied[i + 1].letter != t->letter;
        put_applied(t, &report->applied[i], above, end);
    }
}

static void set_letter(teller *t, uint8_t letter)
{
    t->letter = letter;
    t->outcome = &t->settlement->letters[letter];
}

static void put_tree(teller *t)
{
    const ri_scheme *scheme = t->view->scheme;
    uint8_t letters[RI_LETTERS_MAX];
    uint32_t n = 0;
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        if (any_applied(t->report, letter)) {
            letters[n++] = letter;
        }
    }
    if (n == 0) {
        return;
    }
    ri_page_gap(t->page);
    ri_page_put(t->page, "", "", RI_BOLD "Derivation" RI_PLAIN);
    ri_say(&t->line, ri_view_reference(t->view, t->settlement->subject));
    ri_page_take(t->page, "", "", &t->line);
    for (uint32_t i = 0; i < n; i++) {
        set_letter(t, letters[i]);
        put_letter_tree(t, i + 1 == n);
    }
}

void ri_why_text(ri_page *page, ri_why_report *report)
{
    ri_view *view = &report->subject.view;
    teller t = {page, report, view, report->subject.answer->settlement, NULL, 0, RI_TEXT_INIT};
    const ri_scheme *scheme = view->scheme;
    ri_text_add(&t.line, "Who answers for \"" RI_BOLD);
    ri_say_name(&t.line, view, report->subject.answer->subject);
    ri_text_add(&t.line, RI_PLAIN "\" (");
    ri_say_reference(&t.line, view, report->subject.answer->subject);
    ri_text_add(&t.line, "), and why:");
    ri_page_take(page, "", "", &t.line);
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        bool core = letter == scheme->accountable || letter == scheme->responsible;
        bool told = core || any_applied(report, letter) || report->subject.only == letter;
        if (told && ri_subject_report_wants(&report->subject, letter)) {
            set_letter(&t, letter);
            tell_letter(&t);
        }
    }
    put_tree(&t);
    ri_text_add(&t.line, RI_DIM "Answered ");
    ri_say_basis(&t.line, report->subject.answer->date, report->subject.answer->policy);
    ri_text_add(&t.line, RI_PLAIN);
    ri_page_gap(page);
    ri_page_take(page, "", "", &t.line);
    ri_text_free(&t.line);
}
