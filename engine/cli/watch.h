/*
 * Running a command again whenever what it read has changed.
 */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "cli/failure.h"

/* Runs it, and again whenever the model, the policies or a file that these were read from has
   changed, until somebody interrupts that. Gives the exit status of the last run that ended;
   EXIT_USAGE at once, for no change of a file mends a command line. */
int watch(const options *o, int (*run)(const options *o));

/* Within such a run: which files a policy was read from (NULL: it could not be loaded), and in
   which something is wrong. Elsewhere it does nothing. */
void watch_note(const raci_policy *policy, const problems *found, const raci_error *err);

/* The same of one file or folder; "" is none. */
void watch_file(const char *path);

#endif
