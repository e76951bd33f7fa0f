/* Tests as the XML of JUnit, which build servers read. */
#include "base/utf8.h"
#include "report/cases_view.h"

/* A text in an attribute or between elements: control characters are shown, as XML has none. */
static void put(ri_sink *sink, const char *text, ri_text *line)
{
    ri_text_clear(line);
    ri_utf8_show(line, text);
    for (const char *c = ri_text_string(line); *c != '\0'; c++) {
        switch (*c) {
        case '<':
            ri_sink_add(sink, "&lt;");
            break;
        case '>':
            ri_sink_add(sink, "&gt;");
            break;
        case '&':
            ri_sink_add(sink, "&amp;");
            break;
        case '"':
            ri_sink_add(sink, "&quot;");
            break;
        default:
            ri_sink_bytes(sink, c, 1);
            break;
        }
    }
}

static void put_attribute(ri_sink *sink, const char *name, const char *text, ri_text *line)
{
    ri_sink_format(sink, " %s=\"", name);
    put(sink, text, line);
    ri_sink_add(sink, "\"");
}

static void put_failure(ri_sink *sink, const ri_case_failure *failure, ri_text *line)
{
    ri_text message = RI_TEXT_INIT;
    ri_say_failure(&message, failure);
    ri_sink_add(sink, "      <failure");
    put_attribute(sink, "message", ri_text_string(&message), line);
    ri_sink_add(sink, ">");
    put(sink, failure->file, line);
    ri_sink_format(sink, ":%d</failure>\n", failure->line);
    line->failed = line->failed || message.failed;
    ri_text_free(&message);
}

static void put_case(ri_sink *sink, const ri_case_result *result, ri_text *line)
{
    ri_sink_add(sink, "    <testcase");
    put_attribute(sink, "name", result->of->name, line);
    put_attribute(sink, "classname", result->of->file, line);
    put_attribute(sink, "file", result->of->file, line);
    ri_sink_format(sink, " line=\"%d\"%s>\n", result->of->line, result->n_failures == 0 ? "/" : "");
    for (size_t i = 0; i < result->n_failures; i++) {
        put_failure(sink, &result->failures[i], line);
    }
    if (result->n_failures > 0) {
        ri_sink_add(sink, "    </testcase>\n");
    }
}

void ri_write_junit(ri_sink *sink, const raci_tests *tests, ri_text *line)
{
    ri_cases_of of;
    ri_sink_add(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    ri_sink_format(sink, "<testsuites name=\"raci test\" tests=\"%zu\" failures=\"%zu\">\n",
                   tests->n_results, tests->n_failed);
    for (size_t i = 0; ri_cases_next(&of, tests, i); i += of.n) {
        ri_sink_add(sink, "  <testsuite");
        put_attribute(sink, "name", of.file, line);
        ri_sink_format(sink, " tests=\"%zu\" failures=\"%zu\">\n", of.n, of.failed);
        for (size_t k = 0; k < of.n; k++) {
            put_case(sink, &tests->results[i + k], line);
        }
        ri_sink_add(sink, "  </testsuite>\n");
    }
    ri_sink_add(sink, "</testsuites>\n");
}
