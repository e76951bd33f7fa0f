#include "report/html.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/page.h"

#define FORMATTED 512 /* bytes of a formatted text of the program's own */

ri_html ri_html_to(ri_sink *sink)
{
    return (ri_html){.sink = sink};
}

void ri_html_free(ri_html *html)
{
    ri_text_free(&html->scratch);
}

/* ---- bytes ---- */

/* What a byte is written as, or NULL for itself. */
static const char *entity(const char *at)
{
    switch (*at) {
    case '#': /* a page, too, may be printed where a runner reads */
        return ri_utf8_begins_command(at) ? "&#35;" : NULL;
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void escape(ri_html *html, const char *text, size_t length)
{
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        const char *as = entity(text + i);
        if (as != NULL) {
            ri_sink_bytes(html->sink, text + from, i - from);
            ri_sink_add(html->sink, as);
            from = i + 1;
        }
    }
    ri_sink_bytes(html->sink, text + from, length - from);
}

/* Whether nothing in it needs to be shown otherwise; most texts are so. */
static bool is_plain(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || (unsigned char)*text >= 0x7F) {
            return false;
        }
    }
    return true;
}

static const char *shown(ri_html *html, const char *text)
{
    if (is_plain(text)) {
        return text;
    }
    ri_text_clear(&html->scratch);
    ri_utf8_show(&html->scratch, text);
    html->failed = html->failed || html->scratch.failed;
    return ri_text_string(&html->scratch);
}

static void show(ri_html *html, const char *text)
{
    const char *as = shown(html, text);
    escape(html, as, strlen(as));
}

static void end_tag(ri_html *html)
{
    if (html->in_tag) {
        ri_sink_add(html->sink, ">");
        html->in_tag = false;
    }
}

/* ---- elements ---- */

void ri_html_open(ri_html *html, const char *element)
{
    end_tag(html);
    assert(html->depth < RI_HTML_DEPTH);
    html->open[html->depth++] = element;
    ri_sink_add(html->sink, "<");
    ri_sink_add(html->sink, element);
    html->in_tag = true;
}

void ri_html_open_as(ri_html *html, const char *element, const char *class)
{
    ri_html_open(html, element);
    if (class != NULL) {
        ri_html_attribute(html, "class", class);
    }
}

/* The innermost element is of that name. */
static void leave(ri_html *html, const char *element)
{
    assert(html->depth > 0);
    html->depth--;
    assert(strcmp(html->open[html->depth], element) == 0);
    (void)element;
}

void ri_html_close(ri_html *html, const char *element)
{
    end_tag(html);
    leave(html, element);
    ri_sink_add(html->sink, "</");
    ri_sink_add(html->sink, element);
    ri_sink_add(html->sink, ">");
}

void ri_html_end(ri_html *html, const char *element)
{
    assert(html->in_tag);
    leave(html, element);
    end_tag(html);
}

/* ---- attributes ---- */

static void begin_attribute(ri_html *html, const char *name)
{
    assert(html->in_tag);
    ri_sink_add(html->sink, " ");
    ri_sink_add(html->sink, name);
}

void ri_html_attribute(ri_html *html, const char *name, const char *value)
{
    begin_attribute(html, name);
    ri_sink_add(html->sink, "=\"");
    show(html, value);
    ri_sink_add(html->sink, "\"");
}

void ri_html_flag(ri_html *html, const char *name)
{
    begin_attribute(html, name);
}

void ri_html_number(ri_html *html, const char *name, size_t value)
{
    begin_attribute(html, name);
    ri_sink_format(html->sink, "=\"%zu\"", value);
}

/* Formats the program's own words, for which there is room. */
RI_PRINTF(2, 0)
static void put_format(char text[FORMATTED], const char *format, va_list values)
{
    const int length = vsnprintf(text, FORMATTED, format, values);
    assert(length >= 0 && length < FORMATTED);
    (void)length;
}

void ri_html_say(ri_html *html, const char *name, const char *format, ...)
{
    char text[FORMATTED];
    va_list values;
    va_start(values, format);
    put_format(text, format, values);
    va_end(values);
    ri_html_attribute(html, name, text);
}

/* Whether a byte stands for itself in the part of an address after '#'. */
static bool stands(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && strchr("-._~:/", c) != NULL);
}

static void lead_to(ri_html *html, const char *id, size_t length)
{
    begin_attribute(html, "href");
    ri_sink_add(html->sink, "=\"#");
    for (const char *at = id; at < id + length; at++) {
        if (stands((unsigned char)*at)) {
            ri_sink_bytes(html->sink, at, 1);
        } else {
            ri_sink_format(html->sink, "%%%02X", (unsigned)(unsigned char)*at);
        }
    }
    ri_sink_add(html->sink, "\"");
}

void ri_html_to_id(ri_html *html, const char *id)
{
    const char *as = shown(html, id);
    lead_to(html, as, strlen(as));
}

/* ---- texts ---- */

void ri_html_text(ri_html *html, const char *text)
{
    end_tag(html);
    show(html, text);
}

void ri_html_foreign(ri_html *html, const char *text)
{
    if (is_plain(text)) { /* it has one direction, that of the page */
        ri_html_text(html, text);
    } else {
        ri_html_leaf(html, "bdi", NULL, text);
    }
}

void ri_html_format(ri_html *html, const char *format, ...)
{
    char text[FORMATTED];
    va_list values;
    va_start(values, format);
    put_format(text, format, values);
    va_end(values);
    ri_html_text(html, text);
}

/* The class of what a mark of page.h opens. */
static const char *class_of(char mark)
{
    return mark == RI_DIM[0]      ? "dim"
           : mark == RI_RED[0]    ? "error"
           : mark == RI_YELLOW[0] ? "warning"
           : mark == RI_GREEN[0]  ? "good"
                                  : "info";
}

/* Opens what a mark begins; gives the element's name, or NULL for the end of one. */
static const char *begin_mark(ri_html *html, char mark)
{
    if (mark == RI_PLAIN[0]) {
        return NULL;
    }
    const bool bold = mark == RI_BOLD[0];
    const char *element = bold ? "strong" : "span";
    ri_html_open_as(html, element, bold ? NULL : class_of(mark));
    end_tag(html);
    return element;
}

static bool is_link(char c)
{
    return c >= RI_LINK[0] && c <= RI_LINK_END[0];
}

/* Opens a link, whose mark the text begins with, or closes it; gives how much it has read. */
static size_t take_link(ri_html *html, const char *text)
{
    if (text[0] == RI_LINK_END[0]) {
        ri_html_close(html, "a");
        return 1;
    }
    const size_t length = strcspn(text + 1, RI_LINK_NAME);
    ri_html_open(html, "a");
    lead_to(html, text + 1, length);
    end_tag(html);
    return length + 2;
}

void ri_html_take(ri_html *html, ri_text *text)
{
    const char *bytes = ri_text_string(text);
    const char *inside = NULL;
    /* What memory cut off may lack the mark that closes what it opened. */
    const size_t length = text->failed ? 0 : text->length;
    end_tag(html);
    for (size_t i = 0, end = 0; i < length; i = end) {
        if (is_link(bytes[i])) {
            end = i + take_link(html, bytes + i);
            continue;
        }
        if (ri_page_is_mark(bytes[i])) {
            if (inside != NULL) {
                ri_html_close(html, inside);
            }
            inside = begin_mark(html, bytes[i]);
            end = i + 1;
            continue;
        }
        for (end = i + 1; end < length && !ri_page_is_mark(bytes[end]) && !is_link(bytes[end]);
             end++) {
        }
        escape(html, bytes + i, end - i);
    }
    if (inside != NULL) {
        ri_html_close(html, inside);
    }
    html->failed = html->failed || text->failed;
    ri_text_clear(text);
}

/* ---- whole elements ---- */

void ri_html_leaf(ri_html *html, const char *element, const char *class, const char *text)
{
    ri_html_open_as(html, element, class);
    ri_html_text(html, text);
    ri_html_close(html, element);
}

void ri_html_leaf_take(ri_html *html, const char *element, const char *class, ri_text *text)
{
    ri_html_open_as(html, element, class);
    ri_html_take(html, text);
    ri_html_close(html, element);
}

void ri_html_own(ri_html *html, const char *bytes, size_t length)
{
    end_tag(html);
    ri_sink_bytes(html->sink, bytes, length);
}
