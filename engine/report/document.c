#include "report/document.h"

#include "base/fail.h"
#include "report/annotated.h"
#include "report/cells.h"
#include "report/csv_out.h"
#include "report/json.h"
#include "report/markdown.h"
#include "report/view.h"

static void write_json(const ri_document *document, ri_sink *sink)
{
    ri_json json;
    ri_emit emit = ri_json_emit(&json, sink);
    ri_emit_open(&emit, '{');
    document->whole(&emit, document->context);
    if (document->failure != NULL) {
        ri_emit_error(&emit, document->failure, NULL, 0);
    }
    ri_emit_close(&emit, '}');
}

/* The list whose elements are lines or rows. */
static ri_section listed(const ri_document *document, const raci_look *look)
{
    const raci_part part = look != NULL ? look->part : RACI_FINDINGS;
    for (size_t i = 0; i < document->n_sections; i++) {
        if (document->sections[i].part == part) {
            return document->sections[i];
        }
    }
    return (ri_section){
        .columns = document->columns,
        .n_columns = document->n_columns,
        .n_elements = document->n_elements,
        .context = document->context,
        .element = document->element,
    };
}

static void write_lines(const ri_section *of, const raci_error *failure, ri_sink *sink)
{
    ri_json json;
    ri_emit emit = ri_json_emit(&json, sink);
    for (size_t i = 0; i < of->n_elements; i++) {
        ri_emit_open(&emit, '{');
        of->element(&emit, of->context, i);
        ri_emit_close(&emit, '}');
    }
    if (failure != NULL) {
        ri_emit_open(&emit, '{');
        ri_emit_error(&emit, failure, NULL, 0);
        ri_emit_close(&emit, '}');
    }
}

static void put_csv_row(ri_text *row, const char *(*get)(const void *from, size_t i),
                        const void *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_add(row, i > 0 ? "," : "");
        ri_csv_out_cell(row, get(from, i));
    }
    ri_text_add(row, RI_CSV_OUT_END);
}

static void put_markdown_row(ri_text *row, const char *(*get)(const void *from, size_t i),
                             const void *from, size_t n)
{
    ri_text_char(row, '|');
    for (size_t i = 0; i < n; i++) {
        ri_text_char(row, ' ');
        ri_markdown_cell(row, get(from, i));
        ri_text_add(row, " |");
    }
    ri_text_char(row, '\n');
}

static const char *column_name(const void *from, size_t i)
{
    const ri_section *section = from;
    return section->columns[i];
}

static const char *cell_value(const void *from, size_t i)
{
    return ri_cells_get(from, i);
}

/* csv and md: a head and a row for each element. */
static raci_status write_rows(const ri_section *of, bool markdown, ri_sink *sink, raci_error *err)
{
    ri_cells cells;
    ri_text row = RI_TEXT_INIT;
    raci_status status = RACI_OK;
    size_t n = of->n_columns;
    if (!ri_cells_init(&cells, of->columns, n)) {
        status = ri_fail_nomem(err);
        goto done;
    }
    ri_emit emit = ri_cells_emit(&cells);
    if (markdown) {
        put_markdown_row(&row, column_name, of, n);
        ri_markdown_rule(&row, n);
    } else {
        put_csv_row(&row, column_name, of, n);
    }
    for (size_t i = 0; i <= of->n_elements; i++) {
        ri_sink_add(sink, ri_text_string(&row));
        if (row.failed || ri_cells_failed(&cells)) {
            status = ri_fail_nomem(err);
            goto done;
        }
        if (i == of->n_elements) {
            break;
        }
        ri_text_clear(&row);
        ri_cells_clear(&cells);
        ri_emit_open(&emit, '{');
        of->element(&emit, of->context, i);
        ri_emit_close(&emit, '}');
        (markdown ? put_markdown_row : put_csv_row)(&row, cell_value, &cells, n);
    }
    if (cells.lost) {
        status = ri_fail(err, RACI_INTERNAL, "a value of the document has no column");
    }
done:
    ri_text_free(&row);
    ri_cells_free(&cells);
    return status;
}

/* Below all that is told to people. */
static void put_failure(ri_outline *outline, const raci_error *failure)
{
    ri_text line = RI_TEXT_INIT;
    if (failure == NULL) {
        return;
    }
    ri_text_add(&line, RI_RED "This answer is not to be relied on: a rule failed." RI_PLAIN " ");
    if (failure->file[0] != '\0') {
        ri_page_cut(&line, failure->file, SIZE_MAX);
        ri_text_format(&line, ":%d: ", failure->line);
    }
    ri_page_cut(&line, failure->message, SIZE_MAX);
    ri_outline_warning(outline, &line);
    ri_text_free(&line);
}

static void write_text(const ri_document *document, const raci_look *look, ri_sink *sink,
                       bool *failed)
{
    int columns = look != NULL && look->columns > 0 ? look->columns : RI_COLUMNS_DEFAULT;
    columns = columns < RI_COLUMNS_MIN ? RI_COLUMNS_MIN : columns;
    columns = columns > RI_COLUMNS_MAX ? RI_COLUMNS_MAX : columns;
    ri_page page = {.sink = sink, .columns = (size_t)columns};
    page.colour = look != NULL && look->colour != 0;
    ri_outline outline = ri_outline_text(&page);
    if (document->outline != NULL) {
        document->outline(&outline, document->context);
    } else {
        document->text(&page, document->context);
    }
    put_failure(&outline, document->failure);
    *failed = page.failed || outline.failed;
    ri_outline_free(&outline);
}

static void write_markdown(const ri_document *document, ri_sink *sink, bool *failed)
{
    ri_outline outline = ri_outline_markdown(sink);
    document->outline(&outline, document->context);
    put_failure(&outline, document->failure);
    *failed = outline.failed;
    ri_outline_free(&outline);
}

static raci_status write_annotated(const ri_document *document, raci_format format,
                                   const raci_look *look, ri_sink *sink, raci_error *err)
{
    const bool said = look != NULL && look->fail_on != 0;
    return document->annotated == NULL
               ? ri_fail(err, RACI_INVALID, "what was asked for is not to be had as %s",
                         raci_format_name(format))
               : ri_annotate(document->annotated, format, said ? look->fail_on : RACI_ERROR,
                             document->failure, sink, err);
}

raci_status ri_document_write(const ri_document *document, raci_format format,
                              const raci_look *look, raci_write_fn write, void *payload,
                              raci_error *err)
{
    const ri_section of = listed(document, look);
    ri_sink sink;
    raci_status status = RACI_OK;
    bool failed = false;
    ri_sink_init(&sink, write, payload);
    switch (format) {
    case RACI_TEXT:
        write_text(document, look, &sink, &failed);
        break;
    case RACI_JSON:
        write_json(document, &sink);
        break;
    case RACI_JSONL:
        write_lines(&of, document->failure, &sink);
        break;
    case RACI_CSV:
    case RACI_MD:
        if (format == RACI_MD && document->outline != NULL) {
            write_markdown(document, &sink, &failed);
        } else {
            status = write_rows(&of, format == RACI_MD, &sink, err);
        }
        break;
    case RACI_SARIF:
    case RACI_GITHUB:
    case RACI_JUNIT:
        status = write_annotated(document, format, look, &sink, err);
        break;
    default:
        return ri_fail(err, RACI_INVALID, "there is no format number %d", (int)format);
    }
    if (status == RACI_OK && (failed || (document->failed != NULL && *document->failed) ||
                              (document->view != NULL && ri_view_failed(document->view)))) {
        status = ri_fail_nomem(err);
    }
    return status == RACI_OK ? ri_sink_flush(&sink, err) : status;
}

static void emit_place(const ri_emit *emit, const raci_error *error)
{
    ri_emit_open(emit, '{');
    ri_emit_field(emit, "file", error->file[0] != '\0' ? error->file : NULL);
    ri_emit_key(emit, "line");
    if (error->line > 0) {
        ri_emit_number(emit, (uint64_t)error->line);
    } else {
        ri_emit_string(emit, NULL);
    }
    ri_emit_key(emit, "column");
    if (error->column > 0) {
        ri_emit_number(emit, (uint64_t)error->column);
    } else {
        ri_emit_string(emit, NULL);
    }
    ri_emit_field(emit, "message", error->message);
    ri_emit_close(emit, '}');
}

void ri_emit_error(const ri_emit *emit, const raci_error *error, const raci_error *where,
                   size_t n_where)
{
    if (n_where == 0 && error->file[0] != '\0') {
        where = error;
        n_where = 1;
    }
    ri_emit_open_key(emit, "error", '{');
    ri_emit_field(emit, "message", error->message);
    ri_emit_open_key(emit, "where", '[');
    for (size_t i = 0; i < n_where; i++) {
        emit_place(emit, &where[i]);
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}
