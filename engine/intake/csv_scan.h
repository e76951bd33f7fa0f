/*
 * The inside of the CSV reader: csv_scan.c takes bytes apart into the cells of a
 * row, csv.c judges them and hands them out. For these two files only.
 */
#ifndef RI_CSV_SCAN_H
#define RI_CSV_SCAN_H

#include "base/arena.h"
#include "intake/csv.h"

#define RI_CSV_BUFFER_SIZE 65536
#define RI_CSV_END (-1)

struct ri_csv {
    ri_csv_read_fn read;
    ri_csv_problem_fn problem;
    void *payload;
    ri_arena *arena; /* the header */
    ri_csv_cell *names;
    size_t columns; /* of the header; 0 before it is read */

    size_t at; /* in buffer: the next byte */
    size_t end;
    uint64_t place; /* in the file: the byte at buffer[0] */
    bool finished;
    int failed; /* errno of a read that failed */
    bool nomem;
    int line; /* of the next byte */
    int column;

    /* The row that is being read. Cells hold offsets into `text` first, since
       it may move, and pointers when the row is whole. */
    char *text;
    size_t length;
    size_t capacity;
    size_t starts[RI_CSV_COLUMNS_MAX];
    ri_csv_cell cells[RI_CSV_COLUMNS_MAX];
    size_t count;
    bool long_row;
    bool long_cell;
    bool torn;

    char buffer[RI_CSV_BUFFER_SIZE];
};

/* The next byte, or RI_CSV_END. */
int ri_csv_peek(ri_csv *csv);
void ri_csv_tell(ri_csv *csv, int line, int column, const char *message);
/* Reads the cells of a row into `text`, `starts` and `cells`, with the line's end. */
void ri_csv_scan(ri_csv *csv);

#endif
