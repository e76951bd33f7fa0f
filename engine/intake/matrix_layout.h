/*
 * How a sheet holds a responsibility matrix: parties as columns or as rows, a column for each
 * letter, a row for each assignment, owners beside what they own. Recognized from the sheet's
 * beginning; what is ambiguous is a question, with the option that answers it.
 */
#ifndef RI_MATRIX_LAYOUT_H
#define RI_MATRIX_LAYOUT_H

#include "intake/book.h"
#include "intake/header_words.h"
#include "intake/letters.h"

#define RI_QUESTIONS_MAX 32

typedef enum ri_matrix_shape {
    RI_SHAPE_NONE,      /* no matrix, as far as can be seen */
    RI_SHAPE_GRID,      /* activities as rows, parties as columns */
    RI_SHAPE_TURNED,    /* parties as rows, activities as columns */
    RI_SHAPE_BY_LETTER, /* a column for each letter, names in them */
    RI_SHAPE_TICKS,     /* a column for each letter, ticks in them, parties in a column */
    RI_SHAPE_LIST,      /* a row for each assignment */
    RI_SHAPE_PAIRS,     /* a column says of each letter who has it */
    RI_SHAPE_OWNERS,    /* what there is, and who owns it */
    RI_SHAPE_LEGEND     /* only explains letters */
} ri_matrix_shape;

/* "grid", "turned" …, as they are named in map files; static. */
const char *ri_matrix_shape_name(ri_matrix_shape shape);
bool ri_matrix_shape_named(const char *name, ri_matrix_shape *out); /* false: none such */

typedef enum ri_answer { RI_ANSWER_OPEN, RI_ANSWER_YES, RI_ANSWER_NO } ri_answer;

/* What somebody said about a column. */
typedef struct ri_matrix_choice {
    const char *column; /* its header, whatever its case, or "#3" */
    ri_matrix_role role;
    const char *value; /* its party's or activity's name, or its letter; NULL: from the header */
} ri_matrix_choice;

/* Answers to questions; a zeroed one answers none. */
typedef struct ri_matrix_options {
    ri_matrix_shape shape; /* RI_SHAPE_NONE: looked for */
    const char *party;     /* whose the letters are that stand below no name */
    const char *activity;  /* what names are about that stand beside nothing */
    ri_answer headings;    /* whether a row with nothing but a name is a heading */
    size_t first_column;   /* from 1: what stands left of it is not looked at; 0: all is */
    const ri_matrix_choice *choices;
    size_t n_choices;
} ri_matrix_options;

typedef struct ri_matrix_column {
    ri_matrix_role role;
    const char *header; /* as it stands; "" for none */
    const char *name;   /* of RI_ROLE_CELLS: the party or the activity */
    const char *group;  /* what stands above the header, over several columns; NULL: nothing */
    const char *letter; /* of RI_ROLE_NAMES */
    const char *also;   /* of RI_ROLE_NAMES: a second one, as below "A/R"; NULL: none */
    const char *why;    /* why it is taken for that; static */
    bool said;          /* somebody said so */
} ri_matrix_column;

typedef struct ri_matrix_question {
    const char *code; /* "shape", "party", "letter", "swapped", "owner", "headings" …; static */
    const char *message;  /* one line: what is not clear */
    const char *option;   /* what answers it, such as "--letters X=R" */
    const char *fallback; /* what is assumed without an answer; NULL: it must be answered */
} ri_matrix_question;

typedef struct ri_matrix_layout {
    ri_matrix_shape shape;
    unsigned confidence; /* of 100 */
    const char *why;     /* one line, for people */
    size_t header;       /* which of the sheet's rows has the names of columns, from 0 */
    uint32_t header_line;
    bool headings;        /* rows with nothing but a name are headings */
    bool numbered;        /* so are those whose number has no dot, where others have: "2", "2.1" */
    bool legend;          /* there is one among the rows */
    ri_groups groups;     /* what these are */
    const char *sheet;    /* its name */
    const char *section;  /* of documents that too: the group of what has no other; "" elsewhere */
    const char *activity; /* of what has no other; NULL: the sheet has a column for them */
    ri_matrix_column *columns;
    size_t n;
    size_t first_column; /* as in the options */
    ri_matrix_question questions[RI_QUESTIONS_MAX];
    size_t n_questions;
} ri_matrix_layout;

/* Looks at a sheet. Letters that its headers, its title or its legend explain are added to
   `letters`. Gives an owned layout, RI_SHAPE_NONE with the reason in `why` where there is no
   matrix. `options` may be NULL. Fails as the book does, or with RACI_INVALID (a choice names no
   column), RACI_NOMEM. */
raci_status ri_matrix_recognize(ri_matrix_layout **out, ri_book *book, size_t sheet,
                                ri_letters *letters, const ri_matrix_options *options,
                                raci_error *err);
void ri_matrix_layout_free(ri_matrix_layout *layout); /* NULL is allowed */

#endif
