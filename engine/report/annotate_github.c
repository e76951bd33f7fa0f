/*
 * Workflow commands of GitHub: a line for each finding, which then stands beside the rule.
 */
#include <string.h>

#include "base/utf8.h"
#include "report/annotated.h"

typedef struct writing {
    ri_sink *sink;
    ri_text shown; /* scratch */
    bool failed;   /* memory is exhausted */
} writing;

/* Text as a command takes it: one line, without what would end it. Between the commas of its
   properties these and colons, too, are not to stand as they are. */
static void put(writing *w, const char *text, bool property)
{
    ri_text_clear(&w->shown);
    ri_utf8_show(&w->shown, text);
    w->failed = w->failed || w->shown.failed;
    for (const char *at = ri_text_string(&w->shown); *at != '\0'; at++) {
        const char *instead = *at == '%'               ? "%25"
                              : *at == '\r'            ? "%0D"
                              : *at == '\n'            ? "%0A"
                              : property && *at == ':' ? "%3A"
                              : property && *at == ',' ? "%2C"
                                                       : NULL;
        if (instead != NULL) {
            ri_sink_add(w->sink, instead);
        } else {
            ri_sink_bytes(w->sink, at, 1);
        }
    }
}

static const char *command_of(raci_severity severity)
{
    return severity == RACI_ERROR ? "error" : severity == RACI_WARNING ? "warning" : "notice";
}

static void begin(writing *w, const char *command, const char *file, int line, const char *title)
{
    ri_sink_format(w->sink, "::%s ", command);
    if (file != NULL && file[0] != '\0') {
        ri_sink_add(w->sink, "file=");
        put(w, file, true);
        ri_sink_format(w->sink, ",line=%d,", line);
    }
    ri_sink_add(w->sink, "title=");
    put(w, title, true);
    ri_sink_add(w->sink, "::");
}

static bool put_finding(const ri_annotation *item, void *context)
{
    writing *w = context;
    const ri_finding_row *row = &item->finding.row;
    const ri_recorded_rule *place = ri_annotation_place(&item->finding);
    ri_text message = RI_TEXT_INIT;
    if (ri_annotation_counts(item)) {
        ri_annotation_say(&message, item);
        begin(w, command_of(ri_recorded_severity(row->severity)),
              place != NULL ? place->file : NULL, place != NULL ? place->line : 0, row->code);
        put(w, ri_text_string(&message), false);
        ri_sink_add(w->sink, "\n");
    }
    w->failed = w->failed || message.failed;
    ri_text_free(&message);
    return !w->failed;
}

bool ri_annotate_github(const ri_annotated *of, const raci_error *failure, ri_sink *sink)
{
    writing w = {.sink = sink, .shown = RI_TEXT_INIT};
    const bool done = ri_annotated_each(of, put_finding, &w);
    if (done && failure != NULL) {
        begin(&w, "error", failure->file, failure->line, "this answer is not to be relied on");
        put(&w, failure->message, false);
        ri_sink_add(sink, "\n");
    }
    ri_text_free(&w.shown);
    return done && !w.failed;
}
