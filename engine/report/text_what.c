/* The text of `what`: everything somebody answers for, letter by letter. */
#include "report/report_what.h"
#include "report/report_who.h"
#include "report/sentences.h"
#include "report/table.h"

/* In this order: what customers meet first. */
static const ri_kind kinds[] = {RI_TOUCHPOINT, RI_HANDOFF, RI_JOURNEY, RI_ENTERPRISE};

/* How many subjects it has the letter on. */
static size_t count_of(const ri_what_report *report, uint8_t letter)
{
    size_t n = 0;
    ri_ref before = RI_NONE;
    for (size_t i = 0; i < report->n_items; i++) {
        if (report->items[i].letter == letter && report->items[i].subject != before) {
            before = report->items[i].subject;
            n++;
        }
    }
    return n;
}

static void put_first_line(ri_page *page, ri_what_report *report, ri_text *line)
{
    ri_view *view = &report->view;
    const ri_scheme *scheme = view->scheme;
    bool any = false;
    ri_say_holder(line, view, report->holder);
    if (report->n_items == 0) {
        ri_text_add(line, " has no letter on anything.");
    }
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        size_t n = count_of(report, letter);
        if (n == 0) {
            continue;
        }
        ri_text_add(line, any ? ", " : " ");
        ri_say_verb(line, &scheme->letters[letter], any ? 0 : 1);
        ri_text_char(line, ' ');
        if (any) {
            ri_text_format(line, "%zu", n);
        } else {
            ri_say_count(line, n, "subject");
        }
        any = true;
    }
    ri_text_add(line, any ? "." : "");
    ri_page_take(page, "", "", line);
    ri_say_reference(line, view, report->holder);
    ri_page_take(page, "", "", line);
}

/* The kind of a person's seat in a position: as its holder where they are that. */
static uint32_t seat_kind(const ri_snapshot *s, uint32_t person, uint32_t position)
{
    const uint32_t *first = s->positions.first_seat;
    for (uint32_t i = first[position]; i < first[position + 1]; i++) {
        if (s->seats[i].person == person) {
            return s->seats[i].kind;
        }
    }
    return RI_SEAT_HOLDER;
}

/* For a person: the seats on the date. */
static void put_seats(ri_page *page, ri_what_report *report, ri_text *line)
{
    const ri_snapshot *s = report->view.snapshot;
    const ri_lists *seated = &s->people.positions;
    uint32_t person = ri_ref_index(report->holder);
    if (ri_ref_kind(report->holder) != RI_PERSON) {
        return;
    }
    uint32_t first = seated->first[person];
    uint32_t end = seated->first[person + 1];
    for (uint32_t i = first; i < end; i++) {
        uint32_t kind = seat_kind(s, person, seated->items[i]);
        ri_text_add(line, i == first ? "Seated as " : ri_say_between(i - first, end - first));
        ri_say_name(line, &report->view, ri_ref_make(RI_POSITION, seated->items[i]));
        if (kind != RI_SEAT_HOLDER) {
            ri_text_format(line, " (%s)", ri_seat_kind_name(kind));
        }
    }
    ri_text_add(line, first == end ? "Seated nowhere." : ".");
    ri_page_take(page, "", "", line);
}

/* Through whom all of a letter is held, when it is one and the same; else RI_NONE. */
static ri_ref common_way(const ri_what_report *report, uint8_t letter)
{
    ri_ref way = RI_NONE;
    for (size_t i = 0; i < report->n_items; i++) {
        const ri_holding *item = &report->items[i];
        if (item->letter == letter && way != RI_NONE && item->via != way) {
            return RI_NONE;
        }
        way = item->letter == letter ? item->via : way;
    }
    return way;
}

static void say_way(ri_text *line, ri_what_report *report, ri_ref way)
{
    if (way != report->holder && way != RI_NONE) {
        ri_text_add(line, "through ");
        ri_say_name(line, &report->view, way);
    }
}

static void add_item(ri_table *table, ri_what_report *report, const ri_holding *item, ri_text *line)
{
    ri_say_name(line, &report->view, item->subject);
    ri_table_take(table, line);
    ri_say_reference(line, &report->view, item->subject);
    ri_table_take(table, line);
    if (table->n > 2) {
        say_way(line, report, item->via);
        ri_table_take(table, line);
    }
}

static void put_letter(ri_page *page, ri_what_report *report, uint8_t letter, ri_text *line)
{
    ri_view *view = &report->view;
    ri_table table = {0};
    const ri_ref way = common_way(report, letter);
    ri_page_gap(page);
    ri_text_add(line, RI_BOLD);
    ri_say(line, view->scheme->letters[letter].letter);
    ri_text_add(line, "  ");
    ri_say(line, view->scheme->letters[letter].name);
    ri_text_add(line, RI_PLAIN);
    if (way != RI_NONE && way != report->holder) {
        ri_text_add(line, ", ");
        say_way(line, report, way);
    }
    ri_page_take(page, "", "", line);
    ri_table_begin(&table, way != RI_NONE ? 2 : 3);
    table.headless = true;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        for (size_t i = 0; i < report->n_items; i++) {
            const ri_holding *item = &report->items[i];
            if (item->letter == letter && ri_ref_kind(item->subject) == kinds[k]) {
                add_item(&table, report, item, line);
            }
        }
    }
    ri_table_write(&table, page, 2);
    ri_table_free(&table);
}

/* What concerns the holder, the worst first. */
static void put_findings(ri_page *page, ri_what_report *report, ri_text *line)
{
    ri_page_gap(page);
    if (report->n_findings == 0) {
        ri_page_put(page, "", "", "No findings concern it.");
        return;
    }
    ri_page_put(page, "", "", RI_BOLD "Findings" RI_PLAIN);
    for (int severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        for (size_t i = 0; i < report->n_findings; i++) {
            const ri_finding *finding = &report->result->findings[report->findings[i]];
            if ((int)finding->severity != severity) {
                continue;
            }
            ri_text_add(line, ri_severity_mark(finding->severity));
            ri_text_format(line, "%s ", ri_severity_name(finding->severity));
            ri_say(line, finding->code_name);
            ri_text_add(line, RI_PLAIN ": ");
            ri_say_name(line, &report->view, finding->subject);
            ri_page_take(page, "  ", "    ", line);
            ri_put_finding(page, &report->view, finding, "     ", line);
        }
    }
}

void ri_what_text(ri_page *page, ri_what_report *report)
{
    const ri_scheme *scheme = report->view.scheme;
    ri_text line = RI_TEXT_INIT;
    put_first_line(page, report, &line);
    put_seats(page, report, &line);
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        if (count_of(report, letter) > 0) {
            put_letter(page, report, letter, &line);
        }
    }
    put_findings(page, report, &line);
    ri_put_basis(page, report->result->date, report->result->policy);
    ri_text_free(&line);
}
