/* What a role card says that somebody has, journey by journey, and with whom it passes on. */
#include "report/report_brief.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "report/sentences.h"

/* Of what stands together so many are named, so that the page stays one. */
#define NAMED 24
#define PASSAGES_NAMED 12

/* ---- lists of names ---- */

static void add_name(ri_brief_telling *t, size_t named, size_t most, ri_ref ref)
{
    if (named < most) {
        ri_text_add(&t->line, named > 0 ? "; " : "");
        ri_say_name(&t->line, t->view, ref);
    }
}

static void end_names(ri_brief_telling *t, size_t n, size_t most)
{
    if (n > most) {
        ri_text_format(&t->line, "; and %zu more", n - most);
    }
}

void ri_brief_more(ri_brief_telling *t, size_t n)
{
    if (n > RI_BRIEF_TOLD) {
        ri_text_format(&t->line, "and %zu more", n - RI_BRIEF_TOLD);
        ri_outline_item(t->out, 0, &t->line);
    }
}

/* ---- what they have ---- */

/* Where a subject stands: with its first journey, and where on it. */
typedef struct place {
    ri_kind kind;
    uint32_t journey; /* of a touchpoint; of others 0 */
    ri_ref via;
    uint32_t order;
    ri_ref subject;
} place;

static place place_of(const ri_brief_telling *t, const ri_holding *holding)
{
    const ri_cards *cards = &t->report->brief->of->cards;
    place p = {
        .kind = ri_ref_kind(holding->subject), .via = holding->via, .subject = holding->subject};
    const uint32_t at = ri_ref_index(holding->subject);
    if (p.kind == RI_TOUCHPOINT) {
        p.journey = t->s->touchpoints.journey[at];
        p.order = cards->place[at];
    } else if (p.kind == RI_HANDOFF) {
        p.order = cards->place[t->s->handoffs.from[at]];
    }
    return p;
}

static int compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* Touchpoints come first, journey by journey; then passages, journeys, the enterprise. */
static int kind_rank(ri_kind kind)
{
    return kind == RI_TOUCHPOINT ? 0 : kind == RI_HANDOFF ? 1 : kind == RI_JOURNEY ? 2 : 3;
}

static int by_group(const place *a, const place *b)
{
    int order = kind_rank(a->kind) - kind_rank(b->kind);
    order = order != 0 ? order : compare(a->journey, b->journey);
    return order != 0 ? order : compare(a->via, b->via);
}

static int by_place(const void *a, const void *b, const void *context)
{
    const place *x = a;
    const place *y = b;
    (void)context;
    int order = by_group(x, y);
    order = order != 0 ? order : compare(x->order, y->order);
    return order != 0 ? order : compare(x->subject, y->subject);
}

/* Of a person the only seat goes without saying. */
static bool via_is_plain(const ri_brief_telling *t, ri_ref via)
{
    const ri_ref holder = t->card->holder;
    if (via == holder || ri_ref_kind(holder) != RI_PERSON) {
        return via == holder;
    }
    const ri_lists *seated = &t->s->people.positions;
    const uint32_t first = seated->first[ri_ref_index(holder)];
    return seated->first[ri_ref_index(holder) + 1] - first == 1 &&
           via == ri_ref_make(RI_POSITION, seated->items[first]);
}

static void say_group(ri_brief_telling *t, const place *of)
{
    ri_text_add(&t->line, RI_BOLD);
    if (of->kind == RI_TOUCHPOINT && of->journey != RI_NONE) {
        ri_say_name(&t->line, t->view, ri_ref_make(RI_JOURNEY, of->journey));
    } else {
        ri_text_add(&t->line, of->kind == RI_TOUCHPOINT ? "On no journey"
                              : of->kind == RI_HANDOFF  ? "Passages"
                              : of->kind == RI_JOURNEY  ? "Journeys as a whole"
                                                        : "As a whole");
    }
    ri_text_add(&t->line, RI_PLAIN);
    if (!via_is_plain(t, of->via)) {
        ri_text_add(&t->line, ", through ");
        ri_say_name(&t->line, t->view, of->via);
    }
    ri_text_add(&t->line, ": ");
}

static void put_group(ri_brief_telling *t, const place *places, size_t n)
{
    say_group(t, &places[0]);
    for (size_t i = 0; i < n; i++) {
        add_name(t, i, NAMED, places[i].subject);
    }
    end_names(t, n, NAMED);
    ri_outline_item(t->out, 0, &t->line);
}

static void put_groups(ri_brief_telling *t, const place *places, size_t n)
{
    size_t groups = 0;
    for (size_t i = 0, next = 0; i < n; i = next, groups++) {
        for (next = i; next < n && by_group(&places[next], &places[i]) == 0;) {
            next++;
        }
        if (groups < RI_BRIEF_TOLD) {
            put_group(t, places + i, next - i);
        }
    }
    ri_brief_more(t, groups);
}

/* "Accountable, A: what you answer for (25)". */
static void put_letter_heading(ri_brief_telling *t, uint8_t letter, size_t subjects)
{
    static const struct {
        const char *name;
        const char *said;
    } known[] = {
        {"Accountable", "what you answer for"},
        {"Responsible", "what you do"},
        {"Consulted", "what you are asked about"},
        {"Informed", "what you are told about"},
    };
    const ri_letter *of = &t->view->scheme->letters[letter];
    ri_text heading = RI_TEXT_INIT;
    ri_say(&heading, of->name);
    ri_text_add(&heading, ", ");
    ri_say(&heading, of->letter);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(of->name, known[i].name) == 0) {
            ri_text_format(&heading, ": %s", known[i].said);
        }
    }
    ri_text_format(&heading, " (%zu)", subjects);
    t->line.failed = t->line.failed || heading.failed;
    ri_outline_heading(t->out, ri_text_string(&heading));
    ri_text_free(&heading);
}

/* Whether something is had more closely through one than through another: oneself, a unit within
   the other. */
static bool closer(const ri_brief_telling *t, ri_ref via, ri_ref than)
{
    return via_is_plain(t, via) || (!via_is_plain(t, than) && ri_ref_kind(via) == RI_UNIT &&
                                    ri_ref_kind(than) == RI_UNIT && ri_includes(t->s, than, via));
}

/* Where everything stands that is had with a letter; what is had in several ways, once. */
static size_t find_places(place *out, const ri_brief_telling *t, uint8_t letter)
{
    const ri_card *card = t->card;
    size_t n = 0;
    for (size_t i = 0; i < card->n_holdings; i++) {
        const ri_holding *holding = &card->holdings[i];
        if (holding->letter != letter) {
            continue;
        }
        const bool again = n > 0 && out[n - 1].subject == holding->subject;
        if (!again || closer(t, holding->via, out[n - 1].via)) {
            n -= again;
            out[n++] = place_of(t, holding);
        }
    }
    return n;
}

size_t ri_brief_subjects(const ri_card *card, uint8_t letter)
{
    ri_ref last = RI_NONE;
    size_t n = 0;
    for (size_t i = 0; i < card->n_holdings; i++) {
        const ri_holding *holding = &card->holdings[i];
        if (holding->letter == letter && holding->subject != last) {
            last = holding->subject;
            n++;
        }
    }
    return n;
}

static void put_letter(ri_brief_telling *t, uint8_t letter)
{
    place *places = ri_alloc(t->card->n_holdings * sizeof *places);
    const size_t n = places != NULL ? find_places(places, t, letter) : 0;
    if (places == NULL || !ri_order(places, n, sizeof *places, by_place, NULL)) {
        t->out->failed = true;
    } else if (n > 0) {
        put_letter_heading(t, letter, n);
        put_groups(t, places, n);
    }
    ri_free(places);
}

void ri_brief_letters(ri_brief_telling *t)
{
    const ri_scheme *scheme = t->view->scheme;
    if (t->card->n_holdings == 0) {
        ri_text_add(&t->line, "No letter on anything.");
        ri_outline_paragraph(t->out, &t->line);
        return;
    }
    put_letter(t, scheme->accountable);
    if (scheme->responsible != scheme->accountable) {
        put_letter(t, scheme->responsible);
    }
    for (uint32_t i = 0; i < scheme->n; i++) {
        if (i != scheme->accountable && i != scheme->responsible) {
            put_letter(t, (uint8_t)i);
        }
    }
}

/* ---- with whom ---- */

static int compare_with(const ri_card_passage *x, const ri_card_passage *y)
{
    if (x->arrives != y->arrives) {
        return x->arrives ? -1 : 1;
    }
    for (uint32_t i = 0; i < x->n_with && i < y->n_with; i++) {
        if (x->with[i] != y->with[i]) {
            return compare(x->with[i], y->with[i]);
        }
    }
    return compare(x->n_with, y->n_with);
}

/* What arrives first; those with the same others together, in the order of the journeys. */
static int by_with(const void *a, const void *b, const void *context)
{
    const ri_card_passage *x = a;
    const ri_card_passage *y = b;
    const ri_cards *cards = context;
    int order = compare_with(x, y);
    order = order != 0
                ? order
                : compare(cards->place[ri_ref_index(x->own)], cards->place[ri_ref_index(y->own)]);
    return order != 0 ? order : compare(x->handoff, y->handoff);
}

static void say_with(ri_brief_telling *t, const ri_card_passage *passage)
{
    ri_text_add(&t->line, passage->arrives ? "from " : "to ");
    uint32_t others = 0;
    uint32_t told = 0;
    for (uint32_t i = 0; i < passage->n_with; i++) {
        others += !ri_card_within(t->s, passage->with[i], t->card->holder);
    }
    for (uint32_t i = 0; i < passage->n_with; i++) {
        if (!ri_card_within(t->s, passage->with[i], t->card->holder)) {
            ri_text_add(&t->line, ri_say_between(told++, others));
            ri_say_holder(&t->line, t->view, passage->with[i]);
        }
    }
    ri_text_add(&t->line, others == 0 ? "nobody, as nobody answers there: " : ": ");
}

/* Those with the same others, on one line. */
static void put_with(ri_brief_telling *t, const ri_card_passage *items, size_t n)
{
    size_t named = 0;
    say_with(t, &items[0]);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || items[i].handoff != items[i - 1].handoff) {
            add_name(t, named++, PASSAGES_NAMED, ri_ref_make(RI_HANDOFF, items[i].handoff));
        }
    }
    end_names(t, named, PASSAGES_NAMED);
    ri_outline_item(t->out, 0, &t->line);
}

void ri_brief_passages(ri_brief_telling *t)
{
    const size_t n = t->card->n_passages;
    ri_card_passage *items = ri_alloc(n * sizeof *items);
    size_t groups = 0;
    for (size_t i = 0; items != NULL && i < n; i++) {
        items[i] = t->card->passages[i];
    }
    if (items == NULL ||
        !ri_order(items, n, sizeof *items, by_with, &t->report->brief->of->cards)) {
        t->out->failed = true;
        ri_free(items);
        return;
    }
    if (n > 0) {
        ri_outline_heading(t->out, "What passes to and from you, and with whom");
    }
    for (size_t i = 0, next = 0; i < n; i = next, groups++) {
        for (next = i; next < n && compare_with(&items[next], &items[i]) == 0;) {
            next++;
        }
        if (groups < RI_BRIEF_TOLD) {
            put_with(t, items + i, next - i);
        }
    }
    ri_brief_more(t, groups);
    ri_free(items);
}
