/*
 * A book read whole, as text that tests compare.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_BOOKS_H
#define TEST_BOOKS_H

#include "scratch.h"

#include "base/text.h"
#include "intake/book.h"

static inline void books_tell(const char *file, int line, int column, const char *message,
                              void *payload)
{
    assert_non_null(file);
    ri_text_format(payload, "!%d:%d ", line, column);
    ri_text_add(payload, message);
    ri_text_char(payload, '\n');
}

/* "line:column=text | …"; = is ^ for covered cells and := for computed ones. */
static inline void books_write_row(ri_text *out, const ri_book_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const ri_book_cell *cell = &row->cells[i];
        assert_int_equal(cell->bytes[cell->length], '\0');
        assert_int_equal(strlen(cell->bytes), cell->length);
        ri_text_format(out, "%s%u:%u%s", i > 0 ? " | " : "", cell->line, cell->column,
                       cell->covered   ? "^"
                       : cell->formula ? ":="
                                       : "=");
        ri_text_add(out, cell->bytes);
    }
    ri_text_char(out, '\n');
}

/* Appends the rows of all sheets, names of sheets in brackets, and problems. */
static inline raci_status books_write(ri_book *book, ri_text *out, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t sheet = 0; sheet < ri_book_sheets(book) && status == RACI_OK; sheet++) {
        ri_book_row row;
        bool more = false;
        if (ri_book_sheets(book) > 1 || ri_book_sheet_name(book, sheet)[0] != '\0') {
            ri_text_format(out, "[%s]%s\n", ri_book_sheet_name(book, sheet),
                           ri_book_sheet_hidden(book, sheet) ? " hidden" : "");
        }
        status = ri_book_begin(book, sheet, err);
        while (status == RACI_OK && (status = ri_book_next(book, &row, &more, err)) == RACI_OK &&
               more) {
            books_write_row(out, &row);
        }
    }
    return status;
}

/* Reads the file at a path; a failure is appended as "failed: its name: its message". */
static inline raci_status books_read(const char *path, const ri_book_options *options, ri_text *out)
{
    raci_error err = {0};
    ri_book *book = NULL;
    raci_status status = ri_book_open(&book, path, options, books_tell, out, &err);
    if (status == RACI_OK) {
        status = books_write(book, out, &err);
    }
    if (status != RACI_OK) {
        assert_int_equal(err.status, status);
        ri_text_format(out, "failed: %s: ", raci_status_name(status));
        if (err.line > 0) {
            ri_text_format(out, "%d:%d ", err.line, err.column);
        }
        ri_text_add(out, err.message);
        ri_text_char(out, '\n');
    }
    ri_book_close(book);
    return status;
}

/* Writes the bytes into a file of that name, and reads it. */
static inline raci_status books_read_bytes(const char *name, const void *bytes, size_t n,
                                           const ri_book_options *options, ri_text *out)
{
    scratch s;
    char path[SCRATCH_PATH];
    scratch_make_small(&s);
    scratch_write(&s, name, bytes, n);
    const raci_status status = books_read(scratch_path(&s, name, path), options, out);
    scratch_remove(&s);
    return status;
}

/* Every allocation of reading the file fails once, and all later ones. */
static inline void books_exhaust(const char *name, const void *bytes, size_t n)
{
    scratch s;
    char path[SCRATCH_PATH];
    scratch_make_small(&s);
    scratch_write(&s, name, bytes, n);
    scratch_path(&s, name, path);
    raci_status status = RACI_NOMEM;
    size_t first = 0;
    for (; status == RACI_NOMEM; first++) {
        raci_error err = {0};
        ri_book *book = NULL;
        ri_book_row row;
        (void)ri_alloc_fail_from(first);
        status = ri_book_open(&book, path, NULL, NULL, NULL, &err);
        for (size_t i = 0; status == RACI_OK && i < ri_book_sheets(book); i++) {
            bool more = true;
            status = ri_book_begin(book, i, &err);
            while (status == RACI_OK && more) {
                status = ri_book_next(book, &row, &more, &err);
            }
        }
        (void)ri_alloc_fail_from(SIZE_MAX);
        assert_int_equal(err.status, status);
        ri_book_close(book);
    }
    assert_int_equal(status, RACI_OK);
    assert_true(first > 3);
    scratch_remove(&s);
}

#endif
