#include "intake/matrix_sample.h"

#include <string.h>

#include "base/fail.h"
#include "intake/pairs_in_cell.h"

static const ri_sampled nothing = {.text = "", .reads = RI_READS_EMPTY};

const ri_sampled *ri_sample_cell(const ri_sample *sample, size_t row, size_t column)
{
    const ri_sample_row *at = &sample->rows[row];
    return column < at->n ? &at->cells[column] : &nothing;
}

bool ri_is_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && text[strspn(text, "0123456789.,%- ")] == '\0';
}

void ri_sample_drop_left(ri_sample *sample, size_t first_column)
{
    for (size_t row = 0; row < sample->n && first_column > 1; row++) {
        ri_sample_row *at = &sample->rows[row];
        at->texts = 0;
        at->lettered = false;
        for (size_t c = 0; c < at->n; c++) {
            const ri_sampled *cell = &at->cells[c];
            if (c + 1 < first_column) {
                at->cells[c] = nothing;
                continue;
            }
            at->lettered = at->lettered || (cell->known && !cell->vague);
            at->texts += cell->text[0] != '\0' && !cell->covered ? 1 : 0;
        }
    }
}

/* Keeps a cell's text, and what it says. */
static raci_status take_cell(ri_sampled *out, ri_arena *arena, const ri_book_cell *cell,
                             const ri_letters *letters, ri_cell_reading *reading)
{
    const char *bytes = cell->bytes;
    size_t length = cell->length;
    *out = nothing;
    out->line = cell->line;
    out->column = cell->column;
    if (!ri_cell_read(reading, letters, bytes, length)) {
        return RACI_NOMEM;
    }
    if (reading->kind == RI_READS_EMPTY) {
        return RACI_OK;
    }
    ri_cell_plain(&bytes, &length);
    length = (size_t)ri_cell_fit(bytes, length, RI_SAMPLE_TEXT);
    out->text = ri_arena_copy(arena, bytes, length);
    out->reads = reading->kind;
    out->covered = cell->covered;
    if (out->text == NULL) {
        return RACI_NOMEM;
    }
    bool failed = false;
    size_t pairs = ri_pairs_count(letters, bytes, length, &failed);
    out->pairs = (uint8_t)(pairs < 255 ? pairs : 255);
    if (failed) {
        return RACI_NOMEM;
    }
    out->number = ri_is_number(out->text);
    out->n_letters = (uint8_t)reading->n;
    out->pure = reading->n > 0 && reading->note.length == 0;
    if (reading->n > 0) {
        memcpy(out->letter, reading->letters[0].name, sizeof out->letter);
    }
    if (reading->n > 1) {
        memcpy(out->second, reading->letters[1].name, sizeof out->second);
    }
    for (size_t i = 0; i < reading->n; i++) {
        const ri_cell_letter *letter = &reading->letters[i];
        out->known = out->known || letter->known;
        out->accountable = out->accountable || strcmp(letter->name, "A") == 0;
        if (!letter->known && out->strange[0] == '\0') {
            memcpy(out->strange, letter->name, sizeof out->strange);
        }
    }
    for (size_t i = 0; i < reading->n_doubts; i++) {
        out->guessed = out->guessed || reading->doubts[i].kind == RI_DOUBT_WORD;
        out->vague = out->vague || reading->doubts[i].kind == RI_DOUBT_TEXT;
    }
    return RACI_OK;
}

static raci_status take_row(ri_sample *out, ri_arena *arena, const ri_book_row *row,
                            const ri_letters *letters, ri_cell_reading *reading)
{
    ri_sample_row *kept = &out->rows[out->n];
    *kept = (ri_sample_row){.n = row->n, .line = row->line};
    kept->cells = ri_arena_array(arena, row->n, sizeof *kept->cells);
    if (kept->cells == NULL) {
        return RACI_NOMEM;
    }
    for (size_t i = 0; i < row->n; i++) {
        raci_status status = take_cell(&kept->cells[i], arena, &row->cells[i], letters, reading);
        if (status != RACI_OK) {
            return status;
        }
        const ri_sampled *cell = &kept->cells[i];
        kept->lettered = kept->lettered || (cell->known && !cell->vague);
        kept->texts += cell->text[0] != '\0' && !cell->covered ? 1 : 0;
        out->width = cell->text[0] != '\0' && i + 1 > out->width ? i + 1 : out->width;
    }
    out->n++;
    return RACI_OK;
}

raci_status ri_sample_take(ri_sample *out, ri_arena *arena, ri_book *book, size_t sheet,
                           const ri_letters *letters, raci_error *err)
{
    ri_cell_reading reading = {.n = 0};
    size_t cells = 0;
    bool more = true;
    *out = (ri_sample){.n = 0};
    raci_status status = ri_book_begin(book, sheet, err);
    while (status == RACI_OK && out->n < RI_SAMPLE_ROWS && cells < RI_SAMPLE_CELLS) {
        ri_book_row row;
        status = ri_book_next(book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        cells += row.n;
        status = take_row(out, arena, &row, letters, &reading);
        if (status == RACI_NOMEM) {
            (void)ri_fail_nomem(err);
        }
    }
    out->whole = status == RACI_OK && !more;
    ri_cell_reading_free(&reading);
    return status;
}
