#include "report/junit.h"

#include "base/utf8.h"

void ri_junit_escape(ri_text *out, const char *text)
{
    ri_text shown = RI_TEXT_INIT;
    ri_utf8_show_printed(&shown, text);
    for (const char *at = ri_text_string(&shown); *at != '\0'; at++) {
        const char *instead = *at == '&'   ? "&amp;"
                              : *at == '<' ? "&lt;"
                              : *at == '>' ? "&gt;"
                              : *at == '"' ? "&quot;"
                                           : NULL;
        if (instead != NULL) {
            ri_text_add(out, instead);
        } else {
            ri_text_char(out, *at);
        }
    }
    out->failed = out->failed || shown.failed;
    ri_text_free(&shown);
}

void ri_junit_put(ri_junit *w, const char *text)
{
    ri_text out = RI_TEXT_INIT;
    ri_junit_escape(&out, text);
    ri_sink_add(w->sink, ri_text_string(&out));
    w->failed = w->failed || out.failed;
    ri_text_free(&out);
}

void ri_junit_attribute(ri_junit *w, const char *name, const char *text)
{
    ri_sink_format(w->sink, " %s=\"", name);
    ri_junit_put(w, text);
    ri_sink_add(w->sink, "\"");
}

void ri_junit_begin(ri_junit *w)
{
    ri_sink_add(w->sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void ri_junit_open(ri_junit *w, const char *element, const char *name, size_t tests,
                   size_t failures)
{
    ri_sink_format(w->sink, "<%s", element);
    ri_junit_attribute(w, "name", name);
    ri_sink_format(w->sink, " tests=\"%zu\" failures=\"%zu\"", tests, failures);
}
