/* Texts for programs that print. */
#include "raci/printing.h"

#include "base/nearest.h"
#include "base/sink.h"
#include "base/utf8.h"

/* Without memory, which is what the text may be about. */
static void show_plainly(ri_sink *sink, const char *string)
{
    for (; *string != '\0'; string++) {
        ri_sink_bytes(sink, *string >= ' ' && *string <= '~' ? string : "?", 1);
    }
}

raci_status raci_text_show(const char *string, raci_write_fn write, void *payload, raci_error *err)
{
    ri_sink sink;
    ri_text shown = RI_TEXT_INIT;
    ri_sink_init(&sink, write, payload);
    ri_utf8_show_printed(&shown, string);
    if (shown.failed) {
        show_plainly(&sink, string);
    } else {
        ri_sink_add(&sink, ri_text_string(&shown));
    }
    ri_text_free(&shown);
    return ri_sink_flush(&sink, err);
}

const char *raci_text_nearest(const char *wanted, const char *const *names, size_t n)
{
    return ri_nearest_of(wanted, names, n);
}
