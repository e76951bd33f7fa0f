/*
 * JUnit: a suite for each kind of finding, a case for each check. What a check found is one
 * failure, with a line for each finding; what counts for less than is asked for is its output.
 */
#include <string.h>

#include "report/annotated.h"
#include "report/junit.h"

/* What a check found: lines of XML. */
typedef struct found {
    ri_text failures;
    ri_text notes;
    ri_text first; /* the message of the first failure */
    size_t n_failures;
    raci_severity worst;
} found;

typedef struct writing {
    const ri_annotated *of;
    ri_junit out;
    raci_severity fail_on;
    found *found; /* by check */
} writing;

/* "error touchpoint:pay: Two answer for Pay. (policy.lua:3)" */
static void add_line(ri_text *out, const ri_annotation *item)
{
    ri_text message = RI_TEXT_INIT;
    const ri_recorded_finding *finding = &item->finding;
    const ri_recorded_rule *place = ri_annotation_place(finding);
    ri_junit_escape(out, finding->row.severity);
    ri_text_char(out, ' ');
    ri_junit_escape(out, finding->row.subject);
    ri_text_add(out, ": ");
    ri_annotation_say(&message, item);
    ri_junit_escape(out, ri_text_string(&message));
    if (place != NULL) {
        ri_text_add(out, " (");
        ri_junit_escape(out, place->file);
        ri_text_format(out, ":%d)", place->line);
    }
    ri_text_char(out, '\n');
    out->failed = out->failed || message.failed;
    ri_text_free(&message);
}

static bool note(const ri_annotation *item, void *context)
{
    writing *w = context;
    const size_t at = ri_annotated_number(w->of, item->finding.row.code);
    const raci_severity severity = ri_recorded_severity(item->finding.row.severity);
    if (!ri_annotation_counts(item) || at == w->of->n_checks) {
        return true;
    }
    found *f = &w->found[at];
    const bool fails = severity >= w->fail_on;
    if (fails && f->n_failures++ == 0) {
        ri_junit_escape(&f->first, item->finding.row.message);
    }
    f->worst = fails && severity > f->worst ? severity : f->worst;
    ri_text *out = fails ? &f->failures : &f->notes;
    add_line(out, item);
    return !out->failed && !f->first.failed;
}

static void put_case(writing *w, const ri_annotated_check *check, const found *f)
{
    const bool quiet = f->n_failures == 0 && f->notes.length == 0 && check->on;
    ri_sink_add(w->out.sink, "    <testcase classname=\"raci.");
    ri_junit_put(&w->out, check->kind);
    ri_sink_add(w->out.sink, "\"");
    ri_junit_attribute(&w->out, "name", check->name);
    ri_sink_add(w->out.sink, quiet ? "/>\n" : ">\n");
    if (quiet) {
        return;
    }
    if (f->n_failures > 0) {
        ri_sink_format(w->out.sink, "      <failure type=\"%s\" message=\"",
                       ri_severity_name(f->worst));
        ri_sink_add(w->out.sink, ri_text_string(&f->first));
        if (f->n_failures > 1) {
            ri_sink_format(w->out.sink, " (and %zu more)", f->n_failures - 1);
        }
        ri_sink_add(w->out.sink, "\">");
        ri_sink_add(w->out.sink, ri_text_string(&f->failures));
        ri_sink_add(w->out.sink, "</failure>\n");
    } else if (!check->on) {
        ri_sink_add(w->out.sink, "      <skipped message=\"not asked\"/>\n");
    }
    if (f->notes.length > 0) {
        ri_sink_add(w->out.sink, "      <system-out>");
        ri_sink_add(w->out.sink, ri_text_string(&f->notes));
        ri_sink_add(w->out.sink, "</system-out>\n");
    }
    ri_sink_add(w->out.sink, "    </testcase>\n");
}

static bool has_kind(const writing *w, const char *kind)
{
    ri_annotated_check check = {0};
    size_t i = 0;
    for (; i < w->of->n_checks; i++) {
        w->of->check(&check, w->of->context, i);
        if (strcmp(check.kind, kind) == 0) {
            break;
        }
    }
    return i < w->of->n_checks;
}

/* Begins what has the cases of a kind, or with NULL of all, with the one of the failure. */
static void open_suite(writing *w, const char *element, const char *name, const char *kind,
                       const raci_error *failure)
{
    ri_annotated_check check = {0};
    size_t tests = failure != NULL;
    size_t failures = 0;
    size_t skipped = 0;
    for (size_t i = 0; i < w->of->n_checks; i++) {
        w->of->check(&check, w->of->context, i);
        if (kind == NULL || strcmp(check.kind, kind) == 0) {
            tests++;
            failures += w->found[i].n_failures > 0;
            skipped += w->found[i].n_failures == 0 && !check.on;
        }
    }
    ri_junit_open(&w->out, element, name, tests, failures);
    ri_sink_format(w->out.sink, " errors=\"%d\" skipped=\"%zu\">\n", failure != NULL, skipped);
}

static void put_suite(writing *w, const char *kind)
{
    ri_annotated_check check = {0};
    ri_sink_add(w->out.sink, "  ");
    open_suite(w, "testsuite", kind, kind, NULL);
    for (size_t i = 0; i < w->of->n_checks; i++) {
        w->of->check(&check, w->of->context, i);
        if (strcmp(check.kind, kind) == 0) {
            put_case(w, &check, &w->found[i]);
        }
    }
    ri_sink_add(w->out.sink, "  </testsuite>\n");
}

/* A suite of its own for a rule that failed: nothing above is to be relied on. */
static void put_failure(writing *w, const raci_error *failure)
{
    ri_sink_add(w->out.sink, "  <testsuite name=\"evaluation\" tests=\"1\" failures=\"0\" "
                             "errors=\"1\" skipped=\"0\">\n"
                             "    <testcase classname=\"raci.evaluation\" name=\"rules\">\n"
                             "      <error type=\"error\" message=\"");
    ri_junit_put(&w->out, failure->message);
    ri_sink_add(w->out.sink, "\">");
    if (failure->file[0] != '\0') {
        ri_junit_put(&w->out, failure->file);
        ri_sink_format(w->out.sink, ":%d", failure->line);
    }
    ri_sink_add(w->out.sink, "</error>\n    </testcase>\n  </testsuite>\n");
}

static bool put_document(writing *w, const raci_error *failure)
{
    ri_text name = RI_TEXT_INIT;
    ri_text_format(&name, "raci %s", w->of->asker);
    ri_junit_begin(&w->out);
    open_suite(w, "testsuites", ri_text_string(&name), NULL, failure);
    for (int kind = 0; kind < RI_FINDING_KIND_COUNT; kind++) {
        if (has_kind(w, ri_finding_kind_name((ri_finding_kind)kind))) {
            put_suite(w, ri_finding_kind_name((ri_finding_kind)kind));
        }
    }
    if (failure != NULL) {
        put_failure(w, failure);
    }
    ri_sink_add(w->out.sink, "</testsuites>\n");
    const bool done = !w->out.failed && !name.failed;
    ri_text_free(&name);
    return done;
}

bool ri_annotate_junit(const ri_annotated *of, raci_severity fail_on, const raci_error *failure,
                       ri_sink *sink)
{
    writing w = {.of = of, .out = {.sink = sink}, .fail_on = fail_on};
    ri_arena *arena = ri_arena_new();
    w.found = arena != NULL ? ri_arena_array(arena, of->n_checks, sizeof *w.found) : NULL;
    const bool done =
        w.found != NULL && ri_annotated_each(of, note, &w) && put_document(&w, failure);
    for (size_t i = 0; w.found != NULL && i < of->n_checks; i++) {
        ri_text_free(&w.found[i].failures);
        ri_text_free(&w.found[i].notes);
        ri_text_free(&w.found[i].first);
    }
    ri_arena_free(arena);
    return done;
}
