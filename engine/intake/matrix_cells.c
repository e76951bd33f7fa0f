#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "intake/letter_words.h"
#include "intake/matrix_reader.h"
#include "intake/matrix_sample.h"
#include "intake/names_in_cell.h"
#include "intake/pairs_in_cell.h"

static raci_status stopped(ri_matrix_reader *r, int answer)
{
    return answer == 0 ? RACI_OK : ri_fail(r->err, RACI_STOPPED, "reading was stopped");
}

raci_status ri_reader_refuse(ri_matrix_reader *r, const ri_book_cell *cell, const char *why)
{
    r->account.cells.refused++;
    return r->calls->refused == NULL ? RACI_OK
                                     : stopped(r, r->calls->refused(cell, why, r->calls->payload));
}

static raci_status tell(ri_matrix_reader *r, const ri_book_cell *cell, ri_doubt_kind kind,
                        const char *message)
{
    r->counts->doubts++;
    return r->calls->doubt == NULL
               ? RACI_OK
               : stopped(r, r->calls->doubt(cell, kind, message, r->calls->payload));
}

/* Tells what was doubtful about the cell that was read last. */
static raci_status tell_doubts(ri_matrix_reader *r, const ri_book_cell *cell)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; i < r->reading.n_doubts && status == RACI_OK; i++) {
        status = tell(r, cell, r->reading.doubts[i].kind, r->reading.doubts[i].message);
    }
    return status;
}

/* What a row says of an activity, whoever has it. */
static ri_matrix_assignment about(const ri_matrix_reader *r)
{
    const char *group = ri_text_string(&r->group);
    return (ri_matrix_assignment){
        .group = group[0] != '\0' ? group : r->layout->section,
        .activity = ri_text_string(&r->activity),
        .key = ri_text_string(&r->key),
        .channel = ri_text_string(&r->channel),
        .remark = ri_text_string(&r->remark),
        .party = "",
        .note = "",
    };
}

bool ri_reader_unassigned(const ri_matrix_reader *r, ri_matrix_assignment *out)
{
    *out = about(r);
    out->cell = r->account.cell;
    return r->layout->shape != RI_SHAPE_TURNED && out->cell != NULL && out->activity[0] != '\0';
}

/* Gives one assignment: `party` is the row's, or what the column says. */
static raci_status give(ri_matrix_reader *r, const ri_book_cell *cell, size_t column,
                        const char *party, const ri_cell_letter *letters, size_t n)
{
    const ri_matrix_layout *layout = r->layout;
    ri_matrix_assignment made = about(r);
    if (layout->shape == RI_SHAPE_TURNED) {
        const char *above = layout->columns[column].group;
        made.group = above != NULL && above[0] != '\0' ? above
                     : above != NULL                   ? layout->section
                                                       : made.group;
        made.activity = ri_reader_name(r, column);
    }
    made.party = party;
    made.letters = letters;
    made.n = n;
    made.note = ri_text_string(&r->reading.note);
    made.condition = r->reading.condition;
    made.cell = cell;
    r->counts->assignments++;
    return r->calls->assignment == NULL
               ? RACI_OK
               : stopped(r, r->calls->assignment(&made, r->calls->payload));
}

static raci_status read_cell(ri_matrix_reader *r, const ri_book_cell *cell)
{
    return ri_cell_read(&r->reading, r->letters, cell->bytes, cell->length) ? RACI_OK
                                                                            : ri_fail_nomem(r->err);
}

/* A cell with letters, of a party that is known. */
static raci_status take_letters(ri_matrix_reader *r, const ri_book_cell *cell, size_t column,
                                const char *party)
{
    raci_status status = read_cell(r, cell);
    if (status != RACI_OK || r->reading.kind == RI_READS_EMPTY) {
        return status;
    }
    if (r->reading.kind == RI_READS_NONE || r->reading.kind == RI_READS_UNDECIDED) {
        r->account.cells.none++;
        return tell_doubts(r, cell);
    }
    if (r->reading.kind != RI_READS_LETTERS) {
        return ri_reader_refuse(r, cell, "expected letters, found words");
    }
    if (party[0] == '\0') {
        return ri_reader_refuse(r, cell, "nothing says whose these letters are");
    }
    r->account.cells.read++;
    status = give(r, cell, column, party, r->reading.letters, r->reading.n);
    return status == RACI_OK ? tell_doubts(r, cell) : status;
}

/* The letters that stand above a column; gives how many. */
static size_t letters_above(const ri_matrix_reader *r, size_t column, ri_cell_letter out[2])
{
    const char *names[] = {r->layout->columns[column].letter, r->layout->columns[column].also};
    size_t n = 0;
    for (size_t i = 0; i < 2 && names[i] != NULL; i++) {
        size_t length = strlen(names[i]);
        out[n] = (ri_cell_letter){.known = true};
        memcpy(out[n++].name, names[i], length < RI_LETTER_BYTES ? length : RI_LETTER_BYTES);
    }
    return n;
}

/* Gives a name, or those that the dictionary has for it. */
static raci_status take_name(ri_matrix_reader *r, const ri_book_cell *cell, size_t column,
                             const ri_cell_letter *letters, size_t n, ri_cell_name *name)
{
    bool failed = false;
    const char *note = "";
    const size_t n_note = ri_name_condition(name, &note);
    ri_text_clear(&r->reading.note);
    ri_text_bytes(&r->reading.note, note, n_note);
    r->reading.condition = n_note > 0;
    const ri_meaning *meaning = ri_letters_find(r->letters, name->bytes, name->length, &failed);
    raci_status status = failed || r->reading.note.failed ? ri_fail_nomem(r->err) : RACI_OK;
    if (meaning != NULL && meaning->kind == RI_MEANS_PARTIES) {
        for (size_t i = 0; i < meaning->n && status == RACI_OK; i++) {
            status = give(r, cell, column, meaning->parts[i], letters, n);
        }
        return status;
    }
    ri_text_clear(&r->name);
    ri_text_bytes(&r->name, name->bytes, name->length);
    if (r->name.failed || status != RACI_OK) {
        return ri_fail_nomem(r->err);
    }
    status = give(r, cell, column, ri_text_string(&r->name), letters, n);
    if (status == RACI_OK && name->doubtful) {
        char message[120];
        (void)snprintf(message, sizeof message, "'%.*s' is taken for one name",
                       ri_cell_fit(name->bytes, name->length, 80), name->bytes);
        status = tell(r, cell, RI_DOUBT_NAMES, message);
    }
    return status;
}

/* What a cell with names says as a whole. */
typedef enum names { NAMES_EMPTY, NAMES_NONE, NAMES_UNDECIDED, NAMES_LONG, NAMES_SOME } names;

static names judge_names(ri_matrix_reader *r, const char *bytes, size_t length, bool *failed)
{
    ri_cell_plain(&bytes, &length);
    if (length == 0) {
        return NAMES_EMPTY;
    }
    const ri_meaning *meaning = ri_letters_find(r->letters, bytes, length, failed);
    if (meaning != NULL && meaning->kind != RI_MEANS_LETTERS) {
        return meaning->kind == RI_MEANS_PARTIES   ? NAMES_SOME
               : meaning->kind == RI_MEANS_NOTHING ? NAMES_NONE
                                                   : NAMES_UNDECIDED;
    }
    if (ri_says_none(bytes, length)) {
        return NAMES_NONE;
    }
    if (ri_says_undecided(bytes, length)) {
        return NAMES_UNDECIDED;
    }
    ri_cell_name name;
    while (ri_names_next(&bytes, &length, &name)) {
        if (name.length > RI_PARTY_MAX) {
            return NAMES_LONG;
        }
    }
    return NAMES_SOME;
}

/* A cell with the names of those who have the column's letter. */
static raci_status take_names(ri_matrix_reader *r, const ri_book_cell *cell, size_t column)
{
    bool failed = false;
    names said = judge_names(r, cell->bytes, cell->length, &failed);
    ri_text_clear(&r->reading.note);
    r->reading.condition = false;
    if (failed) {
        return ri_fail_nomem(r->err);
    }
    if (said == NAMES_EMPTY) {
        return RACI_OK;
    }
    if (said == NAMES_LONG) {
        return ri_reader_refuse(r, cell, "expected names, found a text of more than 1024 bytes");
    }
    if (said != NAMES_SOME) {
        r->account.cells.none++;
        return said == NAMES_NONE ? RACI_OK
                                  : tell(r, cell, RI_DOUBT_UNDECIDED,
                                         ri_is_sheet_error(cell->bytes, cell->length)
                                             ? "it is an error of the spreadsheet: what stood "
                                               "there is lost"
                                             : "it says that it is still to be decided");
    }
    const char *bytes = cell->bytes;
    size_t left = cell->length;
    ri_cell_name name;
    ri_cell_letter letters[2];
    const size_t n_letters = letters_above(r, column, letters);
    size_t n = 0;
    raci_status status = RACI_OK;
    /* The whole cell may be a word of the dictionary, with commas in it. */
    ri_cell_plain(&bytes, &left);
    const ri_meaning *meaning = ri_letters_find(r->letters, bytes, left, &failed);
    if (failed) {
        return ri_fail_nomem(r->err);
    }
    if (meaning != NULL && meaning->kind == RI_MEANS_PARTIES) {
        name = (ri_cell_name){bytes, left, false};
        r->account.cells.read++;
        return take_name(r, cell, column, letters, n_letters, &name);
    }
    while (status == RACI_OK && ri_names_next(&bytes, &left, &name)) {
        status = take_name(r, cell, column, letters, n_letters, &name);
        n++;
    }
    if (n == 0 && status == RACI_OK) {
        return ri_reader_refuse(r, cell, "expected names, found only signs");
    }
    r->account.cells.read++;
    return status;
}

/* A cell that says of each letter who has it. */
static raci_status take_pairs(ri_matrix_reader *r, const ri_book_cell *cell, size_t column)
{
    const char *bytes = cell->bytes;
    size_t left = cell->length;
    bool failed = false;
    size_t had = r->counts->assignments;
    ri_cell_pair pair;
    raci_status status = RACI_OK;
    ri_cell_plain(&bytes, &left);
    if (left == 0 || ri_says_none(bytes, left) || ri_says_undecided(bytes, left)) {
        r->account.cells.none += left > 0 ? 1 : 0;
        return RACI_OK;
    }
    if (ri_pairs_count(r->letters, bytes, left, &failed) == 0) {
        return failed ? ri_fail_nomem(r->err)
                      : ri_reader_refuse(r, cell, "expected letters with names, such as 'R: Dana'");
    }
    while (status == RACI_OK && ri_pairs_next(r->letters, &bytes, &left, &pair, &failed)) {
        ri_cell_letter letters[RI_CELL_LETTERS_MAX];
        ri_cell_name name;
        if (!ri_cell_read(&r->reading, r->letters, pair.letters, pair.n_letters)) {
            return ri_fail_nomem(r->err);
        }
        size_t n = r->reading.n;
        memcpy(letters, r->reading.letters, n * sizeof *letters);
        names said = judge_names(r, pair.names, pair.n_names, &failed);
        if (said == NAMES_LONG) {
            return ri_reader_refuse(r, cell,
                                    "expected names, found a text of more than 1024 bytes");
        }
        while (status == RACI_OK && !failed && n > 0 && said == NAMES_SOME &&
               ri_names_next(&pair.names, &pair.n_names, &name)) {
            status = take_name(r, cell, column, letters, n, &name);
        }
    }
    r->account.cells.read += r->counts->assignments > had ? 1 : 0;
    r->account.cells.none += r->counts->assignments > had ? 0 : 1;
    return failed ? ri_fail_nomem(r->err) : status;
}

static const char *const yes[] = {"yes", "y", "true", "1", NULL};
static const char *const no[] = {"no", "n", "false", "0", NULL};

/* A cell that is ticked where the row's party has the column's letter. */
static raci_status take_tick(ri_matrix_reader *r, const ri_book_cell *cell, size_t column,
                             const char *party)
{
    raci_status status = read_cell(r, cell);
    if (status != RACI_OK || r->reading.kind == RI_READS_EMPTY) {
        return status;
    }
    if (r->reading.kind == RI_READS_NONE || ri_is_word_of(cell->bytes, cell->length, no)) {
        r->account.cells.none++;
        return RACI_OK;
    }
    if (r->reading.kind != RI_READS_LETTERS && !ri_is_word_of(cell->bytes, cell->length, yes)) {
        return ri_reader_refuse(r, cell, "expected a tick, found something else");
    }
    if (party[0] == '\0') {
        return ri_reader_refuse(r, cell, "nothing says whose tick this is");
    }
    ri_cell_letter letters[2];
    size_t n = letters_above(r, column, letters);
    r->account.cells.read++;
    return give(r, cell, column, party, letters, n);
}

/* The text of the row's cell of a role, in `name`. */
static raci_status find_party(ri_matrix_reader *r)
{
    ri_text_clear(&r->name);
    for (size_t c = 0; c < r->row->n; c++) {
        if (ri_reader_role(r, c) == RI_ROLE_PARTY) {
            const char *bytes = r->row->cells[c].bytes;
            size_t length = r->row->cells[c].length;
            ri_cell_plain(&bytes, &length);
            ri_text_bytes(&r->name, bytes, length <= RI_PARTY_MAX ? length : 0);
        }
    }
    return r->name.failed ? ri_fail_nomem(r->err) : RACI_OK;
}

raci_status ri_reader_cells(ri_matrix_reader *r)
{
    raci_status status = RACI_OK;
    bool listed = r->layout->shape == RI_SHAPE_LIST || r->layout->shape == RI_SHAPE_TICKS;
    if (listed) {
        status = find_party(r);
    }
    for (size_t c = 0; c < r->row->n && status == RACI_OK; c++) {
        const ri_book_cell *cell = &r->row->cells[c];
        switch (ri_reader_role(r, c)) {
        case RI_ROLE_CELLS:
            status = take_letters(r, cell, c,
                                  r->layout->shape == RI_SHAPE_TURNED ? ri_text_string(&r->activity)
                                                                      : ri_reader_name(r, c));
            break;
        case RI_ROLE_LETTERS:
            status = take_letters(r, cell, c, ri_text_string(&r->name));
            break;
        case RI_ROLE_PAIRS:
            status = take_pairs(r, cell, c);
            break;
        case RI_ROLE_NAMES:
            status = r->layout->shape == RI_SHAPE_TICKS
                         ? take_tick(r, cell, c, ri_text_string(&r->name))
                         : take_names(r, cell, c);
            break;
        default:
            break;
        }
    }
    return status;
}

/* What one cell adds to the sum of its row. */
static raci_status add_cell(ri_matrix_reader *r, const ri_book_cell *cell, ri_matrix_role role,
                            ri_row_sum *out)
{
    if (role == RI_ROLE_NAMES && r->layout->shape != RI_SHAPE_TICKS) {
        bool failed = false;
        names said = judge_names(r, cell->bytes, cell->length, &failed);
        out->letters += said == NAMES_SOME ? 1 : 0;
        out->none += said == NAMES_NONE || said == NAMES_UNDECIDED ? 1 : 0;
        out->words += said == NAMES_LONG ? 1 : 0;
        return failed ? ri_fail_nomem(r->err) : RACI_OK;
    }
    if (role == RI_ROLE_PAIRS) {
        bool failed = false;
        size_t pairs = ri_pairs_count(r->letters, cell->bytes, cell->length, &failed);
        const bool none =
            ri_says_none(cell->bytes, cell->length) || ri_says_undecided(cell->bytes, cell->length);
        out->letters += pairs > 0 ? 1 : 0;
        out->none += pairs == 0 && none ? 1 : 0;
        out->words += pairs == 0 && !none && cell->length > 0 ? 1 : 0;
        return failed ? ri_fail_nomem(r->err) : RACI_OK;
    }
    raci_status status = read_cell(r, cell);
    if (status != RACI_OK || r->reading.kind == RI_READS_EMPTY) {
        return status;
    }
    bool ticks = r->layout->shape == RI_SHAPE_TICKS;
    bool letters = r->reading.kind == RI_READS_LETTERS ||
                   (ticks && ri_is_word_of(cell->bytes, cell->length, yes));
    bool none = r->reading.kind == RI_READS_NONE || r->reading.kind == RI_READS_UNDECIDED ||
                (ticks && ri_is_word_of(cell->bytes, cell->length, no));
    out->letters += letters && !none ? 1 : 0;
    out->none += none ? 1 : 0;
    out->words += !letters && !none ? 1 : 0;
    out->numbers += !letters && !none && ri_is_number(cell->bytes) ? 1 : 0;
    return RACI_OK;
}

raci_status ri_reader_sum(ri_matrix_reader *r, ri_row_sum *out)
{
    raci_status status = RACI_OK;
    *out = (ri_row_sum){.letters = 0};
    for (size_t c = 0; c < r->row->n && status == RACI_OK; c++) {
        ri_matrix_role role = ri_reader_role(r, c);
        if (role == RI_ROLE_CELLS || role == RI_ROLE_LETTERS || role == RI_ROLE_NAMES ||
            role == RI_ROLE_PAIRS) {
            status = add_cell(r, &r->row->cells[c], role, out);
        }
    }
    return status;
}
