#include "intake/tabled.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

/* Notes where lines begin: ended by LF, CRLF or CR. */
static bool split(ri_tabled *document)
{
    const char *bytes = ri_text_string(&document->text);
    const size_t n = document->text.length;
    uint32_t at = 0;
    while (at < n) {
        if (!RI_PUSH(document->starts, document->n_lines, document->starts_capacity, at)) {
            return false;
        }
        while (at < n && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        at += at + 1 < n && bytes[at] == '\r' && bytes[at + 1] == '\n' ? 2 : at < n;
    }
    size_t ends = document->n_lines;
    return RI_PUSH(document->starts, ends, document->starts_capacity, at);
}

raci_status ri_tabled_open(ri_tabled **out, size_t size, ri_book *book,
                           const ri_book_reader *reader, ri_decode *source, raci_error *err)
{
    raci_status status = RACI_OK;
    ri_tabled *document = ri_alloc(size);
    if (document == NULL) {
        status = ri_fail_nomem(err);
    } else {
        memset(document, 0, size);
        book->inside = document;
        book->reader = reader;
        status = ri_decode_all(source, RI_TABLED_MAX, &document->text, err);
    }
    ri_decode_close(source);
    if (status == RACI_OK && !split(document)) {
        status = ri_fail_nomem(err);
    }
    *out = document;
    return status;
}

raci_status ri_tabled_begin(ri_book *book, size_t sheet, raci_error *err)
{
    (void)err;
    ri_tabled *document = book->inside;
    document->table = sheet;
    document->line = document->tables[sheet].first;
    return RACI_OK;
}

void ri_tabled_close(void *inside)
{
    ri_tabled *document = inside;
    ri_text_free(&document->text);
    ri_text_free(&document->cell);
    ri_free(document->starts);
    ri_free(document->tables);
    ri_free(document);
}

const char *ri_tabled_line(const ri_tabled *document, size_t line, size_t *n)
{
    const uint32_t start = document->starts[line];
    const char *bytes = ri_text_string(&document->text) + start;
    size_t length = document->starts[line + 1] - start;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
        length--;
    }
    *n = length;
    return bytes;
}

raci_status ri_tabled_add(ri_book *book, const ri_tabled_table *table, const char *heading,
                          size_t length, raci_error *err)
{
    ri_tabled *document = book->inside;
    if (!RI_PUSH(document->tables, document->n_tables, document->tables_capacity, *table)) {
        return ri_fail_nomem(err);
    }
    return ri_book_add_sheet(book, heading, length, false, err);
}

void ri_tabled_cell(ri_book *book, uint32_t line, uint32_t column, const char *bytes, size_t n)
{
    const unsigned lost = ri_gathered_cell(&book->row, line, column, bytes, n);
    if ((lost & RI_GATHERED_WIDE) != 0) {
        ri_book_tell(book, line, column, "the row has more than %d cells: it is cut there",
                     RI_BOOK_COLUMNS_MAX);
    }
    ri_book_tell_loss(book, lost, line, column);
}
