#include "intake/matrix_read.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/gathered.h"
#include "intake/letter_words.h"
#include "intake/matrix_legend.h"
#include "intake/matrix_reader.h"

const char *ri_row_fate_name(ri_row_fate fate)
{
    static const char *const names[] = {"used",  "nobody", "heading", "header", "repeated header",
                                        "title", "legend", "check",   "empty",  "refused"};
    return names[fate];
}

ri_matrix_role ri_reader_role(const ri_matrix_reader *r, size_t column)
{
    if (column >= r->layout->n) {
        return RI_ROLE_OTHER;
    }
    /* A further header may have a name where the first one had none. */
    return r->names[column].length > 0 ? RI_ROLE_CELLS : r->layout->columns[column].role;
}

const char *ri_reader_name(const ri_matrix_reader *r, size_t column)
{
    const char *renamed = ri_text_string(&r->names[column]);
    return renamed[0] != '\0' ? renamed : r->layout->columns[column].name;
}

/* The first column that is read. */
static size_t leftmost(const ri_matrix_reader *r)
{
    return r->layout->first_column > 0 ? r->layout->first_column - 1 : 0;
}

/* The column behind the last that is read: where a legend stands right of the table. */
static size_t rightmost(const ri_matrix_reader *r)
{
    size_t end = r->row->n;
    for (size_t c = r->layout->n; c-- > 0 && r->layout->columns[c].role != RI_ROLE_CELLS;) {
        end = r->layout->columns[c].role == RI_ROLE_LEGEND && c < r->row->n ? c : end;
    }
    return end;
}

/* What a row looks like, before any of its cells is read. */
typedef struct look {
    size_t texts; /* cells with text that is their own */
    size_t parts; /* cells with text, those that merged ones cover included */
    size_t first; /* the first one; that of no cell when there is none */
    bool merged;  /* all have one text, as a cell merged over several columns has */
} look;

static look look_at(const ri_book_row *row, size_t from, size_t to)
{
    look seen = {.first = row->n, .merged = true};
    for (size_t c = from; c < to; c++) {
        const ri_book_cell *cell = &row->cells[c];
        if (cell->length == 0) {
            continue;
        }
        seen.parts++;
        seen.texts += cell->covered ? 0 : 1;
        seen.first = seen.first == row->n ? c : seen.first;
        seen.merged = seen.merged && cell->length == row->cells[seen.first].length &&
                      memcmp(cell->bytes, row->cells[seen.first].bytes, cell->length) == 0;
    }
    seen.merged = seen.merged && seen.parts > 1 && seen.texts <= 1;
    return seen;
}

/* Puts a cell's text where it is kept, its lines behind each other. false: memory is exhausted. */
static bool keep(ri_text *out, const ri_book_cell *cell)
{
    const char *bytes = cell->bytes;
    size_t length = cell->length;
    ri_cell_plain(&bytes, &length);
    ri_text_clear(out);
    while (length > 0 && !out->failed) {
        const char *end = memchr(bytes, '\n', length);
        size_t line = end != NULL ? (size_t)(end - bytes) : length;
        size_t rest = line + (end != NULL ? 1 : 0);
        rest += ri_blanks_before(bytes + rest, length - rest);
        ri_text_bytes(out, bytes, line - ri_blanks_after(bytes, line));
        ri_text_add(out, rest < length ? " " : "");
        bytes += rest;
        length -= rest;
    }
    return !out->failed;
}

/* Ends a row: its cells are counted, those in columns with letters but where they already are. */
static raci_status finish(ri_matrix_reader *r, ri_row_fate fate, const char *why)
{
    ri_matrix_row *account = &r->account;
    ri_cell_counts *cells = &account->cells;
    bool read = fate == RI_ROW_USED || fate == RI_ROW_NOBODY || fate == RI_ROW_EMPTY;
    for (size_t c = 0; c < r->row->n; c++) {
        ri_matrix_role role = ri_reader_role(r, c);
        bool answers = role == RI_ROLE_CELLS || role == RI_ROLE_NAMES || role == RI_ROLE_LETTERS ||
                       role == RI_ROLE_PAIRS;
        bool other = role == RI_ROLE_OTHER || role == RI_ROLE_CHECK || role == RI_ROLE_LEGEND;
        if (r->row->cells[c].length == 0) {
            continue;
        }
        cells->all++;
        if (fate == RI_ROW_REFUSED) {
            cells->refused++;
        } else if (!read) {
            cells->labels++;
        } else if (!answers) {
            cells->others += other ? 1 : 0;
            cells->labels += other ? 0 : 1;
        }
    }
    cells->others -= r->outside;
    /* Cells with nothing but blanks or signs have text, and say nothing. */
    size_t sum = cells->labels + cells->read + cells->none + cells->refused + cells->others;
    cells->none += cells->all > sum ? cells->all - sum : 0;
    account->fate = fate;
    account->why = why;
    r->counts->rows++;
    r->counts->fates[fate]++;
    r->counts->cells.all += cells->all;
    r->counts->cells.labels += cells->labels;
    r->counts->cells.read += cells->read;
    r->counts->cells.none += cells->none;
    r->counts->cells.refused += cells->refused;
    r->counts->cells.others += cells->others;
    ri_matrix_assignment nobody;
    account->unassigned =
        fate == RI_ROW_NOBODY && ri_reader_unassigned(r, &nobody) ? &nobody : NULL;
    const int stop = r->calls->row != NULL ? r->calls->row(account, r->calls->payload) : 0;
    account->unassigned = NULL;
    if (stop != 0) {
        return ri_fail(r->err, RACI_STOPPED, "reading was stopped");
    }
    return RACI_OK;
}

/* Whether the row is a legend's: where the sheet has one, or the letters' words are there. */
static bool is_legend(ri_matrix_reader *r, const look *seen, bool *failed)
{
    ri_legend legend = {.n = 0};
    const char *texts[RI_LEGEND_ENTRIES];
    size_t n = 0;
    for (size_t c = seen->first; c < r->row->n && seen->texts <= RI_LEGEND_ENTRIES; c++) {
        const ri_book_cell *cell = &r->row->cells[c];
        if (cell->length > RI_CELL_READ_MAX) {
            return false;
        }
        if (cell->length > 0 && !cell->covered) {
            texts[n++] = cell->bytes;
        }
    }
    if (n == 1 && ri_is_footnote(texts[0], strlen(texts[0]))) {
        return true;
    }
    bool found = ri_legend_read(&legend, r->letters, texts, n, failed);
    bool meant = legend.n > 0;
    for (size_t i = 0; i < legend.n; i++) {
        meant = meant && legend.entries[i].meaning[0] != '\0';
    }
    return found && (r->layout->legend || meant);
}

static bool has_text(const ri_book_cell *cell, const char *text)
{
    const char *bytes = cell->bytes;
    size_t length = cell->length;
    ri_cell_plain(&bytes, &length);
    return length == strlen(text) && memcmp(bytes, text, length) == 0;
}

/* Whether the row is the header again, of the same columns (*same) or of others. */
static bool is_header_again(const ri_matrix_reader *r, const ri_row_sum *sum, bool *same)
{
    size_t equal = 0;
    size_t differ = 0;
    bool names = false; /* the column of what the rows are has its header's text */
    for (size_t c = leftmost(r); c < r->row->n && c < r->layout->n; c++) {
        const ri_matrix_column *column = &r->layout->columns[c];
        if (r->row->cells[c].length == 0) {
            continue;
        }
        bool as_header = column->header[0] != '\0' && has_text(&r->row->cells[c], column->header);
        equal += as_header ? 1 : 0;
        differ += as_header ? 0 : 1;
        names = names ||
                (as_header && (column->role == RI_ROLE_ACTIVITY || column->role == RI_ROLE_PARTY));
    }
    *same = differ == 0;
    bool grid = r->layout->shape == RI_SHAPE_GRID || r->layout->shape == RI_SHAPE_TURNED;
    return (equal >= 2 && differ == 0) ||
           (grid && names && sum->letters == 0 && sum->words > 0 && sum->numbers < sum->words);
}

/* Takes the names that a further header gives to the columns. */
static raci_status rename_columns(ri_matrix_reader *r)
{
    for (size_t c = leftmost(r); c < r->row->n && c < r->layout->n; c++) {
        bool nameless =
            ri_reader_role(r, c) == RI_ROLE_OTHER && r->layout->columns[c].header[0] == '\0';
        if ((nameless || ri_reader_role(r, c) == RI_ROLE_CELLS) &&
            !keep(&r->names[c], &r->row->cells[c])) {
            return ri_fail_nomem(r->err);
        }
    }
    return RACI_OK;
}

/* Whether a lone text says by itself that it is a heading: "Phase 2", "3. Build", "BUILD:". */
static bool is_signed(const ri_book_cell *cell)
{
    static const char *const words[] = {"phase", "stage", "section", "part ", NULL};
    const char *bytes = cell->bytes;
    size_t length = cell->length;
    bool small = false;
    bool letters = false;
    for (size_t i = 0; i < length; i++) {
        small = small || (bytes[i] >= 'a' && bytes[i] <= 'z') || (bytes[i] & 0x80) != 0;
        letters = letters || (bytes[i] >= 'A' && bytes[i] <= 'Z');
    }
    return ri_begins_with_word(bytes, length, words) > 0 || (letters && !small && length > 4) ||
           bytes[length - 1] == ':' || (length > 4 && bytes[0] == '*' && bytes[length - 1] == '*');
}

/* What a row with nothing but a name is. */
static raci_status take_lone(ri_matrix_reader *r, const look *seen, bool *heading, const char **why)
{
    const ri_book_cell *cell = &r->row->cells[seen->first];
    ri_matrix_role role = ri_reader_role(r, seen->first);
    bool grouped = false; /* a column says what activities are in */
    for (size_t c = 0; c < r->layout->n; c++) {
        grouped = grouped || r->layout->columns[c].role == RI_ROLE_GROUP;
    }
    bool named = role == RI_ROLE_ACTIVITY && !grouped;
    bool sure = seen->merged || role == RI_ROLE_GROUP || (named && is_signed(cell));
    bool first = seen->first == 0 && role != RI_ROLE_ACTIVITY && role != RI_ROLE_PARTY;
    *heading = sure || first || (named && r->layout->headings);
    *why = NULL;
    if (*heading && !sure) {
        *why = "it has nothing but a name: it is taken for a heading";
    } else if (!*heading && role == RI_ROLE_ACTIVITY) {
        *why = "it has nothing but a name: it is taken for an activity that nobody has";
    }
    if (*heading && !keep(&r->group, cell)) {
        return ri_fail_nomem(r->err);
    }
    return RACI_OK;
}

/* Takes what stands beside the letters: group, activity, key. What is filled down stays where
   the row has nothing. */
static raci_status take_labels(ri_matrix_reader *r)
{
    bool turned = r->layout->shape == RI_SHAPE_TURNED;
    bool kept = true;
    bool anew = false;
    bool further = false; /* the row begins a group */
    for (size_t c = 0; c < r->row->n && kept; c++) {
        const ri_book_cell *cell = &r->row->cells[c];
        ri_matrix_role role = ri_reader_role(r, c);
        if (cell->length > 0 && role == RI_ROLE_GROUP) {
            kept = keep(&r->name, cell);
            further = strcmp(ri_text_string(&r->name), ri_text_string(&r->group)) != 0;
            kept = kept && keep(&r->group, cell);
        } else if (cell->length > 0 && role == (turned ? RI_ROLE_PARTY : RI_ROLE_ACTIVITY)) {
            kept = keep(&r->activity, cell);
            anew = true;
        }
    }
    if (further && !anew && !turned) { /* what has no further name is the whole of its group */
        ri_text_clear(&r->activity);
        ri_text_add(&r->activity, ri_text_string(&r->group));
        anew = true;
    }
    if (anew) {
        ri_text_clear(&r->key);
        ri_text_clear(&r->channel);
    }
    ri_text_clear(&r->remark);
    for (size_t c = 0; c < r->row->n && kept; c++) {
        const ri_book_cell *cell = &r->row->cells[c];
        ri_matrix_role role = ri_reader_role(r, c);
        if (cell->length == 0) {
            continue;
        }
        if (role == RI_ROLE_KEY && r->key.length == 0) {
            kept = keep(&r->key, cell);
        } else if (role == RI_ROLE_CHANNEL) {
            kept = keep(&r->channel, cell);
        } else if (role == RI_ROLE_REMARK) {
            kept = keep(&r->remark, cell);
        }
    }
    if (r->layout->activity != NULL && r->activity.length == 0) {
        ri_text_add(&r->activity, r->layout->activity);
    }
    return kept && !r->activity.failed ? RACI_OK : ri_fail_nomem(r->err);
}

/* Letters in columns without a name, and what stands beyond the last column, are refused. */
static raci_status refuse_outside(ri_matrix_reader *r)
{
    raci_status status = RACI_OK;
    for (size_t c = leftmost(r); c < r->row->n && status == RACI_OK; c++) {
        const ri_book_cell *cell = &r->row->cells[c];
        bool nameless = c >= r->layout->n || (ri_reader_role(r, c) == RI_ROLE_OTHER &&
                                              r->layout->columns[c].header[0] == '\0');
        if (!nameless || cell->length == 0) {
            continue;
        }
        if (!ri_cell_read(&r->reading, r->letters, cell->bytes, cell->length)) {
            return ri_fail_nomem(r->err);
        }
        if (r->reading.kind == RI_READS_LETTERS && r->reading.letters[0].known) {
            status = ri_reader_refuse(r, cell, "there is no name above these letters");
            r->outside++;
        }
    }
    return status;
}

/* Whether a row has a number without a dot and a name, where those of activities have dots. */
static bool is_numbered(const ri_matrix_reader *r, const look *seen)
{
    size_t keys = 0;
    size_t names = 0;
    bool dotted = false;
    for (size_t c = 0; c < r->row->n && r->layout->numbered && seen->texts == 2; c++) {
        const ri_book_cell *cell = &r->row->cells[c];
        bool key = cell->length > 0 && ri_reader_role(r, c) == RI_ROLE_KEY;
        const char *dot = key ? memchr(cell->bytes, '.', cell->length) : NULL;
        keys += key ? 1 : 0;
        names += cell->length > 0 && ri_reader_role(r, c) == RI_ROLE_ACTIVITY ? 1 : 0;
        dotted = dotted || (dot != NULL && dot + 1 < cell->bytes + cell->length);
    }
    return keys == 1 && names == 1 && !dotted;
}

/* Takes the name of a numbered heading. */
static raci_status take_numbered(ri_matrix_reader *r)
{
    for (size_t c = 0; c < r->row->n; c++) {
        if (ri_reader_role(r, c) == RI_ROLE_ACTIVITY && !keep(&r->group, &r->row->cells[c])) {
            return ri_fail_nomem(r->err);
        }
    }
    return finish(r, RI_ROW_HEADING, NULL);
}

static raci_status take_body(ri_matrix_reader *r, const look *seen)
{
    ri_row_sum sum;
    bool same = false;
    raci_status status = ri_reader_sum(r, &sum);
    if (status != RACI_OK) {
        return status;
    }
    if (is_header_again(r, &sum, &same)) {
        status = same ? RACI_OK : rename_columns(r);
        return status == RACI_OK ? finish(r, RI_ROW_REPEATED, NULL) : status;
    }
    if (sum.letters == 0 && sum.none == 0 &&
        (seen->merged || (seen->texts == 1 && sum.words == 0))) {
        bool heading = false;
        const char *why = NULL;
        status = take_lone(r, seen, &heading, &why);
        if (status != RACI_OK || heading) {
            return status == RACI_OK ? finish(r, RI_ROW_HEADING, why) : status;
        }
        status = take_labels(r);
        bool named = ri_reader_role(r, seen->first) == RI_ROLE_ACTIVITY ||
                     ri_reader_role(r, seen->first) == RI_ROLE_PARTY;
        if (status != RACI_OK) {
            return status;
        }
        return named ? finish(r, RI_ROW_NOBODY, why)
                     : finish(r, RI_ROW_REFUSED, "it has text in one column only, and no letters");
    }
    if (sum.letters == 0 && sum.none == 0 && sum.words == 0 && is_numbered(r, seen)) {
        return take_numbered(r);
    }
    if (sum.letters == 0 && sum.words > 0) {
        return sum.numbers == sum.words
                   ? finish(r, RI_ROW_CHECK, NULL)
                   : finish(r, RI_ROW_REFUSED, "none of its cells has letters");
    }
    status = take_labels(r);
    if (status == RACI_OK && r->activity.length == 0) {
        return sum.letters > 0
                   ? finish(r, RI_ROW_REFUSED, "nothing says what these letters are about")
                   : finish(r, RI_ROW_EMPTY, NULL);
    }
    status = status == RACI_OK ? refuse_outside(r) : status;
    size_t had = r->counts->assignments;
    status = status == RACI_OK ? ri_reader_cells(r) : status;
    if (status != RACI_OK) {
        return status;
    }
    if (r->counts->assignments == had && r->account.cells.refused > 0) {
        r->account.cells = (ri_cell_counts){.all = 0};
        r->outside = 0;
        return finish(r, RI_ROW_REFUSED, "none of its cells could be read");
    }
    return finish(r, r->counts->assignments > had ? RI_ROW_USED : RI_ROW_NOBODY, NULL);
}

static raci_status take_row(ri_matrix_reader *r, size_t number)
{
    const ri_matrix_layout *layout = r->layout;
    look seen = look_at(r->row, leftmost(r), r->row->n);
    bool failed = false;
    r->outside = 0;
    r->account = (ri_matrix_row){
        .line = r->row->line, .cell = seen.first < r->row->n ? &r->row->cells[seen.first] : NULL};
    if (seen.parts == 0) {
        return finish(r, RI_ROW_EMPTY, NULL);
    }
    bool legend = number != layout->header && is_legend(r, &seen, &failed);
    if (failed) {
        return ri_fail_nomem(r->err);
    }
    if (legend) {
        return finish(r, RI_ROW_LEGEND, NULL);
    }
    if (layout->shape == RI_SHAPE_NONE) {
        return finish(r, RI_ROW_REFUSED, layout->why);
    }
    if (layout->shape == RI_SHAPE_LEGEND) {
        return finish(r, RI_ROW_TITLE, NULL);
    }
    if (number < layout->header) {
        bool names = number + 1 == layout->header && seen.texts > 1;
        return finish(r, names ? RI_ROW_HEADER : RI_ROW_TITLE, NULL);
    }
    if (number == layout->header) {
        return finish(r, RI_ROW_HEADER, NULL);
    }
    look table = look_at(r->row, leftmost(r), rightmost(r));
    return take_body(r, table.parts > 0 ? &table : &seen);
}

static void free_reader(ri_matrix_reader *r)
{
    for (size_t c = 0; r->names != NULL && c < r->layout->n; c++) {
        ri_text_free(&r->names[c]);
    }
    ri_free(r->names);
    ri_text_free(&r->group);
    ri_text_free(&r->activity);
    ri_text_free(&r->key);
    ri_text_free(&r->channel);
    ri_text_free(&r->remark);
    ri_text_free(&r->name);
    ri_cell_reading_free(&r->reading);
}

raci_status ri_matrix_read(ri_book *book, size_t sheet, const ri_matrix_layout *layout,
                           const ri_letters *letters, const ri_matrix_calls *calls,
                           ri_matrix_counts *counts, raci_error *err)
{
    ri_matrix_counts own;
    ri_book_row row;
    ri_matrix_reader r = {.layout = layout,
                          .letters = letters,
                          .calls = calls,
                          .err = err,
                          .counts = counts != NULL ? counts : &own,
                          .row = &row};
    *r.counts = (ri_matrix_counts){.rows = 0};
    r.names = ri_alloc((layout->n + 1) * sizeof *r.names);
    raci_status status = r.names != NULL ? ri_book_begin(book, sheet, err) : ri_fail_nomem(err);
    if (r.names != NULL) {
        memset(r.names, 0, (layout->n + 1) * sizeof *r.names);
    }
    for (size_t number = 0; status == RACI_OK; number++) {
        bool more = false;
        status = ri_book_next(book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        status = take_row(&r, number);
    }
    free_reader(&r);
    return status;
}
