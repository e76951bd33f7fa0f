/* The section of role cards: one for each position with a letter, and for people who have letters
   themselves or sit in several such seats. Each folds away below its line. */
#include "base/memory.h"
#include "base/order.h"
#include "report/holder_groups.h"
#include "report/report_brief.h"
#include "report/web.h"

#define WHOLE 150 /* of more, those that most is asked of have their card; others are counted */

typedef struct entry {
    ri_ref holder;
    uint32_t answers; /* for so many touchpoints, themselves; */
    uint32_t does;    /* and does so many */
    bool whole;
} entry;

typedef struct telling {
    ri_web *web;
    const ri_snapshot *s;
    entry *entries;
    size_t n;
    size_t capacity;
    ri_brief_report report;
} telling;

/* ---- whose ---- */

static bool add(telling *t, ri_ref holder)
{
    const ri_tally *tally = &t->web->result->tally;
    const ri_scheme *scheme = t->web->view.scheme;
    const ri_kind kind = ri_ref_kind(holder);
    const uint32_t i = ri_ref_index(holder);
    const entry e = {.holder = holder,
                     .answers = ri_tally_on(tally, kind, i, scheme->accountable),
                     .does = ri_tally_on(tally, kind, i, scheme->responsible)};
    return RI_PUSH(t->entries, t->n, t->capacity, e);
}

/* In how many seats with a card each person sits. NULL: memory is exhausted. */
static uint32_t *seats_of_people(const telling *t)
{
    const raci_briefs *briefs = t->web->of->briefs;
    uint32_t *seats = ri_alloc(((size_t)t->s->people.rows.n + 1) * sizeof *seats);
    for (uint32_t i = 0; seats != NULL && i < t->s->people.rows.n; i++) {
        seats[i] = 0;
    }
    for (size_t i = 0; seats != NULL && i < briefs->n; i++) {
        const uint32_t position = briefs->positions[i];
        for (uint32_t k = t->s->positions.first_seat[position];
             k < t->s->positions.first_seat[position + 1]; k++) {
            seats[t->s->seats[k].person]++;
        }
    }
    return seats;
}

static bool gather(telling *t)
{
    const raci_briefs *briefs = t->web->of->briefs;
    const ri_held *held = &briefs->cards.held;
    uint32_t *seats = seats_of_people(t);
    bool done = seats != NULL;
    for (size_t i = 0; done && i < briefs->n; i++) {
        done = add(t, ri_ref_make(RI_POSITION, briefs->positions[i]));
    }
    for (uint32_t i = 0; done && i < t->s->people.rows.n; i++) {
        const ri_ref person = ri_ref_make(RI_PERSON, i);
        const size_t at = ri_order_number(held->holder, held->n, person);
        if (seats[i] > 1 || (at < held->n && held->holder[at] == person)) {
            done = add(t, person);
        }
    }
    ri_free(seats);
    return done;
}

static int most_first(const void *a, const void *b, const void *context)
{
    const entry *x = a;
    const entry *y = b;
    (void)context;
    if (x->answers != y->answers) {
        return x->answers > y->answers ? -1 : 1;
    }
    if (x->does != y->does) {
        return x->does > y->does ? -1 : 1;
    }
    return (x->holder > y->holder) - (x->holder < y->holder);
}

static int by_department(const void *a, const void *b, const void *context)
{
    const entry *x = a;
    const entry *y = b;
    return ri_holder_order(context, x->holder, y->holder);
}

/* Chooses whose cards are there, and puts all in the order of the departments. */
static bool choose(telling *t)
{
    if (!ri_order(t->entries, t->n, sizeof *t->entries, most_first, NULL)) {
        return false;
    }
    for (size_t i = 0; i < t->n; i++) {
        t->entries[i].whole = i < WHOLE;
    }
    return ri_order(t->entries, t->n, sizeof *t->entries, by_department, t->s);
}

/* ---- one card ---- */

/* What filters find it by: also the journeys and stages of what it has, and how bad that is which
   was found where it is accountable. */
static void tag(telling *t, const ri_card *card)
{
    ri_web *web = t->web;
    ri_web_tag(web, card->holder);
    for (size_t i = 0; i < card->n_holdings; i++) {
        const ri_holding *holding = &card->holdings[i];
        if (ri_ref_kind(holding->subject) == RI_TOUCHPOINT) {
            ri_web_tag_place(web, ri_ref_index(holding->subject));
        }
        if (holding->letter == web->view.scheme->accountable) {
            ri_web_tag_found(web, holding->subject);
        }
    }
    ri_web_put_tags(web);
}

/* On how many subjects it has a letter; nothing stands for none, so that columns keep. */
static void put_letter(telling *t, const ri_card *card, uint8_t letter)
{
    ri_web *web = t->web;
    const size_t n = ri_brief_subjects(card, letter);
    ri_html_open(&web->html, "span");
    if (n > 0) {
        ri_web_letter(web, letter);
        ri_html_format(&web->html, " %zu", n);
    }
    ri_html_close(&web->html, "span");
}

/* In the order in which the card tells them. */
static void put_letters(telling *t, const ri_card *card)
{
    const ri_scheme *scheme = t->web->view.scheme;
    ri_html_open_as(&t->web->html, "span", "had");
    put_letter(t, card, scheme->accountable);
    if (scheme->responsible != scheme->accountable) {
        put_letter(t, card, scheme->responsible);
    }
    for (uint8_t letter = 0; letter < scheme->n; letter++) {
        if (letter != scheme->accountable && letter != scheme->responsible) {
            put_letter(t, card, letter);
        }
    }
    ri_html_close(&t->web->html, "span");
}

static void put_title(telling *t, const ri_card *card)
{
    ri_web *web = t->web;
    ri_html_open(&web->html, "summary");
    ri_html_open_as(&web->html, "span", "who");
    ri_html_open(&web->html, "strong");
    ri_web_label(web, card->holder);
    ri_html_close(&web->html, "strong");
    if (ri_ref_kind(card->holder) != RI_PERSON) {
        ri_html_text(&web->html, " ");
        ri_say_people(&web->line, &web->view, card->holder);
        ri_web_line(web, "span", "dim");
    }
    ri_html_close(&web->html, "span");
    ri_html_text(&web->html, " ");
    put_letters(t, card);
    ri_html_close(&web->html, "summary");
}

static void put_card(telling *t, ri_ref holder)
{
    ri_web *web = t->web;
    const raci_brief *brief = NULL;
    const char *reference = ri_view_reference(&web->view, holder);
    web->status = raci_brief_of(&brief, web->of->briefs, reference, web->err);
    if (web->status != RACI_OK) {
        return;
    }
    t->report.brief = brief;
    ri_html_open_as(&web->html, "details", "card");
    ri_text_add(&web->line, "card:");
    ri_text_add(&web->line, brief->reference);
    ri_web_attribute(web, "id");
    tag(t, &brief->card);
    put_title(t, &brief->card);
    ri_outline outline = ri_outline_html(&web->html, "h4");
    ri_brief_outline(&outline, &t->report);
    web->view.failed = web->view.failed || outline.failed;
    ri_outline_free(&outline);
    ri_html_close(&web->html, "details");
}

/* ---- the whole ---- */

static void put_others(telling *t, size_t n)
{
    ri_web *web = t->web;
    ri_say_count(&web->line, n, "other");
    ri_text_add(&web->line, n == 1 ? " has fewer letters: its card is had by raci brief HOLDER."
                                   : " have fewer letters: their cards are had by raci brief "
                                     "HOLDER.");
    ri_web_line(web, "p", "dim");
}

static void put_group(telling *t, size_t from, size_t end)
{
    ri_web *web = t->web;
    size_t others = 0;
    ri_html_open_as(&web->html, "section", "cards");
    ri_html_flag(&web->html, "data-group");
    ri_say_holder_group(&web->line, &web->view, t->entries[from].holder);
    ri_web_line(web, "h3", NULL);
    for (size_t i = from; web->status == RACI_OK && i < end; i++) {
        if (t->entries[i].whole) {
            put_card(t, t->entries[i].holder);
        } else {
            others++;
        }
    }
    if (others > 0) {
        put_others(t, others);
    }
    ri_html_close(&web->html, "section");
}

static void put_all(telling *t)
{
    for (size_t i = 0, end = 0; t->web->status == RACI_OK && i < t->n; i = end) {
        const ri_ref group = ri_holder_group(t->s, t->entries[i].holder);
        for (end = i + 1; end < t->n && ri_holder_group(t->s, t->entries[end].holder) == group;) {
            end++;
        }
        put_group(t, i, end);
    }
}

static void put_lead(telling *t)
{
    ri_html *html = &t->web->html;
    ri_html_open_as(html, "div", "cards-lead");
    ri_html_leaf(html, "p", "dim",
                 "What each answers for, does, is asked and told, with whom it passes things on, "
                 "and whom it turns to.");
    ri_html_open(html, "button");
    ri_html_attribute(html, "type", "button");
    ri_html_attribute(html, "id", "print-cards");
    ri_html_flag(html, "hidden"); /* without a program it would do nothing */
    ri_html_text(html, "Print these cards, one to a page");
    ri_html_close(html, "button");
    ri_html_close(html, "div");
}

static void put(ri_web *web)
{
    telling t = {.web = web, .s = web->view.snapshot};
    ri_view_init(&t.report.view, web->result->resolver);
    if (!gather(&t) || !choose(&t)) {
        web->view.failed = true;
    } else {
        put_lead(&t);
        put_all(&t);
    }
    web->view.failed = web->view.failed || ri_view_failed(&t.report.view);
    ri_view_free(&t.report.view);
    ri_free(t.entries);
}

static bool wanted(const ri_web *web)
{
    return web->of->briefs != NULL && web->of->briefs->n > 0;
}

const ri_web_section ri_web_cards = {
    .id = "cards",
    .title = "Role cards",
    .style = "cards.css",
    .program = "cards.js",
    .wanted = wanted,
    .put = put,
};
