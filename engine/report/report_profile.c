/* The document of `check --profile`: what an evaluation took. */
#include "report/report_profile.h"

#include <string.h>

#include "base/fail.h"
#include "base/order.h"
#include "report/document.h"
#include "report/report_check.h"

static const char *const columns[] = {"part",   "name", "file",     "line",         "matched",
                                      "called", "won",  "findings", "microseconds", "bytes"};

static const char *const phase_names[RACI_PHASE_COUNT] = {
    "open", "policy", "load", "match", "when", "settle", "checks", "record", "report"};

const char *ri_phase_name(uint32_t phase)
{
    return phase_names[phase];
}

static uint64_t above_zero(int64_t value)
{
    return value > 0 ? (uint64_t)value : 0;
}

uint64_t ri_phase_spent(const raci_profile *profile, uint32_t phase)
{
    return above_zero(profile->phases[phase].spent);
}

uint64_t ri_whole_spent(const ri_profile_report *report)
{
    uint64_t whole = 0;
    for (uint32_t i = 0; i < report->n_phases; i++) {
        whole += ri_phase_spent(report->profile, report->phases[i]);
    }
    return whole;
}

uint64_t ri_rule_spent(const raci_profile *profile, uint32_t rule)
{
    return above_zero(profile->costs.rules[rule].lua);
}

uint64_t ri_check_spent(const raci_profile *profile, uint32_t code)
{
    return above_zero(profile->checks[code]);
}

uint64_t ri_phase_grown(const raci_profile *profile, uint32_t phase)
{
    return above_zero(profile->phases[phase].grown);
}

uint64_t ri_profile_most(const raci_profile *profile)
{
    const raci_gauge *gauge = &profile->costs.watch.gauge;
    return gauge->most(gauge->payload);
}

/* ---- for programs ---- */

static void emit_spent(const ri_emit *emit, uint64_t nanoseconds)
{
    ri_emit_count(emit, "microseconds", (size_t)((nanoseconds + 500) / 1000));
}

static void emit_phase(const ri_emit *emit, const ri_profile_report *report, uint32_t phase)
{
    ri_emit_field(emit, "name", ri_phase_name(phase));
    emit_spent(emit, ri_phase_spent(report->profile, phase));
    ri_emit_count(emit, "bytes", (size_t)ri_phase_grown(report->profile, phase));
}

static void emit_rule(const ri_emit *emit, const ri_profile_report *report, uint32_t i)
{
    const ri_rule *rule = &report->policy->rules[i];
    const ri_rule_cost *cost = &report->profile->costs.rules[i];
    ri_emit_field(emit, "name", rule->name);
    ri_emit_field(emit, "file", rule->file);
    ri_emit_count(emit, "line", (size_t)rule->line);
    ri_emit_count(emit, "matched", cost->matched);
    ri_emit_count(emit, "called", cost->called);
    ri_emit_count(emit, "won", cost->won);
    emit_spent(emit, ri_rule_spent(report->profile, i));
}

static void emit_check(const ri_emit *emit, const ri_profile_report *report, uint32_t code)
{
    ri_emit_field(emit, "name", ri_code_name(report->policy, (ri_code)code));
    ri_emit_count(emit, "findings", report->result->summary.codes[code]);
    emit_spent(emit, ri_check_spent(report->profile, code));
}

/* Phases, rules and checks in one list. */
static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    const ri_profile_report *report = context;
    const size_t n_rules = report->policy->n_rules;
    if (i < report->n_phases) {
        ri_emit_field(emit, "part", "phase");
        emit_phase(emit, report, report->phases[i]);
    } else if (i - report->n_phases < n_rules) {
        ri_emit_field(emit, "part", "rule");
        emit_rule(emit, report, (uint32_t)(i - report->n_phases));
    } else {
        ri_emit_field(emit, "part", "check");
        emit_check(emit, report, report->checks[i - report->n_phases - n_rules]);
    }
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const ri_profile_report *report = context;
    ri_emit_check_head(emit, report->result, report->digest);
    ri_emit_open_key(emit, "total", '{');
    emit_spent(emit, ri_whole_spent(report));
    ri_emit_count(emit, "bytes", (size_t)ri_profile_most(report->profile));
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "phases", '[');
    for (uint32_t i = 0; i < report->n_phases; i++) {
        ri_emit_open(emit, '{');
        emit_phase(emit, report, report->phases[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "rules", '[');
    for (uint32_t i = 0; i < report->policy->n_rules; i++) {
        ri_emit_open(emit, '{');
        emit_rule(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "checks", '[');
    for (uint32_t i = 0; i < report->n_checks; i++) {
        ri_emit_open(emit, '{');
        emit_check(emit, report, report->checks[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* ---- the document ---- */

static void put_text(ri_page *page, void *context)
{
    ri_profile_text(page, context);
}

static int by_name(const void *a, const void *b, const void *context)
{
    const ri_policy_data *policy = context;
    const uint32_t *x = a;
    const uint32_t *y = b;
    return strcmp(ri_code_name(policy, (ri_code)*x), ri_code_name(policy, (ri_code)*y));
}

/* What was measured at all. */
static raci_status list_parts(ri_profile_report *report, ri_arena *arena, raci_error *err)
{
    const uint32_t n = report->profile->n_checks;
    report->checks = ri_arena_array(arena, n, sizeof *report->checks);
    if (report->checks == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < RACI_PHASE_COUNT; i++) {
        if (report->profile->phases[i].entered) {
            report->phases[report->n_phases++] = i;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        if (report->result->asked[i]) {
            report->checks[report->n_checks++] = i;
        }
    }
    return ri_order(report->checks, report->n_checks, sizeof *report->checks, by_name,
                    report->policy)
               ? RACI_OK
               : ri_fail_nomem(err);
}

raci_status raci_report_profile(const raci_profile *profile, const raci_result *result,
                                raci_format format, const raci_look *look, raci_write_fn write,
                                void *payload, raci_error *err)
{
    ri_profile_report report = {
        .profile = profile, .result = result, .policy = ri_policy_data_of(result->policy)};
    raci_error failure = {0};
    ri_arena *arena = ri_arena_new();
    raci_status status =
        arena != NULL ? raci_model_digest(&report.digest, result->model, err) : ri_fail_nomem(err);
    if (status == RACI_OK && profile->costs.rules == NULL) {
        status = ri_fail(err, RACI_INVALID, "nothing was evaluated with this profile");
    }
    if (status == RACI_OK) {
        status = list_parts(&report, arena, err);
    }
    if (status == RACI_OK) {
        const ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = report.n_phases + (size_t)report.policy->n_rules + report.n_checks,
            .context = &report,
            .whole = emit_whole,
            .element = emit_element,
            .text = put_text,
            .failure = raci_result_failed(result, &failure) ? &failure : NULL,
            .failed = &report.failed,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_arena_free(arena);
    return status;
}
