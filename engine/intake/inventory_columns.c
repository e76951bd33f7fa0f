#include "intake/inventory_columns.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/answers.h"
#include "intake/cell_letters.h"
#include "intake/csv.h"
#include "intake/keys_made.h"
#include "intake/matrix_sample.h"

#define HEADER_WITHIN 40 /* rows in which the header is looked for */
#define SAMPLED 200      /* rows below it that are looked at */
#define HEADING_MAX 1000 /* bytes; what follows is no part of a heading's name */

/* What stands in a column below the header. */
typedef struct column_sum {
    size_t texts;
    size_t numbers;
    size_t gaps;    /* empty cells below a text */
    size_t repeats; /* texts that are those of the row above */
    bool first;     /* the first row has one */
} column_sum;

typedef struct finding {
    ri_inventory_columns out; /* first: it is what the caller gets */
    ri_arena *arena;
    column_sum *sums;
    ri_inventory_word name; /* how surely touchpoints are found */
    size_t questions;       /* there is room for */
} finding;

size_t ri_inventory_column_of(const ri_inventory_columns *columns, ri_inventory_role role)
{
    size_t i = 0;
    while (i < columns->n && columns->columns[i].role != role) {
        i++;
    }
    return i;
}

static bool has(const finding *f, ri_inventory_role role)
{
    return ri_inventory_column_of(&f->out, role) < f->out.n;
}

/* Roles of which several columns make sense. */
static bool may_repeat(ri_inventory_role role)
{
    return role == RI_INVENTORY_IGNORED || role == RI_INVENTORY_ATTRIBUTE ||
           role == RI_INVENTORY_TAGS || role == RI_INVENTORY_COUNT;
}

/* ---- the header ---- */

/* A heading as headings are compared, in the arena. NULL when memory is exhausted. */
static const char *normal(const finding *f, const char *heading)
{
    ri_text text = RI_TEXT_INIT;
    ri_inventory_normalize(&text, heading);
    const char *kept = text.failed ? NULL : ri_arena_string(f->arena, ri_text_string(&text));
    ri_text_free(&text);
    return kept;
}

/* How many roles the cells of a row name; 0 when it cannot be a header. */
static bool count_known(const ri_book_row *row, bool any, size_t *known)
{
    bool met[RI_INVENTORY_ROLES] = {false};
    ri_text name = RI_TEXT_INIT;
    size_t texts = 0;
    *known = 0;
    for (size_t i = 0; i < row->n && !name.failed; i++) {
        ri_inventory_role role = RI_INVENTORY_IGNORED;
        ri_inventory_word word = RI_WORD_SURE;
        if (row->cells[i].length > HEADING_MAX || row->cells[i].length == 0) {
            continue;
        }
        texts += row->cells[i].covered ? 0 : 1;
        ri_text_clear(&name);
        ri_inventory_normalize(&name, row->cells[i].bytes);
        if (ri_inventory_heading(ri_text_string(&name), &role, &word) && !met[role]) {
            met[role] = true;
            ++*known;
        }
    }
    if (any) { /* that it is one was said: then any row of names may be it */
        *known += texts > 1 ? 1 : 0;
    } else if (!met[RI_INVENTORY_TOUCHPOINT]) {
        *known = 0;
    }
    const bool failed = name.failed;
    ri_text_free(&name);
    return !failed;
}

static bool keep_header(finding *f, const ri_book_row *row, size_t above)
{
    ri_inventory_columns *out = &f->out;
    out->columns = ri_arena_array(f->arena, row->n, sizeof *out->columns);
    out->n = out->columns != NULL ? row->n : 0;
    out->above = above;
    out->line = row->line;
    for (size_t i = 0; i < out->n; i++) {
        const char *bytes = row->cells[i].bytes;
        size_t length = row->cells[i].length;
        if (length > HEADING_MAX) {
            length = HEADING_MAX;
            while (length > 0 && ((unsigned char)bytes[length] & 0xc0) == 0x80) {
                length--;
            }
        }
        ri_inventory_column *column = &out->columns[i];
        *column = (ri_inventory_column){.role = RI_INVENTORY_ATTRIBUTE};
        column->heading = ri_arena_copy(f->arena, bytes, length);
        column->normal = column->heading != NULL ? normal(f, column->heading) : NULL;
        if (column->normal == NULL) {
            return false;
        }
        column->role = length > 0 ? RI_INVENTORY_ATTRIBUTE : RI_INVENTORY_IGNORED;
    }
    return out->columns != NULL;
}

/* Takes the first of the rows that name most. */
static raci_status find_header(finding *f, ri_book *book, bool any, raci_error *err)
{
    size_t best = 0;
    ri_book_row row;
    bool more = true;
    raci_status status = ri_book_begin(book, f->out.sheet, err);
    for (size_t above = 0; status == RACI_OK && above < HEADER_WITHIN; above++) {
        size_t known = 0;
        status = ri_book_next(book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        if (!count_known(&row, any, &known)) {
            status = ri_fail_nomem(err);
        } else if (known > best) {
            best = known;
            status = keep_header(f, &row, above) ? RACI_OK : ri_fail_nomem(err);
        }
    }
    return status;
}

static void add_cell(column_sum *sum, const char *text, char *before, size_t size, size_t row)
{
    if (text[0] == '\0') {
        sum->gaps += sum->texts > 0 ? 1 : 0;
        return;
    }
    sum->first = sum->first || row == 0;
    sum->numbers += ri_is_number(text) ? 1 : 0;
    sum->repeats += sum->texts > 0 && strncmp(before, text, size - 1) == 0 ? 1 : 0;
    sum->texts++;
    const size_t length = strlen(text) < size - 1 ? strlen(text) : size - 1;
    memcpy(before, text, length);
    before[length] = '\0';
}

/* Counts what stands below the header. */
static raci_status sample(finding *f, ri_book *book, raci_error *err)
{
    enum { KEPT = 100 }; /* bytes of a text that are compared */
    char(*before)[KEPT] = ri_arena_array(f->arena, f->out.n, sizeof *before);
    f->sums = ri_arena_array(f->arena, f->out.n, sizeof *f->sums);
    if (before == NULL || f->sums == NULL) {
        return ri_fail_nomem(err);
    }
    ri_book_row row;
    bool more = true;
    raci_status status = ri_book_begin(book, f->out.sheet, err);
    for (size_t at = 0; status == RACI_OK && at <= f->out.above + SAMPLED; at++) {
        status = ri_book_next(book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        for (size_t i = 0; at > f->out.above && i < f->out.n; i++) {
            add_cell(&f->sums[i], i < row.n ? row.cells[i].bytes : "", before[i], KEPT,
                     at - f->out.above - 1);
        }
    }
    return status;
}

/* ---- what each column is ---- */

/* How many bytes of a heading are quoted, in whole characters. */
static int fit(const char *heading)
{
    return ri_cell_fit(heading, strlen(heading), 60);
}

/* Asks about a column; of what it is taken for, and what else it may be. */
static bool ask(finding *f, size_t column, const char *text, const char *otherwise,
                const char *taken)
{
    const char *heading = f->out.columns[column].heading;
    const ri_inventory_question question = {
        ri_arena_format(f->arena, "the column '%.*s' %s", fit(heading), heading, text),
        ri_column_option(f->arena, heading, otherwise), taken};
    return question.text != NULL && question.option != NULL &&
           RI_PUSH(f->out.questions, f->out.n_questions, f->questions, question);
}

/* Of two columns with a role that one can have the second is kept as an attribute. */
static bool ask_which(finding *f, size_t first, size_t other, ri_inventory_role role)
{
    const char *heading = f->out.columns[first].heading;
    const char *name = ri_inventory_role_name(role);
    const char *text =
        ri_arena_format(f->arena, "may be the %s, as '%.*s' may", name, fit(heading), heading);
    return text != NULL && ask(f, other, text, name, "kept as an attribute");
}

/* Whether a choice is about a column: by its heading, or its number. */
static bool is_meant(const finding *f, size_t i, const char *heading, const char *wanted)
{
    char number[24];
    (void)snprintf(number, sizeof number, "#%zu", i + 1);
    return strcmp(heading, number) == 0 || strcmp(f->out.columns[i].heading, heading) == 0 ||
           (*wanted != '\0' && strcmp(f->out.columns[i].normal, wanted) == 0);
}

static raci_status take_told(finding *f, const ri_inventory_told *told, raci_error *err)
{
    for (size_t t = 0; t < told->n; t++) {
        const char *heading = told->columns[t].heading;
        const ri_inventory_role role = told->columns[t].role;
        const char *wanted = normal(f, heading);
        bool found = false;
        if (wanted == NULL) {
            return ri_fail_nomem(err);
        }
        for (size_t i = 0; i < f->out.n && !found; i++) {
            if (!is_meant(f, i, heading, wanted)) {
                continue;
            }
            const size_t holder = ri_inventory_column_of(&f->out, role);
            const bool several =
                may_repeat(role) || role == RI_INVENTORY_UNITS || role == RI_INVENTORY_ACCOUNTABLE;
            if (!several && holder < f->out.n && holder != i) {
                return ri_fail(
                    err, RACI_INVALID, "two columns are said to be the %s: '%.200s' and '%.200s'",
                    ri_inventory_role_name(role), f->out.columns[holder].heading, heading);
            }
            f->out.columns[i].role = role;
            f->out.columns[i].told = true;
            found = true;
        }
        if (!found) {
            return ri_fail(err, RACI_NOTFOUND, "there is no column '%.200s'", heading);
        }
    }
    return RACI_OK;
}

/* "Owner" may name who is accountable, or who delivers. */
static bool take_accountable(finding *f, size_t i)
{
    const size_t holder = ri_inventory_column_of(&f->out, RI_INVENTORY_ACCOUNTABLE);
    if (holder < f->out.n) {
        return ask_which(f, holder, i, RI_INVENTORY_ACCOUNTABLE);
    }
    f->out.columns[i].role = RI_INVENTORY_ACCOUNTABLE;
    return ask(f, i, "may name who is accountable, or units that deliver", "units",
               "who is accountable");
}

/* "Team" may name the units that deliver, or who is accountable. */
static bool take_team(finding *f, size_t i)
{
    if (has(f, RI_INVENTORY_UNITS)) {
        return ask(f, i, "may name units that deliver, too", "units", "kept as an attribute");
    }
    f->out.columns[i].role = RI_INVENTORY_UNITS;
    return ask(f, i, "may name the units that deliver, or who is accountable", "accountable",
               "the units that deliver");
}

/* Numbers of priority: whether 1 or 5 is the most, nobody can see. */
static bool take_priority(finding *f, size_t i)
{
    if (has(f, RI_INVENTORY_CRITICALITY)) {
        return true;
    }
    f->out.columns[i].role = RI_INVENTORY_PRIORITY;
    return f->sums[i].numbers == 0 ||
           ask(f, i,
               "has numbers, and does not say whether 1 is the most (priority) or the "
               "least (criticality)",
               "priority|criticality", NULL);
}

static bool take_doubtful(finding *f, size_t i, ri_inventory_role role)
{
    return role == RI_INVENTORY_ACCOUNTABLE ? take_accountable(f, i)
           : role == RI_INVENTORY_UNITS     ? take_team(f, i)
                                            : take_priority(f, i);
}

/* Takes what a heading says, in the round of how surely it says it. */
static bool take(finding *f, size_t i, ri_inventory_role role, ri_inventory_word word)
{
    ri_inventory_column *column = &f->out.columns[i];
    const size_t holder = ri_inventory_column_of(&f->out, role);
    const bool number = 2 * f->sums[i].numbers > f->sums[i].texts;
    if (word == RI_WORD_DOUBTFUL) {
        return take_doubtful(f, i, role);
    }
    if (word == RI_WORD_WEAK && number) { /* "Step", with its number */
        column->role = has(f, RI_INVENTORY_ORDER) ? RI_INVENTORY_ATTRIBUTE : RI_INVENTORY_ORDER;
        return true;
    }
    if (holder < f->out.n && !may_repeat(role)) {
        return word == RI_WORD_WEAK || f->out.columns[holder].told || ask_which(f, holder, i, role);
    }
    column->role = role;
    f->name = role == RI_INVENTORY_TOUCHPOINT ? word : f->name;
    return true;
}

/* Reads the headings in rounds: those that are sure first, and what is doubtful when it is known
   what else there is. */
static bool read_headings(finding *f)
{
    static const ri_inventory_word rounds[] = {RI_WORD_SURE, RI_WORD_COMMON, RI_WORD_WEAK,
                                               RI_WORD_DOUBTFUL};
    bool fits = true;
    f->name = RI_WORD_SURE; /* where somebody said it */
    for (size_t r = 0; r < sizeof rounds / sizeof rounds[0]; r++) {
        for (size_t i = 0; i < f->out.n && fits; i++) {
            ri_inventory_role role = RI_INVENTORY_IGNORED;
            ri_inventory_word word = RI_WORD_SURE;
            if (!f->out.columns[i].told && f->out.columns[i].heading[0] != '\0' &&
                ri_inventory_heading(f->out.columns[i].normal, &role, &word) && word == rounds[r]) {
                fits = take(f, i, role, word);
            }
        }
    }
    return fits;
}

/* Stages and journeys are often said once, above those that are in them: then none is said
   twice in a row. */
static void find_fills(finding *f)
{
    for (size_t i = 0; i < f->out.n; i++) {
        ri_inventory_column *column = &f->out.columns[i];
        const column_sum *sum = &f->sums[i];
        const bool group =
            column->role == RI_INVENTORY_STAGE || column->role == RI_INVENTORY_JOURNEY;
        column->fills = group && sum->first && sum->gaps > 0 && sum->repeats == 0;
    }
}

/* Names columns as attributes: not as the canonical columns are named, and not twice. */
static bool name_attributes(finding *f)
{
    static const char *const canonical[] = {
        "key",   "name", "journey", "stage",           "channel",     "criticality", "order",
        "units", "tags", "managed", "moment_of_truth", "reviewed_on", "from",        "to"};
    ri_keys_made *made = ri_keys_made_new();
    bool fits = made != NULL;
    for (size_t i = 0; i < sizeof canonical / sizeof canonical[0] && fits; i++) {
        fits = ri_keys_made_take(made, canonical[i], "column", NULL) != NULL;
    }
    for (size_t i = 0; i < f->out.n && fits; i++) {
        const char *key = ri_keys_made_take(made, f->out.columns[i].heading, "column", NULL);
        f->out.columns[i].attribute = key != NULL ? ri_arena_string(f->arena, key) : NULL;
        fits = f->out.columns[i].attribute != NULL;
    }
    ri_keys_made_free(made);
    return fits;
}

/* ---- all of it ---- */

/* Whether a column surely names units, or something else is said that only inventories say. */
static bool says_more(const finding *f)
{
    static const ri_inventory_role own[] = {
        RI_INVENTORY_CRITICALITY, RI_INVENTORY_PRIORITY, RI_INVENTORY_TRUTH, RI_INVENTORY_MANAGED,
        RI_INVENTORY_REVIEWED,    RI_INVENTORY_TAGS,     RI_INVENTORY_COUNT};
    bool more = has(f, RI_INVENTORY_JOURNEY) && has(f, RI_INVENTORY_STAGE);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        more = more || has(f, own[i]);
    }
    for (size_t i = 0; i < f->out.n && !more; i++) {
        const ri_inventory_column *column = &f->out.columns[i];
        ri_inventory_word word = RI_WORD_DOUBTFUL;
        ri_inventory_role role = RI_INVENTORY_IGNORED;
        more = column->role == RI_INVENTORY_UNITS &&
               ri_inventory_heading(column->normal, &role, &word) && word == RI_WORD_SURE;
    }
    return more;
}

static bool judge(finding *f, bool told)
{
    ri_inventory_columns *out = &f->out;
    const bool placed = has(f, RI_INVENTORY_CHANNEL) || has(f, RI_INVENTORY_JOURNEY);
    const bool matters = has(f, RI_INVENTORY_CRITICALITY) || has(f, RI_INVENTORY_PRIORITY);
    const int beside = has(f, RI_INVENTORY_CHANNEL) + has(f, RI_INVENTORY_JOURNEY) +
                       has(f, RI_INVENTORY_STAGE) + has(f, RI_INVENTORY_UNITS) + matters +
                       has(f, RI_INVENTORY_TRUTH);
    const size_t name = ri_inventory_column_of(out, RI_INVENTORY_TOUCHPOINT);
    if (out->line == 0) {
        return true;
    }
    if (told && name == out->n) {
        const ri_inventory_question question = {"no column says what the touchpoints are",
                                                "--column HEADING=touchpoint", NULL};
        out->likely = true;
        return RI_PUSH(out->questions, out->n_questions, f->questions, question);
    }
    out->likely = name < out->n && (told || (f->name == RI_WORD_SURE && beside > 0) ||
                                    (beside > 1 && (f->name == RI_WORD_COMMON || placed)));
    out->says_more = out->likely && f->name != RI_WORD_WEAK && says_more(f);
    return true;
}

static raci_status find(finding *f, ri_book *book, const ri_inventory_told *told, raci_error *err)
{
    bool any = told->inventory;
    for (size_t i = 0; i < told->n; i++) {
        any = any || told->columns[i].role == RI_INVENTORY_TOUCHPOINT;
    }
    raci_status status = find_header(f, book, any, err);
    if (status == RACI_OK && f->out.n > RI_CSV_COLUMNS_MAX) { /* as many as a table may have */
        f->out.line = 0;
        f->out.n = 0;
    }
    if (status == RACI_OK) {
        status = take_told(f, told, err);
    }
    if (status == RACI_OK && f->out.line > 0) {
        status = sample(f, book, err);
    }
    if (status != RACI_OK || f->out.line == 0) {
        return status;
    }
    if (!read_headings(f) || !name_attributes(f) || !judge(f, any)) {
        return ri_fail_nomem(err);
    }
    find_fills(f);
    return RACI_OK;
}

raci_status ri_inventory_columns_find(ri_inventory_columns **out, ri_book *book, size_t sheet,
                                      const ri_inventory_told *told, raci_error *err)
{
    static const ri_inventory_told nothing = {.inventory = false};
    finding *f = ri_alloc(sizeof *f);
    if (f == NULL) {
        return ri_fail_nomem(err);
    }
    *f = (finding){.arena = ri_arena_new()};
    f->out.sheet = sheet;
    const raci_status status =
        f->arena != NULL ? find(f, book, told != NULL ? told : &nothing, err) : ri_fail_nomem(err);
    if (status != RACI_OK) {
        ri_inventory_columns_free(&f->out);
        return status;
    }
    *out = &f->out;
    return RACI_OK;
}

void ri_inventory_columns_free(ri_inventory_columns *columns)
{
    finding *f = (finding *)columns; /* columns are its first member */
    if (f != NULL) {
        ri_free(f->out.questions);
        ri_arena_free(f->arena);
        ri_free(f);
    }
}
