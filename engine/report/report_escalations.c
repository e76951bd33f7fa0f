/* The document of `escalations`: what waits for a decision, and what is settled. */
#include "report/report_escalations.h"

#include "base/day.h"
#include "report/document.h"

static const char *const columns[] = {"state",          "key",          "code",
                                      "severity",       "subject",      "name",
                                      "letter",         "message",      "to",
                                      "office",         "reason",       "since",
                                      "age_days",       "due",          "overdue",
                                      "findings",       "touchpoints",  "moments_of_truth",
                                      "journeys",       "settled.by",   "settled.holders",
                                      "settled.reason", "settled.from", "settled.until"};

/* ---- parts ---- */

/* A day, or null for an unbounded side. */
static void emit_day(const ri_emit *emit, const char *key, int32_t day)
{
    char text[11];
    const char *shown = ri_day_format(day, text);
    ri_emit_field(emit, key, shown[0] != '\0' ? shown : NULL);
}

void ri_emit_waiting(const ri_emit *emit, const ri_waiting *waiting, int32_t date)
{
    emit_day(emit, "since", waiting->since);
    if (waiting->since == RI_DAY_MAX) {
        ri_emit_null(emit, "age_days");
    } else {
        ri_emit_count(emit, "age_days", (size_t)(date - waiting->since));
    }
    emit_day(emit, "due", waiting->due);
    ri_emit_bool(emit, "overdue", waiting->overdue);
}

void ri_emit_decision(const ri_emit *emit, const char *by, const char *reason, int32_t from,
                      int32_t until)
{
    ri_emit_field(emit, "by", by);
    ri_emit_field(emit, "reason", reason);
    emit_day(emit, "from", from);
    emit_day(emit, "until", until);
}

static void emit_keys(const ri_emit *emit, const char *key, const ri_rows *rows,
                      const uint32_t *indexes, uint32_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (uint32_t i = 0; i < n; i++) {
        ri_emit_string(emit, rows->key[indexes[i]]);
    }
    ri_emit_close(emit, ']');
}

void ri_emit_stakes(const ri_emit *emit, const ri_snapshot *s, const ri_stakes *stakes)
{
    emit_keys(emit, "touchpoints", &s->touchpoints.rows, stakes->touchpoints,
              stakes->n_touchpoints);
    emit_keys(emit, "moments_of_truth", &s->touchpoints.rows, stakes->truths, stakes->n_truths);
    emit_keys(emit, "journeys", &s->journeys.rows, stakes->journeys, stakes->n_journeys);
}

/* ---- an item ---- */

raci_severity ri_inbox_worst(const ri_inbox_item *item)
{
    raci_severity worst = RACI_INFO;
    for (size_t i = 0; i < item->n_findings; i++) {
        worst = item->findings[i].finding->severity > worst ? item->findings[i].finding->severity
                                                            : worst;
    }
    return worst;
}

/* What it is about; a ruling has settled a finding that is not there any more. */
static void emit_matter(const ri_emit *emit, ri_inbox_report *report, const ri_inbox_item *item)
{
    ri_view *view = &report->view;
    const ri_finding *root = item->root;
    const ri_ref subject = root != NULL ? root->subject : item->rulings->subject;
    ri_emit_field(emit, "key", root != NULL ? root->key : NULL);
    ri_emit_field(emit, "code", root != NULL ? root->code_name : NULL);
    ri_emit_field(emit, "severity", root != NULL ? ri_severity_name(ri_inbox_worst(item)) : NULL);
    ri_emit_reference_field(emit, "subject", view, subject);
    ri_emit_field(emit, "name", ri_view_name(view, subject));
    if (root != NULL) {
        ri_emit_letter(emit, view, root->letter);
    } else {
        ri_emit_field(emit, "letter", item->rulings->letter);
    }
    ri_emit_field(emit, "message", root != NULL ? root->message : NULL);
}

static void emit_settled(const ri_emit *emit, const ri_inbox_item *item)
{
    const ri_acceptance *acceptance = item->acceptance;
    const ri_stated *ruling = item->rulings;
    if (item->state == RI_INBOX_WAITS) {
        ri_emit_null(emit, "settled");
        return;
    }
    ri_emit_open_key(emit, "settled", '{');
    ri_emit_open_key(emit, "holders", '[');
    for (uint32_t i = 0; i < item->n_rulings; i++) {
        ri_emit_string(emit, item->rulings[i].holder_text);
    }
    ri_emit_close(emit, ']');
    if (acceptance != NULL) {
        ri_emit_decision(emit, acceptance->by, acceptance->reason, acceptance->from,
                         acceptance->to);
    } else {
        ri_emit_decision(emit, ruling->by, ruling->reason, ruling->from, ruling->to);
    }
    ri_emit_close(emit, '}');
}

static void emit_item(const ri_emit *emit, void *context, size_t i)
{
    static const char *const states[] = {"waits", "accepted", "ruled"};
    ri_inbox_report *report = context;
    const raci_inbox *inbox = report->inbox;
    const ri_inbox_item *item = &inbox->items[i];
    ri_emit_field(emit, "state", states[item->state]);
    emit_matter(emit, report, item);
    ri_emit_reference_field(emit, "to", &report->view, item->to);
    ri_emit_field(emit, "office", item->office);
    ri_emit_field(emit, "reason",
                  item->n_findings > 0 ? item->findings[0].finding->escalate.reason : NULL);
    ri_emit_waiting(emit, &item->waiting, inbox->result->date);
    ri_emit_open_key(emit, "findings", '[');
    for (size_t k = 0; k < item->n_findings; k++) {
        ri_emit_string(emit, item->findings[k].finding->key);
    }
    ri_emit_close(emit, ']');
    ri_emit_stakes(emit, report->view.snapshot, &item->stakes);
    emit_settled(emit, item);
}

/* ---- the whole ---- */

static void emit_summary(const ri_emit *emit, const raci_inbox *inbox)
{
    static const char *const names[] = {"cxo", "ceo", "other", "none"};
    size_t counts[] = {0, 0, 0, 0};
    for (size_t i = 0; i < inbox->n; i++) {
        const ri_inbox_item *item = &inbox->items[i];
        if (item->state == RI_INBOX_WAITS) {
            counts[item->to == RI_NONE      ? 3
                   : item->office == NULL   ? 2
                   : item->office[1] == 'x' ? 0
                                            : 1]++;
        }
    }
    ri_emit_open_key(emit, "summary", '{');
    ri_emit_count(emit, "waiting", inbox->n_waiting);
    ri_emit_count(emit, "overdue", inbox->n_overdue);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        ri_emit_count(emit, names[i], counts[i]);
    }
    ri_emit_count(emit, "settled", inbox->n_settled);
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_inbox_report *report = context;
    const raci_inbox *inbox = report->inbox;
    emit_day(emit, "date", inbox->result->date);
    emit_summary(emit, inbox);
    ri_emit_open_key(emit, "escalations", '[');
    for (size_t i = 0; i < inbox->n; i++) {
        ri_emit_open(emit, '{');
        emit_item(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

raci_status raci_report_inbox(const raci_inbox *inbox, raci_format format, const raci_look *look,
                              raci_write_fn write, void *payload, raci_error *err)
{
    ri_inbox_report report = {.inbox = inbox};
    raci_error failure = {0};
    ri_view_init(&report.view, inbox->result->resolver);
    const ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = inbox->n,
        .context = &report,
        .whole = emit_whole,
        .element = emit_item,
        .text = ri_inbox_text,
        .failure = raci_result_failed(inbox->result, &failure) ? &failure : NULL,
        .view = &report.view,
    };
    const raci_status status = ri_document_write(&document, format, look, write, payload, err);
    ri_view_free(&report.view);
    return status;
}
