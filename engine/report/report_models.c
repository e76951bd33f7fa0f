/* The document of `models`: the governance models that the library carries. */
#include <string.h>

#include "base/fail.h"
#include "policy/leading_comment.h"
#include "policy/shipped_models.h"
#include "raci/report.h"
#include "report/document.h"
#include "report/sentences.h"
#include "report/table.h"

/* Of an element; the list has the first three, the Lua itself is there when asked for. */
static const char *const columns[] = {"name", "idea", "file", "description", "text"};

enum { LISTED_COLUMNS = 3, TOLD_COLUMNS, PRINTED_COLUMNS };

typedef struct models_report {
    const char *only; /* the one that is described, or NULL */
    bool print;       /* with its Lua */
    raci_governance model;
    ri_text comment;         /* what the model's file begins with */
    const char *description; /* the same without the model's name */
    ri_text idea;            /* its first paragraph */
    bool failed;             /* memory is exhausted */
} models_report;

/* Looks at the i-th model of the document. */
static bool read_model(models_report *report, size_t i)
{
    if (report->only == NULL && !raci_governance_at(&report->model, i)) {
        return false;
    }
    ri_text_clear(&report->comment);
    ri_text_clear(&report->idea);
    ri_leading_comment(&report->comment, report->model.text, report->model.length);
    report->description = ri_leading_unnamed(ri_text_string(&report->comment), report->model.name);
    ri_text_bytes(&report->idea, report->description, ri_leading_paragraph(report->description));
    report->failed = report->failed || report->comment.failed || report->idea.failed;
    return !report->failed;
}

static size_t count(const models_report *report)
{
    raci_governance model;
    size_t n = 0;
    while (report->only == NULL && raci_governance_at(&model, n)) {
        n++;
    }
    return report->only == NULL ? n : 1;
}

static void emit_model(const ri_emit *emit, void *context, size_t i)
{
    models_report *report = context;
    if (!read_model(report, i)) {
        return;
    }
    ri_emit_field(emit, columns[0], report->model.name);
    ri_emit_field(emit, columns[1], ri_text_string(&report->idea));
    ri_emit_field(emit, columns[2], report->model.file);
    if (report->only != NULL) {
        ri_emit_field(emit, columns[3], report->description);
    }
    if (report->print) {
        ri_emit_field(emit, columns[4], report->model.text);
    }
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const size_t n = count(context);
    ri_emit_open_key(emit, "models", '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_open(emit, '{');
        emit_model(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_list(ri_page *page, models_report *report)
{
    ri_table table = {0};
    ri_text line = RI_TEXT_INIT;
    ri_table_begin(&table, 2);
    table.headless = true;
    for (size_t i = 0; read_model(report, i); i++) {
        ri_text_add(&line, RI_BOLD);
        ri_say(&line, report->model.name);
        ri_text_add(&line, RI_PLAIN);
        ri_table_take(&table, &line);
        ri_say(&line, ri_text_string(&report->idea));
        ri_table_take(&table, &line);
    }
    ri_table_write(&table, page, 0);
    ri_table_free(&table);
    ri_text_free(&line);
    ri_page_gap(page);
    ri_page_put(page, "", "",
                "'raci models NAME' describes one; 'raci --policy NAME check' evaluates it.");
}

/* How the model is put to use: what to type, and what that does. */
static void put_uses(ri_page *page, const char *name, ri_text *line)
{
    static const struct {
        const char *typed[2]; /* around the model's name */
        const char *does;
    } uses[] = {{{"raci --policy ", " check"}, "evaluates it"},
                {{"include \"models/", "\""}, "brings it into your own policy"},
                {{"raci models ", " --print"}, "shows its rules"}};
    ri_table table = {0};
    ri_table_begin(&table, 2);
    table.headless = true;
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
        ri_text_format(line, "%s%s%s", uses[i].typed[0], name, uses[i].typed[1]);
        ri_table_take(&table, line);
        ri_table_add(&table, uses[i].does);
    }
    ri_table_write(&table, page, 2);
    ri_table_free(&table);
}

/* What the model says of itself, line by line, and how it is put to use. */
static void put_model(ri_page *page, models_report *report)
{
    ri_text line = RI_TEXT_INIT;
    ri_text words = RI_TEXT_INIT;
    const char *at = report->description;
    ri_text_format(&line, RI_BOLD "%s" RI_PLAIN " " RI_DIM "(%s)" RI_PLAIN, report->model.name,
                   report->model.file);
    ri_page_take(page, "", "", &line);
    while (*at != '\0') {
        const size_t length = strcspn(at, "\n");
        ri_text_bytes(&words, at, length);
        ri_say(&line, ri_text_string(&words));
        ri_page_take(page, "", strncmp(at, "- ", 2) == 0 ? "  " : "", &line);
        page->failed = page->failed || words.failed;
        ri_text_clear(&words);
        at += length;
        if (strncmp(at, "\n\n", 2) == 0) {
            ri_page_gap(page);
        }
        at += strspn(at, "\n");
    }
    ri_page_gap(page);
    put_uses(page, report->model.name, &line);
    ri_text_free(&line);
    ri_text_free(&words);
}

static void put_text(ri_page *page, void *context)
{
    models_report *report = context;
    if (count(report) == 0) {
        ri_page_put(page, "", "", "This raci carries no governance models.");
    } else if (report->only == NULL) {
        put_list(page, report);
    } else if (report->print) {
        ri_sink_bytes(page->sink, report->model.text, report->model.length);
    } else if (read_model(report, 0)) {
        put_model(page, report);
    }
    page->failed = page->failed || report->failed;
}

raci_status raci_report_models(const char *name, int print, raci_format format,
                               const raci_look *look, raci_write_fn write, void *payload,
                               raci_error *err)
{
    models_report report = {.only = name, .print = print != 0};
    raci_status status = RACI_OK;
    if (name != NULL) {
        status = raci_governance_find(&report.model, name, err);
    } else if (print) {
        status = ri_fail(err, RACI_INVALID, "one model is printed at a time: name it");
    }
    if (status == RACI_OK) {
        const ri_document document = {
            .columns = columns,
            .n_columns = print          ? PRINTED_COLUMNS
                         : name != NULL ? TOLD_COLUMNS
                                        : LISTED_COLUMNS,
            .n_elements = count(&report),
            .context = &report,
            .whole = emit_whole,
            .element = emit_model,
            .text = put_text,
            .failed = &report.failed,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_text_free(&report.comment);
    ri_text_free(&report.idea);
    return status;
}
