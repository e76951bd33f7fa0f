/*
 * How far long work is: one line on standard error, drawn over itself and gone at the end. There is
 * none where standard error is no terminal, text is not what is asked for, or the work is done
 * within a second.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/options.h"

/* Follows the work on a model from here on. While it does, Ctrl-C stops that work, so that nothing
   is left half-written; a second one ends the program at once. */
void progress_begin(const options *o, raci_model *model);
/* Takes the line away. */
void progress_end(void);
/* When everything is closed: ends the program as Ctrl-C does, if that stopped the work. */
void progress_leave(raci_status status);

#endif
