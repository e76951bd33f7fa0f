#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "intake/cell_letters.h"
#include "intake/hr_inside.h"

#define FOREVER 2932532 /* 9999-01-01: systems write so that there is no end */

static const ri_hr_role dated[RI_HR_DATES] = {RI_HR_START, RI_HR_END, RI_HR_EFFECTIVE};

typedef struct giving {
    ri_hr *hr;
    const ri_hr_sink *sink;
    ri_date_order order;
    bool silent; /* lines are broken and have to be whole: only what is wrong is told */
    ri_text text;
    ri_text place;
    ri_hr_attribute *attributes;
    size_t n_attributes, attributes_capacity;
    const char *dotted[RI_HR_DOTTED_MAX];
    size_t n_dotted;
} giving;

static raci_status note(giving *g, const ri_book_row *row, uint32_t column, ri_hr_note_kind kind,
                        raci_error *err)
{
    if (g->text.failed) {
        return ri_fail_nomem(err);
    }
    if (g->sink->note == NULL || g->text.length == 0 || row->n == 0) {
        return RACI_OK;
    }
    const ri_book_cell *cell = &row->cells[column < row->n ? column : 0];
    ri_text_clear(&g->place);
    ri_book_place(g->hr->book, cell, &g->place);
    if (g->place.failed) {
        return ri_fail_nomem(err);
    }
    ri_hr_note out = {kind, ri_text_string(&g->place), cell->line, cell->column,
                      ri_text_string(&g->text)};
    return g->sink->note(&out, g->sink->payload, err);
}

static raci_status note_flags(giving *g, const ri_book_row *row, const ri_hr_line_record *record,
                              raci_error *err)
{
    const ri_hr *hr = g->hr;
    raci_status status = RACI_OK;
    for (unsigned flag = 1; flag <= RI_HR_OTHER_DETAILS && status == RACI_OK; flag <<= 1) {
        if ((record->flags & flag) == 0) {
            continue;
        }
        ri_text_clear(&g->text);
        ri_hr_role role = ri_hr_say_flag(&g->text, hr, record, flag);
        uint32_t column = hr->of_role[role];
        if (role == RI_HR_NAME && column == RI_NONE) {
            column = hr->of_role[RI_HR_LAST_NAME];
        }
        for (size_t i = 0; role == RI_HR_SUPERIOR && i < RI_HR_SAID; i++) {
            column = column == RI_NONE ? hr->said[i] : column;
        }
        status = note(g, row, column, RI_HR_NOTE, err);
    }
    return status;
}

/* What stands right of the headings is in no column: a comma without quotes may have moved the
   cells. */
static raci_status note_beyond(giving *g, const ri_book_row *row, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t c = g->hr->columns->n; c < row->n && status == RACI_OK; c++) {
        const ri_book_cell *cell = &row->cells[c];
        ri_text_clear(&g->text);
        if (cell->length > 0) {
            ri_text_format(&g->text, "'%.*s' stands below no heading: it is not read",
                           ri_cell_fit(cell->bytes, cell->length, 60), cell->bytes);
            status = note(g, row, (uint32_t)c, RI_HR_NOTE, err);
        }
    }
    return status;
}

static raci_status note_dates(giving *g, const ri_book_row *row, const ri_hr_fields *fields,
                              raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; i < RI_HR_DATES && status == RACI_OK; i++) {
        const ri_date *date = &fields->dates[i];
        const char *complaint = ri_date_complaint(date->fault);
        if (date->fault == RI_DATE_READ && ri_date_in(date, g->order) == RI_DAY_MIN) {
            complaint = "there is no such day in the order of the others";
        }
        if (*complaint != '\0') {
            ri_text_clear(&g->text);
            ri_text_format(&g->text, "%s: left out", complaint);
            status = note(g, row, g->hr->of_role[dated[i]], RI_HR_NOTE, err);
        }
    }
    return status;
}

static raci_status note_line(giving *g, const ri_book_row *row, const ri_hr_post *post,
                             raci_error *err)
{
    uint32_t column = g->hr->said[post->said_at];
    ri_text_clear(&g->text);
    ri_hr_say_line(&g->text, g->hr, post, !g->silent);
    raci_status status = note(g, row, column, RI_HR_BROKEN_LINE, err);
    if (status == RACI_OK) {
        ri_text_clear(&g->text);
        ri_hr_say_doubt(&g->text, g->hr, post);
        status = note(g, row, column, RI_HR_NOTE, err);
    }
    return status;
}

/* Finds the keys of a post's dotted lines, and tells of those that lead nowhere. */
static raci_status resolve_dotted(giving *g, const ri_book_row *row, const ri_hr_post *post,
                                  raci_error *err)
{
    ri_hr *hr = g->hr;
    bool failed = false;
    const uint32_t said = ri_hr_said(hr, post, RI_HR_SAID);
    const char *list = said != RI_NONE ? ri_hr_string(hr, said) : "";
    raci_status status = RACI_OK;
    g->n_dotted = 0;
    for (size_t n = 0; n < RI_HR_DOTTED_MAX && status == RACI_OK && ri_hr_next_item(hr, &list);
         n++) {
        bool other_case = false;
        bool known = false;
        const char *text = ri_text_string(&hr->scratch);
        uint32_t to = ri_hr_refer(hr, RI_HR_DOTTED, RI_HR_SAID, text, &other_case, &failed);
        if (failed || hr->scratch.failed) {
            return ri_fail_nomem(err);
        }
        if (to >= RI_HR_SEVERAL) {
            ri_text_clear(&g->text);
            ri_hr_say_dotted(&g->text, text, to == RI_HR_SEVERAL, !g->silent);
            status = note(g, row, hr->of_role[RI_HR_DOTTED], RI_HR_BROKEN_LINE, err);
            continue;
        }
        const char *key = ri_hr_string(hr, hr->posts[to].key);
        for (size_t i = 0; i < g->n_dotted; i++) {
            known = known || g->dotted[i] == key;
        }
        if (!known && hr->posts[to].key != post->key) {
            g->dotted[g->n_dotted++] = key;
        }
    }
    if (status == RACI_OK && ri_hr_next_item(hr, &list)) {
        ri_text_clear(&g->text);
        ri_text_format(&g->text, "has more than %d dotted lines: the others are left out",
                       RI_HR_DOTTED_MAX);
        status = note(g, row, hr->of_role[RI_HR_DOTTED], RI_HR_NOTE, err);
    }
    return status;
}

/* Collects what is kept of the row besides, for a person or for a position. */
static bool collect(giving *g, const ri_book_row *row, bool of_person)
{
    const ri_hr_columns *columns = g->hr->columns;
    g->n_attributes = 0;
    for (uint32_t i = 0; i < columns->n && i < row->n; i++) {
        const ri_hr_column *column = &columns->columns[i];
        ri_hr_attribute attribute = {column->attribute, ri_hr_text(row, i)};
        if (!ri_hr_is_kept(column, of_person) || *attribute.value == '\0') {
            continue;
        }
        if (!RI_PUSH(g->attributes, g->n_attributes, g->attributes_capacity, attribute)) {
            return false;
        }
    }
    return true;
}

/* The day after the last one. */
static int32_t end_of(int32_t last)
{
    return last == RI_DAY_MIN || last >= FOREVER ? RI_DAY_MAX : last + 1;
}

static int32_t day_in(const giving *g, const ri_hr_fields *fields, size_t which)
{
    return ri_date_in(&fields->dates[which], g->order);
}

/* The key of whom a post reports to, "" for nobody. */
static const char *superior_of(const ri_hr *hr, const ri_hr_post *post)
{
    uint32_t key = RI_NONE;
    if (post->line_state == RI_HR_SET) {
        key = hr->posts[post->superior].key;
    } else if (post->line_state == RI_HR_BESIDE) {
        (void)ri_map_get(&hr->beside_keys, (uint64_t)(post - hr->posts), &key);
    }
    return key != RI_NONE ? ri_hr_string(hr, key) : "";
}

static raci_status give_position(giving *g, const ri_book_row *row, const ri_hr_fields *fields,
                                 const ri_hr_post *post, raci_error *err)
{
    const ri_hr *hr = g->hr;
    const char *id = *fields->position_id != '\0' ? fields->position_id : fields->requisition;
    ri_hr_position out = {
        .key = ri_hr_string(hr, post->key), .title = fields->title, .line = row->line};
    raci_status status = resolve_dotted(g, row, post, err);
    if (status != RACI_OK || g->silent || g->sink->position == NULL) {
        return status;
    }
    if (!collect(g, row, false)) {
        return ri_fail_nomem(err);
    }
    out.unit = post->unit != RI_NONE ? hr->units[post->unit].key : "";
    out.reports_to = superior_of(hr, post);
    out.superior =
        post->line_state != RI_HR_TOP ? ri_hr_string(hr, ri_hr_said(hr, post, post->said_at)) : "";
    out.dotted_to = g->dotted;
    out.n_dotted = g->n_dotted;
    out.grade = ri_hr_text_of(hr, row, RI_HR_GRADE);
    /* What a person's row says of days is the person's, but where nobody is there. */
    bool own = fields->who == RI_HR_NOBODY || fields->who == RI_HR_NO_MORE;
    out.id = own && *id == '\0' ? fields->person_id : id;
    out.from = own ? day_in(g, fields, 2) : RI_DAY_MIN;
    out.from = own && out.from == RI_DAY_MIN ? day_in(g, fields, 0) : out.from;
    out.to = own ? end_of(day_in(g, fields, 1)) : RI_DAY_MAX;
    out.to = out.to > out.from ? out.to : RI_DAY_MAX;
    out.state = post->eliminated    ? RI_HR_ELIMINATED
                : post->holders > 0 ? RI_HR_HELD
                : hr->has_people    ? RI_HR_VACANT_POST
                                    : RI_HR_UNTOLD;
    out.attributes = g->attributes;
    out.n_attributes = g->n_attributes;
    return g->sink->position(&out, g->sink->payload, err);
}

static raci_status give_person(giving *g, const ri_book_row *row, const ri_hr_fields *fields,
                               uint32_t person, raci_error *err)
{
    const ri_hr *hr = g->hr;
    ri_hr_person out = {
        .key = ri_hr_string(hr, hr->people[person].key), .email = fields->email, .line = row->line};
    ri_hr_span span = ri_hr_span_of(fields);
    uint32_t further = 0;
    size_t order = g->order == RI_DATES_MONTH_FIRST ? 1 : 0;
    if (fields->cut) {
        ri_text_clear(&g->text);
        ri_text_format(&g->text, "the name is longer than %d bytes: the rest is left out",
                       RI_HR_NAME_MAX);
        raci_status status = note(g, row, g->hr->of_role[RI_HR_NAME], RI_HR_NOTE, err);
        if (status != RACI_OK) {
            return status;
        }
    }
    if (g->silent || g->sink->person == NULL) {
        return RACI_OK;
    }
    if (!collect(g, row, true)) {
        return ri_fail_nomem(err);
    }
    out.id = fields->person_id;
    out.name = *fields->name != '\0'        ? fields->name
               : *fields->person_id != '\0' ? fields->person_id
                                            : fields->email;
    out.withheld = ri_number_set_has(&hr->withheld, person);
    if (ri_map_get(&hr->spans_of, person, &further)) {
        ri_hr_span_add(&span, &hr->spans[further]);
    }
    out.from = span.from[order];
    out.to = span.to[order] == RI_DAY_MAX ? RI_DAY_MAX : end_of(span.to[order]);
    out.to = out.to > out.from ? out.to : RI_DAY_MAX;
    out.attributes = g->attributes;
    out.n_attributes = g->n_attributes;
    return g->sink->person(&out, g->sink->payload, err);
}

static raci_status give_seat(giving *g, const ri_book_row *row, const ri_hr_fields *fields,
                             const ri_hr_line_record *record, raci_error *err)
{
    ri_hr_seat out = {.line = row->line, .acting = (record->flags & RI_HR_ACTING) != 0};
    out.position = ri_hr_string(g->hr, g->hr->posts[record->post].key);
    out.person = ri_hr_string(g->hr, g->hr->people[record->person].key);
    out.from = day_in(g, fields, 2);
    out.from = out.from == RI_DAY_MIN ? day_in(g, fields, 0) : out.from;
    out.to = end_of(day_in(g, fields, 1));
    if (out.to <= out.from) {
        out.to = RI_DAY_MAX;
        ri_text_clear(&g->text);
        ri_text_add(&g->text, "ends before it begins: the end is left out");
        raci_status status = note(g, row, g->hr->of_role[RI_HR_END], RI_HR_NOTE, err);
        if (status != RACI_OK) {
            return status;
        }
    }
    if (g->silent || g->sink->seat == NULL) {
        return RACI_OK;
    }
    return g->sink->seat(&out, g->sink->payload, err);
}

static raci_status account(giving *g, uint32_t line, ri_hr_outcome outcome, raci_error *err)
{
    ri_hr_account out = {line, outcome, ri_text_string(&g->text)};
    if (g->text.failed) {
        return ri_fail_nomem(err);
    }
    return g->sink->account != NULL ? g->sink->account(&out, g->sink->payload, err) : RACI_OK;
}

/* Gives what a row was used for. */
static raci_status give_used(giving *g, const ri_book_row *row, const ri_hr_line_record *record,
                             raci_error *err)
{
    ri_hr *hr = g->hr;
    ri_hr_fields fields;
    const ri_hr_post *post = &hr->posts[record->post];
    bool new_post = (record->flags & RI_HR_NEW_POST) != 0;
    if (!ri_hr_fields_read(hr, row, &fields)) {
        return ri_fail_nomem(err);
    }
    raci_status status = note_flags(g, row, record, err);
    if (status == RACI_OK) {
        status = note_beyond(g, row, err);
    }
    if (status == RACI_OK) {
        status = note_dates(g, row, &fields, err);
    }
    if (status == RACI_OK && new_post) {
        status = note_line(g, row, post, err);
    }
    if (status == RACI_OK && new_post) {
        status = give_position(g, row, &fields, post, err);
    }
    if (status == RACI_OK && (record->flags & RI_HR_NEW_PERSON) != 0) {
        status = give_person(g, row, &fields, record->person, err);
    }
    if (status == RACI_OK && record->person != RI_NONE) {
        status = give_seat(g, row, &fields, record, err);
    }
    return status;
}

static raci_status give_row(giving *g, const ri_book_row *row, size_t at, raci_error *err)
{
    const ri_hr *hr = g->hr;
    ri_text_clear(&g->text);
    if (at <= hr->columns->above) {
        ri_text_add(&g->text, at < hr->columns->above ? "above the header" : "the header");
        return account(g, row->line, at < hr->columns->above ? RI_HR_ABOVE : RI_HR_HEADER, err);
    }
    size_t i = at - hr->columns->above - 1;
    bool known = i < hr->n_rows;
    const ri_hr_line_record record = known ? ri_hr_record(hr, i) : (ri_hr_line_record){0};
    if (!known ||
        ((record.flags & RI_HR_NEW_POST) != 0 && hr->posts[record.post].line != row->line)) {
        return ri_fail(err, RACI_IO, "the file changed while it was read");
    }
    if (record.reason != RI_HR_FINE) {
        ri_hr_say_reason(&g->text, hr, &record);
        return account(g, row->line, RI_HR_REFUSED, err);
    }
    raci_status status = give_used(g, row, &record, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_text_clear(&g->text);
    ri_hr_say_use(&g->text, hr, &record);
    return account(g, row->line, RI_HR_USED, err);
}

static raci_status give_units(const giving *g, raci_error *err)
{
    const ri_hr *hr = g->hr;
    raci_status status = RACI_OK;
    for (size_t i = 0; i < hr->n_units && status == RACI_OK; i++) {
        const ri_hr_part *part = &hr->units[i];
        ri_hr_unit out = {part->key, part->name, "", ri_hr_unit_kind(part->role), part->line};
        if (part->parent != RI_NONE) {
            out.parent = hr->units[part->parent].key;
        }
        status = g->sink->unit(&out, g->sink->payload, err);
    }
    return status;
}

static raci_status give_rows(giving *g, raci_error *err)
{
    ri_hr *hr = g->hr;
    ri_book_row row;
    bool more = true;
    size_t at = 0;
    raci_status status = ri_book_begin(hr->book, hr->columns->sheet, err);
    while (status == RACI_OK) {
        status = ri_book_next(hr->book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        status = give_row(g, &row, at++, err);
    }
    if (status == RACI_OK && at != hr->columns->above + 1 + hr->n_rows) {
        return ri_fail(err, RACI_IO, "the file changed while it was read");
    }
    return status;
}

raci_status ri_hr_give(ri_hr *hr, const ri_hr_options *options, const ri_hr_sink *sink,
                       raci_error *err)
{
    const ri_hr_summary *summary = &hr->summary;
    bool broken = ri_hr_broken(hr);
    giving g = {.hr = hr, .sink = sink, .order = options->dates};
    if (g.order == RI_DATES_OPEN) {
        g.order = summary->dates;
    }
    if (summary->dates_ambiguous && g.order == RI_DATES_OPEN) {
        return ri_fail(err, RACI_INVALID,
                       "dates can be read with the day or with the month first: say "
                       "--dates day-first or --dates month-first");
    }
    if (broken && options->lines == RI_HR_LINES_ASK) {
        return ri_fail(err, RACI_INVALID,
                       "reporting lines are broken: say --lines keep to leave them unset, or "
                       "--lines strict to stop");
    }
    g.silent = broken && options->lines == RI_HR_LINES_STRICT;
    raci_status status = RACI_OK;
    if (!g.silent && sink->unit != NULL) {
        status = give_units(&g, err);
    }
    if (status == RACI_OK) {
        status = give_rows(&g, err);
    }
    if (status == RACI_OK && g.silent) {
        ri_text_clear(&g.text);
        ri_hr_say_broken(&g.text, summary);
        status = g.text.failed ? ri_fail_nomem(err)
                               : ri_fail(err, RACI_INPUT, "%s", ri_text_string(&g.text));
    }
    ri_text_free(&g.text);
    ri_text_free(&g.place);
    ri_free(g.attributes);
    return status;
}
