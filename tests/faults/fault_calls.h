/*
 * The calls that are tried, and the organization that they are about.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_FAULT_CALLS_H
#define TEST_FAULT_CALLS_H

#include "trial.h"

/* One for each thing that commands do, and after them the functions of <raci.h> that no command
   calls; ends with a NULL name. */
extern const call calls[];

/* Fills the workshop: a model with a record, a policy, files of all kinds. */
void calls_fill(workshop *w);

/* What the library's own calls do (library_calls.c). */
int call_alternatives(void);
int call_results(void);
int call_digests(void);
int call_examination(void);
int call_recorded(void);
int call_brief(void);
int call_names(void);

#endif
