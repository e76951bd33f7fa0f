/* The document of `seams`: the passages between departments. */
#include "base/fail.h"
#include "report/asked_for.h"
#include "report/document.h"
#include "report/report_power.h"
#include "report/seam_view.h"
#include "report/sentences.h"

static const char *const columns[] = {
    "subject",  "name",           "criticality",      "journeys",         "crosses_departments",
    "from.ref", "from.name",      "from.departments", "from.accountable", "to.ref",
    "to.name",  "to.departments", "to.accountable",   "accountable",      "owned",
    "talk"};

typedef struct seams_report {
    const raci_result *result;
    ri_view view;
    ri_seam_view seams;
    ri_seam_list list;
    ri_seam_sums sums;
} seams_report;

/* Keeps those on a journey, where one is asked for, and counts. */
static void keep(seams_report *report, uint32_t journey)
{
    ri_seam_list *list = &report->list;
    size_t kept = 0;
    for (size_t i = 0; i < list->n; i++) {
        const ri_seam *seam = &list->items[i];
        if (journey == RI_NONE ||
            ri_on_journey(report->view.snapshot, ri_ref_make(RI_HANDOFF, seam->handoff), journey)) {
            ri_seam_sums_add(&report->sums, seam);
            list->items[kept++] = *seam;
        }
    }
    list->n = kept;
}

/* ---- for programs ---- */

static void emit_accountable(const ri_emit *emit, seams_report *report, ri_ref subject)
{
    uint32_t n = 0;
    const ri_ref *holders = ri_seam_accountable(&report->seams, subject, &n);
    ri_emit_open_key(emit, "accountable", '[');
    for (uint32_t i = 0; i < n; i++) {
        ri_emit_reference(emit, &report->view, holders[i]);
    }
    ri_emit_close(emit, ']');
}

static void emit_side(const ri_emit *emit, seams_report *report, const char *key,
                      uint32_t touchpoint)
{
    const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, touchpoint);
    const ri_indexes *departments = ri_seam_delivering(&report->seams, touchpoint);
    ri_emit_open_key(emit, key, '{');
    ri_emit_reference_field(emit, "ref", &report->view, subject);
    ri_emit_field(emit, "name", ri_view_name(&report->view, subject));
    ri_emit_open_key(emit, "departments", '[');
    for (size_t i = 0; i < departments->n; i++) {
        ri_emit_reference(emit, &report->view, ri_ref_make(RI_UNIT, departments->items[i]));
    }
    ri_emit_close(emit, ']');
    emit_accountable(emit, report, subject);
    ri_emit_close(emit, '}');
}

static void emit_journeys(const ri_emit *emit, const ri_snapshot *s, uint32_t handoff)
{
    const ri_lists *journeys = &s->journey_sets.of;
    const uint32_t set = ri_handoff_passing(&s->handoffs, handoff).journey_set;
    ri_emit_open_key(emit, "journeys", '[');
    for (uint32_t i = journeys->first[set]; i < journeys->first[set + 1]; i++) {
        ri_emit_string(emit, s->journeys.rows.key[journeys->items[i]]);
    }
    ri_emit_close(emit, ']');
}

static void emit_seam(const ri_emit *emit, void *context, size_t i)
{
    seams_report *report = context;
    const ri_seam *seam = &report->list.items[i];
    const ri_handoffs *handoffs = &report->view.snapshot->handoffs;
    const ri_ref subject = ri_ref_make(RI_HANDOFF, seam->handoff);
    ri_emit_reference_field(emit, "subject", &report->view, subject);
    ri_emit_field(emit, "name", ri_view_name(&report->view, subject));
    if (seam->criticality > 0) {
        ri_emit_count(emit, "criticality", seam->criticality);
    } else {
        ri_emit_null(emit, "criticality");
    }
    emit_journeys(emit, report->view.snapshot, seam->handoff);
    ri_emit_bool(emit, "crosses_departments", seam->crosses);
    emit_side(emit, report, "from", handoffs->from[seam->handoff]);
    emit_side(emit, report, "to", handoffs->to[seam->handoff]);
    emit_accountable(emit, report, subject);
    ri_emit_bool(emit, "owned", seam->owned);
    if (seam->answered) {
        ri_emit_bool(emit, "talk", !seam->silent);
    } else {
        ri_emit_null(emit, "talk");
    }
}

static void emit_whole(const ri_emit *emit, void *context)
{
    seams_report *report = context;
    ri_emit_open_key(emit, "summary", '{');
    ri_emit_count(emit, "passages", report->sums.passages);
    ri_emit_count(emit, "owned", report->sums.owned);
    ri_emit_count(emit, "silent", report->sums.silent);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "passages", '[');
    for (size_t i = 0; i < report->list.n; i++) {
        ri_emit_open(emit, '{');
        emit_seam(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* ---- for people ---- */

static void put_seam(ri_page *page, seams_report *report, const ri_seam *seam, ri_text *line)
{
    ri_say_name(line, &report->view, ri_ref_make(RI_HANDOFF, seam->handoff));
    ri_page_take(page, "  ", "     ", line);
    ri_say_seam_departments(line, &report->seams, seam);
    ri_page_take(page, "     ", "     ", line);
    ri_say_seam_owners(line, &report->seams, seam);
    ri_page_take(page, "     ", "     ", line);
}

static void put_list(ri_page *page, seams_report *report, ri_text *line)
{
    for (size_t i = 0; i < report->list.n; i++) {
        const ri_seam *seam = &report->list.items[i];
        if (i == 0 || seam[-1].criticality != seam->criticality) {
            ri_page_gap(page);
            if (seam->criticality > 0) {
                ri_text_format(line, RI_BOLD "Criticality %u" RI_PLAIN,
                               (unsigned)seam->criticality);
            } else {
                ri_text_add(line, RI_BOLD "Of no stated criticality" RI_PLAIN);
            }
            ri_page_take(page, "", "", line);
        }
        put_seam(page, report, seam, line);
    }
}

static void put_text(ri_page *page, void *context)
{
    seams_report *report = context;
    ri_text line = RI_TEXT_INIT;
    ri_say_seam_sums(&line, &report->sums);
    ri_page_take(page, "", "", &line);
    put_list(page, report, &line);
    ri_put_basis(page, report->result->date, report->result->policy);
    ri_text_free(&line);
}

raci_status raci_report_seams(const raci_result *result, const char *journey, raci_format format,
                              const raci_look *look, raci_write_fn write, void *payload,
                              raci_error *err)
{
    seams_report report = {.result = result,
                           .seams = {.view = &report.view, .work = ri_work_of(result)}};
    raci_error failure = {0};
    uint32_t only = RI_NONE;
    raci_status status = RACI_OK;
    ri_view_init(&report.view, result->resolver);
    if (journey != NULL) {
        status = ri_asked_journey(&only, report.view.snapshot, journey, err);
    }
    if (status == RACI_OK && !ri_seam_list_make(&report.list, &report.seams.work)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        keep(&report, only);
        const ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = report.list.n,
            .context = &report,
            .whole = emit_whole,
            .element = emit_seam,
            .text = put_text,
            .failure = raci_result_failed(result, &failure) ? &failure : NULL,
            .view = &report.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_seam_list_free(&report.list);
    ri_seam_view_free(&report.seams);
    ri_view_free(&report.view);
    return status;
}
