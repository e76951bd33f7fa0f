/* The text of `escalations`: by who decides, the most urgent first. */
#include <string.h>

#include "base/day.h"
#include "report/report_escalations.h"
#include "report/sentences.h"

#define TOLD 20 /* for each addressee so many items are told; the others are counted */
#define NAMED 3 /* of what hangs on one so many are named */

#define MARGIN "     "

typedef struct telling {
    ri_page *page;
    ri_view *view;
    const raci_inbox *inbox;
    ri_text line;
} telling;

/* ---- parts of a sentence ---- */

void ri_say_waiting(ri_text *line, const ri_waiting *waiting, int32_t date)
{
    char day[11];
    if (waiting->since == RI_DAY_MAX) {
        ri_text_add(line, "Not recorded yet, so it has no age.");
        return;
    }
    ri_text_format(line, "Open since %s, for ", ri_day_format(waiting->since, day));
    ri_say_count(line, (size_t)(date - waiting->since), "day");
    if (waiting->overdue) {
        ri_text_format(line, "; " RI_RED "was due on %s, ", ri_day_format(waiting->due, day));
        ri_say_count(line, (size_t)(date - waiting->due), "day");
        ri_text_add(line, " ago" RI_PLAIN);
    } else if (waiting->due != RI_DAY_MAX) {
        ri_text_format(line, "; due on %s", ri_day_format(waiting->due, day));
    }
    ri_text_char(line, '.');
}

/* "Sales, Service and 4 more" */
static void say_some(ri_text *line, ri_view *view, ri_kind kind, const uint32_t *indexes,
                     uint32_t n)
{
    const uint32_t named = n > NAMED + 1 ? NAMED : n;
    const uint32_t told = named < n ? named + 1 : named;
    for (uint32_t i = 0; i < named; i++) {
        ri_text_add(line, ri_say_between(i, told));
        ri_say_name(line, view, ri_ref_make(kind, indexes[i]));
    }
    if (named < n) {
        ri_text_format(line, "%s%u more", ri_say_between(named, told), (unsigned)(n - named));
    }
}

static void say_journeys(ri_text *line, ri_view *view, const ri_stakes *stakes)
{
    if (stakes->n_journeys > 0) {
        ri_text_add(line, stakes->n_journeys == 1 ? "on the journey " : "on the journeys ");
        say_some(line, view, RI_JOURNEY, stakes->journeys, stakes->n_journeys);
    }
}

/* What one touchpoint is, that was named before. */
static void say_itself(ri_text *line, ri_view *view, const ri_stakes *stakes)
{
    const bool truth = stakes->n_truths > 0;
    if (truth || stakes->n_journeys > 0) {
        ri_text_add(line, line->length > 0 ? " " : "");
        ri_text_add(line, truth ? "It is a moment of truth" : "It is");
        ri_text_add(line, truth && stakes->n_journeys > 0 ? ", " : truth ? "" : " ");
        say_journeys(line, view, stakes);
        ri_text_char(line, '.');
    }
}

void ri_say_stakes(ri_text *line, ri_view *view, const ri_stakes *stakes, ri_ref subject)
{
    if (stakes->n_touchpoints == 0) {
        return;
    }
    if (stakes->n_touchpoints == 1 &&
        subject == ri_ref_make(RI_TOUCHPOINT, stakes->touchpoints[0])) {
        say_itself(line, view, stakes);
        return;
    }
    ri_text_add(line, line->length > 0 ? " " : "");
    ri_text_add(line, stakes->n_touchpoints == 1 ? "On it hangs " : "On it hang ");
    ri_say_count(line, stakes->n_touchpoints, "touchpoint");
    ri_text_add(line, " (");
    say_some(line, view, RI_TOUCHPOINT, stakes->touchpoints, stakes->n_touchpoints);
    ri_text_add(line, ")");
    if (stakes->n_truths > 0) {
        ri_text_add(line, ", ");
        ri_say_count(line, stakes->n_truths, "moment");
        ri_text_add(line, " of truth among them");
    }
    ri_text_add(line, stakes->n_journeys > 0 ? ", " : "");
    say_journeys(line, view, stakes);
    ri_text_char(line, '.');
}

void ri_say_followers(ri_text *line, const ri_inbox_item *item)
{
    size_t n = 0;
    size_t of = 0;
    for (size_t i = 0; i < item->n_findings; i++) {
        n += item->findings[i].finding != item->root;
    }
    if (n == 0) {
        return;
    }
    ri_text_add(line, line->length > 0 ? " " : "");
    ri_say_count(line, n, "finding");
    ri_text_add(line, n == 1 ? " follows from it: " : " follow from it: ");
    for (size_t i = 0; i < item->n_findings; i++) {
        const char *code = item->findings[i].finding->code_name;
        size_t same = 0;
        bool told = item->findings[i].finding == item->root;
        for (size_t k = 0; k < item->n_findings; k++) {
            const bool equal = item->findings[k].finding != item->root &&
                               strcmp(item->findings[k].finding->code_name, code) == 0;
            told = told || (equal && k < i);
            same += equal;
        }
        if (!told) {
            ri_text_add(line, of++ > 0 ? ", " : "");
            if (n > 1) {
                ri_text_format(line, "%zu ", same);
            }
            ri_say(line, code);
        }
    }
    ri_text_char(line, '.');
}

/* ---- one item ---- */

static void say_head(telling *t, const ri_inbox_item *item)
{
    const ri_finding *root = item->root;
    const size_t digits = ri_keyed_beginning(&t->inbox->keyed, root->key);
    const raci_severity severity = ri_inbox_worst(item);
    ri_text_format(&t->line, "%s%s" RI_PLAIN " ", ri_severity_mark(severity),
                   ri_severity_name(severity));
    ri_text_add(&t->line, RI_BOLD);
    ri_say(&t->line, root->code_name);
    ri_text_format(&t->line, RI_PLAIN "  " RI_DIM "%.*s" RI_PLAIN, (int)digits, root->key);
}

void ri_say_detour(ri_text *line, const ri_inbox_item *item)
{
    const ri_escalated *route = &item->findings[0].finding->escalate;
    const bool plain = route->n_path == 0 && item->office != NULL;
    if (!plain && route->reason != NULL) { /* else whom it goes to has said it */
        ri_text_add(line, "→ ");
        ri_say(line, route->reason);
        ri_text_char(line, '.');
    }
}

/* What there may be to add. */
static void put_more(telling *t)
{
    if (t->line.length > 0) {
        ri_page_take(t->page, MARGIN, MARGIN, &t->line);
    }
}

static void put_waiting(telling *t, const ri_inbox_item *item)
{
    say_head(t, item);
    ri_page_take(t->page, "  ", MARGIN, &t->line);
    ri_say(&t->line, item->root->message);
    ri_page_take(t->page, MARGIN, MARGIN, &t->line);
    ri_say_followers(&t->line, item);
    put_more(t);
    ri_say_detour(&t->line, item);
    put_more(t);
    ri_say_waiting(&t->line, &item->waiting, t->inbox->result->date);
    ri_say_stakes(&t->line, t->view, &item->stakes, item->root->subject);
    ri_page_take(t->page, MARGIN, MARGIN, &t->line);
}

/* ---- by who decides ---- */

void ri_say_addressee(ri_text *line, ri_view *view, const ri_inbox_item *item)
{
    if (item->to == RI_NONE) {
        ri_text_add(line, RI_BOLD "Nobody can decide" RI_PLAIN);
        return;
    }
    ri_text_add(line, "For ");
    ri_say_holder(line, view, item->to);
    if (item->office != NULL) {
        ri_text_add(line, ", ");
        ri_say_office(line, item->office);
    }
}

static void put_addressee(telling *t, const ri_inbox_item *first, size_t n)
{
    ri_say_addressee(&t->line, t->view, first);
    ri_text_format(&t->line, ": %zu", n);
    ri_page_gap(t->page);
    ri_page_take(t->page, "", "  ", &t->line);
}

static void put_group(telling *t, size_t first, size_t end)
{
    const ri_inbox_item *items = t->inbox->items;
    const size_t n = end - first;
    const size_t told = n > TOLD + 1 ? TOLD : n;
    put_addressee(t, &items[first], n);
    for (size_t i = first; i < first + told; i++) {
        ri_page_gap(t->page);
        put_waiting(t, &items[i]);
    }
    if (told < n) {
        ri_text_format(&t->line, "and %zu more, less urgent, which --format csv lists", n - told);
        ri_page_gap(t->page);
        ri_page_take(t->page, "  ", "  ", &t->line);
    }
}

/* ---- what is settled ---- */

static void say_until(ri_text *line, ri_view *view, const char *what, const char *by, int32_t until,
                      const char *reason)
{
    char day[11];
    ri_text_add(line, what);
    ri_say_judge(line, view, by);
    if (until != RI_DAY_MAX) {
        ri_text_format(line, " until %s", ri_day_format(until, day));
    }
    if (reason != NULL) {
        ri_text_add(line, ": ");
        ri_say(line, reason);
    }
}

void ri_say_given(ri_text *line, ri_view *view, const ri_inbox_item *item)
{
    ri_text_add(line, "goes to ");
    for (uint32_t i = 0; i < item->n_rulings; i++) {
        ri_text_add(line, ri_say_between(i, item->n_rulings));
        ri_say_judge(line, view, item->rulings[i].holder_text);
    }
}

void ri_say_settled(ri_text *line, ri_view *view, const ri_inbox_item *item)
{
    const ri_acceptance *acceptance = item->acceptance;
    const ri_stated *ruling = item->rulings;
    if (item->state == RI_INBOX_RULED) {
        say_until(line, view, "ruled by ", ruling->by, ruling->to, ruling->reason);
    } else if (acceptance != NULL) {
        say_until(line, view, "accepted by ", acceptance->by, acceptance->to, acceptance->reason);
    }
}

static void put_accepted(telling *t, const ri_inbox_item *item)
{
    say_head(t, item);
    ri_page_take(t->page, "  ", MARGIN, &t->line);
    ri_say(&t->line, item->root->message);
    ri_page_take(t->page, MARGIN, MARGIN, &t->line);
    ri_say_settled(&t->line, t->view, item);
    put_more(t);
}

static void put_ruled(telling *t, const ri_inbox_item *item)
{
    const ri_stated *ruling = item->rulings;
    ri_say(&t->line, ruling->letter);
    ri_text_add(&t->line, " of " RI_BOLD);
    ri_say_name(&t->line, t->view, ruling->subject);
    ri_text_add(&t->line, RI_PLAIN "  ");
    ri_say_reference(&t->line, t->view, ruling->subject);
    ri_page_take(t->page, "  ", MARGIN, &t->line);
    ri_say_given(&t->line, t->view, item);
    ri_page_take(t->page, MARGIN, MARGIN, &t->line);
    ri_say_settled(&t->line, t->view, item);
    put_more(t);
}

static void put_settled(telling *t)
{
    const raci_inbox *inbox = t->inbox;
    if (inbox->n_settled == 0) {
        return;
    }
    ri_text_format(&t->line, RI_BOLD "Settled" RI_PLAIN ": %zu", inbox->n_settled);
    ri_page_gap(t->page);
    ri_page_take(t->page, "", "  ", &t->line);
    for (size_t i = inbox->n - inbox->n_settled; i < inbox->n; i++) {
        const ri_inbox_item *item = &inbox->items[i];
        ri_page_gap(t->page);
        (item->state == RI_INBOX_RULED ? put_ruled : put_accepted)(t, item);
    }
}

/* ---- the whole ---- */

void ri_say_inbox(ri_text *line, const raci_inbox *inbox)
{
    const bool overdue = inbox->scope == RACI_INBOX_OVERDUE;
    if (inbox->n_waiting == 0) {
        ri_text_add(line, RI_BOLD "Nothing waits");
    } else {
        ri_text_add(line, RI_BOLD);
        ri_say_count(line, inbox->n_waiting, "decision");
        ri_text_add(line, inbox->n_waiting == 1 ? " waits" : " wait");
    }
    ri_text_add(line, inbox->to != NULL ? " for " : "");
    if (inbox->to != NULL) {
        ri_say_office(line, inbox->to);
    }
    if (overdue) {
        ri_text_add(line, inbox->n_waiting < 2 ? " past its day" : " past their day");
    }
    ri_text_add(line, RI_PLAIN);
    if (!overdue && inbox->n_overdue > 0) {
        ri_text_format(line, ", %zu of them past %s day", inbox->n_overdue,
                       inbox->n_overdue == 1 ? "its" : "their");
    }
    ri_text_char(line, '.');
}

void ri_inbox_text(ri_page *page, void *context)
{
    ri_inbox_report *report = context;
    const raci_inbox *inbox = report->inbox;
    telling t = {.page = page, .view = &report->view, .inbox = inbox};
    ri_say_inbox(&t.line, inbox);
    ri_page_take(page, "", "", &t.line);
    for (size_t i = 0, end = 0; i < inbox->n_waiting; i = end) {
        end = ri_inbox_end(inbox, i);
        put_group(&t, i, end);
    }
    put_settled(&t);
    if (inbox->n_waiting > 0) {
        ri_text_add(&t.line, "All about one of them, by the digits beside it: raci escalations ");
        ri_text_format(&t.line, "%.*s",
                       (int)ri_keyed_beginning(&inbox->keyed, inbox->items[0].root->key),
                       inbox->items[0].root->key);
        ri_page_gap(page);
        ri_page_take(page, "", "", &t.line);
    }
    ri_put_basis(page, inbox->result->date, inbox->result->policy);
    ri_text_free(&t.line);
}
