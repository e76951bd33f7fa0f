/* The text of `compare`: what each policy finds, who would answer, what it would take, and where
   they part. */
#include <string.h>

#include "base/day.h"
#include "report/comparison_view.h"
#include "report/report_power.h"
#include "report/report_who.h"
#include "report/sentences.h"
#include "report/table.h"

#define PARTED_SHOWN 5 /* touchpoints */
#define NAME_ROOM 40

/* ---- what they are compared on ---- */

void ri_put_supposed(ri_page *page, const raci_comparison *c, ri_text *line)
{
    if (c->label == NULL) {
        return;
    }
    ri_text_add(line, "After the scenario " RI_BOLD);
    ri_say(line, c->label);
    ri_text_add(line, RI_PLAIN ".");
    ri_page_take(page, "", "  ", line);
    for (size_t i = 0; i < c->unfits.n; i++) {
        const ri_unfit *unfit = &c->unfits.items[i];
        ri_text_add(line, RI_YELLOW "left out:" RI_PLAIN " ");
        ri_say(line, ri_step_kinds[unfit->turn->step->verb].word);
        ri_text_format(line, " (");
        ri_say(line, unfit->turn->step->file);
        ri_text_format(line, ":%d) does not apply: ", unfit->turn->step->line);
        ri_say(line, unfit->why);
        ri_page_take(page, "  ", "    ", line);
    }
}

/* ---- counts ---- */

static void add_count(ri_table *table, size_t n, ri_text *line)
{
    ri_text_format(line, "%zu", n);
    ri_table_take(table, line);
}

static void add_name(ri_table *table, const char *name, ri_text *line)
{
    ri_text_add(line, RI_BOLD);
    ri_page_cut(line, name, NAME_ROOM);
    ri_text_add(line, RI_PLAIN);
    ri_table_take(table, line);
}

static void add_heads(ri_table *table, const char *const *heads, size_t n)
{
    ri_table_begin(table, n);
    for (size_t i = 0; i < n; i++) {
        ri_table_add(table, heads[i]);
    }
}

static void put_counts(ri_page *page, const raci_comparison *c, ri_text *line)
{
    static const char *const heads[] = {"Finds", "Conflicts", "Gaps",  "Risks",
                                        "CXO",   "CEO",       "Power", "Passages"};
    const size_t touchpoints = c->snapshot->touchpoints.rows.n;
    ri_table table = {0};
    add_heads(&table, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < c->n; i++) {
        const ri_compared *item = &c->items[i];
        add_name(&table, item->name, line);
        add_count(&table, item->summary.kinds[RI_KIND_CONFLICT], line);
        add_count(&table, item->summary.kinds[RI_KIND_GAP], line);
        add_count(&table, item->summary.kinds[RI_KIND_RISK], line);
        add_count(&table, item->summary.escalated_cxo, line);
        add_count(&table, item->summary.escalated_ceo, line);
        ri_text_format(line, "%u %%", ri_percent(item->empowered, touchpoints));
        ri_table_take(&table, line);
        ri_text_format(line, "%zu/%zu", item->owned, item->passages);
        ri_table_take(&table, line);
    }
    ri_table_write(&table, page, 0);
    ri_table_free(&table);
}

/* ---- who would answer ---- */

void ri_say_busiest(ri_text *line, const ri_compared *item)
{
    if (item->n_busiest == 0) {
        ri_text_add(line, "nobody");
        return;
    }
    ri_page_cut(line, item->busiest[0].title, NAME_ROOM);
    ri_text_format(line, " %zu", item->busiest[0].touchpoints);
    for (size_t i = 1; i < item->n_busiest; i++) {
        ri_text_add(line, i == 1 ? ", then " : ri_say_between(i - 1, item->n_busiest - 1));
        ri_text_format(line, "%zu", item->busiest[i].touchpoints);
    }
}

static void put_busiest(ri_page *page, const raci_comparison *c, ri_text *line)
{
    static const char *const heads[] = {"Lets answer", "for the most touchpoints"};
    ri_table table = {0};
    add_heads(&table, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < c->n; i++) {
        add_name(&table, c->items[i].name, line);
        ri_say_busiest(line, &c->items[i]);
        ri_table_take(&table, line);
    }
    ri_table_write(&table, page, 0);
    ri_table_free(&table);
}

/* ---- what it would take ---- */

void ri_say_left(ri_text *line, const ri_remedy *remedy)
{
    const size_t errors = remedy->severities[RACI_ERROR];
    const size_t warnings = remedy->severities[RACI_WARNING];
    if (errors + warnings == 0) {
        ri_text_add(line, "nothing");
        return;
    }
    if (errors > 0) {
        ri_say_count(line, errors, "error");
    }
    if (warnings > 0) {
        ri_text_add(line, errors > 0 ? ", " : "");
        ri_say_count(line, warnings, "warning");
    }
    if (remedy->n_left > 0) {
        ri_text_add(line, remedy->n_left > 1 ? ", above all " : ": ");
        ri_say(line, remedy->left[0].code);
    }
}

static void put_remedies(ri_page *page, const raci_comparison *c, ri_text *line)
{
    static const char *const heads[] = {"Would take", "Seats",    "Heads",
                                        "Leads",      "Mandates", "Then is left"};
    ri_table table = {0};
    add_heads(&table, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < c->n; i++) {
        const ri_remedy *remedy = &c->items[i].remedy;
        add_name(&table, c->items[i].name, line);
        add_count(&table, remedy->kinds[RI_REMEDY_APPOINTMENT], line);
        add_count(&table, remedy->kinds[RI_REMEDY_HEAD], line);
        add_count(&table, remedy->kinds[RI_REMEDY_LEAD], line);
        add_count(&table, remedy->kinds[RI_REMEDY_MANDATE], line);
        ri_say_left(line, remedy);
        ri_table_take(&table, line);
    }
    ri_table_write(&table, page, 0);
    ri_table_free(&table);
}

/* ---- where they part ---- */

void ri_say_answers(ri_text *line, const raci_comparison *c, uint32_t touchpoint)
{
    for (size_t i = 0; i < c->n; i++) {
        const uint32_t set = c->items[i].accountable[touchpoint];
        if (ri_answers_first(c, touchpoint, i)) {
            ri_text_add(line, i > 0 ? ", " : "");
            ri_say_accountable_set(line, c, set);
            ri_say_answering_models(line, c, touchpoint, i);
        }
    }
}

void ri_say_agreement(ri_text *line, const ri_agreements *of)
{
    ri_text_format(line,
                   "Of %zu touchpoints they all agree who is accountable on %zu, and part on ",
                   of->touchpoints, of->n[RI_AGREED]);
    ri_text_format(line, "%zu", of->n[RI_PARTED]);
    if (of->n[RI_NOBODYS] > 0) {
        ri_text_format(line, "; on %zu none names anybody", of->n[RI_NOBODYS]);
    }
    ri_text_char(line, '.');
}

static void put_agreement(ri_page *page, const raci_comparison *c, ri_text *line)
{
    const ri_agreements of = ri_agreements_of(c);
    ri_parted most[PARTED_SHOWN];
    const size_t n = ri_find_parted(most, PARTED_SHOWN, c);
    ri_say_agreement(line, &of);
    ri_text_add(line, n > 0 ? " Most different:" : "");
    ri_page_take(page, "", "", line);
    for (size_t i = 0; i < n; i++) {
        const ri_ref ref = ri_ref_make(RI_TOUCHPOINT, most[i].touchpoint);
        ri_page_cut(line, ri_snapshot_name(c->snapshot, ref), RI_NAME_COLUMNS);
        ri_text_add(line, ": ");
        ri_say_answers(line, c, most[i].touchpoint);
        ri_page_take(page, "  ", "    ", line);
    }
}

static void put_end(ri_page *page, const raci_comparison *c, ri_text *line)
{
    char day[11];
    ri_text_add(line,
                "Power: touchpoints whose accountable command those who do the work. Passages "
                "between departments that somebody has. What it would take was tried on a copy");
    ri_text_format(line, "; nothing was written. As of %s.", ri_day_format(c->date, day));
    ri_page_take(page, "", "", line);
}

void ri_put_comparison(ri_page *page, const raci_comparison *c)
{
    ri_text line = RI_TEXT_INIT;
    ri_put_supposed(page, c, &line);
    put_counts(page, c, &line);
    ri_page_gap(page);
    put_busiest(page, c, &line);
    ri_page_gap(page);
    put_remedies(page, c, &line);
    if (c->n > 1) {
        ri_page_gap(page);
        put_agreement(page, c, &line);
    }
    ri_page_gap(page);
    put_end(page, c, &line);
    ri_text_free(&line);
}

/* ---- one subject under each ---- */

/* By which rules a holder has a letter, and why. */
static void say_reasons(ri_text *line, ri_view *view, const ri_outcome *outcome, ri_ref holder)
{
    const ri_indexes *reasons = ri_view_reasons(view, outcome, holder);
    for (size_t i = 0; i < reasons->n; i++) {
        const char *because = ri_source_because(view->resolver, reasons->items[i]);
        ri_text_add(line, i == 0 ? ", by " : " and ");
        ri_say_the_source(line, view, reasons->items[i], 't');
        if (because != NULL) {
            ri_text_add(line, ", because ");
            ri_say(line, because);
        }
    }
}

/* How many holders from the first on have the letter for one and the same reasons. */
static uint32_t count_alike(ri_view *view, const ri_outcome *outcome, uint32_t first, ri_text *of)
{
    ri_text other = RI_TEXT_INIT;
    uint32_t n = 0;
    ri_text_clear(of);
    say_reasons(of, view, outcome, outcome->holders[first]);
    do {
        n++;
        ri_text_clear(&other);
        if (first + n < outcome->n_holders) {
            say_reasons(&other, view, outcome, outcome->holders[first + n]);
        }
    } while (first + n < outcome->n_holders &&
             strcmp(ri_text_string(of), ri_text_string(&other)) == 0);
    view->failed = view->failed || other.failed;
    ri_text_free(&other);
    return n;
}

/* Who has one letter, and the rules that say so. */
static void put_letter(ri_page *page, ri_view *view, const raci_answer *answer, uint8_t letter,
                       ri_text *line)
{
    const ri_outcome *outcome = &answer->settlement->letters[letter];
    const char *name = view->scheme->letters[letter].letter;
    ri_text reasons = RI_TEXT_INIT;
    uint32_t n = 0;
    if (outcome->n_holders == 0) {
        ri_text_format(line, "%s  " RI_RED "nobody" RI_PLAIN, name);
        ri_page_take(page, "  ", "     ", line);
    }
    for (uint32_t first = 0; first < outcome->n_holders; first += n) {
        n = count_alike(view, outcome, first, &reasons);
        ri_text_format(line, "%s  ", name);
        for (uint32_t i = 0; i < n; i++) {
            ri_text_add(line, ri_say_between(i, n));
            ri_say_holder(line, view, outcome->holders[first + i]);
        }
        ri_text_add(line, ri_text_string(&reasons));
        ri_page_take(page, "  ", "     ", line);
    }
    view->failed = view->failed || reasons.failed;
    ri_text_free(&reasons);
}

static void put_answer(ri_page *page, const ri_compared *item, ri_text *line, bool *failed)
{
    const raci_answer *answer = item->answer;
    ri_view view;
    ri_view_init(&view, answer->resolver);
    ri_text_add(line, RI_BOLD);
    ri_say(line, item->name);
    ri_text_add(line, RI_PLAIN);
    ri_page_take(page, "", "", line);
    put_letter(page, &view, answer, view.scheme->accountable, line);
    for (uint32_t i = 0; i < view.scheme->n; i++) {
        const uint8_t letter = ri_letter_in_order(view.scheme, i);
        if (letter != view.scheme->accountable &&
            answer->settlement->letters[letter].n_holders > 0) {
            put_letter(page, &view, answer, letter, line);
        }
    }
    for (size_t i = 0; i < answer->n_findings; i++) {
        const ri_finding *finding = &answer->findings[i];
        if (finding->severity >= RACI_WARNING) {
            ri_text_format(line, "%s%s" RI_PLAIN " %s: ", ri_severity_mark(finding->severity),
                           ri_severity_name(finding->severity), finding->code_name);
            ri_say(line, finding->message);
            ri_page_take(page, "  ", "     ", line);
        }
    }
    *failed = *failed || ri_view_failed(&view);
    ri_view_free(&view);
}

void ri_put_explanation(ri_page *page, const raci_comparison *c, bool *failed)
{
    const raci_answer *first = c->items[0].answer;
    ri_text line = RI_TEXT_INIT;
    ri_view view;
    char day[11];
    ri_put_supposed(page, c, &line);
    ri_view_init(&view, first->resolver);
    ri_text_char(&line, '"');
    ri_say_name(&line, &view, first->subject);
    ri_text_add(&line, "\" (");
    ri_say_reference(&line, &view, first->subject);
    ri_text_format(&line, ") as of %s, under each:", ri_day_format(c->date, day));
    ri_page_take(page, "", "", &line);
    *failed = *failed || ri_view_failed(&view);
    ri_view_free(&view);
    for (size_t i = 0; i < c->n; i++) {
        ri_page_gap(page);
        put_answer(page, &c->items[i], &line, failed);
    }
    ri_text_free(&line);
}
