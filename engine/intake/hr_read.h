/*
 * Exports of HR systems and organization charts, read: their rows as units, positions, people
 * and seats with keys.
 *
 * A sheet is gone through twice. Gathering learns who and what is there, resolves who reports
 * to whom, and finds out what has to be asked; giving hands everything out, with what was
 * noticed, and an account of every row. Kept between them are keys, references and a few
 * numbers for each row, and no other text.
 */
#ifndef RI_HR_READ_H
#define RI_HR_READ_H

#include "intake/dates_read.h"
#include "intake/hr_columns.h"

#define RI_HR_ID_MAX 200     /* bytes of an identifier; a row with a longer one is refused */
#define RI_HR_NAME_MAX 500   /* bytes of a person's name; what follows is left out, and told */
#define RI_HR_DOTTED_MAX 100 /* dotted lines of a position; further ones are told, too */
#define RI_HR_ROWS_MAX 20000000

typedef struct ri_hr ri_hr;

typedef struct ri_hr_summary {
    size_t above; /* rows before the header */
    size_t rows;  /* below it: used + refused */
    size_t used;
    size_t refused;
    size_t units;
    size_t positions;
    size_t people;
    size_t seats;
    size_t vacant;        /* positions in which nobody sits */
    size_t withheld;      /* seats of people whose names the file keeps back */
    size_t eliminated;    /* positions that are no more */
    size_t shared;        /* positions in which several people sit */
    size_t several_posts; /* people who sit in several positions */
    size_t tops;          /* positions that say they report to nobody */
    size_t lines;         /* reporting lines that are set */
    size_t beside;        /* of these, to positions that are not in the file */
    size_t missing;       /* that name nobody in the file, or several */
    size_t circular;      /* that go in a circle */
    size_t other_case;    /* set, but the reference is in other letter case: broken when strict */
    size_t dotted_missing;
    bool dates_ambiguous; /* an order has to be told */
    ri_date_order dates;  /* what the columns say */
} ri_hr_summary;

/* Who is known beside the file: asked for references that lead to nobody in it, as files with a
   part of the organization have them (hiring plans, one department). Gives the key of the
   position, or NULL; borrowed until the next call. */
typedef struct ri_hr_beside {
    const char *(*position)(const char *reference, void *payload);
    void *payload;
} ri_hr_beside;

/* Goes through the sheet. Book and columns are borrowed until it is freed; `beside` may be NULL.
   Gives an owned object. Fails as reading does; with RACI_INVALID when the columns are none of
   HR, RACI_LIMIT. */
raci_status ri_hr_gather(ri_hr **out, ri_book *book, const ri_hr_columns *columns,
                         const ri_hr_beside *beside, raci_error *err);
void ri_hr_free(ri_hr *hr); /* NULL is allowed */

const ri_hr_summary *ri_hr_summary_of(const ri_hr *hr);
/* What the data leaves open; borrowed. Those of the columns are not repeated. */
const ri_hr_question *ri_hr_questions(const ri_hr *hr, size_t *n);
/* Whether there are lines for which keep or strict has to be said. */
bool ri_hr_broken(const ri_hr *hr);

typedef struct ri_hr_attribute {
    const char *name;
    const char *value;
} ri_hr_attribute;

/* Everything is borrowed for the call; strings are "" and days RI_DAY_MIN, RI_DAY_MAX where
   unset. */
typedef struct ri_hr_unit {
    const char *key;
    const char *name;
    const char *parent; /* a key; given before */
    const char *kind;   /* "company", "division", "department", "unit", "team" */
    uint32_t line;      /* of the first row that names it */
} ri_hr_unit;

typedef enum ri_hr_state {
    RI_HR_HELD,
    RI_HR_VACANT_POST,
    RI_HR_ELIMINATED, /* it is no more; given so that lines to it lead somewhere */
    RI_HR_UNTOLD      /* the file has no people at all */
} ri_hr_state;

typedef struct ri_hr_position {
    const char *key;
    const char *id; /* as the file has it; "" when the key was made otherwise */
    const char *title;
    const char *unit;       /* a key */
    const char *reports_to; /* a key, perhaps of a position given later, or not in the file */
    const char *superior;   /* what the file says, also where reports_to is unset; "" at the top */
    const char *const *dotted_to; /* keys */
    size_t n_dotted;
    const char *grade;
    int32_t from;
    int32_t to;
    ri_hr_state state;
    const ri_hr_attribute *attributes;
    size_t n_attributes;
    uint32_t line;
} ri_hr_position;

typedef struct ri_hr_person {
    const char *key;
    const char *id;
    const char *name;
    const char *email;
    int32_t from;
    int32_t to;
    bool withheld; /* the file keeps the name back; it says so in its place */
    const ri_hr_attribute *attributes;
    size_t n_attributes;
    uint32_t line;
} ri_hr_person;

typedef struct ri_hr_seat {
    const char *position;
    const char *person;
    bool acting;
    int32_t from;
    int32_t to;
    uint32_t line;
} ri_hr_seat;

typedef enum ri_hr_outcome {
    RI_HR_ABOVE, /* before the header */
    RI_HR_HEADER,
    RI_HR_USED,
    RI_HR_REFUSED
} ri_hr_outcome;

/* What became of a row. */
typedef struct ri_hr_account {
    uint32_t line;
    ri_hr_outcome outcome;
    const char *text; /* what it was used for, or why it was refused */
} ri_hr_account;

typedef enum ri_hr_note_kind {
    RI_HR_NOTE,       /* how something was read that could be read otherwise */
    RI_HR_BROKEN_LINE /* a superior that is not set; or, in other letter case, is */
} ri_hr_note_kind;

typedef struct ri_hr_note {
    ri_hr_note_kind kind;
    const char *place; /* as the book says it: "file.csv:12:3" */
    uint32_t line;
    uint32_t column;
    const char *text;
} ri_hr_note;

/* Where everything goes; a status other than RACI_OK ends the giving. Functions may be NULL.
   Units come first; then, row by row, notes, a position and a person when they are there for the
   first time, a seat, and the row's account. */
typedef struct ri_hr_sink {
    raci_status (*unit)(const ri_hr_unit *unit, void *payload, raci_error *err);
    raci_status (*position)(const ri_hr_position *position, void *payload, raci_error *err);
    raci_status (*person)(const ri_hr_person *person, void *payload, raci_error *err);
    raci_status (*seat)(const ri_hr_seat *seat, void *payload, raci_error *err);
    raci_status (*account)(const ri_hr_account *account, void *payload, raci_error *err);
    raci_status (*note)(const ri_hr_note *note, void *payload, raci_error *err);
    void *payload;
} ri_hr_sink;

typedef enum ri_hr_lines { RI_HR_LINES_ASK, RI_HR_LINES_KEEP, RI_HR_LINES_STRICT } ri_hr_lines;

typedef struct ri_hr_options {
    ri_date_order dates; /* open: as the columns say */
    ri_hr_lines lines;
} ri_hr_options;

/* Hands everything out. With lines that are broken and `lines` strict only notes and accounts are
   given, and it fails with RACI_INPUT. Fails with RACI_INVALID when dates or lines have to be
   told and are not (nothing is given then; the message says which option), RACI_IO when the
   file is no longer what was gathered, RACI_NOMEM, and as the sink does. */
raci_status ri_hr_give(ri_hr *hr, const ri_hr_options *options, const ri_hr_sink *sink,
                       raci_error *err);

#endif
