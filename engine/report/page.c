#include "report/page.h"

#include <string.h>

#include "base/utf8.h"

static const char *escape_of(char mark)
{
    switch (mark) {
    case '\001':
        return "\033[1m";
    case '\002':
        return "\033[2m";
    case '\003':
        return "\033[1;31m";
    case '\004':
        return "\033[33m";
    case '\005':
        return "\033[36m";
    case '\006':
        return "\033[32m";
    default:
        return "\033[0m";
    }
}

void ri_page_slice(ri_page *page, const char *text, size_t length, char *style)
{
    size_t plain = 0;
    if (page->colour && *style != '\0') {
        ri_sink_add(page->sink, escape_of(*style));
    }
    for (size_t i = 0; i < length; i++) {
        if (!ri_page_is_mark(text[i])) {
            continue;
        }
        ri_sink_bytes(page->sink, text + plain, i - plain);
        plain = i + 1;
        bool ended = text[i] == RI_PLAIN[0];
        if (page->colour && *style != '\0') {
            ri_sink_add(page->sink, escape_of(RI_PLAIN[0]));
        }
        *style = (char)(ended ? '\0' : text[i]);
        if (page->colour && !ended) {
            ri_sink_add(page->sink, escape_of(*style));
        }
    }
    ri_sink_bytes(page->sink, text + plain, length - plain);
    if (page->colour && *style != '\0') {
        ri_sink_add(page->sink, escape_of(RI_PLAIN[0]));
    }
}

/* Where to break a word of which `fit` bytes fit: after a sign that joins its
   parts when one is near, else anywhere. */
static size_t fit_of_word(const char *text, size_t fit)
{
    for (size_t end = fit; end > fit / 2; end--) {
        bool joins = strchr("-/:_.,;>", text[end - 1]) != NULL;
        if (joins && text[end] != '>' && (unsigned char)text[end] < 0x80) {
            return end;
        }
    }
    return fit;
}

size_t ri_page_fit(const char *text, size_t room, size_t *skip)
{
    size_t fit = ri_utf8_prefix(text, room < 2 ? 2 : room);
    *skip = 0;
    if (text[fit] == '\0') {
        return fit;
    }
    size_t at = fit;
    while (at > 0 && text[at] != ' ') {
        at--;
    }
    size_t end = at;
    while (end > 0 && text[end - 1] == ' ') {
        end--;
    }
    if (end == 0) { /* nothing but one long word */
        return fit_of_word(text, fit);
    }
    while (text[end + *skip] == ' ') {
        ++*skip;
    }
    return end;
}

void ri_page_put(ri_page *page, const char *first, const char *next, const char *text)
{
    char style = '\0';
    const char *lead = first;
    do {
        char lead_style = '\0';
        size_t indent = ri_utf8_width(lead);
        size_t skip = 0;
        size_t room = page->columns > indent ? page->columns - indent : 0;
        size_t fit = ri_page_fit(text, room, &skip);
        size_t lead_length = strlen(lead);
        while (fit == 0 && lead_length > 0 && lead[lead_length - 1] == ' ') {
            lead_length--; /* no blanks at the end of a line */
        }
        ri_page_slice(page, lead, lead_length, &lead_style);
        ri_page_slice(page, text, fit, &style);
        ri_sink_bytes(page->sink, "\n", 1);
        page->lines++;
        text += fit + skip;
        lead = next;
    } while (*text != '\0');
}

void ri_page_take(ri_page *page, const char *first, const char *next, ri_text *text)
{
    page->failed = page->failed || text->failed;
    ri_page_put(page, first, next, ri_text_string(text));
    ri_text_clear(text);
}

void ri_page_gap(ri_page *page)
{
    ri_sink_bytes(page->sink, "\n", 1);
    page->lines++;
}

void ri_page_cut(ri_text *out, const char *text, size_t columns)
{
    ri_text shown = RI_TEXT_INIT;
    ri_utf8_show_printed(&shown, text);
    const char *string = ri_text_string(&shown);
    size_t fit = ri_utf8_prefix(string, columns);
    bool cut = string[fit] != '\0';
    if (cut) {
        fit = ri_utf8_prefix(string, columns > 0 ? columns - 1 : 0);
    }
    while (fit > 0 && string[fit - 1] == ' ') {
        fit--;
    }
    ri_text_bytes(out, string, fit);
    ri_text_add(out, cut ? "…" : "");
    out->failed = out->failed || shown.failed;
    ri_text_free(&shown);
}
