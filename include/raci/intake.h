/*
 * Files that are not canonical: exports of HR systems, organization charts, responsibility
 * matrices, inventories of touchpoints, files of code owners, whatever system or person made them,
 * and canonical tables in other forms. They are recognized, read, and what was not understood is
 * told.
 */
#ifndef RACI_INTAKE_H
#define RACI_INTAKE_H

#include "raci/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct raci_intake raci_intake;

/* What somebody says of a file: the name of an option without dashes, such as "dates", and its
   value, "day-first". 'raci help import' lists them. */
typedef struct raci_intake_answer {
    const char *name;
    const char *value;
} raci_intake_answer;

/* Whether there is such an answer: fails with RACI_INVALID, the nearest told, or RACI_NOMEM. */
raci_status raci_intake_answer_check(const raci_intake_answer *answer, raci_error *err);

typedef struct raci_intake_options {
    const char *date; /* ISO: names are looked for among what is there on this day */
    const raci_intake_answer *answers;
    size_t n_answers;
    const char *map; /* a map file with further answers, or NULL */
    int full;        /* the files are the whole: what the model has on the day and they do not, of
                        the tables that they give, ends on it */
    int dry_run;     /* nothing is kept: the model may be open for reading only */
} raci_intake_options;

/* Reads n files and imports what they say, in one transaction. Gives an owned intake, also when
   something has to be answered first: then nothing is imported, and raci_intake_open says so.
   Nor is anything when there is nothing known in them. Calls `problem` (may be NULL) for what
   cannot be read, and for what the model cannot take, which fails with RACI_INPUT. Fails also
   with RACI_NOTFOUND, RACI_IO, RACI_INVALID (an answer), RACI_LIMIT, RACI_BUSY, RACI_NOMEM. */
raci_status raci_intake_read(raci_intake **out, raci_model *model, const char *const *paths,
                             size_t n, const raci_intake_options *options, raci_problem_fn problem,
                             void *payload, raci_error *err);
void raci_intake_free(raci_intake *intake); /* NULL is allowed */

/* How many questions must be answered before it can be imported; the i-th: what is not clear, and
   the option that answers it. Borrowed; NULL beyond the last. */
size_t raci_intake_open(const raci_intake *intake);
const char *raci_intake_question(const raci_intake *intake, size_t i, const char **option);
/* Whether anything in it was recognized. */
int raci_intake_known(const raci_intake *intake);
/* The model as it is with what was imported; of a dry run a copy of it. NULL when nothing was to be
   imported; borrowed until the intake is freed. */
raci_model *raci_intake_model(const raci_intake *intake);
/* How many rows it has for a canonical table, "stated"; 0 for what is none. */
size_t raci_intake_rows(const raci_intake *intake, const char *table);
/* The answers as a map file's text; borrowed. */
const char *raci_intake_map(const raci_intake *intake);

#ifdef __cplusplus
}
#endif
#endif
