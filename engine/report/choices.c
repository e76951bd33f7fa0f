#include "report/choices.h"

#include "report/table.h"

static void add_title(ri_table *table, const char *title, ri_text *line)
{
    ri_text_format(line, RI_BOLD "%s" RI_PLAIN, title);
    ri_table_take(table, line);
}

void ri_put_choices(ri_page *page, const ri_choice_titles *titles, size_t n,
                    ri_choice (*at)(const void *context, size_t i), const void *context)
{
    ri_table table = {0};
    ri_text line = RI_TEXT_INIT;
    ri_text_format(&line, "It could be any of %zu; ask again with one of these:", n);
    ri_page_take(page, "", "", &line);
    ri_page_gap(page);
    ri_table_begin(&table, 3);
    add_title(&table, titles->what, &line);
    add_title(&table, "Name", &line);
    add_title(&table, titles->place, &line);
    for (size_t i = 0; i < n; i++) {
        const ri_choice choice = at(context, i);
        ri_page_cut(&line, choice.ref, SIZE_MAX);
        ri_table_take(&table, &line);
        ri_page_cut(&line, choice.name, titles->name_columns);
        ri_table_take(&table, &line);
        ri_page_cut(&line, choice.place != NULL ? choice.place : "", SIZE_MAX);
        ri_table_take(&table, &line);
    }
    ri_table_write(&table, page, 2);
    ri_table_free(&table);
    ri_text_free(&line);
}
