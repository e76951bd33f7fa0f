/*
 * What a book is to those who read one: book.c opens it and hands rows out, a reader for each
 * form fills them. For the files of this folder only.
 */
#ifndef RI_BOOK_PARTS_H
#define RI_BOOK_PARTS_H

#include "base/arena.h"
#include "intake/book.h"
#include "intake/decode.h"
#include "intake/gathered.h"

#define RI_BOOK_SHEETS_MAX 4096

typedef struct ri_book_sheet {
    const char *name; /* in the book's arena */
    bool hidden;
} ri_book_sheet;

/* What a reader does. `inside` is its own, and freed by `close`. */
typedef struct ri_book_reader {
    raci_status (*begin)(ri_book *book, size_t sheet, raci_error *err);
    /* Gathers the next row, blank or not; *more is false at the end. */
    raci_status (*next)(ri_book *book, bool *more, raci_error *err);
    void (*close)(void *inside);
    /* How far it is, in bytes; NULL where all of it is read at once. */
    void (*far)(const ri_book *book, uint64_t *done, uint64_t *whole);
} ri_book_reader;

struct ri_book {
    ri_arena *arena;
    const char *path;
    ri_book_form form;
    const char *encoding; /* static */
    char delimiter;
    raci_problem_fn problem;
    void *payload;
    ri_book_far_fn far; /* or NULL */
    void *far_payload;
    uint64_t told; /* how far it was when that was told last */

    ri_book_sheet *sheets;
    size_t n_sheets;
    size_t capacity;
    size_t sheet; /* that is being read; SIZE_MAX: none was begun */

    ri_gathered row;
    const ri_book_reader *reader;
    void *inside;
};

/* The readers: each fills sheets, `reader` and `inside` of a book whose other members are set,
   or fails as ri_book_open does; what it has set by then is closed by the caller. Those of text
   take the source, which is theirs from then on, whatever they give. */
raci_status ri_delimited_open(ri_book *book, ri_decode *source, raci_error *err);
raci_status ri_markdown_open(ri_book *book, ri_decode *source, raci_error *err);
raci_status ri_asciidoc_open(ri_book *book, ri_decode *source, raci_error *err);
raci_status ri_long_list_open(ri_book *book, ri_decode *source, raci_error *err);
raci_status ri_codeowners_open(ri_book *book, ri_decode *source, raci_error *err);
raci_status ri_owners_open(ri_book *book, ri_decode *source, raci_error *err);
raci_status ri_xlsx_open(ri_book *book, raci_error *err);

/* Adds a sheet; the name is copied, cut to 255 bytes. Fails with RACI_LIMIT, RACI_NOMEM. */
raci_status ri_book_add_sheet(ri_book *book, const char *name, size_t length, bool hidden,
                              raci_error *err);

/* Tells a problem of the book, as printf does; in a workbook after sheet and cell. */
void ri_book_tell(const ri_book *book, uint32_t line, uint32_t column, const char *format, ...)
    RI_PRINTF(4, 5);
/* Tells what a cell lost, as ri_gathered_loss, but for RI_GATHERED_WIDE. */
void ri_book_tell_loss(const ri_book *book, unsigned lost, uint32_t line, uint32_t column);

/* Letters of a workbook's column from 1: "A" … "XFD" …; gives buffer. */
char *ri_column_letters(uint32_t column, char buffer[8]);

#endif
