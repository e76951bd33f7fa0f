/* Tests as TAP 13, for programs that run tests of any kind. */
#include <string.h>

#include "base/utf8.h"
#include "report/cases_view.h"

typedef struct writing {
    ri_sink *sink;
    ri_text text; /* scratch */
    bool failed;  /* memory is exhausted */
} writing;

/* A text with a backslash before each of the characters that would not stand for themselves. */
static void put_escaped(writing *w, const char *text, const char *acting)
{
    ri_text_clear(&w->text);
    ri_utf8_show_printed(&w->text, text);
    w->failed = w->failed || w->text.failed;
    for (const char *c = ri_text_string(&w->text); *c != '\0'; c++) {
        if (strchr(acting, *c) != NULL) {
            ri_sink_add(w->sink, "\\");
        }
        ri_sink_bytes(w->sink, c, 1);
    }
}

/* A text of YAML, in double quotes. */
static void put_text(writing *w, const char *key, const char *text)
{
    ri_sink_format(w->sink, "%s: \"", key);
    put_escaped(w, text, "\"\\");
    ri_sink_add(w->sink, "\"\n");
}

static void put_failures(writing *w, const ri_case_result *result)
{
    ri_text message = RI_TEXT_INIT;
    ri_sink_add(w->sink, "  ---\n");
    for (size_t i = 0; i < result->n_failures; i++) {
        const ri_case_failure *failure = &result->failures[i];
        ri_text_clear(&message);
        ri_say_failure(&message, failure);
        ri_sink_add(w->sink, i == 0 ? "  failures:\n" : "");
        put_text(w, "    - file", failure->file);
        ri_sink_format(w->sink, "      line: %d\n", failure->line);
        put_text(w, "      message", ri_text_string(&message));
        w->failed = w->failed || message.failed;
    }
    ri_sink_add(w->sink, "  ...\n");
    ri_text_free(&message);
}

bool ri_write_tap(ri_sink *sink, const raci_tests *tests)
{
    writing w = {.sink = sink};
    ri_sink_format(sink, "TAP version 13\n1..%zu\n", tests->n_results);
    for (size_t i = 0; i < tests->n_results; i++) {
        const ri_case_result *result = &tests->results[i];
        ri_sink_format(sink, "%sok %zu - ", result->n_failures > 0 ? "not " : "", i + 1);
        put_escaped(&w, result->of->name, "#\\"); /* '#' would begin a directive */
        ri_sink_add(sink, "\n");
        if (result->n_failures > 0) {
            put_failures(&w, result);
        }
    }
    ri_text_free(&w.text);
    return !w.failed;
}
