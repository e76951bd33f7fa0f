#include "intake/book.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/book_form.h"
#include "intake/book_parts.h"

#define NAME_MAX_BYTES 255

const char *ri_book_form_name(ri_book_form form)
{
    static const char *const names[] = {
        [RI_BOOK_DELIMITED] = "delimited text",
        [RI_BOOK_WORKBOOK] = "workbook",
        [RI_BOOK_MARKDOWN] = "Markdown",
        [RI_BOOK_ASCIIDOC] = "AsciiDoc",
        [RI_BOOK_YAML] = "YAML",
        [RI_BOOK_JSON] = "JSON",
        [RI_BOOK_CODEOWNERS] = "CODEOWNERS",
        [RI_BOOK_OWNERS] = "OWNERS",
    };
    return names[form];
}

raci_status ri_book_add_sheet(ri_book *book, const char *name, size_t length, bool hidden,
                              raci_error *err)
{
    if (book->n_sheets == RI_BOOK_SHEETS_MAX) {
        return ri_fail(err, RACI_LIMIT, "there are more than %d %s", RI_BOOK_SHEETS_MAX,
                       book->form == RI_BOOK_WORKBOOK ? "sheets" : "tables");
    }
    size_t n = length < NAME_MAX_BYTES ? length : NAME_MAX_BYTES;
    while (n < length && n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80) {
        n--;
    }
    const ri_book_sheet sheet = {ri_arena_copy(book->arena, name, n), hidden};
    if (sheet.name == NULL || !RI_PUSH(book->sheets, book->n_sheets, book->capacity, sheet)) {
        return ri_fail_nomem(err);
    }
    return RACI_OK;
}

char *ri_column_letters(uint32_t column, char buffer[8])
{
    char letters[8];
    size_t n = 0;
    for (uint32_t rest = column; rest > 0 && n < sizeof letters - 1; rest = (rest - 1) / 26) {
        letters[n++] = (char)('A' + (rest - 1) % 26);
    }
    for (size_t i = 0; i < n; i++) {
        buffer[i] = letters[n - 1 - i];
    }
    buffer[n] = '\0';
    return buffer;
}

void ri_book_tell(const ri_book *book, uint32_t line, uint32_t column, const char *format, ...)
{
    if (book->problem == NULL) {
        return;
    }
    char message[1024];
    size_t n = 0;
    if (book->form == RI_BOOK_WORKBOOK && book->sheet < book->n_sheets) {
        char letters[8];
        (void)snprintf(message, sizeof message, "%s!%s%u: ", book->sheets[book->sheet].name,
                       ri_column_letters(column, letters), line);
        n = strlen(message);
    }
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message + n, sizeof message - n, format, arguments);
    va_end(arguments);
    book->problem(book->path, (int)(line & 0x7fffffff), (int)(column & 0x7fffffff), message,
                  book->payload);
}

void ri_book_tell_loss(const ri_book *book, unsigned lost, uint32_t line, uint32_t column)
{
    if ((lost & RI_GATHERED_LONG_CELL) != 0) {
        ri_book_tell(book, line, column, "the cell has more than %d bytes: it is cut there",
                     RI_BOOK_CELL_MAX);
    }
    if ((lost & RI_GATHERED_LONG_ROW) != 0) {
        ri_book_tell(book, line, column, "the row has more than %d bytes: it is cut there",
                     RI_GATHERED_ROW_MAX);
    }
    if ((lost & RI_GATHERED_UNREADABLE) != 0) {
        ri_book_tell(book, line, column,
                     "expected text in %s, found what is none: \xef\xbf\xbd stands for it",
                     book->encoding);
    }
}

/* Opens a text with the reader of its form. */
static raci_status open_text(ri_book *book, const ri_book_options *options, raci_error *err)
{
    ri_decode *source = NULL;
    raci_status status = ri_decode_open(&source, book->path, options->encoding, err);
    if (status != RACI_OK) {
        return status;
    }
    book->encoding = ri_decode_encoding(source);
    status = ri_book_form_find(&book->form, source, book->path, options->delimiter != '\0', err);
    if (status != RACI_OK) {
        ri_decode_close(source);
        return status;
    }
    switch (book->form) {
    case RI_BOOK_MARKDOWN:
        return ri_markdown_open(book, source, err);
    case RI_BOOK_ASCIIDOC:
        return ri_asciidoc_open(book, source, err);
    case RI_BOOK_YAML:
    case RI_BOOK_JSON:
        return ri_long_list_open(book, source, err);
    case RI_BOOK_CODEOWNERS:
        return ri_codeowners_open(book, source, err);
    case RI_BOOK_OWNERS:
        return ri_owners_open(book, source, err);
    default:
        book->delimiter = options->delimiter;
        return ri_delimited_open(book, source, err);
    }
}

static raci_status open_any(ri_book *book, const ri_book_options *options, raci_error *err)
{
    bool archive = false;
    const raci_status status = ri_book_form_archive(&archive, book->path, err);
    if (status != RACI_OK || !archive) {
        return status != RACI_OK ? status : open_text(book, options, err);
    }
    book->form = RI_BOOK_WORKBOOK;
    book->encoding = "utf-8";
    return ri_xlsx_open(book, err);
}

raci_status ri_book_open(ri_book **out, const char *path, const ri_book_options *options,
                         raci_problem_fn problem, void *payload, raci_error *err)
{
    static const ri_book_options none = {NULL, '\0'};
    ri_book *book = ri_alloc(sizeof *book);
    if (book == NULL) {
        return ri_fail_nomem(err);
    }
    *book = (ri_book){
        .encoding = "",
        .problem = problem,
        .payload = payload,
        .sheet = SIZE_MAX,
        .arena = ri_arena_new(),
    };
    raci_status status = RACI_OK;
    if (book->arena == NULL || (book->path = ri_arena_string(book->arena, path)) == NULL) {
        status = ri_fail_nomem(err);
    } else {
        status = open_any(book, options != NULL ? options : &none, err);
    }
    if (status != RACI_OK) {
        ri_book_close(book);
        return status;
    }
    *out = book;
    return RACI_OK;
}

void ri_book_close(ri_book *book)
{
    if (book == NULL) {
        return;
    }
    if (book->reader != NULL) {
        book->reader->close(book->inside);
    }
    ri_gathered_free(&book->row);
    ri_free(book->sheets);
    ri_arena_free(book->arena);
    ri_free(book);
}

ri_book_form ri_book_form_of(const ri_book *book)
{
    return book->form;
}

bool ri_book_has_owners(const ri_book *book)
{
    return book->form == RI_BOOK_CODEOWNERS || book->form == RI_BOOK_OWNERS;
}

const char *ri_book_encoding(const ri_book *book)
{
    return book->encoding;
}

char ri_book_delimiter(const ri_book *book)
{
    return book->delimiter;
}

size_t ri_book_sheets(const ri_book *book)
{
    return book->n_sheets;
}

const char *ri_book_sheet_name(const ri_book *book, size_t sheet)
{
    return book->sheets[sheet].name;
}

bool ri_book_sheet_hidden(const ri_book *book, size_t sheet)
{
    return book->sheets[sheet].hidden;
}

raci_status ri_book_begin(ri_book *book, size_t sheet, raci_error *err)
{
    if (sheet >= book->n_sheets) {
        return ri_fail(err, RACI_INVALID, "there is no sheet %zu of %zu", sheet, book->n_sheets);
    }
    book->sheet = sheet;
    return book->reader->begin(book, sheet, err);
}

void ri_book_watch(ri_book *book, ri_book_far_fn far, void *payload)
{
    book->far = far;
    book->far_payload = payload;
}

/* Tells how far the reading is, when it got on. */
static raci_status tell_far(ri_book *book, raci_error *err)
{
    uint64_t done = 0;
    uint64_t whole = 0;
    if (book->far == NULL || book->reader->far == NULL) {
        return RACI_OK;
    }
    book->reader->far(book, &done, &whole);
    if (done == book->told) {
        return RACI_OK;
    }
    book->told = done;
    return book->far(done, whole, book->far_payload, err);
}

raci_status ri_book_next(ri_book *book, ri_book_row *out, bool *more, raci_error *err)
{
    *more = false;
    if (book->sheet >= book->n_sheets) {
        return ri_fail(err, RACI_INVALID, "no sheet was begun");
    }
    for (;;) {
        bool row = false;
        raci_status status = book->reader->next(book, &row, err);
        if (status == RACI_OK && row) {
            status = tell_far(book, err);
        }
        if (status != RACI_OK || !row) {
            return status;
        }
        if (!ri_gathered_finish(&book->row)) {
            return ri_fail_nomem(err);
        }
        if (book->row.n > 0) {
            *out = (ri_book_row){book->row.cells, book->row.n, book->row.line};
            *more = true;
            return RACI_OK;
        }
    }
}

void ri_book_place(const ri_book *book, const ri_book_cell *cell, ri_text *out)
{
    if (book->form == RI_BOOK_WORKBOOK) {
        char letters[8];
        ri_text_format(out, "%s: %s!%s%u", book->path,
                       book->sheet < book->n_sheets ? book->sheets[book->sheet].name : "",
                       ri_column_letters(cell->column, letters), cell->line);
    } else {
        ri_text_format(out, "%s:%u:%u", book->path, cell->line, cell->column);
    }
}
