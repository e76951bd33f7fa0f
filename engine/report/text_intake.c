/* How a sheet of somebody else's file was read, for people. */
#include "report/intake_view.h"
#include "report/sentences.h"
#include "report/table.h"

#define NOTES_SHOWN 8 /* of each sheet */

static void put_columns(ri_page *page, const ri_read_sheet *sheet, ri_text *line)
{
    ri_table table = {0};
    ri_table_begin(&table, 2);
    ri_table_add(&table, "Column");
    ri_table_add(&table, "is read as");
    for (size_t i = 0; i < sheet->n_columns; i++) {
        ri_page_cut(line, sheet->columns[i].heading, RI_NAME_COLUMNS);
        ri_table_take(&table, line);
        ri_say(line, sheet->columns[i].as);
        ri_table_take(&table, line);
    }
    if (sheet->n_columns > 0) {
        ri_table_write(&table, page, 2);
    }
    ri_table_free(&table);
}

static void put_questions(ri_page *page, const ri_read_sheet *sheet, ri_text *line)
{
    for (size_t i = 0; i < sheet->n_questions; i++) {
        const ri_open_question *question = &sheet->questions[i];
        ri_text_add(line, question->taken == NULL ? RI_YELLOW "to be answered" RI_PLAIN ": " : "");
        ri_say(line, question->text);
        if (question->taken != NULL) {
            ri_text_add(line, "; taken: ");
            ri_say(line, question->taken);
        }
        ri_text_add(line, "; say ");
        ri_say(line, question->option);
        ri_page_take(page, "  ", "    ", line);
    }
}

static void put_told(ri_page *page, const char *what, const ri_told_list *list, ri_text *line)
{
    for (size_t i = 0; i < list->n && i < NOTES_SHOWN; i++) {
        ri_text_format(line, "%s ", what);
        if (list->items[i].place[0] != '\0') {
            ri_say(line, list->items[i].place);
            ri_text_add(line, ": ");
        }
        ri_say(line, list->items[i].text);
        ri_page_take(page, "  ", "    ", line);
    }
    if (list->total > NOTES_SHOWN) {
        ri_text_format(line, "%s: %zu more; --format json has them", what,
                       list->total - NOTES_SHOWN);
        ri_page_take(page, "  ", "    ", line);
    }
}

/* Rows that it gives, by which somebody sees whether it was understood. */
static void put_samples(ri_page *page, const ri_read_sheet *sheet, ri_text *line)
{
    for (size_t i = 0; i < sheet->samples.n; i++) {
        ri_text_format(line, "%s ", sheet->samples.items[i].place);
        ri_say(line, sheet->samples.items[i].text);
        ri_page_take(page, i == 0 ? "  gives " : "        ", "          ", line);
    }
}

void ri_put_read_sheet(ri_page *page, const ri_read_sheet *sheet, ri_text *line)
{
    ri_page_gap(page);
    ri_text_add(line, sheet->name[0] != '\0' ? "The sheet " RI_BOLD : "It");
    ri_say(line, sheet->name);
    ri_text_add(line, RI_PLAIN " is ");
    ri_text_add(line, sheet->what != NULL ? "read as: " : "not read: nothing in it was recognized");
    ri_say(line, sheet->what != NULL ? sheet->what : "");
    ri_text_add(line, ".");
    ri_page_take(page, "", "  ", line);
    ri_say_count(line, sheet->rows, "row");
    ri_text_format(line, ": %zu used, %zu refused, %zu passed over as headings and the like.",
                   sheet->used, sheet->refused, sheet->passed);
    ri_page_take(page, "  ", "    ", line);
    put_columns(page, sheet, line);
    put_questions(page, sheet, line);
    put_samples(page, sheet, line);
    put_told(page, "refused", &sheet->refusals, line);
    put_told(page, "noticed", &sheet->notes, line);
}
