/* The text of `power` for one holder: how much it commands, and who is in the way elsewhere. */
#include "report/report_power.h"
#include "report/sentences.h"
#include "report/table.h"

static void put_title(ri_page *page, const char *title, ri_text *line)
{
    ri_page_gap(page);
    ri_text_format(line, RI_BOLD "%s" RI_PLAIN, title);
    ri_page_take(page, "", "", line);
}

/* Through whom a unit, a team or a person commands. */
static void put_position(ri_page *page, ri_power_report *report, ri_text *line)
{
    ri_view *view = &report->view;
    const ri_kind kind = ri_ref_kind(report->holder);
    if (kind == RI_POSITION) {
        return;
    }
    if (report->n_positions == 0) {
        ri_text_add(line, kind == RI_UNIT   ? "It has no head who could command anybody."
                          : kind == RI_TEAM ? "It has no lead who could command anybody."
                                            : "Who has no seat commands nobody.");
    } else {
        ri_text_add(line, kind == RI_UNIT   ? "Its head commands for it: "
                          : kind == RI_TEAM ? "Its lead commands for it: "
                                            : "Seated as ");
    }
    for (size_t i = 0; i < report->n_positions; i++) {
        const ri_ref position = ri_ref_make(RI_POSITION, report->positions[i]);
        ri_text_add(line, ri_say_between(i, report->n_positions));
        if (kind == RI_PERSON) {
            ri_say_name(line, view, position);
        } else {
            ri_say_holder(line, view, position);
        }
    }
    ri_text_add(line, report->n_positions > 0 ? "." : "");
    ri_page_take(page, "", "", line);
}

static void put_first_line(ri_page *page, ri_power_report *report, ri_text *line)
{
    const size_t by_line = report->ways[RI_WAY_LINE];
    const size_t by_mandate = report->ways[RI_WAY_MANDATE];
    ri_say_holder(line, &report->view, report->holder);
    ri_text_format(line, " commands those who do the work on %zu of ", by_line + by_mandate);
    ri_say_count(line, report->n_rows, "touchpoint");
    ri_say_share(line, by_line + by_mandate, report->n_rows);
    if (by_line + by_mandate > 0) {
        ri_text_format(line, ": %zu through the line, %zu by mandate", by_line, by_mandate);
    }
    ri_text_char(line, '.');
    ri_page_take(page, "", "", line);
    ri_say_reference(line, &report->view, report->holder);
    ri_page_take(page, "", "", line);
    put_position(page, report, line);
}

/* Who is in the way. */
static void say_hurdle(ri_text *line, ri_power_report *report, const ri_hurdle *hurdle)
{
    ri_view *view = &report->view;
    const ri_kind kind = ri_ref_kind(hurdle->doer);
    if (hurdle->doer == RI_NONE) {
        ri_text_add(line, "nobody does the work");
    } else if (hurdle->position != RI_NONE) {
        ri_say_name(line, view, ri_ref_make(RI_POSITION, hurdle->position));
    } else {
        ri_say_name(line, view, hurdle->doer);
        ri_text_add(line, kind == RI_UNIT   ? ", without head"
                          : kind == RI_TEAM ? ", without members"
                                            : ", without a seat");
    }
}

static void put_elsewhere(ri_page *page, ri_power_report *report, ri_text *line)
{
    ri_table table = {0};
    if (report->n_elsewhere == 0) {
        return;
    }
    put_title(page, "Elsewhere", line);
    ri_table_begin(&table, 3);
    ri_table_add(&table, "Department");
    ri_table_add(&table, "Touchpoints");
    ri_table_add(&table, "First in the way");
    for (size_t i = 0; i < report->n_elsewhere; i++) {
        const ri_power_elsewhere *one = &report->elsewhere[i];
        if (one->first.department != RI_NONE) {
            ri_say_name(line, &report->view, ri_ref_make(RI_UNIT, one->first.department));
        } else {
            ri_text_add(line, "no department");
        }
        ri_table_take(&table, line);
        ri_text_format(line, "%u", (unsigned)one->touchpoints);
        ri_table_take(&table, line);
        say_hurdle(line, report, &one->first);
        ri_table_take(&table, line);
    }
    ri_table_write(&table, page, 2);
    ri_table_free(&table);
}

static void put_rows(ri_page *page, ri_power_report *report, ri_way way, const char *title,
                     ri_text *line)
{
    ri_table table = {0};
    if (report->ways[way] == 0) {
        return;
    }
    put_title(page, title, line);
    ri_table_begin(&table, 2);
    table.headless = true;
    for (size_t i = 0; i < report->n_rows; i++) {
        const ri_power_row *row = &report->rows[i];
        const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, row->touchpoint);
        if (row->way != way) {
            continue;
        }
        ri_say_name(line, &report->view, subject);
        ri_table_take(&table, line);
        if (way == RI_WAY_NONE) {
            say_hurdle(line, report, &row->hurdle);
            if (row->hurdle.department != RI_NONE) {
                ri_text_add(line, " (");
                ri_say_name(line, &report->view, ri_ref_make(RI_UNIT, row->hurdle.department));
                ri_text_char(line, ')');
            }
        } else {
            ri_say_reference(line, &report->view, subject);
        }
        ri_table_take(&table, line);
    }
    ri_table_write(&table, page, 2);
    ri_table_free(&table);
}

void ri_power_text(ri_page *page, ri_power_report *report)
{
    ri_text line = RI_TEXT_INIT;
    put_first_line(page, report, &line);
    put_elsewhere(page, report, &line);
    put_rows(page, report, RI_WAY_LINE, "Commanded through the line", &line);
    put_rows(page, report, RI_WAY_MANDATE, "Commanded by mandate", &line);
    put_rows(page, report, RI_WAY_NONE, "Not commanded, and who is in the way", &line);
    ri_put_basis(page, report->result->date, report->result->policy);
    ri_text_free(&line);
}
