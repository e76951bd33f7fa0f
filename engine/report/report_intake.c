/* The document of `import` of files that are not canonical. */
#include <string.h>

#include "model/adopted.h"
#include "report/document.h"
#include "report/intake_view.h"
#include "report/row_nouns.h"
#include "report/sentences.h"

#define ABSENT_SHOWN 8 /* unless they end */

typedef struct intake_report {
    const raci_intake *intake;
    ri_intake_after after; /* without a result: nothing was checked */
} intake_report;

static const char *const columns[] = {
    "file",
    "name",
    "hidden",
    "kind",
    "what",
    "rows",
    "used",
    "passed",
    "waiting",
    "refused",
    "columns.heading",
    "columns.as",
    "questions.question",
    "questions.option",
    "questions.taken",
    "notes.place",
    "notes.text",
    "refusals.place",
    "refusals.text",
    "edits.place",
    "edits.text",
    "samples.table",
    "samples.row",
};

/* ---- for programs ---- */

static void emit_told(const ri_emit *emit, const char *key, const ri_told_list *list,
                      const char *place, const char *text)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < list->n; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, place, list->items[i].place);
        ri_emit_field(emit, text, list->items[i].text);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_sheet(const ri_emit *emit, void *context, size_t i)
{
    const raci_intake *intake = ((const intake_report *)context)->intake;
    const ri_read_sheet *sheet = &intake->sheets[i];
    ri_emit_field(emit, "file", intake->files[sheet->file].path);
    ri_emit_field(emit, "name", sheet->name);
    ri_emit_bool(emit, "hidden", sheet->hidden);
    ri_emit_field(emit, "kind", sheet->kind);
    ri_emit_field(emit, "what", sheet->what);
    ri_emit_count(emit, "rows", sheet->rows);
    ri_emit_count(emit, "used", sheet->used);
    ri_emit_count(emit, "passed", sheet->passed);
    ri_emit_count(emit, "waiting", sheet->waiting);
    ri_emit_count(emit, "refused", sheet->refused);
    ri_emit_open_key(emit, "columns", '[');
    for (size_t k = 0; k < sheet->n_columns; k++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "heading", sheet->columns[k].heading);
        ri_emit_field(emit, "as", sheet->columns[k].as);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "questions", '[');
    for (size_t k = 0; k < sheet->n_questions; k++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "question", sheet->questions[k].text);
        ri_emit_field(emit, "option", sheet->questions[k].option);
        ri_emit_field(emit, "taken", sheet->questions[k].taken);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_told(emit, "notes", &sheet->notes, "place", "text");
    emit_told(emit, "refusals", &sheet->refusals, "place", "text");
    emit_told(emit, "edits", &sheet->edits, "place", "text");
    emit_told(emit, "samples", &sheet->samples, "table", "row");
}

static void emit_after(const ri_emit *emit, const ri_intake_after *after)
{
    const ri_policy_data *policy = ri_policy_data_of(after->result->policy);
    ri_emit_open_key(emit, "checks", '[');
    for (uint32_t code = 0; code < ri_code_total(policy); code++) {
        const size_t n = ri_intake_found(after, code);
        if (n > 0) {
            ri_emit_open(emit, '{');
            ri_emit_field(emit, "code", ri_code_name(policy, code));
            ri_emit_count(emit, "findings", n);
            ri_emit_close(emit, '}');
        }
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "lacking", '[');
    for (size_t i = 0; i < after->n_lacking; i++) {
        const ri_fact *fact = after->lacking[i];
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "fact", fact->name);
        ri_emit_field(emit, "fill", fact->fill);
        ri_emit_open_key(emit, "codes", '[');
        for (size_t k = 0; k < fact->n; k++) {
            ri_emit_string(emit, ri_code_name(policy, fact->codes[k]));
        }
        ri_emit_close(emit, ']');
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const intake_report *report = context;
    const raci_intake *intake = report->intake;
    ri_emit_bool(emit, "dry_run", intake->dry_run);
    ri_emit_bool(emit, "full", intake->full);
    ri_emit_bool(emit, "imported", intake->imported && !intake->dry_run);
    ri_emit_open_key(emit, "counts", '{');
    ri_emit_count(emit, "added", intake->counts.added);
    ri_emit_count(emit, "updated", intake->counts.updated);
    ri_emit_count(emit, "unchanged", intake->counts.unchanged);
    ri_emit_count(emit, "absent", intake->absent.total);
    ri_emit_count(emit, "ended", intake->counts.ended);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "tables", '{');
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        if (intake->rows[tab] > 0) {
            ri_emit_count(emit, ri_tables[tab].name, intake->rows[tab]);
        }
    }
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "files", '[');
    for (size_t i = 0; i < intake->n_files; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "file", intake->files[i].path);
        ri_emit_field(emit, "form", intake->files[i].form);
        ri_emit_field(emit, "encoding", intake->files[i].encoding);
        emit_told(emit, "notes", &intake->files[i].notes, "place", "text");
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "sheets", '[');
    for (size_t i = 0; i < intake->n_sheets; i++) {
        ri_emit_open(emit, '{');
        emit_sheet(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_told(emit, "absent", &intake->absent, "table", "row");
    if (report->after.result != NULL) {
        emit_after(emit, &report->after);
    }
    ri_emit_field(emit, "map", ri_text_string(&intake->map));
}

/* ---- for people ---- */

/* What the model has on the day, and the files do not. */
static void put_absent(ri_page *page, const raci_intake *intake, ri_text *line)
{
    const ri_told_list *absent = &intake->absent;
    if (absent->total == 0) {
        return;
    }
    ri_page_gap(page);
    ri_say_count(line, absent->total, "row");
    ri_text_format(line, " of the model %s absent from what was read, and %s:",
                   absent->total == 1 ? "is" : "are",
                   !intake->full     ? "stay as they are (--full ends them)"
                   : intake->dry_run ? "would end"
                                     : "ended");
    ri_page_take(page, "", "  ", line);
    for (size_t i = 0; i < absent->n && (intake->full || i < ABSENT_SHOWN); i++) {
        ri_text_format(line, "%s ", absent->items[i].place);
        ri_say(line, absent->items[i].text);
        ri_page_take(page, "  ", "    ", line);
    }
    if (!intake->full && absent->n > ABSENT_SHOWN) {
        ri_text_format(line, "%zu more; --format json has them", absent->total - ABSENT_SHOWN);
        ri_page_take(page, "  ", "    ", line);
    }
}

static size_t count_edits(const raci_intake *intake)
{
    size_t n = 0;
    for (size_t i = 0; i < intake->n_sheets; i++) {
        n += intake->sheets[i].edits.total;
    }
    return n;
}

static void put_end(ri_page *page, const raci_intake *intake, ri_text *line)
{
    put_absent(page, intake, line);
    ri_page_gap(page);
    if (raci_intake_open(intake) > 0) {
        ri_text_add(line, "Nothing was written: what is to be answered comes first.");
    } else if (!intake->imported && intake->own) {
        ri_text_add(line, "Nothing was written: ");
        ri_text_add(line, count_edits(intake) == 0 ? "no letter in it was edited."
                                                   : "nothing of what was edited can be stated.");
    } else if (!intake->imported) {
        ri_text_add(line, "Nothing was written: there is nothing in it that raci knows.");
    } else {
        ri_text_add(line, intake->dry_run ? "Would give " : "Gave ");
        ri_say_rows(line, intake->rows);
        ri_text_format(line, ": %zu added, %zu updated, %zu unchanged", intake->counts.added,
                       intake->counts.updated, intake->counts.unchanged);
        if (intake->full) {
            ri_text_format(line, ", %zu ended", intake->counts.ended);
        }
        ri_text_char(line, '.');
        ri_page_take(page, "", "  ", line);
        ri_text_add(line, intake->dry_run
                              ? "A dry run: nothing was kept. --save-map FILE keeps these "
                                "answers, --map FILE imports by them."
                              : "");
    }
    if (line->length > 0) {
        ri_page_take(page, "", "  ", line);
    }
}

static void put_file(ri_page *page, const ri_read_file *file, ri_text *line)
{
    ri_say(line, file->path);
    ri_text_format(line, ": %s, %s", file->form, file->encoding);
    if (file->delimiter != 0) {
        ri_text_format(line, ", parted by %s",
                       file->delimiter == '\t'  ? "tabs"
                       : file->delimiter == ';' ? "semicolons"
                       : file->delimiter == '|' ? "bars"
                                                : "commas");
    }
    ri_text_char(line, '.');
    ri_page_take(page, "", "  ", line);
    ri_put_file_notes(page, file, line);
}

/* A sheet that raci wrote and does not read back. */
static bool is_own(const ri_read_sheet *sheet)
{
    return sheet->kind != NULL && strcmp(sheet->kind, "own") == 0;
}

/* Of these there is no more to say than that they are there. */
static void put_own(ri_page *page, const raci_intake *intake, ri_text *line)
{
    size_t n = 0;
    size_t said = 0;
    for (size_t i = 0; i < intake->n_sheets; i++) {
        n += is_own(&intake->sheets[i]);
    }
    for (size_t i = 0; i < intake->n_sheets; i++) {
        const ri_read_sheet *sheet = &intake->sheets[i];
        if (is_own(sheet)) {
            ri_text_add(line, said == 0 ? "Not read back, because raci wrote them: "
                                        : ri_say_between(said, n));
            said++;
            ri_say(line, sheet->name);
            ri_text_add(line, " (");
            ri_say_count(line, sheet->rows, "row");
            ri_text_char(line, ')');
        }
    }
    if (n > 0) {
        ri_text_char(line, '.');
        ri_page_gap(page);
        ri_page_take(page, "", "  ", line);
    }
}

static void put_text(ri_page *page, void *context)
{
    const intake_report *report = context;
    const raci_intake *intake = report->intake;
    ri_text line = RI_TEXT_INIT;
    size_t sheet = 0;
    for (size_t i = 0; i < intake->n_files; i++) {
        if (i > 0) {
            ri_page_gap(page);
        }
        put_file(page, &intake->files[i], &line);
        for (; sheet < intake->n_sheets && intake->sheets[sheet].file == i; sheet++) {
            if (!is_own(&intake->sheets[sheet])) {
                const size_t number = sheet - intake->files[i].first_sheet + 1;
                ri_put_read_sheet(page, &intake->sheets[sheet],
                                  intake->files[i].n_sheets > 1 ? number : 0, &line);
            }
        }
    }
    put_own(page, intake, &line);
    put_end(page, intake, &line);
    if (report->after.n_lacking > 0) {
        ri_page_gap(page);
        ri_put_intake_after(page, &report->after, &line);
    }
    ri_text_free(&line);
}

raci_status raci_report_intake(const raci_intake *intake, const raci_result *after,
                               raci_format format, const raci_look *look, raci_write_fn write,
                               void *payload, raci_error *err)
{
    intake_report report = {.intake = intake, .after = {.result = after}};
    if (after != NULL) {
        report.after.n_lacking = ri_facts_lacking(report.after.lacking, after->snapshot);
    }
    const ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = intake->n_sheets,
        .context = &report,
        .whole = emit_whole,
        .element = emit_sheet,
        .text = put_text,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
