/* The document of `what`. */
#include "report/report_what.h"

#include "base/fail.h"
#include "base/memory.h"
#include "check/seeking.h"
#include "report/asked_for.h"
#include "report/document.h"

static const char *const columns[] = {"subject", "name", "letter", "via"};

static bool gather_items(ri_what_report *report)
{
    ri_held held;
    return ri_held_make(&held, report->view.snapshot, &report->result->matrix, report->arena) &&
           ri_held_by(&report->items, &report->n_items, &held, report->holder, report->arena);
}

/* Whether a position is the holder, or stands for it where it is a party. */
static bool stands_for(const ri_snapshot *s, ri_ref position, ri_ref holder)
{
    if (ri_ref_kind(holder) != RI_PERSON) {
        uint32_t own = ri_holder_position(s, holder);
        return own != RI_NONE && own == ri_ref_index(position);
    }
    const ri_lists *positions = &s->people.positions;
    uint32_t person = ri_ref_index(holder);
    for (uint32_t i = positions->first[person]; i < positions->first[person + 1]; i++) {
        if (positions->items[i] == ri_ref_index(position)) {
            return true;
        }
    }
    return false;
}

static bool concerns(const ri_snapshot *s, const ri_finding *finding, ri_ref holder)
{
    bool person = ri_ref_kind(holder) == RI_PERSON;
    if (finding->subject == holder) {
        return true;
    }
    if (person && ri_ref_kind(finding->subject) == RI_POSITION &&
        stands_for(s, finding->subject, holder)) {
        return true;
    }
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        if (stands_for(s, finding->parties[i], holder)) {
            return true;
        }
    }
    return false;
}

static bool gather_findings(ri_what_report *report)
{
    const raci_result *result = report->result;
    bool ok = true;
    for (size_t i = 0; ok && i < result->n_findings; i++) {
        if (concerns(report->view.snapshot, &result->findings[i], report->holder)) {
            ok = RI_PUSH(report->findings, report->n_findings, report->findings_capacity, i);
        }
    }
    return ok;
}

static void emit_item(const ri_emit *emit, void *context, size_t i)
{
    ri_what_report *report = context;
    const ri_holding *item = &report->items[i];
    ri_emit_reference_field(emit, "subject", &report->view, item->subject);
    ri_emit_field(emit, "name", ri_view_name(&report->view, item->subject));
    ri_emit_letter(emit, &report->view, item->letter);
    ri_emit_reference_field(emit, "via", &report->view, item->via);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_what_report *report = context;
    ri_emit_open_key(emit, "holder", '{');
    ri_emit_reference_field(emit, "ref", &report->view, report->holder);
    ri_emit_field(emit, "name", ri_view_name(&report->view, report->holder));
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "items", '[');
    for (size_t i = 0; i < report->n_items; i++) {
        ri_emit_open(emit, '{');
        emit_item(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "findings", '[');
    for (size_t i = 0; i < report->n_findings; i++) {
        ri_emit_open(emit, '{');
        ri_emit_finding(emit, &report->view, &report->result->findings[report->findings[i]]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_text(ri_page *page, void *context)
{
    ri_what_text(page, context);
}

raci_status raci_report_what(const raci_result *result, const char *holder, raci_format format,
                             const raci_look *look, raci_write_fn write, void *payload,
                             raci_error *err)
{
    ri_what_report report = {.result = result, .arena = ri_arena_new()};
    raci_error failure = {0};
    if (report.arena == NULL) {
        return ri_fail_nomem(err);
    }
    ri_view_init(&report.view, result->resolver);
    raci_status status = ri_asked_holder(&report.holder, result, holder, err);
    if (status == RACI_OK && (!gather_items(&report) || !gather_findings(&report))) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = report.n_items,
            .context = &report,
            .whole = emit_whole,
            .element = emit_item,
            .text = put_text,
            .failure = raci_result_failed(result, &failure) ? &failure : NULL,
            .view = &report.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_arena_free(report.arena);
    ri_free(report.findings);
    ri_view_free(&report.view);
    return status;
}
