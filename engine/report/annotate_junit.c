/*
 * JUnit: a suite for each kind of finding, a case for each check. What a check found is one
 * failure, with a line for each finding; what counts for less than is asked for is its output.
 */
#include <string.h>

#include "base/utf8.h"
#include "report/annotated.h"

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
    ri_sink *sink;
    raci_severity fail_on;
    found *found; /* by check */
    ri_text shown;
} writing;

/* Text as XML takes it, in an attribute too. */
static void add_xml(writing *w, ri_text *out, const char *text)
{
    ri_text_clear(&w->shown);
    ri_utf8_show(&w->shown, text);
    for (const char *at = ri_text_string(&w->shown); *at != '\0'; at++) {
        const char *instead = *at == '&'   ? "&amp;"
                              : *at == '<' ? "&lt;"
                              : *at == '>' ? "&gt;"
                              : *at == '"' ? "&quot;"
                                           : NULL;
        if (instead != NULL) {
            ri_text_add(out, instead);
        } else if (strncmp(at, "\xef\xbf\xbe", 3) == 0 || strncmp(at, "\xef\xbf\xbf", 3) == 0) {
            ri_text_add(out, at[2] == '\xbe' ? "\\u{fffe}" : "\\u{ffff}"); /* never in XML */
            at += 2;
        } else {
            ri_text_char(out, *at);
        }
    }
    out->failed = out->failed || w->shown.failed;
}

/* "error touchpoint:pay: Two answer for Pay. (policy.lua:3)" */
static void add_line(writing *w, ri_text *out, const ri_recorded_finding *finding)
{
    const ri_recorded_rule *place = ri_annotation_place(finding);
    add_xml(w, out, finding->row.severity);
    ri_text_char(out, ' ');
    add_xml(w, out, finding->row.subject);
    ri_text_add(out, ": ");
    add_xml(w, out, finding->row.message);
    if (place != NULL) {
        ri_text_add(out, " (");
        add_xml(w, out, place->file);
        ri_text_format(out, ":%d)", place->line);
    }
    ri_text_char(out, '\n');
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
        add_xml(w, &f->first, item->finding.row.message);
    }
    f->worst = fails && severity > f->worst ? severity : f->worst;
    ri_text *out = fails ? &f->failures : &f->notes;
    add_line(w, out, &item->finding);
    return !out->failed && !f->first.failed;
}

static void put_xml(writing *w, const char *text)
{
    ri_text out = RI_TEXT_INIT;
    add_xml(w, &out, text);
    ri_sink_add(w->sink, ri_text_string(&out));
    w->shown.failed = w->shown.failed || out.failed;
    ri_text_free(&out);
}

static void put_case(writing *w, const ri_annotated_check *check, const found *f)
{
    const bool quiet = f->n_failures == 0 && f->notes.length == 0 && check->on;
    ri_sink_add(w->sink, "    <testcase classname=\"raci.");
    put_xml(w, check->kind);
    ri_sink_add(w->sink, "\" name=\"");
    put_xml(w, check->name);
    ri_sink_add(w->sink, quiet ? "\"/>\n" : "\">\n");
    if (quiet) {
        return;
    }
    if (f->n_failures > 0) {
        ri_sink_format(w->sink, "      <failure type=\"%s\" message=\"",
                       ri_severity_name(f->worst));
        ri_sink_add(w->sink, ri_text_string(&f->first));
        if (f->n_failures > 1) {
            ri_sink_format(w->sink, " (and %zu more)", f->n_failures - 1);
        }
        ri_sink_add(w->sink, "\">");
        ri_sink_add(w->sink, ri_text_string(&f->failures));
        ri_sink_add(w->sink, "</failure>\n");
    } else if (!check->on) {
        ri_sink_add(w->sink, "      <skipped message=\"not asked\"/>\n");
    }
    if (f->notes.length > 0) {
        ri_sink_add(w->sink, "      <system-out>");
        ri_sink_add(w->sink, ri_text_string(&f->notes));
        ri_sink_add(w->sink, "</system-out>\n");
    }
    ri_sink_add(w->sink, "    </testcase>\n");
}

/* How many cases there are, fail and are left out: of a kind, or with NULL of all, with the one
   of the failure. */
static void put_counts(const writing *w, const char *kind, const raci_error *failure)
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
    ri_sink_format(w->sink, " tests=\"%zu\" failures=\"%zu\" errors=\"%d\" skipped=\"%zu\"", tests,
                   failures, failure != NULL, skipped);
}

static void put_suite(writing *w, const char *kind)
{
    ri_annotated_check check = {0};
    ri_sink_format(w->sink, "  <testsuite name=\"%s\"", kind);
    put_counts(w, kind, NULL);
    ri_sink_add(w->sink, ">\n");
    for (size_t i = 0; i < w->of->n_checks; i++) {
        w->of->check(&check, w->of->context, i);
        if (strcmp(check.kind, kind) == 0) {
            put_case(w, &check, &w->found[i]);
        }
    }
    ri_sink_add(w->sink, "  </testsuite>\n");
}

/* A suite of its own for a rule that failed: nothing above is to be relied on. */
static void put_failure(writing *w, const raci_error *failure)
{
    ri_sink_add(w->sink, "  <testsuite name=\"evaluation\" tests=\"1\" failures=\"0\" "
                         "errors=\"1\" skipped=\"0\">\n"
                         "    <testcase classname=\"raci.evaluation\" name=\"rules\">\n"
                         "      <error type=\"error\" message=\"");
    put_xml(w, failure->message);
    ri_sink_add(w->sink, "\">");
    if (failure->file[0] != '\0') {
        put_xml(w, failure->file);
        ri_sink_format(w->sink, ":%d", failure->line);
    }
    ri_sink_add(w->sink, "</error>\n    </testcase>\n  </testsuite>\n");
}

bool ri_annotate_junit(const ri_annotated *of, raci_severity fail_on, const raci_error *failure,
                       ri_sink *sink)
{
    writing w = {.of = of, .sink = sink, .fail_on = fail_on, .shown = RI_TEXT_INIT};
    ri_arena *arena = ri_arena_new();
    w.found = arena != NULL ? ri_arena_array(arena, of->n_checks, sizeof *w.found) : NULL;
    bool done = w.found != NULL && ri_annotated_each(of, note, &w);
    if (done) {
        ri_sink_format(sink,
                       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"raci %s\"",
                       of->asker);
        put_counts(&w, NULL, failure);
        ri_sink_add(sink, ">\n");
        for (int kind = 0; kind < RI_FINDING_KIND_COUNT; kind++) {
            put_suite(&w, ri_finding_kind_name((ri_finding_kind)kind));
        }
        if (failure != NULL) {
            put_failure(&w, failure);
        }
        ri_sink_add(sink, "</testsuites>\n");
        done = !w.shown.failed;
    }
    for (size_t i = 0; w.found != NULL && i < of->n_checks; i++) {
        ri_text_free(&w.found[i].failures);
        ri_text_free(&w.found[i].notes);
        ri_text_free(&w.found[i].first);
    }
    ri_arena_free(arena);
    ri_text_free(&w.shown);
    return done;
}
