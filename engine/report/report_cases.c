/* The documents of `test`: which cases failed, and why; what rules did. */
#include <string.h>

#include "base/fail.h"
#include "report/cases_view.h"
#include "report/document.h"
#include "report/sentences.h"

static const char *const columns[] = {"name",
                                      "file",
                                      "line",
                                      "passed",
                                      "failures.file",
                                      "failures.line",
                                      "failures.expected",
                                      "failures.found",
                                      "failures.why"};

bool ri_cases_next(ri_cases_of *out, const raci_tests *tests, size_t first)
{
    if (first >= tests->n_results) {
        return false;
    }
    *out = (ri_cases_of){.file = tests->results[first].of->file, .first = first};
    for (size_t i = first; i < tests->n_results && tests->results[i].of->file == out->file; i++) {
        out->n++;
        out->failed += tests->results[i].n_failures > 0;
    }
    return true;
}

void ri_say_failure(ri_text *out, const ri_case_failure *failure)
{
    ri_text_format(out, "expected: %s; found: %s", failure->expected,
                   failure->found != NULL ? failure->found : "it is not so");
    if (failure->why != NULL) {
        ri_text_format(out, "; why: %s", failure->why);
    }
}

/* ---- for programs ---- */

static void emit_case(const ri_emit *emit, void *context, size_t i)
{
    const ri_case_result *result = &(*(const raci_tests **)context)->results[i];
    ri_emit_field(emit, "name", result->of->name);
    ri_emit_field(emit, "file", result->of->file);
    ri_emit_count(emit, "line", (size_t)result->of->line);
    ri_emit_bool(emit, "passed", result->n_failures == 0);
    ri_emit_open_key(emit, "failures", '[');
    for (size_t k = 0; k < result->n_failures; k++) {
        const ri_case_failure *failure = &result->failures[k];
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "file", failure->file);
        ri_emit_count(emit, "line", (size_t)failure->line);
        ri_emit_field(emit, "expected", failure->expected);
        ri_emit_field(emit, "found", failure->found);
        ri_emit_field(emit, "why", failure->why);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* What of a rule was not seen: words, in order; how many. */
static size_t unseen(const ri_rule_use *use, const char *out[4])
{
    size_t n = 0;
    if (use->applied == 0) {
        out[n++] = "applied";
    }
    if (use->assigns && use->won == 0) {
        out[n++] = "won";
    }
    if (use->asks && use->agreed == 0) {
        out[n++] = "when-true";
    }
    if (use->asks && use->declined == 0) {
        out[n++] = "when-false";
    }
    return n;
}

static void emit_coverage(const ri_emit *emit, const raci_tests *tests)
{
    size_t seen = 0;
    size_t all = 0;
    if (tests->coverage == NULL) {
        ri_emit_null(emit, "coverage");
        return;
    }
    ri_coverage_count(tests->coverage, &seen, &all);
    ri_emit_open_key(emit, "coverage", '{');
    ri_emit_count(emit, "seen", seen);
    ri_emit_count(emit, "of", all);
    ri_emit_count(emit, "percent", (size_t)raci_tests_covered(tests));
    ri_emit_open_key(emit, "rules", '[');
    for (size_t i = 0; i < tests->coverage->n; i++) {
        const ri_rule_use *use = &tests->coverage->rules[i];
        const char *words[4];
        const size_t n = unseen(use, words);
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "name", use->name);
        ri_emit_field(emit, "file", use->file);
        ri_emit_count(emit, "line", (size_t)use->line);
        ri_emit_count(emit, "applied", use->applied);
        ri_emit_count(emit, "won", use->won);
        ri_emit_count(emit, "when_true", use->agreed);
        ri_emit_count(emit, "when_false", use->declined);
        ri_emit_open_key(emit, "never", '[');
        for (size_t k = 0; k < n; k++) {
            ri_emit_string(emit, words[k]);
        }
        ri_emit_close(emit, ']');
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_tests *tests = *(const raci_tests **)context;
    ri_emit_open_key(emit, "summary", '{');
    ri_emit_count(emit, "cases", tests->n_results);
    ri_emit_count(emit, "failed", tests->n_failed);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "cases", '[');
    for (size_t i = 0; i < tests->n_results; i++) {
        ri_emit_open(emit, '{');
        emit_case(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_coverage(emit, tests);
}

/* ---- for people ---- */

static void put_part(ri_page *page, const char *label, const char *text, ri_text *line)
{
    if (text != NULL) {
        ri_text_add(line, label);
        ri_say(line, text);
        ri_page_take(page, "    ", "      ", line);
    }
}

static void put_failed(ri_page *page, const ri_case_result *result, ri_text *line)
{
    ri_text_add(line, RI_RED "failed" RI_PLAIN "  " RI_BOLD);
    ri_say(line, result->of->name);
    ri_text_add(line, RI_PLAIN);
    ri_page_take(page, "", "  ", line);
    if (result->of->because != NULL) {
        ri_text_add(line, "because ");
        ri_say(line, result->of->because);
        ri_page_take(page, "  ", "  ", line);
    }
    for (size_t i = 0; i < result->n_failures; i++) {
        const ri_case_failure *failure = &result->failures[i];
        ri_say(line, failure->file);
        ri_text_format(line, ":%d", failure->line);
        ri_page_take(page, "  ", "  ", line);
        put_part(page, "expected: ", failure->expected, line);
        put_part(page, "found: ", failure->found, line);
        put_part(page, "why: ", failure->why, line);
    }
    ri_page_gap(page);
}

/* What of a rule no test has shown, as a clause. */
static void put_unseen(ri_page *page, const ri_rule_use *use, ri_text *line)
{
    const char *words[4];
    const size_t n = unseen(use, words);
    if (n == 0) {
        return;
    }
    ri_say(line, use->file);
    ri_text_format(line, ":%d: '", use->line);
    ri_say(line, use->name);
    if (use->applied == 0) {
        ri_text_add(line, "' never applied");
    } else if (use->assigns && use->won == 0) {
        ri_text_add(line, "' never won");
    } else {
        ri_text_add(line, "'");
    }
    if (use->asks && (use->agreed == 0 || use->declined == 0)) {
        ri_text_format(line, "%s its when was never %s",
                       use->applied == 0 || (use->assigns && use->won == 0) ? "," : ":",
                       use->agreed > 0     ? "false"
                       : use->declined > 0 ? "true"
                                           : "asked");
    }
    ri_page_take(page, "  ", "    ", line);
}

static void put_coverage(ri_page *page, const raci_tests *tests, ri_text *line)
{
    size_t seen = 0;
    size_t all = 0;
    ri_coverage_count(tests->coverage, &seen, &all);
    ri_text_format(line, "Of what rules can do, %zu of %zu were seen: %d %%.", seen, all,
                   raci_tests_covered(tests));
    ri_page_take(page, "", "", line);
    for (size_t i = 0; i < tests->coverage->n; i++) {
        put_unseen(page, &tests->coverage->rules[i], line);
    }
}

static void put_text(ri_page *page, void *context)
{
    const raci_tests *tests = *(const raci_tests **)context;
    ri_text line = RI_TEXT_INIT;
    for (size_t i = 0; i < tests->n_results; i++) {
        if (tests->results[i].n_failures > 0) {
            put_failed(page, &tests->results[i], &line);
        }
    }
    ri_say_count(&line, tests->n_results, "case");
    if (tests->n_results == 0) {
        ri_text_add(&line, ": nothing was tried.");
    } else if (tests->n_failed == 0) {
        ri_text_add(&line, tests->n_results == 1 ? ", and it holds." : ", and all hold.");
    } else {
        ri_text_format(&line, ", %zu failed.", tests->n_failed);
    }
    ri_page_take(page, "", "", &line);
    if (tests->coverage != NULL) {
        put_coverage(page, tests, &line);
    }
    page->failed = page->failed || line.failed;
    ri_text_free(&line);
}

/* What others read. */
static raci_status write_as(const raci_tests *tests, raci_format format, raci_write_fn write,
                            void *payload, raci_error *err)
{
    ri_sink sink;
    bool fits = true;
    ri_sink_init(&sink, write, payload);
    if (format == RACI_TAP) {
        fits = ri_write_tap(&sink, tests);
    } else if (format == RACI_JUNIT) {
        fits = ri_write_junit(&sink, tests);
    } else {
        fits = ri_write_lcov(&sink, tests);
    }
    raci_status status = ri_sink_flush(&sink, err);
    return !fits ? ri_fail_nomem(err) : status;
}

raci_status raci_report_tests(const raci_tests *tests, raci_format format, const raci_look *look,
                              raci_write_fn write, void *payload, raci_error *err)
{
    if (format == RACI_TAP || format == RACI_JUNIT || format == RACI_LCOV) {
        return write_as(tests, format, write, payload, err);
    }
    const ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof *columns,
        .n_elements = tests->n_results,
        .context = (void *)&tests,
        .whole = emit_whole,
        .element = emit_case,
        .text = put_text,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
