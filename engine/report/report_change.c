/* The document of `apply`, `change` and `undo`, and of acts. */
#include "base/fail.h"
#include "base/memory.h"
#include "report/change_view.h"
#include "report/document.h"
#include "report/row_nouns.h"
#include "report/sentences.h"

static const char *const columns[] = {"file", "key", "before", "after"};

/* A change, and where the rows of each key begin. */
typedef struct changed {
    const raci_change *change;
    size_t *first; /* n + 1 */
    size_t n;
    bool failed;
} changed;

/* The cells of a row that hold something, as its file has them. */
static void emit_cells(const ri_emit *emit, changed *c, const char *said)
{
    ri_text name = RI_TEXT_INIT;
    ri_text value = RI_TEXT_INIT;
    while (ri_row_cell(&name, &value, &said)) {
        ri_emit_field(emit, ri_text_string(&name), ri_text_string(&value));
        c->failed = c->failed || name.failed || value.failed;
    }
    ri_text_free(&name);
    ri_text_free(&value);
}

static void emit_rows(const ri_emit *emit, const char *name, changed *c, size_t i, bool after)
{
    ri_emit_open_key(emit, name, '[');
    for (size_t row = c->first[i]; row < c->first[i + 1]; row++) {
        if (c->change->rows[row].after == after) {
            ri_emit_open(emit, '{');
            emit_cells(emit, c, c->change->rows[row].said);
            ri_emit_close(emit, '}');
        }
    }
    ri_emit_close(emit, ']');
}

static void emit_key(const ri_emit *emit, void *context, size_t i)
{
    changed *c = context;
    const ri_change_row *row = &c->change->rows[c->first[i]];
    ri_text text = RI_TEXT_INIT;
    ri_text_format(&text, "%s.csv", row->tab);
    ri_emit_field(emit, "file", ri_text_string(&text));
    ri_text_clear(&text);
    ri_row_key(&text, row->tab, row->said);
    ri_emit_field(emit, "key", ri_text_string(&text));
    c->failed = c->failed || text.failed;
    ri_text_free(&text);
    emit_rows(emit, "before", c, i, false);
    emit_rows(emit, "after", c, i, true);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const changed *c = context;
    ri_emit_change(emit, c->change);
    ri_emit_open_key(emit, "keys", '[');
    for (size_t i = 0; i < c->n; i++) {
        ri_emit_open(emit, '{');
        emit_key(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* "3 units, 14 touchpoints and 1 seat". */
static void say_changed(ri_text *line, const changed *c)
{
    size_t counts[RI_TABLE_COUNT] = {0};
    for (size_t i = 0; i < c->n; i++) {
        const ri_table *table = ri_table_named(c->change->rows[c->first[i]].tab);
        if (table != NULL) {
            counts[table - ri_tables]++;
        }
    }
    ri_say_rows(line, counts);
}

static void put_text(ri_page *page, void *context)
{
    const changed *c = context;
    const raci_change *change = c->change;
    ri_text line = RI_TEXT_INIT;
    if (change->undoes != 0) {
        ri_text_format(&line, "Taken back, entry %lld: ", (long long)change->undoes);
    }
    ri_text_add(&line, RI_BOLD);
    ri_say(&line, change->title);
    ri_text_add(&line, RI_PLAIN);
    ri_page_take(page, "", "  ", &line);
    if (change->act && change->reason != NULL) {
        ri_text_add(&line, "Because: ");
        ri_say(&line, change->reason);
        ri_page_take(page, "  ", "  ", &line);
    }
    ri_put_steps(page, change, &line);
    ri_text_add(&line, change->undoes != 0 ? "As before: " : "Changed: ");
    say_changed(&line, c);
    ri_text_add(&line, c->n == 0 ? "nothing." : ".");
    ri_page_take(page, "", "  ", &line);
    ri_text_format(&line, "Recorded as entry %lld%s%s%s", (long long)change->entry,
                   change->act ? ", as of " : "", change->act ? change->date : "",
                   change->undoes != 0 ? "." : "; 'raci undo' takes it back.");
    ri_page_take(page, "", "  ", &line);
    ri_text_free(&line);
}

raci_status raci_report_change(const raci_change *change, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err)
{
    changed c = {.change = change};
    c.first = ri_alloc((change->n_keys + 1) * sizeof *c.first);
    if (c.first == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < change->n_rows; i++) {
        if (i == 0 || change->rows[i].key != change->rows[i - 1].key) {
            c.first[c.n++] = i;
        }
    }
    c.first[c.n] = change->n_rows;
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = c.n,
        .context = &c,
        .whole = emit_whole,
        .element = emit_key,
        .text = put_text,
        .failed = &c.failed,
    };
    raci_status status = ri_document_write(&document, format, look, write, payload, err);
    ri_free(c.first);
    return status;
}
