/*
 * A text that has tables in it, in lines: what Markdown and AsciiDoc have in common. Each of its
 * tables is a sheet, named after the heading above it.
 */
#ifndef RI_TABLED_H
#define RI_TABLED_H

#include "intake/book_parts.h"

#define RI_TABLED_MAX 16777216 /* bytes */

/* Lines of a table: from `first` to before `end`, counted from 0. */
typedef struct ri_tabled_table {
    uint32_t first;
    uint32_t end;
    uint32_t columns; /* where the format says how many */
    char separator;   /* where it may be another */
} ri_tabled_table;

typedef struct ri_tabled {
    ri_text text;
    uint32_t *starts; /* of lines, in text; one more than there are lines */
    size_t n_lines;
    size_t starts_capacity;
    ri_tabled_table *tables; /* as many as the book has sheets */
    size_t n_tables;
    size_t tables_capacity;
    size_t table;  /* that is read */
    uint32_t line; /* the next one */
    ri_text cell;  /* for the reader */
} ri_tabled;

/* Reads all of the source, which it closes whatever it gives, and takes its lines apart. The
   document has `size` bytes, zeroed behind what is above, for the reader to have more in it; it
   is then the book's `inside`, and `reader` its reader. Fails as ri_decode_all does. */
raci_status ri_tabled_open(ri_tabled **out, size_t size, ri_book *book,
                           const ri_book_reader *reader, ri_decode *source, raci_error *err);
/* For the reader: what `begin` and `close` have to do. */
raci_status ri_tabled_begin(ri_book *book, size_t sheet, raci_error *err);
void ri_tabled_close(void *inside);

/* A line without its end; it is borrowed, and *n bytes long. */
const char *ri_tabled_line(const ri_tabled *document, size_t line, size_t *n);
/* Adds a table, named after a heading. */
raci_status ri_tabled_add(ri_book *book, const ri_tabled_table *table, const char *heading,
                          size_t length, raci_error *err);
/* Puts a cell into the book's row, and tells what it lost. */
void ri_tabled_cell(ri_book *book, uint32_t line, uint32_t column, const char *bytes, size_t n);

#endif
