/*
 * A workbook as another program would save it, every cell a plain text, with some cells edited.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_RESAVED_H
#define TEST_RESAVED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/text.h"
#include "intake/book.h"
#include "intake/own_workbook.h"

#define RESAVED_SHEETS 16
#define RESAVED_EDITS 64

/* A cell: of the matrix that of a touchpoint's key and a holder's reference; without a holder the
   one of an address, "F12". */
typedef struct resaved_edit {
    const char *at;
    const char *holder;
    const char *text;
} resaved_edit;

typedef struct resaved_cell {
    uint32_t row;
    uint32_t column;
    const char *text;
} resaved_cell;

static inline bool resaved_begin(ri_book **book, const char *path)
{
    raci_error err = {0};
    if (ri_book_open(book, path, &(ri_book_options){0}, NULL, NULL, &err) != RACI_OK) {
        (void)fprintf(stderr, "%s: %s\n", path, err.message);
        return false;
    }
    return true;
}

static inline bool resaved_next(ri_book *book, ri_book_row *row)
{
    bool more = false;
    raci_error err = {0};
    return ri_book_next(book, row, &more, &err) == RACI_OK && more;
}

/* Where an edit stands. */
static inline bool resaved_find(resaved_cell *out, ri_book *book, size_t sheet,
                                const resaved_edit *edit)
{
    raci_error err = {0};
    ri_book_row row;
    size_t key = SIZE_MAX;
    *out = (resaved_cell){.text = edit->text};
    if (edit->holder == NULL) {
        const char *at = edit->at;
        for (; *at >= 'A' && *at <= 'Z'; at++) {
            out->column = out->column * 26 + (uint32_t)(*at - 'A') + 1;
        }
        out->row = (uint32_t)strtoul(at, NULL, 10);
        return out->row > 0 && out->column > 0;
    }
    if (ri_book_begin(book, sheet, &err) != RACI_OK) {
        return false;
    }
    while (resaved_next(book, &row)) {
        for (size_t i = 0; key == SIZE_MAX && i < row.n; i++) {
            key = strcmp(row.cells[i].bytes, RI_OWN_KEY) == 0 ? i : key;
        }
        for (size_t i = 0; key != SIZE_MAX && out->column == 0 && i < row.n; i++) {
            out->column = strcmp(row.cells[i].bytes, edit->holder) == 0 ? (uint32_t)i + 1 : 0;
        }
        if (key < row.n && strcmp(row.cells[key].bytes, edit->at) == 0) {
            out->row = row.line;
        }
    }
    return out->row > 0 && out->column > 0;
}

static inline void resaved_text(ri_text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            ri_text_add(out, "&amp;");
            break;
        case '<':
            ri_text_add(out, "&lt;");
            break;
        default:
            ri_text_char(out, *text);
        }
    }
}

/* Writes a row with its edits; `row` may be NULL for one that was not there. */
static inline void resaved_row(ri_text *out, uint32_t line, const ri_book_row *row,
                               const resaved_cell *edits, size_t n)
{
    uint32_t width = row != NULL ? (uint32_t)row->n : 0;
    for (size_t i = 0; i < n; i++) {
        width = edits[i].row == line && edits[i].column > width ? edits[i].column : width;
    }
    ri_text_format(out, "<row r='%u'>", (unsigned)line);
    for (uint32_t column = 1; column <= width; column++) {
        const bool there = row != NULL && column <= row->n && !row->cells[column - 1].covered;
        const char *text = there ? row->cells[column - 1].bytes : "";
        for (size_t i = 0; i < n; i++) {
            text = edits[i].row == line && edits[i].column == column ? edits[i].text : text;
        }
        ri_text_add(out, "<c t='inlineStr'><is><t xml:space='preserve'>");
        resaved_text(out, text);
        ri_text_add(out, "</t></is></c>");
    }
    ri_text_add(out, "</row>");
}

static inline void resaved_sheet(ri_text *out, ri_book *book, size_t sheet,
                                 const resaved_cell *edits, size_t n)
{
    raci_error err = {0};
    ri_book_row row;
    uint32_t line = 0;
    uint32_t last = 0;
    ri_text_add(out, "<worksheet><sheetData>");
    if (ri_book_begin(book, sheet, &err) == RACI_OK) {
        while (resaved_next(book, &row)) {
            resaved_row(out, row.line, &row, edits, n);
            line = row.line;
        }
    }
    for (size_t i = 0; i < n; i++) {
        last = edits[i].row > last ? edits[i].row : last;
    }
    while (++line <= last) {
        resaved_row(out, line, NULL, edits, n);
    }
    ri_text_add(out, "</sheetData></worksheet>");
}

static inline bool resaved_part(zip_t *zip, const char *name, const ri_text *text)
{
    zip_source_t *source = zip_source_buffer(zip, text->bytes, text->length, 0);
    return !text->failed && source != NULL && zip_file_add(zip, name, source, 0) >= 0;
}

/* The parts that say which sheets there are. */
static inline void resaved_frame(ri_text *frame, const ri_book *book)
{
    static const char type[] =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    ri_text_format(&frame[0],
                   "<Relationships><Relationship Id='a' Type='%sofficeDocument' "
                   "Target='xl/workbook.xml'/></Relationships>",
                   type);
    ri_text_add(&frame[1], "<workbook><sheets>");
    ri_text_add(&frame[2], "<Relationships>");
    for (size_t i = 0; i < ri_book_sheets(book); i++) {
        ri_text_add(&frame[1], "<sheet name='");
        resaved_text(&frame[1], ri_book_sheet_name(book, i));
        ri_text_format(&frame[1], "' r:id='r%zu'%s/>", i,
                       ri_book_sheet_hidden(book, i) ? " state='hidden'" : "");
        ri_text_format(&frame[2],
                       "<Relationship Id='r%zu' Type='%sworksheet' Target='sheet%zu.xml'/>", i,
                       type, i);
    }
    ri_text_add(&frame[1], "</sheets></workbook>");
    ri_text_add(&frame[2], "</Relationships>");
}

/* Saves `from` as `to`, of one sheet n cells edited. false, and told on standard error: it could
   not. */
static inline bool resave(const char *from, const char *to, const char *edited,
                          const resaved_edit *edits, size_t n)
{
    static const char *const names[] = {"_rels/.rels", "xl/workbook.xml",
                                        "xl/_rels/workbook.xml.rels"};
    ri_text parts[RESAVED_SHEETS + 3] = {{NULL, 0, 0, false}};
    resaved_cell cells[RESAVED_EDITS];
    ri_book *book = NULL;
    zip_t *zip = zip_open(to, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    bool done = zip != NULL && n <= RESAVED_EDITS && resaved_begin(&book, from) &&
                ri_book_sheets(book) <= RESAVED_SHEETS;
    if (done) {
        resaved_frame(parts, book);
    }
    for (size_t i = 0; done && i < 3; i++) {
        done = resaved_part(zip, names[i], &parts[i]);
    }
    for (size_t i = 0; done && i < ri_book_sheets(book); i++) {
        char name[40];
        const bool meant = strcmp(ri_book_sheet_name(book, i), edited) == 0;
        for (size_t k = 0; done && meant && k < n; k++) {
            done = resaved_find(&cells[k], book, i, &edits[k]);
            if (!done) {
                (void)fprintf(stderr, "there is no cell of %s and %s\n", edits[k].at,
                              edits[k].holder);
            }
        }
        resaved_sheet(&parts[i + 3], book, i, cells, meant ? n : 0);
        (void)snprintf(name, sizeof name, "xl/sheet%zu.xml", i);
        done = done && resaved_part(zip, name, &parts[i + 3]);
    }
    done = zip != NULL && zip_close(zip) == 0 && done; /* which reads the parts */
    for (size_t i = 0; i < RESAVED_SHEETS + 3; i++) {
        ri_text_free(&parts[i]);
    }
    ri_book_close(book);
    return done;
}

#endif
