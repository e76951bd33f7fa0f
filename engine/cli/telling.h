/*
 * From a result to standard output and the exit status: what the commands that
 * evaluate share.
 */
#ifndef CLI_TELLING_H
#define CLI_TELLING_H

#include "cli/evaluate.h"
#include "cli/output.h"

/* Renders what was evaluated into out->buffer. */
typedef raci_status (*telling)(const evaluation *e, const options *o, const output *out,
                               raci_error *err);

/* Tells what an evaluation gave, which ended in `status`, or of its failure; `fine`
   is the exit status when all went well. Closes the evaluation. */
int tell_and_close(evaluation *e, const options *o, raci_status status, telling tell,
                   int (*fine)(const evaluation *e, const options *o));

/* Such a status where a holder was looked for: whether several fit. */
int found_several_holders(const evaluation *e, const options *o);

/* Asks about the first operand and tells the answer. */
int ask_and_tell(const options *o, telling tell);

#define WRITTEN_SIZE 128

/* A question that the model alone answers. */
typedef struct inquiry {
    raci_status (*ask)(void **out, raci_model *model, const options *o, problems *found,
                       raci_error *err);
    raci_status (*tell)(const void *answer, const options *o, const output *out, raci_error *err);
    int (*judge)(const void *answer, const options *o); /* the exit status; NULL: fine */
    void (*release)(void *answer);                      /* which may be NULL */
    /* Of an inquiry that writes the model: says what stands there now, in some words. */
    void (*written)(char out[WRITTEN_SIZE], const void *answer);
} inquiry;

/* Opens the model, asks, tells the answer, and frees both. */
int inquire(const options *o, const inquiry *of);

#endif
