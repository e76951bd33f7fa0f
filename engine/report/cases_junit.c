/* Tests as the XML of JUnit: a suite for each file. */
#include "report/cases_view.h"
#include "report/junit.h"

static void put_failure(ri_junit *w, const ri_case_failure *failure)
{
    ri_text message = RI_TEXT_INIT;
    ri_say_failure(&message, failure);
    ri_sink_add(w->sink, "      <failure");
    ri_junit_attribute(w, "message", ri_text_string(&message));
    ri_sink_add(w->sink, ">");
    ri_junit_put(w, failure->file);
    ri_sink_format(w->sink, ":%d</failure>\n", failure->line);
    w->failed = w->failed || message.failed;
    ri_text_free(&message);
}

static void put_case(ri_junit *w, const ri_case_result *result)
{
    ri_sink_add(w->sink, "    <testcase");
    ri_junit_attribute(w, "name", result->of->name);
    ri_junit_attribute(w, "classname", result->of->file);
    ri_junit_attribute(w, "file", result->of->file);
    ri_sink_format(w->sink, " line=\"%d\"%s>\n", result->of->line,
                   result->n_failures == 0 ? "/" : "");
    for (size_t i = 0; i < result->n_failures; i++) {
        put_failure(w, &result->failures[i]);
    }
    if (result->n_failures > 0) {
        ri_sink_add(w->sink, "    </testcase>\n");
    }
}

bool ri_write_junit(ri_sink *sink, const raci_tests *tests)
{
    ri_junit w = {.sink = sink};
    ri_cases_of of;
    ri_junit_begin(&w);
    ri_junit_open(&w, "testsuites", "raci test", tests->n_results, tests->n_failed);
    ri_sink_add(sink, ">\n");
    for (size_t i = 0; ri_cases_next(&of, tests, i); i += of.n) {
        ri_sink_add(sink, "  ");
        ri_junit_open(&w, "testsuite", of.file, of.n, of.failed);
        ri_sink_add(sink, ">\n");
        for (size_t k = 0; k < of.n; k++) {
            put_case(&w, &tests->results[i + k]);
        }
        ri_sink_add(sink, "  </testsuite>\n");
    }
    ri_sink_add(sink, "</testsuites>\n");
    return !w.failed;
}
