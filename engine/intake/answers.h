/*
 * What somebody said of a file that is not canonical: how its dates are to be read, what its
 * letters mean, what a column is. Options of the command line say it, or a map file, which keeps
 * it for the next file of the kind:
 *
 *     # how personnel's export is read
 *     dates = day-first
 *     lines = keep
 *     column = Cost centre=ignored
 */
#ifndef RI_ANSWERS_H
#define RI_ANSWERS_H

#include "base/arena.h"
#include "base/text.h"
#include "raci/error.h"

#define RI_ANSWERS_MAX 1000     /* of one file */
#define RI_ANSWER_BYTES 65536   /* of one of them */
#define RI_ANSWERS_FILE 1048576 /* bytes of a map file */

typedef struct ri_answer_column {
    const char *heading; /* or "#3" */
    const char *role;    /* "superior-id", "cells:Sales" … */
} ri_answer_column;

/* Whom or what a name means that could mean several: "Sales=unit:sales". */
typedef struct ri_answer_name {
    const char *name;
    const char *reference;
} ri_answer_name;

/* NULL where nothing was said. */
typedef struct ri_answers {
    ri_arena *arena;
    const char *letters;      /* a dictionary, "R=A,A=R" */
    const char *dates;        /* "day-first", "month-first" */
    const char *lines;        /* "keep", "strict" */
    const char *keyed;        /* "person", "position" */
    const char *layout;       /* "grid", "turned" … */
    const char *first_column; /* a number; what stands left of it is not looked at */
    const char *headings;     /* "yes", "no" */
    const char *party;
    const char *activity;
    const char *encoding;
    const char *parties; /* what parties become that nobody knows: "position", "unit", "team" */
    const char *paths;   /* a file that lists the paths that owners are asked for */
    ri_answer_column *columns;
    size_t n_columns;
    size_t capacity;
    ri_answer_name *names;
    size_t n_names;
    size_t names_capacity;
    size_t n; /* all that was said */
} ri_answers;

/* Gives an owned object that says nothing. */
raci_status ri_answers_new(ri_answers **out, raci_error *err);
void ri_answers_free(ri_answers *answers); /* NULL is allowed */

/* Adds an answer: the name of an option, without dashes, and its value, copied. Fails with
   RACI_INVALID: there is no such name (the nearest is told), no such value, or it was said
   otherwise before. Only `letters`, `column` and `name` may be said several times. */
raci_status ri_answers_add(ri_answers *answers, const char *name, const char *value,
                           raci_error *err);
/* Adds those of a map file. Fails with RACI_NOTFOUND, RACI_IO, RACI_INPUT (file and line). */
raci_status ri_answers_read(ri_answers *answers, const char *path, raci_error *err);
/* "--column 'Boss=superior-id'", as a shell takes it, in the arena. NULL when memory is
   exhausted. */
const char *ri_column_option(ri_arena *arena, const char *heading, const char *role);
/* Appends them as a map file. */
void ri_answers_say(const ri_answers *answers, ri_text *out);

#endif
