/* The derivation as a tree: for each letter the rules that speak of it, those that won
   first, with file, line and reason; below each the way to whom it gives the letter. */
#include "base/memory.h"
#include "base/order.h"
#include "report/report_why.h"
#include "report/sentences.h"

typedef struct grower {
    ri_page *page;
    ri_why_report *report;
    ri_view *view;
    const ri_settlement *settlement;
    const ri_outcome *outcome; /* of the letter at hand */
    uint8_t letter;
    ri_text line;
    ri_text first; /* what stands before the first line of a branch, */
    ri_text next;  /* and before its others */
} grower;

/* One branch; `above` is what stands before it. */
static void put_branch(grower *g, const char *above, bool last)
{
    ri_text_clear(&g->first);
    ri_text_clear(&g->next);
    ri_text_format(&g->first, "%s%s", above, last ? "└─ " : "├─ ");
    ri_text_format(&g->next, "%s%s", above, last ? "   " : "│  ");
    g->page->failed = g->page->failed || g->first.failed || g->next.failed;
    ri_page_take(g->page, ri_text_string(&g->first), ri_text_string(&g->next), &g->line);
}

/* Another paragraph of the same branch. */
static void put_more(grower *g, const char *above, bool last)
{
    ri_text_clear(&g->next);
    ri_text_format(&g->next, "%s%s", above, last ? "   " : "│  ");
    g->page->failed = g->page->failed || g->next.failed;
    ri_page_take(g->page, ri_text_string(&g->next), ri_text_string(&g->next), &g->line);
}

/* ---- the way to a holder ---- */

/* Meter fault → Metering → Director of Metering → Sanjay Kulkarni (position:…) */
static void put_giving(grower *g, const ri_giving *giving, const char *above, bool last)
{
    static const char *const fates[] = {[RI_KEPT] = "",
                                        [RI_CONTESTED] = RI_RED "contested:" RI_PLAIN " ",
                                        [RI_REMOVED] = RI_RED "removed:" RI_PLAIN " "};
    ri_text_add(&g->line, fates[giving->fate]);
    for (uint32_t i = 0; i < giving->n_links; i++) {
        ri_ref link = g->settlement->links[giving->first_link + i];
        ri_text_add(&g->line, i > 0 ? " → " : "");
        if (ri_ref_kind(link) == RI_OFFICE) {
            ri_say_office(&g->line, ri_view_name(g->view, link));
        } else {
            ri_say_name(&g->line, g->view, link);
        }
    }
    if (ri_ref_kind(giving->holder) != RI_PERSON) {
        ri_text_add(&g->line, " → ");
        ri_say_people(&g->line, g->view, giving->holder);
    }
    ri_text_add(&g->line, " ");
    ri_say_reference(&g->line, g->view, giving->holder);
    put_branch(g, above, last);
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

static void put_givings(grower *g, const ri_applied *applied, const char *above, bool last)
{
    ri_text below = RI_TEXT_INIT;
    ri_text_format(&below, "%s%s", above, last ? "   " : "│  ");
    uint32_t at = 0;
    const ri_giving *giving = next_giving(g->outcome, applied->source, &at);
    while (giving != NULL) {
        const ri_giving *next = next_giving(g->outcome, applied->source, &at);
        put_giving(g, giving, ri_text_string(&below), next == NULL);
        giving = next;
    }
    g->page->failed = g->page->failed || below.failed;
    ri_text_free(&below);
}

/* ---- what a rule says, and what came of it ---- */

static void say_expression(grower *g, const char *lead, const ri_applied *applied)
{
    const ri_holder *holder = ri_applied_expression(g->view, applied);
    ri_text text = RI_TEXT_INIT;
    if (holder != NULL) {
        ri_write_expression(&text, holder);
        ri_text_add(&g->line, lead);
        ri_say(&g->line, ri_text_string(&text));
    }
    g->page->failed = g->page->failed || text.failed;
    ri_text_free(&text);
}

/* Whom a ban denies the letter in one way. Gives how many they are. */
static size_t say_denied(grower *g, ri_source ban, ri_fate fate, const char *lead)
{
    ri_ref before = RI_NONE;
    size_t n = 0;
    for (uint32_t i = 0; i < g->outcome->n_givings; i++) {
        const ri_giving *giving = &g->outcome->givings[i];
        if (giving->fate == fate && giving->holder != before &&
            ri_giving_denied(g->settlement, giving, ban)) {
            ri_text_add(&g->line, n++ == 0 ? lead : ", ");
            ri_say_name(&g->line, g->view, giving->holder);
            before = giving->holder;
        }
    }
    return n;
}

static void say_effect(grower *g, const ri_applied *applied)
{
    ri_source ban = applied->source;
    say_expression(g, "against ", applied);
    size_t n = say_denied(g, ban, RI_REMOVED, ": takes the letter from ");
    n += say_denied(g, ban, RI_CONTESTED,
                    n > 0 ? "; contests that of " : ": contests the letter of ");
    if (n == 0) {
        ri_text_add(&g->line, ": nobody here loses the letter by it");
    }
}

static void say_outcome(grower *g, const ri_applied *applied)
{
    switch (applied->part) {
    case RI_PART_OVERRIDDEN:
        ri_text_add(&g->line, "by ");
        ri_say_the_source(&g->line, g->view, applied->by, 't');
        ri_text_add(&g->line, ": ");
        ri_say_precedence(&g->line, g->view, g->report->arena, applied->by, applied->source);
        break;
    case RI_PART_FORBIDS:
        say_effect(g, applied);
        break;
    case RI_PART_REQUIRES:
    case RI_PART_MISSES:
        say_expression(g, "asks for ", applied);
        break;
    case RI_PART_LIFTED:
        say_expression(g, "asks for ", applied);
        ri_text_add(&g->line, "; lifted by ");
        ri_say_the_source(&g->line, g->view, applied->by, 't');
        ri_text_add(&g->line, ": ");
        ri_say_override(&g->line, g->view, g->report->arena, applied->by, applied->source);
        break;
    case RI_PART_NOBODY:
        for (uint32_t i = 0; i < g->settlement->n_unresolved; i++) {
            const ri_unresolved *unresolved = &g->settlement->unresolved[i];
            if (unresolved->letter == g->letter && unresolved->source == applied->source) {
                say_expression(g, "it says ", applied);
                ri_text_add(&g->line, g->line.length > 0 ? ", but " : "");
                ri_say_nobody(&g->line, g->view, unresolved);
            }
        }
        break;
    default:
        break;
    }
}

static void put_applied(grower *g, const ri_applied *applied, const char *above, bool last)
{
    static const struct {
        const char *mark;
        const char *word;
    } parts[] = {
        [RI_PART_WON] = {RI_BOLD, "won"},
        [RI_PART_CONTESTED] = {RI_RED, "contested"},
        [RI_PART_REMOVED] = {RI_RED, "removed"},
        [RI_PART_NOBODY] = {RI_RED, "gives nobody"},
        [RI_PART_OVERRIDDEN] = {RI_DIM, "overridden"},
        [RI_PART_FORBIDS] = {RI_CYAN, "forbids"},
        [RI_PART_REQUIRES] = {RI_CYAN, "requires, met"},
        [RI_PART_MISSES] = {RI_RED, "requires, not met"},
        [RI_PART_LIFTED] = {RI_DIM, "requires, lifted"},
    };
    const char *because = ri_source_because(g->view->resolver, applied->source);
    ri_text_format(&g->line, "%s%s" RI_PLAIN ": ", parts[applied->part].mark,
                   parts[applied->part].word);
    ri_say_the_source(&g->line, g->view, applied->source, 't');
    put_branch(g, above, last);
    if (because != NULL) {
        ri_text_add(&g->line, RI_DIM "because" RI_PLAIN " ");
        ri_say(&g->line, because);
        put_more(g, above, last);
    }
    say_outcome(g, applied);
    if (g->line.length > 0) {
        put_more(g, above, last);
    }
    if (applied->part <= RI_PART_REMOVED) {
        put_givings(g, applied, above, last);
    }
}

/* ---- the tree ---- */

/* In the tree what won comes first, then what was overridden, bans, requirements. */
static int compare_parts(const void *a, const void *b, const void *context)
{
    const ri_applied *applied = context;
    const size_t x = *(const size_t *)a;
    const size_t y = *(const size_t *)b;
    if (applied[x].part != applied[y].part) {
        return applied[x].part < applied[y].part ? -1 : 1;
    }
    return x < y ? -1 : x > y; /* of one array, by name */
}

static void put_letter(grower *g, uint8_t number, bool last)
{
    const ri_why_report *report = g->report;
    const ri_letter *letter = &g->view->scheme->letters[number];
    size_t *order = NULL;
    size_t n = 0;
    size_t capacity = 0;
    g->letter = number;
    g->outcome = &g->settlement->letters[number];
    ri_text_add(&g->line, RI_BOLD);
    ri_say(&g->line, letter->letter);
    ri_text_char(&g->line, ' ');
    ri_say(&g->line, letter->name);
    ri_text_add(&g->line, RI_PLAIN);
    put_branch(g, "", last);
    for (size_t i = 0; i < report->n_applied; i++) {
        if (report->applied[i].letter == number && !RI_PUSH(order, n, capacity, i)) {
            g->page->failed = true;
        }
    }
    if (n > 1 && !ri_order(order, n, sizeof *order, compare_parts, report->applied)) {
        g->page->failed = true;
    }
    for (size_t i = 0; i < n; i++) {
        put_applied(g, &report->applied[order[i]], last ? "   " : "│  ", i + 1 == n);
    }
    ri_free(order);
}

void ri_why_tree(ri_page *page, ri_why_report *report)
{
    ri_view *view = &report->subject.view;
    const ri_scheme *scheme = view->scheme;
    uint8_t letters[RI_LETTERS_MAX];
    uint32_t n = 0;
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        for (size_t k = 0; k < report->n_applied; k++) {
            if (report->applied[k].letter == letter) {
                letters[n++] = letter;
                break;
            }
        }
    }
    if (n == 0) {
        return;
    }
    grower g = {.page = page,
                .report = report,
                .view = view,
                .settlement = report->subject.answer->settlement};
    ri_page_gap(page);
    ri_page_put(page, "", "", RI_BOLD "Derivation" RI_PLAIN);
    ri_say(&g.line, ri_view_reference(view, g.settlement->subject));
    ri_page_take(page, "", "", &g.line);
    for (uint32_t i = 0; i < n; i++) {
        put_letter(&g, letters[i], i + 1 == n);
    }
    ri_text_free(&g.line);
    ri_text_free(&g.first);
    ri_text_free(&g.next);
}
