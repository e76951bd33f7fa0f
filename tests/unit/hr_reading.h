/*
 * An export of an HR system read whole, as text that tests compare.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_HR_READING_H
#define TEST_HR_READING_H

#include "scratch.h"

#include "base/day.h"
#include "base/text.h"
#include "intake/hr_read.h"

/* What is asked for, and what came. */
typedef struct hr_reading {
    const ri_hr_told *told;
    const ri_hr_beside *beside;
    ri_hr_options options;
    bool headings; /* tell of the columns */
    bool accounts; /* tell of rows that were used */
    ri_text out;
    ri_hr_summary summary;
    size_t used, refused, above, headers; /* accounts */
    size_t units, positions, people, seats, broken, notes;
    size_t calls_left; /* the sink stops when it is 1; 0: never */
} hr_reading;

static inline raci_status hr_step(hr_reading *reading)
{
    return reading->calls_left > 0 && --reading->calls_left == 0 ? RACI_STOPPED : RACI_OK;
}

static inline void hr_word(ri_text *out, const char *label, const char *word)
{
    if (*word != '\0') {
        ri_text_format(out, " %s %s", label, word);
    }
}

static inline void hr_day(ri_text *out, const char *label, int32_t day)
{
    char buffer[11];
    if (day != RI_DAY_MIN && day != RI_DAY_MAX) {
        ri_text_format(out, " %s %s", label, ri_day_format(day, buffer));
    }
}

static inline void hr_attributes(ri_text *out, const ri_hr_attribute *attributes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_format(out, " %s=", attributes[i].name);
        ri_text_add(out, attributes[i].value);
    }
    ri_text_char(out, '\n');
}

static inline raci_status hr_unit(const ri_hr_unit *unit, void *payload, raci_error *err)
{
    hr_reading *reading = payload;
    (void)err;
    reading->units++;
    ri_text_format(&reading->out, "unit %s '%s' %s%s%s\n", unit->key, unit->name, unit->kind,
                   *unit->parent != '\0' ? " in " : "", unit->parent);
    return hr_step(reading);
}

static inline raci_status hr_position(const ri_hr_position *position, void *payload,
                                      raci_error *err)
{
    static const char *const states[] = {"", " vacant", " eliminated", " untold"};
    hr_reading *reading = payload;
    ri_text *out = &reading->out;
    (void)err;
    reading->positions++;
    assert_true(*position->superior != '\0' || *position->reports_to == '\0');
    ri_text_format(out, "position %s '", position->key);
    ri_text_add(out, position->title);
    ri_text_format(out, "'%s", states[position->state]);
    hr_word(out, "in", position->unit);
    hr_word(out, "under", position->reports_to);
    for (size_t i = 0; i < position->n_dotted; i++) {
        ri_text_format(out, " dotted %s", position->dotted_to[i]);
    }
    hr_word(out, "grade", position->grade);
    hr_day(out, "from", position->from);
    hr_day(out, "to", position->to);
    hr_attributes(out, position->attributes, position->n_attributes);
    return hr_step(reading);
}

static inline raci_status hr_person(const ri_hr_person *person, void *payload, raci_error *err)
{
    hr_reading *reading = payload;
    ri_text *out = &reading->out;
    (void)err;
    reading->people++;
    ri_text_format(out, "person %s '", person->key);
    ri_text_add(out, person->name);
    ri_text_format(out, "'%s%s%s", *person->email != '\0' ? " " : "", person->email,
                   person->withheld ? " withheld" : "");
    hr_day(out, "from", person->from);
    hr_day(out, "to", person->to);
    hr_attributes(out, person->attributes, person->n_attributes);
    return hr_step(reading);
}

static inline raci_status hr_seat(const ri_hr_seat *seat, void *payload, raci_error *err)
{
    hr_reading *reading = payload;
    (void)err;
    reading->seats++;
    ri_text_format(&reading->out, "seat %s: %s%s", seat->position, seat->person,
                   seat->acting ? " acting" : "");
    hr_day(&reading->out, "from", seat->from);
    hr_day(&reading->out, "to", seat->to);
    ri_text_char(&reading->out, '\n');
    return hr_step(reading);
}

static inline raci_status hr_account(const ri_hr_account *account, void *payload, raci_error *err)
{
    hr_reading *reading = payload;
    (void)err;
    reading->used += account->outcome == RI_HR_USED;
    reading->refused += account->outcome == RI_HR_REFUSED;
    reading->above += account->outcome == RI_HR_ABOVE;
    reading->headers += account->outcome == RI_HR_HEADER;
    assert_true(*account->text != '\0');
    if (reading->accounts || account->outcome == RI_HR_REFUSED) {
        ri_text_format(&reading->out,
                       "%s %u: ", account->outcome == RI_HR_REFUSED ? "refused" : "line",
                       account->line);
        ri_text_add(&reading->out, account->text);
        ri_text_char(&reading->out, '\n');
    }
    return hr_step(reading);
}

static inline raci_status hr_note(const ri_hr_note *note, void *payload, raci_error *err)
{
    hr_reading *reading = payload;
    (void)err;
    reading->broken += note->kind == RI_HR_BROKEN_LINE;
    reading->notes += note->kind == RI_HR_NOTE;
    const char *name = strrchr(note->place, '/');
    ri_text_format(&reading->out, "%s %s ", note->kind == RI_HR_NOTE ? "note" : "broken",
                   name != NULL ? name + 1 : note->place);
    ri_text_add(&reading->out, note->text);
    ri_text_char(&reading->out, '\n');
    return hr_step(reading);
}

static inline void hr_tell_questions(ri_text *out, const ri_hr_question *questions, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_add(out, "? ");
        ri_text_add(out, questions[i].text);
        ri_text_format(out, " [%s]\n", questions[i].option);
    }
}

static inline void hr_tell_columns(ri_text *out, const ri_hr_columns *columns, bool headings)
{
    static const char *const confidences[] = {"no", "maybe", "likely", "certain"};
    ri_text_format(out, "%s: %s, by %s, line %u\n",
                   columns->system != NULL ? columns->system : "unknown",
                   confidences[columns->confidence],
                   columns->keying == RI_HR_BY_PERSON ? "person" : "position", columns->line);
    for (size_t i = 0; headings && i < columns->n; i++) {
        const ri_hr_column *column = &columns->columns[i];
        ri_text_format(out, "%s%s=%s", i > 0 ? ", " : "", column->heading,
                       column->role == RI_HR_ATTRIBUTE ? column->attribute
                                                       : ri_hr_role_name(column->role));
    }
    ri_text_add(out, headings ? "\n" : "");
    hr_tell_questions(out, columns->questions, columns->n_questions);
}

/* Every row has its account, and what was given is what was counted. */
static inline void hr_adds_up(const hr_reading *reading)
{
    const ri_hr_summary *summary = &reading->summary;
    assert_int_equal(reading->headers, 1);
    assert_int_equal(reading->above, summary->above);
    assert_int_equal(reading->used, summary->used);
    assert_int_equal(reading->refused, summary->refused);
    assert_int_equal(summary->used + summary->refused, summary->rows);
    assert_int_equal(summary->tops + summary->lines + summary->missing + summary->circular,
                     summary->positions);
    assert_int_equal(reading->units, summary->units);
    assert_int_equal(reading->positions, summary->positions);
    assert_int_equal(reading->people, summary->people);
    assert_int_equal(reading->seats, summary->seats);
    assert_int_equal(reading->broken, summary->missing + summary->circular + summary->other_case +
                                          summary->dotted_missing);
}

/* Reads the first sheet of a book. */
static inline raci_status hr_read_book(hr_reading *reading, ri_book *book, raci_error *err)
{
    const ri_hr_sink sink = {hr_unit,    hr_position, hr_person, hr_seat,
                             hr_account, hr_note,     reading};
    ri_hr_columns *columns = NULL;
    ri_hr *hr = NULL;
    raci_status status = ri_hr_columns_find(&columns, book, 0, reading->told, err);
    if (status == RACI_OK) {
        hr_tell_columns(&reading->out, columns, reading->headings);
        status = ri_hr_gather(&hr, book, columns, reading->beside, err);
    }
    if (status == RACI_OK) {
        size_t n = 0;
        const ri_hr_question *questions = ri_hr_questions(hr, &n);
        hr_tell_questions(&reading->out, questions, n);
        reading->summary = *ri_hr_summary_of(hr);
        status = ri_hr_give(hr, &reading->options, &sink, err);
    }
    ri_hr_free(hr);
    ri_hr_columns_free(columns);
    return status;
}

/* Reads the file at a path; a failure is appended. */
static inline raci_status hr_read_path(hr_reading *reading, const char *path)
{
    raci_error err = {0};
    ri_book *book = NULL;
    raci_status status = ri_book_open(&book, path, NULL, NULL, NULL, &err);
    if (status == RACI_OK) {
        status = hr_read_book(reading, book, &err);
    }
    ri_book_close(book);
    assert_int_equal(err.status, status);
    if (status != RACI_OK) {
        ri_text_format(&reading->out, "failed: %s: ", raci_status_name(status));
        ri_text_add(&reading->out, err.message);
        ri_text_char(&reading->out, '\n');
    }
    return status;
}

/* Writes the bytes into a file x.csv, and reads it. */
static inline raci_status hr_read_bytes(hr_reading *reading, const void *bytes, size_t n)
{
    scratch s;
    char path[SCRATCH_PATH];
    scratch_make_small(&s);
    scratch_write(&s, "x.csv", bytes, n);
    raci_status status = hr_read_path(reading, scratch_path(&s, "x.csv", path));
    scratch_remove(&s);
    return status;
}

#endif
