/* The documents of commands that act: what was imported, what was written. */
#include "base/fail.h"
#include "report/document.h"
#include "report/sentences.h"

typedef struct import_report {
    const raci_imported *items;
    size_t n;
    int dry_run;
} import_report;

static void emit_import(const ri_emit *emit, void *context, size_t i)
{
    const import_report *report = context;
    const raci_imported *item = &report->items[i];
    ri_emit_field(emit, "path", item->path);
    ri_emit_count(emit, "files", item->counts.files);
    ri_emit_count(emit, "added", item->counts.added);
    ri_emit_count(emit, "updated", item->counts.updated);
    ri_emit_count(emit, "unchanged", item->counts.unchanged);
}

static void emit_imports(const ri_emit *emit, void *context)
{
    const import_report *report = context;
    ri_emit_bool(emit, "dry_run", report->dry_run);
    ri_emit_open_key(emit, "imports", '[');
    for (size_t i = 0; i < report->n; i++) {
        ri_emit_open(emit, '{');
        emit_import(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_imports(ri_page *page, void *context)
{
    const import_report *report = context;
    ri_text line = RI_TEXT_INIT;
    for (size_t i = 0; i < report->n; i++) {
        const raci_import_counts *counts = &report->items[i].counts;
        ri_say(&line, report->items[i].path);
        ri_text_format(&line, ": %zu added, %zu updated, %zu unchanged, from ", counts->added,
                       counts->updated, counts->unchanged);
        ri_say_count(&line, counts->files, "file");
        ri_text_char(&line, '.');
        ri_page_take(page, "", "  ", &line);
    }
    if (report->dry_run) {
        ri_page_put(page, "", "", "A dry run: nothing was kept.");
    }
    ri_text_free(&line);
}

raci_status raci_report_import(const raci_imported *items, size_t n, int dry_run,
                               raci_format format, const raci_look *look, raci_write_fn write,
                               void *payload, raci_error *err)
{
    static const char *const columns[] = {"path", "files", "added", "updated", "unchanged"};
    import_report report = {items, n, dry_run};
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = n,
        .context = &report,
        .whole = emit_imports,
        .element = emit_import,
        .text = put_imports,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

typedef struct written_report {
    const char *const *paths;
    size_t n;
} written_report;

static void emit_path(const ri_emit *emit, void *context, size_t i)
{
    const written_report *report = context;
    ri_emit_field(emit, "path", report->paths[i]);
}

static void emit_paths(const ri_emit *emit, void *context)
{
    const written_report *report = context;
    ri_emit_open_key(emit, "written", '[');
    for (size_t i = 0; i < report->n; i++) {
        ri_emit_open(emit, '{');
        emit_path(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_paths(ri_page *page, void *context)
{
    const written_report *report = context;
    ri_text line = RI_TEXT_INIT;
    for (size_t i = 0; i < report->n; i++) {
        ri_text_add(&line, "wrote ");
        ri_say(&line, report->paths[i]);
        ri_page_take(page, "", "  ", &line);
    }
    ri_text_free(&line);
}

raci_status raci_report_written(const char *const *paths, size_t n, raci_format format,
                                const raci_look *look, raci_write_fn write, void *payload,
                                raci_error *err)
{
    static const char *const columns[] = {"path"};
    written_report report = {paths, n};
    ri_document document = {
        .columns = columns,
        .n_columns = 1,
        .n_elements = n,
        .context = &report,
        .whole = emit_paths,
        .element = emit_path,
        .text = put_paths,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
