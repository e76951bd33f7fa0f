/*
 * The one place that writes '<': elements, attributes and texts of a web page.
 *
 * Whatever a text holds, it is read as that text: markup is escaped, and characters that act
 * instead of being seen (controls, marks of direction, bytes that are no UTF-8) are shown as
 * ri_utf8_show has them. Elements are closed in the order in which they were opened.
 */
#ifndef RI_HTML_H
#define RI_HTML_H

#include "base/sink.h"
#include "base/text.h"

#define RI_HTML_DEPTH 64

typedef struct ri_html {
    ri_sink *sink;
    ri_text scratch;
    const char *open[RI_HTML_DEPTH]; /* names of elements, the innermost last */
    size_t depth;
    bool in_tag; /* attributes may follow */
    bool failed; /* memory is exhausted */
} ri_html;

ri_html ri_html_to(ri_sink *sink);
void ri_html_free(ri_html *html);

/* Opens an element; names of elements and attributes are literals. */
void ri_html_open(ri_html *html, const char *element);
/* The same with a class (or NULL). */
void ri_html_open_as(ri_html *html, const char *element, const char *class);
/* Closes the innermost element, which is of that name. One that has no end (br, meta, input) ends
   with its attributes. */
void ri_html_close(ri_html *html, const char *element);
void ri_html_end(ri_html *html, const char *element);

/* Attributes of what was just opened: with a value; without; with a number; with a formatted one
   of the program's own words. */
void ri_html_attribute(ri_html *html, const char *name, const char *value);
void ri_html_flag(ri_html *html, const char *name);
void ri_html_number(ri_html *html, const char *name, size_t value);
void ri_html_say(ri_html *html, const char *name, const char *format, ...) RI_PRINTF(3, 4);
/* An attribute whose value leads to an element of this page: what its id says. */
void ri_html_to_id(ri_html *html, const char *id);

/* A text; of somebody else's writing, it stands for itself whatever its direction is. */
void ri_html_text(ri_html *html, const char *text);
void ri_html_foreign(ri_html *html, const char *text);
/* A formatted one of the program's own words. */
void ri_html_format(ri_html *html, const char *format, ...) RI_PRINTF(2, 3);
/* Shown text with marks of page.h, as sentences.h makes it; empties it. */
void ri_html_take(ri_html *html, ri_text *text);

/* A whole element: with a class (or NULL) and a text. */
void ri_html_leaf(ri_html *html, const char *element, const char *class, const char *text);
/* The same with what ri_html_take takes. */
void ri_html_leaf_take(ri_html *html, const char *element, const char *class, ri_text *text);

/* Bytes as they are, which are no input: the page's own style and program. */
void ri_html_own(ri_html *html, const char *bytes, size_t length);

#endif
