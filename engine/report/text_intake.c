/* How a sheet of somebody else's file was read, for people. */
#include "report/intake_view.h"
#include "report/sentences.h"
#include "report/table.h"

#define NOTES_SHOWN 8    /* of each sheet */
#define COLUMNS_SHOWN 60 /* of each sheet */
#define EDITS_SHOWN 100  /* they are what the file is read for */

/* A text of somebody's file, in which lines that end are blanks here; in `flat`. */
static const char *flatten(ri_text *flat, const char *text)
{
    bool blank = false;
    ri_text_clear(flat);
    for (; *text != '\0'; text++) {
        const bool end = *text == '\n' || *text == '\t';
        if (!end || !blank) {
            ri_text_char(flat, end ? ' ' : *text);
        }
        blank = end || *text == ' ';
    }
    return ri_text_string(flat);
}

static void say_flat(ri_text *line, const char *text)
{
    ri_text flat = RI_TEXT_INIT;
    ri_say(line, flatten(&flat, text));
    line->failed = line->failed || flat.failed;
    ri_text_free(&flat);
}

static void put_columns(ri_page *page, const ri_read_sheet *sheet, ri_text *line)
{
    ri_table table = {0};
    ri_text flat = RI_TEXT_INIT;
    ri_table_begin(&table, 2);
    ri_table_add(&table, "Column");
    ri_table_add(&table, "is read as");
    for (size_t i = 0; i < sheet->n_columns && i < COLUMNS_SHOWN; i++) {
        ri_page_cut(line, flatten(&flat, sheet->columns[i].heading), RI_NAME_COLUMNS);
        line->failed = line->failed || flat.failed;
        ri_table_take(&table, line);
        say_flat(line, sheet->columns[i].as);
        ri_table_take(&table, line);
    }
    if (sheet->n_columns > 0) {
        ri_table_write(&table, page, 2);
    }
    ri_table_free(&table);
    ri_text_free(&flat);
    if (sheet->n_columns > COLUMNS_SHOWN) {
        ri_text_format(line, "%zu more columns; --format json has them",
                       sheet->n_columns - COLUMNS_SHOWN);
        ri_page_take(page, "  ", "    ", line);
    }
}

static void put_questions(ri_page *page, const ri_read_sheet *sheet, ri_text *line)
{
    for (size_t i = 0; i < sheet->n_questions; i++) {
        const ri_open_question *question = &sheet->questions[i];
        ri_text_add(line, question->taken == NULL ? RI_YELLOW "to be answered" RI_PLAIN ": " : "");
        say_flat(line, question->text);
        if (question->taken != NULL) {
            ri_text_add(line, "; taken: ");
            ri_say(line, question->taken);
        }
        ri_text_add(line, "; say ");
        say_flat(line, question->option);
        ri_page_take(page, "  ", "    ", line);
    }
}

static void put_told(ri_page *page, const char *what, const ri_told_list *list, size_t most,
                     ri_text *line)
{
    for (size_t i = 0; i < list->n && i < most; i++) {
        ri_text_format(line, "%s ", what);
        if (list->items[i].place[0] != '\0') {
            ri_say(line, list->items[i].place);
            ri_text_add(line, ": ");
        }
        say_flat(line, list->items[i].text);
        ri_page_take(page, "  ", "    ", line);
    }
    if (list->total > most) {
        ri_text_format(line, "%s: %zu more; --format json has them", what, list->total - most);
        ri_page_take(page, "  ", "    ", line);
    }
}

/* Rows that it gives, by which somebody sees whether it was understood. */
static void put_samples(ri_page *page, const ri_read_sheet *sheet, ri_text *line)
{
    for (size_t i = 0; i < sheet->samples.n; i++) {
        ri_text_format(line, "%s ", sheet->samples.items[i].place);
        say_flat(line, sheet->samples.items[i].text);
        ri_page_take(page, i == 0 ? "  gives " : "        ", "          ", line);
    }
}

size_t ri_intake_found(const ri_intake_after *after, ri_code code)
{
    return ri_facts_needed(after->lacking, after->n_lacking, code)
               ? 0
               : after->result->summary.codes[code];
}

void ri_put_intake_after(ri_page *page, const ri_intake_after *after, ri_text *line)
{
    const uint32_t total = ri_code_total(ri_policy_data_of(after->result->policy));
    size_t found = 0;
    ri_text_add(line, "The checks that have enough to go by find");
    for (uint32_t code = 0; code < total; code++) {
        const size_t n = ri_intake_found(after, code);
        if (n > 0) {
            ri_text_format(line, "%s %zu ", found++ > 0 ? "," : "", n);
            ri_say(line, ri_code_name(ri_policy_data_of(after->result->policy), code));
        }
    }
    ri_text_add(line, found > 0 ? "." : " nothing.");
    ri_page_take(page, "", "  ", line);
    if (after->n_lacking > 0) {
        ri_page_put(page, "", "  ", "Others lack facts, and wait for them:");
    }
    for (size_t i = 0; i < after->n_lacking; i++) {
        const ri_fact *fact = after->lacking[i];
        ri_text_format(line, "%s (%s):", fact->name, fact->fill);
        for (size_t k = 0; k < fact->n; k++) {
            ri_text_format(line, "%s %s", k > 0 ? "," : "",
                           ri_code_name(ri_policy_data_of(after->result->policy), fact->codes[k]));
        }
        ri_page_take(page, "  ", "    ", line);
    }
}

void ri_put_file_notes(ri_page *page, const ri_read_file *file, ri_text *line)
{
    put_told(page, "noticed", &file->notes, NOTES_SHOWN, line);
}

void ri_put_read_sheet(ri_page *page, const ri_read_sheet *sheet, size_t number, ri_text *line)
{
    ri_page_gap(page);
    if (sheet->name[0] == '\0' && number > 0) {
        ri_text_format(line, "Table %zu", number);
    } else {
        ri_text_add(line, sheet->name[0] != '\0' ? "The sheet " RI_BOLD : "It");
        ri_say(line, sheet->name);
    }
    ri_text_add(line, RI_PLAIN);
    ri_text_add(line, sheet->hidden ? ", which is hidden, is " : " is ");
    ri_text_add(line, sheet->what != NULL ? "read as: " : "not read: nothing in it was recognized");
    ri_say(line, sheet->what != NULL ? sheet->what : "");
    ri_text_add(line, ".");
    ri_page_take(page, "", "  ", line);
    ri_say_count(line, sheet->rows, "row");
    ri_text_format(line, ": %zu used, %zu refused, %zu passed over as headings and the like",
                   sheet->used, sheet->refused, sheet->passed);
    if (sheet->waiting > 0) {
        ri_text_format(line, ", %zu waiting for answers", sheet->waiting);
    }
    ri_text_char(line, '.');
    ri_page_take(page, "  ", "    ", line);
    put_columns(page, sheet, line);
    put_questions(page, sheet, line);
    put_samples(page, sheet, line);
    put_told(page, "edited", &sheet->edits, EDITS_SHOWN, line);
    put_told(page, "refused", &sheet->refusals, NOTES_SHOWN, line);
    put_told(page, "noticed", &sheet->notes, NOTES_SHOWN, line);
}
