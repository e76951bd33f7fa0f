#include "report/view.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

ri_view ri_view_of(const ri_snapshot *snapshot)
{
    return (ri_view){.snapshot = snapshot, .failures = ri_snapshot_failures(snapshot)};
}

void ri_view_init(ri_view *view, const ri_resolver *resolver)
{
    *view = ri_view_of(ri_resolver_snapshot(resolver));
    view->resolver = resolver;
    view->scheme = &ri_resolver_policy(resolver)->scheme;
}

void ri_view_free(ri_view *view)
{
    ri_text_free(&view->reference);
    ri_free(view->seats.items);
    ri_free(view->sources.items);
}

bool ri_view_failed(const ri_view *view)
{
    return view->failed || ri_snapshot_failures(view->snapshot) > view->failures;
}

raci_status ri_report_status(raci_status status, bool failed, raci_error *err)
{
    if (!failed) {
        return status;
    }
    ri_error_clear(err); /* what had no memory for its name may have been asked about without one */
    return ri_fail_nomem(err);
}

const char *ri_view_name(const ri_view *view, ri_ref ref)
{
    if (ri_ref_kind(ref) == RI_RULE) {
        return ri_source_name(view->resolver, ri_ref_index(ref));
    }
    return ri_snapshot_name(view->snapshot, ref);
}

const char *ri_view_reference(ri_view *view, ri_ref ref)
{
    ri_text_clear(&view->reference);
    if (ri_ref_kind(ref) == RI_RULE) {
        ri_text_add(&view->reference, "rule:");
        ri_text_add(&view->reference, ri_view_name(view, ref));
    } else {
        ri_snapshot_reference(view->snapshot, ref, &view->reference);
    }
    view->failed = view->failed || view->reference.failed;
    return ri_text_string(&view->reference);
}

const ri_indexes *ri_view_seats(ri_view *view, ri_ref holder)
{
    view->seats.n = 0;
    if (!ri_holder_seats(view->snapshot, holder, &view->seats)) {
        view->failed = true;
    }
    return &view->seats;
}

const char *ri_seat_kind_name(uint32_t kind)
{
    return kind == RI_SEAT_ACTING ? "acting" : kind == RI_SEAT_DELEGATE ? "delegate" : "holder";
}

static int compare_names(const void *a, const void *b, const void *context)
{
    const ri_view *view = context;
    ri_source x = *(const uint32_t *)a;
    ri_source y = *(const uint32_t *)b;
    return strcmp(ri_source_name(view->resolver, x), ri_source_name(view->resolver, y));
}

bool ri_view_by_name(const ri_view *view, uint32_t *sources, size_t n)
{
    return n < 2 || ri_order(sources, n, sizeof *sources, compare_names, view);
}

const ri_indexes *ri_view_reasons(ri_view *view, const ri_outcome *outcome, ri_ref holder)
{
    ri_indexes *sources = &view->sources;
    sources->n = 0;
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->holder != holder || giving->fate != RI_KEPT) {
            continue;
        }
        if (!RI_PUSH(sources->items, sources->n, sources->capacity, giving->winner)) {
            view->failed = true;
        }
    }
    view->failed = !ri_view_by_name(view, sources->items, sources->n) || view->failed;
    return sources;
}

const ri_giving *ri_view_giving(ri_view *view, const ri_outcome *outcome, ri_ref holder)
{
    const ri_indexes *reasons = ri_view_reasons(view, outcome, holder);
    for (uint32_t i = 0; reasons->n > 0 && i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->holder == holder && giving->winner == reasons->items[0]) {
            return giving;
        }
    }
    return NULL;
}

void ri_emit_reference(const ri_emit *emit, ri_view *view, ri_ref ref)
{
    ri_emit_string(emit, ri_view_reference(view, ref));
}

void ri_emit_reference_field(const ri_emit *emit, const char *key, ri_view *view, ri_ref ref)
{
    ri_emit_field(emit, key, ref == RI_NONE ? NULL : ri_view_reference(view, ref));
}

void ri_emit_source(const ri_emit *emit, const ri_view *view, ri_source source)
{
    const char *file = ri_source_file(view->resolver, source);
    int line = ri_source_line(view->resolver, source);
    ri_emit_field(emit, "name", ri_source_name(view->resolver, source));
    ri_emit_field(emit, "file", file[0] != '\0' ? file : NULL);
    ri_emit_key(emit, "line");
    if (line > 0) {
        ri_emit_number(emit, (uint64_t)line);
    } else {
        ri_emit_string(emit, NULL);
    }
}

void ri_emit_rule(const ri_emit *emit, const ri_rule *rule)
{
    ri_emit_open(emit, '{');
    ri_emit_field(emit, "name", rule->name);
    ri_emit_field(emit, "file", rule->file);
    ri_emit_count(emit, "line", (size_t)rule->line);
    ri_emit_close(emit, '}');
}

void ri_emit_letter(const ri_emit *emit, const ri_view *view, uint8_t letter)
{
    bool some = letter != RI_NO_LETTER;
    ri_emit_field(emit, "letter", some ? view->scheme->letters[letter].letter : NULL);
}

static const char *key_of(const ri_rows *rows, uint32_t i)
{
    return i == RI_NONE ? NULL : rows->key[i];
}

void ri_emit_subject(const ri_emit *emit, ri_view *view, ri_ref subject)
{
    const ri_snapshot *s = view->snapshot;
    bool touchpoint = ri_ref_kind(subject) == RI_TOUCHPOINT;
    uint32_t i = ri_ref_index(subject);
    const ri_touchpoints *t = &s->touchpoints;
    ri_emit_open_key(emit, "subject", '{');
    ri_emit_reference_field(emit, "ref", view, subject);
    ri_emit_field(emit, "name", ri_view_name(view, subject));
    ri_emit_field(emit, "journey", touchpoint ? key_of(&s->journeys.rows, t->journey[i]) : NULL);
    ri_emit_field(emit, "stage", touchpoint ? key_of(&s->stages.rows, t->stage[i]) : NULL);
    ri_emit_field(emit, "channel", touchpoint ? key_of(&s->channels.rows, t->channel[i]) : NULL);
    ri_emit_close(emit, '}');
}

void ri_emit_policy(const ri_emit *emit, const char *key, const raci_policy *policy)
{
    ri_emit_open_key(emit, key, '{');
    ri_emit_field(emit, "name", raci_policy_name(policy));
    ri_emit_field(emit, "version", raci_policy_version(policy));
    ri_emit_field(emit, "digest", raci_policy_digest(policy));
    ri_emit_close(emit, '}');
}

void ri_emit_summary(const ri_emit *emit, const ri_summary *summary)
{
    ri_emit_count(emit, "subjects", summary->subjects);
    ri_emit_count(emit, "assignments", summary->assignments);
    ri_emit_count(emit, "conflicts", summary->kinds[RI_KIND_CONFLICT]);
    ri_emit_count(emit, "gaps", summary->kinds[RI_KIND_GAP]);
    ri_emit_count(emit, "risks", summary->kinds[RI_KIND_RISK]);
    ri_emit_count(emit, "hygiene", summary->kinds[RI_KIND_HYGIENE]);
    ri_emit_count(emit, "policy", summary->kinds[RI_KIND_POLICY]);
    ri_emit_count(emit, "errors", summary->severities[RACI_ERROR]);
    ri_emit_count(emit, "warnings", summary->severities[RACI_WARNING]);
    ri_emit_count(emit, "infos", summary->severities[RACI_INFO]);
    ri_emit_open_key(emit, "escalated", '{');
    ri_emit_count(emit, "cxo", summary->escalated_cxo);
    ri_emit_count(emit, "ceo", summary->escalated_ceo);
    ri_emit_count(emit, "other", summary->escalated_other);
    ri_emit_count(emit, "none", summary->escalated_none);
    ri_emit_close(emit, '}');
}
