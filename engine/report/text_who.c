/* The text of `who`: the answer in the first line, then the rest and why. */
#include "report/recorded_view.h"
#include "report/report_who.h"
#include "report/sentences.h"
#include "report/table.h"

static void put_first_line(ri_page *page, ri_subject_report *report, uint8_t letter, ri_text *line)
{
    ri_view *view = &report->view;
    const ri_outcome *outcome = &report->answer->settlement->letters[letter];
    if (outcome->n_holders == 0) {
        ri_text_add(line, RI_RED "Nobody" RI_PLAIN);
    }
    for (uint32_t i = 0; i < outcome->n_holders; i++) {
        ri_text_add(line, ri_say_between(i, outcome->n_holders));
        ri_say_holder(line, view, outcome->holders[i]);
    }
    ri_text_char(line, ' ');
    ri_say_verb(line, &view->scheme->letters[letter], outcome->n_holders > 1 ? 2 : 1);
    ri_text_add(line, " \"");
    ri_say_name(line, view, report->answer->subject);
    ri_text_add(line, "\".");
    ri_page_take(page, "", "", line);
}

static void say_place(ri_text *line, const char *what, const ri_rows *rows, uint32_t i)
{
    if (i != RI_NONE) {
        ri_text_format(line, " · %s ", what);
        ri_page_cut(line, rows->name != NULL ? rows->name[i] : rows->key[i], 30);
    }
}

static void put_subject(ri_page *page, ri_subject_report *report, ri_text *line)
{
    ri_view *view = &report->view;
    const ri_snapshot *s = view->snapshot;
    ri_ref subject = report->answer->subject;
    ri_say_reference(line, view, subject);
    if (ri_ref_kind(subject) == RI_TOUCHPOINT) {
        uint32_t i = ri_ref_index(subject);
        say_place(line, "journey", &s->journeys.rows, s->touchpoints.journey[i]);
        say_place(line, "stage", &s->stages.rows, s->touchpoints.stage[i]);
        say_place(line, "channel", &s->channels.rows, s->touchpoints.channel[i]);
    }
    ri_page_take(page, "", "", line);
}

static void put_holders(ri_page *page, ri_subject_report *report, ri_text *line)
{
    ri_view *view = &report->view;
    ri_table table = {0};
    ri_table_begin(&table, 4);
    table.headless = true;
    for (uint32_t i = 0; i < view->scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(view->scheme, i);
        bool first = true;
        for (size_t k = 0; k < report->n_lines; k++) {
            if (report->lines[k].letter != letter) {
                continue;
            }
            ri_say(line, first ? view->scheme->letters[letter].letter : "");
            ri_table_take(&table, line);
            ri_say(line, first ? view->scheme->letters[letter].name : "");
            ri_table_take(&table, line);
            ri_text_add(line, RI_BOLD);
            ri_say_name(line, view, report->lines[k].holder);
            ri_text_add(line, RI_PLAIN);
            ri_table_take(&table, line);
            if (ri_ref_kind(report->lines[k].holder) != RI_PERSON) {
                ri_say_people(line, view, report->lines[k].holder);
            }
            ri_table_take(&table, line);
            first = false;
        }
    }
    if (report->n_lines > 0) {
        ri_page_gap(page);
        ri_table_write(&table, page, 2);
    }
    ri_table_free(&table);
}

/* Why one holder has a letter: rules, reasons, chain. */
static void put_reasons(ri_page *page, ri_subject_report *report, const ri_who_line *who,
                        ri_text *line)
{
    ri_view *view = &report->view;
    const ri_settlement *settlement = report->answer->settlement;
    const ri_outcome *outcome = &settlement->letters[who->letter];
    const ri_indexes *reasons = ri_view_reasons(view, outcome, who->holder);
    ri_say(line, view->scheme->letters[who->letter].letter);
    ri_text_add(line, "  " RI_BOLD);
    ri_say_name(line, view, who->holder);
    ri_text_add(line, RI_PLAIN);
    ri_page_take(page, "  ", "     ", line);
    for (size_t i = 0; i < reasons->n; i++) {
        ri_say_the_source(line, view, reasons->items[i], 't');
        const char *because = ri_source_because(view->resolver, reasons->items[i]);
        if (because != NULL) {
            ri_text_add(line, ", because ");
            ri_say(line, because);
        }
        ri_page_take(page, "     by ", "        ", line);
    }
    const ri_giving *giving = ri_view_giving(view, outcome, who->holder);
    for (uint32_t i = 0; giving != NULL && giving->n_links > 2 && i < giving->n_links; i++) {
        ri_text_add(line, i > 0 ? " → " : "");
        ri_say(line, ri_view_reference(view, settlement->links[giving->first_link + i]));
    }
    if (line->length > 0) {
        ri_page_take(page, "     via ", "         ", line);
    }
}

/* The sources that would have spoken, once for each letter. */
static void put_overridden(ri_page *page, ri_subject_report *report, uint8_t letter, ri_text *line)
{
    ri_view *view = &report->view;
    const ri_outcome *outcome = &report->answer->settlement->letters[letter];
    for (uint32_t i = 0; i < outcome->n_beaten; i++) {
        ri_text_add(line, "not by ");
        ri_say_the_source(line, view, outcome->beaten[i].source, 't');
        ri_text_add(line, ", overridden by ");
        ri_say_the_source_alone(line, view, outcome->beaten[i].by, 't');
        ri_page_take(page, "     ", "        ", line);
    }
}

void ri_who_put_why(ri_page *page, ri_subject_report *report, ri_text *line)
{
    const ri_scheme *scheme = report->view.scheme;
    if (report->n_lines == 0) {
        return;
    }
    ri_page_gap(page);
    ri_page_put(page, "", "", RI_BOLD "Why" RI_PLAIN);
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        bool any = false;
        for (size_t k = 0; k < report->n_lines; k++) {
            if (report->lines[k].letter == letter) {
                put_reasons(page, report, &report->lines[k], line);
                any = true;
            }
        }
        if (any) {
            put_overridden(page, report, letter, line);
        }
    }
}

static void put_findings(ri_page *page, ri_subject_report *report, ri_text *line)
{
    ri_page_gap(page);
    if (report->n_findings == 0) {
        ri_page_put(page, "", "",
                    "No findings on this subject alone; 'raci check' also looks "
                    "across subjects.");
        return;
    }
    ri_page_put(page, "", "", RI_BOLD "Findings" RI_PLAIN);
    for (int severity = RACI_ERROR; severity >= RACI_INFO; severity--) { /* the worst first */
        for (size_t i = 0; i < report->n_findings; i++) {
            const ri_finding *finding = report->findings[i];
            if ((int)finding->severity != severity) {
                continue;
            }
            ri_text_add(line, ri_severity_mark(finding->severity));
            ri_text_format(line, "%s %s", ri_severity_name(finding->severity), finding->code_name);
            ri_text_add(line, RI_PLAIN);
            ri_page_take(page, "  ", "  ", line);
            ri_put_finding(page, &report->view, finding, "     ", line);
        }
    }
}

/* What the last run found on the subject and a question cannot: with that run's date. */
static void put_beyond(ri_page *page, ri_subject_report *report, ri_text *line)
{
    ri_names unnamed = {.side = RI_AFTER}; /* only what is asked about is loaded */
    if (report->n_beyond == 0) {
        return;
    }
    ri_page_gap(page);
    ri_text_add(line, RI_BOLD "Across subjects" RI_PLAIN ", as of the run of ");
    ri_page_cut(line, report->run.date, 10);
    ri_page_take(page, "", "", line);
    for (size_t i = 0; i < report->n_beyond; i++) {
        ri_put_recorded(page, report->beyond[i], "     ", &unnamed, line);
    }
}

void ri_who_text(ri_page *page, ri_subject_report *report)
{
    const ri_scheme *scheme = report->view.scheme;
    ri_text line = RI_TEXT_INIT;
    uint8_t asked = report->only != RI_NO_LETTER ? report->only : scheme->accountable;
    put_first_line(page, report, asked, &line);
    put_subject(page, report, &line);
    put_holders(page, report, &line);
    ri_who_put_why(page, report, &line);
    put_findings(page, report, &line);
    put_beyond(page, report, &line);
    ri_put_basis(page, report->answer->date, report->answer->policy);
    ri_text_free(&line);
}
