/* The document of `check`. */
#include "report/report_check.h"

#include "base/day.h"
#include "base/fail.h"
#include "report/annotated.h"
#include "report/document.h"

static const char *const columns[] = {
    "key",
    "fingerprint",
    "code",
    "kind",
    "severity",
    "subject",
    "letter",
    "parties",
    "rules.name",
    "rules.file",
    "rules.line",
    "message",
    "cause",
    "escalate.to",
    "escalate.reason",
    "escalate.path.to",
    "escalate.path.skipped",
};

static const char *const summary_columns[] = {
    "subjects",      "assignments",   "conflicts",       "gaps",           "risks",
    "hygiene",       "policy",        "errors",          "warnings",       "infos",
    "escalated.cxo", "escalated.ceo", "escalated.other", "escalated.none",
};

/* With counts only, the counts are the one element. */
static bool counts_only(const raci_result *result)
{
    return result->counts_only;
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    ri_check_report *report = context;
    if (counts_only(report->result)) {
        ri_emit_summary(emit, &report->result->summary);
    } else {
        ri_emit_finding(emit, &report->view, &report->result->findings[i]);
    }
}

static void emit_list(const ri_emit *emit, const char *key, ri_check_report *report,
                      const ri_finding *findings, size_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_open(emit, '{');
        ri_emit_finding(emit, &report->view, &findings[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

void ri_emit_check_head(const ri_emit *emit, const raci_result *result, const char *digest)
{
    char day[11];
    ri_emit_field(emit, "raci", raci_version());
    ri_emit_field(emit, "date", ri_day_format(result->date, day));
    ri_emit_open_key(emit, "model", '{');
    ri_emit_field(emit, "digest", digest);
    ri_emit_close(emit, '}');
    ri_emit_policy(emit, "policy", result->policy);
    ri_emit_open_key(emit, "summary", '{');
    ri_emit_summary(emit, &result->summary);
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_check_report *report = context;
    const raci_result *result = report->result;
    ri_emit_check_head(emit, result, report->digest);
    if (!counts_only(result)) {
        emit_list(emit, "findings", report, result->findings, result->n_findings);
        emit_list(emit, "accepted", report, result->accepted, result->n_accepted);
    }
}

static void put_text(ri_page *page, void *context)
{
    ri_check_text(page, context, counts_only(((ri_check_report *)context)->result));
}

raci_status raci_report_check(const raci_result *result, raci_format format, const raci_look *look,
                              raci_write_fn write, void *payload, raci_error *err)
{
    ri_check_report report = {.result = result};
    raci_error failure = {0};
    bool counts = counts_only(result);
    raci_status status = raci_model_digest(&report.digest, result->model, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_view_init(&report.view, result->resolver);
    const ri_annotated annotated = ri_annotated_result(result);
    ri_document document = {
        .annotated = counts ? NULL : &annotated,
        .columns = counts ? summary_columns : columns,
        .n_columns = counts ? sizeof summary_columns / sizeof summary_columns[0]
                            : sizeof columns / sizeof columns[0],
        .n_elements = counts ? 1 : result->n_findings,
        .context = &report,
        .whole = emit_whole,
        .element = emit_element,
        .text = put_text,
        .failure = raci_result_failed(result, &failure) ? &failure : NULL,
        .view = &report.view,
    };
    status = ri_document_write(&document, format, look, write, payload, err);
    ri_view_free(&report.view);
    return status;
}
