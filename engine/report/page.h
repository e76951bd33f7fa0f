/*
 * Text for people: paragraphs that fit the terminal's width.
 *
 * A text may contain marks, which switch the style from there on; they are
 * control characters, which shown text (ri_utf8_show) never contains, and
 * become escape sequences only where colour is wanted.
 */
#ifndef RI_PAGE_H
#define RI_PAGE_H

#include <stdbool.h>

#include "base/sink.h"
#include "base/text.h"

#define RI_BOLD "\001"
#define RI_DIM "\002"
#define RI_RED "\003"
#define RI_YELLOW "\004"
#define RI_CYAN "\005"
#define RI_GREEN "\006"
#define RI_PLAIN "\007" /* ends any of them */

static inline bool ri_page_is_mark(char c)
{
    return c >= RI_BOLD[0] && c <= RI_PLAIN[0];
}

/* Of web pages a name that leads to its place: RI_LINK place RI_LINK_NAME name RI_LINK_END. */
#define RI_LINK "\016"
#define RI_LINK_NAME "\017"
#define RI_LINK_END "\020"

#define RI_COLUMNS_DEFAULT 80
#define RI_COLUMNS_MIN 40
#define RI_COLUMNS_MAX 400

typedef struct ri_page {
    ri_sink *sink;
    size_t columns;
    bool colour;
    bool failed;  /* memory is exhausted */
    size_t lines; /* of paragraphs and gaps so far */
} ri_page;

/* Writes one paragraph: `first` begins its first line, `next` all others; lines
   break at spaces, or within a word that is longer than a line. */
void ri_page_put(ri_page *page, const char *first, const char *next, const char *text);
/* The same with a text that is then emptied; notes when it has failed. */
void ri_page_take(ri_page *page, const char *first, const char *next, ri_text *text);
/* An empty line. */
void ri_page_gap(ri_page *page);

/* For tables: how many bytes of a text fit in `room` columns (2 at least), and how
   many to skip to the next line's beginning. */
size_t ri_page_fit(const char *text, size_t room, size_t *skip);
/* Writes `length` bytes in the style that *style says, and keeps the last mark
   there ('\0' for none). */
void ri_page_slice(ri_page *page, const char *text, size_t length, char *style);

/* Appends a text, shown harmlessly, without blanks at its end, and cut to `columns`
   columns with "…". */
void ri_page_cut(ri_text *out, const char *text, size_t columns);

#endif
