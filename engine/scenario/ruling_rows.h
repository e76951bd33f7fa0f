/*
 * The rows of a ruling by which an option is taken: for good, or on a copy to see what it does.
 */
#ifndef RI_RULING_ROWS_H
#define RI_RULING_ROWS_H

#include "model/rewriting.h"
#include "scenario/decision_options.h"

/* What is said of it beside who gets the letter. */
typedef struct ri_ruling_said {
    const char *by; /* a reference */
    const char *reason;
    const char *from; /* ISO */
    const char *to;   /* NULL: it has no end */
} ri_ruling_said;

/* The ruling, whoever it names, that begins before the end of one that is written. NULL where there
   is none; texts lie in the arena of the rewriting. */
typedef struct ri_ruling_next {
    const char *from; /* ISO */
    const char *by;   /* a reference */
} ri_ruling_next;

/* Writes them: what was ruled and disputed about the letter before ends, and where *next begins
   they end. Each notes between which rules it chose, in the attribute `between`, so that it tells
   when they are gone; and that it is joint. Of a finding of a result that has its matrix. */
raci_status ri_ruling_write(ri_ruling_next *next, ri_rewriting *w, const raci_result *result,
                            const ri_finding *finding, const ri_option *option,
                            const ri_ruling_said *said, raci_error *err);

#endif
