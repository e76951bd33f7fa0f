/* The document of `power --officers`: how much each position with an office commands. */
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/titles.h"
#include "report/document.h"
#include "report/report_power.h"
#include "report/sentences.h"
#include "report/table.h"

static const char *const columns[] = {"office",      "holder",      "title",       "people.person",
                                      "people.name", "people.kind", "touchpoints", "commanded",
                                      "share",       "by_line",     "by_mandate"};

typedef struct officers_report {
    const raci_result *result;
    ri_view view;
    ri_commanded commanded;
    ri_empowered empowered;
    uint32_t *positions; /* with an office: who commands most first, then by key */
    size_t n_positions;
    size_t capacity;
} officers_report;

static size_t total(const ri_commanded *commanded, uint32_t position)
{
    return (size_t)commanded->by_line[position] + commanded->by_mandate[position];
}

static int most_first(const void *a, const void *b, const void *context)
{
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    const size_t of_x = total(context, x);
    const size_t of_y = total(context, y);
    return of_x != of_y ? (of_x < of_y) - (of_x > of_y) : (x > y) - (x < y);
}

static bool gather(officers_report *report)
{
    const ri_positions *positions = &report->view.snapshot->positions;
    const ri_work work = ri_work_of(report->result);
    if (!ri_commanded_count(&report->commanded, &work)) {
        return false;
    }
    report->empowered = ri_empowered_count(&work);
    for (uint32_t p = 0; p < positions->rows.n; p++) {
        if (ri_row_there(&positions->rows, p) && positions->office[p] != RI_NONE &&
            !RI_PUSH(report->positions, report->n_positions, report->capacity, p)) {
            return false;
        }
    }
    return ri_order(report->positions, report->n_positions, sizeof *report->positions, most_first,
                    &report->commanded);
}

static const char *office_of(const officers_report *report, uint32_t position)
{
    const ri_snapshot *s = report->view.snapshot;
    return ri_intern_get(s->words, s->positions.office[position]);
}

static void emit_officer(const ri_emit *emit, void *context, size_t i)
{
    officers_report *report = context;
    const ri_commanded *commanded = &report->commanded;
    const uint32_t p = report->positions[i];
    const ri_ref holder = ri_ref_make(RI_POSITION, p);
    ri_emit_field(emit, "office", office_of(report, p));
    ri_emit_reference_field(emit, "holder", &report->view, holder);
    ri_emit_field(emit, "title", ri_view_name(&report->view, holder));
    ri_emit_people(emit, &report->view, holder);
    ri_emit_count(emit, "touchpoints", commanded->touchpoints);
    ri_emit_count(emit, "commanded", total(commanded, p));
    ri_emit_share(emit, "share", total(commanded, p), commanded->touchpoints);
    ri_emit_count(emit, "by_line", commanded->by_line[p]);
    ri_emit_count(emit, "by_mandate", commanded->by_mandate[p]);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    officers_report *report = context;
    ri_emit_count(emit, "touchpoints", report->commanded.touchpoints);
    ri_emit_count(emit, "accountable", report->empowered.accountable);
    ri_emit_count(emit, "empowered", report->empowered.empowered);
    ri_emit_share(emit, "share", report->empowered.empowered, report->empowered.accountable);
    ri_emit_open_key(emit, "officers", '[');
    for (size_t i = 0; i < report->n_positions; i++) {
        ri_emit_open(emit, '{');
        emit_officer(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_table(ri_page *page, officers_report *report, ri_text *line)
{
    static const char *const heads[] = {"Office", "Who", "Commands", "Line", "Mandate"};
    ri_table table = {0};
    ri_page_gap(page);
    ri_table_begin(&table, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        ri_table_add(&table, heads[i]);
    }
    for (size_t i = 0; i < report->n_positions; i++) {
        const uint32_t p = report->positions[i];
        const ri_commanded *commanded = &report->commanded;
        ri_title_office(line, office_of(report, p));
        ri_table_take(&table, line);
        ri_say_holder(line, &report->view, ri_ref_make(RI_POSITION, p));
        ri_table_take(&table, line);
        ri_text_format(line, "%zu", total(commanded, p));
        ri_say_share(line, total(commanded, p), commanded->touchpoints);
        ri_table_take(&table, line);
        ri_text_format(line, "%u", (unsigned)commanded->by_line[p]);
        ri_table_take(&table, line);
        ri_text_format(line, "%u", (unsigned)commanded->by_mandate[p]);
        ri_table_take(&table, line);
    }
    ri_table_write(&table, page, 0);
    ri_table_free(&table);
}

void ri_say_empowered(ri_text *out, uint32_t touchpoints, const ri_empowered *empowered)
{
    ri_say_count(out, touchpoints, "touchpoint");
    ri_text_format(out, "; on %u somebody is accountable, and on %u of these",
                   (unsigned)empowered->accountable, (unsigned)empowered->empowered);
    ri_say_share(out, empowered->empowered, empowered->accountable);
    ri_text_add(out, " whoever is commands those who do the work.");
}

static void put_text(ri_page *page, void *context)
{
    officers_report *report = context;
    ri_text line = RI_TEXT_INIT;
    ri_say_empowered(&line, report->commanded.touchpoints, &report->empowered);
    ri_page_take(page, "", "", &line);
    if (report->n_positions == 0) {
        ri_page_put(page, "", "", "No position has an office.");
    } else {
        put_table(page, report, &line);
    }
    ri_put_basis(page, report->result->date, report->result->policy);
    ri_text_free(&line);
}

raci_status raci_report_officers(const raci_result *result, raci_format format,
                                 const raci_look *look, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    officers_report report = {.result = result};
    raci_error failure = {0};
    ri_view_init(&report.view, result->resolver);
    raci_status status = gather(&report) ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        const ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = report.n_positions,
            .context = &report,
            .whole = emit_whole,
            .element = emit_officer,
            .text = put_text,
            .failure = raci_result_failed(result, &failure) ? &failure : NULL,
            .view = &report.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_commanded_free(&report.commanded);
    ri_free(report.positions);
    ri_view_free(&report.view);
    return status;
}
