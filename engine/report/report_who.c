/* The document of `who`. */
#include "report/report_who.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "record/recollect.h"
#include "report/choices.h"

static const char *const columns[] = {
    "letter",          "holder",        "title",      "people.person", "people.name",
    "people.kind",     "rules.name",    "rules.file", "rules.line",    "rules.because",
    "overridden.name", "overridden.by", "chain",
};

uint8_t ri_letter_in_order(const ri_scheme *scheme, uint32_t i)
{
    uint32_t first[2] = {scheme->accountable, scheme->responsible};
    uint32_t n_first = first[0] != first[1] ? 2 : 1;
    if (i < n_first) {
        return (uint8_t)first[i];
    }
    uint32_t seen = n_first;
    for (uint32_t letter = 0; letter < scheme->n; letter++) {
        if (letter != first[0] && letter != first[1] && seen++ == i) {
            return (uint8_t)letter;
        }
    }
    return 0;
}

bool ri_subject_report_wants(const ri_subject_report *report, uint8_t letter)
{
    return report->only == RI_NO_LETTER || report->only == letter;
}

static size_t count_holders(const ri_subject_report *report)
{
    size_t n = 0;
    for (uint32_t letter = 0; letter < report->view.scheme->n; letter++) {
        n += report->answer->settlement->letters[letter].n_holders;
    }
    return n;
}

static bool gather(ri_subject_report *report)
{
    const raci_answer *answer = report->answer;
    report->lines = ri_alloc(count_holders(report) * sizeof *report->lines);
    report->findings = ri_alloc(answer->n_findings * sizeof(const ri_finding *));
    if (report->lines == NULL || report->findings == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < report->view.scheme->n; i++) {
        uint8_t letter = (uint8_t)i;
        const ri_outcome *outcome = &answer->settlement->letters[letter];
        for (uint32_t k = 0; k < outcome->n_holders; k++) {
            if (ri_subject_report_wants(report, letter)) {
                report->lines[report->n_lines++] = (ri_who_line){letter, outcome->holders[k]};
            }
        }
    }
    for (size_t i = 0; i < answer->n_findings; i++) {
        uint8_t letter = answer->findings[i].letter;
        if (letter == RI_NO_LETTER || ri_subject_report_wants(report, letter)) {
            report->findings[report->n_findings++] = &answer->findings[i];
        }
    }
    return true;
}

raci_status ri_subject_report_init(ri_subject_report *report, const raci_answer *answer,
                                   const char *letter, raci_error *err)
{
    *report = (ri_subject_report){.answer = answer, .only = RI_NO_LETTER};
    ri_view_init(&report->view, answer->resolver);
    if (letter != NULL) {
        raci_status status = ri_letter_named(&report->only, report->view.scheme, letter, err);
        if (status != RACI_OK) {
            return status;
        }
    }
    return gather(report) ? RACI_OK : ri_fail_nomem(err);
}

void ri_subject_report_free(ri_subject_report *report)
{
    ri_free(report->lines);
    ri_free((void *)report->findings);
    ri_free((void *)report->beyond);
    ri_arena_free(report->recorded);
    ri_view_free(&report->view);
}

/* ---- candidates ---- */

static void emit_candidate(const ri_emit *emit, void *context, size_t i)
{
    const raci_answer *answer = *(const raci_answer **)context;
    ri_emit_field(emit, "ref", answer->candidates[i].ref);
    ri_emit_field(emit, "name", answer->candidates[i].name);
    ri_emit_field(emit, "journey", answer->candidates[i].journey);
}

static void emit_candidates(const ri_emit *emit, void *context)
{
    const raci_answer *answer = *(const raci_answer **)context;
    ri_emit_open_key(emit, "candidates", '[');
    for (size_t i = 0; i < answer->n_candidates; i++) {
        ri_emit_open(emit, '{');
        emit_candidate(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static ri_choice choice_at(const void *context, size_t i)
{
    const ri_candidate *candidate = &((const raci_answer *)context)->candidates[i];
    return (ri_choice){candidate->ref, candidate->name, candidate->journey};
}

static void put_candidates(ri_page *page, void *context)
{
    static const ri_choice_titles titles = {"Subject", "Journey", 60};
    const raci_answer *answer = *(const raci_answer **)context;
    ri_put_choices(page, &titles, answer->n_candidates, choice_at, answer);
}

raci_status ri_report_candidates(const raci_answer *answer, raci_format format,
                                 const raci_look *look, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    static const char *const candidate_columns[] = {"ref", "name", "journey"};
    ri_document document = {
        .columns = candidate_columns,
        .n_columns = 3,
        .n_elements = answer->n_candidates,
        .context = &answer,
        .whole = emit_candidates,
        .element = emit_candidate,
        .text = put_candidates,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

/* ---- who ---- */

static void emit_line(const ri_emit *emit, void *context, size_t i)
{
    ri_subject_report *report = context;
    const ri_who_line *line = &report->lines[i];
    ri_emit_letter(emit, &report->view, line->letter);
    ri_emit_holder(emit, &report->view, report->answer->settlement, line->letter, line->holder);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_subject_report *report = context;
    ri_view *view = &report->view;
    ri_emit_subject(emit, view, report->answer->subject);
    ri_emit_open_key(emit, "letters", '{');
    for (size_t i = 0; i < report->n_lines; i++) {
        const ri_who_line *line = &report->lines[i];
        if (i == 0 || line[-1].letter != line->letter) {
            ri_emit_open_key(emit, view->scheme->letters[line->letter].letter, '[');
        }
        ri_emit_open(emit, '{');
        ri_emit_holder(emit, view, report->answer->settlement, line->letter, line->holder);
        ri_emit_close(emit, '}');
        if (i + 1 == report->n_lines || line[1].letter != line->letter) {
            ri_emit_close(emit, ']');
        }
    }
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "findings", '[');
    for (size_t i = 0; i < report->n_findings; i++) {
        ri_emit_open(emit, '{');
        ri_emit_finding(emit, view, report->findings[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_text(ri_page *page, void *context)
{
    ri_who_text(page, context);
}

/* Quotes from the last run what a question about one subject cannot find. */
static raci_status quote(ri_subject_report *report, raci_error *err)
{
    ri_recorded_finding *all = NULL;
    size_t n = 0;
    report->recorded = ri_arena_new();
    raci_status status =
        report->recorded != NULL
            ? ri_recorded_beyond(&all, &n, &report->run, report->answer, report->recorded, err)
            : ri_fail_nomem(err);
    if (status == RACI_OK) {
        report->beyond = ri_alloc(n * sizeof(const ri_recorded_finding *));
        status = report->beyond != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    for (size_t i = 0; status == RACI_OK && report->beyond != NULL && i < n; i++) {
        const char *letter = all[i].row.letter;
        int index = letter != NULL ? ri_scheme_letter(report->view.scheme, letter) : -1;
        if (index < 0 || ri_subject_report_wants(report, (uint8_t)index)) {
            report->beyond[report->n_beyond++] = &all[i];
        }
    }
    return status;
}

raci_status raci_report_who(const raci_answer *answer, const char *letter, raci_format format,
                            const raci_look *look, raci_write_fn write, void *payload,
                            raci_error *err)
{
    ri_subject_report report;
    raci_error failure = {0};
    if (answer->n_candidates > 0) {
        return ri_report_candidates(answer, format, look, write, payload, err);
    }
    raci_status status = ri_subject_report_init(&report, answer, letter, err);
    if (status == RACI_OK && format == RACI_TEXT) {
        status = quote(&report, err);
    }
    if (status == RACI_OK) {
        ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = report.n_lines,
            .context = &report,
            .whole = emit_whole,
            .element = emit_line,
            .text = put_text,
            .failure = raci_answer_failed(answer, &failure) ? &failure : NULL,
            .view = &report.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_subject_report_free(&report);
    return status;
}
