/* Cells of a workbook: whatever the organization's texts hold, they stay text. */
#include <string.h>

#include "base/formula.h"
#include "base/utf8.h"
#include "report/page.h"
#include "report/workbook.h"

enum { A3 = 8, A4 = 9 }; /* as Excel numbers paper */

#define ON_A4 160 /* characters across that can still be read */

static void note(ri_workbook *w, lxw_error error)
{
    if (error != LXW_NO_ERROR && w->trouble == LXW_NO_ERROR) {
        w->trouble = error;
    }
}

/* Whether to go on: once the library lacks something it is not asked again. */
static bool is_sound(const ri_workbook *w)
{
    return w->book != NULL && w->trouble == LXW_NO_ERROR && !w->failed;
}

lxw_worksheet *ri_workbook_sheet(ri_workbook *w, const char *name)
{
    lxw_worksheet *sheet = is_sound(w) ? workbook_add_worksheet(w->book, name) : NULL;
    if (sheet == NULL) {
        note(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, A4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
    note(w, worksheet_set_footer(sheet, "&L&8&A&R&8&P / &N"));
    return sheet;
}

/* Shown text has no control characters but page.h's marks, and line ends that were put there
   on purpose. */
static void drop_marks(ri_text *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->length; i++) {
        const unsigned char c = (unsigned char)text->bytes[i];
        if (c >= ' ' || c == '\n') {
            text->bytes[kept++] = (char)c;
        }
    }
    if (text->bytes != NULL) {
        text->bytes[kept] = '\0';
        text->length = kept;
    }
}

/* Cuts a text to so many bytes, in whole characters. */
static void cut(ri_text *text, size_t most)
{
    static const char more[] = "…";
    if (text->length <= most) {
        return;
    }
    size_t at = most - (sizeof more - 1);
    while (at > 0 && ((unsigned char)text->bytes[at] & 0xc0) == 0x80) {
        at--;
    }
    text->length = at;
    text->bytes[at] = '\0';
    ri_text_add(text, more);
}

/* How many lines a text takes where so many digits stand on one: letters are narrower. */
static size_t lines_of(const char *text, double across)
{
    size_t lines = 1;
    while (*text != '\0') {
        const size_t length = strcspn(text, "\n");
        lines += (size_t)((double)length / (across * 1.15)) + (text[length] == '\n');
        text += length + (text[length] == '\n');
    }
    return lines;
}

void ri_workbook_cell(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                      const char *text, lxw_format *format)
{
    if (sheet == NULL || row >= RI_WORKBOOK_ROWS || !is_sound(w)) {
        return;
    }
    ri_text_clear(&w->shown);
    ri_text_add(&w->shown, "'");
    ri_text_add(&w->shown, text);
    drop_marks(&w->shown);
    cut(&w->shown, RI_WORKBOOK_TEXT);
    w->failed = w->failed || w->shown.failed;
    const char *shown = ri_text_string(&w->shown);
    shown += *shown == '\'' && !ri_formula_like(shown + 1, strlen(shown + 1));
    if (format == w->looks.wrapped && column < RI_WORKBOOK_LIST_COLUMNS) {
        const size_t lines = lines_of(shown, w->widths[column]);
        w->lines = lines > w->lines ? lines : w->lines;
    }
    note(w, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, shown, format));
}

void ri_workbook_take(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                      lxw_format *format)
{
    w->failed = w->failed || w->line.failed;
    ri_workbook_cell(w, sheet, row, column, ri_text_string(&w->line), format);
    ri_text_clear(&w->line);
}

void ri_workbook_number(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                        uint64_t number, lxw_format *format)
{
    if (sheet != NULL && row < RI_WORKBOOK_ROWS && is_sound(w)) {
        note(w, worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, (double)number,
                                       format));
    }
}

void ri_workbook_share(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column, size_t part,
                       size_t whole)
{
    if (sheet != NULL && row < RI_WORKBOOK_ROWS && is_sound(w)) {
        note(w,
             worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column,
                                    whole > 0 ? (double)part / (double)whole : 0, w->looks.share));
    }
}

/* How high a comment is, in pixels. */
static uint16_t height_of(const char *text)
{
    const size_t lines = lines_of(text, 46);
    return (uint16_t)(lines < 40 ? 14 * lines + 20 : 580);
}

void ri_workbook_fit(ri_workbook *w, lxw_worksheet *sheet, size_t row)
{
    if (sheet != NULL && row < RI_WORKBOOK_ROWS && w->lines > 1 && is_sound(w)) {
        const size_t lines = w->lines < 25 ? w->lines : 25;
        note(w, worksheet_set_row(sheet, (lxw_row_t)row, 13.5 * (double)lines + 2, NULL));
    }
    w->lines = 0;
}

void ri_workbook_comment(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column)
{
    if (sheet != NULL && w->line.length > 0 && w->comments < RI_WORKBOOK_COMMENTS && is_sound(w)) {
        drop_marks(&w->line);
        cut(&w->line, RI_WORKBOOK_COMMENT);
        const char *text = ri_text_string(&w->line);
        lxw_comment_options how = {
            .author = "raci", .width = 330, .height = height_of(text), .font_size = 9};
        w->comments++;
        note(w, worksheet_write_comment_opt(sheet, (lxw_row_t)row, (lxw_col_t)column, text, &how));
    } else if (w->line.length > 0) {
        w->cuts.comments++;
    }
    w->failed = w->failed || w->line.failed;
    ri_text_clear(&w->line);
}

void ri_workbook_list(ri_workbook *w, lxw_worksheet *sheet, const char *title,
                      const ri_workbook_column *columns, size_t n)
{
    if (sheet == NULL || !is_sound(w)) {
        return;
    }
    note(w, worksheet_set_row(sheet, 0, 24, NULL));
    ri_workbook_cell(w, sheet, 0, 0, title, w->looks.title);
    double across = 0;
    for (size_t i = 0; i < n; i++) {
        across += columns[i].width;
        w->widths[i] = columns[i].width;
        note(w, worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL));
        ri_workbook_cell(w, sheet, RI_WORKBOOK_LIST - 1, i, columns[i].heading, w->looks.head);
    }
    worksheet_set_paper(sheet, across > ON_A4 ? A3 : A4);
    worksheet_freeze_panes(sheet, RI_WORKBOOK_LIST, 0);
    note(w, worksheet_repeat_rows(sheet, RI_WORKBOOK_LIST - 1, RI_WORKBOOK_LIST - 1));
}

void ri_workbook_list_end(ri_workbook *w, lxw_worksheet *sheet, size_t end, size_t n)
{
    if (sheet != NULL && end > RI_WORKBOOK_LIST && is_sound(w)) {
        note(w, worksheet_autofilter(sheet, RI_WORKBOOK_LIST - 1, 0, (lxw_row_t)(end - 1),
                                     (lxw_col_t)(n - 1)));
    }
}
