/*
 * A streaming reader of CSV (RFC 4180) that knows where every cell stands.
 *
 * It reads any number of bytes in bounded memory, and goes on after a problem,
 * so that one pass finds them all: what is wrong is told to a callback, and the
 * cell or row concerned is marked bad. Lines and columns count from 1, columns
 * in bytes. Lines may end in LF or CRLF; a byte order mark is skipped. Rows
 * without any text (blank lines, runs of commas) are skipped.
 */
#ifndef RI_CSV_H
#define RI_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "raci/error.h"

#define RI_CSV_CELL_MAX 65536  /* bytes in a cell */
#define RI_CSV_ROW_MAX 1048576 /* bytes in a row */
#define RI_CSV_COLUMNS_MAX 256

typedef struct ri_csv ri_csv;

typedef struct ri_csv_cell {
    const char *bytes; /* unquoted, a NUL follows; borrowed until the next row */
    size_t length;
    int line;
    int column;
    bool quoted;
    bool bad; /* a problem was told; what is there should not be looked at */
} ri_csv_cell;

typedef struct ri_csv_row {
    const ri_csv_cell *cells;
    size_t count; /* after the header: as many as it has */
    int line;
    uint64_t place; /* offset of its first byte, for ri_csv_resume */
    bool ragged;    /* it had another number of cells: a problem was told */
} ri_csv_row;

/* Reads up to `size` bytes; gives how many, 0 at the end, negative on failure
   (with errno set). */
typedef ptrdiff_t (*ri_csv_read_fn)(char *buffer, size_t size, void *payload);
typedef void (*ri_csv_problem_fn)(int line, int column, const char *message, void *payload);

raci_status ri_csv_open(ri_csv **out, ri_csv_read_fn read, ri_csv_problem_fn problem, void *payload,
                        raci_error *err);
void ri_csv_close(ri_csv *csv); /* NULL is allowed */

/* Reads the next row; *row is false at the end. Fails with RACI_NOMEM, RACI_IO.
   An unclosed quote ends the file: `ri_csv_torn` then says so. */
raci_status ri_csv_next(ri_csv *csv, ri_csv_row *out, bool *row, raci_error *err);
bool ri_csv_torn(const ri_csv *csv);

/* Reads the first row as the header: names are trimmed, and repeated or empty
   ones are problems. From then on rows have as many cells as it; others are a
   problem each. *row is false when the file has no row at all. */
raci_status ri_csv_header(ri_csv *csv, bool *row, raci_error *err);
size_t ri_csv_columns(const ri_csv *csv);
/* The name and place of column i; borrowed until the reader is closed. */
const ri_csv_cell *ri_csv_name(const ri_csv *csv, size_t i);

/* Goes on at a row met before; the caller has moved the source to its place. */
void ri_csv_resume(ri_csv *csv, uint64_t place, int line);

#endif
