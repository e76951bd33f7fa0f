/*
 * The rows of a workbook's sheets, element by element.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/xlsx_number.h"
#include "intake/xlsx_workbook.h"

#define ROWS_MAX 1048576
#define TEXT_MAX INT64_C(2147483648) /* bytes that a sheet gives out */

/* What a cell's value is, by its type. */
typedef enum value_kind {
    VALUE_NUMBER,
    VALUE_SHARED, /* the number of a shared string */
    VALUE_YES_NO,
    VALUE_TEXT /* as it stands: inline, computed, a date, an error */
} value_kind;

typedef struct reader {
    ri_xlsx_workbook workbook;
    ri_xlsx_merges merges;
    size_t merges_of; /* which sheet's they are; SIZE_MAX: of none */
    ri_xlsx_xml *xml;
    ri_book *book;

    uint32_t row;
    bool in_row;
    bool own;      /* the row has a text that is its own */
    int64_t given; /* bytes of all rows */

    uint32_t column;
    value_kind kind;
    uint32_t style;
    bool in_cell;
    bool formula;
    bool taking; /* within an element whose text is the value */
    bool inline_text;
    unsigned phonetic;
    ri_text value; /* as it stands in the part; then as text */
    ri_text text;

    bool told_wide;
    bool told_formula;
} reader;

static void start_row(ri_xlsx_xml *xml, const char **attributes, reader *r)
{
    const uint32_t row = ri_xlsx_number(ri_xlsx_attribute(attributes, "r"), r->row + 1);
    if (row <= r->row || row > ROWS_MAX) {
        ri_book_tell(r->book, row, 1,
                     "the row stands after row %u, or beyond the last: it is "
                     "not read",
                     r->row);
        return;
    }
    r->row = row;
    r->column = 0;
    r->in_row = true;
    r->own = false;
    ri_gathered_start(&r->book->row, row);
    if (!ri_xlsx_merges_row(&r->merges, row)) {
        ri_xlsx_xml_nomem(xml);
    }
}

static value_kind kind_of(const char *type)
{
    if (type == NULL || strcmp(type, "n") == 0) {
        return VALUE_NUMBER;
    }
    return strcmp(type, "s") == 0   ? VALUE_SHARED
           : strcmp(type, "b") == 0 ? VALUE_YES_NO
                                    : VALUE_TEXT;
}

static void start_cell(const char **attributes, reader *r)
{
    uint32_t row = 0;
    uint32_t column = r->column + 1;
    const char *address = ri_xlsx_attribute(attributes, "r");
    const char *end = address != NULL ? ri_xlsx_address(address, &row, &column) : "";
    if (end == NULL || *end != '\0' || column <= r->column) {
        ri_book_tell(r->book, r->row, r->column + 1,
                     "expected a cell further right, found '%.20s': it is not read",
                     address != NULL ? address : "");
        return;
    }
    r->column = column;
    r->in_cell = true;
    r->kind = kind_of(ri_xlsx_attribute(attributes, "t"));
    r->style = ri_xlsx_number(ri_xlsx_attribute(attributes, "s"), 0);
    r->formula = false;
    r->taking = false;
    r->inline_text = false;
    r->phonetic = 0;
    ri_text_clear(&r->value);
}

static void start_element(ri_xlsx_xml *xml, const char *name, const char **attributes,
                          void *payload)
{
    reader *r = payload;
    if (r->in_cell) {
        if (strcmp(name, "v") == 0) {
            r->taking = !r->inline_text;
        } else if (strcmp(name, "t") == 0) {
            r->taking = r->inline_text && r->phonetic == 0;
        } else if (strcmp(name, "is") == 0) {
            r->inline_text = true;
        } else if (strcmp(name, "f") == 0) {
            r->formula = true;
        } else if (strcmp(name, "rPh") == 0) {
            r->phonetic++;
        }
    } else if (r->in_row && strcmp(name, "c") == 0) {
        start_cell(attributes, r);
    } else if (strcmp(name, "row") == 0) {
        start_row(xml, attributes, r);
    }
}

static void take_text(ri_xlsx_xml *xml, const char *bytes, size_t n, void *payload)
{
    reader *r = payload;
    if (!r->taking) {
        return;
    }
    /* One more than a cell may have, so that it is told; escapes are seven bytes for one. */
    const size_t room = (size_t)RI_BOOK_CELL_MAX * 7 + 1 - r->value.length;
    ri_text_bytes(&r->value, bytes, n < room ? n : room);
    if (r->value.failed) {
        ri_xlsx_xml_nomem(xml);
    }
}

/* What the cell's value says, borrowed. */
static const char *value_text(reader *r, size_t *n)
{
    const char *bytes = ri_text_string(&r->value);
    const char *shared = NULL;
    *n = r->value.length;
    switch (r->kind) {
    case VALUE_SHARED:
        if (*n > 0) {
            shared = ri_xlsx_string(&r->workbook.strings, ri_xlsx_number(bytes, UINT32_MAX), n);
            if (shared == NULL) {
                ri_book_tell(r->book, r->row, r->column,
                             "the workbook has no text of the number '%.20s'", bytes);
            }
        }
        *n = shared != NULL ? *n : 0;
        return shared != NULL ? shared : "";
    case VALUE_YES_NO:
        bytes = *n == 0 ? "" : ri_xlsx_yes(bytes) ? "TRUE" : "FALSE";
        *n = strlen(bytes);
        return bytes;
    case VALUE_NUMBER:
        ri_text_clear(&r->text);
        ri_xlsx_number_text(&r->text, bytes, *n, ri_xlsx_style(&r->workbook.styles, r->style),
                            r->workbook.from_1904);
        *n = r->text.length;
        return ri_text_string(&r->text);
    default:
        ri_xlsx_unescape(&r->value, 0);
        *n = r->value.length;
        return ri_text_string(&r->value);
    }
}

/* Appends a cell that a merged range covers, or an empty one. */
static void fill_one(reader *r)
{
    ri_gathered *row = &r->book->row;
    const uint32_t column = (uint32_t)row->n + 1;
    const ri_xlsx_standing *standing = ri_xlsx_merges_at(&r->merges, column);
    const bool first =
        standing != NULL && standing->range.top == r->row && standing->range.left == column;
    const bool covered = standing != NULL && !first;
    const unsigned lost =
        ri_gathered_cell(row, r->row, column, covered ? ri_text_string(&standing->text) : "",
                         covered ? standing->text.length : 0);
    ri_book_tell_loss(r->book, lost & ~(unsigned)RI_GATHERED_UNREADABLE, r->row, column);
    ri_book_cell *cell = ri_gathered_last(row);
    if (cell != NULL) {
        cell->covered = covered;
    }
}

static void fill_to(reader *r, uint32_t column)
{
    ri_gathered *row = &r->book->row;
    if (r->merges.n_standing == 0 && row->n < column) {
        ri_gathered_empty(row, r->row, (uint32_t)row->n + 1, column - row->n);
        return;
    }
    while (!row->failed && row->n < column && row->n < RI_BOOK_COLUMNS_MAX) {
        fill_one(r);
    }
}

static void tell_wide(reader *r)
{
    if (!r->told_wide) {
        r->told_wide = true;
        ri_book_tell(r->book, r->row, r->column,
                     "a row has more than %d cells: what stands further right is not read",
                     RI_BOOK_COLUMNS_MAX);
    }
}

/* Puts the cell into the row, and keeps its text for the range that it begins. */
static void put_cell(ri_xlsx_xml *xml, reader *r, const char *bytes, size_t n)
{
    ri_gathered *row = &r->book->row;
    fill_to(r, r->column - 1);
    ri_xlsx_standing *standing = ri_xlsx_merges_at(&r->merges, r->column);
    const bool first =
        standing != NULL && standing->range.top == r->row && standing->range.left == r->column;
    if (standing != NULL && !first) {
        return; /* what is covered says what covers it */
    }
    const unsigned lost = ri_gathered_cell(row, r->row, r->column, bytes, n);
    ri_book_tell_loss(r->book, lost & ~(unsigned)RI_GATHERED_UNREADABLE, r->row, r->column);
    ri_book_cell *cell = ri_gathered_last(row);
    if (cell == NULL) {
        return;
    }
    cell->formula = r->formula;
    r->own = r->own || cell->length > 0;
    if (first) {
        ri_text_bytes(&standing->text, row->text.bytes + row->starts[row->n - 1], cell->length);
        if (standing->text.failed) {
            ri_xlsx_xml_nomem(xml);
        }
    }
}

static void end_cell(ri_xlsx_xml *xml, reader *r)
{
    size_t n = 0;
    r->in_cell = false;
    if (r->formula && r->value.length == 0 && r->kind != VALUE_TEXT && !r->told_formula) {
        r->told_formula = true;
        ri_book_tell(r->book, r->row, r->column,
                     "the formula here was never computed, and there may be more: open the "
                     "workbook in a spreadsheet program and save it");
    }
    if (r->value.length == 0 && !r->formula) {
        return; /* only its looks */
    }
    const char *bytes = value_text(r, &n);
    if (r->text.failed || r->value.failed) {
        ri_xlsx_xml_nomem(xml);
        return;
    }
    if (r->column > RI_BOOK_COLUMNS_MAX) {
        if (ri_blanks_before(bytes, n) < n) {
            tell_wide(r);
        }
        return;
    }
    put_cell(xml, r, bytes, n);
}

static void end_element(ri_xlsx_xml *xml, const char *name, void *payload)
{
    reader *r = payload;
    if (r->in_cell) {
        if (strcmp(name, "c") == 0) {
            end_cell(xml, r);
        } else if (strcmp(name, "rPh") == 0) {
            r->phonetic -= r->phonetic > 0;
        } else if (strcmp(name, "is") == 0) {
            r->inline_text = false;
        }
        r->taking = false;
    } else if (r->in_row && strcmp(name, "row") == 0) {
        r->in_row = false;
        if (r->own) {
            fill_to(r, ri_xlsx_merges_right(&r->merges));
        }
        /* A text that is shared takes a few bytes wherever it stands again. */
        r->given += (int64_t)r->book->row.text.length;
        if (r->given > TEXT_MAX) {
            ri_xlsx_xml_limit(xml, "the sheet has more than 2048 MB of text");
        } else if (r->own || r->book->row.failed) {
            ri_xlsx_xml_pause(xml);
        }
    }
}

static raci_status begin(ri_book *book, size_t sheet, raci_error *err)
{
    static const ri_xlsx_handlers handlers = {start_element, end_element, take_text};
    reader *r = book->inside;
    const char *part = r->workbook.parts[sheet];
    ri_xlsx_xml_close(r->xml);
    r->xml = NULL;
    r->row = 0;
    r->given = 0;
    r->in_row = false;
    r->in_cell = false;
    r->taking = false;
    r->told_wide = false;
    r->told_formula = false;
    ri_xlsx_merges_begin(&r->merges);
    if (r->merges_of != sheet) {
        r->merges_of = SIZE_MAX;
        const raci_status status = ri_xlsx_merges_read(&r->merges, r->workbook.package, part, err);
        if (status != RACI_OK) {
            return status;
        }
        r->merges_of = sheet;
    }
    return ri_xlsx_xml_open(&r->xml, r->workbook.package, part, &handlers, r, err);
}

static raci_status next(ri_book *book, bool *more, raci_error *err)
{
    reader *r = book->inside;
    if (r->xml == NULL) {
        return ri_fail(err, RACI_INVALID, "the sheet could not be begun");
    }
    return ri_xlsx_xml_step(r->xml, more, err);
}

static void far(const ri_book *book, uint64_t *done, uint64_t *whole)
{
    const reader *r = book->inside;
    ri_xlsx_xml_far(r->xml, done, whole);
}

static void close_reader(void *inside)
{
    reader *r = inside;
    ri_xlsx_xml_close(r->xml);
    ri_xlsx_merges_free(&r->merges);
    ri_xlsx_workbook_free(&r->workbook);
    ri_text_free(&r->value);
    ri_text_free(&r->text);
    ri_free(r);
}

raci_status ri_xlsx_open(ri_book *book, raci_error *err)
{
    static const ri_book_reader verbs = {begin, next, close_reader, far};
    reader *r = ri_alloc(sizeof *r);
    if (r == NULL) {
        return ri_fail_nomem(err);
    }
    *r = (reader){.book = book, .merges_of = SIZE_MAX};
    book->inside = r;
    book->reader = &verbs;
    return ri_xlsx_workbook_open(&r->workbook, book, err);
}
