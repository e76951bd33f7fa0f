/* Tags that forgetting made the same: an import keeps one of them, and so does forgetting. */
#include <string.h>

#include "model/tables.h"
#include "record/forgetting.h"

static void add_list(ri_text *out, const char *list, size_t length)
{
    ri_text items = RI_TEXT_INIT;
    for (size_t at = 0; at < length;) {
        const char *end = memchr(list + at, ';', length - at);
        const size_t n = end != NULL ? (size_t)(end - list) - at : length - at;
        (void)ri_text_item(&items, list + at, n);
        at += n + 1;
    }
    ri_text_bytes(out, ri_text_string(&items), items.length);
    out->failed = out->failed || items.failed;
    ri_text_free(&items);
}

/* Whether the cell that begins at `at` has tags. Rows do not say whose they are, and others may
   have an attribute that is called so: it stands behind columns that rows with tags do not have
   there. */
static bool is_tags(const char *row, size_t at)
{
    bool any = false;
    for (int i = 0; !any && i < RI_TABLE_COUNT; i++) {
        const ri_table *table = &ri_tables[i];
        const int tags = ri_table_column_of(table, RI_CELL_TAGS);
        any = tags >= 0 && ri_table_column(table, row + at, strcspn(row + at, "=")) == tags;
        for (const char *c = row; any && c < row + at; c = strchr(c, '\n') + 1) {
            const int column = ri_table_column(table, c, strcspn(c, "="));
            any = column >= 0 && column < tags;
        }
    }
    return any;
}

static void add_row(ri_text *out, const char *row)
{
    for (size_t at = 0; row[at] != '\0';) {
        const size_t line = strcspn(row + at, "\n");
        const size_t name = is_tags(row, at) ? strcspn(row + at, "=") + 1 : line;
        ri_text_bytes(out, row + at, name);
        add_list(out, row + at + name, line - name);
        at += line;
        if (row[at] == '\n') {
            ri_text_char(out, '\n');
            at++;
        }
    }
}

void ri_forget_add_once(ri_text *out, const char *table, const char *column, const ri_text *said)
{
    const char *text = ri_text_string(said);
    if (strcmp(column, "tags") == 0) {
        add_list(out, text, said->length);
    } else if (strcmp(table, "change_rows") == 0 && strcmp(column, "said") == 0) {
        add_row(out, text);
    } else {
        ri_text_bytes(out, text, said->length);
    }
    out->failed = out->failed || said->failed;
}
