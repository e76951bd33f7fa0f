/* A FINDING, as every document prints it. */
#include "report/view.h"

#include <stdio.h>

static void emit_escalation(const ri_emit *emit, ri_view *view, const ri_escalated *escalated)
{
    if (!escalated->any) {
        ri_emit_null(emit, "escalate");
        return;
    }
    ri_emit_open_key(emit, "escalate", '{');
    ri_emit_reference_field(emit, "to", view, escalated->to);
    ri_emit_field(emit, "reason", escalated->reason);
    ri_emit_open_key(emit, "path", '[');
    for (uint32_t i = 0; i < escalated->n_path; i++) {
        const ri_skip *skip = &escalated->path[i];
        ri_emit_open(emit, '{');
        if (skip->to == RI_NONE) {
            char office[64];
            (void)snprintf(office, sizeof office, "office:%s", skip->office);
            ri_emit_field(emit, "to", office);
        } else {
            ri_emit_reference_field(emit, "to", view, skip->to);
        }
        ri_emit_field(emit, "skipped", skip->skipped);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}

void ri_emit_finding(const ri_emit *emit, ri_view *view, const ri_finding *finding)
{
    ri_emit_field(emit, "key", finding->key);
    ri_emit_field(emit, "fingerprint", finding->fingerprint);
    ri_emit_field(emit, "code", finding->code_name);
    ri_emit_field(emit, "kind", ri_finding_kind_name(finding->kind));
    ri_emit_field(emit, "severity", ri_severity_name(finding->severity));
    ri_emit_reference_field(emit, "subject", view, finding->subject);
    ri_emit_letter(emit, view, finding->letter);
    ri_emit_open_key(emit, "parties", '[');
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        ri_emit_reference(emit, view, finding->parties[i]);
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "rules", '[');
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_emit_open(emit, '{');
        ri_emit_source(emit, view, finding->rules[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_field(emit, "message", finding->message);
    ri_emit_field(emit, "cause", finding->cause[0] != '\0' ? finding->cause : NULL);
    emit_escalation(emit, view, &finding->escalate);
}
