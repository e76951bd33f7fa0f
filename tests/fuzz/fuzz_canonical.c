/* Any bytes as a canonical file: cells stand where they are said to, and are UTF-8. */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_book.h"
#include "intake/csv.h"

typedef struct source {
    const uint8_t *bytes;
    size_t n;
    size_t problems;
} source;

static ptrdiff_t give(char *buffer, size_t size, void *payload)
{
    source *from = payload;
    const size_t n = from->n < size ? from->n : size;
    memcpy(buffer, from->bytes, n);
    from->bytes += n;
    from->n -= n;
    return (ptrdiff_t)n;
}

static void tell(int line, int column, const char *message, void *payload)
{
    source *from = payload;
    REQUIRE(line >= 1 && column >= 1 && message[0] != '\0');
    from->problems++;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    source from = {bytes, n, 0};
    ri_csv *csv = NULL;
    ri_csv_row row;
    bool more = false;
    int line = 0;
    size_t bad = 0;
    REQUIRE(ri_csv_open(&csv, give, tell, &from, NULL) == RACI_OK);
    REQUIRE(ri_csv_header(csv, &more, NULL) == RACI_OK);
    while (more && ri_csv_next(csv, &row, &more, NULL) == RACI_OK && more) {
        REQUIRE(row.line > line && row.count == ri_csv_columns(csv));
        line = row.line;
        for (size_t i = 0; i < row.count; i++) {
            const ri_csv_cell *cell = &row.cells[i];
            REQUIRE(cell->bytes[cell->length] == '\0' && cell->line >= row.line);
            REQUIRE(cell->bad || ri_utf8_valid(cell->bytes, cell->length, &bad));
        }
    }
    REQUIRE(!ri_csv_torn(csv) || from.problems > 0);
    ri_csv_close(csv);
    return 0;
}
