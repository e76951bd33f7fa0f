/*
 * Standard output: a document is held back until it is whole, so that an error
 * leaves nothing half said.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>

#include "cli/options.h"

typedef struct output {
    raci_buffer *buffer;
    raci_look look;
} output;

raci_status output_begin(output *out, raci_error *err);
/* Writes what was held back, and closes standard output. Gives `status`, or
   EXIT_MACHINE when it could not be written (which is told, unless whoever was
   reading has gone). */
int output_end(output *out, const options *o, int status);
/* How documents look, which list of them is asked for, and what counts as a failure. */
raci_look output_look(const output *out, const options *o);
/* Forgets it. */
void output_drop(output *out);

/* raci_write_fns for standard output and standard error. */
int write_out(const char *data, size_t length, void *payload);
int write_err(const char *data, size_t length, void *payload);

#endif
