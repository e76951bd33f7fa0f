/* Tests as TAP 13, for programs that run tests of any kind. */
#include <string.h>

#include "base/utf8.h"
#include "report/cases_view.h"

/* A text with a backslash before each of the characters that would not stand for themselves. */
static void put_escaped(ri_sink *sink, const char *text, const char *acting, ri_text *line)
{
    ri_text_clear(line);
    ri_utf8_show(line, text);
    for (const char *c = ri_text_string(line); *c != '\0'; c++) {
        if (strchr(acting, *c) != NULL) {
            ri_sink_add(sink, "\\");
        }
        ri_sink_bytes(sink, c, 1);
    }
}

/* A text of YAML, in double quotes. */
static void put_text(ri_sink *sink, const char *key, const char *text, ri_text *line)
{
    ri_sink_format(sink, "%s: \"", key);
    put_escaped(sink, text, "\"\\", line);
    ri_sink_add(sink, "\"\n");
}

static void put_failures(ri_sink *sink, const ri_case_result *result, ri_text *line)
{
    ri_text message = RI_TEXT_INIT;
    ri_sink_add(sink, "  ---\n");
    for (size_t i = 0; i < result->n_failures; i++) {
        const ri_case_failure *failure = &result->failures[i];
        ri_text_clear(&message);
        ri_say_failure(&message, failure);
        ri_sink_add(sink, i == 0 ? "  failures:\n" : "");
        put_text(sink, "    - file", failure->file, line);
        ri_sink_format(sink, "      line: %d\n", failure->line);
        put_text(sink, "      message", ri_text_string(&message), line);
    }
    ri_sink_add(sink, "  ...\n");
    line->failed = line->failed || message.failed;
    ri_text_free(&message);
}

void ri_write_tap(ri_sink *sink, const raci_tests *tests, ri_text *line)
{
    ri_sink_format(sink, "TAP version 13\n1..%zu\n", tests->n_results);
    for (size_t i = 0; i < tests->n_results; i++) {
        const ri_case_result *result = &tests->results[i];
        ri_sink_format(sink, "%sok %zu - ", result->n_failures > 0 ? "not " : "", i + 1);
        put_escaped(sink, result->of->name, "#\\", line); /* '#' would begin a directive */
        ri_sink_add(sink, "\n");
        if (result->n_failures > 0) {
            put_failures(sink, result, line);
        }
    }
}
