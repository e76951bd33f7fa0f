/* The text of `why-not`: who has the letter instead, and what stands in the way. */
#include <string.h>

#include "report/report_why_not.h"
#include "report/sentences.h"

#define HOLDERS_TOLD 4

/* ---- what stands in the way ---- */

static void say_by(ri_text *out, ri_why_not_report *report, const ri_refusal *item)
{
    for (uint32_t i = 0; i < item->n_by; i++) {
        ri_text_add(out, ri_say_between(i, item->n_by));
        ri_say_the_source(out, &report->view, item->by[i], 't');
    }
}

static bool bans_itself(const ri_refusal *item)
{
    for (uint32_t i = 0; i < item->n_by; i++) {
        if (item->by[i] == item->source) {
            return true;
        }
    }
    return false;
}

static void say_ban(ri_text *out, ri_why_not_report *report, const ri_refusal *item)
{
    bool many = item->n_by > 1;
    if (bans_itself(item)) {
        ri_text_add(out, "it both gives and forbids that: one of the two has to be taken away");
        return;
    }
    say_by(out, report, item);
    if (item->obstacle == RI_OBSTACLE_REMOVED) {
        ri_text_add(out, many ? " come before it and forbid that"
                              : " comes before it and forbids "
                                "that");
    } else {
        ri_text_add(out, many ? " forbid that" : " forbids that");
    }
    if (!many && item->n_by > 0) {
        ri_say_because(out, &report->view, item->by[0]);
    }
    if (item->obstacle == RI_OBSTACLE_CONTESTED) {
        ri_text_add(out, "; neither comes before the other: one has to override the other");
    }
}

static void say_given(ri_text *out, ri_why_not_report *report, const ri_refusal *item)
{
    const ri_would_give *gives = &item->gives;
    uint32_t told = gives->n_holders > HOLDERS_TOLD + 1 ? HOLDERS_TOLD : gives->n_holders;
    uint32_t n = told < gives->n_holders ? told + 1 : told;
    for (uint32_t i = 0; i < told; i++) {
        ri_text_add(out, ri_say_between(i, n));
        ri_say_name(out, &report->view, gives->holders[i]);
    }
    if (told < gives->n_holders) {
        ri_text_format(out, "%s%u others", ri_say_between(told, n),
                       (unsigned)(gives->n_holders - told));
    }
}

void ri_say_obstacle(ri_text *out, ri_why_not_report *report, const ri_refusal *item)
{
    ri_view *view = &report->view;
    switch (item->obstacle) {
    case RI_OBSTACLE_NONE:
        ri_text_add(out, "it gives the letter");
        break;
    case RI_OBSTACLE_CONTESTED:
    case RI_OBSTACLE_REMOVED:
        say_ban(out, report, item);
        break;
    case RI_OBSTACLE_BEATEN:
        say_by(out, report, item);
        ri_text_add(out, " comes first: ");
        ri_say_precedence(out, view, report->arena, item->by[0], item->source);
        ri_say_because(out, view, item->by[0]);
        break;
    case RI_OBSTACLE_OTHERS:
        ri_text_add(out, "it applies, but here it names ");
        say_given(out, report, item);
        break;
    case RI_OBSTACLE_NOBODY:
        ri_text_add(out, "it applies, but here it names nobody: ");
        ri_say_nobody(out, view, &item->gives.nobody);
        break;
    case RI_OBSTACLE_HURDLE:
        ri_say_hurdle(out, report, item);
        if (!item->gives.known) {
            ri_text_add(out, "; whom it would name cannot be said, its function fails here");
        } else if (item->gives.n_holders == 0) {
            ri_text_add(out, "; and it would name nobody: ");
            ri_say_nobody(out, view, &item->gives.nobody);
        }
        break;
    }
}

/* ---- the page ---- */

typedef struct teller {
    ri_page *page;
    ri_why_not_report *report;
    ri_text line;
} teller;

/* "is not accountable for", "does not have D (Driver) on". */
static void say_verb_not(ri_text *out, const ri_letter *letter, bool ask)
{
    ri_text verb = RI_TEXT_INIT;
    ri_say_verb(&verb, letter, 1);
    const char *text = ri_text_string(&verb);
    if (strncmp(text, "is ", 3) == 0) {
        ri_text_format(out, ask ? "not %s" : "is not %s", text + 3);
    } else if (strncmp(text, "has ", 4) == 0) {
        ri_text_format(out, ask ? "not have %s" : "does not have %s", text + 4);
    }
    out->failed = out->failed || verb.failed;
    ri_text_free(&verb);
}

static void put_head(teller *t)
{
    ri_view *view = &t->report->view;
    const ri_why_not *w = t->report->why_not;
    const ri_letter *letter = &view->scheme->letters[w->letter];
    ri_say_holder(&t->line, view, w->holder);
    ri_text_char(&t->line, ' ');
    if (w->held) {
        ri_say_verb(&t->line, letter, 1);
    } else {
        say_verb_not(&t->line, letter, false);
    }
    ri_text_add(&t->line, " \"" RI_BOLD);
    ri_say_name(&t->line, view, t->report->answer->subject);
    ri_text_add(&t->line, RI_PLAIN "\" (");
    ri_say_reference(&t->line, view, t->report->answer->subject);
    ri_text_add(&t->line, ").");
    ri_page_take(t->page, "", "", &t->line);
}

/* For whom the question stands, where that is somebody else. */
static void put_meant(teller *t)
{
    ri_view *view = &t->report->view;
    const ri_why_not *w = t->report->why_not;
    ri_kind kind = ri_ref_kind(w->holder);
    if (w->letter != view->scheme->accountable || kind == RI_POSITION) {
        return;
    }
    if (w->n_meant == 0) {
        ri_text_add(&t->line, "Only positions are accountable, and ");
        ri_say_name(&t->line, view, w->holder);
        ri_text_add(&t->line, kind == RI_UNIT   ? " has no head to be it."
                              : kind == RI_TEAM ? " has no lead to be it."
                                                : " has no position.");
    } else {
        ri_text_add(&t->line, "Only positions are accountable: ");
        ri_say_name(&t->line, view, w->holder);
        ri_text_add(&t->line, kind == RI_UNIT   ? " is asked about as its head, "
                              : kind == RI_TEAM ? " is asked about as its lead, "
                                                : " is asked about as ");
        for (uint32_t i = 0; i < w->n_meant; i++) {
            ri_text_add(&t->line, ri_say_between(i, w->n_meant));
            ri_say_name(&t->line, view, w->meant[i]);
        }
        ri_text_char(&t->line, '.');
    }
    ri_page_take(t->page, "", "", &t->line);
}

static bool is_way(void *context, ri_ref holder)
{
    const ri_why_not_report *report = context;
    const ri_why_not *w = report->why_not;
    for (uint32_t i = 0; i < w->n_meant; i++) {
        if (ri_includes(report->view.snapshot, holder, w->meant[i])) {
            return true;
        }
    }
    return false;
}

/* Who has the letter; where the holder asked about has it, through whom. */
static void put_holders(teller *t)
{
    ri_why_not_report *report = t->report;
    ri_view *view = &report->view;
    const ri_why_not *w = report->why_not;
    const ri_settlement *settlement = report->answer->settlement;
    ri_page_gap(t->page);
    size_t told =
        ri_tell_holders(t->page, view, settlement, w->letter, w->held ? is_way : NULL, report);
    if (told == 0) {
        ri_text_add(&t->line, RI_RED "Nobody" RI_PLAIN " ");
        ri_say_verb(&t->line, &view->scheme->letters[w->letter], 1);
        ri_text_add(&t->line, " it.");
        ri_page_take(t->page, "  ", "  ", &t->line);
        ri_tell_unresolved(t->page, view, settlement, w->letter);
    }
}

static void put_item(teller *t, const ri_refusal *item)
{
    static const char *const marks[] = {
        [RI_OBSTACLE_NONE] = RI_BOLD,   [RI_OBSTACLE_CONTESTED] = RI_RED,
        [RI_OBSTACLE_REMOVED] = RI_RED, [RI_OBSTACLE_BEATEN] = RI_YELLOW,
        [RI_OBSTACLE_OTHERS] = "",      [RI_OBSTACLE_NOBODY] = "",
        [RI_OBSTACLE_HURDLE] = RI_DIM,
    };
    static const char *const words[] = {
        [RI_OBSTACLE_NONE] = "gives it",         [RI_OBSTACLE_CONTESTED] = "contested",
        [RI_OBSTACLE_REMOVED] = "forbidden",     [RI_OBSTACLE_BEATEN] = "overridden",
        [RI_OBSTACLE_OTHERS] = "names others",   [RI_OBSTACLE_NOBODY] = "names nobody",
        [RI_OBSTACLE_HURDLE] = "does not apply",
    };
    ri_text_format(&t->line, "%s%s" RI_PLAIN ": ", marks[item->obstacle], words[item->obstacle]);
    if (item->ruling != NULL) {
        ri_text_add(&t->line, "the ruling of ");
        ri_say_judge(&t->line, &t->report->view, item->ruling->by);
        ri_text_add(&t->line, " " RI_DIM "(");
        ri_say(&t->line, item->ruling->name);
        ri_text_add(&t->line, ")" RI_PLAIN);
    } else {
        ri_say_the_source(&t->line, &t->report->view, item->source, 't');
    }
    ri_page_take(t->page, "  ", "    ", &t->line);
    ri_say_obstacle(&t->line, t->report, item);
    ri_text_char(&t->line, '.');
    ri_page_take(t->page, "    ", "    ", &t->line);
}

static void put_items(teller *t)
{
    const ri_why_not *w = t->report->why_not;
    size_t n = 0;
    for (size_t i = 0; i < w->n_items; i++) {
        n += w->items[i].obstacle != RI_OBSTACLE_NONE;
    }
    if (w->held) {
        return;
    }
    if (n == 0) {
        return;
    }
    ri_page_gap(t->page);
    ri_page_put(t->page, "", "",
                n == 1 ? RI_BOLD "What could have given it, and what stood in its way" RI_PLAIN
                       : RI_BOLD "What could have given it, and what stood in the way; the "
                                 "closest first" RI_PLAIN);
    for (size_t i = 0; i < w->n_items; i++) {
        if (w->items[i].obstacle != RI_OBSTACLE_NONE) {
            put_item(t, &w->items[i]);
        }
    }
}

/* "12 other rules assign A, none of them to Sales here." */
static void put_others(teller *t)
{
    ri_view *view = &t->report->view;
    const ri_why_not *w = t->report->why_not;
    const char *letter = view->scheme->letters[w->letter].letter;
    if (w->held || (w->others == 0 && w->n_items > 0)) {
        return;
    }
    ri_page_gap(t->page);
    if (w->n_items == 0) {
        ri_text_add(&t->line, "No rule could have given it to ");
        ri_say_name(&t->line, view, w->holder);
        ri_text_add(&t->line, " here: ");
    }
    if (w->others == 0) {
        ri_text_add(&t->line, "none assigns ");
        ri_say(&t->line, letter);
        ri_text_add(&t->line, " at all.");
    } else {
        ri_text_format(&t->line, "%u %s%s ", (unsigned)w->others, w->n_items > 0 ? "other " : "",
                       w->others == 1 ? "rule assigns" : "rules assign");
        ri_say(&t->line, letter);
        ri_text_add(&t->line, w->others == 1 ? ", and not to " : ", none of them to ");
        ri_say_name(&t->line, view, w->holder);
        ri_text_add(&t->line, w->n_items > 0 ? " here." : ".");
    }
    ri_page_take(t->page, "", "", &t->line);
}

void ri_why_not_text(ri_page *page, ri_why_not_report *report)
{
    teller t = {page, report, RI_TEXT_INIT};
    put_head(&t);
    put_meant(&t);
    put_holders(&t);
    put_items(&t);
    put_others(&t);
    ri_put_basis(page, report->answer->date, report->answer->policy);
    ri_text_free(&t.line);
}
