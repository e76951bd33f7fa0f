/* The document of `matrix`. */
#include "report/report_matrix.h"

#include "base/fail.h"
#include "base/memory.h"
#include "report/asked_for.h"
#include "report/document.h"
#include "report/sentences.h"
#include "resolve/subjects.h"

static bool gather(ri_matrix_report *report, const bool *also)
{
    const ri_matrix *matrix = &report->result->matrix;
    const ri_snapshot *s = report->view.snapshot;
    report->subjects = ri_alloc(matrix->n * sizeof *report->subjects);
    if (report->subjects == NULL) {
        return false;
    }
    for (uint32_t number = 0; number < matrix->n; number++) {
        ri_ref subject = ri_subject_at(s, number);
        bool held = matrix->first[number] < matrix->first[number + 1];
        bool wanted = report->journey == RI_NONE || ri_on_journey(s, subject, report->journey);
        bool shown =
            held || ri_ref_kind(subject) == RI_TOUCHPOINT || (also != NULL && also[number]);
        if (wanted && shown) {
            report->subjects[report->n_subjects++] = number;
        }
    }
    return true;
}

/* The columns "subject", "letters.A" … */
static bool name_columns(ri_matrix_report *report)
{
    const ri_scheme *scheme = report->view.scheme;
    bool ok = true;
    report->columns = ri_alloc((scheme->n + 1) * sizeof(const char *));
    if (report->columns == NULL) {
        return false;
    }
    report->columns[0] = "subject";
    for (uint32_t i = 0; i < scheme->n; i++) {
        ri_text_format(&report->column_names[i], "letters.%s", scheme->letters[i].letter);
        report->columns[i + 1] = ri_text_string(&report->column_names[i]);
        ok = ok && !report->column_names[i].failed;
    }
    return ok;
}

const ri_ref *ri_matrix_cell(const ri_matrix_report *report, ri_ref subject, uint8_t letter,
                             uint32_t *n)
{
    uint32_t number = ri_subject_number(report->view.snapshot, subject);
    return ri_matrix_holders(&report->result->matrix, number, letter, n);
}

static void emit_row(const ri_emit *emit, void *context, size_t i)
{
    ri_matrix_report *report = context;
    const ri_scheme *scheme = report->view.scheme;
    uint32_t number = report->subjects[i];
    ri_ref subject = ri_subject_at(report->view.snapshot, number);
    ri_emit_reference_field(emit, "subject", &report->view, subject);
    ri_emit_open_key(emit, "letters", '{');
    for (uint32_t letter = 0; letter < scheme->n; letter++) {
        uint32_t n = 0;
        const ri_ref *holders =
            ri_matrix_holders(&report->result->matrix, number, (uint8_t)letter, &n);
        if (n == 0) {
            continue;
        }
        ri_emit_open_key(emit, scheme->letters[letter].letter, '[');
        for (uint32_t k = 0; k < n; k++) {
            ri_emit_reference(emit, &report->view, holders[k]);
        }
        ri_emit_close(emit, ']');
    }
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_matrix_report *report = context;
    const ri_scheme *scheme = report->view.scheme;
    ri_emit_open_key(emit, "letters", '[');
    for (uint32_t i = 0; i < scheme->n; i++) {
        ri_emit_string(emit, scheme->letters[i].letter);
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "rows", '[');
    for (size_t i = 0; i < report->n_subjects; i++) {
        ri_emit_open(emit, '{');
        emit_row(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_text(ri_page *page, void *context)
{
    ri_matrix_report *report = context;
    if (!ri_matrix_rows(report)) {
        page->failed = true;
    } else if (report->n_rows == 0) {
        ri_page_put(page, "", "",
                    report->journey == RI_NONE ? "The organization has no touchpoints on that date."
                                               : "The journey has no touchpoints on that date.");
    } else if (report->by == RACI_BY_HOLDER) {
        ri_matrix_text(page, report);
    } else {
        ri_matrix_grid(page, report);
    }
    ri_put_basis(page, report->result->date, report->result->policy);
}

void ri_matrix_end(ri_matrix_report *report)
{
    for (uint32_t i = 0; i < RI_LETTERS_MAX; i++) {
        ri_text_free(&report->column_names[i]);
    }
    ri_free((void *)report->columns);
    ri_free(report->subjects);
    ri_free(report->rows);
    ri_view_free(&report->view);
}

raci_status ri_matrix_begin(ri_matrix_report *report, const raci_result *result,
                            const char *journey, const bool *also, raci_error *err)
{
    raci_status status = RACI_OK;
    *report = (ri_matrix_report){.result = result, .journey = RI_NONE};
    ri_view_init(&report->view, result->resolver);
    if (journey != NULL) {
        status = ri_asked_journey(&report->journey, report->view.snapshot, journey, err);
    }
    return status == RACI_OK && !gather(report, also) ? ri_fail_nomem(err) : status;
}

raci_status raci_report_matrix(const raci_result *result, const char *journey, raci_by by,
                               raci_format format, const raci_look *look, raci_write_fn write,
                               void *payload, raci_error *err)
{
    ri_matrix_report report;
    raci_error failure = {0};
    raci_status status = ri_matrix_begin(&report, result, journey, NULL, err);
    report.by = by;
    if (status == RACI_OK && !name_columns(&report)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        ri_document document = {
            .columns = report.columns,
            .n_columns = report.view.scheme->n + 1,
            .n_elements = report.n_subjects,
            .context = &report,
            .whole = emit_whole,
            .element = emit_row,
            .text = put_text,
            .failure = raci_result_failed(result, &failure) ? &failure : NULL,
            .view = &report.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_matrix_end(&report);
    return status;
}
