/*
 * Recognizing exports of HR systems and organization charts: which row of a sheet is their
 * header, whose export it looks like, and what each column is read as.
 */
#ifndef RI_HR_COLUMNS_H
#define RI_HR_COLUMNS_H

#include "intake/book.h"
#include "intake/hr_aliases.h"

#define RI_HR_HEADER_WITHIN 50 /* rows in which the header is looked for */

typedef struct ri_hr_column {
    const char *heading;   /* as it stands; "" for none */
    const char *normal;    /* as headings are compared */
    const char *attribute; /* the name it has as an attribute, a key; no two are equal */
    ri_hr_role role;
    bool told;      /* the caller said what it is */
    bool of_person; /* where it is kept as an attribute: of the person, else of the position */
    uint32_t line;
    uint32_t column; /* of its heading, as cells say it */
} ri_hr_column;

/* What could not be decided, what was taken, and what to say to decide it. */
typedef struct ri_hr_question {
    const char *text;
    const char *option; /* such as --column 'Position=position-id' */
} ri_hr_question;

typedef enum ri_hr_confidence {
    RI_HR_NO,     /* this is no list of people or positions */
    RI_HR_MAYBE,  /* people or positions, but no superiors: other tables look so, too */
    RI_HR_LIKELY, /* people or positions and their superiors */
    RI_HR_CERTAIN /* and the columns of a known system */
} ri_hr_confidence;

typedef enum ri_hr_keying {
    RI_HR_BY_LOOKS,
    RI_HR_BY_PERSON,  /* a row is a person, and has a position of its own */
    RI_HR_BY_POSITION /* a row is a position, and may be vacant or there several times */
} ri_hr_keying;

/* What a caller knows already. A zeroed one knows nothing. */
typedef struct ri_hr_told {
    uint32_t header_line; /* 0: looked for */
    ri_hr_keying keying;
    const struct ri_hr_told_column {
        const char *heading; /* compared as headings are */
        ri_hr_role role;
    } * columns;
    size_t n;
} ri_hr_told;

typedef struct ri_hr_columns {
    size_t sheet;
    size_t above;  /* rows with text before the header */
    uint32_t line; /* the header's; 0 when there is none */
    ri_hr_column *columns;
    size_t n;
    const char
        *system; /* whose export it looks like, with its article: "ChartHop people"; or NULL */
    ri_hr_confidence confidence;
    ri_hr_keying keying; /* by person or by position */
    bool keying_told;
    ri_hr_question *questions;
    size_t n_questions;
} ri_hr_columns;

struct ri_arena;

/* Looks at the first rows of a sheet. Gives owned columns, also when they are none of HR (their
   confidence is RI_HR_NO). Fails as reading does; with RACI_NOTFOUND when a heading or a line
   that the caller told is not there, RACI_INVALID when two are told to be what one can be. */
raci_status ri_hr_columns_find(ri_hr_columns **out, ri_book *book, size_t sheet,
                               const ri_hr_told *told, raci_error *err);
void ri_hr_columns_free(ri_hr_columns *columns); /* NULL is allowed */

/* "--column 'Position=position-id'", as a shell takes it, in the arena. NULL when memory is
   exhausted. */
const char *ri_hr_column_option(struct ri_arena *arena, const char *heading, ri_hr_role role);

/* Whether some column has the role. */
bool ri_hr_has(const ri_hr_columns *columns, ri_hr_role role);

#endif
