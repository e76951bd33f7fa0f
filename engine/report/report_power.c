/* The document of `power` for one holder. */
#include "report/report_power.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fail.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/seeking.h"
#include "report/asked_for.h"
#include "report/document.h"

static const char *const columns[] = {
    "subject",         "name", "commanded", "through", "in_the_way.department", "in_the_way.who",
    "in_the_way.first"};

ri_work ri_work_of(const raci_result *result)
{
    const ri_scheme *scheme = &ri_resolver_policy(result->resolver)->scheme;
    return (ri_work){result->snapshot, &result->matrix, scheme->accountable, scheme->responsible};
}

void ri_emit_share(const ri_emit *emit, const char *key, size_t part, size_t whole)
{
    char digits[32];
    if (whole == 0) {
        ri_emit_null(emit, key);
        return;
    }
    const uint64_t share = ((uint64_t)part * 20000 + whole) / ((uint64_t)whole * 2);
    (void)snprintf(digits, sizeof digits, "%" PRIu64 ".%04" PRIu64, share / 10000, share % 10000);
    ri_emit_key(emit, key);
    emit->receiver->word(emit->self, digits);
}

unsigned ri_percent(size_t part, size_t whole)
{
    if (whole == 0) {
        return 0;
    }
    const uint64_t percent = ((uint64_t)part * 200 + whole) / ((uint64_t)whole * 2);
    return part > 0 && percent == 0 ? 1 : part < whole && percent == 100 ? 99 : (unsigned)percent;
}

void ri_say_share(ri_text *out, size_t part, size_t whole)
{
    if (whole > 0) {
        ri_text_format(out, " (%u %%)", ri_percent(part, whole));
    }
}

/* Counts a touchpoint that is not commanded for its department. */
static bool add_elsewhere(ri_power_report *report, ri_map *known, const ri_hurdle *hurdle)
{
    uint32_t at = 0;
    if (!ri_map_get(known, hurdle->department, &at)) {
        const ri_power_elsewhere one = {*hurdle, 0};
        at = (uint32_t)report->n_elsewhere;
        if (!ri_map_put(known, hurdle->department, at) ||
            !RI_PUSH(report->elsewhere, report->n_elsewhere, report->elsewhere_capacity, one)) {
            return false;
        }
    }
    ri_power_elsewhere *here = &report->elsewhere[at];
    here->touchpoints++;
    here->first = here->first.position != RI_NONE ? here->first : *hurdle;
    return true;
}

static int most_first(const void *a, const void *b, const void *context)
{
    const ri_power_elsewhere *x = a;
    const ri_power_elsewhere *y = b;
    (void)context;
    const uint32_t of_x = x->first.department;
    const uint32_t of_y = y->first.department;
    return x->touchpoints != y->touchpoints
               ? (x->touchpoints < y->touchpoints) - (x->touchpoints > y->touchpoints)
               : (of_x > of_y) - (of_x < of_y);
}

static bool gather(ri_power_report *report)
{
    const ri_rows *touchpoints = &report->view.snapshot->touchpoints.rows;
    ri_map known = {0};
    bool ok = true;
    for (uint32_t t = 0; ok && t < touchpoints->n; t++) {
        ri_power_row row = {.touchpoint = t};
        if (!ri_row_there(touchpoints, t)) {
            continue;
        }
        row.way =
            ri_commands_work(&report->work, report->positions, report->n_positions, t, &row.hurdle);
        report->ways[row.way]++;
        ok = RI_PUSH(report->rows, report->n_rows, report->rows_capacity, row) &&
             (row.way != RI_WAY_NONE || add_elsewhere(report, &known, &row.hurdle));
    }
    ri_map_free(&known);
    return ok && ri_order(report->elsewhere, report->n_elsewhere, sizeof *report->elsewhere,
                          most_first, NULL);
}

static void emit_place(const ri_emit *emit, ri_power_report *report, const char *key, ri_kind kind,
                       uint32_t row)
{
    ri_emit_reference_field(emit, key, &report->view,
                            row != RI_NONE ? ri_ref_make(kind, row) : RI_NONE);
}

static void emit_row(const ri_emit *emit, void *context, size_t i)
{
    ri_power_report *report = context;
    const ri_power_row *row = &report->rows[i];
    const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, row->touchpoint);
    ri_emit_reference_field(emit, "subject", &report->view, subject);
    ri_emit_field(emit, "name", ri_view_name(&report->view, subject));
    ri_emit_bool(emit, "commanded", row->way != RI_WAY_NONE);
    ri_emit_field(emit, "through", ri_way_name(row->way));
    if (row->way != RI_WAY_NONE) {
        ri_emit_null(emit, "in_the_way");
        return;
    }
    ri_emit_open_key(emit, "in_the_way", '{');
    emit_place(emit, report, "department", RI_UNIT, row->hurdle.department);
    ri_emit_reference_field(emit, "who", &report->view, row->hurdle.doer);
    emit_place(emit, report, "first", RI_POSITION, row->hurdle.position);
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_power_report *report = context;
    const size_t commanded = report->ways[RI_WAY_LINE] + report->ways[RI_WAY_MANDATE];
    ri_emit_reference_field(emit, "holder", &report->view, report->holder);
    ri_emit_field(emit, "title", ri_view_name(&report->view, report->holder));
    ri_emit_people(emit, &report->view, report->holder);
    ri_emit_count(emit, "touchpoints", report->n_rows);
    ri_emit_count(emit, "commanded", commanded);
    ri_emit_share(emit, "share", commanded, report->n_rows);
    ri_emit_count(emit, "by_line", report->ways[RI_WAY_LINE]);
    ri_emit_count(emit, "by_mandate", report->ways[RI_WAY_MANDATE]);
    ri_emit_open_key(emit, "elsewhere", '[');
    for (size_t i = 0; i < report->n_elsewhere; i++) {
        ri_emit_open(emit, '{');
        emit_place(emit, report, "department", RI_UNIT, report->elsewhere[i].first.department);
        ri_emit_count(emit, "touchpoints", report->elsewhere[i].touchpoints);
        emit_place(emit, report, "first", RI_POSITION, report->elsewhere[i].first.position);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "rows", '[');
    for (size_t i = 0; i < report->n_rows; i++) {
        ri_emit_open(emit, '{');
        emit_row(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_text(ri_page *page, void *context)
{
    ri_power_text(page, context);
}

raci_status raci_report_power(const raci_result *result, const char *holder, raci_format format,
                              const raci_look *look, raci_write_fn write, void *payload,
                              raci_error *err)
{
    ri_power_report report = {.result = result, .work = ri_work_of(result)};
    raci_error failure = {0};
    ri_view_init(&report.view, result->resolver);
    raci_status status = ri_asked_holder(&report.holder, result, holder, err);
    if (status == RACI_OK) {
        report.positions = ri_commanding_positions(report.view.snapshot, report.holder, &report.one,
                                                   &report.n_positions);
        status = gather(&report) ? RACI_OK : ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        const ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = report.n_rows,
            .context = &report,
            .whole = emit_whole,
            .element = emit_row,
            .text = put_text,
            .failure = raci_result_failed(result, &failure) ? &failure : NULL,
            .view = &report.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_free(report.rows);
    ri_free(report.elsewhere);
    ri_view_free(&report.view);
    return status;
}
