/*
 * Other people's tables: a file as sheets of rows of cells, whatever its format. Delimited text,
 * workbooks, tables in markdown and AsciiDoc, long lists in YAML and JSON all read the same way.
 *
 * A book is read row by row in bounded memory, as often as wanted; every cell knows where it
 * stands. Texts are UTF-8, whatever the file's encoding was, without blanks around them. What
 * cannot be read is told, and the rest goes on.
 */
#ifndef RI_BOOK_H
#define RI_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "raci/error.h"
#include "raci/model.h" /* raci_problem_fn */

#define RI_BOOK_CELL_MAX 65536 /* bytes of a cell */
#define RI_BOOK_COLUMNS_MAX                                                                        \
    2048 /* cells of a row; what stands further right is told, and not read */

typedef enum ri_book_form {
    RI_BOOK_DELIMITED, /* CSV, TSV, semicolons, pipes */
    RI_BOOK_WORKBOOK,  /* .xlsx */
    RI_BOOK_MARKDOWN,
    RI_BOOK_ASCIIDOC,
    RI_BOOK_YAML,
    RI_BOOK_JSON,
    RI_BOOK_CODEOWNERS, /* lines of a pattern of paths, and who owns what it matches */
    RI_BOOK_OWNERS      /* OWNERS and OWNERS_ALIASES as Kubernetes has them */
} ri_book_form;

/* "delimited text", "workbook" …; static. */
const char *ri_book_form_name(ri_book_form form);

typedef struct ri_book_cell {
    const char *bytes; /* a NUL follows; borrowed until the next row */
    size_t length;
    uint32_t line;   /* of text files: where it begins; of workbooks the row; from 1 */
    uint32_t column; /* of text files: in bytes; of workbooks the column; from 1 */
    bool formula;    /* a workbook's cell that is computed: what was computed last is the text */
    bool covered;    /* a part of a merged range but its first: it has the first one's text */
} ri_book_cell;

typedef struct ri_book_row {
    const ri_book_cell *cells; /* trailing empty ones left out */
    size_t n;
    uint32_t line;
} ri_book_row;

typedef struct ri_book_options {
    const char *encoding; /* "utf-8", "utf-16", "cp1252", "latin-1"; NULL: looked for */
    char delimiter;       /* 0: looked for */
} ri_book_options;

typedef struct ri_book ri_book;

/* Opens a file and finds out what it is, by its bytes and only where these leave it open by its
   name. `problem` (may be NULL) is told of what cannot be read, with line and column, whenever
   it is met. Gives an owned book. Fails with RACI_NOTFOUND, RACI_IO, RACI_INPUT (it is none of
   these, or damaged), RACI_LIMIT (zip and XML bombs, too many sheets), RACI_NOMEM. */
raci_status ri_book_open(ri_book **out, const char *path, const ri_book_options *options,
                         raci_problem_fn problem, void *payload, raci_error *err);
void ri_book_close(ri_book *book); /* NULL is allowed */

ri_book_form ri_book_form_of(const ri_book *book);
bool ri_book_has_owners(const ri_book *book); /* it is of one of the last two forms */
/* What its text was encoded in, as options say it; and what parts its cells, or 0. */
const char *ri_book_encoding(const ri_book *book);
char ri_book_delimiter(const ri_book *book);

/* Sheets: of a workbook its own, of a document each of its tables (named after the heading above
   it), else one. Hidden sheets are there, and say so. */
size_t ri_book_sheets(const ri_book *book);
const char *ri_book_sheet_name(const ri_book *book, size_t sheet); /* "" for none; borrowed */
bool ri_book_sheet_hidden(const ri_book *book, size_t sheet);

/* Goes to the beginning of a sheet. */
raci_status ri_book_begin(ri_book *book, size_t sheet, raci_error *err);
/* Reads the next row that has any text; *more is false at the end. */
raci_status ri_book_next(ri_book *book, ri_book_row *out, bool *more, raci_error *err);

/* Called as reading gets on: how many bytes of the sheet were read, of how many (0: not known).
   Another status than RACI_OK ends the reading. */
typedef raci_status (*ri_book_far_fn)(uint64_t done, uint64_t whole, void *payload,
                                      raci_error *err);
void ri_book_watch(ri_book *book, ri_book_far_fn far, void *payload);

/* Where a cell stands, for people: "file.csv:12:3", "book.xlsx: Matrix!C12". Appended. */
struct ri_text;
void ri_book_place(const ri_book *book, const ri_book_cell *cell, struct ri_text *out);

#endif
