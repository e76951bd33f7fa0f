/* One row of a file against the rows that the model has of its key. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "model/import.h"

/* Copies a date, "" for none. */
static void take_day(char out[11], const ri_datum *value)
{
    size_t length = value->type == RI_DATUM_TEXT && value->length < 11 ? value->length : 0;
    if (length > 0) {
        memcpy(out, value->bytes, length);
    }
    out[length] = '\0';
}

static bool is_before(const char *from, const char *to)
{
    return from[0] == '\0' || to[0] == '\0' || strcmp(from, to) < 0;
}

bool ri_found_overlap(const ri_found *a, const ri_found *b)
{
    return is_before(a->from, b->to) && is_before(b->from, a->to);
}

/* Whether the import met a stored row already, and where. */
static raci_status find_met(ri_import *import, ri_found *found, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    found->added = found->id > import->last_id[import->tab];
    found->line = -1;
    raci_status status = ri_store_stmt(&stmt, import->store, STMT_IMPORT_ROW_LINE, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, import->tab);
        ri_bind_int(stmt, 2, found->id);
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK && row) {
        found->line = (int)ri_column_int(stmt, 0);
        found->column = (int)ri_column_int(stmt, 1);
        ri_reset(stmt);
    }
    found->met = row || found->added;
    return status;
}

static raci_status find_rows(ri_import *import, const ri_datum *values, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    import->n_found = 0;
    raci_status status = ri_stored_find(&stmt, import->store, import->table, values, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        ri_datum day;
        ri_found *found = &import->found[import->n_found];
        if (import->n_found == RI_PERIODS_MAX) {
            ri_reset(stmt);
            break;
        }
        *found = (ri_found){.id = ri_column_int(stmt, 0)};
        if (import->from >= 0) {
            day = ri_datum_read(import->table, stmt, import->from);
            take_day(found->from, &day);
            day = ri_datum_read(import->table, stmt, import->to);
            take_day(found->to, &day);
        }
        status = find_met(import, found, err);
        import->n_found += found->line == 0 ? 0 : 1; /* its period is wrong */
    }
    return status;
}

raci_status ri_import_find(ri_import *import, int64_t identity, raci_error *err)
{
    ri_datum values[RI_TABLE_COLUMNS_MAX] = {{.type = RI_DATUM_INT, .number = identity}};
    return find_rows(import, values, err);
}

/* The cell that says which row this is. */
static const ri_csv_cell *key_cell(const ri_import *import, const ri_import_row *row)
{
    int i = 0;
    while (!import->table->columns[i].grouping) {
        i++;
    }
    return ri_import_cell(import, row->csv, i);
}

void ri_import_duplicate(ri_import *import, int line, int column)
{
    const ri_table *table = import->table;
    if (table->kind != RI_KIND_COUNT) {
        ri_text_add(&import->message, table->periods
                                          ? "duplicate key: the period overlaps another of this key"
                                          : "duplicate key");
    } else {
        ri_text_add(&import->message, "duplicate row: another has the same ");
        const char *before = "";
        for (size_t i = 0; i < table->n; i++) {
            if (table->columns[i].grouping) {
                ri_text_format(&import->message, "%s%s", before, table->columns[i].name);
                before = ", ";
            }
        }
        ri_text_add(&import->message, table->dated ? " and from" : "");
    }
    ri_import_problem(import, line, column, RI_KIND_COUNT, NULL);
}

static raci_status note_row(ri_import *import, const ri_import_row *row, int64_t id,
                            raci_error *err)
{
    ri_stmt *stmt = NULL;
    const ri_csv_cell *key = key_cell(import, row);
    const char *noted = import->table->noted;
    const ri_csv_cell *cell =
        noted != NULL
            ? ri_import_cell(import, row->csv, ri_table_column(import->table, noted, strlen(noted)))
            : NULL;
    raci_status status = ri_store_stmt(&stmt, import->store, STMT_IMPORT_NOTE_ROW, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, import->tab);
    ri_bind_int(stmt, 2, id);
    /* Of a row whose period is wrong it is not known which others it meets; where there are no
       periods it is the only one of its key. */
    ri_bind_int(stmt, 3, row->vague && import->table->periods ? 0 : key->line);
    ri_bind_int(stmt, 4, key->column);
    ri_bind_int(stmt, 5, cell != NULL ? cell->column : key->column);
    return ri_run(stmt, err);
}

static raci_status note_later(ri_import *import, const ri_import_row *row, const char *from,
                              bool matched, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, import->store, STMT_IMPORT_NOTE_LATER, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, import->tab);
    ri_bind_int(stmt, 2, row->identity);
    ri_bind_text(stmt, 3, from);
    ri_bind_int(stmt, 4, row->csv->line);
    ri_bind_int(stmt, 5, matched ? -1 : (int64_t)row->csv->place);
    return ri_run(stmt, err);
}

/* What becomes of a row. */
typedef enum verdict { ADD, UPDATE, LATER, DONE } verdict;

/* Without dates in the file a row is the only one of its key. */
static verdict choose_undated(ri_import *import, const ri_import_row *row, ri_found **target)
{
    if (import->n_found == 0) {
        return ADD;
    }
    *target = &import->found[0];
    if (import->table->dated && import->n_found > 1) {
        const ri_csv_cell *cell = key_cell(import, row);
        ri_text_format(&import->message,
                       "the model has %zu periods of this: the column 'from' must say which is "
                       "meant",
                       import->n_found);
        ri_import_cell_problem(import, cell);
        return DONE;
    }
    return UPDATE;
}

/* Of rows that had begun before a day the last one, or NULL. */
static ri_found *last_before(ri_import *import, const char *day)
{
    ri_found *last = NULL;
    for (size_t i = 0; i < import->n_found; i++) {
        ri_found *found = &import->found[i];
        if (strcmp(found->from, day) < 0 && (last == NULL || strcmp(found->from, last->from) > 0)) {
            last = found;
        }
    }
    return last;
}

static void begin_on(const ri_import *import, ri_import_row *row, ri_found *now, const char *day)
{
    row->values[import->from] = ri_datum_text(day);
    take_day(now->from, &row->values[import->from]);
}

static bool is_shown(const ri_import *import)
{
    return import->way->shows_seats && import->tab == RI_TABLE_SEATS;
}

/* Whether a seat that an export shows is over on the day; *target is the one that it is about. */
static bool is_over(ri_import *import, const ri_found *now, ri_found **target)
{
    const bool over =
        is_shown(import) && now->to[0] != '\0' && strcmp(now->to, import->way->as_of) <= 0;
    *target = over ? last_before(import, now->to) : NULL;
    return over;
}

/* Whether the model had a seat of the position before the import. */
static raci_status find_seated(bool *seated, ri_import *import, const ri_import_row *row,
                               raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, import->store, STMT_IMPORT_SEATED, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, row->values[0].number);
        ri_bind_int(stmt, 2, import->last_id[import->tab]);
        status = ri_step(stmt, seated, err);
    }
    if (status == RACI_OK && *seated) {
        ri_reset(stmt);
    }
    return status;
}

/* Whether a row is about what there is on the day that is read: it says no beginning or, of a seat
   that an export shows, that of one which is over in the model. */
static bool is_of_a_day(const ri_import *import, const ri_import_row *row, const ri_found *now)
{
    const char *day = import->way->as_of;
    if (day == NULL || !import->table->dated || import->from < 0) {
        return false;
    }
    if (ri_import_cell(import, row->csv, import->from) == NULL) {
        return true;
    }
    for (size_t i = 0; is_shown(import) && i < import->n_found; i++) {
        const ri_found *found = &import->found[i];
        if (strcmp(found->from, now->from) == 0) {
            return found->to[0] != '\0' && strcmp(found->to, day) <= 0 &&
                   (now->to[0] == '\0' || strcmp(now->to, day) > 0);
        }
    }
    return false;
}

/* The same where the organization of one day is read: the row in force on it is meant, whenever it
   began. Where there is none, a new one fits between the others; where it `begins`, on that day. */
static verdict choose_as_of(ri_import *import, ri_import_row *row, bool begins, ri_found *now,
                            ri_found **target)
{
    const char *day = import->way->as_of;
    const char *next = "";
    if (is_over(import, now, target)) {
        return *target == NULL ? ADD : (*target)->met ? DONE : UPDATE;
    }
    for (size_t i = 0; i < import->n_found; i++) {
        ri_found *found = &import->found[i];
        const bool begun = found->from[0] == '\0' || strcmp(found->from, day) <= 0;
        if (begun && (found->to[0] == '\0' || strcmp(found->to, day) > 0)) {
            *target = found;
            begin_on(import, row, now, found->from);
            return is_shown(import) && found->met ? DONE : UPDATE; /* two sheets may show it */
        }
        if (!begun && (*next == '\0' || strcmp(found->from, next) < 0)) {
            next = found->from;
        }
    }
    if (begins) {
        begin_on(import, row, now, day);
    }
    if (*next != '\0' && (now->to[0] == '\0' || strcmp(next, now->to) < 0)) {
        row->values[import->to] = ri_datum_text(next);
        take_day(now->to, &row->values[import->to]);
    }
    return ADD;
}

/* The one row of the key that the import has not met and that this one overlaps.
   Where several are, none is meant: it is a new one, and they must move away. */
static verdict choose_overlapping(ri_import *import, const ri_found *wanted, ri_found **target)
{
    size_t n = 0;
    for (size_t i = 0; i < import->n_found; i++) {
        ri_found *found = &import->found[i];
        if (!found->met && ri_found_overlap(found, wanted)) {
            *target = found;
            n++;
        }
    }
    if (n != 1) {
        *target = NULL;
    }
    return n == 1 ? UPDATE : ADD;
}

/* Which stored row a row of the file is about; 1-domain: "Rows are matched by key". */
static verdict choose(ri_import *import, const ri_import_row *row, const ri_found *wanted,
                      bool last, ri_found **target)
{
    bool old = false;
    for (size_t i = 0; i < import->n_found; i++) {
        old = old || !import->found[i].added;
    }
    bool says_when = ri_import_cell(import, row->csv, import->from) != NULL;
    if (!import->table->dated || (!says_when && old)) {
        return choose_undated(import, row, target);
    }
    for (size_t i = 0; i < import->n_found; i++) {
        if (strcmp(import->found[i].from, wanted->from) == 0) {
            *target = &import->found[i];
            return UPDATE;
        }
    }
    if (!import->table->periods || !old) {
        return ADD;
    }
    return last ? choose_overlapping(import, wanted, target) : LATER;
}

/* The new row against the other rows of its key. What the import has not met yet
   may still move out of the way. */
static raci_status check_overlaps(ri_import *import, const ri_import_row *row, const ri_found *now,
                                  const ri_found *target, bool last, raci_error *err)
{
    const ri_csv_cell *cell = key_cell(import, row);
    for (size_t i = 0; i < import->n_found; i++) {
        const ri_found *other = &import->found[i];
        if (other == target || !ri_found_overlap(now, other)) {
            continue;
        }
        if (!other->met && !last) {
            return note_later(import, row, now->from, true, err);
        }
        if (other->met && other->line > cell->line) {
            ri_import_duplicate(import, other->line, other->column);
        } else if (other->met) {
            ri_import_duplicate(import, cell->line, cell->column);
        }
        if (other->met) {
            return RACI_OK;
        }
    }
    return RACI_OK;
}

/* A row that is to change a stored one: its period is the stored one's where the
   file does not say. */
static raci_status update(ri_import *import, const ri_import_row *row, ri_found *now,
                          const ri_found *target, raci_error *err)
{
    const ri_csv_cell *cell = key_cell(import, row);
    if (target->met) {
        ri_import_duplicate(import, cell->line, cell->column);
        return RACI_OK;
    }
    if (import->from >= 0) {
        bool says_from = ri_import_cell(import, row->csv, import->from) != NULL;
        bool says_to = ri_import_cell(import, row->csv, import->to) != NULL;
        memcpy(now->from, says_from ? now->from : target->from, sizeof now->from);
        memcpy(now->to, says_to ? now->to : target->to, sizeof now->to);
        if (!is_before(now->from, now->to)) {
            ri_text_format(&import->message, "'to' %s must be after 'from' %s", now->to, now->from);
            ri_import_cell_problem(import, cell);
            return RACI_OK;
        }
    }
    raci_status status = ri_import_update(import, row, target->id, err);
    return status == RACI_OK ? note_row(import, row, target->id, err) : status;
}

/* Adds a row; it is noted where something is to be looked at when all is read. */
static raci_status add(ri_import *import, const ri_import_row *row, bool last, raci_error *err)
{
    const char *noted = import->table->noted;
    int64_t id = 0;
    if (import->n_found == RI_PERIODS_MAX) {
        const ri_csv_cell *cell = key_cell(import, row);
        ri_text_format(&import->message, "more than %d rows of one key", RI_PERIODS_MAX);
        ri_import_cell_problem(import, cell);
        return RACI_OK;
    }
    raci_status status = ri_import_add(import, row, &id, err);
    bool note = last || row->vague;
    if (noted != NULL) {
        int i = ri_table_column(import->table, noted, strlen(noted));
        note = note || row->values[i].type != RI_DATUM_NONE;
    }
    return status == RACI_OK && note ? note_row(import, row, id, err) : status;
}

/* A row with a wrong period says nothing but that its key exists. */
static raci_status add_vague(ri_import *import, ri_import_row *row, raci_error *err)
{
    if (!row->fresh) {
        return RACI_OK;
    }
    row->values[import->from].type = RI_DATUM_NONE;
    row->values[import->to].type = RI_DATUM_NONE;
    return add(import, row, false, err);
}

raci_status ri_import_match(ri_import *import, ri_import_row *row, bool last, raci_error *err)
{
    const ri_table *table = import->table;
    ri_found *target = NULL;
    ri_found now = {.id = 0};
    if (row->unusable || (row->vague && table->dated && !table->periods)) {
        return RACI_OK;
    }
    if (row->vague && table->periods) {
        return add_vague(import, row, err);
    }
    import->n_found = 0;
    raci_status status = row->fresh ? RACI_OK : find_rows(import, row->values, err);
    if (status != RACI_OK) {
        return status;
    }
    if (import->from >= 0) {
        take_day(now.from, &row->values[import->from]);
        take_day(now.to, &row->values[import->to]);
    }
    const bool of_a_day = is_of_a_day(import, row, &now);
    bool begins = import->n_found > 0;
    if (of_a_day && !begins && is_shown(import)) {
        status = find_seated(&begins, import, row, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    verdict what = of_a_day ? choose_as_of(import, row, begins, &now, &target)
                            : choose(import, row, &now, last, &target);
    switch (what) {
    case ADD:
        status = add(import, row, last, err);
        break;
    case UPDATE:
        status = update(import, row, &now, target, err);
        break;
    case LATER:
        return note_later(import, row, now.from, false, err);
    case DONE:
        return RACI_OK;
    }
    bool refused = target != NULL && target->met;
    return status == RACI_OK && table->periods && !refused
               ? check_overlaps(import, row, &now, target, last, err)
               : status;
}
