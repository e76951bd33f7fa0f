/*
 * What became of somebody else's file, for the renderers.
 */
#ifndef RI_ADOPTED_H
#define RI_ADOPTED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "intake/answers.h"
#include "raci/intake.h"

#define RI_ADOPTED_TABLES 18 /* as many as RI_TABLE_COUNT */
#define RI_SAMPLES_MAX 3     /* rows of each table that are shown of a sheet */
#define RI_TOLD_MAX 10000    /* of each kind; more are counted */

/* Something that was noticed, and where. */
typedef struct ri_told {
    const char *place; /* in the file: "12:3", "Matrix!C12"; "" for nowhere */
    const char *text;
} ri_told;

typedef struct ri_told_list {
    ri_told *items;
    size_t n;
    size_t capacity;
    size_t total;
} ri_told_list;

typedef struct ri_read_column {
    const char *heading;
    const char *as; /* "superior-id", "attribute", "cells: Sales" */
} ri_read_column;

typedef struct ri_open_question {
    const char *text;
    const char *option;
    const char *taken; /* what is assumed without an answer; NULL: it must be answered */
} ri_open_question;

/* One sheet of a file. Every row with text is in one of the counts. */
typedef struct ri_read_sheet {
    size_t file;      /* that it is in */
    const char *name; /* "" for none */
    bool hidden;      /* the spreadsheet does not show it */
    const char *kind; /* "canonical", "hr", "matrix", "inventory", "own", "owners"; NULL: nothing
                         was recognized */
    const char *what; /* for people: "ChartHop people", "a grid of parties" */
    size_t rows;      /* with text: the sum of these */
    size_t used;
    size_t passed;  /* headers, headings, legends, what stands before the table */
    size_t waiting; /* for answers */
    size_t refused;
    ri_read_column *columns;
    size_t n_columns;
    ri_open_question *questions;
    size_t n_questions;
    size_t questions_capacity;
    ri_told_list notes; /* how something was read that could be read otherwise */
    ri_told_list refusals;
    ri_told_list samples; /* of the rows that it gave; tables as places */
    ri_told_list edits;   /* of a matrix that raci wrote: each cell that was edited */
} ri_read_sheet;

typedef struct ri_read_file {
    const char *path;
    const char *form;
    const char *encoding;
    char delimiter;
    size_t first_sheet; /* its sheets among all */
    size_t n_sheets;
    ri_told_list notes; /* what of it could not be read as it stands */
} ri_read_file;

struct raci_intake {
    ri_arena *arena;
    ri_read_file *files;
    size_t n_files;
    int32_t day; /* as of which names are looked for */
    bool full;   /* what they do not have ends */
    bool dry_run;
    bool own;          /* raci wrote it */
    bool imported;     /* or, dry, would have been */
    raci_model *model; /* as it is then; NULL unless imported */
    raci_model *copy;  /* that it is, of a dry run; owned */
    raci_import_counts counts;
    size_t rows[RI_ADOPTED_TABLES]; /* that were given to the import, by table of tables.h */
    ri_told_list absent;            /* what the model has and they do not; tables as places */
    ri_read_sheet *sheets;
    size_t n_sheets;
    size_t sheets_capacity;
    ri_answers *answers;
    ri_text map;
};

#endif
