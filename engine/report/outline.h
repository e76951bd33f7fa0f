/*
 * A document of headings, paragraphs and lists, as text for people, as Markdown, or as elements of
 * a web page: written once, so that all say the same.
 */
#ifndef RI_OUTLINE_H
#define RI_OUTLINE_H

#include "raci/policy.h"
#include "report/html.h"
#include "report/page.h"

/* Lines are shown text that may contain marks of page.h; each function empties its line. */
typedef struct ri_outline {
    ri_page *page; /* text goes there, */
    ri_html *html; /* elements there; both NULL: Markdown goes to */
    ri_sink *sink;
    const char *heading; /* of elements: what headings are, "h4"; */
    const char *list;    /* the list that is open, with its last item, or NULL */
    ri_text scratch;
    bool in_list;
    bool failed; /* memory is exhausted; of text the page knows */
} ri_outline;

ri_outline ri_outline_text(ri_page *page);
ri_outline ri_outline_markdown(ri_sink *sink);
/* A part of a page, whose own are its title and its last line: of an outline both are left out. */
ri_outline ri_outline_html(ri_html *html, const char *heading);
/* Also ends what is open of elements. */
void ri_outline_free(ri_outline *outline);

void ri_outline_title(ri_outline *outline, ri_text *line);
void ri_outline_heading(ri_outline *outline, const char *heading);
void ri_outline_paragraph(ri_outline *outline, ri_text *line);
/* An item of a list; `number` counts from 1, 0 is an item without a number. */
void ri_outline_item(ri_outline *outline, size_t number, ri_text *line);
/* What belongs to the item before: a line of its own below it. */
void ri_outline_detail(ri_outline *outline, ri_text *line);
/* The last line: "Answered as of …". */
void ri_outline_basis(ri_outline *outline, int32_t date, const raci_policy *policy);
/* What the reader must not miss: below all the rest. */
void ri_outline_warning(ri_outline *outline, ri_text *line);

#endif
