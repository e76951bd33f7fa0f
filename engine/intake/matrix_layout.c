#include "intake/matrix_layout.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/matrix_finding.h"

/* The layout, and what it points to. */
typedef struct owned {
    ri_matrix_layout layout; /* first, so that the one is the other */
    ri_arena *arena;
} owned;

static const char *const shape_names[] = {"none", "grid",  "turned", "by-letter", "ticks",
                                          "list", "pairs", "owners", "legend"};

const char *ri_matrix_shape_name(ri_matrix_shape shape)
{
    return shape_names[shape];
}

bool ri_matrix_shape_named(const char *name, ri_matrix_shape *out)
{
    for (size_t i = 0; i < sizeof shape_names / sizeof shape_names[0]; i++) {
        if (strcmp(shape_names[i], name) == 0) {
            *out = (ri_matrix_shape)i;
            return true;
        }
    }
    return false;
}

void ri_matrix_layout_free(ri_matrix_layout *layout)
{
    if (layout != NULL) {
        ri_arena_free(((owned *)layout)->arena);
        ri_free(layout);
    }
}

/* Whether a sheet only explains letters. */
static bool is_legend(const ri_sample *sample)
{
    size_t legends = 0;
    size_t others = 0;
    bool lettered = false;
    for (size_t row = 0; row < sample->n; row++) {
        legends += sample->rows[row].legend ? 1 : 0;
        others += sample->rows[row].legend ? 0 : 1;
        lettered = lettered || (!sample->rows[row].legend && sample->rows[row].lettered);
    }
    return sample->whole && legends >= 2 && (others <= 1 || (others == 2 && !lettered));
}

static const char *reason(ri_matrix_shape shape)
{
    static const char *const reasons[] = {
        [RI_SHAPE_NONE] = "no column has letters below a name, and none names owners",
        [RI_SHAPE_GRID] = "activities are rows, and parties are columns with letters",
        [RI_SHAPE_TURNED] = "parties are rows, and activities are columns with letters",
        [RI_SHAPE_BY_LETTER] = "each letter has a column, with names in it",
        [RI_SHAPE_TICKS] = "each letter has a column, with ticks in it",
        [RI_SHAPE_LIST] = "each row is an assignment: an activity, a party and letters",
        [RI_SHAPE_PAIRS] = "one column says of each letter who has it",
        [RI_SHAPE_OWNERS] = "each row is something that somebody owns",
        [RI_SHAPE_LEGEND] = "it only explains letters",
    };
    return reasons[shape];
}

/* Letters that stand above columns are the scheme's. */
static raci_status add_headers(ri_finding *find, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t c = 0; c < find->layout->n && status == RACI_OK; c++) {
        const ri_matrix_column *column = &find->layout->columns[c];
        if (column->role == RI_ROLE_NAMES) {
            status = ri_letters_add(find->letters, column->letter, strlen(column->letter), err);
            if (status == RACI_OK && column->also != NULL) {
                status = ri_letters_add(find->letters, column->also, strlen(column->also), err);
            }
        }
    }
    return status;
}

/* Reads the sheet's beginning, again where it explained letters that were not known. */
static raci_status sample(ri_finding *find, ri_book *book, size_t sheet, raci_error *err)
{
    bool more = true;
    raci_status status = RACI_OK;
    for (int pass = 0; pass < 3 && more && status == RACI_OK; pass++) {
        find->layout->n_questions = 0;
        status = ri_sample_take(&find->sample, find->arena, book, sheet, find->letters, err);
        ri_sample_drop_left(&find->sample, find->options->first_column);
        if (status == RACI_OK) {
            status = ri_finding_legends(find, &more, err);
        }
    }
    return status;
}

static raci_status recognize(ri_finding *find, raci_error *err)
{
    ri_matrix_layout *layout = find->layout;
    size_t width = find->sample.width;
    layout->first_column = find->options->first_column;
    find->headers = ri_arena_array(find->arena, width, sizeof *find->headers);
    find->sums = ri_arena_array(find->arena, width, sizeof *find->sums);
    if (find->headers == NULL || find->sums == NULL) {
        return ri_fail_nomem(err);
    }
    if (is_legend(&find->sample) && find->options->shape == RI_SHAPE_NONE) {
        layout->shape = RI_SHAPE_LEGEND;
        layout->confidence = 95;
        return RACI_OK;
    }
    ri_finding_headers(find);
    if (layout->shape == RI_SHAPE_NONE || find->failed) {
        return find->failed ? ri_fail_nomem(err) : RACI_OK;
    }
    ri_finding_columns(find);
    if (!find->failed) {
        ri_finding_direction(find);
    }
    raci_status status = find->failed ? ri_fail_nomem(err) : ri_finding_choose(find, err);
    if (status == RACI_OK) {
        ri_finding_doubts(find);
        status = find->failed ? ri_fail_nomem(err) : ri_finding_legend_beside(find, err);
    }
    return status == RACI_OK ? add_headers(find, err) : status;
}

raci_status ri_matrix_recognize(ri_matrix_layout **out, ri_book *book, size_t sheet,
                                ri_letters *letters, const ri_matrix_options *options,
                                raci_error *err)
{
    static const ri_matrix_options none = {.shape = RI_SHAPE_NONE};
    owned *made = ri_alloc(sizeof *made);
    ri_finding *find = ri_alloc(sizeof *find);
    raci_status status = made != NULL && find != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        *made = (owned){.arena = ri_arena_new()};
        *find = (ri_finding){.arena = made->arena,
                             .layout = &made->layout,
                             .letters = letters,
                             .options = options != NULL ? options : &none};
        made->layout.sheet = made->arena != NULL
                                 ? ri_arena_string(made->arena, ri_book_sheet_name(book, sheet))
                                 : NULL;
        ri_book_form form = ri_book_form_of(book);
        bool document = form == RI_BOOK_MARKDOWN || form == RI_BOOK_ASCIIDOC;
        made->layout.section = document ? made->layout.sheet : "";
        status = made->layout.sheet != NULL ? sample(find, book, sheet, err) : ri_fail_nomem(err);
        status = status == RACI_OK ? recognize(find, err) : status;
        made->layout.why = reason(made->layout.shape);
        if (status != RACI_OK) {
            ri_arena_free(made->arena);
        }
    }
    ri_free(find);
    if (status != RACI_OK) {
        ri_free(made);
        return status;
    }
    *out = &made->layout;
    return RACI_OK;
}
