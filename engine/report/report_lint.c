/* The document of `lint`: what the analysis of a policy found. */
#include "report/report_lint.h"

#include "base/day.h"
#include "base/fail.h"
#include "raci/report.h"
#include "report/annotated.h"
#include "report/document.h"
#include "report/view.h"

static const char *const columns[] = {
    "key",           "fingerprint",   "code",         "kind",
    "severity",      "subject",       "letter",       "parties",
    "rules.name",    "rules.file",    "rules.line",   "message",
    "cause",         "escalate",      "certain",      "witness.subject",
    "witness.match", "mend.action",   "mend.file",    "mend.line",
    "mend.text",     "mend.named_by", "mend.instead",
};

ri_lint_counts ri_lint_count_all(const raci_lint *lint)
{
    ri_lint_counts counts = {0};
    for (size_t i = 0; i < lint->n_findings; i++) {
        counts.severities[lint->findings[i].severity]++;
        counts.certain += lint->findings[i].verdict->certain;
    }
    return counts;
}

static void emit_rules(const ri_emit *emit, const raci_lint *lint, const ri_lint_finding *finding)
{
    ri_emit_open_key(emit, "rules", '[');
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_emit_rule(emit, ri_lint_rule(lint, finding->rules[i]));
    }
    if (finding->verdict->stated != NULL) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "name", finding->verdict->stated);
        ri_emit_null(emit, "file");
        ri_emit_null(emit, "line");
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* Rules that do not say why. */
static void emit_reasonless(const ri_emit *emit, const raci_lint *lint)
{
    const uint32_t n = ri_policy_data_of(lint->policy)->n_rules;
    ri_emit_open_key(emit, "without_reason", '[');
    for (uint32_t i = ri_lint_reasonless(lint, 0); i < n; i = ri_lint_reasonless(lint, i + 1)) {
        ri_emit_rule(emit, ri_lint_rule(lint, i));
    }
    ri_emit_close(emit, ']');
}

/* What the document looks at. */
typedef struct lint_report {
    const char *digest; /* the model's, or NULL */
    const raci_lint *lint;
    bool failed; /* memory is exhausted */
} lint_report;

/* A subject that is there, or what one would be; null for neither. */
static void emit_witness(const ri_emit *emit, lint_report *report, const ri_verdict *verdict)
{
    ri_text reference = RI_TEXT_INIT;
    if (verdict->existing == RI_NONE && verdict->witness == NULL) {
        ri_emit_null(emit, "witness");
        return;
    }
    if (verdict->existing != RI_NONE) {
        ri_snapshot_reference(report->lint->snapshot, verdict->existing, &reference);
    }
    ri_emit_open_key(emit, "witness", '{');
    ri_emit_field(emit, "subject",
                  verdict->existing != RI_NONE ? ri_text_string(&reference) : NULL);
    ri_emit_field(emit, "match", verdict->existing != RI_NONE ? NULL : verdict->witness->said);
    ri_emit_close(emit, '}');
    report->failed = report->failed || reference.failed;
    ri_text_free(&reference);
}

static void emit_names(const ri_emit *emit, const raci_lint *lint, const uint32_t *rules,
                       uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        ri_emit_string(emit, ri_lint_rule(lint, rules[i])->name);
    }
}

static void emit_mend(const ri_emit *emit, const raci_lint *lint, const ri_mend *mend)
{
    static const char *const ways[] = {"add", "remove", "replace"};
    const ri_rule *rule = mend->rule != RI_NONE ? ri_lint_rule(lint, mend->rule) : NULL;
    ri_emit_open_key(emit, "mend", '{');
    ri_emit_field(emit, "action", ways[mend->way]);
    ri_emit_field(emit, "file", rule != NULL ? rule->file : NULL);
    if (rule != NULL) {
        ri_emit_count(emit, "line", (size_t)rule->line);
    } else {
        ri_emit_null(emit, "line");
    }
    ri_emit_field(emit, "text", mend->text);
    ri_emit_open_key(emit, "named_by", '[');
    emit_names(emit, lint, mend->named_by, mend->n_named_by);
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "instead", '[');
    if (mend->instead != NULL) {
        emit_names(emit, lint, mend->instead->overrides, mend->instead->n_overrides);
        for (uint32_t i = 0; i < mend->instead->n_overrides_stated; i++) {
            ri_emit_string(emit, mend->instead->overrides_stated[i]);
        }
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}

static void emit_finding(const ri_emit *emit, lint_report *report, const ri_lint_finding *finding)
{
    ri_emit_field(emit, "key", finding->key);
    ri_emit_field(emit, "fingerprint", finding->fingerprint);
    ri_emit_field(emit, "code", finding->code);
    ri_emit_field(emit, "kind", ri_finding_kind_name(RI_KIND_POLICY));
    ri_emit_field(emit, "severity", ri_severity_name(finding->severity));
    ri_emit_field(emit, "subject", finding->subject);
    ri_emit_null(emit, "letter");
    ri_emit_open_key(emit, "parties", '[');
    ri_emit_close(emit, ']');
    emit_rules(emit, report->lint, finding);
    ri_emit_field(emit, "message", finding->message);
    ri_emit_null(emit, "cause");
    ri_emit_null(emit, "escalate");
    ri_emit_bool(emit, "certain", finding->verdict->certain);
    emit_witness(emit, report, finding->verdict);
    emit_mend(emit, report->lint, &finding->mend);
}

static void emit_summary(const ri_emit *emit, const raci_lint *lint)
{
    const ri_lint_counts counts = ri_lint_count_all(lint);
    ri_emit_open_key(emit, "summary", '{');
    ri_emit_count(emit, "rules", ri_policy_data_of(lint->policy)->n_rules);
    ri_emit_count(emit, "errors", counts.severities[RACI_ERROR]);
    ri_emit_count(emit, "warnings", counts.severities[RACI_WARNING]);
    ri_emit_count(emit, "infos", counts.severities[RACI_INFO]);
    ri_emit_count(emit, "certain", counts.certain);
    ri_emit_count(emit, "possible", lint->n_findings - counts.certain);
    ri_emit_count(emit, "ignored", lint->n_ignored);
    ri_emit_count(emit, "undecided", lint->analysis.undecided);
    ri_emit_close(emit, '}');
}

/* Of rules with very many partners, how many pairs are not among the findings. */
static void emit_more(const ri_emit *emit, const raci_lint *lint)
{
    ri_emit_open_key(emit, "more", '[');
    for (size_t i = 0; i < lint->n_more; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "code", lint->more[i].code);
        ri_emit_field(emit, "rule", ri_lint_rule(lint, lint->more[i].rule)->name);
        ri_emit_count(emit, "pairs", lint->more[i].n);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_ignored(const ri_emit *emit, lint_report *report)
{
    const raci_lint *lint = report->lint;
    ri_emit_open_key(emit, "ignored", '[');
    for (size_t i = 0; i < lint->n_ignored; i++) {
        ri_emit_open(emit, '{');
        emit_finding(emit, report, &lint->ignored[i]);
        ri_emit_field(emit, "reason", lint->ignored[i].ignored);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    lint_report *report = context;
    const raci_lint *lint = report->lint;
    char day[11];
    ri_emit_field(emit, "raci", raci_version());
    ri_emit_field(emit, "date", ri_day_format(lint->date, day));
    if (report->digest != NULL) {
        ri_emit_open_key(emit, "model", '{');
        ri_emit_field(emit, "digest", report->digest);
        ri_emit_close(emit, '}');
    } else {
        ri_emit_null(emit, "model");
    }
    ri_emit_policy(emit, "policy", lint->policy);
    emit_summary(emit, lint);
    ri_emit_open_key(emit, "findings", '[');
    for (size_t i = 0; i < lint->n_findings; i++) {
        ri_emit_open(emit, '{');
        emit_finding(emit, report, &lint->findings[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_more(emit, lint);
    emit_ignored(emit, report);
    emit_reasonless(emit, lint);
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    lint_report *report = context;
    emit_finding(emit, report, &report->lint->findings[i]);
}

static void put_text(ri_page *page, void *context)
{
    ri_lint_text(page, ((const lint_report *)context)->lint);
}

raci_status raci_report_lint(const raci_lint *lint, raci_format format, const raci_look *look,
                             raci_write_fn write, void *payload, raci_error *err)
{
    lint_report report = {.lint = lint};
    const ri_annotated annotated = ri_annotated_lint(lint);
    if (lint->model != NULL) {
        raci_status status = raci_model_digest(&report.digest, lint->model, err);
        if (status != RACI_OK) {
            return status;
        }
    }
    const ri_document document = {
        .annotated = &annotated,
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = lint->n_findings,
        .context = &report,
        .whole = emit_whole,
        .element = emit_element,
        .text = put_text,
        .failed = &report.failed,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
