/*
 * What every fuzzer of a reader does: the bytes are a file, which is read twice. Both passes give
 * the same, and every cell is what book.h says.
 */
#ifndef FUZZ_BOOK_H
#define FUZZ_BOOK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "intake/book.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            (void)fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);          \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* A path of this process alone that ends in `end`; in memory where there is such a folder. */
static inline const char *fuzz_path(const char *end)
{
    static char path[128];
    (void)snprintf(path, sizeof path, "%s/raci-fuzz-%ld%s",
                   access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp", (long)getpid(), end);
    return path;
}

static inline void fuzz_write(const char *path, const uint8_t *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    REQUIRE(file != NULL);
    REQUIRE(fwrite(bytes, 1, n, file) == n);
    REQUIRE(fclose(file) == 0);
}

static inline void fuzz_problem(const char *file, int line, int column, const char *message,
                                void *payload)
{
    size_t *told = payload;
    REQUIRE(file != NULL && line >= 0 && column >= 0 && message[0] != '\0');
    ++*told;
}

static inline uint64_t fuzz_digest(uint64_t digest, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        digest = (digest ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    }
    return (digest ^ n) * UINT64_C(0x100000001b3);
}

/* Reads a sheet and gives the digest of all it has. */
static inline uint64_t fuzz_sheet(ri_book *book, size_t sheet)
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325);
    ri_book_row row;
    bool more = false;
    raci_status status = ri_book_begin(book, sheet, NULL);
    while (status == RACI_OK && (status = ri_book_next(book, &row, &more, NULL)) == RACI_OK &&
           more) {
        REQUIRE(row.n > 0 && row.n <= RI_BOOK_COLUMNS_MAX && row.line > 0);
        REQUIRE(row.cells[row.n - 1].length > 0);
        for (size_t i = 0; i < row.n; i++) {
            const ri_book_cell *cell = &row.cells[i];
            REQUIRE(cell->length <= RI_BOOK_CELL_MAX && cell->bytes[cell->length] == '\0');
            REQUIRE(ri_utf8_valid(cell->bytes, cell->length, NULL));
            REQUIRE(cell->line > 0 && cell->column > 0);
            digest = fuzz_digest(digest, cell->bytes, cell->length);
            digest = (digest ^ cell->line) * 31 + cell->column;
            digest = digest * 4 + (uint64_t)cell->covered * 2 + cell->formula;
        }
    }
    REQUIRE(status <= RACI_OK && status != RACI_INTERNAL && status != RACI_INVALID);
    return (digest ^ (uint64_t)(-status)) * 31;
}

static inline void fuzz_read(const char *path)
{
    size_t told = 0;
    raci_error err = {0};
    ri_book *book = NULL;
    if (ri_book_open(&book, path, NULL, fuzz_problem, &told, &err) != RACI_OK) {
        REQUIRE(book == NULL && err.status != RACI_OK && err.message[0] != '\0');
        REQUIRE(err.status != RACI_INTERNAL && err.status != RACI_INVALID);
        return;
    }
    for (size_t i = 0; i < ri_book_sheets(book); i++) {
        REQUIRE(
            ri_utf8_valid(ri_book_sheet_name(book, i), strlen(ri_book_sheet_name(book, i)), NULL));
        const size_t before = told;
        const uint64_t first = fuzz_sheet(book, i);
        const size_t once = told - before;
        REQUIRE(fuzz_sheet(book, i) == first);
        REQUIRE(told - before == once * 2);
    }
    ri_book_close(book);
}

/* The bytes as a file whose name ends so. */
static inline int fuzz_file(const char *end, const uint8_t *bytes, size_t n)
{
    const char *path = fuzz_path(end);
    fuzz_write(path, bytes, n);
    fuzz_read(path);
    (void)unlink(path);
    return 0;
}

#endif
